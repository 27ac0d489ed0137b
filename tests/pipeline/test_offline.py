"""The list for reading without signal: what is in it, what is not, and that it is the same for the same site."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline import compress, offline
from pipeline.offline import OfflineError

DAY = "2026-11-20"
PAGE = "<!doctype html><title>Page</title>" + "words " * 200


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of compressed bytes of the test's own."""
    monkeypatch.setattr(compress, "CACHE", tmp_path / "cache")


def make(folder: Path) -> Path:
    """A small site with one file of every kind."""
    files = {
        "index.html": PAGE,
        "404.html": PAGE,
        "503.html": PAGE,
        "talk/index.html": PAGE + "talk",
        "assets/sg/theme-0123456789abcdef.css": "a{}",
        "runtime/manifest.json": "{}",
        "runtime/aids-0123456789abcdef.zip": "zip",
        "runtime/NOTICE.txt": "notice",
        "runtime/licences/MPL-2.0.txt": "licence",
        "search/minisearch-licence.txt": "licence",
        "search/documents-0123456789abcdef.json": "{}",
        "sitemap.xml": "<urlset/>",
        "sitemap.xml.gz": "zipped",
        "index.html.br": "br",
        "drawings/way.svg": "<svg/>",
        "sw.js": f"const EDITION = {offline.MARK};",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def listed(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "offline.json").read_text())
    return found


def in_worker(folder: Path) -> dict[str, Any]:
    found = re.fullmatch(r"const EDITION = (\{.*\});", (folder / "sw.js").read_text())
    assert found
    edition: dict[str, Any] = json.loads(found[1])
    return edition


def test_what_a_reader_can_need(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    offline.build(site, DAY)
    assert [name for name, *_ in listed(site)["files"]] == [
        "404.html",
        "503.html",
        "assets/sg/theme-0123456789abcdef.css",
        "index.html",
        "runtime/aids-0123456789abcdef.zip",
        "runtime/manifest.json",
        "search/documents-0123456789abcdef.json",
        "talk/index.html",
    ]


def test_hashes_and_sizes_are_those_of_the_files(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    offline.build(site, DAY)
    about = listed(site)
    for name, digest, size in about["files"]:
        data = (site / name).read_bytes()
        assert digest == hashlib.sha256(data).hexdigest()
        assert size == len(data)
    assert about["bytes"] == sum(size for *_, size in about["files"])
    assert about["sent"] == sum(about["parts"]) < about["bytes"]
    assert len(about["parts"]) == len(about["files"])
    assert about["date"] == DAY


def test_the_worker_has_the_same_list(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    version = offline.build(site, DAY)
    about, edition = listed(site), in_worker(site)
    assert about["version"] == edition["version"] == version
    assert set(edition["shell"]) <= set(edition["files"])
    assert edition["files"] == {name: digest[:32] for name, digest, _ in about["files"]}


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = make(tmp_path / "one"), make(tmp_path / "two")
    assert offline.build(one, DAY) == offline.build(two, DAY)
    for name in ("offline.json", "sw.js"):
        assert (one / name).read_bytes() == (two / name).read_bytes()


def test_another_byte_is_another_version(tmp_path: Path) -> None:
    one, two = make(tmp_path / "one"), make(tmp_path / "two")
    (two / "talk" / "index.html").write_text(PAGE + "talk.")
    assert offline.build(one, DAY) != offline.build(two, DAY)


def test_another_name_is_another_version(tmp_path: Path) -> None:
    one, two = make(tmp_path / "one"), make(tmp_path / "two")
    (two / "talk").rename(two / "talks")
    assert offline.build(one, DAY) != offline.build(two, DAY)


def test_a_site_listed_twice_is_refused(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    offline.build(site, DAY)
    with pytest.raises(OfflineError, match="no place for the list"):
        offline.build(site, DAY)


def test_without_the_page_for_no_signal(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    (site / "503.html").unlink()
    with pytest.raises(OfflineError, match=r"503\.html is missing"):
        offline.build(site, DAY)


def test_the_worker_of_this_project_has_one_place_for_the_list(root: Path) -> None:
    assert (root / "overrides" / "sw.js").read_text().count(offline.MARK) == 1


def test_the_built_site_is_listed_whole(built_site: Path) -> None:
    about = listed(built_site)
    names = {name for name, *_ in about["files"]}
    pages = {path.relative_to(built_site).as_posix() for path in built_site.rglob("*.html")}
    assert pages <= names
    manifest = json.loads((built_site / "runtime" / "manifest.json").read_text())
    assert {f"runtime/{file['name']}" for file in manifest["files"].values()} <= names
    for name, digest, _ in about["files"]:
        assert hashlib.sha256((built_site / name).read_bytes()).hexdigest() == digest, name
