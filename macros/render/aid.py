"""The page of a decision aid, complete without a script: the form, every rule as a table, the tool's card.

The script on the page (`overrides/assets/sg/aid.js`) finds all it needs in this markup: keys in `data-q`,
kinds in `data-kind`, conditions in `data-shown-if`, and options that stand alone or mean "not known" in
`data-exclusive` and `data-unknown`. Nothing here can send an answer anywhere: the form has no address, its
method is `dialog`, and its one submit button is disabled until the script has taken over (a disabled default
button also stops the Enter key).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from macros.render.html import Child, Html, anchor, blocks, el, heading, join
from macros.render.page import Page
from macros.render.sources import cited
from macros.render.text import text

Json = dict[str, Any]

GRID_ANSWERS = {"yes": "Yes", "no": "No", "unknown": "Don't know"}
CARD_KINDS = {
    "screening": "A screening aid: it shows what to look at and whom to ask. It is not an assessment.",
    "reminder": "A reminder of what to check and do.",
    "calculator": "A calculator: it counts dates by the rules it prints.",
    "text check": "A check of words by rules and lists it prints. It does not understand what you mean.",
}
_ADDRESS = re.compile(r"https://([^/\s]+)\S*?(?=[.,;)]*(?:\s|$))")

#: Four options this short stand two by two; two as short as yes and no stand side by side above the third.
ROW_TEXT, ROW_OPTIONS, SHORT = 18, 4, 5


def aid(page: Page, slug: str) -> str:
    """The whole aid.

    ValueError when the page is not the aid's own: answers and anchors belong to one address.
    """
    given = page.site.aids.describe(slug)
    page.fold_law = True
    if page.url not in (f"aids/{slug}/", f"aids/{slug}.html"):
        raise ValueError(f"aid({slug!r}) belongs on docs/aids/{slug}.md; here use aid_link({slug!r})")
    for note in given["law_notes"]:
        page.law_used.setdefault(note["id"])
    for rule in given["rules"]:
        page.cited += [f"{one['id']} {one['section']}".strip() for one in rule["sources"]]
    return blocks(
        assets(page),
        # Raw, not Markdown: a Markdown heading brings a link of its own, which nobody could see under the focus.
        el("h2", "Questions", cls="sg-hidden", id="questions"),
        workspace(page, given),
        heading(2, "How this aid decides", "rules"),
        levels(page, given),
        rules(page, given),
        heading(2, "About this tool", "tool"),
        card(given),
    )


def assets(page: Page) -> Html:
    """The script and the styles only the page of an aid needs."""
    base = page.href("assets/sg/")
    return join(
        [
            el("link", rel="stylesheet", href=f"{base}aid-form.css"),
            el("script", type="module", src=f"{base}aid.js"),
        ]
    )


def workspace(page: Page, given: Json) -> Html:
    """The form, and the empty places where the script puts the state, the answer and the strip."""
    slug = anchor(given["slug"])
    return el(
        "div",
        el(
            "form",
            el(
                "p",
                "Nothing you enter leaves this device, and nothing is kept. ",
                el("a", "How we know", href=page.href("reference/privacy/")),
                " · ",
                el("a", "How this aid decides", href="#rules"),
                cls="sg-aid__privacy",
            ),
            el("p", "No script runs here: use ", table_link(), ".", cls="sg-aid__privacy sg-needs-no-js"),
            el("div", [question(one) for one in given["questions"]], cls="sg-aid__questions"),
            without_script(),
            el(
                "div",
                el("button", "See the full answer", type="submit", cls="sg-button", disabled=True),
                el(
                    "button",
                    "Clear my answers",
                    type="reset",
                    cls="sg-button sg-button--quiet",
                    disabled=True,
                ),
                cls="sg-buttons sg-aid__buttons",
                hidden=True,
            ),
            cls="sg-aid__form",
            id=f"aid-form-{slug}",
            method="dialog",
            autocomplete="off",
            novalidate=True,
            aria_label=given["title"],
        ),
        el("div", cls="sg-aid__status", role="status", data_state="idle", hidden=True),
        el("section", cls="sg-aid__result", id="answer", aria_labelledby="answer-t", hidden=True),
        el("div", cls="sg-aid__strip", hidden=True),
        cls="sg-aid",
        data_aid=slug,
        data_version=given["version"],
        data_root=page.href(""),
        # No clock can be right that is behind the day on which this law was last checked.
        data_since=max((note["checked"] for note in given["law_notes"]), default=None),
        data_search_exclude="",
    )


def table_link() -> Html:
    """The way to the decision table."""
    return el("a", "the table below", href="#rules")


def without_script() -> Html:
    """What to do when no script runs here, or ours did not arrive; the script takes it away."""
    return el(
        "div",
        el(
            "p",
            el("strong", "No script is running here, so this page cannot work out the answer. "),
            "In danger: ring 999. Otherwise go down ",
            table_link(),
            ": the strongest answers stand first. Stop at the first "
            "line that fits, do what it says, and read the lines under it that fit too.",
        ),
        el(
            "p",
            "On paper: print the page and tick the boxes. Talk to your manager or safeguarding lead.",
        ),
        cls="sg-aid__static",
    )


def question(given: Json) -> Html:
    """One question as a fieldset of native inputs."""
    id_ = f"q-{dom(given['key'])}"
    kind = given["kind"]
    described = [f"{id_}-help"] if given["help"] else []
    legend: Child = given["text"]
    body: Child
    if kind in ("one", "many"):
        body = options(given, id_)
    elif kind == "grid":
        body = grid(given, id_)
    elif kind == "date":
        body = date_fields(given, id_)
        described = [f"{id_}-help"]
    else:
        legend = el("label", given["text"], for_=f"{id_}-input")
        body = text_field(given, id_)
    return el(
        "fieldset",
        el(
            "legend",
            legend,
            [" ", el("span", "needed", cls="sg-q__needed")] if given["required"] else None,
            cls="sg-q__text",
        ),
        el("p", f"Only if {given['shown_if_words']}.", cls="sg-q__when") if given["shown_if"] else None,
        help_line(given, id_),
        body,
        danger_now(given),
        cls=f"sg-q sg-q--{kind}",
        id=id_,
        aria_describedby=" ".join(described) if described and kind != "text" else None,
        data_q=given["key"],
        data_text=given["text"],
        data_kind=kind,
        data_shown_if=json.dumps(given["shown_if"], separators=(",", ":")) if given["shown_if"] else None,
    )


def danger_now(given: Json) -> Html | None:
    """What a "yes, someone is in danger" needs before any runtime: styles alone show it once "yes" is chosen."""
    if given["key"] != "danger":
        return None
    return el(
        "p",
        el("strong", "Ring 999 now."),
        " Get yourself and others out of reach if you can. The rest can wait.",
        cls="sg-q__now",
        role="alert",
    )


def help_line(given: Json, id_: str) -> Html | None:
    """The hint under the question; a date always shows how to write one, many answers always say so."""
    said = given["help"]
    if given["kind"] == "date":
        said = f"{said} For example, 27 3 2026.".strip()
    elif given["kind"] == "many" and not said:
        said = "Tick all that apply."
        return el("p", said, cls="sg-q__help")
    return el("p", said, cls="sg-q__help", id=f"{id_}-help") if said else None


def dom(key: str) -> str:
    """A key as part of an id."""
    return re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")


def options(given: Json, id_: str) -> Html:
    """Radio buttons or check boxes, under their group's name where they have one."""
    every = given["options"]
    layout = ""
    if given["kind"] == "one" and not any(one["help"] or one["group"] for one in every):
        if len(every) == ROW_OPTIONS and all(len(one["text"]) <= ROW_TEXT for one in every):
            layout = " sg-opts--row sg-opts--two"
        elif len(every) == 3 and all(len(one["text"]) <= SHORT for one in every[:2]):
            layout = " sg-opts--yesno"
    parts: list[Child] = []
    for name, members in groupby(every, key=lambda one: one["group"]):
        parts.append(el("p", name, cls="sg-opts__group") if name else None)
        parts += [option(given, one) for one in members]
    return el("div", parts, cls=f"sg-opts{layout}")


def option(given: Json, one: Json) -> Html:
    """One radio button or check box."""
    return el(
        "label",
        el(
            "input",
            cls="sg-opt__input",
            type="radio" if given["kind"] == "one" else "checkbox",
            name=given["key"],
            value=one["key"],
            autocomplete="off",
            data_exclusive=one.get("exclusive") or None,
            data_unknown=one.get("unknown") or None,
        ),
        el("span", one["text"], cls="sg-opt__text"),
        el("span", one["help"], cls="sg-opt__help") if one["help"] else None,
        cls="sg-opt",
    )


def grid(given: Json, id_: str) -> Html:
    """Lines answered yes, no or don't know."""
    parts: list[Child] = []
    for name, members in groupby(given["options"], key=lambda one: one["group"]):
        parts.append(el("p", name, cls="sg-grid__group") if name else None)
        for one in members:
            title = f"{id_}-{dom(one['key'])}-t"
            choices = [
                el(
                    "label",
                    el(
                        "input",
                        cls="sg-grid__input",
                        type="radio",
                        name=f"{given['key']}.{one['key']}",
                        value=value,
                        autocomplete="off",
                        data_item=one["key"],
                    ),
                    el("span", shown, cls="sg-grid__word"),
                    cls="sg-grid__choice",
                )
                for value, shown in GRID_ANSWERS.items()
            ]
            parts.append(
                el(
                    "div",
                    el(
                        "p",
                        one["text"],
                        el("span", one["help"], cls="sg-grid__help") if one["help"] else None,
                        cls="sg-grid__item",
                        id=title,
                    ),
                    el("div", choices, cls="sg-grid__choices"),
                    cls="sg-grid__row",
                    role="radiogroup",
                    aria_labelledby=title,
                )
            )
    return el("div", parts, cls="sg-grid")


def date_fields(given: Json, id_: str) -> Html:
    """Day, month and year to type.

    For a date read off a letter, three plain fields with the number pad beat a calendar to scroll, and `text`
    with `inputmode` beats `number`, which drops what it does not like without a word
    (alphagov/govuk-frontend#1449).
    """
    fields = [
        el(
            "div",
            el("label", label, cls="sg-ymd__label", for_=f"{id_}-{part}"),
            el(
                "input",
                cls=f"sg-input sg-ymd__input sg-ymd__input--{part}",
                type="text",
                inputmode="numeric",
                id=f"{id_}-{part}",
                name=f"{given['key']}.{part}",
                data_part=part,
                autocomplete="off",
                spellcheck="false",
                size="4" if part == "year" else "2",
            ),
            cls="sg-ymd__field",
        )
        for part, label in (("day", "Day"), ("month", "Month"), ("year", "Year"))
    ]
    return el("div", fields, cls="sg-ymd")


def text_field(given: Json, id_: str) -> list[Child]:
    """A text the reader pastes or types.

    It may be too long: cutting it would lose work, so it is said instead.
    """
    described = ([f"{id_}-help"] if given["help"] else []) + [f"{id_}-count"]
    limit = given["max_length"] or 0
    return [
        el(
            "textarea",
            cls="sg-input sg-input--text",
            id=f"{id_}-input",
            name=given["key"],
            rows="6",
            autocomplete="off",
            autocapitalize="sentences",
            spellcheck="false",
            data_max=limit or None,
            aria_describedby=" ".join(described),
        ),
        el("p", f"Up to {limit:,} characters." if limit else "", cls="sg-q__count", id=f"{id_}-count"),
    ]


def badge(level: Json, tag: str = "span") -> Html:
    """A level: the class brings the icon and the colour, the word is always there."""
    return el(tag, level["label"], cls=f"sg-level sg-level--{level['tone']}")


def levels(page: Page, given: Json) -> Html:
    """Every answer the aid can give, strongest first."""
    shown = [
        el(
            "div",
            el("dt", badge(one)),
            el(
                "dd",
                text(page, one["headline"]),
                [" ", text(page, one["meaning"])] if one["meaning"] else None,
            ),
        )
        for one in given["levels"]
    ]
    return el("dl", shown, cls="sg-others sg-aid__levels")


def rules(page: Page, given: Json) -> Html:
    """Every rule, strongest level first: what the script works out can be read off here."""
    order = {one["key"]: index for index, one in enumerate(given["levels"])}
    named = {one["key"]: one for one in given["levels"]}
    titles = {one["id"]: one["title"] for one in given["law_notes"]}
    headings = ("When", "Answer", "Finding and what to do", "Source")
    rows = []
    for rule in sorted(given["rules"], key=lambda one: order[one["level"]]):
        cells = (
            rule_when(page, rule),
            badge(named[rule["level"]]),
            rule_actions(page, rule),
            rule_source(page, rule, titles),
        )
        rows.append(
            el(
                "tr",
                [
                    el("td", shown, role="cell", data_label=label)
                    for label, shown in zip(headings, cells, strict=True)
                ],
                role="row",
                id=f"rule-{dom(rule['id'])}",
            )
        )
    return el(
        "section",
        el(
            "p",
            "The strongest rule that fits gives the answer, and every rule that fits is shown. An answer of "
            "“not sure” never lowers it.",
            cls="sg-rules__intro",
        ),
        el(
            "table",
            el(
                "thead",
                el("tr", [el("th", one, role="columnheader", scope="col") for one in headings], role="row"),
                role="rowgroup",
            ),
            el("tbody", rows, role="rowgroup"),
            cls="sg-rules__table",
            role="table",
        ),
        cls="sg-rules",
        aria_labelledby="rules",
    )


def rule_when(page: Page, rule: Json) -> Html:
    """The condition as a sentence."""
    when: str = rule["when"]
    return text(page, f"{when[:1].upper()}{when[1:]}.")


def rule_actions(page: Page, rule: Json) -> Html:
    """What the rule finds; what to do and what to take care with are folded, and open on paper."""
    todo = [
        el("ol", [el("li", text(page, one)) for one in rule["actions"]]) if rule["actions"] else None,
        el("p", el("strong", "Take care: "), join([text(page, one) for one in rule["cautions"]], " "))
        if rule["cautions"]
        else None,
    ]
    return join(
        [
            el("p", text(page, rule["finding"])),
            el("details", el("summary", "What to do"), todo, cls="sg-rules__todo") if any(todo) else None,
        ]
    )


def rule_source(page: Page, rule: Json, titles: dict[str, str]) -> Html:
    """How strong the ground is, where it comes from, and the law it rests on."""
    law = [el("a", titles[id_], href=f"#{anchor('law', id_)}") for id_ in rule["law"]]
    from_ = cited(page, rule["sources"])
    return join(
        [
            el("p", rule["ground"]["label"], [": ", from_] if from_ else None),
            el("p", "Law: ", join(law, "; ")) if law else None,
        ]
    )


def pitfall(given: Json) -> Html:
    """A way such tools mislead, with where that is shown: an address becomes a link that names its site."""
    source: str = given["source"]
    parts: list[Child] = []
    at = 0
    for found in _ADDRESS.finditer(source):
        host = found[1].removeprefix("www.")
        parts += [source[at : found.start()], el("a", host, href=found[0])]
        at = found.end()
    parts.append(source[at:])
    return el("li", given["text"], [" (", parts, ")"] if source else None)


def card(given: Json) -> Html:
    """What the tool is and is not for, how strong its ground is, how such tools mislead, when it is due."""
    about = given["card"]
    pitfalls = [pitfall(one) for one in about["pitfalls"]]
    facts: Sequence[tuple[str, Child]] = (
        ("What it is", [CARD_KINDS.get(about["kind"], about["kind"]), " ", about["what"]]),
        ("Not for", about["not_for"]),
        ("How strong its ground is", about["strength"]),
        ("How such tools mislead", el("ul", pitfalls)),
        ("Look at it again", about["review"]),
        ("Version", given["version"]),
    )
    return el(
        "section",
        el(
            "dl",
            [el("div", el("dt", label), el("dd", value)) for label, value in facts],
            cls="sg-card-tool__facts",
        ),
        cls="sg-card-tool",
        aria_labelledby="tool",
    )
