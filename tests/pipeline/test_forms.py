"""The forms of the aids as data: whole, without what could act, and the same as on the aid's own page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from decision_aids import api
from pipeline import forms

PAGE = '<p>Before</p><form class="sg-aid__form" id="f"><p class="sg-aid__privacy">No <a href="#">x</a></p>{body}</form>'


def test_a_form_is_elements_attributes_and_texts() -> None:
    body = '<fieldset id="q"><legend>A &amp; B</legend><label><input type="radio" value="y"><span>Yes</span></label></fieldset>'
    radio = ["input", {"type": "radio", "value": "y"}, []]
    assert forms.form_of(PAGE.format(body=body)) == [
        "form",
        {"class": "sg-aid__form", "id": "f"},
        [
            [
                "fieldset",
                {"id": "q"},
                [["legend", {}, ["A & B"]], ["label", {}, [radio, ["span", {}, ["Yes"]]]]],
            ]
        ],
    ]


@pytest.mark.parametrize(
    "body",
    ["<script>x</script>", '<p onclick="x">y</p>', '<p style="x">y</p>', '<span href="x">y</span>', "<img>"],
)
def test_nothing_that_acts_gets_through(body: str) -> None:
    with pytest.raises(forms.FormError):
        forms.form_of(PAGE.format(body=body))


def test_a_page_without_a_form_is_an_error() -> None:
    with pytest.raises(forms.FormError, match="has no form"):
        forms.form_of("<p>Nothing</p>")


@pytest.mark.parametrize("slug", [aid["slug"] for aid in api.list_aids()])
def test_every_question_and_option_is_there(built_site: Path, slug: str) -> None:
    text = (built_site / "aids" / slug / "form.json").read_text(encoding="utf-8")
    assert json.loads(text)[0] == "form"
    for question in api.describe(slug)["questions"]:
        assert f'"data-q":"{question["key"]}"' in text
        values = set(re.findall(r'"value":"([^"]*)"', text)) | set(re.findall(r'"data-item":"([^"]*)"', text))
        assert {option["key"] for option in question["options"]} <= values
