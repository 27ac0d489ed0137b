"""The folder to publish: what is in it, and that what cannot be right is refused."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest

from decision_aids import edition
from pipeline import address, dist, host_configs, moved, policy

URL = "https://guide.example/guidance/"
PAGE = (
    '<!doctype html><meta charset="utf-8"><title>x</title><script>start()</script>'
    '<article><h2 id="new">x</h2></article>'
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small finished site, and an address for it."""
    monkeypatch.setenv("SITE_URL", URL)
    folder = tmp_path / "site"
    for name in ("index.html", "404.html", "aids/index.html", "talk/index.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE)
    (folder / "assets" / "sg").mkdir(parents=True)
    (folder / "assets" / "sg" / "worker-0123456789abcdef.js").write_text("start();")
    (folder / "sw.js").write_text("self;")
    (folder / "sitemap.xml").write_text("<urlset/>")
    return folder


def test_what_is_in_it(site: Path, tmp_path: Path) -> None:
    made = dist.build(site, tmp_path / "dist")
    assert f"Sitemap: {URL}sitemap.xml" in (made / "robots.txt").read_text()
    assert not (made / ".well-known").exists()  # our own edition names no contact
    hosts = tmp_path / "dist" / "hosts"
    nginx = (hosts / "nginx.conf").read_text()
    assert "location /guidance/ {" in nginx
    assert "server_name guide.example;" in nginx
    assert "%" not in re.sub(r"%2|\d%", "", nginx)
    worker = json.loads((hosts / "cloudfront-worker.json").read_text())
    assert (
        "wasm-unsafe-eval"
        in worker["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    )
    pages = json.loads((hosts / "cloudfront-pages.json").read_text())
    assert "wasm-unsafe-eval" not in json.dumps(pages)
    assert "site/index.html" in (tmp_path / "dist" / "SHA256SUMS").read_text()


def test_again_is_the_same(site: Path, tmp_path: Path) -> None:
    dist.build(site, tmp_path / "dist")
    first = (tmp_path / "dist" / "SHA256SUMS").read_text()
    dist.build(site, tmp_path / "dist")
    assert (tmp_path / "dist" / "SHA256SUMS").read_text() == first


def test_a_security_contact_is_never_made_up() -> None:
    day = datetime.date(2026, 11, 20)
    assert dist.security("", URL, day) == ""
    said = dist.security("safe@guide.example", URL, day)
    assert "Contact: mailto:safe@guide.example\n" in said
    assert "Expires: 2027-11-20T00:00:00Z\n" in said
    assert f"Canonical: {URL}.well-known/security.txt\n" in said
    assert "Contact: https://guide.example/report\n" in dist.security(
        "https://guide.example/report", URL, day
    )


def test_without_an_address_or_a_site(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(dist.DistError, match="run make site first"):
        dist.build(tmp_path / "none", tmp_path / "dist")
    monkeypatch.delenv("SITE_URL")
    monkeypatch.setattr(edition, "current", lambda: edition.Edition(name="X"))
    assert dist.main(["--site", str(site), "--folder", str(tmp_path / "dist")]) == 1
    for wrong in ("guide.example", "ftp://guide.example/", "https://guide.example/?a=1"):
        monkeypatch.setenv("SITE_URL", wrong)
        with pytest.raises(address.AddressError, match="write it as"):
            address.site_url()


def test_no_path_gets_a_header_twice(site: Path) -> None:
    """Netlify and Cloudflare put the values of all rules that fit into one header: two policies would fight."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    rules = host_configs.netlify_headers(policy.headers(site), names)
    blocks: list[tuple[str, list[str]]] = []
    for line in rules.splitlines():
        if line.startswith("/"):
            blocks.append((line, []))
        elif line.startswith("  "):
            blocks[-1][1].append(line.strip().partition(":")[0])
    for name in names:
        path = "/" + name.replace("index.html", "")
        given = [
            header
            for pattern, headers in blocks
            for header in headers
            if path == pattern or (pattern.endswith("*") and path.startswith(pattern[:-1]))
        ]
        assert len(given) == len(set(given)), (name, given)
        if name.endswith((".html", ".js")):
            assert "Content-Security-Policy" in given, name
    worker = rules.partition("/assets/sg/worker-0123456789abcdef.js\n")[2].partition("\n/")[0]
    assert "'wasm-unsafe-eval'" in worker
    assert rules.count("wasm-unsafe-eval") == 1
    assert "immutable" in worker


def test_the_finished_site_fits_cloudflare(built_site: Path) -> None:
    names = sorted(
        path.relative_to(built_site).as_posix()
        for path in built_site.rglob("*")
        if path.is_file() and path.suffix not in (".br", ".gz")
    )
    assert host_configs.netlify_headers(policy.headers(built_site), names)
    host_configs.check_names(names)
    with pytest.raises(host_configs.ConfigError, match="another name"):
        host_configs.check_names(["assets/x.abcdefab.js"])


@pytest.mark.parametrize("value", ['a"b', "a\nb", "a\\b", "a$b"])
def test_a_value_that_would_break_a_configuration(value: str) -> None:
    with pytest.raises(host_configs.ConfigError):
        host_configs.quoted(value)


def test_moved_addresses_stay(site: Path) -> None:
    (site / "talk" / "index.html").write_text(PAGE)
    addresses = {"old/page/": "talk/#new", "talk/#old": "talk/#new", "aids/#gone": "talk/#new"}
    assert moved.build(site, addresses) == 3
    assert 'url=../../talk/#new"' in (site / "old" / "page" / "index.html").read_text()
    assert '<span id="old"></span><h2 id="new">' in (site / "talk" / "index.html").read_text()
    assert '<p class="sg-moved" id="gone"' in (site / "aids" / "index.html").read_text()
    assert 'href="../talk/#new"' in (site / "aids" / "index.html").read_text()
    assert "/old/page/ /talk/#new 301" in host_configs.netlify_redirects(addresses)
    assert "talk/#old" not in host_configs.netlify_redirects(addresses)


@pytest.mark.parametrize(
    ("addresses", "said"),
    [
        ({"old/": "nowhere/"}, "no such page"),
        ({"old/": "talk/#nowhere"}, "no such anchor"),
        ({"aids/": "talk/"}, "there is a page at it"),
        ({"never/#x": "talk/#new"}, "no page to say so"),
    ],
)
def test_a_move_that_leads_nowhere_stops_the_build(site: Path, addresses: dict[str, str], said: str) -> None:
    with pytest.raises(moved.MovedError, match=said):
        moved.build(site, addresses)


def test_the_list_of_moves_is_read_strictly(tmp_path: Path) -> None:
    path = tmp_path / "moved-anchors.txt"
    assert moved.moved(path) == {}
    path.write_text("# old new\n\nold/ new/\n")
    assert moved.moved(path) == {"old/": "new/"}
    path.write_text("old/ new/\nold/ other/\n")
    with pytest.raises(moved.MovedError, match="line 2"):
        moved.moved(path)
