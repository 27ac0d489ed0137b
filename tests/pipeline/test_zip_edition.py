"""The zip edition: the same bytes each time, and it runs from wherever it is unpacked, with one command."""

from __future__ import annotations

import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import zip_edition
from pipeline.check_host import Host, check


@pytest.fixture(scope="module")
def unpacked(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an unpacked zip, served by its own script."""
    folder = tmp_path_factory.mktemp("stick")
    path = zip_edition.build(built_site, folder)
    with zipfile.ZipFile(path) as packed:
        packed.extractall(folder / "somewhere else")
    (script,) = (folder / "somewhere else").glob("*/serve.py")
    with subprocess.Popen(
        [sys.executable, script, "0"], stdout=subprocess.PIPE, text=True, cwd="/"
    ) as started:
        assert started.stdout is not None
        yield started.stdout.readline().split()[1]
        started.terminate()


def test_it_does_what_readers_need(unpacked: str) -> None:
    report = check(Host(unpacked))
    # Its server sends no compressed files and asks browsers to keep nothing; on one machine neither matters.
    assert set(report.found) <= {
        "compressed",
        "brotli",
        "zip",
        "headers",
        "for-ever",
        "robots",
    }, "\n".join(report.lines())


def test_unknown_addresses_are_the_sites_own(unpacked: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{unpacked}nowhere/")
    assert caught.value.code == 404
    assert b"This page is not here" in caught.value.read()


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("page")
    (site / "index.html.br").write_text("left out")
    first = zip_edition.build(site, tmp_path / "one").read_bytes()
    (site / "index.html").touch()
    assert zip_edition.build(site, tmp_path / "two").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "one" / f"{zip_edition.name()}.zip") as packed:
        assert {name.partition("/")[2] for name in packed.namelist()} == {
            "READ-ME.txt",
            "serve.py",
            "site/index.html",
        }


def test_made_for_a_folder_it_still_runs_at_the_top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/guidance/")
    (tmp_path / "index.html").write_text('<a href="a/">')
    (tmp_path / "404.html").write_text('<link href="/guidance/a.css"><script>{"base": "/guidance/"}</script>')
    with zipfile.ZipFile(zip_edition.build(tmp_path, tmp_path / "zip")) as packed:
        lost = packed.read(f"{zip_edition.name()}/site/404.html")
    assert lost == b'<link href="/a.css"><script>{"base": "/"}</script>'


def test_no_site_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert zip_edition.main(["--site", str(tmp_path / "none"), "--folder", str(tmp_path)]) == 1
    assert "run make site first" in capsys.readouterr().err
