// The few things a reader may ask this device to remember: a trainer's own list, what was done on a path, a nation,
// the day of a visit, and light or dark colours. Nothing is written before it is asked for, each can be wiped where it is
// shown, and Leave now wipes all of them but the colours, which tell nothing of what was read.

const COLOURS = "sg-colours";
const KEYS = ["sg-list", "sg-path", "sg-nation", "sg-seen", COLOURS];
const scope = new URL("../../", import.meta.url).pathname; // two sites on one host keep theirs apart
const named = (key) => `${scope}.${key}`;

/** A store by how long it keeps: the device's, or the open tab's. Throws where storage is refused. */
const store = (long) => (long === "tab" ? sessionStorage : localStorage);

/** What is kept under a key, or null. Storage may be refused; then nothing is kept. */
export function kept(key, long = "device") {
  try {
    return store(long).getItem(named(key));
  } catch {
    return null;
  }
}

/** Keeps a text under one of KEYS; null forgets it. Returns whether it worked. */
export function keep(key, text, long = "device") {
  if (!KEYS.includes(key)) throw new Error(`not a thing we keep: ${key}`);
  try {
    if (text === null) store(long).removeItem(named(key));
    else store(long).setItem(named(key), text);
    return true;
  } catch {
    return false;
  }
}

(window.sgClear ||= []).push(() => {
  for (const key of KEYS) if (key !== COLOURS) for (const long of ["device", "tab"]) keep(key, null, long);
});
