"""Checks the built site: every internal link and anchor resolves, and nothing is loaded from another host.

    python -m pipeline links [--folder site]

Reads every page, every style sheet and the search index. Links that a reader follows (``<a href>``) may lead
elsewhere; what a browser fetches by itself (scripts, styles, images, fonts, frames, forms) may not.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from pipeline.bootstrap import ROOT

# Attributes that make a browser fetch, submit or open something by itself.
FETCHED = {"src", "poster", "data", "action", "formaction", "background", "manifest", "ping"}
# <link> that only says something, and so may name another host.
SAYING = {"alternate", "author", "canonical", "help", "license", "me", "next", "prev", "search"}
CSS_ADDRESS = re.compile(
    r"""url\(\s*(?P<quote>['"]?)(?P<in_url>.*?)(?P=quote)\s*\)|@import\s+['"](?P<bare>[^'"]+)"""
)
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
HERE = "http://this-site.invalid"  # stands in for whatever host the site will have


@dataclass
class Page:
    """What one page names: the anchors in it, the links it offers, the addresses a browser fetches for it."""

    anchors: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """Fills a Page from HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.in_style = False
        self.base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: (value or "").strip() for name, value in attrs}
        self.in_style = tag == "style"
        if "id" in values:
            (self.page.twice if values["id"] in self.page.anchors else self.page.anchors).add(values["id"])
        if tag == "a" and "name" in values:
            self.page.anchors.add(values["name"])
        if tag == "base" and "href" in values:
            self.base = values["href"]
        if tag in ("a", "area") and "href" in values:
            self.page.links.append(values["href"])
        elif tag == "link" and "href" in values:
            saying = set(values.get("rel", "").lower().split()) <= SAYING
            (self.page.links if saying else self.page.fetched).append(values["href"])
        elif "href" in values or "xlink:href" in values:  # <use>, <image> in a drawing
            self.page.fetched.append(values.get("href") or values["xlink:href"])
        self.page.fetched += [values[name] for name in FETCHED & values.keys() if values[name]]
        for part in values.get("srcset", "").split(","):
            if part.strip():
                self.page.fetched.append(part.split()[0])
        self.page.fetched += css_addresses(values.get("style", ""))
        refresh = re.search(r"url=(.+)", values.get("content", ""), re.IGNORECASE)
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh" and refresh:
            self.page.fetched.append(refresh.group(1).strip("'\" "))

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self.in_style = False

    def handle_data(self, data: str) -> None:
        if self.in_style:
            self.page.fetched += css_addresses(data)


def css_addresses(text: str) -> list[str]:
    """The addresses a style sheet names in url() and @import."""
    found = CSS_ADDRESS.finditer(CSS_COMMENT.sub("", text))
    return [address for match in found if (address := (match["in_url"] or match["bare"] or "").strip())]


def read(text: str) -> Page:
    """What an HTML text names."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader.page


class Site:
    """A built site in a folder."""

    def __init__(self, folder: Path) -> None:
        """Raises FileNotFoundError if there is no start page."""
        self.folder = folder
        (folder / "index.html").stat()
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        self.files = {"/" + path.relative_to(folder).as_posix() for path in files}
        self.pages = {
            name: read((folder / name[1:]).read_text("utf-8"))
            for name in sorted(self.files)
            if name.endswith(".html")
        }
        self.prefix = self.find_prefix()

    def find_prefix(self) -> str:
        """The path the site is made to live under ("" at the top of a host), as the 404 page must name it."""
        for address in self.pages.get("/404.html", Page()).fetched:
            if address.startswith("/") and not address.startswith("//"):
                for name in sorted(self.files):
                    if urlsplit(address).path.endswith(name):
                        return urlsplit(address).path.removesuffix(name)
        return ""

    def resolve(self, source: str, address: str) -> tuple[str, str] | None:
        """The file and anchor an address on a page leads to; None if it is on another host or no web address.

        The file is "" if there is none.
        """
        full = urlsplit(urljoin(HERE + self.prefix + source, address))
        if f"{full.scheme}://{full.netloc}" != HERE:
            return None
        path = unquote(full.path)
        if self.prefix:
            if not path.startswith(self.prefix + "/"):
                return "", ""
            path = path.removeprefix(self.prefix)
        path += "index.html" if path.endswith("/") else ""
        anchor = unquote(full.fragment.partition(":~:")[0])
        return (path if path in self.files else ""), anchor

    def faults(self) -> Iterator[str]:
        """Every fault, one line each, in a fixed order."""
        for source, page in self.pages.items():
            for name in sorted(page.twice):
                yield f"{source}: the id {name!r} is there twice"
            for address in sorted(set(page.links)):
                yield from self.link_faults(source, address)
            for address in sorted(set(page.fetched)):
                yield from self.fetch_faults(source, address)
        for source in sorted(name for name in self.files if name.endswith(".css")):
            for address in sorted(set(css_addresses((self.folder / source[1:]).read_text("utf-8")))):
                yield from self.fetch_faults(source, address)
        yield from self.search_faults()

    def link_faults(self, source: str, address: str) -> Iterator[str]:
        """Why a link doesn't lead where it says."""
        if address.lower().startswith("javascript:"):
            yield f"{source}: {address!r} is a script, not a link"
            return
        target = self.resolve(source, address)
        if target is None:
            return
        path, anchor = target
        if not path:
            yield f"{source}: no page for {address!r}"
        elif anchor and anchor != "top" and path in self.pages and anchor not in self.pages[path].anchors:
            yield f"{source}: no anchor for {address!r}"

    def fetch_faults(self, source: str, address: str) -> Iterator[str]:
        """Why a browser should not fetch an address, or cannot."""
        if address.startswith(("data:", "blob:", "#")):
            return
        target = self.resolve(source, address)
        if target is None:
            yield f"{source}: fetches {address!r} from another host"
        elif not target[0]:
            yield f"{source}: nothing at {address!r}"

    def search_faults(self) -> Iterator[str]:
        """Results of the search that lead nowhere."""
        index = "/search/search_index.json"
        if index not in self.files:
            return
        entries = json.loads((self.folder / index[1:]).read_text("utf-8"))["docs"]
        for location in sorted({entry["location"] for entry in entries}):
            for fault in self.link_faults("/index.html", location or "./"):
                yield fault.replace("/index.html", index, 1)


def main(arguments: list[str]) -> int:
    """Prints every fault; 1 if there is one or no site."""
    parser = argparse.ArgumentParser(prog="pipeline links", description="Check links, anchors and hosts.")
    parser.add_argument("--folder", type=Path, default=ROOT / "site")
    options = parser.parse_args(arguments)
    try:
        site = Site(options.folder)
    except FileNotFoundError:
        print(f"links: there is no site in {options.folder}: run make site first.", file=sys.stderr)
        return 1
    faults = list(site.faults())
    for fault in faults:
        print(fault)
    count = sum(len(page.links) + len(page.fetched) for page in site.pages.values())
    print(f"links: {len(site.pages)} pages, {count} addresses, {len(faults)} faults")
    return 1 if faults else 0
