"""Hosts to test with: one that can be ended, for when there is no signal, and one that sends no header of ours."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

from pipeline.serve import Answer, Handler

PLAIN = {"content-type", "content-length", "location", "content-encoding"}


class PlainHandler(Handler):
    """Sends what every host sends, and nothing a host has to be told to send.

    Takes .html off addresses, as Cloudflare Pages does: /404.html leads to /404.
    """

    def reply(self, body: bool) -> None:
        if self.path.endswith(".html"):
            self.send(Answer(308, None, {"Location": self.path.removesuffix(".html")}), body)
            return
        if (self.server.folder / (self.path[1:] + ".html")).is_file():
            self.path += ".html"
        super().reply(body)

    def send_header(self, keyword: str, value: str) -> None:
        if keyword.lower() in PLAIN:
            super().send_header(keyword, value)


class Host:
    """A built site served by a process of its own, which can be ended and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Host:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Serves; returns when it answers."""
        command = [
            sys.executable,
            "-m",
            "pipeline",
            "serve",
            "--port",
            str(self.port),
            "--folder",
            str(self.folder),
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise TimeoutError("the server did not start")

    def stop(self) -> None:
        """Ends the process, and with it every open connection."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None
