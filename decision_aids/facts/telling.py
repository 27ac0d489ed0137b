"""The kinds of fact that tell about this site: places for local values, and what has changed. Not for the browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class LocalPlace:
    """A place for a value that only a local edition can know. `ask` tells whom to ask while it is empty."""

    id: str
    group: Literal["people", "council", "justice", "health", "procedures"]
    label: str
    ask: str


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """A named story whose answer is another one now. `aid` is a slug, `was` and `now` are in words."""

    aid: str
    story: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change that readers should know: what, why, from which version, and which answers it changed.

    `law` are ids of law entries, `pages` site paths.
    """

    id: str
    day: date
    version: str
    title: str
    what: str
    why: str
    law: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    answers: tuple[AnswerChange, ...] = ()


#: Entries that stand inside others.
NESTED = (AnswerChange,)

KINDS: dict[str, type] = {"local": LocalPlace, "amendment": Amendment}
