// Marks law notes that have passed their review date since the site was built, on the reader's own day (in London).

import { day, h } from "./aid-dom.js";

const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" }).format(new Date());
const late = [];

for (const note of document.querySelectorAll(".sg-law[data-review-by]")) {
  if (note.dataset.reviewBy >= today) continue;
  late.push(note);
  if (note.classList.contains("sg-law--overdue") || note.classList.contains("sg-law--no-value")) continue;
  note.classList.remove("sg-law--verified", "sg-law--unsure", "sg-law--not-in-force");
  note.classList.add("sg-law--overdue");
  const state = note.querySelector(".sg-law__state");
  state.textContent = `Check overdue · last checked ${day(note.dataset.checked)}, due ${day(note.dataset.reviewBy)}`;
}

for (const line of document.querySelectorAll(".sg-helpline[data-review-by]")) {
  if (line.dataset.reviewBy >= today) continue;
  line.querySelector(".sg-helpline__state").textContent =
    `Check overdue · last checked ${day(line.dataset.checked)}, due ${day(line.dataset.reviewBy)}`;
}

for (const note of late) {
  for (const mark of document.querySelectorAll(`a.sg-lawref[href="#${note.id}"]`)) {
    if (mark.classList.contains("sg-lawref--overdue") || mark.closest(".sg-aid")) continue;
    mark.querySelector(".sg-lawref__state")?.remove();
    mark.classList.remove("sg-lawref--unsure");
    mark.classList.add("sg-lawref--overdue");
    mark.append(" ", h("span", { class: "sg-lawref__state" }, "check overdue"));
  }
}

if (late.length && !document.querySelector(".sg-overdue")) {
  const banner = h(
    "div",
    { class: "sg-overdue", role: "note" },
    h(
      "p",
      { class: "sg-overdue__text" },
      h("strong", null, "Some law on this page is past its check date."),
      " Look at the reference in the law notes before you rely on it. ",
      h("a", { href: `#${late[0].id}` }, "See which"),
    ),
  );
  const opening = [...document.querySelectorAll(".sg-answer, .sg-audience, .sg-nations, .sg-care")].at(-1);
  if (opening) opening.after(banner);
}
