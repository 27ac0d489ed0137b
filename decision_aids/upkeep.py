"""Keeping the law right: what is due or unsure and where it shows, and what another day changes.

For people who look after the content: `python -m decision_aids law due` and `law as-at DATE`. Not for the browser.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from decision_aids import catalogue, facts
from decision_aids.facts import loader
from decision_aids.facts.entries import Law

DOCS = Path(__file__).resolve().parent.parent / "docs"
#: What is due this many days ahead is listed: time enough to read a page and ask somebody.
AHEAD_DAYS = 60


@dataclass(frozen=True, slots=True)
class Uses:
    """Where a law entry shows: slugs of aids, ids of facts by kind, paths of pages that name it themselves."""

    aids: tuple[str, ...]
    facts: dict[str, tuple[str, ...]]
    pages: tuple[str, ...]

    def words(self) -> str:
        """One line: `aids: a, b; scenario: c; pages: d`."""
        parts = [("aids", self.aids), *sorted(self.facts.items()), ("pages", self.pages)]
        return (
            "; ".join(f"{kind}: {', '.join(names)}" for kind, names in parts if names)
            or "nowhere but the register"
        )


def uses(name: str) -> Uses:
    """Where the entry shows. Scenarios count when one of their aids can name it. Raises UnknownFact."""
    facts.law(name)
    aids = tuple(slug for slug, named in _aids() if name in named)
    found: dict[str, list[str]] = defaultdict(list)
    for kind, id_, named, tried in _facts():
        if (name in named or tried & set(aids)) and (kind, id_) != ("law", name):
            found[kind].append(id_)
    pages = tuple(path for path, named in _pages() if name in named)
    return Uses(aids, {kind: tuple(names) for kind, names in found.items()}, pages)


@cache
def _aids() -> tuple[tuple[str, frozenset[str]], ...]:
    """Each aid with the law entries it can name."""
    return tuple((aid.slug, frozenset(catalogue.law_of(aid))) for aid in catalogue.every())


@cache
def _facts() -> tuple[tuple[str, str, frozenset[str], frozenset[str]], ...]:
    """Each fact: kind, id, the law entries it names, and the aids a scenario tries."""
    return tuple(
        (kind, entry.id, frozenset(_law_of(entry)), frozenset(entry.aids if kind == "scenario" else ()))
        for kind in loader.KINDS
        for entry in facts.every(kind)
    )


def _law_of(entry: Any) -> set[str]:
    """The ids of law entries that a fact names, in its own field or in a text."""
    own = getattr(entry, "law", ())
    named = {own} if isinstance(own, str) else set(own)
    for text in _texts(entry):
        named.update(facts.mentioned(text))
    return named


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))


@cache
def _pages() -> tuple[tuple[str, frozenset[str]], ...]:
    """Each page with the law ids it may name: every word of it that is the id of an entry."""
    known = {each.id for each in facts.every("law")}
    found = []
    for path in sorted(DOCS.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        for sign in "'\"[](){},:":
            text = text.replace(sign, " ")
        found.append((path.relative_to(DOCS).as_posix(), frozenset(text.split()) & known))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Due:
    """An entry that somebody should look at. `why` says it in words; `by` is its review day."""

    entry: Law
    why: str
    by: date
    uses: Uses


def due(on: date, ahead: int = AHEAD_DAYS) -> tuple[Due, ...]:
    """What is overdue, due within `ahead` days, or unsure, the most pressing first."""
    found = []
    for entry in facts.every("law"):
        why = []
        if entry.review_by < on:
            why.append(f"overdue for {_days((on - entry.review_by).days)}")
        elif entry.review_by <= on + timedelta(days=ahead):
            why.append(f"due in {_days((entry.review_by - on).days)}")
        if entry.state == "unsure":
            why.append("unsure")
        if entry.confidence == "conflicting":
            why.append("published pages disagree")
        if why:
            found.append(Due(entry, ", ".join(why), entry.review_by, uses(entry.id)))
    return tuple(sorted(found, key=lambda each: (each.by, each.entry.id)))


def _days(count: int) -> str:
    return "one day" if count == 1 else f"{count} days"


def due_words(found: Iterable[Due]) -> str:
    """The list for a person to work through, one entry a block."""
    blocks = []
    for each in found:
        entry = each.entry
        lines = [
            f"{entry.id}  ({each.why})",
            f"  {entry.title}",
            f"  checked {entry.checked}, review by {entry.review_by}, {entry.confidence}",
            f"  reference: {entry.reference}" + (f"  {entry.url}" if entry.url else ""),
        ]
        lines += [f"  what is unsure: {entry.unsure}"] if entry.unsure else []
        blocks.append("\n".join([*lines, f"  shows in {each.uses.words()}"]))
    return "\n\n".join([*blocks, f"{len(blocks)} of {len(facts.every('law'))} entries to look at"])


def changes(start: date, end: date) -> tuple[tuple[Law, str, str], ...]:
    """Entries that the site shows otherwise on another day: the entry, how on `start`, how on `end`."""
    found = []
    for entry in facts.every("law"):
        before, after = _shown(entry, start), _shown(entry, end)
        if before != after:
            found.append((entry, before, after))
    return tuple(found)


def _shown(entry: Law, on: date) -> str:
    value = facts.law_value(entry.id, on)
    state = facts.law_state(entry.id, on)
    return f"{value.words} ({state})" if value else state


def changes_words(start: date, end: date) -> str:
    """What another day changes, for a person to read."""
    found = changes(start, end)
    lines = [
        f"{entry.id}: {before} -> {after}\n  {entry.title}; shows in {uses(entry.id).words()}"
        for entry, before, after in found
    ]
    return "\n".join(
        [*lines, f"{len(found)} of {len(facts.every('law'))} entries show otherwise on {end} than on {start}"]
    )
