// The share control: the mark beside every heading, and one for the whole page. Without this script the mark is a plain
// link to the heading. What it opens (share-dialog.js) is fetched when it is pressed. Leave now wipes what is kept.

import "./kept.js";

const path = document.querySelector(".sg-path");

async function share(opener, part, title) {
  const { Share } = await import("./share-dialog.js");
  new Share(opener, part, title);
}

for (const link of document.querySelectorAll(".md-typeset .headerlink")) {
  const heading = link.parentElement;
  const words = [...heading.childNodes].filter((node) => node !== link).map((node) => node.textContent).join("").trim();
  link.removeAttribute("title");
  link.setAttribute("aria-label", "Share this part"); // inside the heading, which says which
  link.setAttribute("aria-haspopup", "dialog");
  link.classList.add("sg-sharelink");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // opens the heading in a new tab
    event.preventDefault();
    share(link, heading.id, words);
  });
}

if (path) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sg-sharepage";
  button.textContent = "Share";
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", () => share(button, "", ""));
  path.append(button);
}
