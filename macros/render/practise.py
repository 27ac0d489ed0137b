"""Practice scenarios: a story, one's own judgement, the aid's answer to the same facts, and what changes next.

The model answers run through the aids here, while the site is built: where an aid gives another level than the
scenario states, the build stops. The radio buttons belong to no form that could be sent and the style sheet
reads them, so a page without scripts works in full and nothing is kept. With scripts the aid itself can be worked through
in the page (`overrides/assets/sg/work.js`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from macros.render import present, words
from macros.render.aid import badge, rule_source
from macros.render.aid_form import GRID_ANSWERS
from macros.render.filters import filter_bar
from macros.render.html import Child, Html, anchor, blocks, el, heading, join
from macros.render.page import Page
from macros.render.sources import source_line
from macros.render.text import text

Json = dict[str, Any]

#: The first judgement may leave these out: they are the state of a form, not an answer.
NO_ANSWER = ("not-yet",)


class WrongOutcome(ValueError):
    """A scenario states another level than the aid gives."""


def themes() -> dict[str, str]:
    """theme -> title of its page."""
    from decision_aids.facts import learning

    return learning.THEMES


def scenario_href(scenario: Any) -> str:
    """The site path of a scenario."""
    return f"practise/{scenario.theme}/#{anchor(scenario.id)}"


def scenario_set(page: Page, theme: str) -> str:
    """Every scenario of a theme, in file order."""
    if theme not in themes():
        raise ValueError(f"no theme {theme!r}; there are: {', '.join(themes())}")
    found = [one for one in page.site.facts.every("scenario") if one.theme == theme]
    if not found:
        raise ValueError(f"no scenario with theme {theme!r}")
    page.fold_law = True
    scripts = join(
        [
            el("link", rel="stylesheet", href=page.href("assets/sg/aid-form.css")),
            el("script", type="module", src=page.href("assets/sg/work.js")),
        ]
    )
    return blocks(styles(page), scripts, present.script(page), *(scenario(page, one) for one in found))


def styles(page: Page) -> Html:
    """The style sheet of the learning pages."""
    return el("link", rel="stylesheet", href=page.href("assets/sg/learn.css"))


def scenario(page: Page, one: Any) -> str:
    """One scenario as a section with its own address."""
    aids = [page.site.aids.describe(slug)["title"] for slug in one.aids]
    uses = f"{len(one.steps)} steps · " if len(one.steps) > 1 else ""
    return blocks(
        heading(2, one.title, one.id),
        el("p", one.about, cls="sg-scn__about"),
        el("p", f"{uses}{words.listed(aids)}", cls="sg-scn__uses"),
        el(
            "div",
            el(
                "p",
                el("strong", "Before you read on:", cls="sg-care__label"),
                " ",
                one.care,
                cls="sg-care__text",
            ),
            cls="sg-care",
            role="note",
        )
        if one.care
        else "",
        el("p", present.button(one.id), cls="sg-buttons sg-scn__tools sg-needs-js"),
        *(step(page, one, number) for number in range(1, len(one.steps) + 1)),
        el("h3", "Talk it over", cls="sg-scn__title"),
        el("ul", [el("li", text(page, each)) for each in one.discuss], cls="sg-scn__discuss"),
        source_line(page, one.sources) or "",
        present.deck(one.id, one.title, slides(page, one)),
    )


def slides(page: Page, one: Any) -> list[Html]:
    """A scenario as screens for a projector."""
    numbers = range(1, len(one.steps) + 1)
    results = [model_answer(page, one, number) if one.steps[number - 1].aid else None for number in numbers]
    for note in (note for result in results if result for note in result["law_notes"]):
        page.law_used.setdefault(note["id"])
    choices = [[shown for shown, _ in choices_of(page, given)] for given in one.steps]
    return present.scenario_slides(page, one, results, choices)


def choices_of(page: Page, given: Any) -> list[tuple[str, bool]]:
    """What a step offers to choose from, and whether the model answer is there."""
    if not given.aid:
        return [(option, False) for option in given.options]
    levels = [
        level for level in page.site.aids.describe(given.aid)["levels"] if level["key"] not in NO_ANSWER
    ]
    return [(level["label"], level["key"] == given.expected) for level in levels]


def step(page: Page, one: Any, number: int) -> Html:
    """What happens, the judgement, and, folded, the answer to compare it with."""
    given = one.steps[number - 1]
    result = model_answer(page, one, number) if given.aid else None
    label = f"Step {number} of {len(one.steps)}" if len(one.steps) > 1 else "What happens"
    return el(
        "section",
        el("h3", label, cls="sg-scn__title"),
        el("p", text(page, given.text), cls="sg-scn__text"),
        judgement(page, one, number),
        work(page, one, given) if given.aid else None,
        compare(page, one, number, result) if result else reply(page, given),
        cls="sg-scn",
        id=f"{anchor(one.id)}-{number}",
        aria_label=f"{one.title}: {label}",
    )


def model_answer(page: Page, one: Any, number: int) -> Json:
    """What the aid says to the model answers.

    WrongOutcome when it is not what the scenario states; ValueError when the aid refuses the answers.
    """
    given = one.steps[number - 1]
    where = f"scenario {one.id!r}, step {number}"
    result = page.site.aids.evaluate(given.aid, given.answers, one.on)
    if not result["ok"]:
        first = result["errors"][0]
        raise ValueError(f"{where}: {given.aid} refuses {first['field']}: {first['message']}")
    found = result["level"]["key"]
    if found != given.expected:
        raise WrongOutcome(f"{where}: states {given.expected!r}, but {given.aid} answers {found!r}")
    return result


def judgement(page: Page, one: Any, number: int) -> Html:
    """The question and what to choose from. No name on the form, no address, no button: nothing can be sent."""
    given = one.steps[number - 1]
    group = f"{anchor(one.id)}-{number}-first"
    choices = choices_of(page, given)
    options = [
        el(
            "label",
            el("input", type="radio", name=group, cls="sg-scn__fits" if fits else "", autocomplete="off"),
            el("span", shown),
            cls="sg-scn__option",
        )
        for shown, fits in choices
    ]
    return el(
        "form",
        el(
            "fieldset",
            el("legend", "Your judgement first: ", given.asks),
            el("div", options, cls="sg-scn__options"),
            cls="sg-scn__first",
        ),
        method="dialog",
        autocomplete="off",
    )


def work(page: Page, one: Any, given: Any) -> Html:
    """Where `overrides/assets/sg/work.js` puts the form of the aid, to be worked through before the comparison."""
    title = page.site.aids.describe(given.aid)["title"]
    return el(
        "div",
        el(
            "p",
            el("button", f"Work it through: {title}", type="button", cls="sg-button sg-button--quiet"),
            cls="sg-buttons",
        ),
        el("div", cls="sg-work__place"),
        cls="sg-work sg-needs-js",
        data_aid=given.aid,
        data_page=page.href(f"aids/{given.aid}/"),
        data_on=one.on.isoformat(),
        data_expected=given.expected,
        data_model=json.dumps(given.answers, separators=(",", ":")),
        data_search_exclude="",
    )


def reply(page: Page, given: Any) -> Html:
    """The reasons of a step that needs no aid."""
    return el(
        "details",
        el("summary", "Compare"),
        el("p", text(page, given.why)),
        what_holds(page, given),
        cls="sg-fold sg-scn__compare",
        data_search_exclude="",
    )


def compare(page: Page, one: Any, number: int, result: Json) -> Html:
    """The aid's answer, where it parts from the reader's, why, and the answers that were given."""
    given = one.steps[number - 1]
    described = page.site.aids.describe(given.aid)
    for note in result["law_notes"]:
        page.law_used.setdefault(note["id"])
    return el(
        "details",
        el("summary", "Compare with the aid's answer"),
        el("p", "You judged it the same way. Read whether it was for the same reasons.", cls="sg-scn__same"),
        el(
            "p",
            "You judged it differently. Look for the fact on which the two part: it may be one that you gave another "
            "weight, or one that the aid does not know of.",
            cls="sg-scn__other",
        ),
        el("p", badge(result["level"]), " ", text(page, result["headline"]), cls="sg-scn__answer"),
        el("p", el("strong", "Why: "), text(page, given.why)),
        what_holds(page, given),
        day_lines(page, one, result),
        el("h4", "What to do, in order"),
        el("ol", [el("li", text(page, each)) for each in result["actions"]]),
        el(
            "details",
            el("summary", "The rules behind it, with their sources"),
            el("ul", [reason(page, each) for each in result["reasons"]]),
            cls="sg-scn__more",
        ),
        el(
            "details",
            el("summary", "The answers that were given"),
            el("dl", answered(described, given.answers), cls="sg-scn__given"),
            cls="sg-scn__more",
        ),
        el(
            "p",
            el(
                "a",
                f"Open the aid: {described['title']}",
                href=page.href(f"aids/{given.aid}/"),
                cls="sg-scn__open",
            ),
        ),
        cls="sg-fold sg-scn__compare",
        data_search_exclude="",
    )


def what_holds(page: Page, given: Any) -> Html | None:
    """What of the earlier judgement still holds."""
    if not given.changes:
        return None
    return el("p", el("strong", "What still holds: "), text(page, given.changes), cls="sg-scn__changes")


def day_lines(page: Page, one: Any, result: Json) -> Html | None:
    """The dates the aid worked out, and the day they are counted from."""
    if not result["dates"]:
        return None
    lines = [
        el("li", el("strong", f"{each['label']}: "), text(page, each["words"]), _how(page, each))
        for each in result["dates"]
    ]
    return join([el("p", f"Counted as on {words.day(one.on)}:", cls="sg-scn__day"), el("ul", lines)])


def _how(page: Page, each: Json) -> Child:
    return [" ", el("small", join([text(page, one) for one in each["how"]], " "))] if each["how"] else None


def reason(page: Page, given: Json) -> Html:
    """A rule that fired, why, and where it comes from."""
    titles = {id_: page.site.facts.get("law", id_).title for id_ in given["law"]}
    return el("li", el("p", text(page, given["finding"])), rule_source(page, given, titles))


def answered(described: Json, answers: Json) -> list[Html]:
    """Each question that was answered, and the answer in words."""
    lines = []
    for question in described["questions"]:
        value = answers.get(question["key"])
        if value in (None, "", [], {}):
            continue
        lines.append(el("div", el("dt", question["text"]), el("dd", in_words(question, value))))
    return lines


def in_words(question: Json, value: Any) -> Child:
    """An answer in words: an option's text, several, or a grid's lines."""
    shown = {option["key"]: option["text"] for option in question["options"]}
    if question["kind"] == "grid":
        lines: Iterable[str] = [f"{shown[item]}: {GRID_ANSWERS[said]}" for item, said in value.items()]
    elif question["kind"] == "many":
        lines = [shown[key] for key in value]
    else:
        lines = [shown.get(value, value)]
    lines = list(lines)
    return lines[0] if len(lines) == 1 else el("ul", [el("li", line) for line in lines])


def scenario_list(page: Page) -> str:
    """Every scenario with a filter by theme and aid."""
    order = list(themes())
    every = sorted(page.site.facts.every("scenario"), key=lambda one: order.index(one.theme))
    used = {slug for one in every for slug in one.aids}
    titles = {one["slug"]: one["title"] for one in page.site.aids.list_aids() if one["slug"] in used}
    cards = [
        el(
            "li",
            el("a", one.title, href=page.href(scenario_href(one)), cls="sg-card__link"),
            el("p", one.about, cls="sg-card__text"),
            el(
                "p",
                f"{themes()[one.theme]} · {len(one.steps)} {'step' if len(one.steps) == 1 else 'steps'} · "
                f"{words.listed([titles[slug] for slug in one.aids])}",
                cls="sg-card__kind",
            ),
            cls="sg-card",
            data_theme=one.theme,
            data_aid=" ".join(one.aids),
            data_length="several" if len(one.aids) > 1 else "one",
        )
        for one in every
    ]
    return blocks(
        styles(page),
        filter_bar(
            "scenario-list",
            "Filter the scenarios",
            [
                ("theme", "Theme", "All themes", list(themes().items())),
                ("aid", "Aid", "All aids", list(titles.items())),
                ("length", "Aids needed", "Any", [("one", "One"), ("several", "Two or more")]),
            ],
            len(every),
        ),
        el("ul", cards, cls="sg-cards", id="scenario-list"),
    )
