// Paths by role: a reader may tick what is done. The ticks live in the page, and on this device only if that is asked
// for: then the addresses of the ticked pages, nothing else. One button wipes them, and so does Leave now.

import { fill, h } from "./aid-dom.js";
import { keep, kept } from "./kept.js";

const KEY = "sg-path";

class Paths {
  constructor(place) {
    this.place = place;
    this.boxes = [...document.querySelectorAll("[data-step]")];
    this.box = h("input", { type: "checkbox", id: "path-keep", autocomplete: "off" });
    this.says = h("p", { class: "sg-path-keep__says", role: "status" });
    this.wipeButton = h("button", { class: "sg-button sg-button--quiet", type: "button" }, "Wipe all ticks");
    fill(
      place,
      h("p", null, h("label", { for: "path-keep" }, this.box, " Remember on this device what I have ticked")),
      h("p", { class: "sg-buttons" }, this.wipeButton),
      this.says,
    );
    place.hidden = false;
    const ticked = kept(KEY);
    this.box.checked = ticked !== null;
    this.tick((ticked || "").split(" "));
    document.addEventListener("change", (event) => this.changed(event));
    this.wipeButton.addEventListener("click", () => {
      this.wipe();
      this.says.textContent = "Wiped, here and on this device.";
    });
    (window.sgClear ||= []).push(() => this.wipe());
  }

  /** A page that stands on several paths is ticked on all of them. */
  tick(steps) {
    for (const box of this.boxes) box.checked = steps.includes(box.dataset.step);
  }

  get ticked() {
    return [...new Set(this.boxes.filter((box) => box.checked).map((box) => box.dataset.step))];
  }

  changed(event) {
    const { target } = event;
    if (target.dataset.step) {
      for (const box of this.boxes) if (box.dataset.step === target.dataset.step) box.checked = target.checked;
    } else if (target !== this.box) return;
    const want = this.box.checked;
    if (!want && target !== this.box) return;
    const worked = keep(KEY, want ? this.ticked.join(" ") : null);
    if (want && !worked) this.box.checked = false;
    if (target === this.box) {
      this.says.textContent = !want
        ? "No longer kept on this device."
        : worked
          ? "Kept on this device, until you wipe it or press Leave now."
          : "This browser does not let the page keep anything.";
    }
  }

  wipe() {
    keep(KEY, null);
    this.box.checked = false;
    this.tick([]);
    this.says.textContent = "";
  }
}

for (const place of document.querySelectorAll(".sg-path-keep")) new Paths(place);
