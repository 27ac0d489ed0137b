// A trainer's own list of pages, headings, aids and scenarios. It lives in the fragment of the address, which is never
// sent to a host: short codes of public places and nothing else. It is kept on the device only if that is asked for.

import { fill, h } from "./aid-dom.js";
import { copy } from "./aid-keep.js";
import { keep, kept } from "./kept.js";

const KEY = "sg-list";
const MOST = 60; // entries: a longer address is cut by some programs
const FOUND = 12; // places shown for the words typed
const CODE = /^[2-9a-z]{5}$/;

const button = (action, text, more = {}) =>
  h("button", { class: "sg-button sg-button--quiet", type: "button", "data-do": action, ...more }, text);
const parse = (text) => [...new Set((text || "").split(".").filter((code) => CODE.test(code)))].slice(0, MOST);

class MyList {
  constructor(root, places) {
    this.root = root;
    this.places = places; // code -> [address, title]
    // Found by the words of the title or the address; whole pages before their parts.
    this.order = Object.entries(places)
      .map(([code, [address, title]]) => ({ code, title, part: address.includes("#"), words: `${title} ${address.replace(/[^a-z0-9]+/g, " ")}`.toLowerCase() }))
      .sort((one, other) => one.part - other.part);
    this.says = h("p", { class: "sg-list__says", role: "status" });
    this.list = h("ol", { class: "sg-list__items" });
    this.words = h("input", { class: "sg-input", type: "search", id: "list-words", autocomplete: "off" });
    this.found = h("ul", { class: "sg-list__found" });
    this.link = h("p", { class: "sg-share__text", id: "list-link", tabindex: "0", role: "group", "aria-label": "Link to this list" });
    this.keepBox = h("input", { type: "checkbox", id: "list-keep", autocomplete: "off" });
    this.parts = h("div", { class: "sg-list__share" });
    fill(
      root,
      h("h3", { class: "sg-list__title", id: "list-now", tabindex: "-1" }, "Your list"),
      this.list,
      this.says,
      h("h3", { class: "sg-list__title" }, "Add to it"),
      h("label", { for: "list-words" }, "Words of a title: a page, a heading, an aid or a scenario"),
      this.words,
      this.found,
      this.parts,
    );
    root.hidden = false;
    this.words.addEventListener("input", () => this.search());
    root.addEventListener("click", (event) => this.clicked(event));
    this.keepBox.addEventListener("change", () => this.keepOrNot());
    addEventListener("hashchange", () => this.read());
    (window.sgClear ||= []).push(() => this.wipe());
    this.read();
    this.search();
  }

  read() {
    const given = /^#list=([2-9a-z.]*)$/.exec(location.hash);
    const own = kept(KEY);
    const codes = given ? parse(given[1]) : parse(own);
    if (this.codes && codes.join(".") === this.codes.join(".")) return; // our own change of the address
    this.codes = codes;
    this.keepBox.checked = own !== null && (!given || own === this.codes.join("."));
    this.draw();
  }

  /** Leave now: the list is gone from the page, the address and the device. */
  wipe() {
    this.codes = [];
    this.words.value = "";
    location.replace("#list=");
    this.keepBox.checked = false;
    this.draw();
  }

  changed(said, focus) {
    location.replace(`#list=${this.codes.join(".")}`); // the same entry in the history
    if (this.keepBox.checked) keep(KEY, this.codes.join("."));
    this.draw();
    this.search();
    this.says.textContent = said;
    focus?.();
  }

  keepOrNot() {
    const want = this.keepBox.checked;
    const worked = keep(KEY, want ? this.codes.join(".") : null);
    if (want && !worked) this.keepBox.checked = false;
    this.says.textContent = !want ? "Wiped from this device." : worked ? "Kept on this device, until you wipe it or press Leave now." : "This browser does not let the page keep anything.";
  }

  draw() {
    const titles = this.codes.map((code) => this.places[code]);
    fill(
      this.list,
      this.codes.map((code, at) => {
        const [address, title] = titles[at] || [null, `An address this edition does not know (${code})`];
        return h(
          "li",
          { class: "sg-list__item" },
          address === null ? h("span", null, title) : h("a", { href: this.root.dataset.root + address }, title),
          h(
            "span",
            { class: "sg-list__tools" },
            button("up", "Up", { "data-at": at, disabled: at === 0, "aria-label": `Up: ${title}` }),
            button("down", "Down", { "data-at": at, disabled: at === this.codes.length - 1, "aria-label": `Down: ${title}` }),
            button("remove", "Remove", { "data-at": at, "aria-label": `Remove: ${title}` }),
          ),
        );
      }),
    );
    if (!this.codes.length) fill(this.list, h("li", { class: "sg-list__none" }, "Nothing yet. Type a word below, or press Share beside any heading."));
    this.link.textContent = this.address();
    fill(
      this.parts,
      h("h3", { class: "sg-list__title" }, "Share it"),
      this.codes.length
        ? [
            this.link,
            h("p", { class: "sg-buttons" }, button("copy-link", "Copy the link"), button("copy-text", "Copy as text"), button("print", "Print")),
          ]
        : h("p", null, "The link appears here when there is something in the list."),
      h("p", { class: "sg-list__keep" }, h("label", { for: "list-keep" }, this.keepBox, " Keep this list on this device")),
      h("p", { class: "sg-list__note" }, "The link holds references to public pages and nothing else. Kept, it can be seen by whoever uses this browser; Leave now wipes it."),
    );
  }

  address() {
    const here = new URL(location.href);
    here.search = "";
    here.hash = `list=${this.codes.join(".")}`;
    return here.href;
  }

  search() {
    const words = this.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = words.length
      ? this.order.filter((one) => !this.codes.includes(one.code) && words.every((word) => one.words.includes(word))).slice(0, FOUND)
      : [];
    fill(
      this.found,
      fits.map((one) => h("li", null, h("span", null, one.title), button("add", "Add", { "data-code": one.code, "aria-label": `Add: ${one.title}` }))),
      words.length && !fits.length ? h("li", { class: "sg-list__none" }, "No title has these words.") : null,
    );
  }

  async clicked(event) {
    const pressed = event.target.closest("[data-do]");
    if (!pressed) return;
    const at = Number(pressed.dataset.at);
    const what = pressed.dataset.do;
    const title = (code) => this.places[code]?.[1] || code;
    if (what === "add" && this.codes.length < MOST) {
      this.codes.push(pressed.dataset.code);
      this.changed(`Added: ${title(pressed.dataset.code)}.`, () => this.words.focus());
    } else if (what === "add") {
      this.says.textContent = `A list holds ${MOST} entries at most. Begin a second one.`;
    } else if (what === "remove") {
      const [gone] = this.codes.splice(at, 1);
      this.changed(`Removed: ${title(gone)}.`, () => this.root.querySelector(".sg-list__title").focus());
    } else if (what === "up" || what === "down") {
      const to = what === "up" ? at - 1 : at + 1;
      [this.codes[at], this.codes[to]] = [this.codes[to], this.codes[at]];
      this.changed(`Now number ${to + 1}: ${title(this.codes[to])}.`, () => {
        const tools = this.list.children[to].querySelectorAll(`[data-do=${what}]:not(:disabled), [data-do=up]:not(:disabled), [data-do=down]`);
        tools[0]?.focus();
      });
    } else if (what === "copy-link" || what === "copy-text") {
      const lines = this.codes.map((code) => `${title(code)}\n${new URL(this.root.dataset.root + (this.places[code]?.[0] || ""), location.href).href}`);
      const how = await copy(what === "copy-link" ? this.address() : lines.join("\n\n"), this.link);
      this.says.textContent = how === "copied" ? "Copied." : "Selected: now copy it with your device's own copy command.";
    } else if (what === "print") {
      print();
    }
  }
}

for (const root of document.querySelectorAll(".sg-list")) {
  try {
    const reply = await fetch(root.dataset.addresses);
    if (!reply.ok) throw new Error(String(reply.status));
    new MyList(root, await reply.json());
  } catch {
    root.hidden = false;
    fill(root, h("p", null, "The titles could not be fetched. Try again with a connection; a link to a list keeps for as long as you like."));
  }
}
