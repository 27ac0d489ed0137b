"""Fixtures for tests in a real browser, against the built site on the local server.

    def test_something(page, site_url): ...                     a phone, light, with scripts
    def test_other(new_page): page = new_page("desk", dark=True, javascript=False)

Every page fails its test on a console error, an uncaught error or a request to another host, unless
``watch(page).allow("pattern")`` says it is meant.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from pipeline import browser as choice
from tests.browser.aid_page import TODAY, open_aid
from tests.browser.faulty_server import FaultyServer
from tests.browser.watch import Watch

HERE = Path(__file__).parent
ROOT = HERE.parent.parent

SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True},
    "small": {"viewport": {"width": 320, "height": 640}, "device_scale_factor": 2, "has_touch": True},
    "desk": {"viewport": {"width": 1280, "height": 800}},
}
USUAL: dict[str, Any] = {
    "locale": "en-GB",
    "timezone_id": "Europe/London",
    "reduced_motion": "reduce",
    # Faults and routes are about the network: test_offline.py is about what stands before it.
    "service_workers": "block",
}
PATIENCE = 15_000  # ms; two cores, two browsers
expect.set_options(timeout=PATIENCE)

AXE_SECONDS = 60
AXE_RUN = """([within, options]) => {
    globalThis.axeSaid = null;
    axe.run(within || document, {resultTypes: ['violations'], ...options}).then(
        found => { globalThis.axeSaid = {violations: found.violations}; },
        error => { globalThis.axeSaid = String(error); });
}"""

SET_TODAY = """(day) => document.head.append(
    Object.assign(document.createElement('meta'), {name: 'sg-today', content: day}))"""

NewPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's driver, started once."""
    with choice.driver() as ready:
        yield ready


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The browser that pipeline/browser.py chose, started once."""
    started = playwright.chromium.launch(**choice.get().launch_options())
    yield started
    started.close()


@pytest.fixture(scope="session")
def site_url(site_server: FaultyServer) -> str:
    """The address of the built site, without a slash at its end."""
    return site_server.url


@pytest.fixture
def watches() -> dict[int, Watch]:
    """The watch of every context of this test, by the context's identity."""
    return {}


@pytest.fixture
def watch(watches: dict[int, Watch]) -> Callable[[Page], Watch]:
    """watch(page) tells what happened in the page's context, and lets a test allow what it means."""
    return lambda page: watches[id(page.context)]


@pytest.fixture
def new_page(browser: Browser, site_url: str, watches: dict[int, Watch]) -> Iterator[NewPage]:
    """new_page(screen="phone", dark=False, javascript=True, **options): a page in a context of its own."""
    contexts = []

    def make(screen: str = "phone", *, dark: bool = False, javascript: bool = True, **options: Any) -> Page:
        context = browser.new_context(
            **{
                **SCREENS[screen],
                "base_url": site_url,
                "color_scheme": "dark" if dark else "light",
                "java_script_enabled": javascript,
                **USUAL,
                **options,
            }
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        watches[id(context)] = Watch(context, site_url)
        return context.new_page()

    yield make
    complaints = [line for watched in watches.values() for line in watched.complaints()]
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture(scope="session")
def kept_aids(browser: Browser, site_url: str) -> Iterator[dict[str, tuple[Page, Watch]]]:
    """The aids' pages that `running` has opened, each in a context of its own, by slug."""
    kept: dict[str, tuple[Page, Watch]] = {}
    yield kept
    for page, _ in kept.values():
        page.context.close()


@pytest.fixture
def running(
    browser: Browser, site_url: str, kept_aids: dict[str, tuple[Page, Watch]]
) -> Iterator[Callable[[str], Page]]:
    """running(slug): the page of an aid on a phone, cleared, on the day the tests live on.

    Its runtime stays from test to test, as it does for a reader who clears the form: starting it takes seconds. A test
    that needs a page nobody has used, or that changes how the page works, takes `page`.
    """
    used: list[str] = []

    def give(slug: str) -> Page:
        used.append(slug)
        if slug not in kept_aids:
            context = browser.new_context(**SCREENS["phone"], **USUAL, base_url=site_url)
            context.set_default_timeout(PATIENCE)
            watched = Watch(context, site_url)
            kept_aids[slug] = (context.new_page(), watched)
            open_aid(kept_aids[slug][0], slug)
            # As make as-at gives a day to a page; Playwright's clock would keep the processor busy all the while.
            kept_aids[slug][0].evaluate(SET_TODAY, TODAY[:10])
        else:
            kept_aids[slug][0].get_by_role("button", name="Clear my answers").click()
        return kept_aids[slug][0]

    yield give
    complaints = []
    for slug in used:
        complaints += kept_aids[slug][1].complaints()
        kept_aids[slug][1].problems.clear()
        kept_aids[slug][1].requests.clear()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A phone, in light colours, with scripts."""
    return new_page("phone")


@pytest.fixture
def desk_page(new_page: NewPage) -> Page:
    """A desk screen, in light colours, with scripts."""
    return new_page("desk")


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """axe(page, within="css selector", without=["css selector"], **axe options): the violations, one line each; [] is right.

    The script is evaluated from outside, so the page's own content security policy stays as it is. It needs
    timers, so it cannot judge a page of a context without scripts.
    """
    source = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")

    def run(page: Page, within: str | None = None, without: Iterable[str] = (), **options: Any) -> list[str]:
        if not page.evaluate("typeof axe === 'object'"):
            page.evaluate(source)
        # Not awaited in the page: where scripts are off its timers never fire, and a wait here has an end.
        context = {"exclude": [[selector] for selector in without]} if without else within
        page.evaluate(AXE_RUN, [context, options])
        end = time.monotonic() + AXE_SECONDS
        while (found := page.evaluate("globalThis.axeSaid")) is None:
            assert time.monotonic() < end, "axe did not finish: are scripts off in this context?"
            page.wait_for_timeout(20)
        assert isinstance(found, dict), f"axe: {found}"
        return [
            f"{violation['id']} ({violation['impact']}): {node['target']} {node['failureSummary']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return run
