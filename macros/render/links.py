"""Links to other pages of the site, under the names those pages give themselves."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from macros.render.html import Html, el
from macros.render.page import Page


def page_link(page: Page, path: str) -> Html:
    """A link with the page's own title and, for a part of it, that heading.

    ValueError when there is no such page or heading.
    """
    return el("a", title_of(page.site.root, path), href=page.href(path))


def title_of(root: Path, path: str) -> str:
    """The title of a page, or of the part of it that the path names ("talk/asking/#when").

    ValueError when there is no such page or heading.
    """
    address, _, part = path.partition("#")
    title, headings = _titles(root, address.strip("/"))
    if not part:
        return title
    if part not in headings:
        raise ValueError(f"{address} has no heading #{part}")
    return f"{title}: {headings[part]}"


@cache
def _titles(root: Path, address: str) -> tuple[str, dict[str, str]]:
    """A page's title, and its headings by their short addresses."""
    for name in (f"{address}.md", f"{address}/index.md"):
        file = root / "docs" / name
        if file.is_file():
            _, front, text = file.read_text(encoding="utf-8").split("---\n", 2)
            found = re.findall(r"^#+ (.*?) \{ #([\w-]+)", text, re.M)
            title = next(line for line in front.splitlines() if line.startswith("title:"))  # the rest is long
            return str(yaml.safe_load(title)["title"]), {part: heading for heading, part in found}
    raise ValueError(f"there is no page {address!r}")
