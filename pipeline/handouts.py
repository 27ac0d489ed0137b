"""Handouts: a tagged PDF for each session and each calibration, set by Typst from the facts.

Typst comes as one Python package with its letters inside, so a fresh machine needs nothing else. PDF/UA-1 is asked for:
a handout a screen reader could not follow fails the build. The same facts give the same bytes.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import segno
import typst

from decision_aids import __version__, api, edition, facts
from decision_aids.facts.learning import Calibration, Pack, Scenario
from pipeline import share

FOLDER = "handouts"
TEMPLATE = Path(__file__).with_name("handout.typ")
#: The first judgement may leave these out: they are the state of a form, not an answer.
NO_ANSWER = ("not-yet",)


class HandoutError(ValueError):
    """A handout cannot be set; the message names it and says what Typst said."""


def build(site: Path) -> list[Path]:
    """Writes every handout into a built site. Raises HandoutError."""
    base = share.address_of(site)
    titles = {place.address: place.title for place in share.places(site)}
    fonts = typst.Fonts(include_system_fonts=False)
    (site / FOLDER).mkdir(exist_ok=True)
    written = []
    for one in facts.every("pack"):
        written.append(_set(site, one.id, pack(one, base, titles), fonts))
    for one in facts.every("calibration"):
        written.append(_set(site, f"calibration-{one.id}", calibration(one, base), fonts))
    return written


def _set(site: Path, name: str, given: dict[str, Any], fonts: typst.Fonts) -> Path:
    path = site / FOLDER / f"{name}.pdf"
    try:
        data = typst.compile(
            TEMPLATE,
            font_paths=fonts,
            sys_inputs={"data": json.dumps(given)},
            pdf_standards=["ua-1"],
        )
    except (typst.TypstError, RuntimeError) as error:
        raise HandoutError(f"{name}: {error}") from error
    path.write_bytes(data)
    return path


def pack(one: Pack, base: str, titles: dict[str, str]) -> dict[str, Any]:
    """What the handout of a session says. `titles`: site path -> title. Raises HandoutError for a page that is not there."""
    scenarios = [facts.get("scenario", name) for part in one.parts for name in part.scenarios]
    paths = list(dict.fromkeys(path for part in one.parts for path in part.pages))
    missing = [path for path in paths if path not in titles]
    if missing:
        raise HandoutError(f"{one.id}: there is no {missing[0]!r} on the site")
    law = {*one.law, *(name for each in scenarios for name in law_behind(each))}
    return {
        **frame(f"train/{one.id}/", base, law),
        "title": one.title,
        "kind": "Handout",
        "take_away": list(one.take_away),
        "discuss": list(one.discuss),
        "read": [[titles[path], f"{base}{share.SHORT}#{share.code(path)}"] for path in paths],
        "judge": [first_step(each) for each in scenarios],
    }


def calibration(one: Calibration, base: str) -> dict[str, Any]:
    """The slips of a calibration: every step of its scenario on a sheet of its own, to judge alone."""
    scenario = facts.get("scenario", one.scenario)
    return {
        **frame(f"train/calibration/{one.id}/", base, law_behind(scenario)),
        "title": scenario.title,
        "kind": "Judge alone",
        "take_away": [],
        "discuss": [],
        "read": [],
        "judge": [
            {
                "title": f"Step {number} of {len(scenario.steps)}",
                "text": plain(step.text, scenario),
                "asks": step.asks,
                "choices": choices(step),
                "more": "",
                "care": scenario.care if number == 1 else "",
            }
            for number, step in enumerate(scenario.steps, start=1)
        ],
    }


def frame(page: str, base: str, law: Iterable[str]) -> dict[str, Any]:
    """What stands on every handout: whose it is, the address, its QR code, the version, the law's day and when to look again."""
    entries = [facts.law(name) for name in sorted(set(law))] or list(facts.every("law"))
    checked = [entry.checked for entry in entries]
    this = edition.current()
    return {
        "address": base + page,
        "short": f"{base}{share.SHORT}#{share.code(page)}",
        "qr": qr(base + page),
        "site": this.name,
        "version": __version__,
        "example": this.example,
        "checked": said(min(checked))
        if min(checked) == max(checked)
        else f"{said(min(checked))} to {said(max(checked))}",
        "again": said(min(entry.review_by for entry in entries)),
    }


def said(day: date) -> str:
    """A day in words."""
    return f"{day.day} {day:%B} {day.year}"


def law_behind(scenario: Scenario) -> Iterator[str]:
    """The law entries behind the model answers of a scenario."""
    for step in scenario.steps:
        if step.aid:
            result = api.evaluate(step.aid, step.answers, scenario.on)
            yield from (note["id"] for note in result["law_notes"])


def first_step(scenario: Scenario) -> dict[str, Any]:
    """The first step of a scenario, to judge on paper; what comes after is told in the room."""
    step = scenario.steps[0]
    more = "The story goes on: the next step is told in the room." if len(scenario.steps) > 1 else ""
    return {
        "title": scenario.title,
        "text": plain(step.text, scenario),
        "asks": step.asks,
        "choices": choices(step),
        "more": more,
        "care": scenario.care,
    }


def plain(text: str, scenario: Scenario) -> str:
    """A text with its law values filled in for the day of the story."""
    return facts.fill(text, scenario.on)


def choices(step: Any) -> list[str]:
    """What there is to choose from."""
    if not step.aid:
        return list(step.options)
    levels = api.describe(step.aid)["levels"]
    return [level["label"] for level in levels if level["key"] not in NO_ANSWER]


def qr(address: str) -> str:
    """A QR code as SVG, black on white."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=0)
    return out.getvalue().decode("ascii")
