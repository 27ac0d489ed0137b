"""The edges that no story walks along: what refuses, what falls back, what says that it cannot."""

from __future__ import annotations

import importlib
import sys
from datetime import date
from pathlib import Path

import pytest

from decision_aids import api, catalogue, dates, edition, facts
from decision_aids.aids import compensation, nrm, reporting_options, terminology, ticks
from decision_aids.aids.vrr_deadline import VRR_DEADLINE
from decision_aids.conditions import Always, Condition, Known, Not
from decision_aids.dates import DateNotCovered
from decision_aids.facts import bundle, loader
from decision_aids.facts.entries import KINDS
from decision_aids.model import Aid, Answers
from decision_aids.questions import answered, yes, yes_no

DAY = date(2026, 11, 20)


def test_a_condition_has_to_say_what_it_does() -> None:
    bare = Condition()
    with pytest.raises(NotImplementedError):
        bare.holds(Answers({}))
    with pytest.raises(NotImplementedError):
        bare.words()
    assert bare.questions() == ()
    with pytest.raises(TypeError, match="cannot be used to show or hide"):
        bare.to_json()
    assert Always("x").because(Answers({})) == "x"


def test_conditions_as_the_page_reads_them() -> None:
    question = yes_no("q", "Is it?", yes="it is", no="it is not")
    assert answered(question).to_json() == {"op": "answered", "q": "q"}
    assert Not(yes(question), "it is not").to_json()["op"] == "not"
    known = Known(yes(question))
    assert (known.words(), known.because(Answers({"q": "yes"}))) == ("it is", "it is")


def test_names_that_are_not_there() -> None:
    with pytest.raises(KeyError, match="has no option 'x'"):
        VRR_DEADLINE.questions[0].option("x")
    with pytest.raises(KeyError, match="has no level 'x'"):
        VRR_DEADLINE.level("x")
    with pytest.raises(facts.UnknownFact, match="has no line named x"):
        ticks.items_named("victims-rights", "x")


def test_time_limits_we_do_not_hold() -> None:
    with pytest.raises(DateNotCovered):
        compensation._years("compensation-adult-limit", date(1800, 1, 1))
    # Before the scheme of 2012 we hold no time limit: the aid says so, and to ask all the same.
    answers = {"nation": "england", "age-then": "adult", "incident-date": "2001-03-01"}
    told = api.evaluate("compensation", answers, date(2001, 6, 1))
    assert [one["words"] for one in told["dates"]] == [
        "We hold no confirmed time limit for that date. Ask today all the same."
    ]


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("myth.toml", 'myth = "one"', "write entries as"),
        ("scenario.toml", '[[scenario]]\nid = "a"\nsteps = ["x"]', "'steps' should be tables"),
        (
            "scenario.toml",
            '[[scenario]]\nid = "a"\nsteps = [{ text = "t", asks = "a", why = "w", answers = 3 }]',
            "'answers' should be a table",
        ),
    ],
)
def test_shapes_the_loader_refuses(tmp_path: Path, file: str, text: str, said: str) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(loader.FactError) as caught:
        loader.load_all(tmp_path)
    assert said in caught.value.reason


def test_law_that_rests_on_nothing(tmp_path: Path) -> None:
    sound = (Path(__file__).parent / "broken_facts" / "no-nation" / "law" / "review.toml").read_text()
    (tmp_path / "law.toml").write_text(
        sound.replace("nations = []", 'nations = ["england"]').replace("refs = [", "refs = [] # ["),
        encoding="utf-8",
    )
    _, mistakes = loader.examine(tmp_path)
    assert any("'refs' is empty" in each.reason for each in mistakes), mistakes


def test_the_compiled_facts_are_the_facts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the browser imports in place of the TOML: run here as it would be there."""
    files = bundle.sources()
    assert bundle.sources() == files
    (tmp_path / "compiled").mkdir()
    for name, text in files.items():
        (tmp_path / "compiled" / name).write_text(text, encoding="utf-8")

    def fresh() -> None:
        facts._compiled.cache_clear()
        edition.current.cache_clear()

    def refuse() -> None:
        raise ImportError("the browser has no loader")

    expected = api.evaluate("vrr-deadline", {"nation": "england"}, DAY)
    monkeypatch.setattr(facts, "__path__", [*facts.__path__, str(tmp_path)])
    monkeypatch.setattr(facts, "_store", refuse)
    fresh()
    try:
        compiled = importlib.import_module("decision_aids.facts.compiled")
        assert edition.current() is compiled.EDITION
        assert facts.every("law") == tuple(compiled.law.ENTRIES.values())
        assert api.evaluate("vrr-deadline", {"nation": "england"}, DAY) == expected
        unused = set(KINDS) - set(compiled.KINDS)
        assert all(facts.every(kind) == () for kind in unused)
        with pytest.raises(facts.UnknownFact):
            facts.every("no-such-kind")
    finally:
        monkeypatch.undo()
        for name in [each for each in sys.modules if each.startswith("decision_aids.facts.compiled")]:
            del sys.modules[name]
        vars(facts).pop("compiled", None)
        fresh()
    assert api.evaluate("vrr-deadline", {"nation": "england"}, DAY) == expected


def test_nothing_answered_is_not_yet_an_answer() -> None:
    assert terminology.compute(Answers({}), DAY).draft is None
    for aid in catalogue.every():
        assert api.evaluate(aid.slug, {}, DAY)["ok"]


@pytest.mark.parametrize("slug", ["nrm", "reporting-options"])
def test_without_holidays_there_is_a_last_day_and_no_guess(
    slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> date:
        raise DateNotCovered("no holidays are published")

    stories = _stories(slug)
    before = [api.evaluate(slug, story.answers, story.today) for story in stories]
    for module in (nrm, reporting_options):
        monkeypatch.setattr(module, "previous_working_day", refuse)
    after = [api.evaluate(slug, story.answers, story.today) for story in stories]
    assert [each["ok"] and [one["date"] for one in each["dates"]] for each in after] == [
        each["ok"] and [one["date"] for one in each["dates"]] for each in before
    ]


def _stories(slug: str):  # type: ignore[no-untyped-def]
    from tests.rules.stories import load

    return [story for story in load() if story.aid == slug]


def test_counting_no_days_has_no_first_day() -> None:
    assert not any("Day 1" in line for line in dates.add_working_days(DAY, 0, "england").how)


WITH_DANGER = [
    aid for aid in catalogue.every() if any(question.key == "danger" for question in aid.questions)
]


@pytest.mark.parametrize("aid", WITH_DANGER, ids=lambda aid: aid.slug)
def test_an_open_question_of_danger_is_settled_first(aid: Aid) -> None:
    """Whatever else holds, not knowing about danger leads to somebody to ring, and says when it is 999."""
    result = api.evaluate(aid.slug, {"danger": "not-sure"}, DAY)
    rule = next(each for each in aid.rules if each.id == "danger-not-sure")
    assert result["actions"][: len(rule.actions)] == list(rule.actions)
    assert any("999" in action for action in rule.actions)
