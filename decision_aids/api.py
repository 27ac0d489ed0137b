"""The one door to the aids: list, describe, evaluate. JSON-ready values in, JSON-ready values out.

The command line, the site's build and the browser's worker all come through here; nothing else in the package is for
them. `schemas/` in this repository holds the JSON Schema of what goes in and out.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from decision_aids import __version__, facts
from decision_aids.assess import NOT_YET, Missing, Result, assess
from decision_aids.calendar_file import FILENAME, ics
from decision_aids.catalogue import UnknownAid, every, find, law_of
from decision_aids.dates import say
from decision_aids.model import GROUNDS, Aid, DatedAnswer, FieldError, Level, Link, Question, Rule
from decision_aids.record import record

Json = dict[str, Any]

#: A request longer than this (characters of JSON) is refused before it is read.
LONGEST_REQUEST = 400_000


def london_today() -> date:
    """Today in London. The page passes its own date in; this serves the command line and the build.

    Without time zone data (the browser has none) it falls back on the day in UTC.
    """
    try:
        from zoneinfo import ZoneInfo

        return datetime.now(ZoneInfo("Europe/London")).date()
    except (ImportError, KeyError):
        return datetime.now(UTC).date()


def prepare() -> None:
    """Imports every aid and reads every fact, so that no answer after it imports anything."""
    facts.load()
    every()


def list_aids() -> list[Json]:
    """Every aid: slug, title, question, summary, and what kind of tool it is."""
    return [
        {
            "slug": aid.slug,
            "title": aid.title,
            "question": aid.question,
            "summary": aid.summary,
            "kind": aid.card.kind,
        }
        for aid in every()
    ]


def describe(slug: str, today: date | None = None) -> Json:
    """An aid in full: questions, rules with their sources, levels, card, law notes as at `today`. Raises UnknownAid."""
    aid, today = find(slug), today or london_today()
    return {
        "slug": aid.slug,
        "title": aid.title,
        "question": aid.question,
        "summary": facts.fill(aid.summary, today),
        "version": f"{__version__}/{aid.version}",
        "as_at": today.isoformat(),
        "levels": [
            {**_level(level), "headline": facts.fill(level.headline, today), "meaning": level.meaning}
            for level in (*aid.levels, NOT_YET)
        ],
        "questions": [_question(question) for question in aid.questions],
        "rules": [_rule(rule, today) for rule in aid.rules],
        "card": {
            "kind": aid.card.kind,
            "what": aid.card.what,
            "not_for": aid.card.not_for,
            "strength": aid.card.strength,
            "pitfalls": [{"text": each.text, "source": each.source} for each in aid.card.pitfalls],
            "review": aid.card.review,
        },
        "law_notes": [facts.law_note(name, today) for name in law_of(aid)],
        "links": [_link(link) for link in aid.links],
        "closing": aid.closing,
    }


def evaluate(slug: str, answers: object, today: date | None = None, built: date | None = None) -> Json:
    """The result for these answers, or the errors in them (`ok` tells which). Raises UnknownAid.

    Answers: one -> "option"; many -> ["option", ...]; grid -> {"line": "yes|no|unknown"}; date -> "YYYY-MM-DD";
    text -> str. Missing, null and "" mean not answered. `built` is the day of the site that asks, for the record.
    """
    aid, today = find(slug), today or london_today()
    result = assess(aid, answers, today)
    if not isinstance(result, Result):
        return errors(result)
    return {
        "ok": True,
        "slug": aid.slug,
        "title": aid.title,
        "version": f"{__version__}/{aid.version}",
        "today": today.isoformat(),
        "level": _level(result.level),
        "headline": facts.fill(result.level.headline, today),
        "provisional": result.provisional,
        "missing": [_missing(each) for each in result.missing],
        "actions": list(result.actions),
        "cautions": list(result.cautions),
        "reasons": [_reason(aid, rule, result) for rule in result.fired],
        "other_levels": [
            {"level": _level(level), "why_not": facts.fill(why, today)} for level, why in result.other_levels
        ],
        "spans": [
            {
                "start": each.start,
                "end": each.end,
                "text": each.text,
                "kind": each.kind,
                "kind_label": each.kind_label,
                "why": each.why,
                "instead": list(each.instead),
                "source": each.source,
            }
            for each in result.computed.spans
        ],
        "law_notes": [facts.law_note(name, today) for name in result.law],
        "dates": [_dated(each, today) for each in result.computed.dates],
        "draft": None
        if result.draft is None
        else {"title": result.draft.title, "text": result.draft.text, "gaps": list(result.draft.gaps)},
        "links": [_link(link) for link in result.links],
        "closing": result.closing,
        "record": record(result, built),
    }


def errors(found: tuple[FieldError, ...]) -> Json:
    """Field errors as JSON."""
    return {"ok": False, "errors": [{"field": each.field, "message": each.message} for each in found]}


def handle(request: str) -> str:
    """The browser worker's door. Takes {"op", "slug", "answers", "today", "built"} as text and gives the answer as text.

    Whatever comes in, text comes out: a result, a description, or errors in words.
    """
    return json.dumps(_handle(request))


def _handle(request: str) -> Any:
    parsed = parse(request)
    if isinstance(parsed, FieldError):
        return errors((parsed,))
    if not isinstance(parsed, dict):
        return errors((FieldError("request", "A request is an object with op, slug and answers."),))
    day = parse_day(parsed.get("today"))
    if isinstance(day, FieldError):
        return errors((day,))
    built = parse_day(parsed.get("built"))
    if isinstance(built, FieldError):
        return errors((FieldError("built", built.message),))
    slug = parsed.get("slug")
    operations: dict[str, Callable[[], Any]] = {
        "list": list_aids,
        "describe": lambda: describe(str(slug), day),
        "evaluate": lambda: evaluate(str(slug), parsed.get("answers"), day, built),
    }
    operation = operations.get(str(parsed.get("op")))
    if operation is None:
        return errors((FieldError("op", "There is no such request. Use list, describe or evaluate."),))
    try:
        return operation()
    except UnknownAid as unknown:
        return errors((FieldError("slug", str(unknown)),))


def parse(text: str) -> Any:
    """JSON text as a value, or a FieldError that says why it cannot be read. Never raises."""
    if len(text) > LONGEST_REQUEST:
        return FieldError(
            "answers", f"This is longer than {LONGEST_REQUEST:,} characters. Send less at a time."
        )
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        return FieldError("answers", "This is nested too deeply to be answers. Send one level per question.")
    except ValueError as error:
        return FieldError("answers", f"This is not valid JSON ({error}). Check it and send it again.")


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON value")


def parse_day(value: object) -> date | FieldError | None:
    """An ISO date, None for none, or a FieldError."""
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else _bad_day()
    except ValueError:
        return _bad_day()


def _bad_day() -> FieldError:
    return FieldError("today", "Write the day as YYYY-MM-DD, for example 2026-11-20.")


def _level(level: Level) -> Json:
    return {"key": level.key, "label": level.label, "tone": level.tone}


def _link(link: Link) -> Json:
    return {"href": link.href, "text": link.text}


def _question(question: Question) -> Json:
    condition = question.shown_if
    return {
        "key": question.key,
        "kind": question.kind,
        "text": question.text,
        "help": question.help,
        "required": question.required,
        "options": [
            {
                "key": option.key,
                "text": option.text,
                "help": option.help,
                "group": option.group,
                "exclusive": option.exclusive,
                "unknown": option.unknown,
            }
            for option in question.options
        ],
        "shown_if": condition.to_json() if condition else None,
        "shown_if_words": condition.words() if condition else "",
        "max_length": question.max_length,
    }


def _ground(rule: Rule) -> Json:
    return {"key": rule.ground, "label": GROUNDS[rule.ground]}


def _rule(rule: Rule, today: date) -> Json:
    return {
        "id": rule.id,
        "when": facts.fill(rule.when.words(), today),
        "level": rule.level,
        "finding": facts.fill(rule.finding, today),
        "group": rule.group,
        "actions": [facts.fill(text, today) for text in rule.actions],
        "cautions": [facts.fill(text, today) for text in rule.cautions],
        "ground": _ground(rule),
        "sources": [facts.cite(reference) for reference in rule.sources],
        "law": list(rule.law),
    }


def _reason(aid: Aid, rule: Rule, result: Result) -> Json:
    return {
        "rule": rule.id,
        "level": _level(aid.level(rule.level)),
        "finding": facts.fill(rule.finding, result.today),
        "because": facts.fill(rule.when.because(result.answers), result.today),
        "group": rule.group,
        "ground": _ground(rule),
        "sources": [facts.cite(reference) for reference in rule.sources],
        "law": [name for name in rule.law if name in result.law],
    }


def _missing(each: Missing) -> Json:
    return {"question": each.question.key, "text": each.question.text, "could": each.could}


def _dated(each: DatedAnswer, today: date) -> Json:
    return {
        "id": each.id,
        "label": each.label,
        "date": each.day.isoformat() if each.day else None,
        "words": each.words,
        "aim_for": each.aim_for.isoformat() if each.aim_for else None,
        "aim_for_words": say(each.aim_for) if each.aim_for else "",
        "how": list(each.how),
        "assumption": each.assumption,
        "ics": {"filename": FILENAME, "text": ics(each.aim_for or each.day, today)}
        if each.calendar and each.day
        else None,
    }
