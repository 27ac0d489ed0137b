"""Two versions are compared by replaying every story on both."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from decision_aids import api
from macros.render import paper
from pipeline import replay
from tests.content import macro_pages


def test_the_newest_release_by_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "RELEASES", tmp_path)
    assert replay.last_release() is None
    assert replay.main([]) == 1
    for version in ("0.9.0", "0.10.0", "0.2.0"):
        (tmp_path / f"{version}.json").write_text("{}")
    last = replay.last_release()
    assert last is not None
    assert last.name == "0.10.0.json"


def test_answers_that_changed_since_the_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(replay, "RELEASES", tmp_path)
    monkeypatch.setattr(replay, "ROOT", tmp_path)
    assert replay.main(["--write"]) == 0
    assert replay.main([]) == 0
    assert "0 things moved" in capsys.readouterr().out
    (path,) = tmp_path.glob("*.json")
    kept = json.loads(path.read_text(encoding="utf-8"))
    name = next(iter(kept))
    kept[name]["level"] = "Something else"
    path.write_text(json.dumps(kept), encoding="utf-8")
    assert replay.main([]) == 0
    assert f"answer {name}: level Something else -> " in capsys.readouterr().out


def test_a_later_day_moves_every_date_of_a_story() -> None:
    given = {
        "letter": "2026-11-20",
        "lines": {"a": "yes"},
        "ticked": ["x"],
        "odd": "2026-02-30",
        "far": "9999-12-31",
    }
    assert replay.later(given, timedelta(days=12)) == {**given, "letter": "2026-12-02"}


def test_a_commit_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert replay.main(["--base", "no-such-commit"]) == 1
    assert "cannot be had" in capsys.readouterr().err


@pytest.mark.whole
def test_this_tree_against_its_own_commit(capsys: pytest.CaptureFixture[str]) -> None:
    assert replay.main(["--base", "HEAD"]) == 0
    assert "things moved" in capsys.readouterr().out


def test_a_new_version_alone_moves_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page = macro_pages.ROOT / "docs" / "aids" / "group-work.md"
    monkeypatch.setenv("SG_TODAY", "2026-11-20")
    before = macro_pages.writer()(page)
    old = replay.without_version(before)
    for module in (api, paper, replay):
        monkeypatch.setattr(module, "__version__", "98.76.54")
    after = macro_pages.writer()(page)
    assert after != before
    assert replay.without_version(after) == old
