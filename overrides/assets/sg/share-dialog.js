// What Share opens: the link, a short address, a QR code made when the site was built, and a line to paste with title,
// source and date. An address names the section and nothing else. Nothing is sent to anybody.

import { fill, h } from "./aid-dom.js";
import { copy } from "./aid-keep.js";
import { kept, keep } from "./kept.js";

const SVG = "http://www.w3.org/2000/svg";
const site = new URL("../../", import.meta.url);

/** A QR code out of "width:bits in base64" as an SVG: one path, black on white. */
function code(text, label) {
  const [width, packed] = text.split(":");
  const size = Number(width);
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  let path = "";
  for (let at = 0; at < size * size; at += 1) {
    if ((bytes[at >> 3] >> (7 - (at & 7))) & 1) path += `M${(at % size) + 4} ${Math.floor(at / size) + 4}h1v1h-1z`;
  }
  const make = (tag, attributes) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const svg = make("svg", { viewBox: `0 0 ${size + 8} ${size + 8}`, role: "img", "aria-label": label, class: "sg-share__qr" });
  svg.append(make("rect", { width: size + 8, height: size + 8, fill: "#fff" }), make("path", { d: path, fill: "#000", "shape-rendering": "crispEdges" }));
  return svg;
}

export class Share {
  constructor(opener, part, title) {
    this.opener = opener;
    this.part = part;
    const page = document.querySelector("h1").textContent.trim();
    this.title = part ? `${page}: ${title}` : page;
    const here = new URL(location.href);
    here.search = "";
    here.hash = part ? `#${part}` : "";
    this.address = part ? here.href : here.href.replace(/#$/, "");
    this.says = h("p", { class: "sg-share__says", role: "status" });
    this.body = h("div", { class: "sg-share__body" });
    this.dialog = h(
      "dialog",
      { class: "sg-share md-typeset", "aria-labelledby": "share-t" },
      h(
        "div",
        { class: "sg-share__head" },
        h("h2", { class: "sg-share__title", id: "share-t", tabindex: "-1" }, this.title),
        h("button", { class: "sg-button sg-button--quiet", type: "button", "data-do": "close" }, "Close"),
      ),
      this.body,
      this.says,
    );
    this.dialog.addEventListener("click", (event) => this.clicked(event));
    this.dialog.addEventListener("close", () => {
      this.dialog.remove();
      this.opener.focus();
    });
    document.body.append(this.dialog);
    this.draw(null);
    this.dialog.showModal();
    this.dialog.querySelector("h2").focus();
    this.look();
  }

  /** The codes of this page; without signal the link and the words are there all the same. */
  async look() {
    try {
      const reply = await fetch(new URL("share.json", new URL("./", location.href.split("#")[0])));
      if (!reply.ok) throw new Error(reply.status);
      const found = await reply.json();
      const [letters, squares] = found.parts[this.part] || [];
      if (letters) this.draw({ letters, squares, short: `${found.base}s/#${letters}`, address: this.publicAddress(found.base) });
      else this.draw({});
    } catch {
      this.draw({});
    }
  }

  /** The address on the site's public host, also where the page is read from a copy or another host. */
  publicAddress(base) {
    return new URL(this.address.slice(site.href.length), base).href;
  }

  draw(found) {
    const address = found?.address || this.address;
    const line = (id, label, text) =>
      h(
        "div",
        { class: "sg-share__line" },
        h("p", { class: "sg-share__label", id: `${id}-l` }, label),
        h("p", { class: "sg-share__text", id, tabindex: "0", role: "group", "aria-labelledby": `${id}-l` }, text),
        h("button", { class: "sg-button sg-button--quiet", type: "button", "data-do": "copy", "data-what": id, "aria-describedby": `${id}-l` }, "Copy"),
      );
    const age = document.querySelector(".sg-paper__age")?.textContent || "";
    const sources = [...document.querySelectorAll(".sg-sources__list .sg-source > a")].map((link) => link.textContent);
    const paste = [`${this.title}.`, age, sources.length ? `Draws on: ${sources.join("; ")}.` : "", address].filter(Boolean).join(" ");
    fill(
      this.body,
      found?.squares
        ? code(found.squares, `QR code of ${address}`)
        : h("p", { class: "sg-share__none" }, found ? "The QR code is not in the copy kept on this device: it needs a connection." : "Fetching the QR code."),
      h(
        "div",
        { class: "sg-share__lines" },
        line("share-link", "Link", address),
        found?.short ? line("share-short", "Short, to type or read out", found.short) : null,
        line("share-paste", "To paste, with title, source and date", paste),
        found?.letters ? h("p", { class: "sg-share__list" }, this.listed(found.letters)) : null,
      ),
    );
  }

  /** Into a trainer's own list: the kept one, or a new one in the address of its page. */
  listed(letters) {
    const list = (kept("sg-list") || "").split(".").filter(Boolean);
    const page = new URL("train/my-list/", site);
    if (kept("sg-list") === null) {
      page.hash = `list=${letters}`;
      return h("a", { href: page.href }, "Begin a list with this");
    }
    if (list.includes(letters)) return h("a", { href: page.href }, "It is in your list");
    return h("button", { class: "sg-button sg-button--quiet", type: "button", "data-do": "add", "data-code": letters }, "Add to my list");
  }

  async clicked(event) {
    if (event.target === this.dialog) this.dialog.close();
    const pressed = event.target.closest("[data-do]");
    if (!pressed) return;
    if (pressed.dataset.do === "close") this.dialog.close();
    else if (pressed.dataset.do === "add") {
      const list = (kept("sg-list") || "").split(".").filter(Boolean);
      keep("sg-list", [...list, pressed.dataset.code].join("."));
      pressed.replaceWith(this.listed(pressed.dataset.code));
      this.says.textContent = "Added to your list.";
      this.dialog.querySelector(".sg-share__list a").focus();
    } else {
      const place = document.getElementById(pressed.dataset.what);
      const how = await copy(place.textContent, place);
      this.says.textContent = how === "copied" ? "Copied." : "Selected: now copy it with your device's own copy command.";
    }
  }
}
