"""Tables that stack on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat

from macros.render.html import Child, Html, el


def table(
    cls: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Child]],
    ids: Sequence[str] = (),
    caption: str = "",
) -> Html:
    """A table that stacks on a phone: roles keep it a table, labels name each stacked cell. `ids` are of its rows."""
    head = [
        el("th", one, role="columnheader", scope="col") if one else el("td", role="cell") for one in headings
    ]
    body = [
        el(
            "tr",
            [
                el("td", value, role="cell", data_label=label)
                for label, value in zip(headings, row, strict=True)
            ],
            role="row",
            id=id_,
        )
        for row, id_ in zip(rows, ids or repeat(None), strict=False)
    ]
    return el(
        "table",
        el("caption", caption, cls="sg-caption") if caption else None,
        el("thead", el("tr", head, role="row"), role="rowgroup"),
        el("tbody", body, role="rowgroup"),
        cls=cls,
        role="table",
    )
