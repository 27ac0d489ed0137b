/*
 * "Changed since you were here", only if the reader asks: a day and a version are kept on the device, and nothing else.
 * Kept as "sg-seen": "YYYY-MM-DD 1.2.3", the day for the reader and the newest version on the page for the comparison: a
 * change can be published after the day it is dated, and on the day of a visit. Leave now wipes it.
 */
import { keep, kept } from "./kept.js";

const KEY = "sg-seen";
const place = document.querySelector("[data-sg-seen]");
const entries = [...document.querySelectorAll(".sg-change[data-version]")];
const order = new Intl.Collator("en", { numeric: true }).compare; // 0.10.0 comes after 0.9.0
const newest = entries.map((entry) => entry.dataset.version).sort(order).at(-1);

const today = () => new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/London" }); // that locale writes YYYY-MM-DD
const words = (day) =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function read() {
  const [, day = "", version = ""] = /^(\d{4}-\d{2}-\d{2}) (\d+\.\d+\.\d+)$/.exec(kept(KEY) || "") || [];
  return { day, version };
}

function button(name, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "sg-button sg-button--quiet";
  made.textContent = name;
  made.addEventListener("click", press);
  return made;
}

function show(said) {
  const { day, version } = read();
  const fresh = entries.filter((entry) => day && order(entry.dataset.version, version) > 0);
  for (const entry of entries) entry.classList.toggle("sg-change--new", fresh.includes(entry));
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  const count = fresh.length === 1 ? "1 change" : `${fresh.length} changes`;
  line.textContent = said || (day ? `Since you were here on ${words(day)}: ${fresh.length ? count : "no change"}.` : "Coming back? This page can mark what is new to you. Only the day and the version are kept, on this device.");
  const remember = button(day ? "Remember today instead" : "Remember today", () =>
    show(keep(KEY, `${today()} ${newest}`) ? `Kept: ${words(today())}. Come back to this page, and what is new since then is marked.` : "This browser or window keeps nothing."),
  );
  const forget = button("Forget", () => {
    keep(KEY, null);
    show("Forgotten.");
  });
  place.replaceChildren(line, remember, ...(read().day ? [forget] : []));
  place.hidden = false;
}

if (place) show("");
