"""Pyodide's module without the code that neither its start nor the aids ever run: most of it.

Every function keeps its number and its type. One that is not on the list (``wasm-functions.txt``, measured by
``pipeline/runtime_functions.py``) loses its body: what is left stops Python at once if it is called after all. Python
cannot catch that and go on, so an answer is either the whole module's answer or none; the page's runtime then starts
again with the whole module, which lies beside this one, and asks again (``runtime.js``).
"""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Iterable
from pathlib import Path

from pipeline.runtime_wasm import (
    CODE,
    EXPORTS,
    FUNCTION,
    GLOBAL,
    GLOBALS,
    Reader,
    WasmError,
    bodies,
    content,
    exports,
    imported,
    joined,
    name,
    number,
    replaced,
)

FUNCTIONS = Path(__file__).with_name("wasm-functions.txt")
HEADER = """\
# The functions of Pyodide's wasm that its start and the aids call, by their number among those it defines.
# Written by python -m pipeline.runtime_functions; tests/browser/test_runtime_library.py compares it with reality.
"""
EMPTY = b"\x00\x00\x0b"  # no locals, unreachable, end
MARK = "called"  # before the number of a function: the export that says whether it was called


def listed(text: str, wasm: bytes) -> set[int]:
    """The numbers in a list. Raises WasmError if it was made for another wasm file."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    if lines[:1] != [f"sha256 {hashlib.sha256(wasm).hexdigest()}"]:
        raise WasmError(
            f"{FUNCTIONS.name} was made for another Pyodide: run python -m pipeline.runtime_functions"
        )
    found: set[int] = set()
    for word in " ".join(lines[1:]).split():
        first, _, last = word.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return found


def as_list(called: Iterable[int], wasm: bytes) -> str:
    """The text of a list: runs of numbers as 12-15."""
    runs: list[list[int]] = []
    for each in sorted(called):
        if runs and runs[-1][1] == each - 1:
            runs[-1][1] = each
        else:
            runs.append([each, each])
    words = " ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
    return "\n".join(
        [
            f"{HEADER}sha256 {hashlib.sha256(wasm).hexdigest()}",
            *textwrap.wrap(words, 110, break_on_hyphens=False),
            "",
        ]
    )


def cut(wasm: bytes, called: set[int]) -> bytes:
    """The module with only these functions, and those that scripts can call by name. Raises WasmError."""
    before = imported(wasm, FUNCTION)
    kept = called | {each.index - before for each in exports(wasm) if each.kind == FUNCTION}

    def code(body: bytes) -> bytes:
        functions = bodies(body)
        if not called <= set(range(len(functions))):
            raise WasmError(f"{FUNCTIONS.name} names functions that the wasm does not have")
        return joined([each if at in kept else EMPTY for at, each in enumerate(functions)])

    return replaced(wasm, {CODE: code})


def instrumented(wasm: bytes) -> bytes:
    """The module with an exported global for each function, called0 and so on, which is 1 when it has been called."""
    count = Reader(wasm, content(wasm, CODE)[1]).number()
    first = imported(wasm, GLOBAL) + Reader(wasm, content(wasm, GLOBALS)[1]).number()

    def more(body: bytes, entries: list[bytes]) -> bytes:
        reader = Reader(body)
        return number(reader.number() + len(entries)) + body[reader.at :] + b"".join(entries)

    def marking(at: int, body: bytes) -> bytes:
        reader = Reader(body)
        for _ in range(reader.number()):  # its locals come before its code
            reader.number()
            reader.byte()
        mark = b"\x41\x01\x24" + number(first + at)  # i32.const 1, global.set
        return body[: reader.at] + mark + body[reader.at :]

    return replaced(
        wasm,
        {
            GLOBALS: lambda body: more(body, [b"\x7f\x01\x41\x00\x0b"] * count),  # i32, mutable, 0
            EXPORTS: lambda body: more(
                body, [name(f"{MARK}{at}") + bytes([GLOBAL]) + number(first + at) for at in range(count)]
            ),
            CODE: lambda code: joined([marking(at, body) for at, body in enumerate(bodies(code))]),
        },
    )
