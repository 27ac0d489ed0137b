"""The learning macros: several hundred sentences to judge, screens with covered answers, calibrations worked out."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from decision_aids import api, facts
from decision_aids.facts import learning
from macros.render import calibrate, drill, practise, train
from macros.render.page import Page, Site
from tests.content.pages import ROOT

ROUNDS = facts.every("round")


def page(url: str = "practise/words/x/", known: Any = facts) -> Page:
    return Page("x.md", url, {}, Site(known, api, ROOT, learning.STORY_DAY, "https://example.org/"))


def test_there_are_several_hundred_sentences() -> None:
    assert sum(len(drill.items(page(), one)) for one in ROUNDS) >= 400


@pytest.mark.parametrize("one", ROUNDS, ids=lambda one: one.id)
def test_every_sentence_has_one_answer_a_reason_and_a_place(one: learning.Round) -> None:
    found = drill.items(page(), one)
    assert len({item.id for item in found}) == len(found)
    assert {item.fits for item in found} == {choice.key for choice in one.choices}
    for item in found:
        assert str(item.says).strip(), item.id
        assert len(re.sub(r"<[^>]*>", "", str(item.why)).split()) >= 3, item.id


@pytest.mark.parametrize("one", ROUNDS, ids=lambda one: one.id)
def test_no_answer_can_be_told_from_the_order(one: learning.Round) -> None:
    order = [item.fits for item in drill.shuffled(drill.items(page(), one))]
    longest = max(
        len(run[0])
        for run in re.finditer(r"(.)\1*", "".join(str(sorted(set(order)).index(key)) for key in order))
    )
    assert longest <= 10
    assert order != sorted(order)


def test_law_that_is_overdue_is_no_sentence_that_holds() -> None:
    late = SimpleNamespace(
        **{**vars(facts), "law_note": lambda name, on: {**facts.law_note(name, on), "state": "overdue"}}
    )
    one = facts.get("round", "holds-or-not")
    assert not [item for item in drill.items(page(known=late), one) if item.fits == "holds"]


def test_a_kind_nobody_can_choose_stops_the_build() -> None:
    one = facts.get("round", "seen-said-thought")
    short = replace(one, choices=one.choices[:-1])
    known = SimpleNamespace(
        **{**vars(facts), "get": lambda kind, name: short if kind == "round" else facts.get(kind, name)}
    )
    with pytest.raises(ValueError, match="is 'done'; the choices are"):
        drill.drill(page(known=known), one.id)


@pytest.mark.parametrize("pack", facts.every("pack"), ids=lambda pack: pack.id)
def test_a_session_has_screens_with_covered_answers_and_no_care_notes(pack: learning.Pack) -> None:
    shown = train.pack(page(f"train/{pack.id}/"), pack.id)
    deck = shown[shown.index('<div class="sg-deck"') :]
    assert deck.count("<section") >= len(pack.parts) + len(pack.discuss) + 4
    scenarios = [facts.get("scenario", name) for part in pack.parts for name in part.scenarios]
    assert deck.count("data-answer") == sum(len(one.steps) for one in scenarios)
    for note in pack.care:
        assert note[:30] not in deck
    assert " id=" not in deck.replace(' id="qr', "")


@pytest.mark.parametrize("one", facts.every("calibration"), ids=lambda one: one.id)
def test_a_calibration_says_what_would_move_each_judgement(one: learning.Calibration) -> None:
    shown = calibrate.calibration(page(f"train/calibration/{one.id}/"), one.id)
    scenario = facts.get("scenario", one.scenario)
    assert shown.count('class="sg-cal"') == len(scenario.steps)
    for step in scenario.steps:
        levels = [
            level for level in api.describe(step.aid)["levels"] if level["key"] not in practise.NO_ANSWER
        ]
        assert shown.count(f'data-fits="{step.expected}"') >= 1
        assert len(levels) >= 3
    assert shown.count('sg-cal__move"') == sum(
        len([level for level in api.describe(step.aid)["levels"] if level["key"] not in practise.NO_ANSWER])
        - 1
        for step in scenario.steps
    )
    assert "not the one right answer" in (ROOT / f"docs/train/calibration/{one.id}.md").read_text(
        encoding="utf-8"
    )


def test_every_round_session_and_calibration_has_its_page() -> None:
    for kind, macro, folder in (
        ("round", "drill", "practise/words"),
        ("pack", "pack", "train"),
        ("calibration", "calibration", "train/calibration"),
    ):
        for one in facts.every(kind):
            text = (ROOT / "docs" / folder / f"{one.id}.md").read_text(encoding="utf-8")
            assert f"{macro}('{one.id}')" in text
