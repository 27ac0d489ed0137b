"""The decision aids from the command line: the same door the browser uses.

    python -m decision_aids list
    python -m decision_aids describe SLUG
    python -m decision_aids evaluate SLUG --answers FILE|- [--today YYYY-MM-DD]
    python -m decision_aids facts

Prints JSON. Exit 0 with the result; 2 with errors as JSON: an unknown aid, an unreadable file, or answers that
cannot be used. `facts` reads every TOML fact and lists each mistake with its file, entry and reason.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from decision_aids.model import FieldError


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    if options.command == "facts":
        return _facts()
    # Only here: the aids need sound facts, and checking the facts must not need the aids.
    from decision_aids import api
    from decision_aids.catalogue import UnknownAid

    try:
        answer = _run(api, options)
    except UnknownAid as unknown:
        answer = FieldError("slug", str(unknown))
    if isinstance(answer, FieldError):
        answer = api.errors((answer,))
    print(json.dumps(answer, indent=2))
    return 2 if isinstance(answer, dict) and answer.get("ok") is False else 0


def _facts() -> int:
    from decision_aids.facts import loader

    store, errors = loader.examine()
    for error in errors:
        print(f"{error.path.parent.name}/{error}")
    print(f"{sum(map(len, store.values()))} facts, {len(errors)} mistakes")
    return 2 if errors else 0


def _run(api: Any, options: argparse.Namespace) -> Any:
    if options.command == "list":
        return api.list_aids()
    today = api.parse_day(options.today)
    if isinstance(today, FieldError):
        return today
    if options.command == "describe":
        return api.describe(options.slug, today)
    return _evaluate(api, options.slug, options.answers, today)


def _evaluate(api: Any, slug: str, place: str, today: date | None) -> Any:
    try:
        data = sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes()
    except OSError as error:
        return FieldError("answers", f"The file {place} cannot be read: {error.strerror}. Check the path.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return FieldError("answers", "The answers are not UTF-8 text. Save the file as UTF-8 and try again.")
    answers = api.parse(text)
    return answers if isinstance(answers, FieldError) else api.evaluate(slug, answers, today)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m decision_aids", description="Steady Ground's decision aids."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="every aid").set_defaults(today=None)
    commands.add_parser("facts", help="check every fact and list the mistakes")
    describe = commands.add_parser("describe", help="an aid's questions, rules, levels and law")
    evaluate = commands.add_parser("evaluate", help="the result for a set of answers")
    for command in (describe, evaluate):
        command.add_argument("slug")
        command.add_argument("--today", help="the day to reckon from, YYYY-MM-DD (default: today in London)")
    evaluate.add_argument(
        "--answers", required=True, metavar="FILE|-", help="answers as JSON, or - for standard input"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
