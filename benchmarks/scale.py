"""Ten times the pages and ten times the aids: does the build take more than ten times as long, and can one still search?

    python -m benchmarks.scale [--times 10]

Every page of the site is there again under other addresses, and every aid again under another name with a page of its
own. Figures go to ``benchmarks/results.json``. Fails when the build grows more than in proportion, or when the first
result of a search, at a quarter of this machine's speed, takes longer than SEARCH_MS.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks import search
from benchmarks.__main__ import RESULTS, keep
from decision_aids.catalogue import SLUGS as REAL
from pipeline.bootstrap import ROOT

WORK = ROOT / ".build" / "benchmarks" / "scale"
AID = re.compile(r"\{\{ aid\('([\w-]+)'\)")
#: One more aid: another's, under a name of its own.
ONE_MORE = """from dataclasses import replace

from decision_aids.aids.{module} import {name}

{name}_{number} = replace({name}, slug="{slug}-{number}")
"""
SLUGS = "SLUGS: tuple[str, ...] = ("
#: Growth in proportion, and a tenth for what a machine does with more memory.
MOST = 1.1
SEARCH_MS = 1000.0
SEARCH_STEP = "from pathlib import Path; from pipeline import search_index; search_index.build(Path({!r}))"


def make(folder: Path, times: int) -> None:
    """A checkout with so many times the pages and aids."""
    folder.mkdir(parents=True)
    for name in ("overrides", "macros", "pipeline", "benchmarks", "node_modules"):
        (folder / name).symlink_to(ROOT / name)
    for name in ("mkdocs.yml", "edition.toml"):
        shutil.copy(ROOT / name, folder / name)
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "decision_aids", folder / "decision_aids", ignore=ignore)
    shutil.copytree(ROOT / "docs", folder / "docs")
    if times == 1:
        return
    more_aids(folder / "decision_aids", times)
    for number in range(1, times):
        again = folder / "docs" / f"again-{number}"
        shutil.copytree(ROOT / "docs", again)
        for page in (again / "aids").glob("*.md"):
            words = page.read_text(encoding="utf-8")
            if found := AID.search(words):  # an aid's page stands under its name
                page.unlink()
                other = folder / "docs" / "aids" / f"{found[1]}-{number}.md"
                other.write_text(AID.sub(rf"{{{{ aid('\1-{number}')", words), encoding="utf-8")


def more_aids(package: Path, times: int) -> None:
    """Every aid so many times, each in a module of its own. Raises ValueError if the catalogue is not what it was."""
    catalogue = package / "catalogue.py"
    text = catalogue.read_text(encoding="utf-8")
    if text.count(SLUGS) != 1:
        raise ValueError(f"{catalogue.name} has no line {SLUGS!r}")
    added = []
    for number in range(1, times):
        for slug in REAL:
            module = slug.replace("-", "_")
            words = ONE_MORE.format(module=module, name=module.upper(), number=number, slug=slug)
            (package / "aids" / f"{module}_{number}.py").write_text(words, encoding="utf-8")
            added.append(f'    "{slug}-{number}",\n')
    catalogue.write_text(text.replace(SLUGS, f"{SLUGS}\n{''.join(added)}"), encoding="utf-8")


def build(folder: Path) -> tuple[float, Path]:
    """Seconds of the pages and of the search list; the site. Raises CalledProcessError with what was said."""
    site = folder / "site"
    env = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(folder),
        "PYTHONDONTWRITEBYTECODE": "1",
        "SG_STRICT": "false",
    }
    started = time.monotonic()
    for command in (
        ["-m", "mkdocs", "build", "--quiet", "--no-strict", "--site-dir", str(site)],
        ["-c", SEARCH_STEP.format(str(site))],
    ):
        subprocess.run([sys.executable, *command], cwd=folder, env=env, check=True, capture_output=True)
    return time.monotonic() - started, site


def measure(times: int) -> dict[str, Any]:
    """Seconds of both builds, their pages, and the search in the larger one."""
    shutil.rmtree(WORK, ignore_errors=True)
    found: dict[str, Any] = {}
    for name, count in (("once", 1), ("many", times)):
        make(WORK / name, count)
        seconds, site = build(WORK / name)
        pages = sum(1 for _ in site.rglob("index.html"))
        found[name] = {"seconds": round(seconds, 1), "pages": pages}
        print(f"scale: {pages} pages in {seconds:.1f} s", flush=True)
    found["growth"] = round(found["many"]["seconds"] / found["once"]["seconds"], 2)
    found["search"] = search.measure(WORK / "many" / "site", samples=2)
    shutil.rmtree(WORK, ignore_errors=True)
    return found


def main(arguments: list[str]) -> int:
    """1 when it grows more than in proportion or the search is too slow."""
    parser = argparse.ArgumentParser(prog="benchmarks.scale", description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args(arguments)
    found = measure(options.times)
    print(json.dumps(found, indent=1))
    keep(options.results, "scale", {"times": options.times, **found})
    slow = found["search"]["first_result_ms"] > SEARCH_MS
    return int(found["growth"] > options.times * MOST or slow)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
