"""Practise and Train in a browser: read without a script, used by keyboard, nothing kept, no fault found by axe."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from decision_aids import facts
from decision_aids.facts.learning import THEMES

PAGES = ["/practise/", "/practise/sharing/", "/practise/justice/", "/train/", "/train/paths/"]


def first(page: Page, name: str = "man-on-the-phone") -> Any:
    """The first step of a scenario."""
    return page.locator(f"#{name}-1")


@pytest.mark.parametrize("theme", THEMES)
def test_without_a_script_everything_is_there(new_page: Any, theme: str) -> None:
    page = new_page("phone", javascript=False)
    page.goto(f"/practise/{theme}/")
    found = [one for one in facts.every("scenario") if one.theme == theme]
    for one in found:
        expect(page.locator(f"h2#{one.id}")).to_be_visible()
        step = page.locator(f"#{one.id}-1")
        expect(step.locator(".sg-scn__text")).to_be_visible()
        expect(step.locator(".sg-scn__answer")).to_be_hidden()
    step = page.locator(f"#{found[0].id}-1")
    step.locator(".sg-scn__compare > summary").click()
    expect(step.locator(".sg-scn__answer")).to_be_visible()


def test_the_comparison_follows_the_choice(page: Page) -> None:
    page.goto("/practise/sharing/")
    step = first(page)
    step.locator(".sg-scn__compare > summary").click()
    expect(step.locator(".sg-scn__same")).to_be_hidden()
    expect(step.locator(".sg-scn__other")).to_be_hidden()
    step.get_by_text("Never", exact=True).first.click()
    expect(step.locator(".sg-scn__same")).to_be_visible()
    step.get_by_text("Keep it confidential", exact=True).first.click()
    expect(step.locator(".sg-scn__same")).to_be_hidden()
    expect(step.locator(".sg-scn__other")).to_be_visible()


def test_by_keyboard(desk_page: Page) -> None:
    page = desk_page
    page.goto("/practise/sharing/")
    step = first(page)
    step.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    expect(step.locator("input").nth(1)).to_be_checked()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(step.locator(".sg-work button")).to_be_focused()
    page.keyboard.press("Tab")
    expect(step.locator(".sg-scn__compare > summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(step.locator(".sg-scn__answer")).to_be_visible()
    assert page.url.endswith("/practise/sharing/")


def test_nothing_is_kept(page: Page) -> None:
    page.goto("/practise/sharing/")
    before = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    first(page).locator("label").first.click()
    assert (
        page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])") == before
    )
    page.reload()
    assert page.locator(".sg-scn input:checked").count() == 0


def test_the_list_can_be_filtered(desk_page: Page) -> None:
    page = desk_page
    page.goto("/practise/")
    page.locator("#filter-aid").select_option("court-coaching")
    wanted = [one for one in facts.every("scenario") if "court-coaching" in one.aids]
    expect(page.locator("#scenario-list > li:visible")).to_have_count(len(wanted))


def test_a_guidance_page_leads_to_its_scenario(page: Page) -> None:
    page.goto("/talk/confidentiality/")
    page.locator(".sg-related").get_by_role("link", name="The man on the phone").click()
    page.wait_for_url("**/practise/sharing/#man-on-the-phone")
    expect(page.locator("h2#man-on-the-phone")).to_be_in_viewport()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe(new_page: Any, axe: Any, path: str, dark: bool) -> None:
    page = new_page("phone", dark=dark)
    page.goto(path)
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
    for box in page.locator(".sg-scn__options").all()[:2]:
        box.locator("label").first.click()
    assert axe(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_small_phone(new_page: Any, path: str) -> None:
    page = new_page("small")
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
