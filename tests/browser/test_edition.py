"""An edition by somebody else: one settings file, no page touched, and every part of the site carries it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from pipeline.links import Site
from pipeline.serve import Handler, Server, running
from tests.browser.aid_page import START, answer_confidentiality, expect_level
from tests.browser.host import PlainHandler

pytestmark = [pytest.mark.whole, pytest.mark.timeout(600)]
NAME = "Lantern Practice Guide"


@pytest.fixture(scope="module")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example edition, built and made ready to publish, as a charity would."""
    top = tmp_path_factory.mktemp("edition")
    env = {**os.environ, "SG_EDITION": str(root / "editions" / "example.toml"), "PYTHONPATH": str(root)}
    env.pop("SITE_URL", None)
    for command in (
        ["site", "--folder", top / "built"],
        ["dist", "--site", top / "built", "--folder", top / "dist"],
    ):
        subprocess.run([sys.executable, "-m", "pipeline", *map(str, command)], cwd=root, env=env, check=True)
    # Its address has a folder: serve it there.
    (top / "served").mkdir()
    (top / "dist" / "site").rename(top / "served" / "guidance")
    return top


@pytest.fixture(scope="module", params=[Handler, PlainHandler], ids=["headers", "no-headers"])
def edition_url(folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Its address, on a host that sends our headers and on one that strips them."""
    with running(Server(folder / "served", 0, request.param)) as server:
        yield f"{server.url}/guidance/"


def test_the_name_is_everywhere_and_no_other(folder: Path) -> None:
    site = folder / "served" / "guidance"
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        title = re.search(r"<title>([^<]*)</title>", text)
        assert title, path
        assert NAME in title[1], path
        for line in re.findall(r"[^.<>]*Steady Ground[^.<>]*", text):
            attributed = "edition of Steady Ground" in line or "The text of Steady Ground" in line
            assert attributed or path.match("reference/changes/*"), (path, line)
    (manifest,) = (site / "assets" / "sg").glob("manifest-*.webmanifest")
    assert json.loads(manifest.read_text())["name"] == NAME
    assert json.loads(manifest.read_text())["short_name"] == "Lantern"
    for handout in (site / "handouts").glob("*.pdf"):
        assert NAME.encode() in handout.read_bytes(), handout  # its author; the footer names the same value
    assert "Contact: mailto:security@lantern.example" in (site / ".well-known" / "security.txt").read_text()
    assert "Sitemap: https://lantern.example/guidance/sitemap.xml" in (site / "robots.txt").read_text()


def test_its_links_hold_below_its_folder(folder: Path) -> None:
    site = Site(folder / "served" / "guidance")
    assert site.prefix == "/guidance"
    assert list(site.faults()) == []


def test_a_reader_sees_it(edition_url: str, new_page: Any, watch: Any, root: Path) -> None:
    for screen, dark in (("phone", False), ("phone", True), ("desk", False), ("desk", True)):
        page = new_page(screen, dark=dark, base_url=edition_url)
        watch(page).site_url = edition_url
        for name in ("", "reference/local/", "keep-safe/adults-at-risk/", "reference/about/"):
            page.goto(edition_url + name)
            expect(page.locator(".sg-brand__name")).to_have_text(NAME)
            expect(page.locator(".sg-notforuse")).to_contain_text("Example edition")
            shot = (
                root
                / "test-results"
                / f"edition-{name.strip('/').replace('/', '-') or 'start'}-{screen}-{'dark' if dark else 'light'}.png"
            )
            shot.parent.mkdir(exist_ok=True)
            page.screenshot(path=shot, full_page=name == "reference/local/")
        page.goto(f"{edition_url}reference/local/")
        expect(page.locator('a[href="tel:01632960103"]')).to_be_visible()
        expect(page.get_by_text("No local value set: ask").first).to_be_visible()


def test_an_aid_works_and_its_record_says_whose_it_is(edition_url: str, new_page: Any, watch: Any) -> None:
    page = new_page("phone", base_url=edition_url)
    watch(page).site_url = edition_url
    page.goto(f"{edition_url}aids/confidentiality/")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    expect(page.locator("body")).to_contain_text(f"with {NAME} ", timeout=START)


def test_an_unknown_address_below_the_folder(
    edition_url: str, new_page: Any, watch: Any, folder: Path
) -> None:
    page = new_page("phone", base_url=edition_url)
    seen = watch(page)
    seen.site_url = edition_url
    seen.allow("status of 404")
    lost = (folder / "served" / "guidance" / "404.html").read_text(encoding="utf-8")
    # As a host does that is told to answer with 404.html.
    page.route(
        "**/no/such/page/", lambda route: route.fulfill(status=404, content_type="text/html", body=lost)
    )
    page.goto(f"{edition_url}no/such/page/")
    expect(page.locator(".sg-brand__name")).to_have_text(NAME)
    page.locator(".sg-brand").click()
    expect(page).to_have_url(edition_url)
