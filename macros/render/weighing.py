"""What the drama triangle aid listens for, and how much each thing counts: nothing it uses is left out."""

from __future__ import annotations

from decision_aids.aids.drama_triangle import BY_WORDS_ALONE, SCALES, SLUG
from decision_aids.aids.weighing import PLAIN, START
from decision_aids.facts.entries import Points, Triangle
from macros.render.html import Html, anchor, blocks, el
from macros.render.page import Page
from macros.render.text import text

#: Words below this are counted by the aid and left out of the page's list; the whole list is in the code.
SHOWN_FROM = 3


def signals(page: Page) -> str:
    """Every signal by the role for which it counts most, and the words that lean to each role."""
    every = page.site.facts.every
    points: list[Points] = [each for each in every("points") if each.aid == SLUG]
    best: dict[str, Points] = {}
    for each in sorted(points, key=lambda one: -one.points):
        for name in each.signals:
            best.setdefault(name, each)
    roles: dict[str, Triangle] = {each.id: each for each in every("triangle")}
    starts = dict(SCALES.of_signal[START])
    parts: list[Html] = [
        el(
            "p",
            "Each counts so many points for its role. Some count a little for or against other roles too. "
            "Each role starts with points of its own, and so does “none of these”. A role has to come out above that, and by "
            f"{BY_WORDS_ALONE} points where only words were heard and no signal.",
        )
    ]
    for role in (*roles, PLAIN):
        here = [
            (best[one.id].points, one)
            for one in every("signal")
            if one.id in best and best[one.id].role == role
        ]
        here.sort(key=lambda pair: -pair[0])
        listed = [
            el("li", el("strong", one.name), " ", el("small", f"({count})"), " ", text(page, one.why))
            for count, one in here
        ]
        title = roles[role].role if role in roles else "None of these"
        parts += [
            el("h3", title, id=anchor(f"hears-{role}")),
            el("p", f"Starts with {starts.get(role, 0)} points.".replace("-", "−")),
            *([el("ul", listed)] if listed else []),
        ]
        parts += _words(points, role)
    return blocks(*parts)


def _words(points: list[Points], role: str) -> list[Html]:
    """The words that lean to a role, strongest first, folded away."""
    leaning = [
        (each.points, [word for word in each.words if word[0] not in "^$" and word[-1] not in "$?"])
        for each in points
        if each.role == role and each.points >= SHOWN_FROM
    ]
    rows = [
        el("li", f"{count}: ", ", ".join(f"“{_written(word)}”" for word in words))
        for count, words in leaning
        if words
    ]
    if not rows:
        return []
    return [el("details", el("summary", "Words that lean to it, and how much each counts"), el("ul", rows))]


def _written(word: str) -> str:
    """A word as people write it."""
    return " ".join("I" if each == "i" else each for each in word.split())
