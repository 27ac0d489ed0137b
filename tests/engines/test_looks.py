"""axe-core, paper, forced colours and reduced motion in Firefox and WebKit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.engines.aid_page import (
    JOURNEYS,
    START,
    choose,
    expect_as_in_cpython,
    open_aid,
)
from tests.engines.drivers import NotHere, Tab

PAGES = ["/", "/talk/confidentiality/", "/justice/", "/reference/offline/", "/practise/"]
AXE = """async () => {
    const {violations} = await axe.run(document, {resultTypes: ["violations"]});
    return violations.flatMap(({id, impact, nodes}) =>
        nodes.map(node => `${id} (${impact}): ${node.target} ${node.failureSummary}`));
}"""


@pytest.fixture(scope="session")
def source(root: Path) -> str:
    """axe-core, as a function that puts it into a page from outside: the page's own policy stays as it is."""
    return "() => {" + (root / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8") + "; }"


def axe(tab: Tab, source: str) -> list[str]:
    """The violations, one line each; [] is right."""
    if not tab.value("typeof axe === 'object'"):
        tab.run(source)
    found: list[str] = tab.run(AXE)
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_on_pages(open_tab: Any, server: Any, source: str, dark: bool) -> None:
    tab: Tab = open_tab(width=390, height=800, dark=dark)
    for path in PAGES:
        tab.goto(server.url + path)
        assert axe(tab, source) == [], path
    tab.click("[data-sg-find]")
    tab.press(*"bail")
    tab.until("document.querySelectorAll('.sg-find__list a').length > 2")
    assert axe(tab, source) == [], "search"


def test_axe_on_the_states_of_an_aid(open_tab: Any, server: Any, source: str, allowed: list[str]) -> None:
    allowed += ["aids:", "404", "missing"]
    tab: Tab = open_tab(width=390, height=800)
    open_aid(tab, server.url, "vrr-deadline")
    assert axe(tab, source) == [], "before anything is answered"
    expect_as_in_cpython(tab, "vrr-deadline", JOURNEYS["vrr-deadline"](tab))
    tab.run("() => document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert axe(tab, source) == [], "with an answer, everything open"
    tab.run("() => document.querySelectorAll('[data-part=day]')[0].select()")
    tab.press("4", "5")
    tab.press("Tab", "Tab", "Tab")
    tab.click("button", "See the full answer")
    tab.until("document.querySelector('.sg-errors')")
    assert axe(tab, source) == [], "with an error"
    server.fault("/runtime/manifest.json", "missing")
    open_aid(tab, server.url, "confidentiality")
    choose(tab, "danger", "no")
    tab.until("document.querySelector('.sg-aid__status').dataset.state === 'failed'", START)
    assert axe(tab, source) == [], "after a failure"


def test_forced_colours(open_tab: Any, server: Any, source: str) -> None:
    tab: Tab = open_tab(width=390, height=800, forced_colours=True)
    open_aid(tab, server.url, "confidentiality")
    assert tab.value("matchMedia('(forced-colors: active)').matches")
    choose(tab, "danger", "yes")
    tab.until("document.querySelector('.sg-aid__result:not([hidden]) > .sg-level')", START)
    # What is chosen, the buttons and the level have an edge, where their grounds are taken away.
    for css in (
        ".sg-aid__buttons .sg-button",
        ".sg-aid__result > .sg-level",
        ".sg-opt:has(:checked)",
        "[data-sg-leave]",
    ):
        edge = tab.run(
            """(css) => { const style = getComputedStyle(document.querySelector(css));
                return [style.borderTopStyle, style.outlineStyle].filter(each => each !== "none").length; }""",
            css,
        )
        assert edge, f"{css} has no edge"
    assert axe(tab, source) == []


def test_reduced_motion(open_tab: Any, server: Any) -> None:
    tab: Tab = open_tab(width=390, height=800, reduced_motion=True)
    tab.goto(server.url + "/aids/confidentiality/")
    assert tab.value("matchMedia('(prefers-reduced-motion: reduce)').matches")
    moving = tab.run(
        """() => {
            const one = (text) => parseFloat(text) * (text.trim().endsWith("ms") ? 0.001 : 1);
            const longest = (text) => Math.max(...text.split(",").map(one));
            return [...document.querySelectorAll("body *")].filter((element) => {
                const style = getComputedStyle(element);
                const animated = style.animationName !== "none" && longest(style.animationDuration) > 0.05;
                return animated || longest(style.transitionDuration) > 0.05;
            }).map(element => element.className).slice(0, 5);
        }"""
    )
    assert moving == []
    assert tab.value("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_paper(open_tab: Any, server: Any) -> None:
    tab: Tab = open_tab()
    open_aid(tab, server.url, "confidentiality")
    tab.run(
        """() => addEventListener("beforeprint", () => {
            window.folded = document.querySelectorAll("details:not([open])").length;
            window.asked = [...document.querySelectorAll("fieldset[data-q]")].filter(each => each.hidden).length;
        })"""
    )
    try:
        paper = tab.print()
    except NotHere as why:
        pytest.skip(str(why))
    assert paper.startswith(b"%PDF-")
    assert len(paper) > 20_000
    assert tab.value("window.folded") == 0, "folded parts are unfolded"
    assert tab.value("window.asked") == 0, "every question is on paper"
    assert tab.value("document.querySelectorAll('details:not([open])').length") > 0, "and folded again"
