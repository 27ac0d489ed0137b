/*
 * An image of Python's memory, kept on the device after the first answer: a second start restores it instead of running
 * Python's own start and importing the aids again, which is most of the wait.
 *
 * It is taken of a second Python that is never asked anything, so no answer has ever been in it. It is kept only where
 * copies of the site are kept (offline.js), in a cache of its own that goes when they go, and holds for one edition of the
 * runtime in one version of one browser. Its hash is compared before it is used. Without it everything works the same.
 */

const FORMAT = 1;
const PIECE = 65536; // bytes; memory that is all zero is most of it, and is left out
const KEY = "/image"; // its name in its cache, which holds nothing else
const HASH = "sg-sha256";
const LEAST_MEMORY = 2; // GB, where the browser tells: taking an image needs room for a moment

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The pieces that are not zero, behind a head: number of pieces, bytes of the whole, which pieces. */
export function pack(memory) {
  const words = new Uint32Array(memory.buffer, memory.byteOffset, memory.byteLength >> 2);
  const used = [];
  for (let start = 0; start < memory.length; start += PIECE) {
    const end = Math.min(start + PIECE, memory.length) >> 2;
    for (let at = start >> 2; at < end; at += 1) {
      if (words[at]) {
        used.push(start / PIECE);
        break;
      }
    }
  }
  const tail = memory.length % 4; // the last bytes belong to no word
  if (tail && used.at(-1) !== Math.floor((memory.length - 1) / PIECE)) used.push(Math.floor((memory.length - 1) / PIECE));
  const head = new Uint32Array([used.length, memory.length, ...used]);
  const size = used.reduce((sum, piece) => sum + Math.min(PIECE, memory.length - piece * PIECE), head.byteLength);
  const packed = new Uint8Array(size);
  packed.set(new Uint8Array(head.buffer));
  let at = head.byteLength;
  for (const piece of used) {
    const part = memory.subarray(piece * PIECE, (piece + 1) * PIECE);
    packed.set(part, at);
    at += part.length;
  }
  return packed;
}

/** What pack() packed. */
export function unpack(packed) {
  const [count, length] = new Uint32Array(packed.buffer, packed.byteOffset, 2);
  const used = new Uint32Array(packed.buffer, packed.byteOffset + 8, count);
  const memory = new Uint8Array(length);
  let at = 8 + 4 * count;
  for (const piece of used) {
    const size = Math.min(PIECE, length - piece * PIECE);
    memory.set(packed.subarray(at, at + size), piece * PIECE);
    at += size;
  }
  return memory;
}

export class Images {
  #prefix;
  #edition;

  /** prefix: of the names of our image caches; manifest: the runtime's. */
  constructor(prefix, manifest) {
    this.#prefix = prefix;
    this.#edition = JSON.stringify([FORMAT, navigator.userAgent, manifest.files, manifest.lock]);
  }

  async #name() {
    return this.#prefix + (await digest(new TextEncoder().encode(this.#edition))).slice(0, 16);
  }

  /** The memory that was kept, or null. One that is damaged is removed. */
  async read() {
    try {
      const name = await this.#name();
      if (!(await caches.has(name))) return null;
      const found = await (await caches.open(name)).match(KEY);
      const packed = found && new Uint8Array(await found.arrayBuffer());
      if (packed && (await digest(packed)) === found.headers.get(HASH)) return unpack(packed);
      await this.remove();
    } catch { /* storage refused or gone: as if there were none */ }
    return null;
  }

  /** True where there is room for an image and none yet. */
  async wanted() {
    if ((navigator.deviceMemory || LEAST_MEMORY) < LEAST_MEMORY) return false;
    const name = await this.#name();
    return !(await caches.has(name)) || !(await (await caches.open(name)).match(KEY));
  }

  /** Keeps a memory in place of what was kept before. Does nothing where there is no room or no leave. */
  async keep(memory) {
    const packed = pack(memory);
    const hash = await digest(packed);
    const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) || {};
    if (quota - usage < 4 * packed.length) return;
    await this.remove();
    const headers = { "Content-Type": "application/octet-stream", [HASH]: hash };
    await (await caches.open(await this.#name())).put(KEY, new Response(packed, { headers }));
  }

  /** Removes all images of this site. */
  async remove() {
    const names = (await caches.keys()).filter((name) => name.startsWith(this.#prefix));
    await Promise.all(names.map((name) => caches.delete(name)));
  }
}
