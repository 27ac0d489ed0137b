"""The image of Python's memory that is kept on the device: quicker, never needed, never with an answer in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from pipeline.serve import running
from tests.browser.aid_page import answer_confidentiality, expect_level
from tests.browser.faulty_server import FaultyServer
from tests.browser.waiting import until
from tests.browser.watch import Watch

BEGIN = """async (slug) => {
    const { Runtime } = await import(window.sgRuntime);
    window.aids = new Runtime({image: () => 'sg:/:image:'});
    return window.aids.evaluate(slug, {danger: 'no', nation: 'england'}, '2026-11-20');
}"""
KEPT = """async () => {
    const names = (await caches.keys()).filter(name => name.startsWith('sg:/:image:'));
    const sizes = [];
    for (const name of names) {
        const found = await (await caches.open(name)).match('/image');
        if (found) sizes.push((await found.arrayBuffer()).byteLength);
    }
    return sizes;
}"""
SPOIL = """async (how) => {
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        const found = await cache.match('/image');
        let bytes = new Uint8Array(await found.arrayBuffer());
        let headers = {'sg-sha256': found.headers.get('sg-sha256')};
        if (how === 'flipped') bytes[bytes.length >> 1] ^= 1;
        if (how === 'cut') bytes = bytes.slice(0, bytes.length >> 1);
        if (how === 'other') {  // whole by its hash, but no image that this Python can use
            bytes.fill(7, 2000, 3_000_000);
            const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
            headers = {'sg-sha256': [...hash].map(byte => byte.toString(16).padStart(2, '0')).join('')};
        }
        await cache.put('/image', new Response(bytes, {headers}));
    }
}"""
RENAME = """async () => {
    const [name] = await caches.keys();
    await (await caches.open('sg:/:image:old')).put('/image', await (await caches.open(name)).match('/image'));
    await caches.delete(name);
}"""
HOLDS = """async (word) => {
    const wanted = [new TextEncoder().encode(word), new Uint8Array(new Uint16Array([...word].map(c => c.charCodeAt(0))).buffer)];
    for (const name of await caches.keys()) {
        const found = await (await caches.open(name)).match('/image');
        if (!found) continue;
        const bytes = new Uint8Array(await found.arrayBuffer());
        for (const part of wanted) {
            for (let at = bytes.indexOf(part[0]); at >= 0; at = bytes.indexOf(part[0], at + 1)) {
                if (part.every((byte, index) => bytes[at + index] === byte)) return true;
            }
        }
    }
    return false;
}"""


@pytest.fixture(scope="module")
def image_server(built_site: Path) -> Iterator[FaultyServer]:
    """The built site at an address of this module's own."""
    with running(FaultyServer(built_site)) as server:
        yield server


@pytest.fixture
def context(browser: Browser, image_server: FaultyServer) -> Iterator[BrowserContext]:
    """A browser that has kept nothing yet. The pages' own runtime stays idle; a second one is asked."""
    context = browser.new_context(service_workers="block")
    watched = Watch(context, image_server.url)
    yield context
    complaints = watched.complaints()
    context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def answer(context: BrowserContext, image_server: FaultyServer, built_site: Path) -> Callable[..., Any]:
    """answer() opens a page, asks an aid and gives (page, result, status)."""
    (script,) = (built_site / "assets" / "sg").glob("runtime-*.js")

    def ask(slug: str = "confidentiality") -> tuple[Page, Any, Any]:
        page = context.new_page()
        page.goto(f"{image_server.url}/reference/about/")
        page.evaluate("(name) => { window.sgRuntime = name; }", f"/assets/sg/{script.name}")
        result = page.evaluate(BEGIN, slug)
        return page, result, page.evaluate("aids.status")

    return ask


def until_kept(page: Page) -> int:
    """Waits for the image; gives its bytes."""
    for _ in range(200):
        sizes = page.evaluate(KEPT)
        if sizes:
            assert len(sizes) == 1
            return int(sizes[0])
        page.wait_for_timeout(50)
    pytest.fail("no image was kept")


def test_the_second_start_uses_it_and_says_the_same(answer: Any, image_server: FaultyServer) -> None:
    page, first, status = answer()
    assert status["state"] == "ready"
    assert not status["kept"], status
    assert 1_000_000 < until_kept(page) < 20_000_000
    page.close()
    page, second, status = answer()
    assert status["kept"], status
    assert second == first
    # The library follows, for what an error may want to import.
    until(page, "async () => (await aids.evaluate('no such aid', {}, '2026-11-20')).ok === false")
    assert page.evaluate("aids.evaluate('confidentiality', {danger: 'yes'}, '2026-11-20')")["ok"] is True


@pytest.mark.parametrize(
    "how", ["flipped", *(pytest.param(how, marks=pytest.mark.whole) for how in ("cut", "other"))]
)
def test_a_spoilt_one_is_thrown_away_and_made_anew(answer: Any, how: str) -> None:
    page, first, _ = answer()
    until_kept(page)
    page.evaluate(SPOIL, how)
    page.close()
    page, second, status = answer()
    assert second == first
    assert status["state"] == "ready"
    assert not status["kept"], status
    if how != "other":  # then the page goes on without images until it is left
        until_kept(page)
        page.close()
        page, third, status = answer()
        assert status["kept"]
        assert third == first


def test_no_answer_is_ever_in_it(answer: Any) -> None:
    page, _, _ = answer()
    page.evaluate("aids.evaluate('confidentiality', {danger: 'Zwiebelturm'}, '2026-11-20')")
    until_kept(page)
    assert page.evaluate(HOLDS, "child-protection"), "the search finds nothing at all"
    assert not page.evaluate(HOLDS, "Zwiebelturm")


def test_an_image_of_another_edition_is_replaced(answer: Any) -> None:
    page, first, _ = answer()
    until_kept(page)
    page.evaluate(RENAME)
    page.close()
    page, second, status = answer()
    assert not status["kept"]
    assert second == first
    until(page, "async () => !(await caches.has('sg:/:image:old'))")
    until_kept(page)


def test_where_no_copies_are_kept_there_is_none(context: BrowserContext, image_server: FaultyServer) -> None:
    page = context.new_page()
    page.goto(f"{image_server.url}/aids/confidentiality/")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    page.wait_for_timeout(1000)
    assert page.evaluate("caches.keys()") == []
