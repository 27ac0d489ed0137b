"""Pyodide's module and script without what only extension modules loaded later would ask for. We load none.

The wasm exports nearly ten thousand functions and addresses by name, so that libraries compiled elsewhere can be linked to
it while it runs, and at every start Pyodide's script looks at each of them. The code stays whole: only names go out of the
list of exports, and with them the lines of the script that fetch them. What the script itself names, anywhere and be it in
a string, stays, and so does what the wasm asks back for. What is left over in the script goes, too (runtime_script.py).

It also imports the address of every function of WebGL, for a table by which graphics would find them by name; Python has
no use for it. All of them become the address of one.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.runtime_script import FETCHED, alive, properties, pruned, shaken, words
from pipeline.runtime_wasm import (
    EXPORTS,
    IMPORTS,
    Export,
    WasmError,
    exports,
    import_names,
    imports,
    name,
    number,
    replaced,
)

#: Names that the script puts together while it runs.
PUT_TOGETHER = ("dynCall",)
ADDRESSES, GRAPHICS, ONE = "GOT.func", "emscripten_gl", "emscripten_glFinish"


def asked_back(wasm: bytes) -> set[str]:
    """The names that the wasm imports as addresses: they are looked up among its own exports."""
    return {each.name for each in imports(wasm) if each.module.startswith("GOT.")}


def without_graphics(wasm: bytes) -> bytes:
    """The module that imports one address in place of those of all functions of WebGL. Raises WasmError."""
    alike = [
        each.name for each in imports(wasm) if each.module == ADDRESSES and each.name.startswith(GRAPHICS)
    ]
    if ONE not in alike:
        raise WasmError("the imports do not look like Pyodide's")

    def renamed(module: str, field: str) -> str:
        return ONE if module == ADDRESSES and field in alike else field

    return replaced(wasm, {IMPORTS: lambda body: import_names(body, renamed)})


def trimmed(pyodide: Path) -> tuple[bytes, str]:
    """Module and script of an npm package, so trimmed. Raises WasmError."""
    asm, loader = [(pyodide / name).read_text(encoding="utf-8") for name in ("pyodide.asm.js", "pyodide.mjs")]
    return trim((pyodide / "pyodide.asm.wasm").read_bytes(), asm, loader)


def trim(wasm: bytes, script: str, loader: str) -> tuple[bytes, str]:
    """The first two without what nobody asks for. Raises WasmError."""
    every = exports(wasm)
    if not FETCHED.search(script) or not {"memory", "main", "malloc"} & {each.name for each in every}:
        raise WasmError("neither the script nor the exports look like Pyodide's")
    wasm = without_graphics(wasm)
    imported, outside = {each.name for each in imports(wasm)}, words(loader)
    left = alive(FETCHED.sub("", script), imported, outside)
    named = words(left) | outside
    back = asked_back(wasm)

    def wanted(name: str) -> bool:
        return name in back or name in named or f"_{name}" in named or name.startswith(PUT_TOGETHER)

    body = listed([each for each in every if wanted(each.name)])
    fetched = FETCHED.sub(lambda found: found[0] if wanted(found["export"] or found["name"]) else "", script)
    return replaced(wasm, {EXPORTS: lambda _: body}), shaken(
        pruned(fetched, imported, outside | properties(left))
    )


def listed(kept: list[Export]) -> bytes:
    """The content of the section EXPORTS."""
    return number(len(kept)) + b"".join(
        name(each.name) + bytes([each.kind]) + number(each.index) for each in kept
    )
