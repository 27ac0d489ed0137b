"""Every aid is whole: a full card, questions that can be asked in order, rules that can be read, law that exists."""

import re
from datetime import date

import pytest

from decision_aids import api, catalogue, facts
from decision_aids.assess import rule_law
from decision_aids.conditions import Always
from decision_aids.model import GROUNDS

EACH = pytest.mark.parametrize("aid", catalogue.every(), ids=lambda aid: aid.slug)
SENTENCE = re.compile(r"[.?!”]$")


@EACH
def test_card_is_full(aid) -> None:
    card = aid.card
    assert all((card.what, card.not_for, card.strength, card.review))
    assert card.pitfalls
    assert all(each.text and each.source for each in card.pitfalls)


@EACH
def test_keys_are_plain_and_unique(aid) -> None:
    for names in (
        [question.key for question in aid.questions],
        [rule.id for rule in aid.rules],
        [level.key for level in aid.levels],
        *([option.key for option in question.options] for question in aid.questions),
    ):
        assert len(names) == len(set(names)), names
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names), names


@EACH
def test_questions_only_look_back(aid) -> None:
    seen: list[str] = []
    for question in aid.questions:
        if question.shown_if is not None:
            assert {each.key for each in question.shown_if.questions()} <= set(seen), question.key
            question.shown_if.to_json()
        seen.append(question.key)


@EACH
def test_every_choice_can_be_answered_without_knowing(aid) -> None:
    """A yes/no question offers "not sure"; a grid always does."""
    for question in aid.questions:
        keys = {option.key for option in question.options}
        if question.kind == "one" and keys >= {"yes", "no"} and len(keys) == 2:
            pytest.fail(f"{aid.slug}: {question.key} has no way to say “not sure”")


@EACH
def test_rules_read_well_and_rest_on_something(aid) -> None:
    levels = {level.key for level in aid.levels}
    for rule in aid.rules:
        assert rule.level in levels, rule.id
        assert rule.ground in GROUNDS, rule.id
        assert SENTENCE.search(rule.finding), rule.id
        assert rule.when.words(), rule.id
        for text in (*rule.actions, *rule.cautions):
            assert SENTENCE.search(text), (rule.id, text)
        for name in rule_law(rule):
            facts.law(name)
        for reference in rule.sources:
            facts.cite(reference)
        if rule.ground == "law":
            assert rule.law, f"{rule.id} claims law and names none"
    assert any(isinstance(rule.when, Always) for rule in aid.rules), "an aid always answers"


@EACH
def test_every_level_has_a_rule(aid) -> None:
    assert {level.key for level in aid.levels} == {rule.level for rule in aid.rules}


@EACH
def test_no_question_asks_for_a_name(aid) -> None:
    for question in aid.questions:
        assert not re.search(r"\b(name|date of birth|address|phone number)\b", question.text, re.I), (
            question.key
        )
        if question.kind == "text":
            assert aid.slug in {"disclosure-questions", "note-language", "drama-triangle"}


@EACH
def test_law_named_is_current(aid) -> None:
    for name in catalogue.law_of(aid):
        assert facts.law_state(name, date(2026, 11, 20)) != "overdue", name


def test_slugs_are_unique_and_listed() -> None:
    slugs = [aid.slug for aid in catalogue.every()]
    assert len(slugs) == len(set(slugs))
    assert [each["slug"] for each in api.list_aids()] == slugs
