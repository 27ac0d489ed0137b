"""How these tests use the page of an aid: by clicks on what a reader sees. The Chromium tests have their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from decision_aids import api
from tests.engines.drivers import Tab

START = 60.0  # seconds for the first answer, on a machine that does other things as well
LEVEL = "document.querySelector('.sg-aid__result:not([hidden]) > .sg-level')?.textContent.trim()"


def open_aid(tab: Tab, site: str, slug: str) -> None:
    """The page of an aid, with its script in charge."""
    tab.goto(f"{site}/aids/{slug}/")
    tab.until("document.querySelector('.sg-aid__buttons').hidden === false")


def choose(tab: Tab, key: str, *options: str) -> None:
    """Clicks the options of a question."""
    for option in options:
        tab.click(f'fieldset[data-q="{key}"] label:has(input[value="{option}"])')


def fill_date(tab: Tab, key: str, day: date) -> None:
    """Types a date part by part and goes on."""
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        tab.type(f'fieldset[data-q="{key}"] input[data-part="{part}"]', str(value))
    tab.press("Tab")


def expect_level(tab: Tab, label: str) -> None:
    """Waits for the answer with this level."""
    tab.until(f"{LEVEL} === {label!r}", START)


def london_today(tab: Tab) -> date:
    """The day the page reckons with, by its own script, whose address carries a hash."""
    return date.fromisoformat(
        tab.run(
            """async () => {
                const names = [...document.querySelectorAll("link[rel=modulepreload]")].map(each => each.href)
                    .concat(performance.getEntriesByType("resource").map(each => each.name));
                return (await import(names.find(name => name.includes("/assets/sg/runtime-")))).londonToday();
            }"""
        )
    )


def confidentiality(tab: Tab) -> dict[str, object]:
    """Serious harm, England: there is a ground to share."""
    answers = {"danger": "no", "nation": "england", "under-18": "no"}
    for key, value in answers.items():
        choose(tab, key, value)
    choose(tab, "grounds", "serious-harm")
    return {**answers, "grounds": ["serious-harm"]}


def child_protection(tab: Tab) -> dict[str, object]:
    """A child who may be exploited, Scotland."""
    answers: dict[str, object] = {"danger": "no", "nation": "scotland", "who": "child", "exploitation": "yes"}
    for key, value in answers.items():
        choose(tab, key, str(value))
    return answers


def review(tab: Tab) -> dict[str, object]:
    """A CPS letter of three days ago, England."""
    letter = london_today(tab) - timedelta(days=3)
    for key, value in (("nation", "england"), ("decider", "cps"), ("decision", "not-charged")):
        choose(tab, key, value)
    fill_date(tab, "letter-date", letter)
    choose(tab, "reviewed", "no")
    return {
        "nation": "england",
        "decider": "cps",
        "decision": "not-charged",
        "letter-date": letter.isoformat(),
        "reviewed": "no",
    }


#: slug -> (answers it as a reader, gives the answers as JSON)
JOURNEYS: dict[str, Callable[[Tab], dict[str, object]]] = {
    "confidentiality": confidentiality,
    "child-protection": child_protection,
    "vrr-deadline": review,
}


def expect_as_in_cpython(tab: Tab, slug: str, answers: dict[str, object]) -> dict[str, object]:
    """Waits until the page shows the level that the same Python gives here, and returns the whole result."""
    result: dict[str, object] = api.evaluate(slug, answers, london_today(tab))
    assert result["ok"], result
    expect_level(tab, result["level"]["label"])  # type: ignore[index]
    return result


def is_empty(tab: Tab) -> bool:
    """No answer in the form, none on the page."""
    return bool(
        tab.value(
            """!document.querySelector('.sg-aid input:checked')
            && [...document.querySelectorAll('.sg-aid :is([type=text], textarea)')].every(field => !field.value)
            && document.querySelector('.sg-aid__result').hidden
            && !document.querySelector('.sg-aid__result').textContent"""
        )
    )
