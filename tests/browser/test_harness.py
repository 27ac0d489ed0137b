"""The harness itself: faults are felt, console errors and strangers are noticed, axe finds what is wrong."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

from pipeline.serve import running
from tests.browser.faulty_server import FaultyServer
from tests.browser.watch import Watch, stored

PAGE = (
    "<!doctype html><html lang=en><title>Small</title><link rel=icon href='data:,'>"
    "<main><h1>Small</h1><p>Page</p></main>"
)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[FaultyServer]:
    """A server of one page and one file."""
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "data.zip").write_bytes(b"z" * 10_000)
    with running(FaultyServer(tmp_path)) as server:
        yield server  # type: ignore[misc]


@pytest.fixture
def visit(browser: Browser, small: FaultyServer) -> Iterator[tuple[Page, Watch]]:
    """The page of the small server, watched."""
    # Without the site's policy: what it forbids (workers and markup from text) is what these tests do.
    context = browser.new_context(bypass_csp=True)
    watched = Watch(context, small.url)
    page = context.new_page()
    page.goto(small.url + "/")
    yield page, watched
    small.heal()
    context.close()


FETCH = """async ([path, patience]) => {
    try {
        const reply = await fetch(path, {cache: 'no-store', signal: AbortSignal.timeout(patience)});
        const body = new Uint8Array(await reply.arrayBuffer());
        return [reply.status, reply.headers.get('Content-Type'), body.length, body[0] || 0];
    } catch (error) { return [error.name]; }
}"""


@pytest.mark.parametrize(
    ("kind", "details", "expected"),
    [
        (None, {}, [200, "application/zip", 10_000, ord("z")]),
        ("missing", {}, [404]),
        ("error", {}, [500]),
        ("type", {"media_type": "text/html"}, [200, "text/html"]),
        ("truncate", {"keep": 0.5}, ["TypeError"]),
        ("garbage", {}, [200, "application/zip", 10_000, 0xA5]),
        ("drop", {}, ["TypeError"]),
        ("hang", {}, ["TimeoutError"]),
        ("delay", {"seconds": 0.2}, [200]),
        ("slow", {"rate": 40_000}, [200, "application/zip", 10_000]),
    ],
)
def test_faults_are_felt_in_the_browser(visit, small, kind, details, expected) -> None:  # type: ignore[no-untyped-def]
    page, _ = visit
    if kind:
        small.fault("*.zip", kind, **details)
    found = page.evaluate(FETCH, ["/data.zip", 1500])
    assert found[: len(expected)] == expected
    assert "/data.zip" in small.seen
    small.heal()
    assert page.evaluate(FETCH, ["/data.zip", 1500])[0] == 200


def test_a_clean_visit_has_nothing_to_complain_about(visit: tuple[Page, Watch]) -> None:
    page, watched = visit
    assert page.title() == "Small"
    assert [url for url in watched.requests if not url.startswith("data:")] == [page.url]
    assert watched.complaints() == []


def test_errors_and_strangers_are_noticed(visit: tuple[Page, Watch]) -> None:
    page, watched = visit
    page.evaluate("console.error('broken promise')")
    page.evaluate("setTimeout(() => { throw new Error('uncaught one') })")
    page.evaluate("fetch('http://stranger.invalid/x').catch(() => {})")
    worker = "postMessage(0); console.error('from a worker')"
    page.evaluate("code => new Worker(URL.createObjectURL(new Blob([code])))", worker)
    for words in ("broken promise", "uncaught one", "off origin: http://stranger.invalid/x", "from a worker"):
        end = time.monotonic() + 15
        while words not in "\n".join(watched.complaints()):
            assert time.monotonic() < end, (words, watched.complaints())
            page.wait_for_timeout(20)
    watched.allow("broken", "uncaught", "stranger", "worker", "ERR_")
    assert watched.complaints() == []


def test_what_is_left_on_the_device_is_seen(visit: tuple[Page, Watch]) -> None:
    page, _ = visit
    assert stored(page)["local"] == {}
    page.evaluate("localStorage.a = 'b'; document.cookie = 'c=d'; history.replaceState({e: 1}, '', '?f=g')")
    found = stored(page)
    assert (found["local"], found["history"]) == ({"a": "b"}, {"e": 1})
    assert found["cookies"][0]["name"] == "c"
    assert found["address"].endswith("?f=g")


def test_axe_finds_a_fault_and_passes_a_right_page(
    visit: tuple[Page, Watch], axe: Callable[..., list[str]]
) -> None:
    page, _ = visit
    assert axe(page) == []
    page.set_content(PAGE.replace("<p>", "<img src='data:,'><p>"))
    assert [line.split()[0] for line in axe(page)] == ["image-alt"]


def test_pages_without_scripts(browser: Browser, small: FaultyServer) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(small.url)
    assert page.get_by_role("heading").inner_text() == "Small"
    context.close()


def test_a_dropped_page_is_an_error(visit: tuple[Page, Watch], small: FaultyServer) -> None:
    page, _ = visit
    small.fault("/", "drop")
    with pytest.raises(PlaywrightError):
        page.goto(small.url + "/")
