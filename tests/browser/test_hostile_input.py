"""Hostile text on the page of an aid, and a page that text cannot turn into script.

The doors behind the page have theirs in tests/rules/test_hostile.py and test_runtime.py.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.aid_page import START, open_aid, question
from tests.rules.test_hostile import TEXTS

FIELD = {"note-language": "note", "disclosure-questions": "question"}


def field(page: Page, slug: str) -> Any:
    return question(page, FIELD[slug]).locator("textarea")


@pytest.mark.whole
@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("slug", FIELD)
def test_text_stays_text_and_is_kept(page: Page, slug: str, name: str) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    open_aid(page, slug)
    text = TEXTS[name].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    field(page, slug).fill(text)
    page.get_by_role("button", name="See the full answer").click()
    expect(page.locator(".sg-aid__result > .sg-level, .sg-errors").first).to_be_visible(timeout=START)
    kept = field(page, slug).input_value()
    assert len(kept) >= len(text.replace("\r\n", "\n")) - 1
    assert page.locator(".sg-aid :is(img, script, svg, iframe)").count() == 0
    page.evaluate(
        "document.querySelectorAll('.sg-aid__result details').forEach(fold => { fold.open = true; })"
    )
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    # The page still answers to the reader.
    page.get_by_role("button", name="Clear my answers").click()
    expect(page.locator(".sg-aid__result")).to_be_hidden()
    assert field(page, slug).input_value() == ""


@pytest.mark.whole
def test_half_a_sign_is_no_end(page: Page) -> None:
    """A lone surrogate, as a cut-off emoji leaves it: typed in by a script, because no keyboard can."""
    open_aid(page, "note-language")
    page.evaluate(
        """() => {
            const field = document.querySelector('fieldset[data-q="note"] textarea');
            field.value = 'half a sign \\ud83d and she was promiscuous';
            field.dispatchEvent(new Event('input', {bubbles: true}));
        }"""
    )
    expect(page.locator(".sg-aid__result > .sg-level")).to_be_visible(timeout=START)
    expect(page.locator(".sg-spans mark").first).to_contain_text("promiscuous")


ATTEMPTS = (
    "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')",
    "document.body.innerHTML = '<b>x</b>'",
    "document.body.append(Object.assign(document.createElement('script'), {text: 'window.got = 1'}))",
    "new Worker('/sw.js')",
    "trustedTypes.createPolicy('another', {createHTML: text => text})",
)


def test_the_browser_refuses_to_make_script_or_markup_from_text(page: Page, watch: Any) -> None:
    watch(page).allow("Trusted", "Content Security Policy", "violates")
    page.goto("/reference/about/")
    for attempt in ATTEMPTS:
        told = page.evaluate(
            f"() => {{ try {{ {attempt}; return 'done'; }} catch (e) {{ return e.name; }} }}"
        )
        assert told == "TypeError", attempt
    assert page.evaluate("window.got") is None


@pytest.mark.whole
def test_a_service_worker_is_named_by_the_policy_only(new_page: Any, watch: Any) -> None:
    page = new_page("phone", service_workers="allow")
    watch(page).allow("Trusted", "violates")
    page.goto("/reference/about/")
    register = "navigator.serviceWorker.register('/sw.js').then(() => 'done', error => error.name)"
    assert (
        page.evaluate(f"async () => {{ try {{ return await {register}; }} catch (e) {{ return e.name; }} }}")
        == "TypeError"
    )


def test_an_inline_script_and_a_stranger_are_refused(page: Page, watch: Any) -> None:
    watch(page).allow("Content Security Policy", "violates", "Refused", "stranger")
    page.goto("/reference/about/")
    told = page.evaluate(
        """async () => {
            const seen = [];
            addEventListener('securitypolicyviolation', event => seen.push(event.effectiveDirective));
            const img = document.createElement('img');
            img.src = 'https://stranger.invalid/x.png';
            document.body.append(img);
            await fetch('https://stranger.invalid/x').catch(() => {});
            const frame = document.createElement('iframe');
            frame.src = 'https://stranger.invalid/';
            document.body.append(frame);
            const style = document.createElement('style');
            style.textContent = 'body {display: none}';
            document.head.append(style);
            await new Promise(done => setTimeout(done, 300));
            return seen;
        }"""
    )
    assert {"img-src", "connect-src", "frame-src", "style-src-elem"} <= set(told), told
