"""The link checker finds what it is there to find, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.links import Site, css_addresses, main


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages without a fault."""
    (tmp_path / "talk").mkdir()
    (tmp_path / "style.css").write_text("a { background: url(mark.svg) }")
    (tmp_path / "mark.svg").write_text("<svg/>")
    write(tmp_path, "index.html", '<a href="talk/#ask">ask</a><a href="https://www.gov.uk/x">law</a>')
    write(tmp_path, "talk/index.html", '<h2 id="ask">Ask</h2><a href="#ask">here</a><a href="..">up</a>')
    return tmp_path


def write(folder: Path, name: str, body: str) -> None:
    (folder / name).write_text(f'<!doctype html><link rel="stylesheet" href="/style.css">{body}')


def faults(folder: Path) -> list[str]:
    return list(Site(folder).faults())


def test_a_right_site_has_no_fault(site: Path) -> None:
    assert faults(site) == []
    assert main(["--folder", str(site)]) == 0


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<a href="tlak/">x</a>', "no page for 'tlak/'"),
        ('<a href="talk/#aks">x</a>', "no anchor for 'talk/#aks'"),
        ('<a href="javascript:void 0">x</a>', "is a script"),
        ('<img src="mark.png">', "nothing at 'mark.png'"),
        ('<img srcset="mark.svg 1x, big.svg 2x">', "nothing at 'big.svg'"),
        ('<script src="https://cdn.example/x.js"></script>', "from another host"),
        ('<script src="//cdn.example/x.js"></script>', "from another host"),
        ('<link rel="preconnect" href="https://fonts.example">', "from another host"),
        ('<link rel="icon" href="https://x.example/i.png">', "from another host"),
        ('<iframe src="http://x.example"></iframe>', "from another host"),
        ('<form action="https://x.example/take">', "from another host"),
        ('<p style="background:url(https://x.example/p.png)">', "from another host"),
        ("<style>@import 'https://x.example/a.css';</style>", "from another host"),
        ('<svg><use href="https://x.example/a.svg#b"/></svg>', "from another host"),
        ('<meta http-equiv="refresh" content="0; url=https://x.example/">', "from another host"),
        ('<p id="a"></p><p id="a"></p>', "the id 'a' is there twice"),
    ],
)
def test_faults_on_a_page(site: Path, body: str, fault: str) -> None:
    write(site, "index.html", body)
    found = faults(site)
    assert len(found) == 1
    assert found[0].startswith("/index.html: ")
    assert fault in found[0]
    assert main(["--folder", str(site)]) == 1


@pytest.mark.parametrize(
    "body",
    [
        '<a href="mailto:a@example.org">x</a><a href="tel:999">x</a>',
        '<a href="https://example.org/#x">x</a>',
        '<link rel="canonical" href="https://steady.example/">',
        '<img src="data:image/png;base64,AAAA">',
        '<a href="#top">x</a><a href="#">x</a>',
        '<a href="talk/#:~:text=Ask">x</a>',
        '<a href="./talk/?q=1#ask">x</a>',
    ],
)
def test_what_is_allowed(site: Path, body: str) -> None:
    write(site, "index.html", body)
    assert faults(site) == []


def test_style_sheets_are_read(site: Path) -> None:
    (site / "style.css").write_text("/* url(x) */ @font-face { src: url('https://f.example/a.woff2') }")
    assert faults(site) == ["/style.css: fetches 'https://f.example/a.woff2' from another host"]
    assert css_addresses('@import "a.css"; b { c: url( "d e.svg" ) }') == ["a.css", "d e.svg"]


def test_the_search_index_is_read(site: Path) -> None:
    (site / "search").mkdir()
    docs = [{"location": ""}, {"location": "talk/#ask"}, {"location": "talk/#gone"}]
    (site / "search" / "search_index.json").write_text(json.dumps({"docs": docs}))
    assert faults(site) == ["/search/search_index.json: no anchor for 'talk/#gone'"]


def test_a_site_that_lives_under_a_path(site: Path) -> None:
    for name in ("index.html", "talk/index.html", "404.html"):
        (site / name).write_text(
            '<link rel="stylesheet" href="/under/style.css"><a href="/under/talk/">x</a>'
        )
    assert faults(site) == []


def test_no_site_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--folder", str(tmp_path)]) == 1
    assert "run make site first" in capsys.readouterr().err
