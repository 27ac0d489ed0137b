"""The notation of the patterns (facts/phrase/, facts/signal/, facts/points/), and matching one.

    poor choices      these words in this order; capitals, hyphens and commas do not matter
    drunk/drinking    one of these (trouble_maker for one of two words)
    go~               any form of the word: go, goes, going, went, gone (and -ise or -ize)
    very?             may be there or not
    * or *6           up to three (six) words of any kind, in the same sentence
    {person}          one of this class (facts/word_class/); a class may hold joined words (asylum_seeker)
    !form/number      the next word is none of these
    ^ and $           first and last word of a sentence; $? the last word of a question
    she [claim~] he   only what stands between the brackets is marked; the rest has to be there

A pattern that excuses ("unless") may also begin or end with a gap: "diagnosed *8" reaches up to eight words on.

A pattern is bounded in every part and never starts with something that may be missing, so the work grows with the length
of the text and not faster.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from decision_aids.language.forms import forms
from decision_aids.language.text import Text

#: Most words a gap may skip, and most gaps in one pattern.
WIDEST_GAP, MOST_GAPS = 8, 3
#: A gap of so many words or fewer does not reach over a comma.
_SHORT_GAP = 2
#: Nor over one of these, which begin another part of the sentence or turn what it says round.
_NEW_PART = frozenset("and but because who which when while not neither nor".split())

#: Words too common to look for first.
COMMON = frozenset(
    "a an the and or but if to of in on at for with from by as is are was were be been being 's am not no i you he she it "
    "we they me him her us them my your his their our this that these those do does did have has had will would can could "
    "should 'd so then there what who when where why how all any some just very up out about into back over than too".split()
)

_WORD, _GAP, _MAYBE, _NOT, _OPEN, _CLOSE, _FROM, _TO, _JOINED, _MAYBE_JOINED, _NOT_JOINED = range(11)


#: What to look for, the words, and the width of a gap (or, for joined words, the words in their order, longest first).
Step = tuple[int, frozenset[str], Any]


class BadPattern(ValueError):
    """A pattern is not written in the notation; the message says what is wrong."""


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A pattern ready to match. `owner` is handed back with every match; one word of each of `required` must occur in a
    sentence for a match at all."""

    source: str
    owner: Any
    steps: tuple[Step, ...]
    first: frozenset[str]
    required: tuple[frozenset[str], ...]
    back: int = 0
    on: int = 0


class Lexicon:
    """The words behind each part of a pattern, worked out once for all patterns that share these classes."""

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        self.classes = classes
        self._sets: dict[str, frozenset[str]] = {}
        self._steps: dict[str, tuple[Step, frozenset[str], frozenset[str]]] = {}

    def step(self, part: str, source: str) -> tuple[Step, frozenset[str], frozenset[str]]:
        """What to look for, the words it can start with, and words of which one has to be there; none of these if the
        part may be missing. Raises BadPattern, which names `source`."""
        found = self._steps.get(part)
        if found is None:
            found = self._steps[part] = self._read(part, source)
        return found

    def _read(self, part: str, source: str) -> tuple[Step, frozenset[str], frozenset[str]]:
        none: frozenset[str] = frozenset()
        if part in ("[", "]"):
            return (_FROM if part == "[" else _TO, none, 0), none, none
        if part in ("^", "$", "$?"):
            return (_OPEN if part == "^" else _CLOSE, none, int(part == "$?")), none, none
        if part[0] == "*":
            if part[1:] and not part[1:].isdigit():
                raise BadPattern(f"{source!r}: {part!r} should be * or * and a number")
            return (_GAP, none, int(part[1:] or 3)), none, none
        kind = _NOT if part[0] == "!" else _MAYBE if part[-1] == "?" else _WORD
        found = self.words(part.lstrip("!").rstrip("?"), source)
        several = [tuple(each.split("_")) for each in found if "_" in each]
        joined = tuple(sorted(several, key=lambda each: (-len(each), each)))
        singles = frozenset(each for each in found if "_" not in each) if joined else found
        if kind != _WORD:
            code = {_MAYBE: _MAYBE_JOINED, _NOT: _NOT_JOINED}[kind] if joined else kind
            return (code, singles, joined), none, none
        first = singles | {parts[0] for parts in joined}
        needed = singles | {max(parts, key=rarity) for parts in joined}
        return (_JOINED if joined else _WORD, singles, joined), first, needed

    def words(self, part: str, source: str) -> frozenset[str]:
        """The words that may stand for a part. Raises BadPattern."""
        words = part.split("/")
        if len(words) == 1 and part[:1] == "{" and part[-1] == "}":
            return self._class(part, source)
        found: set[str] = set()
        for word in words:
            if word.startswith("{") and word.endswith("}"):
                found |= self._class(word, source)
            elif "~" in word:
                parts = [forms(each[:-1]) if each.endswith("~") else {each} for each in word.split("_")]
                found.update("_".join(each) for each in product(*parts))
            elif word and word not in ("*", "?", "!"):
                found.add(word)
            else:
                raise BadPattern(f"{source!r}: {part!r} has an empty alternative")
        return frozenset(found)

    def _class(self, name: str, source: str) -> frozenset[str]:
        found = self._sets.get(name)
        if found is None:
            if name[1:-1] not in self.classes:
                raise BadPattern(f"{source!r}: there is no word class {name}")
            parts = (self.words(each, source) for each in self.classes[name[1:-1]])
            found = self._sets[name] = frozenset().union(*parts)
        return found


def compile_pattern(source: str, owner: Any, lexicon: Lexicon, *, reaching: bool = False) -> Pattern:
    """Reads the notation above; `reaching` allows a gap at either end. Raises BadPattern."""
    steps: list[Step] = []
    required: list[frozenset[str]] = []
    first: frozenset[str] = frozenset()
    for part in parts_of(source):
        step, starts, needed = lexicon.step(part, source)
        steps.append(step)
        if needed:
            first = first or starts
            required.append(needed)
    back = steps.pop(0)[2] if reaching and steps and steps[0][0] == _GAP else 0
    on = steps.pop()[2] if reaching and steps and steps[-1][0] == _GAP else 0
    gaps = [width for kind, _, width in steps if kind == _GAP]
    if not required or len(gaps) > MOST_GAPS - (back > 0) - (on > 0) or max(gaps, default=0) > WIDEST_GAP:
        raise BadPattern(
            f"{source!r}: a pattern needs a word, at most {MOST_GAPS} gaps of at most {WIDEST_GAP} words"
        )
    start = next(kind for kind, _, _ in steps if kind not in (_FROM, _OPEN))
    if start not in (_WORD, _JOINED) or steps[-1][0] in (_GAP, _MAYBE, _MAYBE_JOINED):
        raise BadPattern(f"{source!r}: a pattern starts and ends with words that have to be there")
    required.sort(key=len)
    return Pattern(source, owner, tuple(steps), first, tuple(required), back, on)


def parts_of(source: str) -> list[str]:
    """The parts of a pattern in their order."""
    if "[" in source:
        source = source.replace("[", " [ ").replace("]", " ] ")
    return source.lower().split()


def rarity(word: str) -> tuple[bool, int]:
    """How well a word leads to a pattern: rare words best, then long ones."""
    return word not in COMMON, len(word)


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found. `first`/`last` are the marked words, `begin`/`finish` all words the pattern needed."""

    first: int
    last: int
    begin: int
    finish: int
    owner: Any


def match_at(pattern: Pattern, text: Text, at: int) -> Match | None:
    """The match of a pattern that starts at this word, the shortest where there are several."""
    marks = _match(pattern.steps, 0, text, at, text.sentences[at])
    if marks is None:
        return None
    begin, finish = at, marks[0] - 1
    first = begin if marks[1] < 0 else marks[1]
    last = finish if marks[2] < 0 else marks[2]
    if pattern.back or pattern.on:
        sentence, size = text.sentences[at], len(text.words)
        for _ in range(pattern.back):
            begin -= begin > 0 and text.sentences[begin - 1] == sentence
        for _ in range(pattern.on):
            finish += finish + 1 < size and text.sentences[finish + 1] == sentence
    return Match(first, last, begin, finish, pattern.owner)


def _match(
    steps: tuple[Step, ...], step: int, text: Text, at: int, sentence: int
) -> tuple[int, int, int] | None:
    """(word after the match, first marked word, last marked word); the marks are -1 where not set."""
    words, sentences = text.words, text.sentences
    size = len(words)
    first = last = -1
    count = len(steps)
    while step < count:
        kind, found, width = steps[step]
        inside = at < size and sentences[at] == sentence
        if kind == _WORD:
            if not inside or words[at] not in found:
                return None
            at += 1
        elif kind == _FROM:
            first = at
        elif kind == _TO:
            last = at - 1
        elif kind == _NOT:
            if inside and words[at] in found:
                return None
        elif kind == _OPEN:
            if at and sentences[at - 1] == sentence:
                return None
        elif kind == _CLOSE:
            if inside or (width and "?" not in text.endings.get(sentence, "")):
                return None
        elif kind == _NOT_JOINED:
            if inside and _lengths(text, at, found, width):
                return None
        else:
            tries: Iterable[int]
            if kind == _GAP:
                tries = range(width + 1)
            elif kind == _MAYBE:
                tries = (1, 0) if inside and words[at] in found else (0,)
            else:
                tries = _lengths(text, at, found, width) if inside else ()
                if kind == _JOINED and len(tries) == 1:
                    at += tries[0]
                    step += 1
                    continue
                if kind == _MAYBE_JOINED:
                    tries = (*tries, 0)
            for skip in tries:
                if skip and (at + skip > size or sentences[at + skip - 1] != sentence):
                    break
                if (
                    skip
                    and kind == _GAP
                    and width <= _SHORT_GAP
                    and ("," in text.before[at + skip - 1] or words[at + skip - 1] in _NEW_PART)
                ):
                    break
                rest = _match(steps, step + 1, text, at + skip, sentence)
                if rest is not None:
                    return (rest[0], first if rest[1] < 0 else rest[1], last if rest[2] < 0 else rest[2])
            return None
        step += 1
    return (at, first, last)


def _lengths(
    text: Text, at: int, singles: frozenset[str], joined: tuple[tuple[str, ...], ...]
) -> tuple[int, ...]:
    """How many words each of the alternatives that stand here takes, longest first."""
    words, sentence = text.words, text.sentences[at]
    word = words[at]
    found = [
        len(parts)
        for parts in joined
        if parts[0] == word
        and tuple(words[at : at + len(parts)]) == parts
        and text.sentences[at + len(parts) - 1] == sentence
    ]
    if word in singles:
        found.append(1)
    return tuple(found)
