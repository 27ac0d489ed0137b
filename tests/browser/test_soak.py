"""Long use: thousands of answers in one page, many aids one after the other. Memory stays where it was."""

from __future__ import annotations

from itertools import cycle, islice
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.aid_page import TODAY, answer_confidentiality, choose, expect_level, open_aid
from tests.browser.full_use import AIDS_BY_SLUG, answer, answered

pytestmark = [pytest.mark.whole, pytest.mark.timeout(1800)]

EVALUATE = """async (count) => {
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const { runtime } = await import(loaded.find((name) => name.includes("/assets/sg/runtime-")));
    let good = 0;
    for (let i = 0; i < count; i += 1) {
        const answers = {danger: ["no", "yes", "not-sure"][i % 3], nation: "england", grounds: ["serious-harm"]};
        if ((await runtime().evaluate("confidentiality", answers, "2026-11-20")).ok) good += 1;
    }
    return good;
}"""


def collected(page: Page) -> tuple[int, int]:
    """Bytes of the page's JavaScript heap and number of DOM nodes, after the rubbish has been taken out."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
        page.wait_for_timeout(50)
    told = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    session.detach()
    return int(told["JSHeapUsedSize"]), int(told["Nodes"])


def test_two_thousand_evaluations_in_one_page(page: Page, capsys: pytest.CaptureFixture[str]) -> None:
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    assert page.evaluate(EVALUATE, 300) == 300  # what is made once is made
    before = collected(page)
    sizes = []
    for _ in range(4):
        assert page.evaluate(EVALUATE, 500) == 500
        sizes.append(collected(page))
    with capsys.disabled():
        print(
            f"\n2,000 evaluations: heap {before[0]:,} -> {[size for size, _ in sizes]}, nodes {before[1]} -> {sizes[-1][1]}"
        )
    assert sizes[-1][0] - before[0] < 1_500_000, (before, sizes)
    assert sizes[-1][1] - before[1] < 200, (before, sizes)


def test_two_hundred_changes_in_the_form_keep_the_page_as_it_was(page: Page) -> None:
    """Through the form and the drawn answer, not the runtime alone."""
    page.clock.set_fixed_time(TODAY)
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    before: tuple[int, int] | None = None
    for round_ in range(200):
        choose(page, "danger", "yes" if round_ % 2 else "no")
        if round_ == 40:
            before = collected(page)
    expect_level(page, "Emergency")
    after = collected(page)
    assert before
    assert after[1] - before[1] < 1500, (before, after)
    assert after[0] - before[0] < 3_000_000, (before, after)


def test_two_hundred_aids_opened_and_closed(
    page: Page, watch: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """One tab, aid after aid; at the end it answers as at the beginning, with one worker."""
    page.clock.set_fixed_time(TODAY)
    heaps = []
    for number, slug in enumerate(islice(cycle(AIDS_BY_SLUG), 200)):
        open_aid(page, slug)
        if number % 10 == 0:
            answer(page, slug)
            answered(page)
            assert len(page.workers) == 1
        if number % 50 == 1:
            heaps.append(collected(page)[0])
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    assert len(page.workers) == 1
    heaps.append(collected(page)[0])
    with capsys.disabled():
        print(f"\n200 aids: heap {heaps}")
    assert max(heaps) < 60_000_000, heaps
    assert watch(page).off_origin() == []
    expect(page.locator(".sg-aid__status")).to_be_hidden()
