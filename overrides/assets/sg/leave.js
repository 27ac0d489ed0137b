/*
 * Leave now: blank the page at once, clear what we hold, put a neutral site in this page's place.
 * By the button, or by Shift pressed three times, each within five seconds of the one before.
 * Without this script the button is a plain link. What it cannot do is told on "Staying safe online".
 *
 * Other scripts register what they must forget:  (window.sgClear = window.sgClear || []).push(fn)
 */
(function () {
  "use strict";

  var PRESSES = 3;
  var WITHIN_MS = 5000;
  var links = document.querySelectorAll("[data-sg-leave]");
  var link = links[0];
  var says = document.querySelector("[data-sg-leave-says]");
  if (!link) return;

  var title = document.title;
  var cover = null;
  var pressed = 0;
  var timer = 0;
  var down = Object.create(null); // which Shift keys are held, by code
  var modified = false; // the Shift now held was used with something else

  function say(words) {
    if (says) says.textContent = words;
  }

  function clearOurs() {
    var fns = window.sgClear;
    if (typeof fns === "function") fns = [fns];
    (Array.isArray(fns) ? fns : []).forEach(function (fn) {
      try { fn(); } catch (e) { /* leaving goes on whatever happens */ }
    });
    try {
      Array.prototype.forEach.call(document.forms, function (form) { form.reset(); });
    } catch (e) { /* as above */ }
    try { sessionStorage.clear(); } catch (e) { /* storage may be refused */ }
  }

  function leave() {
    if (cover) return;
    // What stands in the browser's top layer would stand above the cover.
    Array.prototype.forEach.call(document.querySelectorAll("dialog[open]"), function (d) { d.close(); });
    cover = document.createElement("div");
    cover.className = "sg-cover";
    cover.setAttribute("role", "alert");
    cover.textContent = "Loading";
    document.body.appendChild(cover);
    document.documentElement.classList.add("sg-left");
    document.title = "Loading";
    clearOurs();
    window.location.replace(link.href);
  }

  function restart() {
    pressed = 0;
    window.clearTimeout(timer);
  }

  function stop() {
    if (pressed) say("");
    restart();
  }

  function count() {
    window.clearTimeout(timer);
    pressed += 1;
    if (pressed >= PRESSES) {
      restart();
      leave();
      return;
    }
    var left = PRESSES - pressed;
    say("Leave now: press Shift " + left + (left === 1 ? " more time." : " more times."));
    timer = window.setTimeout(function () {
      restart();
      say("Leave now: stopped.");
      timer = window.setTimeout(function () { say(""); }, 3000);
    }, WITHIN_MS);
  }

  function held() {
    return Object.keys(down).length > 0;
  }

  window.addEventListener("keydown", function (event) {
    if (event.key === "Shift") {
      if (event.repeat) return;
      if (!held()) modified = false;
      // Sticky keys may send a second press without a release between: that is a press too.
      if (down[event.code] && !modified) count();
      down[event.code] = true;
      if (event.ctrlKey || event.altKey || event.metaKey) { modified = true; stop(); }
      return;
    }
    if (event.shiftKey || held()) modified = true;
    stop();
  }, true);

  window.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") return;
    delete down[event.code];
    if (!modified) count(); // left or right, mixed or both held: each release is one press
    if (!held()) modified = false;
  }, true);

  window.addEventListener("pointerdown", function (event) {
    if (event.shiftKey || held()) modified = true;
    stop();
  }, true);

  window.addEventListener("blur", function () { down = Object.create(null); modified = false; });

  Array.prototype.forEach.call(links, function (way) {
    way.addEventListener("click", function (event) {
      event.preventDefault();
      leave();
    });
    way.addEventListener("auxclick", function (event) {
      if (event.button === 1) { event.preventDefault(); leave(); }
    });
  });

  // An open dialog makes the page behind it inert: one without a way out of its own gets the button while it is open.
  var bar = link.closest(".sg-leave");
  var home = document.createComment("leave");
  if (bar && window.MutationObserver) {
    bar.before(home);
    new MutationObserver(function () {
      var open = Array.prototype.filter.call(document.querySelectorAll("dialog[open]"), function (dialog) {
        var own = dialog.querySelector("[data-sg-leave]");
        return !own || bar.contains(own);
      });
      var last = open[open.length - 1];
      if (last) {
        if (bar.parentNode !== last) last.appendChild(bar);
      } else if (bar.previousSibling !== home) {
        home.after(bar);
      }
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["open"] });
  }

  // Back from the other site may bring this page out of the browser's memory: never as a blank page.
  window.addEventListener("pageshow", function () {
    restart();
    say("");
    down = Object.create(null);
    modified = false;
    if (!cover) return;
    cover.remove();
    cover = null;
    document.documentElement.classList.remove("sg-left");
    document.title = title;
  });
})();
