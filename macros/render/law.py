"""Law on the page: the note behind a value, the register, and what people were told before."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from macros.render import words
from macros.render.filters import filter_bar
from macros.render.html import Html, anchor, blocks, el, join
from macros.render.page import Page
from macros.render.text import law_value, text

#: A page with more notes than this at its foot folds them.
FEW_NOTES = 3

SOURCE_SAID = "What the source said"

#: Where `top` leaves room for the banner; `finish` fills it once the whole page is known.
OVERDUE_MARK = "<!-- sg:overdue -->"


def value(page: Page, id_: str) -> str:
    """The value of a law entry in words, linked to its note at the foot of the page."""
    return law_value(page, id_)


def note(page: Page, id_: str) -> str:
    """The whole note, in place."""
    page.law_used.setdefault(id_)
    if id_ in page.law_printed:
        raise ValueError(f"law note {id_!r} is on this page already: link to #{anchor('law', id_)}")
    page.law_printed.add(id_)
    return law_note(page, page.site.facts.law_note(id_, page.site.today))


def notes(page: Page) -> str:
    """The notes of everything the page named, then those of the front matter; those in place are left out."""
    for id_ in page.listed("law"):
        page.site.facts.get("law", id_)
        page.law_used.setdefault(id_)
    return blocks(*(note(page, id_) for id_ in tuple(page.law_used) if id_ not in page.law_printed))


def folded(page: Page) -> str:
    """The same notes behind one fold where they are many. Open when one of them needs attention."""
    shown = notes(page)
    if not shown or (shown.count("\n\n") < FEW_NOTES and not page.fold_law):
        return shown
    body = Html(shown.replace("\n\n", ""))
    return el(
        "details",
        el("summary", "Every law note this page rests on"),
        body,
        cls="sg-fold",
        open=bool(overdue_banner(page)),
    )


def script(page: Page) -> str:
    """The script that marks notes as overdue on the reader's own day; only on pages that have notes."""
    if not page.law_printed:
        return ""
    return el("script", type="module", src=page.href("assets/sg/aid-law.js"))


def law_note(page: Page, given: dict[str, Any], listed: bool = False) -> Html:
    """A law note as `facts.law_note` gives it. In the register it is listed under its name and says no more of itself.

    The dates go along as data, so that the reader's browser can mark it overdue on a day long after the
    build.
    """
    id_, state = anchor("law", given["id"]), given["state"]
    said = text(page, given["source_says"])
    reference = el("a", given["reference"], href=given["url"]) if given["url"] else given["reference"]
    return el(
        "div",
        None if listed else el("p", given["title"], cls="sg-law__title", id=f"{id_}-t"),
        el("p", state_words(given), cls="sg-law__state"),
        el("p", text(page, given["rule"]), cls="sg-law__rule"),
        _line("value", "Then" if state == "overdue" else "Now", given["value"]),
        _line("unsure", "What is unsure", text(page, given["unsure"])),
        el(
            "p",
            _label("Reference"),
            reference,
            " · ",
            ", ".join(words.NATIONS[one] for one in given["nations"]),
            cls="sg-law__ref",
        ),
        _line("said", SOURCE_SAID, said) if listed else None,
        el("details", el("summary", SOURCE_SAID), el("p", said), cls="sg-law__was")
        if said and not listed
        else None,
        cls=f"sg-law sg-law--{state}",
        id=id_,
        role="note",
        aria_labelledby=f"{id_}-t",
        data_checked=given["checked"],
        data_review_by=given["review_by"],
        data_nation=" ".join(given["nations"]),
    )


def state_words(given: dict[str, Any]) -> str:
    """How sure we are and since when: `Law checked 20 November 2026 · confirmed in a published page`."""
    checked, due = (words.day(date.fromisoformat(given[key])) for key in ("checked", "review_by"))
    return {
        "overdue": f"Check overdue · last checked {checked}, due {due}",
        "no-value": f"No value we can give for today · last checked {checked}",
        "not-in-force": f"Not in force · checked {checked}, look again by {due}",
        "unsure": f"Law checked {checked} · unsure: {given['confidence_label']} · look again by {due}",
    }.get(given["state"], f"Law checked {checked} · {given['confidence_label']} · look again by {due}")


def _label(words_: str) -> Html:
    return join([el("span", words_, cls="sg-law__label"), " "])


def _line(part: str, label: str, shown: str) -> Html | None:
    return el("p", _label(label), shown, cls=f"sg-law__{part}") if shown else None


def overdue_banner(page: Page) -> str:
    """The banner of a page that uses law past its review date on the day of the build; empty otherwise."""
    late = [
        id_ for id_ in page.law_used if page.site.facts.law_note(id_, page.site.today)["state"] == "overdue"
    ]
    if not late:
        return ""
    said = el("strong", "Some law on this page is past its check date.")
    link = el("a", "See which", href=f"#{anchor('law', late[0])}")
    return el(
        "div",
        el(
            "p",
            said,
            " Look at the reference in the law notes before you rely on it. ",
            link,
            cls="sg-overdue__text",
        ),
        cls="sg-overdue",
        role="note",
    )


def finish(page: Page, markdown: str) -> str:
    """The finished page, with the overdue banner in the place `top` kept for it."""
    return markdown.replace(OVERDUE_MARK, overdue_banner(page), 1)


def register(page: Page) -> str:
    """Every law entry, folded under its name, with a filter by topic, nation and state."""
    entries = page.site.facts.every("law")
    notes_ = {entry.id: page.site.facts.law_note(entry.id, page.site.today) for entry in entries}
    topics = dict.fromkeys(entry.topic for entry in entries)
    return blocks(
        filter_bar(
            "law-entries",
            "Filter the register",
            [
                ("topic", "Topic", "All topics", [(slug(topic), topic) for topic in topics]),
                ("nation", "Nation", "All nations", list(words.NATIONS.items())),
                ("state", "State", "All states", list(STATES.items())),
            ],
            len(entries),
        ),
        el(
            "div",
            [_registered(page, entry, notes_[entry.id]) for entry in entries],
            id="law-entries",
            cls="sg-lawlist",
        ),
    )


#: States of an entry, as the register's filter and its lines name them.
STATES = {
    "verified": "Checked",
    "unsure": "Unsure",
    "not-in-force": "Not in force",
    "no-value": "No value for today",
    "overdue": "Check overdue",
}


def _registered(page: Page, entry: Any, given: dict[str, Any]) -> Html:
    page.law_used.setdefault(entry.id)
    page.law_printed.add(entry.id)
    return el(
        "details",
        el(
            "summary",
            el("b", given["title"], cls="sg-law__title", id=f"{anchor('law', entry.id)}-t"),
            " ",
            el("span", f"{entry.topic} · {STATES[given['state']]}", cls="sg-lawline__what"),
        ),
        law_note(page, given, listed=True),
        cls="sg-fold sg-lawline",
        data_topic=slug(entry.topic),
        data_nation=" ".join(given["nations"]),
        data_state=given["state"],
    )


def slug(name: str) -> str:
    """A name as an anchor: `Court orders` -> `court-orders`."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def told(page: Page) -> str:
    """What people may have been told, and what holds now; the old wording stays findable."""
    entries = []
    for one in page.site.facts.every("told"):
        for id_ in one.law:
            page.law_used.setdefault(id_)
        notes_ = [
            el("a", page.site.facts.get("law", id_).title, href=f"#{anchor('law', id_)}") for id_ in one.law
        ]
        entries.append(
            el(
                "div",
                el("dt", join([f"“{heard}”" for heard in one.heard], " / "), cls="sg-entry__term"),
                el(
                    "dd",
                    el(
                        "p",
                        el("strong", f"Now{f' (since {one.since})' if one.since else ''}: "),
                        text(page, one.now),
                    ),
                    el("p", "Law: ", join(notes_, "; ")) if notes_ else None,
                    el(
                        "p",
                        el(
                            "a",
                            "Read more",
                            el("span", f" about “{one.heard[0]}”", cls="sg-hidden"),
                            href=page.href(one.link),
                        ),
                    )
                    if one.link
                    else None,
                    cls="sg-entry__means",
                ),
                cls="sg-entry",
                id=anchor("told", one.id),
            )
        )
    return el("dl", entries, cls="sg-entries")


def areas(page: Page, law_id: str) -> str:
    """The places where a local arrangement has started, by date; ValueError when none is known."""
    page.site.facts.get("law", law_id)
    page.law_used.setdefault(law_id)
    found = sorted(
        (one for one in page.site.facts.every("area") if one.law == law_id),
        key=lambda one: (one.start, one.name),
    )
    if not found:
        raise ValueError(f"no area is recorded for law {law_id!r}")
    lines = [f"| {cell(one.name)} | {words.day(one.start)} | {cell(one.note)} |" for one in found]
    return "\n".join(["| Area | Since | Note |", "| --- | --- | --- |", *lines])


def cell(given: str) -> str:
    """Text for a cell of a Markdown table."""
    return join([given])
