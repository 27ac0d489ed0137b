"""The page of short addresses, filled in after the build, and the page of a trainer's own list, filled in by its script."""

from __future__ import annotations

from macros.render.html import Html, blocks, el
from macros.render.page import Page

#: `pipeline/share.py` puts the list of all short addresses here.
ADDRESSES_MARK = "<!-- sg:addresses -->"


def short_addresses(page: Page) -> str:
    """Every short address: a link for each, found by its code without a script; the script follows it at once."""
    return blocks(
        el("link", rel="stylesheet", href=page.href("assets/sg/learn.css")),
        el("script", type="module", src=page.href("assets/sg/short.js")),
        el("div", Html(ADDRESSES_MARK), cls="sg-short", data_search_exclude=""),
    )


def short_address_form() -> str:
    """A field for five letters read off a wall; `overrides/assets/sg/short.js` leads on from it."""
    return el(
        "form",
        el("label", "The five letters", for_="short-letters"),
        el(
            "div",
            el(
                "input",
                cls="sg-input",
                id="short-letters",
                autocomplete="off",
                autocapitalize="none",
                spellcheck="false",
                aria_describedby="short-says",
            ),
            el("button", "Go", type="submit", cls="sg-button"),
            cls="sg-letters__row",
        ),
        el("p", id="short-says", cls="sg-letters__says", role="status"),
        cls="sg-letters sg-needs-js",
        data_search_exclude="",
    )


def my_list(page: Page) -> str:
    """The place of a trainer's own list; `overrides/assets/sg/my-list.js` works in it."""
    return blocks(
        el("link", rel="stylesheet", href=page.href("assets/sg/learn.css")),
        el("script", type="module", src=page.href("assets/sg/my-list.js")),
        el(
            "p",
            "No script runs here, so the list cannot be put together. Every heading has a link of its own that you can "
            "write down: see ",
            el("a", "short addresses", href=page.href("s/")),
            ".",
            cls="sg-needs-no-js",
        ),
        el(
            "div",
            cls="sg-list",
            hidden=True,
            data_addresses=page.href("s/addresses.json"),
            data_root=page.href(""),
            data_search_exclude="",
        ),
    )
