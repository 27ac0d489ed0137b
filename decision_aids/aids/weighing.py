"""What is heard in a text is weighed: each thing counts so many points for a role or a level, and the one with most wins.

Two sorts of things are heard: signals, each a thing a reader can be told, such as "lays blame" (facts/signal/, or what an
aid's grammar finds); and single words or pairs of words that lean to a role. How many points each counts for which role
stands in facts/points/, which `python -m tests.rules.weigh` fits to texts sorted by hand. Points below nought count against
a role. Each role starts with points of its own (START), "none of these" among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from decision_aids import facts
from decision_aids.facts.entries import Signal
from decision_aids.language import Finder, Match, Text, longest, overlaps

#: The role of a text in which nothing is heard.
PLAIN = "none"
#: Heard in every text: the points with which each role starts.
START = "any text"
#: A signal counts this often at most, however often it is heard.
MOST = 2
#: Where something stands: its first and last word.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Heard:
    """Something heard: words `first` to `last`, what it counts for the winner, and the signal's name if it was one."""

    first: int
    last: int
    points: int
    signal: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The points of every role, the role that wins, and what was heard for it: signals first, strongest first."""

    totals: dict[str, int]
    role: str
    heard: tuple[Heard, ...]


class Scales:
    """The points of one aid."""

    def __init__(self, aid: str) -> None:
        points = [each for each in facts.every("points") if each.aid == aid]
        self.roles: tuple[str, ...] = tuple(dict.fromkeys(each.role for each in points))
        self.of_signal: dict[str, list[tuple[str, int]]] = {}
        self.of_word: dict[str, list[tuple[str, int]]] = {}
        for each in points:
            for name in each.signals:
                self.of_signal.setdefault(name, []).append((each.role, each.points))
            for word in each.words:
                self.of_word.setdefault(word, []).append((each.role, each.points))
        #: The role for which a signal counts most.
        self.mainly = {
            name: max(counts, key=lambda count: count[1])[0] for name, counts in self.of_signal.items()
        }

    def weigh(self, text: Text, signals: Mapping[str, Sequence[Place]]) -> Weighed:
        """The role of a text in which these signals are heard. Quoted words are left out, unless all is quoted."""
        skip = skipped(text)
        totals = dict.fromkeys(self.roles, 0) | dict(self.of_signal.get(START, ()))
        heard: dict[str, list[Heard]] = {role: [] for role in self.roles}
        for name, places in signals.items():
            counted = [each for each in places if not any(skip[each[0] : each[1] + 1])][:MOST]
            for role, points in self.of_signal.get(name, ()):
                totals[role] += points * len(counted)
                heard[role] += [Heard(first, last, points, name) for first, last in counted]
        for word, (first, last) in words_in(text, skip).items():
            for role, points in self.of_word.get(word, ()):
                totals[role] += points
                heard[role].append(Heard(first, last, points))
        winner = max(self.roles, key=lambda role: (totals[role], role == PLAIN))
        counted_for = [each for each in heard[winner] if each.points > 0]
        ranked = sorted(counted_for, key=lambda each: (not each.signal, -each.points, each.first))
        return Weighed(totals, winner, tuple(ranked))


def skipped(text: Text) -> bytearray:
    """Marks the words of somebody else in quotation marks; none where the whole text is quoted."""
    return bytearray(len(text.words)) if all(text.quoted) else text.quoted


def words_in(text: Text, skip: bytearray) -> dict[str, Place]:
    """The words and pairs that may count (see `Points`), each once, with the place where it stands first."""
    found: dict[str, Place] = {}
    for word, place in _words(text, skip):
        found.setdefault(word, place)
    return found


def _words(text: Text, skip: bytearray) -> Iterator[tuple[str, Place]]:
    words = text.words
    for at, word in enumerate(words):
        if skip[at]:
            continue
        yield word, (at, at)
        if text.opens(at):
            yield f"^ {word}", (at, at)
        if text.closes(at):
            asked = "?" in text.endings.get(text.sentences[at], "")
            yield f"{word} {'$?' if asked else '$'}", (at, at)
            if asked:
                yield "$?", (at, at)
        elif not skip[at + 1]:
            yield f"{word} {words[at + 1]}", (at, at + 1)


class Signals:
    """The signals of facts/signal/. Patterns are made ready when the first text comes."""

    def __init__(self) -> None:
        self.by_id: dict[str, Signal] = {each.id: each for each in facts.every("signal")}

    @cached_property
    def finder(self) -> Finder:
        """All patterns of all signals."""
        finder = Finder({each.id: each.words for each in facts.every("word_class")})
        for signal in self.by_id.values():
            finder.add(signal.match, (signal.id, True))
            finder.add(signal.unless, (signal.id, False), reaching=True)
        return finder

    def heard(self, text: Text) -> dict[str, list[Place]]:
        """The signals heard, each with its places; those that an `unless` pattern touches are left out."""
        wanted: dict[str, list[Match]] = {}
        excused: dict[str, list[Match]] = {}
        for match in self.finder.find(text):
            name, counts = match.owner
            (wanted if counts else excused).setdefault(name, []).append(match)
        found: dict[str, list[Place]] = {}
        for name in self.by_id:
            kept = [
                each
                for each in wanted.get(name, ())
                if not any(
                    overlaps((each.first, each.last), (other.begin, other.finish))
                    for other in excused.get(name, ())
                )
            ]
            if kept:
                found[name] = [(each.first, each.last) for each in longest(kept)]
        return found
