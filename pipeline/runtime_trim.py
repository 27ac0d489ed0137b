"""Pyodide's module without the names that only extension modules loaded later would ask for. We load none.

The wasm exports nearly ten thousand functions and addresses by name, so that libraries compiled elsewhere can be linked to
it while it runs, and at every start Pyodide's script looks at each of them. The code stays whole: only names go out of the
list of exports, and with them the lines of the script that fetch them. What the script itself names, anywhere and be it in
a string, stays, and so does what the wasm asks back for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: ``var _PyErr_Format=Module["_PyErr_Format"]=wasmExports["PyErr_Format"];``
FETCHED = re.compile(r'var (_[\w$]+)=(?:Module\["[\w$]+"\]=)?wasmExports\["([\w$]+)"\];')
WORD = re.compile(r"[A-Za-z_$][\w$]*")
#: Names that the script puts together while it runs.
PUT_TOGETHER = ("dynCall",)
MAGIC = b"\0asm\1\0\0\0"
IMPORTS, EXPORTS = 2, 7  # numbers of sections (webassembly.github.io/spec, "Binary Format")
FUNCTION, TABLE, MEMORY, GLOBAL, TAG = range(5)


class TrimError(ValueError):
    """The files are not of the form this knows: leave the trimming out or look at the new version of Pyodide."""


@dataclass(frozen=True)
class Export:
    """A name, the kind of thing it stands for, and its number."""

    name: str
    kind: int
    index: int


class Reader:
    """Reads numbers and names of a wasm file."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data = data
        self.at = at

    def byte(self) -> int:
        """The next byte."""
        self.at += 1
        return self.data[self.at - 1]

    def number(self) -> int:
        """An unsigned number (LEB128)."""
        result = shift = 0
        while True:
            byte = self.byte()
            result |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                return result

    def name(self) -> str:
        """A name with its length before it."""
        length = self.number()
        self.at += length
        return self.data[self.at - length : self.at].decode("utf-8")

    def limits(self) -> None:
        """Passes over the limits of a table or a memory."""
        if self.byte() & 1:
            self.number()
        self.number()


def number(value: int) -> bytes:
    """An unsigned number as LEB128."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def sections(wasm: bytes) -> list[tuple[int, int, int, int]]:
    """(number, where it begins, where its content begins, where it ends) of every section. Raises TrimError."""
    if not wasm.startswith(MAGIC):
        raise TrimError("this is no wasm file")
    found, reader = [], Reader(wasm, len(MAGIC))
    while reader.at < len(wasm):
        begins = reader.at
        kind, length = reader.byte(), reader.number()
        found.append((kind, begins, reader.at, reader.at + length))
        reader.at += length
    if reader.at != len(wasm):
        raise TrimError("the wasm file is cut short")
    return found


def content(wasm: bytes, wanted: int) -> tuple[int, int, int]:
    """Where a section begins, where its content begins, where it ends. Raises TrimError if there is none."""
    for kind, begins, inner, end in sections(wasm):
        if kind == wanted:
            return begins, inner, end
    raise TrimError(f"the wasm file has no section {wanted}")


def asked_back(wasm: bytes) -> set[str]:
    """The names that the wasm imports as addresses: they are looked up among its own exports."""
    _, at, _ = content(wasm, IMPORTS)
    reader = Reader(wasm, at)
    names = set()
    for _ in range(reader.number()):
        module, name, kind = reader.name(), reader.name(), reader.byte()
        if kind in (FUNCTION, TAG):
            if kind == TAG:
                reader.byte()
            reader.number()
        elif kind == GLOBAL:
            reader.at += 2
        elif kind == TABLE:
            reader.byte()
            reader.limits()
        elif kind == MEMORY:
            reader.limits()
        else:
            raise TrimError(f"an import of an unknown kind: {kind}")
        if module.startswith("GOT."):
            names.add(name)
    return names


def exports(wasm: bytes) -> list[Export]:
    """Everything the wasm exports."""
    _, at, _ = content(wasm, EXPORTS)
    reader = Reader(wasm, at)
    return [Export(reader.name(), reader.byte(), reader.number()) for _ in range(reader.number())]


def trim(wasm: bytes, script: str) -> tuple[bytes, str]:
    """Both files without what nobody asks for. Raises TrimError."""
    words = set(WORD.findall(FETCHED.sub("", script)))
    back = asked_back(wasm)

    def wanted(name: str) -> bool:
        return name in back or name in words or f"_{name}" in words or name.startswith(PUT_TOGETHER)

    every = exports(wasm)
    kept = [each for each in every if wanted(each.name)]
    if not FETCHED.search(script) or not {"memory", "main", "malloc"} & {each.name for each in every}:
        raise TrimError("neither the script nor the exports look like Pyodide's")
    listed = b"".join(
        number(len(name)) + name + bytes([each.kind]) + number(each.index)
        for each in kept
        for name in [each.name.encode("utf-8")]
    )
    body = number(len(kept)) + listed
    begins, _, end = content(wasm, EXPORTS)
    trimmed = wasm[:begins] + bytes([EXPORTS]) + number(len(body)) + body + wasm[end:]
    return trimmed, FETCHED.sub(lambda found: found[0] if wanted(found[2]) else "", script)
