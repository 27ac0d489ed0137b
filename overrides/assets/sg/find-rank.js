/*
 * How well each section answers a question. A section's score has four parts: BM25 over its words (asked for each word apart),
 * BM25 over the whole page, the phrases people use for the page beside the question, and how close together its words stand.
 */
import { LITTLE, STOP, Spelling, stem, terms, words } from "./find-words.js";

/** What a word of the same meaning counts beside the word itself, and how well it stands for it. */
const SAME = 0.5;
const STANDS = 0.85;
/** What a little word tells, beside what its rarity would say. */
const LITTLE_TELLS = 0.5;
/** What the parts add, in shares of the best section's score by words. */
const SHARE = { page: 0.6, phrases: 4, bag: 0.5, close: 0.5, exact: 3, like: 0.7 };
/** A phrase that covers the question less than this and is covered by it as little does not count by itself. */
const LIKE = 0.45;
const EXACT = 0.9;
/** How many of a page's phrases speak for it. */
const BEST_PHRASES = 5;

/** The site's sections, indexed: what `find` searches. */
export class Index {
  #engine;
  #phrases = []; // {place: section, found: stems, whole: what they tell}: phrases people use, titles and headings
  #inPhrases = new Map(); // word -> numbers of the phrases it is in
  #inPages = new Map(); // word -> page -> how often it stands there, a title or a phrase people use counted for more
  #lengths = []; // page -> how many words it has, counted so
  #usual = 1; // the length of a page, on average
  #rarity = new Map(); // how much a word tells: rare words much, little words next to nothing
  #spelling = new Spelling();
  #synonyms; // groups of words that mean the same, each word or words as stems
  #stemmed = new Map(); // section -> its stems in order, made when first wanted

  /** `data` is the site's documents.json (pipeline/search_index.py), `MiniSearch` the library. */
  constructor(MiniSearch, { pages, sections, synonyms }) {
    this.pages = pages;
    this.sections = sections;
    this.#synonyms = synonyms.map((group) => group.map((name) => carrying(words(name))));
    this.#engine = new MiniSearch({
      fields: ["title", "heading", "lay", "text"],
      tokenize: words,
      processTerm: (term) => (term.length > 1 || /\d/.test(term) ? stem(term) : null),
    });
    const begun = new Set();
    this.#engine.addAll(sections.map((section, id) => this.#learn(section, id, begun)));
    for (const [word, count] of this.#rarity) this.#rarity.set(word, Math.log(1 + sections.length / count));
    for (const phrase of this.#phrases) phrase.whole = this.#sum(phrase.found);
    for (const name of synonyms.flat()) this.#spelling.learn(words(name)); // spelt right, even where no page says it so
    this.#usual = this.#lengths.reduce((total, one) => total + one, 0) / this.#lengths.length;
  }

  #learn([page, , heading, text, heard], id, begun) {
    const opening = !begun.has(page);
    begun.add(page);
    const title = opening ? this.pages[page][0] : "";
    const lay = opening ? this.pages[page][2] : heard;
    for (const part of [title, opening ? lay : "", heard || heading]) this.#addPhrases(id, part);
    const spelt = new Set();
    for (const [part, times] of [[title, 6], [lay, 3], [heading, 3], [text, 1]]) {
      const found = words(part);
      this.#addToPage(page, found.map(stem), times);
      if (part !== title) found.forEach((word) => spelt.add(word));
    }
    this.#spelling.learn(spelt);
    for (const word of new Set([...spelt].map(stem))) this.#rarity.set(word, (this.#rarity.get(word) || 0) + 1);
    return { id, title, heading, lay, text };
  }

  #addPhrases(place, text) {
    for (const part of text.split(/[,/“”;?]+|:(?=\s|$)/)) {
      const found = [...new Set(terms(part))];
      if (!found.some((word) => !LITTLE.has(word)) && found.length < 3) continue;
      for (const word of found) {
        if (!this.#inPhrases.has(word)) this.#inPhrases.set(word, []);
        this.#inPhrases.get(word).push(this.#phrases.length);
      }
      this.#phrases.push({ place, found, whole: 0 });
    }
  }

  #addToPage(page, found, times) {
    for (const word of found) {
      if (!this.#inPages.has(word)) this.#inPages.set(word, new Map());
      add(this.#inPages.get(word), page, times);
      this.#lengths[page] = (this.#lengths[page] || 0) + times;
    }
  }

  #tells(word) {
    return (this.#rarity.get(word) || 4) * (LITTLE.has(word) ? LITTLE_TELLS : 1);
  }

  #sum(list) {
    return list.reduce((total, word) => total + this.#tells(word), 0);
  }

  /**
   * The sections that answer a question, best first; the words found in each; the question as it was read when a misspelt word
   * was mended: {ranked: [[section, score], ...], matched: section -> words, read}.
   */
  find(text) {
    const { said, changed } = this.#spelling.mended(text, (known) => this.#beside(known));
    const asked = [...new Set(carrying(said))];
    if (!asked.length) return { ranked: [], matched: new Map(), read: "" };
    const other = this.#meant(asked);
    const all = this.#sum(asked);
    const { score, matched, forms } = this.#counted(asked, other, all);
    const best = Math.max(1, ...score.values());
    for (const [place, value] of this.#likest([...new Set(said.map(stem))], other)) add(score, place, best * value);
    for (const [place] of sorted(score).slice(0, FRONT)) add(score, place, best * SHARE.close * this.#closeness(place, forms, all));
    this.#together(score, this.#wholePages(forms), best);
    return { ranked: this.#registersLater(sorted(score)), matched, read: changed ? said.join(" ") : "" };
  }

  /** How well other words go with those of a question, 0 to 1: how much of it stands beside them in a phrase, or on a page. */
  #beside(asked) {
    const all = this.#sum(asked) || 1;
    const shares = [
      [FITS.phrase, (word) => this.#inPhrases.get(word) || []],
      [FITS.page, (word) => this.#inPages.get(word)?.keys() || []],
    ].map(([weight, places]) => {
      const held = new Map(); // phrase or page -> how much of the question it holds
      for (const word of asked) for (const place of places(word)) add(held, place, this.#tells(word));
      return (word) => {
        let most = 0;
        for (const place of places(word)) most = Math.max(most, held.get(place) || 0);
        return (weight * most) / all;
      };
    });
    return (others) => Math.min(...others.map((word) => shares[0](word) + shares[1](word)));
  }

  /** Words that mean the same as words of the question: word -> the word of the question it stands for. */
  #meant(asked) {
    const found = new Map();
    for (const group of this.#synonyms) {
      for (const name of group) {
        if (!name.every((word) => asked.includes(word))) continue;
        for (const word of group.flat()) if (!asked.includes(word) && !found.has(word)) found.set(word, name[0]);
      }
    }
    return found;
  }

  /**
   * BM25, asked for each word apart, so that a word and the words that mean the same count once, by the best of them. `score`:
   * section -> what its words add up to, less where it holds only a part of the question; `matched`: section -> words found;
   * `forms`: word found -> the word of the question it stands for, and how much alike.
   */
  #counted(asked, other, all) {
    const last = asked[asked.length - 1];
    const score = new Map();
    const told = new Map();
    const matched = new Map();
    const forms = new Map();
    for (const word of asked) {
      const here = new Map(); // section -> [score of the word, how much alike]
      const take = (term, counts, alike, prefix) => {
        for (const hit of this.#engine.search(term, { ...FIELDS, prefix })) {
          const value = hit.score * counts;
          if (value > (here.get(hit.id) || [0])[0]) here.set(hit.id, [value, alike]);
          matched.set(hit.id, [...(matched.get(hit.id) || []), ...hit.terms]);
          for (const found of hit.terms) if (!forms.has(found)) forms.set(found, [word, alike]);
        }
      };
      take(word, 1, 1, word === last && word.length > 2);
      for (const [same, stands] of other) if (stands === word) take(same, SAME, STANDS, false);
      for (const [place, [value, alike]] of here) {
        add(score, place, value);
        add(told, place, alike * this.#tells(word));
      }
    }
    for (const [place, value] of score) score.set(place, value * (told.get(place) / all) ** 1.5);
    return { score, matched, forms };
  }

  /** What the phrases people use add to a section: by its likest one, its five likest, and how much of the question all hold. */
  #likest(asked, other) {
    const all = this.#sum(asked);
    const there = new Map(); // phrase -> what of the question is in it
    const back = new Map(); // phrase -> what of it is in the question
    const carried = new Set(); // phrases that share more than little words
    const bag = new Map(); // section -> how much of the question all its phrases together hold
    for (const word of asked) {
      const strength = new Map();
      const here = new Map();
      for (const [known, alike] of [[word, 1], ...[...other].filter(([, stands]) => stands === word).map(([same]) => [same, SAME])]) {
        for (const number of this.#inPhrases.get(known) || []) {
          raise(strength, number, alike);
          add(back, number, alike * this.#tells(known));
          if (LITTLE.has(word)) continue;
          carried.add(number);
          raise(here, this.#phrases[number].place, alike);
        }
      }
      for (const [number, alike] of strength) add(there, number, alike * this.#tells(word));
      for (const [place, alike] of here) add(bag, place, (alike * this.#tells(word)) / all);
    }
    const like = new Map(); // section -> how well each of its phrases and the question cover each other, 0 to 1
    for (const [number, value] of there) {
      if (!carried.has(number) && value < all) continue;
      const { place, whole } = this.#phrases[number];
      if (!like.has(place)) like.set(place, []);
      like.get(place).push((value / all + Math.min(1, back.get(number) / whole)) / 2);
    }
    return [...like].map(([place, list]) => [place, this.#phraseScore(place, list.sort((a, b) => b - a), bag.get(place) || 0)]);
  }

  /** Little for some likeness, much for the phrase itself. Old wording brings its correction by that wording alone, and first. */
  #phraseScore(place, like, held) {
    const correction = Boolean(this.sections[place][4]);
    const [much, first] = like[0] > EXACT ? [SHARE.exact, 3.3] : [SHARE.like, 1.2];
    const one = like[0] > LIKE ? like[0] ** 2 * much : 0;
    if (correction) return one * first;
    const several = like.slice(0, BEST_PHRASES).reduce((total, value) => total + Math.sqrt(value), 0) / BEST_PHRASES;
    return one + SHARE.phrases * several + SHARE.bag * held ** 4;
  }

  /** How much of the question stands close together in a section, 0 to 1. */
  #closeness(place, forms, all) {
    const [, , heading, text] = this.sections[place];
    if (!this.#stemmed.has(place)) this.#stemmed.set(place, terms(`${heading} ${text}`));
    const spots = [];
    this.#stemmed.get(place).forEach((term, at) => {
      const form = forms.get(term);
      if (form) spots.push([at, form[0], form[1] * this.#tells(form[0])]);
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

  /**
   * BM25 over whole pages, 0 to 1: a question's words may stand in a page's title, its phrases and several of its sections.
   */
  #wholePages(forms) {
    const counts = new Map(); // word of the question -> page -> how often it or a word like it stands there
    for (const [term, [word, alike]] of forms) {
      if (!counts.has(word)) counts.set(word, new Map());
      for (const [page, count] of this.#inPages.get(term) || []) add(counts.get(word), page, alike * count);
    }
    const found = new Map();
    for (const here of counts.values()) {
      const rare = Math.log(1 + this.pages.length / (here.size + 0.5));
      for (const [page, count] of here) {
        const long = BM25.k * (1 - BM25.b + BM25.b * (this.#lengths[page] / this.#usual));
        add(found, page, (rare * count * (BM25.k + 1)) / (count + long));
      }
    }
    const most = Math.max(1, ...found.values());
    for (const [page, value] of found) found.set(page, value / most);
    return found;
  }

  /** A page gains when it speaks of the question in several sections, and as a whole; registers, which list everything, less. */
  #together(score, whole, best) {
    const byPage = new Map();
    for (const [id, value] of score) {
      const [page] = this.sections[id];
      score.set(id, value * this.#weight(id));
      if (this.pages[page][3] === "reference") continue;
      if (!byPage.has(page)) byPage.set(page, []);
      byPage.get(page).push(score.get(id));
    }
    for (const list of byPage.values()) list.sort((a, b) => b - a);
    for (const id of score.keys()) {
      const [page] = this.sections[id];
      const [, second = 0, third = 0, fourth = 0] = byPage.get(page) || [];
      add(score, id, 0.12 * second + 0.05 * (third + fourth) + SHARE.page * best * this.#weight(id) * (whole.get(page) || 0));
    }
  }

  /** Registers repeat what the pages explain and scenarios use it, so the pages come first. */
  #weight(id) {
    const [page, , , , heard] = this.sections[id];
    const address = this.pages[page][1];
    if (address.startsWith("reference/law-register")) return 0.5;
    if (address.startsWith("reference/you-may") && heard) return 0.75;
    if (address.startsWith("practise/") || address.startsWith("train/")) return 0.75; // asked in earnest before asked to learn
    if (address.startsWith("reference/glossary") || address.startsWith("reference/acronyms")) return 0.8;
    return 1;
  }

  /** Among the first four pages one register is enough: others come after the pages that explain. */
  #registersLater(ranked) {
    const seen = new Set();
    const now = [];
    const later = [];
    let register = -1;
    for (const pair of ranked) {
      const [page] = this.sections[pair[0]];
      const listing = REGISTER.test(this.pages[page][1]);
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
}

const REGISTER = /^reference\/(?:glossary|acronyms|law-register|you-may)/;
const BM25 = { k: 1.2, b: 0.5, d: 0.5 }; // less weight to length than usual: a long list of phrases is no fault
const FIELDS = {
  boost: { title: 3, heading: 2, lay: 7, text: 1 },
  weights: { fuzzy: 0, prefix: 0.6 }, // misspelt words are mended before
  bm25: BM25,
  tokenize: (query) => [query],
  processTerm: (term) => term,
};
/** How many slips it makes up for that a word goes with the rest of the question. */
const FITS = { phrase: 0.7, page: 0.3 };
/** How many sections are looked at once more for words that stand together, and how far apart these may be. */
const FRONT = 80;
const WINDOW = 12;

/** The words of a question that carry it, as stems. A question of little words alone keeps them all. */
function carrying(said) {
  const kept = said.filter((word) => !STOP.has(word));
  return (kept.length ? kept : said).map(stem);
}

function add(map, key, value) {
  map.set(key, (map.get(key) || 0) + value);
}

function raise(map, key, value) {
  map.set(key, Math.max(value, map.get(key) || 0));
}

function sorted(score) {
  return [...score].sort((a, b) => b[1] - a[1]);
}
