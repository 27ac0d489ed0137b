/*
 * The search box: a dialog that opens at once and fetches its list on first opening. Results come from find-worker.js.
 * What is typed stays in the page: not in the address, the history or any storage.
 */
import { script } from "./trusted.js";

const base = new URL("../../", import.meta.url);
const dialog = document.getElementById("sg-find");
const KINDS = {
  aid: "Aid", scenario: "Scenario", pack: "Session pack", reference: "Reference", guidance: "", correction: "You may have been told",
};

if (dialog && typeof dialog.showModal === "function" && typeof Worker === "function") {
  const field = dialog.querySelector("input");
  const list = dialog.querySelector(".sg-find__list");
  const status = dialog.querySelector(".sg-find__status");
  const ideas = dialog.querySelector(".sg-find__ideas");
  const none = dialog.querySelector(".sg-find__none");
  let worker = null;
  let ready = false;
  let asked = 0;
  let opener = null;

  const start = () => {
    if (worker) return;
    worker = new Worker(script(new URL("find-worker.js", import.meta.url)), { type: "module" });
    worker.addEventListener("message", ({ data }) => hear(data));
    worker.addEventListener("error", () => fail());
    worker.postMessage({
      type: "load",
      documents: new URL(dialog.dataset.documents, base).href,
      engine: new URL(dialog.dataset.engine, base).href,
    });
  };

  const hear = (data) => {
    if (data.type === "ready") {
      ready = true;
      if (field.value.trim()) ask();
      else say("");
    } else if (data.type === "results" && data.id === asked) {
      show(data.items, data.read);
    } else if (data.type === "failed") {
      fail();
    }
  };

  const fail = () => {
    if (worker) worker.terminate();
    worker = null;
    ready = false;
    say("The search could not be loaded. Check your signal and try again, or use the menu.");
    list.replaceChildren();
  };

  const say = (words) => { status.textContent = words; };

  const ask = () => {
    const text = field.value.trim();
    ideas.hidden = Boolean(text);
    none.hidden = true;
    asked += 1;
    if (!text) {
      list.replaceChildren();
      say("");
    } else if (ready) {
      worker.postMessage({ type: "query", id: asked, text });
    } else {
      start();
      say("Getting the search ready…");
    }
  };

  const element = (tag, name, words) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (words) made.textContent = words;
    return made;
  };

  const show = (items, read) => {
    const held = list.contains(document.activeElement) && document.activeElement.href;
    list.replaceChildren(...items.map((item) => {
      const link = element("a", "sg-find__link");
      link.href = new URL(item.url, base).href;
      const kind = KINDS[item.kind];
      if (kind) link.append(element("span", `sg-find__kind sg-find__kind--${item.kind}`, kind), " ");
      link.append(element("span", "sg-find__title", item.title));
      if (item.page) link.append(" ", element("span", "sg-find__page", item.page));
      const excerpt = element("span", "sg-find__excerpt");
      for (const [text, hit] of item.excerpt) excerpt.append(hit ? element("mark", "", text) : text);
      link.append(" ", excerpt);
      const line = element("li");
      line.append(link);
      return line;
    }));
    if (held) { // on a slow device the reader may be in the list before the last letter was answered
      const links = [...list.querySelectorAll("a")];
      (links.find((link) => link.href === held) || links[0] || field).focus();
    }
    const count = `${items.length === 20 ? "The first 20" : items.length} result${items.length === 1 ? "" : "s"}`;
    const words = read ? `, read as “${read}”` : "";
    say(items.length ? count + words : "Nothing found. Try other words, or fewer of them.");
    none.hidden = items.length > 0;
  };

  const open = (event) => {
    if (event) event.preventDefault();
    opener = document.activeElement;
    start();
    if (!dialog.open) dialog.showModal();
    field.focus();
    field.select();
  };

  const clear = () => {
    field.value = "";
    ask();
  };

  for (const button of document.querySelectorAll("[data-sg-find]")) {
    button.addEventListener("click", open);
    for (const sign of ["pointerenter", "focus"]) button.addEventListener(sign, warm, { once: true });
  }

  /** The list is fetched ahead when somebody reaches for the search, unless they asked for little data. */
  function warm() {
    if (!(navigator.connection && navigator.connection.saveData)) start();
  }

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") open(event);
  });
  field.addEventListener("input", ask);
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const first = list.querySelector("a");
    if (first) first.focus();
  });
  dialog.querySelector("[data-sg-find-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
    const link = event.target.closest("a");
    if (link && link.href.split("#")[0] === location.href.split("#")[0]) dialog.close();
  });
  dialog.addEventListener("close", () => {
    if (opener && opener.isConnected) opener.focus();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { // the browser would only empty the field first
      event.preventDefault();
      dialog.close();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [field, ...list.querySelectorAll("a")];
    const now = stops.indexOf(document.activeElement);
    const next = stops[now + (event.key === "ArrowDown" ? 1 : -1)];
    if (now >= 0 && next) {
      event.preventDefault();
      next.focus();
    }
  });
  for (const idea of ideas.querySelectorAll("button")) {
    idea.addEventListener("click", () => {
      field.value = idea.textContent;
      ask();
      field.focus();
    });
  }
  (window.sgClear = window.sgClear || []).push(() => {
    clear();
    if (dialog.open) dialog.close();
    if (worker) worker.terminate();
    worker = null;
    ready = false;
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) clear();
  });
}
