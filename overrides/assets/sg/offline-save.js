/*
 * "Save for offline": fetches every file of the edition that the site has now, checks each against the list, keeps it.
 * What is there already is not fetched again, so a save that was interrupted goes on where it stopped. A copy of an older
 * edition stays whole until the new one is.
 */
const root = new URL("../../", import.meta.url);
const MARK = "sg-sha256";
const NOT_KEPT = ["content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive", "vary"];
const AT_ONCE = 4;

class Refused extends Error {}
class NoSignal extends Error {}
class Changing extends Error {}

const forEver = (path) => /[.-](?=[0-9a-f]*\d)[0-9a-f]{8,64}\./.test(path);
let able, ask, cacheNames, choice, choose, day, start; // of offline.js, which names this file and so cannot be named by it
const prefix = `sg:${root.pathname}:saved:`;

function addressOf(path) {
  return new URL(path.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/"), root).href;
}

function size(bytes) {
  if (bytes >= 950_000) return `${(bytes / 1e6).toFixed(1)} MB`;
  return bytes ? `${Math.max(1, Math.round(bytes / 1000))} kB` : "0 kB";
}

async function hashOf(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The list of the edition that the site has now. */
async function edition() {
  let response;
  try {
    response = await fetch(new URL("offline.json", root), { cache: "no-cache", mode: "same-origin", credentials: "omit" });
  } catch {
    throw new NoSignal();
  }
  if (!response.ok) throw new NoSignal();
  const about = await response.json();
  about.files = about.files.map(([path, hash, bytes], index) => ({ path, hash, bytes, sent: about.parts[index] }));
  return about;
}

/** The files of an edition that its saved copy does not have. Copies made under way by reading are taken over. */
async function missing(about) {
  const cache = await caches.open(prefix + about.version);
  const others = await Promise.all((await cacheNames()).filter((name) => name !== prefix + about.version).map((name) => caches.open(name)));
  const lacking = [];
  for (const file of about.files) {
    const address = addressOf(file.path);
    const right = (copy) => copy && copy.headers.get(MARK) === file.hash;
    if (right(await cache.match(address))) continue;
    let from = null;
    for (const other of others) {
      if (!from && right(await other.match(address))) from = other;
    }
    lacking.push({ ...file, from });
  }
  return lacking;
}

function room(error) {
  return error && (error.name === "QuotaExceededError" || /quota|storage|disk/i.test(error.message || ""));
}

async function put(cache, file, bytes, headers) {
  const kept = new Headers(headers);
  for (const name of NOT_KEPT) kept.delete(name);
  kept.set(MARK, file.hash);
  kept.set("sg-bytes", String(bytes.byteLength));
  try {
    await cache.put(addressOf(file.path), new Response(bytes, { headers: kept }));
  } catch (error) {
    throw room(error) ? new Refused() : error;
  }
}

async function fetchFile(file, signal, arrived) {
  let last = null;
  for (const cache of [forEver(file.path) ? "default" : "no-cache", "reload"]) {
    let got = 0;
    try {
      // Mode "same-origin" tells the service worker to let it pass. A redirect is followed, as in sw.js.
      const response = await fetch(addressOf(file.path), { cache, mode: "same-origin", credentials: "omit", signal });
      if (!response.ok) {
        last = new Changing();
        continue;
      }
      const chunks = [];
      const reader = response.body.getReader();
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        chunks.push(chunk.value);
        got += chunk.value.length;
        arrived(chunk.value.length);
      }
      const bytes = await new Blob(chunks).arrayBuffer();
      if ((await hashOf(bytes)) === file.hash) return [bytes, response.headers];
      last = new Changing();
    } catch (error) {
      if (signal.aborted) throw error;
      last = new NoSignal();
    }
    arrived(-got);
  }
  throw last;
}

/** Saves what is lacking; tell(bytes) after each piece. Throws Refused, NoSignal, Changing or an AbortError. */
async function save(about, lacking, signal, tell) {
  const cache = await caches.open(prefix + about.version);
  const queue = [...lacking].sort((a, b) => a.bytes - b.bytes); // pages first: they are of use by themselves
  const stop = new AbortController();
  signal.addEventListener("abort", () => stop.abort());
  const one = async () => {
    for (let file = queue.shift(); file && !stop.signal.aborted; file = queue.shift()) {
      let done = null;
      if (file.from) {
        const copy = await file.from.match(addressOf(file.path));
        const bytes = copy && (await copy.arrayBuffer());
        if (bytes && (await hashOf(bytes)) === file.hash) {
          done = [bytes, copy.headers];
          tell(bytes.byteLength);
        }
      }
      done ||= await fetchFile(file, stop.signal, tell);
      await put(cache, file, ...done);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  } catch (error) {
    stop.abort();
    throw error;
  }
  if (signal.aborted) throw new DOMException("stopped by the reader", "AbortError");
}

/** Copies that the new one replaces: older saved ones, and those of pages visited, which it holds as well. */
async function tidy(about) {
  for (const name of await cacheNames("saved:")) {
    if (name !== prefix + about.version) await caches.delete(name);
  }
}

// --- the control on the page --------------------------------------------------------------------------

function element(tag, name, ...parts) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...parts);
  return made;
}

function button(words, act, quiet = false) {
  const made = element("button", quiet ? "sg-button sg-button--quiet" : "sg-button", words);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

export async function control(box, page) {
  ({ able, ask, cacheNames, choice, choose, day, start } = page);
  const state = element("p", "sg-save__state");
  const bar = element("progress", "sg-progress");
  bar.setAttribute("aria-label", "Saving");
  const buttons = element("p", "sg-buttons");
  const says = element("p", "sg-save__says");
  says.setAttribute("role", "status");
  box.replaceChildren(state, buttons, says);
  box.hidden = false;
  let running = null;

  const say = (...words) => says.replaceChildren(...words);
  const show = (words, ...made) => {
    state.replaceChildren(words);
    buttons.replaceChildren(...made);
  };

  if (!(await able())) {
    show("This browser, or this window, keeps no copies. Private windows often do not. The site works as usual while you have signal.");
    return;
  }

  async function look() {
    const chosen = choice();
    if (chosen.off) {
      show("No copies are kept on this device. You chose that.", button("Keep copies again", on));
      return;
    }
    let about;
    try {
      about = await edition();
    } catch {
      if (chosen.saved) {
        show(
          `Saved on ${day(chosen.saved.day)}: the edition of ${day(chosen.saved.date)}. Whether there is a newer one cannot be seen without signal.`,
          button("Remove it", remove, true),
        );
      } else {
        show("The size cannot be found out without signal. Come back when you have some.", button("Try again", look));
      }
      return;
    }
    const already = (await cacheNames("saved:")).length > 0;
    let lacking = about.files;
    if (already || (await cacheNames()).length) lacking = await missing(about);
    if (!already) await caches.delete(prefix + about.version); // looking made it
    const toFetch = lacking.filter((file) => !file.from).reduce((sum, file) => sum + file.sent, 0);
    const off = button("Keep no copies on this device", forget, true);
    const go = (words) => button(words, () => begin(about));
    if (!lacking.length) {
      const stamp = chosen.saved?.version === about.version ? chosen.saved : { version: about.version, date: about.date, day: new Date().toISOString() };
      if (chosen.saved !== stamp) choose({ ...chosen, saved: stamp });
      show(
        `Saved on ${day(stamp.day)}: the whole site, the edition of ${day(about.date)}. It takes ${size(about.bytes)} on this device.`,
        button("Remove it", remove, true),
        off,
      );
    } else if (chosen.saved && chosen.saved.version !== about.version) {
      show(
        `Your saved copy is older than the site. It is the edition of ${day(chosen.saved.date)}; the site has one of ${day(about.date)}. About ${size(toFetch)} to fetch.`,
        go(`Update (${size(toFetch)})`),
        button("Remove it", remove, true),
        off,
      );
    } else if (already) {
      const part = about.bytes - lacking.reduce((sum, file) => sum + file.bytes, 0);
      show(
        `Partly saved: ${size(part)} of ${size(about.bytes)}. About ${size(toFetch)} still to fetch. What is saved works already.`,
        go(`Go on saving (${size(toFetch)})`),
        button("Remove it", remove, true),
        off,
      );
    } else {
      show(
        `Not saved yet. About ${size(toFetch)} to fetch, ${size(about.bytes)} on this device: every page, every aid and the search.`,
        go(`Save for offline (${size(toFetch)})`),
        off,
      );
    }
  }

  async function begin(about) {
    running = new AbortController();
    const stop = button("Cancel", () => running.abort(), true);
    say("Saving…");
    show("Saving. Stay on this page, or go on later where it stopped.", stop);
    stop.focus();
    try {
      await start(); // without the worker the copies would not be used
      const lacking = await missing(about);
      let done = about.bytes - lacking.reduce((sum, file) => sum + file.bytes, 0);
      const needed = about.bytes - done;
      const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) || {};
      if (quota - usage < needed) throw new Refused(size(Math.max(0, quota - usage)));
      bar.max = about.bytes;
      state.after(bar);
      const tell = (bytes) => {
        done += bytes;
        bar.value = done;
        state.textContent = `Saving: ${size(done)} of ${size(about.bytes)}. Stay on this page, or go on later where it stopped.`;
      };
      tell(0);
      await save(about, lacking, running.signal, tell);
      const still = await missing(about);
      if (still.length) throw new Changing();
      choose({ saved: { version: about.version, date: about.date, day: new Date().toISOString() } });
      await tidy(about);
      navigator.storage?.persist?.().catch(() => {});
      say("Saved. The whole site now works without signal.");
    } catch (error) {
      explain(error);
    }
    running = null;
    bar.remove();
    await look();
    (buttons.querySelector("button") || box).focus();
  }

  function explain(error) {
    if (error instanceof Refused) {
      say(
        element("strong", "", "There is not enough room. "),
        `The browser refused to keep more on this device${error.message ? ` (${error.message} left for this site)` : ""}. What was saved so far works. Free some space on the device, then go on; or remove the copy.`,
      );
    } else if (error instanceof Changing) {
      say("The site is being updated at this moment, so its files do not fit together yet. What was saved so far is kept. Try again in a few minutes.");
    } else if (error instanceof NoSignal) {
      say("The connection broke off. What was saved so far is kept. Go on when you have signal.");
    } else if (error && error.name === "AbortError") {
      say("Stopped. What was saved so far is kept: go on later, or remove it.");
    } else {
      say("The copy could not be saved: the browser refused. A private window or a setting may be the reason. The site works as usual while you have signal.");
    }
  }

  /** The worker is told first, or what it is just about to keep would come after the end. */
  async function clear(off = false) {
    const worker = (await navigator.serviceWorker.getRegistration(root.href))?.active;
    if (worker) await ask(worker, { type: "forget", off });
    for (const name of await cacheNames()) await caches.delete(name);
  }

  async function remove() {
    await clear();
    const { saved, ...rest } = choice();
    choose(rest);
    say("Removed. Pages you open from now on are kept again one by one.");
    await look();
    buttons.querySelector("button")?.focus();
  }

  async function forget() {
    await clear(true);
    if (!choose({ off: true })) {
      say("The browser would not keep this choice. The copies are removed.");
    } else {
      say("Removed. No copies are kept on this device from now on.");
    }
    await (await navigator.serviceWorker.getRegistration(root.href))?.unregister();
    await look();
    buttons.querySelector("button")?.focus();
  }

  async function on() {
    const { off, ...rest } = choice();
    choose(rest);
    await start();
    say("Copies are kept again.");
    await look();
    buttons.querySelector("button")?.focus();
  }

  // Leave now ends a save with the page; the public files stay.
  (window.sgClear = window.sgClear || []).push(() => running?.abort());
  await look();
}
