/*
 * "Changed since you were here", only if the reader asks: one day is kept on the device, and nothing else.
 * Kept as "sg-seen": a day, YYYY-MM-DD. Leave now wipes it.
 */
import { keep, kept } from "./kept.js";

const KEY = "sg-seen";
const place = document.querySelector("[data-sg-seen]");
const entries = [...document.querySelectorAll(".sg-change[data-day]")];

const today = () => new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/London" }); // that locale writes YYYY-MM-DD
const words = (day) =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function read() {
  const day = kept(KEY) || "";
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : "";
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
  const seen = read();
  const fresh = entries.filter((entry) => seen && entry.dataset.day > seen);
  for (const entry of entries) entry.classList.toggle("sg-change--new", fresh.includes(entry));
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  const count = fresh.length === 1 ? "1 change" : `${fresh.length} changes`;
  line.textContent = said || (seen ? `Since you were here on ${words(seen)}: ${fresh.length ? count : "no change"}.` : "Coming back? This page can mark what is new to you. Only the day is kept, on this device.");
  const remember = button(seen ? "Remember today instead" : "Remember today", () =>
    show(keep(KEY, today()) ? `Kept: ${words(today())}. Come back to this page, and what is newer is marked.` : "This browser or window keeps nothing."),
  );
  const forget = button("Forget", () => {
    keep(KEY, null);
    show("Forgotten.");
  });
  place.replaceChildren(line, remember, ...(read() ? [forget] : []));
  place.hidden = false;
}

if (place) show("");
