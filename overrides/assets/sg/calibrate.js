// Calibration for teams: whoever leads enters how many chose what; the page shows where judgements part and points at
// the facts that would move them, which the build worked out with the aid itself. Nothing entered is kept or sent.

import { fill, h } from "./aid-dom.js";

const MOST = 99;

class Spread {
  constructor(root, number) {
    this.root = root;
    this.place = root.querySelector(".sg-cal__spread");
    this.fits = root.dataset.fits;
    this.levels = [...root.querySelectorAll(".sg-cal__levels > [data-level]")].map((row, index) => ({
      key: row.dataset.level,
      label: row.dataset.label,
      row,
      id: `spread-${number}-${index}`,
    }));
    for (const level of this.levels) {
      level.input = h("input", {
        class: "sg-input sg-cal__number", type: "text", inputmode: "numeric", id: level.id, autocomplete: "off", maxlength: 2,
      });
      level.bar = h("progress", { class: "sg-cal__bar", max: 1, value: 0, "aria-hidden": "true" });
      level.row.append(
        h("label", { class: "sg-cal__label", for: level.id }, "people", h("span", { class: "sg-hidden" }, ` who chose ${level.label}`)),
        level.input,
        level.bar,
      );
    }
    root.querySelector(".sg-cal__levels").classList.add("sg-cal__levels--live");
    this.place.setAttribute("role", "status");
    this.place.hidden = false;
    root.addEventListener("input", () => this.show());
    (window.sgClear ||= []).push(() => this.wipe());
    addEventListener("pagehide", () => this.wipe());
    this.show();
  }

  wipe() {
    for (const level of this.levels) level.input.value = "";
    this.show();
  }

  /** How many chose a level; 0 for anything that is not a number. */
  people(level) {
    const given = level.input.value.trim();
    return /^\d{1,2}$/.test(given) ? Math.min(Number(given), MOST) : 0;
  }

  show() {
    const whole = this.levels.reduce((sum, level) => sum + this.people(level), 0);
    const chosen = this.levels.filter((level) => this.people(level));
    for (const level of this.levels) {
      const given = level.input.value.trim();
      level.input.setAttribute("aria-invalid", String(given !== "" && !/^\d{1,2}$/.test(given)));
      level.bar.value = whole ? this.people(level) / whole : 0;
    }
    for (const move of this.root.querySelectorAll(".sg-cal__move")) {
      const there = chosen.some((level) => level.key === move.dataset.level);
      move.classList.toggle("sg-cal__move--here", there);
    }
    fill(this.place, this.words(chosen, whole));
  }

  words(chosen, whole) {
    const text = (...parts) => h("p", null, parts);
    if (!chosen.length) return text("Enter how many people chose each. It is kept nowhere, and no name belongs here.");
    const people = whole === 1 ? "One person" : `${whole} people`;
    if (chosen.length === 1) {
      return [
        text(`${people}, one answer: ${chosen[0].label}. Nobody parts here. Ask what everybody took for granted, then try one of the facts below.`),
        this.beside(chosen),
      ];
    }
    const [first, last] = [chosen[0], chosen[chosen.length - 1]];
    return [
      text(`${people}, ${chosen.length} answers. Furthest apart: `, h("strong", null, first.label), " and ", h("strong", null, last.label), ". Ask one person from each end for the fact that decided it."),
      this.beside(chosen),
    ];
  }

  /** Where the aid stands, without saying who is right. */
  beside(chosen) {
    const fits = this.levels.find((level) => level.key === this.fits);
    if (!fits) return null;
    const there = chosen.some((level) => level.key === this.fits);
    return h(
      "p",
      null,
      there
        ? "When you open the fold below, the facts that lead to the other answers people chose are marked."
        : "The aid gives none of these answers. When you open the fold below, look for the fact it weighs and the room did not, or the one the room knows of and the aid does not ask.",
    );
  }
}

document.querySelectorAll(".sg-cal").forEach((root, index) => new Spread(root, index));
