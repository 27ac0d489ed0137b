"""Reading and putting together wasm files, as far as the runtime's build needs it (webassembly.github.io/spec)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MAGIC = b"\0asm\1\0\0\0"
IMPORTS, GLOBALS, EXPORTS, CODE = 2, 6, 7, 10  # numbers of sections
FUNCTION, TABLE, MEMORY, GLOBAL, TAG = range(5)  # kinds of what is imported and exported


class WasmError(ValueError):
    """The files are not of the form this knows: leave the step out or look at the new version of Pyodide."""


@dataclass(frozen=True)
class Export:
    """A name, the kind of thing it stands for, and its number."""

    name: str
    kind: int
    index: int


@dataclass(frozen=True)
class Import:
    """What is imported: of which module, its name, its kind."""

    module: str
    name: str
    kind: int


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


def name(text: str) -> bytes:
    """A name with its length before it."""
    data = text.encode("utf-8")
    return number(len(data)) + data


def sections(wasm: bytes) -> list[tuple[int, int, int, int]]:
    """(number, where it begins, where its content begins, where it ends) of every section. Raises WasmError."""
    if not wasm.startswith(MAGIC):
        raise WasmError("this is no wasm file")
    found, reader = [], Reader(wasm, len(MAGIC))
    while reader.at < len(wasm):
        begins = reader.at
        kind, length = reader.byte(), reader.number()
        found.append((kind, begins, reader.at, reader.at + length))
        reader.at += length
    if reader.at != len(wasm):
        raise WasmError("the wasm file is cut short")
    return found


def content(wasm: bytes, wanted: int) -> tuple[int, int, int]:
    """Where a section begins, where its content begins, where it ends. Raises WasmError if there is none."""
    for kind, begins, inner, end in sections(wasm):
        if kind == wanted:
            return begins, inner, end
    raise WasmError(f"the wasm file has no section {wanted}")


def replaced(wasm: bytes, bodies: dict[int, Callable[[bytes], bytes]]) -> bytes:
    """The file with other contents of some sections; the rest stays byte for byte. Raises WasmError."""
    out = bytearray(MAGIC)
    for kind, begins, inner, end in sections(wasm):
        if kind in bodies:
            body = bodies[kind](wasm[inner:end])
            out += bytes([kind]) + number(len(body)) + body
        else:
            out += wasm[begins:end]
    return bytes(out)


def imports(wasm: bytes) -> list[Import]:
    """Everything the wasm imports."""
    _, at, end = content(wasm, IMPORTS)
    return [each for each, _ in import_entries(wasm[at:end])]


def import_entries(body: bytes) -> list[tuple[Import, bytes]]:
    """Everything the content of the section IMPORTS names, with the bytes that say what it is."""
    reader = Reader(body)
    found = []
    for _ in range(reader.number()):
        module, field = reader.name(), reader.name()
        begins = reader.at
        kind = reader.byte()
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
            raise WasmError(f"an import of an unknown kind: {kind}")
        found.append((Import(module, field, kind), body[begins : reader.at]))
    return found


def import_names(body: bytes, renamed: Callable[[str, str], str]) -> bytes:
    """The content of the section IMPORTS with other names. renamed: of a module and a name."""
    entries = import_entries(body)
    return number(len(entries)) + b"".join(
        name(each.module) + name(renamed(each.module, each.name)) + what for each, what in entries
    )


def imported(wasm: bytes, kind: int) -> int:
    """How many of a kind are imported: what the file itself defines is numbered after them."""
    return sum(each.kind == kind for each in imports(wasm))


def exports(wasm: bytes) -> list[Export]:
    """Everything the wasm exports."""
    _, at, _ = content(wasm, EXPORTS)
    reader = Reader(wasm, at)
    return [Export(reader.name(), reader.byte(), reader.number()) for _ in range(reader.number())]


def bodies(code: bytes) -> list[bytes]:
    """The functions in the content of the section CODE, each without its length."""
    reader = Reader(code)
    found = []
    for _ in range(reader.number()):
        length = reader.number()
        found.append(code[reader.at : reader.at + length])
        reader.at += length
    return found


def joined(functions: list[bytes]) -> bytes:
    """The content of the section CODE again."""
    return number(len(functions)) + b"".join(number(len(each)) + each for each in functions)
