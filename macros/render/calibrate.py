"""Calibration for teams: one unfolding scenario, judged alone, and then the spread of judgements looked at together.

Which single fact would move the aid to each other level is worked out here by the aid itself, so it can be read without
a script and on paper. `overrides/assets/sg/calibrate.js` adds fields for the spread and points at the facts that fit it.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from decision_aids import movers
from macros.render import practise, present, words
from macros.render.aid import badge
from macros.render.html import Html, anchor, blocks, el, heading
from macros.render.page import Page
from macros.render.sources import source_line
from macros.render.text import text
from macros.render.train import handout_link, lines

Json = dict[str, Any]

#: A question with more facts than this that lead to one level has them folded.
MANY = 4


def calibration_list(page: Page) -> str:
    """Every calibration as a card."""
    cards = []
    for one in page.site.facts.every("calibration"):
        scenario = page.site.facts.get("scenario", one.scenario)
        cards.append(
            el(
                "li",
                el(
                    "a",
                    scenario.title,
                    href=page.href(f"train/calibration/{anchor(one.id)}/"),
                    cls="sg-card__link",
                ),
                el("p", one.why, cls="sg-card__text"),
                el("p", f"{one.minutes} minutes · {len(scenario.steps)} steps", cls="sg-card__kind"),
                cls="sg-card",
            )
        )
    return blocks(practise.styles(page), el("ul", cards, cls="sg-cards"))


def calibration(page: Page, name: str) -> str:
    """One calibration: how it runs, the steps with their spread, the questions, the notes for whoever leads."""
    one = page.site.facts.get("calibration", name)
    scenario = page.site.facts.get("scenario", one.scenario)
    page.fold_law = True
    steps: list[str] = []
    for number in range(1, len(scenario.steps) + 1):
        steps += [
            heading(2, f"Step {number} of {len(scenario.steps)}", f"step-{number}"),
            step(page, scenario, number),
        ]
    return blocks(
        practise.styles(page),
        present.script(page),
        el("script", type="module", src=page.href("assets/sg/calibrate.js")),
        el("p", f"{one.minutes} minutes. {one.why}", cls="sg-pack__for"),
        el(
            "p",
            present.button(scenario.id),
            handout_link(page, f"calibration-{one.id}", "Slips to judge on"),
            cls="sg-buttons",
        ),
        care(scenario),
        heading(2, "Notes for whoever leads it", "notes"),
        lines(page, one.notes),
        el("div", lines(page, one.care), cls="sg-pack__care"),
        *steps,
        heading(2, "Once the spread is on the wall", "ask"),
        lines(page, one.ask),
        el(
            "p",
            "On your own phone: ",
            el("a", scenario.title, href=page.href(practise.scenario_href(scenario))),
            ". Leave the comparison folded until the group opens it.",
        ),
        source_line(page, (*one.sources, *scenario.sources)) or "",
        present.deck(scenario.id, scenario.title, practise.slides(page, scenario)),
    )


def care(scenario: Any) -> Html | str:
    """The content note of the scenario."""
    if not scenario.care:
        return ""
    said = el(
        "p", el("strong", "Before you begin:", cls="sg-care__label"), " ", scenario.care, cls="sg-care__text"
    )
    return el("div", said, cls="sg-care", role="note")


def step(page: Page, scenario: Any, number: int) -> Html:
    """The story, the question, what there is to choose, and, folded, the answer and the facts that would move it."""
    given = scenario.steps[number - 1]
    result = practise.model_answer(page, scenario, number) if given.aid else None
    levels = page.site.aids.describe(given.aid)["levels"] if given.aid else []
    offered = [level for level in levels if level["key"] not in practise.NO_ANSWER]
    rows = [(level["key"], badge(level), level["label"]) for level in offered] or [
        (str(at), Html(el("span", option)), option) for at, option in enumerate(given.options)
    ]
    return el(
        "section",
        el("p", text(page, given.text), cls="sg-scn__text"),
        el(
            "p",
            el("strong", given.asks),
            " Everybody judges alone, on paper or on their own phone.",
            cls="sg-cal__asks",
        ),
        el(
            "ul",
            [el("li", shown, data_level=key, data_label=label) for key, shown, label in rows],
            cls="sg-cal__levels",
        ),
        el("div", cls="sg-cal__spread", hidden=True),
        el(
            "details",
            el("summary", "The aid's answer, and the facts that would move it"),
            answer(page, given, result),
            facts_that_move(scenario, given, offered) if result else None,
            cls="sg-fold sg-cal__fold",
        ),
        cls="sg-cal",
        data_fits=given.expected,
        data_search_exclude="",
        aria_label=f"Step {number}",
    )


def answer(page: Page, given: Any, result: Json | None) -> list[Html | None]:
    """The level, why, and what of the earlier judgement holds."""
    for note in result["law_notes"] if result else ():
        page.law_used.setdefault(note["id"])
    return [
        el("p", badge(result["level"]), " ", text(page, result["headline"]), cls="sg-scn__answer")
        if result
        else None,
        el("p", el("strong", "Why: "), text(page, given.why)),
        practise.what_holds(page, given),
    ]


def facts_that_move(scenario: Any, given: Any, levels: list[Json]) -> Html:
    """For every other level: the single facts that would lead there, by the question they answer."""
    found = movers.moves(given.aid, given.answers, scenario.on)
    blocks_: list[Html] = []
    for level in levels:
        if level["key"] == given.expected:
            continue
        there = [move for move in found if move.level == level["key"]]
        said: list[Html] = [
            question(name, [move.answer for move in group]) for name, group in _by_question(there)
        ]
        blocks_.append(
            el(
                "div",
                el("h4", badge(level), cls="sg-cal__to"),
                el("ul", said)
                if said
                else el(
                    "p",
                    "No single fact leads here from this story. Ask those who chose it which two they had in mind.",
                ),
                cls="sg-cal__move",
                data_level=level["key"],
            )
        )
    return el(
        "div",
        el("h3", "One fact otherwise, and the aid would say", cls="sg-cal__title"),
        blocks_,
        el("p", "Worked out by the same aid, one answer changed at a time.", cls="sg-pack__for"),
        cls="sg-cal__moves",
    )


def _by_question(found: list[movers.Move]) -> list[tuple[str, list[movers.Move]]]:
    return [(name, list(group)) for name, group in groupby(found, key=lambda move: move.question)]


def question(name: str, answers: list[str]) -> Html:
    """A question and the answers to it that would lead to a level."""
    if len(answers) <= MANY:
        return el("li", f"{name} ", el("strong", words.listed([f"“{each}”" for each in answers], "or")))
    folded = el(
        "details",
        el("summary", f"any one of {len(answers)}"),
        el("ul", [el("li", each) for each in answers]),
        cls="sg-cal__many",
    )
    return el("li", name, folded)
