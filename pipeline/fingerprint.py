"""Gives the site's own styles, scripts and lists names with a hash of their content, and mends what names them.

``assets/sg/theme.css`` becomes ``assets/sg/theme-1f0c….css``. A host can then tell browsers to keep it for ever,
a page never meets a script of another edition, and the saved copy of the site knows what it holds. Files are taken in
the order of who names whom, because a script's name changes with the names inside it.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from pathlib import Path

from pipeline import address as place

#: Below these folders files get a new name; the theme's own files carry a hash already.
FOLDERS = ("assets/sg", "search")
#: Kept under the names that browsers and people know.
KEPT = ("search/minisearch-licence.txt",)
TEXT = {".css", ".js", ".json", ".svg", ".webmanifest"}
#: A quoted or bracketed relative path that could be one of our files.
NAMED = re.compile(r"""(?<=["'(])([\w./-]+\.(?:css|m?js|json|svg|png|webmanifest))(?=["')])""")
ATTRIBUTE = re.compile(
    r"""(?<=\s)((?:href|src|content|data-[a-z-]+)=")([^"?#]+\.(?:css|m?js|json|svg|png|webmanifest))(?=["?#])"""
)


class Tangle(ValueError):
    """Two files name each other, so neither can be named by its content."""


class Renamer:
    """Works through the files of a built site, each after the files it names."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.names: dict[str, str] = {}
        self._open: list[str] = []
        self._files = {
            path.relative_to(site).as_posix()
            for folder in FOLDERS
            for path in (site / folder).rglob("*")
            if path.is_file()
        } - set(KEPT)

    def rename_all(self) -> dict[str, str]:
        """Old path -> new path, for every file."""
        for name in sorted(self._files):
            self._rename(name)
        return self.names

    def _rename(self, name: str) -> str:
        if name in self.names:
            return self.names[name]
        if name in self._open:
            raise Tangle(f"{' -> '.join([*self._open, name])}: these files name each other")
        self._open.append(name)
        path = self.site / name
        data = path.read_bytes()
        if path.suffix in TEXT:
            data = NAMED.sub(lambda found: self._inside(name, found[1]), data.decode("utf-8")).encode("utf-8")
        self._open.pop()
        stem, dot, ending = name.rpartition(".")
        new = f"{stem}-{hashlib.sha256(data).hexdigest()[:16]}{dot}{ending}"
        (self.site / new).write_bytes(data)
        path.unlink()
        self.names[name] = new
        return new

    def _inside(self, name: str, found: str) -> str:
        """The new form of a path one of our files names, relative as it was; anything else as it stands."""
        folder = posixpath.dirname(name)
        target = posixpath.normpath(posixpath.join(folder, found))
        if target not in self._files or target == name:
            return found
        new = posixpath.relpath(self._rename(target), folder)
        return f"./{new}" if found.startswith("./") else new

    def in_page(self, address: str, found: str) -> str:
        """The new form of a path a page names."""
        folder = posixpath.dirname(address)
        base = found.startswith("/")
        target = place.from_root(found) if base else posixpath.normpath(posixpath.join(folder, found))
        if target in self.names:
            new = self.names[target]
            return place.base() + new if base else posixpath.relpath(new, folder or ".")
        # The search box gives its files from the site's root, whatever the page's depth.
        return self.names.get(found, found)


def build(site: Path) -> dict[str, str]:
    """Renames the files of a built site and mends every page; gives old path -> new path. Raises Tangle."""
    renamer = Renamer(site)
    names = renamer.rename_all()
    for path in site.rglob("*.html"):
        address = path.relative_to(site).as_posix()
        text = path.read_text(encoding="utf-8")
        new = ATTRIBUTE.sub(lambda found: found[1] + renamer.in_page(address, found[2]), text)  # noqa: B023
        if new != text:
            path.write_text(new, encoding="utf-8")
    return names
