"""Hostile addresses, and storage that another page of the same host has written into: a site below a folder shares it.

In each case the page reads and works as if there were nothing, and nothing of it becomes markup.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

MARKUP = '"><img src=x onerror=alert(1)><svg onload=alert(2)>'
ADDRESSES = [
    "/run/examples/#%",  # no escape sequence: decoding it throws
    "/run/examples/#%E0%A4%A",
    f"/run/examples/?q={MARKUP}&__proto__[x]=1#{MARKUP}",
    f"/train/my-list/#list={MARKUP}",
    "/train/my-list/#list=" + ".".join(["aaaaa", "22222"] * 20_000),
    "/train/my-list/#list=proto.const.%00",
    "/s/#__proto__",
    "/s/#constructor",
    f"/aids/vrr-deadline/?nation=wales&danger=yes#{MARKUP}",
]

#: Of the addresses above, those make test tries; make test-all tries them all.
SAMPLED = (0, 3, 8)

SHAPES = {
    "no JSON": "{not json",
    "null": "null",
    "number": "5",
    "text": '"x"',
    "list": "[]",
    "other fields": json.dumps({"saved": {"version": {}, "date": [], "day": {"a": 1}}}),
    "nested": json.dumps({"saved": 5, "off": None}),
    "markup": MARKUP,
    "prototype": "__proto__",
    "long": "abcde." * 100_000,
}
KEYS = (
    "sg-offline",
    "sg-list",
    "sg-path",
    "sg-nation",
    "sg-seen",
    "sg-colours",
)
PAGES = (
    "/reference/offline/",
    "/train/my-list/",
    "/train/paths/",
    "/aids/vrr-deadline/",
    "/reference/changes/",
)
WRITE = """([keys, value]) => {
    for (const store of [localStorage, sessionStorage]) for (const key of keys) store.setItem(`/.${key}`, value);
}"""


def expect_whole(page: Page) -> None:
    """The page is there, its own scripts ran to the end, and nothing of what was written is markup."""
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("[onerror], [onload], img[src=x]").count() == 0
    page.locator("[data-sg-find]:visible").first.click()
    expect(page.locator("#sg-find-field")).to_be_focused()


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(each, id=str(at), marks=[] if at in SAMPLED else pytest.mark.whole)
        for at, each in enumerate(ADDRESSES)
    ],
)
def test_a_hostile_address(page: Page, address: str) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    page.goto(address)
    if "examples" in address:
        expect(page.locator(".sg-filter__count")).to_contain_text(" of ")
    if "my-list" in address:
        expect(page.locator("#list-words")).to_be_visible()
        assert page.locator(".sg-list__item").count() <= 60
    if "aids" in address:  # an address answers nothing
        expect(page.locator(".sg-aid__buttons")).to_be_visible()
        assert page.locator(".sg-aid input:checked").count() == 0
    expect_whole(page)


@pytest.mark.parametrize(
    "shape", [name if name == "no JSON" else pytest.param(name, marks=pytest.mark.whole) for name in SHAPES]
)
def test_storage_written_by_another_page(new_page: Any, watch: Any, shape: str) -> None:
    page: Page = new_page("phone", service_workers="allow")
    watch(page).allow("favicon")  # of a file that is no page
    page.goto("/s/addresses.json")
    page.evaluate(WRITE, [KEYS, SHAPES[shape]])
    for path in PAGES:
        page.goto(path)
        if path == "/reference/offline/":
            expect(page.locator("[data-sg-save]")).to_be_visible()
        elif path == "/train/my-list/":
            expect(page.locator("#list-words")).to_be_visible()
        elif path == "/train/paths/":
            expect(page.locator("#path-keep")).to_be_visible()
        elif path == "/reference/changes/":
            expect(page.locator("[data-sg-seen] button").first).to_be_visible()
        else:
            expect(page.locator(".sg-aid__buttons")).to_be_visible()
        expect_whole(page)
