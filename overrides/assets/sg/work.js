// A scenario's aid, worked through in the page: the form of the aid's own page, answered by the same Python, and then the
// comparison: where the reader's first judgement, their answers and the answers given here part, and which answer moves it.
// Everything is in the memory of this page; there is no record and no score.

import { day, fill, h } from "./aid-dom.js";
import { AidForm } from "./aid-form.js";
import { badge } from "./aid-result.js";
import { runtime } from "./runtime.js";

const TYPING_MS = 300;
const GRID = { yes: "yes", no: "no", unknown: "don't know" };
let count = 0;

/** Elements out of the build's description of a form (pipeline/forms.py), with ids of their own on this page. */
function grow(node, own) {
  if (typeof node === "string") return node;
  const [name, given, children] = node;
  const attributes = { ...given };
  for (const key of ["id", "for", "aria-describedby", "aria-labelledby"]) {
    if (attributes[key]) attributes[key] = attributes[key].split(" ").map(own).join(" ");
  }
  for (const [key, value] of Object.entries(attributes)) if (value === "") attributes[key] = true;
  return h(name, attributes, children.map((child) => grow(child, own)));
}

/** The form of an aid, as on the aid's own page; several can stand on one page. */
async function formOf(address) {
  const reply = await fetch(`${address}form.json`);
  if (!reply.ok) throw new Error(String(reply.status));
  count += 1;
  const prefix = `w${count}-`;
  const form = grow(await reply.json(), (id) => prefix + id);
  form.querySelector("[type=submit]").remove();
  return form;
}

/** An answer in words, as the form's own labels have them; one entry for each thing chosen. */
function inWords(question, value) {
  if (value === undefined || value === null) return [];
  const label = (input) => input.closest("label").querySelector("span").textContent.trim();
  const find = (wanted) => question.inputs.find((input) => input.value === wanted);
  if (question.kind === "grid") {
    return Object.entries(value).map(([item, said]) => {
      const row = question.inputs.find((input) => input.dataset.item === item);
      const name = row?.closest("[role=radiogroup]").querySelector(".sg-grid__item").firstChild.textContent.trim();
      return `${name || item}: ${GRID[said] || said}`;
    });
  }
  if (question.kind === "many") return value.map((one) => (find(one) ? label(find(one)) : one));
  if (question.kind === "one") return [find(value) ? label(find(value)) : value];
  if (question.kind === "date") return [day(value)];
  return [`“${value}”`];
}

const alike = (one, other) => JSON.stringify(settled(one)) === JSON.stringify(settled(other));

/** Without the order in which boxes were ticked or lines answered. */
function settled(value) {
  if (Array.isArray(value)) return [...value].sort();
  if (value && typeof value === "object") return Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return value ?? null;
}

const without = (answers, key) => Object.fromEntries(Object.entries(answers).filter(([name]) => name !== key));

class Work {
  constructor(root) {
    this.root = root;
    this.step = root.closest(".sg-scn");
    this.model = JSON.parse(root.dataset.model);
    this.slug = root.dataset.aid;
    this.on = root.dataset.on;
    this.fold = this.step.querySelector(".sg-scn__compare");
    this.parts = h("div", { class: "sg-work__parts", role: "status" });
    this.fold.querySelector("summary").after(this.parts);
    this.open = root.querySelector("button");
    this.place = root.querySelector(".sg-work__place");
    this.runtime = runtime();
    this.open.addEventListener("click", () => this.begin());
    this.fold.addEventListener("toggle", () => this.fold.open && this.compare());
    (window.sgClear ||= []).push(() => this.wipe());
  }

  async begin() {
    this.open.disabled = true;
    this.runtime.start();
    try {
      const form = await formOf(this.root.dataset.page);
      this.result = h("div", { class: "sg-work__result", role: "status" });
      fill(this.place, h("div", { class: "sg-aid sg-work__aid" }, form), this.result);
      this.form = new AidForm(form);
    } catch {
      this.open.disabled = false;
      fill(
        this.place,
        h("p", { class: "sg-work__failed" }, "The aid could not be fetched: there may be no signal. Try again, or ", h("a", { href: this.root.dataset.page }, "open it on its own page"), "."),
      );
      return;
    }
    this.open.closest("p").remove();
    const form = this.form.form;
    const heard = (event) => this.later(this.form.changed(event) ? TYPING_MS : 0);
    form.addEventListener("input", heard);
    form.addEventListener("change", heard);
    form.addEventListener("focusout", (event) => this.form.left(event) && this.later());
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("click", (event) => {
      if (!event.target.closest("button[type=reset]")) return;
      event.preventDefault();
      this.wipe();
      this.form.questions[0].focus();
    });
    this.form.questions[0].focus();
    this.say();
  }

  later(pause = 0) {
    this.form.refresh();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.evaluate(), pause);
  }

  async evaluate() {
    const answers = this.form.refresh();
    const turn = (this.turn = (this.turn || 0) + 1);
    if (!Object.keys(answers).length) {
      this.last = null;
      this.say();
      return;
    }
    if (!this.last) fill(this.result, h("p", null, "Working out the answer."));
    const found = await this.ask(answers);
    if (turn !== this.turn || !found) return;
    this.form.showErrors(found.ok ? [] : found.errors);
    this.last = found.ok ? found : null;
    this.answers = answers;
    this.say(found.ok ? null : found.errors[0].message);
    if (this.fold.open) this.compare();
  }

  /** What the aid says to some answers on the day of the story; null once overtaken or failed (then that is said). */
  async ask(answers) {
    const found = await this.runtime.evaluate(this.slug, answers, this.on);
    if (found.superseded) return null;
    if (found.failed) {
      fill(this.result, h("p", { class: "sg-work__failed" }, found.failure.what, " ", found.failure.todo));
      return null;
    }
    return found;
  }

  say(problem = null) {
    if (problem) fill(this.result, h("p", { class: "sg-work__failed" }, problem));
    else if (!this.last) fill(this.result, h("p", null, "Answer as the story tells it. What it does not tell is “not sure”."));
    else {
      fill(
        this.result,
        h("p", { class: "sg-work__label" }, this.last.provisional ? "The aid, on your answers so far" : "The aid, on your answers"),
        h("p", null, badge(this.last.level), h("span", { class: "sg-work__headline" }, " ", this.last.headline)),
        h("p", { class: "sg-work__when" }, "When you are done, open the comparison below."),
      );
    }
  }

  /** The reader's own first judgement in words, or "". */
  first() {
    const chosen = this.step.querySelector(".sg-scn__first input:checked");
    return chosen ? chosen.closest("label").textContent.trim() : "";
  }

  async compare() {
    const turn = (this.comparing = (this.comparing || 0) + 1);
    const lines = [["Your first judgement", this.first() || "none chosen"]];
    const here = this.step.querySelector(".sg-scn__answer .sg-level")?.textContent.trim();
    if (this.last) lines.push(["The aid, on your answers", this.last.level.label]);
    lines.push(["The aid, on the answers given here", here]);
    const table = h("dl", { class: "sg-work__three" }, lines.map(([name, said]) => h("div", null, h("dt", null, name), h("dd", null, said))));
    if (!this.last) {
      fill(this.parts, this.first() ? table : null);
      return;
    }
    const differing = this.differences();
    const same = this.last.level.key === this.root.dataset.expected;
    const intro = !differing.length
      ? "Your answers are the ones given here."
      : same
        ? "Your answers lead to the same level. They part here:"
        : "Your answers part here from the ones given below:";
    const list = h("ul", { class: "sg-work__differ" });
    fill(this.parts, table, h("p", null, intro), differing.length ? list : null);
    for (const one of differing) {
      const moves = same ? null : await this.moves(one);
      if (turn !== this.comparing) return;
      list.append(
        h(
          "li",
          null,
          h("p", { class: "sg-work__question" }, one.question.text),
          h("p", null, "You: ", h("strong", null, one.yours.join("; ") || "not answered"), ". Here: ", h("strong", null, one.theirs.join("; ") || "not answered"), "."),
          moves && h("p", { class: "sg-work__moves" }, moves),
        ),
      );
    }
  }

  differences() {
    return this.form.questions
      .map((question) => ({ question, mine: this.answers[question.key], given: this.model[question.key] }))
      .filter(({ mine, given }) => !alike(mine, given))
      .map((one) => ({ ...one, yours: inWords(one.question, one.mine), theirs: inWords(one.question, one.given) }));
  }

  /** Whether this one answer, given as here, would take the reader's own answers to the level given here. */
  async moves({ question, given }) {
    const answers = given === undefined ? without(this.answers, question.key) : { ...this.answers, [question.key]: given };
    const found = await this.ask(answers);
    if (!found?.ok) return "";
    if (found.level.key === this.root.dataset.expected) return "This answer alone moves it: given as here, the aid would say the same to both.";
    return found.level.key !== this.last.level.key ? `Given as here, the aid would say: ${found.level.label}.` : "";
  }

  /** Everything answered here is gone. */
  wipe() {
    clearTimeout(this.pause);
    this.turn = (this.turn || 0) + 1;
    this.comparing = (this.comparing || 0) + 1;
    this.last = null;
    this.form?.wipe();
    fill(this.parts);
    if (this.form) this.say();
  }
}

for (const root of document.querySelectorAll(".sg-work")) new Work(root);
