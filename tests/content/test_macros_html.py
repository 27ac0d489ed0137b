"""Text put on a page stays text, whatever is in it, and Markdown leaves it alone."""

from __future__ import annotations

from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.render.html import Html, anchor, blocks, el, escape, heading, join
from macros.render.words import day, listed, nations
from tests.content.macro_pages import TODAY

# No lone surrogates (not text), no control characters (not allowed in HTML at all).
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)


class Reader(HTMLParser):
    """What a browser would show, and the tags it would see."""

    def __init__(self) -> None:
        super().__init__()
        self.shown, self.tags = "", []

    def handle_data(self, data: str) -> None:
        self.shown += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def test_element_escapes_text_and_attributes() -> None:
    assert el("p", "5 < 6 & 'x'", cls='a"b') == '<p class="a&quot;b">5 &lt; 6 &amp; &#x27;x&#x27;</p>'


def test_element_keeps_html_opens_lists_and_drops_nothing_else() -> None:
    assert el("p", [Html("<b>x</b>"), None, False, 0], hidden=True, id=None) == "<p hidden><b>x</b>0</p>"


def test_attribute_names() -> None:
    assert el("label", for_="a", data_review_by="b") == '<label for="a" data-review-by="b"></label>'


def test_void_elements_have_no_end() -> None:
    assert el("input", type="text") == '<input type="text">'


def test_join_escapes_what_stands_between() -> None:
    assert join(["a", "b"], " < ") == "a &lt; b"


@given(TEXT, TEXT)
def test_any_text_comes_back_as_it_was(text: str, attribute: str) -> None:
    reader = read(el("p", text, title=attribute))
    assert reader.shown == text
    assert reader.tags == [("p", {"title": attribute})]


@given(TEXT)
def test_markdown_changes_nothing_in_a_block(text: str) -> None:
    reader = read(
        markdown.markdown(el("div", el("p", text)), extensions=["attr_list", "md_in_html", "tables"])
    )
    assert reader.shown.strip() == text.strip()
    assert [tag for tag, _ in reader.tags] == ["div", "p"]


@pytest.mark.parametrize(
    "text", ["*a* _b_ `c`", "[a](b)", "a | b", "<b>x</b>", "{ .x }", "a\n\n# b", r"\*a", "~~a~~"]
)
def test_markdown_changes_nothing_inside_a_sentence(text: str) -> None:
    part = el("a", text, href="#x")
    reader = read(markdown.markdown(f"Ask {part} now.", extensions=["attr_list", "tables"]))
    assert reader.shown == f"Ask {text} now."
    assert [tag for tag, _ in reader.tags] == ["p", "a"]


def test_nothing_printed_breaks_the_line() -> None:
    assert "\n" not in el("pre", "a\nb\r\n\tc", title="d\ne")


@pytest.mark.parametrize("part", ["", "A", "a b", "a--b", "-a", "ä", "a_b"])
def test_anchor_refuses_what_is_not_kebab_case(part: str) -> None:
    with pytest.raises(ValueError, match="cannot be part of an anchor"):
        anchor("law", part)


def test_anchor_and_heading() -> None:
    assert anchor("law", "cps-review") == "law-cps-review"
    assert heading(2, "Who *decided*?", "who") == "## Who &#42;decided&#42;? { #who }"


def test_blocks_are_apart_by_one_empty_line() -> None:
    assert blocks("a", "", "b") == "a\n\nb"


def test_words() -> None:
    assert day(TODAY) == "20 November 2026"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert nations(["wales", "england"]) == "England and Wales"
    assert nations(["england", "wales", "scotland", "northern-ireland"]) == "the whole UK"
    with pytest.raises(ValueError, match="no nation 'france'"):
        nations(["france"])


def test_escape_is_html() -> None:
    assert isinstance(escape("x"), Html)
