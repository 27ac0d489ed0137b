/*
 * Which nation the reader works in, if they say so: what holds there comes first, what holds elsewhere is folded, never
 * removed. Without this script everything shows. The choice is for this page only, unless the reader asks for more; Clear
 * and Leave now forget it.
 *
 * Reacts: the strip "Applies in", law notes (.sg-law[data-nation]), headings and table rows marked data-nation, and the
 * question "Where is this?" of the aids, which is told by an "sg-nation" event on the form.
 */
import { h } from "./aid-dom.js";
import { keep as keepText, kept as keptText } from "./kept.js";

const KEY = "sg-nation";
const NAMES = { england: "England", wales: "Wales", scotland: "Scotland", "northern-ireland": "Northern Ireland" };
const base = new URL("../../", import.meta.url);
let chosen = null;
let undo = []; // puts the page back as it was built
let dialog = null;
let opener = null;

const nations = (element) => element.dataset.nation.split(" ");
const elsewhere = (element) => !nations(element).includes(chosen);
const listed = (ids) => {
  const names = ids.map((id) => NAMES[id]);
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
};

// --- what is kept --------------------------------------------------------------------------------------

/** The nation kept for the tab or the device; null where nothing is, or something else. */
function kept(long) {
  const value = keptText(KEY, long);
  return Object.hasOwn(NAMES, value) ? value : null;
}

function keep(where) {
  for (const long of ["tab", "device"]) keepText(KEY, long === where ? chosen : null, long);
}

function forget() {
  keep("page");
  show(null);
}

// --- what the page shows -------------------------------------------------------------------------------

function show(nation) {
  for (const step of undo.reverse()) step();
  undo = [];
  chosen = nation;
  document.documentElement.classList.toggle("sg-has-nation", Boolean(chosen));
  for (const strip of document.querySelectorAll(".sg-nations")) showStrip(strip);
  if (chosen) pointToSection();
  for (const place of document.querySelectorAll("[data-sg-nation-choice]")) fillChoice(place);
  if (chosen) {
    foldSections();
    foldRows();
    foldNotes();
  }
  for (const question of document.querySelectorAll('.sg-aid .sg-q[data-q="nation"]')) answerFor(question);
}

function button(words, act, label) {
  const made = h("button", { class: "sg-nation__button", type: "button", "aria-label": label }, words);
  made.addEventListener("click", act);
  return made;
}

/** The choice, or that there is none, with the ways to change it. */
function fillChoice(place) {
  place.replaceChildren();
  if (chosen) {
    place.append(
      h("span", { class: "sg-nation__yours" }, `${NAMES[chosen]} first`), " ",
      button("Change", open, "Change your nation"), " ", button("Clear", forget, "Clear your nation"),
    );
  } else {
    place.append(button("Choose your nation", open));
  }
}

function note(place, ...words) {
  const made = h("p", { class: "sg-nation__note", role: "note" }, h("strong", null, `You chose ${NAMES[chosen]}.`), " ", words);
  place.after(made);
  undo.push(() => made.remove());
}

/** The answer at the top is mostly England's: a page with a part on the chosen nation says where that is. */
function pointToSection() {
  const place = document.querySelector(".sg-nations") || document.querySelector(".sg-answer");
  const heading = [...document.querySelectorAll("article :is(h2, h3)[data-nation]")].find(
    (one) => !elsewhere(one) && !nations(one).includes("england"),
  );
  if (!place || !heading) return;
  const name = heading.firstChild.textContent.trim();
  note(place, "What holds there stands under ", h("a", { href: `#${heading.id}` }, name), ". Dates and duties before that may be those of another nation.");
}

function showStrip(strip) {
  if (!chosen) return;
  const here = [...strip.querySelectorAll(".sg-nations__in")].map((chip) => chip.textContent);
  if (here.includes("all four nations") || here.includes(NAMES[chosen])) return;
  note(
    strip, `The law on this page is that of ${listed(Object.keys(NAMES).filter((id) => here.includes(NAMES[id])))}. The practice advice holds anywhere. `,
    "Before you rely on a date or a duty, look in the ",
    h("a", { href: new URL("reference/law-register/", base).href }, "law register"), " or ask locally.",
  );
}

/** Puts nodes that follow each other into one fold. */
function fold(nodes, words) {
  const box = h("details", { class: "sg-fold sg-elsewhere" }, h("summary", null, words));
  const places = nodes.map((node) => [node, document.createComment("")]);
  for (const [node, mark] of places) node.before(mark);
  places[0][1].before(box);
  box.append(...nodes);
  undo.push(() => {
    for (const [node, mark] of places) mark.replaceWith(node);
    box.remove();
  });
}

function foldSections() {
  for (const heading of document.querySelectorAll("article :is(h2, h3)[data-nation]")) {
    if (!elsewhere(heading)) continue;
    const nodes = [];
    for (let next = heading.nextElementSibling; next && !(/^H[1-6]$/.test(next.tagName) && next.tagName <= heading.tagName); next = next.nextElementSibling) {
      if (next.matches(".sg-related, .sg-sources, .sg-paper, script")) break;
      nodes.push(next);
    }
    if (nodes.length) fold(nodes, `For ${listed(nations(heading))}. You chose ${NAMES[chosen]}.`);
  }
}

function foldRows() {
  for (const table of document.querySelectorAll("article table")) {
    const rows = [...table.querySelectorAll("tbody tr")].filter((row) => {
      const mark = row.querySelector("[data-nation]");
      return mark && elsewhere(mark);
    });
    if (!rows.length) continue;
    for (const row of rows) row.classList.add("sg-row-folded");
    const words = rows.length === 1 ? "1 row" : `${rows.length} rows`;
    const more = h("button", { class: "sg-nation__button sg-nation__rows", type: "button", "aria-expanded": "false" }, `Show what holds outside ${NAMES[chosen]} (${words})`);
    more.addEventListener("click", () => {
      const shown = more.getAttribute("aria-expanded") === "true";
      more.setAttribute("aria-expanded", String(!shown));
      for (const row of rows) row.classList.toggle("sg-row-folded", shown);
      more.textContent = shown ? `Show what holds outside ${NAMES[chosen]} (${words})` : `Fold what holds outside ${NAMES[chosen]}`;
    });
    (table.closest(".sg-table") || table).after(more);
    undo.push(() => {
      more.remove();
      for (const row of rows) row.classList.remove("sg-row-folded");
    });
  }
}

/** Law notes of other nations: those side by side in one fold. */
function foldNotes() {
  const away = [...document.querySelectorAll(".sg-law[data-nation]")].filter(
    (note) => elsewhere(note) && !note.closest(".sg-lawline, .sg-aid, .sg-elsewhere"),
  );
  while (away.length) {
    const run = [away.shift()];
    while (away.length && run[run.length - 1].nextElementSibling === away[0]) run.push(away.shift());
    const where = Object.keys(NAMES).filter((id) => run.some((note) => nations(note).includes(id)));
    fold(run, `${run.length === 1 ? "1 law note" : `${run.length} law notes`} for ${listed(where)}, not ${NAMES[chosen]}`);
  }
}

/** The aid's own question is answered in sight, and only where the reader has not answered it. */
function answerFor(question) {
  const inputs = [...question.querySelectorAll("input[type=radio]")];
  const form = question.closest("form");
  const ours = question.querySelector(".sg-nation__answer");
  const checked = inputs.find((input) => input.checked);
  if (ours) ours.remove();
  if (checked && !(ours && checked.value === ours.dataset.nation)) return;
  if (checked) checked.checked = false;
  const wanted = inputs.find((input) => input.value === chosen);
  if (wanted) {
    wanted.checked = true;
    const line = h("p", { class: "sg-nation__answer", "data-nation": chosen }, `${NAMES[chosen]}, as you chose for this site. `, button("Change the choice", open));
    inputs[0].closest(".sg-opts").before(line);
    const away = () => line.remove();
    question.addEventListener("change", away, { once: true });
    form.addEventListener("reset", away, { once: true });
  }
  if (wanted || checked) form.dispatchEvent(new CustomEvent("sg-nation"));
}

// --- asking --------------------------------------------------------------------------------------------

const KEEPING = [
  ["page", "For this page only", ""],
  ["tab", "Until this tab is closed", ""],
  ["device", "On this device, until I clear it", "Whoever uses the device can see it."],
];

function radio(name, value, words, help) {
  return h(
    "label", { class: "sg-nation__option" },
    h("input", { type: "radio", name, value, required: name === "sg-nation", autocomplete: "off" }),
    h("span", null, words, help ? h("small", null, help) : null),
  );
}

function makeDialog() {
  const form = h(
    "form", { method: "dialog", class: "sg-nation__form" },
    h("h2", { id: "sg-nation-title" }, "Where do you work?"),
    h("p", null, "Law and schemes differ. What holds where you work comes first; what holds elsewhere is folded, not removed."),
    h("fieldset", null, h("legend", null, "Nation"), Object.entries(NAMES).map(([id, name]) => radio("sg-nation", id, name))),
    h("fieldset", null, h("legend", null, "Keep this choice"), KEEPING.map(([id, words, help]) => radio("sg-nation-keep", id, words, help))),
    h(
      "p", { class: "sg-nation__buttons" },
      h("button", { class: "sg-nation__button sg-nation__button--main", type: "submit" }, "Show this first"),
      " ", button("Clear my choice", () => { forget(); dialog.close(); }),
      " ", button("Close", () => dialog.close()),
    ),
  );
  form.addEventListener("submit", () => {
    const given = new FormData(form);
    show(given.get("sg-nation"));
    keep(given.get("sg-nation-keep"));
  });
  const made = h("dialog", { class: "sg-nation__dialog", "aria-labelledby": "sg-nation-title" }, form);
  made.addEventListener("click", (event) => event.target === made && made.close());
  made.addEventListener("close", () => {
    form.reset();
    // The button that opened it may have been made anew.
    const back = opener?.isConnected ? opener : document.querySelector("[data-sg-nation-choice] button");
    back?.focus({ preventScroll: true });
  });
  document.body.append(made);
  return made;
}

function open(event) {
  opener = event.currentTarget;
  dialog ||= makeDialog();
  const form = dialog.querySelector("form");
  const where = kept("device") ? "device" : kept("tab") ? "tab" : "page";
  form.elements["sg-nation-keep"].value = where;
  if (chosen) form.elements["sg-nation"].value = chosen;
  dialog.showModal();
}

if (typeof HTMLDialogElement === "function") {
  const start = () => show(kept("tab") || kept("device"));
  start();
  (window.sgClear ||= []).push(() => {
    if (dialog?.open) dialog.close();
    forget();
  });
  addEventListener("pageshow", (event) => event.persisted && start());
  addEventListener("storage", (event) => event.key?.endsWith(KEY) && !event.newValue && !kept("tab") && show(null));
}
