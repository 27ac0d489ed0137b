/*
 * This site without signal, the page's side: starts the service worker (sw.js), says when a copy is shown and when a newer
 * edition is ready, and lists the copies on the page for "no signal". The page reads and works the same without it.
 *
 * Kept on the device, if the reader chose it: {"off": true} or {"saved": {version, date, day}} as "sg-offline", no more.
 */
import { script } from "./trusted.js";

const root = new URL("../../", import.meta.url);
const KEY = `${root.pathname}.sg-offline`;
const container = navigator.serviceWorker;

/** What the reader chose on this device; {} where nothing is kept or storage is refused. */
function choice() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) || {};
  } catch {
    return {};
  }
}

/** Keeps a choice; false where storage is refused. */
function choose(value) {
  try {
    if (Object.keys(value).length) localStorage.setItem(KEY, JSON.stringify(value));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

/** The names of our own caches, for this place of the site only. */
async function cacheNames(kind = "") {
  return (await caches.keys()).filter((name) => name.startsWith(`sg:${root.pathname}:${kind}`));
}

function day(text) {
  const date = new Date(text);
  return Number.isNaN(date.getTime())
    ? "an earlier day"
    : date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "Europe/London" });
}

/** Whether this browser lets the site keep copies. Where storage is refused, even asking for it may throw. */
async function able() {
  try {
    if (!container || !window.isSecureContext || !window.caches) return false;
    await window.caches.keys();
    return true;
  } catch {
    return false;
  }
}

/** Starts the service worker; null where there is none. */
async function start() {
  if (!(await able())) return null;
  try {
    return (await container.register(script(new URL("sw.js", root)), { scope: root.href, updateViaCache: "none" })) || null;
  } catch {
    return null; // refused, or no signal at the first visit: the site works without
  }
}

function strip(id, ...parts) {
  document.getElementById(id)?.remove();
  const text = document.createElement("p");
  text.className = "sg-offline__text";
  text.append(...parts);
  const box = document.createElement("div");
  box.className = "sg-offline";
  box.id = id;
  box.setAttribute("role", "status");
  box.append(text);
  put(box, document.querySelector("body > .md-header"));
  return box;
}

/** Into the page, without moving what the reader has scrolled to. Not every engine sees to that, so we do. */
function put(box, header) {
  const { style } = document.documentElement;
  const before = document.documentElement.scrollHeight;
  style.overflowAnchor = "none";
  if (header) header.after(box);
  else document.body.prepend(box);
  if (scrollY > 0) scrollBy({ top: document.documentElement.scrollHeight - before, behavior: "instant" });
  requestAnimationFrame(() => style.removeProperty("overflow-anchor"));
}

function strong(words) {
  const made = document.createElement("strong");
  made.textContent = words;
  return made;
}

/** What the service worker answers; {} if it does not in three seconds. */
function ask(worker, message) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, 3000, {});
    worker.postMessage(message, [port2]);
  });
}

/** Whether this page is a copy, and of which day. */
async function sayCopy() {
  if (!container.controller || document.querySelector("[data-sg-copies]")) return;
  const { copy } = await ask(container.controller, { type: "how" });
  if (typeof copy !== "string") return;
  strip("sg-copy", strong("No signal, or very little."), ` You are reading the copy saved on this device on ${day(copy)}.`);
}

let asked = false;

/** A new worker waits: offered, never forced, because a reload empties an aid. */
function offer(waiting) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sg-button sg-button--quiet";
  button.textContent = "Reload";
  button.addEventListener("click", () => {
    asked = true;
    if (waiting && waiting.state === "installed") waiting.postMessage({ type: "take-over" });
    else location.reload();
    setTimeout(() => location.reload(), 3000); // if it does not answer
  });
  const aid = document.querySelector(".sg-aid") ? " Finish first: reloading clears the answers on this page." : "";
  strip("sg-newer", strong("A newer edition is ready."), `${aid} `, button);
}

function watch(registration) {
  // At a first visit the worker that has just taken charge may, for a moment, still be called waiting.
  const look = () => {
    const { waiting } = registration;
    if (waiting && container.controller && waiting !== container.controller) offer(waiting);
  };
  look();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
  // A page left open for long asks when somebody comes back to it.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") registration.update().catch(() => {});
  });
}

/** Pages that were open before the worker was tell it what they used. Addresses of public files, no more. */
function tellVisited() {
  if (!container.controller || location.search || document.querySelector("[data-sg-copies]")) return;
  const used = performance.getEntriesByType("resource").map((entry) => entry.name);
  const addresses = [location.href.split("#")[0], ...used].filter((name) => name.startsWith(root.href));
  container.controller.postMessage({ type: "visited", addresses: [...new Set(addresses)] });
}

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#34": '"', "#39": "'" };

/** The title out of a page's opening, as text: nothing is made into markup. */
function titleOf(opening) {
  const found = /<title>([^<]*)/.exec(opening);
  return found ? found[1].replace(/&(#?\w+);/g, (whole, name) => ENTITIES[name] ?? whole).trim() : "";
}

async function listCopies(list) {
  const found = new Map();
  for (const name of await cacheNames()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      if (!url.endsWith("/") || found.has(url)) continue;
      const opening = await (await (await cache.match(url)).blob()).slice(0, 6000).text();
      found.set(url, titleOf(opening).replace(/ - [^-]*$/, "") || url);
    }
  }
  const sorted = [...found].sort((a, b) => a[1].localeCompare(b[1], "en-GB"));
  list.replaceChildren(...sorted.map(([url, title]) => {
    const link = document.createElement("a");
    link.href = url;
    link.textContent = title;
    const line = document.createElement("li");
    line.append(link);
    return line;
  }));
  document.querySelector("[data-sg-copies-none]").hidden = found.size > 0;
}

async function main() {
  const list = document.querySelector("[data-sg-copies]");
  if (list && (await able())) listCopies(list).catch(() => {});
  const control = document.querySelector("[data-sg-save]");
  if (control) import("./offline-save.js").then((save) => save.control(control, { able, ask, cacheNames, choice, choose, day, start })).catch(() => {});
  if (choice().off || !(await able())) return;
  const known = Boolean(container.controller);
  sayCopy();
  container.addEventListener("controllerchange", () => {
    if (asked) location.reload();
    else if (known) offer(null); // another tab took the new edition
    tellVisited();
  });
  if (document.readyState !== "complete") {
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  }
  const registration = await start();
  if (!registration) return;
  watch(registration);
  if (known) tellVisited();
}

main();
