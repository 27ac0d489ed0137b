"""The library and the code the browser gets, against what the real runtime imports and calls."""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest
from playwright.sync_api import Browser

from pipeline import runtime_functions
from pipeline.runtime import PYODIDE, answers, asked_of
from pipeline.runtime_cut import FUNCTIONS, listed
from pipeline.runtime_library import MODULES, PACKAGE, stand_ins, wanted_modules
from pipeline.runtime_modules import ask


@pytest.fixture(scope="session", params=[10, pytest.param(1, marks=pytest.mark.whole)], ids=["sample", "all"])
def asked(request: pytest.FixtureRequest) -> bytes:
    """The sample requests: one in ten of those that evaluate, and all others; in make test-all every one."""
    lines = asked_of(PACKAGE).splitlines()
    kept = [line for at, line in enumerate(lines) if b"evaluate" not in line or at % request.param == 0]
    return b"\n".join(kept)


@pytest.fixture(scope="session")
def real(browser: Browser, asked: bytes) -> dict[str, Any]:
    """What happened when the aids ran on Pyodide with its whole library."""
    return ask(browser, asked)


def test_the_list_names_what_is_imported_and_nothing_else(real: dict[str, Any]) -> None:
    listed = set(wanted_modules(MODULES.read_text(encoding="utf-8")))
    needed = set(real["modules"])
    advice = "run .venv/bin/python -m pipeline.runtime_modules and look at what it changes"
    assert listed >= needed, f"missing from the list: {sorted(needed - listed)}; {advice}"
    assert listed <= needed, f"no longer needed: {sorted(listed - needed)}; {advice}"


def test_the_runtime_reads_the_bytecode_this_python_writes(real: dict[str, Any]) -> None:
    assert real["magic"] == importlib.util.MAGIC_NUMBER.hex()


def test_errors_come_out_as_python_errors(real: dict[str, Any]) -> None:
    assert real["errors"] == ["PythonError"] * 3


def test_the_browser_answers_as_this_python_does(real: dict[str, Any], asked: bytes) -> None:
    assert real["answers"] == answers(PACKAGE.parent, asked)["answers"]


def test_the_list_of_functions_lacks_none_that_is_called(browser: Browser, asked: bytes) -> None:
    whole = len(asked.splitlines()) == len(asked_of(PACKAGE).splitlines())
    called = runtime_functions.ask(browser, asked, texts=whole)
    assert len(called) > 2000
    missing = called - listed(
        FUNCTIONS.read_text(encoding="utf-8"), (PYODIDE / "pyodide.asm.wasm").read_bytes()
    )
    assert not missing, "run .venv/bin/python -m pipeline.runtime_functions"


def test_every_stand_in_is_needed(real: dict[str, Any]) -> None:
    names = {name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in stand_ins()}
    assert names <= set(real["modules"])
