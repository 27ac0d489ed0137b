"""Tests a running host of this site against the table of duties and says what is wrong.

    python -m pipeline check-host https://example.org/guidance/ [--strict]

Works on any host, from the outside: the site's own list (`offline.json`) tells which files there should be and what is
in them. Asks for every file once whole and once for each encoding, one after the other: some 700 requests. Exit 1 where
a needed duty is not done; with --strict where any is not; 2 where the address cannot be used.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import html
import http.client
import json
import re
import ssl
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

import brotli

from pipeline import policy
from pipeline.compress import KINDS, SMALLEST
from pipeline.host_duties import BY_ID, DUTIES
from pipeline.offline import LIST, WORKER
from pipeline.serve import FOR_EVER, HASHED, media_type

TIMEOUT = 30  # seconds for one answer
FRESH_SECONDS = 600  # the longest a page may be kept without being asked about
SHOWN = 5  # paths named for one fault; the rest are counted
MANIFEST = "runtime/manifest.json"
TAG = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')
HASH = re.compile(r"'sha256-[^']+'")
REDIRECTS = (301, 302, 307, 308)
TRACKING = ("Set-Cookie", "NEL", "Report-To", "Reporting-Endpoints")
LOCAL = ("127.0.0.1", "localhost", "::1")
#: Roads out of the folder, below the site's address. Sent as they stand: a browser would straighten some of them.
OUTSIDE = (
    "../",
    "../../../../etc/passwd",
    "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "..%2f..%2f..%2fetc/passwd",
    "assets/..%2f..%2f..%2f..%2fetc/passwd",
    "..%5c..%5cetc%5cpasswd",
    "%252e%252e%252fetc/passwd",
    "assets/%00",
    ".git/config",
    ".env",
    ".htaccess",
)


class Unreachable(Exception):
    """The host does not answer, or what answers is not this site; the message is one sentence."""


@dataclass(frozen=True)
class Reply:
    """One answer, read to its end. Header names are looked up whatever their case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def get(self, name: str) -> str:
        """A header's value; "" where it was not sent."""
        return self.headers.get(name.lower(), "")

    def plain(self) -> bytes:
        """The body without its encoding. Raises ValueError where it cannot be read."""
        encoding = self.get("Content-Encoding").lower()
        if encoding in ("", "identity"):
            return self.body
        try:
            if encoding == "br":
                return bytes(brotli.decompress(self.body))
            if encoding == "gzip":
                return gzip.decompress(self.body)
        except (brotli.error, OSError, EOFError) as error:
            raise ValueError(f"a {encoding} body that cannot be read: {error}") from error
        raise ValueError(f"an encoding nobody asked for: {encoding}")


class Host:
    """A host and the address of the site on it. One connection, kept open."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Unreachable(f"{url!r} is no web address: write https://… or http://…")
        self.secure, self.name, self.port = parts.scheme == "https", parts.hostname, parts.port
        self.base = parts.path if parts.path.endswith("/") else parts.path + "/"
        self.url = f"{parts.scheme}://{parts.netloc}{self.base}"
        self.requests = 0
        self._connection: http.client.HTTPConnection | None = None

    def _connect(self) -> http.client.HTTPConnection:
        if self._connection is None:
            if self.secure:
                context = ssl.create_default_context()
                self._connection = http.client.HTTPSConnection(
                    self.name, self.port, timeout=TIMEOUT, context=context
                )
            else:
                self._connection = http.client.HTTPConnection(self.name, self.port, timeout=TIMEOUT)
        return self._connection

    def ask(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """The answer for a path below the site's address (`Accept_Encoding="br"` gives a header).

        Raises Unreachable where there is none, after one more try.
        """
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        given.setdefault("Accept-Encoding", "identity")
        target = self.base + quote(path, safe="/%?=&~.-_\\")
        for attempt in (1, 2):
            try:
                connection = self._connect()
                connection.request(method, target, headers=given)
                answer = connection.getresponse()
                body = answer.read()
                self.requests += 1
                found: dict[str, str] = {}
                for name, value in answer.getheaders():
                    key = name.lower()
                    found[key] = f"{found[key]}, {value}" if key in found else value
                return Reply(answer.status, found, body)
            except (OSError, http.client.HTTPException) as error:
                self.close()
                if attempt == 2:
                    raise Unreachable(f"{self.url} does not answer for {path!r}: {error}") from error
        raise AssertionError  # pragma: no cover

    def follow(self, path: str, **headers: str) -> Reply:
        """As `ask`; after one redirect where it leads to another place of this site (/404.html to /404)."""
        reply = self.ask(path, **headers)
        target = urljoin(self.url + quote(path), reply.get("Location"))
        if reply.status in REDIRECTS and target.startswith(self.url):
            return self.ask(target.removeprefix(self.url), **headers)
        return reply

    def close(self) -> None:
        """Ends the connection; the next question opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


@dataclass
class Report:
    """What was found: fault -> the paths that have it, by duty."""

    found: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))

    def say(self, duty: str, fault: str, path: str = "") -> None:
        """Notes a fault of a duty of the table."""
        self.found[BY_ID[duty].id].setdefault(fault, []).append(path)

    def failed(self, strict: bool = False) -> bool:
        """True if a needed duty is not done, or with `strict` any."""
        return any(strict or BY_ID[name].needed for name in self.found)

    def lines(self) -> Iterator[str]:
        """What to print: each duty, and under it each fault with some of its paths."""
        for duty in DUTIES:
            faults = self.found.get(duty.id, {})
            word = "ok" if not faults else "WRONG" if duty.needed else "could be better"
            yield f"{duty.id:<14}{word}"
            for fault, paths in faults.items():
                named = [path for path in dict.fromkeys(paths) if path]
                more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
                yield f"    {fault}" + (f": {', '.join(named[:SHOWN])}{more}" if named else "")
            if faults:
                yield f"    needed because: {duty.why}" if duty.needed else f"    why: {duty.why}"


def address(name: str) -> str:
    """How a reader asks for a file of the list: a page without its index.html."""
    return re.sub(r"(^|/)index\.html$", r"\1", name)


Entry = tuple[str, str, int]


def entries(host: Host) -> list[Entry]:
    """The site's list: path, SHA-256, bytes. Raises Unreachable where it is not there."""
    reply = host.ask(LIST)
    try:
        files = json.loads(reply.plain())["files"] if reply.status == 200 else None
    except (ValueError, KeyError, TypeError) as error:
        raise Unreachable(f"{host.url}{LIST} cannot be read: {error}") from error
    if not files:
        raise Unreachable(
            f"{host.url}{LIST} answers {reply.status}: this is not the address of a finished site, or not all was sent."
        )
    return [(str(name), str(digest), int(size)) for name, digest, size in files]


def seconds(header: str) -> int:
    """How long a browser may keep an answer without asking, by its Cache-Control; a month where nothing is said."""
    words = {part.strip().lower() for part in header.split(",")}
    if words & {"no-cache", "no-store"}:
        return 0
    ages = [word.partition("=")[2] for word in words if word.startswith("max-age=")]
    return int(ages[0]) if ages and ages[0].isdigit() else 30 * 86_400


def check_file(host: Host, report: Report, entry: Entry) -> None:
    """One file: its bytes, type, cache life, encodings, and what came along."""
    name, digest, size = entry
    path = address(name)
    whole = host.follow(path)
    if whole.status != 200:
        report.say("files", f"status {whole.status} instead of 200", path or "/")
        return
    shown = path or "/"
    if hashlib.sha256(whole.body).hexdigest() != digest:
        report.say("files", "not the bytes of the site's list", shown)
    if whole.get("Content-Encoding"):
        report.say("compressed", "compressed although nobody said they could read it", shown)
    check_type(report, name, whole)
    check_cache(report, name, whole)
    for header in TRACKING:
        if whole.get(header):
            report.say("nothing-added", f"the header {header} was sent", shown)
    if f".{name.rpartition('.')[2]}" in KINDS and size >= SMALLEST:
        for encoding in ("br", "gzip"):
            check_encoding(host, report, entry, encoding)


def check_type(report: Report, name: str, reply: Reply) -> None:
    """The media type, and UTF-8 where it is text. A host may say application/javascript for JavaScript."""
    wanted, _, charset = media_type(name).partition(";")
    sent, _, parameters = reply.get("Content-Type").lower().partition(";")
    same = {"application/javascript": "text/javascript", "text/xml": "application/xml"}
    if same.get(sent.strip(), sent.strip()) != wanted:
        report.say("types", f"{sent.strip() or 'no type'} instead of {wanted}", address(name) or "/")
    elif charset and "html" in wanted and "utf-8" not in parameters:
        report.say("types", "a page without charset=utf-8", address(name) or "/")


def check_cache(report: Report, name: str, reply: Reply) -> None:
    """How long browsers may keep it."""
    sent, shown = reply.get("Cache-Control"), address(name) or "/"
    if HASHED.search("/" + name):
        if sent.replace(" ", "") != FOR_EVER.replace(" ", ""):
            report.say("for-ever", f"Cache-Control is {sent or 'not sent'!r}, not {FOR_EVER!r}", shown)
    elif seconds(sent) > FRESH_SECONDS:
        report.say("fresh", f"Cache-Control is {sent or 'not sent'!r}: old pages would stay", shown)
    elif seconds(sent):
        report.say("ask-first", f"Cache-Control is {sent!r}, not 'no-cache'", shown)


def check_encoding(host: Host, report: Report, entry: Entry, encoding: str) -> None:
    """One file as sent to a browser that reads this encoding."""
    name, digest, size = entry
    path = address(name)
    shown = path or "/"
    reply = host.follow(path, Accept_Encoding=encoding)
    try:
        body = reply.plain()
    except ValueError as error:
        report.say("compressed", str(error), shown)
        return
    if reply.status != 200 or hashlib.sha256(body).hexdigest() != digest:
        report.say("compressed", f"other bytes for Accept-Encoding: {encoding}", shown)
    sent = reply.get("Content-Encoding").lower()
    if sent not in ("", encoding):
        report.say("compressed", f"{sent} to a browser that reads {encoding} only", shown)
    if sent and "accept-encoding" not in reply.get("Vary").lower() and reply.get("Vary") != "*":
        report.say("compressed", "no Vary: Accept-Encoding", shown)
    if not sent and name.endswith(".zip"):
        report.say("zip", f"sent whole to a browser that reads {encoding}", shown)
    elif not sent and encoding == "br":
        report.say("brotli", "no Brotli", shown)
    elif not sent and size > 2 * SMALLEST:
        report.say("compressed", "sent whole to a browser that reads gzip", shown)


def check_unchanged(host: Host, report: Report, name: str) -> None:
    """A second request for what the browser has."""
    for encoding in ("identity", "gzip", "br"):
        first = host.ask(address(name), Accept_Encoding=encoding)
        known = {"If_None_Match": first.get("ETag"), "If_Modified_Since": first.get("Last-Modified")}
        given = {header: value for header, value in known.items() if value}
        if not given:
            report.say("unchanged", "neither ETag nor Last-Modified", address(name) or "/")
            return
        again = host.ask(address(name), Accept_Encoding=encoding, **given)
        if again.status != 304 or again.body:
            report.say(
                "unchanged", f"status {again.status} instead of 304 ({encoding})", address(name) or "/"
            )


def check_head(host: Host, report: Report, name: str) -> None:
    """HEAD: the status, type and length of GET, no body."""
    whole, head = host.ask(address(name)), host.ask(address(name), "HEAD")
    if head.status != whole.status or head.body or head.get("Content-Type") != whole.get("Content-Type"):
        report.say("head", f"status {head.status}, {head.get('Content-Type')}", address(name) or "/")
    length = head.get("Content-Length")
    if length and int(length) != len(whole.body):
        report.say("head", f"Content-Length {length} instead of {len(whole.body)}", address(name) or "/")


def check_ranges(host: Host, report: Report, entry: Entry) -> None:
    """A part in the middle, of the file as it is."""
    name, digest, size = entry
    first, last = size // 3, size // 3 + 99
    reply = host.ask(address(name), Range=f"bytes={first}-{last}")
    if reply.status == 206:
        whole = host.ask(address(name)).body
        if reply.body != whole[first : last + 1] or not reply.get("Content-Range").endswith(f"/{size}"):
            report.say("ranges", "another part than was asked for", address(name))
    elif reply.status != 200 or hashlib.sha256(reply.body).hexdigest() != digest:
        report.say("ranges", f"status {reply.status} for a part", address(name))
    beyond = host.ask(address(name), Range=f"bytes={size + 10}-{size + 20}")
    if beyond.status not in (200, 416):
        report.say("ranges", f"status {beyond.status} for a part beyond the end", address(name))


def check_not_found(host: Host, report: Report, listed: Mapping[str, Entry]) -> None:
    """Paths that are not there, in the open and deep."""
    wanted = listed.get("404.html", ("", "", 0))[1]
    for path in ("no-such-page/", "aids/no-such-aid/", "assets/sg/no-such-0123456789abcdef.js", "no.such"):
        reply = host.ask(path)
        if reply.status != 404:
            report.say("not-found", f"status {reply.status} instead of 404", path)
        elif hashlib.sha256(reply.body).hexdigest() != wanted:
            report.say("not-found", "not the site's own 404 page", path)


def check_slash(host: Host, report: Report, listed: Mapping[str, Entry]) -> None:
    """Folders asked for without their slash."""
    folders = [name.removesuffix("/index.html") for name in listed if name.endswith("/index.html")]
    for folder in [name for name in folders if name.count("/") < 2][:12]:
        reply = host.ask(folder)
        target = urljoin(host.url + folder, reply.get("Location"))
        if reply.status not in REDIRECTS or target != f"{host.url}{folder}/":
            where = f" to {reply.get('Location')}" if reply.get("Location") else ""
            report.say("slash", f"status {reply.status}{where}", folder)


def check_inside(host: Host, report: Report, listed: Mapping[str, Entry]) -> None:
    """Roads out of the folder, listings, hidden files."""
    own = {digest for _, digest, _ in listed.values()}
    for path in OUTSIDE:
        reply = host.ask(path)
        foreign = reply.status == 200 and hashlib.sha256(reply.body).hexdigest() not in own
        if reply.status >= 500 or b"root:" in reply.body or (foreign and path != "../"):
            report.say("inside", f"status {reply.status}", path)
    for folder in ("assets/", "assets/sg/", "runtime/", "search/"):
        if host.ask(folder).status == 200:
            report.say("inside", "a listing of the folder", folder)


def directives(header: str) -> dict[str, set[str]]:
    """A policy by directive; {} where none was sent. Of several policies the stricter reading: what all allow."""
    found: dict[str, set[str]] = {}
    for one in header.split(","):
        for part in one.split(";"):
            name, *values = part.split()[:1] + part.split()[1:] if part.strip() else [""]
            if name:
                given = set(values)
                found[name.lower()] = found[name.lower()] & given if name.lower() in found else given
    return found


def check_policies(host: Host, report: Report, listed: Mapping[str, Entry]) -> None:
    """The headers, on pages and on the aids' worker."""
    pages = [name for name in listed if name.endswith(".html")]
    for name in pages:
        reply = host.ask(address(name))
        sent = directives(reply.get("Content-Security-Policy"))
        tag = TAG.search(reply.body.decode("utf-8", "replace"))
        allowed = sent.get("script-src", sent.get("default-src", set()))
        lost = [one for one in HASH.findall(html.unescape(tag[1])) if one not in allowed] if tag else []
        if sent and lost:
            report.say(
                "worker", "the policy header forbids the page's own inline scripts", address(name) or "/"
            )
        if "frame-ancestors" not in sent:
            report.say("headers", "no Content-Security-Policy with frame-ancestors", address(name) or "/")
        for header, value in policy.EVERYWHERE.items():
            if reply.get(header) != value:
                report.say("headers", f"{header} is not {value!r}", address(name) or "/")
    for name in [name for name in listed if re.fullmatch(r"assets/sg/worker-[0-9a-f]+\.js", name)]:
        sent = directives(host.ask(name).get("Content-Security-Policy"))
        if sent and "'wasm-unsafe-eval'" not in sent.get("script-src", set()):
            report.say("worker", "its policy header forbids WebAssembly", name)
        if not sent:
            report.say("headers", "no Content-Security-Policy for the aids' worker", name)


def check_https(host: Host, report: Report) -> None:
    """https, and said for good."""
    if host.secure:
        if not host.ask("").get("Strict-Transport-Security"):
            report.say("https", "no Strict-Transport-Security")
    elif host.name not in LOCAL:
        report.say("https", "the address is not https")


def check(host: Host, progress: Callable[[str], None] = lambda _: None) -> Report:
    """Every duty of the table. Raises Unreachable."""
    report = Report()
    listed = {entry[0]: entry for entry in entries(host)}
    progress(f"check-host: {len(listed)} files of {host.url}")
    for entry in listed.values():
        check_file(host, report, entry)
    worker = host.ask(WORKER)
    if worker.status != 200:
        report.say("files", f"status {worker.status} instead of 200", WORKER)
    for name in (WORKER, LIST):
        reply = host.ask(name)
        check_type(report, name, reply)
        check_cache(report, name, reply)
    hashed = next(name for name in listed if HASHED.search("/" + name) and name.endswith(".js"))
    for name in ("index.html", hashed):
        check_unchanged(host, report, name)
        check_head(host, report, name)
        check_ranges(host, report, listed[name])
    wasm = next((entry for entry in listed.values() if entry[0].endswith(".wasm")), None)
    if wasm:
        check_ranges(host, report, wasm)
    check_not_found(host, report, listed)
    check_slash(host, report, listed)
    check_inside(host, report, listed)
    check_policies(host, report, listed)
    check_https(host, report)
    if host.ask("robots.txt").status != 200:
        report.say("robots", "there is none")
    host.close()
    return report


def main(arguments: list[str]) -> int:
    """Checks and prints."""
    parser = argparse.ArgumentParser(
        prog="pipeline check-host", description="Test a running host of this site."
    )
    parser.add_argument("url", help="the site's address, for example https://example.org/guidance/")
    parser.add_argument("--strict", action="store_true", help="what could be better is a failure, too")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    try:
        host = Host(options.url)
        report = check(host, lambda line: print(line, flush=True))
    except Unreachable as error:
        print(f"check-host: {error}", file=sys.stderr)
        return 2
    print("\n".join(report.lines()))
    wrong = sum(BY_ID[name].needed for name in report.found)
    print(
        f"check-host: {host.requests} requests in {time.monotonic() - started:.0f} s; "
        f"{wrong} wrong, {len(report.found) - wrong} could be better"
    )
    return 1 if report.failed(options.strict) else 0
