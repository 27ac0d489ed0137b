"""What Pyodide's script neither gives the wasm nor asks for itself goes out of it; what it does with the rest stays."""

from __future__ import annotations

import re

import pytest

from pipeline import runtime, runtime_script
from pipeline.runtime_script import INSTEAD, alive, pruned, shaken
from pipeline.runtime_trim import trimmed
from pipeline.runtime_wasm import FUNCTION, WasmError, exports, imports

SMALL = (
    "var make=(Module)=>{"
    + ";".join(f"var {each}" for each in INSTEAD if each.startswith("ENVIRONMENT"))
    + ";"
    + "".join(each for each in INSTEAD if each.endswith(";"))
    + """
var Browser={init(){},requestFullscreen(){},setCanvasSize(){},getUserMedia(){},createContext(){}};
var MainLoop={init(){}};var SDL={};function registerPostMainLoop(each){}
function _exit(code){throw code}_exit.sig="vi";
function _blur(){return Module.sharpen()}_blur.sig="v";
function sharpen(){return "sharp"}
function inner(){return "inner"}
function outer(){return Module.inner()}
Module["sharpen"]=sharpen;Module["inner"]=inner;Module["outer"]=outer;
var text=eval("1+1");
var wasmImports={exit:_exit,blur:_blur};
Module["outer"]();return wasmImports};globalThis.make=make;"""
)


@pytest.fixture(scope="module")
def real() -> tuple[bytes, str]:
    """Pyodide's wasm and script as they are sent."""
    return trimmed(runtime.PYODIDE)


def test_only_what_the_wasm_imports_is_given_and_signed() -> None:
    script = pruned(SMALL, {"exit"}, {"outer", "inner"})
    assert "wasmImports={exit:_exit}" in script
    assert '_exit.sig="vi";' in script
    assert "_blur.sig" not in script
    assert 'Module["sharpen"]' not in script


def test_what_is_asked_for_by_what_stays_stays_and_the_rest_goes() -> None:
    left = alive(SMALL, {"exit"}, {"outer"})
    assert "inner" in left  # asked for by outer, which is asked for from outside
    assert not re.search(r"sharp|blur|SDL|MainLoop|requestFullscreen", left)
    assert "sharp" in alive(SMALL, {"exit", "blur"}, {"outer"})


def test_code_from_text_keeps_nothing_alive() -> None:
    assert re.search(r"(?<![.\w])eval\(", SMALL)
    assert not re.search(r"(?<![.\w])eval\(", pruned(SMALL, set(), set()))


@pytest.mark.parametrize("missing", ["wasmImports={", 'Module["sharpen"]=sharpen;', *INSTEAD])
def test_a_script_of_another_form_stops_the_build(missing: str) -> None:
    other = SMALL.replace(missing, "")
    if missing.startswith("Module"):
        other = re.sub(r'Module\["\w+"\]=\w+;', "", other)
    with pytest.raises(WasmError, match="look like"):
        pruned(other, {"exit"}, set())


def test_what_terser_cannot_read_stops_the_build() -> None:
    with pytest.raises(WasmError, match="Terser"):
        shaken("var var;")


def test_what_was_shaken_is_remembered_for_its_options(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runtime_script, "CACHE", tmp_path)
    given = "function one(){var long=Math.random();return long+long}globalThis.one=one"
    assert shaken(given) == shaken(given) != shaken(given, mangle=False)
    monkeypatch.setattr(runtime_script, "TERSER", runtime_script.TERSER.with_name("none"))
    assert "long" not in shaken(given)


def test_the_real_script_gives_the_wasm_all_that_it_imports(real: tuple[bytes, str]) -> None:
    wasm, script = real
    own = {each.name for each in exports(wasm)}
    functions = [each for each in imports(wasm) if each.module != "sentinel"]
    wanted = {each.name for each in functions if each.kind == FUNCTION or each.module == "GOT.func"} - own
    (given,) = [found for found in re.findall(r"\{[^{}]*\}", script) if "JsvArray_Check:" in found]
    assert wanted <= set(re.findall(r"([\w$]+):", given))
    assert len(wanted) > 200


def test_the_real_script_is_a_third_of_what_it_was(real: tuple[bytes, str]) -> None:
    whole = (runtime.PYODIDE / "pyodide.asm.js").read_text(encoding="utf-8")
    assert len(real[1]) < len(whole) / 3
    assert not re.search(r"getContext\(|AudioContext|SDL\.|requestFullscreen|require\(\"ws\"\)", real[1])
