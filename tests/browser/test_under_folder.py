"""The site below a folder of a host that sends no headers of ours: aids, search and copies work as at the top of one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from pipeline.serve import Server, running
from tests.browser.aid_page import START, answer_confidentiality, expect_level
from tests.browser.host import PlainHandler


@pytest.fixture
def plain(built_site: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the site on such a host."""
    shutil.copytree(built_site, tmp_path / "guidance", copy_function=os.link)
    with running(Server(tmp_path, 0, PlainHandler)) as server:
        yield f"{server.url}/guidance/"


def test_aid_search_and_copies_below_a_folder(plain: str, new_page: Any, watch: Any) -> None:
    page = new_page("phone", base_url=plain, service_workers="allow")
    watch(page).site_url = plain
    page.goto(f"{plain}aids/confidentiality/")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    page.goto(plain)
    page.locator("[data-sg-find]:visible").first.click()
    page.get_by_role("searchbox", name="Search this site").fill("cps dropped the case")
    first = page.locator("#sg-find-list a").first
    expect(first).to_be_visible(timeout=START)
    assert "/guidance/justice/" in str(first.evaluate("a => a.href"))
    scope = page.evaluate("navigator.serviceWorker.ready.then(found => found.scope)")
    assert scope == plain
    first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.startswith(f"{plain}justice/")
    page.goto(plain)
    page.locator(".sg-brand").click()
    expect(page).to_have_url(plain)
