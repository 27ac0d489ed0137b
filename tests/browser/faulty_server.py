"""The local server with faults that a test asks for: a bad line, a bad host, a half-finished upload.

    server.fault("/runtime/*.wasm", "missing")
    server.fault("/runtime/*", "delay", seconds=3)
    server.fault("*.wasm", "type", media_type="text/html")
    server.fault("*.zip", "truncate", keep=0.5)

The last fault that fits a path counts. ``server.heal()`` takes all away.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pipeline.serve import Answer, Handler, Server, answer

Kind = Literal["missing", "error", "delay", "hang", "type", "truncate", "garbage", "drop", "slow"]
LONGEST_HANG = 120  # seconds; a test that needs more has failed


@dataclass(frozen=True)
class Fault:
    """One fault.

    missing: 404. error: 500. delay: answers after ``seconds``. hang: never answers. type: sends
    ``media_type``. truncate: promises the whole body, sends the part ``keep`` (0 to 1) and hangs up. garbage:
    a body of the right length with wrong bytes. drop: hangs up without an answer. slow: sends ``rate`` bytes
    a second.
    """

    glob: str
    kind: Kind
    seconds: float = 1.0
    media_type: str = "text/html"
    keep: float = 0.5
    rate: int = 50_000


class FaultyServer(Server):
    """A Server that remembers what was asked for (``seen``) and can be told to misbehave."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, 0, FaultyHandler)
        self.faults: list[Fault] = []
        self.seen: list[str] = []
        self.healed = threading.Event()

    def fault(self, glob: str, kind: Kind, **details: float | int | str) -> None:
        """Adds a fault for every path that fits the shell pattern (``*`` crosses slashes)."""
        self.healed.clear()
        self.faults.append(Fault(glob, kind, **details))  # type: ignore[arg-type]

    def heal(self) -> None:
        """No fault any more; what hangs is let go."""
        self.faults.clear()
        self.healed.set()

    @contextmanager
    def for_one_test(self) -> Iterator[FaultyServer]:
        """The server without another test's faults, and with nothing asked for yet."""
        self.heal()
        self.seen.clear()
        yield self
        self.heal()

    def fault_for(self, path: str) -> Fault | None:
        """The fault that counts for a path."""
        return next((fault for fault in reversed(self.faults) if fnmatchcase(path, fault.glob)), None)


class FaultyHandler(Handler):
    """Answers as the server does, or as the fault for the path says."""

    server: FaultyServer

    def reply(self, body: bool) -> None:
        self.server.seen.append(self.path)
        fault = self.server.fault_for(urlsplit(self.path).path)
        if fault is None:
            super().reply(body)
            return
        getattr(self, "do_" + fault.kind)(fault, body)

    def usual(self) -> Answer:
        """The right answer, never a 304: a fault is about a body."""
        return answer(self.server.folder, self.path, self.headers.get("Accept-Encoding", ""))

    def do_missing(self, fault: Fault, body: bool) -> None:
        self.send(answer(self.server.folder, "/there-is/no-such-file", ""), body)

    def do_error(self, fault: Fault, body: bool) -> None:
        self.send(Answer(500, None, {"Content-Type": "text/plain"}), body)

    def do_delay(self, fault: Fault, body: bool) -> None:
        self.server.healed.wait(fault.seconds)
        super().reply(body)

    def do_hang(self, fault: Fault, body: bool) -> None:
        self.server.healed.wait(LONGEST_HANG)
        self.close_connection = True

    def do_type(self, fault: Fault, body: bool) -> None:
        found = self.usual()
        self.send(found._replace(headers={**found.headers, "Content-Type": fault.media_type}), body)

    def do_drop(self, fault: Fault, body: bool) -> None:
        self.close_connection = True

    def do_truncate(self, fault: Fault, body: bool) -> None:
        found = self.usual()
        data = found.file.read_bytes() if found.file else b""
        self.send(found, body=False)
        self.wfile.write(data[: int(len(data) * fault.keep)])
        self.close_connection = True

    def do_garbage(self, fault: Fault, body: bool) -> None:
        found = answer(self.server.folder, self.path, "")
        self.send(found, body=False)
        self.wfile.write(b"\xa5" * int(found.headers.get("Content-Length", "0")))

    def do_slow(self, fault: Fault, body: bool) -> None:
        found = self.usual()
        data = found.file.read_bytes() if found.file else b""
        self.send(found, body=False)
        piece = max(1, fault.rate // 10)
        for start in range(0, len(data), piece):
            self.wfile.write(data[start : start + piece])
            if not self.server.healed.is_set():
                time.sleep(piece / fault.rate)
