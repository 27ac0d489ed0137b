"""How fast the site is: tables from what `make bench` and `make lighthouse` wrote, with the day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from decision_aids import edition
from decision_aids.dates import say_short
from macros.render.html import Html, blocks, el
from macros.render.page import Page
from macros.render.table import table

RESULTS = Path(__file__).resolve().parents[2] / "benchmarks" / "results.json"
BASE, OURS = "stock", "ours"
ENGINES = {"chromium": "Chromium", "firefox": "Firefox", "webkit": "WebKitGTK"}
LINES = {
    "none": "no slower than the machine",
    "fast": "20 Mbit/s, 40 ms each way",
    "slow-4g": "1.6 Mbit/s, 150 ms",
}


@cache
def results() -> dict[str, Any]:
    """The results file; nothing where there is none, as in a tree of the content alone."""
    if not RESULTS.is_file():
        return {}
    found: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return found


def speed(page: Page, part: str) -> str:
    """A table: "aids", "answers", "pages", "search" or "lighthouse"."""
    tables = {
        "aids": _aids,
        "answers": _answers,
        "pages": _pages,
        "search": _search,
        "lighthouse": _lighthouse,
    }
    if part not in tables:
        raise ValueError(f"no table of {part!r}: there are {', '.join(tables)}")
    needed = {"aids": "runtime", "answers": "taps"}.get(part, part)
    return tables[part](results()) if needed in results() else el("p", "Not measured yet.")


def _aids(found: Mapping[str, Any]) -> str:
    """Each browser and line: the peers' first and second visits."""
    made = []
    for run in found["runtime"]:
        base = run["peers"].get(BASE, {}).get("cold")
        rows = []
        for key, peer in run["peers"].items():
            for kind, words in (("cold", "first"), ("warm", "second")):
                if kind not in peer:
                    continue
                one = peer[kind]
                shares = [f"{one[what] / base[what]:.0%}" if base else "" for what in ("seconds", "cpu")]
                name = el("strong", edition.current().name) if key == OURS else peer["name"]
                size = f"{one['bytes'] / 1e6:.2f} MB" if one["bytes"] >= 5000 else "nothing"
                rows.append((name, words, size, f"{one['seconds']:.2f} s", f"± {one['noise']:.2f}", *shares))
        line = LINES[run["line"]["name"]]
        about = f"{ENGINES[run['browser']]} {run['version']}, line: {line}. {_measured(run)}"
        heads = (
            "",
            "visit",
            "fetched",
            "to the answer",
            "noise",
            "of plain Pyodide's time",
            "of its processor time",
        )
        made.append(_table(about, heads, rows))
    return blocks(*made)


def _answers(found: Mapping[str, Any]) -> str:
    """An answer after a tap."""
    rows = [
        (
            f"{ENGINES[name]} {one['version']}",
            f"{one['median_ms']:g} ms",
            f"{one['p99_ms']:g} ms",
            f"{one['slowest']} ({one['slowest_p99_ms']:g} ms)",
        )
        for name, one in found["taps"].items()
    ]
    one = next(iter(found["taps"].values()))
    about = f"All {one['aids']} aids, {one['answers']} answers. {_measured(one)}"
    return _table(about, ("", "half of them within", "99 of 100 within", "slowest aid"), rows)


def _pages(found: Mapping[str, Any]) -> str:
    """A first visit to a page on a slow line."""
    one = found["pages"]
    rows = [
        (
            name.capitalize(),
            f"{page['first_visit_kB']:g} kB",
            f"{page['largest_paint_seconds']:g} s",
            f"{page['layout_shift']:g}",
        )
        for name, page in one["pages"].items()
    ]
    about = f"Chromium on a phone's screen, line: {LINES[one['line']]}. {_measured(one)}"
    return _table(about, ("page", "fetched in all", "largest part shown after", "layout shift"), rows)


def _search(found: Mapping[str, Any]) -> str:
    """From a keystroke to the first result."""
    one = found["search"]
    rows = [
        (
            f"{one['index_kB']:g} kB",
            f"{one['first_result_ms']:g} ms",
            f"{one['p95_ms']:g} ms",
        )
    ]
    about = f"At a quarter of this machine's speed; {one['keystrokes']} keystrokes. {_measured(one)}"
    heads = ("fetched on opening the search", "half of the keystrokes within", "95 of 100 within")
    return _table(about, heads, rows)


def _lighthouse(found: Mapping[str, Any]) -> str:
    """Lighthouse's four scores for each page."""
    one = found["lighthouse"]
    rows = [
        (
            name.capitalize(),
            *(str(page[each]) for each in ("performance", "accessibility", "best-practices", "seo")),
        )
        for name, page in one["pages"].items()
    ]
    about = f"Lighthouse {one['version']}, for phones. {_measured(one)}"
    return _table(about, ("page", "performance", "accessibility", "best practices", "SEO"), rows)


def _measured(one: Mapping[str, Any]) -> str:
    day = say_short(date.fromisoformat(one["when"]))
    busy = " The machine was busy with other work as well." if one["load"] > one["cores"] else ""
    return f"Measured on {day}, {one['cores']} cores, {one['system']}.{busy}"


def _table(about: str, heads: Sequence[str], rows: Iterable[Sequence[Html | str]]) -> Html:
    """A table with its caption, each figure beside its unit."""
    cells = [[_whole(cell) for cell in row] for row in rows]
    return table("sg-data sg-stack", heads, cells, caption=about)


def _whole(cell: Html | str) -> Html | str:
    """A figure stays on one line with its unit."""
    figure = not isinstance(cell, Html) and any(map(str.isdigit, cell[:3]))
    return cell.replace(" ", "\u00a0") if figure else cell
