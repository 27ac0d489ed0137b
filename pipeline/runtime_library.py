"""The Python files the browser gets: the standard library cut to what is imported, and our own package.

Both are compiled with ``pyodide py-compile`` and packed into zips whose bytes depend on their content alone.
"""

from __future__ import annotations

import _imp
import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from decision_aids import edition_file
from pipeline.bootstrap import ROOT
from pipeline.site import BuildError

MODULES = ROOT / "pipeline" / "stdlib-modules.txt"
STAND_INS = ROOT / "pipeline" / "stand_ins"
PACKAGE = ROOT / "decision_aids"
COMPILED = "decision_aids/facts/compiled/"
# Not for the browser: the command line, what turns TOML into Python, and what only the learning pages use.
BUILD_ONLY = {
    "decision_aids/__main__.py",
    "decision_aids/edition_file.py",
    "decision_aids/generator.py",
    "decision_aids/upkeep.py",
    "decision_aids/facts/loader.py",
    "decision_aids/movers.py",
    "decision_aids/facts/learning.py",
    "decision_aids/facts/telling.py",
    "decision_aids/facts/learning_checks.py",
    "decision_aids/facts/bundle.py",
}

# Imported if it is there: the browser has no time zones, the page tells the day.
DONE_WITHOUT = {"zoneinfo"}
# Other names of modules that are inside the interpreter, and modules that are a shared library elsewhere.
INSIDE = {"array", "binascii", "collections.abc", "math", "os.path", "unicodedata", "zlib"}

DATE = (1980, 1, 1, 0, 0, 0)  # the first a zip can name
HEADER = 16  # bytes before the code in a .pyc: magic number, flags, and time and size or hash (PEP 552)
UNCHECKED_HASH = (1).to_bytes(4, "little")

Files = dict[str, bytes]


class RuntimeBuildError(BuildError):
    """The runtime cannot be built; the message says which file and why."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the browser's runtime: {reason}")


def wanted_modules(text: str) -> tuple[str, ...]:
    """The module names in the committed list; lines that start with # are comments."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def whole_library(archive: Path) -> Files:
    """The sources in Pyodide's ``python_stdlib.zip``, our stand-ins in their places.

    Raises RuntimeBuildError if a stand-in stands for nothing.
    """
    with zipfile.ZipFile(archive) as library:
        found = {name: library.read(name) for name in library.namelist() if name.endswith(".py")}
    for name, text in stand_ins().items():
        if name not in found:
            raise RuntimeBuildError(f"{name} in {STAND_INS.name} stands for nothing: take it away")
        found[name] = text
    return found


def stand_ins() -> Files:
    """See pipeline/stand_ins/README.md."""
    return {
        path.relative_to(STAND_INS).as_posix(): path.read_bytes() for path in sorted(STAND_INS.rglob("*.py"))
    }


def trimmed(library: Mapping[str, bytes], modules: Iterable[str]) -> Files:
    """The files of these modules. Raises RuntimeBuildError if one is not there."""
    found: Files = {}
    for module in modules:
        path = module.replace(".", "/")
        names = [name for name in (f"{path}.py", f"{path}/__init__.py") if name in library]
        if not names:
            raise RuntimeBuildError(
                f"{module} is in {MODULES.name} but not in the library: take it off the list"
            )
        found[names[0]] = library[names[0]]
    return found


def package_sources(package: Path = PACKAGE) -> Files:
    """Our package as the browser imports it: no command line, no TOML, the facts compiled."""
    sources = {
        path.relative_to(package.parent).as_posix(): path.read_bytes()
        for path in sorted(package.rglob("*.py"))
        if "__pycache__" not in path.parts
    }
    for name in BUILD_ONLY:
        sources.pop(name, None)
    return sources | {f"{COMPILED}{name}": data for name, data in compiled_facts(package.parent).items()}


def compiled_facts(root: Path) -> Files:
    """The files of ``decision_aids/facts/compiled/``, made in a fresh Python so that the same facts give the same."""
    done = run_python(["-m", "pipeline.runtime_samples", "facts", str(root)])
    if done.returncode:
        raise RuntimeBuildError(f"the facts could not be compiled:\n{done.stderr.decode(errors='replace')}")
    return {name: text.encode("utf-8") for name, text in json.loads(done.stdout).items()}


def run_python(arguments: list[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """A fresh Python in the checkout that hashes alike each time and leaves no files behind."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    env["SG_EDITION"] = str(edition_file.path())  # a copy of the package has no settings beside it
    return subprocess.run(
        [sys.executable, *arguments], input=given, cwd=ROOT, env=env, capture_output=True, check=False
    )


def imported(sources: Mapping[str, bytes]) -> set[str]:
    """The standard-library modules that import statements in these files name and that come from a .py file."""
    names = set()
    for name, data in sources.items():
        for node in ast.walk(ast.parse(data, name)):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module)
    inside = set(sys.builtin_module_names) | set(_imp._frozen_module_names()) | INSIDE | DONE_WITHOUT  # type: ignore[attr-defined]
    return {name for name in names if name.partition(".")[0] in sys.stdlib_module_names} - inside


def compile_files(sources: Mapping[str, bytes], optimize: int) -> Files:
    """The .pyc of every .py; other files as they are.

    optimize: 0 keeps docstrings and asserts, 2 drops them. Raises RuntimeBuildError if a file does not compile
    or the bytecode is not for this Python.
    """
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "sources.zip"
        archive.write_bytes(packed(sources))
        # With SOURCE_DATE_EPOCH py_compile writes hashes instead of dates; the rest is against chance.
        env = {
            **os.environ,
            "PYTHONOPTIMIZE": str(optimize),
            "PYTHONNODEBUGRANGES": "1",  # lines are enough, columns are a fifth of the bytes
            "SOURCE_DATE_EPOCH": "315532800",
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        command = [pyodide_command(), "py-compile", "--silent", "--compression-level", "0", str(archive)]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeBuildError(f"pyodide py-compile failed:\n{done.stdout}{done.stderr}")
        files = unpacked(archive.read_bytes())
    return {name: settled(name, data) if name.endswith(".pyc") else data for name, data in files.items()}


def compiled(pyodide: Path, modules: Iterable[str], sources: Mapping[str, bytes]) -> tuple[Files, Files]:
    """The library cut to these modules, and the aids, as bytecode. Raises RuntimeBuildError."""
    library = trimmed(whole_library(pyodide / "python_stdlib.zip"), modules)
    return compile_files(library, optimize=2), compile_files(sources, optimize=0)


def pyodide_command() -> str:
    """The ``pyodide`` of this environment."""
    beside = Path(sys.executable).parent / "pyodide"
    found = str(beside) if beside.is_file() else shutil.which("pyodide")
    if not found:
        raise RuntimeBuildError("the command pyodide is missing: run make setup")
    return found


def settled(name: str, pyc: bytes) -> bytes:
    """A .pyc marked as never to be checked against a source that the browser does not have.

    Raises RuntimeBuildError if its magic number is not this Python's: the browser would fail to import it.
    """
    magic = pyc[:4]
    if magic != importlib.util.MAGIC_NUMBER:
        wanted = importlib.util.MAGIC_NUMBER.hex()
        raise RuntimeBuildError(
            f"{name} has the bytecode magic number {magic.hex()}, the runtime reads {wanted}"
        )
    if int.from_bytes(pyc[4:8], "little") & 1 == 0:
        raise RuntimeBuildError(f"{name} was compiled with a date instead of a hash: two builds would differ")
    return magic + UNCHECKED_HASH + pyc[8:]


def packed(files: Mapping[str, bytes], deflate: bool = False) -> bytes:
    """A zip of these files, sorted, dated alike.

    Stored by default: the host's Brotli over the whole file beats a zip that is deflated file by file by a
    third, and the browser has nothing to inflate. ``deflate`` is for a host that compresses no zips.
    """
    method = zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED
    with tempfile.SpooledTemporaryFile(max_size=64 * 1024 * 1024) as target:
        with zipfile.ZipFile(target, "w", method, compresslevel=9 if deflate else None) as archive:
            for name in sorted(files):
                about = zipfile.ZipInfo(name, DATE)
                about.compress_type = method
                about.external_attr = 0o644 << 16
                about.create_system = 3  # Unix, wherever it is built
                archive.writestr(about, files[name])
        target.seek(0)
        return target.read()


def unpacked(data: bytes) -> Files:
    """The files of a zip."""
    with tempfile.SpooledTemporaryFile(max_size=64 * 1024 * 1024) as source:
        source.write(data)
        with zipfile.ZipFile(source) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def check_python(lock: Mapping[str, object]) -> None:
    """Fails the build if this Python's bytecode is not what the runtime reads.

    lock: Pyodide's own lock file; its ``info.python`` is the runtime's version.
    """
    info = lock["info"]
    assert isinstance(info, dict)
    theirs = str(info["python"])
    ours = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if theirs.rpartition(".")[0] != ours or sys.version_info.releaselevel != "final":
        raise RuntimeBuildError(
            f"the runtime is Python {theirs}, this build runs on {sys.version.split()[0]}: they must match"
        )


def read_lock(pyodide: Path) -> dict[str, object]:
    """Pyodide's lock file as it comes with the npm package."""
    loaded = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded
