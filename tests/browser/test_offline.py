"""The site without signal: copies of what was visited, "Save for offline", newer editions, damage and refusal.

Where a test says that the server is stopped, its process has ended. Each test has a browser context of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from pipeline import offline
from pipeline.serve import running
from tests.browser.aid_page import START, answer_confidentiality, expect_level, open_aid
from tests.browser.faulty_server import FaultyServer
from tests.browser.host import Host
from tests.browser.watch import stored

GONE = (
    "ERR_CONNECTION_REFUSED",
    "ERR_CONNECTION_RESET",  # asked for in the moment the server went
    "ERR_FAILED",
    "status of 503",
    "status of 404",
    "ERR_EMPTY_RESPONSE",
    "ERR_INTERNET",
)
SAVING = 120_000
whole = pytest.mark.whole
PAGE = "/talk/confidentiality/"
OTHER = "/justice/court/"

CACHED = """async () => {
    const found = {};
    for (const name of await caches.keys()) {
        found[name] = (await (await caches.open(name)).keys()).map(request => request.url);
    }
    return found;
}"""
USED_IS_KEPT = """async () => {
    const used = performance.getEntriesByType('resource').map(entry => entry.name)
        .filter(name => /\\.(css|js)$/.test(name) && name.includes('/assets/'));
    const wanted = [location.href.split('#')[0], ...used];
    for (const name of wanted) if (!(await caches.match(name))) return false;
    return wanted.length > 5;
}"""
UPDATE = """async () => {
    const known = await navigator.serviceWorker.getRegistration();
    const state = new Promise(done => {
        const heed = fresh => fresh?.addEventListener('statechange', () => done(fresh.state));
        heed(known.installing);
        known.addEventListener('updatefound', () => heed(known.installing));
    });
    await known.update().catch(() => {});
    return state;
}"""
KEPT_ALL = """async (names) => {
    for (const name of names) if (!(await caches.match(`/${name}`))) return false;
    return true;
}"""
KEPT_TEXT = """async (part) => {
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            if (request.url.includes(part)) return (await cache.match(request)).text();
        }
    }
    return '';
}"""
DAMAGE = """async (part) => {
    let count = 0;
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            if (!request.url.includes(part)) continue;
            const copy = await cache.match(request);
            await cache.put(request, new Response('damaged', {headers: copy.headers}));
            count += 1;
        }
    }
    return count;
}"""


def copied(built: Path, folder: Path) -> Path:
    """A copy of the site whose files may be replaced."""
    shutil.copytree(built, folder, copy_function=os.link)
    return folder


def replace(folder: Path, name: str, text: str) -> None:
    """Gives a file of a copy new content, without its compressed neighbours."""
    for end in ("", ".br", ".gz"):
        (folder / (name + end)).unlink(missing_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def new_edition(folder: Path, root: Path, word: str, *names: str) -> str:
    """Puts a word into pages of a copy and lists it anew; gives the version."""
    for name in names:
        text = (folder / name).read_text(encoding="utf-8")
        replace(folder, name, text.replace('id="sg-content"', f'id="sg-content" data-edition="{word}"', 1))
    replace(folder, "offline.json", "")
    replace(folder, "sw.js", (root / "overrides" / "sw.js").read_text(encoding="utf-8"))
    return offline.build(folder)


@pytest.fixture
def deploy(built_site: Path, tmp_path: Path) -> Iterator[Host]:
    """A copy of the built site, to be changed, on a server that can be stopped."""
    with Host(copied(built_site, tmp_path / "site")) as host:
        yield host


@pytest.fixture
def faulty(built_site: Path) -> Iterator[FaultyServer]:
    """A server with faults, of its own, because copies belong to an address."""
    server = FaultyServer(built_site)
    with running(server):
        yield server
        server.heal()


@pytest.fixture
def visit(new_page: Any, watch: Any) -> Callable[..., Page]:
    """visit(url, **options): a page of a context with service workers, at that address."""

    def go(url: str, **options: Any) -> Page:
        page: Page = new_page("phone", base_url=url, service_workers="allow", **options)
        watch(page).site_url = url
        return page

    return go


def until(page: Page, expression: str, argument: Any = None) -> None:
    """Waits until an asynchronous function in the page gives something true."""
    end = time.monotonic() + START / 1000
    while not page.evaluate(expression, argument):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(100)


def ready(page: Page) -> None:
    """Waits until the service worker has the page and what it used."""
    until(page, "navigator.serviceWorker.controller !== null")
    until(page, USED_IS_KEPT)


def listed(folder: Path) -> dict[str, Any]:
    """offline.json of a site."""
    found: dict[str, Any] = json.loads((folder / "offline.json").read_text())
    return found


def save_all(page: Page) -> None:
    """Presses the button and waits for the end."""
    page.goto("/reference/offline/")
    page.get_by_role("button", name="Save for offline").click()
    expect(page.locator(".sg-save__says")).to_have_text(
        "Saved. The whole site now works without signal.", timeout=SAVING
    )


# --- without it ----------------------------------------------------------------------------------------


def test_without_worker_support_the_site_works(visit: Any, host: Host) -> None:
    page = visit(host.url)
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'serviceWorker', {value: undefined})")
    page.goto(PAGE)
    expect(page.locator("h1")).to_be_visible()
    page.goto("/reference/offline/")
    expect(page.locator(".sg-save__state")).to_contain_text("keeps no copies")
    assert page.evaluate(CACHED) == {}


def test_a_worker_that_cannot_be_had_is_no_fault_of_the_page(
    visit: Any, faulty: FaultyServer, watch: Any
) -> None:
    page = visit(faulty.url)
    watch(page).allow("sw.js", "404", "status of")
    faulty.fault("/sw.js", "missing")
    page.goto(PAGE)
    page.wait_for_timeout(800)
    expect(page.locator("h1")).to_be_visible()
    open_aid(page, "confidentiality")


def test_without_scripts_the_page_says_so(visit: Any, host: Host) -> None:
    page = visit(host.url, java_script_enabled=False)
    page.goto("/reference/offline/")
    expect(page.get_by_text("Saving needs scripts")).to_be_visible()
    expect(page.locator("[data-sg-save]")).to_be_hidden()


# --- what was visited ----------------------------------------------------------------------------------


def test_a_visited_page_is_there_without_signal(visit: Any, host: Host, watch: Any) -> None:
    page = visit(host.url)
    page.goto(PAGE)
    heading = page.locator("h1").inner_text()
    ready(page)
    host.stop()
    watch(page).allow(*GONE)
    page.goto(PAGE)
    expect(page.locator("h1")).to_have_text(heading)
    expect(page.locator("#sg-copy")).to_contain_text("You are reading the copy saved on this device on")
    assert page.locator("h1").evaluate("h => getComputedStyle(h).fontFamily") != ""
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_a_page_not_visited_says_so_and_lists_those_that_were(
    visit: Any, host: Host, watch: Any, axe: Any
) -> None:
    page = visit(host.url)
    page.goto(PAGE)
    heading = page.locator("h1").inner_text()
    ready(page)
    host.stop()
    watch(page).allow(*GONE)
    page.goto(OTHER)
    expect(page.locator("h1")).to_have_text("No signal, and no copy of this page here")
    expect(page.locator("[data-sg-leave]").first).to_be_visible()
    assert urlsplit(page.url).path == OTHER
    expect(page.locator("[data-sg-copies] a")).to_have_text([heading])
    assert axe(page) == []
    page.locator("[data-sg-copies] a").click()
    expect(page.locator("h1")).to_have_text(heading)
    host.start()
    page.goto(OTHER)
    expect(page.locator("h1")).not_to_contain_text("No signal")


def test_an_aid_that_was_used_answers_without_signal(visit: Any, host: Host, watch: Any) -> None:
    page = visit(host.url)
    page.goto(PAGE)
    ready(page)
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    files = [name for name, *_ in listed(host.folder)["files"] if name.startswith("runtime/")]
    names = [
        name for name in files if "whole" not in name
    ]  # that is kept when it was wanted, or with everything
    until(page, KEPT_ALL, names)  # the large files are compared and kept when the answer is there
    host.stop()
    watch(page).allow(*GONE)
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")


def test_a_query_is_never_kept(visit: Any, host: Host) -> None:
    page = visit(host.url)
    page.goto(PAGE)
    ready(page)
    page.goto(OTHER + "?name=secret")
    page.wait_for_timeout(800)
    assert "secret" not in json.dumps(page.evaluate(CACHED))


def test_only_listed_files_are_kept_and_nothing_else_is_stored(visit: Any, host: Host) -> None:
    page = visit(host.url)
    page.goto("/")
    ready(page)
    for path in (PAGE, "/no-such-page/", "/aids/confidentiality/"):
        page.on("console", lambda _: None)
        if path == "/no-such-page/":
            page.request.get(path)
        else:
            page.goto(path)
    ready(page)
    page.evaluate("fetch('/offline.json').then(r => r.text())")
    page.evaluate("fetch('/sitemap.xml').then(r => r.text())")
    page.wait_for_timeout(500)
    names = {name for name, *_ in listed(host.folder)["files"]}
    found = page.evaluate(CACHED)
    assert list(found) == [f"sg:/:visited:{listed(host.folder)['version']}"]
    for url in found.popitem()[1]:
        path = unquote(urlsplit(url).path)[1:]
        assert (path + "index.html" if path == "" or path.endswith("/") else path) in names, url
        assert not urlsplit(url).query
    kept = stored(page)
    assert kept["databases"] == []
    assert kept["session"] == {}
    assert kept["cookies"] == []
    assert set(kept["local"]) <= {"/.sg-colours"}


def test_a_slow_network_gives_way_to_the_copy_after_two_seconds(visit: Any, faulty: FaultyServer) -> None:
    page = visit(faulty.url)
    page.goto(PAGE)
    ready(page)
    faulty.fault(PAGE, "delay", seconds=120)
    began = time.monotonic()
    page.goto(PAGE, wait_until="commit")  # given up after fifteen seconds
    assert time.monotonic() - began > 1.8
    expect(page.locator("#sg-copy")).to_be_visible()
    faulty.heal()


def test_a_page_is_not_stale_when_the_network_answers_in_time(
    visit: Any, built_site: Path, tmp_path: Path, root: Path
) -> None:
    folder = copied(built_site, tmp_path / "site")
    server = FaultyServer(folder)
    with running(server):
        page = visit(server.url)
        page.goto(PAGE)
        ready(page)
        new_edition(folder, root, "second", PAGE.strip("/") + "/index.html")
        server.fault(PAGE, "delay", seconds=0.3)
        for _ in range(3):  # on a busy machine the server may be later than that
            page.goto(PAGE)
            if not page.locator("#sg-copy").count():
                break
        expect(page.locator("[data-edition=second]")).to_be_visible()
        expect(page.locator("#sg-copy")).to_have_count(0)
        server.heal()


# --- a newer edition -----------------------------------------------------------------------------------


def test_a_new_deploy_is_offered_and_taken_whole(visit: Any, deploy: Host, root: Path, watch: Any) -> None:
    page = visit(deploy.url)
    page.goto(PAGE)
    ready(page)
    first = listed(deploy.folder)["version"]
    second = new_edition(deploy.folder, root, "second", "index.html", PAGE.strip("/") + "/index.html")
    assert second != first
    page.goto("/")
    expect(page.locator("[data-edition=second]")).to_be_visible()
    newer = page.locator("#sg-newer")
    expect(newer).to_contain_text("A newer edition is ready.", timeout=START)
    assert set(page.evaluate(CACHED)) == {f"sg:/:visited:{first}", f"sg:/:visited:{second}"}
    with page.expect_navigation():
        newer.get_by_role("button", name="Reload").click()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#sg-newer")).to_have_count(0)
    until(page, "async () => (await caches.keys()).length === 1")
    assert list(page.evaluate(CACHED)) == [f"sg:/:visited:{second}"]
    # The page visited before was fetched anew in the background.
    deploy.stop()
    watch(page).allow(*GONE)
    page.goto(PAGE)
    expect(page.locator("[data-edition=second]")).to_be_visible()


def test_the_first_worker_of_a_site_is_no_newer_edition(visit: Any, host: Host) -> None:
    """Safari's engine may call it waiting for a moment after it has taken charge."""
    page = visit(host.url)
    page.add_init_script(
        "Object.defineProperty(ServiceWorkerRegistration.prototype, 'waiting', "
        "{ get: () => navigator.serviceWorker.controller })"
    )
    page.goto(PAGE)
    ready(page)
    page.reload()
    ready(page)
    expect(page.locator("#sg-newer")).to_have_count(0)


def test_half_a_deploy_is_not_taken(visit: Any, deploy: Host, root: Path, watch: Any) -> None:
    page = visit(deploy.url)
    watch(page).allow("sw.js", "is not that of edition")
    page.goto(PAGE)
    ready(page)
    first = listed(deploy.folder)["version"]
    name = PAGE.strip("/") + "/index.html"
    old = (deploy.folder / name).read_text(encoding="utf-8")
    new_edition(deploy.folder, root, "second", name)
    replace(deploy.folder, name, old)  # the list is there, the page is not yet
    page.goto("/")
    assert page.evaluate(UPDATE) == "redundant"
    expect(page.locator("#sg-newer")).to_have_count(0)
    assert page.evaluate("navigator.serviceWorker.controller.state") == "activated"
    assert f"sg:/:visited:{first}" in page.evaluate(CACHED)


# --- damage --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "part", [*(pytest.param(f"/assets/sg/{name}-", marks=whole) for name in ("styles", "leave")), PAGE]
)
def test_a_damaged_copy_heals(visit: Any, host: Host, watch: Any, part: str) -> None:
    page = visit(host.url)
    page.goto(PAGE)
    ready(page)
    # The worker has looked at its copies: a new one has not, as after a night.
    assert page.evaluate(DAMAGE, part) == 1
    page.evaluate("navigator.serviceWorker.controller.postMessage({type: 'forget'})")
    page.goto(PAGE)
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_timeout(500)
    page.evaluate("navigator.serviceWorker.controller.postMessage({type: 'forget'})")
    host.stop()
    watch(page).allow(*GONE)
    page.goto(PAGE)
    expect(page.locator("h1")).to_be_visible()
    assert len(page.evaluate(KEPT_TEXT, part)) > len("damaged")


def test_a_damaged_page_without_signal_is_not_shown(visit: Any, host: Host, watch: Any) -> None:
    page = visit(host.url)
    page.goto(PAGE)
    ready(page)
    page.evaluate(DAMAGE, PAGE)
    page.evaluate("navigator.serviceWorker.controller.postMessage({type: 'forget'})")
    host.stop()
    watch(page).allow(*GONE)
    page.goto(PAGE)
    expect(page.locator("h1")).to_have_text("No signal, and no copy of this page here")


# --- everything ----------------------------------------------------------------------------------------


def test_everything_saved_works_with_the_server_stopped(visit: Any, host: Host, watch: Any) -> None:
    page = visit(host.url)
    save_all(page)
    about = listed(host.folder)
    expect(page.locator(".sg-save__state")).to_contain_text("the whole site, the edition of")
    found = page.evaluate(CACHED)
    assert len(found[f"sg:/:saved:{about['version']}"]) == len(about["files"])
    kept = stored(page)
    assert set(kept["local"]) <= {"/.sg-colours", "/.sg-offline"}
    assert set(json.loads(kept["local"]["/.sg-offline"])) == {"saved"}
    host.stop()
    watch(page).allow(*GONE)

    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")

    page.goto("/practise/sharing/")
    step = page.locator("#man-on-the-phone-1")
    step.locator(".sg-work button").first.click()
    step.locator(".sg-work [data-q=danger] input[value=yes]").check(force=True)
    expect(step.locator(".sg-work__result .sg-level")).to_have_text("Emergency", timeout=START)
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.locator(".sg-share__none")).to_contain_text("needs a connection")
    expect(page.locator("#share-link")).to_contain_text("/practise/sharing/")

    page.goto("/")
    page.locator("[data-sg-find]").filter(visible=True).first.click()
    page.get_by_role("searchbox").fill("cps dropped the case")
    expect(page.locator(".sg-find__link").first).to_be_visible(timeout=START)
    page.locator(".sg-find__link").first.click()
    expect(page.locator("h1")).not_to_contain_text("No signal")

    answer = page.goto("/no-such-page/")
    assert answer
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("This page is not here")
    page.goto(OTHER.rstrip("/"))
    assert urlsplit(page.url).path == OTHER

    for name, *_ in about["files"]:
        if name.endswith("index.html"):
            status = page.evaluate(
                "url => fetch(url, {mode: 'cors', headers: {Accept: 'text/html'}}).then(r => r.status, () => 0)",
                "/" + name.removesuffix("index.html"),
            )
            assert status == 200, name


def test_cancel_then_go_on(visit: Any, faulty: FaultyServer) -> None:
    page = visit(faulty.url)
    page.goto("/reference/offline/")
    faulty.fault("/runtime/*.wasm", "slow", rate=200_000)
    page.get_by_role("button", name="Save for offline").click()
    expect(page.locator(".sg-save progress")).to_be_visible()
    until(page, "document.querySelector('.sg-save progress').value > 3e6")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".sg-save__says")).to_contain_text("Stopped.", timeout=START)
    expect(page.locator(".sg-save progress")).to_have_count(0)
    expect(page.locator(".sg-save__state")).to_contain_text("Partly saved")
    faulty.heal()
    page.reload()
    expect(page.locator(".sg-save__state")).to_contain_text("Partly saved")
    kept = sum(len(urls) for name, urls in page.evaluate(CACHED).items() if ":saved:" in name)
    assert kept > 50
    faulty.seen.clear()
    page.get_by_role("button", name="Go on saving").click()
    expect(page.locator(".sg-save__says")).to_contain_text("Saved.", timeout=SAVING)
    asked = [path for path in faulty.seen if path not in ("/offline.json", "/sw.js")]
    assert len(asked) + kept <= len(listed(faulty.folder)["files"]) + 3
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator(".sg-save__state")).to_contain_text("Not saved yet")
    assert [name for name in page.evaluate(CACHED) if ":saved:" in name] == []
    assert "/.sg-offline" not in stored(page)["local"]


def test_a_connection_that_breaks_off_is_said(visit: Any, faulty: FaultyServer, watch: Any) -> None:
    page = visit(faulty.url)
    watch(page).allow("ERR_", "Failed to load")
    page.goto("/reference/offline/")
    faulty.fault("/runtime/library*", "drop")
    page.get_by_role("button", name="Save for offline").click()
    expect(page.locator(".sg-save__says")).to_contain_text("The connection broke off", timeout=SAVING)
    expect(page.locator(".sg-save__state")).to_contain_text("Partly saved")


def test_files_that_are_not_those_of_the_list_are_not_kept(visit: Any, faulty: FaultyServer) -> None:
    page = visit(faulty.url)
    page.goto("/reference/offline/")
    faulty.fault("/runtime/library*", "garbage")
    page.get_by_role("button", name="Save for offline").click()
    expect(page.locator(".sg-save__says")).to_contain_text("is being updated", timeout=SAVING)
    assert "library" not in json.dumps(page.evaluate(CACHED))


def test_full_storage_is_told_plainly(visit: Any, host: Host) -> None:
    page = visit(host.url)
    page.add_init_script(
        """{
            const put = Cache.prototype.put;
            let room = 20;
            Cache.prototype.put = function (...all) {
                if ((room -= 1) < 0) return Promise.reject(new DOMException('Quota exceeded.', 'QuotaExceededError'));
                return put.apply(this, all);
            };
        }"""
    )
    page.goto("/reference/offline/")
    page.get_by_role("button", name="Save for offline").click()
    says = page.locator(".sg-save__says")
    expect(says).to_contain_text("There is not enough room.", timeout=SAVING)
    expect(says).to_contain_text("Free some space")
    expect(page.get_by_role("button", name="Go on saving")).to_be_visible()
    page.goto(PAGE)
    expect(page.locator("h1")).to_be_visible()


def test_too_little_room_is_told_before_fetching(visit: Any, host: Host) -> None:
    page = visit(host.url)
    page.add_init_script("StorageManager.prototype.estimate = async () => ({quota: 5e6, usage: 4e6})")
    page.goto("/reference/offline/")
    page.get_by_role("button", name="Save for offline").click()
    expect(page.locator(".sg-save__says")).to_contain_text("1.0 MB left for this site", timeout=START)


@whole
def test_an_older_saved_copy_stays_whole_and_is_brought_up_to_date(
    visit: Any, deploy: Host, root: Path, watch: Any
) -> None:
    page = visit(deploy.url)
    save_all(page)
    first = listed(deploy.folder)["version"]
    second = new_edition(deploy.folder, root, "second", "index.html", OTHER.strip("/") + "/index.html")
    page.goto("/reference/offline/")
    state = page.locator(".sg-save__state")
    expect(state).to_contain_text("older than the site")
    with page.expect_navigation():
        page.locator("#sg-newer").get_by_role("button", name="Reload").click(timeout=START)
    page.wait_for_load_state()
    until(page, f"async () => !(await caches.keys()).includes('sg:/:visited:{first}')")
    deploy.stop()
    watch(page).allow(*GONE)
    page.goto(OTHER)  # of the older edition, whole
    expect(page.locator("#sg-copy")).to_be_visible()
    expect(page.locator("[data-edition]")).to_have_count(0)
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    deploy.start()
    page.goto("/reference/offline/")
    update = page.get_by_role("button", name="Update (")
    expect(update).to_be_visible(timeout=START)
    assert "kB" in update.inner_text()  # two pages, not the whole
    update.click()
    expect(page.locator(".sg-save__says")).to_contain_text("Saved.", timeout=SAVING)
    names = page.evaluate(CACHED)
    assert [name for name in names if ":saved:" in name] == [f"sg:/:saved:{second}"]
    deploy.stop()
    page.goto(OTHER)
    expect(page.locator("[data-edition=second]")).to_be_visible()


def test_keeping_no_copies_is_a_choice(visit: Any, host: Host) -> None:
    page = visit(host.url)
    page.goto("/reference/offline/")
    ready(page)
    page.get_by_role("button", name="Keep no copies").click()
    expect(page.locator(".sg-save__state")).to_contain_text("No copies are kept")
    page.goto(PAGE)
    page.wait_for_timeout(800)
    assert page.evaluate(CACHED) == {}
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    page.goto("/reference/offline/")
    page.get_by_role("button", name="Keep copies again").click()
    expect(page.get_by_role("button", name="Save for offline")).to_be_visible()
    page.goto(PAGE)
    ready(page)
    assert "/.sg-offline" not in stored(page)["local"]


def test_leaving_keeps_public_files_only(visit: Any, host: Host) -> None:
    page = visit(host.url)
    page.goto(PAGE)
    ready(page)
    before = page.evaluate(CACHED)
    page.evaluate("window.sgClear.forEach(forget => forget())")
    after = page.evaluate(CACHED)
    assert after.keys() == before.keys()
    # A copy may still be on its way while one leaves: more is no fault, less is.
    assert all(set(kept) <= set(after[name]) for name, kept in before.items())


def test_the_page_is_accessible_in_its_states(visit: Any, host: Host, axe: Any) -> None:
    page = visit(host.url)
    page.goto("/reference/offline/")
    expect(page.get_by_role("button", name="Save for offline")).to_be_visible()
    expect(page.locator(".sg-save progress")).to_have_count(0)
    assert axe(page) == []
    page.get_by_role("button", name="Keep no copies").click()
    expect(page.get_by_role("button", name="Keep copies again")).to_be_focused()
    assert axe(page) == []


def test_it_can_be_installed(visit: Any, host: Host) -> None:
    page = visit(host.url)
    page.goto(PAGE)
    ready(page)
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    about = json.loads(found["data"])
    assert about["display"] == "standalone"
    assert {icon["sizes"] for icon in about["icons"]} >= {"192x192", "512x512"}
    for icon in about["icons"]:
        url = page.evaluate("([src, base]) => new URL(src, base).href", [icon["src"], found["url"]])
        assert page.request.get(url).headers["content-type"] == "image/png"
    start = page.evaluate("([src, base]) => new URL(src, base).pathname", [about["start_url"], found["url"]])
    assert start == "/"
    problems = [
        error["errorId"] for error in session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    ]
    assert not set(problems) - {"in-incognito"}, problems


def test_at_a_subpath(visit: Any, built_site: Path, tmp_path: Path, watch: Any) -> None:
    copied(built_site, tmp_path / "top" / "deep" / "site")
    (tmp_path / "top" / "index.html").write_text("<!doctype html><title>Top</title>")
    with Host(tmp_path / "top") as host:
        page = visit(host.url)
        page.goto("/deep/site" + PAGE)
        heading = page.locator("h1").inner_text()
        ready(page)
        assert all(name.startswith("sg:/deep/site/:") for name in page.evaluate(CACHED))
        host.stop()
        watch(page).allow(*GONE)
        page.goto("/deep/site" + PAGE)
        expect(page.locator("h1")).to_have_text(heading)
