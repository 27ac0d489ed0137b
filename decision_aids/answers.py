"""Checks what came in against an aid's questions. Wrong input is a field error in words; nothing is dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from decision_aids.dates import say_short
from decision_aids.model import GRID_ANSWERS, Aid, Answers, FieldError, Question

ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
EARLIEST = date(1900, 1, 1)
#: No answer needs more than this many characters in a place that expects a short key.
KEY_LENGTH = 200


class Refused(ValueError):
    """An answer cannot be used; the message tells the reader why and what to do."""


def check(aid: Aid, raw: object, today: date) -> tuple[Answers, tuple[FieldError, ...]]:
    """Answers to the questions that are shown, and every error found. With errors the answers are not to be used.

    `raw` maps question keys to answers; missing, None, "" and empty lists or grids mean "not answered". Answers to
    questions that are hidden by other answers are checked and then set aside.
    """
    if not isinstance(raw, Mapping):
        return Answers(), (FieldError("answers", "Answers should be an object with one entry per question."),)
    errors: list[FieldError] = []
    known = {question.key for question in aid.questions}
    for key in raw:
        if key not in known:
            name = str(key)[:60] or "answers"
            errors.append(
                FieldError(name, f"There is no question called “{name}” here. Remove it or check its name.")
            )
    values: dict[str, object] = {}
    hidden: set[str] = set()
    ruled_out: set[str] = set()
    for question in aid.questions:
        try:
            value = _value(question, raw.get(question.key), today)
        except Refused as refused:
            errors.append(FieldError(question.key, str(refused)))
            continue
        so_far = Answers(values, today, frozenset(hidden), frozenset(ruled_out))
        in_view = question.shown_if is None or question.shown_if.holds(so_far)
        if not in_view:
            hidden.add(question.key)
            if in_view is False:
                ruled_out.add(question.key)
        elif value is not None:
            values[question.key] = value
    return Answers(values, today, frozenset(hidden), frozenset(ruled_out)), tuple(errors)


def shown(aid: Aid, answers: Answers) -> tuple[Question, ...]:
    """The questions these answers leave in view, in order."""
    return tuple(question for question in aid.questions if question.key not in answers.hidden)


def _value(question: Question, raw: object, today: date) -> object:
    if raw is None or raw == "" or raw == [] or raw == {}:
        return None
    if question.kind == "one":
        return _one(question, raw)
    if question.kind == "many":
        return _many(question, raw)
    if question.kind == "grid":
        return _grid(question, raw)
    if question.kind == "date":
        return _date(question, raw, today)
    return _text(question, raw)


def _one(question: Question, raw: object) -> str:
    keys = [option.key for option in question.options]
    if not isinstance(raw, str):
        raise Refused("Choose one of the answers listed.")
    if raw not in keys:
        raise Refused(f"“{raw[:KEY_LENGTH]}” is not one of the answers. Choose one of: {', '.join(keys)}.")
    return raw


def _many(question: Question, raw: object) -> tuple[str, ...]:
    if not isinstance(raw, (list, tuple)):
        raise Refused("Give a list of the answers that apply.")
    keys = [option.key for option in question.options]
    for given in raw:
        if not isinstance(given, str) or given not in keys:
            raise Refused(
                f"“{str(given)[:KEY_LENGTH]}” is not one of the answers. Choose from: {', '.join(keys)}."
            )
    alone = [option.text for option in question.options if option.exclusive and option.key in raw]
    if alone and len(set(raw)) > 1:
        raise Refused(
            f"“{alone[0]}” cannot stand beside other answers. Take it away, or take the others away."
        )
    return tuple(key for key in keys if key in raw)


def _grid(question: Question, raw: object) -> dict[str, str]:
    if not isinstance(raw, Mapping):
        raise Refused("Give each line an answer: yes, no or unknown.")
    keys = {option.key for option in question.options}
    for line, given in raw.items():
        if line not in keys:
            raise Refused(f"There is no line called “{str(line)[:KEY_LENGTH]}” in this list. Check its name.")
        if given not in (None, "") and (not isinstance(given, str) or given not in GRID_ANSWERS):
            raise Refused(
                f"“{str(given)[:KEY_LENGTH]}” is not an answer to this line. Use yes, no or unknown."
            )
    answered = {option.key: raw[option.key] for option in question.options if raw.get(option.key)}
    return answered or None  # type: ignore[return-value]


def _date(question: Question, raw: object, today: date) -> date:
    match = ISO_DATE.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        raise Refused(
            "Enter the date as day, month and year, for example 27 3 2026 (2026-03-27 from the command line)."
        )
    year, month, number = (int(part) for part in match.groups())
    try:
        found = date(year, month, number)
    except ValueError:
        raise Refused("There is no such date. Check the day and the month.") from None
    if found < EARLIEST:
        raise Refused(f"The date is before {say_short(EARLIEST)}. Check the year.")
    if question.latest == "today" and found > today:
        raise Refused(
            f"The date is after today ({say_short(today)}). Check it, or come back when it has happened."
        )
    return found


def _text(question: Question, raw: object) -> str | None:
    if not isinstance(raw, str):
        raise Refused("Type or paste words here.")
    limit = question.max_length or 0
    if len(raw) > limit:
        raise Refused(f"This is {len(raw):,} characters long; {limit:,} is the most. Check it in two parts.")
    return raw if raw.strip() else None
