"""Sheets named in a row become one, in their order; a sheet that cannot move stops the build."""

import re
from pathlib import Path

import pytest

from pipeline.styles import Unbundled, build

ROW = (
    '<link rel="stylesheet" href="{up}assets/css/a.css">\n<link rel="stylesheet" href="{up}assets/sg/b.css">'
)


def site(tmp_path: Path, a: str = "p { color: red }", b: str = "p { color: blue } /* why */") -> Path:
    for name, text in {
        "assets/css/a.css": a,
        "assets/sg/b.css": b,
        "index.html": f"<head>{ROW.format(up='')}</head>",
        "talk/asking/index.html": f"<head>{ROW.format(up='../../')}</head>",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_one_sheet_in_order_for_every_page(tmp_path: Path) -> None:
    assert build(site(tmp_path)) == 1
    [sheet] = (tmp_path / "assets/sg").glob("styles-*.css")
    assert sheet.read_text(encoding="utf-8") == "p { color: red }\np { color: blue }\n"
    assert f'href="assets/sg/{sheet.name}"' in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert f'href="../../assets/sg/{sheet.name}"' in (tmp_path / "talk/asking/index.html").read_text(
        encoding="utf-8"
    )
    assert not (tmp_path / "assets/css/a.css").exists()


def test_a_sheet_with_links_to_its_neighbours_cannot_move(tmp_path: Path) -> None:
    with pytest.raises(Unbundled, match=r"a\.css names picture\.png"):
        build(site(tmp_path, a="p { background: url(picture.png) }"))


def test_the_dark_colours_are_the_same_chosen_or_from_the_device(root: Path) -> None:
    css = (root / "overrides/assets/sg/tokens.css").read_text(encoding="utf-8")
    chosen, device = (
        re.findall(r"--[\w-]+: [^;]+;", css.split(f'[data-md-color-scheme="{scheme}"] {{')[1].split("}")[0])
        for scheme in ("slate", "auto")
    )
    assert len(chosen) > 20
    assert chosen == device
