"""Short addresses and QR codes: the same for the same place, one for each place, readable, and honest when they clash."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
import segno

from pipeline import share

PAGE = """<html><head>{head}</head><body><h1 id="sg-content" tabindex="-1">Asking &amp; listening</h1>
<h2 id="when">When <em>not</em><a class="headerlink" href="#when" title="Link">&para;</a></h2>
<h2 id="related">Use with this page</h2></body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    def put(name: str, text: str) -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    put("index.html", '<link rel="canonical" href="https://example.org/"><h1 id="x">Start</h1>')
    put("talk/asking/index.html", PAGE.format(head=""))
    put("hidden/index.html", PAGE.format(head=share.NOINDEX))
    put("s/index.html", f'<h1 id="sg-content">Short</h1><div class="sg-short">{share.MARK}</div>')
    return tmp_path


def test_a_code_is_short_plain_and_lasts() -> None:
    assert share.code("talk/asking/#when") == "4xamm"
    assert share.code("talk/asking/") != share.code("talk/asking/#when")
    assert all(letter in share.LETTERS for letter in share.code(""))
    assert not set("01ilo") & set(share.LETTERS)


def test_every_page_and_linked_heading_gets_one(site: Path) -> None:
    found = {place.address: place.title for place in share.places(site)}
    assert found == {
        "": "Start",
        "s/": "Short",
        "talk/asking/": "Asking & listening",
        "talk/asking/#when": "Asking & listening: When not",
    }


def test_the_list_leads_there_without_a_script(site: Path) -> None:
    assert share.build(site) == 4
    text = (site / "s" / "index.html").read_text(encoding="utf-8")
    letters = share.code("talk/asking/#when")
    assert (
        f'<li id="{letters}"><code>{letters}</code> <a href="../talk/asking/#when">When not</a></li>' in text
    )
    listed = json.loads((site / "s" / "addresses.json").read_text(encoding="utf-8"))
    assert listed[letters] == ["talk/asking/#when", "Asking & listening: When not"]


def test_pages_fold_under_their_section_and_none_is_lost() -> None:
    found = [
        share.Place("", "", "Start"),
        share.Place("talk/", "", "Talk"),
        share.Place("talk/asking/", "", "Asking"),
        share.Place("talk/asking/", "when", "Asking: When"),
    ]
    text = share.folds(found)
    assert [text.count(f'<li id="{place.code}">') for place in found] == [1, 1, 1, 1]
    assert text.startswith("<details><summary>Start</summary>")
    assert "<details><summary>Talk (2 pages)</summary><details><summary>Talk</summary>" in text


def test_the_squares_are_those_of_the_public_address(site: Path) -> None:
    share.build(site)
    found = json.loads((site / "talk" / "asking" / "share.json").read_text(encoding="utf-8"))
    assert found["base"] == "https://example.org/"
    letters, squares = found["parts"]["when"]
    assert letters == share.code("talk/asking/#when")
    width, _, packed = squares.partition(":")
    bits = "".join(f"{byte:08b}" for byte in base64.b64decode(packed))[: int(width) ** 2]
    made = segno.make("https://example.org/talk/asking/#when", error="l", micro=False, mask=share.MASK)
    assert bits == "".join(str(square) for row in made.matrix for square in row)


def test_two_places_with_one_code_stop_the_build(monkeypatch: pytest.MonkeyPatch, site: Path) -> None:
    monkeypatch.setattr(share, "LENGTH", 0)
    with pytest.raises(share.ShareError, match="have the same short address"):
        share.build(site)


def test_a_site_without_the_page_is_an_error(site: Path) -> None:
    (site / "s" / "index.html").unlink()
    with pytest.raises(share.ShareError, match="no place for the list"):
        share.build(site)


def test_on_the_real_site_every_heading_has_its_own(built_site: Path) -> None:
    found = share.places(built_site)
    assert len(found) > 1500
    assert len(share.by_code(found)) == len(found)
    listed = json.loads((built_site / "s" / "addresses.json").read_text(encoding="utf-8"))
    addresses = {address for address, _ in listed.values()}
    published = (
        (Path(__file__).parents[1] / "content" / "published-anchors.txt").read_text(encoding="utf-8").split()
    )
    missing = [one for one in published if one.removeprefix("/") not in addresses and one != "/"]
    assert not missing, missing[:10]
