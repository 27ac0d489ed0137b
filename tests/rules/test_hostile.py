"""Hostile text, answers and facts through every door: an error in words or a right answer, never a crash or a hang.

100,000 fuzzed evaluations run in make test-all; a sample of them in make test.
"""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from decision_aids import api
from decision_aids.catalogue import every
from decision_aids.facts import loader
from decision_aids.model import Aid, Question
from tests.rules.generate import TODAY
from tests.rules.stories import load
from tests.rules.test_api import run

SECONDS = 5.0  # what one answer may take on a busy machine; 0.4 ms is usual, a long text some hundred
TEXTS = {
    "markup": '<img src=x onerror=alert(1)><script>alert(2)</script>"><svg/onload=alert(3)>',
    "template": "{{ 7*7 }} {law:cps-review-window} ${x} %s {0} {danger.__class__}",
    "bidi": "she said \u202egnp.exe\u202c \u2066isolated\u2069 \u200e\u200f\ufeff",
    "nul": "before\x00after\x01\x1b[31m",
    "surrogate": "half a sign \ud800 and \udfff",
    "marks": "Z" + "\u0301" * 5000,
    "signs": "👩🏽‍👧‍👦" * 500,
    "lines": "\r\n\u2028\u2029\x85" * 300,
    "spaces": " \t\u00a0\u3000" * 5000,
    "one word": "a" * 9_999,
    "words": "was she a victim or not and why did she go back to him " * 180,
    "questions": "why? " * 2000,
    "quotes": '"“‘(' * 2400,
    "digits": "07" * 5000,
    "names": "Kelly Marsh " * 830,
    "a million": "x y " * 250_000,
}
TEXT_AIDS = [(aid, one) for aid in every() for one in aid.questions if one.kind == "text"]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    ("aid", "one"), TEXT_AIDS, ids=lambda value: getattr(value, "slug", None) or value.key
)
def test_text_gets_an_answer_or_words(aid: Aid, one: Question, name: str) -> None:
    request = {"op": "evaluate", "slug": aid.slug, "answers": {one.key: TEXTS[name]}, "today": "2026-11-20"}
    started = time.perf_counter()
    answer = json.loads(api.handle(json.dumps(request)))
    assert time.perf_counter() - started < SECONDS
    if answer["ok"]:
        shown = TEXTS[name]
        for span in answer["spans"]:
            assert shown[span["start"] : span["end"]] == span["text"]
        assert TEXTS[name] not in answer["record"]
    else:
        assert answer["errors"]
        assert all(each["message"].endswith((".", ")")) for each in answer["errors"])


@pytest.mark.parametrize(
    "name", ["nul", *(pytest.param(name, marks=pytest.mark.whole) for name in TEXTS if name != "nul")]
)
def test_text_at_the_command_line(name: str) -> None:
    done = run("evaluate", "note-language", "--answers", "-", text=json.dumps({"note": TEXTS[name]}).encode())
    assert done.returncode in (0, 2)
    assert b"Traceback" not in done.stderr
    assert json.loads(done.stdout)["ok"] is (done.returncode == 0)
    assert b"\x1b" not in done.stdout  # nothing that a terminal would obey
    assert done.stdout.isascii()


DEEP = [
    "[" * 100_000,
    '{"answers": ' * 50_000 + "1" + "}" * 50_000,
    json.dumps({"op": "evaluate", "slug": "confidentiality", "answers": {"grounds": [[[["x"]]]]}}),
    json.dumps({"op": "evaluate", "slug": ["confidentiality"], "answers": {}}),
    json.dumps({"op": {"a": 1}, "slug": {"b": 2}}),
    '{"op": "evaluate", "slug": "confidentiality", "answers": {"danger": 1e999}}',
    '{"op": "evaluate", "slug": "confidentiality", "answers": {"danger": ' + "9" * 5000 + "}}",
    '{"op": "evaluate", "slug": "confidentiality", "answers": {"__proto__": {"danger": "yes"}}}',
    '{"op": "evaluate", "slug": "../../etc/passwd", "answers": {}}',
    '{"op": "evaluate", "slug": "confidentiality", "slug": "nrm", "answers": {"danger": "yes", "danger": "no"}}',
    "\x00",
    "\ufeff{}",
]


@pytest.mark.parametrize("request_text", DEEP, ids=range(len(DEEP)))
def test_requests_of_any_shape_get_words(request_text: str) -> None:
    started = time.perf_counter()
    answer = json.loads(api.handle(request_text))
    assert time.perf_counter() - started < SECONDS
    assert answer["ok"] is False or "level" in answer


# --- facts ----------------------------------------------------------------------------------------------

TOML = {
    "nul": b'[[acronym]]\nid = "a\x00b"\n',
    "not utf-8": b'[[acronym]]\nid = "\xff\xfe"\n',
    "surrogate": b'[[acronym]]\nid = "\\ud800"\n',
    "deep": b"x = " + b"[" * 50_000,
    "deep tables": b"[" + b".".join([b"a"] * 5000) + b"]\nid = 1\n",
    "unknown field": b'[[acronym]]\nid = "abc"\nevil = "1"\n',
    "markup in an id": b'[[acronym]]\nid = "<script>"\nshort = "X"\nlong = "Y"\n',
    "twice": b'[[acronym]]\nid = "x"\nid = "y"\n',
    "wrong type": b"[[acronym]]\nid = 5\n",
    "no list": b'acronym = "all of them"\n',
    "a million": b'[[acronym]]\nid = "' + b"x" * 1_000_000 + b'"\n',
}


@pytest.mark.parametrize("name", TOML)
def test_hostile_facts_are_mistakes_with_file_and_reason(name: str, tmp_path: Path) -> None:
    file = tmp_path / "acronym.toml"
    file.write_bytes(TOML[name])
    started = time.perf_counter()
    _, errors = loader.examine(tmp_path)
    assert time.perf_counter() - started < SECONDS
    mine = [str(error) for error in errors if error.path == file]
    assert mine
    assert all(len(line) < 2000 for line in mine)


# --- fuzzed evaluations ---------------------------------------------------------------------------------


def some_value(rng: random.Random, one: Question, depth: int = 0) -> Any:
    """A value for a question: mostly of the right kind, often unknown, sometimes anything at all."""
    keys = [option.key for option in one.options] or ["x"]
    dice = rng.random()
    if dice < 0.04:
        return rng.choice(
            [
                None,
                "",
                0,
                -1,
                1.5,
                True,
                [],
                {},
                "\x00",
                "\ud800",
                "\u202e",
                "<b>",
                "2026-02-30",
                "9999-12-31",
                "0001-01-01",
                ["x"],
                {"x": "y"},
                [[]],
                {"a": {}},
                "x" * rng.randrange(20_000),
            ]
        )
    if one.kind == "one":
        return rng.choice(keys)
    if one.kind == "many":
        return rng.sample(keys, rng.randrange(len(keys) + 1))
    if one.kind == "grid":
        return {
            key: rng.choice(["yes", "no", "unknown"])
            for key in rng.sample(keys, rng.randrange(len(keys) + 1))
        }
    if one.kind == "date":
        return f"{rng.randrange(1900, 2100)}-{rng.randrange(1, 14):02}-{rng.randrange(1, 33):02}"
    return " ".join(rng.choices(WORDS, k=rng.randrange(40)))


WORDS = sorted(
    {
        word
        for story in load()
        for value in story.answers.values()
        if isinstance(value, str)
        for word in value.split()
    }
)


def fuzz(count: int, seed: int) -> dict[str, int]:
    """So many evaluations; how many were answered and how many refused. Raises AssertionError where one is neither."""
    rng = random.Random(seed)
    told = {"answered": 0, "refused": 0}
    for _ in range(count):
        aid = rng.choice(every())
        answers = {one.key: some_value(rng, one) for one in aid.questions if rng.random() < 0.8}
        if rng.random() < 0.03:
            answers[rng.choice(["nonsense", "__class__", "", "\ud800"])] = "x"
        text = json.dumps(
            {"op": "evaluate", "slug": aid.slug, "answers": answers, "today": TODAY.isoformat()}
        )
        answer = json.loads(api.handle(text))
        if answer["ok"]:
            told["answered"] += 1
            assert answer["level"]["key"] in {level.key for level in aid.levels} | {"not-yet"}, text
            assert answer["record"]
            assert "{law:" not in answer["headline"], text
        else:
            told["refused"] += 1
            assert answer["errors"], text
            assert all(each["message"] for each in answer["errors"]), text
    return told


def test_some_fuzzed_evaluations() -> None:
    told = fuzz(400, seed=1)
    assert min(told.values()) > 40, told


@pytest.mark.whole
@pytest.mark.timeout(1200)
def test_a_hundred_thousand_fuzzed_evaluations(capsys: pytest.CaptureFixture[str]) -> None:
    told = fuzz(100_000, seed=2)
    assert sum(told.values()) == 100_000
    assert min(told.values()) > 10_000, told
    with capsys.disabled():
        print(f"\nfuzzed evaluations: {told}")
