"""The library the browser gets, against what the real runtime imports."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from pipeline.runtime import asked_of
from pipeline.runtime_library import MODULES, PACKAGE, stand_ins, wanted_modules
from pipeline.runtime_modules import ask


@pytest.fixture(scope="session")
def real(browser: Browser) -> dict[str, Any]:
    """What happened when the aids ran on Pyodide with its whole library."""
    return ask(browser)


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


def test_the_browser_answers_as_this_python_does(real: dict[str, Any], tmp_path: Path) -> None:
    from pipeline.runtime import answers

    asked = asked_of(PACKAGE)
    assert real["answers"] == answers(PACKAGE.parent, asked)["answers"]


def test_every_stand_in_is_needed(real: dict[str, Any]) -> None:
    names = {name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in stand_ins()}
    assert names <= set(real["modules"])
