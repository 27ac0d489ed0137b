"""Which role a phrase speaks from: what is heard in it is weighed, and the role with most points wins.

Two things are heard: signals (facts/signal/), each a thing a reader can be told, such as "lays blame"; and single words
or pairs of words that lean to a role. How many points each counts for which role stands in facts/points.toml, which
`python -m tests.rules.weigh` fits to the labelled phrases. Points are only ever for a role, never against one.
A role has to come out above the plain role, "none of these", which starts with points of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from decision_aids import facts
from decision_aids.facts.entries import Signal
from decision_aids.language import Finder, Match, Text, compile_pattern, longest, overlaps, spelled_out

PLAIN = "none"
#: The entry of facts/points.toml that says how many points the plain role starts with.
START = "plain-start"
#: A signal counts this often at most, however often it is heard.
MOST = 2


@dataclass(frozen=True, slots=True)
class Heard:
    """Something heard: words `first` to `last`, and the signal if it was one."""

    first: int
    last: int
    points: int
    signal: Signal | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """The points of every role, the role that wins, and what was heard for it, strongest first."""

    totals: dict[str, int]
    role: str
    heard: tuple[Heard, ...]


class Scales:
    """The signals and points, made ready when the first text comes."""

    def __init__(self) -> None:
        self.signals: dict[str, Signal] = {each.id: each for each in facts.every("signal")}
        self.roles: tuple[str, ...] = tuple(dict.fromkeys(each.role for each in facts.every("points")))
        self.start = facts.get("points", START).points
        self.of_signal: dict[str, list[tuple[str, int]]] = {}
        self.of_word: dict[str, list[tuple[str, int]]] = {}
        for each in facts.every("points"):
            for name in each.signals:
                self.of_signal.setdefault(name, []).append((each.role, each.points))
            for word in each.words:
                self.of_word.setdefault(word, []).append((each.role, each.points))
        #: The role for which a signal counts most.
        self.mainly = {
            name: max(counts, key=lambda count: count[1])[0] for name, counts in self.of_signal.items()
        }

    @cached_property
    def finder(self) -> Finder:
        """All patterns of all signals."""
        classes = {each.id: each.words for each in facts.every("word_class")}
        patterns = []
        for signal in self.signals.values():
            for sources, counts in ((signal.match, True), (signal.unless, False)):
                patterns += [
                    compile_pattern(each, (signal.id, counts), classes, reaching=not counts)
                    for source in sources
                    for each in spelled_out(source)
                ]
        return Finder(patterns)

    def signals_in(self, text: Text) -> dict[str, list[Match]]:
        """The signals heard, each with its matches that do not overlap."""
        wanted: dict[str, list[Match]] = {}
        excused: dict[str, list[Match]] = {}
        for match in self.finder.find(text):
            name, counts = match.owner
            (wanted if counts else excused).setdefault(name, []).append(match)
        found: dict[str, list[Match]] = {}
        for name in self.signals:
            kept = [
                each
                for each in wanted.get(name, ())
                if not any(
                    overlaps((each.first, each.last), (other.begin, other.finish))
                    for other in excused.get(name, ())
                )
            ]
            if kept:
                found[name] = longest(kept)
        return found

    def weigh(self, text: Text) -> Weighed:
        """The role of a text. Words of somebody else in quotation marks are left out, unless all is quoted."""
        skip = text.quoted if not all(text.quoted) else bytearray(len(text.words))
        totals = dict.fromkeys(self.roles, 0)
        totals[PLAIN] = self.start
        heard: dict[str, list[Heard]] = {role: [] for role in self.roles}
        for name, matches in self.signals_in(text).items():
            counted = [each for each in matches if not any(skip[each.first : each.last + 1])][:MOST]
            for role, points in self.of_signal.get(name, ()):
                totals[role] += points * len(counted)
                heard[role] += [Heard(each.first, each.last, points, self.signals[name]) for each in counted]
        for word, (first, last) in words_in(text, skip).items():
            for role, points in self.of_word.get(word, ()):
                totals[role] += points
                heard[role].append(Heard(first, last, points))
        winner = max(self.roles, key=lambda role: (totals[role], role == PLAIN))
        ranked = sorted(heard[winner], key=lambda each: (each.signal is None, -each.points, each.first))
        return Weighed(totals, winner, tuple(ranked))


def words_in(text: Text, skip: bytearray) -> dict[str, tuple[int, int]]:
    """The words and pairs that may count (see Points), each once, with the place where it stands first."""
    found: dict[str, tuple[int, int]] = {}
    for word, place, last in _words(text, skip):
        found.setdefault(word, (place, last))
    return found


def _words(text: Text, skip: bytearray) -> Iterator[tuple[str, int, int]]:
    words = text.words
    for at, word in enumerate(words):
        if skip[at]:
            continue
        yield word, at, at
        if text.opens(at):
            yield f"^ {word}", at, at
        if text.closes(at):
            asked = "?" in text.endings.get(text.sentences[at], "")
            yield f"{word} {'$?' if asked else '$'}", at, at
            if asked:
                yield "$?", at, at
        elif not skip[at + 1]:
            yield f"{word} {words[at + 1]}", at, at + 1
