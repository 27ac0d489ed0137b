"""Session packs for a group, and learning paths by role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from macros.render import words
from macros.render.html import Html, anchor, blocks, el, heading, join
from macros.render.page import Page
from macros.render.practise import scenario_href, styles
from macros.render.sources import source_line
from macros.render.text import text


def pack_list(page: Page) -> str:
    """Every session as a card."""
    cards = [
        el(
            "li",
            el("a", one.title, href=f"#{anchor(one.id)}", cls="sg-card__link"),
            el("p", one.for_whom, cls="sg-card__text"),
            el("p", f"{one.minutes} minutes · {len(one.parts)} parts", cls="sg-card__kind"),
            cls="sg-card",
        )
        for one in page.site.facts.every("pack")
    ]
    return el("ul", cards, cls="sg-cards")


def packs(page: Page) -> str:
    """Every session in full; on paper each begins on a page of its own and its handout on another."""
    return blocks(styles(page), *(pack(page, one) for one in page.site.facts.every("pack")))


def pack(page: Page, one: Any) -> str:
    """One session: aims, parts with times, questions, the facilitator's care notes, the handout."""
    body = el(
        "div",
        el("p", f"{one.minutes} minutes. {one.for_whom}", cls="sg-pack__for"),
        label("At the end people can"),
        lines(page, one.aims),
        label("Parts"),
        el("ol", parts(page, one), cls="sg-pack__parts"),
        label("Questions to end with"),
        lines(page, one.discuss),
        el("div", label("For the facilitator: take care"), lines(page, one.care), cls="sg-pack__care"),
        el(
            "div",
            el("h3", f"Handout: {one.title}", cls="sg-pack__label"),
            lines(page, one.take_away),
            el(
                "p",
                f"Edition of {words.day(page.site.today)}. The live page shows what has changed since, and when its "
                f"law was checked: {page.site.address}train/#{anchor(one.id)}",
                cls="sg-pack__for",
            ),
            cls="sg-pack__handout",
        ),
        source_line(page, one.sources),
        cls="sg-pack",
    )
    return blocks(heading(2, one.title, one.id), body)


def label(given: str) -> Html:
    """A small heading inside a session; the contents of the page name the sessions only."""
    return el("h3", given, cls="sg-pack__label")


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


def page_link(page: Page, path: str) -> Html:
    """A link with the page's own title and, for a part of it, that heading.

    ValueError when there is no such page or heading.
    """
    return el("a", title_of(page, path), href=page.href(path))


def title_of(page: Page, path: str) -> str:
    """The title of a page, or of the part of it that the path names."""
    address, _, part = path.partition("#")
    docs = page.site.root / "docs"
    file = next(
        (f for f in (docs / f"{address.rstrip('/')}.md", docs / address / "index.md") if f.is_file()), None
    )
    if file is None:
        raise ValueError(f"there is no page {address!r}")
    found = file.read_text("utf-8").splitlines()
    title = (
        next(line for line in found if line.startswith("title:")).removeprefix("title:").strip().strip("\"'")
    )
    if not part:
        return title
    for line in found:
        if line.startswith("#") and line.rstrip().endswith(f"{{ #{part} }}"):
            return f"{title}: {line.strip('# ').partition(' { #')[0]}"
    raise ValueError(f"{address} has no heading #{part}")


def paths(page: Page) -> str:
    """Every path: what to read and try, in order, with rough minutes."""
    shown: list[str] = [styles(page)]
    for one in page.site.facts.every("path"):
        whole = sum(step.minutes for step in one.steps)
        steps = [
            el(
                "li",
                el(
                    "p",
                    el("a", step.title, href=page.href(step.href)),
                    f" · about {step.minutes} minutes",
                    cls="sg-step__title",
                ),
                el("div", el("p", text(page, step.why)), cls="sg-step__body"),
                cls="sg-step",
            )
            for step in one.steps
        ]
        intro = el("p", f"{one.about} About {whole} minutes in all.")
        shown += [heading(2, one.role, one.id), intro, el("ol", steps, cls="sg-steps")]
    return blocks(*shown)
