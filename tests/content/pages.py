"""The pages as written (docs/) and as built (site/), for the content tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
#: Pages that are not guidance: the start page and the internal page of parts.
SPECIAL = {"index.md", "reference/parts.md"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass(frozen=True)
class Page:
    """A Markdown page: its path below docs/, front matter and body."""

    path: str
    meta: dict[str, Any]
    body: str

    @property
    def address(self) -> str:
        """Where it is served, without a leading slash: "talk/confidentiality/"."""
        return re.sub(r"(?:(^|/)index)?\.md$", lambda match: match[1] or "", self.path).rstrip("/") + "/"


@cache
def pages() -> tuple[Page, ...]:
    """Every guidance page."""
    found = []
    for path in sorted(DOCS.rglob("*.md")):
        name = path.relative_to(DOCS).as_posix()
        text = path.read_text(encoding="utf-8")
        _, front, body = text.split("---\n", 2)
        found.append(Page(name, yaml.safe_load(front), body))
    return tuple(found)


def guidance() -> list[Page]:
    """The pages that have the shape of a guidance page."""
    return [page for page in pages() if page.path not in SPECIAL]


class _Reader(HTMLParser):
    """The ids of a page and the text of its article, without what is marked as not part of the prose."""

    SKIP = ("script", "style", "svg", "nav", "noscript")

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.words: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if tag not in VOID:
            inside = self._open[-1][1] if self._open else False
            article = inside or tag == "article"
            self._open.append((tag, article and tag not in self.SKIP))

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag not in VOID:
            name, _ = self._open.pop()
            if name == tag:
                break
        if tag in ("p", "li", "h1", "h2", "h3", "td", "th", "dd", "dt", "summary", "legend", "label"):
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1]:
            self.words.append(data)


@cache
def read(path: Path) -> tuple[tuple[str, ...], str]:
    """The ids and the article text of a built page."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    lines = (" ".join(line.split()) for line in "".join(reader.words).splitlines())
    return tuple(reader.ids), "\n".join(line for line in lines if line)


def built(site: Path, address: str) -> Path:
    """The file of a page in the built site."""
    return site / address.lstrip("/") / "index.html"
