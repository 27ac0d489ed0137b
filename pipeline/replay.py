"""What else moves when something changes: every named story, scenario, table and page, on two versions.

    python -m pipeline replay                 what differs from the last release's answers (releases/VERSION.json)
    python -m pipeline replay --base HEAD     what this working tree changes against a commit: answers, tables, pages
    python -m pipeline replay --base HEAD --on 2027-04-01    the same as if all of it happened on that day
    python -m pipeline replay --amend         the stories whose answer is another one than in the last release, for an amendment
    python -m pipeline replay --write         keeps the answers of this version for the next comparison

A story is judged on its own day, so a difference is the work of a change and not of the calendar. A change that takes effect
later shows with `--on`: each story is moved to that day, its dates with it.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from decision_aids import __version__, edition_file
from decision_aids.dates import say
from pipeline.bootstrap import ROOT

RELEASES = ROOT / "releases"
DAY = date(2026, 11, 20)
PARTS = (
    "decision_aids",
    "macros",
    "docs",
    "overrides",
    "tests",
    "mkdocs.yml",
    "pipeline",
    "benchmarks/results.json",
)
ISO = re.compile(r"\d{4}-\d\d-\d\d")

Snapshot = dict[str, dict[str, Any]]


class ReplayError(ValueError):
    """The two versions cannot be compared; the message says why."""


def short(value: object) -> str:
    """A short hash of anything JSON can hold."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


def later(value: Any, by: timedelta) -> Any:
    """Answers with every date in them moved; what is no date stays, as a story may be about just that."""
    if isinstance(value, dict):
        return {key: later(each, by) for key, each in value.items()}
    if isinstance(value, str) and ISO.fullmatch(value):
        with suppress(ValueError, OverflowError):
            return (date.fromisoformat(value) + by).isoformat()
    return value


def answers(on: date | None = None) -> Snapshot:
    """The answer to every story and scenario: its level, dates and the rest by hash. For a release to keep.

    With `on` as if each had happened that day.
    """
    from decision_aids import api, facts
    from tests.rules.stories import load

    def judged(aid: str, given: Any, day: date) -> dict[str, Any]:
        by = (on or day) - day
        return answer(api.evaluate(aid, later(given, by), day + by))

    found: Snapshot = {}
    for story in load():
        found[f"{story.aid}: {story.name}"] = judged(story.aid, story.answers, story.today)
    for scenario in facts.every("scenario"):
        for number, step in enumerate(scenario.steps, 1):
            if step.aid:
                found[f"scenario {scenario.id}, step {number}"] = judged(step.aid, step.answers, scenario.on)
    return found


def answer(result: dict[str, Any]) -> dict[str, Any]:
    """What counts in an answer. Law that is shown beside it counts by its value, not by the day it was checked."""
    if not result["ok"]:
        return {"refused": [each["field"] for each in result["errors"]]}
    return {
        "level": result["level"]["label"],
        "provisional": result["provisional"],
        "dates": {each["id"]: each["date"] or "" for each in result["dates"]},
        "actions": short(result["actions"]),
        "cautions": short(result["cautions"]),
        "reasons": short([[each["rule"], each["finding"]] for each in result["reasons"]]),
        "draft": short(result["draft"]),
        "law": short([[each["id"], each["rule"], each["value"]] for each in result["law_notes"]]),
    }


def everything(on: date | None = None) -> dict[str, Snapshot]:
    """Answers, the tables of the aids and the words of the pages, for two versions at hand."""
    from decision_aids import api, catalogue
    from tests.content.macro_pages import ROOT as TREE
    from tests.content.macro_pages import real_pages, writer

    day = on or DAY
    os.environ["SG_TODAY"] = day.isoformat()
    write = writer()
    return {
        "answer": answers(on),
        "table": {
            aid.slug: {"words": short({**api.describe(aid.slug, day), "version": aid.version})}
            for aid in catalogue.every()
        },
        "page": {
            path.relative_to(TREE / "docs").as_posix(): {"words": short(without_version(write(path)))}
            for path in real_pages()
        },
    }


def without_version(page: str) -> str:
    """A page without the version that every aid and every printed copy names: a new one alone moves nothing."""
    return page.replace(f"{__version__}/", "").replace(f"{__version__}, built", "")


def differences(before: Snapshot, after: Snapshot) -> Iterator[tuple[str, str]]:
    """What differs, by name, in words: `level Wait -> Go`, `actions`, `new`, `gone`."""
    for name in sorted(before.keys() | after.keys()):
        if name not in before:
            yield name, "new"
        elif name not in after:
            yield name, "gone"
        elif before[name] != after[name]:
            old, new = before[name], after[name]
            parts = []
            for key in dict.fromkeys((*old, *new)):
                was, now = old.get(key), new.get(key)
                if was == now:
                    continue
                if key == "dates" and was is not None and now is not None:
                    moved = [each for each in dict.fromkeys((*was, *now)) if was.get(each) != now.get(each)]
                    parts += [
                        f"{each} {was.get(each) or 'none'} -> {now.get(each) or 'none'}" for each in moved
                    ]
                else:
                    parts.append(f"{key} {was} -> {now}" if key == "level" else key)
            yield name, ", ".join(parts)


def in_words(one: dict[str, Any], other: dict[str, Any]) -> str:
    """An answer as an amendment tells it: the level, and the days that the other answer does not have."""
    if "refused" in one:
        return "refused: " + ", ".join(one["refused"])
    known = other.get("dates", {})
    days = [
        say(date.fromisoformat(day))
        for key, day in sorted(one["dates"].items())
        if day and day != known.get(key)
    ]
    return "; ".join([one["level"], *days])


def changed(before: Snapshot, after: Snapshot) -> Iterator[tuple[str, str, str, str]]:
    """The stories of aids whose answer is another one, not its wording alone: aid, story, what it was, what it is."""
    for name in sorted(before.keys() & after.keys()):
        aid, colon, story = name.partition(": ")
        was, now = in_words(before[name], after[name]), in_words(after[name], before[name])
        if colon and was != now:
            yield aid, story, was, now


def amendment(before: Snapshot, after: Snapshot) -> str:
    """Those stories as they stand in facts/amendment.toml."""
    blocks = []
    for aid, story, was, now in changed(before, after):
        fields = {"aid": aid, "story": story, "was": was, "now": now}
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
        blocks.append("\n".join(["[[amendment.answers]]", *lines]))
    return "\n\n".join(blocks) or "no answer is another one"


def last_release(but: str = "") -> Path | None:
    """The answers of the newest release, by version number; `but` is a version to leave out."""
    files = [path for path in RELEASES.glob("*.json") if path.stem != but]
    return max(files, key=lambda path: [int(part) for part in path.stem.split(".")], default=None)


def of_commit(revision: str, on: date | None = None) -> dict[str, Snapshot]:
    """Everything as of a commit, worked out by that commit's own code where it knows how, else by ours on its content.

    Raises ReplayError.
    """
    command = ["git", "archive", revision, *PARTS]
    packed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if packed.returncode:
        raise ReplayError(f"{revision} cannot be had: {packed.stderr.decode(errors='replace').strip()}")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
            archive.extractall(folder, filter="data")
        own = Path(folder) / "pipeline" / "replay.py"
        own.write_text(Path(__file__).read_text(encoding="utf-8"), encoding="utf-8")
        return of_folder(Path(folder), on)


def of_folder(folder: Path, on: date | None = None) -> dict[str, Snapshot]:
    """Everything as a folder has it, in a Python of its own. Raises ReplayError."""
    env = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    env["SG_EDITION"] = str(edition_file.path())  # an old commit may have none
    command = [sys.executable, "-m", "pipeline.replay", "print", *([on.isoformat()] if on else [])]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ReplayError(f"the stories of {folder} cannot be replayed:\n{done.stderr[-1500:]}")
    found: dict[str, Snapshot] = json.loads(done.stdout)
    return found


def compare(before: dict[str, Snapshot], after: dict[str, Snapshot]) -> list[str]:
    """What moved, one line each."""
    return [
        f"{kind} {name}: {what}"
        for kind in after
        for name, what in differences(before.get(kind, {}), after[kind])
    ]


def main(arguments: list[str]) -> int:
    """Prints what moved; 1 only where it cannot be told."""
    if arguments[:1] == ["print"]:
        json.dump(everything(*map(date.fromisoformat, arguments[1:])), sys.stdout)
        return 0
    parser = argparse.ArgumentParser(
        prog="pipeline replay", description="What else moves when something changes."
    )
    parser.add_argument("--base", metavar="COMMIT", help="compare with a commit instead of the last release")
    parser.add_argument(
        "--on",
        metavar="DAY",
        type=date.fromisoformat,
        help="with --base: as if all of it happened on this day",
    )
    parser.add_argument(
        "--amend", action="store_true", help="the changed answers, ready for facts/amendment.toml"
    )
    parser.add_argument("--write", action="store_true", help="keep this version's answers in releases/")
    options = parser.parse_args(arguments)
    if options.write:
        RELEASES.mkdir(exist_ok=True)
        path = RELEASES / f"{__version__}.json"
        path.write_text(
            json.dumps(answers(), indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        print(f"replay: wrote {path.relative_to(ROOT)}")
        return 0
    try:
        if options.base:
            lines = compare(of_commit(options.base, options.on), of_folder(ROOT, options.on))
        else:
            last = last_release(but=__version__ if options.amend else "")
            if last is None:
                raise ReplayError("no release has kept its answers yet: python -m pipeline replay --write")
            kept = json.loads(last.read_text(encoding="utf-8"))
            if options.amend:
                print(amendment(kept, answers()))
                return 0
            lines = compare({"answer": kept}, {"answer": answers()})
    except ReplayError as error:
        print(f"replay: {error}", file=sys.stderr)
        return 1
    print("\n".join([*lines, f"{len(lines)} things moved"]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
