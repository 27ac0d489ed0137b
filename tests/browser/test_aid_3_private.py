"""Nothing of an answer is sent, stored, put into an address or left behind; leaving, Back and time clear it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.aid_page import (
    JOURNEYS,
    START,
    answer_confidentiality,
    choose,
    expect_level,
    level,
    open_aid,
)
from tests.browser.watch import stored


def used(page: Page) -> None:
    """The aid about confidentiality, answered."""
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")


def expect_empty(page: Page) -> None:
    """No answer in the form and none on the page."""
    assert page.locator(".sg-aid input:checked").count() == 0
    assert page.evaluate("[...document.querySelectorAll('.sg-aid [type=text]')].every(field => !field.value)")
    expect(page.locator(".sg-aid__result")).to_be_hidden()
    assert page.locator(".sg-aid__result").text_content() == ""


@pytest.mark.parametrize("slug", list(JOURNEYS))
def test_a_full_use_leaves_no_trace(page: Page, server: Any, watch: Any, slug: str) -> None:
    open_aid(page, slug)
    address, length = page.url, page.evaluate("history.length")
    before = stored(page)
    server.seen.clear()
    fill, _ = JOURNEYS[slug]
    fill(page)
    expect(level(page)).to_be_visible(timeout=START)
    for summary in page.locator(".sg-aid__result summary").all():
        summary.click()
    page.get_by_role("button", name="See the full answer").click()
    page.locator(".sg-answers a").first.click()
    assert page.url == address
    assert page.evaluate("history.length") == length
    after = stored(page)
    assert {key: after[key] for key in before if key != "caches"} == {
        key: before[key] for key in before if key != "caches"
    }
    assert after["cookies"] == []
    assert after["history"] is None
    words = ("cps", "england", "scotland", "serious", "2026", "yes")
    for path in server.seen:
        assert path.startswith(("/runtime/", "/assets/")), path
        assert "?" not in path, path
        assert not any(
            word in path.rpartition("/")[2].lower() for word in words if not path.startswith("/runtime/")
        )
    assert watch(page).off_origin() == []


def test_back_and_reload_bring_nothing_back(page: Page) -> None:
    used(page)
    page.reload()
    expect(page.locator(".sg-aid__buttons")).to_be_visible()
    expect_empty(page)
    choose(page, "danger", "no")
    page.goto("/aids/")
    page.go_back()
    expect(page.locator(".sg-aid__buttons")).to_be_visible()
    expect_empty(page)


def test_a_page_kept_in_memory_is_empty(page: Page) -> None:
    used(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    expect_empty(page)
    choose(page, "danger", "no")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect_empty(page)


def test_answers_given_before_the_script_came_are_kept(page: Page, server: Any) -> None:
    server.fault("/assets/sg/aid-form-*.js", "delay", seconds=2)
    page.goto("/aids/confidentiality/", wait_until="commit")
    choose(page, "danger", "yes")
    expect(page.locator(".sg-aid__buttons")).to_be_visible()
    expect_level(page, "Emergency")


def test_leaving_clears_and_ends_the_worker(page: Page) -> None:
    used(page)
    assert len(page.workers) == 1
    page.evaluate("window.sgClear.forEach(forget => forget())")
    expect_empty(page)
    if page.workers:
        page.workers[0].wait_for_event("close")
    assert page.workers == []


def test_fifteen_idle_minutes_clear_with_a_warning(page: Page) -> None:
    page.clock.install()
    used(page)
    page.clock.fast_forward("12:00")
    page.clock.run_for(6_000)
    expect(page.locator(".sg-aid__idle")).to_have_count(0)
    page.clock.fast_forward("01:00")
    page.clock.run_for(6_000)
    warning = page.get_by_role("alert").filter(has_text="will be cleared in about 2 minutes")
    expect(warning).to_be_visible()
    page.clock.fast_forward("02:00")
    page.clock.run_for(6_000)
    expect(warning).to_have_count(0)
    expect_empty(page)
    expect(page.locator(".sg-aid > .sg-hidden[role=status]")).to_contain_text("were cleared")


def test_one_button_keeps_the_answers(page: Page) -> None:
    page.clock.install()
    used(page)
    page.clock.fast_forward("13:10")
    page.clock.run_for(6_000)
    page.get_by_role("button", name="Keep my answers").click()
    expect(page.locator(".sg-aid__idle")).to_have_count(0)
    page.clock.fast_forward("05:00")
    page.clock.run_for(6_000)
    expect_level(page, "Share what is needed")


def test_nothing_to_clear_means_no_warning(page: Page) -> None:
    page.clock.install()
    open_aid(page, "confidentiality")
    page.clock.fast_forward("20:00")
    page.clock.run_for(6_000)
    expect(page.locator(".sg-aid__idle")).to_have_count(0)
