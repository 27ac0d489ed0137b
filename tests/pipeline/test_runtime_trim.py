"""Names that nobody asks for go out of Pyodide's list of exports; everything else of it stays byte for byte."""

from __future__ import annotations

import re

import pytest

from pipeline import runtime
from pipeline.runtime_trim import GRAPHICS, ONE, asked_back, trim, without_graphics
from pipeline.runtime_wasm import EXPORTS, IMPORTS, WasmError, content, exports, imports, number, sections


@pytest.fixture(scope="module")
def files() -> tuple[bytes, str, str]:
    """Pyodide's wasm, its script and its loader as they come."""
    scripts = ("pyodide.asm.js", "pyodide.mjs")
    asm, loader = [(runtime.PYODIDE / name).read_text(encoding="utf-8") for name in scripts]
    return (runtime.PYODIDE / "pyodide.asm.wasm").read_bytes(), asm, loader


@pytest.fixture(scope="module")
def trimmed(files: tuple[bytes, str, str]) -> tuple[bytes, str]:
    return trim(*files)


def test_most_names_go_and_what_is_left_means_the_same(
    files: tuple[bytes, str, str], trimmed: tuple[bytes, str]
) -> None:
    before = {each.name: each for each in exports(files[0])}
    after = exports(trimmed[0])
    assert len(after) < len(before) / 10
    assert all(before[each.name] == each for each in after)
    assert asked_back(trimmed[0]) & before.keys() <= {each.name for each in after}


def test_every_other_section_stays(files: tuple[bytes, str, str], trimmed: tuple[bytes, str]) -> None:
    def others(wasm: bytes) -> list[bytes]:
        return [wasm[inner:end] for kind, _, inner, end in sections(wasm) if kind not in (EXPORTS, IMPORTS)]

    assert others(files[0]) == others(trimmed[0])


def test_of_the_imports_only_addresses_of_graphics_change(files: tuple[bytes, str, str]) -> None:
    before, after = imports(files[0]), imports(without_graphics(files[0]))
    assert len(before) == len(after)
    for was, now in zip(before, after, strict=True):
        graphics = was.module == "GOT.func" and was.name.startswith(GRAPHICS)
        assert (was.module, was.kind) == (now.module, now.kind)
        assert now.name == (ONE if graphics else was.name)
    assert len({each.name for each in after}) < len({each.name for each in before}) - 200


def test_every_name_the_script_uses_is_still_exported(
    files: tuple[bytes, str, str], trimmed: tuple[bytes, str]
) -> None:
    there, once = ({each.name for each in exports(wasm)} for wasm in (trimmed[0], files[0]))
    script = trimmed[1]
    (exported,) = set(re.findall(r"=(\w+)\.PyErr_Occurred", script))  # its short name
    fetched = set(re.findall(rf"(?<![\w$.]){exported}\.(\w+)", script)) & once
    assert len(fetched) > 50
    assert fetched <= there


def test_numbers_have_the_form_of_the_standard() -> None:
    assert [number(each) for each in (0, 127, 128, 624485)] == [b"\0", b"\x7f", b"\x80\1", b"\xe5\x8e&"]


@pytest.mark.parametrize("wasm", [b"", b"<!doctype html>", b"\0asm\1\0\0\0", b"\0asm\1\0\0\0\7\x20\1"])
def test_what_is_no_such_file_stops_the_build(wasm: bytes, files: tuple[bytes, str, str]) -> None:
    with pytest.raises(WasmError):
        trim(wasm, *files[1:])


def test_a_script_of_another_form_stops_the_build(files: tuple[bytes, str, str]) -> None:
    with pytest.raises(WasmError, match="look like"):
        trim(files[0], "export default 1;", "")
    assert content(files[0], EXPORTS)[2] > 0
