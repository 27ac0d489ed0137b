"""Save for offline, then the server's process ends: pages, search and every aid, in Firefox and WebKit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from decision_aids import api
from tests.browser.host import Host
from tests.engines.aid_page import JOURNEYS, expect_as_in_cpython, open_aid
from tests.engines.drivers import Tab
from tests.engines.test_happy_path import EVALUATE
from tests.rules.stories import load

SAVING = 180
GONE = ["NetworkError", "Failed to load", "503", "connection", "ServiceWorker", "corrupted"]
READABLE = """async (paths) => {
    const bad = [];
    for (const path of paths) {
        try {
            const response = await fetch("/" + path);
            if (!response.ok || !(await response.text()).includes("<h1")) bad.push(path);
        } catch (error) { bad.push(`${path}: ${error}`); }
    }
    return bad;
}"""

PAGE = "/talk/confidentiality/"
#: A section far down, and where in the window it stands.
SECTION = "#never"
#: The page and what it uses.
USED = """[
    location.href.split("#")[0],
    ...performance.getEntriesByType("resource").map(one => one.name).filter(name => name.includes("/assets/")),
]"""
TOP = f"document.querySelector('{SECTION}').getBoundingClientRect().top"


def test_the_whole_site_without_signal(
    open_tab: Any, host: Host, built_site: Path, allowed: list[str]
) -> None:
    allowed += GONE
    tab: Tab = open_tab(width=390, height=800)
    tab.goto(host.url + "/reference/offline/")
    tab.click("[data-sg-save] button", "Save for offline")
    tab.until("document.querySelector('.sg-save__says')?.textContent.startsWith('Saved.')", SAVING)
    host.stop()
    # Pages, as they are opened.
    for path in ("/", "/talk/confidentiality/", "/justice/", "/reference/law-register/"):
        tab.goto(host.url + path)
        assert tab.count("h1") == 1
        assert "No signal, and no copy" not in tab.text("h1")
        tab.until("document.querySelector('#sg-copy')?.textContent.includes('copy saved on this device')")
        assert tab.value("document.styleSheets.length") > 0
    # The search.
    tab.click("[data-sg-find]")
    tab.until("document.activeElement.id === 'sg-find-field'")
    tab.press(*"bail")
    tab.until("document.querySelectorAll('.sg-find__list a').length > 2")
    # Aids by hand.
    for slug, fill in JOURNEYS.items():
        open_aid(tab, host.url, slug)
        expect_as_in_cpython(tab, slug, fill(tab))
    # Every aid once, by the same worker, and every page.
    first = {story.aid: [story.aid, story.answers, str(story.today)] for story in load() if not story.errors}
    asked = json.loads(json.dumps(list(first.values()), default=str))
    assert len(asked) == len(api.list_aids())
    for (slug, *_), found in zip(asked, tab.run(EVALUATE, asked), strict=True):
        assert found.get("ok"), (slug, found)
    pages = [name for name, *_ in json.loads((built_site / "offline.json").read_text())["files"]]
    pages = [name.removesuffix("index.html") for name in pages if name.endswith("index.html")]
    assert len(pages) > 150
    assert tab.run(READABLE, pages) == []


def test_a_visited_page_and_a_used_aid_without_signal(open_tab: Any, host: Host, allowed: list[str]) -> None:
    allowed += GONE
    tab: Tab = open_tab(width=390, height=800)
    tab.goto(host.url + "/talk/confidentiality/")
    tab.until("navigator.serviceWorker.controller !== null")
    tab.until("caches.match(location.href).then(Boolean)")
    open_aid(tab, host.url, "confidentiality")
    expect_as_in_cpython(tab, "confidentiality", JOURNEYS["confidentiality"](tab))
    kept = "caches.match('/runtime/manifest.json').then(found => found?.json())"
    kept += ".then(all => all && Promise.all(Object.values(all.files).map(file => caches.match('/runtime/' + file.name))))"
    tab.until(kept + ".then(found => Boolean(found) && found.every(Boolean))")
    host.stop()
    tab.goto(host.url + "/talk/confidentiality/")
    tab.until("document.querySelector('#sg-copy')")
    open_aid(tab, host.url, "confidentiality")
    expect_as_in_cpython(tab, "confidentiality", JOURNEYS["confidentiality"](tab))
    tab.goto(host.url + "/justice/court/")
    tab.until(
        "document.querySelector('h1')?.textContent.includes('No signal, and no copy of this page here')"
    )
    tab.until("document.querySelectorAll('[data-sg-copies] a').length >= 2")
    host.start()
    tab.goto(host.url + "/justice/court/")
    assert "No signal" not in tab.text("h1")


def test_what_is_said_above_does_not_move_what_one_reads(
    open_tab: Any, host: Host, allowed: list[str]
) -> None:
    """Word of a saved copy comes a moment after the page: a thumb may be on its way to an answer by then."""
    allowed += GONE
    tab: Tab = open_tab(width=390, height=800)
    tab.goto(host.url + PAGE + SECTION)
    tab.until("navigator.serviceWorker.controller !== null")
    tab.until(f"Promise.all({USED}.map(name => caches.match(name))).then(all => all.every(Boolean))")
    tab.until("scrollY > 0")
    there = tab.value(TOP)
    host.stop()
    tab.goto(host.url + "/justice/court/")
    tab.goto(host.url + PAGE + SECTION)
    tab.until("document.querySelector('#sg-copy')")
    tab.until(f"Math.abs({TOP} - {there}) < 2", 5)


def test_removing_the_copies_removes_them(open_tab: Any, host: Host) -> None:
    tab: Tab = open_tab(width=390, height=800)
    tab.goto(host.url + "/reference/offline/")
    tab.until("navigator.serviceWorker.controller !== null")
    tab.click("[data-sg-save] button", "Keep no copies")
    tab.until("caches.keys().then(names => names.length === 0)")
    tab.until("navigator.serviceWorker.getRegistrations().then(all => all.length === 0)")
