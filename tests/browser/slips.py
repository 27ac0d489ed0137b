"""One slip of a thumb in one word of each query: what the search has to see through."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SCRIPT = Path(__file__).resolve().parents[2] / "overrides/assets/sg/find-words.js"


def little_words() -> set[str]:
    """The words that carry nothing of a question, as the search itself has them."""
    listed = SCRIPT.read_text(encoding="utf-8").split("STOP = new Set((", 1)[1].split(").split", 1)[0]
    return set(" ".join(re.findall('"(.*?)"', listed)).split())


def neighbours(letter: str) -> str:
    """The letters beside and below or above a letter on a phone's keyboard."""
    row = next(number for number, letters in enumerate(ROWS) if letter in letters)
    at = ROWS[row].index(letter)
    beside = ROWS[row][max(0, at - 1) : at] + ROWS[row][at + 1 : at + 2]
    above = ROWS[row - 1][at : at + 2] if row else ""
    below = ROWS[row + 1][max(0, at - 1) : at + 1] if row < 2 else ""
    return beside + above + below


def slipped(word: str, chance: random.Random) -> str:
    """A word with a letter left out, doubled, swapped with the next, or taken for its neighbour."""
    at = chance.randrange(len(word))
    kind = chance.choice(("left out", "doubled", "swapped", "neighbour"))
    if kind == "left out":
        return word[:at] + word[at + 1 :]
    if kind == "doubled":
        return word[:at] + word[at] + word[at:]
    if kind == "swapped":
        at = min(at, len(word) - 2)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + chance.choice(neighbours(word[at])) + word[at + 1 :]


def with_a_slip(queries: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """The queries that have a word of three letters or more beside the little ones, one of these words slipped in each."""
    chance, little = random.Random(seed), little_words()
    out = []
    for query in queries:
        asked = query["asked"].lower()
        found = [one for one in re.finditer("[a-z]{3,}", asked) if one.group() not in little]
        if not found:
            continue
        one = chance.choice(found)
        word = slipped(one.group(), chance)
        while word == one.group():  # two of the same letter, swapped
            word = slipped(one.group(), chance)
        out.append({**query, "asked": asked[: one.start()] + word + asked[one.end() :]})
    return out
