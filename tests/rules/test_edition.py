"""The settings of an edition: read strictly, shown where they are set, and said to be missing where they are not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from decision_aids import api, edition, edition_file, facts
from decision_aids.edition import EditionError

ROOT = Path(__file__).resolve().parents[2]
LOCAL = 'name = "X"\n[local.sarc]\n'

MISTAKES = {
    'nome = "X"': "unknown key 'nome'",
    "name = 3": "'name' should be text",
    "": "'name' is missing",
    'name = " "': "'name' is missing",
    'name = "X"\nexample = "yes"': "'example' should be true or false",
    'name = "X"\ncontact = "ring us"': "'contact' should be an e-mail address",
    'name = "X"\nsecurity_contact = "http://x.example"': "'security_contact' should be an e-mail address",
    'name = "X"\naddress = "example.org"': "'address' should read https://example.org/",
    'name = "X"\naddress = "https://example.org/guidance"': "with a slash at its end",
    'name = "X"\nlocal = "none"': r"write local values as \[local.ID\]",
    'name = "X"\n[local.sarcs]\nname = "Y"': "there is no local value 'sarcs'",
    'name = "X"\n[local]\nsarc = "Y"': r"write it as \[local.sarc\]",
    LOCAL + 'name = "Y"': "needs 'name' and one of",
    LOCAL + 'phone = "01632 960999"': "needs 'name' and one of",
    LOCAL + 'name = "Y"\ntext = ""': "'text' should be text",
    LOCAL + 'name = "Y"\nphone = "ask"': "'ask' is not a telephone number",
    LOCAL + 'name = "Y"\nurl = "http://x.example"': "'url' should start with https://",
    LOCAL + 'name = "Y"\nurl = "https://x.example"\nchecked = "today"': "'checked' should be a date",
    LOCAL + 'name = "Y"\nurl = "https://x.example"\nchecked = 3': "'checked' should be a date",
    LOCAL + 'name = "Y"\nfax = "1"': "local.sarc: unknown key 'fax'",
    LOCAL + 'name = "Y"\nphone = "01632 960999"': "is a number for drama: it rings nowhere",
    LOCAL + 'name = "Y"\nphone = "+44 7700 900123"': "is a number for drama",
    "name = ": "not valid TOML",
    "name = " + "[" * 50_000: "nested too deeply",
    'name = "<script>x()</script>"': "'name' should be plain text, without < and >",
    'name = "safe\\u202Eknil"': r"'name' holds a sign that cannot be seen, U\+202E",
    'name = "X"\npublisher = "a\\u0000b"': r"'publisher' holds a sign that cannot be seen, U\+0000",
    LOCAL + 'name = "Y"\nurl = "https://x.example/\u200b"': r"local.sarc: 'url' holds .* U\+200B",
    LOCAL + 'name = "Y"\ntext = "<img src=x>"': "local.sarc: 'text' should be plain text",
}


@pytest.mark.parametrize("text", MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_stops(text: str, tmp_path: Path) -> None:
    path = tmp_path / "edition.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EditionError, match=MISTAKES[text]):
        edition_file.load(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="cannot be read"):
        edition_file.load(tmp_path / "none.toml")


def test_our_own_edition_makes_nothing_up() -> None:
    own = edition_file.load(ROOT / "edition.toml")
    assert own.name
    assert not own.example
    assert not own.local


def test_the_example_is_marked_and_rings_nowhere() -> None:
    example = edition_file.load(ROOT / "editions" / "example.toml")
    assert example.example
    assert example.based_on
    assert len(example.local) >= 8
    for value in example.local:
        assert not value.phone or edition_file.DRAMA.fullmatch(value.phone.replace(" ", "")), value
    raw = tomllib.loads((ROOT / "editions" / "example.toml").read_text())
    with pytest.raises(EditionError, match="drama"):
        edition_file.read({**raw, "example": False})


def test_another_file_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SG_EDITION", str(ROOT / "editions" / "example.toml"))
    assert edition_file.path().name == "example.toml"
    edition.current.cache_clear()
    try:
        record = api.evaluate("vrr-deadline", {}, None)["record"]
    finally:
        edition.current.cache_clear()
    assert "with Lantern Practice Guide" in record


def test_every_place_says_whom_to_ask() -> None:
    for place in facts.every("local"):
        assert place.ask[0].islower(), place
        assert not place.ask.endswith("."), place
