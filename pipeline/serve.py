"""The local server: a built site over HTTP/1.1, as a good host would send it.

Right media types, the ``.br`` and ``.gz`` neighbours of a file by Accept-Encoding, ETag and 304, HEAD, a 404
page with status 404, caching for ever of files whose name carries a hash, and the security headers a host should send
(pipeline/policy.py). Standard library only, loopback only.

    python -m pipeline serve --port 8000 --folder site
"""

from __future__ import annotations

import argparse
import hashlib
import posixpath
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from pipeline import policy

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".py": "text/x-python; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
OTHER = "application/octet-stream"
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))  # best first

# bundle.8a3f09c1.min.js, python-8a3f09c1….zip, or a folder named by a hash: the content can never change.
HASHED = re.compile(r"(?:[.-](?=[0-9a-f]*\d)[0-9a-f]{8,64}\.|/[0-9a-f]{16,64}/)")
FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"
SEND_BYTES = 64 * 1024


def media_type(path: str) -> str:
    """The Content-Type of a file by its name."""
    return MEDIA_TYPES.get(posixpath.splitext(path)[1].lower(), OTHER)


def cache_control(path: str) -> str:
    """For ever if the path carries a content hash; otherwise the browser asks each time."""
    return FOR_EVER if HASHED.search(path) else ASK_FIRST


def accepted(header: str) -> set[str]:
    """The encodings an Accept-Encoding header allows: ``br;q=0`` refuses, ``*`` allows all not named."""
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _, parameter = part.strip().partition(";")
        weight = parameter.strip().removeprefix("q=") if parameter else "1"
        try:
            weights[name.strip()] = float(weight)
        except ValueError:
            weights[name.strip()] = 0.0
    named = {name for name, _ in ENCODINGS}
    if weights.get("*", 0) > 0:
        weights |= {name: weights.get(name, 1.0) for name in named}
    return {name for name in named if weights.get(name, 0) > 0}


@lru_cache(maxsize=4096)
def etag(path: Path, size: int, changed_ns: int) -> str:
    """A strong ETag of the file's bytes; size and time are there to see that the file has changed."""
    with path.open("rb") as file:
        return '"' + hashlib.file_digest(file, "sha256").hexdigest()[:24] + '"'


def matches(header: str, tag: str) -> bool:
    """True if an If-None-Match header names the tag."""
    names = {name.strip().removeprefix("W/") for name in header.split(",")}
    return tag in names or "*" in names


def find(folder: Path, url: str) -> tuple[Path | None, str]:
    """The file for a request target, and the address to redirect to ("" if none).

    (None, "") means not found. A folder without its slash is redirected. Nothing outside the folder is found.
    """
    path = unquote(urlsplit(url).path, errors="replace")
    if not path.startswith("/") or "\0" in path or "\\" in path or ".." in path.split("/"):
        return None, ""
    root = folder.resolve()
    file = (root / path.lstrip("/")).resolve()
    if not file.is_relative_to(root):
        return None, ""  # a link that leads out
    if file.is_dir():
        index = file / "index.html"
        if not index.is_file():
            return None, ""
        if not path.endswith("/"):
            return None, quote("/" + file.relative_to(root).as_posix() + "/")
        return index, ""
    return (file, "") if file.is_file() and not path.endswith("/") else (None, "")


class Answer(NamedTuple):
    """What is sent back: the file whose bytes are the body, its status and headers."""

    status: int
    file: Path | None
    headers: dict[str, str]


def answer(folder: Path, url: str, accept_encoding: str = "", if_none_match: str = "") -> Answer:
    """The whole of the server's judgement, without a socket."""
    file, elsewhere = find(folder, url)
    if elsewhere:
        return Answer(301, None, {"Location": elsewhere})
    status = 200
    if file is None:
        status, file = 404, folder.resolve() / "404.html"
        if not file.is_file():
            return Answer(404, None, {"Content-Type": "text/plain; charset=utf-8"})
    relative = "/" + file.relative_to(folder.resolve()).as_posix()
    headers = {"Content-Type": media_type(relative), "Cache-Control": cache_control(relative)}
    neighbours = [(name, file.with_name(file.name + end)) for name, end in ENCODINGS]
    neighbours = [(name, path) for name, path in neighbours if path.is_file()]
    if neighbours:
        headers["Vary"] = "Accept-Encoding"
    allowed = accepted(accept_encoding)
    for name, path in neighbours:
        if name in allowed:
            file = path
            headers["Content-Encoding"] = name
            break
    about = file.stat()
    if status == 200:
        headers["ETag"] = etag(file, about.st_size, about.st_mtime_ns)
        if if_none_match and matches(if_none_match, headers["ETag"]):
            keep = ("Cache-Control", "ETag", "Vary")
            return Answer(304, None, {name: headers[name] for name in keep if name in headers})
    headers["Content-Length"] = str(about.st_size)
    return Answer(status, file, headers)


class Handler(BaseHTTPRequestHandler):
    """GET and HEAD of the server's folder; everything else is 501 by the base class."""

    protocol_version = "HTTP/1.1"
    server_version = "steady-ground"
    sys_version = ""
    timeout = 60
    server: Server

    def do_GET(self) -> None:
        self.reply(body=True)

    def do_HEAD(self) -> None:
        self.reply(body=False)

    def reply(self, body: bool) -> None:
        """Sends the answer for this request."""
        found = answer(
            self.server.folder,
            self.path,
            self.headers.get("Accept-Encoding", ""),
            self.headers.get("If-None-Match", ""),
        )
        self.send(found, body)

    def send(self, found: Answer, body: bool) -> None:
        """Sends status, headers and, with ``body``, the bytes of the file."""
        self.send_response(found.status)
        for name, value in {**found.headers, **self.safety(found)}.items():
            self.send_header(name, value)
        if found.file is None and found.status != 304:
            self.send_header("Content-Length", "0")
        self.end_headers()
        if body and found.file is not None:
            with found.file.open("rb") as file:
                while chunk := file.read(SEND_BYTES):
                    self.wfile.write(chunk)

    def safety(self, found: Answer) -> dict[str, str]:
        """The security headers for what is sent: an error page has those of a page.

        304 too: a browser puts the headers of a 304 in the place of those it has kept.
        """
        path = unquote(urlsplit(self.path).path, errors="replace") if found.status in (200, 304) else "/"
        return policy.headers_for(self.server.safety, path)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing is logged: what somebody reads here is nobody's business."""


class Server(ThreadingHTTPServer):
    """The server of one folder on the loopback address."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self, folder: Path, port: int = 0, handler: type[Handler] = Handler, safe: bool = True
    ) -> None:
        """port 0 takes a free one. `safe=False` leaves the security headers out, for what is not this site.

        Raises OSError if the port is taken, policy.Unsafe if a page holds what the headers would stop.
        """
        self.folder = folder
        self.safety = policy.headers(folder) if safe else []
        super().__init__(("127.0.0.1", port), handler)

    @property
    def url(self) -> str:
        """The address without a slash at its end."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader who went away in mid-answer is not an error."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def running[S: Server](server: S) -> Iterator[S]:
    """The server answering in a thread of its own, until the end of the with block."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main(arguments: list[str]) -> int:
    """Serves until interrupted; 1 if there is no site or the port is taken."""
    parser = argparse.ArgumentParser(prog="pipeline serve", description="Serve a built site on this machine.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--folder", type=Path, default=Path("site"))
    options = parser.parse_args(arguments)
    if not (options.folder / "index.html").is_file():
        print(f"serve: there is no site in {options.folder}: run make site first.", file=sys.stderr)
        return 1
    try:
        server = Server(options.folder, options.port)
    except OSError as error:
        print(
            f"serve: port {options.port} cannot be used ({error.strerror}): try make serve PORT=8001.",
            file=sys.stderr,
        )
        return 1
    with server:
        print(f"The site is at {server.url}/ (stop with Ctrl+C)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0
