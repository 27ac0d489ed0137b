"""The bill of materials: every locked package with its hash, and the same bytes each time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline import sbom
from tests.toolchain.test_locks import locked


def test_a_bill_says_nothing_of_the_machine_or_the_day() -> None:
    raw: dict[str, Any] = {
        "serialNumber": "urn:uuid:1",
        "metadata": {"timestamp": "2026-01-01T00:00:00Z"},
        "components": [
            {
                "name": "pyodide",
                "version": "1",
                "properties": [{"name": "cdx:npm:package:path", "value": "node_modules/pyodide"}],
                "externalReferences": [{"url": "https://example.org/pyodide.tgz"}],
            },
            {"name": "axe-core", "version": "1"},
        ],
    }
    bill = sbom.settled(raw, "name")
    assert "serialNumber" not in bill
    assert "timestamp" not in bill["metadata"]
    assert [one["name"] for one in bill["components"]] == ["axe-core", "pyodide"]
    assert "example.org" not in json.dumps(bill)
    reach = {one["name"]: one["properties"][-1]["value"] for one in bill["components"]}
    assert reach == {"axe-core": "false", "pyodide": "true"}


@pytest.mark.whole
def test_every_locked_package_is_in_it_and_twice_is_the_same(root: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert sbom.main(["--folder", str(tmp_path / name)]) == 0
    written = {
        folder: {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}
        for folder in ("one", "two")
    }
    assert written["one"] == written["two"]
    for lock in sbom.LOCKS:
        bill = json.loads(written["one"][f"python-{lock}.cdx.json"])
        assert bill["bomFormat"] == "CycloneDX"
        have = {one["name"].lower(): one["version"] for one in bill["components"]}
        want = {name: version for name, (version, _) in locked(root, lock).items()}
        assert set(want) <= {name.replace("_", "-").replace(".", "-") for name in have}
    node = json.loads(written["one"]["node-packages.cdx.json"])
    assert {"pyodide", "minisearch", "axe-core"} <= {one["name"] for one in node["components"]}
    assert all(one["hashes"] for one in node["components"])
