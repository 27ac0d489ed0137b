"""How fast the site is: tables from what the programs in ``benchmarks/`` wrote, with the day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from decision_aids import edition
from decision_aids.dates import say_short
from macros.render.html import Html, blocks, el, join
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
    """A table: "aids", "answers", "pages", "search", "lighthouse", "build" or "scale"."""
    tables = {
        "aids": _aids,
        "answers": _answers,
        "pages": _pages,
        "search": _search,
        "lighthouse": _lighthouse,
        "build": _build,
        "scale": _scale,
    }
    if part not in tables:
        raise ValueError(f"no table of {part!r}: there are {', '.join(tables)}")
    needed = {"aids": "runtime", "answers": "taps"}.get(part, part)
    return tables[part](results()) if needed in results() else el("p", "Not measured yet.")


def _aids(found: Mapping[str, Any]) -> str:
    """Ours in each browser and on each line; folded away, every other way to do it in the same run."""
    ours = []
    for run in found["runtime"]:
        base = _base(run)
        first, second = run["peers"][OURS]["cold"], run["peers"][OURS].get("warm")
        ours.append(
            (
                ENGINES[run["browser"]],
                LINES[run["line"]["name"]],
                _size(first),
                _seconds(first),
                _share(first, base, "seconds"),
                _seconds(second) if second else "not measured",
                _share(second, base, "seconds") if second else "not measured",
            )
        )
    heads = (
        "browser",
        "line",
        "first visit fetches",
        "first visit, to the answer",
        "of plain Pyodide’s time",
        "second visit",
        "of plain Pyodide’s first",
    )
    return blocks(
        _table("From the first touch to the answer, here.", heads, ours), *map(_beside, found["runtime"])
    )


def _beside(run: Mapping[str, Any]) -> Html:
    """One browser and line: first and second visits of every way to run Python that was measured."""
    base = _base(run)
    rows = []
    for key, peer in run["peers"].items():
        for kind, words in (("cold", "first"), ("warm", "second")):
            if one := peer.get(kind):
                shares = [_share(one, base, what) for what in ("seconds", "cpu")]
                name = el("strong", edition.current().name) if key == OURS else peer["name"]
                time = f"{_seconds(one)} ± {one['noise']:.2f}"
                rows.append((join((name, f", {words} visit")), _size(one), time, *shares))
    browser, line = f"{ENGINES[run['browser']]} {run['version']}", LINES[run["line"]["name"]]
    heads = (
        "",
        "fetched",
        "to the answer, and the noise",
        "of plain Pyodide’s time",
        "of its processor time",
    )
    shown = _table(f"{browser}, line: {line}. {_measured(run)}", heads, rows)
    return el("details", el("summary", f"Beside other ways: {browser}, {line}"), shown, cls="sg-fold")


def _base(run: Mapping[str, Any]) -> Mapping[str, Any]:
    """What plain Pyodide took on a first visit; nothing in a run that left it out."""
    found: Mapping[str, Any] = run["peers"].get(BASE, {}).get("cold", {})
    return found


def _share(one: Mapping[str, Any], base: Mapping[str, Any], what: str) -> str:
    return f"{one[what] / base[what]:.0%}" if base else ""


def _size(one: Mapping[str, Any]) -> str:
    """What was fetched; the few hundred bytes of "nothing has changed" are nothing."""
    return f"{one['bytes'] / 1e6:.2f} MB" if one["bytes"] >= 5000 else "nothing"


def _seconds(one: Mapping[str, Any]) -> str:
    return f"{one['seconds']:.2f} s"


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


def _build(found: Mapping[str, Any]) -> str:
    """Our build beside plain ones, and what one changed page costs."""
    one = found["build"]
    names = {
        "ours": el("strong", edition.current().name),
        "written_out": "Plain Material for MkDocs, the same words",
        "plain": "Plain Material for MkDocs, only what is typed in the pages",
    }
    ours = one["ours"]
    rows = [
        (
            name,
            f"{one[key]['seconds']:.1f} s",
            f"{one[key]['cpu']:.1f} s",
            f"{ours['cpu'] / one[key]['cpu']:.2f}",
            f"{one[key]['html_kB'] / 1000:.1f} MB",
        )
        for key, name in names.items()
    ]
    again = one["one_page"]
    about = (
        f"{one['pages']} pages, written by MkDocs. After one page is changed it can be looked at in "
        f"{again['look']:.1f} s, and the finished site is there in {again['site']:.0f} s. {_measured(one)}"
    )
    heads = ("", "a whole build", "processor time", "ours takes this many times as much", "pages made")
    return _table(about, heads, rows)


def _scale(found: Mapping[str, Any]) -> str:
    """The build and the search with many times the pages and aids."""
    one = found["scale"]
    times = one["times"]
    rows = [
        ("as it is", f"{one['once']['pages']:,}", f"{one['once']['seconds']:g} s", "see above"),
        (
            f"{times} times the pages and aids",
            f"{one['many']['pages']:,}",
            f"{one['many']['seconds']:g} s",
            f"{one['search']['first_result_ms']:g} ms",
        ),
    ]
    about = (
        f"Pages and search list. The build takes {one['growth']:g} times as long. The search is measured at a "
        f"quarter of this machine’s speed. {_measured(one)}"
    )
    heads = ("", "pages", "a whole build", "first result of a search within")
    return _table(about, heads, rows)


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
