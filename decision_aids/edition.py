"""This edition: whose site it is and what is local to it. One settings file, `edition.toml`, beside this package.

Under CPython it is read from TOML by `decision_aids.edition_file`; the browser gets the name alone, as a constant that
the build writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


class EditionError(ValueError):
    """The settings file cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Local:
    """A local value: who or what it is, and how to reach it. At least one of `phone`, `url` and `text` is set.

    `id` is that of an entry in `facts/local.toml`. `checked` is an ISO day, or empty.
    """

    id: str
    name: str
    phone: str = ""
    url: str = ""
    text: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """`name` stands in the header and in records. `based_on` is left empty by the original.

    `contact` and `security_contact` are an e-mail address or a web address. `example` marks an edition that is not for
    use; every page then says so.
    """

    name: str
    short_name: str = ""
    address: str = ""
    publisher: str = ""
    contact: str = ""
    security_contact: str = ""
    based_on: str = ""
    example: bool = False
    local: tuple[Local, ...] = ()


@cache
def current() -> Edition:
    """The edition in use. Raises EditionError."""
    try:
        from decision_aids.facts import compiled  # type: ignore[attr-defined]
    except ImportError:
        from decision_aids import edition_file

        return edition_file.load(edition_file.path())
    return compiled.EDITION  # type: ignore[no-any-return]
