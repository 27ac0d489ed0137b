"""What goes wrong with the runtime: the reader keeps what they entered, sees what happened, and has the table."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engines.aid_page import START, choose, confidentiality, expect_level, open_aid
from tests.engines.drivers import Tab

BROKEN = [
    "NetworkError",
    "WebAssembly",
    "wasm",
    "MIME",
    "import",
    "Loading",
    "404",
    "error loading",
    "Failed",
    "aids:",
]
# Settings that a host may give to the page, read at the reader's first touch.
SET = """(settings) => {
    const root = document.querySelector(".sg-aid");
    Object.assign(root.dataset, {sgRuntime: "", ...settings});
}"""
# Keeps a hold of the workers that answer (not of the one that keeps an image), so that one can be ended from outside as a
# browser short of memory does: without a word.
HOLD = """() => {
    const Real = window.Worker;
    window.held = [];
    window.Worker = class extends Real {
        constructor(address, options) {
            super(address, options);
            if (options.name === "decision aids") window.held.push(this);
        }
    };
}"""


def expect_failed(tab: Tab) -> None:
    """The terminal state: what happened, what to do, the table, and the answers as they were."""
    tab.until("document.querySelector('.sg-aid__status').dataset.state === 'failed'", START)
    said = tab.text(".sg-aid__status")
    assert "What you entered is still here." in said
    assert "999" in said
    assert tab.value("document.querySelector('fieldset[data-q=grounds] input[value=serious-harm]').checked")
    assert tab.count(".sg-rules__table") == 1
    assert tab.count(".sg-aid__status a") >= 1


@pytest.mark.parametrize(
    ("files", "kind", "details"),
    [
        ("/runtime/*.wasm", "missing", {}),
        ("/runtime/*.wasm", "truncate", {"keep": 0.4}),
        ("/runtime/*.wasm", "garbage", {}),
        ("/runtime/library*", "drop", {}),
        ("/runtime/[af]i*", "garbage", {}),  # all aids, and the small file of this one
        ("/runtime/manifest.json", "missing", {}),
        ("/runtime/pyodide*js", "type", {"media_type": "text/html"}),
        ("/assets/sg/worker-*.js", "missing", {}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_file_is_told_and_a_second_try_works(
    open_tab: Any, server: Any, allowed: list[str], files: str, kind: Any, details: Any
) -> None:
    allowed += BROKEN
    tab: Tab = open_tab()
    server.fault(files, kind, **details)
    open_aid(tab, server.url, "confidentiality")
    confidentiality(tab)
    expect_failed(tab)
    server.heal()
    tab.click("button", "Try again")
    expect_level(tab, "Share what is needed")
    assert tab.value("document.querySelector('.sg-aid__status').hidden")


def test_right_bytes_under_a_wrong_type_do(open_tab: Any, server: Any) -> None:
    tab: Tab = open_tab()
    server.fault("/runtime/*.wasm", "type", media_type="application/octet-stream")
    open_aid(tab, server.url, "confidentiality")
    confidentiality(tab)
    expect_level(tab, "Share what is needed")


def test_a_slow_line_shows_progress_and_then_the_answer(open_tab: Any, server: Any) -> None:
    tab: Tab = open_tab(width=390, height=800)
    server.fault("/runtime/*.wasm", "slow", rate=1_000_000)
    open_aid(tab, server.url, "confidentiality")
    confidentiality(tab)
    tab.until("document.querySelector('.sg-aid__status progress')")
    assert "Go on answering." in tab.text(".sg-aid__status")
    server.heal()
    expect_level(tab, "Share what is needed")


def test_what_never_comes_is_given_up(open_tab: Any, server: Any, allowed: list[str]) -> None:
    allowed += BROKEN
    tab: Tab = open_tab()
    server.fault("/runtime/*.wasm", "hang")
    open_aid(tab, server.url, "confidentiality")
    tab.run(SET, {"sgDeadline": "2000", "sgStall": "2000"})
    confidentiality(tab)
    expect_failed(tab)


def test_a_worker_that_is_killed_is_started_again(open_tab: Any, server: Any) -> None:
    tab: Tab = open_tab()
    open_aid(tab, server.url, "confidentiality")
    tab.run(SET, {"sgWatchdog": "1500"})
    tab.run(HOLD)
    choose(tab, "danger", "no")
    tab.until("document.querySelector('.sg-aid__headline')", START)
    tab.run("() => held.at(-1).terminate()")
    choose(tab, "danger", "yes")
    expect_level(tab, "Emergency")
    assert tab.value("held.length") == 2


def test_a_worker_that_never_answers_twice_is_the_end(open_tab: Any, server: Any, allowed: list[str]) -> None:
    allowed += BROKEN
    tab: Tab = open_tab()
    open_aid(tab, server.url, "confidentiality")
    tab.run(SET, {"sgWatchdog": "1500"})
    tab.run(
        """() => {
            const Real = window.Worker;
            window.Worker = class extends Real {
                postMessage(data) { if (!("request" in data)) super.postMessage(data); }
            };
        }"""
    )
    confidentiality(tab)
    expect_failed(tab)


def test_the_server_gone_after_the_page_came(open_tab: Any, server: Any, allowed: list[str]) -> None:
    allowed += BROKEN
    tab: Tab = open_tab()
    open_aid(tab, server.url, "confidentiality")
    server.fault("*", "drop")
    confidentiality(tab)
    expect_failed(tab)
    server.heal()
    tab.click("button", "Try again")
    expect_level(tab, "Share what is needed")
