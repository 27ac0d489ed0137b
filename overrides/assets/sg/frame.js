// What stands around a page: its colours, "On this page" beside it, the way back to the top. In place of the theme's own
// script (decisions/0024); without this one the page reads as it does without scripts.

import { keep, kept } from "./kept.js";

// --- colours: as the device has them, light, dark ----------------------------------------------------------

const NEXT = { auto: "default", default: "slate", slate: "auto" };
const SAYS = {
  auto: "Colours follow the device: change to light",
  default: "Light colours: change to dark",
  slate: "Dark colours: change to follow the device",
};
const colours = document.querySelector("[data-sg-colours]");

// The page has set it before it was painted (palette.html), unless it stands for another: 503.html.
const scheme = kept("sg-colours");
if (Object.hasOwn(NEXT, scheme)) document.body.dataset.mdColorScheme = scheme;

function sayColours() {
  colours.setAttribute("aria-label", SAYS[document.body.dataset.mdColorScheme]);
  colours.title = SAYS[document.body.dataset.mdColorScheme];
}

colours.addEventListener("click", () => {
  const next = NEXT[document.body.dataset.mdColorScheme];
  document.body.dataset.mdColorScheme = next;
  keep("sg-colours", next === "auto" ? null : next);
  sayColours();
});
sayColours();

// --- side columns ------------------------------------------------------------------------------------------

/** Brings a link of a side column into its sight; the page itself stays where it is. */
function bringIntoSight(link) {
  const column = link.closest(".md-sidebar__scrollwrap");
  const { top, bottom } = link.getBoundingClientRect();
  const seen = column.getBoundingClientRect();
  if (top < seen.top || bottom > seen.bottom) column.scrollTop += top - seen.top - seen.height / 2;
}

const here = document.querySelector(".md-sidebar--primary a.md-nav__link--active");
if (here?.offsetParent && matchMedia("(min-width: 76.25em)").matches) bringIntoSight(here);

// A heading counts as passed while it is above the upper third of the screen, however far: the box it is compared with
// reaches down without end, so that a jump over many headings is seen too.
const links = new Map();
for (const link of document.querySelectorAll(".md-sidebar--secondary a.md-nav__link")) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, link);
}
const passed = new Set();
let active = null;

const watch = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) isIntersecting ? passed.delete(target) : passed.add(target);
  const last = [...links.keys()].filter((heading) => passed.has(heading)).at(-1);
  if (links.get(last) === active) return;
  active?.classList.remove("md-nav__link--active");
  active = links.get(last);
  active?.classList.add("md-nav__link--active");
  if (active?.offsetParent) bringIntoSight(active);
}, { rootMargin: "-33% 0px 10000000px 0px" });
for (const heading of links.keys()) watch.observe(heading);

// --- back to the top: offered to those who scroll upwards -----------------------------------------------------

const back = document.querySelector(".md-top");
let before = scrollY;
let byHand = false; // a jump to an address settles upwards too, when what lies above has been laid out
for (const move of ["wheel", "touchmove", "pointerdown"]) addEventListener(move, () => { byHand = true; }, { passive: true });
addEventListener("hashchange", () => { byHand = false; });
addEventListener("keydown", () => { // it would lie over what Shift and Tab go back to; the keyboard has Home
  byHand = false;
  back.hidden ||= document.activeElement !== back;
});
addEventListener("scroll", () => {
  back.hidden = !byHand || scrollY < innerHeight || scrollY >= before;
  before = scrollY;
}, { passive: true });
back.addEventListener("click", () => {
  scrollTo({ top: 0 });
  document.getElementById("sg-content").focus({ preventScroll: true });
});
