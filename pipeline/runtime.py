"""The browser's Python: Pyodide from the npm package, a library cut to what the aids import, and the aids.

    python -m pipeline runtime [--folder site]

Writes ``runtime/`` into a built site: files named by their content, which a host may cache for ever, and
``manifest.json``, which names them with sizes and hashes and is asked for each time. Beside the zip of all aids
there is a small one for each, with no more than it needs to answer: on a first visit that is there sooner. The
same inputs give the same bytes. Nothing is downloaded.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from decision_aids import edition
from pipeline import compress
from pipeline.bootstrap import ROOT
from pipeline.runtime_cut import FUNCTIONS, cut, listed
from pipeline.runtime_library import (
    MODULES,
    PACKAGE,
    RuntimeBuildError,
    check_python,
    compiled,
    imported,
    package_sources,
    packed,
    read_lock,
    run_python,
    wanted_modules,
)
from pipeline.runtime_trim import trimmed
from pipeline.runtime_wasm import WasmError

PYODIDE = ROOT / "node_modules" / "pyodide"
LICENCES = ROOT / "pipeline" / "licences"
FOLDER = "runtime"
CACHE = ROOT / ".cache" / "runtime"
REPORT = "report.json"
KEPT = 3  # finished runtimes in the cache
MANIFEST = "manifest.json"
#: Raised when worker.js or runtime.js must not be used with an older manifest, or the reverse.
PROTOCOL = 1
HASH_LETTERS = 16

# role: (file of the npm package, media type it must be served with)
FROM_PYODIDE = {
    "loader": ("pyodide.mjs", "text/javascript"),
    "asm": ("pyodide.asm.js", "text/javascript"),
    "wasm": ("pyodide.asm.wasm", "application/wasm"),
}
#: The two forms of the wasm; the second takes the first one's place if that lacks something (see runtime_cut).
CUT, WHOLE = "pyodide.cut.wasm", "pyodide.whole.wasm"
ZIP = "application/zip"
FIRST = "first"  # the folder of the small zips

NOTICE = """\
The files in this folder are:

- Pyodide {version} (pyodide, pyodide.asm, pyodide.cut and pyodide.whole). Copyright the Pyodide contributors and
  Mozilla. Mozilla Public License 2.0: see licences/MPL-2.0.txt. Its source code is the release {version} of the
  Pyodide project, github.com/pyodide/pyodide. Changed here: names that only extension modules loaded later would
  ask for are taken off the module's list of exports, and addresses of graphics off its imports; pyodide.asm has
  lost the code that nothing calls without them, and has short names (pipeline/runtime_trim.py and
  pipeline/runtime_script.py in this site's source code do it); and of the two modules, the one named cut has
  lost the code that the aids never run (pipeline/runtime_cut.py does it), the one named whole has not.
- A part of the standard library of Python {python}, compiled to bytecode (the zip named library), and the Python
  interpreter inside Pyodide. Copyright the Python Software Foundation. Its licence is licences/Python-3.13.txt.
  The files named pyodide and _pyodide in that zip belong to Pyodide. The source code is that of the same release.
- The decision aids of this site, compiled to bytecode (the zip named aids, and one for each aid in the folder
  first), under this site's own licence.
"""


@dataclass(frozen=True)
class Part:
    """One file the worker loads: what for, its name in the folder, its bytes, the media type it needs."""

    role: str
    name: str
    data: bytes
    media: str

    @property
    def sha256(self) -> str:
        """As in an integrity attribute, without its prefix."""
        return base64.b64encode(hashlib.sha256(self.data).digest()).decode()


@dataclass(frozen=True)
class Size:
    """Bytes of one file: whole, with gzip, with Brotli."""

    name: str
    whole: int
    gzip: int
    brotli: int


@dataclass(frozen=True)
class RuntimeReport:
    """What was built: versions, files with sizes, and how many modules the library has.

    sizes: of the files that a reader gets; first: of the small zips that take the place of all aids on a first
    visit; spare: of the whole module, which is fetched only if the cut one lacks something.
    """

    pyodide: str
    python: str
    modules: int
    sizes: tuple[Size, ...]
    first: tuple[Size, ...]
    spare: Size

    @property
    def total(self) -> Size:
        """The sum of what a reader gets; Brotli where it helps, as a browser gets them."""
        return Size(
            "together",
            sum(size.whole for size in self.sizes),
            sum(min(size.whole, size.gzip) for size in self.sizes),
            sum(min(size.whole, size.brotli) for size in self.sizes),
        )

    def words(self) -> str:
        """A table for the build's output, in kB."""
        versions = f"Pyodide {self.pyodide}, Python {self.python}, {self.modules} library modules"
        lines = [f"runtime: {versions}; kB whole, gzip, Brotli"]
        lines += [
            f"  {size.name:<40} {size.whole / 1000:>8.1f} {size.gzip / 1000:>8.1f} {size.brotli / 1000:>8.1f}"
            for size in (*self.sizes, self.total, self.spare)
        ]
        small = sorted(min(size.whole, size.brotli) for size in self.first)
        lines.append(
            f"  {len(small)} zips of one aid, Brotli: {small[0] / 1000:.1f} to {small[-1] / 1000:.1f}"
        )
        return "\n".join(lines)


def build(
    site: Path, pyodide: Path = PYODIDE, package: Path = PACKAGE, deflate: bool = False
) -> RuntimeReport:
    """Writes ``runtime/`` into the site; what the same inputs made before is kept in ``.cache/runtime``.

    deflate: for a host that sends zips as they are (see ``runtime_library.packed``). Raises RuntimeBuildError.
    """
    version = pyodide_version(pyodide)
    key = inputs(pyodide, package, deflate)
    kept = CACHE / key
    if not kept.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE, prefix="unfinished-") as folder:
            aside = Path(folder) / key
            report = make(aside, version, pyodide, package, deflate)
            (aside / REPORT).write_text(json.dumps(asdict(report)), encoding="utf-8")
            if inputs(pyodide, package, deflate) == key and not kept.exists():
                aside.replace(kept)
            else:  # somebody was editing meanwhile, or another build was quicker: good for now, not to be kept
                kept = aside
            return hand_over(kept, site)
    os.utime(kept)
    return hand_over(kept, site)


def hand_over(kept: Path, site: Path) -> RuntimeReport:
    """Copies a finished runtime into the site, says what it is, and forgets those that were not asked for lately."""
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(kept / FOLDER, folder)
    found = json.loads((kept / REPORT).read_text(encoding="utf-8"))
    sizes = tuple(Size(**each) for each in found["sizes"])
    first = tuple(Size(**each) for each in found["first"])
    report = RuntimeReport(**{**found, "sizes": sizes, "first": first, "spare": Size(**found["spare"])})
    print(report.words(), flush=True)
    others = [path for path in CACHE.iterdir() if not path.name.startswith("unfinished-")]
    for path in sorted(others, key=lambda path: path.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(path, ignore_errors=True)
    return report


def inputs(pyodide: Path, package: Path, deflate: bool) -> str:
    """A hash of everything the runtime is made of."""
    # The name of the edition is in the records the bundle writes.
    digest = hashlib.sha256(f"{deflate} {sys.version} {edition.current().name}".encode())
    files = [pyodide / name for name in ("package.json", "pyodide-lock.json", "python_stdlib.zip")]
    files += [pyodide / name for name, _ in FROM_PYODIDE.values()]
    files += [
        path for path in sorted(package.rglob("*")) if path.is_file() and "__pycache__" not in path.parts
    ]
    here = Path(__file__).parent
    files += [*sorted(here.glob("runtime*.py")), here / "compress.py", MODULES, FUNCTIONS]
    files += sorted((here / "stand_ins").rglob("*.py"))
    files += [
        *sorted(LICENCES.glob("*.txt")),
        ROOT / "requirements" / "tools.txt",
        ROOT / "package-lock.json",
    ]
    for path in files:
        base = package.parent if path.is_relative_to(package) else path.parent
        digest.update(f"{path.relative_to(base)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]


def make(site: Path, version: str, pyodide: Path, package: Path, deflate: bool) -> RuntimeReport:
    """Makes ``runtime/`` in a folder. Raises RuntimeBuildError."""
    lock = read_lock(pyodide)
    check_python(lock)
    modules = wanted_modules(MODULES.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as aside:
        # A copy: somebody may be editing, and the bundle is compared with the package.
        copy = shutil.copytree(
            package, Path(aside) / package.name, ignore=shutil.ignore_patterns("__pycache__")
        )
        sources = package_sources(copy)
        asked = asked_of(copy)
        check_bundle(copy, sources, modules, asked)
        needs = needed(sources, asked)
    library, aids = compiled(pyodide, modules, sources)
    originals = {role: (pyodide / name).read_bytes() for role, (name, _) in FROM_PYODIDE.items()}
    try:
        whole, script = trimmed(pyodide)
        small = cut(whole, listed(FUNCTIONS.read_text(encoding="utf-8"), originals["wasm"]))
    except WasmError as error:
        raise RuntimeBuildError(
            f"{error} (see pipeline/runtime_trim.py, runtime_script.py and runtime_cut.py)"
        ) from error
    wasm = FROM_PYODIDE["wasm"][1]
    parts = [
        part("loader", originals["loader"], *FROM_PYODIDE["loader"]),
        part("asm", script.encode("utf-8"), *FROM_PYODIDE["asm"]),
        part("wasm", small, CUT, wasm),
        part("library", packed(library, deflate), "library.zip", ZIP),
        part("aids", packed(aids, deflate), "aids.zip", ZIP),
    ]
    first = [
        part(slug, packed({name: aids[name] for name in names}, deflate), f"{FIRST}/{slug}.zip", ZIP)
        for slug, names in needs.items()
    ]
    spare = part("wasm", whole, WHOLE, wasm)
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    (folder / FIRST).mkdir(parents=True)
    for each in (*parts, *first, spare):
        (folder / each.name).write_bytes(each.data)
    info = lock["info"]
    assert isinstance(info, dict)
    with ThreadPoolExecutor() as pool:  # Brotli at its strongest takes half a minute for the wasm alone
        *sizes, spare_size = pool.map(size, (*parts, *first, spare))
    sizes, first_sizes = sizes[: len(parts)], sizes[len(parts) :]
    files = {
        "files": about(parts, sizes),
        "first": about(first, first_sizes),
        "whole": about([spare], [spare_size]),
    }
    (folder / MANIFEST).write_text(manifest(version, info, files), encoding="utf-8")
    write_notices(folder, version, str(info["python"]))
    return RuntimeReport(
        version, str(info["python"]), len(modules), tuple(sizes), tuple(first_sizes), spare_size
    )


def pyodide_version(pyodide: Path) -> str:
    """The version of the npm package. Raises RuntimeBuildError if it is not there."""
    try:
        return str(json.loads((pyodide / "package.json").read_text(encoding="utf-8"))["version"])
    except OSError:
        raise RuntimeBuildError(f"{pyodide} is missing: run make setup") from None


def part(role: str, data: bytes, name: str, media: str) -> Part:
    """A file whose name carries the hash of its bytes: ``pyodide.asm.js`` becomes ``pyodide.asm-0123….js``."""
    stem, _, end = name.rpartition(".")
    return Part(role, f"{stem}-{hashlib.sha256(data).hexdigest()[:HASH_LETTERS]}.{end}", data, media)


def size(each: Part) -> Size:
    """How large the file is on its way."""
    compress.CACHE.mkdir(parents=True, exist_ok=True)
    level = compress.quality(f"{FOLDER}/{each.name}")
    return Size(
        each.name,
        len(each.data),
        len(compress.squeezed(each.data, "gz", 9)),
        len(compress.squeezed(each.data, "br", level)),
    )


def about(parts: Iterable[Part], sizes: Iterable[Size]) -> dict[str, dict[str, Any]]:
    """What the page and the worker need to know of each file, by its role."""
    return {
        each.role: {
            "name": each.name,
            "bytes": len(each.data),
            "sent": min(sent.whole, sent.brotli),
            "sha256": each.sha256,
            "type": each.media,
        }
        for each, sent in zip(parts, sizes, strict=True)
    }


def manifest(version: str, info: Mapping[str, Any], files: Mapping[str, Any]) -> str:
    """The manifest as JSON. files: those that are loaded, and what takes a file's place, for one aid or where all is wanted."""
    # The loader wants a lock file; with this one it fetches none. There are no packages.
    lock = {"info": {**info, "version": version}, "packages": {}}
    whole = {"protocol": PROTOCOL, "pyodide": version, **files, "lock": lock}
    return json.dumps(whole, indent=1, sort_keys=True) + "\n"


def write_notices(folder: Path, version: str, python: str) -> None:
    """The notices that the licences of Pyodide and Python ask for."""
    (folder / "NOTICE.txt").write_text(NOTICE.format(version=version, python=python), encoding="utf-8")
    (folder / "licences").mkdir()
    for licence in sorted(LICENCES.glob("*.txt")):
        shutil.copyfile(licence, folder / "licences" / licence.name)


def check_bundle(package: Path, sources: Mapping[str, bytes], modules: Iterable[str], asked: bytes) -> None:
    """Runs the bundle as it will be sent, and the package as it is, on every sample request.

    Raises RuntimeBuildError if they differ (a fact was left out) or a module is imported that the list does
    not name. The browser's own check of the list is in the tests.
    """
    with tempfile.TemporaryDirectory() as folder:
        write(sources, Path(folder))
        bundle = answers(Path(folder), asked)
    whole = answers(package.parent, asked)
    for request, expected, found in zip(asked.splitlines(), whole["answers"], bundle["answers"], strict=True):
        if expected != found:
            said = f"{request.decode()[:300]} with {found[:300]}"
            raise RuntimeBuildError(f"the bundle answers {said}, the package does not")
    missing = sorted((set(bundle["modules"]) | imported(sources)) - set(modules))
    if missing:
        raise RuntimeBuildError(
            f"the aids import {', '.join(missing)}, which {MODULES.relative_to(ROOT)} does not name: "
            "do without, or run python -m pipeline.runtime_modules"
        )


def needed(sources: Mapping[str, bytes], asked: bytes) -> dict[str, list[str]]:
    """The compiled files that each aid uses when it is asked all its sample requests: aid -> names, in order.

    If one of them is ever too few, the worker fetches all aids and asks again. Raises RuntimeBuildError.
    """
    of = by_aid(asked)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        write(sources, Path(folder))
        found = pool.map(lambda lines: answers(Path(folder), lines)["own"], of.values())
        files = [[module.replace(".", "/") for module in modules] for modules in found]
    return {
        slug: sorted(
            f"{name}c" for each in names for name in (f"{each}.py", f"{each}/__init__.py") if name in sources
        )
        for slug, names in zip(of, files, strict=True)
    }


def by_aid(asked: bytes) -> dict[str, bytes]:
    """The sample requests that ask an aid something, by aid."""
    found: dict[str, list[bytes]] = {}
    for line in asked.splitlines():
        request = asked_for(line)
        if request.get("op") == "evaluate":
            found.setdefault(str(request["slug"]), []).append(line)
    return {slug: b"\n".join(lines) for slug, lines in found.items()}


def asked_for(line: bytes) -> dict[str, Any]:
    """A sample request; nothing where it is broken on purpose."""
    try:
        request = json.loads(json.loads(line))
    except (ValueError, RecursionError):
        return {}
    return request if isinstance(request, dict) else {}


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Puts files into a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def asked_of(package: Path) -> bytes:
    """The sample requests, one JSON text a line. Raises RuntimeBuildError if the package does not run."""
    done = run_python(["-m", "pipeline.runtime_samples", "requests", str(package.parent)])
    if done.returncode:
        raise RuntimeBuildError(f"the aids do not run:\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def answers(folder: Path, asked: bytes) -> dict[str, list[str]]:
    """What the package in a folder answers, and the modules it imports. Raises RuntimeBuildError if it fails."""
    done = run_python(["-m", "pipeline.runtime_samples", "answer", str(folder)], asked)
    if done.returncode:
        raise RuntimeBuildError(f"the aids do not run:\n{done.stderr.decode(errors='replace')}")
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def main(arguments: list[str]) -> int:
    """Builds ``runtime/`` into a folder; 1 if it cannot be built."""
    parser = argparse.ArgumentParser(prog="pipeline runtime", description="Build the browser's Python.")
    parser.add_argument("--folder", type=Path, default=ROOT / "site")
    parser.add_argument("--deflate", action="store_true", help="for a host that does not compress zips")
    options = parser.parse_args(arguments)
    try:
        build(options.folder, deflate=options.deflate)
    except RuntimeBuildError as error:
        print(f"runtime: {error}", file=sys.stderr)
        return 1
    return 0
