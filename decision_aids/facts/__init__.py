"""The facts: one place for every number, name and definition the aids and the pages use.

Under CPython they are read from the TOML beside this file; in the browser from `facts.compiled`, which the build
writes (see `facts.bundle`). Either way callers use the functions here.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

from decision_aids.facts.entries import CONFIDENCE_LABELS, KINDS, Holiday, Item, Law, LawValue, Source

PLACEHOLDER = re.compile(r"\{law:([a-z0-9-]+)\}")


class UnknownFact(KeyError):
    """There is no such fact. The message names the kind and the id."""

    def __str__(self) -> str:
        return str(self.args[0])


@cache
def _store() -> dict[str, dict[str, Any]]:
    from decision_aids.facts import loader

    return loader.load_all()


@cache
def _compiled(kind: str) -> dict[str, Any] | None:
    """The entries of a kind where the build has written them as Python, a module a kind; None where it has not."""
    try:
        from decision_aids.facts import compiled  # type: ignore[attr-defined]
    except ImportError:
        return None
    if kind not in compiled.KINDS:  # no aid asks for one of these
        return {} if kind in KINDS else None
    entries: dict[str, Any] = import_module(f"{compiled.__name__}.{kind}").ENTRIES
    return entries


def load() -> None:
    """Reads all facts that aids use, which are otherwise read when they are asked for."""
    for kind in KINDS:
        _kind(kind)


#: What has been asked for since the start: the bundle for the browser is cut to it.
used: set[tuple[str, str]] = set()


def every(kind: str) -> tuple[Any, ...]:
    """All entries of a kind, in file order."""
    used.add((kind, "*"))
    return tuple(_kind(kind).values())


def get(kind: str, name: str) -> Any:
    """One entry. Raises UnknownFact."""
    used.add((kind, name))
    try:
        return _kind(kind)[name]
    except KeyError:
        raise UnknownFact(f"there is no {kind} named {name!r} in the facts") from None


def _kind(kind: str) -> dict[str, Any]:
    compiled = _compiled(kind)
    if compiled is not None:
        return compiled
    try:
        return _store()[kind]
    except (ImportError, KeyError):  # the browser has no loader
        raise UnknownFact(f"{kind!r} is not a kind of fact") from None


def items(list_name: str) -> tuple[Item, ...]:
    """The lines of a named list. Raises UnknownFact when the list is empty or unknown."""
    used.add(("item-list", list_name))
    found = tuple(item for item in _kind("item").values() if item.list == list_name)
    if not found:
        raise UnknownFact(f"there is no list named {list_name!r} in the facts")
    return found


def law(name: str) -> Law:
    """A law entry. Raises UnknownFact."""
    entry: Law = get("law", name)
    return entry


def source(name: str) -> Source:
    """A source document. Raises UnknownFact."""
    entry: Source = get("source", name)
    return entry


def holidays(nation: str) -> tuple[Holiday, ...]:
    """The bank holidays of england-wales, scotland or northern-ireland, by date."""
    return tuple(
        sorted((each for each in every("holiday") if each.nation == nation), key=lambda each: each.day)
    )


def law_value(name: str, on: date) -> LawValue | None:
    """The value of a law entry on a day; None when the entry has no value for that day. Never extrapolates."""
    for value in law(name).values:
        if value.start <= on and (value.until is None or on <= value.until):
            return value
    return None


def law_state(name: str, on: date) -> str:
    """verified, overdue, no-value, unsure or not-in-force.

    "overdue" comes before "unsure": an unsure entry past its review date needs the louder word. An entry whose rule
    has no number at all is never "no-value".
    """
    entry = law(name)
    if entry.values and law_value(name, on) is None:
        return "no-value"
    if on > entry.review_by:
        return "overdue"
    if entry.state == "not-in-force":
        return "not-in-force"
    if entry.state == "unsure" or entry.confidence == "conflicting":
        return "unsure"
    return "verified"


def law_words(name: str, on: date) -> str:
    """The value in words for a day, or a plain statement that there is none."""
    value = law_value(name, on)
    if value is not None:
        return value.words
    entry = law(name)
    return f"no confirmed figure for this date (see {entry.reference})"


def law_note(name: str, on: date) -> dict[str, Any]:
    """A law entry as the page and the aids show it on a day."""
    entry = law(name)
    value = law_value(name, on)
    return {
        "id": entry.id,
        "title": entry.title,
        "rule": fill(entry.rule, on),
        "value": value.words if value else "",
        "state": law_state(name, on),
        "confidence": entry.confidence,
        "confidence_label": CONFIDENCE_LABELS[entry.confidence],
        "reference": entry.reference,
        "url": entry.url,
        "checked": entry.checked.isoformat(),
        "review_by": entry.review_by.isoformat(),
        "nations": list(entry.nations),
        "source_says": entry.source_says,
        "unsure": entry.unsure,
    }


def fill(text: str, on: date) -> str:
    """Replaces each `{law:ID}` by that entry's value in words on a day. Raises UnknownFact for an unknown id."""
    return PLACEHOLDER.sub(lambda match: law_words(match[1], on), text)


@cache
def mentioned(text: str) -> tuple[str, ...]:
    """The ids of the law entries a text mentions by `{law:ID}`."""
    return tuple(PLACEHOLDER.findall(text))


def cite(reference: str) -> dict[str, str]:
    """ "stage 4.1" -> id, title and section of the source. Raises UnknownFact for an unknown source."""
    name, _, section = reference.partition(" ")
    entry = source(name)
    return {"id": entry.id, "title": entry.short, "section": section}
