"""The feed of what has changed: sound Atom, the same entries as the page, addresses that stay."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from decision_aids import facts
from decision_aids.facts.telling import Amendment, AnswerChange
from pipeline import feed

NS = {"a": feed.ATOM}
MADE = Amendment(
    id="review-time",
    day=date(2027, 4, 1),
    version="0.2.0",
    title="More time & less <haste>",
    what="Now {law:cps-review-window}.",
    why="The scheme changed.",
    law=("cps-review-window",),
    answers=(AnswerChange("vrr-deadline", "a letter", "4 December", "11 December"),),
)


def test_the_feed_has_every_amendment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://guide.example/guidance/")
    real = facts.every
    known = real("amendment")
    monkeypatch.setattr(facts, "every", lambda kind: (*known, MADE) if kind == "amendment" else real(kind))
    root = ElementTree.fromstring(feed.text(date(2026, 11, 20)))
    assert root.findtext("a:updated", namespaces=NS) == "2027-04-01T12:00:00Z"
    entries = root.findall("a:entry", NS)
    assert len(entries) == len(known) + 1
    first = entries[0]
    assert first.findtext("a:title", namespaces=NS) == MADE.title
    assert (
        first.findtext("a:id", namespaces=NS)
        == "https://guide.example/guidance/reference/changes/#review-time"
    )
    said = first.findtext("a:content", namespaces=NS) or ""
    assert "10 working days" in said
    assert "was “4 December”, now “11 December”" in said
    ids = [each.findtext("a:id", namespaces=NS) for each in entries]
    assert len(ids) == len(set(ids))


def test_the_same_facts_give_the_same_bytes() -> None:
    assert feed.text(date(2026, 11, 20)) == feed.text(date(2026, 11, 20))


def test_amendments_name_what_exists(root: object) -> None:
    from decision_aids import catalogue

    for one in facts.every("amendment"):
        for name in one.law:
            facts.law(name)
        for change in one.answers:
            catalogue.find(change.aid)
