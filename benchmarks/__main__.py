"""Measures, prints a table, writes ``benchmarks/results.json``, and fails when a budget is passed.

python -m benchmarks [--samples 5] [--line none] [--only stock ours]
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

from playwright.sync_api import sync_playwright

from benchmarks.line import LINES, Line
from benchmarks.measure import as_json, measure
from benchmarks.peers import PEERS, Peer
from pipeline import browser as choice
from pipeline.bootstrap import ROOT
from pipeline.compress import compress

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
BUDGETS = HERE / "budgets.toml"
WORK = ROOT / ".build" / "benchmarks"
BASE = "stock"
OURS = "ours"


def folders(peers: list[Peer], site: Path) -> dict[Peer, Path]:
    """A fresh folder for each peer, with compressed neighbours, as the site has them."""
    shutil.rmtree(WORK, ignore_errors=True)
    made = {}
    for peer in peers:
        folder = WORK / peer.key
        folder.mkdir(parents=True)
        peer.make(folder, site)
        compress(folder)
        made[peer] = folder
    return made


def table(results: dict[str, Any], peers: list[Peer]) -> str:
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
    lines = [f"{'':<28} {'visit':<6} " + " ".join(f"{head:>{width}}" for head, width in heads)]
    for peer in peers:
        for kind in ("cold", "warm"):
            found = results[peer.key][kind]
            shares = [
                f"{found[what] / base[what]:.2f}" if base else "" for what in ("bytes", "seconds", "cpu")
            ]
            lines.append(
                f"{peer.name:<28} {kind:<6} {found['bytes'] / 1e6:>7.2f} {shares[0]:>6} {found['requests']:>8}"
                f" {found['seconds']:>8.2f} {found['noise']:>6.2f} {shares[1]:>6}"
                f" {found['cpu']:>6.2f} {shares[2]:>6}"
            )
    return "\n".join(lines)


def passed(results: dict[str, Any], budgets: dict[str, dict[str, float]]) -> list[str]:
    """Every budget that was passed by more than the noise."""
    if BASE not in results or OURS not in results:
        return []
    base, complaints = results[BASE]["cold"], []
    for kind, limits in budgets.items():
        found = results[OURS][kind]
        for what, limit in limits.items():
            noise = found["noise"] + limit * base["noise"] if what == "seconds" else 0
            if found[what] > limit * base[what] + noise:
                complaints.append(
                    f"{kind} {what}: {found[what] / base[what]:.3f} of stock, the budget is {limit}"
                )
    return complaints


def main(arguments: list[str]) -> int:
    """1 if a budget is passed."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--samples", type=int, default=5)
    parser.add_argument("--line", choices=sorted(LINES), default="none")
    parser.add_argument("--only", nargs="*", default=[peer.key for peer in PEERS])
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args(arguments)
    peers = [peer for peer in PEERS if peer.key in options.only]
    line: Line = LINES[options.line]
    chosen = choice.get()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chosen.launch_options())
        results = measure(browser, folders(peers, options.site), max(2, options.samples), line)
        browser.close()
    print(table(results, peers))
    busy = os.getloadavg()[0]
    if busy > (os.cpu_count() or 1) * 1.5:
        print(
            f"benchmarks: the machine is busy (load {busy:.1f}): times say little, processor time a little more"
        )
    complaints = (
        passed(results, tomllib.loads(BUDGETS.read_text(encoding="utf-8"))) if line.name == "none" else []
    )
    whole = {
        "when": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": {
            "cores": os.cpu_count(),
            "load": round(busy, 1),
            "system": f"{platform.system()} {platform.machine()}",
        },
        "browser": f"Chromium {chosen.version}",
        "line": as_json(line),
        "job": "evaluate the aid confidentiality once, from the first touch to the answer",
        "peers": {peer.key: {"name": peer.name, **results[peer.key]} for peer in peers},
        "budgets passed": complaints,
    }
    options.results.write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")
    for complaint in complaints:
        print(f"benchmarks: over budget: {complaint}", file=sys.stderr)
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
