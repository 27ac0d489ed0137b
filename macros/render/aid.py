"""The page of a decision aid, complete without a script: the form, every rule as a table, the tool's card.

Nothing here can send an answer anywhere: the form has no address, its method is `dialog`, and its one submit
button is disabled until the script (`overrides/assets/sg/aid.js`) has taken over (a disabled default button also
stops the Enter key). The questions themselves are in `aid_form`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from macros.render.aid_form import dom, question
from macros.render.html import Child, Html, anchor, blocks, el, heading, join
from macros.render.page import Page
from macros.render.sources import cited
from macros.render.table import table
from macros.render.text import text

Json = dict[str, Any]

CARD_KINDS = {
    "screening": "A screening aid: it shows what to look at and whom to ask. It is not an assessment.",
    "reminder": "A reminder of what to check and do.",
    "calculator": "A calculator: it counts dates by the rules it prints.",
    "text check": "A check of words by rules and lists it prints. It does not understand what you mean.",
}
_ADDRESS = re.compile(r"https://([^/\s]+)\S*?(?=[.,;)]*(?:\s|$))")


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
    by_strength = sorted(given["rules"], key=lambda one: order[one["level"]])
    rows = [
        (
            rule_when(page, rule),
            badge(named[rule["level"]]),
            rule_actions(page, rule),
            rule_source(page, rule, titles),
        )
        for rule in by_strength
    ]
    return el(
        "section",
        el(
            "p",
            "The strongest rule that fits gives the answer, and every rule that fits is shown. An answer of "
            "“not sure” never lowers it.",
            cls="sg-rules__intro",
        ),
        table("sg-rules__table", headings, rows, [f"rule-{dom(rule['id'])}" for rule in by_strength]),
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
