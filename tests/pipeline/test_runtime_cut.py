"""What the aids never call goes out of Pyodide's wasm; what stays is byte for byte what it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import runtime, runtime_cut
from pipeline.runtime_calls import called_by, with_called
from pipeline.runtime_cut import EMPTY, FUNCTIONS, as_list, cut, instrumented, listed
from pipeline.runtime_trim import trimmed
from pipeline.runtime_wasm import (
    CODE,
    EXPORTS,
    FUNCTION,
    GLOBALS,
    WasmError,
    bodies,
    content,
    exports,
    imported,
    joined,
    sections,
)


@pytest.fixture(scope="module")
def original() -> bytes:
    """Pyodide's wasm as it comes."""
    return (runtime.PYODIDE / "pyodide.asm.wasm").read_bytes()


@pytest.fixture(scope="module")
def whole() -> bytes:
    """The module whose names are trimmed and whose code is whole."""
    return trimmed(runtime.PYODIDE)[0]


@pytest.fixture(scope="module")
def called(original: bytes) -> set[int]:
    """The list in use."""
    return listed(FUNCTIONS.read_text(encoding="utf-8"), original)


def code(wasm: bytes) -> list[bytes]:
    _, inner, end = content(wasm, CODE)
    return bodies(wasm[inner:end])


def others(wasm: bytes, *without: int) -> list[bytes]:
    return [wasm[inner:end] for kind, _, inner, end in sections(wasm) if kind not in without]


def test_what_is_called_stays_and_the_rest_stops_python(whole: bytes, called: set[int]) -> None:
    small = cut(whole, called)
    assert others(small, CODE) == others(whole, CODE)
    before, after = code(whole), code(small)
    by_name = {each.index - imported(whole, FUNCTION) for each in exports(whole) if each.kind == FUNCTION}
    assert len(before) == len(after) > 3 * len(called)
    for at, (old, new) in enumerate(zip(before, after, strict=True)):
        assert new == (old if at in called | by_name else EMPTY), at
    assert len(small) < 0.75 * len(whole)


def test_a_list_for_another_wasm_stops_the_build(original: bytes) -> None:
    text = FUNCTIONS.read_text(encoding="utf-8")
    with pytest.raises(WasmError, match=r"run python -m pipeline\.runtime_functions"):
        listed(text, original + b"\0")
    with pytest.raises(WasmError, match="another Pyodide"):
        listed("", original)


def test_a_number_that_no_function_has_stops_the_build(whole: bytes) -> None:
    with pytest.raises(WasmError, match="does not have"):
        cut(whole, {1_000_000})


@given(st.sets(st.integers(0, 3000)))
def test_a_list_says_what_it_was_made_of(numbers: set[int]) -> None:
    assert listed(as_list(numbers, b"wasm"), b"wasm") == numbers


@given(st.lists(st.binary(max_size=300), max_size=200))
def test_functions_come_apart_and_together_again(functions: list[bytes]) -> None:
    assert bodies(joined(functions)) == functions


def test_what_a_function_calls() -> None:
    # local i64; block: f64.const, i64.load, br_table, call 300, call_indirect; memory.copy; return_call 7
    code = "01 01 7e 02 40 44 1010101010101010 29 03 10 0e 01 00 00 10 ac02 11 05 00 0b fc 0a 00 00 12 07 0b"
    assert called_by(bytes.fromhex(code)) == {300, 7}
    with pytest.raises(WasmError, match="0xfd"):
        called_by(b"\x00\xfd\x0b")


def test_the_list_has_all_that_is_called_by_itself(original: bytes, called: set[int]) -> None:
    assert with_called(original, called) == called
    some = set(sorted(called)[:50])
    assert with_called(original, some) > some


def test_marks_leave_the_code_as_it_is_behind_them(whole: bytes) -> None:
    marked = instrumented(whole)
    assert others(marked, CODE, EXPORTS, GLOBALS) == others(whole, CODE, EXPORTS, GLOBALS)
    before, after = code(whole), code(marked)
    names = {each.name for each in exports(marked)} - {each.name for each in exports(whole)}
    assert names == {f"{runtime_cut.MARK}{at}" for at in range(len(before))}
    for old, new in zip(before, after, strict=True):
        more = len(new) - len(old)
        assert 4 <= more <= 6
        assert any(new[:at] + new[at + more :] == old for at in range(len(old)))
