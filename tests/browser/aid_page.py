"""How the tests use the page of an aid: as a reader would, by labels and buttons."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

#: What one takes to "the runtime has started and answered" on a slow machine.
START = 30_000


#: running("nrm") gives the page of an aid whose runtime has started in an earlier test: see conftest.py.
Running = Callable[[str], Page]


def open_aid(page: Page, slug: str) -> Page:
    """The page of an aid, with its script in charge."""
    page.goto(f"/aids/{slug}/")
    expect(page.locator(".sg-aid__buttons")).to_be_visible()
    return page


def question(page: Page, key: str) -> Locator:
    """The fieldset of a question."""
    return page.locator(f'fieldset[data-q="{key}"]')


def choose(page: Page, key: str, *options: str) -> None:
    """Choose options by their keys."""
    for option in options:
        question(page, key).locator(f'input[value="{option}"]').check()


def line(page: Page, key: str, item: str, value: str) -> None:
    """Answer one line of a grid."""
    question(page, key).locator(f'input[name="{key}.{item}"][value="{value}"]').check(force=True)


def date(page: Page, key: str, day: str, month: str, year: str) -> None:
    """Type a date and go on to the next thing."""
    for part, value in (("day", day), ("month", month), ("year", year)):
        question(page, key).locator(f'[data-part="{part}"]').fill(value)
    question(page, key).locator('[data-part="year"]').press("Tab")


def level(page: Page) -> Locator:
    """The level of the answer."""
    return page.locator(".sg-aid__result > .sg-level")


def expect_level(page: Page, label: str) -> None:
    """Wait for the answer with this level, to all that was said: an earlier one may have had the same level."""
    settled(page)
    expect(level(page)).to_have_text(label, timeout=START)


def settled(page: Page) -> None:
    """Wait until nothing is being worked out, nor about to be."""
    expect(page.locator(".sg-aid__result")).not_to_have_attribute("aria-busy", "true", timeout=START)


def answer_confidentiality(page: Page) -> None:
    """Serious harm, England: there is a ground to share."""
    choose(page, "danger", "no")
    choose(page, "nation", "england")
    choose(page, "under-18", "no")
    choose(page, "grounds", "serious-harm")


def answer_review(page: Page, day: str = "12", month: str = "11", year: str = "2026") -> None:
    """A CPS letter, England."""
    choose(page, "nation", "england")
    choose(page, "decider", "cps")
    choose(page, "decision", "not-charged")
    date(page, "letter-date", day, month, year)
    choose(page, "reviewed", "no")


def answer_child(page: Page) -> None:
    """A child who may be exploited, Scotland."""
    choose(page, "danger", "no")
    choose(page, "nation", "scotland")
    choose(page, "who", "child")
    choose(page, "exploitation", "yes")


#: slug -> (answers, the level they lead to)
JOURNEYS = {
    "confidentiality": (answer_confidentiality, "Share what is needed"),
    "child-protection": (answer_child, "High"),
    "vrr-deadline": (answer_review, "Ask by the date below"),
}

#: The day the tests live on: law notes are checked, and the letter of `answer_review` is eight days old.
TODAY = "2026-11-20T10:00:00+00:00"
