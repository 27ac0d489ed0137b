"""Which single answer, given otherwise, would move an aid to another level. Worked out by asking the aid itself.

For the calibration of teams: people who judge one story differently often differ in one fact. Runs at build time only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from decision_aids import api
from decision_aids.assess import Result, assess
from decision_aids.catalogue import find

Json = dict[str, Any]

GRID_WORDS = {"yes": "yes", "no": "no", "unknown": "don't know"}
#: Levels that are the state of a form, not an answer.
NO_ANSWER = ("not-yet",)


@dataclass(frozen=True, slots=True)
class Move:
    """One answer given otherwise, and the level it would lead to. `question` and `answer` are in words."""

    level: str
    question: str
    answer: str


def moves(slug: str, answers: Json, on: date) -> list[Move]:
    """Every single change of an answer that changes the level, in the order of the questions.

    ValueError when the aid refuses the answers as they stand.
    """
    aid = find(slug)
    result = assess(aid, answers, on)
    if not isinstance(result, Result):
        raise ValueError(f"{slug} refuses {result[0].field}: {result[0].message}")
    unmoved = (result.level.key, *NO_ANSWER)
    found = []
    for question in api.describe(slug, on)["questions"]:
        for value, said in otherwise(question, answers.get(question["key"])):
            other = assess(
                aid, {**answers, question["key"]: value}, on
            )  # the level alone: no result in words
            if isinstance(other, Result) and other.level.key not in unmoved:
                found.append(Move(other.level.key, question["text"], said))
    return found


def otherwise(question: Json, given: Any) -> Iterator[tuple[Any, str]]:
    """Each way to give one answer otherwise, by a single choice, and that choice in words. Dates and texts have none."""
    options = question["options"]
    if question["kind"] == "one":
        yield from ((option["key"], option["text"]) for option in options if option["key"] != given)
    elif question["kind"] == "many":
        ticked = list(given or [])
        alone = {option["key"] for option in options if option.get("exclusive")}
        for option in options:
            if option["key"] in ticked:
                left = [key for key in ticked if key != option["key"]]
                if left:
                    yield left, f"not: {option['text']}"
            elif option["key"] in alone:
                yield [option["key"]], option["text"]
            else:
                yield [*(key for key in ticked if key not in alone), option["key"]], option["text"]
    elif question["kind"] == "grid":
        lines = dict(given or {})
        for option in options:
            for answer, said in GRID_WORDS.items():
                if lines.get(option["key"]) != answer:
                    yield {**lines, option["key"]: answer}, f"{option['text']}: {said}"
