"""Leaves out of the theme's style sheets what can match nothing on this site.

A selector goes when it names a class that stands in no page and in no script: nothing can ever
carry it. Everything else stays as it is, at-rules too. Our own sheets are not touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from pathlib import Path

WORD = re.compile(r"[A-Za-z_][\w-]*")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
#: Inside these a selector need not match for the whole to do so; what they hold is not looked at.
INSIDE = re.compile(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)")


def words_of(site: Path) -> set[str]:
    """Every word that stands in a page or a script."""
    found: set[str] = set()
    for path in site.rglob("*"):
        if path.suffix in (".html", ".js", ".svg"):
            found.update(WORD.findall(path.read_text(encoding="utf-8")))
    return found


def without_unused(css: str, words: Set[str]) -> str:
    """The sheet without the rules that can match nothing."""
    kept, at = [], 0
    while at < len(css):
        end = _head_end(css, at)
        if end < 0 or css[end] == ";":
            stop = len(css) if end < 0 else end + 1
            kept.append(css[at:stop])
            at = stop
            continue
        head = css[at:end]
        close = _block_end(css, end)
        body = css[end + 1 : close]
        at = close + 1
        name = head.strip()
        if name.startswith(("@media", "@supports", "@layer", "@container")):
            inner = without_unused(body, words)
            if inner.strip():
                kept.append(f"{head}{{{inner}}}")
        elif name.startswith("@"):
            kept.append(f"{head}{{{body}}}")
        else:
            selectors = [each for each in _split(head) if _can_match(each, words)]
            if selectors:
                kept.append(f"{','.join(selectors)}{{{body}}}")
    return "".join(kept)


def without_unread(css: str, everything: str) -> str:
    """The sheet without custom properties that nothing reads: no style, page or script of the site names them."""
    found: list[str] = []
    at = 0
    for match in re.finditer(r"(?<=[{;])(--[\w-]+):", css):
        if match.start() < at or everything.count(match[1]) > css.count(match[1] + ":"):
            continue
        end = _declaration_end(css, match.end())
        found.append(css[at : match.start()])
        at = end + (css[end] == ";")
    return "".join([*found, css[at:]])


def _signs(css: str, start: int) -> Iterator[tuple[int, str]]:
    """Every sign from `start` on that stands outside quotation marks, with its place."""
    quote = ""
    for place in range(start, len(css)):
        sign = css[place]
        if quote:
            quote = "" if sign == quote and css[place - 1] != "\\" else quote
        elif sign in "\"'":
            quote = sign
        else:
            yield place, sign


def _declaration_end(css: str, start: int) -> int:
    """Where a declaration ends: at its semicolon or at the brace of its block. Raises ValueError if it does not."""
    depth = 0
    for place, sign in _signs(css, start):
        depth += (sign == "(") - (sign == ")")
        if not depth and sign in ";}":
            return place
    raise ValueError("a style sheet ends inside a declaration")


def _can_match(selector: str, words: Set[str]) -> bool:
    if "\\" in selector:
        return True
    return all(name in words for name in CLASS.findall(INSIDE.sub("", selector)))


def _head_end(css: str, start: int) -> int:
    """Where a rule's head ends: at its block's brace, or at a semicolon; -1 for nothing more."""
    return next((place for place, sign in _signs(css, start) if sign in "{;"), -1)


def _block_end(css: str, start: int) -> int:
    """The brace that closes the one at start. Raises ValueError if there is none."""
    depth = 0
    for place, sign in _signs(css, start):
        depth += (sign == "{") - (sign == "}")
        if sign == "}" and not depth:
            return place
    raise ValueError("a style sheet ends inside a block")


def _split(head: str) -> list[str]:
    """A list of selectors at its commas, not those in brackets."""
    parts, depth, start = [], 0, 0
    for place, sign in enumerate(head):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            parts.append(head[start:place])
            start = place + 1
    return [*parts, head[start:]]
