"""How long an answer takes once Python runs: every aid, answer by answer, as a reader taps them.

Measured in the page, from asking the runtime to having the result: the way to the worker and back is in it. Each aid is
asked with its sample answers in turn; the first one of an aid is left out, because it comes with opening the page. Whoever
opened it reads that answer before tapping: READING_MS.
"""

from __future__ import annotations

import json
import statistics
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.browsers import Browser
from benchmarks.line import LINES, CountingServer
from benchmarks.peers import runtime_script
from decision_aids import api
from pipeline.runtime_samples import answer_sets
from pipeline.serve import running

DAY = "2026-11-20"
MOST = 40  # sets of answers for each aid
READING_MS = 1500
TAPS = """async (script, asked, day, reading) => {
    const { runtime } = await import(script);
    const aids = runtime();
    const found = {};
    for (const [slug, sets] of asked) {
        await aids.evaluate(slug, sets[0], day);
        found[slug] = [];
        await new Promise((read) => setTimeout(read, reading));
        for (const answers of sets) {
            const begun = performance.now();
            const result = await aids.evaluate(slug, answers, day);
            found[slug].push(performance.now() - begun);
            if (result.failed || result.superseded) throw new Error(slug);
        }
    }
    return found;
}"""


def measure(browser: Browser, site: Path) -> dict[str, Any]:
    """Milliseconds: the median and the 99th percentile over all aids, and the slowest aid by its own."""
    asked = []
    for aid in api.list_aids():
        described = json.loads(json.dumps(api.describe(aid["slug"], date.fromisoformat(DAY))))
        sets = list(answer_sets(described["questions"]))
        asked.append((aid["slug"], sets[:: max(1, len(sets) // MOST)][:MOST]))
    with running(CountingServer(site, LINES["none"])) as server:
        reader = browser.reader()
        reader.goto(f"{server.url}/reference/about/")
        found: dict[str, list[float]] = reader.run(TAPS, runtime_script(site), asked, DAY, READING_MS)
        reader.close()
    every = [one for times in found.values() for one in times]
    worst = {slug: percentile(times, 99) for slug, times in found.items()}
    slowest = max(worst, key=lambda slug: worst[slug])
    return {
        "aids": len(found),
        "answers": len(every),
        "median_ms": round(statistics.median(every), 2),
        "p99_ms": round(percentile(every, 99), 2),
        "slowest": slowest,
        "slowest_p99_ms": round(worst[slowest], 2),
    }


def percentile(values: list[float], percent: int) -> float:
    """The value that so many percent do not pass."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, -(-len(ordered) * percent // 100) - 1)]
