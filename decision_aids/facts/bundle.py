"""Writes `facts/compiled/`: the facts the aids use, as Python constants, so that the browser parses no TOML.

Build-time only. Every aid is listed, described and evaluated on empty answers first; whatever was asked for, every law
entry a rule names, the bank holidays and the rules for counting days go in. The tests run the aids from the compiled
form and from TOML and compare.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from decision_aids import edition, facts
from decision_aids.facts.entries import KINDS, Phrase, Signal, WordClass

#: Lists of so many texts stay as they are.
_FEW = 3

START = '''"""Facts compiled from TOML by decision_aids.facts.bundle, a module a kind. Not edited by hand."""

from decision_aids.edition import Edition

EDITION = Edition(name={name!r})
KINDS = {kinds!r}


def lines(text):
    return tuple(text.split("\\n"))
'''
HEAD = """import datetime

from decision_aids.facts.compiled import lines
from decision_aids.facts.entries import {names}

ENTRIES = {{
"""


def selection() -> dict[str, dict[str, object]]:
    """The facts the aids ask for: kind -> id -> entry."""
    from decision_aids import api, catalogue

    for aid in catalogue.every():
        api.describe(aid.slug)
        api.evaluate(aid.slug, {}, api.london_today())
    # Dates are counted only once one is given, so empty answers ask for none of this.
    facts.every("holiday")
    wanted = {
        *facts.used,
        *(("law", each.id) for each in facts.every("law") if each.topic == "Counting days"),
    }
    for aid in catalogue.every():
        wanted.update(("law", name) for name in catalogue.law_of(aid))
    store = facts._store()
    chosen: dict[str, dict[str, object]] = {kind: {} for kind in KINDS}
    for kind, entries in store.items():
        if kind not in KINDS:  # the learning pages' own, which no aid asks for
            continue
        for name, entry in entries.items():
            whole = (kind, "*") in wanted and kind != "law"
            listed = kind == "item" and ("item-list", getattr(entry, "list", "")) in wanted
            if whole or listed or (kind, name) in wanted:
                chosen[kind][name] = entry
    return chosen


def _literal(entry: Any) -> str:
    """An entry as Python. Long lists of words and patterns are one text each: as many texts they would be a tenth bigger."""
    if not isinstance(entry, (WordClass, Phrase, Signal)):
        return repr(entry)
    given = []
    for field in fields(entry):
        value = getattr(entry, field.name)
        joined = isinstance(value, tuple) and len(value) > _FEW
        given.append(f"{field.name}=" + (f"lines({'\n'.join(value)!r})" if joined else repr(value)))
    return f"{type(entry).__name__}({', '.join(given)})"


def sources() -> dict[str, str]:
    """The files of `facts/compiled/` by their names, the same for the same facts."""
    chosen = {kind: entries for kind, entries in selection().items() if entries}
    found = {"__init__.py": START.format(name=edition.current().name, kinds=tuple(chosen))}
    for kind, entries in chosen.items():
        names = ", ".join(sorted({KINDS[kind].__name__, *(["LawValue"] if kind == "law" else [])}))
        parts = [HEAD.format(names=names)]
        parts.extend(f"    {name!r}: {_literal(entry)},\n" for name, entry in entries.items())
        found[f"{kind}.py"] = "".join([*parts, "}\n"])
    return found
