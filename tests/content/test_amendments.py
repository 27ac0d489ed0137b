"""What has changed: newest first, with the pages by their own names and the answers under their aid."""

from __future__ import annotations

from datetime import date

from decision_aids.facts.telling import Amendment, AnswerChange
from macros.render.amendments import amendments
from tests.content.macro_pages import Facts, page_for


def test_newest_first_pages_by_name_and_answers_under_their_aid() -> None:
    old = Amendment("first", date(2026, 11, 28), "0.1.0", "First", "All.", "Because.")
    new = Amendment(
        "longer",
        date(2027, 4, 1),
        "0.2.0",
        "Longer",
        "Now {law:review-window}.",
        "The scheme changed.",
        law=("review-window",),
        pages=("aids/fraser/",),
        answers=(
            AnswerChange("vrr-deadline", "a letter", "4 December", "11 December"),
            AnswerChange("fraser", "a girl of 15", "Ask", "Go"),
            AnswerChange("vrr-deadline", "no date", "Ask", "Wait"),
        ),
    )
    shown = amendments(page_for(Facts(amendment=[old, new])))
    assert shown.index("## April 2027") < shown.index("## November 2026")
    assert shown.count('href="../../aids/vrr-deadline/"') == 1
    assert shown.count('href="../../aids/fraser/"') == 2  # the page, and the aid of an answer
    assert "“no date”: was “Ask”, now “Wait”." in shown
    assert 'data-version="0.2.0"' in shown
    assert "no answer of a decision aid is another one" in shown
