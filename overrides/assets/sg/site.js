/*
 * What the pages need: the menu, tables on phones, folds, filters. Each part stands alone; without it the page still reads.
 */
(function () {
  "use strict";

  function each(selector, fn, root) {
    Array.prototype.forEach.call((root || document).querySelectorAll(selector), fn);
  }

  /* The menu on phones: our buttons and the theme's checkbox; Escape closes, focus goes back; going to a part of the page closes. The theme's labels inside it
     (one level back, a page's parts) become buttons, so that the keyboard reaches them. */
  (function () {
    var box = document.getElementById("__drawer");
    var menu = document.querySelector(".md-sidebar--primary");
    var opener = null;
    if (!box || !menu) return;

    function show() {
      each("[data-sg-menu]", function (b) { b.setAttribute("aria-expanded", String(box.checked)); });
    }

    function set(open) {
      if (box.checked === open) return;
      box.checked = open;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function focusFirst() {
      var found = null;
      each("a[href], button", function (el) {
        if (found || el.offsetParent === null) return;
        var r = el.getBoundingClientRect();
        var top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
        if (top && (el === top || el.contains(top))) found = el;
      }, menu);
      if (found) found.focus();
    }

    each(".md-nav__item--nested > .md-nav > .md-nav__title, .md-nav--secondary > .md-nav__title, label.md-nav__link[for]", function (label) {
      var toggle = document.getElementById(label.htmlFor);
      var words = label.textContent.trim();
      if (!toggle) return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = label.className;
      button.setAttribute("for", label.htmlFor); // the theme's style sheet asks for it
      if (label.id) button.id = label.id;
      while (label.firstChild) button.appendChild(label.firstChild);
      if (!words) button.setAttribute("aria-label", "Open this part");
      button.addEventListener("click", function () {
        toggle.checked = !toggle.checked;
        window.setTimeout(focusFirst, 300);
      });
      label.replaceWith(button);
    }, menu);

    each("[data-sg-menu]", function (button) {
      button.addEventListener("click", function () {
        opener = button;
        set(!box.checked);
        if (box.checked) window.setTimeout(focusFirst, 180);
      });
    });
    box.addEventListener("change", show);
    show();
    menu.addEventListener("click", function (event) {
      if (event.target.closest('a[href^="#"]')) set(false);
    });
    window.addEventListener("hashchange", function () { set(false); });

    window.addEventListener("keydown", function (event) {
      if (!box.checked) return;
      if (event.key === "Escape") {
        set(false);
        (opener || document.querySelector("[data-sg-menu]")).focus();
      } else if (event.key === "Tab") {
        // Tab out of the open menu closes it, so that focus is never behind it.
        window.setTimeout(function () {
          var at = document.activeElement;
          if (at && !at.closest(".md-sidebar--primary, .sg-dock, .sg-leave")) set(false);
        }, 0);
      }
    });
  })();

  /* Markdown tables: cells learn their headings, so that phones can stack them (parts.css), roles keep the table a table. */
  each("table.sg-plain", function (table) {
    var heads = Array.prototype.map.call(table.querySelectorAll("thead th, thead td"), function (th) { return th.textContent.trim(); });
    if (heads.length < 2 || !heads.some(Boolean)) return;
    table.setAttribute("role", "table");
    each("thead, tbody", function (g) { g.setAttribute("role", "rowgroup"); }, table);
    each("tr", function (tr) { tr.setAttribute("role", "row"); }, table);
    each("thead th", function (th) { th.setAttribute("role", "columnheader"); th.setAttribute("scope", "col"); }, table);
    each("thead td", function (td) { td.setAttribute("role", "cell"); }, table);
    each("tbody tr", function (tr) {
      Array.prototype.forEach.call(tr.cells, function (cell, i) {
        cell.setAttribute("role", i === 0 && !heads[0] ? "rowheader" : "cell");
        if (heads[i]) cell.setAttribute("data-label", heads[i]);
      });
    }, table);
    table.classList.add("sg-stack");
  });

  /* A region that does not scroll needs no place in the tab order. */
  function tableStops() {
    each(".sg-table", function (box) {
      var scrolls = box.scrollWidth > box.clientWidth + 1;
      if (scrolls) { box.setAttribute("tabindex", "0"); box.setAttribute("role", "region"); }
      else { box.removeAttribute("tabindex"); box.removeAttribute("role"); }
    });
  }
  tableStops();
  window.addEventListener("resize", tableStops);

  /* Print: folds open, then as they were. */
  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = [];
    each("details:not([open])", function (d) { closed.push(d); d.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (d) { d.open = false; });
    closed = [];
  });

  /* A link to a folded or filtered thing opens it. */
  function reveal() {
    var target;
    try {
      target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch (e) { return; /* "#%" names nothing */ }
    if (!target) return;
    var moved = false;
    for (var d = target.closest("details"); d; d = d.parentElement && d.parentElement.closest("details")) {
      if (!d.open) { d.open = true; moved = true; }
    }
    if (target.hidden) { target.hidden = false; moved = true; }
    if (moved) target.scrollIntoView();
  }
  window.addEventListener("hashchange", reveal);
  reveal();

  /* Filter bar: <form class="sg-filter" data-filter-for="id of the list">, selects with data-filter="key" against each
     item's data-key (words separated by spaces), one search field against its text. */
  each("form.sg-filter[data-filter-for]", function (form) {
    var list = document.getElementById(form.getAttribute("data-filter-for"));
    var status = form.querySelector(".sg-filter__count");
    var all = form.querySelector(".sg-filter__all");
    if (!list) return;
    function apply() {
      var words = "";
      var wants = [];
      each("input, select", function (field) {
        var key = field.getAttribute("data-filter");
        if (key) { if (field.value) wants.push([key, field.value]); } else words += " " + field.value;
      }, form);
      var parts = words.toLowerCase().split(/\s+/).filter(Boolean);
      var shown = 0;
      Array.prototype.forEach.call(list.children, function (item) {
        var text = parts.length ? item.textContent.toLowerCase() : "";
        var fits = parts.every(function (w) { return text.indexOf(w) >= 0; }) && wants.every(function (want) {
          return (item.getAttribute("data-" + want[0]) || "").split(/\s+/).indexOf(want[1]) >= 0;
        });
        item.hidden = !fits;
        if (fits) shown += 1;
      });
      if (status) status.textContent = shown + " of " + list.children.length + " shown" + (shown ? "" : ". Try another word, or fewer choices.");
      if (all) all.hidden = shown === list.children.length;
    }
    form.addEventListener("submit", function (event) { event.preventDefault(); apply(); });
    form.addEventListener("input", apply);
    form.addEventListener("reset", function () {
      form.querySelector("input").focus(); // the button goes
      window.setTimeout(apply, 0);
    });
    window.addEventListener("pageshow", function (event) {
      if (!event.persisted) return; // out of the browser's memory: what was chosen stays, what was typed does not
      each("input", function (field) { field.value = ""; }, form);
      apply();
    });
    apply();
  });
})();
