"""The content security policy: strict, worked out from the page, and true of every finished page."""

import base64
import hashlib
import html
import re
from pathlib import Path

import pytest

from pipeline.policy import TRUSTED, Unsafe, build, digest, headers, headers_for, policy

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


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<p onclick="x()">x</p>', "an event handler"),
        ("<a href='JavaScript:x()'>x</a>", "a javascript: address"),
        ("<article><p>A fact <SCRIPT>x()</SCRIPT></p></article>", "an inline script among the words"),
    ],
)
def test_code_in_the_markup_stops_the_build(body: str, said: str) -> None:
    with pytest.raises(Unsafe, match=said):
        policy(PAGE.format(head="", body=body))


def test_text_about_handlers_is_no_handler() -> None:
    policy(PAGE.format(head="", body="<p>Write onclick=x or javascript: here.</p><p data-on='a'>x</p>"))


def test_text_cannot_become_script() -> None:
    said = policy(PAGE.format(head="", body=""))
    assert "require-trusted-types-for 'script'" in said
    assert f"trusted-types {TRUSTED}" in said
    script = Path(__file__).parents[2] / "overrides" / "assets" / "sg" / "trusted.js"
    assert f'createPolicy("{TRUSTED}"' in script.read_text("utf-8")


def test_headers_allow_what_any_page_needs_and_wasm_only_to_the_worker_of_the_aids(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_text(PAGE.format(head=f"<script>{name}()</script>", body=""))
    rules = headers(tmp_path)
    page = headers_for(rules, "/a/index.html")
    assert digest("a()") in page["Content-Security-Policy"]
    assert digest("b()") in page["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert "unsafe" not in page["Content-Security-Policy"]
    worker = headers_for(rules, "/assets/sg/worker-0123456789abcdef.js")
    assert "script-src 'self' 'wasm-unsafe-eval';" in worker["Content-Security-Policy"]
    assert "unsafe-inline" not in str(rules)
    for found in (page, worker):
        assert found["X-Content-Type-Options"] == "nosniff"
        assert found["Referrer-Policy"] == "no-referrer"
        assert found["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in found["Permissions-Policy"]


def test_the_finished_site_has_one_worker_that_may_compile(built_site: Path) -> None:
    names = [f"/{path.relative_to(built_site).as_posix()}" for path in built_site.rglob("*.js")]
    rules = headers(built_site)
    may = [name for name in names if "unsafe" in headers_for(rules, name)["Content-Security-Policy"]]
    assert len(may) == 1
    assert may[0].startswith("/assets/sg/worker-")


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
