"""Names that nobody asks for go out of Pyodide's list of exports; everything else of it stays byte for byte."""

from __future__ import annotations

import re

import pytest

from pipeline import runtime
from pipeline.runtime_trim import asked_back, trim
from pipeline.runtime_wasm import EXPORTS, WasmError, content, exports, number, sections


@pytest.fixture(scope="module")
def files() -> tuple[bytes, str]:
    """Pyodide's wasm and script as they come."""
    wasm = (runtime.PYODIDE / "pyodide.asm.wasm").read_bytes()
    return wasm, (runtime.PYODIDE / "pyodide.asm.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def trimmed(files: tuple[bytes, str]) -> tuple[bytes, str]:
    return trim(*files)


def test_most_names_go_and_what_is_left_means_the_same(
    files: tuple[bytes, str], trimmed: tuple[bytes, str]
) -> None:
    before = {each.name: each for each in exports(files[0])}
    after = exports(trimmed[0])
    assert len(after) < len(before) / 10
    assert all(before[each.name] == each for each in after)
    assert asked_back(files[0]) & before.keys() <= {each.name for each in after}


def test_every_other_section_stays(files: tuple[bytes, str], trimmed: tuple[bytes, str]) -> None:
    def others(wasm: bytes) -> list[bytes]:
        return [wasm[inner:end] for kind, _, inner, end in sections(wasm) if kind != EXPORTS]

    assert others(files[0]) == others(trimmed[0])


def test_every_name_the_script_uses_is_still_exported(
    files: tuple[bytes, str], trimmed: tuple[bytes, str]
) -> None:
    there = {each.name for each in exports(trimmed[0])}
    fetched = set(re.findall(r'wasmExports\["([\w$]+)"\]', trimmed[1]))
    assert fetched
    assert fetched <= there
    called = set(re.findall(r"(?<![\w$.])_(\w+)\(", trimmed[1])) & {each.name for each in exports(files[0])}
    assert len(called) > 50
    assert called <= there


def test_numbers_have_the_form_of_the_standard() -> None:
    assert [number(each) for each in (0, 127, 128, 624485)] == [b"\0", b"\x7f", b"\x80\1", b"\xe5\x8e&"]


@pytest.mark.parametrize("wasm", [b"", b"<!doctype html>", b"\0asm\1\0\0\0", b"\0asm\1\0\0\0\7\x20\1"])
def test_what_is_no_such_file_stops_the_build(wasm: bytes, files: tuple[bytes, str]) -> None:
    with pytest.raises(WasmError):
        trim(wasm, files[1])


def test_a_script_of_another_form_stops_the_build(files: tuple[bytes, str]) -> None:
    with pytest.raises(WasmError, match="look like"):
        trim(files[0], "export default 1;")
    assert content(files[0], EXPORTS)[2] > 0
