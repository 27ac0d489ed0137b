// The form of an aid: which questions are shown, what the answers are, what is wrong with them.
// It reads everything from the markup the build wrote (see macros/render/aid.py).

import { fill, h, month } from "./aid-dom.js";

/**
 * A shown-if condition: true, false, or null while it cannot be known. Follows decision_aids/conditions.py: an
 * unanswered question or a "not sure" gives null, and only true shows a question.
 */
export function holds(condition, answers, isUnknown) {
  const { op, q, v, of } = condition;
  if (op === "is") {
    const given = answers[q];
    if (given === undefined) return null;
    if (given === v) return true;
    return isUnknown(q, given) ? null : false;
  }
  if (op === "has") {
    const given = answers[q] || [];
    if (given.includes(v)) return true;
    return !given.length || given.some((one) => isUnknown(q, one)) ? null : false;
  }
  if (op === "answered") return q in answers;
  if (op === "not") {
    const inner = holds(of, answers, isUnknown);
    return inner === null ? null : !inner;
  }
  if (op === "any" || op === "all") {
    const values = of.map((one) => holds(one, answers, isUnknown));
    const decides = op === "any";
    if (values.includes(decides)) return decides;
    return values.includes(null) ? null : !decides;
  }
  throw new Error(`unknown condition ${op}`);
}

/** One question on the page. */
class Question {
  constructor(fieldset) {
    this.fieldset = fieldset;
    this.key = fieldset.dataset.q;
    this.kind = fieldset.dataset.kind;
    this.shownIf = fieldset.dataset.shownIf ? JSON.parse(fieldset.dataset.shownIf) : null;
    this.inputs = [...fieldset.querySelectorAll("input, textarea")];
    this.count = fieldset.querySelector(".sg-q__count");
    this.describedBy = fieldset.getAttribute("aria-describedby") || "";
    this.settled = null; // the last whole date, while another one is being typed
    this.typing = false;
  }

  get id() {
    return this.fieldset.id;
  }

  get text() {
    return this.fieldset.dataset.text;
  }

  get shown() {
    return !this.fieldset.hidden;
  }

  isUnknown(value) {
    return this.inputs.some((input) => input.value === value && "unknown" in input.dataset);
  }

  /** The answer as JSON; undefined when there is none. */
  read() {
    if (this.kind === "one") return this.inputs.find((input) => input.checked)?.value;
    if (this.kind === "many") {
      const ticked = this.inputs.filter((input) => input.checked).map((input) => input.value);
      return ticked.length ? ticked : undefined;
    }
    if (this.kind === "grid") {
      const lines = this.inputs.filter((input) => input.checked).map((input) => [input.dataset.item, input.value]);
      return lines.length ? Object.fromEntries(lines) : undefined;
    }
    if (this.kind === "date") return this.typing ? this.settled : this.readDate();
    return this.inputs[0].value.trim() ? this.inputs[0].value : undefined;
  }

  /** The date as typed, in the order Python expects; an impossible one goes along, so that Python says what is wrong. */
  readDate() {
    const [day, monthWord, year] = ["day", "month", "year"].map(
      (part) => this.inputs.find((input) => input.dataset.part === part).value.trim(),
    );
    if (!day && !monthWord && !year) return undefined;
    return `${year}-${month(monthWord)}-${day}`;
  }

  /** Notes whether a date is still being typed: it counts once whole, or once the reader has left it. */
  watchDate(left) {
    const filled = this.inputs.every((input) => input.value.trim());
    const year = this.inputs.find((input) => input.dataset.part === "year").value.trim();
    this.typing = !left && !(filled && year.length >= 4) && this.inputs.some((input) => input.value.trim());
    if (!this.typing) this.settled = this.readDate();
  }

  /** The answer in the words on the page, one entry for each thing chosen. */
  words() {
    const label = (input) => input.closest("label").querySelector("span").textContent.trim();
    const chosen = this.inputs.filter((input) => input.checked);
    if (this.kind === "grid") {
      return chosen.map((input) => {
        const item = input.closest("[role=radiogroup]").querySelector(".sg-grid__item").firstChild.textContent.trim();
        return `${item}: ${label(input)}`;
      });
    }
    if (this.kind === "date") {
      return this.read() ? [this.inputs.map((input) => input.value.trim()).filter(Boolean).join(" ")] : [];
    }
    if (this.kind === "text") return this.read() ? ["Your text, above"] : [];
    return chosen.map(label);
  }

  /** "None of these" and "not sure" stand alone: ticking one unticks the rest, and the other way round. */
  keepExclusive(changed) {
    if (this.kind !== "many" || !changed.checked) return;
    const alone = "exclusive" in changed.dataset;
    for (const input of this.inputs) {
      if (input !== changed && (alone || "exclusive" in input.dataset)) input.checked = false;
    }
  }

  /** How much room is left in a text. Said out loud only once it is nearly full. */
  showCount() {
    const field = this.inputs[0];
    const limit = Number(field.dataset.max);
    if (!this.count || !limit) return;
    const length = [...field.value].length;
    const left = limit - length;
    const number = (value) => value.toLocaleString("en-GB");
    this.count.textContent = !length
      ? `Up to ${number(limit)} characters.`
      : left < 0
        ? `${number(-left)} characters too many. Check it in two parts.`
        : `${number(length)} of ${number(limit)} characters.`;
    this.count.setAttribute("aria-live", left < limit / 10 ? "polite" : "off");
    this.count.classList.toggle("sg-q__count--over", left < 0);
  }

  /** Shows an error at the question, or takes it away (message ""). */
  showError(message) {
    const id = `${this.id}-error`;
    let shown = document.getElementById(id);
    if (!message) {
      shown?.remove();
    } else if (!shown) {
      shown = h("p", { class: "sg-q__error", id }, message);
      const before = this.fieldset.querySelector(".sg-opts, .sg-grid, .sg-ymd, textarea");
      before.before(shown);
    } else if (shown.textContent !== message) {
      shown.textContent = message;
    }
    this.fieldset.classList.toggle("sg-q--error", Boolean(message));
    const described = [this.describedBy, message && id].filter(Boolean).join(" ");
    if (described) this.fieldset.setAttribute("aria-describedby", described);
    else this.fieldset.removeAttribute("aria-describedby");
    if (this.kind !== "date" && this.kind !== "text") return;
    for (const input of this.inputs) {
      if (message) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      const own = (input.getAttribute("aria-describedby") || "").split(" ").filter((one) => one && one !== id);
      if (message) own.push(id);
      if (own.length) input.setAttribute("aria-describedby", own.join(" "));
      else input.removeAttribute("aria-describedby");
    }
  }

  /** Puts the reader into the question: its chosen answer, else its first field. */
  focus() {
    const target = this.inputs.find((input) => input.checked) || this.inputs[0];
    target.focus({ preventScroll: true });
    this.fieldset.scrollIntoView({ block: "start", behavior: "auto" });
  }
}

/** The whole form. */
export class AidForm {
  constructor(form) {
    this.form = form;
    this.questions = [...form.querySelectorAll(".sg-q")].map((fieldset) => new Question(fieldset));
    this.byKey = new Map(this.questions.map((question) => [question.key, question]));
    this.summary = null;
    this.takeOver();
  }

  /** From the page that works without a script to the one that works with it. */
  takeOver() {
    this.form.querySelector(".sg-aid__static")?.remove();
    const buttons = this.form.querySelector(".sg-aid__buttons");
    buttons.hidden = false;
    for (const button of buttons.querySelectorAll("button")) button.disabled = false;
    this.refresh();
  }

  question(element) {
    const fieldset = element.closest?.(".sg-q");
    return fieldset ? this.byKey.get(fieldset.dataset.q) : undefined;
  }

  isUnknown = (key, value) => Boolean(this.byKey.get(key)?.isUnknown(value));

  /** Shows and hides questions by the answers before them; hidden ones keep their answer but do not count. */
  refresh() {
    const answers = {};
    for (const question of this.questions) {
      const shown = !question.shownIf || holds(question.shownIf, answers, this.isUnknown) === true;
      question.fieldset.hidden = !shown;
      const when = question.fieldset.querySelector(".sg-q__when");
      if (when) when.hidden = shown;
      const value = shown ? question.read() : undefined;
      if (value !== undefined) answers[question.key] = value;
    }
    return answers;
  }

  /** For paper: every question, with the words that say when it is asked; `false` puts things back. */
  unfold(all) {
    if (!all) {
      this.refresh();
      return;
    }
    for (const question of this.questions) {
      question.fieldset.hidden = false;
      const when = question.fieldset.querySelector(".sg-q__when");
      if (when) when.hidden = false;
    }
  }

  /** A change in the form; returns whether it is typing, which may wait a moment. */
  changed(event) {
    const question = this.question(event.target);
    if (!question) return false;
    if (event.type === "change") question.keepExclusive(event.target);
    if (question.kind === "date") question.watchDate(false);
    if (question.kind === "text") question.showCount();
    return event.type === "input" && question.kind === "text";
  }

  /** Focus has gone from one place to another; returns whether a date was left half typed. */
  left(event) {
    const question = this.question(event.target);
    if (question?.kind !== "date" || question.fieldset.contains(event.relatedTarget)) return false;
    const was = question.typing;
    question.watchDate(true);
    return was;
  }

  /** Questions that are shown and have an answer, with the answer in words. */
  given() {
    return this.questions
      .filter((question) => question.shown)
      .map((question) => ({ question, words: question.words() }))
      .filter(({ words }) => words.length);
  }

  /** The text given to the first text question, if any. */
  text() {
    return this.questions.find((question) => question.kind === "text" && question.shown)?.read() || "";
  }

  /**
   * Shows field errors at their questions. The list of links above the form comes only when the reader has asked for
   * the answer (`asked`): put there while they type, it would push the form about under their thumb.
   */
  showErrors(errors, asked = false) {
    const messages = new Map(errors.map((error) => [error.field, error.message]));
    for (const question of this.questions) question.showError(messages.get(question.key) || "");
    if (!errors.length) {
      this.summary?.remove();
      this.summary = null;
      return;
    }
    if (!this.summary && !asked) return;
    if (!this.summary) {
      this.summary = h("div", { class: "sg-errors", tabindex: "-1", role: "group", "aria-labelledby": "errors-t" });
      this.form.prepend(this.summary);
    }
    const lines = errors.map((error) => {
      const question = this.byKey.get(error.field);
      if (!question) return h("li", null, error.message);
      const link = h("a", { href: `#${question.id}`, "data-goto": question.key }, `${question.text} ${error.message}`);
      return h("li", null, link);
    });
    const title = errors.length === 1 ? "One answer needs another look" : "Some answers need another look";
    fill(
      this.summary,
      h("h3", { class: "sg-errors__title", id: "errors-t" }, title),
      h("ul", { class: "sg-errors__list" }, lines),
    );
  }

  /** Forgets every answer and error. */
  wipe() {
    this.form.reset();
    for (const question of this.questions) {
      question.settled = null;
      question.typing = false;
      if (question.kind === "text") question.showCount();
    }
    this.showErrors([]);
    this.refresh();
  }
}
