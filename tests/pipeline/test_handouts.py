"""The handouts: small, tagged, dated, the same each time, and without an answer on a sheet that is for judging."""

from __future__ import annotations

from pathlib import Path

import pytest

from decision_aids import api, facts
from decision_aids.facts.learning import Calibration, Pack
from pipeline import handouts, share

BASE = "https://example.org/"
LARGEST = 60_000  # bytes
PACKS = facts.every("pack")
CALIBRATIONS = facts.every("calibration")
NAMES = [one.id for one in PACKS] + [f"calibration-{one.id}" for one in CALIBRATIONS]


@pytest.mark.parametrize("name", NAMES)
def test_every_handout_is_there_small_and_tagged(built_site: Path, name: str) -> None:
    data = (built_site / "handouts" / f"{name}.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(data) < LARGEST
    assert b"/MarkInfo" in data or b"/StructTreeRoot" in data or b"/ObjStm" in data
    assert b"pdfuaid" in data, "not marked as PDF/UA"


def test_the_same_facts_give_the_same_bytes(tmp_path: Path) -> None:
    given = handouts.calibration(CALIBRATIONS[0], BASE)
    fonts = handouts.typst.Fonts(include_system_fonts=False)
    (tmp_path / handouts.FOLDER).mkdir()
    first = handouts._set(tmp_path, "a", given, fonts).read_bytes()
    assert handouts._set(tmp_path, "b", given, fonts).read_bytes() == first


def test_a_picture_without_words_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PDF/UA is not a wish: take the alternative text away and Typst refuses."""
    bad = tmp_path / "bad.typ"
    bad.write_text(
        handouts.TEMPLATE.read_text("utf-8").replace(', alt: "QR code of " + data.address', ""), "utf-8"
    )
    monkeypatch.setattr(handouts, "TEMPLATE", bad)
    (tmp_path / handouts.FOLDER).mkdir()
    with pytest.raises(handouts.HandoutError, match="PDF/UA"):
        handouts._set(tmp_path, "a", handouts.calibration(CALIBRATIONS[0], BASE), handouts.typst.Fonts())


@pytest.mark.parametrize("one", PACKS, ids=lambda one: one.id)
def test_a_handout_carries_the_law_it_rests_on_and_no_answer(one: Pack, built_site: Path) -> None:
    titles = {place.address: place.title for place in share.places(built_site)}
    given = handouts.pack(one, BASE, titles)
    used = {*one.law}
    scenarios = [facts.get("scenario", name) for part in one.parts for name in part.scenarios]
    for scenario in scenarios:
        used |= {
            note["id"]
            for step in scenario.steps
            if step.aid
            for note in api.evaluate(step.aid, step.answers, scenario.on)["law_notes"]
        }
    due = (
        min(facts.law(name).review_by for name in used)
        if used
        else min(each.review_by for each in facts.every("law"))
    )
    assert given["again"] == handouts.said(due)
    assert given["short"] == f"{BASE}s/#{share.code(f'train/{one.id}/')}"
    written = str(given)
    assert not [step.why for scenario in scenarios for step in scenario.steps if step.why in written]


@pytest.mark.parametrize("one", CALIBRATIONS, ids=lambda one: one.id)
def test_slips_hold_every_step_and_no_answer(one: Calibration) -> None:
    scenario = facts.get("scenario", one.scenario)
    given = handouts.calibration(one, BASE)
    assert [judged["asks"] for judged in given["judge"]] == [step.asks for step in scenario.steps]
    assert not [step.why for step in scenario.steps if step.why in str(given)]


def test_a_content_note_stands_before_a_hard_story() -> None:
    hard = next(one for one in facts.every("scenario") if one.care)
    assert handouts.first_step(hard)["care"] == hard.care


def test_a_page_that_is_not_there_stops_the_build() -> None:
    with pytest.raises(handouts.HandoutError, match="there is no 'outreach/'"):
        handouts.pack(facts.get("pack", "first-hour"), BASE, {})
