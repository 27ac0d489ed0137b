"""The loader refuses every mistake a person can make in a fact, and names the file, the entry and the reason."""

import dataclasses
import re
from datetime import date
from pathlib import Path

import pytest

from decision_aids import facts
from decision_aids.facts import loader
from decision_aids.facts.entries import KINDS, Law, LawValue

BROKEN = Path(__file__).parent / "broken_facts"

#: folder of one broken file (beside a sound source and law entry) -> what the error has to say
MISTAKES = {
    "unknown-key": ("law/review.toml", "with-a-typo", "unknown key 'titel'"),
    "missing-key": ("law/review.toml", "no-rule", "'rule' is missing"),
    "missing-source": ("myth.toml", "no-source", "'sources' is missing"),
    "unknown-source": ("myth.toml", "odd-source", "unknown source 'somewhere'"),
    "bad-date": ("law/review.toml", "date-as-text", "'checked' should be a date"),
    "date-with-time": ("law/review.toml", "date-and-time", "'checked' should be a date"),
    "duplicate-id": ("law/second.toml", "sound", "duplicate id, already in first.toml"),
    "bad-id": ("law/review.toml", "Not An Id", "id is missing or not in the form"),
    "no-reference": ("law/review.toml", "no-reference", "'reference' is missing"),
    "empty-reference": ("law/review.toml", "empty-reference", "'reference' is empty"),
    "no-checked": ("law/review.toml", "never-checked", "'checked' is missing"),
    "no-review-by": ("law/review.toml", "never-due", "'review_by' is missing"),
    "review-before-check": ("law/review.toml", "due-before-checked", "'review_by' is not after 'checked'"),
    "no-confidence": ("law/review.toml", "how-sure", "'confidence' is missing"),
    "bad-confidence": ("law/review.toml", "quite-sure", "it should be one of confirmed"),
    "no-nation": ("law/review.toml", "nowhere", "'nations' is empty"),
    "bad-nation": ("law/review.toml", "elsewhere", "'nations' is 'france'"),
    "unsure-unsaid": ("law/review.toml", "unsure-why", "say what exactly is unsure"),
    "values-overlap": ("law/review.toml", "two-at-once", "overlaps the one before it"),
    "value-ends-early": ("law/review.toml", "backwards", "ends before it starts"),
    "unknown-law": ("told.toml", "points-nowhere", "unknown law entry 'no-such-law'"),
    "unknown-law-in-text": ("told.toml", "says-nowhere", "unknown law entry 'no-such-law'"),
    "wrong-type": ("figure.toml", "count-as-text", "'count' should be int, not str"),
    "list-as-text": ("told.toml", "heard-once", "'heard' should be a list"),
    "wrong-table": ("myth.toml", "file", "unknown table 'myths'"),
    "not-toml": ("myth.toml", "file", "not valid TOML"),
    "odd-note-kind": ("note.toml", "a-guess", "'kind' is 'guessed'; it should be one of seen"),
    "round-without-a-choice": ("round.toml", "seen-or-said", "a round of 'note' has done, said, seen"),
    "round-choice-without-means": ("round.toml", "seen-or-said", "'means' is missing"),
    "calibration-of-nothing": ("calibration.toml", "team", "unknown scenario 'no-such-scenario'"),
    "calibration-that-does-not-unfold": ("calibration.toml", "team", "does not unfold: it has one step"),
    "path-to-nowhere": ("path.toml", "worker", "no scenario at 'practise/staff/#no-such-scenario'"),
    "pack-minutes": ("pack.toml", "hour", "the parts add up to something else"),
    "pack-law": ("pack.toml", "hour", "unknown law entry 'no-such-law'"),
    "pack-scenario": ("pack.toml", "hour", "unknown scenario 'no-such-scenario'"),
    "step-with-both": ("scenario.toml", "one-step", "either an 'aid' or 'options'"),
    "step-without-an-aid": ("scenario.toml", "one-step", "belong to a step with an 'aid'"),
    "stray-file": ("mythes.toml", "file", "no kind of fact is kept here"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_broken_file_a_mistake(mistake: str) -> None:
    file, entry, reason = MISTAKES[mistake]
    with pytest.raises(loader.FactError) as caught:
        loader.load_all(BROKEN / mistake)
    assert caught.value.path == BROKEN / mistake / file
    assert caught.value.entry == entry
    assert reason in caught.value.reason
    assert Path(file).name in str(caught.value)


def test_every_broken_folder_is_tested() -> None:
    assert {path.name for path in BROKEN.iterdir()} == set(MISTAKES)


def test_our_own_facts_are_sound() -> None:
    store, mistakes = loader.examine()
    assert [str(each) for each in mistakes] == []
    assert store["law"]


def law_with(**changes) -> Law:
    base = Law(
        id="sound",
        refs=("cj-1",),
        title="A rule",
        topic="Rules",
        nations=("england",),
        rule="It holds.",
        ground="law",
        state="in-force",
        confidence="confirmed",
        reference="An Act, section 1",
        url="",
        checked=date(2026, 11, 20),
        review_by=date(2027, 5, 20),
        values=(
            LawValue(date(2020, 1, 1), "5 days", date(2021, 4, 30), 5),
            LawValue(date(2021, 5, 1), "10 days"),
        ),
    )
    return dataclasses.replace(base, **changes)


@pytest.fixture
def one_law(monkeypatch: pytest.MonkeyPatch):
    def put(**changes) -> None:
        monkeypatch.setattr(facts, "law", lambda name: law_with(**changes))

    return put


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2020, 1, 1), "5 days"),
        (date(2021, 4, 30), "5 days"),
        (date(2021, 5, 1), "10 days"),
        (date(2030, 1, 1), "10 days"),
    ],
)
def test_the_value_of_the_day(one_law, on: date, words: str) -> None:
    one_law()
    assert facts.law_words("sound", on) == words


def test_before_its_first_date_a_law_has_no_value(one_law) -> None:
    one_law()
    assert facts.law_value("sound", date(2019, 12, 31)) is None
    assert facts.law_state("sound", date(2019, 12, 31)) == "no-value"
    assert (
        facts.law_words("sound", date(2019, 12, 31))
        == "no confirmed figure for this date (see An Act, section 1)"
    )


@pytest.mark.parametrize(
    ("changes", "on", "state"),
    [
        ({}, date(2027, 5, 20), "verified"),
        ({}, date(2027, 5, 21), "overdue"),
        ({"state": "unsure"}, date(2026, 12, 1), "unsure"),
        ({"confidence": "conflicting"}, date(2026, 12, 1), "unsure"),
        ({"state": "unsure"}, date(2028, 1, 1), "overdue"),
        ({"state": "not-in-force"}, date(2026, 12, 1), "not-in-force"),
        ({"values": ()}, date(2000, 1, 1), "verified"),
    ],
)
def test_the_states_of_a_law_entry(one_law, changes, on: date, state: str) -> None:
    one_law(**changes)
    assert facts.law_state("sound", on) == state


def test_unknown_facts_are_named() -> None:
    with pytest.raises(facts.UnknownFact, match="no law named 'nothing'"):
        facts.law("nothing")
    with pytest.raises(facts.UnknownFact, match="no list named 'nothing'"):
        facts.items("nothing")
    with pytest.raises(facts.UnknownFact, match="not a kind of fact"):
        facts.every("nothing")


def test_texts_show_law_values() -> None:
    text = facts.fill("Ask within {law:cps-review-window}.", date(2026, 11, 20))
    assert text == "Ask within 10 working days."
    assert facts.mentioned("{law:one-thing} and {law:another}") == ("one-thing", "another")


def test_kinds_have_plain_field_types() -> None:
    """The loader's checks cover every type used."""
    for name, cls in KINDS.items():
        assert dataclasses.is_dataclass(cls), name


NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()


def by_hand(law: Law) -> bool:
    """The rule of an entry says its own length of time ("10 working days", "ten days") and does not show it."""
    for value in law.values:
        if value.until is not None or value.words != f"{value.number} {value.unit}":
            continue
        unit = re.fullmatch(r"(?:calendar |working )?(hour|day|week|month|year)s?", value.unit)
        if unit and value.number is not None:
            number = NUMBERS[value.number] if value.number < len(NUMBERS) else value.number
            said = rf"\b(?:{value.number}|{number}) (?:calendar |working )?{unit[1]}"
            if re.search(said, law.rule, re.I):
                return True
    return False


def test_a_length_of_time_stands_in_one_place() -> None:
    """Who changes the value of an entry need not change its rule: it shows the value by {law:…}."""
    assert [law.id for law in facts.every("law") if by_hand(law)] == []
