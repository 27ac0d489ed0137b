"""Leave now: by button, by keyboard, by Shift three times; what it clears, where Back leads, and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

NewPage = Callable[..., Page]

WEATHER = "https://www.bbc.co.uk/weather"
PAGE = "/reference/parts/"
LINK = "[data-sg-leave]"
SAYS = "[data-sg-leave-says]"


@pytest.fixture
def leaving(new_page: NewPage, watch: Callable[[Page], object]) -> Callable[..., Page]:
    """leaving(screen, path=..., answer=True, **options): a page from which the way out leads to a stand-in.

    With answer=False the other site has nothing to show, so that the moment of leaving can be looked at.
    """

    def make(screen: str = "desk", path: str = PAGE, answer: bool = True, **options: object) -> Page:
        page = new_page(screen, **options)
        watch(page).allow(r"bbc\.co\.uk/weather")  # type: ignore[attr-defined]
        page.route(
            "https://www.bbc.co.uk/**",
            lambda route: (
                route.fulfill(content_type="text/html", body="<title>Weather</title>")
                if answer
                else route.fulfill(status=204)  # nothing to show: the browser stays where it is
            ),
        )
        page.goto(path)
        return page

    return make


def gone(page: Page) -> None:
    """The page is blank: the cover is all that shows, and the title says nothing."""
    expect(page.locator(".sg-cover")).to_be_visible()
    assert page.title() == "Loading"
    seen = page.evaluate(
        "[...document.body.children].filter(e => e.offsetParent !== null || getComputedStyle(e).display !== 'none')"
        ".map(e => e.className)"
    )
    assert [name for name in seen if name != "sg-cover"] == []


def left(page: Page) -> bool:
    """Whether leaving has begun."""
    return bool(page.evaluate("document.documentElement.classList.contains('sg-left')"))


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_button_opens_the_weather_in_this_place(leaving: Callable[..., Page], screen: str) -> None:
    page = leaving(screen)
    page.click(LINK)
    page.wait_for_url(WEATHER)
    assert page.title() == "Weather"


def test_page_is_blank_and_cleared_before_anything_loads(leaving: Callable[..., Page]) -> None:
    page = leaving(answer=False)
    page.fill("#q-note-input", "something private")
    page.evaluate(
        "sessionStorage.setItem('x', '1');"
        "window.sgClear = [() => { throw new Error('one that fails'); }, () => { window.cleared = true; }]"
    )
    page.evaluate("document.querySelector('[data-sg-leave]').click()")
    gone(page)
    assert page.evaluate("window.cleared") is True
    assert page.evaluate("sessionStorage.length") == 0
    assert page.evaluate("document.querySelector('#q-note-input').value") == ""


def test_no_referrer_goes_along(leaving: Callable[..., Page]) -> None:
    page = leaving()
    with page.expect_request(WEATHER) as request:
        page.click(LINK)
    assert "referer" not in request.value.headers


@pytest.mark.parametrize("screen", ["small", "desk"])
def test_first_in_the_tab_order(leaving: Callable[..., Page], screen: str) -> None:
    page = leaving(screen)
    page.keyboard.press("Tab")
    expect(page.locator(LINK)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".sg-skip")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(WEATHER)


@pytest.mark.parametrize(
    "keys",
    [
        ["ShiftLeft", "ShiftLeft", "ShiftLeft"],
        ["ShiftRight", "ShiftRight", "ShiftRight"],
        ["ShiftLeft", "ShiftRight", "ShiftLeft"],
    ],
    ids=["left", "right", "mixed"],
)
def test_shift_three_times(leaving: Callable[..., Page], keys: list[str]) -> None:
    page = leaving()
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_url(WEATHER)


def test_both_shift_keys_held_one_over_the_other(leaving: Callable[..., Page]) -> None:
    page = leaving()
    page.keyboard.down("ShiftLeft")
    page.keyboard.down("ShiftRight")
    page.keyboard.up("ShiftLeft")
    page.keyboard.up("ShiftRight")
    page.keyboard.press("ShiftLeft")
    page.wait_for_url(WEATHER)


def test_presses_left_are_said(leaving: Callable[..., Page]) -> None:
    page = leaving(answer=False)
    expect(page.locator(SAYS)).to_have_attribute("role", "status")
    page.keyboard.press("Shift")
    expect(page.locator(SAYS)).to_have_text("Leave now: press Shift 2 more times.")
    page.keyboard.press("Shift")
    expect(page.locator(SAYS)).to_have_text("Leave now: press Shift 1 more time.")
    page.keyboard.press("ArrowDown")
    expect(page.locator(SAYS)).to_have_text("")


def test_any_other_key_starts_again(leaving: Callable[..., Page]) -> None:
    page = leaving(answer=False)
    for key in ("a", "Enter", "Tab", "Control", "Alt", "Escape", "CapsLock"):
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press(key)
        assert not left(page), key
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    assert not left(page)
    page.keyboard.press("Shift")
    assert left(page)


def test_shift_for_capitals_tab_and_selecting_never_counts(leaving: Callable[..., Page]) -> None:
    page = leaving(answer=False)
    page.focus("#q-note-input")
    for key in (
        "Shift+A",
        "Shift+B",
        "Shift+C",
        "Shift+ArrowLeft",
        "Shift+ArrowLeft",
        "Shift+Tab",
        "Shift+Tab",
    ):
        page.keyboard.press(key)
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    assert not left(page)


def test_shift_with_a_click_never_counts(leaving: Callable[..., Page]) -> None:
    page = leaving(answer=False)
    for _ in range(4):
        page.locator("#running-text").click(modifiers=["Shift"])
    assert not left(page)


def test_a_held_key_that_repeats_is_one_press(leaving: Callable[..., Page]) -> None:
    page = leaving(answer=False)
    for _ in range(6):
        page.keyboard.down("ShiftLeft")
    page.keyboard.up("ShiftLeft")
    assert not left(page)
    expect(page.locator(SAYS)).to_have_text("Leave now: press Shift 2 more times.")


def test_sticky_keys_that_send_no_release_still_count(leaving: Callable[..., Page]) -> None:
    page = leaving(answer=False)
    for _ in range(4):
        page.evaluate(
            "dispatchEvent(new KeyboardEvent('keydown', {key: 'Shift', code: 'ShiftLeft', shiftKey: true}))"
        )
    assert left(page)


def test_five_seconds_between_presses(new_page: NewPage, watch: Callable[[Page], object]) -> None:
    page = new_page("desk")
    watch(page).allow(r"bbc\.co\.uk/weather")  # type: ignore[attr-defined]
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(status=204))
    page.clock.install()
    page.goto(PAGE)
    page.keyboard.press("Shift")
    page.clock.run_for(4_000)
    page.keyboard.press("Shift")
    page.clock.run_for(6_000)
    expect(page.locator(SAYS)).to_have_text("Leave now: stopped.")
    page.keyboard.press("Shift")
    assert not left(page)
    page.clock.run_for(4_000)
    page.keyboard.press("Shift")
    page.clock.run_for(4_000)
    page.keyboard.press("Shift")
    assert left(page)


def test_back_skips_the_page_that_was_left_and_leads_to_the_one_before(leaving: Callable[..., Page]) -> None:
    """What 'Staying safe online' tells the reader: one entry is replaced, the earlier ones are not."""
    page = leaving(path="/")
    page.goto(PAGE)
    page.click(LINK)
    page.wait_for_url(WEATHER)
    page.go_back()
    assert page.url.rstrip("/").count("/") == 2
    assert "Steady Ground" in page.title()
    told = page.request.get("/reference/staying-safe-online/").text()
    assert "pressing Back on the weather page shows the page before" in told


def test_a_page_out_of_the_browsers_memory_is_never_blank(leaving: Callable[..., Page]) -> None:
    page = leaving(answer=False)
    title = page.title()
    page.evaluate("document.querySelector('[data-sg-leave]').click()")
    gone(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert not left(page)
    assert page.title() == title
    expect(page.locator(".sg-cover")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()


def test_without_scripts_it_is_a_plain_link(leaving: Callable[..., Page]) -> None:
    page = leaving("phone", javascript=False)
    link = page.locator(LINK)
    expect(link).to_have_attribute("href", WEATHER)
    expect(link).to_have_attribute("rel", "nofollow noreferrer")
    link.click()
    page.wait_for_url(WEATHER)


def test_hidden_on_paper(leaving: Callable[..., Page]) -> None:
    page = leaving()
    page.emulate_media(media="print")
    expect(page.locator(LINK)).to_be_hidden()


def test_on_every_page(built_site: Path) -> None:
    pages = [path for path in built_site.rglob("*.html") if "assets" not in path.parts]
    assert pages
    assert [str(path) for path in pages if "data-sg-leave" not in path.read_text("utf-8")] == []
