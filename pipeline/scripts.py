"""No script of ours makes markup, styles or code out of text: a list of names that may not occur, read line by line.

    python -m pipeline scripts

The policy of the pages (policy.py) stops most of this in the browser, in browsers that know Trusted Types. This finds
it before, everywhere, and also what a policy does not know: storage other than the places named here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.bootstrap import ROOT

FOLDER = ROOT / "overrides"
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`\\])//[^\n]*", re.S)

# what may not occur: why
FORBIDDEN = {
    r"\b(?:inner|outer)HTML\b": "makes markup from text: use textContent or append",
    r"\b(?:insertAdjacentHTML|setHTMLUnsafe|parseHTMLUnsafe|createContextualFragment|parseFromString|srcdoc)\b": (
        "makes markup from text: use textContent or append"
    ),
    r"\bdocument\.(?:write|writeln|cookie)\b": "writes markup or a cookie",
    r"\beval\(|\bnew Function\b|\bset(?:Timeout|Interval)\(\s*[\"'`]": "makes code from text",
    r"\.setAttribute\(\s*[\"'](?:on|style|srcdoc)": "makes code or style from text: add a listener or a class",
    r"\.style\b(?!sheet)": "writes a style: set a class",
    r"\bjavascript:": "makes code from an address",
    r"\b(?:sendBeacon|WebSocket|EventSource|XMLHttpRequest|RTCPeerConnection)\b": "sends to somewhere",
    r"\bindexedDB\b|\bhistory\.(?:push|replace)State\b": "keeps something: answers live in memory only",
    r"\bnew (?:Shared)?Worker\((?!script\()|\.register\((?!script\()": "starts a script: give its address by script()",
}

# what may occur in these files only: why
ONLY_IN = {
    r"\blocalStorage\b": (
        {"assets/sg/offline.js", "assets/sg/kept.js"},
        "keeps something: settings have their one place",
    ),
    r"\bsessionStorage\b": (
        {"assets/sg/leave.js", "assets/sg/kept.js"},
        "keeps something: what is kept for a tab has its one place",
    ),
}


class Finding(NamedTuple):
    """One line that may not be so."""

    file: str
    line: int
    text: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text.strip()[:100]!r} {self.why}"


def without_comments(text: str) -> str:
    """The script with its comments blanked, line by line as it was."""
    return COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def check(file: str, text: str) -> Iterator[Finding]:
    """Every finding in one script, by its path below `overrides`."""
    rules = [
        *FORBIDDEN.items(),
        *((name, why) for name, (files, why) in ONLY_IN.items() if file not in files),
    ]
    for number, line in enumerate(without_comments(text).split("\n"), start=1):
        for pattern, why in rules:
            if re.search(pattern, line):
                yield Finding(file, number, line, why)


def scripts() -> list[Path]:
    """Every script of ours."""
    return sorted(FOLDER.rglob("*.js"))


def main(arguments: list[str]) -> int:
    """Prints each finding; 1 if there is one, or no script at all."""
    files = scripts()
    found = [
        finding
        for path in files
        for finding in check(path.relative_to(FOLDER).as_posix(), path.read_text("utf-8"))
    ]
    for finding in found:
        print(finding, file=sys.stderr)
    print(f"scripts: {len(files)} read, {len(found)} findings")
    return 1 if found or not files else 0
