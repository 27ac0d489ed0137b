"""The word must is kept for law, and a deadline is never typed by hand where a law value can show it.

The rule of issue 3: "must" only where law says so, "should" for guidance. So every "must" stands where the
reader sees the law behind it, and every time limit on a justice page comes from the register.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest

from decision_aids import facts
from tests.content.pages import ROOT, Page, pages

MUST = re.compile(r"\bmust\b", re.IGNORECASE)
SHOWS_LAW = re.compile(r"\{\{\s*law(_note)?\(")
HEADING = re.compile(r"^#{2,3} ", re.MULTILINE)

#: A "must" that is no statement of law: (page, words beside it) -> why it may stand.
MUST_ALLOWED = {
    ("aids/confidentiality.md", "what you must"): "names the question; the rules of the aid give the law",
}

_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|twenty|twenty-(?:six|eight)|thirty)"
DEADLINE = re.compile(
    rf"\b(?!one day\b){_NUMBER}[ -](?:more )?(?:working |calendar )?(?:day|week|month|year)s?\b",
    re.IGNORECASE,
)
#: A span of time on a justice page that is no value of the register: (where, words) -> why it may stand.
DEADLINE_ALLOWED = {
    (
        "justice/after-the-verdict.md",
        "six months",
    ): "a report named as unconfirmed, with no figure given as law",
    ("justice/anonymity.md", "five years"): "a way to think about the future, no limit",
    (
        "justice/compensation.md",
        "two years",
    ): "how long trials take; or beside the macro that gives the limit",
    ("justice/evidence-and-sarcs.md", "seven years"): "the old figure, told as not to be repeated",
    ("justice/working-with-police.md", "six weeks"): "an example of what to say to an officer",
    ("item/justice.toml", "six months"): "a time to look at a safety plan again, ours",
}


def body_and_answer(page: Page) -> Iterator[str]:
    """The sections of a page as a reader meets them: the front matter's prose, then each part by heading."""
    yield " ".join(str(page.meta.get(key, "")) for key in ("title", "answer", "care"))
    yield from HEADING.split(page.body)


def bare_musts() -> set[tuple[str, str]]:
    """(page, line) of every "must" in a part that shows no law, on a page that names none.

    A page names law where its front matter lists an entry that rests on an Act or on statutory guidance; an
    entry about practice or policy makes nothing a duty.
    """
    found = set()
    for page in pages():
        if any(
            facts.get("law", id_).ground in {"law", "statutory-guidance"}
            for id_ in page.meta.get("law") or []
        ):
            continue
        for part in body_and_answer(page):
            if not SHOWS_LAW.search(part):
                found |= {(page.path, line) for line in part.splitlines() if MUST.search(line)}
    return found


def typed_deadlines() -> set[tuple[str, str]]:
    """(where, line) of every time limit typed on a justice page or in its facts with no law value beside it."""
    found = set()
    for page in pages():
        if page.path.startswith("justice/"):
            lines = [str(page.meta.get("answer", "")), *page.body.splitlines()]
            found |= {
                (page.path, line) for line in lines if not SHOWS_LAW.search(line) and DEADLINE.search(line)
            }
    folder = ROOT / "decision_aids" / "facts"
    for path in (folder / "justice_step.toml", *sorted((folder / "item").glob("justice*.toml"))):
        where = path.relative_to(folder).as_posix()
        for entries in tomllib.loads(path.read_text(encoding="utf-8")).values():
            for entry in entries:
                found |= {
                    (where, text) for text in _prose(entry) if "{law:" not in text and DEADLINE.search(text)
                }
    return found


def _prose(entry: dict[str, object]) -> Iterator[str]:
    """The texts of an entry that are shown: not its id, its references or the parts of the sources it names."""
    for key, value in entry.items():
        if key not in {"id", "list", "sources", "law", "aids", "pages"}:
            yield from (
                [value] if isinstance(value, str) else (v for v in _listed(value) if isinstance(v, str))
            )


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def unexplained(found: set[tuple[str, str]], allowed: dict[tuple[str, str], str]) -> list[tuple[str, str]]:
    """What is found and not allowed."""
    return sorted(
        (where, line)
        for where, line in found
        if not any(where == place and words.lower() in line.lower() for place, words in allowed)
    )


def stale(found: set[tuple[str, str]], allowed: dict[tuple[str, str], str]) -> list[tuple[str, str]]:
    """What is allowed and no longer there."""
    return [
        (place, words)
        for place, words in allowed
        if not any(where == place and words.lower() in line.lower() for where, line in found)
    ]


def test_must_stands_where_law_is_shown() -> None:
    assert not unexplained(bare_musts(), MUST_ALLOWED), "say should, or show the law: {{ law() }} or law:"


def test_must_in_the_register_rests_on_law() -> None:
    assert [one.id for one in facts.every("law") if MUST.search(one.rule) and one.ground != "law"] == []


def test_no_deadline_is_typed_on_a_justice_page() -> None:
    assert not unexplained(typed_deadlines(), DEADLINE_ALLOWED), "show the value: {{ law('id') }} or {law:id}"


@pytest.mark.parametrize("which", ["must", "deadline"])
def test_nothing_is_allowed_that_is_gone(which: str) -> None:
    found, allowed = {
        "must": (bare_musts(), MUST_ALLOWED),
        "deadline": (typed_deadlines(), DEADLINE_ALLOWED),
    }[which]
    assert stale(found, allowed) == []
    assert all(reason for reason in allowed.values())


@pytest.mark.parametrize(
    "text", ["within 10 working days", "three months from", "a 28-day limit", "26 months", "two more months"]
)
def test_the_pattern_finds_a_typed_deadline(text: str) -> None:
    assert DEADLINE.search(text)
