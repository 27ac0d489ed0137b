/*
 * What the pages need besides the theme's script. Each part stands alone; without it the page still reads.
 */
(function () {
  "use strict";

  function each(selector, fn, root) {
    Array.prototype.forEach.call((root || document).querySelectorAll(selector), fn);
  }

  /* The theme's one-letter shortcuts (s, f, /, p, n, comma, point) get in the way of speech input and screen readers
     (WCAG 2.1.4), so they never reach it. Typing in a field is untouched. */
  window.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    var field = event.target && event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    if (field && !/^(radio|checkbox|button|submit|reset)$/.test(field.type || "text")) return;
    if (/^[sfpn/,.]$/i.test(event.key)) event.stopImmediatePropagation();
  }, true);

  /* Menu and search: the theme's labels become buttons with a state, reached by keyboard; Escape closes, focus goes back. */
  (function () {
    var boxes = { drawer: document.getElementById("__drawer"), search: document.getElementById("__search") };
    var opener = null;
    if (!boxes.drawer) return;

    function buttons(name) { return document.querySelectorAll('[data-sg-toggle="' + name + '"]'); }

    function show(name) {
      Array.prototype.forEach.call(buttons(name), function (b) {
        b.setAttribute("aria-expanded", String(boxes[name].checked));
      });
    }

    function set(name, open) {
      var box = boxes[name];
      if (!box || box.checked === open) return;
      box.checked = open;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function firstInDrawer() {
      var found = null;
      each(".md-sidebar--primary a[href], .md-sidebar--primary label[tabindex]", function (el) {
        if (found || el.offsetParent === null) return;
        var box = el.getBoundingClientRect();
        var top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        if (top && (el === top || el.contains(top))) found = el;
      });
      return found;
    }

    ["drawer", "search"].forEach(function (name) {
      Array.prototype.forEach.call(buttons(name), function (label) {
        label.setAttribute("role", "button");
        label.setAttribute("tabindex", "0");
        if (!label.textContent.trim()) label.setAttribute("aria-label", label.title || name);
        label.addEventListener("keydown", function (event) {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          event.stopPropagation(); // the theme would click a focused label as well
          opener = label;
          toggle(name);
        });
        label.addEventListener("click", function (event) {
          event.preventDefault();
          opener = label;
          toggle(name);
        });
      });
      if (boxes[name]) {
        boxes[name].addEventListener("change", function () { show(name); });
        show(name);
      }
    });

    /* "Back" in the open menu and the list of a page's parts: labels in the theme, so made reachable here. */
    each('.md-nav__item--nested > .md-nav > .md-nav__title, .md-nav--secondary > .md-nav__title, label.md-nav__link[for="__toc"]', function (label) {
      label.setAttribute("role", "button");
      label.setAttribute("tabindex", "0");
      label.addEventListener("keydown", function (event) {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        label.click();
        window.setTimeout(function () {
          var first = firstInDrawer();
          if (first) first.focus();
        }, 300);
      });
    });

    function toggle(name) {
      var open = !boxes[name].checked;
      if (open) set(name === "drawer" ? "search" : "drawer", false);
      set(name, open);
      if (!open) return;
      if (name === "search") {
        var query = document.querySelector("[data-md-component=search-query]");
        if (query) query.focus();
      } else {
        window.setTimeout(function () {
          var first = firstInDrawer();
          if (first) first.focus();
        }, 160);
      }
    }

    window.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" && event.key !== "Tab") return;
      if (!boxes.drawer.checked) return;
      if (event.key === "Escape") {
        set("drawer", false);
        (opener || buttons("drawer")[0]).focus();
        return;
      }
      // Tab out of the open menu closes it, so focus is never behind it.
      window.setTimeout(function () {
        var inside = document.activeElement && document.activeElement.closest(".md-sidebar--primary, .sg-dock, .sg-leave");
        if (!inside) set("drawer", false);
      }, 0);
    });
  })();

  /* Markdown tables: cells learn their headings, so that phones can stack them (parts.css), roles keep the table a table. */
  each("table.sg-plain", function (table) {
    var heads = Array.prototype.map.call(table.querySelectorAll("thead th"), function (th) { return th.textContent.trim(); });
    if (heads.length < 2 || !heads.some(Boolean)) return;
    table.setAttribute("role", "table");
    each("thead, tbody", function (g) { g.setAttribute("role", "rowgroup"); }, table);
    each("tr", function (tr) { tr.setAttribute("role", "row"); }, table);
    each("thead th", function (th) { th.setAttribute("role", "columnheader"); th.setAttribute("scope", "col"); }, table);
    each("tbody tr", function (tr) {
      Array.prototype.forEach.call(tr.cells, function (cell, i) {
        cell.setAttribute("role", "cell");
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
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
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
        var text = item.textContent.toLowerCase();
        var fits = parts.every(function (w) { return text.indexOf(w) >= 0; }) && wants.every(function (want) {
          return (item.getAttribute("data-" + want[0]) || "").split(/\s+/).indexOf(want[1]) >= 0;
        });
        item.hidden = !fits;
        if (fits) shown += 1;
      });
      if (status) status.textContent = shown + " of " + list.children.length + " shown";
    }
    form.addEventListener("submit", function (event) { event.preventDefault(); apply(); });
    form.addEventListener("input", apply);
    form.addEventListener("reset", function () { window.setTimeout(apply, 0); });
    apply();
  });
})();
