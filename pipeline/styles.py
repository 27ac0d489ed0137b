"""One style sheet where a page names several in a row: a phone on a slow line waits for each one separately.

The sheets of a run are put together in their order, once for each different run, before names are given by content.
Links in them stay right: the theme's hold none, and ours stand in the folder the whole is written to.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from pathlib import Path

from pipeline import address
from pipeline.unused_styles import without_unread, without_unused, words_of

LINK = r'<link rel="stylesheet" href="([^"]+)">'
RUN = re.compile(rf"{LINK}(?:\s*{LINK})+")
FOLDER = "assets/sg"
OUTSIDE = re.compile(r"url\(\s*[\"']?(?!data:|#|[\"']?data:)([^)\"']+)")
COMMENT = re.compile(r"/\*.*?\*/", re.S)


class Unbundled(ValueError):
    """A sheet names a file relative to its own place, so it cannot be moved."""


def build(site: Path) -> int:
    """Puts the runs of every page together; gives the number of sheets written. Raises Unbundled."""
    trim(site)
    made: dict[tuple[str, ...], str] = {}
    alone: set[str] = set()
    for path in sorted(site.rglob("*.html")):
        folder = posixpath.dirname(path.relative_to(site).as_posix())
        text = path.read_text(encoding="utf-8")

        def together(found: re.Match[str], folder: str = folder) -> str:
            hrefs = re.findall(LINK, found[0])
            names = tuple(_target(folder, href) for href in hrefs)
            name = made.get(names) or made.setdefault(names, _write(site, names))
            base = (
                address.base() + name if hrefs[0].startswith("/") else posixpath.relpath(name, folder or ".")
            )
            return f'<link rel="stylesheet" href="{base}">'

        new = RUN.sub(together, text)
        alone.update(_target(folder, href) for href in re.findall(LINK, new))
        if new != text:
            path.write_text(new, encoding="utf-8")
    for name in {name for names in made for name in names} - alone:
        (site / name).unlink()
    return len(made)


def trim(site: Path) -> None:
    """Takes out of the theme's sheets what this site does not use: a third of what a phone would wait for."""
    words = words_of(site)
    theirs = [
        path
        for path in sorted(site.rglob("*.css"))
        if not path.relative_to(site).as_posix().startswith(FOLDER)
    ]
    for path in theirs:
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        path.write_text(without_unused(text, words), encoding="utf-8")
    everything = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*"))
        if path.suffix in (".css", ".html", ".js")
    )
    for path in theirs:
        path.write_text(without_unread(path.read_text(encoding="utf-8"), everything), encoding="utf-8")


def _target(folder: str, href: str) -> str:
    return (
        address.from_root(href) if href.startswith("/") else posixpath.normpath(posixpath.join(folder, href))
    )


def _write(site: Path, names: tuple[str, ...]) -> str:
    parts = []
    for name in names:
        text = COMMENT.sub("", (site / name).read_text(encoding="utf-8"))
        outside = OUTSIDE.search(text)
        if outside and not name.startswith(FOLDER):
            raise Unbundled(f"{name} names {outside[1]}")
        lines = (line.strip() for line in text.splitlines() if not line.startswith("/*# sourceMappingURL"))
        parts.append("\n".join(line for line in lines if line))
    whole = "\n".join(parts) + "\n"
    name = f"{FOLDER}/styles-{hashlib.sha256(' '.join(names).encode()).hexdigest()[:8]}.css"
    (site / name).write_text(whole, encoding="utf-8")
    return name
