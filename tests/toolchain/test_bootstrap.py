"""The setup script: where things go, what it borrows, what it says when nothing can be had."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline import bootstrap


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path) -> Path:
    """An empty checkout with the locks only."""
    folder = tmp_path / "checkout"
    (folder / "requirements").mkdir(parents=True)
    for name in ("uv.txt", "tools.txt", "node.txt"):
        (folder / "requirements" / name).write_text((root / "requirements" / name).read_text())
    (folder / ".python-version").write_text("3.13\n")
    monkeypatch.setattr(bootstrap, "ROOT", folder)
    monkeypatch.setattr(bootstrap, "TOOLS", folder / ".tools")
    monkeypatch.setattr(bootstrap, "VENV", folder / ".venv")
    return folder


def test_caches_stay_where_the_tools_keep_them(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("UV_CACHE_DIR", raising=False)
    env = bootstrap.environment()
    assert env["HOME"] == str(home)
    assert "UV_CACHE_DIR" not in env
    assert env["UV_PYTHON_INSTALL_DIR"] == str(checkout / ".tools" / "python")


@pytest.mark.parametrize("home", [None, "", "/nonexistent"])
def test_without_a_home_everything_goes_into_the_checkout(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, home: str | None
) -> None:
    for name in ("UV_CACHE_DIR", "PIP_CACHE_DIR", "npm_config_cache", "PLAYWRIGHT_BROWSERS_PATH"):
        monkeypatch.delenv(name, raising=False)
    if home is None:
        monkeypatch.delenv("HOME")
    else:
        monkeypatch.setenv("HOME", home)
    env = bootstrap.environment()
    for name in ("HOME", "UV_CACHE_DIR", "PIP_CACHE_DIR", "npm_config_cache", "PLAYWRIGHT_BROWSERS_PATH"):
        assert env[name].startswith(str(checkout / ".cache"))


def test_settings_that_mislead_are_dropped(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYENV_VERSION", "3.11.7")
    monkeypatch.setenv("PIP_USER", "1")
    env = bootstrap.environment()
    assert "PYENV_VERSION" not in env
    assert "PIP_USER" not in env


def test_no_pip_and_no_uv_ends_in_one_sentence(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "pips", lambda env: iter(()))
    monkeypatch.setenv("PATH", str(checkout))
    assert bootstrap.main(["python"]) == 1
    said = capsys.readouterr().err.strip().splitlines()
    assert said == [
        "setup: pip is needed: install it (on Debian: apt install python3-pip), then run make again."
    ]


def test_no_wanted_python_ends_in_one_sentence(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fake = checkout / "uv"
    fake.write_text("#!/bin/sh\necho 'no interpreter found'\nexit 2\n")
    fake.chmod(0o755)
    monkeypatch.setattr(bootstrap, "get_uv", lambda env: str(fake))
    monkeypatch.setattr(bootstrap, "pyenv_pythons", lambda env, version: [])
    assert bootstrap.main(["python"]) == 1
    last = capsys.readouterr().err.strip().splitlines()[-1]
    assert "Python 3.13 is needed" in last
    assert last.endswith("then run make again.")


def test_an_installed_uv_is_the_last_resort(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = checkout / "uv"
    fake.write_text("#!/bin/sh\n")
    fake.chmod(0o755)
    monkeypatch.setattr(bootstrap, "pips", lambda env: iter(()))
    assert bootstrap.get_uv({"PATH": str(checkout)}) == str(fake)


def test_pyenv_is_asked_for_the_newest(checkout: Path, tmp_path: Path) -> None:
    for version in ("3.12.9", "3.13.0", "3.13.4"):
        binary = tmp_path / "pyenv" / "versions" / version / "bin" / f"python{version[:4]}"
        binary.parent.mkdir(parents=True)
        binary.touch()
    found = bootstrap.pyenv_pythons({"PYENV_ROOT": str(tmp_path / "pyenv")}, "3.13")
    assert [Path(path).parts[-3] for path in found] == ["3.13.4", "3.13.0"]


def test_a_tool_that_is_not_there_is_an_answer_not_a_crash(checkout: Path) -> None:
    assert bootstrap.major([str(checkout / "none")], dict(os.environ)) == 0


def test_an_unknown_step_is_refused() -> None:
    assert bootstrap.main(["nonsense"]) == 2
    assert bootstrap.main([]) == 2
