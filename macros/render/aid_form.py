"""The form of a decision aid: every question as native fields, complete without a script.

The script of the page (`overrides/assets/sg/aid-form.js`) finds all it needs in this markup: keys in `data-q`, kinds in
`data-kind`, conditions in `data-shown-if`, and options that stand alone or mean "not known" in `data-exclusive` and
`data-unknown`.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import Any

from macros.render.html import Child, Html, el

Json = dict[str, Any]

GRID_ANSWERS = {"yes": "Yes", "no": "No", "unknown": "Don't know"}
#: Four options this short stand two by two; two as short as yes and no stand side by side above the third.
ROW_TEXT, ROW_OPTIONS, SHORT = 18, 4, 5


def dom(key: str) -> str:
    """A key as part of an id."""
    return re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")


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
