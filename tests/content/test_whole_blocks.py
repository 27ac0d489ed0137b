"""What macros made comes through Markdown the same whether it is put aside whole or read tag by tag."""

from __future__ import annotations

import re

import markdown
import pytest

from macros.whole_blocks import WholeBlocks

USUAL = ["attr_list", "md_in_html", "tables", "toc", "pymdownx.superfences"]
BLOCKS = {
    "one block": '<div class="a" id="law-x"><p id="law-x-t">One &#42;two&#42;</p><div>three</div></div>',
    "list": "<ul><li>one <ul><li>two</li></ul></li></ul>",
    "two side by side": "<div>one</div><div>two</div>",
    "wants Markdown": '<div markdown="1">*one*</div>',
    "hand-written": "<div markdown>\n\n*one*\n\n</div>",
    "not closed": "<div><div>one</div>",
    "inline": '<a href="#x">one</a> and *two*',
    "in code": "```html\n\n<div>one</div>\n\n```",
    "indented": "- one\n\n    <div>two</div>\n",
    "words before": "one\n<div>two</div>",
    "words after": "<div>two</div>\nthree",
}


def page(block: str) -> str:
    """The block between two paragraphs and under a heading."""
    return f"Before\n\n## Heading {{ #there }}\n\n{block}\n\n*After*\n"


def same(html: str) -> str:
    """HTML without its empty lines."""
    return re.sub(r"\n\s*\n", "\n", html).strip()


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_the_same_page(block: str) -> None:
    usual = markdown.markdown(page(block), extensions=USUAL)
    ours = markdown.markdown(page(block), extensions=[*USUAL, WholeBlocks()])
    assert same(ours) == same(usual)


def test_blocks_are_put_aside_and_their_anchors_told() -> None:
    md = markdown.Markdown(extensions=[*USUAL, WholeBlocks()])
    aside = md.preprocessors["sg_whole_blocks"]
    md.convert(page(BLOCKS["one block"]))
    assert aside.anchors == {"law-x", "law-x-t"}
    md.convert(page(BLOCKS["wants Markdown"]))
    assert aside.anchors == set()
