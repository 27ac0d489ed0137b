"""Reads `edition.toml`, strictly: a misspelt key, an unknown place or a number that cannot be right stops the build.

The environment variable SG_EDITION names another file. Not for the browser.
"""

from __future__ import annotations

import dataclasses
import os
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import category

from decision_aids import facts
from decision_aids.edition import Edition, EditionError, Local

PHONE = re.compile(r"\+?[0-9][0-9 ]{2,18}[0-9]")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
#: Two of the ranges that Ofcom keeps for drama, 01632 960xxx and 07700 900xxx: these numbers ring nowhere.
DRAMA = re.compile(r"(?:0|\+44)(?:1632960|7700900)\d{3}")
KEYS = {each.name for each in dataclasses.fields(Edition)}
LOCAL_KEYS = {each.name for each in dataclasses.fields(Local)} - {"id"}


def path() -> Path:
    """The settings file in use."""
    chosen = os.environ.get("SG_EDITION")
    return Path(chosen).resolve() if chosen else Path(__file__).resolve().parent.parent / "edition.toml"


def load(path: Path) -> Edition:
    """The edition of a file. Raises EditionError."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise EditionError(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EditionError(f"{path.name}: not valid TOML: {error}") from error
    except RecursionError:
        raise EditionError(f"{path.name}: nested too deeply to be settings") from None
    return read(raw, path.name)


def read(raw: dict[str, Any], file: str = "edition.toml") -> Edition:
    """The edition of a parsed file, checked. Raises EditionError."""
    _known(raw, KEYS, file, "")
    local = raw.pop("local", {})
    if not isinstance(local, dict):
        raise EditionError(f"{file}: write local values as [local.ID]")
    values: dict[str, Any] = {}
    for key, value in raw.items():
        wanted = bool if key == "example" else str
        if type(value) is not wanted:
            raise EditionError(f"{file}: {key!r} should be {'true or false' if wanted is bool else 'text'}")
        values[key] = _plain(value, file, repr(key)) if isinstance(value, str) else value
    if not values.get("name"):
        raise EditionError(f"{file}: 'name' is missing: what is this edition called?")
    for key in ("contact", "security_contact"):
        if values.get(key) and not (MAIL.fullmatch(values[key]) or values[key].startswith("https://")):
            raise EditionError(f"{file}: {key!r} should be an e-mail address or start with https://")
    if values.get("address") and not re.fullmatch(r"https?://[^/\s?#]+/(?:[^\s?#]*/)?", values["address"]):
        raise EditionError(f"{file}: 'address' should read https://example.org/ with a slash at its end")
    edition = Edition(**values, local=tuple(_local(name, value, file) for name, value in local.items()))
    for place in edition.local:
        if place.phone and DRAMA.fullmatch(place.phone.replace(" ", "")) and not edition.example:
            raise EditionError(
                f"{file}: local.{place.id}: {place.phone} is a number for drama: it rings nowhere"
            )
    return edition


def _local(name: str, raw: Any, file: str) -> Local:
    known = {each.id for each in facts.every("local")}
    if name not in known:
        raise EditionError(f"{file}: there is no local value {name!r}; there are {', '.join(sorted(known))}")
    if not isinstance(raw, dict):
        raise EditionError(f"{file}: write it as [local.{name}]")
    _known(raw, LOCAL_KEYS, file, f"local.{name}: ")
    values: dict[str, str] = {}
    for key, value in raw.items():
        if key == "checked" and type(value) is date:
            value = value.isoformat()
        if not isinstance(value, str) or not value.strip():
            raise EditionError(
                f"{file}: local.{name}: {key!r} should be {'a date' if key == 'checked' else 'text'}"
            )
        values[key] = _plain(value, file, f"local.{name}: {key!r}")
    if "name" not in values or not values.keys() & {"phone", "url", "text"}:
        raise EditionError(f"{file}: local.{name} needs 'name' and one of 'phone', 'url' and 'text'")
    if "phone" in values and not PHONE.fullmatch(values["phone"]):
        raise EditionError(f"{file}: local.{name}: {values['phone']!r} is not a telephone number")
    if "url" in values and not values["url"].startswith("https://"):
        raise EditionError(f"{file}: local.{name}: 'url' should start with https://")
    if "checked" in values:
        try:
            date.fromisoformat(values["checked"])
        except ValueError:
            raise EditionError(
                f"{file}: local.{name}: 'checked' should be a date written 2026-11-20"
            ) from None
    return Local(id=name, **values)


def _plain(value: str, file: str, where: str) -> str:
    """The text without space around it. Raises EditionError for markup, and for signs that nobody sees on the page."""
    if "<" in value or ">" in value:
        raise EditionError(f"{file}: {where} should be plain text, without < and >")
    for sign in value:
        if category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") and sign != "\n":
            raise EditionError(
                f"{file}: {where} holds a sign that cannot be seen, U+{ord(sign):04X}: type the text anew"
            )
    return value.strip()


def _known(raw: dict[str, Any], keys: set[str], file: str, where: str) -> None:
    unknown = sorted(set(raw) - keys)
    if unknown:
        raise EditionError(
            f"{file}: {where}unknown key {unknown[0]!r}; known keys are {', '.join(sorted(keys))}"
        )
