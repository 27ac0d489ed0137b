"""Drafts follow the order of the legal test, say what is not known, and name nobody."""

from datetime import date
from typing import Any

from decision_aids import api

TODAY = date(2026, 11, 20)


def draft(slug: str, **answers: object) -> Any:
    """The draft an aid writes for these answers, or None."""
    named = {key.replace("_", "-"): value for key, value in answers.items()}
    return api.evaluate(slug, named, TODAY)["draft"]


def in_order(text: str, *parts: str) -> bool:
    places = [text.index(part) for part in parts]
    return places == sorted(places)


def test_a_childs_referral_says_harm_then_needs_then_who_knows() -> None:
    found = draft(
        "child-protection",
        danger="no",
        nation="england",
        who="child",
        exploitation="not-sure",
        high={"child-high-abuse": "yes", "child-high-fight": "unknown"},
        low={"child-low-neglected": "yes"},
        agreed="no",
    )
    assert in_order(
        found["text"],
        "Children Act 1989",
        "1. Harm, or harm that is likely",
        "cannot be ruled out",
        "I suspect emotional",
        "2. What the child needs",
        "The child looks neglected",
        "told and refuse",
        "5. What I ask for",
    )
    assert any("not known" in gap for gap in found["gaps"])


def test_a_childs_referral_names_its_gaps_and_its_nation() -> None:
    found = draft("child-protection", nation="scotland", who="unborn", medium={"child-medium-unborn": "yes"})
    assert "National Guidance for Child Protection in Scotland" in found["text"]
    assert "a plan before the birth" in found["text"]
    assert any("significant harm" in gap for gap in found["gaps"])
    assert any("Whether they know" in gap for gap in found["gaps"])


def test_no_referral_is_drafted_where_nothing_was_found() -> None:
    assert draft("child-protection", danger="no", nation="wales", who="child", exploitation="no") is None
    assert draft("child-protection", danger="yes", nation="wales", who="adult") is None


def test_a_second_request_for_review_asks_for_the_next_step() -> None:
    case = {"danger": "no", "nation": "england", "decision": "not-charged", "letter_date": "2026-11-10"}
    assert "the independent review" in draft("vrr-deadline", decider="cps", reviewed="first", **case)["text"]
    case["told_date"] = "2026-11-10"
    assert "the final answer" in draft("vrr-deadline", decider="police", reviewed="first", **case)["text"]
    assert draft("vrr-deadline", decider="cps", reviewed="waiting", **case) is None


def test_a_form_without_a_report_does_not_point_to_one() -> None:
    text = draft("compensation", nation="england", age_then="adult", reported="no")["text"]
    assert "not made yet" in text
    assert "see the police report" not in text


def test_northern_irelands_form_does_not_say_what_was_not_read() -> None:
    text = draft("compensation", nation="northern-ireland", age_then="child", reported="no")["text"]
    assert "[not made yet; ask what the scheme needs]" in text
    assert "the scheme needs one" not in text
