"""Measures, prints tables, writes ``benchmarks/results.json``, and fails when a budget is passed.

python -m benchmarks [--samples 5] [--lines none fast slow-4g] [--browsers chromium firefox webkit] [--only stock ours]

Parts of the results that a run does not measure stay as they were, each with its own day.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import shutil
import sys
import tomllib
from pathlib import Path
from typing import Any

from benchmarks import pages, search, taps
from benchmarks.browsers import NAMES, started
from benchmarks.budgets import passed
from benchmarks.line import LINES
from benchmarks.measure import as_json, measure
from benchmarks.peers import LEFT_OUT, Peer, peers
from pipeline.bootstrap import ROOT
from pipeline.compress import compress

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
BUDGETS = HERE / "budgets.toml"
WORK = ROOT / ".build" / "benchmarks"
BASE = "stock"
JOB = "evaluate the aid confidentiality once, from the first touch to the answer"
PARTS = ("runtime", "taps", "pages", "search")


def folders(chosen: list[Peer], site: Path) -> dict[Peer, Path]:
    """A fresh folder for each peer, with compressed neighbours, as the site has them."""
    shutil.rmtree(WORK, ignore_errors=True)
    made = {}
    for peer in chosen:
        folder = WORK / peer.key
        folder.mkdir(parents=True)
        peer.make(folder, site)
        if peer.key != "ours":
            compress(folder)
        made[peer] = folder
    return made


def table(results: dict[str, Any], chosen: list[Peer]) -> str:
    """The figures in words: bytes in MB, seconds with their noise, shares of the base's cold figures."""
    base = results.get(BASE, {}).get("cold")
    heads = (
        ("MB", 7),
        ("share", 6),
        ("requests", 8),
        ("seconds", 8),
        ("±", 6),
        ("share", 6),
        ("CPU s", 6),
        ("share", 6),
    )
    lines = [f"{'':<36} {'visit':<6} " + " ".join(f"{head:>{width}}" for head, width in heads)]
    for peer in chosen:
        for kind, found in results[peer.key].items():
            shares = [
                f"{found[what] / base[what]:.2f}" if base and base[what] else ""
                for what in ("bytes", "seconds", "cpu")
            ]
            lines.append(
                f"{peer.name:<36} {kind:<6} {found['bytes'] / 1e6:>7.2f} {shares[0]:>6} {found['requests']:>8}"
                f" {found['seconds']:>8.2f} {found['noise']:>6.2f} {shares[1]:>6}"
                f" {found['cpu']:>6.2f} {shares[2]:>6}"
            )
    return "\n".join(lines)


def stamp() -> dict[str, Any]:
    """When and where something was measured."""
    return {
        "when": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "load": round(os.getloadavg()[0], 1),
    }


def kept(results: Path) -> dict[str, Any]:
    """What earlier runs have written."""
    found: dict[str, Any] = json.loads(results.read_text(encoding="utf-8")) if results.is_file() else {}
    return found


def keep(results: Path, part: str, figures: dict[str, Any]) -> None:
    """Puts one part's figures in place of its earlier ones, with the day; the others stay."""
    whole = kept(results) | {part: {**stamp(), **figures}}
    results.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """1 if a budget is passed."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--samples", type=int, default=5)
    parser.add_argument("--lines", nargs="*", choices=sorted(LINES), default=["none", "fast", "slow-4g"])
    parser.add_argument("--browsers", nargs="*", choices=NAMES, default=list(NAMES))
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=list(PARTS))
    parser.add_argument("--only", nargs="*", default=[peer.key for peer in peers()])
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--budgets", type=Path, default=BUDGETS)
    options = parser.parse_args(arguments)
    chosen = [peer for peer in peers() if peer.key in options.only]
    whole = kept(options.results)
    whole["job"] = JOB
    whole["left out"] = LEFT_OUT
    runs = {(run["browser"], run["line"]["name"]): run for run in whole.get("runtime", [])}
    made = folders(chosen, options.site) if "runtime" in options.parts else {}

    def write() -> None:
        whole["runtime"] = list(runs.values())
        options.results.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")

    for name in options.browsers:
        with started(name) as browser:
            for line in (LINES[each] for each in options.lines if "runtime" in options.parts):
                if line.name != "none" and name != "chromium":
                    continue  # a line is as slow for all of them
                # On a slow line the second visit waits for nothing that the line brings: the first tells.
                found = measure(
                    browser, made, max(2, options.samples), line, cold_only=line.name == "slow-4g"
                )
                print(
                    f"\n{browser.name} {browser.version}, line: {line.name}\n{table(found, chosen)}",
                    flush=True,
                )
                runs[name, line.name] = {
                    **stamp(),
                    "browser": name,
                    "version": browser.version,
                    "line": as_json(line),
                    "peers": {
                        peer.key: {"name": peer.name, "floor": peer.floor, **found[peer.key]}
                        for peer in chosen
                    },
                }
                write()
            if "taps" in options.parts:
                found = taps.measure(browser, options.site)
                print(f"{browser.name}: {json.dumps(found)}", flush=True)
                whole.setdefault("taps", {})[name] = {**stamp(), "version": browser.version, **found}
                write()
    if "chromium" in options.browsers:  # these start a Chromium of their own
        for part, module in (("pages", pages), ("search", search)):
            if part in options.parts:
                found = module.measure(options.site)
                print(f"{part}: {json.dumps(found, indent=1)}", flush=True)
                whole[part] = {**stamp(), **found}
                write()
    busy = os.getloadavg()[0]
    if busy > (os.cpu_count() or 1) * 1.5:
        print(f"benchmarks: the machine is busy (load {busy:.1f}): times say little, shares a little more")
    complaints = passed(whole, tomllib.loads(options.budgets.read_text(encoding="utf-8")), options.parts)
    for complaint in complaints:
        print(f"benchmarks: over budget: {complaint}", file=sys.stderr)
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
