"""The law's upkeep: what is due, what another day changes, and what else moves when one entry changes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date

import pytest

from decision_aids import facts, upkeep
from decision_aids.__main__ import main
from decision_aids.facts import loader
from pipeline import replay

DAY = date(2026, 11, 20)
ENTRY = "cps-review-window"


def test_uses_are_found_in_aids_facts_and_pages() -> None:
    found = upkeep.uses(ENTRY)
    assert "vrr-deadline" in found.aids
    assert "letter-before-christmas" in found.facts["scenario"]
    assert "justice/no-further-action.md" in found.pages
    assert "aids: vrr-deadline" in found.words()
    with pytest.raises(facts.UnknownFact):
        upkeep.uses("no-such-entry")


def test_an_entry_that_shows_nowhere_says_so() -> None:
    assert upkeep.Uses((), {}, ()).words() == "nowhere but the register"


def test_due_lists_overdue_soon_and_unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    sample = facts.law(ENTRY)
    made = {
        "late": dataclasses.replace(sample, id="late", review_by=date(2026, 11, 19)),
        "soon": dataclasses.replace(sample, id="soon", review_by=date(2026, 12, 1)),
        "later": dataclasses.replace(sample, id="later", review_by=date(2027, 12, 1)),
        "odd": dataclasses.replace(
            sample, id="odd", review_by=date(2027, 12, 2), state="unsure", unsure="Which day."
        ),
        "torn": dataclasses.replace(
            sample, id="torn", review_by=date(2027, 12, 3), confidence="conflicting", url=""
        ),
    }
    monkeypatch.setattr(facts, "every", lambda kind: tuple(made.values()) if kind == "law" else ())
    monkeypatch.setattr(upkeep, "uses", lambda name: upkeep.Uses((), {}, ()))
    found = upkeep.due(DAY, 30)
    assert [(each.entry.id, each.why) for each in found] == [
        ("late", "overdue for one day"),
        ("soon", "due in 11 days"),
        ("odd", "unsure"),
        ("torn", "published pages disagree"),
    ]
    said = upkeep.due_words(found)
    assert "what is unsure: Which day." in said
    assert f"reference: {sample.reference}" in said
    assert said.endswith("4 of 5 entries to look at")


def test_the_day_it_is_due_is_not_yet_overdue() -> None:
    entry = facts.law(ENTRY)
    assert not [
        each for each in upkeep.due(entry.review_by, 0) if each.entry.id == ENTRY and "overdue" in each.why
    ]


def test_another_day_shows_what_it_changes() -> None:
    entry = facts.law(ENTRY)
    after = entry.review_by.replace(year=entry.review_by.year + 1)
    found = {law.id: (before, then) for law, before, then in upkeep.changes(DAY, after)}
    assert found[ENTRY][1].endswith("(overdue)")
    assert f"{ENTRY}: " in upkeep.changes_words(DAY, after)
    assert upkeep.changes(DAY, DAY) == ()


def test_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    first = min(each.review_by for each in facts.every("law"))
    assert main(["law", "due", "--on", first.isoformat(), "--ahead", "0"]) == 0
    assert main(["law", "due", "--on", "2040-01-01"]) == 1
    assert "overdue for" in capsys.readouterr().out
    assert main(["law", "as-at", "2030-01-01", "--today", "2026-11-20"]) == 0
    assert "entries show otherwise on 2030-01-01 than on 2026-11-20" in capsys.readouterr().out
    assert main(["law", "as-at", "soon"]) == 2
    assert main(["law", "due", "--on", "tomorrow"]) == 2
    assert "Write the day as" in capsys.readouterr().out
    assert main(["law", "due"]) in (0, 1)


# --- one entry changes ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def before() -> dict[str, replay.Snapshot]:
    """Everything as it is."""
    return replay.everything()


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The facts as they would be if one value of one entry were another: 3 working days instead of 10."""
    store, mistakes = loader.examine()
    assert not mistakes
    law = store["law"][ENTRY]
    values = tuple(
        dataclasses.replace(each, number=3, words="3 working days") if each.until is None else each
        for each in law.values
    )
    store["law"][ENTRY] = dataclasses.replace(law, values=values)
    monkeypatch.setattr(facts, "_store", lambda: store)
    return


def test_one_entry_moves_prose_aids_tables_and_scenarios(
    before: dict[str, replay.Snapshot], changed: None
) -> None:
    moved = {kind: dict(replay.differences(before[kind], now)) for kind, now in replay.everything().items()}
    assert "justice/no-further-action.md" in moved["page"]
    assert "reference/law-register.md" in moved["page"]
    assert "vrr-deadline" in moved["table"]
    stories = {name: what for name, what in moved["answer"].items() if name.startswith("vrr-deadline: ")}
    assert any(" -> " in what for what in stories.values()), stories
    assert any(name.startswith("scenario ") for name in moved["answer"]), moved["answer"]
    # And nothing that does not rest on it.
    assert not [
        name for name in moved["answer"] if name.startswith(("drama-triangle: ", "media: ", "lone-working: "))
    ]
    assert "outreach/kit.md" not in moved["page"]
    # The list that maintainers get names at least what moved among the aids.
    assert set(moved["table"]) <= set(upkeep.uses(ENTRY).aids)


@pytest.mark.whole
def test_nothing_moves_when_nothing_changes(before: dict[str, replay.Snapshot]) -> None:
    assert replay.compare(before, replay.everything()) == []


def test_differences_are_put_into_words() -> None:
    old = {"a": {"level": "Wait", "dates": {"end": "2026-12-01"}, "actions": "x"}, "gone": {}}
    new = {"a": {"level": "Go", "dates": {"end": "", "aim": "2026-12-02"}, "actions": "y"}, "new": {}}
    assert dict(replay.differences(old, new)) == {
        "a": "level Wait -> Go, end 2026-12-01 -> none, aim none -> 2026-12-02, actions",
        "gone": "gone",
        "new": "new",
    }
