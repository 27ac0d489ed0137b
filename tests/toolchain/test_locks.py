"""The locks pin every package by version and hash, and name no host to download from."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

LOCKS = ("tools", "uv", "node", "sbom")
REQUIREMENT = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^\s;\\]+)")


def locked(root: Path, name: str) -> dict[str, tuple[str, int]]:
    """Package name -> (version, number of hashes) of a hashed requirements file."""
    found: dict[str, tuple[str, int]] = {}
    for block in re.split(r"\n(?=\S)", (root / "requirements" / f"{name}.txt").read_text()):
        match = REQUIREMENT.match(block)
        assert match, f"not a pinned requirement: {block[:80]!r}"
        found[match["name"]] = (match["version"], len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", block)))
    return found


def wanted(root: Path, name: str) -> list[str]:
    """The package names that a .in file asks for."""
    lines = (root / "requirements" / f"{name}.in").read_text().splitlines()
    return [
        re.split(r"[=<>~\[;]", line)[0].strip().lower() for line in lines if line.strip() and line[0] != "#"
    ]


@pytest.mark.parametrize("name", LOCKS)
def test_every_python_package_has_a_version_and_hashes(root: Path, name: str) -> None:
    packages = locked(root, name)
    assert packages
    assert [package for package, (_, hashes) in packages.items() if not hashes] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_wanted_package_is_locked(root: Path, name: str) -> None:
    assert set(wanted(root, name)) <= set(locked(root, name))


def test_versions_that_the_design_fixes(root: Path) -> None:
    packages = {name: version for name, (version, _) in locked(root, "tools").items()}
    assert packages["mkdocs"].startswith("1.6.")
    assert packages["mkdocs-material"].startswith("9.8.")
    assert packages["pyodide-build"].startswith("0.39.")


@pytest.mark.parametrize(
    "name",
    [
        *(f"requirements/{lock}.txt" for lock in LOCKS),
        "package-lock.json",
        "benchmarks/node/package-lock.json",
        "package.json",
        ".npmrc",
    ],
)
def test_no_lock_names_a_host(root: Path, name: str) -> None:
    text = (root / name).read_text()
    assert "://" not in text
    assert "resolved" not in text.replace("omit-lockfile-registry-resolved", "")


@pytest.mark.parametrize("name", ["Makefile", ".ci/run", "pipeline/bootstrap.py", "pipeline/browser.py"])
def test_the_setup_names_no_host_but_this_machine(root: Path, name: str) -> None:
    assert re.findall(r"https?://(?!127\.0\.0\.1)\S+", (root / name).read_text()) == []


def test_every_node_package_has_an_integrity(root: Path) -> None:
    packages = json.loads((root / "package-lock.json").read_text())["packages"]
    packages.pop("")
    assert {"node_modules/pyodide", "node_modules/axe-core"} <= set(packages)
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())


def test_node_packages_are_asked_for_by_exact_version(root: Path) -> None:
    asked = json.loads((root / "package.json").read_text())
    versions = {**asked["dependencies"], **asked["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values())


def test_this_python_is_the_wanted_one(root: Path) -> None:
    wanted_version = (root / ".python-version").read_text().strip()
    assert f"{sys.version_info.major}.{sys.version_info.minor}" == wanted_version


def test_the_browsers_python_is_the_same_version(root: Path) -> None:
    lock = json.loads((root / "node_modules" / "pyodide" / "pyodide-lock.json").read_text())
    assert lock["info"]["python"].startswith((root / ".python-version").read_text().strip() + ".")


def test_the_installed_pyodide_is_the_named_one(root: Path) -> None:
    installed = json.loads((root / "node_modules" / "pyodide" / "package.json").read_text())
    assert installed["version"] == pyodide_version(root)


def pyodide_version(root: Path) -> str:
    """The version in package.json, the one place that names it."""
    version: str = json.loads((root / "package.json").read_text())["dependencies"]["pyodide"]
    return version


# Where another version may be named: what we measure ourselves against, history, and decisions that compare versions.
HISTORY = re.compile(r"(^|/)(CHANGELOG\.md|decisions/.*|changes\.md)$")
MENTION = re.compile(r"pyodide(?!-(?:build|cli|lock))\b[^\n]{0,40}?\b(\d+\.\d+\.\d+)\b", re.IGNORECASE)


def tracked_texts(root: Path) -> list[tuple[str, str]]:
    """Name and text of every file in version control that is text."""
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=False
    ).stdout
    found = []
    for name in filter(None, names.split("\0")):
        try:
            found.append((name, (root / name).read_text("utf-8")))
        except (UnicodeDecodeError, FileNotFoundError):
            continue
    return found


def test_every_mention_of_a_pyodide_version_agrees(root: Path) -> None:
    version = pyodide_version(root)
    other = [
        f"{name}: {match[0]}"
        for name, text in tracked_texts(root)
        if not HISTORY.search(name) and not name.startswith(("requirements/", "benchmarks/"))
        for match in MENTION.finditer(text)
        if match[1] != version
    ]
    assert other == []


def test_the_setup_script_runs_on_an_old_python_and_needs_nothing(root: Path) -> None:
    tree = ast.parse((root / "pipeline" / "bootstrap.py").read_text(), feature_version=(3, 9))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
