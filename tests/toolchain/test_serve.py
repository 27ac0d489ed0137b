"""The local server: types, encodings, 304, 404, HEAD, caching, and nothing outside its folder."""

from __future__ import annotations

import gzip
import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.serve import FOR_EVER, Server, accepted, cache_control, find, media_type, running

PAGE = "<!doctype html><title>é</title>" + "word " * 500


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site, with a secret beside it."""
    top = tmp_path_factory.mktemp("served")
    (top / "secret.txt").write_text("not for you")
    site = top / "site"
    (site / "talk").mkdir(parents=True)
    (site / "empty").mkdir()
    (site / "runtime").mkdir()
    for name in ("index.html", "talk/index.html"):
        (site / name).write_text(PAGE)
        (site / f"{name}.br").write_bytes(brotli.compress(PAGE.encode()))
        (site / f"{name}.gz").write_bytes(gzip.compress(PAGE.encode()))
    (site / "404.html").write_text("<title>Nothing here</title>")
    (site / "runtime" / "python-0123456789abcdef.wasm").write_bytes(b"\0asm" * 10)
    (site / "plain.txt").write_text("plain")
    (site / "out.txt").symlink_to(top / "secret.txt")
    return site


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with running(Server(folder)) as started:
        yield started


class Reply:
    """One answer of the server, read to its end."""

    def __init__(self, server: Server, path: str, method: str = "GET", **headers: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        connection.request(
            method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        response = connection.getresponse()
        self.status, self.headers, self.body = response.status, response.headers, response.read()
        connection.close()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.wasm", "application/wasm"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.webmanifest", "application/manifest+json"),
        ("a.svg", "image/svg+xml"),
        ("a.ics", "text/calendar; charset=utf-8"),
        ("a.HTML", "text/html; charset=utf-8"),
        ("a.zip", "application/zip"),
        ("a.unknown", "application/octet-stream"),
    ],
)
def test_media_types(name: str, kind: str) -> None:
    assert media_type(name) == kind


def test_a_page_and_its_type(server: Server) -> None:
    reply = Reply(server, "/")
    assert (reply.status, reply.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert reply.body == PAGE.encode()
    assert reply.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert reply.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert reply.headers["Referrer-Policy"] == "no-referrer"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("br;q=0, *;q=0.1", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
def test_the_best_encoding_that_is_accepted(server: Server, header: str, encoding: str | None) -> None:
    reply = Reply(server, "/talk/", Accept_Encoding=header)
    assert reply.headers["Content-Encoding"] == encoding
    assert reply.headers["Vary"] == "Accept-Encoding"
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    body = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding](reply.body)
    assert body == PAGE.encode()
    assert int(reply.headers["Content-Length"]) == len(reply.body)


def test_encodings_have_etags_of_their_own(server: Server) -> None:
    tags = {Reply(server, "/", Accept_Encoding=name).headers["ETag"] for name in ("br", "gzip", "identity")}
    assert len(tags) == 3


def test_an_unchanged_file_is_not_sent_again(server: Server) -> None:
    tag = Reply(server, "/plain.txt").headers["ETag"]
    again = Reply(server, "/plain.txt", If_None_Match=f'"other", W/{tag}')
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert again.headers["Content-Security-Policy"]
    assert Reply(server, "/plain.txt", If_None_Match='"other"').status == 200


def test_a_changed_file_is_sent_again(server: Server, folder: Path) -> None:
    tag = Reply(server, "/plain.txt").headers["ETag"]
    (folder / "plain.txt").write_text("changed")
    assert Reply(server, "/plain.txt", If_None_Match=tag).body == b"changed"


def test_head_sends_the_headers_only(server: Server) -> None:
    reply = Reply(server, "/", "HEAD")
    assert (reply.status, reply.body) == (200, b"")
    assert int(reply.headers["Content-Length"]) == len(PAGE.encode())


def test_a_connection_is_kept_open(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    for path in ("/", "/nothing", "/plain.txt", "/talk"):
        connection.request("GET", path)
        connection.getresponse().read()
        assert connection.sock is not None
    connection.close()


def test_what_is_not_there_is_the_404_page(server: Server) -> None:
    reply = Reply(server, "/nothing/here")
    assert (reply.status, reply.body) == (404, b"<title>Nothing here</title>")
    assert "ETag" not in reply.headers
    for path in ("/empty/", "/empty", "/plain.txt/", "/talk/index.html/x"):
        assert Reply(server, path).status == 404


def test_a_folder_gets_its_slash(server: Server) -> None:
    reply = Reply(server, "/talk?x=1")
    assert (reply.status, reply.headers["Location"]) == (301, "/talk/")
    assert Reply(server, "//example.org/talk").headers["Location"] in (None, "/talk/")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/talk/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2f%2e%2e%2fetc/passwd",
        "/..\\secret.txt",
        "//etc/passwd",
        "/out.txt",
        "/plain.txt%00",
        "secret.txt",
    ],
)
def test_nothing_outside_the_folder(server: Server, path: str) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".encode())
        said = b"".join(iter(lambda: raw.recv(65536), b""))
    assert said.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400"))
    assert b"not for you" not in said


@given(st.text(max_size=40))
def test_no_path_ever_leaves_the_folder(path: str) -> None:
    file, elsewhere = find(Path(__file__).parent, "/" + path)
    assert file is None or file.is_relative_to(Path(__file__).parent.resolve())
    assert not elsewhere.startswith("//")


def test_hashed_files_are_kept_for_ever(server: Server) -> None:
    reply = Reply(server, "/runtime/python-0123456789abcdef.wasm")
    assert reply.headers["Cache-Control"] == FOR_EVER
    assert reply.headers["Content-Type"] == "application/wasm"


@pytest.mark.parametrize(
    ("path", "for_ever"),
    [
        ("/assets/javascripts/bundle.79ae519e.min.js", True),
        ("/runtime/8c0f9d5b7a6e4f21/pyodide.asm.wasm", True),
        ("/index.html", False),
        ("/service-worker.js", False),
        ("/talk/effaced.face-defaced.html", False),  # letters a to f only: a word, not a hash
    ],
)
def test_what_counts_as_hashed(path: str, for_ever: bool) -> None:
    assert (cache_control(path) == FOR_EVER) is for_ever


def test_other_methods_are_refused(server: Server) -> None:
    assert Reply(server, "/", "POST").status == 501


def test_accept_encoding_is_read_as_the_standard_says() -> None:
    assert accepted("BR;Q=1.0") == {"br"}
    assert accepted("br;q=nonsense") == set()
    assert accepted("*;q=0") == set()


def test_it_listens_on_this_machine_only(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_the_command_says_where_it_is_or_what_is_wrong(folder: Path, server: Server, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "serve"]
    nothing = subprocess.run([*command, "--folder", tmp_path], capture_output=True, text=True, check=False)
    assert nothing.returncode == 1
    assert "run make site first" in nothing.stderr
    taken = subprocess.run(
        [*command, "--folder", folder, "--port", str(server.server_port)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert taken.returncode == 1
    assert f"port {server.server_port} cannot be used" in taken.stderr
    with subprocess.Popen(
        [*command, "--folder", folder, "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as started:
        assert started.stdout is not None
        assert started.stdout.readline().startswith("The site is at http://127.0.0.1:")
        started.terminate()
