/*
 * The search, off the page's own thread. Messages in: {type: "load", documents, engine} once, {type: "query", id, text}.
 * Messages out: {type: "ready", sections}, {type: "results", id, items}, {type: "failed", cause}.
 * Nothing of a query is stored or sent.
 */

const STOP = new Set((
  "a about all also am an and any are arent as at be been but by can cant could couldnt did didnt do does doesnt doing " +
  "dont for from get gets getting go going got had has have having he her hers herself him himself his how i id if ill im " +
  "in into is isnt it its ive just like me my need needs not of off on or our ours out please she shes should so some " +
  "someone somebody tell than that thats the their them then there theres they theyre theyve this those thing to too up us " +
  "very want wants was wasnt wat we were weve what whats when where which while who whom whos why will with wont would " +
  "wot you your youre"
).split(" "));

let engine = null;
let pages = [];
let sections = [];
let phrases = []; // [section or page's first section, words of a phrase people use, of a title or of a heading]
let rarity = new Map(); // how much a word tells: rare words much, little words next to nothing
let synonyms = new Map();

/** Letters and figures in lower case, apostrophes gone, "s.42" and "section 42" alike. */
function words(text) {
  return text.toLowerCase()
    .normalize("NFKD").replace(/[\u0300-\u036f]/g, "")
    .replace(/['’‘]/g, "")
    .replace(/\b(?:s|sec|section)\.?\s?(\d+)/g, "s$1")
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

/** A word's stem: enough to bring plurals and common endings together. */
function stem(word) {
  if (word.length < 4 || /\d/.test(word)) return word;
  return word
    .replace(/(?:ies)$/, "y")
    .replace(/(?:sses)$/, "ss")
    .replace(/(?<=[a-z]{3})(?:ing|ed|es|s)$/, "")
    .replace(/([b-df-hj-np-tv-z])\1$/, "$1")
    .replace(/e$/, "");
}

function terms(text) {
  return words(text).map(stem);
}

/** The words of a question that carry it. A question of little words alone keeps them all. */
function carrying(text) {
  const all = words(text);
  const kept = all.filter((word) => !STOP.has(word));
  return (kept.length ? kept : all).map(stem);
}

/** Whether two words differ by at most one letter (two in long words): a slip of the thumb. */
function near(a, b) {
  if (a === b) return true;
  const most = Math.max(a.length, b.length);
  if (most < 5 || Math.abs(a.length - b.length) > 2 || a[0] !== b[0]) return false;
  const allowed = most > 7 ? 2 : 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      least = Math.min(least, next[j]);
    }
    if (least > allowed) return false;
    row = next;
  }
  return row[b.length] <= allowed;
}

const LITTLE = new Set([...STOP].map(stem));

function addPhrases(place, lay) {
  for (const part of lay.split(/[,/“”:;?]+/)) {
    const found = [...new Set(terms(part))];
    if (found.some((word) => !LITTLE.has(word)) || found.length > 2) phrases.push([place, found]);
  }
}

function tells(word) {
  const value = rarity.get(word) || 4;
  return LITTLE.has(word) ? value * 0.25 : value;
}

async function load(message) {
  const [{ default: MiniSearch }, data] = await Promise.all([
    import(message.engine),
    fetch(message.documents).then((answer) => {
      if (!answer.ok) throw new Error(`the search list answered ${answer.status}`);
      return answer.json();
    }),
  ]);
  pages = data.pages;
  sections = data.sections;
  for (const group of data.synonyms) {
    for (const word of group) synonyms.set(stem(words(word)[0] || word), group.flatMap((other) => carrying(other)));
  }
  engine = new MiniSearch({
    fields: ["title", "heading", "lay", "text"],
    idField: "id",
    tokenize: words,
    processTerm: (term) => (term.length > 1 || /\d/.test(term) ? stem(term) : null),
  });
  const first = new Set();
  engine.addAll(sections.map(([page, , heading, text, heard], id) => {
    const opening = !first.has(page);
    first.add(page);
    if (opening) addPhrases(id, `${pages[page][2]}, ${pages[page][0]}`);
    if (heard) addPhrases(id, heard);
    else if (heading) addPhrases(id, heading);
    for (const word of new Set(terms(`${heading} ${text}`))) rarity.set(word, (rarity.get(word) || 0) + 1);
    return { id, title: opening ? pages[page][0] : "", heading, lay: opening ? pages[page][2] : heard, text };
  }));
  for (const [word, count] of rarity) rarity.set(word, Math.log(1 + sections.length / count));
  postMessage({ type: "ready", sections: sections.length });
}

/** Registers repeat what the pages explain, so the pages come first; a correction keeps its place by its phrase. */
function weight([page, , , , heard]) {
  const address = pages[page][1];
  if (address.startsWith("reference/law-register")) return 0.5;
  if (address.startsWith("reference/you-may") && heard) return 0.75;
  if (address.startsWith("reference/glossary") || address.startsWith("reference/acronyms")) return 0.8;
  return 1;
}

/** How well a phrase people use and the question cover each other, 0 to 1, by what their words tell. */
function likeness(asked, phrase) {
  let there = 0;
  let all = 0;
  let one = false;
  for (const word of asked) {
    const value = tells(word);
    all += value;
    if (phrase.some((other) => near(word, other))) {
      there += value;
      one ||= !LITTLE.has(word);
    }
  }
  if (!there || (!one && there < all)) return 0;
  let back = 0;
  let whole = 0;
  for (const word of phrase) {
    const value = tells(word);
    whole += value;
    if (asked.some((other) => near(word, other))) back += value;
  }
  return (there / all + back / whole) / 2;
}

function find(text) {
  const asked = carrying(text);
  if (!asked.length) return [];
  const wider = [...new Set(asked.flatMap((word) => synonyms.get(word) || []))].filter((word) => !asked.includes(word));
  const last = asked[asked.length - 1];
  const options = {
    boost: { title: 5, heading: 4, lay: 5, text: 1 },
    prefix: (term) => term === last && term.length > 2,
    fuzzy: (term) => (term.length > 3 && !/\d/.test(term) ? 0.2 : false),
    weights: { fuzzy: 0.35, prefix: 0.6 },
    combineWith: "OR",
    tokenize: (query) => query.split(" "),
    processTerm: (term) => term,
  };
  const score = new Map();
  const matched = new Map();
  for (const hit of engine.search(asked.join(" "), options)) {
    const covered = new Set(hit.queryTerms).size / asked.length;
    score.set(hit.id, hit.score * covered * covered);
    matched.set(hit.id, hit.terms);
  }
  if (wider.length) {
    for (const hit of engine.search(wider.join(" "), { ...options, prefix: false, fuzzy: false })) {
      const covered = new Set(hit.queryTerms).size / wider.length;
      score.set(hit.id, (score.get(hit.id) || 0) + 0.4 * hit.score * covered);
      matched.set(hit.id, [...(matched.get(hit.id) || []), ...hit.terms]);
    }
  }
  const best = Math.max(1, ...score.values());
  const likest = new Map();
  const whole = [...new Set(terms(text))];
  for (const [place, phrase] of phrases) {
    const like = likeness(whole, phrase);
    if (like > 0.45 && like > (likest.get(place) || 0)) likest.set(place, like);
  }
  for (const [place, like] of likest) {
    const correction = sections[place][4] ? 1.6 : 1;
    score.set(place, (score.get(place) || 0) + best * like * like * (like > 0.8 ? 2.2 : 1.4) * correction);
  }
  for (const [id, value] of score) score.set(id, value * weight(sections[id]));
  return arrange([...score].sort((a, b) => b[1] - a[1]), matched);
}

/** The best sections, two a page at the most, a page's opening standing for the page. */
function arrange(ranked, matched) {
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
  return items;
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
    else if (data.type === "query" && engine) postMessage({ type: "results", id: data.id, items: find(data.text) });
  } catch (cause) {
    postMessage({ type: "failed", cause: String(cause && cause.message ? cause.message : cause) });
  }
});
