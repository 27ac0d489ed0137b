"""The parts that open and close every page."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from html import unescape
from typing import Any

from macros.render import law, words
from macros.render.html import Html, anchor, blocks, el, heading, join
from macros.render.page import Page, check_meta
from macros.render.paper import paper
from macros.render.sources import source_list
from macros.render.text import rendered

#: Where the theme puts "On this page" on a phone.
CONTENTS_MARK = "<!-- sg:toc -->"

#: What sort of tool an aid is, in a word or two.
KINDS = {
    "screening": "Screening aid",
    "reminder": "Reminder",
    "calculator": "Calculator",
    "text check": "Text check",
}

_TAG = re.compile(r"<[^>]*>")


def top(page: Page, functions: Mapping[str, Any]) -> str:
    """The answer, who it is for, where it holds, the content note. Needs `answer` in the front matter."""
    check_meta(page)
    page.topped = True
    answer = page.text("answer")
    if not answer:
        raise ValueError("front matter 'answer' is missing: every page opens with its answer")
    shown = rendered(answer, functions)
    if isinstance(page.meta, MutableMapping):
        page.meta.setdefault("description", unescape(_TAG.sub("", shown)))
    return blocks(
        el("div", el("p", shown, cls="sg-answer__text"), cls="sg-answer"),
        audience(page.text("audience")),
        nation_strip(page.listed("nations")),
        care_note(page.text("care")),
        law.OVERDUE_MARK,
        search_words(page.listed("search")),
        # The page of an aid is its form: nothing more may stand between the title and the first question.
        "" if page.url.startswith("aids/") else CONTENTS_MARK,
    )


def audience(given: str) -> str:
    """Who the page is for."""
    return (
        el("p", el("span", "For", cls="sg-audience__label"), " ", given, cls="sg-audience") if given else ""
    )


def care_note(given: str) -> str:
    """The content note before a hard passage."""
    if not given:
        return ""
    label = el("strong", "Before you read on:", cls="sg-care__label")
    return el("div", el("p", label, " ", given, cls="sg-care__text"), cls="sg-care", role="note")


def nation_strip(ids: tuple[str, ...]) -> str:
    """Where the page holds and where it does not; nothing when the front matter names no nation."""
    if not ids:
        return ""
    words.nations(ids)
    chips = [
        el("span", name, cls="sg-nations__in")
        if key in ids
        else el("span", f"Not {name}", cls="sg-nations__out")
        for key, name in sorted(words.NATIONS.items(), key=lambda one: one[0] not in ids)
    ]
    if all(key in ids for key in words.NATIONS):
        chips = [el("span", "all four nations", cls="sg-nations__in")]
    # Ready for nation.js, so that nothing moves when it comes.
    button = el("button", "Choose your nation", cls="sg-nation__button", type="button")
    choice = el("span", button, cls="sg-nation sg-needs-js", data_sg_nation_choice=True)
    label = el("span", "Applies in", cls="sg-nations__label")
    return el("p", label, " ", join(chips, " "), " ", choice, cls="sg-nations")


def search_words(lay: tuple[str, ...]) -> str:
    """Words people type that the page does not use: in the search index, not on the screen."""
    return el("p", ", ".join(lay), cls="sg-search-words", hidden=True) if lay else ""


def foot(page: Page) -> str:
    """Aids and scenarios to go on with, the law notes the page used, and its sources."""
    if not page.topped:
        raise ValueError("foot() without top(): every page opens with {{ top() }}")
    notes = law.folded(page)
    return blocks(
        heading(2, "The law on this page", "law") if notes else "",
        notes,
        law.script(page),
        related(page),
        source_list(page),
        paper(page),
    )


def related(page: Page) -> str:
    """The aids and scenarios named in the front matter."""
    lines = [
        _related_line(page, f"aids/{aid['slug']}/", aid["title"], "Aid")
        for aid in (page.site.aids.describe(slug) for slug in page.listed("aids"))
    ]
    for id_ in page.listed("scenarios"):
        scenario = page.site.facts.get("scenario", id_)
        lines.append(
            _related_line(page, f"practise/{scenario.theme}/#{anchor(id_)}", scenario.title, "Scenario")
        )
    if not lines:
        return ""
    return el(
        "nav",
        el("h2", "Use with this page", cls="sg-related__title", id="related", data_search_exclude=""),
        el("ul", lines, cls="sg-related__list"),
        cls="sg-related",
        aria_labelledby="related",
        data_search_exclude="",
    )


def _related_line(page: Page, path: str, title: str, kind: str) -> Html:
    link = el("a", title, href=page.href(path), cls="sg-related__link")
    return el("li", link, " ", el("span", kind, cls="sg-related__kind"), cls="sg-related__item")


def aid_link(page: Page, slug: str) -> str:
    """A link to an aid that looks like a button, with the question it answers."""
    aid = page.site.aids.describe(slug)
    link = el("a", aid["title"], href=page.href(f"aids/{slug}/"), cls="sg-button")
    return el("p", link, " ", el("span", aid["question"], cls="sg-aidlink__text"), cls="sg-aidlink")


def aid_cards(page: Page) -> str:
    """Every aid as a card: the list on the aids' own start page."""
    cards = [
        el(
            "li",
            el("a", one["question"], href=page.href(f"aids/{one['slug']}/"), cls="sg-card__link"),
            el("p", one["summary"], cls="sg-card__text"),
            el("p", KINDS[one["kind"]], cls="sg-card__kind"),
            cls="sg-card",
        )
        for one in page.site.aids.list_aids()
    ]
    return el("ul", cards, cls="sg-cards")
