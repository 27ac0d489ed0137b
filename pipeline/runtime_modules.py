"""Which standard-library modules the aids and Pyodide itself really import, asked of the real runtime.

    python -m pipeline.runtime_modules            # writes pipeline/stdlib-modules.txt
    python -m pipeline.runtime_modules --check    # says what the list lacks or has too much; exit status 1

Loads Pyodide with its whole library and our stand-ins in the browser of the tests, runs every sample request and
a few errors, and reads ``sys.modules``. The build uses the committed list and needs no browser; a test repeats this.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from pipeline import browser as choice
from pipeline.runtime import PYODIDE, asked_of, pyodide_version
from pipeline.runtime_library import (
    MODULES,
    PACKAGE,
    package_sources,
    packed,
    read_lock,
    wanted_modules,
    whole_library,
)
from pipeline.serve import Server, running

HEADER = """\
# The standard-library modules the browser gets: what Pyodide's start and the aids import.
# Written by python -m pipeline.runtime_modules; tests/browser/test_runtime_library.py compares it with reality.
"""

# Errors are part of the job: how they are told imports modules too.
SCRIPT = """
async ({requests, lock}) => {
  const { loadPyodide } = await import("/pyodide.mjs");
  const aids = new Uint8Array(await (await fetch("/aids.zip")).arrayBuffer());
  const python = await loadPyodide({
    indexURL: new URL("/", location.href).href,
    packageBaseUrl: new URL("/", location.href).href,
    lockFileContents: lock,
    env: { PYTHONPATH: "/lib/aids.zip" },
    fsInit: async (FS) => FS.writeFile("/lib/aids.zip", aids),
  });
  const api = python.pyimport("decision_aids.api");
  const answers = requests.map((request) => api.handle(request));
  const errors = [];
  for (const wrong of [() => api.handle(1), () => api.find("no such aid"), () => python.pyimport("no_such_module")]) {
    try { wrong(); errors.push("none"); } catch (error) { errors.push(error.name); }
  }
  const modules = JSON.parse(python.runPython(`
import sys as _sys, json as _json
_json.dumps(sorted(
    name for name, module in _sys.modules.items()
    if str(getattr(getattr(module, "__spec__", None), "origin", "")).startswith("/lib/python3")
))`));
  const magic = python.runPython("import importlib.util as _util; _util.MAGIC_NUMBER.hex()");
  return { answers, errors, modules, magic };
}
"""


def ask(browser: Browser, asked: bytes, pyodide: Path = PYODIDE, package: Path = PACKAGE) -> dict[str, Any]:
    """Runs what is asked on the whole library; the answers, the modules, the runtime's bytecode magic number."""
    lock = read_lock(pyodide)
    info = lock["info"]
    assert isinstance(info, dict)
    contents = {"info": {**info, "version": pyodide_version(pyodide)}, "packages": {}}
    requests = [json.loads(line) for line in asked.splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        for name in ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm"):
            (Path(folder) / name).write_bytes((pyodide / name).read_bytes())
        (Path(folder) / "python_stdlib.zip").write_bytes(packed(whole_library(pyodide / "python_stdlib.zip")))
        (Path(folder) / "aids.zip").write_bytes(packed(package_sources(package)))
        (Path(folder) / "index.html").write_text("<!doctype html><title>Modules</title>", encoding="utf-8")
        with running(Server(Path(folder), safe=False)) as server:
            page = browser.new_page()
            page.goto(server.url + "/")
            found: dict[str, Any] = page.evaluate(
                SCRIPT, {"requests": requests, "lock": json.dumps(contents)}
            )
            page.close()
    return found


def main(arguments: list[str]) -> int:
    """Writes the list, or with ``--check`` compares it; 1 if it differs."""
    parser = argparse.ArgumentParser(prog="pipeline.runtime_modules", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    options = parser.parse_args(arguments)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**choice.get().launch_options())
        real = set(ask(browser, asked_of(PACKAGE))["modules"])
        browser.close()
    listed = set(wanted_modules(MODULES.read_text(encoding="utf-8"))) if MODULES.is_file() else set()
    for word, names in (("needed", real - listed), ("not needed", listed - real)):
        if names:
            print(f"modules: {word}: {', '.join(sorted(names))}")
    if not options.check:
        MODULES.write_text(HEADER + "".join(f"{name}\n" for name in sorted(real)), encoding="utf-8")
        print(f"modules: {len(real)} in {MODULES.name}")
        return 0
    return int(real != listed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
