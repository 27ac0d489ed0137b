/*
 * The worker in which the aids' Python runs. A module worker; one per page; started by runtime.js.
 *
 * In:   {op: "start", base, manifest, reload, image, cut, slug}   once; image: see image.js; null where nothing is or may be kept;
 *                                       cut: the wasm of this manifest lacks what is never called (runtime_cut.py)
 *                                       manifest.first: a small file with the aid of this slug, or undefined
 *       {op: "image", base, manifest, image}    instead of it: keeps an image, see keepImage
 *       {id, request, slug}                     request: JSON text for decision_aids.api.handle; slug: the aid it asks
 * Out:  {stage: "download", loaded, total}      bytes as unpacked by the browser; total is known beforehand
 *       {stage: "start"}                        everything is here and whole; Python starts
 *       {stage: "ready", kept}                  kept: true if it started from a kept image
 *       {stage: "again", kept}                  this start was no good: a new worker, without the kept image, which is
 *                                               gone, or, if there was none, with the whole wasm
 *       {stage: "failed", cause: {code, file, detail}}   once, and nothing after it
 *       {stage: "done"}                         to "image"
 *       {id, answer}                            answer: JSON text
 *       {id, error: {code, detail}}             this request failed; the worker is still good
 *
 * No answer is given before every file that was used for it has been compared with the manifest. A start from a kept
 * image of Python's memory needs no library; it is brought in afterwards, for what an error may want to import. The
 * small file of one aid only makes a first visit quicker: where it does not come, or is not enough, all aids are fetched.
 */

const PROTOCOL = 1;
const AIDS = "/lib/aids.zip";
const LIBRARY = "/lib/python313.zip";
const PROBE = '{"op":"list"}';
const LATER_MS = 200;
const EMPTY = new Uint8Array(0);
const WASM_MAGIC = [0x00, 0x61, 0x73, 0x6d];
const PROGRESS_EVERY_MS = 100;

class Failure extends Error {
  /** code: see words() in runtime.js; file: a role in the manifest; detail: for whoever looks after the site. */
  constructor(code, file, detail) {
    super(`${code} ${file}: ${detail}`);
    this.cause_ = { code, file, detail: String(detail) };
  }
}

let handle = null;
let over = false;
let spare = false; // true: where this Python does not start, one with the whole wasm may
let lacking = null; // brings in what this Python has not got
let only = null; // the one aid that is here while others are lacking

self.addEventListener("message", ({ data }) => {
  if (data.op === "start") {
    start(data).catch(fail);
  } else if (data.op === "image") {
    keepImage(data).catch(() => {}).then(() => self.postMessage({ stage: "done" }));
  } else if (!over) {
    answer(data);
  }
});
self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault(); // it is told to the page, which tells it on
  fail(event.reason);
});

function fail(error) {
  if (over) {
    return;
  }
  if (spare && !handle && !(error instanceof Failure)) {
    again(false);
    return;
  }
  over = true;
  const cause = error instanceof Failure ? error.cause_ : { code: "start", file: "", detail: describe(error) };
  self.postMessage({ stage: "failed", cause });
}

function again(kept) {
  if (!over) {
    over = true;
    self.postMessage({ stage: "again", kept });
  }
}

function describe(error) {
  return String((error && (error.stack || error.message)) || error).slice(0, 2000);
}

function answer({ id, request, slug }) {
  if (!handle) {
    self.postMessage({ id, error: { code: "early", detail: "asked before the worker was ready" } });
    return;
  }
  if (only && slug !== only && lacking) {
    bring().then(() => answer({ id, request, slug }), fail);
    return;
  }
  try {
    self.postMessage({ id, answer: handle(request) });
    later();
  } catch (error) {
    const detail = describe(error);
    if (error && error.name === "PythonError") {
      if (lacking) { // it may only have wanted to import something
        bring().then(() => answer({ id, request, slug }), fail);
        return;
      }
      self.postMessage({ id, error: { code: "python", detail } });
    } else {
      fail(new Failure("crashed", "", detail)); // out of memory, stack overflow: the interpreter is gone
    }
  }
}

/** A moment after the first answer, so that the page can show it first. */
function later() {
  if (lacking && !only) {
    setTimeout(() => bring().catch(() => {}), LATER_MS);
  }
}

async function bring() {
  const todo = lacking;
  lacking = null;
  await todo?.();
}

async function start({ base, manifest, reload, image, cut, slug }) {
  if (manifest.protocol !== PROTOCOL) {
    throw new Failure("protocol", "", `the page speaks ${manifest.protocol}, the worker ${PROTOCOL}`);
  }
  const files = new Files(base, manifest.files, reload ? "reload" : "default");
  // The first thing that goes wrong ends it: loadPyodide() itself never settles when the wasm is bad.
  spare = cut;
  await Promise.race([run(files, manifest, image, slug), files.failed]);
}

async function run(files, manifest, image, slug) {
  const images = image && (await imagesAt(image, manifest));
  const reading = images?.read(); // first, because it takes longest
  const first = begin(files);
  const kept = await reading;
  let python;
  let call;
  try {
    python = await load(files, manifest, first, kept ? { _loadSnapshot: kept } : {});
    call = python.pyimport("decision_aids.api").handle;
    if (kept) {
      call(PROBE); // Python from a kept image shows that it works before it is relied on
    }
  } catch (error) {
    if (!kept) {
      throw error;
    }
    await images.remove();
    again(true);
    return;
  }
  await files.whole;
  if (kept) {
    lacking = () => complete(python, files);
  } else if (manifest.first) {
    lacking = () => allAids(python, files);
    only = slug;
  }
  handle = (request) => call(request);
  self.postMessage({ stage: "ready", kept: Boolean(kept) });
}

/**
 * Keeps an image of a Python that has all aids in it and that nobody ever asks anything: a worker of its own, later, when
 * the reader has an answer. Where that cannot be done there is none.
 */
async function keepImage({ base, manifest, image }) {
  const images = await imagesAt(image, manifest);
  if (!images || !(await images.wanted())) {
    return;
  }
  const files = new Files(base, manifest.files, "default");
  await Promise.race([keep(images, files, manifest), files.failed]);
}

async function keep(images, files, manifest) {
  const python = await load(files, manifest, begin(files), { _makeSnapshot: true });
  python.pyimport("decision_aids.api").prepare();
  const gc = python.pyimport("gc");
  gc.collect();
  gc.freeze(); // what is in the image is never looked at again for what may be thrown away
  await files.whole;
  await images.keep(python.makeMemorySnapshot());
}

/** What is wanted of every start, the largest first. */
function begin(files) {
  return { wasm: files.compiled("wasm"), loader: files.script("loader"), asm: files.script("asm") };
}

/** In place of a file that did not come: that is told by `files.failed`, and Pyodide need not tell it, too. */
const never = () => new Promise(() => {});

/** A Python that can import the aids. options: for Pyodide; with a kept image it needs no files of its own. */
async function load(files, manifest, { wasm, loader, asm }, options) {
  const plain = !options._loadSnapshot;
  if (!plain) {
    files.without("library", "aids");
  }
  const library = plain ? files.bytes("library") : Promise.resolve(EMPTY);
  const aids = plain ? aidsOf(files, manifest.first) : Promise.resolve(EMPTY);
  const here = new URL("./", self.location.href).href;
  const { loadPyodide } = await loader;
  await asm; // defines the global that the loader would otherwise fetch a script for
  const restore = intercept(files, wasm, new Map([[`${here}library.zip`, library]]));
  files.whole.then(() => over || self.postMessage({ stage: "start" })); // all have been asked for by now
  const python = await loadPyodide({
    indexURL: here,
    stdLibURL: `${here}library.zip`,
    packageBaseUrl: here,
    lockFileContents: JSON.stringify(manifest.lock),
    env: { PYTHONPATH: AIDS },
    fsInit: async (FS) => FS.writeFile(AIDS, await aids.catch(never), { canOwn: true }),
    ...options,
  });
  restore();
  return python;
}

/** The small file with one aid, or all aids. */
async function aidsOf(files, first) {
  if (!first) {
    return files.bytes("aids");
  }
  files.without("aids");
  const small = files.beside({ first });
  return small.bytes("first").catch(() => {
    files.withAll("aids");
    return files.bytes("aids");
  });
}

async function imagesAt(prefix, manifest) {
  try {
    const { Images } = await import("./image.js");
    return new Images(prefix, manifest);
  } catch {
    return null; // it only makes things quicker
  }
}

/** Puts the library and the aids where a Python from an image expects them, for imports that come late. */
async function complete(python, files) {
  const [library, aids] = await Promise.all([files.bytes("library"), files.bytes("aids")]);
  python.FS.writeFile(LIBRARY, library, { canOwn: true });
  python.FS.writeFile(AIDS, aids, { canOwn: true });
}

/** Puts all aids where one was. Python remembers what it found in that file: it is to look again. */
async function allAids(python, files) {
  python.FS.writeFile(AIDS, await files.bytes("aids"), { canOwn: true });
  python.pyimport("sys").path_importer_cache.clear();
  python.pyimport("zipimport")._zip_directory_cache.clear();
}

/**
 * Gives the loader what we have fetched and checked ourselves, under the names it asks for, and makes it say
 * why the wasm could not be used (it only writes that to the console). Returns a function that undoes this.
 */
function intercept(files, wasm, known) {
  const fetchReally = self.fetch;
  const instantiateReally = WebAssembly.instantiateStreaming;
  self.fetch = async (resource, options) => {
    const name = String(resource);
    if (name.endsWith("/pyodide.asm.wasm")) {
      return new Response(""); // is being compiled already
    }
    const found = known.get(name);
    return found ? new Response(await found.catch(never)) : fetchReally(resource, options);
  };
  WebAssembly.instantiateStreaming = async (source, imports) => {
    try {
      const module = await wasm;
      return { module, instance: await WebAssembly.instantiate(module, imports) };
    } catch (error) {
      // What stopped the download is the better reason, and may be noticed a moment later.
      const reason = error instanceof WebAssembly.RuntimeError ? error : new Failure("compile", "wasm", describe(error));
      files.whole.then(() => files.fail(reason), () => {});
      throw error;
    }
  };
  return () => {
    self.fetch = fetchReally;
    WebAssembly.instantiateStreaming = instantiateReally;
  };
}

/** The files of the manifest: fetched, counted, checked. */
class Files {
  #base;
  #about;
  #cache;
  #checks = [];
  #loaded = 0;
  #total = 0;
  #told = 0;
  #silent = false;

  constructor(base, about, cache) {
    this.#base = base;
    this.#about = about;
    this.#cache = cache;
    this.#total = Object.values(about).reduce((sum, file) => sum + file.bytes, 0);
    this.failed = new Promise((_, reject) => {
      this.fail = reject;
    });
  }

  /** These files are not waited for. */
  without(...roles) {
    this.#total -= roles.reduce((sum, role) => sum + this.#about[role].bytes, 0);
  }

  /** These are waited for after all. */
  withAll(...roles) {
    this.#total += roles.reduce((sum, role) => sum + this.#about[role].bytes, 0);
  }

  /** Others in the same place, for which nothing here waits and which end nothing by not coming. */
  beside(about) {
    const others = new Files(this.#base, about, this.#cache);
    others.failed.catch(() => {});
    others.#silent = true;
    return others;
  }

  /** Resolves when every file asked for so far is here and is what the manifest says. */
  get whole() {
    return Promise.all(this.#checks);
  }

  /** The bytes of a file, whole and checked. */
  async bytes(role) {
    const checked = this.#open(role).then((response) => this.#read(role, response));
    this.#check(checked);
    return checked;
  }

  /** A module compiled while it arrives. Rejects if it cannot be used; what is told then is the caller's. */
  compiled(role) {
    const module = this.#stream(role).then((response) => WebAssembly.compileStreaming(response));
    module.catch(() => {}); // it is awaited later, when the scripts are here
    return module;
  }

  /** A response to compile from. Its bytes are compared with the manifest in passing. */
  async #stream(role) {
    const response = await this.#open(role);
    const copy = response.clone();
    await new Promise((begun) => {
      this.#check(this.#read(role, copy, begun)); // if it fails before it has begun, that ends everything anyway
    });
    if ((response.headers.get("Content-Type") || "").split(";")[0].trim() === "application/wasm") {
      return response;
    }
    // Right bytes under a wrong media type: a host that was not told about wasm. Readers need not suffer for it.
    return new Response(response.body, { headers: { "Content-Type": "application/wasm" } });
  }

  /** The exports of a script. The browser reads it; the copy in its cache is compared with the manifest. */
  async script(role) {
    const url = this.#url(role);
    if (this.#cache === "reload") {
      await this.#read(role, await this.#open(role)); // import() knows no reload: renew what it will find
    }
    let exports;
    try {
      exports = await import(url);
    } catch (error) {
      await this.#read(role, await this.#open(role)); // says it better when the file is missing or damaged
      throw this.#failure("script", role, describe(error));
    }
    if (this.#cache !== "reload") {
      this.#check(this.#open(role, "force-cache").then((response) => this.#read(role, response)));
    }
    return exports;
  }

  #url(role) {
    const file = this.#about[role];
    if (!file) {
      throw this.#failure("manifest", role, "is not in the manifest");
    }
    return new URL(file.name, this.#base).href;
  }

  #failure(code, role, detail) {
    const failure = new Failure(code, role, detail);
    this.fail(failure);
    return failure;
  }

  #check(promise) {
    promise.catch((error) => this.fail(error));
    this.#checks.push(promise);
  }

  async #open(role, cache = this.#cache) {
    let response;
    try {
      response = await fetch(this.#url(role), { cache, credentials: "omit", redirect: "error" });
    } catch (error) {
      throw this.#failure("network", role, describe(error));
    }
    if (!response.ok) {
      throw this.#failure("missing", role, `the server answered ${response.status}`);
    }
    return response;
  }

  /** begun: called when the first bytes are there; they have to be those of a wasm file then. */
  async #read(role, response, begun = null) {
    const about = this.#about[role];
    const bytes = new Uint8Array(about.bytes);
    const reader = response.body.getReader();
    let length = 0;
    for (;;) {
      let chunk;
      try {
        chunk = await reader.read();
      } catch (error) {
        throw this.#failure("network", role, describe(error));
      }
      if (chunk.done) {
        break;
      }
      if (length + chunk.value.length > bytes.length) {
        reader.cancel().catch(() => {});
        throw this.#failure("content", role, `is longer than ${about.bytes} bytes`);
      }
      bytes.set(chunk.value, length);
      length += chunk.value.length;
      if (begun && length >= WASM_MAGIC.length) {
        if (WASM_MAGIC.some((byte, index) => bytes[index] !== byte)) {
          throw this.#failure("content", role, `does not begin like wasm: ${bytes.slice(0, 8).join(" ")}`);
        }
        begun();
        begun = null;
      }
      this.#progress(chunk.value.length);
    }
    if (length !== bytes.length) {
      throw this.#failure("content", role, `ends after ${length} of ${about.bytes} bytes`);
    }
    await this.#compare(role, bytes);
    return bytes;
  }

  /** Against damage on the way or in a cache. Where there is no crypto.subtle (plain http) the size must do. */
  async #compare(role, bytes) {
    if (!self.crypto || !self.crypto.subtle) {
      return;
    }
    const digest = new Uint8Array(await self.crypto.subtle.digest("SHA-256", bytes));
    if (btoa(String.fromCharCode(...digest)) !== this.#about[role].sha256) {
      throw this.#failure("content", role, "has other bytes than the manifest says");
    }
  }

  #progress(more) {
    if (this.#silent) {
      return;
    }
    this.#loaded += more;
    const now = performance.now();
    if (now - this.#told >= PROGRESS_EVERY_MS || this.#loaded === this.#total) {
      this.#told = now;
      if (!over && !handle) {
        self.postMessage({ stage: "download", loaded: this.#loaded, total: this.#total });
      }
    }
  }
}
