"""A reader's first visit on a slow line: bytes, the largest paint, layout shift. One page of every template.

On a phone's screen, with an empty device, in Chromium; the line is made slow on the server's side.
"""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.line import LINES, CountingServer
from pipeline import browser as choice
from pipeline.serve import running

PAGES = {
    "start page": "/",
    "guidance": "/talk/confidentiality/",
    "long guidance": "/justice/no-further-action/",
    "aid": "/aids/confidentiality/",
    "scenarios": "/practise/",
    "register": "/reference/law-register/",
}
SAMPLES = 5
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
}
WATCH = """
window.seen = {paint: 0, shift: 0};
new PerformanceObserver((list) => { for (const each of list.getEntries()) seen.paint = each.startTime; })
    .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => { for (const each of list.getEntries()) if (!each.hadRecentInput) seen.shift += each.value; })
    .observe({type: "layout-shift", buffered: true});
"""


def measure(site: Path) -> dict[str, Any]:
    """Figures by page, medians of SAMPLES visits."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**choice.get().launch_options())
        with running(CountingServer(site, LINES["slow-4g"])) as server:
            assert isinstance(server, CountingServer)
            found = {name: visits(browser, server, path) for name, path in PAGES.items()}
        browser.close()
    return {"line": "slow-4g", "pages": found}


def visits(browser: Browser, server: CountingServer, path: str) -> dict[str, float]:
    """The figures of one page."""
    paints, shifts, sizes = [], [], []
    for _ in range(SAMPLES):
        # Without the service worker: what it keeps for later comes after the page and delays nothing.
        context = browser.new_context(**PHONE, service_workers="block")
        context.add_init_script(WATCH)
        page = context.new_page()
        server.reset()
        page.goto(server.url + path, wait_until="load")
        sizes.append(server.sent)
        page.wait_for_timeout(800)
        seen = page.evaluate("window.seen")
        paints.append(seen["paint"] / 1000)
        shifts.append(seen["shift"])
        context.close()
    low, middle, high = statistics.quantiles(paints, n=4, method="inclusive")
    return {
        "first_visit_kB": round(statistics.median(sizes) / 1000, 1),
        "largest_paint_seconds": round(middle, 2),
        "noise": round((high - low) / 2, 3),
        "layout_shift": round(max(shifts), 4),
    }
