"""Seconds to an aid's first answer in each engine, for ``benchmarks`` and for a look: cold, warm, and once it is ready.

python -m tests.engines.times [--samples 5] [firefox webkit]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.bootstrap import ROOT
from pipeline.serve import Server, running
from tests.engines.drivers import NAMES, Engine, Tab, start

PATIENCE = 180.0
# From the reader's touch to the answer on the page, both seen by the page's own clock. The change comes from the page, as
# a click by the driver would add the driver's own time.
FIRST_ANSWER = """(patience) => new Promise((resolve, reject) => {
    const result = document.querySelector(".sg-aid__result");
    const input = document.querySelector("fieldset[data-q=danger] input[value=no]");
    const nation = document.querySelector("fieldset[data-q=nation] input[value=england]");
    const began = performance.now();
    const watch = new MutationObserver(() => {
        if (result.hidden || !result.querySelector(".sg-level")) return;
        watch.disconnect();
        requestAnimationFrame(() => resolve((performance.now() - began) / 1000));
    });
    watch.observe(result, {attributes: true, childList: true, subtree: true});
    setTimeout(reject, patience * 1000, new Error("no answer"));
    input.dispatchEvent(new PointerEvent("pointerdown", {bubbles: true}));
    input.click();
    nation.click();
})"""
# Taps on a ready aid, one after another, each until its answer is drawn: seconds each.
NEXT_ANSWERS = """async (count) => {
    const result = document.querySelector(".sg-aid__result");
    const inputs = [...document.querySelectorAll("fieldset[data-q=danger] input")];
    const taken = [];
    for (let turn = 0; turn < count; turn += 1) {
        const began = performance.now();
        await new Promise((resolve) => {
            const watch = new MutationObserver(() => { watch.disconnect(); resolve(); });
            watch.observe(result, {attributes: true, childList: true, subtree: true});
            inputs[turn % 2].click();
        });
        taken.push((performance.now() - began) / 1000);
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return taken;
}"""


@dataclass
class Times:
    """Seconds: of first visits, of second visits with what the browser kept, of a tap once it is ready."""

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    tap: list[float] = field(default_factory=list)


def first_answer(tab: Tab, site: str, slug: str = "confidentiality") -> float:
    """Seconds from the first touch to the first answer, on the page of an aid that asks about danger and nation."""
    tab.goto(f"{site}/aids/{slug}/")
    tab.until("document.querySelector('.sg-aid__buttons').hidden === false")
    return float(tab.run(FIRST_ANSWER, PATIENCE))


def next_answers(tab: Tab, count: int = 50) -> list[float]:
    """Seconds from a tap to the answer on the page, on a page where first_answer() was called."""
    return [float(each) for each in tab.run(NEXT_ANSWERS, count)]


def visits(engine: Engine, site: str, settle: float = 1.0) -> tuple[float, float, list[float]]:
    """One reader: seconds of the first visit, of the second, and of the taps after it."""
    tab = engine.open(width=390, height=800)
    try:
        cold = first_answer(tab, site)
        time.sleep(settle)  # for the browser to write its caches, the service worker to keep its copies
        tab.goto(site + "/")
        warm = first_answer(tab, site)
        return cold, warm, next_answers(tab)
    finally:
        tab.close()


def measure(name: str, folder: Path, samples: int) -> tuple[str, Times]:
    """Samples of an engine; a fresh process for each, so that none finds what another left."""
    times = Times()
    version = ""
    for _ in range(samples):
        with running(Server(folder)) as server, start(name) as engine:
            version = engine.version
            cold, warm, taps = visits(engine, server.url)
            times.cold.append(cold)
            times.warm.append(warm)
            times.tap += taps
    return version, times


def main(arguments: list[str]) -> int:
    """Prints a table of medians."""
    parser = argparse.ArgumentParser(prog="tests.engines.times", description=__doc__)
    parser.add_argument("engines", nargs="*", default=list(NAMES))
    parser.add_argument("--samples", type=int, default=5)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    options = parser.parse_args(arguments)
    print(
        f"{'seconds, medians of ' + str(options.samples):<28} {'cold':>7} {'warm':>7} {'tap':>7} {'tap, 99 %':>10}"
    )
    for name in options.engines:
        version, times = measure(name, options.site, options.samples)
        late = statistics.quantiles(times.tap, n=100)[98]
        print(
            f"{name + ' ' + version:<28} {statistics.median(times.cold):>7.2f} {statistics.median(times.warm):>7.2f}"
            f" {statistics.median(times.tap):>7.3f} {late:>10.3f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
