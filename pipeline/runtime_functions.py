"""Which functions of Pyodide's wasm its start and the aids really call, asked of the real runtime.

    python -m pipeline.runtime_functions            # writes pipeline/wasm-functions.txt
    python -m pipeline.runtime_functions --check    # says how many functions the list lacks; exit status 1

Every function is given a mark that says whether it was called. Then Python starts in the browser of the tests, as on
a reader's device, plainly and from an image of its memory; answers every sample request, odd texts and errors; and
grows. The build uses the committed list and needs no browser; a test repeats this.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from pipeline import browser as choice
from pipeline.runtime import PYODIDE, asked_of, pyodide_version
from pipeline.runtime_cut import FUNCTIONS, MARK, as_list, instrumented, listed
from pipeline.runtime_library import (
    MODULES,
    PACKAGE,
    compiled,
    package_sources,
    packed,
    read_lock,
    wanted_modules,
)
from pipeline.runtime_samples import TODAY
from pipeline.runtime_trim import trim
from pipeline.serve import Server, running

SEED = 20
TEXTS = 300

# Two Pythons: one that starts plainly, and one from an image of the first, as on a second visit.
SCRIPT = """
async ({requests, lock, mark}) => {
  const instances = [];
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const made = await WebAssembly.instantiate(await (await fetch("/marked.wasm")).arrayBuffer(), imports);
    instances.push(made.instance);
    return made;
  };
  const { loadPyodide } = await import("/pyodide.mjs");
  const bytes = async (name) => new Uint8Array(await (await fetch(name)).arrayBuffer());
  const [library, aids] = [await bytes("/library.zip"), await bytes("/aids.zip")];
  const started = async (options) => {
    const python = await loadPyodide({
      indexURL: new URL("/", location.href).href,
      stdLibURL: new URL("/library.zip", location.href).href,
      packageBaseUrl: new URL("/", location.href).href,
      lockFileContents: lock,
      env: { PYTHONPATH: "/lib/aids.zip" },
      fsInit: async (FS) => FS.writeFile("/lib/aids.zip", aids.slice()),
      ...options,
    });
    return [python, python.pyimport("decision_aids.api").handle];
  };
  const [plain, ask] = await started({ _makeSnapshot: true });
  const image = plain.makeMemorySnapshot();
  const [kept, askKept] = await started({ _loadSnapshot: image });
  kept.FS.writeFile("/lib/python313.zip", library.slice(), { canOwn: true });
  for (const [python, handle] of [[plain, ask], [kept, askKept]]) {
    for (const request of requests) handle(request);
    for (const wrong of [() => handle(1), () => python.pyimport("no_such_module"), () => python.runPython("1 / 0")]) {
      try { wrong(); } catch (error) { String(error.stack); }
    }
  }
  const called = new Set();
  for (const { exports } of instances) {
    for (const [name, value] of Object.entries(exports)) {
      if (name.startsWith(mark) && value instanceof WebAssembly.Global && value.value) {
        called.add(Number(name.slice(mark.length)));
      }
    }
  }
  return [...called];
}
"""


def odd_texts() -> Iterator[str]:
    """Texts of all kinds of characters, the same each time: letters of many alphabets, marks, signs, numbers, nothing."""
    chance = random.Random(SEED)
    alphabets = [
        [
            chr(point)
            for point in range(start, start + 256)
            if unicodedata.category(chr(point)) not in ("Cs", "Cn")
        ]
        for start in range(0, 0x20000, 256)
    ]
    alphabets = [alphabet for alphabet in alphabets if alphabet]
    plain = (
        "she said he was 15 and £20, on 3.5.2026 at 02:00; don’t tell. I\u2019m fine? www.example.org +44 1"
    )
    for at in range(TEXTS):
        alphabet = alphabets[at % len(alphabets)] if at % 2 else list(plain)
        yield "".join(chance.choices([*alphabet, " ", "\n", *plain], k=chance.choice((1, 20, 300))))
    yield "\ud800"  # half of a character
    yield "She was told. " * 5000


def odd_requests(asked: bytes) -> Iterator[str]:
    """Every odd text for every question that takes words, and as the answer to one that does not."""
    questions = {}
    for line in asked.splitlines():
        request = json.loads(line)
        try:
            found = json.loads(request)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict) and found.get("op") == "evaluate":
            for key, value in found["answers"].items():
                if isinstance(value, str) and len(value) > 1000:
                    questions[found["slug"], key] = True
    for slug, key in questions:
        for text in odd_texts():
            yield json.dumps({"op": "evaluate", "slug": slug, "answers": {key: text}, "today": TODAY})
    for text in odd_texts():
        yield json.dumps(
            {"op": "evaluate", "slug": text[:40], "answers": {text[:40]: text}, "today": text[:10]}
        )


def prepare(folder: Path, asked: bytes, pyodide: Path = PYODIDE, package: Path = PACKAGE) -> dict[str, Any]:
    """Writes what the script needs; returns what it is called with."""
    lock = read_lock(pyodide)
    info = lock["info"]
    assert isinstance(info, dict)
    original = (pyodide / "pyodide.asm.wasm").read_bytes()
    wasm, script = trim(original, (pyodide / "pyodide.asm.js").read_text(encoding="utf-8"))
    modules = wanted_modules(MODULES.read_text(encoding="utf-8"))
    library, aids = compiled(pyodide, modules, package_sources(package))
    for name, data in {
        "pyodide.mjs": (pyodide / "pyodide.mjs").read_bytes(),
        "pyodide.asm.js": script.encode("utf-8"),
        "marked.wasm": instrumented(wasm),
        "library.zip": packed(library),
        "aids.zip": packed(aids),
        "index.html": b"<!doctype html><title>Functions</title>",
    }.items():
        (folder / name).write_bytes(data)
    contents = {"info": {**info, "version": pyodide_version(pyodide)}, "packages": {}}
    samples = [json.loads(line) for line in asked.splitlines()]
    # The marks make functions need more stack: what is nested thousands deep would end Python here.
    requests = [*(text for text in samples if not text.startswith("[[")), *odd_requests(asked)]
    return {"requests": requests, "lock": json.dumps(contents), "mark": MARK}


def ask(browser: Browser, asked: bytes) -> set[int]:
    """The numbers of the functions that were called."""
    with tempfile.TemporaryDirectory() as folder:
        given = prepare(Path(folder), asked)
        with running(Server(Path(folder), safe=False)) as server:
            page = browser.new_page()
            page.set_default_timeout(300_000)
            page.goto(server.url + "/")
            called: list[int] = page.evaluate(SCRIPT, given)
            page.close()
    return set(called)


def main(arguments: list[str]) -> int:
    """Writes the list, or with ``--check`` compares it; 1 if it lacks something."""
    parser = argparse.ArgumentParser(prog="pipeline.runtime_functions", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    options = parser.parse_args(arguments)
    wasm = (PYODIDE / "pyodide.asm.wasm").read_bytes()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**choice.get().launch_options())
        real = ask(browser, asked_of(PACKAGE))
        browser.close()
    if options.check:
        missing = real - listed(FUNCTIONS.read_text(encoding="utf-8"), wasm)
        print(f"functions: {len(real)} called, {len(missing)} of them not in {FUNCTIONS.name}")
        return int(bool(missing))
    FUNCTIONS.write_text(as_list(real, wasm), encoding="utf-8")
    print(f"functions: {len(real)} in {FUNCTIONS.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
