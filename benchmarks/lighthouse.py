"""Lighthouse for phones on a page of every template; writes its scores into ``benchmarks/results.json``.

    python -m benchmarks.lighthouse [--runs 3]

The median run of each page counts. Fails when a score is under its budget. A run of which Lighthouse itself could
not record the trace is told and taken again, up to three times: it is no score, good or bad.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.__main__ import BUDGETS, RESULTS, keep
from benchmarks.pages import PAGES
from benchmarks.peers import PACKAGES, version
from pipeline import browser as choice
from pipeline.bootstrap import ROOT, environment
from pipeline.serve import Server, running

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu"
TRIES = 4
UNRECORDED = "recording the trace over your page load"


class UnrecordedError(RuntimeError):
    """Lighthouse lost its own trace of a load: it asks to be run again."""


def chromium() -> str:
    """The path of the tests' browser."""
    if path := choice.get().path:
        return path
    with sync_playwright() as playwright:
        return str(playwright.chromium.executable_path)


def judge(url: str, browser: str) -> dict[str, Any]:
    """Lighthouse's report on an address.

    Raises UnrecordedError if it lost its trace, RuntimeError if it fails otherwise; both with its words.
    """
    tools = ROOT / ".tools" / "bin"
    env = {**environment(), "CHROME_PATH": browser, "PATH": f"{tools}:{os.environ['PATH']}"}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = ["node", str(PACKAGES / "lighthouse" / "cli" / "index.js"), url, "--quiet"]
        command += ["--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"]
        command += [f"--only-categories={','.join(CATEGORIES)}"]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        if done.returncode or not report.is_file():
            kind = UnrecordedError if UNRECORDED in done.stderr else RuntimeError
            raise kind(f"lighthouse {url}: {done.stderr[-2000:].strip()}")
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def recorded(url: str, browser: str) -> dict[str, Any]:
    """Lighthouse's report, with up to `TRIES` loads to get one. Raises UnrecordedError after the last."""
    for _ in range(TRIES - 1):
        try:
            return judge(url, browser)
        except UnrecordedError as lost:
            print(f"taken again: {lost}", file=sys.stderr, flush=True)
    return judge(url, browser)


def scores(report: dict[str, Any]) -> dict[str, Any]:
    """The four scores, the largest paint in seconds, bytes, and what cost points."""
    found: dict[str, Any] = {name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES}
    audits = report["audits"]
    found["largest_paint_seconds"] = round(audits["largest-contentful-paint"]["numericValue"] / 1000, 2)
    found["kB"] = round(audits["total-byte-weight"]["numericValue"] / 1000, 1)
    found["cost points"] = sorted(
        ref["id"]
        for name in CATEGORIES
        for ref in report["categories"][name]["auditRefs"]
        if ref["weight"]
        and (audits[ref["id"]]["score"] or 0) < 0.9
        and audits[ref["id"]]["score"] is not None
    )
    return found


def main(arguments: list[str]) -> int:
    """1 if a score is under its budget."""
    parser = argparse.ArgumentParser(prog="benchmarks.lighthouse", description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args(arguments)
    pages: dict[str, Any] = {}
    browser = chromium()
    with running(Server(options.site)) as server:
        for name, path in PAGES.items():
            runs = [scores(recorded(server.url + path, browser)) for _ in range(options.runs)]
            middle = statistics.median_low([run["performance"] for run in runs])
            pages[name] = next(run for run in runs if run["performance"] == middle)
            print(f"{name:<16} {json.dumps(pages[name])}", flush=True)
    keep(options.results, "lighthouse", {"version": version("lighthouse"), "pages": pages})
    budgets = tomllib.loads(BUDGETS.read_text(encoding="utf-8"))["lighthouse"]
    under = [
        f"{name}: {what} {found[what]}, the budget is {least}"
        for name, found in pages.items()
        for what, least in budgets.items()
        if found[what] < least
    ]
    for each in under:
        print(f"lighthouse: {each}", file=sys.stderr)
    return int(bool(under))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
