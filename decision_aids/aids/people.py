"""Questions asked in the same words in many aids, such as danger now, and age wherever being under 18 changes what to do."""

from __future__ import annotations

from decision_aids.conditions import Condition
from decision_aids.model import Option, Question
from decision_aids.questions import one_of, picked, yes_no

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


def danger_question(
    help: str = "The person, a child, you, or anybody else.", *, required: bool = True
) -> Question:
    """Danger now: asked first, and never left open where an answer rests on it. The key is always "danger"."""
    return yes_no(
        "danger",
        "Is anyone in danger right now?",
        help=help,
        yes="someone is in danger right now",
        no="nobody is in danger right now",
        required=required,
        danger="yes",
    )


def taking_part_question() -> Question:
    """The test in care law of being unable to take part without an advocate. The key is always "taking-part"."""
    return yes_no(
        "taking-part",
        "Would they find it very hard to take part, with nobody suitable to help them?",
        yes="the person would find it very hard to take part and has nobody suitable to help",
        no="the person can take part or has somebody suitable to help",
    )


def age_by_stage() -> Question:
    """18 or over, not known, 16 or 17, or under 16: where the law draws a line at 16, too."""
    return one_of(
        "age",
        "How old is the person?",
        (
            ADULT,
            UNKNOWN_AGE,
            Option("young", "16 or 17", "the person is 16 or 17", danger=2),
            Option("child", "Under 16", "the person is under 16", danger=2),
        ),
        required=True,
    )


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
