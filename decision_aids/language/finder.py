"""Looking for many patterns at once, and choosing among what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from decision_aids.language.patterns import (
    COMMON,
    Lexicon,
    Match,
    Pattern,
    compile_pattern,
    match_at,
    rarity,
)
from decision_aids.language.text import Text

#: The weight of what leads to no pattern: what may be missing, and what must be.
_NO_LEAD = 1_000_000


class Finder:
    """Many patterns, looked for at once.

    Of each pattern only the words that lead to it are worked out beforehand; the rest when a sentence has one of them and
    one of the next best. Of thousands of patterns a text wakes a few dozen, so no answer waits for all of them.
    """

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        self._lexicon = Lexicon(classes)
        self._weights: dict[str, int] = {}
        self._class_weights: dict[str, int] = {}
        self._leads: dict[str, list[str]] = {}
        self._sources: list[tuple[str, Any, bool, str]] = []
        self._patterns: dict[int, Pattern] = {}
        self._by_word: dict[str, list[int]] = {}

    def add(self, sources: Iterable[str], owner: Any, *, reaching: bool = False) -> None:
        """Patterns of one owner; what they find comes in the order in which they were added."""
        weights, by_word = self._weights, self._by_word
        for source in sources:
            rank = len(self._sources)
            least = next_least = _NO_LEAD
            lead = second = ""
            for part in source.split():
                weight = weights.get(part)
                if weight is None:
                    weight = weights[part] = self._weight(part)
                if weight < least:
                    least, lead, next_least, second = weight, part, least, lead
                elif weight < next_least:
                    next_least, second = weight, part
            self._sources.append((source, owner, reaching, second))
            for word in self._words(lead):
                by_word.setdefault(word, []).append(rank)

    def _weight(self, part: str) -> int:
        """About how often a part of a pattern is in a text: the lighter, the better it leads to the pattern."""
        part = part.strip("[]").lower()
        if not part or part[0] in "!^$*" or part[-1] == "?":
            return _NO_LEAD
        words = part.replace("~", "").split("/")
        weight = len(words) + 3 * part.count("~")
        if not COMMON.isdisjoint(words):
            weight += 1000
        if "{" in part:
            weight += sum([self._class_weight(word) for word in words if word[0] == "{"])
        return weight

    def _class_weight(self, name: str) -> int:
        """What the words of a class weigh together."""
        weight = self._class_weights.get(name)
        if weight is None:
            weight = self._class_weights[name] = self._weight(
                "/".join(self._lexicon.classes.get(name[1:-1], ("",)))
            )
        return weight

    def _words(self, part: str) -> list[str]:
        """The words of which a text must have one if this part of a pattern is in it."""
        found = self._leads.get(part)
        if found is None:
            plain = part.strip("[]").lower()
            words: Iterable[str] = plain.split("/")
            if "{" in plain or "~" in plain or "" in words:
                words = self._lexicon.words(plain, part)
            if "_" in plain or "{" in plain:
                words = {max(word.split("_"), key=rarity) if "_" in word else word for word in words}
            found = self._leads[part] = list(words)
        return found

    def pattern(self, rank: int) -> Pattern:
        """The pattern that was added as number `rank`, ready to match. Raises BadPattern."""
        found = self._patterns.get(rank)
        if found is None:
            source, owner, reaching, _ = self._sources[rank]
            found = compile_pattern(source, owner, self._lexicon, reaching=reaching)
            self._patterns[rank] = found
        return found

    def __len__(self) -> int:
        return len(self._sources)

    def find(self, text: Text) -> list[Match]:
        """Every match, at most one for a pattern at a place, sentence by sentence, in the order of the patterns."""
        words, sentences = text.words, text.sentences
        found: list[Match] = []
        start, size = 0, len(words)
        while start < size:
            end = start + 1
            while end < size and sentences[end] == sentences[start]:
                end += 1
            here = set(words[start:end])
            ranks: set[int] = set()
            for word in here & self._by_word.keys():
                ranks.update(self._by_word[word])
            for rank in sorted(ranks):
                pattern = self._patterns.get(rank)
                if pattern is None:
                    second = self._sources[rank][3]
                    if second and here.isdisjoint(self._words(second)):
                        continue
                    pattern = self.pattern(rank)
                for one_of in pattern.required:
                    if one_of.isdisjoint(here):
                        break
                else:
                    first = pattern.first
                    for at in range(start, end):
                        if words[at] in first:
                            match = match_at(pattern, text, at)
                            if match is not None:
                                found.append(match)
            start = end
        return found


def overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Two ranges of words (first, last) share a word."""
    return one[0] <= other[1] and other[0] <= one[1]


def longest(found: Iterable[Match]) -> list[Match]:
    """The matches that do not overlap, longer ones first chosen, in the order of the text."""
    ranked = sorted(found, key=lambda each: (each.begin - each.finish, each.first - each.last, each.first))
    taken: list[Match] = []
    used: set[int] = set()
    for each in ranked:
        if used.isdisjoint(range(each.first, each.last + 1)):
            taken.append(each)
            used.update(range(each.first, each.last + 1))
    return sorted(taken, key=lambda each: each.first)


_NEGATORS = frozenset("not never no nor without neither nothing nobody none hardly".split())


_TURNS = frozenset(("and", "but"))
_BEGINS_ANEW = frozenset("was is were are seemed became looked she he they".split())


def negated(text: Text, at: int, reach: int = 3) -> bool:
    """A word up to `reach` words back in the same sentence says no."""
    for back in range(at - 1, max(-1, at - 1 - reach), -1):
        if text.sentences[back] != text.sentences[at] or text.before[back + 1]:
            return False
        if text.words[back] in _NEGATORS:
            return text.words[back + 1] != "only"  # "not only late but rude"
        if text.words[back] in _TURNS and text.words[back + 1] in _BEGINS_ANEW:
            return False  # "said nothing and was sulky"
    return False
