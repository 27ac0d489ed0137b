/*
 * The service worker: this site without signal. It stands at the site's root and answers for the addresses below it.
 *
 * Pages come from the network, or from their copy when the network takes longer than two seconds or is not there. Files
 * whose names carry a hash of their content never change, so their copies come first. Nothing gets into a copy that is not
 * in the edition's list, with the hash the list gives: no query, no part of a file, nothing of another site.
 *
 * Copies: one cache for what was visited, of this edition only; one for "Save for offline" (offline-save.js), which stays
 * as it is, of its own edition, until the reader brings it up to date or removes it.
 */
"use strict";

const EDITION = "%EDITION%"; // {version, shell, files: {path: the first 32 letters of its SHA-256}}, by pipeline/offline.py
const PATIENCE_MS = 2000;
const LARGE = 1_000_000; // bytes: such a file is handed on at once and looked at later
const LATER_MS = 4000; // then the reader has an answer, and there is time to look
const MARK = "sg-sha256";
const NOT_KEPT = ["content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive", "vary"];

const root = new URL("./", self.location.href);
const visited = `sg:${root.pathname}:visited:`;
const saved = `sg:${root.pathname}:saved:`;
const own = visited + EDITION.version;
const files = new Map(Object.entries(EDITION.files));
const whole = new Set(); // entries looked at since this worker woke, so that each is looked at once
let off = false; // the reader wants no copies; this worker goes with the last page it serves
let wipes = 0; // how often the reader removed the copies: what was on its way then is not kept
const copies = new Map(); // client -> day of the copy it was given

// --- names --------------------------------------------------------------------------------------------

/** The path in the list for an address of this site; null for any other. */
function pathOf(address) {
  const url = new URL(address, root);
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return null;
  let path;
  try {
    path = decodeURIComponent(url.pathname.slice(root.pathname.length));
  } catch {
    return null;
  }
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** The address under which a file is kept: a page without its index.html, as readers ask for it. */
function addressOf(path) {
  return new URL(path.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/"), root).href;
}

const forEver = (path) => /[.-](?=[0-9a-f]*\d)[0-9a-f]{8,64}\./.test(path);

// --- copies -------------------------------------------------------------------------------------------

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keeps a whole answer if its bytes are those of the list; false if they are not. */
async function keep(path, response, cacheName = own) {
  const expected = files.get(path);
  if (off || !expected || !response.ok || response.type !== "basic" || response.status !== 200) return false;
  const before = wipes;
  const bytes = await response.arrayBuffer();
  const hash = await digest(bytes);
  if (before !== wipes || !hash.startsWith(expected)) return false;
  const headers = new Headers(response.headers);
  for (const name of NOT_KEPT) headers.delete(name);
  headers.set(MARK, hash);
  headers.set("sg-bytes", String(bytes.byteLength));
  const cache = await caches.open(cacheName);
  await cache.put(addressOf(path), new Response(bytes, { headers }));
  if (before !== wipes) {
    await (off ? caches.delete(cacheName) : cache.delete(addressOf(path)));
    return false;
  }
  whole.add(cacheName + path);
  return true;
}

/** Fetches a file into the copies. Throws if it cannot be had as the list has it. */
async function fetchInto(path) {
  for (const cache of [forEver(path) ? "default" : "no-cache", "reload"]) {
    // A redirect on this site is followed: some hosts lead 404.html to 404. The bytes are compared all the same.
    const response = await fetch(addressOf(path), { cache, mode: "same-origin", credentials: "omit" });
    if (await keep(path, response)) return;
  }
  throw new Error(`${path} is not that of edition ${EDITION.version}`);
}

/** The caches to look in, the best first: this edition's, then older saved ones. */
async function places() {
  const names = (await caches.keys()).filter((name) => name.startsWith(saved));
  return [own, saved + EDITION.version, ...names.filter((name) => name !== saved + EDITION.version)];
}

async function isWhole(response) {
  const mark = response.headers.get(MARK);
  return Boolean(mark) && (await digest(await response.arrayBuffer())) === mark;
}

/** The copy of a file, or undefined. A damaged copy is taken away. */
async function find(path, event) {
  const address = addressOf(path);
  for (const name of await places()) {
    if (!(await caches.has(name))) continue; // match() would make it
    const cache = await caches.open(name);
    const copy = await cache.match(address);
    if (!copy) continue;
    const current = name === own || name === saved + EDITION.version;
    const known = files.get(path);
    const mark = copy.headers.get(MARK) || "";
    if (!mark || (current && known && !mark.startsWith(known))) {
      await cache.delete(address);
      continue;
    }
    if (whole.has(name + path)) return copy;
    const check = async (given) => {
      const good = Boolean(given) && (await isWhole(given));
      if (good) whole.add(name + path);
      else await cache.delete(address);
      return good;
    };
    if (path.startsWith("runtime/") && Number(copy.headers.get("sg-bytes") || 0) >= LARGE) {
      // Its reader compares it with the manifest, too. A damaged one is fetched anew for the next time.
      const look = async () => (await check(await cache.match(address))) || (known && fetchInto(path));
      event?.waitUntil(sleep(LATER_MS).then(look).catch(() => {}));
      return copy;
    }
    if (await check(copy.clone())) return copy;
  }
  return undefined;
}

// --- answering ----------------------------------------------------------------------------------------

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("range")) return;
  if (request.cache === "only-if-cached" && request.mode !== "same-origin") return;
  // "Save for offline" fetches like this: straight from the network, kept by itself.
  if (request.mode === "same-origin" && request.destination === "") return;
  const path = pathOf(request.url);
  if (path === null) return;
  if (request.mode === "navigate") event.respondWith(page(event, path));
  else if (new URL(request.url).search) return;
  else if (forEver(path)) event.respondWith(asset(event, path));
  else if (path === "runtime/manifest.json") event.respondWith(manifest(event, path));
  else if (files.has(path)) event.respondWith(fresh(event, path, () => find(path, event)).catch(() => Response.error()));
});

/** A file that never changes: the copy first. */
async function asset(event, path) {
  const { request } = event;
  const again = request.cache === "reload" || request.cache === "no-store";
  if (!again) {
    const copy = await find(path, event).catch(() => undefined);
    if (copy) return copy;
  }
  try {
    const response = await fetch(request);
    // The runtime's large files are kept when the aid has answered: its page says so, see remember(). Keeping them while
    // they arrive would take from the start.
    if (files.has(path) && (again || !path.startsWith("runtime/"))) event.waitUntil(keepQuietly(path, response.clone()));
    return response;
  } catch (error) {
    const copy = again && (await find(path, event).catch(() => undefined));
    if (copy) return copy;
    throw error;
  }
}

/** Storage may be full or refused: the reader's page goes on all the same. */
async function keepQuietly(path, response) {
  try {
    const all = saved + EDITION.version;
    if ((await caches.has(all)) && (await (await caches.open(all)).match(addressOf(path)))) return;
    await keep(path, response);
  } catch { /* as above */ }
}

/** A file that can change: the network's, or the copy if that takes too long or fails. Throws where there is neither. */
async function fresh(event, path, copyOf, given = null) {
  const arriving = (async () => {
    const preloaded = await event.preloadResponse;
    const response = preloaded || (await fetch(event.request));
    if (files.has(path) && !new URL(event.request.url).search) event.waitUntil(keepQuietly(path, response.clone()));
    return response;
  })();
  arriving.catch(() => {});
  const copy = copyOf().catch(() => undefined);
  const first = await Promise.race([arriving.then(() => "network", () => "failed"), sleep(PATIENCE_MS)]);
  if (first === "network") {
    const response = await arriving;
    if (response.status < 500) return response;
  }
  const kept = await copy;
  if (kept) {
    event.waitUntil(arriving.catch(() => {}));
    given?.(kept);
    return kept;
  }
  return arriving;
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms, "late"));
}

async function page(event, path) {
  const told = (copy) => {
    copies.set(event.resultingClientId, copy.headers.get("date") || "");
    if (copies.size > 50) copies.delete(copies.keys().next().value);
  };
  try {
    return await fresh(event, path, () => find(path, event), told);
  } catch {
    if (files.has(`${path}/index.html`)) return Response.redirect(addressOf(`${path}/index.html`));
    const missing = !files.has(path) && (await stored("404.html", 404));
    return missing || (await stored(EDITION.shell[0], 503)) || last();
  }
}

async function stored(path, status) {
  const copy = await find(path).catch(() => undefined);
  return copy && new Response(copy.body, { status, headers: copy.headers });
}

/** When even the page that says so is not there any more. */
function last() {
  const text = `<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>No signal</title><h1>No signal, and no copy of this page here</h1><p>Try again when you have signal.</p>
<p><a href="${root.pathname}">Start page</a></p>`;
  return new Response(text, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** Without signal: the manifest of an edition whose files are all here, so that an aid starts whole or not at all. */
async function manifest(event, path) {
  const complete = async () => {
    let any;
    for (const name of await places()) {
      if (!(await caches.has(name))) continue;
      const copy = await (await caches.open(name)).match(addressOf(path));
      if (!copy || !(await isWhole(copy.clone()))) continue;
      any ||= copy.clone();
      const wanted = Object.values((await copy.clone().json()).files).map((file) => `runtime/${file.name}`);
      const here = await Promise.all(wanted.map((file) => caches.match(addressOf(file))));
      if (here.every(Boolean)) return copy;
    }
    return any;
  };
  return fresh(event, path, complete).catch(() => Response.error());
}

// --- editions -----------------------------------------------------------------------------------------

self.addEventListener("install", (event) => event.waitUntil(install()));

/** The page for "no copy here", and the pages visited before, as they are now. If a part fails, the old edition stays. */
async function install() {
  const wanted = new Set(EDITION.shell);
  const known = new Map(); // path -> copy whose bytes are still right
  for (const name of await caches.keys()) {
    if (!name.startsWith(visited) && !name.startsWith(saved)) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const path = pathOf(request.url);
      if (!files.has(path)) continue;
      if (name.startsWith(visited)) wanted.add(path);
      const copy = wanted.has(path) && (await cache.match(request));
      if (copy && (copy.headers.get(MARK) || "").startsWith(files.get(path)) && (await isWhole(copy.clone()))) {
        known.set(path, copy);
      }
    }
  }
  const cache = await caches.open(own);
  for (const path of wanted) {
    if (known.has(path)) await cache.put(addressOf(path), known.get(path));
    else await fetchInto(path);
  }
}

self.addEventListener("activate", (event) => event.waitUntil(activate()));

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(visited) && name !== own).map((name) => caches.delete(name)));
  // Firefox fails the page when the request made ahead fails, whatever this worker answers: nothing would open without signal.
  const ahead = self.registration.navigationPreload;
  await (navigator.userAgent.includes("Firefox/") ? ahead?.disable() : ahead?.enable())?.catch(() => {});
  await self.clients.claim();
}

// --- what pages say and ask ---------------------------------------------------------------------------

self.addEventListener("message", (event) => {
  const { data, ports, source } = event;
  if (data?.type === "take-over") {
    event.waitUntil(self.skipWaiting());
  } else if (data?.type === "how") {
    ports[0]?.postMessage({ version: EDITION.version, copy: copies.get(source?.id) ?? null });
  } else if (data?.type === "visited" && Array.isArray(data.addresses)) {
    event.waitUntil(remember(data.addresses));
  } else if (data?.type === "forget") {
    wipes += 1;
    whole.clear();
    copies.clear();
    off = Boolean(data.off);
    ports[0]?.postMessage({});
  }
});

/** Whether a file of this edition is among the copies. */
async function kept(path) {
  for (const name of [own, saved + EDITION.version]) {
    if ((await caches.has(name)) && (await (await caches.open(name)).match(addressOf(path)))) return true;
  }
  return false;
}

/** A page that was open before this worker, or an aid that has answered: it and what it used, out of the browser's own
 * cache where possible. */
async function remember(addresses) {
  for (const address of addresses.slice(0, 200)) {
    const url = new URL(address, root);
    const path = url.search ? null : pathOf(url.href);
    try {
      if (!files.has(path) || (await kept(path))) continue;
      const response = await fetch(addressOf(path), { cache: "force-cache", mode: "same-origin", credentials: "omit" });
      if (!(await keep(path, response))) await fetchInto(path);
    } catch { /* no signal, no room, or another edition: next time */ }
  }
}
