"""The folder to publish: the finished site, what hosts and search engines look for, and ready configurations.

    SITE_URL=https://example.org/guidance/ make dist

Writes ``dist/site`` (send this), ``dist/hosts`` (configurations with this site's own policy in them) and
``dist/SHA256SUMS``. A security contact comes from the edition's settings and is left out where there is none.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

from decision_aids import edition
from pipeline import address, compress, host_configs, moved, policy
from pipeline.bootstrap import ROOT
from pipeline.site import epoch

DIST = ROOT / "dist"
SECURITY_DAYS = 365  # RFC 9116: less than a year is recommended; counted from the day of the content


class DistError(ValueError):
    """The folder cannot be made; the message says why."""


def robots(url: str) -> str:
    """robots.txt: everything may be read. It counts only at the top of a host."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {url}sitemap.xml\n"


def security(contact: str, url: str, day: datetime.date) -> str:
    """security.txt (RFC 9116), or "" where the edition names no contact."""
    if not contact:
        return ""
    expires = day + datetime.timedelta(days=SECURITY_DAYS)
    contact = contact if "://" in contact else f"mailto:{contact}"
    lines = (f"Contact: {contact}", f"Expires: {expires.isoformat()}T00:00:00Z", "Preferred-Languages: en")
    return "\n".join([*lines, f"Canonical: {url}.well-known/security.txt"]) + "\n"


def write_root(site: Path, url: str, named: edition.Edition, day: datetime.date) -> None:
    """What hosts and search engines look for, into the folder of the site."""
    rules = policy.headers(site)
    (site / "robots.txt").write_text(robots(url), encoding="utf-8")
    said = security(named.security_contact, url, day)
    if said:
        (site / ".well-known").mkdir(exist_ok=True)
        (site / ".well-known" / "security.txt").write_text(said, encoding="utf-8")
    (site / ".nojekyll").write_text("", encoding="utf-8")
    names = sorted(
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and path.suffix not in (".br", ".gz")
    )
    host_configs.check_names(names)
    (site / "_headers").write_text(host_configs.netlify_headers(rules, names), encoding="utf-8")
    (site / "_redirects").write_text(host_configs.netlify_redirects(moved.moved()), encoding="utf-8")


def write_hosts(folder: Path, site: Path, url: str) -> None:
    """Configurations for hosts, ready to copy."""
    rules = policy.headers(site)
    host, base = urlsplit(url).hostname or "example.org", urlsplit(url).path or "/"
    host_configs.write(
        folder,
        {
            "nginx.conf": host_configs.nginx(rules, root="/srv/site", server_name=host, base=base),
            "Caddyfile": host_configs.caddy(rules, root="/srv/site", listen=host, base=base),
            **host_configs.container(rules),
            **host_configs.cloudfront(rules),
        },
    )
    for name in ("github-pages.yml", "cloudfront-function.js", "README.md"):
        shutil.copy(host_configs.TEMPLATES / name, folder / name)


def sums(folder: Path) -> str:
    """SHA-256 of every file below a folder, as sha256sum -c reads it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    rows = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}" for path in files)
    return "\n".join(rows) + "\n"


def build(source: Path, folder: Path = DIST) -> Path:
    """Makes the folder from a finished site; gives where the site is in it. Raises DistError."""
    if not (source / "index.html").is_file():
        raise DistError(f"there is no site in {source}: run make site first")
    named = edition.current()
    url = address.site_url()
    if not url:
        raise DistError("where will it be published? SITE_URL=https://example.org/guidance/ make dist")
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    site = fresh / "site"
    shutil.copytree(source, site)
    day = datetime.datetime.fromtimestamp(int(epoch()), datetime.UTC).date()
    write_root(site, url, named, day)
    compress.compress(site)
    write_hosts(fresh / "hosts", site, url)
    (fresh / "SHA256SUMS").write_text(sums(fresh), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return folder / "site"


def main(arguments: list[str]) -> int:
    """Makes dist/ from site/."""
    parser = argparse.ArgumentParser(prog="pipeline dist", description="Make the folder to publish.")
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--folder", type=Path, default=DIST)
    options = parser.parse_args(arguments)
    try:
        site = build(options.site, options.folder)
    except (DistError, address.AddressError, host_configs.ConfigError, edition.EditionError) as error:
        print(f"dist: {error}", file=sys.stderr)
        return 1
    files = [path for path in site.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    print(
        f"dist: {len(files)} files, {size / 1e6:.1f} MB in {site}; configurations in {options.folder / 'hosts'}"
    )
    return 0
