"""The decision aids from the command line: the same door the browser uses.

    python -m decision_aids list
    python -m decision_aids describe SLUG
    python -m decision_aids evaluate SLUG --answers FILE|- [--today YYYY-MM-DD]
    python -m decision_aids facts
    python -m decision_aids edition
    python -m decision_aids law due [--on YYYY-MM-DD] [--ahead DAYS]
    python -m decision_aids law as-at YYYY-MM-DD [--today YYYY-MM-DD]
    python -m decision_aids new aid|page|scenario|law NAME

Prints JSON. Exit 0 with the result; 2 with errors as JSON: an unknown aid, an unreadable file, or answers that
cannot be used. `facts` reads every TOML fact and lists each mistake with its file, entry and reason, `edition` does so for
the settings file. `law` and `new` are for people who look after the content, and print words: `law due` exits 1 where a
check is overdue.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from datetime import date
from pathlib import Path
from typing import Any

from decision_aids.model import FieldError


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    if options.command in ("facts", "edition", "law", "new"):
        return int({"facts": _facts, "edition": _edition, "law": _law, "new": _new}[options.command](options))
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


def _facts(_: argparse.Namespace) -> int:
    from decision_aids.facts import loader

    store, errors = loader.examine()
    for error in errors:
        print(f"{error.path.parent.name}/{error}")
    print(f"{sum(map(len, store.values()))} facts, {len(errors)} mistakes")
    return 2 if errors else 0


def _edition(_: argparse.Namespace) -> int:
    from decision_aids import edition, edition_file, facts

    try:
        this = edition.current()
    except edition.EditionError as error:
        print(error)
        return 2
    places = len(facts.every("local"))
    print(f"{edition_file.path().name}: {this.name}; {len(this.local)} of {places} local values set")
    return 0


def _law(options: argparse.Namespace) -> int:
    from decision_aids import api, upkeep

    today, day = api.parse_day(options.today), api.parse_day(getattr(options, "day", None))
    for each in (today, day):
        if isinstance(each, FieldError):
            print(each.message)
            return 2
    on = today if isinstance(today, date) else api.london_today()
    if isinstance(day, date):
        print(upkeep.changes_words(on, day))
        return 0
    found = upkeep.due(on, options.ahead)
    print(upkeep.due_words(found))
    return 1 if any(each.by < on for each in found) else 0


def _new(options: argparse.Namespace) -> int:
    from decision_aids import generator

    try:
        for path in generator.write(options.what, options.name):
            print(path)
    except generator.CannotWrite as error:
        print(error)
        return 2
    print(generator.NEXT[options.what])
    return 0


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
    commands.add_parser("edition", help="check the settings of this edition")
    law = commands.add_parser("law", help="what of the law is due, and what another day changes")
    law_commands = law.add_subparsers(dest="what", required=True)
    due = law_commands.add_parser("due", help="entries to look at, with their references and where they show")
    due.add_argument("--on", dest="today", help="the day to judge on, YYYY-MM-DD (default: today in London)")
    due.add_argument("--ahead", type=int, default=60, help="also what falls due within so many days (60)")
    as_at = law_commands.add_parser("as-at", help="what the site would show otherwise on a day")
    as_at.add_argument("day", help="YYYY-MM-DD")
    as_at.add_argument("--today", help="the day to compare with (default: today in London)")
    new = commands.add_parser(
        "new", help="files of the right shape, whose tests fail until they are filled in"
    )
    new.add_argument("what", choices=("aid", "page", "scenario", "law"))
    new.add_argument(
        "name", help="an id of a-z, 0-9 and single hyphens; for a page its path, such as talk/first-words"
    )
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
    if hasattr(signal, "SIGPIPE"):  # `... | head` ends it without a traceback
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
