"""Practice scenarios: the model answers give the level that is stated, every aid has one, and what they name exists."""

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from decision_aids import api, catalogue, facts
from decision_aids.facts import learning, loader
from macros.render import practise
from macros.render.links import title_of
from macros.render.page import Page, Site

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = facts.every("scenario")
STEPS = [(one, number) for one in SCENARIOS for number in range(1, len(one.steps) + 1)]


def page(known: Any = facts) -> Page:
    return Page("practise/index.md", "practise/", {}, Site(known, api, ROOT, learning.STORY_DAY))


@pytest.mark.parametrize(("one", "number"), STEPS, ids=lambda value: getattr(value, "id", value))
def test_the_stated_level_is_the_aids_own(one: learning.Scenario, number: int) -> None:
    step = one.steps[number - 1]
    if step.aid:
        assert practise.model_answer(page(), one, number)["level"]["key"] == step.expected


def test_there_are_enough_and_every_aid_has_one() -> None:
    assert len(SCENARIOS) >= 40
    assert {slug for one in SCENARIOS for slug in one.aids} == {aid.slug for aid in catalogue.every()}
    unfolding = [one for one in SCENARIOS if len(one.aids) > 1 and len(one.steps) > 1]
    assert len(unfolding) >= 8


@pytest.mark.parametrize("one", SCENARIOS, ids=lambda one: one.id)
def test_every_later_step_says_what_still_holds(one: learning.Scenario) -> None:
    assert not one.steps[0].changes
    assert all(step.changes for step in one.steps[1:])
    assert len(one.discuss) >= 1
    assert all(text.endswith(("?", ".", "”")) for text in one.discuss)


def test_an_outcome_that_differs_stops_the_build() -> None:
    one = facts.get("scenario", "man-on-the-phone")
    wrong = replace(one, steps=(replace(one.steps[0], expected="share"),))
    known = SimpleNamespace(**{**vars(facts), "every": lambda kind: (wrong,)})
    with pytest.raises(practise.WrongOutcome, match=r"man-on-the-phone.*step 1.*'share'.*'never'"):
        practise.scenario_set(page(known), "sharing")


def test_answers_the_aid_refuses_stop_the_build() -> None:
    one = facts.get("scenario", "man-on-the-phone")
    wrong = replace(one, steps=(replace(one.steps[0], answers={"nowhere": "yes"}),))
    with pytest.raises(ValueError, match="refuses nowhere"):
        practise.model_answer(page(), wrong, 1)


def test_a_step_without_its_answers_is_refused(tmp_path: Path) -> None:
    (tmp_path / "scenario.toml").write_text(
        '[[scenario]]\nid = "a"\ntitle = "A"\ntheme = "staff"\nabout = "A."\ndiscuss = ["Why?"]\nsources = []\n'
        '[[scenario.steps]]\ntext = "A."\nasks = "What?"\nwhy = "So."\naid = "media"\n',
        encoding="utf-8",
    )
    with pytest.raises(loader.FactError, match="needs 'answers' and 'expected'"):
        loader.load_all(tmp_path)


def test_all_four_nations_are_there() -> None:
    nations = {
        step.answers["nation"] for one in SCENARIOS for step in one.steps if "nation" in (step.answers or {})
    }
    assert nations == {"england", "wales", "scotland", "northern-ireland"}


@pytest.mark.parametrize("theme", learning.THEMES)
def test_every_theme_has_its_page(theme: str) -> None:
    assert f"scenario_set('{theme}')" in (ROOT / "docs" / "practise" / f"{theme}.md").read_text(
        encoding="utf-8"
    )


def test_packs_and_paths_lead_somewhere() -> None:
    packs, paths = facts.every("pack"), facts.every("path")
    assert len(packs) >= 6
    assert len(paths) == 7
    for pack in packs:
        for path in (path for part in pack.parts for path in part.pages):
            title_of(ROOT, path)
    for one in paths:
        assert 5 <= len(one.steps) <= 8, one.id
        for step in one.steps:
            found = re.fullmatch(r"practise/([a-z]+)/#([a-z0-9-]+)", step.href)
            if found:
                assert facts.get("scenario", found[2]).theme == found[1], step.href
            else:
                title_of(ROOT, step.href)


def test_every_scenario_is_named_on_a_page() -> None:
    named = set()
    for path in (ROOT / "docs").rglob("*.md"):
        line = re.search(r"^scenarios: \[(.*)\]$", path.read_text(encoding="utf-8"), re.M)
        if line:
            named |= {each.strip() for each in line[1].split(",") if each.strip()}
    assert {one.id for one in SCENARIOS} <= named
