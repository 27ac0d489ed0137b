"""Plain English: the average page can be read at 14 or younger; the hardest pages are named.

The automated readability index is used because it needs no word list: grade g is about age g + 5.
`python -m tests.content.test_reading_age` prints the table.
"""

import re
from pathlib import Path
from statistics import mean

import textstat

from tests.content.pages import ROOT, built, guidance, read

#: No page above this, and the average at most AVERAGE (years of age).
WORST, AVERAGE = 18, 14


def prose(text: str) -> str:
    """The running sentences of a page: lines with at least eight words that end like a sentence."""
    lines = [line for line in text.splitlines() if len(line.split()) >= 8 and re.search(r"[.?!]”?$", line)]
    return "\n".join(lines)


def ages(site: Path) -> dict[str, float]:
    """Reading age of each guidance page with enough prose to judge."""
    found = {}
    for page in guidance():
        text = prose(read(built(site, page.address))[1])
        if len(text.split()) > 80 and not page.path.startswith(("aids/", "reference/law-register")):
            found[page.path] = textstat.automated_readability_index(text) + 5
    return found


def test_reading_age(built_site: Path) -> None:
    found = ages(built_site)
    assert found
    hardest = sorted(found, key=found.__getitem__)[-5:]
    assert mean(found.values()) <= AVERAGE, hardest
    assert max(found.values()) <= WORST, {path: found[path] for path in hardest}


if __name__ == "__main__":
    table = ages(ROOT / "site")
    for path, age in sorted(table.items(), key=lambda pair: -pair[1]):
        print(f"{age:5.1f}  {path}")
    print(f"{mean(table.values()):5.1f}  average of {len(table)} pages")
