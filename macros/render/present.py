"""The present view: a session or a scenario as screens for a projector, one thing on each.

The screens stand in the page, hidden, as plain sections. `overrides/assets/sg/present.js` shows them one by one; it
adds no words of its own but those on its buttons. A part marked `data-answer` stays covered until it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from macros.render import words
from macros.render.aid import badge
from macros.render.html import Child, Html, anchor, el, join
from macros.render.page import Page
from macros.render.paper import qr
from macros.render.text import text


def script(page: Page) -> Html:
    """The script of the present view and its styles, once on a page."""
    if page.count("present") > 1:
        return Html("")
    return join(
        [
            el("link", rel="stylesheet", href=page.href("assets/sg/present.css")),
            el("script", type="module", src=page.href("assets/sg/present.js")),
        ]
    )


def button(name: str) -> Html:
    """What opens the screens of a session or scenario; there only where scripts run."""
    return el(
        "button",
        "Present",
        type="button",
        cls="sg-button sg-button--quiet sg-needs-js",
        data_present=anchor(name),
    )


def deck(name: str, title: str, slides: Sequence[Html]) -> Html:
    """All screens of one session or scenario."""
    return el(
        "div",
        slides,
        cls="sg-deck",
        hidden=True,
        data_deck=anchor(name),
        data_title=title,
        data_search_exclude="",
    )


def slide(title: Child, *body: Child, kind: str = "plain") -> Html:
    """One screen: a heading and what belongs under it."""
    return el("section", el("p", title, cls="sg-slide__title"), *body, cls=f"sg-slide sg-slide--{kind}")


def scenario_slides(
    page: Page, one: Any, results: Sequence[Any], levels: Sequence[Sequence[str]]
) -> list[Html]:
    """A scenario: its title, then for each step the story, the question and, covered, the answer; then what to talk over.

    `results` holds the aid's answer for each step (None where a step needs no aid), `levels` what there is to choose.
    """
    care = el("p", el("strong", "Before we begin: "), one.care, cls="sg-slide__care") if one.care else None
    slides = [slide(one.title, el("p", one.about), care, kind="title")]
    several = len(one.steps) > 1
    for number, (given, result, choices) in enumerate(zip(one.steps, results, levels, strict=True), start=1):
        label = f"{one.title}: step {number} of {len(one.steps)}" if several else one.title
        slides.append(slide(label, el("p", text(page, given.text)), kind="story"))
        answer = [
            el("p", badge(result["level"]), " ", text(page, result["headline"])) if result else None,
            el("p", text(page, given.why)),
            el("p", el("strong", "What still holds: "), text(page, given.changes)) if given.changes else None,
        ]
        slides.append(
            slide(
                "Judge alone first",
                el("p", given.asks, cls="sg-slide__asks"),
                el("ul", [el("li", choice) for choice in choices], cls="sg-slide__choices"),
                kind="ask",
            )
        )
        slides.append(
            slide(
                "To compare with", el("div", answer, data_answer=True, cls="sg-slide__answer"), kind="answer"
            )
        )
    slides += [
        slide("Talk it over", el("p", text(page, each), cls="sg-slide__asks"), kind="ask")
        for each in one.discuss
    ]
    return slides


def pack_slides(page: Page, one: Any, scenarios: dict[str, list[Html]]) -> list[Html]:
    """A session: title, aims, each part with its scenarios, the questions, what to take away, where to find it again.

    The care notes are for whoever leads it and stay off the wall.
    """
    slides = [
        slide(one.title, el("p", one.for_whom), el("p", f"{one.minutes} minutes"), kind="title"),
        slide("At the end you can", el("ul", [el("li", text(page, each)) for each in one.aims])),
    ]
    for part in one.parts:
        slides.append(
            slide(
                part.title,
                el("p", text(page, part.what)),
                el("p", f"{part.minutes} minutes", cls="sg-slide__minutes"),
            )
        )
        for id_ in part.scenarios:
            slides += scenarios[id_]
    slides += [
        slide("To end with", el("p", text(page, each), cls="sg-slide__asks"), kind="ask")
        for each in one.discuss
    ]
    slides.append(slide("To take away", el("ul", [el("li", text(page, each)) for each in one.take_away])))
    address = page.site.address + page.url
    slides.append(
        slide(
            "Find it again",
            el("div", Html(qr(address)), cls="sg-slide__qr"),
            el("p", address, cls="sg-slide__address"),
            el(
                "p",
                f"As on {words.day(page.site.today)}. The live page shows what has changed since.",
                cls="sg-slide__minutes",
            ),
            kind="end",
        )
    )
    return slides
