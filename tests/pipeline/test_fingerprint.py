"""Names by content: every file of ours gets one, whatever names it is mended, and nothing else is touched."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from pipeline import fingerprint
from pipeline.serve import HASHED

PAGE = """<link rel="stylesheet" href="{up}assets/sg/theme.css"><script src="{up}assets/sg/one.js"></script>
<link rel="manifest" href="{up}assets/sg/manifest.webmanifest"><dialog data-documents="search/documents.json"></dialog>
<a href="{up}assets/other/kept.css">x</a><a href="https://example.org/assets/sg/theme.css">y</a><p>assets/sg/theme.css</p>"""


def make(folder: Path) -> Path:
    """A small site whose files name each other."""
    files = {
        "index.html": PAGE.format(up=""),
        "talk/words/index.html": PAGE.format(up="../../"),
        "404.html": PAGE.format(up="/"),
        "assets/sg/theme.css": "a{background:url(icons/a.svg)} b{background:url('../other/kept.css')}",
        "assets/sg/icons/a.svg": "<svg/>",
        "assets/sg/one.js": 'import { x } from "./two.js"; new URL("two.js", import.meta.url); "../../sw.js";',
        "assets/sg/two.js": 'export const x = "no-file.js";',
        "assets/sg/manifest.webmanifest": '{"icons": [{"src": "icons/a.svg"}], "start_url": "../../"}',
        "assets/other/kept.css": "",
        "search/documents.json": "{}",
        "search/minisearch-licence.txt": "licence",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_every_file_of_ours_has_the_hash_of_its_bytes(tmp_path: Path) -> None:
    names = fingerprint.build(make(tmp_path))
    assert set(names) == {
        "assets/sg/theme.css",
        "assets/sg/icons/a.svg",
        "assets/sg/one.js",
        "assets/sg/two.js",
        "assets/sg/manifest.webmanifest",
        "search/documents.json",
    }
    for old, new in names.items():
        assert not (tmp_path / old).exists()
        assert HASHED.search("/" + new)
        assert hashlib.sha256((tmp_path / new).read_bytes()).hexdigest()[:16] in new


def test_what_names_a_file_is_mended(tmp_path: Path) -> None:
    names = fingerprint.build(make(tmp_path))
    one = (tmp_path / names["assets/sg/one.js"]).read_text()
    two = Path(names["assets/sg/two.js"]).name
    assert f'from "./{two}"' in one
    assert f'new URL("{two}"' in one
    assert '"../../sw.js"' in one
    icon = names["assets/sg/icons/a.svg"].removeprefix("assets/sg/")
    assert f"url({icon})" in (tmp_path / names["assets/sg/theme.css"]).read_text()
    assert f'"src": "{icon}"' in (tmp_path / names["assets/sg/manifest.webmanifest"]).read_text()


@pytest.mark.parametrize(
    ("page", "up"), [("index.html", ""), ("talk/words/index.html", "../../"), ("404.html", "/")]
)
def test_pages_name_the_new_files(tmp_path: Path, page: str, up: str) -> None:
    names = fingerprint.build(make(tmp_path))
    text = (tmp_path / page).read_text()
    for old in ("assets/sg/theme.css", "assets/sg/one.js", "assets/sg/manifest.webmanifest"):
        assert f'"{up}{names[old]}"' in text
    assert f'data-documents="{names["search/documents.json"]}"' in text
    assert f'"{up}assets/other/kept.css"' in text
    assert "https://example.org/assets/sg/theme.css" in text
    assert "<p>assets/sg/theme.css</p>" in text


def test_a_change_inside_changes_the_names_outside(tmp_path: Path) -> None:
    before = fingerprint.build(make(tmp_path / "one"))
    site = make(tmp_path / "two")
    (site / "assets" / "sg" / "two.js").write_text("export const x = 2;")
    after = fingerprint.build(site)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"assets/sg/one.js", "assets/sg/two.js"}


def test_files_that_name_each_other_are_refused(tmp_path: Path) -> None:
    site = make(tmp_path)
    (site / "assets" / "sg" / "two.js").write_text('import "./one.js";')
    with pytest.raises(fingerprint.Tangle, match="name each other"):
        fingerprint.build(site)


def test_what_people_look_for_keeps_its_name(tmp_path: Path) -> None:
    fingerprint.build(make(tmp_path))
    assert (tmp_path / "search" / "minisearch-licence.txt").is_file()


def test_only_scripts_of_ours_are_in_the_site(built_site: Path) -> None:
    theirs = {"runtime", "search"}  # Pyodide and MiniSearch
    for path in built_site.rglob("*js"):
        where = path.relative_to(built_site)
        assert where.parts[:2] == ("assets", "sg") or where.parts[0] in {*theirs, "sw.js"}, where
    assert not list(built_site.rglob("*.map"))


def test_the_built_site_names_only_files_that_are_there(built_site: Path) -> None:
    ours = {path.name for folder in fingerprint.FOLDERS for path in (built_site / folder).rglob("*")}
    for page in built_site.rglob("*.html"):
        for name in re.findall(
            r'(?:href|src|data-documents|data-engine)="(?!https:)[^"]*?((?:assets/sg|search)/[^"?#]+)"',
            page.read_text(),
        ):
            assert Path(name).name in ours, (page, name)
            assert HASHED.search("/" + name), (page, name)
