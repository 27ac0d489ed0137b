"""Lists to tick: a thing counts as in place only when somebody has ticked it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from decision_aids import facts
from decision_aids.conditions import Condition, Known, Not, some
from decision_aids.facts.entries import Item
from decision_aids.model import Answers, Option, Question
from decision_aids.questions import answered, picked


def items_named(list_name: str, *keys: str) -> tuple[Item, ...]:
    """The lines of a list with these ids, in the list's order; the whole list when none is named."""
    lines = facts.items(list_name)
    missing = set(keys) - {line.id for line in lines}
    if missing:
        raise facts.UnknownFact(f"the list {list_name!r} has no line named {', '.join(sorted(missing))}")
    return tuple(line for line in lines if not keys or line.id in keys)


def options(
    lines: Iterable[Item], says: Mapping[str, str], *, group: str = "", danger: int = 0
) -> tuple[Option, ...]:
    """Lines of a list as options; `says` gives each as a clause."""
    return tuple(
        Option(each.id, each.text, says.get(each.id, ""), help=each.detail, group=group, danger=danger)
        for each in lines
    )


def unticked(question: Question, key: str, says: str) -> Condition:
    """The list is answered and this line is not ticked. "Not sure" counts as not ticked; a hidden list never does."""
    return Not(some(Not(answered(question), "it is not answered"), Known(picked(question, key))), says)


def open_lines(question: Question, answers: Answers) -> tuple[str, ...]:
    """The texts of the lines that are not ticked, leaving out "none" and "not sure"."""
    given = answers.many(question.key)
    return tuple(
        option.text for option in question.options if not option.exclusive and option.key not in given
    )


def sentence(line: Item) -> str:
    """A line of a list as a sentence, with its detail."""
    text = line.text if line.text.endswith((".", "?", "!", "”")) else f"{line.text}."
    return f"{text} {line.detail}".strip()
