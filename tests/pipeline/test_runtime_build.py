"""What the build writes for the browser's Python, and what must stop it."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import marshal
import re
import shutil
import sys
import types
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from decision_aids import catalogue
from pipeline import runtime, runtime_library
from pipeline.runtime_library import RuntimeBuildError


@pytest.fixture(scope="session")
def aids(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package, which nobody edits between two builds."""
    return Path(
        shutil.copytree(runtime_library.PACKAGE, tmp_path_factory.mktemp("package") / "decision_aids")
    )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, aids: Path) -> Path:
    """A runtime built here, apart from the built site."""
    folder = tmp_path_factory.mktemp("built")
    runtime.build(folder, package=aids)
    return folder / "runtime"


@pytest.fixture(scope="session")
def manifest(built: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((built / "manifest.json").read_text())
    return loaded


def files_of(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    return [about for kind in ("files", "first", "whole") for about in manifest[kind].values()]


# --- what must stop it ------------------------------------------------------------------------------


def pyc(magic: bytes = importlib.util.MAGIC_NUMBER, flags: int = 3) -> bytes:
    return magic + flags.to_bytes(4, "little") + b"\0" * 8 + marshal.dumps(compile("1", "x", "exec"))


def test_bytecode_of_another_python() -> None:
    with pytest.raises(RuntimeBuildError, match=r"one\.pyc has the bytecode magic number"):
        runtime_library.settled("one.pyc", pyc(magic=b"\xcb\x0d\r\n"))  # Python 3.12


def test_bytecode_with_a_date() -> None:
    with pytest.raises(RuntimeBuildError, match="date instead of a hash"):
        runtime_library.settled("one.pyc", pyc(flags=0))


@pytest.mark.parametrize("theirs", ["3.12.7", "3.14.2", "4.13.1"])
def test_a_runtime_of_another_python(theirs: str) -> None:
    with pytest.raises(RuntimeBuildError, match="must match"):
        runtime_library.check_python({"info": {"python": theirs}})


def test_no_pyodide(tmp_path: Path) -> None:
    with pytest.raises(RuntimeBuildError, match="make setup"):
        runtime.build(tmp_path, pyodide=tmp_path / "nothing")


def test_a_listed_module_that_is_not_there() -> None:
    library = {"json/__init__.py": b"", "abc.py": b""}
    assert list(runtime_library.trimmed(library, ["json"])) == ["json/__init__.py"]
    with pytest.raises(RuntimeBuildError, match="html is in stdlib-modules"):
        runtime_library.trimmed(library, ["json", "html"])


def test_a_stand_in_for_nothing(tmp_path: Path) -> None:
    archive = tmp_path / "python_stdlib.zip"
    with zipfile.ZipFile(archive, "w") as library:
        library.writestr("json/__init__.py", "")
    with pytest.raises(RuntimeBuildError, match="stands for nothing"):
        runtime_library.whole_library(archive)


def test_source_that_does_not_compile() -> None:
    with pytest.raises(RuntimeBuildError, match="py-compile failed"):
        runtime_library.compile_files({"bad.py": b"def :"}, optimize=0)


PACKAGE = {
    "decision_aids/__init__.py": "",
    "decision_aids/facts/__init__.py": "",
    "decision_aids/facts/bundle.py": "def sources():\n    return {'__init__.py': 'WORDS = 1'}\n",
    "decision_aids/api.py": """
import json
IMPORTS
def list_aids():
    return []
def handle(request):
    return json.dumps(ANSWER)
""",
}


def package(folder: Path, imports: str = "", answer: str = "1") -> Path:
    for name, text in PACKAGE.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("IMPORTS", imports).replace("ANSWER", answer))
    return folder / "decision_aids"


@pytest.mark.parametrize("imports", ["import sqlite3", "import xml.dom", "def late():\n    import tomllib"])
def test_an_import_that_the_list_does_not_name(tmp_path: Path, imports: str) -> None:
    whole = package(tmp_path, imports)
    sources = runtime_library.package_sources(whole)
    with pytest.raises(RuntimeBuildError, match=r"the aids import .*(sqlite3|xml\.dom|tomllib)"):
        runtime.check_bundle(whole, sources, ["json", "__future__"], runtime.asked_of(whole))


def test_a_bundle_that_answers_otherwise(tmp_path: Path) -> None:
    whole = package(tmp_path, answer="__import__('os').path.exists(__file__.replace('api', '__main__'))")
    (whole / "__main__.py").write_text("")  # left out of the bundle
    sources = runtime_library.package_sources(whole)
    with pytest.raises(RuntimeBuildError, match="the bundle answers"):
        runtime.check_bundle(whole, sources, ["json", "os"], runtime.asked_of(whole))


def test_a_package_that_does_not_run(tmp_path: Path) -> None:
    with pytest.raises(RuntimeBuildError, match="ZeroDivisionError"):
        runtime_library.package_sources(package(tmp_path, "1 / 0"))


# --- what is written --------------------------------------------------------------------------------


@pytest.mark.whole
def test_two_builds_have_the_same_bytes(
    built: Path, aids: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runtime, "CACHE", tmp_path / "cache")  # really built again
    runtime.build(tmp_path, package=aids)
    other = tmp_path / "runtime"
    names = sorted(path.relative_to(built) for path in built.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(other) for path in other.rglob("*") if path.is_file())
    for name in names:
        assert (built / name).read_bytes() == (other / name).read_bytes(), name


def test_what_was_built_from_the_same_inputs_is_used_again(
    aids: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = runtime.inputs(runtime.PYODIDE, aids, False)
    assert runtime.inputs(runtime.PYODIDE, aids, False) == before
    assert runtime.inputs(runtime.PYODIDE, aids, True) != before
    copy = Path(shutil.copytree(aids, tmp_path / "decision_aids"))
    assert runtime.inputs(runtime.PYODIDE, copy, False) == before
    fact = next((copy / "facts").rglob("*.toml"))
    fact.write_text(fact.read_text() + "# changed\n")
    assert runtime.inputs(runtime.PYODIDE, copy, False) != before
    made = []
    monkeypatch.setattr(runtime, "make", lambda *given: made.append(given))
    runtime.build(tmp_path / "site", package=aids)  # kept by the build of the fixture
    assert not made
    assert (tmp_path / "site" / "runtime" / "manifest.json").is_file()


def test_the_manifest_is_true(built: Path, manifest: dict[str, Any]) -> None:
    assert manifest["protocol"] == runtime.PROTOCOL
    assert set(manifest["files"]) == {"loader", "asm", "wasm", "library", "aids"}
    assert set(manifest["whole"]) == {"wasm"}
    assert tuple(manifest["first"]) == tuple(sorted(catalogue.SLUGS))
    for about in files_of(manifest):
        data = (built / about["name"]).read_bytes()
        digest = hashlib.sha256(data)
        assert about["bytes"] == len(data) >= about["sent"]
        assert runtime.Part("", "", data, "").sha256 == about["sha256"]
        assert digest.hexdigest()[:16] in about["name"]
    assert manifest["lock"]["packages"] == {}


def test_the_scripts_speak_the_same_protocol(root: Path) -> None:
    for name in ("runtime.js", "worker.js"):
        text = (root / "overrides" / "assets" / "sg" / name).read_text()
        assert re.search(r"^const PROTOCOL = (\d+);", text, re.MULTILINE)[1] == str(runtime.PROTOCOL)  # type: ignore[index]


def test_nothing_else_is_written(built: Path, manifest: dict[str, Any]) -> None:
    found = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()}
    expected = {about["name"] for about in files_of(manifest)}
    licences = {"licences/MPL-2.0.txt", "licences/Python-3.13.txt"}
    assert found == expected | licences | {"manifest.json", "NOTICE.txt"}


def test_the_notices_name_version_licence_and_source(built: Path, manifest: dict[str, Any]) -> None:
    notice = (built / "NOTICE.txt").read_text()
    for words in (
        f"Pyodide {manifest['pyodide']}",
        "Mozilla Public License 2.0",
        "github.com/pyodide/pyodide",
    ):
        assert words in notice
    assert "Mozilla Public License Version 2.0" in (built / "licences" / "MPL-2.0.txt").read_text()
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in (built / "licences" / "Python-3.13.txt").read_text()


def code_objects(code: types.CodeType) -> list[types.CodeType]:
    inside = [each for each in code.co_consts if isinstance(each, types.CodeType)]
    return [code, *(deep for each in inside for deep in code_objects(each))]


@pytest.mark.parametrize("role", ["library", "aids"])
def test_zips_hold_bytecode_without_dates_or_paths(built: Path, manifest: dict[str, Any], role: str) -> None:
    with zipfile.ZipFile(built / manifest["files"][role]["name"]) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        for about in archive.infolist():
            data = archive.read(about)
            assert about.filename.endswith(".pyc")
            assert about.date_time == runtime_library.DATE
            assert data[:8] == importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little")
            for code in code_objects(marshal.loads(data[runtime_library.HEADER :])):
                assert code.co_filename == about.filename[:-1]
            for place in (sys.prefix, str(Path.home()), str(runtime.ROOT)):
                assert f"{place}/".encode() not in data


def test_the_small_file_of_an_aid_answers_for_it_without_the_rest(
    built: Path, manifest: dict[str, Any]
) -> None:
    """Every sample request, from that file alone; what is in it is what is in the zip of all aids."""
    asked = runtime.by_aid(runtime.asked_of(runtime_library.PACKAGE))
    everything = runtime_library.unpacked((built / manifest["files"]["aids"]["name"]).read_bytes())
    assert set(asked) == set(manifest["first"])

    def answered(slug: str) -> tuple[list[str], list[str]]:
        small, whole = built / manifest["first"][slug]["name"], built / manifest["files"]["aids"]["name"]
        return runtime.answers(small, asked[slug])["answers"], runtime.answers(whole, asked[slug])["answers"]

    with ThreadPoolExecutor(2) as pool:
        for slug, (found, expected) in zip(asked, pool.map(answered, asked), strict=True):
            assert found == expected, slug
            small = runtime_library.unpacked((built / manifest["first"][slug]["name"]).read_bytes())
            assert small.items() < everything.items(), slug


def test_what_stays_at_home(built: Path, manifest: dict[str, Any]) -> None:
    with zipfile.ZipFile(built / manifest["files"]["aids"]["name"]) as archive:
        names = set(archive.namelist())
    assert "decision_aids/facts/compiled/law.pyc" in names
    for name in runtime_library.BUILD_ONLY:
        assert f"{name}c" not in names
    assert not [name for name in names if name.endswith(".toml")]


def test_deflated_for_a_host_that_compresses_no_zips() -> None:
    files = {"a.pyc": b"a" * 10_000}
    assert len(runtime_library.packed(files, deflate=True)) < 500 < len(runtime_library.packed(files))
    assert runtime_library.unpacked(runtime_library.packed(files, deflate=True)) == files


def test_the_report_has_every_file(built: Path, manifest: dict[str, Any]) -> None:
    size = runtime.Size("x", 10, 12, 9)
    report = runtime.RuntimeReport("0", "3", 2, (size, size), (size,), size)
    assert report.total == runtime.Size("together", 20, 20, 18)
    assert "together" in report.words()


# --- the stand-in for dataclasses -------------------------------------------------------------------


@pytest.fixture(scope="session")
def light() -> types.ModuleType:
    """The stand-in as a module of its own."""
    path = runtime_library.STAND_INS / "dataclasses.py"
    spec = importlib.util.spec_from_file_location("light_dataclasses", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def classes(module: types.ModuleType) -> tuple[Any, Any]:
    class Base:
        def twice(self) -> int:
            return 2 * self.one  # type: ignore[attr-defined,no-any-return]

    @module.dataclass(frozen=True, slots=True)
    class Pair(Base):
        one: int
        two: tuple[int, ...] = ()
        three: dict[str, int] = module.field(default_factory=dict)

    @module.dataclass(frozen=True, slots=True)
    class More(Pair):
        four: str = "4"

    return Pair, More


@pytest.mark.parametrize("which", ["real", "light"])
def test_data_classes_behave_alike(light: types.ModuleType, which: str) -> None:
    import dataclasses

    module = dataclasses if which == "real" else light
    pair, more = classes(module)
    one = pair(1, two=(2,))
    assert (one.one, one.two, one.three, one.twice()) == (1, (2,), {}, 2)
    assert pair(1) == pair(1) != pair(2)
    assert pair(1) != more(1)
    assert pair(1).three is not pair(1).three
    assert repr(more(1)).endswith("More(one=1, two=(), three={}, four='4')")
    assert [each.name for each in module.fields(more)] == ["one", "two", "three", "four"]
    assert more.__match_args__ == ("one", "two", "three", "four")
    with pytest.raises(module.FrozenInstanceError):
        one.one = 2
    with pytest.raises(module.FrozenInstanceError):
        del one.one
    for wrong in (
        lambda: pair(),
        lambda: pair(1, (), {}, 4),
        lambda: pair(1, five=5),
        lambda: pair(one=1, six=6),
    ):
        with pytest.raises(TypeError):
            wrong()


def test_data_classes_of_another_kind_are_refused(light: types.ModuleType) -> None:
    with pytest.raises(TypeError):
        light.dataclass(frozen=False, slots=True)
    with pytest.raises(TypeError):
        light.dataclass(order=True)


def test_a_class_may_keep_its_identity(light: Any) -> None:
    @light.dataclass(frozen=True, slots=True, eq=False)
    class Text:
        raw: str

    one, other = Text("a"), Text("a")
    assert one != other
    assert one == one
    assert len({one, other}) == 2
    assert repr(one).endswith("Text(raw='a')")
