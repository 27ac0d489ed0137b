// The page of a decision aid: takes over the form the build wrote, asks Python for the answer after every change, shows
// it. Answers are in the form and in memory, nowhere else: not in the address, the history or any storage.

import { add, day, fill, focusOn, h } from "./aid-dom.js";
import { AidForm } from "./aid-form.js";
import { Idle } from "./aid-idle.js";
import { copy, save } from "./aid-keep.js";
import { answer, badge } from "./aid-result.js";
import { londonToday, runtime } from "./runtime.js";

const TYPING_MS = 300; // a text is looked at when the typing pauses
const PATIENCE_MS = 800; // before the page says that it is working: shorter waits are not worth a word

class Aid {
  constructor(root) {
    this.root = root;
    this.slug = root.dataset.aid;
    this.form = new AidForm(root.querySelector(".sg-aid__form"));
    this.result = root.querySelector(".sg-aid__result");
    this.status = root.querySelector(".sg-aid__status");
    this.strip = root.querySelector(".sg-aid__strip");
    this.says = h("p", { class: "sg-hidden", role: "status" });
    this.page = { root: root.dataset.root, open: new Set(), text: "", given: [] };
    this.runtime = runtime();
    this.asked = false; // the reader wants to be taken to the answer when it is there
    this.waiting = false;
    this.warm = false; // asked about nothing once, see heard()
    this.last = null; // the last good result
    this.failure = null;
    root.append(this.says);
    this.status.hidden = false;
    this.listen();
    if (cameBack()) this.form.wipe();
    this.show();
    if (this.form.given().length) this.evaluate(); // ticked before this script was here
  }

  listen() {
    const { form } = this.form;
    for (const intent of ["pointerdown", "touchstart", "focusin"]) {
      form.addEventListener(intent, () => this.runtime.start(this.slug), { passive: true });
    }
    // A mouse over the form is on its way to a question; nobody who saves data should pay for a guess.
    form.addEventListener("pointerenter", ({ pointerType }) => {
      if (pointerType === "mouse" && !navigator.connection?.saveData) this.runtime.start(this.slug);
    });
    form.addEventListener("input", (event) => this.changed(event));
    form.addEventListener("change", (event) => this.changed(event));
    form.addEventListener("focusout", (event) => this.form.left(event) && this.later());
    form.addEventListener("sg-nation", () => this.nationChosen());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
    form.addEventListener("click", (event) => {
      if (event.target.closest("button[type=reset]")) {
        event.preventDefault();
        this.clear();
      }
    });
    this.root.addEventListener("click", (event) => this.clicked(event));
    this.runtime.addEventListener("state", ({ detail }) => this.heard(detail));
    addEventListener("pagehide", () => this.wipe());
    addEventListener("pageshow", (event) => event.persisted && this.wipe());
    addEventListener("beforeprint", () => !this.last && this.form.unfold(true));
    addEventListener("afterprint", () => {
      document.documentElement.classList.remove("sg-print-record");
      this.form.unfold(false);
    });
    if ("IntersectionObserver" in window) {
      const watch = (seen) => {
        this.inView = seen.at(-1).isIntersecting; // on a busy device several come at once, the latest last
        this.showStrip(this.shown);
      };
      new IntersectionObserver(watch, { rootMargin: "0px 0px -30% 0px" }).observe(this.result);
    }
    this.idle = new Idle({
      busy: () => Boolean(this.last) || this.form.given().length > 0,
      warn: (minutes) => this.warnIdle(minutes),
      calm: () => this.root.querySelector(".sg-aid__idle")?.remove(),
      clear: () => {
        this.wipe();
        this.say("Your answers were cleared, because nobody had used this page for 15 minutes.");
      },
    });
    (window.sgClear ||= []).push(() => this.leave());
  }

  // --- asking ---------------------------------------------------------------------------------------

  changed(event) {
    const typing = this.form.changed(event);
    this.form.refresh();
    this.later(typing ? TYPING_MS : 0);
  }

  /** The reader's nation was filled in (nation.js). That alone is no reason to fetch the runtime. */
  nationChosen() {
    this.form.refresh();
    if (this.last) this.later();
  }

  /** Once for all that one touch changed, or when the typing pauses. Not by frame: a covered window may get none. */
  later(pause = 0) {
    clearTimeout(this.pause);
    this.result.setAttribute("aria-busy", "true"); // what stands there is the answer to what was said before
    this.pause = setTimeout(() => this.evaluate(), pause);
  }

  /** The reader asks for the full answer: take them there, now or when it is ready. */
  ask() {
    this.asked = true;
    clearTimeout(this.pause);
    this.evaluate();
  }

  async evaluate() {
    const answers = this.form.refresh();
    const turn = (this.turn = (this.turn || 0) + 1);
    if (!Object.keys(answers).length && !this.asked && !this.last) {
      this.wait(false);
      return;
    }
    this.wait(true);
    this.runtime.start(this.slug);
    const found = await this.runtime.evaluate(this.slug, answers, londonToday());
    if (turn !== this.turn || found.superseded) return;
    this.wait(false);
    if (found.failed) this.fail(found.failure);
    else if (found.ok) this.answered(found);
    else this.refused(found.errors);
  }

  /** Says that it takes a while, if it does. */
  wait(on) {
    clearTimeout(this.patience);
    this.waiting = on;
    if (!on) {
      this.slow = false;
      this.result.removeAttribute("aria-busy");
      return;
    }
    this.result.setAttribute("aria-busy", "true");
    this.patience = setTimeout(() => {
      this.slow = true;
      this.show();
    }, PATIENCE_MS);
  }

  // --- what comes back ------------------------------------------------------------------------------

  answered(result) {
    const before = this.last;
    // Python does not know where the page lives; the record is for paper, where the address is needed.
    const live = location.origin + location.pathname;
    result.record = result.record.replace(/aids\/[a-z-]+\/ on the site this came from/, () => live);
    this.last = result;
    this.failure = null;
    this.form.showErrors([]);
    this.page.text = this.form.text();
    this.page.given = this.form.given();
    this.draw(result);
    this.show();
    const spoken = `Answer: ${result.level.label}.${result.provisional ? " This may still change." : ""}`;
    if (!before || before.level.key !== result.level.key || before.provisional !== result.provisional) this.say(spoken);
    if (this.asked) this.arrive(this.result.querySelector(".sg-aid__title"));
  }

  draw(result, note = null) {
    const old =
      result.version === this.root.dataset.version
        ? null
        : "This page and its rules are from different versions of the site. Load the page again before you rely on the answer.";
    // An answer that was still on its way must not take the place from somebody who reads this one already.
    const reading = this.result.contains(document.activeElement) && (document.activeElement.id || "answer-t");
    fill(this.result, note, old && h("p", { class: "sg-aid__provisional" }, old), this.clock(result), answer(result, this.page));
    if (reading) (document.getElementById(reading) || this.result.querySelector(".sg-aid__title"))?.focus({ preventScroll: true });
    this.result.dataset.tone = result.level.tone;
    this.result.classList.toggle("sg-aid__result--stale", Boolean(note));
    this.result.hidden = false;
  }

  /** A device whose clock is behind counts dates from a wrong day, and nobody would see it. */
  clock(result) {
    const { since } = this.root.dataset;
    if (!since || result.today >= since) return null;
    const text = `This device says that today is ${day(result.today)}. That cannot be right: the law on this page was checked on ${day(since)}. Set the date on this device and load this page again before you rely on a date here.`;
    return h("p", { class: "sg-aid__stale sg-aid__clock" }, h("strong", null, "Check the date. "), text);
  }

  /** Something in the answers cannot be used: said at the question; an earlier answer stays, marked as out of date. */
  refused(errors) {
    this.form.showErrors(errors, this.asked);
    this.stale = errors;
    if (this.last) {
      const first = this.form.byKey.get(errors[0].field);
      const link = first && h("a", { href: `#${first.id}`, "data-goto": first.key }, "Go to it");
      this.draw(
        this.last,
        h("p", { class: "sg-aid__stale" }, h("strong", null, "Out of date. "), "One of your answers cannot be used: ", errors[0].message, " ", link),
      );
    }
    this.show();
    this.say(`Not worked out yet: ${errors.map((error) => error.message).join(" ")}`);
    if (this.asked) this.arrive(this.form.summary);
  }

  fail(failure) {
    this.failure = failure;
    if (this.last) {
      this.draw(
        this.last,
        h("p", { class: "sg-aid__stale" }, h("strong", null, "Out of date. "), "Your last changes are not in this answer."),
      );
    }
    this.show();
    if (this.asked) this.arrive(this.status);
  }

  /** Takes the reader to what they asked for, unless they have gone elsewhere meanwhile. */
  arrive(target) {
    this.asked = false;
    const here = document.activeElement;
    if (here === document.body || this.root.contains(here)) {
      if (target === this.status) target.setAttribute("tabindex", "-1");
      this.result.scrollTop = 0;
      focusOn(target);
    }
  }

  say(text) {
    this.says.textContent = text;
  }

  // --- the state in words ---------------------------------------------------------------------------

  heard(status) {
    if (status.state === "failed") {
      this.wait(false);
      this.fail(status.failure);
      return;
    }
    if (status.state === "ready" && !this.waiting && !this.warm) {
      this.warm = true;
      // Asks about nothing, so that what the first answer needs is there when it is wanted.
      this.runtime.evaluate(this.slug, {}, londonToday());
    }
    if (this.failure) this.failure = null;
    this.show();
  }

  /** The status box and the strip, from what is known now. */
  show() {
    const status = this.runtime.status;
    const loading = status.state === "downloading" || status.state === "starting";
    let state = "ready";
    if (this.failure) state = "failed";
    else if (loading && this.waiting && this.slow) state = "loading";
    else if (this.waiting && this.slow) state = "working";
    else if (!this.last) state = "idle";
    if (state === "loading") this.showLoading(status);
    else if (state !== this.shown || state === "failed") this.showPlain(state);
    this.shown = state;
    this.status.dataset.state = state;
    this.status.hidden = state === "ready";
    this.status.classList.toggle("sg-aid__status--failed", state === "failed");
    this.showStrip(state);
  }

  showLoading(status) {
    const size = status.sent ? ` (${(status.sent / 1e6).toFixed(1)} MB, once)` : "";
    const text = status.slow
      ? "The connection is slow, but it is still arriving. Go on answering, or use the table below."
      : status.state === "starting"
        ? "Nearly ready. Go on answering."
        : `Getting ready${size}. Go on answering.`;
    const key = `loading ${text}`;
    if (this.statusKey !== key) {
      this.statusKey = key;
      this.bar = h("progress", { class: "sg-progress", "aria-label": "Getting ready" });
      fill(this.status, h("p", { class: "sg-aid__statustext" }, text), this.bar);
    }
    if (status.state === "downloading" && status.total) {
      this.bar.max = status.total;
      this.bar.value = status.loaded;
    } else {
      this.bar.removeAttribute("value");
    }
  }

  showPlain(state) {
    const key = state === "failed" ? `failed ${this.failure.why}` : state;
    if (this.statusKey === key) return;
    this.statusKey = key;
    const text = (...words) => h("p", { class: "sg-aid__statustext" }, words);
    if (state === "idle") {
      fill(this.status, text("Answer the first question. The answer appears here and changes with each thing you add."));
    } else if (state === "working") {
      fill(this.status, text("Working out the answer."), h("progress", { class: "sg-progress", "aria-label": "Working out the answer" }));
    } else if (state === "failed") {
      fill(
        this.status,
        text(h("strong", null, this.failure.what), " ", this.failure.why, " ", this.failure.todo),
        text("In danger: ring 999. If you cannot wait, ring your manager or safeguarding lead."),
        h(
          "p",
          { class: "sg-buttons" },
          h("a", { class: "sg-button", href: "#rules" }, "Open the table"),
          h("button", { class: "sg-button sg-button--quiet", type: "button", "data-do": "try-again" }, "Try again"),
        ),
      );
    } else {
      fill(this.status);
    }
  }

  showStrip(state) {
    const given = this.last || this.form.given().length;
    const link = (href, text) => h("a", { class: "sg-aid__see", href }, text);
    let parts = null;
    if (state === "failed") parts = [h("span", null, "No answer here just now"), " ", link("#rules", "Open the table")];
    else if (this.last) parts = [badge(this.last.level), " ", link("#answer", "See why")];
    else if (state === "loading" || state === "working") parts = [h("span", null, "Getting ready. Go on answering.")];
    this.strip.hidden = !given || !parts || (this.inView && state !== "failed");
    fill(this.strip, parts);
  }

  // --- buttons and links ----------------------------------------------------------------------------

  clicked(event) {
    const link = event.target.closest("a[href^='#']");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      // Without the fragment: which part of an answer somebody opened is nobody else's business.
      event.preventDefault();
      this.goTo(link);
      return;
    }
    const pressed = event.target.closest("[data-do]");
    if (pressed) this.act(pressed);
    const summary = event.target.closest("summary");
    if (summary) this.folded(summary.parentElement, !summary.parentElement.open);
  }

  goTo(link) {
    if (link.dataset.goto) {
      this.form.byKey.get(link.dataset.goto)?.focus();
      return;
    }
    const id = link.getAttribute("href").slice(1);
    const target = id === "answer" ? this.result.querySelector(".sg-aid__title") : document.getElementById(id);
    if (!target) return;
    const fold = target.closest("details");
    if (fold) {
      fold.open = true;
      this.folded(fold, true);
    }
    if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
    focusOn(target);
  }

  async act(pressed) {
    const what = pressed.dataset.do;
    if (what === "try-again") {
      this.runtime.tryAgain();
      this.failure = null;
      this.status.removeAttribute("tabindex");
      this.evaluate();
      this.form.questions.find((question) => question.shown)?.focus();
    } else if (what === "stay") {
      this.idle.stay();
      this.form.questions.find((question) => question.shown)?.focus();
    } else if (what === "copy-record" || what === "copy-draft") {
      const text = what === "copy-draft" ? this.last.draft.text : this.last.record;
      const place = document.getElementById(what === "copy-draft" ? "draft-text" : "record-text");
      const how = await copy(text, place);
      this.tell(pressed, how === "copied" ? "Copied" : "Selected: now copy it with your device's own copy command");
    } else if (what === "save") {
      save(this.last.record, "text/plain", `record-${this.last.today}.txt`);
      this.tell(pressed, "Saved to your downloads");
    } else if (what === "calendar") {
      const { ics } = this.last.dates.find((one) => one.id === pressed.dataset.date);
      save(ics.text, "text/calendar", ics.filename);
      this.tell(pressed, "Calendar file saved. Open it to add the date");
    } else if (what === "print") {
      document.documentElement.classList.add("sg-print-record");
      print();
    }
  }

  /** Says what a button did, beside it and to a screen reader. */
  tell(pressed, text) {
    const group = pressed.closest(".sg-buttons");
    let note = group.querySelector(".sg-buttons__note");
    if (!note) {
      note = h("span", { class: "sg-buttons__note" });
      add(group, note);
    }
    note.textContent = `${text}.`;
    this.say(`${text}.`);
  }

  /** Remembers which folds the reader has opened, so that the next answer leaves them so. */
  folded(details, open) {
    const name = details.dataset.fold;
    if (name) this.page.open[open ? "add" : "delete"](name);
  }

  // --- clearing -------------------------------------------------------------------------------------

  /** Everything entered and everything worked out is gone from the page. */
  wipe() {
    clearTimeout(this.pause);
    this.turn = (this.turn || 0) + 1;
    this.asked = false;
    this.last = null;
    this.page.open.clear();
    this.page.text = "";
    this.page.given = [];
    this.wait(false);
    this.form.wipe();
    fill(this.result);
    this.result.hidden = true;
    this.say("");
    this.root.querySelector(".sg-aid__idle")?.remove();
    if (this.runtime.status.state !== "failed") this.failure = null;
    this.show();
  }

  clear() {
    this.wipe();
    this.say("Cleared. Nothing is kept.");
    this.form.questions[0].focus();
  }

  /** Called by Leave now: the page is about to go. */
  leave() {
    this.wipe();
    this.runtime.stop();
  }

  warnIdle(minutes) {
    const stay = h("button", { class: "sg-button", type: "button", "data-do": "stay" }, "Keep my answers");
    const text = `Nobody has used this page for a while. Your answers will be cleared in about ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`;
    this.root.prepend(
      h("div", { class: "sg-aid__idle", role: "alert" }, h("p", { class: "sg-aid__idletext" }, text), h("p", { class: "sg-buttons" }, stay)),
    );
  }
}

/** Whether this page was reloaded or returned to: browsers may then put old answers back into the form. */
function cameBack() {
  const [entry] = performance.getEntriesByType("navigation");
  return Boolean(entry) && entry.type !== "navigate";
}

for (const root of document.querySelectorAll(".sg-aid[data-aid]")) new Aid(root);
