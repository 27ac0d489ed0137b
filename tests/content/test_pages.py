"""Every page has its shape: an answer first, a source, an address for every heading, an aid where one fits."""

import re
from pathlib import Path

import pytest

from decision_aids import catalogue, facts
from tests.content.pages import Page, built, guidance, pages, read

EACH = pytest.mark.parametrize("page", guidance(), ids=lambda page: page.path)
HEADING = re.compile(r"^(#{1,6}) (.+)$", re.M)
ANCHOR = re.compile(r"\{\s*#([a-z0-9][a-z0-9-]{0,40})(?: data-nation=\"[a-z -]+\")?\s*\}\s*$")
FENCE = re.compile(r"^```.*?^```", re.M | re.S)

#: Words we do not use, and where they may stand all the same.
UNUSED = {
    r"\bsimply\b": (),
    r"\bobviously\b": (),
    r"\bvulnerable women\b": (
        "understand/words-we-use.md",
        "talk/words-that-help.md",
        "keep-safe/adults-at-risk.md",
    ),
    r"\bhard[ -]to[ -]reach\b": ("understand/words-we-use.md", "talk/words-that-help.md"),
    r"\bnon-engag(?:ing|ement)\b": ("understand/words-we-use.md", "talk/words-that-help.md"),
    r"\brisky behaviour\b": ("understand/words-we-use.md", "talk/words-that-help.md"),
    r"\bsession \d+ of this conversation\b": (),
}


@EACH
def test_front_matter_is_whole(page: Page) -> None:
    for key in ("title", "answer", "audience"):
        assert str(page.meta.get(key, "")).strip(), f"{page.path}: {key} is missing"
    assert page.meta.get("render_macros") is True
    assert page.meta.get("sources") is not None
    assert page.meta.get("search"), f"{page.path}: no lay words for the search"
    for slug in page.meta.get("aids") or []:
        assert slug in {aid.slug for aid in catalogue.every()}, f"{page.path}: no aid {slug}"
    for reference in page.meta.get("sources") or []:
        facts.cite(reference)
    for name in page.meta.get("law") or []:
        facts.law(name)


@EACH
def test_top_and_foot_stand_once(page: Page) -> None:
    assert page.body.count("{{ top() }}") == 1
    assert page.body.count("{{ foot() }}") == 1
    assert page.body.strip().startswith("{{ top() }}")
    assert page.body.strip().endswith("{{ foot() }}")


@EACH
def test_headings_have_short_permanent_addresses(page: Page) -> None:
    seen = set()
    for level, words in HEADING.findall(FENCE.sub("", page.body)):
        assert level in ("##", "###", "####"), (
            f"{page.path}: the title is the only first-level heading: {words}"
        )
        anchor = ANCHOR.search(words)
        assert anchor, f"{page.path}: no short anchor on “{words}”"
        assert anchor[1] not in seen, f"{page.path}: anchor {anchor[1]} stands twice"
        seen.add(anchor[1])


@EACH
def test_words_we_do_not_use(page: Page) -> None:
    for pattern, allowed in UNUSED.items():
        if page.path not in allowed:
            found = re.search(pattern, page.body, re.I)
            assert not found, f"{page.path}: “{found[0]}”"  # type: ignore[index]


def test_every_aid_has_a_page_and_links_both_ways(built_site: Path) -> None:
    addresses = {page.address for page in pages()}
    for aid in catalogue.every():
        page = next((page for page in pages() if page.path == f"aids/{aid.slug}.md"), None)
        assert page, f"no page for {aid.slug}"
        assert f"aid('{aid.slug}')" in page.body
        linking = [each.path for each in guidance() if aid.slug in (each.meta.get("aids") or [])]
        assert any(not path.startswith("aids/") for path in linking), (
            f"no guidance page names the aid {aid.slug}"
        )
        for link in (*aid.links, *(link for rule in aid.rules for link in rule.links)):
            path, _, anchor = link.href.partition("#")
            assert path in addresses, f"{aid.slug} links to {link.href}"
            if anchor:
                assert anchor in read(built(built_site, path))[0], f"{aid.slug} links to {link.href}"


def test_told_links_lead_somewhere(built_site: Path) -> None:
    addresses = {page.address for page in pages()}
    for told in facts.every("told"):
        path, _, anchor = told.link.partition("#")
        assert path in addresses, f"{told.id}: {told.link}"
        if anchor:
            assert anchor in read(built(built_site, path))[0], f"{told.id}: {told.link}"


def test_ids_stand_once_on_a_page(built_site: Path) -> None:
    for path in built_site.rglob("index.html"):
        ids, _ = read(path)
        twice = sorted({name for name in ids if ids.count(name) > 1})
        assert not twice, f"{path.relative_to(built_site)}: {twice}"


def test_every_page_is_in_the_navigation(root: Path) -> None:
    named = set(
        re.findall(
            r"^ +- (?:.*: )?([a-z0-9/-]+\.md)$", (root / "mkdocs.yml").read_text(encoding="utf-8"), re.M
        )
    )
    assert {page.path for page in pages()} - {"reference/parts.md"} <= named


@EACH
def test_no_markdown_is_left_over(page: Page, built_site: Path) -> None:
    """What a macro prints is finished: a link or bold type written into its arguments would show its signs."""
    html = built(built_site, page.address).read_text(encoding="utf-8")
    text = re.sub(r"<(script|style|code|pre)\b.*?</\1>|<[^>]+>", "", html, flags=re.S)
    assert not re.findall(r".{30}(?:\]\(|\{\{|\*\*|\{law:|\{ ?#).{30}", text, flags=re.S)
