"""A Markdown extension: what macros made is put aside whole, and not taken apart tag by tag only to be put together again.

A macro's block is one line of finished HTML with an empty line on either side. Python-Markdown reads such HTML twice with
a parser written in Python (once itself, once for MkDocs' list of anchors), which took a quarter of a build. The page that
comes out is the same but for empty lines; `tests/content/test_whole_blocks.py` compares both.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

#: One line that is one element from its first sign to its last.
_BLOCK = re.compile(r"<(aside|details|div|dl|figure|form|nav|ol|p|section|ul)(?=[ >])[^\n]*</\1>")
_ID = re.compile(r' id="([^"]+)"')
#: MkDocs' reader of anchors; it runs at 21, between the two below, and starts its list afresh.
_MKDOCS = "mkdocs_raw_html"


class _PutAside(Preprocessor):
    """Puts blocks in the store of raw HTML that Markdown keeps for this, and remembers their anchors."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.anchors: set[str] = set()

    def run(self, lines: list[str]) -> list[str]:
        self.anchors.clear()
        out = list(lines)
        for number, line in enumerate(lines):
            if self._whole(line) and not self._near(lines, number - 1) and not self._near(lines, number + 1):
                self.anchors.update(_ID.findall(line))
                out[number] = self.md.htmlStash.store(line)
        return out

    @staticmethod
    def _near(lines: list[str], number: int) -> bool:
        return 0 <= number < len(lines) and bool(lines[number].strip())

    @staticmethod
    def _whole(line: str) -> bool:
        match = _BLOCK.fullmatch(line)
        if match is None or " markdown" in line:
            return False
        tag = match[1]
        # As many openings as ends, and the first opening is ended by the last: no two elements side by side.
        depth = 0
        for found in re.finditer(rf"<(/?){tag}(?=[ >])", line):
            depth += -1 if found[1] else 1
            if depth == 0 and line.find(">", found.end()) != len(line) - 1:
                return False
        return depth == 0


class _TellAnchors(Preprocessor):
    """Tells MkDocs the anchors of what was put aside, so that links to them are not called broken."""

    def __init__(self, md: Markdown, aside: _PutAside) -> None:
        super().__init__(md)
        self._aside = aside

    def run(self, lines: list[str]) -> list[str]:
        if _MKDOCS in self.md.preprocessors:
            reader: Any = self.md.preprocessors[_MKDOCS]
            reader.present_anchor_ids |= self._aside.anchors
        return lines


class WholeBlocks(Extension):
    """Registers the two preprocessors before and after MkDocs' own."""

    def extendMarkdown(self, md: Markdown) -> None:
        aside = _PutAside(md)
        md.preprocessors.register(aside, "sg_whole_blocks", 22)
        md.preprocessors.register(_TellAnchors(md, aside), "sg_whole_blocks_anchors", 20.5)


def makeExtension(**options: Any) -> WholeBlocks:
    """The door Markdown looks for."""
    return WholeBlocks(**options)
