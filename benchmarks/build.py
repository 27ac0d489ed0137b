"""How long MkDocs takes for this site, beside plain mkdocs-material on the same Markdown with the macros taken out.

    python -m benchmarks.build [--samples 5]

Figures go to ``benchmarks/results.json``.

Plain means the theme as it comes, its own search, the same navigation and Markdown extensions, no template, style, macro
or fact of ours. It has less to do: more than half of what our pages say comes out of the macros (`html_kB`). So there is a
second plain one, `written_out`, which gets the Markdown with every macro's words in it, as if somebody had typed them.
All are whole builds in a process of their own, taking turns, measured in seconds and in processor time.
The aim is for the same words: it fails when ours takes more than AIM times as long as `written_out`, by processor time.
The ratios are within one run; seconds of different machines or days say nothing about each other.

`one_page` is what somebody who writes waits for after changing one page: `look` is that page alone by `mkdocs build
--dirty`, `site` the whole finished site by `python -m pipeline site`, with what has not changed taken from its caches.
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

from benchmarks.__main__ import RESULTS, keep
from pipeline.bootstrap import ROOT

WORK = ROOT / ".build" / "benchmarks" / "build"
#: The most our build may take of the time of a plain one with the same words.
AIM = 1.5

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.S)
_MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)
_OURS = ("macros", "macros.whole_blocks")
#: Our build, which also writes each page's Markdown as it is after the macros.
_WRITER = """
import pathlib, sys
from mkdocs.__main__ import cli
from mkdocs_macros.plugin import MacrosPlugin

folder, made = pathlib.Path(sys.argv.pop(1)), MacrosPlugin.on_page_markdown

def on_page_markdown(self, markdown, page, **given):
    text = made(self, markdown, page=page, **given)
    (folder / page.file.src_uri).write_text(f"---\\ntitle: {page.meta['title']!r}\\n---\\n{text or markdown}", encoding="utf-8")
    return text

MacrosPlugin.on_page_markdown = on_page_markdown
cli()
"""


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


def make_written_out(folder: Path) -> Path:
    """Plain mkdocs-material on the Markdown our macros have already run over; gives its settings file."""
    settings = make_plain(folder)
    program = ["-c", _WRITER, str(folder / "docs")]
    run([*program, *_build(ROOT / "mkdocs.yml", WORK / "site-written")], ROOT)
    return settings


def _build(settings: Path, out: Path, how: str = "--clean") -> list[str]:
    where = ["--config-file", str(settings), "--site-dir", str(out)]
    return ["build", "--quiet", how, "--no-strict", *where]


def build(settings: Path, out: Path, how: str = "--clean") -> tuple[float, float]:
    """One build: seconds, and seconds of processor time. Raises CalledProcessError with what MkDocs said."""
    return run(["-m", "mkdocs", *_build(settings, out, how)], settings.parent)


def run(arguments: list[str], folder: Path) -> tuple[float, float]:
    """Runs Python: seconds, and seconds of processor time. Raises CalledProcessError."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT), "SG_STRICT": "false"}
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([sys.executable, *arguments], cwd=folder, env=env, check=True, capture_output=True)
    seconds, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def one_page() -> dict[str, float]:
    """Seconds until a changed page is seen, by itself and in the finished site. Needs the site of `measure`."""
    out, page = WORK / "site-ours", "talk/confidentiality"
    os.utime(out / page / "index.html", (0, 0))  # older than its Markdown
    look, _ = build(ROOT / "mkdocs.yml", out, "--dirty")
    finished = ["-m", "pipeline", "site", "--draft", "--force", "--folder", str(WORK / "finished")]
    run(finished, ROOT)  # fills the caches
    whole, _ = run(finished, ROOT)
    return {"look": round(look, 2), "site": round(whole, 1)}


def measure(samples: int = 5) -> dict[str, Any]:
    """Medians of `samples` builds of each, after one that is not counted, and ours as a share of the plain ones'.

    Keys: `plain`, `written_out` and `ours` with `seconds`, `cpu` and `html_kB`; `ratio`, `ratio_cpu` to plain;
    `ratio_written_out_cpu`; `one_page`; `pages`; `aim`.
    """
    shutil.rmtree(WORK, ignore_errors=True)
    settings = {
        "plain": make_plain(WORK / "plain"),
        "written_out": make_written_out(WORK / "written-out"),
        "ours": ROOT / "mkdocs.yml",
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in settings}
    for turn in range(samples + 1):
        for name, file in settings.items():
            found = build(file, WORK / f"site-{name}")
            if turn:
                taken[name].append(found)
    pages = {name: list((WORK / f"site-{name}").rglob("index.html")) for name in settings}
    if max(map(len, pages.values())) - min(map(len, pages.values())) > 1:
        raise ValueError(
            f"the builds did not do the same job: {[len(each) for each in pages.values()]} pages"
        )
    figures = {
        name: {
            "seconds": round(statistics.median(one for one, _ in found), 2),
            "cpu": round(statistics.median(one for _, one in found), 2),
            "html_kB": sum(page.stat().st_size for page in pages[name]) // 1000,
        }
        for name, found in taken.items()
    }
    after = one_page()
    shutil.rmtree(WORK, ignore_errors=True)
    ours = figures["ours"]
    return {
        **figures,
        "ratio": round(ours["seconds"] / figures["plain"]["seconds"], 2),
        "ratio_cpu": round(ours["cpu"] / figures["plain"]["cpu"], 2),
        "ratio_written_out_cpu": round(ours["cpu"] / figures["written_out"]["cpu"], 2),
        "one_page": after,
        "pages": len(pages["ours"]),
        "aim": AIM,
    }


def main(arguments: list[str]) -> int:
    """Prints the figures as JSON; 1 when the aim is missed by processor time, which a busy machine disturbs less."""
    parser = argparse.ArgumentParser(prog="benchmarks.build", description=__doc__.partition("\n")[0])
    parser.add_argument("--samples", type=int, default=5)
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args(arguments)
    figures = measure(options.samples)
    print(json.dumps(figures, indent=2))
    keep(options.results, "build", figures)
    return int(figures["ratio_written_out_cpu"] > AIM)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
