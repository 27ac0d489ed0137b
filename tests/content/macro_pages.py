"""A small set of facts and a page to try the macros on, and the real pages' macros run without MkDocs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import yaml

from decision_aids import api, facts
from macros.render.page import Page, Site
from macros.render.registry import Pages, build_day

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = date(2026, 11, 20)


def source(name: str = "stage", nation: str = "england") -> SimpleNamespace:
    return SimpleNamespace(
        id=name,
        title=f"The {name} toolkit <&>",
        short=f"{name.title()} toolkit",
        publisher="A publisher",
        year=2021,
        nation=nation,
        standpoint="services",
        about="About it.",
    )


def law(name: str = "review-window", **changes: Any) -> SimpleNamespace:
    entry = {
        "id": name,
        "title": "Time to ask",
        "topic": "Court orders & reviews",
        "rule": "Ask within {law:review-window}.",
        "values": ("10 working days",),
        "state": "verified",
        "confidence_label": "confirmed in a published page",
        "reference": "A reference",
        "url": "https://example.org/x",
        "checked": "2026-11-20",
        "review_by": "2027-05-20",
        "nations": ["england", "wales"],
        "source_says": "Five days.",
        "unsure": "",
    }
    return SimpleNamespace(**{**entry, **changes})


class Facts:
    """Stands in for `decision_aids.facts`: the same functions over entries given by kind."""

    def __init__(self, **kinds: list[Any]) -> None:
        self.kinds = {"source": [source(), source("outreach", "uk")], "law": [law()], **kinds}

    def every(self, kind: str) -> tuple[Any, ...]:
        return tuple(self.kinds[kind])

    def get(self, kind: str, name: str) -> Any:
        for entry in self.kinds[kind]:
            if entry.id == name:
                return entry
        raise facts.UnknownFact(f"there is no {kind} named {name!r} in the facts")

    def items(self, list_name: str) -> tuple[Any, ...]:
        found = tuple(one for one in self.kinds["item"] if one.list == list_name)
        if not found:
            raise facts.UnknownFact(f"there is no list named {list_name!r} in the facts")
        return found

    def law_words(self, name: str, on: date) -> str:
        return str(self.get("law", name).values[0])

    def law_note(self, name: str, on: date) -> dict[str, Any]:
        entry = dict(vars(self.get("law", name)))
        entry["value"] = entry["values"][0] if entry["values"] else ""
        return entry

    def cite(self, reference: str) -> dict[str, str]:
        name, _, section = reference.partition(" ")
        return {"id": name, "title": self.get("source", name).short, "section": section}


def fact(**fields: Any) -> SimpleNamespace:
    """Any entry, with the fields most macros read."""
    return SimpleNamespace(**{"id": "one", "sources": ("stage 3.1",), "law": (), **fields})


def page_for(known: Facts | None = None, src: str = "talk/asking.md", root: Path = ROOT, **meta: Any) -> Page:
    """A page to write on, at the address MkDocs would give it."""
    site = Site(known or Facts(), api, root, TODAY)
    return Page(src, address(src), {"title": "A page", "answer": "Yes.", **meta}, site)


def address(src: str) -> str:
    """`talk/asking.md` -> `talk/asking/`; `talk/index.md` -> `talk/`."""
    name = src.removesuffix(".md")
    if name == "index":
        return ""
    return name.removesuffix("index") if name.endswith("/index") else f"{name}/"


def front_matter(path: Path) -> tuple[dict[str, Any], str]:
    """Front matter and body of a page."""
    fields, _, body = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
    return yaml.safe_load(fields), body


def real_pages() -> Iterator[Path]:
    """Every page that uses macros."""
    for path in sorted((ROOT / "docs").rglob("*.md")):
        if "\nrender_macros: true\n" in path.read_text("utf-8").split("\n---\n", 1)[0] + "\n":
            yield path


def writer() -> Callable[[Path], str]:
    """A function that runs a real page's macros on the real facts and gives its Markdown."""
    now = SimpleNamespace(page=None)
    pages = Pages(Site(facts, api, ROOT, build_day()), lambda: now.page)
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
    environment.globals.update(pages.macros())

    def write(path: Path) -> str:
        meta, body = front_matter(path)
        src = path.relative_to(ROOT / "docs").as_posix()
        now.page = SimpleNamespace(file=SimpleNamespace(src_uri=src), url=address(src), meta=meta)
        pages.begin()
        # The macros plugin makes every front matter key a variable too; a key must never hide a macro.
        return pages.finish(environment.from_string(body).render(**now.page.meta))

    return write
