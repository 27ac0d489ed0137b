"""Pyodide's script without what neither its wasm nor its own code asks for: windows, sound, graphics, games.

Emscripten puts its whole library for browsers into the script, because an extension module loaded later might want it. We
load none, and at each start the browser has to read all of it. Out go the functions offered to the wasm that it does not
import, the exports that nobody names, and the signatures of both. Terser (terser.org) then leaves out what nothing refers
to any more, and shortens names that nobody sees.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Set

from pipeline.bootstrap import ROOT, environment
from pipeline.runtime_wasm import WasmError

CACHE = ROOT / ".cache" / "terser"
TERSER = ROOT / "node_modules" / "terser" / "bin" / "terser"
COMPRESS = "passes=3,ecma=2020,keep_classnames"
MANGLE = "keep_classnames"

#: ``var _PyErr_Format=Module["_PyErr_Format"]=wasmExports["PyErr_Format"];``, or the address of something in memory
FETCHED = re.compile(
    r'var (?P<name>_[\w$]+)=(?:Module\["[\w$]+"\]=)?(?:wasmExports\["(?P<export>[\w$]+)"\]|\d+);'
)
#: What the wasm can import: ``wasmImports={exit:_exit,JsvArray_New};``
GIVEN = re.compile(r"(?<![\w$])wasmImports=\{([^{}]*)\}")
#: ``Module["_exit"]=_exit;``
EXPORTED = re.compile(r'(?<=[;}\n])Module\["([\w$]+)"\]=([A-Za-z_$][\w$]*);')
#: ``_exit.sig="vi";``
SIGNED = re.compile(r'(?<=[;}\n])([\w$]+)\.sig="[^"]*";')
#: Code from text in the scope of all the rest, which keeps everything alive. The site's policy forbids it anyway.
FROM_TEXT = re.compile(r"(?<![\w$.])eval\(")
#: What the start does for sound and pictures, and where it finds out where it runs, which is always in a browser's worker.
#: Each occurs once.
INSTEAD = {
    "registerPostMainLoop(()=>SDL.audio?.queueNewAudioData?.());": "",
    'Module["requestAnimationFrame"]=MainLoop.requestAnimationFrame;Module["pauseMainLoop"]=MainLoop.pause;'
    'Module["resumeMainLoop"]=MainLoop.resume;MainLoop.init();': "",
    'if(typeof Browser!="undefined")Browser.init();': "",
    "var requestFullscreen=Browser.requestFullscreen;var setCanvasSize=Browser.setCanvasSize;"
    "var getUserMedia=Browser.getUserMedia;var createContext=Browser.createContext;": "",
    'ENVIRONMENT_IS_WEB=typeof window=="object"': "ENVIRONMENT_IS_WEB=false",
    'ENVIRONMENT_IS_WORKER=typeof WorkerGlobalScope!="undefined"': "ENVIRONMENT_IS_WORKER=true",
    'ENVIRONMENT_IS_NODE=typeof process=="object"&&process.versions?.node&&process.type!="renderer"': (
        "ENVIRONMENT_IS_NODE=false"
    ),
}
WORD = re.compile(r"[A-Za-z_$][\w$]*")
PROPERTY = re.compile(r"""\.([\w$]+)|["']([\w$]+)["']""")


def alive(script: str, imported: Set[str], outside: Set[str]) -> str:
    """What stays of a script that fetches nothing from the wasm, with its names whole.

    More of it round by round, until nothing that stays asks for an export that is gone. imported: the names of what
    the wasm imports; outside: names that others may ask the script for. Raises WasmError if it is not Pyodide's.
    """
    exported = {found[1] for found in EXPORTED.finditer(script)}
    asked = exported & outside
    while True:
        found = shaken(pruned(script, imported, asked), mangle=False)
        more = exported & (outside | properties(found))
        if more <= asked:
            return found
        asked |= more


def pruned(script: str, imported: Set[str], asked: Set[str]) -> str:
    """The script that gives the wasm only what that imports, and exports only what is asked for. Raises WasmError."""
    given = GIVEN.findall(script)
    if len(given) != 1 or not EXPORTED.search(script) or any(script.count(each) != 1 for each in INSTEAD):
        raise WasmError("the script does not look like Pyodide's")
    for old, new in INSTEAD.items():
        script = script.replace(old, new)
    kept = [entry for entry in given[0].split(",") if entry.partition(":")[0].strip('"') in imported]
    script = GIVEN.sub(lambda _: "wasmImports={" + ",".join(kept) + "}", script)
    script = EXPORTED.sub(lambda found: found[0] if found[1] in asked else "", script)
    signed = {entry.rpartition(":")[2] for entry in kept} | {found[1] for found in EXPORTED.findall(script)}
    script = SIGNED.sub(lambda found: found[0] if found[1] in signed else "", script)
    return FROM_TEXT.sub("globalThis.eval(", script)


def properties(script: str) -> set[str]:
    """What a script may ask an object for: names behind a dot, and words in quotes."""
    return {word for found in PROPERTY.findall(script) for word in found if word}


def words(script: str) -> set[str]:
    """Every word of a script, be it in a string."""
    return set(WORD.findall(script))


def shaken(script: str, mangle: bool = True) -> str:
    """The script without what nothing in it refers to, from the cache where that is known. mangle: with short names.

    Raises WasmError.
    """
    options = ["--compress", COMPRESS, *(["--mangle", MANGLE] if mangle else [])]
    package = (TERSER.parent.parent / "package.json").read_text(encoding="utf-8")
    key = hashlib.sha256("\0".join([script, *options, package]).encode()).hexdigest()
    kept = CACHE / f"{key}.js"
    if kept.is_file():
        return kept.read_text(encoding="utf-8")
    done = subprocess.run(
        ["node", str(TERSER), *options],
        input=script,
        capture_output=True,
        encoding="utf-8",
        env=environment(),
    )
    if done.returncode or not done.stdout:
        raise WasmError(f"Terser could not read Pyodide's script: {done.stderr.strip()[:300]}")
    CACHE.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_suffix(f".{os.getpid()}")
    unfinished.write_text(done.stdout, encoding="utf-8")
    unfinished.replace(kept)
    return done.stdout
