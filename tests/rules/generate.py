"""Hypothesis strategies for the answers of any aid: right, missing, unknown and hostile."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import strategies as st

from decision_aids.model import GRID_ANSWERS, Aid, Question
from tests.rules.stories import load

TODAY = date(2026, 11, 20)
HOSTILE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(
        ["<script>alert(1)</script>", "\u202egnp.exe", "\x00", "yes\ud800", "2026-02-30", "9999-12-31"]
    ),
    st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3),
    st.recursive(st.none(), lambda inner: st.lists(inner, max_size=2), max_leaves=5),
)


def good(question: Question) -> st.SearchStrategy[Any]:
    """A right answer to a question."""
    keys = [option.key for option in question.options]
    if question.kind == "one":
        return st.sampled_from(keys)
    if question.kind == "many":
        alone = [option.key for option in question.options if option.exclusive]
        free = [key for key in keys if key not in alone]
        lists = st.lists(st.sampled_from(free), unique=True, max_size=len(free)) if free else st.just([])
        return st.one_of(lists, st.sampled_from(alone).map(lambda key: [key])) if alone else lists
    if question.kind == "grid":
        return st.dictionaries(st.sampled_from(keys), st.sampled_from(list(GRID_ANSWERS)))
    if question.kind == "date":
        latest = TODAY if question.latest else date(2030, 1, 1)
        return st.dates(date(1990, 1, 1), latest).map(date.isoformat)
    return st.text(max_size=min(question.max_length or 200, 300))


def answers(aid: Aid) -> st.SearchStrategy[dict[str, Any]]:
    """Right answers to some or all of an aid's questions."""
    return st.fixed_dictionaries({}, optional={question.key: good(question) for question in aid.questions})


def wild(aid: Aid) -> st.SearchStrategy[Any]:
    """Anything at all in place of answers: wrong types, unknown names, hostile text, or right answers among them."""
    keys = st.one_of(st.sampled_from([question.key for question in aid.questions]), st.text(max_size=10))
    mixed = st.dictionaries(keys, HOSTILE, max_size=6)
    return st.one_of(HOSTILE, mixed, st.tuples(answers(aid), mixed).map(lambda pair: {**pair[0], **pair[1]}))


def choices(question: Question) -> list[Any]:
    """The answers worth walking for one question: every option of a choice; for lists none, each alone and all."""
    keys = [option.key for option in question.options]
    if question.kind == "one":
        return [None, *keys]
    if question.kind == "many":
        free = [option.key for option in question.options if not option.exclusive]
        alone = [[option.key] for option in question.options if option.exclusive]
        return [None, *alone, *([key] for key in free), free]
    if question.kind == "grid":
        return [None, *({key: "yes"} for key in keys), {keys[0]: "unknown"}, dict.fromkeys(keys, "no")]
    if question.kind == "date":
        later = [] if question.latest else ["2027-05-01"]
        return [None, "2026-11-18", "2026-08-25", "2024-02-29", "1999-05-01", *later]
    return [None, "A plain sentence.", "She chose to go back to him and is a chaotic addict."]


def walk(aid: Aid, limit: int = 20_000) -> tuple[bool, Iterator[dict[str, Any]]]:
    """Every combination of `choices` when there are at most `limit`; else every pair of choices plus a seeded sample.

    The pairs stand on two grounds: the first answer to everything else, and the calmest (no danger, none, all no). The
    first value says whether the walk is complete.
    """
    lists = [(question.key, choices(question)) for question in aid.questions]
    lists = [(key, texts(aid, key) or values) for key, values in lists]
    size = 1
    for _, values in lists:
        size *= len(values)
    if size <= limit:
        keys = [key for key, _ in lists]
        whole = itertools.product(*(values for _, values in lists))
        return True, (_answers(zip(keys, combination, strict=True)) for combination in whole)
    worst = {key: values[1] for key, values in lists}
    calm = {question.key: calmest(question) for question in aid.questions}
    return False, itertools.chain(_pairs(lists, worst), _pairs(lists, calm), _sample(lists, limit // 8))


def texts(aid: Aid, key: str) -> list[Any]:
    """The texts of an aid's stories, for a question that takes text."""
    if next(question for question in aid.questions if question.key == key).kind != "text":
        return []
    told = [
        story.answers[key]
        for story in load()
        if story.aid == aid.slug and isinstance(story.answers.get(key), str)
    ]
    limit = next(question.max_length for question in aid.questions if question.key == key) or 0
    return [None, *(text for text in told if len(text) <= limit)]


def calmest(question: Question) -> Any:
    """The least worrying known answer to a question."""
    if question.kind == "one":
        known = [option for option in question.options if not option.unknown]
        return min(known, key=lambda option: option.danger).key
    if question.kind == "many":
        return [option.key for option in question.options if option.exclusive and not option.unknown][
            :1
        ] or None
    if question.kind == "grid":
        return {option.key: "no" for option in question.options}
    return choices(question)[1]


def _pairs(lists: list[tuple[str, list[Any]]], base: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for (first, ones), (second, others) in itertools.combinations(lists, 2):
        for one, other in itertools.product(ones, others):
            yield _answers({**base, first: one, second: other}.items())


def _sample(lists: list[tuple[str, list[Any]]], number: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(20261120)
    for _ in range(number):
        yield _answers((key, chance.choice(values)) for key, values in lists)


def _answers(pairs: Any) -> dict[str, Any]:
    return {key: value for key, value in pairs if value is not None}
