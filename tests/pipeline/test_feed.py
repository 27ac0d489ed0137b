"""The feed of what has changed: sound Atom, the same entries as the page, addresses that stay."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from decision_aids import catalogue, facts
from decision_aids.facts.telling import Amendment, AnswerChange
from macros.render.links import title_of
from pipeline import feed
from pipeline.bootstrap import ROOT

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
    assert said.startswith("<p>Now 10 working days.</p>")
    assert (
        f"<p>{catalogue.find('vrr-deadline').title}, “a letter”: was “4 December”, now “11 December”.</p>"
        in said
    )
    assert faults(root) == []


#: RFC 4287: what an element may hold, and how often: "1" once, "?" at most once, "*" any number of times.
MAY_HOLD = {
    "feed": {"id": "1", "title": "1", "updated": "1", "author": "1", "link": "*", "entry": "*"},
    "entry": {"id": "1", "title": "1", "updated": "1", "link": "*", "content": "1"},
    "author": {"name": "1"},
}


def faults(feed_element: ElementTree.Element) -> list[str]:
    """What of a feed is not as RFC 4287 has it, of the parts that ours uses."""
    found = []
    for element in feed_element.iter():
        name = element.tag.removeprefix(f"{{{feed.ATOM}}}")
        children = Counter(each.tag.removeprefix(f"{{{feed.ATOM}}}") for each in element)
        allowed = MAY_HOLD.get(name, {})
        found += [f"{each} in {name}" for each in children if each not in allowed]
        found += [
            f"{children[each]} {each} in {name}"
            for each, often in allowed.items()
            if often == "1" != str(children[each])
        ]
        if name in ("id", "title", "name", "content") and not (element.text or "").strip():
            found.append(f"{name} is empty")
        if name == "id" and not urlsplit(element.text or "").netloc:
            found.append(f"{element.text} is no absolute address")
        if name == "updated" and datetime.fromisoformat(element.text or "").tzinfo is None:
            found.append(f"{element.text} has no time zone")
        if name == "link" and not urlsplit(element.get("href", "")).netloc:
            found.append(f"{element.get('href')} is no absolute address")
    ids = [each.text for each in feed_element.iter(f"{{{feed.ATOM}}}id")]
    found += [f"{each} stands twice" for each, often in Counter(ids).items() if often > 1]
    rels = [each.get("rel") for each in feed_element.findall("a:link", NS)]
    return found + [f"no {each} link" for each in ("self", "alternate") if rels.count(each) != 1]


def test_a_fault_of_a_feed_is_found() -> None:
    root = ElementTree.fromstring(feed.text(date(2026, 11, 20)))
    assert faults(root) == []
    entry = root.find("a:entry", NS)
    assert entry is not None
    root.append(entry)
    entry.remove(entry.findall("a:title", NS)[0])
    ElementTree.SubElement(entry, f"{{{feed.ATOM}}}date")
    assert {"date in entry", "0 title in entry"} <= set(faults(root))
    assert any("stands twice" in each for each in faults(root))


def test_the_same_facts_give_the_same_bytes() -> None:
    assert feed.text(date(2026, 11, 20)) == feed.text(date(2026, 11, 20))


def test_amendments_name_what_exists() -> None:
    for one in facts.every("amendment"):
        for name in one.law:
            facts.law(name)
        for change in one.answers:
            catalogue.find(change.aid)
        for path in one.pages:
            title_of(ROOT, path)
        assert re.fullmatch(r"\d+\.\d+\.\d+", one.version), "changes.js compares versions"
