"""What should happen, in Firefox and WebKit: aids from the first question to the record, search, leaving, colours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from decision_aids import api
from tests.engines.aid_page import (
    JOURNEYS,
    START,
    choose,
    expect_as_in_cpython,
    expect_level,
    is_empty,
    open_aid,
)
from tests.engines.drivers import Engine, Tab
from tests.rules.stories import load

STORED = """async () => ({
    local: {...localStorage}, session: {...sessionStorage}, cookie: document.cookie, history: history.state,
    name: window.name, address: location.href, entries: history.length,
    databases: indexedDB.databases ? (await indexedDB.databases()).map(each => each.name) : [],
})"""
# Many evaluations in the page's own worker; the client's address carries a hash.
EVALUATE = """async (asked) => {
    const names = performance.getEntriesByType("resource").map((entry) => entry.name);
    const { runtime } = await import(names.find((name) => name.includes("/assets/sg/runtime-")));
    const found = [];
    for (const [slug, answers, today] of asked) {
        const {record, ...rest} = await runtime().evaluate(slug, answers, today);
        found.push(rest);
    }
    return found;
}"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("slug", list(JOURNEYS))
def test_an_aid_from_first_question_to_record(open_tab: Any, server: Any, slug: str, width: int) -> None:
    tab: Tab = open_tab(width=width, height=800)
    open_aid(tab, server.url, slug)
    before = tab.run(STORED)
    server.seen.clear()
    answers = JOURNEYS[slug](tab)
    result = expect_as_in_cpython(tab, slug, answers)
    assert tab.value("document.querySelector('.sg-aid__status').hidden")
    for day in result["dates"]:  # type: ignore[attr-defined]
        if day["date"]:
            assert tab.count(f'.sg-aid__result time[datetime="{day["date"]}"]') > 0
    tab.click("button", "See the full answer")
    tab.until("document.activeElement.id === 'answer-t'")
    header = "document.querySelector('.md-header').getBoundingClientRect().bottom"
    tab.until(f"document.activeElement.getBoundingClientRect().top >= {header}")  # not under the header
    record = tab.text(".sg-record__text")
    assert f"ANSWER: {result['level']['label']}" in record  # type: ignore[index]
    assert tab.value("document.documentElement.scrollWidth <= innerWidth"), "nothing runs off the side"
    # Nothing of it is anywhere but in the page.
    assert tab.run(STORED) == before
    assert before["cookie"] == ""
    assert before["session"] == {}
    assert before["databases"] == []
    assert not [path for path in server.seen if "?" in path], server.seen
    tab.click("button", "Clear my answers")
    tab.until("document.querySelector('.sg-aid__result').hidden")
    assert is_empty(tab)


def test_every_story_comes_out_as_in_cpython(open_tab: Any, server: Any) -> None:
    tab: Tab = open_tab()
    open_aid(tab, server.url, "confidentiality")
    asked = [[story.aid, story.answers, str(story.today)] for story in load()]
    asked = json.loads(json.dumps(asked, default=str))
    assert len({slug for slug, *_ in asked}) == len(api.list_aids())
    found = tab.run(EVALUATE, asked)
    for (slug, answers, today), given in zip(asked, found, strict=True):
        wanted = json.loads(json.dumps(api.evaluate(slug, answers, date.fromisoformat(today))))
        wanted.pop("record", None)
        assert given == wanted, (slug, answers, today)


def test_an_aid_with_the_keyboard_alone(open_tab: Any, server: Any) -> None:
    tab: Tab = open_tab()
    open_aid(tab, server.url, "confidentiality")
    tab.run("() => document.querySelector('fieldset[data-q=danger] input').focus()")
    tab.press("Space")
    assert tab.value("document.activeElement.checked && document.activeElement.value === 'yes'")
    expect_level(tab, "Emergency")
    tab.press("ArrowDown")
    assert tab.value("document.activeElement.value === 'no' && document.activeElement.checked")
    tab.press("Tab")
    assert tab.value("document.activeElement.closest('fieldset').dataset.q") == "nation"
    tab.press("Shift+Tab")
    assert tab.value("document.activeElement.closest('fieldset').dataset.q") == "danger"
    ring = "getComputedStyle(document.activeElement).outlineStyle"
    label = "getComputedStyle(document.activeElement.closest('label')).outlineStyle"
    assert tab.value(f"[{ring}, {label}].some(style => style !== 'none')"), "the place is marked"


def test_text_is_checked_as_it_is_typed(open_tab: Any, server: Any) -> None:
    tab: Tab = open_tab(width=390, height=800)
    open_aid(tab, server.url, "note-language")
    tab.type(".sg-aid textarea", "She refused to engage and chose to go back to him.")
    tab.until("document.querySelector('.sg-aid__result:not([hidden]) > .sg-level')", START)
    assert tab.value("location.search + location.hash") == ""


@pytest.mark.parametrize("width", [390, 1280])
def test_search(open_tab: Any, server: Any, width: int) -> None:
    tab: Tab = open_tab(width=width, height=800)
    tab.goto(server.url + "/")
    assert not [path for path in server.seen if "find" in path and path.endswith(".json")], "only when wanted"
    tab.click("[data-sg-find]")
    tab.until("document.activeElement.id === 'sg-find-field'")
    for asked, wanted in (
        ("confidentialty", ("/talk/confidentiality/", "/aids/confidentiality/")),
        ("cps dropped case appeal", ("/justice/no-further-action/", "/aids/vrr-deadline/")),
        ("wat do i do if shes under 18", ("/keep-safe/child-protection/", "/aids/child-protection/")),
    ):
        tab.run("() => document.querySelector('#sg-find-field').select()")
        tab.press(*asked)
        first = "new URL(document.querySelector('.sg-find__list a').href).pathname"
        tab.until(f"document.querySelector('.sg-find__list a') && {list(wanted)!r}.includes({first})")
    tab.press("Enter")  # to the first result, as the Chromium tests have it
    tab.until("document.activeElement === document.querySelector('.sg-find__list a')")
    tab.press("Enter")
    tab.until(f"{list(wanted)!r}.includes(location.pathname)")
    assert not [path for path in server.seen if "under" in path and "?" in path], "what is typed is not sent"


class Elsewhere(BaseHTTPRequestHandler):
    """Stands in for the weather page that Leave now opens."""

    def do_GET(self) -> None:
        body = b"<!doctype html><title>Weather</title><h1>Weather</h1>"
        if self.path == "/weather":  # not its icon
            self.server.headers = dict(self.headers)  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def weather() -> Iterator[Any]:
    """The stand-in, at another origin."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        server.url = f"http://localhost:{server.server_port}/weather"  # type: ignore[attr-defined]
        yield server
        server.shutdown()


LEAD_TO = "(url) => document.querySelectorAll('[data-sg-leave]').forEach(link => { link.href = url; })"


@pytest.mark.parametrize("way", ["button", "left Shift", "right Shift"])
def test_leave_now(open_tab: Any, server: Any, weather: Any, engine: Engine, way: str) -> None:
    tab: Tab = open_tab(width=390 if way == "button" else 1280, height=800)
    tab.goto(server.url + "/talk/")
    open_aid(tab, server.url, "confidentiality")
    choose(tab, "danger", "yes")
    expect_level(tab, "Emergency")
    tab.run(LEAD_TO, weather.url)
    entries = tab.value("history.length")
    if way == "button":
        tab.click("[data-sg-leave]")
    else:
        key = "Shift" if way == "left Shift" else "ShiftRight"
        tab.press(key, key)
        assert "1 more time" in tab.text("[data-sg-leave-says]")
        tab.press(key)
    tab.until("document.title === 'Weather'")
    assert "Referer" not in weather.headers
    assert tab.value("history.length") == entries, "it stands in this page's place, not after it"
    if engine.name == "firefox":  # WebKitGTK's driver answers no more once Back has led to another site
        tab.back()
        tab.until("location.pathname === '/talk/'")


def test_leaving_blanks_and_clears_at_once(open_tab: Any, server: Any) -> None:
    tab: Tab = open_tab(width=390, height=800)
    open_aid(tab, server.url, "confidentiality")
    choose(tab, "danger", "yes")
    expect_level(tab, "Emergency")
    server.fault("/nothing-comes", "hang")
    tab.run(LEAD_TO, server.url + "/nothing-comes")
    # In the page, so that what is looked at is the moment itself.
    seen = tab.at_once(
        """() => {
            document.querySelector("[data-sg-leave]").click();
            const cover = document.querySelector(".sg-cover");
            const box = cover.getBoundingClientRect();
            const top = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
            return [document.title, top === cover, box.width >= innerWidth, box.height >= innerHeight,
                document.querySelectorAll(".sg-aid input:checked").length,
                document.querySelector(".sg-aid__result").textContent];
        }"""
    )
    assert seen == ["Loading", True, True, True, 0, ""]


def test_colours_follow_the_device_or_the_choice(open_tab: Any, server: Any) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    dark: Tab = open_tab(dark=True)
    dark.goto(server.url + "/")
    light: Tab = open_tab()
    light.goto(server.url + "/")
    colours = dark.value(ground), light.value(ground)
    assert colours[0] != colours[1]
    for _ in range(2):  # device -> light -> dark
        light.click("[data-sg-colours]")
    light.until(f"{ground} === {colours[0]!r}")
    light.goto(server.url + "/talk/confidentiality/")
    light.until(f"{ground} === {colours[0]!r}")
    stored = light.run(STORED)
    assert list(stored["local"]) == ["/.sg-colours"]
    assert stored["cookie"] == ""


def test_without_scripts_everything_is_there_to_read(open_tab: Any, server: Any) -> None:
    tab: Tab = open_tab(scripts=False)
    tab.goto(server.url + "/aids/confidentiality/")
    assert tab.count(".sg-aid__buttons") == 0
    assert "this page cannot work out the answer" in tab.text(".sg-aid__static")
    assert tab.count(".sg-rules__table tr") > 5
    assert tab.value("document.querySelector('[data-sg-leave]').href") == "https://www.bbc.co.uk/weather"
    for question in tab.value(
        "[...document.querySelectorAll('fieldset[data-q]')].map(each => each.dataset.q)"
    ):
        assert tab.count(f'fieldset[data-q="{question}"] .sg-opt') > 0, question
    tab.goto(server.url + "/justice/")
    assert tab.count("main h1, article h1") == 1
    assert not [path for path in server.seen if path.startswith("/runtime/")]


def test_every_page_without_an_error(open_tab: Any, server: Any, built_site: Any) -> None:
    """One page of each folder; in Firefox the fixture fails on any error, WebKit's driver does not tell."""
    tab: Tab = open_tab(width=390, height=800)
    folders = sorted({path.parent for path in built_site.glob("*/index.html")})
    for folder in [built_site, *folders]:
        tab.goto(
            f"{server.url}/{folder.relative_to(built_site).as_posix().strip('.')}/".replace(
                "//", "/"
            ).replace(":/", "://")
        )
        assert tab.count("h1") == 1
        assert tab.value("document.documentElement.scrollWidth <= innerWidth"), folder
