"""The one door: list, describe, evaluate, from Python, the command line and the worker's text door."""

import contextlib
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from decision_aids import __version__, api, catalogue, edition
from decision_aids.__main__ import main
from tests.rules.generate import TODAY, walk
from tests.rules.stories import load

SCHEMAS = Path(__file__).resolve().parents[2] / "decision_aids" / "schemas"
EACH = pytest.mark.parametrize("aid", catalogue.every(), ids=lambda aid: aid.slug)


def schema(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(
        json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    )


def run(*arguments: str, text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The command in this Python; test_list runs it in one of its own."""
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out):
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        code = main(list(arguments))
    return subprocess.CompletedProcess(arguments, code, out.getvalue().encode(), b"")


@EACH
def test_describe_fits_its_schema(aid) -> None:
    schema("describe").validate(api.describe(aid.slug, TODAY))


@EACH
def test_evaluate_fits_its_schema(aid) -> None:
    validator = schema("evaluate")
    for story in load():
        if story.aid == aid.slug:
            validator.validate(api.evaluate(aid.slug, story.answers, story.today))
    validator.validate(api.evaluate(aid.slug, {"no-such-question": 1}, TODAY))


@EACH
def test_answers_schema_takes_what_the_aids_take(aid) -> None:
    validator = schema("answers")
    _, paths = walk(aid, limit=200)
    for answers, _ in zip(paths, range(50), strict=False):
        validator.validate(answers)


@EACH
def test_the_table_and_the_running_aid_are_the_same_rules(aid) -> None:
    """What a result gives as a reason stands in the printed table, word for word."""
    printed = {rule["id"]: rule for rule in api.describe(aid.slug, TODAY)["rules"]}
    for story in load():
        if story.aid != aid.slug or story.errors or story.today != TODAY:
            continue
        for reason in api.evaluate(aid.slug, story.answers, TODAY)["reasons"]:
            if reason["rule"] in printed:
                assert printed[reason["rule"]]["finding"] == reason["finding"]
                assert printed[reason["rule"]]["level"] == reason["level"]["key"]
                assert printed[reason["rule"]]["sources"] == reason["sources"]


@EACH
def test_no_placeholder_reaches_a_reader(aid) -> None:
    shown = json.dumps(api.describe(aid.slug, TODAY))
    for story in load():
        if story.aid == aid.slug:
            shown += json.dumps(api.evaluate(aid.slug, story.answers, story.today))
    assert "{law:" not in shown


def test_list() -> None:
    command = [sys.executable, "-m", "decision_aids", "list"]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
    assert [each["slug"] for each in json.loads(done.stdout)] == [aid.slug for aid in catalogue.every()]


def test_describe_from_the_command_line() -> None:
    done = run("describe", "confidentiality", "--today", "2026-11-20")
    assert done.returncode == 0
    assert json.loads(done.stdout) == api.describe("confidentiality", TODAY)


def test_evaluate_from_standard_input_and_from_a_file(tmp_path: Path) -> None:
    answers = {"nation": "england", "decider": "cps", "decision": "not-charged", "letter-date": "2026-12-18"}
    expected = api.evaluate("vrr-deadline", answers, date(2026, 12, 21))
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(answers), encoding="utf-8")
    for place, text in (("-", path.read_bytes()), (str(path), b"")):
        done = run("evaluate", "vrr-deadline", "--answers", place, "--today", "2026-12-21", text=text)
        assert done.returncode == 0
        assert json.loads(done.stdout) == expected


@pytest.mark.parametrize(
    ("arguments", "text", "field"),
    [
        (["describe", "no-such-aid"], b"", "slug"),
        (["evaluate", "no-such-aid", "--answers", "-"], b"{}", "slug"),
        (["evaluate", "confidentiality", "--answers", "/no/such/file"], b"", "answers"),
        (["evaluate", "confidentiality", "--answers", "-"], b"not json", "answers"),
        (["evaluate", "confidentiality", "--answers", "-"], b"\xff\xfe", "answers"),
        (["evaluate", "confidentiality", "--answers", "-"], b"[" * 200_000, "answers"),
        (["evaluate", "confidentiality", "--answers", "-"], b'{"danger": NaN}', "answers"),
        (["evaluate", "confidentiality", "--answers", "-"], b'"' + b"x" * 1_000_000 + b'"', "answers"),
        (["evaluate", "confidentiality", "--answers", "-"], b"[1, 2]", "answers"),
        (["evaluate", "confidentiality", "--answers", "-"], b'{"danger": "perhaps"}', "danger"),
        (
            ["evaluate", "confidentiality", "--answers", "-"],
            b'{"danger": "yes\\ud800\\u0000\\u202e"}',
            "danger",
        ),
        (["evaluate", "confidentiality", "--answers", "-"], b'{"grounds": "none"}', "grounds"),
        (["evaluate", "child-protection", "--answers", "-"], b'{"high": ["x"]}', "high"),
        (
            ["evaluate", "child-protection", "--answers", "-"],
            b'{"high": {"child-high-life": "maybe"}}',
            "high",
        ),
        (["evaluate", "vrr-deadline", "--answers", "-"], b'{"letter-date": "2026-02-30"}', "letter-date"),
        (["evaluate", "vrr-deadline", "--answers", "-"], b'{"letter-date": 20261120}', "letter-date"),
        (["evaluate", "vrr-deadline", "--answers", "-"], b'{"letter-date": "1066-10-14"}', "letter-date"),
        (["evaluate", "vrr-deadline", "--answers", "-", "--today", "soon"], b"{}", "today"),
    ],
)
def test_errors_are_json_with_exit_2(arguments: list[str], text: bytes, field: str) -> None:
    done = run(*arguments, text=text)
    assert done.returncode == 2, done.stderr
    answer = json.loads(done.stdout)
    assert answer["ok"] is False
    assert [each["field"] for each in answer["errors"]] == [field]
    assert b"Traceback" not in done.stderr


def test_list_in_this_python() -> None:
    assert json.loads(run("list").stdout) == api.list_aids()


def test_facts_command_lists_each_mistake(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from decision_aids.facts import loader

    wrong = loader.FactError(Path("facts/law/bail.toml"), "bail", "no day")
    monkeypatch.setattr(loader, "examine", lambda: ({"law": {}}, [wrong]))
    assert main(["facts"]) == 2
    assert "law/bail.toml: bail: no day" in capsys.readouterr().out


def test_edition_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edition"]) == 0
    assert "local values set" in capsys.readouterr().out

    def refuse() -> None:
        raise edition.EditionError("edition.toml: no name")

    monkeypatch.setattr(edition, "current", refuse)
    assert main(["edition"]) == 2
    assert "no name" in capsys.readouterr().out


def test_facts_command_lists_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts"]) == 0
    assert capsys.readouterr().out.endswith("0 mistakes\n")


@pytest.mark.parametrize(
    ("request_text", "field"),
    [
        ("", "answers"),
        ("[]", "request"),
        ('{"op": "delete"}', "op"),
        ('{"op": "describe", "slug": "nothing"}', "slug"),
        ('{"op": "evaluate", "slug": "confidentiality", "answers": {}, "today": "20 November"}', "today"),
        ('{"op": "evaluate", "slug": "confidentiality", "answers": {}, "today": "2026-13-01"}', "today"),
        ('{"op": "evaluate", "slug": "confidentiality", "answers": null}', "answers"),
        ('{"op": "evaluate", "slug": "confidentiality", "answers": {}, "built": "lately"}', "built"),
    ],
)
def test_the_text_door_answers_in_words(request_text: str, field: str) -> None:
    answer = json.loads(api.handle(request_text))
    assert [each["field"] for each in answer["errors"]] == [field]


def test_the_text_door_does_the_same_as_the_functions() -> None:
    answers = {"danger": "yes"}
    request = {"op": "evaluate", "slug": "confidentiality", "answers": answers, "today": "2026-11-20"}
    assert json.loads(api.handle(json.dumps(request))) == api.evaluate("confidentiality", answers, TODAY)
    described = json.loads(api.handle('{"op": "describe", "slug": "confidentiality", "today": "2026-11-20"}'))
    assert described == api.describe("confidentiality", TODAY)
    assert json.loads(api.handle('{"op": "list"}')) == api.list_aids()


def test_the_record_says_which_site_it_came_from() -> None:
    request = {
        "op": "evaluate",
        "slug": "confidentiality",
        "answers": {"danger": "yes"},
        "built": "2026-11-27",
    }
    record = json.loads(api.handle(json.dumps(request)))["record"]
    assert f"{__version__}, aid version" in record
    assert "Site as built" in record
    assert "27 November 2026" in record
    assert "Site as built" not in api.evaluate("confidentiality", {"danger": "yes"})["record"]


def test_today_is_a_day_in_london(monkeypatch: pytest.MonkeyPatch) -> None:
    assert abs((api.london_today() - date.today()).days) <= 1  # noqa: DTZ011
    monkeypatch.setitem(sys.modules, "zoneinfo", None)
    assert abs((api.london_today() - date.today()).days) <= 1  # noqa: DTZ011


def test_what_would_change_the_answer_says_only_what_is_not_so() -> None:
    """Ways of another nation, and what holds already, are left out; the needed questions are named as such."""
    case = {
        "danger": "no",
        "nation": "england",
        "decider": "cps",
        "decision": "not-charged",
        "reviewed": "no",
    }
    result = api.evaluate("vrr-deadline", {**case, "letter-date": "2026-11-20"}, TODAY)
    why = {each["level"]["key"]: each["why_not"] for each in result["other_levels"]}
    assert "has come or gone" in why["ask-today"]
    assert "Scotland" not in why["ask-today"]
    assert "this is in England" not in why["ask-today"]
    empty = api.evaluate("vrr-deadline", {}, TODAY)
    why = {each["level"]["key"]: each["why_not"] for each in empty["other_levels"]}
    assert why["other-route"].startswith("It would be this on the answers so far")
    assert "Scotland" in why["ask-today"]
