"""How long MkDocs takes for this site, beside plain mkdocs-material on the same Markdown with the macros taken out.

    python -m benchmarks.build [--samples 5]

Plain means the theme as it comes, its own search, the same navigation and Markdown extensions, no template, style, macro
or fact of ours. Both are whole builds in a process of their own, taking turns, measured in seconds and in processor time.
The ratio is within one run; seconds of different machines or days say nothing about each other.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import yaml

from pipeline.bootstrap import ROOT

WORK = ROOT / ".build" / "benchmarks" / "build"
#: The most our build may take of the plain one's time.
AIM = 1.5

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.S)
_MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)
_OURS = ("macros", "macros.whole_blocks")


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml; an address from the environment takes what stands beside it."""


_Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[-1])  # type: ignore[arg-type]


def without_macros(markdown: str) -> str:
    """A page with its title and its words: other front matter and every macro call are taken out."""
    title = ""
    front = _FRONT.match(markdown)
    if front:
        markdown = markdown[front.end() :]
        found = re.search(r"^title:.*$", front[1], re.M)
        title = f"---\n{found[0]}\n---\n" if found else ""
    return title + _MACRO.sub("", markdown)


def make_plain(folder: Path) -> Path:
    """The same pages under plain mkdocs-material in a folder; gives its settings file."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "docs", folder / "docs")
    for page in (folder / "docs").rglob("*.md"):
        page.write_text(without_macros(page.read_text(encoding="utf-8")), encoding="utf-8")
    ours = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)
    plain = {key: ours[key] for key in ("site_name", "site_url", "exclude_docs", "not_in_nav", "nav")}
    plain["theme"] = {"name": "material", "font": False, "features": ours["theme"]["features"]}
    plain["plugins"] = ["search"]
    plain["markdown_extensions"] = [each for each in ours["markdown_extensions"] if each not in _OURS]
    plain["validation"] = {"links": {"anchors": "ignore"}}
    settings = folder / "mkdocs.yml"
    settings.write_text(yaml.safe_dump(plain, allow_unicode=True), encoding="utf-8")
    return settings


def build(settings: Path, out: Path) -> tuple[float, float]:
    """One whole build: seconds, and seconds of processor time. Raises CalledProcessError with what MkDocs said."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT), "SG_STRICT": "false"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean", "--no-strict"]
    command += ["--config-file", str(settings), "--site-dir", str(out)]
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, cwd=settings.parent, env=env, check=True, capture_output=True, text=True)
    seconds, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(samples: int = 5) -> dict[str, Any]:
    """Medians of `samples` builds of each, after one that is not counted, and ours as a share of the plain one's.

    Keys: `plain` and `ours` with `seconds` and `cpu`; `ratio` and `ratio_cpu`; `pages`; `aim`.
    """
    settings = {"plain": make_plain(WORK / "plain"), "ours": ROOT / "mkdocs.yml"}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in settings}
    for turn in range(samples + 1):
        for name, file in settings.items():
            found = build(file, WORK / f"site-{name}")
            if turn:
                taken[name].append(found)
    pages = sum(1 for _ in (WORK / "site-ours").rglob("index.html"))
    plain = sum(1 for _ in (WORK / "site-plain").rglob("index.html"))
    if abs(pages - plain) > 1:
        raise ValueError(f"the two builds did not do the same job: {pages} pages against {plain}")
    shutil.rmtree(WORK, ignore_errors=True)
    figures = {
        name: {
            "seconds": round(statistics.median(one for one, _ in found), 2),
            "cpu": round(statistics.median(one for _, one in found), 2),
        }
        for name, found in taken.items()
    }
    return {
        **figures,
        "ratio": round(figures["ours"]["seconds"] / figures["plain"]["seconds"], 2),
        "ratio_cpu": round(figures["ours"]["cpu"] / figures["plain"]["cpu"], 2),
        "pages": pages,
        "aim": AIM,
    }


def main(arguments: list[str]) -> int:
    """Prints the figures as JSON; 1 when the aim is missed by processor time, which a busy machine disturbs less."""
    parser = argparse.ArgumentParser(prog="benchmarks.build", description=__doc__.partition("\n")[0])
    parser.add_argument("--samples", type=int, default=5)
    figures = measure(parser.parse_args(arguments).samples)
    print(json.dumps(figures, indent=2))
    return int(figures["ratio_cpu"] > AIM)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
