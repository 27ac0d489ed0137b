"""How Firefox and WebKitGTK are found or installed: on a bare machine, after apt, without the right to install."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import engines

NAMES = ("firefox-esr", "WebKitWebDriver", "Xvfb")


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """A machine without any engine; a test puts programs into the dictionary."""
    here: dict[str, str] = {}
    monkeypatch.setattr(engines.shutil, "which", here.get)
    monkeypatch.setattr(engines, "MINI_BROWSER", str(tmp_path / "lib" / "*" / "MiniBrowser"))
    monkeypatch.setattr(engines, "apt_install", lambda env, *packages: False)
    return here


def fill(here: dict[str, str], folder: Path) -> None:
    """Everything that Debian's packages bring."""
    here.update({name: str(folder / name) for name in NAMES})
    place = folder / "lib" / "webkit2gtk-4.1"
    place.mkdir(parents=True)
    (place / "MiniBrowser").touch()


def test_what_is_installed_is_taken(machine: dict[str, str], tmp_path: Path) -> None:
    fill(machine, tmp_path)
    found = engines.get()
    assert found.firefox == tmp_path / "firefox-esr"
    assert found.webkit_driver == tmp_path / "WebKitWebDriver"
    assert found.mini_browser.name == "MiniBrowser"
    assert found.xvfb == tmp_path / "Xvfb"


def test_a_newer_firefox_does(machine: dict[str, str], tmp_path: Path) -> None:
    fill(machine, tmp_path)
    machine["firefox"] = "/opt/firefox"
    del machine["firefox-esr"]
    assert engines.get().firefox == Path("/opt/firefox")


@pytest.mark.parametrize("missing", NAMES)
def test_apt_brings_what_is_missing(
    machine: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    fill(machine, tmp_path)
    del machine[missing]
    asked: list[str] = []

    def install(env: dict[str, str], *packages: str) -> bool:
        asked.extend(packages)
        machine[missing] = "/usr/bin/" + missing
        return True

    monkeypatch.setattr(engines, "apt_install", install)
    engines.get()
    assert set(asked) >= {"firefox-esr", "webkit2gtk-driver", "xvfb"}


def test_without_the_right_to_install_it_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert engines.main([]) == 1
    said = capsys.readouterr().err.strip()
    assert "\n" not in said
    assert "sudo apt install firefox-esr webkit2gtk-driver xvfb" in said
