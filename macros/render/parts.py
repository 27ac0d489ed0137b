"""Lists, tables and entries made from the facts: one function for each kind of part.

Each takes the page and ids, and gives Markdown or one line of HTML. An unknown id or an empty list is an
error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from macros.render import words
from macros.render.filters import filter_bar
from macros.render.html import Child, Html, anchor, blocks, el, heading, join
from macros.render.law import slug
from macros.render.links import page_link
from macros.render.page import Page
from macros.render.sources import source_line
from macros.render.table import table
from macros.render.text import text

ASK_FORMS = {"open": "Open", "closed": "Closed", "leading": "Leading", "judging": "Judging"}


def _chosen(entries: Iterable[Any], field: str, wanted: str, kind: str) -> list[Any]:
    entries = list(entries)
    found = [one for one in entries if getattr(one, field) == wanted]
    if not found:
        known = ", ".join(dict.fromkeys(getattr(one, field) for one in entries)) or "none"
        raise ValueError(f"no {kind} with {field} {wanted!r}; there are: {known}")
    return found


def _all_sources(entries: Iterable[Any]) -> list[str]:
    return list(dict.fromkeys(reference for one in entries for reference in one.sources))


def _law_links(page: Page, ids: Sequence[str]) -> list[Child]:
    """` Law: Title` for each entry, linked to its note at the foot."""
    links = []
    for id_ in ids:
        title = page.site.facts.get("law", id_).title
        page.law_used.setdefault(id_)
        links.append(el("a", title, cls="sg-lawref", href=f"#{anchor('law', id_)}"))
    return [" Law: ", join(links, "; "), "."] if links else []


def _listing(texts: Sequence[str], page: Page) -> Child:
    """One text as it is, several as a list."""
    shown = [text(page, one) for one in texts]
    return shown[0] if len(shown) == 1 else el("ul", [el("li", one) for one in shown])


def items(page: Page, list_: str, style: str = "list") -> str:
    """A named list.

    `style` is "list", "steps" (numbered, in order) or "table" (text and detail side by side).
    """
    entries = page.site.facts.items(list_)
    if style == "steps":
        lines = [_step(page, one) for one in entries]
        shown: Html = el("ol", lines, cls="sg-steps")
    elif style == "table":
        shown = table("sg-pairs", ("What", "More"), [(one.text, _detail(page, one)) for one in entries])
    elif style == "list":
        shown = el("ul", [el("li", _item(page, one), id=anchor(one.id)) for one in entries], cls="sg-items")
    else:
        raise ValueError(f"no style {style!r} for a list; there are: list, steps, table")
    return blocks(shown, source_line(page, _all_sources(entries)) or "")


def _detail(page: Page, one: Any) -> list[Child]:
    return [text(page, one.detail) if one.detail else None, *_law_links(page, one.law)]


def _item(page: Page, one: Any) -> list[Child]:
    if not one.detail and not one.law:
        return [text(page, one.text)]
    return [el("strong", text(page, one.text)), " ", *_detail(page, one)]


def _step(page: Page, one: Any) -> Html:
    body = _detail(page, one)
    return el(
        "li",
        el("p", text(page, one.text), cls="sg-step__title"),
        el("div", el("p", body), cls="sg-step__body") if one.detail or one.law else None,
        cls="sg-step",
        id=anchor(one.id),
    )


def pairs(page: Page, set_: str) -> str:
    """Words to leave and words to use, with the reason."""
    found = _chosen(page.site.facts.every("pair"), "set", set_, "pair")
    rows = [(text(page, one.instead_of), text(page, one.say), text(page, one.why)) for one in found]
    return blocks(
        table("sg-pairs", ("Instead of", "Say", "Why"), rows), source_line(page, _all_sources(found)) or ""
    )


def asks(page: Page, set_: str) -> str:
    """Questions as asked, what kind each is and why, and a better one where there is one."""
    found = _chosen(page.site.facts.every("ask"), "set", set_, "question")
    better = any(one.better for one in found)
    rows = []
    for one in found:
        row: list[Child] = [text(page, one.text), ASK_FORMS[one.form], text(page, one.why)]
        rows.append([*row, text(page, one.better) if one.better else "Use it as it is."] if better else row)
    headings = ("Question", "Kind", "Why") + (("Better",) if better else ())
    return blocks(table("sg-data sg-asks", headings, rows), source_line(page, _all_sources(found)) or "")


def myths(page: Page) -> str:
    """Each myth as a heading one can link to, with the reply and the reason."""
    parts: list[str] = []
    for one in page.site.facts.every("myth"):
        parts += [
            heading(3, one.myth, anchor(one.id)),
            el("p", el("strong", text(page, one.reply))),
            el("p", text(page, one.why)),
            source_line(page, one.sources) or "",
        ]
    return blocks(*parts)


#: The heading of signs that stand under abuse. A critical sign calls for action today as well.
_AFTER_HARM = {"critical": "A sign, and critical: act today, and find out what is behind it"}


def indicators(page: Page, group: str) -> str:
    """One group of the indicator checklist.

    What is itself abuse stands apart from signs that it may happen.
    """
    found = _chosen(page.site.facts.every("indicator"), "group", group, "indicator")
    harm, risk = [one for one in found if one.harm], [one for one in found if not one.harm]
    parts: list[str] = []
    for some, label in (
        (harm, "This is abuse, not a sign of it: act"),
        (risk, _AFTER_HARM.get(group, "Signs to explore") if harm else ""),
    ):
        if some:
            parts.append(el("p", el("strong", label), cls="sg-opts__group") if label else "")
            parts.append(el("ul", [el("li", _indicator(page, one), id=anchor(one.id)) for one in some]))
    return blocks(*parts, source_line(page, _all_sources(found)) or "")


def _indicator(page: Page, one: Any) -> list[Child]:
    if not one.note:
        return [text(page, one.text)]
    return [el("strong", text(page, one.text)), " ", text(page, one.note)]


def triangle(page: Page, name: str) -> str:
    """The three roles of the drama or the winner's triangle."""
    found = _chosen(page.site.facts.every("triangle"), "triangle", name, "role")
    parts = [
        _walk(
            el("h3", one.role, cls="sg-walk__title", id=anchor(one.id)),
            text(page, one.does),
            [
                ("Believes", text(page, one.believes), False),
                ("Sounds like", _listing([f"“{said}”" for said in one.sounds_like], page), False),
                ("How to shift", text(page, one.shift), False),
            ],
            None,
        )
        for one in found
    ]
    return blocks(*parts, source_line(page, _all_sources(found)) or "")


def _walk(title: Html, happens: Child, facts: Sequence[tuple[str, Child, bool]], after: Child) -> Html:
    """A part with a title, a sentence and labelled facts; the flag marks a "do not"."""
    shown = [
        el(
            "div",
            el("dt", label),
            el("dd", value),
            cls="sg-walk__fact sg-walk__fact--dont" if dont else "sg-walk__fact",
        )
        for label, value, dont in facts
        if value
    ]
    return el(
        "section",
        title,
        el("p", happens, cls="sg-walk__happens"),
        el("dl", shown, cls="sg-walk__facts") if shown else None,
        after,
        cls="sg-walk",
    )


def justice_walk(page: Page) -> str:
    """The whole way through criminal justice, step by step, by stage."""
    parts: list[str] = []
    stage = ""
    for one in page.site.facts.every("justice_step"):
        if one.stage != stage:
            stage = one.stage
            parts.append(heading(2, stage, slug(stage)))
        parts.append(_justice_step(page, one))
    return blocks(*parts)


def _justice_step(page: Page, one: Any) -> Html:
    aids = [page.site.aids.describe(slug_) for slug_ in one.aids]
    law = _law_links(page, one.law)
    more = [el("li", el("a", aid["title"], href=page.href(f"aids/{aid['slug']}/")), " (aid)") for aid in aids]
    more += [el("li", page_link(page, path)) for path in one.pages]
    return _walk(
        el("h3", one.title, cls="sg-walk__title", id=anchor(one.id)),
        text(page, one.happens),
        [
            ("Who", text(page, one.who), False),
            ("Her rights", _listing(one.rights, page) if one.rights else None, False),
            ("Your part", _listing(one.your_part, page) if one.your_part else None, False),
            ("Do not", _listing(one.do_not, page) if one.do_not else None, True),
            ("Law", join(law[1:]) if law else None, False),
            ("Go on to", el("ul", more) if more else None, False),
        ],
        source_line(page, one.sources),
    )


def support_matrix(page: Page) -> str:
    """Which form of support helps with what."""
    found = page.site.facts.every("support_form")
    rows = [
        (
            el("span", one.name, id=anchor(one.id)),
            *("Yes" if helps else "–" for helps in (one.burnout, one.vicarious, one.secondary)),
            text(page, one.what),
        )
        for one in found
    ]
    headings = ("Form of support", "Burnout", "Vicarious trauma", "Secondary trauma", "What it is")
    return blocks(table("sg-data sg-matrix", headings, rows), source_line(page, _all_sources(found)) or "")


def figure(page: Page, id_: str) -> str:
    """One dated figure with its base."""
    one = page.site.facts.get("figure", id_)
    law = _law_links(page, [one.law]) if one.law else []
    return el(
        "figure",
        el("p", f"{one.count} ", el("span", f"of {one.base}", cls="sg-figure__of"), cls="sg-figure__number"),
        el(
            "figcaption",
            text(page, one.what),
            [". ", text(page, one.note), " "] if one.note else " ",
            law,
            el("span", f"As at {one.as_at}", cls="sg-figure__asat"),
            cls="sg-figure__what",
        ),
        cls="sg-figure",
        id=anchor("figure", one.id),
    )


def figures(page: Page) -> str:
    """Every figure there is."""
    found = page.site.facts.every("figure")
    return blocks(*(figure(page, one.id) for one in found), source_line(page, _all_sources(found)) or "")


def examples(page: Page, theme: str | None = None) -> str:
    """Practice examples: all of them with a filter, or those of one theme."""
    every = page.site.facts.every("example")
    themes = sorted({one for example in every for one in example.themes})
    if theme is not None:
        found = [one for one in every if theme in one.themes]
        if not found:
            raise ValueError(f"no example with theme {theme!r}; there are: {', '.join(themes) or 'none'}")
        return blocks(el("ul", [_example(page, one) for one in found], cls="sg-examples"))
    places = sorted({one.place for one in every})
    return blocks(
        filter_bar(
            "examples",
            "Filter the examples",
            [
                ("theme", "Theme", "All themes", [(slug(one), words_of(one)) for one in themes]),
                ("place", "Place", "All places", [(slug(one), one) for one in places]),
            ],
            len(every),
        ),
        el("ul", [_example(page, one) for one in every], cls="sg-examples", id="examples"),
    )


def words_of(theme: str) -> str:
    """A theme's id in words: `peer-involvement` -> `Peer involvement`."""
    shown = "drop-in" if theme == "drop-in" else theme.replace("-", " ")
    return shown[:1].upper() + shown[1:]


def _example(page: Page, one: Any) -> Html:
    where = f"{one.place}, {words.NATIONS.get(one.nation, 'UK-wide')} · {one.year}, {one.status}"
    return el(
        "li",
        el("h3", one.project, cls="sg-example__title", id=anchor(one.id)),
        el("p", where, cls="sg-example__where"),
        el("p", text(page, one.did), cls="sg-example__did"),
        el("p", el("strong", "What they found: "), text(page, one.found), cls="sg-example__found")
        if one.found
        else None,
        el(
            "p",
            join([el("span", words_of(theme), cls="sg-tag") for theme in one.themes], " "),
            cls="sg-example__themes",
        ),
        source_line(page, one.sources),
        cls="sg-example",
        data_theme=" ".join(slug(theme) for theme in one.themes),
        data_place=slug(one.place),
    )


def glossary(page: Page) -> str:
    """Every term, A to Z, each with an address of its own, with a field to find one and a way to each letter."""
    found = sorted(page.site.facts.every("glossary"), key=lambda one: one.term.lower())
    entries = [
        _entry(
            anchor(one.id),
            one.term,
            f"also: {', '.join(one.also)}" if one.also else "",
            [text(page, one.means), source_line(page, one.sources)],
        )
        for one in found
    ]
    return _a_to_z("terms-list", "Find a term", entries, [(one.term, anchor(one.id)) for one in found])


def acronyms(page: Page) -> str:
    """Every set of letters, what it stands for, and today's name where that one is old."""
    entries = []
    found = sorted(page.site.facts.every("acronym"), key=lambda one: one.short.lower())
    for one in found:
        now = f"now: {one.now}" if one.now else "old name" if one.state == "old-name" else ""
        entries.append(
            _entry(anchor(one.id), one.short, now, [el("strong", one.long), ". ", text(page, one.means)])
        )
    return _a_to_z("letters-list", "Find letters", entries, [(one.short, anchor(one.id)) for one in found])


def _a_to_z(id_: str, name: str, entries: list[Html], starts: list[tuple[str, str]]) -> str:
    """A sorted list behind a field for words; `starts` gives each entry's term and anchor, for the row of letters."""
    firsts: dict[str, str] = {}
    for term_, target in starts:
        firsts.setdefault(term_[0].upper(), target)
    letters = [el("li", el("a", letter, href=f"#{target}")) for letter, target in firsts.items()]
    return blocks(
        filter_bar(id_, name, [], len(entries)),
        el("nav", el("ul", letters), cls="sg-letters-row", aria_label="A to Z", data_search_exclude=""),
        el("dl", entries, cls="sg-entries", id=id_),
    )


def _entry(id_: str, term: str, also: str, means: Child) -> Html:
    title = el(
        "dt", term, [" ", el("span", also, cls="sg-entry__also")] if also else None, cls="sg-entry__term"
    )
    return el("div", title, el("dd", means, cls="sg-entry__means"), cls="sg-entry", id=id_)


def term(page: Page, id_: str, shown: str | None = None) -> str:
    """A word that opens its meaning where it stands, on a tap or a key, without a script."""
    one = page.site.facts.get("glossary", id_)
    target = f"{anchor('term', id_)}-{page.count('term ' + id_)}"
    means = text(page, one.means)
    return join(
        [
            el("button", shown or one.term, type="button", cls="sg-term", popovertarget=target),
            el(
                "span",
                el("strong", one.term, cls="sg-term__word"),
                " ",
                el("span", means, cls="sg-term__means"),
                " ",
                el(
                    "a", "Glossary", cls="sg-term__more", href=page.href(f"reference/glossary/#{anchor(id_)}")
                ),
                cls="sg-term__pop",
                popover=True,
                id=target,
                data_search_exclude=True,
            ),
        ]
    )


def helpline(page: Page, id_: str) -> str:
    """One line to ring; its number only where somebody has confirmed it."""
    return el("ul", _helpline(page, page.site.facts.get("helpline", id_)), cls="sg-helplines")


def helplines(page: Page) -> str:
    """Every line to ring."""
    return el("ul", [_helpline(page, one) for one in page.site.facts.every("helpline")], cls="sg-helplines")


def _helpline(page: Page, one: Any) -> Html:
    dialled = re.sub(r"[^0-9+]", "", one.number or "")
    late = page.site.today > one.review_by
    checked, due = words.day(one.checked), words.day(one.review_by)
    confidence = {"confirmed": "confirmed", "from-knowledge": "not confirmed"}.get(one.confidence, "unsure")
    state = (
        f"Check overdue · last checked {checked}, due {due}" if late else f"Checked {checked} · {confidence}"
    )
    where = words.nations(one.nations)
    return el(
        "li",
        el("p", one.name, cls="sg-helpline__name"),
        el("p", el("a", one.number, href=f"tel:{dialled}"), cls="sg-helpline__number")
        if one.number
        else el("p", "No number printed here: we could not confirm one. Use the page below."),
        el(
            "p",
            text(page, one.for_whom.rstrip(".")),
            ". ",
            f"{one.hours.rstrip('.')}. " if one.hours else None,
            f"{where[:1].upper()}{where[1:]}.",
            [" ", text(page, one.note)] if one.note else None,
            cls="sg-helpline__text",
        ),
        el(
            "p",
            "Number read on: " if one.number else "Look here: ",
            el("a", one.reference, href=one.url) if one.url else one.reference,
            cls="sg-helpline__ref",
        ),
        el("p", state, cls="sg-helpline__state"),
        cls="sg-helpline",
        id=anchor("helpline", one.id),
        data_checked=one.checked.isoformat(),
        data_review_by=one.review_by.isoformat(),
    )


def dodont(page: Page, do: Sequence[str], dont: Sequence[str]) -> str:
    """A do / don't pair written on the page itself."""
    if not do or not dont:
        raise ValueError("dodont() needs both lists: do=[...] and dont=[...]")

    def side(name: str, label: str, lines: Sequence[str]) -> Html:
        listed = el("ul", [el("li", text(page, line)) for line in lines])
        return el("section", el("p", label, cls=f"sg-{name}__label"), listed, cls=f"sg-{name}")

    return el("div", side("do", "Do", do), side("dont", "Don't", dont), cls="sg-dodont")


def drawing(page: Page, name: str, caption: str = "") -> str:
    """A drawing of ours, inlined so that it follows light and dark; ValueError when it has no words."""
    path = page.site.root / "overrides" / "drawings" / f"{anchor(name)}.svg"
    if not path.is_file():
        raise ValueError(f"no drawing {name!r} in overrides/drawings")
    svg = path.read_text(encoding="utf-8")
    svg = re.sub(r"<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>", "", svg, flags=re.DOTALL)
    svg = re.sub(r">\s+<", "><", re.sub(r"\s+", " ", svg)).strip()
    for wanted in ("<title", "<desc"):
        if wanted not in svg:
            raise ValueError(
                f"drawing {name!r} has no {wanted}>: a screen reader could not say what it shows"
            )
    for refused in ("<script", " style=", "<style", " onload", "javascript:", "<image", "<foreignObject"):
        if refused in svg:
            raise ValueError(f"drawing {name!r} contains {refused.strip()!r}: use classes and plain shapes")
    return el("figure", Html(svg), el("figcaption", caption) if caption else None, cls="sg-drawing")
