"""Nothing of a reader's is sent or kept: on every page with a field, through a full use of every aid, on the disk.

test_every_page.py reads what each page stores; test_offline.py reads the cached copies; test_aid_3_private.py has the
aids' own cases in detail.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from pipeline import browser as choice
from tests.browser.aid_page import TODAY, choose, open_aid, question
from tests.browser.full_use import AIDS_BY_SLUG, SAMPLE, answer, answered, press_everything
from tests.browser.watch import Watch, stored

#: Typed into every field for words; looked for everywhere afterwards.
WORDS = "Zzyzx Quillfeather 07700 900123"
TRACES = ("Zzyzx", "Quillfeather", "900123")
MAY_BE_ASKED_FOR = ("/runtime/", "/assets/", "/search/", "/aids/", "/sw.js", "/offline.json")

#: Every field but the theme's own hidden boxes that fold the navigation.
FIELDS = ", ".join(
    f"{place} {kind}:not(.md-toggle)"
    for place in ("main", "dialog")
    for kind in ("input", "textarea", "select")
)
CHANGED = """selector => [...document.querySelectorAll(selector)].filter(field => {
    if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
    return field.tagName === 'SELECT' ? field.selectedIndex > 0 : field.value !== field.defaultValue;
}).map(field => field.id || field.name)"""
FILL_ALL = """([selector, words]) => {
    let count = 0;
    for (const field of document.querySelectorAll(selector)) {
        if (field.type === 'checkbox' || field.type === 'radio') field.click();
        else if (field.tagName === 'SELECT') field.selectedIndex = field.options.length - 1;
        else field.value = words;
        field.dispatchEvent(new Event('input', {bubbles: true}));
        field.dispatchEvent(new Event('change', {bubbles: true}));
        count += 1;
    }
    return count;
}"""
PAGES_WITH_FIELDS = [
    "/practise/sharing/",
    *(
        pytest.param(path, marks=pytest.mark.whole)
        for path in (
            "/",
            "/run/examples/",
            "/practise/",
            "/reference/glossary/",
            "/reference/law-register/",
            "/reference/you-may-have-been-told/",
            "/aids/vrr-deadline/",
            "/aids/disclosure-questions/",
        )
    ),
]


def some(slugs: Any = AIDS_BY_SLUG) -> list[Any]:
    """Every aid; those outside the sample only in make test-all."""
    return [pytest.param(slug, marks=() if slug in SAMPLE else pytest.mark.whole) for slug in slugs]


def type_everywhere(page: Page, slug: str) -> None:
    """The traces, into every field for words that the reader can see."""
    for one in AIDS_BY_SLUG[slug].questions:
        if one.kind == "text" and question(page, one.key).is_visible():
            field = question(page, one.key).locator("textarea")
            field.fill(f"{WORDS}. {field.input_value()}")


@pytest.mark.parametrize("slug", some())
def test_a_full_use_of_the_aid_sends_and_keeps_nothing(page: Page, watch: Any, slug: str) -> None:
    page.clock.set_fixed_time(TODAY)
    asked: list[Any] = []
    open_aid(page, slug)
    address, length, before = page.url, page.evaluate("history.length"), stored(page)
    page.context.on("request", lambda request: asked.append(request))
    answer(page, slug)
    type_everywhere(page, slug)
    answered(page)
    press_everything(page)
    assert page.url == address
    assert page.evaluate("history.length") == length
    assert stored(page) == before
    assert before["cookies"] == []
    assert before["history"] is None
    assert set(before["local"]) <= {"/.sg-colours"}
    for request in asked:
        path = request.url.removeprefix(watch(page).site_url)
        assert path.startswith(MAY_BE_ASKED_FOR), path
        assert "?" not in path, path
        assert request.method == "GET"
        assert request.post_data is None
        assert not request.headers.get("referer"), path
    assert watch(page).off_origin() == []
    page.go_back()
    page.go_forward()
    expect(page.locator(".sg-aid__buttons")).to_be_visible()
    assert page.evaluate(CHANGED, FIELDS) == []


@pytest.mark.parametrize("path", PAGES_WITH_FIELDS)
def test_no_field_is_filled_in_again(page: Page, path: str) -> None:
    page.goto("/reference/about/")
    page.goto(path)
    page.wait_for_timeout(200)
    before = stored(page)
    assert page.evaluate(FILL_ALL, [FIELDS, WORDS]) > 0
    assert page.evaluate(CHANGED, FIELDS) != []
    page.wait_for_timeout(100)
    after = stored(page)
    assert {**after, "caches": []} == {**before, "caches": []}
    page.reload()
    assert page.evaluate(CHANGED, FIELDS) == [], "after a reload"
    page.evaluate(FILL_ALL, [FIELDS, WORDS])
    page.goto("/reference/about/")
    page.go_back()
    assert page.evaluate(CHANGED, FIELDS) == [], "after Back"


@pytest.mark.parametrize("path", PAGES_WITH_FIELDS)
def test_leaving_empties_every_field_at_once(page: Page, watch: Any, path: str) -> None:
    watch(page).allow(r"bbc\.co\.uk/weather")
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(status=204))
    page.goto(path)
    page.evaluate(FILL_ALL, [FIELDS, WORDS])
    page.evaluate("document.querySelector('[data-sg-leave]').click()")
    assert page.evaluate(CHANGED, FIELDS) == []


# --- the browser's own memory and the disk --------------------------------------------------------------


@pytest.fixture
def keeps_pages(playwright: Playwright, site_url: str) -> Iterator[Page]:
    """A page of a browser that keeps the pages one leaves in memory, as browsers do outside tests (bfcache)."""
    options = choice.get().launch_options()
    with playwright.chromium.launch(
        **options, ignore_default_args=["--disable-back-forward-cache"]
    ) as browser:
        context = browser.new_context(base_url=site_url, service_workers="block")
        watch = Watch(context, site_url)
        yield context.new_page()
        assert watch.complaints() == []


def test_a_page_out_of_the_browsers_memory_is_empty(keeps_pages: Page) -> None:
    page = keeps_pages
    open_aid(page, "disclosure-questions")
    page.evaluate("addEventListener('pageshow', event => { window.kept = event.persisted; })")
    answer(page, "disclosure-questions")
    answered(page)
    page.goto("/reference/about/")
    page.evaluate("history.back()")
    page.wait_for_url("**/aids/disclosure-questions/", wait_until="commit")  # a kept page is not loaded again
    page.wait_for_timeout(300)
    assert page.evaluate("window.kept") is True, "this browser did not keep the page: the test shows nothing"
    assert page.evaluate(CHANGED, FIELDS) == []
    expect(page.locator(".sg-aid__result")).to_be_hidden()
    assert page.locator(".sg-aid__result").text_content() == ""


def on_disk(folder: Path, words: tuple[str, ...]) -> dict[str, list[str]]:
    """The files that hold one of the words, as UTF-8 or as UTF-16."""
    found: dict[str, list[str]] = {}
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            data = file.read_bytes()
            for word in words:
                if any(word.encode(code) in data for code in ("utf-8", "utf-16-le")):
                    found.setdefault(word, []).append(file.relative_to(folder).as_posix())
    return found


@pytest.fixture
def profile(playwright: Playwright, site_url: str, tmp_path: Path) -> Iterator[Callable[..., BrowserContext]]:
    """profile(): a browser with a profile on the disk, always the same one."""
    open_: list[BrowserContext] = []

    def start(*more: str) -> BrowserContext:
        options = choice.get().launch_options()
        options["args"] = [*options.get("args", []), *more]
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile",
            **options,
            base_url=site_url,
            ignore_default_args=["--disable-back-forward-cache"],
        )
        context.set_default_timeout(15_000)
        open_.append(context)
        return context

    yield start
    for context in open_:
        context.close()
    shutil.rmtree(tmp_path / "profile", ignore_errors=True)


def test_nothing_of_it_is_on_the_disk_or_in_a_restored_tab(
    profile: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """With service worker, cache, session files: everything a browser writes."""
    context = profile()
    page = context.pages[0]
    page.goto("/reference/about/")
    open_aid(page, "note-language")
    answer(page, "note-language")
    type_everywhere(page, "note-language")
    answered(page)
    page.get_by_role("button", name="See the full answer").click()
    page.goto("/aids/vrr-deadline/")
    choose(page, "nation", "england")
    page.goto("/reference/about/?zzyzxcontrol")  # an address is written down: so the search of the disk works
    page.goto("/aids/disclosure-questions/")
    expect(page.locator(".sg-aid__buttons")).to_be_visible()
    type_everywhere(page, "disclosure-questions")
    page.wait_for_timeout(3500)  # browsers write the state of their tabs down every few seconds
    context.close()
    assert on_disk(tmp_path / "profile", ("zzyzxcontrol",)), "the search of the disk finds nothing at all"
    assert on_disk(tmp_path / "profile", TRACES) == {}
    again = profile("--restore-last-session")
    page = again.pages[-1]
    page.wait_for_timeout(1500)
    restored = [one for one in again.pages if "disclosure-questions" in one.url]
    if not restored:
        page.goto("/aids/disclosure-questions/")
        restored = [page]
    expect(restored[0].locator(".sg-aid__buttons")).to_be_visible()
    assert restored[0].evaluate(CHANGED, FIELDS) == []
