"""Short addresses and QR codes for every page and every heading, made while the site is built.

``s/#k7m2q`` leads to the place whose address has that code. The code is five letters of a hash of the address, so it
needs no list to be kept, and lasts as long as the address does. Written into a built site:

- ``s/index.html``: all codes, in a fold for each page inside one for each section; it works without a script.
- ``s/addresses.json``: code -> [address, title], for a trainer's own list.
- ``share.json`` beside each page: the codes and QR codes of its parts, fetched when somebody presses Share.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import dataclass
from pathlib import Path

import segno

#: No letter or digit that is taken for another one when read from a wall.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 5
SHORT = "s/"
MARK = "<!-- sg:addresses -->"
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
NOINDEX = '<meta name="robots" content="noindex">'
HEADING = re.compile(r'<h([1-4])[^>]*\bid="([^"]*)"[^>]*>(.*?)</h\1>', re.S)
PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.S)
TAG = re.compile(r"<[^>]*>")
#: One of the eight patterns laid over a QR code. Trying all for the most even one takes ten times as long, and phones
#: read each.
MASK = 3


class ShareError(ValueError):
    """Two places would have the same short address, or the page for short addresses is missing."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere a link can lead: a page (`part` is empty) or a heading on it."""

    page: str
    part: str
    title: str

    @property
    def address(self) -> str:
        """The site path, such as `talk/asking/#when`."""
        return f"{self.page}#{self.part}" if self.part else self.page

    @property
    def code(self) -> str:
        """The letters of its short address."""
        return code(self.address)


def code(address: str) -> str:
    """Five letters for a site path; the same path always has the same ones."""
    number = int.from_bytes(hashlib.sha256(address.encode("utf-8")).digest()[:8])
    letters = []
    for _ in range(LENGTH):
        number, at = divmod(number, len(LETTERS))
        letters.append(LETTERS[at])
    return "".join(letters)


def places_of(page: str, text: str) -> list[Place]:
    """The page itself first, then the headings that have a permanent link, each title led by the page's own."""
    title, found = "", []
    for level, id_, inside in HEADING.findall(text):
        linked = PERMALINK.search(inside)
        words = " ".join(html.unescape(TAG.sub("", PERMALINK.sub("", inside))).split())
        if level == "1":
            title = title or words
        elif linked:
            found.append((id_, words))
    if not title:
        return []
    return [Place(page, "", title)] + [Place(page, part, f"{title}: {words}") for part, words in found]


def places(site: Path) -> list[Place]:
    """Every place of a built site, in the order of the addresses of its pages."""
    found = []
    for path in sorted(site.rglob("index.html")):
        text = path.read_text(encoding="utf-8")
        page = path.parent.relative_to(site).as_posix().removeprefix(".").strip("/")
        if NOINDEX not in text:
            found += places_of(f"{page}/" if page else "", text)
    return found


def address_of(site: Path) -> str:
    """The public address of the site, as its start page names it. Raises ShareError."""
    named = CANONICAL.search((site / "index.html").read_text(encoding="utf-8"))
    if not named:
        raise ShareError("index.html does not name its own address (rel=canonical)")
    return html.unescape(named[1])


def squares(address: str) -> str:
    """A QR code as text: its width, a colon, and its squares row by row as bits in base64."""
    made = segno.make(address, error="l", micro=False, mask=MASK)
    bits = "".join("1" if square else "0" for row in made.matrix for square in row)
    packed = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8))
    return f"{len(made.matrix)}:{base64.b64encode(packed).decode('ascii')}"


def by_code(found: list[Place]) -> dict[str, Place]:
    """code -> place. Raises ShareError where two addresses have the same code."""
    named: dict[str, Place] = {}
    for place in found:
        other = named.setdefault(place.code, place)
        if other.address != place.address:
            raise ShareError(
                f"{place.address!r} and {other.address!r} have the same short address "
                f"{SHORT}#{place.code}: give the newer heading another anchor"
            )
    return named


def folds(found: list[Place]) -> str:
    """Every place behind its code: a fold for each page, and one round the pages of each section that has several."""
    pages: dict[str, list[Place]] = {}
    for place in found:
        pages.setdefault(place.page, []).append(place)
    sections: dict[str, list[list[Place]]] = {}
    for page, its in pages.items():
        sections.setdefault(page.partition("/")[0], []).append(its)
    written = []
    for name, group in sections.items():
        inside = "".join(map(_fold, group))
        if len(group) > 1:
            title = pages[f"{name}/"][0].title if f"{name}/" in pages else name.capitalize()
            inside = (
                f"<details><summary>{html.escape(title)} ({len(group)} pages)</summary>{inside}</details>"
            )
        written.append(inside)
    return "".join(written)


def _fold(places: list[Place]) -> str:
    """One page and its headings, each a line with the letters and a link."""
    title = places[0].title
    lines = "".join(
        f'<li id="{place.code}"><code>{place.code}</code> <a href="../{html.escape(place.address)}">'
        f"{html.escape(place.title.removeprefix(f'{title}: '))}</a></li>"
        for place in places
    )
    return f"<details><summary>{html.escape(title)}</summary><ul>{lines}</ul></details>"


def build(site: Path) -> int:
    """Writes the short addresses and the codes of a built site; gives their number. Raises ShareError."""
    base = address_of(site)
    found = places(site)
    named = by_code(found)
    target = site / SHORT / "index.html"
    text = target.read_text(encoding="utf-8") if target.is_file() else ""
    if text.count(MARK) != 1:
        raise ShareError(f"{SHORT}index.html has no place for the list of short addresses")
    target.write_text(text.replace(MARK, folds(found)), encoding="utf-8")
    listed = {letters: [place.address, place.title] for letters, place in sorted(named.items())}
    _write(site / SHORT / "addresses.json", listed)
    pages: dict[str, dict[str, list[str]]] = {}
    for place in found:
        pages.setdefault(place.page, {})[place.part] = [place.code, squares(base + place.address)]
    for page, parts in pages.items():
        _write(site / page / "share.json", {"base": base, "parts": parts})
    return len(named)


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
