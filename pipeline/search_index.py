"""The search's documents, read from the finished pages: one for every section that has an address.

``site/search/documents.json`` is small JSON the search worker indexes with MiniSearch on the reader's device:
``{"pages": [[title, address, lay words, kind], ...], "sections": [[page, anchor, heading, text, heard], ...],
"synonyms": [[word, ...], ...]}``.
The lay words of a page are the phrases its front matter lists; those of a correction are the sentences people heard.
Law notes are indexed once, in the law register, and not on every page that shows them.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from decision_aids import facts

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "node_modules" / "minisearch" / "dist" / "es" / "index.js"

#: Parts of an article that are not its words: shown on many pages, or made for the eye.
LEFT_OUT = {
    "headerlink",
    "sg-toc",
    "sg-nations",
    "sg-audience",
    "sg-term__pop",
    "sg-citing",
    "sg-related",
    "sg-lawline__what",
}
SKIPPED_TAGS = {"script", "style", "nav", "svg", "button", "select"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HEADINGS = {"h1", "h2", "h3", "h4"}
#: Entries with an address of their own: the class of the entry, and the class of its name inside it.
ENTRIES = {"sg-entry": "sg-entry__term", "sg-law": "sg-law__title", "sg-helpline": "sg-helpline__name"}
LAW_REGISTER = "reference/law-register/"
CORRECTIONS = "reference/you-may-have-been-told/"
HELPLINES = "reference/helplines/"


@dataclass
class Section:
    """A stretch of a page under one heading, or one entry of a register."""

    anchor: str
    heading: str = ""
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words, spaced singly."""
        return " ".join("".join(self.words).split())


@dataclass
class _Open:
    """An element that has been opened: whether its words count, where its text goes, what to do when it closes."""

    tag: str
    counted: bool
    target: list[str] | None = None
    section: Section | None = None  # the section to go back to when an entry ends


class PageReader(HTMLParser):
    """Reads one built page into sections."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.indexed = True
        self.sections: list[Section] = [Section("")]
        self._address = address
        self._title: list[str] = []
        self._lay: list[str] = []
        self._names: dict[int, list[str]] = {}
        self._current = self.sections[0]
        self._stack: list[_Open] = []

    @property
    def title(self) -> str:
        """The page's own heading."""
        return " ".join("".join(self._title).split())

    @property
    def lay(self) -> str:
        """The words people type for this page."""
        return " ".join("".join(self._lay).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and given.get("name") == "robots" and "noindex" in given.get("content", ""):
            self.indexed = False
        if tag in VOID:
            return
        inside = bool(self._stack) and self._stack[-1].counted
        classes = set(given.get("class", "").split())
        counted = (inside or tag == "article") and self._counts(tag, given, classes)
        opened = _Open(tag, counted, self._stack[-1].target if self._stack else None)
        if "sg-search-words" in classes:
            opened.counted, opened.target = True, self._lay
        elif counted:
            self._begin(opened, given, classes)
        self._stack.append(opened)

    def _counts(self, tag: str, given: dict[str, str], classes: set[str]) -> bool:
        if tag in SKIPPED_TAGS or "data-search-exclude" in given or classes & LEFT_OUT:
            return False
        return "sg-law" not in classes or self._address == LAW_REGISTER

    def _begin(self, opened: _Open, given: dict[str, str], classes: set[str]) -> None:
        if opened.tag == "h1":
            opened.target = self._title
        elif opened.tag in HEADINGS:
            self._start(given.get("id", ""), opened)
        elif "sg-lawline" in classes:
            opened.section = self._current
            self._start("")  # known when its note begins
        elif "sg-law" in classes and not self._current.anchor:
            self._current.anchor = given["id"]
        elif classes & set(ENTRIES) and given.get("id") and self._has_entry(classes):
            opened.section = self._current
            self._start(given["id"])
        elif classes & set(ENTRIES.values()) and self._has_entry(classes):
            opened.target = self._names.setdefault(id(self._current), [])
        else:
            self._current.words.append(" ")

    def _has_entry(self, classes: set[str]) -> bool:
        """A helpline shown beside other words belongs to them; on its own page it is an entry."""
        return self._address == HELPLINES or not any(name.startswith("sg-helpline") for name in classes)

    def _start(self, anchor: str, heading: _Open | None = None) -> None:
        self._current = Section(anchor)
        self.sections.append(self._current)
        if heading is not None:
            heading.target = self._names.setdefault(id(self._current), [])

    def handle_endtag(self, tag: str) -> None:
        while self._stack and tag not in VOID:
            closed = self._stack.pop()
            if closed.section is not None:
                self._current = closed.section
            if closed.tag == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._stack and self._stack[-1].counted:
            target = self._stack[-1].target
            (self._current.words if target is None else target).append(data)

    def close(self) -> None:
        super().close()
        for section in self.sections:
            section.heading = " ".join("".join(self._names.get(id(section), [])).split())


def kind_of(address: str) -> str:
    """What a page is, for the reader of a result: aid, scenario, register or guidance."""
    first = address.split("/", 1)[0]
    return {"aids": "aid", "practise": "scenario", "train": "pack", "reference": "reference"}.get(
        first, "guidance"
    )


def documents(site: Path) -> dict[str, list[list[object]]]:
    """Every indexed page and section of a built site, in address order."""
    pages: list[list[object]] = []
    sections: list[list[object]] = []
    for path in sorted(site.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix()
        address = "" if address == "." else f"{address}/"
        reader = PageReader(address)
        reader.feed(path.read_text(encoding="utf-8"))
        reader.close()
        if not reader.indexed or not reader.title:
            continue
        number = len(pages)
        pages.append([reader.title, address, reader.lay, kind_of(address)])
        for section in reader.sections:
            if section.text:
                heard = (
                    section.heading if address == CORRECTIONS and section.anchor.startswith("told-") else ""
                )
                sections.append([number, section.anchor, section.heading, section.text, heard])
    synonyms = [list(group.words) for group in facts.every("synonym")]
    return {"pages": pages, "sections": sections, "synonyms": synonyms}


def build(site: Path) -> int:
    """Writes the documents of a site and puts MiniSearch beside them; gives the number of sections."""
    folder = site / "search"
    folder.mkdir(exist_ok=True)
    found = documents(site)
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    (folder / "documents.json").write_text(text, encoding="utf-8")
    shutil.copyfile(ENGINE, folder / "minisearch.js")  # pipeline/comments.py takes its explanations out
    shutil.copyfile(ENGINE.parents[2] / "LICENSE.txt", folder / "minisearch-licence.txt")
    return len(found["sections"])
