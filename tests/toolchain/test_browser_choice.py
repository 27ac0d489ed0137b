"""Which browser is taken: Playwright's own, else an installed one, else Debian's; else one sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import browser
from pipeline.browser import Browser


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A machine without any browser; a test puts names and paths into the dictionary."""
    installed: dict[str, str] = {}
    monkeypatch.delenv("STEADY_GROUND_BROWSER", raising=False)
    monkeypatch.setattr(browser, "ANSWER", tmp_path / "browser.json")
    monkeypatch.setattr(browser, "download", lambda env: False)
    monkeypatch.setattr(browser, "apt_install", lambda env, *packages: False)
    monkeypatch.setattr(browser.shutil, "which", installed.get)
    monkeypatch.setattr(browser, "answers", lambda found: replace(found, version="1"))
    return installed


def test_playwrights_own_comes_first(machine: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    machine["chromium"] = "/usr/bin/chromium"
    monkeypatch.setattr(browser, "download", lambda env: True)
    assert browser.find().kind == "playwright"


def test_an_installed_one_comes_second(machine: dict[str, str]) -> None:
    machine["google-chrome"] = "/opt/chrome"
    assert browser.find().path == "/opt/chrome"


def test_one_that_does_not_start_is_passed_over(
    machine: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.update({"chromium": "/broken", "google-chrome": "/opt/chrome"})
    monkeypatch.setattr(browser, "answers", lambda found: None if found.path == "/broken" else found)
    assert browser.find().path == "/opt/chrome"


def test_debians_comes_last(machine: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def install(env: dict[str, str], *packages: str) -> bool:
        machine["chromium"] = "/usr/bin/chromium"
        return True

    monkeypatch.setattr(browser, "apt_install", install)
    assert browser.find().kind == "apt"


def test_none_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert browser.main([]) == 1
    said = capsys.readouterr().err.strip()
    assert "\n" not in said
    assert "apt install chromium" in said


def test_the_answer_is_remembered_while_the_browser_is_there(
    machine: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "chromium"
    path.touch()
    machine["chromium"] = str(path)
    found = browser.find()
    monkeypatch.setattr(browser, "candidates", lambda: pytest.fail("looked again"))
    assert browser.get() == found
    path.unlink()
    assert browser.remembered() is None


def test_a_broken_memory_is_no_memory(tmp_path: Path) -> None:
    for text in ("", "[]", json.dumps({"kind": "installed"})):
        browser.ANSWER.write_text(text)
        assert browser.remembered() is None


def test_a_named_browser_is_the_only_candidate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEADY_GROUND_BROWSER", "/my/chromium")
    assert [found.path for found in browser.candidates()] == ["/my/chromium"]


def test_it_says_which_one_is_used() -> None:
    said = Browser("installed", "/usr/bin/chromium", sandbox=False, version="156").words()
    assert said == "browser: the installed /usr/bin/chromium, version 156, without its sandbox"


def test_it_starts_without_calling_home() -> None:
    options = Browser("installed", "/usr/bin/chromium", sandbox=False).launch_options()
    assert "--disable-background-networking" in options["args"]
    assert options["executable_path"] == "/usr/bin/chromium"
    assert ".cache" in options["env"]["HOME"]
