"""HTML made out of text that is escaped by default.

`el("p", "5 < 6", cls="x")` gives `<p class="x">5 &lt; 6</p>`. A child that is already `Html` is kept as it
is; any other child is text. Nothing a macro prints contains a line break, so Markdown takes each block as one
piece, and the signs Markdown gives a meaning to are written as entities, so that inline parts survive inside
a paragraph or a table cell.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})

_MARKDOWN_SIGNS = str.maketrans({sign: f"&#{ord(sign)};" for sign in "*_`[]{}|\\~^\n\r\t"})
#: Inside a tag emphasis is not looked for, only what Markdown reads before it knows tags.
_SIGNS_IN_TAGS = str.maketrans({sign: f"&#{ord(sign)};" for sign in "`[]{}|\\\n\r\t"})
#: Most texts hold none of the signs that `escape` writes otherwise.
_SIGNS = re.compile(r"""[&<>"'*_`\[\]{}|\\~^\n\r\t]""")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Html(str):
    """Markup that is safe to put on a page as it is."""

    __slots__ = ()


Child = object


def escape(text: object) -> Html:
    """Text as HTML: markup, Markdown's own signs and line breaks become entities."""
    shown = str(text)
    if _SIGNS.search(shown) is None:
        return Html(shown)
    return Html(html.escape(shown, quote=True).translate(_MARKDOWN_SIGNS))


def join(children: Iterable[Child], between: str = "") -> Html:
    """Children in a row: `Html` kept, lists opened up, None and False left out, all else escaped."""
    parts: list[str] = []
    for child in children:
        if child is None or child is False:
            continue
        if isinstance(child, Html):
            parts.append(child)
        elif isinstance(child, list | tuple):
            parts.append(join(child))
        else:
            parts.append(escape(child))
    return Html(escape(between).join(parts) if between else "".join(parts))


def el(tag: str, *children: Child, cls: str = "", **attributes: object) -> Html:
    """An element. `cls` is the class; a trailing underscore frees Python words (`for_`), others turn to "-".
    True gives an attribute without a value; None and False leave it out."""
    given = {"class": cls or None, **attributes}
    written = "".join(_attribute(name, value) for name, value in given.items())
    if tag in VOID:
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{join(children)}</{tag}>")


@lru_cache(maxsize=4096, typed=True)  # the same classes and roles stand on every page
def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = name.removesuffix("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.escape(str(value)).translate(_SIGNS_IN_TAGS)}"'


def anchor(*parts: str) -> str:
    """A stable id out of ids, such as `law-cps-review-window`. ValueError when a part is not kebab-case."""
    for part in parts:
        if not _ID.fullmatch(part):
            raise ValueError(f"{part!r} cannot be part of an anchor: use a-z, 0-9 and single hyphens")
    return "-".join(parts)


def blocks(*parts: str) -> str:
    """Blocks of Markdown or HTML, apart from each other by an empty line; empty ones are left out."""
    return "\n\n".join(part for part in parts if part)


def heading(level: int, text: str, id_: str) -> str:
    """A Markdown heading, so that it stands in the page's contents and in the search."""
    return f"{'#' * level} {escape(text)} {{ #{anchor(id_)} }}"
