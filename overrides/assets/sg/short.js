// A short address (s/#k7m2q) leads on to its place. Without this script the browser jumps to the link with that code.

function lead() {
  const item = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const link = item && item.closest(".sg-short") && item.querySelector("a");
  if (link) location.replace(link.href);
}

addEventListener("hashchange", lead);
lead();
