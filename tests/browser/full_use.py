"""A full use of any aid: a story's answers given in the form as a reader would give them, for every aid there is."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from decision_aids.catalogue import every
from decision_aids.model import Aid
from tests.browser.aid_page import START, choose, date, level, line, question, settled
from tests.rules.stories import Story, load

AIDS_BY_SLUG = {aid.slug: aid for aid in every()}


def fullest(slug: str) -> Story:
    """The story that answers the most questions of an aid and is answered."""
    mine = [story for story in load() if story.aid == slug and not story.errors]
    return max(mine, key=lambda story: (len(story.answers), len(str(story.answers)), story.name))


STORIES = {slug: fullest(slug) for slug in AIDS_BY_SLUG}
#: What make test goes through. The rest is for make test-all.
SAMPLE = ("note-language",)


def answer(page: Page, slug: str, answers: dict[str, Any] | None = None) -> None:
    """Give the answers of the aid's fullest story, or those given, in the order of the questions."""
    aid: Aid = AIDS_BY_SLUG[slug]
    given = STORIES[slug].answers if answers is None else answers
    for one in aid.questions:
        value = given.get(one.key)
        if value in (None, "", [], {}):
            continue
        if not question(page, one.key).is_visible():
            continue  # asked only after other answers
        if one.kind == "one":
            choose(page, one.key, value)
        elif one.kind == "many":
            choose(page, one.key, *value)
        elif one.kind == "grid":
            for item, said in value.items():
                line(page, one.key, item, said)
        elif one.kind == "date":
            year, month, day = value.split("-")
            date(page, one.key, str(int(day)), str(int(month)), year)
        else:
            question(page, one.key).locator("textarea").fill(value)


def answered(page: Page) -> None:
    """Wait until an answer stands there and nothing is being worked out."""
    settled(page)
    expect(level(page)).to_be_visible(timeout=START)


def press_everything(page: Page) -> None:
    """Every fold opened, the answer asked for, the record copied, "Change" followed."""
    for summary in page.locator(".sg-aid__result summary").all():
        if not summary.evaluate("summary => summary.parentElement.open"):
            summary.click()
    page.get_by_role("button", name="See the full answer").click()
    copy = page.locator('[data-do="copy-record"]')
    copy.click()
    page.locator(".sg-answers a").first.click()
