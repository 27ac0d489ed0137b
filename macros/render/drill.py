"""Word practice: short sentences to judge, each with its answer explained, built from the facts of one kind.

Every item is a fold that opens without a script. `overrides/assets/sg/drill.js` deals them out in short rounds; it
reads all it needs from this markup: the choices in `data-key`, the right one in `data-fits`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.render import words
from macros.render.html import Child, Html, anchor, blocks, el, join
from macros.render.page import Page
from macros.render.practise import styles
from macros.render.sources import source_line
from macros.render.text import text

#: Between a first sentence and the second; "s. 42" is no end.
FIRST_SENTENCE = re.compile(r"(?<=[a-z0-9)][a-z0-9)]\.) (?=[A-Z])")
#: Words in a sentence of law that can be judged by itself: a shorter one needs the others, a longer one is a paragraph.
SHORTEST, LONGEST = 8, 34


@dataclass(frozen=True, slots=True)
class DrillItem:
    """A sentence, the key of the choice that fits it, and why. `lead` says where one meets the sentence."""

    id: str
    says: Child
    fits: str
    why: Child
    sources: tuple[str, ...]
    lead: str = ""


def drill(page: Page, name: str) -> str:
    """One round: the choices, and every item in an order that gives nothing away.

    ValueError for an item that fits none of the choices.
    """
    one = page.site.facts.get("round", name)
    labels = {choice.key: choice.label for choice in one.choices}
    found = shuffled(items(page, one))
    for item in found:
        if item.fits not in labels:
            raise ValueError(
                f"round {name!r}: {item.id!r} is {item.fits!r}; the choices are {', '.join(labels)}"
            )
    page.fold_law = True
    return blocks(
        styles(page),
        el("script", type="module", src=page.href("assets/sg/drill.js")),
        el(
            "dl",
            [
                el(
                    "div",
                    el("dt", choice.label),
                    el("dd", choice.means),
                    data_key=choice.key,
                )
                for choice in one.choices
            ],
            cls="sg-drill__choices",
        ),
        el(
            "div",
            el("div", cls="sg-drill__stage", hidden=True),
            el("ol", [shown(page, one, item, labels) for item in found], cls="sg-drill__items"),
            cls="sg-drill",
            data_asks=one.asks,
            data_search_exclude="",
        ),
    )


def shuffled(found: list[DrillItem]) -> list[DrillItem]:
    """The same order in every build, and no pattern in it."""
    return sorted(found, key=lambda item: hashlib.sha256(item.id.encode()).digest())


def shown(page: Page, one: Any, item: DrillItem, labels: dict[str, str]) -> Html:
    """An item: the sentence, and folded under it the answer."""
    return el(
        "li",
        el(
            "p",
            el("span", item.lead, cls="sg-drill__lead") if item.lead else None,
            item.says,
            cls="sg-drill__says",
        ),
        el(
            "details",
            el("summary", one.asks),
            el(
                "div",
                el("p", el("strong", labels[item.fits], cls="sg-drill__fits"), cls="sg-drill__verdict"),
                el("p", item.why),
                source_line(page, item.sources),
                cls="sg-drill__why",
            ),
            cls="sg-drill__fold",
        ),
        cls="sg-drill__item",
        data_fits=item.fits,
    )


def items(page: Page, one: Any) -> list[DrillItem]:
    """The items of a round, in file order."""
    makers = {
        "pair": of_pairs,
        "claim": of_claims,
        "ask": of_asks,
        "triangle": of_triangles,
        "note": of_notes,
    }
    return list(makers[one.of](page))


def of_pairs(page: Page) -> Iterator[DrillItem]:
    """Both halves of each pair of words, apart."""
    for pair in page.site.facts.every("pair"):
        leave = join([text(page, pair.why), " ", el("strong", "Instead: "), text(page, pair.say)])
        use = join([text(page, pair.why), " ", el("strong", "In place of: "), text(page, pair.instead_of)])
        yield DrillItem(f"{pair.id}:leave", text(page, pair.instead_of), "leave", leave, pair.sources)
        yield DrillItem(f"{pair.id}:use", text(page, pair.say), "use", use, pair.sources)


def of_claims(page: Page) -> Iterator[DrillItem]:
    """Myths and old rules, and, of the law that replaced the old rules, the first sentence of what is settled."""
    facts = page.site.facts
    for myth in facts.every("myth"):
        why = join([el("strong", text(page, myth.reply)), " ", text(page, myth.why)])
        yield DrillItem(myth.id, quoted(myth.myth), "not", why, myth.sources, somebody(()))
    law: dict[str, None] = {}
    for told in facts.every("told"):
        if not told.said:
            continue
        nations = {nation for name in told.law for nation in facts.get("law", name).nations}
        why = join([text(page, told.now), " ", el("a", "Read on", href=page.href(told.link))])
        yield DrillItem(told.id, quoted(told.said), "not", why, told.sources, somebody(nations))
        law.update(dict.fromkeys(told.law))
    for name in law:
        note = facts.law_note(name, page.site.today)
        if note["state"] == "verified" and note["confidence"] == "confirmed":
            first, _, rest = FIRST_SENTENCE.sub("\n", note["rule"], count=1).partition("\n")
            if not SHORTEST <= len(first.split()) <= LONGEST:
                continue
            why = join([rest, " " if rest else None, checked(page, note)])
            yield DrillItem(f"{name}:law", quoted(first), "holds", why, (), somebody(note["nations"]))


def quoted(said: str) -> str:
    """What somebody says, in quotation marks, as a sentence."""
    said = said.strip('"')
    return f"“{said[:1].upper()}{said[1:]}”"


def somebody(nations: Collection[str]) -> str:
    """Who says it, and of which nations it is said."""
    if not nations or len(nations) == len(words.NATIONS):
        return "Somebody says: "
    return f"Of {words.nations([one for one in words.NATIONS if one in nations])} somebody says: "


def checked(page: Page, note: dict[str, Any]) -> Html:
    """Where a law entry stands and when it was checked."""
    days = [words.day(date.fromisoformat(note[key])) for key in ("checked", "review_by")]
    register = page.href(f"reference/law-register/#{anchor('law', note['id'])}")
    told = f"{note['reference'].rstrip('.')}. Checked {days[0]}, due again by {days[1]}. "
    return join([told, el("a", "See it in the law register", href=register)])


def of_asks(page: Page) -> Iterator[DrillItem]:
    """Questions as asked, with a better one where there is one."""
    for ask in page.site.facts.every("ask"):
        better = [" ", el("strong", "Better: "), text(page, ask.better)] if ask.better else None
        yield DrillItem(
            ask.id, text(page, ask.text), ask.form, join([text(page, ask.why), better]), ask.sources
        )


def of_triangles(page: Page) -> Iterator[DrillItem]:
    """What each role sounds like, with what it believes, does, and how to shift."""
    for role in page.site.facts.every("triangle"):
        why = join([text(page, role.does), " ", el("strong", "To shift: "), text(page, role.shift)])
        for number, said in enumerate(role.sounds_like):
            yield DrillItem(f"{role.id}:{number}", f"“{said}”", role.id, why, role.sources)


def of_notes(page: Page) -> Iterator[DrillItem]:
    """Sentences from notes."""
    for note in page.site.facts.every("note"):
        yield DrillItem(note.id, text(page, note.text), note.kind, text(page, note.why), note.sources)


def drill_list(page: Page) -> str:
    """Every round as a card, with how many sentences it has."""
    cards = [
        el(
            "li",
            el("a", one.title, href=page.href(f"practise/words/{anchor(one.id)}/"), cls="sg-card__link"),
            el("p", one.about, cls="sg-card__text"),
            el("p", f"{len(items(page, one))} sentences", cls="sg-card__kind"),
            cls="sg-card",
        )
        for one in page.site.facts.every("round")
    ]
    return blocks(styles(page), el("ul", cards, cls="sg-cards"))
