/*
 * The search, off the page's own thread. Messages in: {type: "load", documents, engine} once, {type: "query", id, text}.
 * Messages out: {type: "ready", sections}, {type: "results", id, items}, {type: "failed", cause}.
 * Nothing of a query is stored or sent.
 */

const STOP = new Set((
  "a about all also am an and any are arent as at be been but by can cant could couldnt did didnt do does doesnt doing " +
  "dont for from get gets getting go going got had has have having he her hers herself him himself his how i id if ill im " +
  "in into is isnt it its ive just like me my need needs not of on or our ours please she shes should so some " +
  "someone somebody than that thats the their them then there theres they theyre theyve this those thing to too up us " +
  "very want wants was wasnt wat we were weve what whats when where which while who whom whos why will with wont would " +
  "wot you your youre"
).split(" "));

let engine = null;
let pages = [];
let sections = [];
const phrases = []; // {place: section, whole: what its words tell}: phrases people use, titles and headings
const inPhrases = new Map(); // word -> numbers of the phrases it is in
const rarity = new Map(); // how much a word tells: rare words much, little words next to nothing
const synonyms = []; // groups of words that mean the same, each word or words as stems

/** How people write on a phone: what is typed, and what is meant. */
const SHORT = new Map((
  "tmrw tomorrow|tmw tomorrow|2moro tomorrow|tonite tonight|nite night|msg message|msgs messages|txt text|u you|ur your|r are|n and|" +
  "b4 before|bf boyfriend|gf girlfriend|ppl people|pls please|plz please|cos because|coz because|wen when|hav have|dunno know|gonna going|" +
  "wanna want|gotta got|info information|appt appointment|docs documents|meds medication|mum mother|mam mother|dad father|yr year|yrs years|" +
  "hrs hours|mins minutes|shd should|cld could|wld would|sb somebody|vid video|vids videos|pic photo|pics photos|convo conversation|" +
  "def definition|fb facebook|insta instagram"
).split("|").map((pair) => pair.split(" ")));

/** Letters and figures in lower case, apostrophes gone, "s.42" and "section 42" alike, what is short on phones written out. */
function words(text) {
  return text.toLowerCase()
    .normalize("NFKD").replace(/[\u0300-\u036f]/g, "")
    .replace(/['’‘]/g, "")
    .replace(/\b(?:s|sec|section)\.?\s?(\d+)/g, "s$1")
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .map((word) => SHORT.get(word) || word);
}

/** A word's stem: enough to bring plurals and common endings together. */
function stem(word) {
  if (word.length < 4 || /\d/.test(word)) return word;
  return word
.replace(/ies$/, "y").replace(/sses$/, "ss").replace(/(?<=[a-z]{3})(?:ing|ed|es|s)$/, "").replace(/(?<=[a-z]{4})(?:ions?|ment|ly)$/, "").replace(/(?<=[a-z]{5})(?:or|ist|ness|ful)$/, "").replace(/([b-df-hj-np-tv-z])\1$/, "$1").replace(/e$/, "");
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
  for (const part of lay.split(/[,/“”;?]+|:(?=\s|$)/)) {
    const found = [...new Set(terms(part))];
    if (!found.some((word) => !LITTLE.has(word)) && found.length < 3) continue;
    for (const word of found) {
      if (!inPhrases.has(word)) inPhrases.set(word, []);
      inPhrases.get(word).push(phrases.length);
    }
    phrases.push({ place, found, whole: 0 });
  }
}

function tells(word) {
  const value = rarity.get(word) || 4;
  return LITTLE.has(word) ? value * 0.25 : value;
}

function sum(list) {
  return list.reduce((total, word) => total + tells(word), 0);
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
  for (const group of data.synonyms) synonyms.push(group.map(carrying));
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
    const lay = opening ? pages[page][2] : heard;
    for (const word of new Set(terms(`${heading} ${text} ${lay}`))) rarity.set(word, (rarity.get(word) || 0) + 1);
    return { id, title: opening ? pages[page][0] : "", heading, lay, text };
  }));
  for (const [word, count] of rarity) rarity.set(word, Math.log(1 + sections.length / count));
  for (const phrase of phrases) {
    phrase.whole = sum(phrase.found);
    delete phrase.found;
  }
  postMessage({ type: "ready", sections: sections.length });
}

/** Registers repeat what the pages explain and scenarios use it, so the pages come first; a correction keeps its place by its phrase. */
function weight([page, , , , heard]) {
  const address = pages[page][1];
  if (address.startsWith("reference/law-register")) return 0.5;
  if (address.startsWith("reference/you-may") && heard) return 0.75;
  if (address.startsWith("practise/") || address.startsWith("train/")) return 0.75; // asked in earnest before asked to learn
  if (address.startsWith("reference/glossary") || address.startsWith("reference/acronyms")) return 0.8;
  return 1;
}

/** What a word of the same meaning counts, beside the word itself: in a phrase, and in BM25. */
const SAME = 0.85;
const SAME_COUNTED = 0.75;

/** Words that mean the same as words of the question: word -> the word of the question it stands for. */
function meant(asked) {
  const found = new Map();
  for (const group of synonyms) {
    for (const name of group) {
      if (!name.every((word) => asked.includes(word))) continue;
      for (const word of group.flat()) if (!asked.includes(word) && !found.has(word)) found.set(word, name[0]);
    }
  }
  return found;
}

/** The phrases that hold a word of the question, and how much alike the word is there: word -> [[phrase, alike], ...]. */
function holding(word, other) {
  const found = [];
  for (const [known, list] of inPhrases) {
    const alike = near(word, known) ? 1 : other.get(known) === word ? SAME : 0;
    if (alike) for (const number of list) found.push([number, alike, tells(known)]);
  }
  return found;
}

/**
 * What the phrases say to a question. `like`: section -> how well its best phrase and the question cover each other,
 * 0 to 1, by what their words tell. `bag`: section -> how much of the question all its phrases together hold.
 */
function likest(asked, other) {
  const all = sum(asked);
  const there = new Map(); // phrase -> what of the question is in it
  const back = new Map(); // phrase -> what of it is in the question
  const carried = new Set(); // phrases that share more than little words
  const like = new Map();
  const bag = new Map();
  const raise = (map, key, value) => map.set(key, Math.max(value, map.get(key) || 0));
  const add = (map, key, value) => map.set(key, value + (map.get(key) || 0));
  for (const word of asked) {
    const strength = new Map();
    const here = new Map();
    for (const [number, alike, value] of holding(word, other)) {
      raise(strength, number, alike);
      add(back, number, alike * value);
      if (LITTLE.has(word)) continue;
      carried.add(number);
      raise(here, phrases[number].place, alike);
    }
    for (const [number, alike] of strength) add(there, number, alike * tells(word));
    for (const [place, alike] of here) add(bag, place, (alike * tells(word)) / all);
  }
  for (const [number, value] of there) {
    if (!carried.has(number) && value < all) continue;
    const { place, whole } = phrases[number];
    raise(like, place, (value / all + Math.min(1, back.get(number) / whole)) / 2);
  }
  return { like, bag };
}

/** What the phrases add to a section: little for some likeness, much for the phrase itself. Old wording comes first. */
function phraseScore(place, like) {
  if (like <= 0.45) return 0;
  const [much, correction] = like > 0.9 ? [1.6, 3.3] : [1.4, 1.2];
  return like * like * much * (sections[place][4] ? correction : 1);
}

function find(text) {
  const asked = carrying(text);
  if (!asked.length) return [];
  const other = meant(asked);
  const all = sum(asked);
  const { score, matched, forms } = counted(asked, other, all);
  const best = Math.max(1, ...score.values());
  const { like, bag } = likest([...new Set(terms(text))], other);
  for (const [place, held] of bag) {
    const spread = sections[place][4] ? 0 : 0.5 * held * held;
    score.set(place, (score.get(place) || 0) + best * (spread + phraseScore(place, like.get(place) || 0)));
  }
  for (const [place, value] of like) {
    if (!bag.has(place)) score.set(place, (score.get(place) || 0) + best * phraseScore(place, value));
  }
  for (const [place, value] of [...score].sort((a, b) => b[1] - a[1]).slice(0, FRONT)) {
    score.set(place, value + 0.4 * best * closeness(place, forms, all));
  }
  return arrange(registersLater([...together(score)].sort((a, b) => b[1] - a[1])), matched);
}

const FIELDS = {
  boost: { title: 3, heading: 2, lay: 5, text: 1 },
  weights: { fuzzy: 0.35, prefix: 0.6 },
  bm25: { k: 1.2, b: 0.5, d: 0.5 }, // less weight to length than usual: a long list of phrases is no fault
  tokenize: (query) => [query],
  processTerm: (term) => term,
};

/**
 * BM25, asked for each word apart, so that a word and the words that mean the same count once, by the best of them. `score`:
 * section -> what its words add up to, less where it holds only a part of the question; `matched`: section -> words found;
 * `forms`: word found -> the word of the question it stands for, and how much alike.
 */
function counted(asked, other, all) {
  const last = asked[asked.length - 1];
  const score = new Map();
  const told = new Map();
  const matched = new Map();
  const forms = new Map();
  for (const word of new Set(asked)) {
    const here = new Map(); // section -> [score of the word, how much alike]
    const take = (term, weight, alike, options) => {
      for (const hit of engine.search(term, { ...FIELDS, ...options })) {
        const value = hit.score * weight;
        if (value > (here.get(hit.id) || [0])[0]) here.set(hit.id, [value, alike]);
        matched.set(hit.id, [...(matched.get(hit.id) || []), ...hit.terms]);
        for (const term of hit.terms) if (!forms.has(term)) forms.set(term, [word, alike]);
      }
    };
    take(word, 1, 1, { prefix: word === last && word.length > 2, fuzzy: word.length > 3 && !/\d/.test(word) ? 0.2 : false });
    for (const [same, stands] of other) if (stands === word) take(same, SAME_COUNTED, SAME, {});
    for (const [place, [value, alike]] of here) {
      score.set(place, (score.get(place) || 0) + value);
      told.set(place, (told.get(place) || 0) + alike * tells(word));
    }
  }
  for (const [place, value] of score) score.set(place, value * (told.get(place) / all) ** 1.5);
  return { score, matched, forms };
}

/** How many sections are looked at once more for words that stand together, and how far apart these may be. */
const FRONT = 80;
const WINDOW = 12;
const stemmed = new Map(); // section -> its stems in order, made when first wanted

/** How much of the question stands close together in a section, 0 to 1. */
function closeness(place, forms, all) {
  if (!stemmed.has(place)) stemmed.set(place, terms(`${sections[place][2]} ${sections[place][3]}`));
  const spots = [];
  stemmed.get(place).forEach((term, at) => {
    const form = forms.get(term);
    if (form) spots.push([at, form[0], form[1] * tells(form[0])]);
  });
  let most = 0;
  for (let from = 0; from < spots.length; from += 1) {
    const held = new Map();
    let total = 0;
    for (let to = from; to < spots.length && spots[to][0] - spots[from][0] < WINDOW; to += 1) {
      const [, word, value] = spots[to];
      const before = held.get(word) || 0;
      if (value <= before) continue;
      held.set(word, value);
      total += value - before;
    }
    most = Math.max(most, total);
  }
  return (most / all) ** 2;
}

const REGISTER = /^reference\/(?:glossary|acronyms|law-register|you-may)/;

/** Among the first four pages one register is enough: others come after the pages that explain. */
function registersLater(ranked) {
  const seen = new Set();
  const now = [];
  const later = [];
  let register = -1;
  for (const pair of ranked) {
    const page = sections[pair[0]][0];
    const listing = REGISTER.test(pages[page][1]);
    if (listing && register < 0) register = page;
    if (listing && page !== register && seen.size < 4) {
      later.push(pair);
      continue;
    }
    seen.add(page);
    if (seen.size >= 4) now.push(...later.splice(0));
    now.push(pair);
  }
  return [...now, ...later];
}

/** A page that speaks of the question in several places gains by them; registers, which list everything, do not. */
function together(score) {
  const byPage = new Map();
  for (const [id, value] of score) {
    const weighed = value * weight(sections[id]);
    score.set(id, weighed);
    const page = sections[id][0];
    if (pages[page][3] === "reference") continue;
    if (!byPage.has(page)) byPage.set(page, []);
    byPage.get(page).push(weighed);
  }
  for (const list of byPage.values()) list.sort((a, b) => b - a);
  for (const [id, value] of score) {
    const [, second = 0, third = 0, fourth = 0] = byPage.get(sections[id][0]) || [];
    score.set(id, value + 0.25 * second + 0.1 * (third + fourth));
  }
  return score;
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
