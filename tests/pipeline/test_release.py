"""The release check says no to each thing that is not ready, and what to do."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from pathlib import Path

import pytest

from decision_aids import __version__, edition, facts
from pipeline import release, replay, trial

EDITION = edition.Edition(name="X")


def test_the_version_stands_in_one_place(root: Path) -> None:
    assert release.VERSION.fullmatch(__version__)
    for name in (
        "mkdocs.yml",
        "pyproject.toml",
        "package.json",
        "Makefile",
        "README.md",
        "overrides/partials/footer.html",
    ):
        assert __version__ not in (root / name).read_text(encoding="utf-8"), name


def test_uncommitted_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        release, "git", lambda *words: " M docs/index.md\n" if words[0] == "status" else "abc\n"
    )
    with pytest.raises(release.NotReady, match=r"1 files are not committed, for example docs/index\.md"):
        release.clean_tree()
    monkeypatch.setattr(release, "git", lambda *words: "" if words[0] == "status" else "abc\n")
    assert release.clean_tree() == "at abc"


def test_a_version_that_is_out_already(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "git", lambda *words: f"v{__version__}\n")
    with pytest.raises(release.NotReady, match="is out already"):
        release.version()
    monkeypatch.setattr(release, "__version__", "1.0")
    with pytest.raises(release.NotReady, match=r"write it as 1\.2\.3"):
        release.version()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## Unreleased\n\n- A line\n", "give Unreleased its name"),
        (f"## {__version__} - soon\n\n- A line\n", "give Unreleased its name"),
        (f"## {__version__} - 2026-11-28\n\n## 0.0.1 - 2026-01-01\n\n- A line\n", "nothing stands under"),
    ],
)
def test_a_changelog_without_this_version(
    text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release, "ROOT", tmp_path)
    (tmp_path / "CHANGELOG.md").write_text(text)
    with pytest.raises(release.NotReady, match=said):
        release.changelog()
    (tmp_path / "CHANGELOG.md").write_text(f"## {__version__} - 2026-11-28\n\n- A line\n")
    assert release.changelog() == f"{__version__} of 2026-11-28"


def test_law_that_is_overdue() -> None:
    assert "the next due" in release.law(date(2026, 11, 20))
    with pytest.raises(release.NotReady, match="law entries are overdue"):
        release.law(date(2040, 1, 1))


def test_an_example_is_no_release(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edition, "current", lambda: dataclasses.replace(EDITION, example=True))
    with pytest.raises(release.NotReady, match="X is an example edition"):
        release.settings()
    monkeypatch.setattr(edition, "current", lambda: EDITION)
    assert release.settings() == "X"


def answer(level: str) -> dict[str, object]:
    """A kept answer. What is only worded otherwise is no other answer."""
    return {"level": level, "dates": {"by": "2026-11-23" if level == "Go" else ""}, "reasons": level}


def test_answers_that_no_amendment_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An earlier release with another level for one story."""
    now = {"media: one": answer("Go"), "media: two": answer("Wait")}
    monkeypatch.setattr(replay, "answers", lambda: now)
    monkeypatch.setattr(replay, "RELEASES", tmp_path)
    assert "no earlier release" in release.amendments()
    (tmp_path / f"{__version__}.json").write_text(json.dumps(now))
    assert "no earlier release" in release.amendments()
    (tmp_path / "0.0.1.json").write_text(json.dumps({**now, "media: one": answer("Stop")}))
    assert replay.main(["--amend"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        'aid = "media"',
        'story = "one"',
        'was = "Stop"',
        'now = "Go; Monday 23 November 2026"',
    ]
    with pytest.raises(release.NotReady, match=r"1 answers changed .* the first “media: one”"):
        release.amendments()
    one = facts.every("amendment")[0]
    from decision_aids.facts.telling import AnswerChange

    change = AnswerChange("media", "one", "Stop", "Go")
    told = dataclasses.replace(one, version=__version__, answers=(change,))
    monkeypatch.setattr(facts, "every", lambda kind: (told,))
    assert release.amendments() == "1 changed answers are told"
    monkeypatch.setattr(facts, "every", lambda kind: ())
    with pytest.raises(release.NotReady, match="no amendment for"):
        release.amendments()


def test_answers_of_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "answers", lambda: {"media: one": {"level": "Go"}})
    monkeypatch.setattr(replay, "RELEASES", tmp_path)
    with pytest.raises(release.NotReady, match="replay --write"):
        release.kept_answers()
    (tmp_path / f"{__version__}.json").write_text(json.dumps({"media: one": {"level": "Stop"}}))
    with pytest.raises(release.NotReady, match="1 differ"):
        release.kept_answers()
    (tmp_path / f"{__version__}.json").write_text(json.dumps(replay.answers()))
    assert release.kept_answers() == "1 answers"


def test_one_failure_is_enough_and_a_trial_is_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> str:
        raise release.NotReady("mend it")

    monkeypatch.setattr(release, "QUICK", {"good": lambda: "fine", "bad": refuse})
    monkeypatch.setattr(release, "WHOLE", {})
    monkeypatch.setattr(release, "TRIALS", {"next": refuse})
    assert release.main([]) == 1
    said = capsys.readouterr().out
    assert "bad                    NOT READY: mend it" in said
    assert "next                   trial failed: mend it" in said
    assert "not ready, 1 to mend" in said
    monkeypatch.setattr(release, "QUICK", {"good": lambda: "fine"})
    assert release.main(["--quick"]) == 0


def test_a_target_that_fails_shows_its_last_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "ROOT", tmp_path)
    (tmp_path / "Makefile").write_text("good:\n\t@echo done\nbad:\n\t@echo why; false\n")
    assert release.make("good") == "done"
    with pytest.raises(release.NotReady, match="why"):
        release.make("bad")


def test_a_trial_that_stops_says_where(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def blocked() -> str:
        trial.run(["sh", "-c", "echo no macros; exit 3"], tmp_path)
        return "never"

    monkeypatch.setitem(trial.TRIALS, "zensical", blocked)
    assert trial.main(["zensical"]) == 1
    assert "no macros" in capsys.readouterr().err
    monkeypatch.setitem(trial.TRIALS, "zensical", lambda: "came through")
    assert trial.main(["zensical"]) == 0
