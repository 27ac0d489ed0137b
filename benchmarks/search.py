"""From a keystroke to the first result on the screen, and what the search fetches.

A phone has about a quarter of a desk computer's speed. Chromium's own throttling slows a page's main thread but not its
workers, in which the search runs, so the time is measured at full speed and multiplied by four.
"""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.line import LINES, CountingServer
from pipeline import browser as choice
from pipeline.serve import running

SLOWER = 4
QUERIES = (
    "cps dropped the case",
    "can i tell the police",
    "she is under 18",
    "nrm",
    "exploitatoin",
    "what do i say when she discloses",
)
TYPE = """async (queries) => {
    const field = document.querySelector("#sg-find-field");
    const list = document.querySelector("#sg-find-list");
    const found = [];
    for (const query of queries) {
        for (let length = 1; length <= query.length; length += 1) {
            const begun = performance.now();
            const shown = new Promise((resolve) => {
                const patience = setTimeout(() => resolve(false), 3000);
                new MutationObserver((_, watch) => {
                    watch.disconnect();
                    clearTimeout(patience);
                    requestAnimationFrame(() => setTimeout(() => resolve(true), 0));
                }).observe(list, {childList: true});
            });
            field.value = query.slice(0, length);
            field.dispatchEvent(new Event("input", {bubbles: true}));
            if (await shown) found.push(performance.now() - begun);
        }
    }
    return found;
}"""


def measure(site: Path, samples: int = 5) -> dict[str, Any]:
    """Milliseconds at a quarter of the speed: the median and the 99th percentile of all keystrokes; bytes fetched."""
    runs: list[list[float]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**choice.get().launch_options())
        with running(CountingServer(site, LINES["none"])) as server:
            assert isinstance(server, CountingServer)
            for _ in range(samples):
                context = browser.new_context(service_workers="block")
                page = context.new_page()
                page.goto(server.url + "/")
                server.reset()
                page.locator("[data-sg-find]:visible").first.click()
                page.locator("#sg-find-field").fill("police")
                page.wait_for_selector("#sg-find-list a")
                sent = server.sent
                page.locator("#sg-find-field").fill("")
                runs.append(page.evaluate(TYPE, list(QUERIES)))
                context.close()
        browser.close()
    each = [statistics.median(run) * SLOWER for run in runs]
    low, middle, high = statistics.quantiles(each, n=4, method="inclusive")
    every = sorted(one * SLOWER for run in runs for one in run)
    return {
        "first_result_ms": round(middle, 1),
        "noise_ms": round((high - low) / 2, 1),
        "p95_ms": round(every[int(len(every) * 0.95)], 1),
        "keystrokes": len(every),
        "index_kB": round(sent / 1000, 1),
    }
