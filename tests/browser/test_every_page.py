"""Every page, at 320 and 1280 pixels: nothing for axe to find, nothing cut off or cramped, no stray request, nothing stored.

The four looks (narrow and wide, light and dark) take turns from page to page; test_open_to_everyone.py gives each page
every look in make test-all. What every page has alike (the header, the list of all pages, the foot) is judged on the first
two of each eight, and so is contrast, which takes axe longest and hangs on styles more than on the page; on all of them
there. Folded parts are opened first, so that nothing hides from the check.
Console errors and requests to another host fail the page by themselves (see conftest).
"""

from __future__ import annotations

from itertools import batched
from typing import Any

import pytest

from tests.browser.watch import stored
from tests.content.pages import pages

ADDRESSES = [page.address.replace("./", "").lstrip("/") for page in pages()]
LOOKS = [(320, 640, "dark"), (1280, 800, "light"), (320, 640, "light"), (1280, 800, "dark")]
#: So many pages of a group are judged whole, with contrast: one narrow and dark, one wide and light.
WHOLE = 2
ALIKE = (".md-header", ".md-sidebar--primary", ".md-footer")
OPEN = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"

#: Words of a drawing that stand outside it, and cells as narrow as a ladder: more than eight lines of a word or two.
SQUEEZED = """() => {
  const found = [];
  for (const drawing of document.querySelectorAll("article svg[role=img]")) {
    const edge = drawing.getBoundingClientRect();
    for (const words of drawing.querySelectorAll("text")) {
      const { left, right, top, bottom, width } = words.getBoundingClientRect();
      if (width && (left < edge.left - 1 || right > edge.right + 1 || top < edge.top - 1 || bottom > edge.bottom + 1))
        found.push(`outside the drawing: ${words.textContent}`);
    }
  }
  const range = document.createRange();
  for (const cell of document.querySelectorAll("article td")) {
    range.selectNodeContents(cell);
    const lines = range.getBoundingClientRect().height / parseFloat(getComputedStyle(cell).lineHeight);
    if (lines > 8 && cell.textContent.trim().length / lines < 15)
      found.push(`a narrow cell: ${cell.textContent.trim().slice(0, 40)}`);
  }
  return found;
}"""

#: What a page that was only read leaves on the device: nothing, or the colours (the theme writes down what it found).
NOTHING = {
    "session": {},
    "databases": [],
    "caches": [],
    "cookie": "",
    "cookies": [],
    "history": None,
    "name": "",
}


def left_behind(page: Any) -> dict[str, Any]:
    """What the open page has left on the device that it should not."""
    found = stored(page)
    address = found.pop("address")
    local = {key: value for key, value in found.pop("local").items() if key != "/.sg-colours"}
    odd = {key: value for key, value in found.items() if value != NOTHING[key]}
    return {**odd, **({"local": local} if local else {}), **({"address": address} if "?" in address else {})}


@pytest.mark.parametrize(
    "group", list(batched(ADDRESSES, 8, strict=False)), ids=lambda group: group[0] or "start"
)
def test_nothing_to_mend_on_any_page(new_page: Any, axe: Any, group: tuple[str, ...]) -> None:
    page = new_page("desk")
    found = {}
    for number, address in enumerate(group):
        page.goto(f"/{address}")
        page.evaluate(OPEN)
        width, height, scheme = LOOKS[number % 4]
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        wide = page.evaluate("document.documentElement.scrollWidth")
        fully = number < WHOLE
        said = axe(page, without=() if fully else ALIKE, rules={"color-contrast": {"enabled": fully}})
        squeezed = page.evaluate(SQUEEZED)
        left = left_behind(page)
        if said or wide > width or squeezed or left:
            found[f"/{address} at {width} px, {scheme}"] = (said, wide, squeezed, left)
    assert not found, found
