// The present view: shows the screens a page holds for a projector, one at a time, answers covered until asked for.
// Arrow keys, Page Up and Page Down (what a presenter's remote sends), Space, Home and End. Nothing is kept.

import { fill, h } from "./aid-dom.js";

const SIZES = 7; // classes sg-present__screen--0 (large) to --6 in the style sheet: the largest that fits is used
const FORWARD = new Set(["ArrowRight", "ArrowDown", "PageDown", " "]);
const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp"]);

const button = (action, text, more = {}) => h("button", { class: "sg-present__button", type: "button", "data-do": action, ...more }, text);

class Present {
  constructor(deck, opener) {
    this.slides = [...deck.children];
    this.opener = opener;
    this.at = 0;
    this.shown = new Set(); // screens whose answer has been uncovered
    this.screen = h("div", { class: "sg-present__screen", tabindex: "-1" });
    this.count = h("p", { class: "sg-present__count", role: "status" });
    this.show = button("show", "Show the answer");
    this.room = button("room", "Dark room", { "aria-pressed": "false" });
    this.dialog = h(
      "dialog",
      { class: "sg-present md-typeset", "aria-label": `Present: ${deck.dataset.title}` },
      this.screen,
      h(
        "div",
        { class: "sg-present__bar" },
        button("close", "Close"),
        this.room,
        document.fullscreenEnabled ? button("full", "Full screen") : null,
        this.count,
        this.show,
        button("back", "Back"),
        button("next", "Next"),
      ),
    );
    this.dialog.addEventListener("click", (event) => this.clicked(event));
    this.dialog.addEventListener("keydown", (event) => this.pressed(event));
    this.dialog.addEventListener("close", () => this.closed());
    this.resized = () => this.fit();
    addEventListener("resize", this.resized);
    document.body.append(this.dialog);
    this.dialog.showModal();
    if (matchMedia("(prefers-color-scheme: dark)").matches) this.darken(true);
    this.draw();
  }

  clicked(event) {
    const what = event.target.closest("[data-do]")?.dataset.do;
    if (what === "next") this.forward();
    else if (what === "back") this.go(this.at - 1);
    else if (what === "show") this.uncover();
    else if (what === "close") this.dialog.close();
    else if (what === "room") this.darken(this.room.getAttribute("aria-pressed") !== "true");
    else if (what === "full") this.full();
  }

  pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.key === " " && event.target.closest("button, a")) return;
    if (FORWARD.has(event.key)) this.forward();
    else if (BACK.has(event.key)) this.go(this.at - 1);
    else if (event.key === "Home") this.go(0);
    else if (event.key === "End") this.go(this.slides.length - 1);
    else return;
    event.preventDefault();
  }

  /** On to the next screen; a covered answer is shown first. */
  forward() {
    if (this.covered) this.uncover();
    else this.go(this.at + 1);
  }

  get covered() {
    return Boolean(this.slides[this.at].querySelector("[data-answer]")) && !this.shown.has(this.at);
  }

  uncover() {
    this.shown.add(this.at);
    this.draw();
  }

  go(to) {
    if (to < 0 || to >= this.slides.length || to === this.at) return;
    this.at = to;
    this.draw();
  }

  draw() {
    const slide = this.slides[this.at].cloneNode(true);
    for (const link of slide.querySelectorAll("a")) link.replaceWith(...link.childNodes);
    const covered = this.covered;
    if (covered) {
      for (const answer of slide.querySelectorAll("[data-answer]")) {
        fill(answer, h("p", { class: "sg-present__covered" }, "What did each of you choose, and which fact decided it?"));
      }
    }
    fill(this.screen, slide);
    this.screen.scrollTop = 0;
    this.count.textContent = `${this.at + 1} of ${this.slides.length}`;
    this.show.hidden = !covered;
    this.dialog.querySelector("[data-do=back]").disabled = this.at === 0;
    this.dialog.querySelector("[data-do=next]").disabled = this.at === this.slides.length - 1 && !covered;
    this.fit();
    this.screen.focus({ preventScroll: true });
  }

  /** The largest letters with which the screen needs no scrolling. */
  fit() {
    for (let size = 0; size < SIZES; size += 1) {
      this.screen.className = `sg-present__screen sg-present__screen--${size}`;
      const { scrollHeight, clientHeight, scrollWidth, clientWidth } = this.screen;
      if (scrollHeight <= clientHeight + 1 && scrollWidth <= clientWidth) return;
    }
  }

  darken(dark) {
    this.dialog.dataset.mdColorScheme = dark ? "slate" : "default";
    this.room.setAttribute("aria-pressed", String(dark));
  }

  async full() {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await this.dialog.requestFullscreen();
    } catch {
      this.count.textContent = "This browser does not allow it here: use its own full-screen key";
    }
  }

  closed() {
    removeEventListener("resize", this.resized);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    this.dialog.remove();
    this.opener.focus();
  }
}

for (const opener of document.querySelectorAll("[data-present]")) {
  const deck = document.querySelector(`[data-deck="${opener.dataset.present}"]`);
  opener.addEventListener("click", () => new Present(deck, opener));
}
