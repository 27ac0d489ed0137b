"""What is local on the page: whose edition this is, and the values that only a local edition can know.

The values come from `edition.toml` (see `decision_aids.edition`), the places for them from `facts/local.toml`. A place
without a value says so and whom to ask: a reader must never take silence for "not needed here".
"""

from __future__ import annotations

from datetime import date
from typing import Any

from decision_aids import edition
from macros.render import words
from macros.render.html import Html, blocks, el, join
from macros.render.page import Page

PAGE = "reference/local/"

GROUPS = {
    "people": "In your organisation",
    "council": "Council and social care",
    "justice": "Police, evidence and support",
    "health": "Health and housing",
    "procedures": "Procedures and policies",
}


def local(page: Page, *ids: str) -> str:
    """A box with these local values, in place. Raises UnknownFact for an unknown id."""
    if not ids:
        raise ValueError("name at least one local value, as in local('adult-safeguarding')")
    lines = [_line(page, page.site.facts.get("local", id_)) for id_ in ids]
    number = page.count("local")
    name = f"local-{number}"
    return el(
        "div",
        el("p", "In your area", cls="sg-local__title", id=name),
        el("dl", lines, cls="sg-local__list"),
        cls="sg-local",
        role="group",
        aria_labelledby=name,
        data_search_exclude="",
    )


def local_all(page: Page) -> str:
    """Every place for a local value, by group, for the page that lists them."""
    entries = page.site.facts.every("local")
    parts = []
    for group, title in GROUPS.items():
        parts += [
            el("h2", title, id=group),
            el(
                "dl",
                [_line(page, one) for one in entries if one.group == group],
                cls="sg-local__list sg-local",
            ),
        ]
    return blocks(*parts)


def _line(page: Page, place: Any) -> Html:
    value = next((one for one in edition.current().local if one.id == place.id), None)
    if value is None:
        said: list[object] = [el("p", f"No local value set: ask {place.ask}.", cls="sg-local__ask")]
    else:
        phone = el("a", value.phone, href=f"tel:{value.phone.replace(' ', '')}") if value.phone else None
        link = (
            el("a", "Open its page", el("span", f": {value.name}", cls="sg-hidden"), href=value.url)
            if value.url
            else None
        )
        said = [
            el("p", join([part for part in (el("strong", value.name), phone, link) if part], " · ")),
            el("p", value.text) if value.text else None,
            el("p", f"Checked {words.day(date.fromisoformat(value.checked))}.", cls="sg-local__checked")
            if value.checked
            else None,
        ]
    return el("div", el("dt", place.label), el("dd", said), cls="sg-local__entry")


def site_name(page: Page) -> str:
    """The name of this edition."""
    return edition.current().name


def about_edition(page: Page) -> str:
    """Who publishes this edition, how to reach them, and what it is based on; what is not set is said to be so."""
    this = edition.current()
    lines: list[str] = []
    if this.example:
        lines.append(
            el(
                "p",
                el("strong", "This edition is an example. "),
                "Its publisher, numbers and links are invented.",
            )
        )
    if this.based_on:
        lines.append(
            el(
                "p",
                f"{this.name} is an edition of {this.based_on}. The text of {this.based_on} may be shared and adapted "
                "under Creative Commons Attribution 4.0.",
            )
        )
    who = (
        f"It is published by {this.publisher}."
        if this.publisher
        else "This copy does not say who publishes it."
    )
    lines.append(el("p", who))
    if this.contact:
        link = this.contact if "://" in this.contact else f"mailto:{this.contact}"
        lines.append(
            el("p", "If something here is wrong or missing, write to ", el("a", this.contact, href=link), ".")
        )
    else:
        lines.append(
            el(
                "p",
                "No contact is set in this copy: tell whoever gave you its address if something is wrong or missing.",
            )
        )
    return blocks(*lines)
