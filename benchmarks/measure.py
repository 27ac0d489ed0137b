"""Samples: a reader with an empty device, the page, the job; then the same page again with what the browser kept."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.browsers import Browser, Reader
from benchmarks.line import CountingServer, Line
from benchmarks.peers import REQUEST, Peer
from pipeline.serve import running

STAY = 6.0  # seconds a reader looks at an answer before coming back; code and an image are kept meanwhile
READY = """() => new Promise((resolve) => {
    const look = () => typeof window.job === "function" ? resolve(true) : setTimeout(look, 20);
    look();
})"""


@dataclass
class Visits:
    """Measured visits of one kind: seconds to the first answer, seconds of processor time that the browser took
    for it (tells more on a busy machine), bytes of bodies sent for page and job, requests."""

    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)
    kept: list[bool] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        """Medians, and half the middle spread of the times as a measure of the noise."""
        low, middle, high = statistics.quantiles(self.seconds, n=4, method="inclusive")
        return {
            "seconds": round(middle, 4),
            "noise": round((high - low) / 2, 4),
            "cpu": round(statistics.median(self.cpu), 3),
            "bytes": round(statistics.median(self.bytes)),
            "requests": round(statistics.median(self.requests)),
            "kept": sum(self.kept),
            "samples": [round(each, 4) for each in self.seconds],
        }


@dataclass
class Measured:
    """A peer's first and second visits."""

    cold: Visits = field(default_factory=Visits)
    warm: Visits = field(default_factory=Visits)


def measure(
    browser: Browser, folders: dict[Peer, Path], samples: int, line: Line, cold_only: bool = False
) -> dict[str, dict[str, dict[str, Any]]]:
    """Every peer ``samples`` times, taking turns so that a busy moment of the machine hits all alike.

    Raises AssertionError if the peers do not give the same answer: then they did not do the same job.
    """
    found = {peer.key: Measured() for peer in folders}
    answers: dict[str, Any] = {}
    with ExitStack() as stack:
        servers = {
            peer: stack.enter_context(running(CountingServer(folder, line)))
            for peer, folder in folders.items()
        }
        for turn in range(samples):
            for peer in rotated(list(folders), turn):
                server = servers[peer]
                assert isinstance(server, CountingServer)
                reader = browser.reader()
                measured = found[peer.key]
                for visits in (measured.cold,) if cold_only else (measured.cold, measured.warm):
                    if visits is measured.warm:
                        time.sleep(STAY)
                    answer = visit(reader, server, peer, visits)
                    assert answer.get("ok") is True, answer
                    if not peer.floor:
                        answers[peer.key] = comparable(answer)
                reader.close()
    first, *others = answers.values()
    assert all(other == first for other in others), "the peers give different answers"
    kinds = ("cold",) if cold_only else ("cold", "warm")
    return {
        key: {kind: getattr(measured, kind).summary() for kind in kinds} for key, measured in found.items()
    }


def comparable(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer without the line of its record that says which day's site it came from: only ours has pages."""
    lines = str(answer["record"]).split("\n")
    return {**answer, "record": "\n".join(line for line in lines if not line.startswith("Site as built"))}


def visit(reader: Reader, server: CountingServer, peer: Peer, visits: Visits) -> Any:
    """One visit; returns the job's answer."""
    server.reset()
    reader.goto(server.url + peer.page)
    if peer.prepare:
        reader.run(peer.prepare, peer.script(server.folder))
    reader.run(READY)
    before = browser_cpu()
    done = reader.run("(request) => window.job(request)", REQUEST)
    visits.cpu.append(browser_cpu() - before)
    visits.seconds.append(done["seconds"])
    visits.bytes.append(server.sent)
    visits.requests.append(server.requests)
    visits.kept.append(bool(done.get("kept")))
    return done["answer"]


def browser_cpu() -> float:
    """Processor seconds taken so far by the browser's processes, that is by those below this process."""
    parents: dict[int, int] = {}
    taken: dict[int, float] = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            _, _, rest = (place / "stat").read_text().partition("(")[2].rpartition(")")
        except OSError:
            continue  # it has ended
        fields = rest.split()
        parents[int(place.name)] = int(fields[1])
        taken[int(place.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return sum(seconds for pid, seconds in taken.items() if descends(pid, os.getpid(), parents))


def descends(pid: int, ancestor: int, parents: dict[int, int]) -> bool:
    """True if a process is below another."""
    while pid in parents:
        pid = parents[pid]
        if pid == ancestor:
            return True
    return False


def rotated(peers: list[Peer], turn: int) -> Iterable[Peer]:
    """The peers, another one first each time."""
    start = turn % len(peers)
    return peers[start:] + peers[:start]


def as_json(line: Line) -> dict[str, Any]:
    """A line for the results."""
    return asdict(line)
