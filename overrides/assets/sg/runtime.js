/*
 * The page's side of the aids' Python: one worker, a state, a queue.
 *
 *   import { runtime, londonToday } from "./runtime.js";
 *   const aids = runtime();                        the page's one; does nothing yet
 *   aids.addEventListener("state", ({ detail }) => ...);   detail: see Runtime.status
 *   aids.start("confidentiality");                 on the reader's first touch of a form; again does no harm
 *   const result = await aids.evaluate("confidentiality", answers, londonToday());
 *
 * States: idle -> downloading -> starting -> ready, or failed from any of them. failed stays until tryAgain().
 * Nothing is stored; answers live in the queue until they are sent to the worker, and nowhere after.
 */

import { script } from "./trusted.js";

const PROTOCOL = 1;
const TICK_MS = 250;
// A tick that comes later than this was slept through (a phone in a pocket): that time does not count.
const LONGEST_TICK_MS = 1000;

export const DEFAULTS = Object.freeze({
  deadline: 60_000, // ms from start to ready; a download that still brings bytes gets more, see LAST_DEADLINES
  stall: 20_000, // ms without a sign of progress
  watchdog: 10_000, // ms for one answer
});
const LAST_DEADLINES = 5;
const LATER_MS = 1000; // after the first answer
const SETTLE_MS = 5000;

/** The day it is in London, as YYYY-MM-DD, wherever the device is. Python in the browser has no time zones. */
export function londonToday(now = new Date()) {
  const preview = globalThis.document?.querySelector('meta[name="sg-today"]')?.content; // make as-at
  if (preview) return preview;
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/London",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(now);
  const part = (type) => parts.find((each) => each.type === type).value;
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

/**
 * Where an image of Python's memory may be kept (see image.js): the start of its cache's name; null where the site keeps
 * no copies on this device, because the reader or the browser does not want them.
 */
function keptImages() {
  return navigator.serviceWorker?.controller && "caches" in window
    ? `sg:${new URL("../../", import.meta.url).pathname}:image:`
    : null;
}

/** Whether any image is kept: where there is none, a start does not even fetch what would read it. */
async function anyImage(prefix) {
  try {
    return (await caches.keys()).some((name) => name.startsWith(prefix));
  } catch {
    return false;
  }
}

/** The service worker keeps copies of these files, now that there is time for it. */
function tellUsed(addresses) {
  navigator.serviceWorker?.controller?.postMessage({ type: "visited", addresses });
}

/** What is said to the reader about a failure: what happened, why, what to do. */
export function words(cause) {
  const why = {
    network: "The connection broke off while the calculator was being fetched.",
    slow: "The connection is too slow just now to fetch the calculator in a reasonable time.",
    stalled: "The calculator stopped arriving, or stopped while it was starting.",
    missing: "A part of the calculator is missing on this site. That is our fault, not yours.",
    content: "A part of the calculator arrived damaged.",
    script: "A part of the calculator arrived damaged.",
    compile: "This browser could not use the calculator. It may be too old, or set to block WebAssembly.",
    worker: "The browser did not let the calculator start. A setting or an extension may block it.",
    unsupported: "This browser is too old to run the calculator.",
    protocol: "This page is older than the calculator it found: the site has been updated in the meantime.",
    crashed: "The calculator stopped, perhaps because the device ran out of memory.",
    unanswered: "The calculator did not answer, and did not answer when it was started again.",
    python: "The calculator met something it was not made for. That is our fault, not yours.",
    closed: "The calculator was closed.",
  };
  return {
    what: "No result can be worked out here at the moment.",
    why: why[cause.code] || "The calculator could not be started.",
    todo:
      cause.code === "protocol"
        ? "Load this page again. Until then, the table of rules on this page gives the same answer."
        : "What you entered is still here. The table of rules on this page gives the same answer; or try again.",
  };
}

/**
 * Events: "state", when the state, the progress or the failure has changed; detail is `status`.
 */
export class Runtime extends EventTarget {
  #options;
  #state = "idle";
  #failure = null;
  #progress = { loaded: 0, total: 0, sent: 0, slow: false, kept: false, whole: false };
  #worker = null;
  #clock = null;
  #waiting = new Map(); // slug -> request not yet sent
  #others = []; // list and describe, not yet sent
  #current = null; // request the worker is busy with
  #next = 1;
  #reload = false;
  #launches = 0;
  #used = null; // the addresses of the files it started from, until they are told
  #imaging = null; // what to say to a worker that keeps an image, until it is said
  #imager = null; // that worker
  #plain = false; // start without a kept image: one that failed is not tried again
  #slug = ""; // the one aid of this page
  #whole = false; // start with all of Python: the part that is usually enough was not

  /** options: {worker, manifest: URLs; image(): see keptImages; deadline, stall, watchdog: ms}. */
  constructor(options = {}) {
    super();
    this.#options = {
      worker: new URL("./worker.js", import.meta.url).href,
      manifest: new URL("../../runtime/manifest.json", import.meta.url).href,
      image: keptImages,
      ...DEFAULTS,
      ...options,
    };
  }

  get state() {
    return this.#state;
  }

  /**
   * {state, loaded, total, sent, slow, kept, whole, failure}: bytes as unpacked; sent: bytes to download in all, 0 until known;
   * slow: true when it takes longer than the deadline but still moves; kept: true if it started from a
   * kept image; whole: true if it runs on all of Python's code (see #more); failure: null or {code, file, detail, what, why, todo}.
   */
  get status() {
    return { state: this.#state, ...this.#progress, failure: this.#failure };
  }

  /**
   * Begins to load, once. After a failure it does nothing: that takes tryAgain(). slug: the one aid that will be asked,
   * where that is so: there is less to fetch then. Any other can be asked all the same.
   */
  start(slug = "") {
    if (this.#state === "idle") {
      this.#slug = slug;
      this.#launch();
    }
  }

  /** After a failure: a new worker. Does nothing in any other state. */
  tryAgain() {
    if (this.#state === "failed") {
      this.#plain = true;
      this.#slug = ""; // what was wrong may have been the small file
      this.#whole = false; // without signal the rest may not be here, and the part that is may be enough for other answers
      // What was damaged may be in the browser's own cache: fetch it afresh.
      this.#reload = !["network", "slow", "stalled", "closed"].includes(this.#failure.code);
      this.#failure = null;
      this.#launch();
    }
  }

  /** Ends the worker and forgets all that waits. For leaving the page in a hurry. The state becomes idle. */
  stop() {
    this.#imaging = null;
    this.#imager?.terminate();
    this.#end();
    this.#drop({ superseded: true });
    this.#set("idle");
  }

  /**
   * The aid's result as the API gives it; {superseded: true} if a newer request for the same aid took its place;
   * {failed: true, failure} if none can be had. Never rejects. Starts the runtime if it is idle.
   */
  evaluate(slug, answers, today = londonToday()) {
    // The day of this site, as the foot of each page says it: for the record.
    const built = globalThis.document?.querySelector("[data-sg-built]")?.dataset.sgBuilt || "";
    return this.#ask({ op: "evaluate", slug, answers, today, built });
  }

  describe(slug, today = londonToday()) {
    return this.#ask({ op: "describe", slug, today });
  }

  list() {
    return this.#ask({ op: "list" });
  }

  #ask(request) {
    if (this.#state === "failed") {
      return Promise.resolve({ failed: true, failure: this.#failure });
    }
    return new Promise((resolve) => {
      const entry = { id: this.#next++, text: JSON.stringify(request), resolve, slug: request.slug, tries: 0 };
      if (request.op === "evaluate") {
        const { slug } = request;
        this.#waiting.get(slug)?.resolve({ superseded: true });
        this.#waiting.set(slug, entry);
        if (this.#current?.newest === slug) {
          this.#current.superseded = true;
        }
        entry.newest = slug;
      } else {
        this.#others.push(entry);
      }
      this.start(); // last: where there are no workers it fails at once, and with it all that waits
      this.#send();
    });
  }

  #send() {
    if (this.#state !== "ready" || this.#current) {
      return;
    }
    const entry = this.#others.shift() ?? this.#waiting.values().next().value;
    if (!entry) {
      return;
    }
    if (entry.newest !== undefined) {
      this.#waiting.delete(entry.newest);
    }
    entry.tries += 1;
    this.#current = entry;
    this.#worker.postMessage({ id: entry.id, request: entry.text, slug: entry.slug });
    this.#watch();
  }

  #answered(id, outcome) {
    const entry = this.#current;
    if (!entry || entry.id !== id) {
      return;
    }
    this.#current = null;
    this.#rest();
    if (this.#used) {
      setTimeout(tellUsed, LATER_MS, this.#used);
      setTimeout(() => this.#keepImage(), LATER_MS);
      this.#used = null;
    }
    entry.resolve(entry.superseded ? { superseded: true } : outcome);
    this.#send();
  }

  // --- the worker -----------------------------------------------------------------------------------

  async #launch() {
    this.#progress = { loaded: 0, total: 0, sent: 0, slow: false, kept: false, whole: this.#whole };
    this.#set("downloading");
    this.#watch();
    if (this.#reload) {
      // The cached script may be what was wrong, and a Worker cannot be told to pass the cache by.
      const launch = (this.#launches += 1);
      await fetch(this.#options.worker, { cache: "reload", credentials: "omit" }).catch(() => {});
      if (launch !== this.#launches || this.#state !== "downloading") {
        return; // stopped or failed in the meantime
      }
    }
    let worker;
    try {
      worker = new Worker(script(this.#options.worker), { type: "module", name: "decision aids" });
    } catch (error) {
      this.#fail({ code: typeof Worker === "function" ? "worker" : "unsupported", file: "worker", detail: String(error) });
      return;
    }
    this.#worker = worker;
    worker.addEventListener("message", ({ data }) => worker === this.#worker && this.#heard(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault?.();
      if (worker === this.#worker) {
        this.#broken("worker", event.message || "the worker's script could not be loaded");
      }
    });
    worker.addEventListener("messageerror", () => worker === this.#worker && this.#broken("crashed", "messageerror"));
    const plain = this.#plain || this.#whole || this.#reload;
    const image = plain ? null : this.#options.image();
    const [manifest, kept] = await Promise.all([this.#manifest(), image && anyImage(image)]);
    if (manifest && worker === this.#worker) {
      const files = this.#whole ? { ...manifest.files, ...manifest.whole } : manifest.files;
      // Without signal a start tries the files of the manifest first, so all of them are told, also where more was wanted.
      const names = [manifest.files, files].flatMap((each) => Object.values(each)).map(({ name }) => name);
      this.#used = [this.#options.manifest, ...new Set(names)].map(
        (name) => new URL(name, new URL(this.#options.manifest, document.baseURI)).href,
      );
      const first = manifest.first?.[this.#slug];
      const fetched = { ...files, ...(first && { aids: first }) };
      const sent = Object.values(fetched).reduce((sum, file) => sum + file.sent, 0);
      const total = Object.values(fetched).reduce((sum, file) => sum + file.bytes, 0);
      this.#progress = { ...this.#progress, total, sent };
      const base = new URL("./", new URL(this.#options.manifest, document.baseURI)).href;
      this.#imaging = plain ? null : { op: "image", base, manifest: { ...manifest, first: undefined } };
      worker.postMessage({
        op: "start",
        base,
        image: kept ? image : null,
        manifest: { ...manifest, files, first },
        reload: this.#reload,
        cut: Boolean(manifest.whole) && !this.#whole,
        slug: this.#slug,
      });
    }
  }

  /** Has an image of Python's memory kept for the next visit (image.js), by a worker that ends when it is done. */
  #keepImage() {
    const image = this.#options.image(); // asked now: on a first visit copies are not kept before it has begun
    if (!image || !this.#imaging || this.#progress.kept || this.#state !== "ready") return;
    try {
      const imager = new Worker(script(this.#options.worker), { type: "module", name: "image" });
      // WebKit loses what a worker has just put into a cache if the worker is ended at once.
      imager.onmessage = ({ data }) => ["done", "failed"].includes(data.stage) && setTimeout(() => imager.terminate(), SETTLE_MS);
      imager.onerror = (event) => {
        event.preventDefault();
        imager.terminate();
      };
      imager.postMessage({ ...this.#imaging, image });
      this.#imager = imager;
    } catch { /* the next visit is slower */ }
    this.#imaging = null;
  }

  /** The manifest, asked for each time so that an old page finds the files that are there now; null if it failed. */
  async #manifest() {
    const worker = this.#worker;
    let cause;
    try {
      const response = await fetch(this.#options.manifest, {
        cache: this.#reload ? "reload" : "no-cache",
        credentials: "omit",
      });
      if (response.ok) {
        const manifest = await response.json();
        if (manifest.protocol === PROTOCOL) {
          return manifest;
        }
        cause = { code: "protocol", file: "manifest", detail: `protocol ${manifest.protocol}, not ${PROTOCOL}` };
      } else {
        cause = { code: "missing", file: "manifest", detail: `the server answered ${response.status}` };
      }
    } catch (error) {
      cause = { code: error instanceof SyntaxError ? "content" : "network", file: "manifest", detail: String(error) };
    }
    if (worker === this.#worker) {
      this.#fail(cause);
    }
    return null;
  }

  #heard(data) {
    if (data.stage === "download") {
      this.#watched.quiet = 0;
      this.#progress = { ...this.#progress, loaded: data.loaded, total: data.total };
      this.#tell();
    } else if (data.stage === "start") {
      // Starting has the deadline for itself where a poor line has used up its own.
      this.#watched = { all: this.#watched.extensions ? 0 : this.#watched.all, quiet: 0, extensions: 0 };
      this.#set("starting");
    } else if (data.stage === "ready") {
      this.#rest();
      this.#progress = { ...this.#progress, kept: data.kept };
      this.#reload = false;
      this.#set("ready");
      this.#send();
    } else if (data.stage === "again") {
      if (data.kept) this.#plain = true;
      else this.#more("at the start");
      this.#end();
      this.#launch();
    } else if (data.stage === "failed") {
      if (this.#state === "ready") {
        this.#broken(data.cause.code, data.cause.detail);
      } else {
        this.#fail(data.cause);
      }
    } else if (data.error) {
      const failure = this.#explained({ file: "", ...data.error });
      this.#answered(data.id, { failed: true, failure });
    } else if ("answer" in data) {
      this.#answered(data.id, JSON.parse(data.answer));
    }
  }

  /**
   * The next start takes all of Python's code. The part that the aids are known to call stops Python if something else
   * is called after all; what was asked is then asked again. A warning, because pipeline/wasm-functions.txt lacks it.
   */
  #more(detail) {
    if (this.#whole) return;
    this.#whole = true;
    console.warn(`aids: starting again with all of Python: ${detail}`);
  }

  /** The worker is gone or silent. Once for each request it is started again; then that is the end. */
  #broken(code, detail) {
    if (code === "crashed") this.#more(detail);
    const entry = this.#current;
    if (this.#state !== "ready" || (entry && entry.tries > 1)) {
      this.#fail({ code, file: "worker", detail });
      return;
    }
    this.#end();
    if (entry) {
      this.#current = null;
      if (entry.superseded || this.#waiting.has(entry.newest)) {
        entry.resolve({ superseded: true });
      } else if (entry.newest === undefined) {
        this.#others.unshift(entry);
      } else {
        this.#waiting.set(entry.newest, entry);
      }
    }
    this.#launch();
  }

  #fail(cause) {
    this.#end();
    this.#failure = this.#explained(cause);
    console.warn(`aids: ${cause.code} ${cause.file}: ${cause.detail}`);
    this.#drop({ failed: true, failure: this.#failure });
    this.#set("failed");
  }

  #explained(cause) {
    return Object.freeze({ ...cause, ...words(cause) });
  }

  #drop(outcome) {
    const entries = [...this.#waiting.values(), ...this.#others, ...(this.#current ? [this.#current] : [])];
    this.#waiting.clear();
    this.#others = [];
    this.#current = null;
    for (const entry of entries) {
      entry.resolve(outcome);
    }
  }

  #end() {
    this.#rest();
    this.#worker?.terminate();
    this.#worker = null;
  }

  #set(state) {
    this.#state = state;
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new CustomEvent("state", { detail: this.status }));
  }

  // --- deadlines ------------------------------------------------------------------------------------

  #watched = { all: 0, quiet: 0, extensions: 0 };

  /** Counts waking time from now on: while loading against deadline and stall, while answering against watchdog. */
  #watch() {
    this.#rest();
    this.#watched = { all: 0, quiet: 0, extensions: 0 };
    let last = performance.now();
    this.#clock = setInterval(() => {
      const now = performance.now();
      const passed = Math.min(now - last, LONGEST_TICK_MS);
      last = now;
      this.#watched.all += passed;
      this.#watched.quiet += passed;
      this.#judge();
    }, TICK_MS);
  }

  #rest() {
    clearInterval(this.#clock);
    this.#clock = null;
  }

  #judge() {
    const { deadline, stall, watchdog } = this.#options;
    const { all, quiet, extensions } = this.#watched;
    if (this.#state === "ready") {
      if (all > watchdog) {
        this.#broken("unanswered", `no answer in ${watchdog} ms`);
      }
    } else if (quiet > stall) {
      this.#fail({ code: "stalled", file: "", detail: `nothing for ${stall} ms while ${this.#state}` });
    } else if (all > deadline * (extensions + 1)) {
      // Bytes still come: on a poor line giving up would only mean beginning again.
      if (this.#state === "downloading" && extensions + 1 < LAST_DEADLINES) {
        this.#watched.extensions += 1;
        this.#progress = { ...this.#progress, slow: true };
        this.#tell();
      } else {
        this.#fail({ code: "slow", file: "", detail: `not ready after ${Math.round(all)} ms` });
      }
    }
  }
}

let one = null;

/**
 * The page's one runtime. Settings for tests and hosts come from the first element with data-sg-runtime:
 * data-sg-worker, data-sg-manifest (URLs), data-sg-deadline, data-sg-stall, data-sg-watchdog (ms).
 */
export function runtime() {
  one ??= new Runtime(settings(document.querySelector("[data-sg-runtime]")));
  return one;
}

function settings(element) {
  const found = {};
  for (const [name, read] of [
    ["worker", (text) => new URL(text, document.baseURI).href],
    ["manifest", (text) => new URL(text, document.baseURI).href],
    ["deadline", Number],
    ["stall", Number],
    ["watchdog", Number],
  ]) {
    const text = element?.dataset[`sg${name[0].toUpperCase()}${name.slice(1)}`];
    if (text) {
      found[name] = read(text);
    }
  }
  return found;
}
