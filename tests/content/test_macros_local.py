"""Local values on a page: shown where they are set, and whom to ask where they are not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from decision_aids import api, edition, edition_file, facts
from macros.render import local
from macros.render.page import Page, Site

ROOT = Path(__file__).resolve().parents[2]


def page() -> Page:
    """A page over the real facts."""
    return Page("talk/asking.md", "talk/asking/", {}, Site(facts, api, ROOT, date(2026, 11, 20)))


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> edition.Edition:
    this = edition_file.load(ROOT / "editions" / "example.toml")
    monkeypatch.setattr(edition, "current", lambda: this)
    return this


def test_an_empty_place_says_whom_to_ask() -> None:
    shown = local.local(page(), "adult-safeguarding")
    assert "No local value set: ask the council" in shown
    assert "tel:" not in shown


def test_a_value_is_shown_with_its_number(example: edition.Edition) -> None:
    shown = local.local(page(), "adult-safeguarding", "housing")
    assert 'href="tel:01632960103"' in shown
    assert "Exampleshire Council" in shown
    assert "Checked 20 November 2026" in shown
    assert "No local value set: ask the council" in shown


def test_a_value_cannot_be_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    value = edition.Local(id="sarc", name="<script>", text="<b>")
    monkeypatch.setattr(edition, "current", lambda: edition.Edition(name="X", local=(value,)))
    shown = local.local(page(), "sarc")
    assert "<script>" not in shown
    assert "<b>" not in shown


def test_mistakes_are_refused() -> None:
    with pytest.raises(facts.UnknownFact, match="no local named 'nobody'"):
        local.local(page(), "nobody")
    with pytest.raises(ValueError, match="name at least one"):
        local.local(page())


def test_the_list_has_every_place() -> None:
    shown = local.local_all(page())
    for place in facts.every("local"):
        assert place.label.replace("'", "&#x27;") in shown or place.label in shown
    assert {place.group for place in facts.every("local")} == set(local.GROUPS)


def test_about_says_what_is_not_set(example: edition.Edition) -> None:
    shown = local.about_edition(page())
    assert "This edition is an example." in shown
    assert "Lantern Practice Guide is an edition of Steady Ground." in shown
    assert "mailto:guide@lantern.example" in shown


def test_about_without_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edition, "current", lambda: edition.Edition(name="X"))
    shown = local.about_edition(page())
    assert "This copy does not say who publishes it." in shown
    assert "No contact is set in this copy" in shown
    monkeypatch.setattr(edition, "current", lambda: edition.Edition(name="X", contact="https://x.example/us"))
    assert 'href="https://x.example/us"' in local.about_edition(page())
