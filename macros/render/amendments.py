"""What has changed, newest first: what, why, which law, and which answers. `changes.js` marks what is new to a reader."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Any

from macros.render import words
from macros.render.html import Html, anchor, blocks, el, heading, join
from macros.render.links import page_link
from macros.render.page import Page
from macros.render.text import text


def amendments(page: Page) -> str:
    """Every amendment under the month it was made in."""
    feed = el("a", "feed", href=page.href("reference/changes/feed.xml"), type="application/atom+xml")
    parts: list[str] = [el("p", "To be told by a feed reader: ", feed, ".")]
    month = ""
    for one in sorted(page.site.facts.every("amendment"), key=lambda each: each.day, reverse=True):
        named = f"{words.MONTHS[one.day.month - 1]} {one.day.year}"
        if named != month:
            month = named
            parts.append(heading(2, month, named.lower().replace(" ", "-")))
        parts += [heading(3, one.title, one.id), _amendment(page, one)]
    parts.append(el("script", type="module", src=page.href("assets/sg/changes.js")))
    return blocks(*parts)


def _amendment(page: Page, one: Any) -> Html:
    for id_ in one.law:
        page.law_used.setdefault(id_)
    links: list[object] = [
        el("a", page.site.facts.get("law", id_).title, href=f"#{anchor('law', id_)}") for id_ in one.law
    ]
    links += [page_link(page, path) for path in one.pages]
    return el(
        "div",
        el("p", f"{words.day(one.day)}, version {one.version}.", cls="sg-change__when"),
        el("p", text(page, one.what)),
        el("p", el("strong", "Why: "), text(page, one.why)),
        el("p", el("strong", "See: "), join(links, "; ")) if links else None,
        _answers(page, one.answers),
        cls="sg-change",
        data_version=one.version,
    )


def _answers(page: Page, changed: tuple[Any, ...]) -> Html:
    if not changed:
        return el(
            "p", el("strong", "Answers: "), "no answer of a decision aid is another one because of this."
        )
    titles = {each["slug"]: each["title"] for each in page.site.aids.list_aids()}
    parts: list[object] = [el("p", el("strong", "Answers that are others now:"))]
    for aid, stories in groupby(sorted(changed, key=attrgetter("aid")), key=attrgetter("aid")):
        parts.append(el("p", el("a", titles[aid], href=page.href(f"aids/{aid}/"))))
        lines = [f"“{each.story}”: was “{each.was}”, now “{each.now}”." for each in stories]
        parts.append(el("ul", [el("li", line) for line in lines]))
    return join(parts)
