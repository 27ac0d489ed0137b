"""Which functions of Pyodide's wasm its start and the aids really call, asked of the real runtime.

    python -m pipeline.runtime_functions            # writes pipeline/wasm-functions.txt
    python -m pipeline.runtime_functions --check    # says how many functions the list lacks; exit status 1

Every function is given a mark that says whether it was called. Then the site's own worker runs in the browser of the
tests as on a reader's device: a first visit, the keeping of an image, a second visit from it, each with every sample
request, odd texts and errors. The build uses the committed list and needs no browser; a test repeats this.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from pipeline import browser as choice
from pipeline.bootstrap import ROOT
from pipeline.runtime import (
    PYODIDE,
    Part,
    Size,
    about,
    asked_for,
    asked_of,
    by_aid,
    manifest,
    needed,
    pyodide_version,
)
from pipeline.runtime_calls import with_called
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
from pipeline.runtime_trim import trimmed
from pipeline.serve import Server, running

API = "decision_aids/api.py"
#: Python looks for what may be thrown away at every turn, so that it meets what is alive only for a moment, too.
OFTEN = b"\n\nimport gc\n\ngc.set_threshold(2)\n"
SEED = 20
TEXTS = 300
FEW = 20  # one sample of so many is asked of an aid's small file and what is fetched after it
LONG = 1000  # characters; only the samples for a text are as long
COLLECTIONS = ROOT / "tests" / "rules" / "labelled"

SCRIPTS = ROOT / "overrides" / "assets" / "sg"
#: Stands before the site's own worker and says afterwards which functions were called in it.
MARKS = """
const instances = [];
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (...given) => {
  const made = await instantiate(...given);
  instances.push(made.instance || made);
  return made;
};
self.addEventListener("message", ({ data }) => {
  if (data.op !== "called") return;
  const called = new Set();
  for (const { exports } of instances) {
    for (const [name, value] of Object.entries(exports)) {
      if (name.startsWith(data.mark) && value instanceof WebAssembly.Global && value.value) {
        called.add(Number(name.slice(data.mark.length)));
      }
    }
  }
  self.postMessage({ called: [...called] });
});
"""
WORKER = 'import "./marks.js";\nimport "./worker.js";\n'
# A first visit to one aid, a first visit, the worker that keeps an image afterwards, and a second visit from that image.
SCRIPT = """
async ({ manifest, requests, few, slug, mark }) => {
  const called = new Set();
  const started = (op, slug) => {
    const worker = new Worker("/marking.js", { type: "module" });
    const heard = (test) => new Promise((resolve, reject) => {
      const listen = ({ data }) => {
        if (data.stage === "failed" || data.stage === "again") reject(new Error(JSON.stringify(data)));
        if (!test(data)) return;
        worker.removeEventListener("message", listen);
        resolve(data);
      };
      worker.addEventListener("message", listen);
      worker.addEventListener("error", (event) => reject(new Error(event.message)));
    });
    const say = (data, test) => {
      const answer = heard(test);
      worker.postMessage(data);
      return answer;
    };
    const base = new URL("/", location.href).href;
    const given = slug // as on a first visit to the page of one aid
      ? { op, base, manifest, reload: false, image: null, cut: false, slug }
      : { op, base, manifest: { ...manifest, first: undefined }, reload: false, image: "sg:/:image:", cut: false };
    const over = async () => {
      const found = await say({ op: "called", mark }, (data) => "called" in data);
      found.called.forEach((each) => called.add(each));
      worker.terminate();
    };
    return { say, over, begun: say(given, ({ stage }) => stage === "ready" || stage === "done") };
  };
  const visit = async (asked, slug) => {
    const { say, over, begun } = started("start", slug);
    const { kept } = await begun;
    for (const [id, request] of asked.entries()) {
      await say({ id, request, slug }, (data) => data.id === id);
    }
    await over();
    return kept;
  };
  const all = [...requests, 1];
  await visit(few, slug); // others are asked under its name, so that Python misses them
  const first = await visit(all);
  const imager = started("image");
  await imager.begun;
  await imager.over();
  const second = await visit(all);
  if (first || !second) throw new Error(`no image was kept, or not used: ${first}, ${second}`);
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


def text_questions(asked: bytes) -> dict[str, str]:
    """The question of each aid that takes a text, by the long answers among the samples."""
    found = {}
    for line in asked.splitlines():
        request = asked_for(line)
        if request.get("op") == "evaluate":
            for key, value in request["answers"].items():
                if isinstance(value, str) and len(value) > LONG:
                    found[request["slug"]] = key
    return found


def strings(value: Any) -> Iterator[str]:
    """Every text in what was read from TOML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in strings(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in strings(each))


def more_requests(asked: bytes) -> Iterator[str]:
    """Odd texts and those of the tests' collections for every aid that reads texts; odd texts in place of all else."""
    for slug, key in text_questions(asked).items():
        texts = list(odd_texts())
        for path in sorted(COLLECTIONS.glob(f"*{slug}.toml")):
            texts += strings(tomllib.loads(path.read_text(encoding="utf-8")))
        for text in texts:
            yield json.dumps({"op": "evaluate", "slug": slug, "answers": {key: text}, "today": TODAY})
    for text in odd_texts():
        yield json.dumps(
            {"op": "evaluate", "slug": text[:40], "answers": {text[:40]: text}, "today": text[:10]}
        )


def prepare(folder: Path, asked: bytes, texts: bool) -> dict[str, Any]:
    """Writes what the script needs; returns what it is called with."""
    lock = read_lock(PYODIDE)
    info = lock["info"]
    assert isinstance(info, dict)
    wasm, script = trimmed(PYODIDE)
    modules = wanted_modules(MODULES.read_text(encoding="utf-8"))
    sources = package_sources()
    sources[API] += OFTEN
    library, aids = compiled(PYODIDE, modules, sources)
    parts = [
        Part("loader", "pyodide.mjs", (PYODIDE / "pyodide.mjs").read_bytes(), "text/javascript"),
        Part("asm", "pyodide.asm.js", script.encode("utf-8"), "text/javascript"),
        Part("wasm", "marked.wasm", instrumented(wasm), "application/wasm"),
        Part("library", "library.zip", packed(library), "application/zip"),
        Part("aids", "aids.zip", packed(aids), "application/zip"),
    ]
    slug, lines = next(iter(by_aid(asked).items()))
    names = needed(sources, lines)[slug]
    first = Part("first", "first.zip", packed({name: aids[name] for name in names}), "application/zip")
    for each in (*parts, first):
        (folder / each.name).write_bytes(each.data)
    for name in ("worker.js", "image.js"):
        (folder / name).write_bytes((SCRIPTS / name).read_bytes())
    (folder / "marks.js").write_text(MARKS, encoding="utf-8")
    (folder / "marking.js").write_text(WORKER, encoding="utf-8")
    (folder / "index.html").write_text("<!doctype html><title>Functions</title>", encoding="utf-8")
    sizes = [Size(each.name, *[len(each.data)] * 3) for each in parts]
    samples = [json.loads(line) for line in asked.splitlines()]
    # The marks make functions need more stack: what is nested thousands deep would end Python here.
    requests = [
        *(text for text in samples if not text.startswith("[[")),
        *(more_requests(asked) if texts else ()),
    ]
    small = about([first], [Size(first.name, *[len(first.data)] * 3)])
    files = {"files": about(parts, sizes), **small}
    said = json.loads(manifest(pyodide_version(PYODIDE), info, files))
    few = [request for line, request in zip(asked.splitlines(), samples, strict=True) if asked_for(line)][
        ::FEW
    ]
    return {"manifest": said, "requests": requests, "few": few, "slug": slug, "mark": MARK}


def ask(browser: Browser, asked: bytes, texts: bool = True) -> set[int]:
    """The numbers of the functions that were called, and of those that they can call by themselves. texts: with all the texts."""
    with tempfile.TemporaryDirectory() as folder:
        given = prepare(Path(folder), asked, texts)
        with running(Server(Path(folder), safe=False)) as server:
            page = browser.new_page()
            page.set_default_timeout(300_000)
            page.goto(server.url + "/")
            called: list[int] = page.evaluate(SCRIPT, given)
            page.close()
    return with_called((PYODIDE / "pyodide.asm.wasm").read_bytes(), set(called))


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
