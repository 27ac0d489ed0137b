"""How an aid's questions are written: short constructors, and conditions asked of the question itself.

`danger = yes_no("danger", "Is anyone in danger?", yes="someone is in danger now")` gives a question, and
`yes(danger)`, `no(danger)`, `unknown(danger)`, `picked(topic, "health")`, `ticked(signs, "injury")` give conditions.
"""

from __future__ import annotations

from collections.abc import Iterable

from decision_aids.conditions import Answered, Condition, Has, Is, Line, Unknown, any_option
from decision_aids.model import Option, Question

NOT_SURE = Option("not-sure", "Not sure, or not asked yet", unknown=True, danger=1)


def yes_no(
    key: str,
    text: str,
    *,
    yes: str,
    no: str = "",
    unsure: str = "",
    help: str = "",
    required: bool = False,
    shown_if: Condition | None = None,
    danger: str = "",
    unsure_as_bad: bool = False,
) -> Question:
    """Yes / no / not sure. `yes`, `no` and `unsure` are the answers as clauses; `danger` names the worrying one.

    unsure_as_bad: not knowing holds things up as much as the worrying answer, which may be settled already.
    """
    rank = {"yes": (2, 0), "no": (0, 2)}.get(danger, (0, 0))
    unsure_rank = 2 if unsure_as_bad else 1
    unsure_says = unsure or f"you are not sure whether {yes}"
    options = (
        Option("yes", "Yes", yes, danger=rank[0]),
        Option("no", "No", no or f"it is not so that {yes}", danger=rank[1]),
        Option(NOT_SURE.key, NOT_SURE.text, unsure_says, unknown=True, danger=unsure_rank if danger else 0),
    )
    return Question(key, "one", text, help, options, required, shown_if)


def one_of(
    key: str,
    text: str,
    options: Iterable[Option],
    *,
    help: str = "",
    required: bool = False,
    shown_if: Condition | None = None,
) -> Question:
    """One answer out of several."""
    return Question(key, "one", text, help, tuple(options), required, shown_if)


def many_of(
    key: str,
    text: str,
    options: Iterable[Option],
    *,
    help: str = "",
    required: bool = False,
    shown_if: Condition | None = None,
    none: str = "None of these",
    none_says: str = "",
    unsure: bool = True,
) -> Question:
    """Any number of answers, with "none of these" and (unless `unsure` is False) "not sure", which stand alone."""
    extra = [Option("none", none, none_says or "none of those applies", exclusive=True)]
    if unsure:
        extra.append(Option(NOT_SURE.key, NOT_SURE.text, exclusive=True, unknown=True, danger=1))
    return Question(key, "many", text, help, (*options, *extra), required, shown_if)


def grid(
    key: str,
    text: str,
    options: Iterable[Option],
    *,
    help: str = "",
    required: bool = False,
    shown_if: Condition | None = None,
) -> Question:
    """A list whose every line is answered yes, no or don't know; lines may be grouped by their options' `group`."""
    return Question(key, "grid", text, help, tuple(options), required, shown_if)


def day(
    key: str,
    text: str,
    *,
    help: str = "",
    required: bool = False,
    shown_if: Condition | None = None,
    past: bool = True,
) -> Question:
    """A date; `past` refuses dates after today."""
    return Question(key, "date", text, help, (), required, shown_if, latest="today" if past else "")


def words(
    key: str,
    text: str,
    *,
    max_length: int,
    help: str = "",
    required: bool = False,
    shown_if: Condition | None = None,
) -> Question:
    """A text of at most `max_length` characters. Only the text aids use this, and it never leaves the page."""
    return Question(key, "text", text, help, (), required, shown_if, max_length=max_length)


NATION_OPTIONS = (
    Option("england", "England", "this is in England"),
    Option("wales", "Wales", "this is in Wales"),
    Option("scotland", "Scotland", "this is in Scotland"),
    Option("northern-ireland", "Northern Ireland", "this is in Northern Ireland"),
)

#: The question every aid asks in the same words where the nation changes the answer. Its key is always "nation".
NATION = one_of(
    "nation",
    "Where is this?",
    NATION_OPTIONS,
    help="Law and procedures differ between the four nations.",
    required=True,
)


def yes(question: Question) -> Condition:
    """Answered yes."""
    return Is(question, question.option("yes").key)


def no(question: Question) -> Condition:
    """Answered no."""
    return Is(question, question.option("no").key)


def unknown(question: Question) -> Condition:
    """Answered "not sure", or a line of a grid answered "don't know"."""
    return Unknown(question)


def answered(question: Question) -> Condition:
    """Answered at all."""
    return Answered(question)


def picked(question: Question, *keys: str) -> Condition:
    """A one-answer question has one of these answers, or a many-answer question has one of these ticked."""
    if len(keys) == 1:
        key = question.option(keys[0]).key
        return Is(question, key) if question.kind == "one" else Has(question, key)
    return any_option(question, *keys)


def ticked(question: Question, *keys: str) -> Condition:
    """One of these lines of a grid is answered yes."""
    return Line(question, question.option(keys[0]).key) if len(keys) == 1 else any_option(question, *keys)
