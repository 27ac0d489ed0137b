"""The Atom feed of what has changed: `reference/changes/feed.xml`, from the same entries as the page."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

from decision_aids import api, catalogue, edition, facts
from pipeline import address

PLACE = "reference/changes/"
ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Where a site without an address is looked at: the feed of such a site is for looking at, too.
LOCAL = "http://127.0.0.1:8000/"


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    made.text = text or None
    return made


def _moment(day: date) -> str:
    return f"{day.isoformat()}T12:00:00Z"


def text(today: date | None = None) -> bytes:
    """The feed. Ids are the addresses of the entries, which stay for good."""
    url = (address.site_url() or LOCAL) + PLACE
    today = today or api.london_today()
    entries = sorted(facts.every("amendment"), key=lambda each: each.day, reverse=True)
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {XML_LANG: "en-GB"})
    _add(feed, "id", url)
    _add(feed, "title", f"{edition.current().name}: what has changed")
    _add(feed, "updated", _moment(entries[0].day))
    _add(feed, "link", rel="self", type="application/atom+xml", href=url + "feed.xml")
    _add(feed, "link", rel="alternate", type="text/html", href=url)
    _add(_add(feed, "author"), "name", edition.current().publisher or edition.current().name)
    for one in entries:
        entry = _add(feed, "entry")
        _add(entry, "id", f"{url}#{one.id}")
        _add(entry, "title", one.title)
        _add(entry, "updated", _moment(one.day))
        _add(entry, "link", rel="alternate", type="text/html", href=urljoin(url, f"#{one.id}"))
        said = [facts.fill(one.what, today), f"Why: {facts.fill(one.why, today)}"]
        said += [
            f"{catalogue.find(each.aid).title}, “{each.story}”: was “{each.was}”, now “{each.now}”."
            for each in one.answers
        ]
        _add(entry, "content", "".join(f"<p>{escape(each, quote=False)}</p>" for each in said), type="html")
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def build(site: Path) -> None:
    """Writes the feed into a built site."""
    (site / PLACE).mkdir(parents=True, exist_ok=True)
    (site / PLACE / "feed.xml").write_bytes(text())
