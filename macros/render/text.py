"""Text from the facts and the front matter, put on a page: escaped, law values shown where they are named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import jinja2

from macros.render.html import Html, anchor, el, escape, join
from macros.render.page import Page

_PLACEHOLDER = re.compile(r"\{law:([a-z0-9-]+)\}")

#: What stands beside a value that may not be relied on as it is, so that the words never look surer than they
#: are.
DOUBTS = {
    "overdue": ("overdue", "check overdue"),
    "unsure": ("unsure", "unsure"),
    "not-in-force": ("unsure", "not in force"),
    "no-value": ("unsure", "no value for today"),
}


def law_value(page: Page, id_: str) -> Html:
    """A law value in words, linked to its note; ValueError for an entry that has no value to show."""
    if not page.site.facts.get("law", id_).values:
        raise ValueError(f"law {id_!r} has no value to show: use law_note({id_!r})")
    page.law_used.setdefault(id_)
    kind, doubt = DOUBTS.get(page.site.facts.law_note(id_, page.site.today)["state"], ("", ""))
    return el(
        "a",
        page.site.facts.law_words(id_, page.site.today),
        [" ", el("span", doubt, cls="sg-lawref__state")] if doubt else None,
        cls=f"sg-lawref sg-lawref--{kind}" if kind else "sg-lawref",
        href=f"#{anchor('law', id_)}",
    )


def text(page: Page, given: str) -> Html:
    """A text of the facts: escaped, `{law:ID}` replaced by the linked value."""
    pieces: list[object] = []
    for index, piece in enumerate(_PLACEHOLDER.split(given)):
        pieces.append(law_value(page, piece) if index % 2 else piece)
    return join(pieces)


_JINJA = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)


@cache
def _expression(expression: str) -> jinja2.Template:
    return _JINJA.from_string("{{" + expression + "}}")


def rendered(given: str, functions: Mapping[str, Any]) -> Html:
    """A front matter text with its macros run: their output is kept, the text around them escaped."""
    pieces: list[str] = []
    rest = given
    while "{{" in rest:
        before, _, tail = rest.partition("{{")
        expression, closed, rest = tail.partition("}}")
        if not closed:
            raise ValueError(f"'{{{{' without '}}}}' in {given!r}")
        pieces += [escape(before), _expression(expression).render(functions)]
    return Html("".join([*pieces, escape(rest)]))
