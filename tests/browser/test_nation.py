"""The choice of a nation: what holds there comes first, the rest folds, nothing goes; kept only if asked, gone at a tap."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.aid_page import open_aid
from tests.browser.watch import stored

REVIEW = "/justice/no-further-action/"
STRIP = ".sg-nations [data-sg-nation-choice]"


def choose(page: Page, nation: str, keep: str | None = None) -> None:
    """Chooses by the button in the strip, as a reader does."""
    page.locator(STRIP).get_by_role("button").first.click()
    dialog = page.get_by_role("dialog", name="Where do you work?")
    dialog.get_by_label(nation, exact=True).check()
    if keep:
        dialog.get_by_label(keep).check()
    dialog.get_by_role("button", name="Show this first").click()
    expect(dialog).to_be_hidden()
    expect(page.locator(STRIP)).to_contain_text(f"{nation} first")


def words(page: Page) -> str:
    """The article's own words, folded ones too, without what the choice adds."""
    return str(
        page.evaluate(
            """() => {
                const article = document.querySelector("article").cloneNode(true);
                article.querySelectorAll(".sg-nation, .sg-nation__note, .sg-elsewhere > summary, .sg-nation__rows")
                    .forEach((added) => added.remove());
                return article.textContent.replace(/\\s+/g, " ");
            }"""
        )
    )


def test_nothing_is_chosen_for_the_reader(page: Page) -> None:
    page.goto(REVIEW)
    expect(page.locator(STRIP).get_by_role("button", name="Choose your nation")).to_be_visible()
    assert page.locator(".sg-elsewhere, .sg-row-folded").count() == 0


def test_the_three_review_schemes_fold_and_unfold(page: Page) -> None:
    page.goto(REVIEW)
    before = words(page)
    choose(page, "Scotland")
    table = page.locator(".sg-table").first
    expect(table.get_by_text("Scotland: Crown Office")).to_be_visible()
    expect(table.get_by_text("CPS (England and Wales)")).to_be_hidden()
    expect(page.locator("#scotland")).to_be_visible()
    fold = page.locator("#northern-ireland + details.sg-elsewhere")
    expect(fold).to_be_visible()
    assert not fold.evaluate("fold => fold.open")
    page.get_by_role("button", name="Show what holds outside Scotland").first.click()
    expect(table.get_by_text("CPS (England and Wales)")).to_be_visible()
    assert words(page) == before, "nothing may go"
    page.locator(STRIP).get_by_role("button", name="Clear your nation").click()
    assert page.locator(".sg-elsewhere, .sg-row-folded, .sg-nation__rows").count() == 0
    assert words(page) == before
    expect(page.locator(STRIP).get_by_role("button", name="Choose your nation")).to_be_visible()


def test_law_notes_of_other_nations_fold_and_links_open_them(page: Page) -> None:
    page.goto(REVIEW)
    choose(page, "Northern Ireland")
    away = page.locator(".sg-elsewhere .sg-law[data-nation='scotland']").first
    expect(away).to_be_hidden()
    page.evaluate("id => { location.hash = id; }", away.get_attribute("id"))
    expect(away).to_be_visible()
    for note in page.locator(".sg-law[data-nation*='northern-ireland']").all():
        assert note.locator("xpath=ancestor::details[contains(@class,'sg-elsewhere')]").count() == 0


def test_a_page_of_another_nation_says_so(page: Page) -> None:
    page.goto(REVIEW)
    choose(page, "Scotland")
    expect(page.locator(".sg-nation__note").get_by_role("link", name="Scotland")).to_have_attribute(
        "href", "#scotland"
    )
    page.goto("/justice/coaching/")
    choose(page, "Scotland")
    expect(page.locator(".sg-nation__note")).to_contain_text("You chose Scotland")
    choose(page, "Wales")
    expect(page.locator(".sg-nation__note")).to_have_count(0)


@pytest.mark.parametrize(
    ("keep", "where"),
    [(None, None), ("Until this tab is closed", "session"), ("On this device, until I clear it", "local")],
)
def test_kept_only_if_asked_and_cleared_at_a_tap(page: Page, keep: str | None, where: str | None) -> None:
    page.goto(REVIEW)
    before, address, length = stored(page), page.url, page.evaluate("history.length")
    choose(page, "Scotland", keep)
    after = stored(page)
    assert page.url == address
    assert page.evaluate("history.length") == length
    changed = {key for key in after if key != "caches" and after[key] != before[key]}
    assert changed == ({where} if where else set()), changed
    if where:
        assert "scotland" in page.evaluate(f"Object.values({where}Storage)")
    page.reload()
    expect(page.locator(STRIP)).to_contain_text("Scotland first" if where else "Choose your nation")
    if where:
        page.locator(STRIP).get_by_role("button", name="Clear your nation").click()
        assert {key: value for key, value in stored(page).items() if key != "caches"} == {
            key: value for key, value in before.items() if key != "caches"
        }


def test_leaving_forgets_it(page: Page) -> None:
    page.goto(REVIEW)
    before = page.evaluate("Object.keys(localStorage)")
    choose(page, "Wales", "On this device, until I clear it")
    page.evaluate("window.sgClear.forEach(forget => forget())")
    assert page.evaluate("Object.keys(localStorage)") == before
    expect(page.locator(STRIP)).to_contain_text("Choose your nation")
    page.reload()
    expect(page.locator(STRIP)).to_contain_text("Choose your nation")


def test_an_aid_is_answered_in_sight_without_its_runtime(page: Page, server: Any) -> None:
    page.goto(REVIEW)
    choose(page, "Scotland", "Until this tab is closed")
    server.seen.clear()
    open_aid(page, "confidentiality")
    question = page.locator(".sg-q[data-q=nation]")
    expect(question.locator("input[value=scotland]")).to_be_checked()
    expect(question).to_contain_text("Scotland, as you chose for this site.")
    assert not [path for path in server.seen if "/runtime/" in str(path)]
    question.get_by_text("Wales", exact=True).click()
    expect(question.locator(".sg-nation__answer")).to_have_count(0)
    page.get_by_role("button", name="Clear my answers").click()
    assert page.locator(".sg-aid input:checked").count() == 0


def test_without_scripts_everything_shows(new_page: Any) -> None:
    page = new_page("phone", javascript=False)
    page.goto(REVIEW)
    assert page.locator("[data-sg-nation-choice]:visible, .sg-elsewhere").count() == 0
    expect(page.locator(".sg-table").first.get_by_text("Northern Ireland: Public")).to_be_visible()


def test_paper_shows_every_row(desk_page: Page) -> None:
    desk_page.goto(REVIEW)
    choose(desk_page, "Scotland")
    desk_page.emulate_media(media="print")
    expect(desk_page.locator(".sg-table").first.get_by_text("CPS (England and Wales)")).to_be_visible()


@pytest.mark.parametrize(("screen", "dark"), [("small", False), ("desk", True)])
def test_axe_with_a_choice(new_page: Any, axe: Any, screen: str, dark: bool) -> None:
    page = new_page(screen, dark=dark)
    page.goto(REVIEW)
    page.locator(STRIP).get_by_role("button").click()
    assert axe(page) == []
    page.keyboard.press("Escape")
    choose(page, "Scotland")
    assert axe(page) == []
