"""Requests that reach every part of every aid, made from what the aids say of themselves.

Each names its day: without one the aids look for time zones, which the browser has none of and does without.
They are not stories and have no right answers; they are run to see which modules the aids import, and that the
bundle for the browser answers as the sources do. One request a line, each a JSON text:

    python -m pipeline.runtime_samples requests FOLDER > requests   # made by the package in FOLDER
    python -m pipeline.runtime_samples answer FOLDER < requests     # answered by it, and what it imported
    python -m pipeline.runtime_samples facts FOLDER                 # the facts it needed for them, as Python
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

TODAY = "2026-11-20"
TEXT = "She said she was fine.\nHe refused to engage & left — “no comment” <b>\U0001f642\x00" + " word" * 200
# What goes wrong is part of the job: errors import modules too.
BROKEN = (
    "",
    "{",
    "[]",
    "null",
    '{"op":"sing"}',
    '{"op":"describe","slug":"no-such-aid"}',
    "[" * 5000,
    '{"op":"list","today":"x"}',
)


def requests() -> Iterator[str]:
    """Every request, as the page sends it."""
    from decision_aids import api

    yield json.dumps({"op": "list"})
    yield from BROKEN
    for aid in api.list_aids():
        slug = aid["slug"]
        yield json.dumps({"op": "describe", "slug": slug, "today": TODAY})
        described = json.loads(api.handle(json.dumps({"op": "describe", "slug": slug, "today": TODAY})))
        for answers in answer_sets(described["questions"]):
            yield json.dumps({"op": "evaluate", "slug": slug, "answers": answers, "today": TODAY})


def answer_sets(questions: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Nothing; nonsense; everything; then every value of each question, alone and with the others at their last."""
    yield {}
    yield {"no-such-question": 1}
    yield {question["key"]: {"deep": [[None]]} for question in questions}
    values = {question["key"]: list(question_values(question)) for question in questions}
    last = {key: found[-1] for key, found in values.items() if found}
    yield last
    for key, found in values.items():
        for value in found:
            yield {key: value}
            yield {**last, key: value}


def question_values(question: dict[str, Any]) -> Iterator[Any]:
    """Values that a question accepts, and a few that it does not."""
    keys = [option["key"] for option in question["options"]]
    match question["kind"]:
        case "one":
            yield from keys
        case "many":
            yield from ([key] for key in keys)
            yield keys
            yield [option["key"] for option in question["options"] if not option.get("exclusive")]
        case "grid":
            for word in ("no", "unknown", "yes"):
                yield dict.fromkeys(keys, word)
            yield from ({key: "yes"} for key in keys)
        case "date":
            yield from ("2026-02-30", "1890-01-01", "2035-01-01", TODAY, "2026-10-31")
        case _:
            yield from ("x", "y" * 5000, TEXT)


def loaded_sources() -> set[str]:
    """Names of the standard-library modules that were read from a .py file."""
    import sysconfig

    place = sysconfig.get_path("stdlib")
    names = set()
    for name, module in sys.modules.items():
        origin = getattr(getattr(module, "__spec__", None), "origin", None) or ""
        if origin.startswith(place) and origin.endswith(".py") and "site-packages" not in origin:
            names.add(name)
    return names


def answer(folder: str) -> dict[str, Any]:
    """What the package in this folder answers to the requests on standard input, the library modules it imported, and its own."""
    asked = [json.loads(line) for line in sys.stdin]
    before = loaded_sources()
    sys.path.insert(0, folder)
    from decision_aids import api

    answers = [api.handle(request) for request in asked]
    own = sorted(name for name in sys.modules if name.partition(".")[0] == api.__package__)
    return {"answers": answers, "modules": sorted(loaded_sources() - before), "own": own}


def compiled_facts() -> dict[str, str]:
    """The files of ``decision_aids/facts/compiled/``: every fact that some request asks for."""
    from decision_aids import api
    from decision_aids.facts import bundle

    for request in requests():
        api.handle(request)
    return bundle.sources()


def main(arguments: list[str]) -> int:
    """Prints requests, one JSON text a line, or the answers to them."""
    if arguments[:1] == ["requests"] and len(arguments) == 2:
        sys.path.insert(0, arguments[1])
        for request in requests():
            print(json.dumps(request))
        return 0
    if arguments[:1] == ["facts"] and len(arguments) == 2:
        sys.path.insert(0, arguments[1])
        print(json.dumps(compiled_facts()))
        return 0
    if arguments[:1] == ["answer"] and len(arguments) == 2:
        print(json.dumps(answer(arguments[1])))
        return 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
