/*
 * Words as the search counts them: taken apart, written out, brought to a stem, and mended when they are misspelt.
 */

/** Little words, which carry nothing of a question. */
export const STOP = new Set((
  "a about all also am an and any are arent as at be been but by can cant could couldnt did didnt do does doesnt doing " +
  "dont for from get gets getting go going got had has have having he her hers herself him himself his how i id if ill im " +
  "in into is isnt it its ive just like me my need needs not of on or our ours please she shes should so some " +
  "someone somebody than that thats the their them then there theres they theyre theyve this those thing to too up us " +
  "very want wants was wasnt wat we were weve what whats when where which while who whom whos why will with wont would " +
  "wot you your youre"
).split(" "));

/** How people write on a phone: what is typed, and what is meant. */
const SHORT = new Map((
  "tmrw tomorrow|tmw tomorrow|2moro tomorrow|tonite tonight|nite night|msg message|msgs messages|txt text|u you|ur your|r are|n and|" +
  "b4 before|bf boyfriend|gf girlfriend|ppl people|pls please|plz please|cos because|coz because|wen when|hav have|dunno know|gonna going|" +
  "wanna want|gotta got|info information|appt appointment|docs documents|meds medication|mum mother|mam mother|dad father|yr year|yrs years|" +
  "hrs hours|mins minutes|shd should|cld could|wld would|sb somebody|vid video|vids videos|pic photo|pics photos|convo conversation|" +
  "def definition|fb facebook|insta instagram|dr doctor|drs doctors|od overdose|ods overdose|sw social worker|sws social workers|" +
  "fone phone|wkr worker|wkrs workers|mtg meeting|wk week|wks weeks|mth month|mths months|thru through|abt about|kno know|hosp hospital|pt patient|pts patients|yo year old|nowt nothing|owt anything|summat something|hubby husband|bout about|vol volunteer|vols volunteers|cuz because|tho though"
).split("|").map((line) => line.split(" ")).map(([typed, ...meant]) => [typed, meant]));

/** Letters and figures in lower case, apostrophes gone, "s.42" and "section 42" alike, what is short on phones written out. */
export function words(text) {
  const found = [];
  const plain = text.toLowerCase()
    .normalize("NFKD").replace(/[\u0300-\u036f]/g, "")
    .replace(/['’‘]/g, "")
    .replace(/\b(?:s|sec|section)\.?\s?(\d+)/g, "s$1");
  for (const word of plain.split(/[^a-z0-9]+/)) {
    const meant = SHORT.get(word);
    if (meant) found.push(...meant);
    else if (word) found.push(word);
  }
  return found;
}

/** A word's stem: enough to bring plurals and common endings together. */
export function stem(word) {
  let known = stems.get(word);
  if (known === undefined) stems.set(word, (known = shortened(word)));
  return known;
}

const stems = new Map();

function shortened(word) {
  if (word.length < 4 || /\d/.test(word)) return word;
  return word
    .replace(/ie[sd]$/, "y")
    .replace(/sses$/, "ss")
    .replace(/(?<=[a-z]{3})(?:ing|ed|es|s)$/, "")
    .replace(/(?<=[a-z]{4})(?:ions?|ment|ly)$/, "")
    .replace(/(?<=[a-z]{5})(?:or|ist|ness|ful)$/, "")
    .replace(/([b-df-hj-np-tv-z])\1$/, "$1")
    .replace(/e$/, "");
}

export function terms(text) {
  return words(text).map(stem);
}

/** The stems of the little words. */
export const LITTLE = new Set([...STOP].map(stem));

/** The letters beside each other under a thumb: each letter's neighbours on the keyboard. */
const BESIDE = new Map();
["qwertyuiop", "asdfghjkl", "zxcvbnm"].forEach((row, y, rows) => {
  [...row].forEach((letter, x) => {
    const below = (rows[y + 1] || "").slice(Math.max(0, x - 1), x + 1);
    for (const other of (row[x + 1] || "") + below) {
      BESIDE.set(letter, (BESIDE.get(letter) || "") + other);
      BESIDE.set(other, (BESIDE.get(other) || "") + letter);
    }
  });
});

/** What each slip of a thumb or of the ear costs: the commoner, the less. */
const COST = { missing: 0.9, doubled: 0.6, extra: 1.2, swapped: 0.65, beside: 0.95, vowel: 0.95, other: 1.2 };
const VOWEL = /[aeiouy]/;

function instead(typed, meant) {
  if (typed === meant) return 0;
  if (BESIDE.get(typed)?.includes(meant)) return COST.beside;
  return VOWEL.test(typed) && VOWEL.test(meant) ? COST.vowel : COST.other;
}

/** What lies between a word as typed and a word as meant, in slips (optimal string alignment); Infinity when more than `most`. */
function slips(typed, meant, most) {
  const longer = typed.length - meant.length;
  if (Math.max(longer * COST.doubled, -longer * COST.missing) > most) return Infinity;
  let before = [];
  let nearest = Infinity; // in the row before
  let row = Array.from({ length: meant.length + 1 }, (_, i) => i * COST.missing);
  for (let i = 1; i <= typed.length; i += 1) {
    const next = [i * COST.extra];
    let least = next[0];
    for (let j = 1; j <= meant.length; j += 1) {
      const doubled = typed[i - 1] === typed[i - 2] && typed[i - 2] === meant[j - 1];
      next[j] = Math.min(
        row[j] + (doubled ? COST.doubled : COST.extra),
        next[j - 1] + COST.missing,
        row[j - 1] + instead(typed[i - 1], meant[j - 1]),
        typed[i - 1] === meant[j - 2] && typed[i - 2] === meant[j - 1] ? before[j - 2] + COST.swapped : Infinity,
      );
      least = Math.min(least, next[j]);
    }
    if (Math.min(least, nearest + COST.swapped) > most) return Infinity;
    nearest = least;
    before = row;
    row = next;
  }
  return row[meant.length] > most ? Infinity : row[meant.length];
}

/** The letters of a word, a bit each. */
function letters(word) {
  let found = 0;
  for (let at = 0; at < word.length; at += 1) found |= 1 << (word.charCodeAt(at) - 97);
  return found;
}

function bits(number) {
  let count = 0;
  for (let rest = number; rest; rest &= rest - 1) count += 1;
  return count;
}

/** What a misspelt word may cost at the most, by its length; a wrong first letter costs more, a rare word too. */
const MOST = [0, 0, 0.9, 1, 1.2, 1.3, 1.7];
const LONG_MOST = 2.1;
const FIRST_LETTER = 0.4;
const RARE = 0.4;
const PARTED = 0.9;

/** The words the site holds as they are spelt there, and what a misspelt word is likely to be. */
export class Spelling {
  #spelt = new Map(); // word -> in how many sections
  #letters = new Map(); // word -> its letters, of those a misspelt word may be
  #stems = new Set();

  /** Learns the different words of a section. */
  learn(found) {
    for (const word of found) {
      const count = this.#spelt.get(word) || 0;
      this.#spelt.set(word, count + 1);
      if (count) continue;
      this.#stems.add(stem(word));
      if (/^[a-z]{2,}$/.test(word)) this.#letters.set(word, letters(word));
    }
  }

  /**
   * The words of a question as words that are known here: misspelt ones mended, joined ones parted, parted ones joined. The
   * last word may still be on its way. `changed` is whether a word was taken for another. Of several words that a misspelt one
   * may be, the likest is taken that goes with the others: `beside(stems)` gives what says how well, 0 to 1.
   */
  mended(text, beside) {
    const list = words(text);
    const last = list.length - 1;
    const coming = last >= 0 && this.#strange(list[last]) && this.#onItsWay(list[last]);
    if (coming) list[last] = coming;
    const strange = list.map((word, at) => !(coming && at === last) && this.#strange(word));
    const fits = strange.includes(true) && beside([...new Set(list.filter((_, at) => !strange[at]).map(stem))]);
    const out = list.map((word, at) => {
      if (strange[at]) return this.#meant(word, fits);
      const joined = word + list[at + 1];
      return !STOP.has(word) && this.#spelt.get(joined) > 2 ? `${word} ${joined}` : word;
    });
    return { said: words(out.join(" ")), changed: out.some((word, at) => strange[at] && word !== list[at]) };
  }

  /** What a misspelt word is likely to be; the word itself when nothing is like it. */
  #meant(word, fits) {
    let [meant, least] = [word, Infinity];
    for (const [known, cost] of this.#alike(word)) {
      const value = cost - fits(terms(known));
      if (value < least) [meant, least] = [known, value];
    }
    return meant;
  }

  #strange(word) {
    if (word.length < 2 || STOP.has(word) || /\d/.test(word) || this.#spelt.has(word)) return false;
    return word.length < 4 || !this.#stems.has(stem(word));
  }

  /**
   * The last word, when it may be on its way to a known one: as it is where a stem begins so, for which the search looks, or else
   * the commonest word that begins so.
   */
  #onItsWay(word) {
    if (word.length < 3) return "";
    for (const known of this.#stems) if (known.startsWith(word)) return word;
    let [found, most] = ["", 0];
    for (const [known, count] of this.#spelt) if (count > most && known.startsWith(word)) [found, most] = [known, count];
    return found;
  }

  /** The known words a misspelt one may be, and two known words written as one: [words, what it costs] each. */
  #alike(word) {
    const most = MOST[word.length] || LONG_MOST;
    const found = [];
    const typed = letters(word);
    for (const [known, held] of this.#letters) {
      if (Math.max(bits(typed & ~held), bits(held & ~typed)) > most / COST.missing) continue; // a slip changes a letter
      const wrong = slips(word, known, most);
      if (wrong > most) continue;
      const rare = RARE / Math.sqrt(this.#spelt.get(known));
      found.push([known, wrong + (known[0] === word[0] ? 0 : FIRST_LETTER) + rare]);
    }
    for (let at = 3; at <= word.length - 3; at += 1) {
      const pair = [word.slice(0, at), word.slice(at)];
      const count = Math.min(...pair.map((one) => this.#spelt.get(one) || 0));
      if (count > 2) found.push([pair.join(" "), PARTED + RARE / Math.sqrt(count)]);
    }
    return found;
  }
}
