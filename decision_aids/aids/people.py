"""The question of age, asked in the same words wherever being under 18 changes what to do."""

from __future__ import annotations

from decision_aids.conditions import Condition
from decision_aids.model import Option, Question
from decision_aids.questions import one_of, picked

#: Law on protecting children, one entry a nation.
CHILD_LAW = (
    "working-together",
    "child-protection-wales",
    "child-protection-scotland",
    "child-protection-ni",
)
CHILD_AID = "aids/child-protection/"

ADULT = Option("adult", "18 or over", "the person is 18 or over")
UNKNOWN_AGE = Option(
    "unknown", "Not known: they may be under 18", "the person may be under 18", unknown=True, danger=1
)
UNDER_18 = Option("under-18", "Under 18", "the person is under 18", danger=2)


def age_question(*, required: bool = True, help: str = "") -> Question:
    """18 or over, not known, or under 18. The key is always "age"."""
    return one_of(
        "age", "How old is the person?", (ADULT, UNKNOWN_AGE, UNDER_18), help=help, required=required
    )


def under_18(question: Question) -> Condition:
    """The person is known to be under 18."""
    return picked(question, UNDER_18.key)


def age_unknown(question: Question) -> Condition:
    """The person may be under 18."""
    return picked(question, UNKNOWN_AGE.key)
