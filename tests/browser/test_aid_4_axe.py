"""axe finds nothing in any state of the aids: small and wide, light and dark."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.aid_page import (
    JOURNEYS,
    START,
    TODAY,
    choose,
    date,
    expect_level,
    level,
    open_aid,
    question,
)

SCREENS = [("small", False), ("small", True), ("desk", False), ("desk", True)]


def looks(*usual: tuple[str, bool]) -> Any:
    """Small and wide, light and dark: these in make test, all four in make test-all."""
    return pytest.mark.parametrize(
        ("screen", "dark"),
        [pytest.param(*one, marks=[] if one in usual else pytest.mark.whole) for one in SCREENS],
        ids=[f"{screen}-{'dark' if dark else 'light'}" for screen, dark in SCREENS],
    )


@pytest.mark.parametrize(
    ("slug", "screen", "dark"),
    [
        pytest.param(slug, *one, marks=[] if one == usual else pytest.mark.whole)
        for slug, usual in zip(JOURNEYS, (SCREENS[0], SCREENS[3], SCREENS[1]), strict=True)
        for one in SCREENS
    ],
)
def test_empty_answered_and_unfolded(new_page: Any, axe: Any, slug: str, screen: str, dark: bool) -> None:
    page: Page = new_page(screen, dark=dark)
    page.clock.set_fixed_time(TODAY)
    open_aid(page, slug)
    assert axe(page) == [], "before anything is answered"
    fill, label = JOURNEYS[slug]
    fill(page)
    expect_level(page, label)
    assert axe(page) == [], "with an answer"
    for summary in page.locator(
        ".sg-aid__result summary, .sg-rules summary, details.sg-fold > summary"
    ).all():
        summary.click()
    assert axe(page) == [], "with everything open"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing runs off the side"


@looks(("desk", True))
def test_errors(new_page: Any, axe: Any, screen: str, dark: bool) -> None:
    page: Page = new_page(screen, dark=dark)
    open_aid(page, "vrr-deadline")
    choose(page, "nation", "england")
    choose(page, "decider", "cps")
    expect(level(page)).to_be_visible(timeout=START)
    date(page, "letter-date", "31", "2", "2026")
    expect(question(page, "letter-date").locator(".sg-q__error")).to_be_visible()
    page.get_by_role("button", name="See the full answer").click()
    expect(page.locator(".sg-errors")).to_be_visible()
    assert axe(page) == []


@looks(("small", True))
def test_loading_and_failed(
    new_page: Any, axe: Any, server: Any, watch: Any, screen: str, dark: bool
) -> None:
    page: Page = new_page(screen, dark=dark)
    watch(page).allow("404", "Failed to load", "aids:")
    server.fault("/runtime/*.wasm", "delay", seconds=60)
    open_aid(page, "confidentiality")
    choose(page, "danger", "yes")
    expect(page.locator(".sg-aid__status progress")).to_be_visible()
    assert axe(page) == [], "while it loads"
    server.heal()
    server.fault("/runtime/*", "missing")
    page.reload()
    choose(page, "danger", "yes")
    expect(page.locator(".sg-aid__status")).to_have_attribute("data-state", "failed")
    assert axe(page) == [], "when it has failed"


@looks(("small", False))
def test_idle_warning(new_page: Any, axe: Any, screen: str, dark: bool) -> None:
    page: Page = new_page(screen, dark=dark)
    page.clock.install()
    open_aid(page, "confidentiality")
    choose(page, "danger", "yes")
    expect_level(page, "Emergency")
    page.clock.fast_forward("13:10")
    page.clock.run_for(6_000)
    expect(page.locator(".sg-aid__idle")).to_be_visible()
    assert axe(page) == []


@pytest.mark.parametrize("slug", list(JOURNEYS))
def test_names_and_reading_order_of_the_form(page: Page, slug: str) -> None:
    """Every question is a group named by its own text, in the order of the aid, and every field in it has a name."""
    open_aid(page, slug)
    for fieldset in page.locator("fieldset.sg-q:visible").all():
        text = fieldset.get_attribute("data-text") or ""
        expect(fieldset).to_have_accessible_name(text, timeout=2000) if not fieldset.locator(
            ".sg-q__needed"
        ).count() else expect(fieldset).to_have_accessible_name(f"{text} needed", timeout=2000)
        for field in fieldset.locator("input, textarea").all():
            assert field.evaluate("field => field.labels.length === 1")
