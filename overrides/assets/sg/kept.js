// The few things a reader may ask this device to remember: a trainer's own list, and what was done on a path. Nothing is
// written before it is asked for, each can be wiped where it is shown, and Leave now wipes all of them.

const KEYS = ["sg-list", "sg-path"];
const scope = new URL("../../", import.meta.url).pathname; // two sites on one host keep theirs apart
const named = (key) => `${scope}.${key}`;

/** What is kept under a key, or null. Storage may be refused; then nothing is kept. */
export function kept(key) {
  try {
    return localStorage.getItem(named(key));
  } catch {
    return null;
  }
}

/** Keeps a text under one of KEYS; null forgets it. Returns whether it worked. */
export function keep(key, text) {
  if (!KEYS.includes(key)) throw new Error(`not a thing we keep: ${key}`);
  try {
    if (text === null) localStorage.removeItem(named(key));
    else localStorage.setItem(named(key), text);
    return true;
  } catch {
    return false;
  }
}

(window.sgClear ||= []).push(() => KEYS.forEach((key) => keep(key, null)));
