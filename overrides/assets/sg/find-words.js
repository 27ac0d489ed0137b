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
  "def definition|fb facebook|insta instagram"
).split("|").map((pair) => pair.split(" ")));

/** Letters and figures in lower case, apostrophes gone, "s.42" and "section 42" alike, what is short on phones written out. */
export function words(text) {
  return text.toLowerCase()
    .normalize("NFKD").replace(/[\u0300-\u036f]/g, "")
    .replace(/['’‘]/g, "")
    .replace(/\b(?:s|sec|section)\.?\s?(\d+)/g, "s$1")
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .map((word) => SHORT.get(word) || word);
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
    .replace(/ies$/, "y")
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

/** How many letters are wrong, missing, too many or swapped between two words; more than `most` is all one. */
function slips(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      least = Math.min(least, next[j]);
    }
    if (least > most) return most + 1;
    before = row;
    row = next;
  }
  return row[b.length];
}

/** The words the site holds as they are spelt there, and what a misspelt word is likely to be. */
export class Spelling {
  #spelt = new Map(); // word -> in how many sections
  #stems = new Set();

  /** Learns the different words of a section. */
  learn(found) {
    for (const word of found) {
      this.#spelt.set(word, (this.#spelt.get(word) || 0) + 1);
      this.#stems.add(stem(word));
    }
  }

  /**
   * The words of a question as words that are known here: misspelt ones mended, joined ones parted, parted ones joined. The
   * last word may still be on its way. `changed` is whether a word was taken for another.
   */
  mended(text) {
    const list = words(text);
    let changed = false;
    const out = list.map((word, at) => {
      if (this.#stems.has(stem(word)) || STOP.has(word) || word.length < 4 || /\d/.test(word)) {
        const joined = word + list[at + 1];
        return !STOP.has(word) && this.#spelt.get(joined) > 2 ? `${word} ${joined}` : word;
      }
      if (at === list.length - 1 && this.#begins(word)) return word;
      const known = this.#nearest(word) || this.#parted(word);
      if (known) changed = true;
      return known || word;
    });
    return { said: words(out.join(" ")), changed };
  }

  #begins(word) {
    for (const known of this.#spelt.keys()) if (known.startsWith(word)) return true;
    return false;
  }

  /** The known word a misspelt one comes nearest to; of two as near, one with the same first letter, then the commoner. */
  #nearest(word) {
    const most = word.length < 7 ? 1 : 2;
    let found = "";
    let least = Infinity;
    for (const [known, count] of this.#spelt) {
      if (known.length < 3 || /\d/.test(known)) continue;
      const wrong = slips(word, known, most);
      if (wrong > most) continue;
      const value = wrong + (known[0] === word[0] ? 0 : 0.8) + 0.3 / Math.sqrt(count);
      if (value < least) [least, found] = [value, known];
    }
    return found;
  }

  /** Two known words written as one. */
  #parted(word) {
    let found = "";
    let most = 2;
    for (let at = 3; at <= word.length - 3; at += 1) {
      const pair = [word.slice(0, at), word.slice(at)];
      const value = Math.min(...pair.map((one) => this.#spelt.get(one) || 0));
      if (value > most) [most, found] = [value, pair.join(" ")];
    }
    return found;
  }
}
