"""Links to other pages carry those pages' own titles and headings, or stop the build."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.render.links import title_of


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A project with two pages."""
    (tmp_path / "docs" / "talk").mkdir(parents=True)
    (tmp_path / "docs" / "talk" / "index.md").write_text('---\ntitle: "Talk: first words"\n---\nText.\n')
    (tmp_path / "docs" / "talk" / "asking.md").write_text(
        "---\ntitle: Asking\n---\n## When to ask { #when }\n"
    )
    return tmp_path


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("talk/", "Talk: first words"),
        ("talk/asking/", "Asking"),
        ("talk/asking/#when", "Asking: When to ask"),
    ],
)
def test_a_page_and_a_part_of_it(docs: Path, path: str, title: str) -> None:
    assert title_of(docs, path) == title


@pytest.mark.parametrize("path", ["talk/nowhere/", "talk/asking/#nothing"])
def test_what_is_not_there(docs: Path, path: str) -> None:
    with pytest.raises(ValueError, match=r"there is no page|has no heading"):
        title_of(docs, path)
