"""Is this version ready to go out?

    python -m pipeline release          every check; 1 if one failed
    python -m pipeline release --quick  without the builds and tests: seconds

A trial of what comes next (Zensical, a newer Pyodide) is reported and never fails the release.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from decision_aids import __version__, api, edition, facts, upkeep
from pipeline import replay
from pipeline.bootstrap import ROOT
from pipeline.dist import sums

VERSION = re.compile(r"\d+\.\d+\.\d+")


class NotReady(Exception):
    """A check that failed; the message says what to do."""


def git(*arguments: str) -> str:
    """What git says about the checkout. Raises NotReady."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotReady(done.stderr.strip() or "git does not answer")
    return done.stdout


def make(target: str) -> str:
    """A make target; its last line. Raises NotReady with its last lines."""
    done = subprocess.run(
        ["make", "--no-print-directory", target],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    lines = (done.stdout + done.stderr).strip().splitlines() or ["nothing said"]
    if done.returncode:
        raise NotReady(f"make {target} failed:\n    " + "\n    ".join(lines[-12:]))
    return lines[-1]


def clean_tree() -> str:
    """Nothing is uncommitted."""
    left = git("status", "--porcelain").splitlines()
    if left:
        raise NotReady(f"{len(left)} files are not committed, for example {left[0][3:]}")
    return f"at {git('rev-parse', '--short', 'HEAD').strip()}"


def version() -> str:
    """The version is a number of three parts, and stands in one place."""
    if not VERSION.fullmatch(__version__):
        raise NotReady(f"__version__ is {__version__!r}: write it as 1.2.3 in decision_aids/__init__.py")
    tags = git("tag", "--list", f"v{__version__}").split()
    if tags:
        raise NotReady(f"{tags[0]} is out already: count up in decision_aids/__init__.py")
    return __version__


def changelog() -> str:
    """The changelog has this version, with a day and something under it."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(
        rf"^## {re.escape(__version__)} - (\d{{4}}-\d\d-\d\d)\n(.*?)(?=^## |\Z)", text, re.M | re.S
    )
    if not found:
        raise NotReady(
            f'CHANGELOG.md has no "## {__version__} - YYYY-MM-DD": give Unreleased its name and day'
        )
    if not re.search(r"^- \S", found[2], re.M):
        raise NotReady(f"nothing stands under {__version__} in CHANGELOG.md")
    return f"{__version__} of {found[1]}"


def law(today: date | None = None) -> str:
    """No check of the law is overdue."""
    today = today or api.london_today()
    late = [each for each in upkeep.due(today) if each.by < today]
    if late:
        raise NotReady(
            f"{len(late)} law entries are overdue, the first {late[0].entry.id}: python -m decision_aids law due"
        )
    return f"{len(facts.every('law'))} entries, the next due {min(each.review_by for each in facts.every('law'))}"


def amendments() -> str:
    """Readers are told of this version, and of every answer that is another one than in the last release."""
    own = [each for each in facts.every("amendment") if each.version == __version__]
    if not own:
        raise NotReady(f"no amendment for {__version__} in facts/amendment.toml")
    last = replay.last_release(but=__version__)  # this version's own answers may be kept already
    if last is None:
        return "no earlier release to compare with"
    before = json.loads(last.read_text(encoding="utf-8"))
    told = {f"{each.aid}: {each.story}" for one in own for each in one.answers}
    moved = [f"{aid}: {story}" for aid, story, _, _ in replay.changed(before, replay.answers())]
    untold = [name for name in moved if name not in told]
    if untold:
        raise NotReady(
            f"{len(untold)} answers changed and no amendment tells of them, the first “{untold[0]}”: "
            "python -m pipeline replay --amend"
        )
    return f"{len(told)} changed answers are told"


def kept_answers() -> str:
    """releases/VERSION.json holds the answers of this very version."""
    path = replay.RELEASES / f"{__version__}.json"
    if not path.is_file():
        raise NotReady("python -m pipeline replay --write, and commit what it wrote")
    moved = list(replay.differences(json.loads(path.read_text(encoding="utf-8")), replay.answers()))
    if moved:
        raise NotReady(
            f"{path.name} is not of this version ({len(moved)} differ): python -m pipeline replay --write"
        )
    return f"{len(replay.answers())} answers"


def settings() -> str:
    """The edition's settings can be read, and are not an example's."""
    try:
        this = edition.current()
    except edition.EditionError as error:
        raise NotReady(str(error)) from error
    if this.example:
        raise NotReady(f"{this.name} is an example edition")
    return this.name


def same_bytes() -> str:
    """Two builds in two folders, from nothing, have the same bytes."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for name in ("one", "two"):
            command = [
                sys.executable,
                "-m",
                "pipeline",
                "site",
                "--force",
                "--folder",
                str(Path(folder) / name),
            ]
            done = subprocess.run(
                command,
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                capture_output=True,
                check=False,
            )
            if done.returncode:
                raise NotReady(f"the build failed: {done.stderr.decode(errors='replace')[-500:]}")
            found.append(sums(Path(folder) / name))
    if found[0] != found[1]:
        differing = [
            a.split()[1] for a, b in zip(*(text.splitlines() for text in found), strict=False) if a != b
        ]
        raise NotReady(
            f"two builds differ, the first in {differing[0] if differing else 'the list of files'}"
        )
    return f"{len(found[0].splitlines())} files, twice the same"


QUICK: dict[str, Callable[[], str]] = {
    "nothing uncommitted": clean_tree,
    "version": version,
    "changelog": changelog,
    "settings": settings,
    "law not overdue": law,
    "amendments": amendments,
    "answers kept": kept_answers,
}
WHOLE: dict[str, Callable[[], str]] = {
    "reproducible build": same_bytes,
    "bill of materials": lambda: make("sbom"),
    "style, types, links": lambda: make("lint"),
    "coverage": lambda: make("coverage"),
    "tests": lambda: make("test-all"),
    "real servers": lambda: make("test-deploy"),
}
TRIALS: dict[str, Callable[[], str]] = {
    "Zensical": lambda: make("trial-zensical"),
    "next Pyodide": lambda: make("trial-pyodide"),
    "Cloudflare Pages": lambda: make("trial-cloudflare"),
    "Netlify": lambda: make("trial-netlify"),
}


def run(checks: dict[str, Callable[[], str]], trial: bool = False) -> int:
    """Runs the checks and prints a line for each; gives how many failed."""
    failed = 0
    for name, check in checks.items():
        started = time.monotonic()
        try:
            said, word = check(), "ok"
        except NotReady as reason:
            said, word = str(reason), "trial failed" if trial else "NOT READY"
            failed += 1
        print(f"{name:<22} {word}: {said} ({time.monotonic() - started:.0f} s)", flush=True)
    return failed


def main(arguments: list[str]) -> int:
    """Runs the checks; 1 if one failed."""
    parser = argparse.ArgumentParser(prog="pipeline release", description="Is this version ready to go out?")
    parser.add_argument("--quick", action="store_true", help="without builds and tests")
    options = parser.parse_args(arguments)
    failed = run(QUICK)
    if not options.quick:
        failed += run(WHOLE)
        run(TRIALS, trial=True)
    print("release: ready" if not failed else f"release: not ready, {failed} to mend")
    return 1 if failed else 0
