"""Every page's front matter is read as it was meant: MkDocs prints a broken one as text and builds on."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = sorted((ROOT / "docs").rglob("*.md"))
LISTS = ("aids", "law", "nations", "scenarios", "search", "sources")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_front_matter(page: Path) -> None:
    text = page.read_text("utf-8")
    assert text.startswith("---\n"), "the page starts with its front matter"
    try:
        fields = yaml.safe_load(text.split("\n---\n", 1)[0].removeprefix("---\n"))
    except yaml.YAMLError as error:
        pytest.fail(f"not YAML, put the text with ? : [ or , into quotes: {error}")
    assert isinstance(fields.get("title"), str)
    if isinstance(fields.get("search"), dict):  # the search plugin's own settings, such as exclude: true
        del fields["search"]
    for name in LISTS:
        assert isinstance(fields.get(name, []), list), f"{name} is a list"
        assert all(isinstance(item, str) for item in fields.get(name, [])), (
            f"{name} holds words, in quotes if need be"
        )
