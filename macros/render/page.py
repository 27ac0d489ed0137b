"""What a macro knows about the page it stands on, and what a page's front matter may say."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

#: Front matter a page may carry: ours, and what the theme or MkDocs reads.
OURS = (
    "title",
    "answer",
    "audience",
    "care",
    "nations",
    "sources",
    "law",
    "aids",
    "scenarios",
    "search",
    "render_macros",
)
THEME = ("description", "hide", "icon", "noindex", "status", "tags", "template", "subtitle")
LISTS = ("nations", "sources", "law", "aids", "scenarios", "search")

#: Two of our keys mean something else further on: the macros plugin turns front matter into template
#: variables, so `law` would hide the macro of that name, and the theme's search expects settings under
#: `search`.
MOVED = {"law": "law_ids", "search": "search_words"}


class PageError(Exception):
    """A page asks for something that is not there.

    The message names the page, the macro and what was asked for.
    """


class Facts(Protocol):
    """What the macros use of `decision_aids.facts`."""

    def every(self, kind: str) -> tuple[Any, ...]: ...
    def get(self, kind: str, name: str) -> Any: ...
    def items(self, list_name: str) -> tuple[Any, ...]: ...
    def law_note(self, name: str, on: date) -> dict[str, Any]: ...
    def law_words(self, name: str, on: date) -> str: ...
    def cite(self, reference: str) -> dict[str, str]: ...


class Aids(Protocol):
    """What the macros use of `decision_aids.api`."""

    def list_aids(self) -> list[dict[str, Any]]: ...
    def describe(self, slug: str) -> dict[str, Any]: ...
    def evaluate(self, slug: str, answers: Any, today: date) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages share: the facts, the aids, the project's folder, the day the site is built, and its address."""

    facts: Facts
    aids: Aids
    root: Path
    today: date
    address: str = ""


@dataclass(slots=True)
class Page:
    """One page while it is being written.

    `law_used` fills up as macros name law; `foot` prints what is left.
    """

    src: str
    url: str
    meta: Mapping[str, Any]
    site: Site
    law_used: dict[str, None] = field(default_factory=dict)
    law_printed: set[str] = field(default_factory=set)
    cited: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    topped: bool = False
    fold_law: bool = False

    def href(self, path: str) -> str:
        """A site path (`talk/asking/#when`) as a relative address from this page."""
        if "://" in path or path.startswith(("mailto:", "tel:", "#")):
            return path
        return "../" * self.url.count("/") + path.removeprefix("/") or "./"

    def listed(self, key: str) -> tuple[str, ...]:
        """A front matter list, empty when left out; ValueError when it is not a list of words."""
        value = self.meta.get(MOVED.get(key, key)) or []
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise ValueError(f"front matter {key!r} must be a list of words, not {value!r}")
        return tuple(value)

    def text(self, key: str) -> str:
        """A front matter text, empty when left out; ValueError when it is something else."""
        value = self.meta.get(key) or ""
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            value = ", ".join(value)
        if not isinstance(value, str):
            raise ValueError(f"front matter {key!r} must be a text, not {value!r}")
        return value.strip()

    def count(self, name: str) -> int:
        """1, 2, 3 ... for each `name`: keeps the ids of repeated parts apart."""
        self.counts[name] = self.counts.get(name, 0) + 1
        return self.counts[name]


def settle(meta: MutableMapping[str, Any]) -> None:
    """Move the keys that would collide further on (see MOVED) out of the way.

    Settings the theme reads stay.
    """
    for key, to in MOVED.items():
        if isinstance(meta.get(key), list):
            meta[to] = meta.pop(key)


def check_meta(page: Page) -> None:
    """Refuse front matter nobody reads: a misspelt key would drop a source or a law note without a word."""
    known = {*OURS, *THEME, *MOVED.values()}
    unknown = sorted(set(page.meta) - known)
    if unknown:
        raise ValueError(f"unknown front matter key {unknown[0]!r}; known keys: {', '.join(OURS + THEME)}")
    for key in LISTS:
        page.listed(key)
