"""Every page, at 320 and 1280 pixels: nothing for axe to find, no sideways scrolling, no stray request.

The four looks (narrow and wide, light and dark) take turns from page to page; SG_EVERY_LOOK=1 gives each page all four.

Folded parts are opened first, so that nothing hides from the check. Console errors and requests to another host fail the
page by themselves (see conftest).
"""

from __future__ import annotations

import os
from itertools import batched
from typing import Any

import pytest

from tests.content.pages import pages

ADDRESSES = [page.address.replace("./", "").lstrip("/") for page in pages()]
LOOKS = [(320, 640, "dark"), (1280, 800, "light"), (320, 640, "light"), (1280, 800, "dark")]
EVERY_LOOK = bool(os.environ.get("SG_EVERY_LOOK"))
OPEN = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"


@pytest.mark.parametrize(
    "group", list(batched(ADDRESSES, 8, strict=False)), ids=lambda group: group[0] or "start"
)
def test_nothing_to_mend_on_any_page(new_page: Any, axe: Any, group: tuple[str, ...]) -> None:
    page = new_page("desk")
    found = {}
    for number, address in enumerate(group):
        page.goto(f"/{address}")
        page.evaluate(OPEN)
        for width, height, scheme in LOOKS if EVERY_LOOK else [LOOKS[number % 4]]:
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)
            wide = page.evaluate("document.documentElement.scrollWidth")
            said = axe(page)
            if said or wide > width:
                found[f"/{address} at {width} px, {scheme}"] = (said, wide)
    assert not found, found
