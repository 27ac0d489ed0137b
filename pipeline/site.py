"""The finished site: MkDocs, then the steps that need its output, then compressed neighbours.

    python -m pipeline site [--folder site] [--force] [--draft]

Built aside in ``.build`` and moved into place when whole, so a failed build leaves the last good one. Nothing
is done if no input has changed. The same inputs give the same bytes. A draft is a look at unfinished pages:
MkDocs' warnings are shown and pass.
"""

from __future__ import annotations

import argparse
import datetime
import fcntl
import hashlib
import importlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from decision_aids import __version__, edition, edition_file, facts
from decision_aids.dates import say_short
from pipeline import address
from pipeline.bootstrap import ROOT
from pipeline.compress import compress

BUILD = ROOT / ".build"
CONTENT = ("mkdocs.yml", "edition.toml", "docs", "decision_aids", "macros", "overrides")
INPUTS = (
    *CONTENT,
    "benchmarks/results.json",
    "deploy",
    "pipeline",
    "package-lock.json",
    "requirements/tools.txt",
    ".python-version",
)

# After MkDocs, in this order; each module has build(site_dir: Path). Compressing comes last of all.
STEPS = tuple(
    f"pipeline.{step}"
    for step in (
        "theme_files edition moved feed share handouts forms search_index styles comments fingerprint runtime policy offline"
    ).split()
)


class BuildError(Exception):
    """A step of the build failed; it has already said why."""


def input_files() -> Iterator[Path]:
    """Every file the site is made of, in a fixed order."""
    for name in INPUTS:
        path = ROOT / name
        found = [path] if path.is_file() else sorted(path.rglob("*"))
        yield from (file for file in found if file.is_file() and "__pycache__" not in file.parts)


def fingerprint() -> str:
    """A hash of all inputs and of the day, because a page says when a law check is overdue."""
    day, url = datetime.date.today(), address.site_url()  # noqa: DTZ011
    digest = hashlib.sha256(
        f"{day} {url} {epoch()} {os.environ.get('SG_TODAY', '')}".encode() + edition_file.path().read_bytes()
    )
    for file in input_files():
        digest.update(f"{file.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def epoch() -> str:
    """SOURCE_DATE_EPOCH: when the content was last committed, so that a build tomorrow has the same dates."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return os.environ["SOURCE_DATE_EPOCH"]
    command = ["git", "log", "-1", "--format=%ct", "--", *CONTENT]
    try:
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        said = ""
    midnight = datetime.datetime.now(datetime.UTC).replace(hour=0, minute=0, second=0)
    return said or str(int(midnight.timestamp()))


def edition_environment() -> dict[str, str]:
    """What mkdocs.yml takes from the settings of this edition. Raises EditionError."""
    this = edition.current()
    found = {"SG_NAME": this.name, "SG_EXAMPLE": str(this.example).lower(), "SG_BASED_ON": this.based_on}
    if address.site_url():
        found["SITE_URL"] = address.site_url()
    return found


def run_mkdocs(site_dir: Path, draft: bool = False) -> None:
    """The MkDocs build, strict unless it is a draft. Raises BuildError."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": epoch(), "PYTHONPATH": str(ROOT)}
    env["SG_STRICT"] = "false" if draft else "true"  # read in mkdocs.yml, as are the two below
    env["SG_VERSION"] = __version__
    env |= edition_environment()
    env["SG_LAW_AS_AT"] = say_short(max(entry.checked for entry in facts.every("law")))
    command = [sys.executable, "-m", "mkdocs", "build", "--clean", "--site-dir", str(site_dir)]
    command += ["--no-strict" if draft else "--strict"]
    if subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, check=False).returncode:
        raise BuildError("mkdocs")


def run_steps(site_dir: Path) -> None:
    """Every step of STEPS. Raises BuildError where a step refuses; a step's own bug keeps its traceback."""
    for name in STEPS:
        started = time.monotonic()
        try:
            importlib.import_module(name).build(site_dir)
        except Exception as error:
            if not type(error).__module__.startswith("pipeline."):
                raise
            print(f"{name}: {error}", file=sys.stderr)
            raise BuildError(name) from error
        print(f"site: {name} ({time.monotonic() - started:.1f} s)", flush=True)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two builds in one checkout wait for each other."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def build(folder: Path, force: bool = False, draft: bool = False) -> bool:
    """Builds the site into the folder; False if it was up to date. Raises BuildError."""
    mark = BUILD / (hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12] + ".inputs")
    with one_at_a_time():
        wanted = fingerprint() + (" draft" if draft else "")
        if not force and (folder / "index.html").is_file() and mark.is_file() and mark.read_text() == wanted:
            return False
        started = time.monotonic()
        fresh = BUILD / "site"
        shutil.rmtree(fresh, ignore_errors=True)
        run_mkdocs(fresh, draft)
        run_steps(fresh)
        whole, sent = compress(fresh)
        mark.unlink(missing_ok=True)
        old = BUILD / "old"
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            shutil.move(folder, old)
        shutil.move(fresh, folder)
        shutil.rmtree(old, ignore_errors=True)
        mark.write_text(wanted)
        print(
            f"site: {whole / 1e6:.1f} MB, {sent / 1e6:.1f} MB compressed, {time.monotonic() - started:.0f} s"
        )
    return True


def main(arguments: list[str]) -> int:
    """Builds unless up to date; 1 if a step failed."""
    parser = argparse.ArgumentParser(prog="pipeline site", description="Build the finished site.")
    parser.add_argument("--folder", type=Path, default=ROOT / "site")
    parser.add_argument("--force", action="store_true", help="build even if nothing has changed")
    parser.add_argument("--draft", action="store_true", help="let MkDocs' warnings pass")
    options = parser.parse_args(arguments)
    try:
        if not build(options.folder, options.force, options.draft):
            print("site: up to date")
    except BuildError as error:
        print(
            f"site: the build stopped at {error}; the site of the last good build was left as it was.",
            file=sys.stderr,
        )
        return 1
    return 0
