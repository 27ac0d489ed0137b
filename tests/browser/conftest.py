"""Fixtures for tests in a real browser, against the built site on the local server.

    def test_something(page, site_url): ...                     a phone, light, with scripts
    def test_other(new_page): page = new_page("desk", dark=True, javascript=False)

Every page fails its test on a console error, an uncaught error or a request to another host, unless
``watch(page).allow("pattern")`` says it is meant.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from pipeline import browser as choice
from tests.browser.faulty_server import FaultyServer
from tests.browser.watch import Watch

HERE = Path(__file__).parent
ROOT = HERE.parent.parent

SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True},
    "small": {"viewport": {"width": 320, "height": 640}, "device_scale_factor": 2, "has_touch": True},
    "desk": {"viewport": {"width": 1280, "height": 800}},
}
CLOCK_WATCHERS = ("test_runtime.py", "test_aid_1_slow_and_broken.py")  # deadlines, stalls, seconds to ready
PATIENCE = 15_000  # ms; two cores, two browsers

AXE_SECONDS = 60
AXE_RUN = """([within, options]) => {
    globalThis.axeSaid = null;
    axe.run(within || document, {resultTypes: ['violations'], ...options}).then(
        found => { globalThis.axeSaid = {violations: found.violations}; },
        error => { globalThis.axeSaid = String(error); });
}"""

NewPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
            if item.path.name in CLOCK_WATCHERS:
                item.add_marker("alone")


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
                "locale": "en-GB",
                "timezone_id": "Europe/London",
                "reduced_motion": "reduce",
                # Faults and routes are about the network: test_offline.py is about what stands before it.
                "service_workers": "block",
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
    """axe(page, within="css selector", **axe options) returns the violations, one line each; [] is right.

    The script is evaluated from outside, so the page's own content security policy stays as it is. It needs
    timers, so it cannot judge a page of a context without scripts.
    """
    source = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")

    def run(page: Page, within: str | None = None, **options: Any) -> list[str]:
        if not page.evaluate("typeof axe === 'object'"):
            page.evaluate(source)
        # Not awaited in the page: where scripts are off its timers never fire, and a wait here has an end.
        page.evaluate(AXE_RUN, [within, options])
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
