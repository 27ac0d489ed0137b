"""Every page's macros run on the real facts, and what they print is safe to hand to Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.content.macro_pages import ROOT, real_pages, writer

PAGES = list(real_pages())
WRITE = writer()
STARTS = ("<div", "<section", "<ul", "<ol", "<dl", "<table", "<nav", "<details", "<figure")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT / "docs").as_posix())
def test_macros_run(path: Path) -> None:
    out = WRITE(path)
    assert "{{" not in out
    assert "{law:" not in out
    for block in re.split(r"\n\s*\n", out):
        if block.startswith(
            ("<div", "<section", "<ul", "<ol", "<dl", "<table", "<nav", "<details", "<figure")
        ):
            assert block.count("\n") == 0 or "markdown" in block, f"broken over lines: {block[:120]}"
    ids = re.findall(r'\bid="([^"]+)"', out)
    assert len(ids) == len(set(ids)), sorted({id_ for id_ in ids if ids.count(id_) > 1})


def test_macros_are_registered_and_nothing_more() -> None:
    import macros

    class Environment:
        def __init__(self) -> None:
            self.names: list[str] = []

        def macro(self, function: object, name: str) -> None:
            assert callable(function)
            self.names.append(name)

    environment = Environment()
    macros.define_env(environment)
    wanted = """law law_note law_register told areas items pairs asks myths indicators triangle support_matrix figures
        figure examples glossary acronyms helplines helpline justice_walk dodont term drawing aid_link aid top foot"""
    assert set(wanted.split()) <= set(environment.names)
