"""What can go wrong around a page in use: in each case what was entered is there, the page says what happened and what
to do, and the printed rules are whole.

test_runtime.py breaks the runtime's files one by one, test_offline.py the saved copies and the service worker's
updates, test_aid_1_slow_and_broken.py the first load. Here is the rest, on the page as readers have it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pipeline.policy import AIDS_WORKER, Headers
from tests.browser.aid_page import (
    START,
    TODAY,
    answer_confidentiality,
    answer_review,
    choose,
    expect_level,
    open_aid,
    question,
)
from tests.browser.faulty_server import FaultyServer
from tests.browser.test_aid_1_slow_and_broken import BROKEN, expect_failed, set_deadline

whole = pytest.mark.whole

#: Said into the page before its own scripts.
NO_STORAGE = """
for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB'])
    Object.defineProperty(window, name, {get() { throw new DOMException('Refused.', 'SecurityError'); }});"""
FULL_STORAGE = """
Storage.prototype.setItem = () => { throw new DOMException('Full.', 'QuotaExceededError'); };"""


def expect_survived(page: Page) -> None:
    """Failed in words, with the answers kept, and the rules on paper."""
    expect_failed(page)
    expect_printed_rules(page)


def expect_printed_rules(page: Page) -> None:
    """On paper: every rule with what to do, and every question."""
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    rows = page.locator(".sg-rules__table tbody tr")
    assert rows.count() > 3
    for row in (rows.first, rows.last):
        expect(row).to_be_visible()
    expect(page.locator(".sg-rules__todo li").first).to_be_visible()
    expect(page.locator("fieldset.sg-q").last).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")


def in_worker(page: Page, *changes: tuple[str, str]) -> None:
    """The aids' worker with some of its text changed."""

    def answer(route: Any) -> None:
        reply = route.fetch()
        text = reply.text()
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        route.fulfill(response=reply, body=text)

    page.context.route(re.compile(r"/assets/sg/worker-\w+\.js"), answer)


# --- blocked --------------------------------------------------------------------------------------------


@pytest.fixture
def no_wasm(server: FaultyServer) -> Iterator[None]:
    """A host, or a filter in front of it, whose policy forbids WebAssembly."""
    before = server.safety
    strict = {"Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'"}
    server.safety = [*before, Headers(AIDS_WORKER, strict)]
    yield
    server.safety = before


def test_webassembly_blocked(page: Page, watch: Any, no_wasm: None) -> None:
    watch(page).allow(*BROKEN, "Content Security Policy", "unsafe-eval")
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_survived(page)
    expect(page.locator(".sg-aid__status")).to_contain_text("set to block WebAssembly")


@whole
def test_the_runtime_blocked_by_an_extension(page: Page, watch: Any) -> None:
    watch(page).allow(*BROKEN)
    page.context.route("**/runtime/**", lambda route: route.abort("blockedbyclient"))
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_survived(page)


@whole
def test_the_worker_blocked_by_an_extension(page: Page, watch: Any) -> None:
    watch(page).allow(*BROKEN)
    page.context.route("**/assets/sg/worker-*.js", lambda route: route.abort("blockedbyclient"))
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_survived(page)


@whole
@pytest.mark.parametrize("path", ["/", "/justice/court/", "/practise/sharing/", "/aids/vrr-deadline/"])
def test_every_script_blocked(page: Page, watch: Any, path: str) -> None:
    watch(page).allow("ERR_BLOCKED_BY_CLIENT", "Failed to load")
    page.route(re.compile(r"\.m?js$"), lambda route: route.abort("blockedbyclient"))
    page.goto(path)
    expect(page.locator("h1")).to_be_visible()
    link = page.locator("[data-sg-leave]")
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", re.compile("^https://"))
    if "aids" in path:
        expect(page.locator(".sg-aid__static")).to_be_visible()
        expect(page.locator(".sg-aid__buttons")).to_be_hidden()
        assert page.locator(".sg-rules__table tbody tr").count() > 3


# --- slow, wrong type, gone -----------------------------------------------------------------------------


@whole
@pytest.mark.parametrize(
    ("files", "media_type"),
    [
        ("/runtime/*.wasm", "text/html"),
        ("/runtime/*.zip", "text/plain"),
        ("/runtime/manifest.json", "text/html"),
    ],
)
def test_right_files_under_a_wrong_type_are_used(
    page: Page, server: Any, files: str, media_type: str
) -> None:
    server.fault(files, "type", media_type=media_type)
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")


@whole
@pytest.mark.parametrize("files", ["/runtime/*.mjs", "/assets/sg/worker-*.js"])
def test_scripts_under_a_wrong_type_end_in_words(page: Page, server: Any, watch: Any, files: str) -> None:
    watch(page).allow(*BROKEN)
    server.fault(files, "type", media_type="text/html")
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_survived(page)


@whole
def test_slower_than_the_deadline(page: Page, server: Any, watch: Any) -> None:
    watch(page).allow(*BROKEN)
    set_deadline(page, 1500)
    server.fault("/runtime/*.wasm", "slow", rate=20_000)
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect(page.locator(".sg-aid__status")).to_contain_text("The connection is slow", timeout=START)
    expect_survived(page)
    expect(page.locator(".sg-aid__status")).to_contain_text("too slow")


@whole
def test_the_server_gone_before_the_aid_was_touched(page: Page, server: Any, watch: Any) -> None:
    watch(page).allow(*BROKEN)
    open_aid(page, "confidentiality")
    server.fault("/*", "drop")
    answer_confidentiality(page)
    expect_survived(page)
    server.heal()
    page.get_by_role("button", name="Try again").click()
    expect_level(page, "Share what is needed")


@whole
def test_the_server_gone_after_the_first_answer(page: Page, server: Any) -> None:
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    server.fault("/*", "drop")
    choose(page, "danger", "yes")
    expect_level(page, "Emergency")
    expect_printed_rules(page)


# --- the worker -----------------------------------------------------------------------------------------


@whole
def test_a_worker_killed_in_the_middle_of_an_answer(page: Page) -> None:
    """The system takes its memory back: the worker is gone and says nothing."""
    page.add_init_script(
        """const Real = Worker;
        let left = 1;
        window.Worker = class extends Real {
            postMessage(message) {
                super.postMessage(message);
                if (message.request && left-- > 0) this.terminate();
            }
        };
        document.addEventListener("readystatechange", () => {
            const root = document.querySelector(".sg-aid");
            if (root) { root.dataset.sgRuntime = ""; root.dataset.sgWatchdog = "1500"; }
        });"""
    )
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    expect(question(page, "grounds").locator('input[value="serious-harm"]')).to_be_checked()


OUT_OF_MEMORY = "(() => { throw new WebAssembly.RuntimeError('memory access out of bounds'); })()"


@whole
def test_out_of_memory_in_an_answer_ends_in_words(page: Page, watch: Any) -> None:
    watch(page).allow("aids:")
    in_worker(page, ("answer: handle(request)", f"answer: {OUT_OF_MEMORY}"))
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_survived(page)
    expect(page.locator(".sg-aid__status")).to_contain_text("ran out of memory")


@whole
def test_no_memory_to_start_with(page: Page, watch: Any) -> None:
    watch(page).allow("aids:")
    refuse = (
        "WebAssembly.Memory = class { constructor() { throw new RangeError('could not allocate memory'); } };"
    )
    in_worker(page, ("const PROTOCOL = 1;", f"const PROTOCOL = 1; {refuse}"))
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_survived(page)


@whole
def test_memory_that_cannot_grow_is_no_wrong_answer(page: Page, watch: Any) -> None:
    """Either the answer is right, or none is given: with all growth refused from the start."""
    watch(page).allow("aids:", "memory", "Memory", "out of")
    refuse = (
        "WebAssembly.Memory.prototype.grow = () => { throw new RangeError('Maximum memory size exceeded'); };"
    )
    in_worker(page, ("const PROTOCOL = 1;", f"const PROTOCOL = 1; {refuse}"))
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    status = page.locator(".sg-aid__status")
    expect(status.or_(page.locator(".sg-aid__result > .sg-level")).first).to_be_visible()
    page.wait_for_timeout(3000)
    if status.get_attribute("data-state") == "failed":
        expect_survived(page)
    else:
        expect_level(page, "Share what is needed")


# --- half a deploy --------------------------------------------------------------------------------------


@whole
def test_an_old_page_whose_runtime_is_gone(page: Page, server: Any, watch: Any) -> None:
    """The page was opened before a new edition went up; the files it names are no longer there."""
    watch(page).allow(*BROKEN)
    open_aid(page, "confidentiality")
    server.fault("/runtime/*", "missing")
    server.fault("/assets/sg/*", "missing")
    answer_confidentiality(page)
    expect_survived(page)


@whole
def test_an_old_page_with_a_new_runtime(page: Page, watch: Any) -> None:
    watch(page).allow("aids:")
    page.context.route(
        "**/runtime/manifest.json", lambda route: route.fulfill(json={"protocol": 999, "files": {}})
    )
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    status = page.locator(".sg-aid__status")
    expect(status).to_have_attribute("data-state", "failed", timeout=START)
    expect(status).to_contain_text("updated in the meantime")
    expect(status).to_contain_text("Load this page again")
    expect(question(page, "grounds").locator('input[value="serious-harm"]')).to_be_checked()
    expect_printed_rules(page)


@whole
def test_a_new_page_with_old_rules_in_the_runtime(page: Page) -> None:
    page.route(
        "**/aids/confidentiality/",
        lambda route: route.fulfill(
            body=re.sub(r'data-version="[^"]+"', 'data-version="99.0.0/99"', route.fetch().text())
        ),
    )
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    expect(page.locator(".sg-aid__result")).to_contain_text("different versions")
    expect_printed_rules(page)


@whole
def test_a_manifest_that_names_other_bytes(page: Page, watch: Any) -> None:
    """A half-finished upload: the list is new, a file is still the old one."""
    watch(page).allow("aids:")

    def other(route: Any) -> None:
        told = route.fetch().json()
        told["files"]["aids"]["sha256"] = told["files"]["library"]["sha256"]
        route.fulfill(json=told)

    page.context.route("**/runtime/manifest.json", other)
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_survived(page)


# --- clock, zone, storage, service worker, tabs -----------------------------------------------------------


@whole
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata"])
def test_another_time_zone_gives_the_same_dates(new_page: Any, zone: str) -> None:
    page = new_page("phone", timezone_id=zone)
    page.clock.set_fixed_time(TODAY)
    open_aid(page, "vrr-deadline")
    answer_review(page)
    expect_level(page, "Ask by the date below")
    expect(page.locator(".sg-date__day time").first).to_have_attribute("datetime", "2026-11-26")


@whole
@pytest.mark.parametrize("year", [1970, 2025])
def test_a_clock_that_is_behind_is_said(page: Page, year: int) -> None:
    page.clock.set_fixed_time(f"{year}-01-01T10:00:00+00:00")
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    said = page.locator(".sg-aid__result .sg-aid__clock")
    expect(said).to_contain_text(f"1 January {year}")
    expect(said).to_contain_text("Set the date on this device")


@whole
def test_a_clock_that_is_right_is_not_mentioned(page: Page) -> None:
    page.clock.set_fixed_time(datetime.datetime.now(datetime.UTC).isoformat())
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    expect(page.locator(".sg-aid__clock")).to_have_count(0)


@whole
def test_a_clock_far_ahead_shows_the_law_as_overdue(page: Page) -> None:
    page.clock.set_fixed_time("2099-01-01T10:00:00+00:00")
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    expect(page.locator(".sg-aid__result")).to_contain_text("due to be checked again")


@pytest.mark.parametrize(
    "script", [NO_STORAGE, pytest.param(FULL_STORAGE, marks=whole)], ids=["refused", "full"]
)
def test_storage_refused_or_full(new_page: Any, watch: Any, script: str) -> None:
    page = new_page("phone", service_workers="allow")
    page.add_init_script(script)
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    expect(page.locator("[data-sg-leave]")).to_be_visible()
    expect_printed_rules(page)
    page.goto("/reference/offline/")
    expect(page.locator(".sg-save__state")).to_be_visible()
    if script == NO_STORAGE:
        expect(page.locator(".sg-save__state")).to_contain_text("keeps no copies")
    page.locator("[data-sg-colours]").click()  # not remembered, and works all the same
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


@whole
@pytest.mark.parametrize(
    "script",
    [
        "throw new Error('broken from the start');",
        "addEventListener('fetch', () => { throw new Error('broken'); });"
        "addEventListener('activate', event => event.waitUntil(clients.claim()));",
        "addEventListener('install', e => e.waitUntil(Promise.reject(new Error('broken'))));",
    ],
    ids=["evaluation", "fetch", "install"],
)
def test_a_broken_service_worker_breaks_no_page(new_page: Any, watch: Any, script: str) -> None:
    page = new_page("phone", service_workers="allow")
    watch(page).allow("sw.js", "broken", "ServiceWorker", "status of")
    page.context.route("**/sw.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    page.goto("/reference/about/")
    page.wait_for_timeout(500)
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    page.goto("/justice/court/")
    expect(page.locator("h1")).to_be_visible()


@whole
def test_two_tabs_have_nothing_of_each_other(page: Page) -> None:
    other = page.context.new_page()
    open_aid(page, "confidentiality")
    open_aid(other, "confidentiality")
    answer_confidentiality(page)
    choose(other, "danger", "yes")
    expect_level(page, "Share what is needed")
    expect_level(other, "Emergency")
    other.get_by_role("button", name="Clear my answers").click()
    expect(other.locator(".sg-aid__result")).to_be_hidden()
    expect_level(page, "Share what is needed")
    other.close()
    choose(page, "danger", "yes")
    expect_level(page, "Emergency")
