"""Session packs for a group, and learning paths by role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from macros.render import present
from macros.render.html import Html, anchor, blocks, el, heading, join
from macros.render.links import page_link
from macros.render.page import Page
from macros.render.practise import scenario_href, styles
from macros.render.practise import slides as scenario_slides
from macros.render.sources import source_line
from macros.render.text import text


def pack_list(page: Page) -> str:
    """Every session with whom it is for, and the ways to its sheet and its handout."""
    shown: list[str] = []
    for one in page.site.facts.every("pack"):
        shown += [
            heading(3, one.title, one.id),
            el("p", f"{one.minutes} minutes, {len(one.parts)} parts. {one.for_whom}"),
            el(
                "p",
                el(
                    "a",
                    "Open the session",
                    el("span", f": {one.title}", cls="sg-hidden"),
                    href=page.href(pack_href(one)),
                    cls="sg-button",
                ),
                handout_link(page, one.id, "Handout", one.title),
                cls="sg-buttons",
            ),
        ]
    return blocks(styles(page), *shown)


def pack_href(one: Any) -> str:
    """The site path of a session."""
    return f"train/{anchor(one.id)}/"


def handout_href(name: str) -> str:
    """The site path of the PDF that `pipeline/handouts.py` writes."""
    return f"handouts/{anchor(name)}.pdf"


def handout_link(page: Page, name: str, title: str, of: str = "") -> Html:
    """The link to a handout; `of` is said to whoever does not see what it stands beside."""
    return el(
        "a",
        title,
        el("span", f" of {of}", cls="sg-hidden") if of else None,
        " (PDF)",
        href=page.href(handout_href(name)),
        cls="sg-button sg-button--quiet",
        type="application/pdf",
    )


def pack(page: Page, name: str) -> str:
    """One session: aims, parts with times, questions, the facilitator's care notes, what to take away.

    On paper it is the facilitator's sheet; the handout is a PDF of its own.
    """
    one = page.site.facts.get("pack", name)
    page.fold_law = True
    for law in one.law:
        page.law_used.setdefault(law)
    used = [page.site.facts.get("scenario", id_) for part in one.parts for id_ in part.scenarios]
    slides = present.pack_slides(page, one, {each.id: scenario_slides(page, each) for each in used})
    return blocks(
        styles(page),
        present.script(page),
        el("p", f"{one.minutes} minutes. {one.for_whom}", cls="sg-pack__for"),
        el(
            "p",
            present.button(one.id),
            handout_link(page, one.id, "Handout"),
            cls="sg-buttons",
        ),
        heading(2, "At the end people can", "aims"),
        lines(page, one.aims),
        heading(2, "Parts", "parts"),
        el("ol", parts(page, one), cls="sg-pack__parts"),
        heading(2, "Questions to end with", "questions"),
        lines(page, one.discuss),
        heading(2, "For you: take care", "care"),
        el("div", lines(page, one.care), cls="sg-pack__care"),
        heading(2, "To take away", "take-away"),
        el(
            "div",
            lines(page, one.take_away),
            el(
                "p",
                "The handout holds these, the stories to judge on paper, and the date of the law.",
                cls="sg-pack__for",
            ),
            cls="sg-pack__handout",
        ),
        source_line(page, one.sources) or "",
        present.deck(one.id, one.title, slides),
    )


def lines(page: Page, given: Sequence[str]) -> Html:
    """Texts as a list."""
    return el("ul", [el("li", text(page, each)) for each in given])


def parts(page: Page, one: Any) -> list[Html]:
    """The parts with the time at which each begins, counted from zero."""
    shown, at = [], 0
    for part in one.parts:
        links = [page_link(page, path) for path in part.pages]
        for id_ in part.scenarios:
            scenario = page.site.facts.get("scenario", id_)
            links.append(el("a", f"Scenario: {scenario.title}", href=page.href(scenario_href(scenario))))
        shown.append(
            el(
                "li",
                el("span", f"{at}–{at + part.minutes} min", cls="sg-pack__time"),
                el(
                    "div",
                    el("p", el("strong", part.title), cls="sg-pack__what"),
                    el("p", text(page, part.what), cls="sg-pack__what"),
                    el("p", "Uses: ", join(links, " · "), cls="sg-pack__uses") if links else None,
                ),
                cls="sg-pack__part",
            )
        )
        at += part.minutes
    return shown


def paths(page: Page) -> str:
    """Every path: what to read and try, in order, with rough minutes.

    `overrides/assets/sg/paths.js` lets a reader tick what is done, and keeps the ticks only if asked to.
    """
    shown: list[str] = [
        styles(page),
        el("script", type="module", src=page.href("assets/sg/paths.js")),
        el("div", cls="sg-path-keep", hidden=True),
    ]
    for one in page.site.facts.every("path"):
        whole = sum(step.minutes for step in one.steps)
        steps = [path_step(page, step) for step in one.steps]
        intro = el("p", f"{one.about} About {whole} minutes in all.")
        shown += [heading(2, one.role, one.id), intro, el("ol", steps, cls="sg-steps")]
    return blocks(*shown)


def path_step(page: Page, step: Any) -> Html:
    """A page, aid or scenario on a path, why it is there, and a box to tick."""
    box = el("input", type="checkbox", autocomplete="off", data_step=step.href)
    return el(
        "li",
        el(
            "p",
            el("a", step.title, href=page.href(step.href)),
            f" · about {step.minutes} minutes",
            cls="sg-step__title",
        ),
        el(
            "div",
            el("p", text(page, step.why)),
            el(
                "p",
                el("label", box, " Done", el("span", f": {step.title}", cls="sg-hidden")),
                cls="sg-path-done sg-needs-js",
            ),
            cls="sg-step__body",
        ),
        cls="sg-step",
    )
