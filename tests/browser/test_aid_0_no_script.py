"""Without a script, or when ours does not arrive: the form, every rule and the card are there, and nothing is sent."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from decision_aids import api
from tests.browser.aid_page import JOURNEYS, choose, date, question

SLUGS = list(JOURNEYS)


@pytest.mark.parametrize("slug", SLUGS)
def test_everything_is_on_the_page(new_page: Any, slug: str) -> None:
    page = new_page("phone", javascript=False)
    page.goto(f"/aids/{slug}/")
    described = api.describe(slug)
    for one in described["questions"]:
        expect(question(page, one["key"])).to_be_visible()
        if one["shown_if"]:
            expect(question(page, one["key"]).locator(".sg-q__when")).to_contain_text("Only if")
    assert page.locator(".sg-rules__table tbody tr").count() == len(described["rules"])
    expect(page.locator(".sg-aid__static")).to_contain_text("go down the table below")
    expect(page.locator(".sg-aid__static")).to_contain_text("ring 999")
    expect(page.locator(".sg-card-tool")).to_be_visible()


@pytest.mark.parametrize("slug", SLUGS)
def test_no_button_pretends_to_work(new_page: Any, slug: str) -> None:
    page = new_page("phone", javascript=False)
    page.goto(f"/aids/{slug}/")
    for part in (".sg-aid__buttons", ".sg-aid__status", ".sg-aid__result", ".sg-aid__strip"):
        expect(page.locator(part)).to_be_hidden()


def test_enter_sends_nothing(new_page: Any) -> None:
    page = new_page("phone", javascript=False)
    page.goto("/aids/vrr-deadline/")
    before = page.url
    question(page, "letter-date").locator('[data-part="day"]').fill("12")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.url == before


def test_what_to_do_opens_without_a_script(new_page: Any) -> None:
    page = new_page("phone", javascript=False)
    page.goto("/aids/confidentiality/")
    first = page.locator(".sg-rules__todo").first
    expect(first.locator("ol")).to_be_hidden()
    first.locator("summary").click()
    expect(first.locator("ol")).to_be_visible()


def test_danger_says_999_by_itself(new_page: Any) -> None:
    page = new_page("phone", javascript=False)
    page.goto("/aids/confidentiality/")
    now = question(page, "danger").locator(".sg-q__now")
    expect(now).to_be_hidden()
    choose(page, "danger", "yes")
    expect(now).to_contain_text("Ring 999 now.")


def test_our_script_does_not_arrive(new_page: Any, server: Any, watch: Any) -> None:
    server.fault("/assets/sg/aid-????????????????.js", "missing")
    page = new_page("phone")
    watch(page).allow("404", "Failed to load")
    page.goto("/aids/confidentiality/")
    expect(page.locator(".sg-aid__static")).to_be_visible()
    expect(page.locator(".sg-aid__buttons")).to_be_hidden()
    choose(page, "danger", "yes")
    assert "?" not in page.url


@pytest.mark.parametrize(
    ("slug", "screen", "dark"),
    [
        pytest.param(slug, screen, dark, marks=[] if dark == (number == 1) else pytest.mark.whole)
        for number, slug in enumerate(SLUGS)
        for screen, dark in (("small", False), ("desk", True))
    ],
)
def test_nothing_to_mend_for_axe(
    new_page: Any, axe: Any, server: Any, watch: Any, slug: str, screen: str, dark: bool
) -> None:
    """axe needs scripts itself, so here only ours is missing."""
    server.fault("/assets/sg/aid-????????????????.js", "missing")
    page = new_page(screen, dark=dark)
    watch(page).allow("404", "Failed to load")
    page.goto(f"/aids/{slug}/")
    assert axe(page) == []


def test_on_paper_everything_is_open(new_page: Any) -> None:
    page = new_page("desk", javascript=False)
    page.goto("/aids/vrr-deadline/")
    page.emulate_media(media="print")
    date(page, "letter-date", "", "", "")
    expect(page.locator(".sg-rules__todo ol").first).to_be_visible()
    expect(page.locator("#law-cps-review-window")).to_be_visible()
