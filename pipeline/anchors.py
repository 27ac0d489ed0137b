"""``python -m pipeline anchors``: adds the pages and headings of the built site to the list of published addresses.

The list only grows: an address on it may be moved (deploy/moved-anchors.txt) but never forgotten.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "tests" / "content" / "published-anchors.txt"
HEADING = re.compile(r"^#{2,4} .*\{\s*#([a-z0-9-]+)(?:\s[^}]*)?\}\s*$", re.M)


def addresses(docs: Path) -> set[str]:
    """Every page's address, and with "#" each heading that has an anchor of its own."""
    found = set()
    for path in docs.rglob("*.md"):
        name = path.relative_to(docs).as_posix()
        if name == "reference/parts.md":
            continue
        page = re.sub(r"(^|/)index\.md$|\.md$", "", name)
        base = f"{page}/"
        found.add(base)
        found.update(f"{base}#{anchor}" for anchor in HEADING.findall(path.read_text(encoding="utf-8")))
    return found


def main(arguments: list[str]) -> int:
    """Writes the list; takes no arguments."""
    before = set(LIST.read_text(encoding="utf-8").split()) if LIST.is_file() else set()
    after = before | addresses(ROOT / "docs")
    LIST.write_text("\n".join(sorted(after)) + "\n", encoding="utf-8")
    print(f"{len(after)} published addresses, {len(after - before)} new")
    return 0
