"""Addresses that have moved: every address once published answers for good.

`deploy/moved-anchors.txt` has a line for each: the old address, the new one. Written into the built site, so that it
works on any host and without scripts: a page that has moved leaves a page that leads on; a part that has moved to
another page leaves a line at the foot of its old page; a part whose anchor was renamed keeps its old anchor beside the
new one.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from pipeline.bootstrap import ROOT

MOVED = ROOT / "deploy" / "moved-anchors.txt"
ARTICLE_END = "</article>"
PAGE = (
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
    '<meta name="referrer" content="no-referrer"><title>This page has moved</title>'
    '<meta http-equiv="refresh" content="0; url={to}"></head>'
    '<body><p>This page has moved: <a href="{to}">read it at its new address</a>.</p></body></html>\n'
)


class MovedError(ValueError):
    """A line of the list leads nowhere, or stands in the way of a page."""


def moved(path: Path = MOVED) -> dict[str, str]:
    """Old address -> new address, both from the site's root. Raises MovedError for a line of another form."""
    if not path.is_file():
        return {}
    found: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            words = line.split()
            if len(words) != 2 or words[0] in found:
                raise MovedError(
                    f"{path.name}, line {number}: write one old and one new address, each old one once"
                )
            found[words[0]] = words[1]
    return found


def _file(site: Path, address: str) -> Path:
    page = address.partition("#")[0]
    return site / page / "index.html" if page.endswith("/") or not page else site / page


def _from(old: str, new: str) -> str:
    """The new address as a link on the old page."""
    return "../" * old.partition("#")[0].count("/") + new or "./"


def build(site: Path, addresses: Mapping[str, str] | None = None) -> int:
    """Writes what the list asks for into a built site; gives the number of addresses. Raises MovedError."""
    addresses = moved() if addresses is None else addresses
    lines: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for old, new in addresses.items():
        page, _, anchor = new.partition("#")
        target = _file(site, page)
        if not target.is_file():
            raise MovedError(f"{old} leads to {new}: there is no such page")
        text = target.read_text(encoding="utf-8")
        if anchor and f'id="{anchor}"' not in text:
            raise MovedError(f"{old} leads to {new}: there is no such anchor")
        old_page, _, old_anchor = old.partition("#")
        if not old_anchor:
            place = _file(site, old)
            if place.exists():
                raise MovedError(f"{old} has moved, and there is a page at it")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(PAGE.format(to=html.escape(_from(old, new))), encoding="utf-8")
        elif old_page == page and anchor:
            # The tag that has the new anchor gets the old one before it.
            text = re.sub(
                rf'<(\w+)([^>]*\sid="{re.escape(anchor)}")',
                rf'<span id="{html.escape(old_anchor)}"></span><\1\2',
                text,
                count=1,
            )
            target.write_text(text, encoding="utf-8")
        elif old_page not in addresses:
            lines[old_page].append((old_anchor, _from(old, new)))
    for page, parts in lines.items():
        _add_lines(_file(site, page), parts)
    return len(addresses)


def _add_lines(path: Path, parts: list[tuple[str, str]]) -> None:
    """The lines at the foot of a page for its parts that are elsewhere now."""
    if not path.is_file() or ARTICLE_END not in (text := path.read_text(encoding="utf-8")):
        raise MovedError(f"{path.parent.name}: parts have moved from it, and there is no page to say so")
    said = "".join(
        f'<p class="sg-moved" id="{html.escape(anchor)}" data-search-exclude>'
        f'This part has moved: <a href="{html.escape(to)}">read it at its new place</a>.</p>'
        for anchor, to in parts
    )
    before, _, after = text.rpartition(ARTICLE_END)
    path.write_text(f"{before}{said}{ARTICLE_END}{after}", encoding="utf-8")
