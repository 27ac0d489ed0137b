// A short address (s/#k7m2q) leads on to its place, and so do five letters typed. Without this script the browser opens the
// folds and jumps to the link with that code.

const form = document.querySelector(".sg-letters");

// The link whose address has these letters.
function linkOf(letters) {
  const item = letters && document.getElementById(letters);
  return item && item.closest(".sg-short") && item.querySelector("a");
}

function lead() {
  const link = linkOf(location.hash.slice(1));
  if (link) location.replace(link.href);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const field = form.querySelector("input");
  // What is typed may be the whole address, in capitals or with blanks between.
  const letters = field.value.replace(/^.*#/, "").replace(/\s/g, "").toLowerCase();
  const link = linkOf(letters);
  if (link) return location.assign(link.href);
  document.getElementById("short-says").textContent = letters
    ? `No place here has the letters ${letters}. None has a 0, 1, i, l or o: look again at what is written.`
    : "Type the five letters first.";
  field.focus();
});

addEventListener("hashchange", lead);
lead();
