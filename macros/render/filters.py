"""The filter bar over a list: `site.js` makes it work, and it is hidden where no script runs."""

from __future__ import annotations

from collections.abc import Sequence

from macros.render.html import Html, el

#: key of the items' data attribute, label, words for "all", and (value, words) of each choice
Choice = tuple[str, str, str, Sequence[tuple[str, str]]]


def filter_bar(list_id: str, name: str, choices: Sequence[Choice], count: int) -> Html:
    """Selects for each choice and one field for words, over the children of the element `list_id`."""
    return el(
        "form",
        [_select(*choice) for choice in choices],
        _field(
            "filter-words",
            "Words",
            el("input", cls="sg-input", type="search", id="filter-words", autocomplete="off"),
        ),
        el("p", f"{count} of {count} shown", cls="sg-filter__count", role="status"),
        el("button", "Show all", type="reset", cls="sg-button sg-button--quiet sg-filter__all", hidden=True),
        cls="sg-filter sg-needs-js",
        method="dialog",
        role="search",
        aria_label=name,
        data_filter_for=list_id,
    )


def _select(key: str, label: str, every: str, options: Sequence[tuple[str, str]]) -> Html:
    field = el(
        "select",
        el("option", every, value=""),
        [el("option", words, value=value) for value, words in options],
        cls="sg-input",
        id=f"filter-{key}",
        autocomplete="off",
        data_filter=key,
    )
    return _field(f"filter-{key}", label, field)


def _field(id_: str, label: str, field: Html) -> Html:
    return el("div", el("label", label, cls="sg-filter__label", for_=id_), field, cls="sg-filter__field")
