"""Pyodide's module without the names that only extension modules loaded later would ask for. We load none.

The wasm exports nearly ten thousand functions and addresses by name, so that libraries compiled elsewhere can be linked to
it while it runs, and at every start Pyodide's script looks at each of them. The code stays whole: only names go out of the
list of exports, and with them the lines of the script that fetch them. What the script itself names, anywhere and be it in
a string, stays, and so does what the wasm asks back for.
"""

from __future__ import annotations

import re

from pipeline.runtime_wasm import EXPORTS, Export, WasmError, exports, imports, name, number, replaced

#: ``var _PyErr_Format=Module["_PyErr_Format"]=wasmExports["PyErr_Format"];``
FETCHED = re.compile(r'var (_[\w$]+)=(?:Module\["[\w$]+"\]=)?wasmExports\["([\w$]+)"\];')
WORD = re.compile(r"[A-Za-z_$][\w$]*")
#: Names that the script puts together while it runs.
PUT_TOGETHER = ("dynCall",)


def asked_back(wasm: bytes) -> set[str]:
    """The names that the wasm imports as addresses: they are looked up among its own exports."""
    return {each.name for each in imports(wasm) if each.module.startswith("GOT.")}


def trim(wasm: bytes, script: str) -> tuple[bytes, str]:
    """Both files without what nobody asks for. Raises WasmError."""
    words = set(WORD.findall(FETCHED.sub("", script)))
    back = asked_back(wasm)

    def wanted(name: str) -> bool:
        return name in back or name in words or f"_{name}" in words or name.startswith(PUT_TOGETHER)

    every = exports(wasm)
    if not FETCHED.search(script) or not {"memory", "main", "malloc"} & {each.name for each in every}:
        raise WasmError("neither the script nor the exports look like Pyodide's")
    body = listed([each for each in every if wanted(each.name)])
    trimmed = replaced(wasm, {EXPORTS: lambda _: body})
    return trimmed, FETCHED.sub(lambda found: found[0] if wanted(found[2]) else "", script)


def listed(kept: list[Export]) -> bytes:
    """The content of the section EXPORTS."""
    return number(len(kept)) + b"".join(
        name(each.name) + bytes([each.kind]) + number(each.index) for each in kept
    )
