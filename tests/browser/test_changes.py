"""What has changed: nothing is kept unless the reader asks, and then one day and one version."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

KEPT = "Object.entries(localStorage).filter(([key]) => key.endsWith('sg-seen'))"


def test_only_if_asked_and_only_a_day_and_a_version(page: Page, axe: Any) -> None:
    page.goto("/reference/changes/")
    place = page.locator("[data-sg-seen]")
    expect(place).to_contain_text("Only the day and the version are kept, on this device.")
    assert page.evaluate(KEPT) == []
    place.get_by_role("button", name="Remember today").click()
    expect(place).to_contain_text("Kept:")
    ((key, value),) = page.evaluate(KEPT)
    assert key.endswith(".sg-seen")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d+\.\d+\.\d+", value)
    page.reload()
    expect(place).to_contain_text("no change")
    expect(page.locator(".sg-change--new")).to_have_count(0)
    page.evaluate("key => localStorage.setItem(key, '2026-01-01 0.0.9')", key)
    page.reload()
    expect(place).to_contain_text("Since you were here on 1 January 2026")
    expect(page.locator(".sg-change--new").first).to_be_visible()
    assert axe(page) == []
    place.get_by_role("button", name="Forget").click()
    expect(place).to_contain_text("Forgotten.")
    assert page.evaluate(KEPT) == []
    expect(page.locator(".sg-change--new")).to_have_count(0)


def test_a_day_that_is_none_is_not_shown(page: Page) -> None:
    page.goto("/reference/changes/")
    page.evaluate("localStorage.setItem(new URL('/', location).pathname + '.sg-seen', '<b>x</b>')")
    page.reload()
    expect(page.locator("[data-sg-seen]")).to_contain_text("Coming back?")


def test_without_scripts_everything_is_there(new_page: Any) -> None:
    page = new_page("phone", javascript=False)
    page.goto("/reference/changes/")
    expect(page.locator("[data-sg-seen]")).to_be_hidden()
    expect(page.locator(".sg-change").first).to_contain_text("Why:")
    feed = page.request.get("/reference/changes/feed.xml")
    assert feed.ok
    assert "<feed" in feed.text()
