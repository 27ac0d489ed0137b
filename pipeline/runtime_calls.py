"""Who calls whom in a wasm file, as far as the code says it: calls through tables are not seen."""

from __future__ import annotations

from pipeline.runtime_wasm import CODE, FUNCTION, Reader, WasmError, bodies, content, imported

CALL, TAIL_CALL = 0x10, 0x12
# Opcodes by what follows them (webassembly.github.io/spec, "Instructions"; exceptions in their older form, too).
NOTHING = {0x00, 0x01, 0x05, 0x0A, 0x0B, 0x0F, 0x19, 0x1A, 0x1B, 0xD1, *range(0x45, 0xC5)}
ONE_NUMBER = {
    *(0x02, 0x03, 0x04, 0x06),  # block, loop, if, try: a type
    *(0x07, 0x08, 0x09, 0x18),  # catch, throw, rethrow, delegate
    *(0x0C, 0x0D, CALL, TAIL_CALL, *range(0x20, 0x27)),  # br, br_if, calls, variables and tables
    *(0x3F, 0x40, 0x41, 0x42, 0xD0, 0xD2),  # memory, constants, references
}
TWO_NUMBERS = {0x11, 0x13, *range(0x28, 0x3F)}  # calls through a table; loads and stores
BYTES = {0x43: 4, 0x44: 8}  # constants
WITH_LIST = {0x0E: 1, 0x1C: 0}  # br_table, select: a list of numbers, and so many more
MORE = 0xFC
NUMBERS_OF_MORE = {
    **dict.fromkeys(range(8), 0),
    8: 2,
    9: 1,
    10: 2,
    11: 1,
    12: 2,
    13: 1,
    14: 2,
    15: 1,
    16: 1,
    17: 1,
}


def called_by(body: bytes) -> set[int]:
    """The numbers of the functions that a function calls, imported ones counted first. Raises WasmError."""
    reader = Reader(body)
    found = set()
    for _ in range(reader.number()):  # locals
        reader.number()
        reader.byte()
    while reader.at < len(body):
        code = reader.byte()
        if code in NOTHING:
            continue
        if code in ONE_NUMBER:
            value = reader.number()
            if code in (CALL, TAIL_CALL):
                found.add(value)
        elif code in TWO_NUMBERS:
            reader.number()
            reader.number()
        elif code in BYTES:
            reader.at += BYTES[code]
        elif code in WITH_LIST:
            for _ in range(reader.number() + WITH_LIST[code]):
                reader.number()
        elif code == MORE:
            for _ in range(NUMBERS_OF_MORE[reader.number()]):
                reader.number()
        else:
            raise WasmError(f"an instruction of an unknown kind: {code:#x}")
    return found


def with_called(wasm: bytes, functions: set[int]) -> set[int]:
    """These functions and all that can be reached from them, numbered among those the file defines. Raises WasmError."""
    _, inner, end = content(wasm, CODE)
    before = imported(wasm, FUNCTION)
    every = bodies(wasm[inner:end])
    found = set(functions)
    new = found
    while new:
        new = {
            number - before for each in new for number in called_by(every[each]) if number >= before
        } - found
        found = found | new
    return found
