"""Our scripts and style sheets, and the search library, without comments and indents: a phone waits for every kilobyte.

Only whole lines and ends of lines go, so no parser is needed: what a browser reports is found in `overrides/` by its
words. Runs before names are given by content.
"""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = "assets/sg"
SEARCH = (
    "search/minisearch.js"  # comes unshortened, its licence beside it; what else others ship is small already
)
BLOCK = r"^[ \t]*/\*.*?\*/[ \t]*\n"
SHEET = re.compile(BLOCK, re.S | re.M)
SCRIPT = re.compile(rf"{BLOCK}|^[ \t]*//[^\n]*\n|[ \t]+// [^\n\"'`]*$", re.S | re.M)
SPARE = re.compile(r"^[ \t]+|\n(?=\n)", re.M)


class Spanning(ValueError):
    """A text in backticks goes over several lines, so a line may be no comment and an indent may be meant."""


def build(site: Path) -> int:
    """Rewrites each file in place; gives the number of characters saved. Raises Spanning."""
    saved = 0
    for path in sorted([*(site / FOLDER).rglob("*"), *site.glob(SEARCH)]):
        if path.suffix in (".js", ".css"):
            text = path.read_text(encoding="utf-8")
            try:
                small = without(text, SCRIPT if path.suffix == ".js" else SHEET)
            except Spanning as error:
                raise Spanning(f"{path.name}: {error}") from None
            saved += len(text) - len(small)
            path.write_text(small, encoding="utf-8")
    return saved


def without(text: str, comments: re.Pattern[str] = SCRIPT) -> str:
    """The text without what the pattern finds, indents and empty lines. Raises Spanning."""
    small = SPARE.sub("", comments.sub("", text)).lstrip("\n")
    if comments is SCRIPT:
        for line in small.split("\n"):
            if line.count("`") % 2:
                raise Spanning(line)
    return small
