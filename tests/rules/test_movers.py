"""Which single answer moves an aid: asked of the aid itself, never the level it has, never a half-filled form."""

from __future__ import annotations

from datetime import date

import pytest

from decision_aids import api, facts, movers

ON = date(2026, 11, 20)
CALIBRATIONS = facts.every("calibration")


def steps() -> list[tuple[str, int]]:
    found = []
    for one in CALIBRATIONS:
        scenario = facts.get("scenario", one.scenario)
        found += [(scenario.id, at) for at, step in enumerate(scenario.steps) if step.aid]
    return found


@pytest.mark.parametrize(("name", "at"), steps())
def test_every_step_can_be_moved_and_no_move_stays_where_it_was(name: str, at: int) -> None:
    scenario = facts.get("scenario", name)
    step = scenario.steps[at]
    found = movers.moves(step.aid, step.answers, scenario.on)
    assert found
    assert not [move for move in found if move.level in (step.expected, *movers.NO_ANSWER)]
    danger = next(one["text"] for one in api.describe(step.aid)["questions"] if one["key"] == "danger")
    urgent = api.evaluate(step.aid, {**step.answers, "danger": "yes"}, scenario.on)["level"]["key"]
    assert urgent == step.expected or urgent in {move.level for move in found if move.question == danger}


def test_the_fact_that_a_story_turns_on_is_found() -> None:
    step = facts.get("scenario", "asked-about-a-mother").steps[0]
    found = movers.moves(step.aid, step.answers, ON)
    question = next(one for one in api.describe("confidentiality")["questions"] if one["key"] == "grounds")
    assert any(move.question == question["text"] and move.level == "share" for move in found)


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("one", "a", [("b", "B"), ("c", "C")]),
        ("many", ["a"], [(["a", "b"], "B"), (["c"], "C")]),
        ("many", ["c"], [(["a"], "A"), (["b"], "B")]),
        ("many", ["a", "b"], [(["b"], "not: A"), (["a"], "not: B"), (["c"], "C")]),
        ("date", "2026-01-01", []),
    ],
)
def test_each_way_to_answer_otherwise(kind: str, given: object, expected: list[object]) -> None:
    options = [{"key": key, "text": key.upper(), "exclusive": key == "c"} for key in "abc"]
    assert list(movers.otherwise({"kind": kind, "options": options}, given)) == expected


def test_a_grid_changes_one_line_at_a_time() -> None:
    question = {"kind": "grid", "options": [{"key": "a", "text": "A"}, {"key": "b", "text": "B"}]}
    found = {said: value for value, said in movers.otherwise(question, {"a": "yes"})}
    assert found["A: no"] == {"a": "no"}
    assert found["B: yes"] == {"a": "yes", "b": "yes"}
    assert "A: yes" not in found


def test_answers_the_aid_refuses_are_an_error() -> None:
    with pytest.raises(ValueError, match="refuses nowhere"):
        movers.moves("confidentiality", {"nowhere": "yes"}, ON)
