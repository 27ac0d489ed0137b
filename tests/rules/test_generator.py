"""What `python -m decision_aids new` writes loads and builds, and fails the tests until somebody has filled it in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from decision_aids import generator
from decision_aids.__main__ import main
from decision_aids.facts import loader

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The parts of the project that the generator knows."""
    for name in ("decision_aids", "tests/rules/stories"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "edition.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "docs").mkdir()
    return tmp_path


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_new_aid_answers_and_is_not_finished(copy: Path) -> None:
    paths = generator.write("aid", "first-visit", copy)
    assert Path("docs/aids/first-visit.md") in paths
    described = python(copy, "-m", "decision_aids", "describe", "first-visit")
    assert generator.MARK in described.stdout, described.stderr
    assert "aids/first-visit.md" in (copy / "mkdocs.yml").read_text()
    for path in paths:
        if path.as_posix() not in generator.SHARED:
            assert generator.MARK in (copy / path).read_text(), path


@pytest.mark.parametrize("name", ["zz-last", "aa-first"])
def test_the_catalogue_stays_in_order(copy: Path, name: str) -> None:
    generator.write("aid", name, copy)
    catalogue = (copy / generator.CATALOGUE).read_text()
    compile(catalogue, "catalogue.py", "exec")
    assert f'    "{name}",\n)' in catalogue


def test_a_new_page_scenario_and_law_entry(copy: Path) -> None:
    written = [
        *generator.write("page", "talk/first-words", copy),
        *generator.write("scenario", "at-the-door", copy),
        *generator.write("law", "bail-length", copy, date(2026, 11, 20)),
    ]
    assert Path("docs/talk/first-words.md") in written
    store, mistakes = loader.examine(copy / "decision_aids" / "facts")
    assert not mistakes
    assert store["law"]["bail-length"].checked == date(2026, 11, 20)
    assert store["law"]["bail-length"].review_by == date(2027, 2, 18)
    assert store["scenario"]["at-the-door"].theme == "sharing"
    assert "First words: talk/first-words.md" in (copy / "mkdocs.yml").read_text()


def test_nothing_is_written_over(copy: Path) -> None:
    generator.write("law", "bail-length", copy)
    with pytest.raises(generator.CannotWrite, match="is there already"):
        generator.write("law", "bail-length", copy)
    before = (copy / "mkdocs.yml").read_text()
    (copy / "docs" / "talk").mkdir()
    (copy / "docs" / "talk" / "asking.md").write_text("ours")
    with pytest.raises(generator.CannotWrite, match="is there already"):
        generator.write("page", "talk/asking", copy)
    assert (copy / "docs" / "talk" / "asking.md").read_text() == "ours"
    assert (copy / "mkdocs.yml").read_text() == before


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("aid", "First visit"),
        ("aid", "../x"),
        ("aid", "talk/x"),
        ("law", "9-lives"),
        ("page", "asking"),
        ("page", "../asking"),
        ("page", "nowhere/asking"),
    ],
)
def test_names_that_cannot_be_used(copy: Path, what: str, name: str) -> None:
    with pytest.raises(generator.CannotWrite):
        generator.write(what, name, copy)


def test_the_command(copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    written: list[tuple[str, str]] = []

    def write(what: str, name: str) -> list[Path]:
        written.append((what, name))
        return [Path("a/file")]

    monkeypatch.setattr(generator, "write", write)
    assert main(["new", "law", "bail-length"]) == 0
    assert written == [("law", "bail-length")]
    said = capsys.readouterr().out
    assert "a/file" in said
    assert "Open the reference" in said

    def refuse(what: str, name: str) -> list[Path]:
        raise generator.CannotWrite("no")

    monkeypatch.setattr(generator, "write", refuse)
    assert main(["new", "law", "x"]) == 2
