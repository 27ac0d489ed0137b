"""Nothing that the generator left for a person to fill in is published."""

from pathlib import Path

import pytest

from decision_aids.generator import MARK

FOLDERS = ("docs", "decision_aids", "tests/rules/stories")


def unfilled(root: Path) -> list[str]:
    """The files that still have the mark."""
    return [
        path.relative_to(root).as_posix()
        for folder in FOLDERS
        for path in sorted((root / folder).rglob("*"))
        if path.suffix in (".md", ".toml", ".py")
        and path.name != "generator.py"
        and MARK in path.read_text(encoding="utf-8")
    ]


def test_everything_is_filled_in(root: Path) -> None:
    assert unfilled(root) == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_not_is_found(folder: str, tmp_path: Path) -> None:
    for each in FOLDERS:
        (tmp_path / each).mkdir(parents=True)
    (tmp_path / folder / "new.toml").write_text("title = 'FILL IN'")
    assert unfilled(tmp_path) == [f"{folder}/new.toml"]
