"""Scripts without their comments do the same: whole lines go, texts stay."""

from __future__ import annotations

import pytest

from pipeline import comments, scripts


def test_comments_and_indents_go() -> None:
    """A block, a line, the end of a line."""
    text = "/*\n * why\n */\nconst a = 1; // one\n\n  // two\n  const b = \"x\"; // it's kept: a quote may be a text's\n"
    assert comments.without(text) == "const a = 1;\nconst b = \"x\"; // it's kept: a quote may be a text's\n"


def test_texts_stay() -> None:
    """What looks like a comment inside a text."""
    text = 'const a = "https://example.org/ // x";\nconst b = `/* ${a} */ // y`;\n'
    assert comments.without(text) == text


def test_a_text_over_several_lines_stops_the_build() -> None:
    """There a line that starts with // may be part of the text."""
    with pytest.raises(comments.Spanning):
        comments.without("const a = `\n  // not a comment\n`;\n")


def test_our_scripts_lose_a_fifth() -> None:
    """All of them can be done; the saving is worth the step."""
    folder = scripts.FOLDER / comments.FOLDER
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.js"))]
    small = [comments.without(text) for text in texts]
    assert sum(map(len, small)) < 0.8 * sum(map(len, texts))
