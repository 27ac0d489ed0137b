"""check-host finds every way in which a host can fail its duties. Each fault is made once, on a small site."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli
import pytest

from pipeline import host_duties, policy
from pipeline.check_host import Host, Unreachable, check, main
from pipeline.serve import FOR_EVER, HASHED, media_type

INLINE = "'sha256-abc='"
TAG = f'<meta http-equiv="Content-Security-Policy" content="script-src \'self\' {INLINE}">'
PAGE = f"<!doctype html>{TAG}<title>é</title>" + "word " * 400
FILES = {
    "index.html": PAGE.encode(),
    "404.html": b"<title>Not here</title>",
    "aids/index.html": (PAGE + "aids").encode(),
    "assets/sg/worker-0123456789abcdef.js": b"start();" * 200,
    "assets/sg/aid-0123456789abcdef.js": b"form();" * 200,
    "runtime/python-0123456789abcdef.wasm": b"\0asm" + b"abcd" * 500,
    "runtime/aids-0123456789abcdef.zip": b"PK" + b"abcd" * 500,
}
ALSO = {"sw.js": b"self;" * 200, "robots.txt": b"User-agent: *\nDisallow:\n"}
LIST = {"files": [[name, hashlib.sha256(data).hexdigest(), len(data)] for name, data in FILES.items()]}
EVERYTHING = {**FILES, **ALSO, "offline.json": json.dumps(LIST).encode()}
BASE = "/guidance/"
PAGES = f"default-src 'none'; script-src 'self' {INLINE}; frame-ancestors 'none'"
WORKER = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"

Answer = tuple[int, dict[str, str], bytes]


def good(path: str, method: str, asked: dict[str, str]) -> Answer:
    """What a good host answers."""
    name = path.removeprefix(BASE)
    if name == "aids":
        return 301, {"Location": f"{BASE}aids/"}, b""
    name = f"{name}index.html" if name.endswith("/") or not name else name
    status = 200 if path.startswith(BASE) and name in EVERYTHING else 404
    name = name if status == 200 else "404.html"
    data = EVERYTHING[name]
    headers = {**policy.EVERYWHERE, "Content-Type": media_type(name), "Vary": "Accept-Encoding"}
    headers["Content-Security-Policy"] = WORKER if "worker-" in name else PAGES
    headers["Cache-Control"] = FOR_EVER if HASHED.search("/" + name) else "no-cache"
    headers["ETag"] = f'"{hashlib.sha256(data).hexdigest()[:12]}"'
    if status == 200 and asked.get("if-none-match") == headers["ETag"]:
        return 304, headers, b""
    if "range" in asked and status == 200:
        first, last = map(int, asked["range"].removeprefix("bytes=").split("-"))
        if first >= len(data):
            return 416, headers, b""
        headers["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
        return 206, headers, data[first : last + 1]
    encoding = asked.get("accept-encoding", "")
    if encoding == "br" and len(data) > 512:
        headers["Content-Encoding"], data = "br", brotli.compress(data)
    elif encoding == "gzip" and len(data) > 512:
        headers["Content-Encoding"], data = "gzip", gzip.compress(data)
    return status, headers, data


def changed(test: Callable[[str, dict[str, str]], bool], **headers: str | None) -> Callable[..., Answer]:
    """A good host that sends other headers for some paths; None leaves one out."""

    def answer(path: str, method: str, asked: dict[str, str]) -> Answer:
        status, sent, body = good(path, method, asked)
        if test(path, asked) and status == 200:
            for name, value in headers.items():
                name = name.replace("_", "-")
                sent = {key: said for key, said in sent.items() if key != name}
                if value is not None:
                    sent[name] = value
        return status, sent, body

    return answer


def everywhere(path: str, asked: dict[str, str]) -> bool:
    return True


def ends(*endings: str) -> Callable[[str, dict[str, str]], bool]:
    return lambda path, asked: path.endswith(endings)


def whole(path: str, method: str, asked: dict[str, str]) -> Answer:
    """Never compressed."""
    return good(path, method, {**asked, "accept-encoding": "identity"})


def gzip_only(path: str, method: str, asked: dict[str, str]) -> Answer:
    return good(
        path, method, {**asked, "accept-encoding": asked.get("accept-encoding", "").replace("br", "x")}
    )


def no_zip(path: str, method: str, asked: dict[str, str]) -> Answer:
    return whole(path, method, asked) if path.endswith(".zip") else good(path, method, asked)


def always_gzip(path: str, method: str, asked: dict[str, str]) -> Answer:
    return good(path, method, {**asked, "accept-encoding": "gzip"})


def soft_404(path: str, method: str, asked: dict[str, str]) -> Answer:
    status, headers, body = good(path, method, asked)
    return (200 if status == 404 else status), headers, body


def other_404(path: str, method: str, asked: dict[str, str]) -> Answer:
    status, headers, body = good(path, method, asked)
    return (status, headers, b"the host's own") if status == 404 else (status, headers, body)


def script_added(path: str, method: str, asked: dict[str, str]) -> Answer:
    status, headers, body = good(path, method, {**asked, "accept-encoding": "identity"})
    return status, headers, body + (b"<script>count()</script>" if path.endswith("/") else b"")


def lost(path: str, method: str, asked: dict[str, str]) -> Answer:
    return (404, {}, b"") if path.endswith(".wasm") else good(path, method, asked)


def never_304(path: str, method: str, asked: dict[str, str]) -> Answer:
    return good(path, method, {name: value for name, value in asked.items() if name != "if-none-match"})


def head_refused(path: str, method: str, asked: dict[str, str]) -> Answer:
    return (405, {}, b"") if method == "HEAD" else good(path, method, asked)


def wrong_part(path: str, method: str, asked: dict[str, str]) -> Answer:
    status, headers, body = good(path, method, asked)
    return (status, headers, body[1:] + b"x") if status == 206 else (status, headers, body)


def to_other_host(path: str, method: str, asked: dict[str, str]) -> Answer:
    return (
        (301, {"Location": "https://elsewhere.example/aids/"}, b"")
        if path == f"{BASE}aids"
        else good(path, method, asked)
    )


def out_of_folder(path: str, method: str, asked: dict[str, str]) -> Answer:
    return (
        (200, {"Content-Type": "text/plain"}, b"root:x:0:0")
        if "passwd" in path
        else good(path, method, asked)
    )


def listing(path: str, method: str, asked: dict[str, str]) -> Answer:
    return (
        (200, {"Content-Type": "text/html"}, b"<a>files</a>")
        if path == f"{BASE}assets/"
        else good(path, method, asked)
    )


def no_robots(path: str, method: str, asked: dict[str, str]) -> Answer:
    return (404, {}, FILES["404.html"]) if path.endswith("robots.txt") else good(path, method, asked)


FAULTS = {
    "bytes changed": (script_added, "files"),
    "a file lost": (lost, "files"),
    "script as text": (changed(ends(".js"), Content_Type="text/plain"), "types"),
    "wasm as bytes": (changed(ends(".wasm"), Content_Type="application/octet-stream"), "types"),
    "page without charset": (changed(ends("/"), Content_Type="text/html"), "types"),
    "nothing compressed": (whole, "compressed"),
    "compressed unasked": (always_gzip, "compressed"),
    "no Vary": (changed(everywhere, Vary=None), "compressed"),
    "encoding unreadable": (
        changed(lambda path, asked: asked.get("accept-encoding") == "br", Content_Encoding="gzip"),
        "compressed",
    ),
    "gzip only": (gzip_only, "brotli"),
    "zip sent whole": (no_zip, "zip"),
    "pages kept a day": (changed(ends("/"), Cache_Control="max-age=86400"), "fresh"),
    "worker kept": (changed(ends("sw.js"), Cache_Control="max-age=86400"), "fresh"),
    "nothing said of keeping": (changed(ends("/"), Cache_Control=None), "fresh"),
    "pages kept a minute": (changed(ends("/"), Cache_Control="max-age=60"), "ask-first"),
    "hashed files asked for": (changed(ends("cdef.js"), Cache_Control="no-cache"), "for-ever"),
    "never 304": (never_304, "unchanged"),
    "no ETag": (changed(everywhere, ETag=None), "unchanged"),
    "HEAD refused": (head_refused, "head"),
    "another part": (wrong_part, "ranges"),
    "unknown paths are pages": (soft_404, "not-found"),
    "a 404 page of its own": (other_404, "not-found"),
    "slash to another host": (to_other_host, "slash"),
    "out of the folder": (out_of_folder, "inside"),
    "a listing": (listing, "inside"),
    "a cookie": (changed(ends("/"), Set_Cookie="seen=1"), "nothing-added"),
    "reports": (changed(ends(".js"), NEL="{}"), "nothing-added"),
    "worker without wasm": (
        changed(ends("worker-0123456789abcdef.js"), Content_Security_Policy=PAGES),
        "worker",
    ),
    "page's script forbidden": (changed(ends("/"), Content_Security_Policy="script-src 'self'"), "worker"),
    "headers stripped": (
        changed(everywhere, Content_Security_Policy=None, X_Content_Type_Options=None),
        "headers",
    ),
    "no robots": (no_robots, "robots"),
}


class Served(ThreadingHTTPServer):
    """A host that answers as `answer` says."""

    daemon_threads = True

    def __init__(self) -> None:
        self.answer: Callable[..., Answer] = good
        super().__init__(("127.0.0.1", 0), Handler)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Served
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        asked = {name.lower(): value for name, value in self.headers.items()}
        status, headers, body = self.server.answer(self.path, self.command, asked)
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD" and status != 304:
            self.wfile.write(body)

    do_HEAD = do_GET

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def host() -> Iterator[Served]:
    with Served() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


def url(host: Served) -> str:
    return f"http://127.0.0.1:{host.server_port}{BASE}"


def test_a_good_host_has_no_fault(host: Served) -> None:
    host.answer = good
    report = check(Host(url(host)))
    assert not report.found, "\n".join(report.lines())


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found(host: Served, name: str) -> None:
    answer, duty = FAULTS[name]
    host.answer = answer
    report = check(Host(url(host)))
    assert duty in report.found, "\n".join(report.lines())
    assert report.failed() or not host_duties.BY_ID[duty].needed
    assert report.failed(strict=True)


def test_every_duty_has_a_fault() -> None:
    assert {duty.id for duty in host_duties.DUTIES} - {duty for _, duty in FAULTS.values()} == {"https"}


def test_a_public_host_needs_https() -> None:
    from pipeline.check_host import Report, check_https

    report = Report()
    host = Host("http://guide.example/")
    check_https(host, report)
    assert "https" in report.found
    assert not report.failed()


def test_the_command_prints_and_exits(host: Served, capsys: pytest.CaptureFixture[str]) -> None:
    host.answer = soft_404
    assert main([url(host)]) == 1
    said = capsys.readouterr().out
    assert "not-found     WRONG" in said
    assert "status 200 instead of 404: no-such-page/" in said
    host.answer = gzip_only
    assert main([url(host)]) == 0
    assert main([url(host), "--strict"]) == 1


def test_what_is_no_site_is_one_sentence(host: Served, capsys: pytest.CaptureFixture[str]) -> None:
    host.answer = lambda *_: (404, {}, b"")
    assert main([url(host)]) == 2
    assert "this is not the address of a finished site" in capsys.readouterr().err
    assert main(["ftp://guide.example"]) == 2
    assert main(["http://127.0.0.1:9/"]) == 2
    with pytest.raises(Unreachable, match="no web address"):
        Host("guide.example")


def test_the_readme_has_the_table(root: Path) -> None:
    assert host_duties.table() in (root / "deploy" / "README.md").read_text(encoding="utf-8")
