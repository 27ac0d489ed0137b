/*
 * The search, off the page's own thread. Messages in: {type: "load", documents, engine} once, {type: "query", id, text}.
 * Messages out: {type: "ready", sections}, {type: "results", id, items, read}, {type: "failed", cause}.
 * Nothing of a query is stored or sent.
 */
import { Index } from "./find-rank.js";
import { terms } from "./find-words.js";

let index = null;

async function load(message) {
  const [{ default: MiniSearch }, data] = await Promise.all([
    import(message.engine),
    fetch(message.documents).then((answer) => {
      if (!answer.ok) throw new Error(`the search list answered ${answer.status}`);
      return answer.json();
    }),
  ]);
  index = new Index(MiniSearch, data);
  postMessage({ type: "ready", sections: data.sections.length });
}

/** The best sections, two a page at the most, a page's opening standing for the page. */
function find(text) {
  const { pages, sections } = index;
  const { ranked, matched, read } = index.find(text);
  const count = new Map();
  const items = [];
  for (const [id] of ranked) {
    const [page, anchor, heading, text, heard] = sections[id];
    const seen = count.get(page) || 0;
    if (seen >= (heard ? 3 : 2)) continue;
    count.set(page, seen + 1);
    const [title, address, , kind] = pages[page];
    items.push({
      url: address + (anchor ? `#${anchor}` : ""),
      title: heading || title,
      page: heading ? title : "",
      kind: heard ? "correction" : kind,
      excerpt: excerpt(text, matched.get(id) || []),
    });
    if (items.length >= 20) break;
  }
  return { items, read };
}

/** A piece of the text round the first word found, as [text, is it a found word] pairs. */
function excerpt(text, found) {
  const wanted = new Set(found);
  const parts = text.split(/(\s+)/);
  let start = parts.findIndex((part) => wanted.has(terms(part)[0]));
  start = start < 16 ? 0 : start - 12;
  const out = [];
  let length = 0;
  for (let i = start; i < parts.length && length < 150; i += 1) {
    const hit = wanted.has(terms(parts[i])[0]);
    const previous = out[out.length - 1];
    if (previous && previous[1] === hit) previous[0] += parts[i];
    else out.push([parts[i], hit]);
    length += parts[i].length;
  }
  if (start) out.unshift(["… ", false]);
  if (length >= 150) out.push([" …", false]);
  return out;
}

self.addEventListener("message", async ({ data }) => {
  try {
    if (data.type === "load") await load(data);
    else if (data.type === "query" && index) postMessage({ type: "results", id: data.id, ...find(data.text) });
  } catch (cause) {
    postMessage({ type: "failed", cause: String(cause && cause.message ? cause.message : cause) });
  }
});
