// DOM out of plain values: text nodes only, so nothing that comes out of an answer can become markup.

/**
 * An element. `attributes`: strings and numbers are set, true sets an empty attribute, null/undefined/false leave it out.
 * Children: nodes, arrays of children, or anything else as text; null, undefined, false and "" are left out.
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  add(element, children);
  return element;
}

/** Adds children to an element. */
export function add(element, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/** Replaces everything in an element. */
export function fill(element, ...children) {
  element.replaceChildren();
  add(element, children);
}

/** A word as part of a class name or an id. */
export function safe(word) {
  return String(word).toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];

/** "2026-11-20" as "20 November 2026". Anything else comes back as it is. */
export function day(iso) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso || "");
  return found ? `${Number(found[3])} ${MONTHS[Number(found[2]) - 1]} ${found[1]}` : String(iso || "");
}

/** The number of a month given as a number or a name ("Nov", "november"); otherwise what was given. */
export function month(given) {
  const word = given.toLowerCase().replace(/\.$/, "");
  if (word.length < 3) return given;
  const index = MONTHS.findIndex((name) => name.toLowerCase().startsWith(word));
  return index < 0 ? given : String(index + 1);
}

/** Moves focus, and scrolls only if what has it cannot be seen whole. */
export function focusOn(element) {
  if (!element) return;
  element.focus({ preventScroll: true });
  const { top, bottom } = element.getBoundingClientRect();
  if (top < 72 || bottom > innerHeight - 72) element.scrollIntoView({ block: "start", behavior: "auto" });
  // Firefox forgets the room left for the header when the element stands in a sticky box that scrolls.
  const room = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const short = element.getBoundingClientRect().top - room;
  if (short < -1) scrollBy({ top: short, behavior: "auto" });
}
