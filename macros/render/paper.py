"""What a printed page says of itself: the day of its law, when to look again, the edition, its address and a QR code.

Seen on paper only. The code is drawn while the site is built; no service is asked for it.
"""

from __future__ import annotations

import io
from datetime import date

import segno

from decision_aids import __version__, edition
from macros.render import words
from macros.render.html import Html, el
from macros.render.page import Page

#: Every reader takes every mask. Trying all eight on each page for the least blotchy one took a tenth of a build.
MASK = 3


def paper(page: Page) -> Html:
    """The foot of a printed page."""
    notes = [page.site.facts.law_note(name, page.site.today) for name in page.law_used]
    address = page.site.address + page.url
    lines = [f"{edition.current().name} {__version__}, built {words.day(page.site.today)}."]
    if notes:
        checked = min(date.fromisoformat(note["checked"]) for note in notes)
        again = min(date.fromisoformat(note["review_by"]) for note in notes)
        lines.append(f"Law as at {words.day(checked)}. Look at the live page again by {words.day(again)}.")
    return el(
        "aside",
        Html(qr(address)),
        el("p", " ".join(lines), cls="sg-paper__age"),
        el("p", address, cls="sg-paper__address"),
        cls="sg-paper",
        aria_label="About this copy",
        data_search_exclude="",
    )


def qr(address: str) -> str:
    """A QR code of an address as one inline SVG, black on white, for a printer."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False, mask=MASK).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        nl=False,
        omitsize=True,
        border=2,
        svgclass="sg-paper__qr",
        lineclass=None,
    )
    return (
        out.getvalue()
        .decode("ascii")
        .replace("<svg ", '<svg role="img" aria-label="QR code of this page" ', 1)
    )
