"""Reads the TOML facts, strictly. Runs at build time and under CPython; the browser gets compiled constants instead.

Every mistake is an error that names the file, the entry and the reason: nothing is skipped, guessed or defaulted.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import tomllib
import types
import typing
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from decision_aids.facts import learning, learning_checks, telling
from decision_aids.facts.entries import ALIASES, Law, LawValue
from decision_aids.facts.entries import KINDS as AID_KINDS

FOLDER = Path(__file__).resolve().parent
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PLACEHOLDER = re.compile(r"\{law:([a-z0-9-]+)\}")
KINDS: dict[str, type] = {**AID_KINDS, **learning.KINDS, **telling.KINDS}
NESTED = (LawValue, *learning.NESTED, *telling.NESTED)


class FactError(ValueError):
    """A fact that cannot be trusted: which file, which entry, and why, in a line one can read whole."""

    def __init__(self, path: Path, entry: str, reason: str) -> None:
        super().__init__(f"{path.name}: {_short(entry, 100)}: {_short(reason, 1_000)}")
        self.path, self.entry, self.reason = path, entry, reason


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def files(kind: str, folder: Path = FOLDER) -> list[Path]:
    """The files of a kind: `<kind>.toml` and everything in `<kind>/`, in name order."""
    single = folder / f"{kind}.toml"
    return ([single] if single.is_file() else []) + sorted((folder / kind).glob("*.toml"))


Store = dict[str, dict[str, typing.Any]]


def load_all(folder: Path = FOLDER) -> Store:
    """Every fact in the folder: kind -> id -> entry, checked one by one and against each other.

    Raises FactError at the first mistake.
    """
    store, errors = examine(folder)
    if errors:
        raise errors[0]
    return store


def examine(folder: Path = FOLDER) -> tuple[Store, list[FactError]]:
    """The facts that can be read and every mistake found, for whoever mends them."""
    errors: list[FactError] = []
    known = {path for kind in KINDS for path in files(kind, folder)}
    for path in sorted(folder.rglob("*.toml")):
        if path not in known:
            reason = f"no kind of fact is kept here; kinds are {', '.join(sorted(KINDS))}"
            errors.append(FactError(path, "file", reason))
    store: Store = {kind: {} for kind in KINDS}
    places: dict[tuple[str, str], Path] = {}
    for kind, cls in KINDS.items():
        for path in files(kind, folder):
            errors += _add_file(kind, cls, path, store[kind], places)
    return store, errors + _cross_check(store, places)


def _add_file(
    kind: str, cls: type, path: Path, entries: dict[str, typing.Any], places: dict[tuple[str, str], Path]
) -> list[FactError]:
    errors: list[FactError] = []
    try:
        rows = _read(path, kind)
    except FactError as error:
        return [error]
    for raw in rows:
        try:
            name = _name(raw, path)
            if name in entries:
                raise FactError(path, name, f"duplicate id, already in {places[kind, name].name}")
            entries[name] = _entry(cls, raw, path, name)
            places[kind, name] = path
        except FactError as error:
            errors.append(error)
    return errors


def _read(path: Path, kind: str) -> list[dict[str, typing.Any]]:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FactError(path, "file", f"not valid TOML: {error}") from error
    except RecursionError:
        raise FactError(path, "file", "nested too deeply to be facts: write one level of entries") from None
    extra = set(document) - {kind}
    if extra:
        raise FactError(path, "file", f"unknown table {sorted(extra)[0]!r}: entries here are [[{kind}]]")
    rows = document.get(kind, [])
    if not isinstance(rows, list):
        raise FactError(path, "file", f"write entries as [[{kind}]]")
    return rows


def _name(raw: dict[str, typing.Any], path: Path) -> str:
    name = raw.get("id")
    if not isinstance(name, str) or not ID.fullmatch(name):
        raise FactError(path, str(name), "id is missing or not in the form a-z0-9 with single hyphens")
    return name


@functools.cache
def _shape(cls: type) -> tuple[dict[str, typing.Any], dict[str, dataclasses.Field[typing.Any]]]:
    """A kind's fields: their types, and the fields themselves."""
    return typing.get_type_hints(cls), {field.name: field for field in dataclasses.fields(cls)}


def _entry(cls: type, raw: dict[str, typing.Any], path: Path, name: str) -> typing.Any:
    hints, fields = _shape(cls)
    values = {}
    for key, value in raw.items():
        key = ALIASES.get(key, key)
        if key not in fields:
            raise FactError(path, name, f"unknown key {key!r}; known keys are {', '.join(fields)}")
        values[key] = _value(hints[key], value, path, name, key)
    for key, field in fields.items():
        if key not in values and field.default is dataclasses.MISSING:
            raise FactError(path, name, f"{key!r} is missing")
    entry = cls(**values)
    if isinstance(entry, Law):
        _check_law(entry, path)
    reason = learning_checks.fault(entry)
    if reason:
        raise FactError(path, name, reason)
    return entry


def _value(hint: typing.Any, value: typing.Any, path: Path, name: str, key: str) -> typing.Any:
    origin = typing.get_origin(hint)
    if origin is types.UnionType:
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
        return _value(hint, value, path, name, key)
    if origin is tuple:
        if not isinstance(value, list):
            raise FactError(path, name, f"{key!r} should be a list")
        inner = typing.get_args(hint)[0]
        return tuple(_value(inner, item, path, name, key) for item in value)
    if origin is typing.Literal:
        allowed = typing.get_args(hint)
        if value not in allowed:
            raise FactError(
                path, name, f"{key!r} is {value!r}; it should be one of {', '.join(map(str, allowed))}"
            )
        return value
    if hint in NESTED:
        if not isinstance(value, dict):
            raise FactError(path, name, f"{key!r} should be tables")
        return _entry(hint, value, path, name)
    if typing.get_origin(hint) is dict:
        if not isinstance(value, dict):
            raise FactError(path, name, f"{key!r} should be a table")
        return {one: given.isoformat() if isinstance(given, date) else given for one, given in value.items()}
    if hint is date:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise FactError(path, name, f"{key!r} should be a date written 2026-11-20")
        return value
    if type(value) is not hint:
        raise FactError(path, name, f"{key!r} should be {hint.__name__}, not {type(value).__name__}")
    if hint is str and not value.strip() and key != "url":
        raise FactError(path, name, f"{key!r} is empty")
    return value


def _check_law(law: Law, path: Path) -> None:
    if not law.nations:
        raise FactError(path, law.id, "'nations' is empty: say where it holds")
    if not law.refs:
        raise FactError(path, law.id, "'refs' is empty: say which research entry it rests on")
    if law.review_by <= law.checked:
        raise FactError(path, law.id, "'review_by' is not after 'checked'")
    if (law.state == "unsure" or law.confidence == "conflicting") and not law.unsure:
        raise FactError(path, law.id, "'unsure' is missing: say what exactly is unsure")
    previous: LawValue | None = None
    for value in law.values:
        if value.until is not None and value.until < value.start:
            raise FactError(path, law.id, f"the value from {value.start} ends before it starts")
        if previous and (previous.until is None or previous.until >= value.start):
            raise FactError(path, law.id, f"the value from {value.start} overlaps the one before it")
        previous = value


def _cross_check(store: Store, places: dict[tuple[str, str], Path]) -> list[FactError]:
    errors: list[FactError] = []
    for kind, entries in store.items():
        for name, entry in entries.items():
            path = places[kind, name]
            for reference in getattr(entry, "sources", ()):
                source = reference.partition(" ")[0]
                if source not in store["source"]:
                    errors.append(FactError(path, name, f"unknown source {source!r} in {reference!r}"))
            law = getattr(entry, "law", ())
            mentioned = [found for text in _texts(entry) for found in PLACEHOLDER.findall(text)]
            for reference in [*((law,) if isinstance(law, str) else law), *mentioned]:
                if reference and reference not in store["law"]:
                    errors.append(FactError(path, name, f"unknown law entry {reference!r}"))
    errors += [FactError(places[kind, name], name, why) for kind, name, why in learning_checks.between(store)]
    return errors


def _texts(entry: typing.Any) -> Iterable[str]:
    for field in dataclasses.fields(entry):
        value = getattr(entry, field.name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, str):
                    yield item
                else:  # one of NESTED: a list holds texts or tables
                    yield from _texts(item)
