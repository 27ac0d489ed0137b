"""The page of an aid as the build writes it: complete without a script, and unable to send anything."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from decision_aids import api
from macros.render.aid import aid, pitfall, rules, workspace
from macros.render.aid_form import ROW_OPTIONS, dom, option, question, text_field
from tests.content.macro_pages import Facts, law, page_for

SLUGS = [one["slug"] for one in api.list_aids()]
VOID = {"input", "link", "br"}


class Tree(HTMLParser):
    """Every element with its attributes; fails on tags that do not close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]

    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.found if "id" in attributes]


def written(slug: str) -> str:
    from decision_aids import facts

    page = page_for(src=f"aids/{slug}.md")
    object.__setattr__(page.site, "facts", facts)
    return aid(page, slug)


def asked(**changes: Any) -> dict[str, Any]:
    return {
        "key": "danger_now",
        "kind": "one",
        "text": "Is anyone in danger?",
        "help": "Now.",
        "required": False,
        "options": [choice("yes"), choice("no")],
        "shown_if": None,
        "shown_if_words": "",
        "max_length": None,
        **changes,
    }


def choice(key: str, **changes: Any) -> dict[str, Any]:
    given = {"key": key, "text": key.title(), "help": "", "group": "", "exclusive": False, "unknown": False}
    return {**given, **changes}


@pytest.mark.parametrize("slug", SLUGS)
def test_form_is_whole_and_cannot_send(slug: str) -> None:
    tree = Tree(written(slug))
    described = api.describe(slug)
    (form,) = tree.all("form")
    assert form["method"] == "dialog"
    assert "action" not in form
    assert form["autocomplete"] == "off"
    buttons = tree.all("button")
    assert [button["type"] for button in buttons] == ["submit", "reset"]
    assert all("disabled" in button for button in buttons), "without a script no button does anything"
    fieldsets = tree.all("fieldset")
    assert [one["data-q"] for one in fieldsets] == [one["key"] for one in described["questions"]]
    assert len(tree.all("legend")) == len(fieldsets)
    for field in tree.all("input") + tree.all("textarea"):
        assert field["autocomplete"] == "off"
        assert field["name"]
        assert "checked" not in field, "nothing is ticked beforehand"
    for one, fieldset in zip(described["questions"], fieldsets, strict=True):
        if one["shown_if"]:
            assert json.loads(fieldset["data-shown-if"] or "") == one["shown_if"]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_option_of_every_question_is_there(slug: str) -> None:
    tree = Tree(written(slug))
    names = {(field["name"], field.get("value")) for field in tree.all("input")}
    for one in api.describe(slug)["questions"]:
        for given in one["options"]:
            if one["kind"] == "grid":
                for value in ("yes", "no", "unknown"):
                    assert (f"{one['key']}.{given['key']}", value) in names
            else:
                assert (one["key"], given["key"]) in names


@pytest.mark.parametrize("slug", SLUGS)
def test_ids_are_unique_and_references_lead_somewhere(slug: str) -> None:
    html = written(slug)
    tree = Tree(html)
    ids = tree.ids()
    assert len(ids) == len(set(ids))
    headings = set(re.findall(r"\{ #([a-z0-9-]+)", html))
    described = api.describe(slug)
    notes = {f"law-{note['id']}" for note in described["law_notes"]}
    for _, attributes in tree.found:
        for name in ("aria-labelledby", "aria-describedby", "for"):
            for id_ in (attributes.get(name) or "").split():
                assert id_ in {*ids, *headings, "answer-t"}, f"{name}={id_}"
        href = attributes.get("href") or ""
        if href.startswith("#"):
            assert href[1:] in {*ids, *headings, *notes}, href


@pytest.mark.parametrize("slug", SLUGS)
def test_table_holds_every_rule_strongest_first(slug: str) -> None:
    html = written(slug)
    described = api.describe(slug)
    order = [one["key"] for one in described["levels"]]
    rows = re.findall(r'<tr role="row" id="rule-([a-z0-9-]+)"', html)
    assert sorted(rows) == sorted(dom(one["id"]) for one in described["rules"])
    level = {dom(one["id"]): order.index(one["level"]) for one in described["rules"]}
    assert [level[row] for row in rows] == sorted(level.values())
    assert not re.search(r"\{law:", html), "every value is shown in words"


@pytest.mark.parametrize("slug", SLUGS)
def test_no_style_no_inline_script_no_handler(slug: str) -> None:
    for tag, attributes in Tree(written(slug)).found:
        assert tag != "style"
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        if tag == "script":
            assert attributes["src"]


@pytest.mark.parametrize("slug", SLUGS)
def test_card_and_places_for_the_answer(slug: str) -> None:
    html = written(slug)
    for label in (
        "What it is",
        "Not for",
        "How strong its ground is",
        "How such tools mislead",
        "Look at it again",
    ):
        assert f"<dt>{label}</dt>" in html
    assert '<div class="sg-aid__status" role="status" data-state="idle" hidden>' in html
    assert 'class="sg-aid__result" id="answer"' in html
    assert "No script is running here" in html


def test_an_aid_belongs_on_its_own_page() -> None:
    with pytest.raises(ValueError, match=r"belongs on docs/aids/confidentiality\.md"):
        aid(page_for(), "confidentiality")


def test_shown_if_is_data_and_words() -> None:
    condition = {"op": "is", "q": "a", "v": 'x"<'}
    html = question(asked(shown_if=condition, shown_if_words="a is x"))
    (fieldset,) = Tree(html).all("fieldset")
    assert json.loads(fieldset["data-shown-if"] or "") == condition
    assert "Only if a is x." in html


def test_text_is_escaped_everywhere() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    html = question(
        asked(text=hostile, help=hostile, options=[choice("yes", text=hostile, help=hostile, group=hostile)])
    )
    assert [tag for tag, _ in Tree(html).found if tag == "img"] == []
    assert "&lt;img" in html


def test_options_that_stand_alone_or_are_unknown_say_so() -> None:
    html = option(asked(kind="many"), choice("none", exclusive=True, unknown=True))
    assert 'type="checkbox"' in html
    assert " data-exclusive data-unknown" in html


def test_short_options_stand_side_by_side() -> None:
    three = [choice("yes"), choice("no"), choice("unsure", text="Not sure, or not asked yet")]
    assert "sg-opts--yesno" in question(asked(options=three))
    four = [choice(f"n{number}") for number in range(ROW_OPTIONS)]
    assert "sg-opts--two" in question(asked(options=four))
    assert "sg-opts--" not in question(asked(options=[*four, choice("n5")]))
    assert "sg-opts--" not in question(asked(options=[*four[:3], choice("n4", help="More.")]))


def test_grid_lines_are_groups_with_a_name() -> None:
    tree = Tree(question(asked(kind="grid", options=[choice("money", group="What he does")])))
    (row,) = [attributes for _, attributes in tree.found if attributes.get("role") == "radiogroup"]
    assert row["aria-labelledby"] == "q-danger-now-money-t"
    assert {field["name"] for field in tree.all("input")} == {"danger_now.money"}


def test_date_is_three_fields_for_the_number_pad() -> None:
    html = question(asked(kind="date", options=[]))
    fields = Tree(html).all("input")
    assert [field["data-part"] for field in fields] == ["day", "month", "year"]
    assert {field["inputmode"] for field in fields} == {"numeric"}
    assert "For example, 27 3 2026." in html


def test_text_is_never_cut() -> None:
    html = str(text_field(asked(kind="text", max_length=4000), "q-x"))
    assert "maxlength" not in html
    assert 'data-max="4000"' in html
    assert "Up to 4,000 characters." in html


def test_danger_is_answered_before_any_runtime() -> None:
    assert "Ring 999 now." in question(asked(key="danger"))
    assert "Ring 999" not in question(asked(key="other"))


def test_pitfall_links_addresses_by_their_site() -> None:
    html = pitfall({"text": "T.", "source": "see https://www.example.org/a/b."})
    assert html == '<li>T. (see <a href="https://www.example.org/a/b">example.org</a>.)</li>'


def test_a_rule_text_shows_law_in_words() -> None:
    page = page_for(Facts(law=[law()]), src="aids/x.md")
    described = {
        "levels": [{"key": "high", "label": "High", "tone": "high", "headline": "H", "meaning": ""}],
        "law_notes": [{"id": "review-window", "title": "Time"}],
        "rules": [
            {
                "id": "r",
                "when": "within {law:review-window}",
                "level": "high",
                "finding": "F",
                "group": "",
                "actions": [],
                "cautions": ["Slow."],
                "ground": {"key": "law", "label": "Law"},
                "sources": [{"id": "stage", "title": "Stage", "section": "5.1"}],
                "law": ["review-window"],
            }
        ],
    }
    html = rules(page, described)
    assert 'Within <a class="sg-lawref" href="#law-review-window">10 working days</a>.' in html
    assert "Take care: " in html
    assert 'href="../../reference/sources/#stage">Stage</a>, section 5.1' in html


def test_workspace_says_where_the_site_starts() -> None:
    html = workspace(page_for(src="aids/confidentiality.md"), api.describe("confidentiality"))
    assert 'data-root="../../"' in html
