// Word practice: deals the sentences of a page out in rounds of ten. Everything shown is cloned from the list the build
// wrote. What was chosen is in memory until the round is over, counted nowhere and kept nowhere.

import { fill, h } from "./aid-dom.js";

const ROUND = 10;

/** The same things in an order of chance. */
function shuffled(things) {
  const order = [...things];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

const button = (action, text, quiet, more = {}) =>
  h("button", { class: quiet ? "sg-button sg-button--quiet" : "sg-button", type: "button", "data-do": action, ...more }, text);

class Drill {
  constructor(root, choices) {
    this.root = root;
    this.stage = root.querySelector(".sg-drill__stage");
    this.list = root.querySelector(".sg-drill__items");
    this.items = [...this.list.children];
    this.choices = [...choices.children].map((one) => ({
      key: one.dataset.key,
      label: one.querySelector("dt").textContent,
    }));
    this.deck = []; // not dealt yet
    this.stage.hidden = false;
    this.stage.addEventListener("click", (event) => this.clicked(event));
    this.stop();
    (window.sgClear ||= []).push(() => this.stop());
  }

  clicked(event) {
    const pressed = event.target.closest("[data-do]");
    if (!pressed) return;
    const { do: what, key } = pressed.dataset;
    if (what === "start") this.start();
    else if (what === "choose") this.choose(key);
    else if (what === "next") this.next();
    else if (what === "stop") this.stop(true);
  }

  /** The list, and the button that deals. */
  stop(focus = false) {
    this.round = [];
    this.parted = [];
    this.list.hidden = false;
    this.root.classList.remove("sg-drill--round");
    const start = button("start", `Deal ${ROUND} sentences`);
    fill(this.stage, h("p", { class: "sg-buttons" }, start), h("p", { class: "sg-drill__or" }, "Or read through the list, in your own order:"));
    if (focus) start.focus();
  }

  start() {
    this.round = [];
    this.parted = [];
    while (this.round.length < Math.min(ROUND, this.items.length)) {
      if (!this.deck.length) this.deck = shuffled(this.items.filter((item) => !this.round.includes(item)));
      this.round.push(this.deck.pop());
    }
    this.at = -1;
    this.list.hidden = true;
    this.root.classList.add("sg-drill--round");
    this.next();
  }

  get item() {
    return this.round[this.at];
  }

  next() {
    this.at += 1;
    if (this.at === this.round.length) {
      this.end();
      return;
    }
    const says = h("p", { class: "sg-drill__says", id: "drill-says", tabindex: "-1" }, this.copy(".sg-drill__says"));
    fill(
      this.stage,
      h("p", { class: "sg-drill__at" }, `Sentence ${this.at + 1} of ${this.round.length}`),
      says,
      h(
        "div",
        { class: "sg-drill__answers", role: "group", "aria-label": this.root.dataset.asks },
        h("p", { class: "sg-drill__asks", "aria-hidden": "true" }, this.root.dataset.asks),
        this.choices.map(({ key, label }) => button("choose", label, true, { "data-key": key, "aria-describedby": "drill-says" })),
      ),
      h("div", { class: "sg-drill__told" }),
      h("p", { class: "sg-buttons sg-drill__end" }, button("stop", "Stop here", true)),
    );
    says.focus();
  }

  /** The children of a part of the sentence dealt now, cloned. */
  copy(part, item = this.item) {
    return [...item.querySelector(part).childNodes].map((node) => node.cloneNode(true));
  }

  choose(key) {
    const fits = this.item.dataset.fits;
    const label = (wanted) => this.choices.find((one) => one.key === wanted).label;
    for (const one of this.stage.querySelectorAll("[data-do=choose]")) {
      one.disabled = true;
      one.removeAttribute("aria-describedby");
      if (one.dataset.key === key) one.setAttribute("aria-pressed", "true");
      one.classList.toggle("sg-drill__chosen", one.dataset.key === key);
      one.classList.toggle("sg-drill__fitting", one.dataset.key === fits);
    }
    if (key !== fits) this.parted.push(this.item);
    const verdict =
      key === fits
        ? h("p", { class: "sg-drill__same" }, h("strong", null, `${label(fits)}.`), " You see it the same way. For the same reason?")
        : h("p", { class: "sg-drill__other" }, `You said “${label(key)}”. Here it is `, h("strong", null, `“${label(fits)}”`), ".");
    const told = this.stage.querySelector(".sg-drill__told");
    const why = h("div", { class: "sg-drill__why", tabindex: "-1" }, verdict, this.copy(".sg-drill__why"));
    why.querySelector(".sg-drill__verdict")?.remove();
    const last = this.at === this.round.length - 1;
    fill(told, why, h("p", { class: "sg-buttons" }, button("next", last ? "End of the round" : "Next sentence")));
    why.focus();
  }

  end() {
    const title = h("h3", { class: "sg-drill__title", tabindex: "-1" }, "End of the round");
    const again = this.parted.map((item) =>
      h(
        "li",
        null,
        h("p", { class: "sg-drill__says" }, this.copy(".sg-drill__says", item)),
        h("div", { class: "sg-drill__why" }, this.copy(".sg-drill__why", item)),
      ),
    );
    fill(
      this.stage,
      title,
      again.length
        ? [
            h("p", null, "You and the page parted on these. Read them once more, or take one to a colleague: you may have a reason the page does not know."),
            h("ul", { class: "sg-drill__again" }, again),
          ]
        : h("p", null, "You and the page saw these ten alike. Take the one you were least sure of to a colleague."),
      h("p", { class: "sg-buttons" }, button("start", "Deal ten more"), button("stop", "Back to the list", true)),
    );
    title.focus();
  }
}

for (const root of document.querySelectorAll(".sg-drill")) {
  new Drill(root, document.querySelector(".sg-drill__choices"));
}
