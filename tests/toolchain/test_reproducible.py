"""Two builds of the same inputs give the same bytes, in another folder and another order of files."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline import compress, site


def digests(folder: Path) -> dict[str, str]:
    """Path -> hash, of every file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.whole
@pytest.mark.timeout(900)
def test_two_builds_have_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a build folder of its own and an empty cache of compressed files for the second."""
    built = []
    for name in ("one", "two"):
        monkeypatch.setattr(site, "BUILD", tmp_path / f"build-{name}")
        monkeypatch.setattr(compress, "CACHE", tmp_path / f"cache-{name}")
        assert site.build(tmp_path / name, force=True)
        built.append(digests(tmp_path / name))
    assert len(built[0]) > 500
    assert set(built[0]) == set(built[1])
    assert [name for name in built[0] if built[0][name] != built[1][name]] == []
