"""The form of every aid as data, for the pages that build it again: a scenario in which the aid is worked through.

Reads the form out of the aid's finished page and writes ``aids/<slug>/form.json``: an element is ``[name, attributes,
children]``, a text is a string. Scripts make elements of it one by one, so nothing is ever parsed as markup in a browser.
"""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

CLASS = "sg-aid__form"
#: Parts that belong to the aid's own page.
LEFT_OUT = {"sg-aid__privacy", "sg-aid__static"}
ELEMENTS = {
    "form",
    "div",
    "fieldset",
    "legend",
    "p",
    "span",
    "strong",
    "label",
    "input",
    "textarea",
    "button",
}
VOID = {"input"}

#: [name, attributes, children]
Tree = list[object]


class FormError(ValueError):
    """The form of an aid is not there, or holds what a form of ours does not hold."""


class _Form(HTMLParser):
    """Builds the tree of the one form; everything outside it is passed over."""

    def __init__(self) -> None:
        super().__init__()
        self.tree: Tree | None = None
        self._open: list[tuple[str, Tree | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = set(given.get("class", "").split())
        if not self._open and not (tag == "form" and CLASS in classes):
            return
        kept = not classes & LEFT_OUT and (not self._open or self._open[-1][1] is not None)
        element: Tree | None = None
        if kept:
            if tag not in ELEMENTS:
                raise FormError(f"<{tag}> in the form of an aid")
            if any(name.startswith("on") or name in ("style", "href", "src") for name in given):
                raise FormError(f"<{tag}> in the form of an aid has {', '.join(given)}")
            element = [tag, given, []]
            if self._open:
                self._children().append(element)
            else:
                self.tree = element
        if tag not in VOID:
            self._open.append((tag, element))

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag not in VOID:
            name, _ = self._open.pop()
            if name != tag:
                raise FormError(f"</{tag}> closes <{name}> in the form of an aid")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1] is not None:
            self._children().append(data)

    def _children(self) -> list[object]:
        parent = self._open[-1][1]
        assert parent is not None
        children = parent[2]
        assert isinstance(children, list)
        return children


def form_of(text: str) -> Tree:
    """The form of an aid out of its page. Raises FormError."""
    reader = _Form()
    reader.feed(text)
    if reader.tree is None:
        raise FormError("the page of the aid has no form")
    return reader.tree


def build(site: Path) -> int:
    """Writes the form of every aid; gives their number. Raises FormError with the page's name."""
    count = 0
    for path in sorted((site / "aids").glob("*/index.html")):
        text = path.read_text(encoding="utf-8")
        try:
            tree = form_of(text)
        except FormError as error:
            raise FormError(f"{path.relative_to(site)}: {error}") from error
        written = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
        path.with_name("form.json").write_text(written, encoding="utf-8")
        count += 1
    return count
