"""What is compared: each peer makes a folder with a page that does the job and says when it has.

A page sets ``window.job(request)``: a promise of ``{answer, seconds}``, the answer to the first request and the
time from the reader's first touch to it. A new peer is one function and one row in PEERS.
"""

from __future__ import annotations

import html
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.runtime import PYODIDE, pyodide_version
from pipeline.runtime_library import package_sources, packed

PAGES = Path(__file__).parent / "pages"
PACKAGES = Path(__file__).parent / "node" / "node_modules"
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
# Our job is done where readers do it: on the aid's own page, by the page's own runtime.
OURS_JOB = """async (script) => {
    if (navigator.serviceWorker) {
        const patience = new Promise((resolve) => setTimeout(resolve, 10000));
        const taken = new Promise((resolve) => {
            if (navigator.serviceWorker.controller) resolve();
            navigator.serviceWorker.addEventListener("controllerchange", resolve);
        });
        await Promise.race([taken, patience]);  // a reader reads the question meanwhile
    }
    const { runtime } = await import(script);
    window.job = async (request) => {
        const { slug, answers, today } = JSON.parse(request);
        const begun = performance.now();
        let answer;
        do {  // the page's form asks about nothing once, when the runtime is ready: that may take this one's place
            runtime().start(slug); // as the page of an aid does at the first touch
            answer = await runtime().evaluate(slug, answers, today);
        } while (answer.superseded);
        return { answer, seconds: (performance.now() - begun) / 1000, kept: runtime().status.kept };
    };
    return true;
}"""

# Looked at, and why they are not in the table.
LEFT_OUT = {
    # marimo/_export/offline.py of the wheel 0.25.2: Pyodide's full distribution and a lock file.
    "marimo": "its offline export is made from files of a content network and of its makers, not reached here",
    # shinylive/_assets.py of the wheel 0.8.12, which holds no front end of its own.
    "shinylive": "its assets are a download from GitHub, which cannot be reached here",
}


@dataclass(frozen=True)
class Peer:
    """A runtime to compare: its key, what it is, and how its folder is made from the built site.

    page: where the job is done. floor: it cannot do the job and only says that it runs. prepare: a function that
    sets window.job on the page, and what it is called with.
    """

    key: str
    name: str
    make: Callable[[Path, Path], None]
    page: str = "/"
    floor: bool = False
    prepare: str = ""
    script: Callable[[Path], str] = lambda _: ""


def runtime_script(site: Path) -> str:
    """The address of the site's runtime.js; its name carries a hash of its content."""
    (script,) = (site / "assets" / "sg").glob("runtime-*.js")
    return f"/assets/sg/{script.name}"


def ours(folder: Path, site: Path) -> None:
    """The site as built."""
    shutil.copytree(site, folder, dirs_exist_ok=True, copy_function=os.link)


def stock(folder: Path, package: Path = PYODIDE) -> None:
    """Pyodide as its documentation shows it: whole npm package in a module worker, the aids' sources as a zip."""
    files = folder / FOR_EVER
    pyodide_files(files, package)
    shutil.copy(PAGES / "page.html", folder / "index.html")
    shutil.copy(PAGES / "stock.js", folder / "page.js")
    shutil.copy(PAGES / "stock-worker.js", folder / "worker.js")


def pyodide_files(files: Path, package: Path) -> None:
    """What a page with Pyodide fetches, and the aids."""
    files.mkdir(parents=True)
    (asm,) = {"pyodide.asm.js", "pyodide.asm.mjs"} & {path.name for path in package.iterdir()}
    for name in ("pyodide.mjs", asm, "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"):
        shutil.copy(package / name, files / name)
    (files / "aids.zip").write_bytes(packed(package_sources(), deflate=True))


def pyscript(folder: Path, kind: str) -> None:
    """PyScript with the one or the other Python, from its npm package."""
    files = folder / FOR_EVER
    here = f"/{FOR_EVER}"
    config: dict[str, object]
    if kind == "py":
        pyodide_files(files, PYODIDE)
        config = {"interpreter": f"{here}/pyodide.mjs", "files": {f"{here}/aids.zip": "./*"}}
        code = "from js import window\nfrom decision_aids import api\nwindow.answered(api.handle(window.request))"
    else:
        shutil.copytree(PACKAGES / "@micropython" / "micropython-webassembly-pyscript", files)
        config = {"interpreter": f"{here}/micropython.mjs"}
        code = "from js import window\nwindow.answered('{\"ok\": true}')"
    for path in (PACKAGES / "@pyscript" / "core" / "dist").iterdir():
        if path.suffix in (".js", ".css"):
            shutil.copy(path, files / path.name)
    data = {"type": kind, "config": json.dumps(config), "code": code}
    attributes = " ".join(f'data-{name}="{html.escape(value)}"' for name, value in data.items())
    page = (PAGES / "page.html").read_text(encoding="utf-8").replace("<main>", f"<main {attributes}>")
    (folder / "index.html").write_text(page, encoding="utf-8")
    shutil.copy(PAGES / "pyscript.js", folder / "page.js")


def version(package: str) -> str:
    """The version of an installed npm package."""
    return str(json.loads((PACKAGES / package / "package.json").read_text(encoding="utf-8"))["version"])


def peers() -> tuple[Peer, ...]:
    """All that is compared, the base first."""
    script = version("@pyscript/core")
    return (
        Peer("stock", f"Pyodide {pyodide_version(PYODIDE)} as shipped", lambda folder, _: stock(folder)),
        Peer(
            "ours",
            "Steady Ground",
            ours,
            page="/aids/confidentiality/",
            prepare=OURS_JOB,
            script=runtime_script,
        ),
        Peer(
            "next",
            f"Pyodide {version('pyodide-next')} as shipped",
            lambda folder, _: stock(folder, PACKAGES / "pyodide-next"),
        ),
        Peer("pyscript", f"PyScript {script}, Pyodide", lambda folder, _: pyscript(folder, "py")),
        Peer(
            "micropython",
            f"PyScript {script}, MicroPython (floor)",
            lambda folder, _: pyscript(folder, "mpy"),
            floor=True,
        ),
    )
