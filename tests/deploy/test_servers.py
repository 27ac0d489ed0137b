"""nginx and Caddy, as Debian ships them, do what the table of duties asks; and they bear load."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import servers
from pipeline.check_host import Host, check, main


def test_the_host_does_its_duties(served: str) -> None:
    report = check(Host(served))
    assert not report.failed(strict=True), "\n".join(report.lines())


def test_the_command_says_so(served: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([served, "--strict"]) == 0
    assert "0 wrong, 0 could be better" in capsys.readouterr().out


@pytest.mark.parametrize("name", servers.SERVERS)
def test_at_the_top_of_a_host(name: str, published: Path, tmp_path: Path) -> None:
    """The 404 page was made for /guidance/; all else must work anywhere."""
    with servers.SERVERS[name](published, tmp_path) as url:
        report = check(Host(url))
    assert not report.failed(strict=True), "\n".join(report.lines())


def test_a_methods_answer(served: str) -> None:
    host = Host(served)
    for method in ("POST", "PUT", "DELETE"):
        assert host.ask("", method).status in (403, 405)


def test_dot_files_are_not_there(served: str) -> None:
    host = Host(served)
    assert host.ask("_headers").status == 404
    assert host.ask("_redirects").status == 404
    assert host.ask(".nojekyll").status == 404


SECONDS = 4


@pytest.mark.parametrize("what", ["page", "script", "wasm"])
@pytest.mark.parametrize("name", servers.SERVERS)
def test_load(name: str, what: str, published: Path, root: Path, tmp_path: Path) -> None:
    """Bounded, from this machine to this machine: no error. The figures are kept in test-results/load.json."""
    files = [file for file, _, _ in json.loads((published / "offline.json").read_text())["files"]]
    path = {
        "page": "justice/no-further-action/",
        "script": next(
            file for file in files if file.startswith("assets/sg/aid-form") and file.endswith(".js")
        ),
        "wasm": next(file for file in files if file.endswith(".wasm")),
    }[what]
    with servers.SERVERS[name](published, tmp_path, workers=1) as url:
        found = servers.load(url + path, SECONDS)
    assert found["errors"] == 0, found
    assert found["requests"] > 50
    kept = root / "test-results" / "load.json"
    kept.parent.mkdir(exist_ok=True)
    known = json.loads(kept.read_text()) if kept.is_file() else {}
    known[f"{name}, one core, {what}"] = found
    kept.write_text(json.dumps(known, indent=2) + "\n")
