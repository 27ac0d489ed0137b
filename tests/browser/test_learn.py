"""Learn in a browser: an aid worked through in a scenario, word practice, the present view, sharing, lists, calibration, paths.

What may be kept on the device is named here exactly: nothing, until a list or a path is asked to be kept; and Leave now
wipes both.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from pipeline import browser as choice
from tests.browser.watch import stored

START = 60_000  # ms: the first answer needs the runtime

ROOT = Path(__file__).resolve().parents[2]
DRILL = "/practise/words/kinds-of-question/"
CALIBRATION = "/train/calibration/adult-safeguarding/"
PAGES = [
    DRILL,
    "/practise/words/",
    CALIBRATION,
    "/train/calibration/",
    "/train/first-hour/",
    "/train/my-list/#list=4rkv7.urzd6",
]
LEAVE = "window.sgClear.forEach(forget => forget())"


def ours(page: Page) -> dict[str, str]:
    """What is kept for the learning pages."""
    local: dict[str, str] = page.evaluate("({...localStorage})")
    return {key.removeprefix("/."): value for key, value in local.items() if key != "/.sg-colours"}


def code_of(address: str) -> str:
    """The short code of a site path, as the built site lists it."""
    listed = json.loads((ROOT / "site" / "s" / "addresses.json").read_text("utf-8"))
    return next(code for code, (known, _) in listed.items() if known == address)


# --- the aid in a scenario ---


def work(page: Page, name: str = "man-on-the-phone-1") -> Locator:
    """The aid of a step, opened."""
    step = page.locator(f"#{name}")
    step.locator(".sg-work").get_by_role("button").first.click()
    expect(step.locator(".sg-q").first).to_be_visible()
    return step


def choose(step: Locator, key: str, value: str) -> None:
    """One answer in the aid's form."""
    step.locator(f".sg-work [data-q='{key}'] input[value='{value}']").check(force=True)


def test_a_scenario_compares_judgement_answers_and_model(page: Page, server: Any, watch: Any) -> None:
    page.goto("/practise/sharing/")
    before, address = stored(page), page.url
    step = page.locator("#man-on-the-phone-1")
    step.locator(".sg-scn__option", has_text="Talk first").click()
    work(page)
    for key, value in (("danger", "no"), ("nation", "wales"), ("under-18", "no"), ("grounds", "none")):
        choose(step, key, value)
    choose(step, "recipient", "police")
    expect(step.locator(".sg-work__result .sg-level")).to_be_visible(timeout=START)
    step.locator(".sg-scn__compare > summary").click()
    three = step.locator(".sg-work__three dd")
    expect(three.nth(0)).to_have_text("Talk first")
    expect(three.nth(2)).to_have_text("Never")
    moves = step.locator(".sg-work__differ li", has_text="Who would get the information?")
    expect(moves).to_contain_text("This answer alone moves it")
    choose(step, "recipient", "partner-family")
    expect(three.nth(1)).to_have_text("Never")
    after = stored(page)
    assert {key: after[key] for key in after if key != "caches"} == {
        key: before[key] for key in before if key != "caches"
    }
    assert page.url == address
    assert watch(page).off_origin() == []
    page.evaluate(LEAVE)
    assert page.locator(".sg-work input:checked").count() == 0
    expect(step.locator(".sg-work__parts")).to_be_empty()


@pytest.mark.whole
def test_two_aids_on_one_page_keep_apart(page: Page) -> None:
    page.goto("/practise/sharing/")
    work(page, "man-on-the-phone-1")
    work(page, "asked-about-a-mother-1")
    choose(page.locator("#man-on-the-phone-1"), "danger", "no")
    choose(page.locator("#asked-about-a-mother-1"), "danger", "yes")
    expect(page.locator("#man-on-the-phone-1 .sg-work [data-q=danger] input[value=no]")).to_be_checked()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.whole
def test_without_signal_the_aid_says_so(page: Page, watch: Any, server: Any) -> None:
    watch(page).allow("Failed to load resource|aids/confidentiality")
    page.goto("/practise/sharing/")
    page.route("**/aids/confidentiality/form.json", lambda route: route.abort())
    page.locator("#man-on-the-phone-1 .sg-work button").click()
    expect(page.locator("#man-on-the-phone-1 .sg-work__failed")).to_contain_text("could not be fetched")
    page.unroute("**/aids/confidentiality/form.json")
    work(page)


# --- word practice ---


def test_a_round_by_keyboard_explains_each_answer_and_keeps_nothing(desk_page: Page) -> None:
    page = desk_page
    page.goto(DRILL)
    before = stored(page)
    seen = []
    page.get_by_role("button", name="Deal 10 sentences").press("Enter")
    for number in range(1, 11):
        says = page.locator("#drill-says")
        expect(says).to_be_focused()
        expect(page.locator(".sg-drill__at")).to_have_text(f"Sentence {number} of 10")
        seen.append(says.text_content())
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        why = page.locator(".sg-drill__told .sg-drill__why")
        expect(why).to_be_focused()
        assert len((why.text_content() or "").split()) > 6
        page.locator("[data-do=next]").press("Enter")
    assert len(set(seen)) == 10
    title = page.locator(".sg-drill__title")
    expect(title).to_be_focused()
    assert not re.search(r"\d", page.locator(".sg-drill__stage > p").first.text_content() or ""), "no score"
    page.get_by_role("button", name="Deal ten more").click()
    assert page.locator("#drill-says").text_content() not in seen, "none twice until all have been seen"
    after = stored(page)
    assert after == before
    page.evaluate(LEAVE)
    expect(page.locator(".sg-drill__items")).to_be_visible()


@pytest.mark.whole
def test_rounds_differ(page: Page) -> None:
    def round_() -> list[str | None]:
        page.goto(DRILL)
        page.locator("[data-do=start]").click()
        dealt = []
        for _ in range(3):
            dealt.append(page.locator("#drill-says").text_content())
            page.locator("[data-do=choose]").first.click()
            page.locator("[data-do=next]").click()
        return dealt

    assert round_() != round_()


def test_word_practice_without_a_script(new_page: Any) -> None:
    page = new_page("phone", javascript=False)
    page.goto(DRILL)
    item = page.locator(".sg-drill__item").first
    expect(item.locator(".sg-drill__why")).to_be_hidden()
    item.locator("summary").click()
    expect(item.locator(".sg-drill__fits")).to_be_visible()
    expect(page.locator(".sg-drill__stage")).to_be_hidden()


# --- the present view ---


def test_presenting_by_arrow_keys_with_covered_answers(desk_page: Page) -> None:
    page = desk_page
    page.goto("/practise/sharing/")
    opener = page.locator("[data-present=man-on-the-phone]")
    opener.click()
    screen = page.locator(".sg-present__screen")
    count = page.locator(".sg-present__count")
    expect(count).to_have_text(re.compile(r"^1 of \d+$"))
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(screen).to_contain_text("To compare with")
    expect(screen.locator(".sg-level")).to_have_count(0)
    page.keyboard.press("PageDown")
    expect(screen.locator(".sg-level")).to_be_visible()
    page.keyboard.press("PageUp")
    expect(screen).to_contain_text("Judge alone first")
    page.keyboard.press("End")
    expect(page.locator(".sg-present [data-do=next]")).to_be_disabled()
    page.locator(".sg-present [data-do=room]").click()
    expect(page.locator(".sg-present")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.locator(".sg-present .sg-leave__link")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".sg-present")).to_have_count(0)
    expect(opener).to_be_focused()


@pytest.mark.whole
@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_every_screen_of_a_session_fits(new_page: Any, axe: Any, screen: str) -> None:
    page = new_page(screen)
    page.goto("/train/thresholds/")
    page.locator("[data-present]").click()
    where = page.locator(".sg-present__screen")
    for _ in range(60):
        assert page.evaluate("document.querySelector('.sg-present__screen').scrollWidth <= innerWidth")
        if screen == "desk":
            assert where.evaluate("one => one.scrollHeight <= one.clientHeight + 1"), where.text_content()
        if page.locator(".sg-present [data-do=next]").is_disabled():
            break
        page.keyboard.press("ArrowRight")
    else:
        pytest.fail("no end")
    assert axe(page, ".sg-present") == []
    for note in ("Real cases stay outside", "Some in the room have lost somebody"):
        assert note not in (page.locator(".sg-present").text_content() or "")


# --- sharing and lists ---


def test_share_gives_link_short_address_code_and_a_line_to_paste(page: Page, axe: Any, watch: Any) -> None:
    page.goto("/talk/confidentiality/")
    page.locator("#default .headerlink").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("svg")).to_be_visible()
    letters = code_of("talk/confidentiality/#default")
    expect(dialog.locator("#share-short")).to_contain_text(f"s/#{letters}")
    expect(dialog.locator("#share-link")).to_contain_text("/talk/confidentiality/#default")
    paste = dialog.locator("#share-paste").text_content() or ""
    assert "Law as at" in paste
    assert "Draws on:" in paste
    assert axe(page, ".sg-share") == []
    expect(dialog.locator(".sg-leave__link")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#default .headerlink")).to_be_focused()
    assert page.url.endswith("/talk/confidentiality/")
    assert ours(page) == {}
    page.goto(f"/s/#{letters}")
    page.wait_for_url("**/talk/confidentiality/#default")
    assert watch(page).off_origin() == []


@pytest.mark.whole
def test_a_page_and_an_aid_can_be_shared_too(page: Page) -> None:
    for path in ("aids/confidentiality/", "practise/words/"):
        page.goto(f"/{path}")
        page.get_by_role("button", name="Share", exact=True).click()
        expect(page.locator("#share-short")).to_contain_text(f"s/#{code_of(path)}")
        page.keyboard.press("Escape")


def test_without_a_script_the_mark_and_the_short_address_are_links(new_page: Any) -> None:
    page = new_page("phone", javascript=False)
    page.goto(f"/s/#{code_of('talk/confidentiality/#default')}")
    item = page.locator(f"#{code_of('talk/confidentiality/#default')}")
    expect(item).to_be_in_viewport()
    item.locator("a").click()
    page.wait_for_url("**/talk/confidentiality/#default")
    assert page.locator("#default .headerlink").get_attribute("href") == "#default"


def test_a_list_lives_in_its_address_and_is_kept_only_if_asked(page: Page) -> None:
    first, second = code_of("talk/confidentiality/#default"), code_of("aids/lone-working/")
    page.goto("/train/my-list/")
    page.get_by_label("Words of a title").fill("starting point stays with you")
    page.locator(f"[data-do=add][data-code='{first}']").click()
    page.get_by_label("Words of a title").fill("lone working")
    page.locator(f"[data-do=add][data-code='{second}']").click()
    assert page.evaluate("location.hash") == f"#list={first}.{second}"
    page.locator("[data-do=up]:not(:disabled)").click()
    assert page.evaluate("location.hash") == f"#list={second}.{first}"
    expect(page.locator("#list-link")).to_contain_text(f"/train/my-list/#list={second}.{first}")
    assert ours(page) == {}
    page.get_by_label("Keep this list on this device").check()
    assert ours(page) == {"sg-list": f"{second}.{first}"}
    page.get_by_label("Keep this list on this device").uncheck()
    assert ours(page) == {}
    page.get_by_label("Keep this list on this device").check()
    page.goto("/talk/asking/")
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("button", name="Add to my list").click()
    assert ours(page) == {"sg-list": f"{second}.{first}.{code_of('talk/asking/')}"}
    page.evaluate(LEAVE)
    assert ours(page) == {}


@pytest.mark.whole
def test_somebody_elses_list_opens_and_does_not_replace_the_kept_one(page: Page) -> None:
    mine, theirs = code_of("aids/lone-working/"), code_of("talk/asking/")
    page.goto(f"/train/my-list/#list={mine}")
    page.get_by_label("Keep this list on this device").check()
    page.goto("/talk/")
    page.goto(f"/train/my-list/#list={theirs}.zzzzz.<b>")
    expect(page.locator(".sg-list__items")).to_be_visible()
    assert ours(page) == {"sg-list": mine}
    page.goto("/talk/")
    page.goto(f"/train/my-list/#list={theirs}.zzzzz")
    expect(page.locator(".sg-list__items > li")).to_have_count(2)
    expect(page.locator(".sg-list__items > li").nth(1)).to_contain_text("does not know")
    assert ours(page) == {"sg-list": mine}


# --- calibration ---


def test_a_spread_shows_where_judgements_part(page: Page) -> None:
    page.goto(CALIBRATION)
    before = stored(page)
    step = page.locator(".sg-cal").first
    fields = step.locator(".sg-cal__number")
    fields.nth(2).fill("5")
    expect(step.locator(".sg-cal__spread")).to_contain_text("Nobody parts here")
    fields.nth(4).fill("2")
    spread = step.locator(".sg-cal__spread")
    expect(spread).to_contain_text("7 people, 2 answers")
    expect(spread).to_contain_text("Looks met: refer now and Other duties and help")
    fields.nth(0).fill("x")
    expect(fields.nth(0)).to_have_attribute("aria-invalid", "true")
    expect(spread).to_contain_text("7 people")
    step.locator("details > summary").first.click()
    here = step.locator(".sg-cal__move--here")
    expect(here).to_have_count(1)
    expect(here).to_contain_text("Other duties and help")
    assert stored(page) == before
    page.evaluate(LEAVE)
    assert [one.input_value() for one in fields.all()] == [""] * fields.count()


def test_calibration_without_a_script(new_page: Any) -> None:
    page = new_page("phone", javascript=False)
    page.goto(CALIBRATION)
    step = page.locator(".sg-cal").first
    step.locator("summary").first.click()
    expect(step.locator(".sg-cal__move").first).to_be_visible()
    expect(step.locator(".sg-cal__spread")).to_be_hidden()


# --- paths ---


def test_a_path_is_remembered_only_if_asked_and_can_be_wiped(page: Page) -> None:
    page.goto("/train/paths/")
    box = page.locator("[data-step='talk/confidentiality/']").first
    box.check()
    assert ours(page) == {}
    page.reload()
    expect(page.locator("[data-step]:checked")).to_have_count(0)
    page.locator("[data-step='talk/confidentiality/']").first.check()
    page.get_by_label("Remember on this device").check()
    assert ours(page) == {"sg-path": "talk/confidentiality/"}
    page.reload()
    expect(page.locator("[data-step='talk/confidentiality/']").first).to_be_checked()
    page.get_by_role("button", name="Wipe all ticks").click()
    assert ours(page) == {}
    expect(page.locator("[data-step]:checked")).to_have_count(0)
    page.get_by_label("Remember on this device").check()
    page.locator("[data-step='outreach/safety/']").first.check()
    assert ours(page) == {"sg-path": "outreach/safety/"}
    page.goto("/talk/")
    page.evaluate(LEAVE)
    assert ours(page) == {}, "Leave now wipes it from any page"


# --- all of them (make test looks at each page once, in test_every_page.py) ---


@pytest.mark.whole
@pytest.mark.parametrize("path", PAGES)
def test_axe_and_width(new_page: Any, axe: Any, path: str) -> None:
    page = new_page("small", dark=True)
    page.goto(path)
    page.evaluate(
        "[...document.querySelectorAll('main details')].slice(0, 30).forEach(one => { one.open = true; })"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe(page) == []


@pytest.mark.whole
def test_coming_back_in_the_tab_finds_choice_and_answers(playwright: Any, site_url: str) -> None:
    """The browser's own memory of the page, which Playwright switches off; nothing is stored for it."""
    options = choice.get().launch_options()
    started = playwright.chromium.launch(**options, ignore_default_args=["--disable-back-forward-cache"])
    page = started.new_context(base_url=site_url, service_workers="block").new_page()
    page.goto("/practise/sharing/")
    page.locator("#man-on-the-phone-1 .sg-scn__option").nth(2).click()
    step = work(page)
    choose(step, "danger", "no")
    expect(step.locator(".sg-work__result .sg-level")).to_be_visible(
        timeout=START
    )  # a page still loading is not kept
    page.goto("/talk/")
    page.go_back(wait_until="commit")
    expect(page.locator(".sg-scn__first input:checked")).to_have_count(1)
    expect(page.locator(".sg-work input:checked")).to_have_count(1)
    assert ours(page) == {}
    started.close()
