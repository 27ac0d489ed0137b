"""What holds for every aid and any answers: no crash, nothing lowered by danger or by doubt, emergencies first."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_aids import api, catalogue
from decision_aids.answers import check
from decision_aids.assess import NOT_YET
from tests.rules.generate import TODAY, answers, wild

EACH = pytest.mark.parametrize("aid", catalogue.every(), ids=lambda aid: aid.slug)


def strength(aid, key: str) -> int:
    """Place of a level, strongest lowest; "not yet" stands last."""
    order = [level.key for level in aid.levels]
    return len(order) if key == NOT_YET.key else order.index(key)


@EACH
@given(data=st.data())
def test_any_input_gives_a_result_or_field_errors(aid, data) -> None:
    raw = data.draw(wild(aid))
    result = api.evaluate(aid.slug, raw, TODAY)
    assert json.loads(json.dumps(result)) == result
    if not result["ok"]:
        assert result["errors"]
        assert all(each["field"] and each["message"].endswith(".") for each in result["errors"])


@EACH
@given(data=st.data())
def test_the_door_takes_any_text(aid, data) -> None:
    request = {"op": "evaluate", "slug": aid.slug, "today": "2026-11-20"}
    sent = wild(aid).map(lambda raw: json.dumps({**request, "answers": raw}, default=str))
    json.loads(api.handle(data.draw(st.one_of(st.text(max_size=50), sent))))


@EACH
@given(data=st.data())
def test_more_danger_never_lowers_the_level(aid, data) -> None:
    given_answers = data.draw(answers(aid))
    question = data.draw(st.sampled_from(aid.questions))
    before = api.evaluate(aid.slug, given_answers, TODAY)
    if not before["ok"]:
        return
    now = given_answers.get(question.key)
    if question.kind == "one":
        rank = {option.key: option.danger for option in question.options}
        worse = [key for key in rank if rank[key] > rank.get(now, 0) or (now is None and rank[key] > 0)]
        changed = data.draw(st.sampled_from(worse)) if worse else None
    elif question.kind == "many":
        alone = {option.key for option in question.options if option.exclusive}
        kept = [key for key in now or [] if key not in alone]
        free = [option for option in question.options if option.danger and not option.exclusive]
        more = [option.key for option in free if option.key not in kept]
        changed = (
            [*kept, data.draw(st.sampled_from(more))]
            if more and (kept or not now or now == ["none"])
            else None
        )
    elif question.kind == "grid" and any(rule.group in ("harm", "risk") for rule in aid.rules):
        changed = {**(now or {}), data.draw(st.sampled_from(question.options)).key: "yes"}
    else:
        changed = None
    if changed is None:
        return
    after = api.evaluate(aid.slug, {**given_answers, question.key: changed}, TODAY)
    assert after["ok"], after
    assert strength(aid, after["level"]["key"]) <= strength(aid, before["level"]["key"]), (
        question.key,
        now,
        changed,
    )


@EACH
@given(data=st.data())
def test_not_knowing_is_never_lower_than_no(aid, data) -> None:
    given_answers = data.draw(answers(aid))
    open_questions = [
        q for q in aid.questions if q.kind == "one" and {o.key for o in q.options} >= {"no", "not-sure"}
    ]
    asked = [q for q in open_questions if q.option("yes").danger]
    if not asked:
        return
    question = data.draw(st.sampled_from(asked))
    no = api.evaluate(aid.slug, {**given_answers, question.key: "no"}, TODAY)
    unsure = api.evaluate(aid.slug, {**given_answers, question.key: "not-sure"}, TODAY)
    if no["ok"] and unsure["ok"]:
        assert strength(aid, unsure["level"]["key"]) <= strength(aid, no["level"]["key"])


@EACH
@given(data=st.data())
def test_danger_comes_first_and_record_agrees(aid, data) -> None:
    given_answers = data.draw(answers(aid))
    result = api.evaluate(aid.slug, given_answers, TODAY)
    if not result["ok"]:
        return
    known, _ = check(aid, given_answers, TODAY)
    if known.one("danger") == "yes":
        assert result["actions"][0].startswith("Ring 999"), result["actions"][:1]
    record = " ".join(result["record"].split())
    assert f"ANSWER: {result['level']['label']}" in record
    for text in (*result["actions"], *result["cautions"], result["closing"]):
        assert " ".join(text.split()) in record
    for dated in result["dates"]:
        assert " ".join(dated["words"].split()) in record
    assert result["actions"], "every answer says what to do"
    assert "designated safeguarding lead" in result["closing"]
    assert "Your local procedures come first" in result["closing"]


@EACH
@given(data=st.data())
def test_no_count_no_score_no_last_word(aid, data) -> None:
    result = api.evaluate(aid.slug, data.draw(answers(aid)), TODAY)
    if not result["ok"]:
        return
    said = [result["headline"], *result["actions"], *result["cautions"], result["closing"]]
    said += [each["finding"] + " " + each["because"] for each in result["reasons"]]
    said += [each["why_not"] for each in result["other_levels"]]
    for text in said:
        assert not re.search(r"\b\d+ (?:of|out of) (?:the )?\d+\b", text), text
        assert not re.search(r"\bscore[sd]?\b|\bpoints?:? \d|\btotal of \d", text, re.I), text
        assert not re.search(r"\btoo late\b|\bnot eligible\b", text, re.I), text


@EACH
@given(data=st.data())
def test_law_shown_is_of_the_nation_asked_about(aid, data) -> None:
    given_answers = data.draw(answers(aid))
    result = api.evaluate(aid.slug, given_answers, TODAY)
    if not result["ok"]:
        return
    shown = {note["id"]: note for note in result["law_notes"]}
    known, _ = check(aid, given_answers, TODAY)
    nation = known.one("nation")
    if nation is not None:
        assert all(nation in note["nations"] for note in shown.values())
