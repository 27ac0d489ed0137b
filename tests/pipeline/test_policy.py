"""The content security policy: strict, worked out from the page, and true of every finished page."""

import base64
import hashlib
import html
import re
from pathlib import Path

import pytest

from pipeline.policy import Unsafe, build, digest, policy

PAGE = '<!doctype html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def test_inline_scripts_are_listed_by_hash_and_nothing_else_is_let_in() -> None:
    said = policy(PAGE.format(head="<script>start()</script>", body='<script src="a.js"></script>'))
    expected = base64.b64encode(hashlib.sha256(b"start()").digest()).decode()
    assert f"script-src 'self' 'sha256-{expected}';" in said
    assert "unsafe" not in said
    assert "http" not in said
    assert said.startswith("default-src 'none'")


def test_data_in_a_script_element_needs_no_hash() -> None:
    said = policy(PAGE.format(head="", body='<script type="application/json">{"a": 1}</script>'))
    assert "script-src 'self';" in said


def test_a_style_attribute_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        PAGE.format(head="", body='<p style="color: red">x</p>'), encoding="utf-8"
    )
    with pytest.raises(Unsafe, match=r"index\.html: a style attribute"):
        build(tmp_path)


def test_a_page_without_charset_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>x</p>", encoding="utf-8")
    with pytest.raises(Unsafe, match="no <meta charset>"):
        build(tmp_path)


def test_every_finished_page_carries_the_policy_of_its_own_scripts(built_site: Path) -> None:
    tag = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
    pages = list(built_site.rglob("*.html"))
    assert len(pages) > 100
    for path in pages:
        text = path.read_text(encoding="utf-8")
        found = tag.search(text)
        assert found, path
        said = html.unescape(found[1])
        assert "unsafe-inline" not in said
        assert "unsafe-eval" not in said
        for code in re.findall(r"<script>(.*?)</script>", text, re.S):
            assert digest(code) in said, path
