"""What the stories cannot show of the practice aids: the sheets they write, and the matrix read both ways."""

import re
from datetime import date

import pytest

from decision_aids import api, facts

TODAY = date(2026, 11, 20)
KINDS = ("detached", "peripatetic", "satellite", "domiciliary", "internet")


def sheet(slug: str, **answers: object) -> str:
    """The draft of an aid for these answers; "" when it writes none."""
    draft = api.evaluate(slug, {key.replace("_", "-"): value for key, value in answers.items()}, TODAY)[
        "draft"
    ]
    return draft["text"] if draft else ""


@pytest.mark.parametrize("kind", KINDS)
def test_the_kit_list_holds_everything_for_its_kind_and_nothing_for_another(kind: str) -> None:
    text = sheet(
        "outreach-kit", kind=[f"outreach-types-{kind}"], travel="project-vehicle", drug_supplies="no"
    )
    for other in KINDS:
        found = [f"[ ] {line.text}\n" in text for line in facts.items(f"outreach-kit-{other}")]
        assert all(found) if other == kind else not any(found), other
    everyone = [line.text in text for line in facts.items("outreach-kit-everyone")]
    assert all(everyone) if kind != "internet" else not any(everyone)


def test_drug_supplies_are_on_the_list_only_where_the_project_gives_them_out() -> None:
    for answer, carried in (("yes", True), ("no", False), ("not-sure", False)):
        text = sheet("outreach-kit", kind=["outreach-types-detached"], drug_supplies=answer)
        assert ("[ ] Needle exchange supplies" in text) is carried
        assert ("[ ] Naloxone" in text) is carried
        assert "[ ] A quick way into treatment" in text


def test_the_media_sheet_holds_all_ten_points_and_gaps_name_the_open_ones() -> None:
    points = facts.items("media-points")
    assert len(points) == 10
    answers = {"about": "person", "points": [line.id for line in points[1:]]}
    draft = api.evaluate("media", answers, TODAY)["draft"]
    assert all(line.text in draft["text"] for line in points)
    assert draft["gaps"] == [points[0].text]
    assert sheet("media", about="journalist") == ""


def test_the_disclosure_sheet_asks_for_the_six_things_in_order() -> None:
    text = sheet("disclosure-record", moment="left")
    places = [
        text.index(words)
        for words in (
            "Date of the conversation",
            "Began:",
            "Who was there",
            "What was said, word for word",
            "Questions, word for word",
            "How the person was",
        )
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("slug", ["lone-working", "media", "disclosure-record", "staff-support"])
def test_no_sheet_while_somebody_is_in_danger(slug: str) -> None:
    assert sheet(slug, danger="yes") == ""


def test_no_plan_once_a_check_has_been_missed() -> None:
    assert sheet("lone-working", moment="missed") == ""
    assert "If no check-out comes" in sheet("lone-working", moment="planning")


def test_the_matrix_of_supervision_says_the_same_by_row_and_by_column() -> None:
    names = {
        "supervision-clinical": "clinical supervision",
        "supervision-managerial": "supervision by a manager",
        "supervision-group": "group supervision",
        "supervision-reflective": "reflective practice",
    }
    rows = {line.id: line.detail.lower().split("; not ")[0] for line in facts.items("supervision-kinds")}
    assert set(rows) == set(names)
    for function in facts.items("support-functions"):
        word = function.id.removeprefix("function-").replace("-", " ")
        for kind, name in names.items():
            assert (name in function.detail.lower()) is (word in rows[kind]), (function.id, kind)


def test_staff_support_describes_and_never_diagnoses() -> None:
    described = api.describe("staff-support", TODAY)
    said = [rule["finding"] for rule in described["rules"]]
    said += [text for rule in described["rules"] for text in (*rule["actions"], *rule["cautions"])]
    for text in said:
        assert not re.search(r"\byou (?:have|are|suffer)\b[^.]*\b(?:burn|trauma|PTSD)", text, re.I), text
    named = [rule for rule in described["rules"] if rule["id"].startswith("like-")]
    assert len(named) == 3
    assert all("is like what is called" in rule["finding"] for rule in named)
    assert all(any("not a diagnosis" in text for text in rule["cautions"]) for rule in named)
