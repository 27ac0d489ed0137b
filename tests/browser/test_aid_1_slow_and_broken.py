"""A slow line, a broken file, a runtime that never comes: answers stay, the page says what happens and what to do."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.aid_page import START, answer_confidentiality, choose, expect_level, open_aid, question

RUNTIME = "/runtime/*"
BROKEN = ("404", "Failed to load", "aids:", "WebAssembly", "wasm", "import", "ERR_", "MIME")
# What Python's own start says when its library did not come; whether it gets to say it is a matter of milliseconds.
NO_LIBRARY = (
    "installing the standard library",
    "Python runtime state",
    "encodings",
    "thread 0x",
    "no Python frame",
    r"console:  \(",
)


def set_deadline(page: Page, milliseconds: int) -> None:
    """A shorter patience, given to the page as a host would give it."""
    page.add_init_script(
        f"""document.addEventListener("readystatechange", () => {{
            const root = document.querySelector(".sg-aid");
            if (!root) return;
            root.dataset.sgRuntime = "";
            root.dataset.sgDeadline = root.dataset.sgStall = "{milliseconds}";
        }});"""
    )


def expect_failed(page: Page) -> None:
    """The terminal state: what happened, what to do, the table, and the answers as they were."""
    status = page.locator(".sg-aid__status")
    expect(status).to_have_attribute("data-state", "failed", timeout=START)
    expect(status).to_contain_text("What you entered is still here.")
    expect(status).to_contain_text("ring 999")
    expect(status.get_by_role("link", name="Open the table")).to_be_visible()
    expect(question(page, "grounds").locator('input[value="serious-harm"]')).to_be_checked()
    expect(page.locator(".sg-rules__table")).to_be_visible()


def test_nothing_is_fetched_for_somebody_who_only_reads(page: Page, server: Any) -> None:
    open_aid(page, "confidentiality")
    page.mouse.wheel(0, 2000)
    page.wait_for_timeout(500)
    assert not [path for path in server.seen if path.startswith("/runtime/")]


def test_first_touch_starts_the_runtime(page: Page, server: Any) -> None:
    open_aid(page, "confidentiality")
    with page.expect_response("**/runtime/manifest.json"):
        choose(page, "danger", "not-sure")


def test_answers_are_taken_while_it_loads_and_the_answer_comes(page: Page, server: Any) -> None:
    server.fault("/runtime/*.wasm", "slow", rate=100_000)
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    status = page.locator(".sg-aid__status")
    expect(status).to_contain_text("Go on answering.")
    expect(status.locator("progress")).to_be_visible()
    expect(page.locator(".sg-aid__strip")).to_contain_text("Getting ready")
    expect(page.locator(".sg-aid__result")).to_be_hidden()
    server.heal()
    expect_level(page, "Share what is needed")
    expect(status).to_be_hidden()


def test_the_answer_asked_for_early_is_shown_when_it_is_there(page: Page, server: Any) -> None:
    server.fault("/runtime/*.wasm", "delay", seconds=60)
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    page.get_by_role("button", name="See the full answer").click()
    server.heal()
    expect(page.locator("#answer-t")).to_be_focused(timeout=START)


def test_somebody_who_has_gone_elsewhere_is_left_in_peace(page: Page, server: Any) -> None:
    server.fault("/runtime/*.wasm", "delay", seconds=60)
    open_aid(page, "confidentiality")
    choose(page, "danger", "no")
    page.get_by_role("button", name="See the full answer").click()
    menu = page.locator("[data-sg-leave]")
    menu.focus()
    server.heal()
    expect(page.locator(".sg-aid__headline")).to_be_visible(timeout=START)
    expect(menu).to_be_focused()


@pytest.mark.parametrize(
    ("files", "kind", "details"),
    [
        ("/runtime/*.wasm", "missing", {}),
        ("/runtime/*.wasm", "truncate", {}),
        pytest.param("/runtime/*.wasm", "garbage", {}, marks=pytest.mark.whole),
        ("/runtime/[af]i*", "garbage", {}),  # all aids, and the small file of this one
        ("/runtime/library*", "drop", {}),
        pytest.param("/runtime/manifest.json", "missing", {}, marks=pytest.mark.whole),
        pytest.param("/runtime/pyodide*js", "error", {}, marks=pytest.mark.whole),
        ("/assets/sg/worker-*.js", "missing", {}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_broken_files(page: Page, server: Any, watch: Any, files: str, kind: Any, details: Any) -> None:
    watch(page).allow(*BROKEN, *(NO_LIBRARY if "library" in files else ()))
    server.fault(files, kind, **details)
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_failed(page)


def test_a_broken_small_file_is_made_good_without_a_word(page: Page, server: Any, watch: Any) -> None:
    """The one aid's own file does not come whole: all aids are fetched, the reader sees the answer."""
    watch(page)
    server.fault("/runtime/first/*", "garbage")
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect(page.locator(".sg-aid__headline")).to_be_visible(timeout=START)
    expect(page.locator(".sg-aid__status--failed")).to_have_count(0)


def test_a_runtime_that_never_comes_is_given_up(page: Page, server: Any, watch: Any) -> None:
    watch(page).allow(*BROKEN)
    set_deadline(page, 2000)
    server.fault("/runtime/*.wasm", "hang")
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_failed(page)


def test_trying_again_brings_the_answer(page: Page, server: Any, watch: Any) -> None:
    watch(page).allow(*BROKEN)
    server.fault("/runtime/*.wasm", "missing")
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_failed(page)
    server.heal()
    page.get_by_role("button", name="Try again").click()
    expect_level(page, "Share what is needed")
    expect(page.locator(".sg-aid__status")).to_be_hidden()


def test_the_table_is_one_tap_away_and_keeps_the_answers(page: Page, server: Any, watch: Any) -> None:
    watch(page).allow(*BROKEN)
    server.fault("/runtime/*.wasm", "missing")
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_failed(page)
    page.locator(".sg-aid__strip").get_by_role("link", name="Open the table").click()
    expect(page.locator("#rules")).to_be_focused()
    expect(page.locator("#rules")).to_be_in_viewport()
    assert "#" not in page.url
    expect(question(page, "grounds").locator('input[value="serious-harm"]')).to_be_checked()


def test_an_older_page_than_its_rules_says_so(page: Page) -> None:
    page.route("**/aids/confidentiality/", lambda route: route.fulfill(body=changed(route)))
    open_aid(page, "confidentiality")
    choose(page, "danger", "yes")
    expect(page.locator(".sg-aid__result")).to_contain_text("different versions", timeout=START)


def changed(route: Any) -> str:
    import re

    text: str = route.fetch().text()
    return re.sub(r'data-version="[^"]+"', 'data-version="0.0.0/0"', text)


def test_a_worker_that_dies_is_started_again(page: Page) -> None:
    open_aid(page, "confidentiality")
    choose(page, "danger", "no")
    expect(page.locator(".sg-aid__headline")).to_be_visible(timeout=START)
    page.evaluate(
        """async () => {
            const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
            const { runtime } = await import(loaded.find((name) => name.includes("/assets/sg/runtime-")));
            runtime().stop();
        }"""
    )
    choose(page, "danger", "yes")
    expect_level(page, "Emergency")
