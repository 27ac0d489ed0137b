"""What is compared: each peer makes a folder with a page that does the job and says when it has.

A page sets ``window.job(request)``: a promise of ``{answer, seconds}``, the answer to the first request and the
time from the reader's first touch to it. A new peer is one function and one row in PEERS.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.bootstrap import ROOT
from pipeline.runtime import PYODIDE, pyodide_version
from pipeline.runtime_library import package_sources, packed

PAGES = Path(__file__).parent / "pages"
SCRIPTS = ROOT / "overrides" / "assets" / "sg"
# A folder that says "cache for ever" to the server, as a good host's versioned folder would.
FOR_EVER = "runtime/0123456789abcdef"

REQUEST = json.dumps(
    {
        "op": "evaluate",
        "slug": "confidentiality",
        "answers": {"danger": "no", "nation": "england"},
        "today": "2026-11-20",
    }
)


@dataclass(frozen=True)
class Peer:
    """A runtime to compare: its key, what it is, and how its folder is made from the built site."""

    key: str
    name: str
    make: Callable[[Path, Path], None]


def ours(folder: Path, site: Path) -> None:
    """The site's own runtime and scripts, as built."""
    shutil.copytree(site / "runtime", folder / "runtime")
    scripts = folder / "assets" / "sg"
    scripts.mkdir(parents=True)
    # Their names carry a hash of their content; the runtime knows the worker's.
    (worker,) = (site / "assets" / "sg").glob("worker-*.js")
    (runtime,) = (site / "assets" / "sg").glob("runtime-*.js")
    shutil.copy(worker, scripts / worker.name)
    shutil.copy(runtime, scripts / "runtime.js")
    shutil.copy(PAGES / "page.html", folder / "index.html")
    shutil.copy(PAGES / "ours.js", folder / "page.js")


def stock(folder: Path, site: Path) -> None:
    """Pyodide as its documentation shows it: whole npm package in a module worker, the aids' sources as a zip."""
    files = folder / FOR_EVER
    files.mkdir(parents=True)
    for name in (
        "pyodide.mjs",
        "pyodide.asm.js",
        "pyodide.asm.wasm",
        "python_stdlib.zip",
        "pyodide-lock.json",
    ):
        shutil.copy(PYODIDE / name, files / name)
    (files / "aids.zip").write_bytes(packed(package_sources(), deflate=True))
    shutil.copy(PAGES / "page.html", folder / "index.html")
    shutil.copy(PAGES / "stock.js", folder / "page.js")
    shutil.copy(PAGES / "stock-worker.js", folder / "worker.js")


PEERS = (
    Peer("stock", f"Pyodide {pyodide_version(PYODIDE)} as shipped", stock),
    Peer("ours", "Steady Ground", ours),
)
