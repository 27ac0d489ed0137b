"""The build around MkDocs: compressed neighbours, deterministic bytes, a failed build that breaks nothing."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path
from types import SimpleNamespace

import brotli
import pytest

from pipeline import __main__ as command_line
from pipeline import compress, site

TEXT = "the same words again and again " * 100


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Build and cache folders of the test's own."""
    monkeypatch.setattr(site, "BUILD", tmp_path / "build")
    monkeypatch.setattr(compress, "CACHE", tmp_path / "cache")


def fake_mkdocs(text: str = TEXT):  # type: ignore[no-untyped-def]
    """Stands in for MkDocs: one page, one runtime file, one small file, one picture."""

    def run(folder: Path, draft: bool = False) -> None:
        (folder / "runtime").mkdir(parents=True)
        (folder / "index.html").write_text(text)
        (folder / "runtime" / "a.wasm").write_text(text)
        (folder / "small.txt").write_text("short")
        (folder / "picture.png").write_bytes(b"png" * 1000)

    return run


def test_text_and_runtime_get_neighbours(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    fake_mkdocs()(folder)
    whole, sent = compress.compress(folder)
    assert brotli.decompress((folder / "index.html.br").read_bytes()).decode() == TEXT
    assert gzip.decompress((folder / "runtime" / "a.wasm.gz").read_bytes()).decode() == TEXT
    assert not (folder / "small.txt.br").exists()
    assert not (folder / "picture.png.br").exists()
    assert sent < whole == 2 * len(TEXT) + 5 + 3000


def test_compressing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    seen = []
    for name in ("one", "two"):
        fake_mkdocs()(tmp_path / name)
        compress.compress(tmp_path / name)
        seen.append({path.name: path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file()})
    assert seen[0] == seen[1]


def test_a_build_is_done_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "run_mkdocs", fake_mkdocs())
    monkeypatch.setattr(site, "STEPS", ())
    monkeypatch.setattr(site, "fingerprint", lambda: "inputs")
    folder = tmp_path / "site"
    assert site.build(folder)
    assert not site.build(folder)
    assert site.build(folder, force=True)
    assert site.build(folder, draft=True)
    assert site.build(folder)
    monkeypatch.setattr(site, "fingerprint", lambda: "other inputs")
    assert site.build(folder)
    (folder / "index.html").unlink()
    assert site.build(folder)


def test_a_failed_build_leaves_the_last_good_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "run_mkdocs", fake_mkdocs("good " * 500))
    monkeypatch.setattr(site, "STEPS", ())
    monkeypatch.setattr(site, "fingerprint", lambda: "good")
    folder = tmp_path / "site"
    site.build(folder)

    def fail(folder: Path, draft: bool) -> None:
        folder.mkdir(parents=True)
        raise site.BuildError("mkdocs")

    monkeypatch.setattr(site, "run_mkdocs", fail)
    monkeypatch.setattr(site, "fingerprint", lambda: "bad")
    assert site.main(["--folder", str(folder)]) == 1
    assert (folder / "index.html").read_text().startswith("good")


def test_a_step_that_refuses_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class RefusedError(Exception):
        __module__ = "pipeline.step"

    def refuse(folder: Path) -> None:
        raise RefusedError("the bytecode is of another Python")

    monkeypatch.setattr(site, "run_mkdocs", fake_mkdocs())
    monkeypatch.setattr(site, "STEPS", ("pipeline.step",))
    monkeypatch.setitem(sys.modules, "pipeline.step", SimpleNamespace(build=refuse))
    assert site.main(["--folder", str(tmp_path / "site")]) == 1
    assert "pipeline.step: the bytecode is of another Python" in capsys.readouterr().err


def test_the_fingerprint_sees_every_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "ROOT", tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs" / "index.md"
    seen = set()
    for text in ("one", "two"):
        page.write_text(text)
        seen.add(site.fingerprint())
    page.rename(tmp_path / "docs" / "other.md")
    seen.add(site.fingerprint())
    (tmp_path / "README.md").write_text("no input")
    seen.add(site.fingerprint())
    assert len(seen) == 3


def test_unknown_commands_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["nonsense"]) == 2
    said = capsys.readouterr().err
    assert all(name in said for name in command_line.COMMANDS)
