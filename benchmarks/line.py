"""The line between server and browser: counted, and made slow where a benchmark asks for it.

On the server's side, because a browser's own throttling does not reach workers.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path

from pipeline.serve import Answer, Handler, Server

PIECE = 4096  # bytes sent between two looks at the clock


@dataclass(frozen=True)
class Line:
    """bits: per second, all connections together; None for as fast as it goes. delay: seconds before each answer."""

    name: str
    bits: int | None = None
    delay: float = 0.0


LINES = {
    line.name: line
    for line in (Line("none"), Line("slow-4g", 1_600_000, 0.150), Line("fast", 20_000_000, 0.040))
}


class CountingServer(Server):
    """A Server that counts the bytes of the bodies it sends and keeps to a line."""

    def __init__(self, folder: Path, line: Line) -> None:
        super().__init__(folder, 0, CountingHandler, safe=False)  # peers run here, too
        self.line = line
        self.sent = 0
        self.requests = 0
        self.free_at = 0.0
        self.lock = threading.Lock()

    def take(self, size: int) -> None:
        """Waits until the line has carried this many bytes."""
        if self.line.bits is None:
            return
        with self.lock:
            self.free_at = max(self.free_at, time.monotonic()) + size * 8 / self.line.bits
            wait = self.free_at - time.monotonic()
        if wait > 0:
            time.sleep(wait)

    def reset(self) -> None:
        """Counts from nothing."""
        with self.lock:
            self.sent = self.requests = 0


class CountingHandler(Handler):
    """Sends as the server does, at the line's pace."""

    server: CountingServer

    def send(self, found: Answer, body: bool) -> None:
        if self.server.line.delay:
            time.sleep(self.server.line.delay)
        size = found.file.stat().st_size if body and found.file else 0
        with self.server.lock:
            self.server.sent += size
            self.server.requests += 1
        super().send(found, body=False)
        if size and found.file:
            with found.file.open("rb") as file:
                while piece := file.read(PIECE if self.server.line.bits else size):
                    self.server.take(len(piece))
                    self.wfile.write(piece)
