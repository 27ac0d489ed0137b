"""What the three text aids share: the phrases of an aid looked for in a text, a condition "the text has this", and a warning
when the text seems to hold a name or a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from decision_aids import facts
from decision_aids.conditions import Condition
from decision_aids.facts.entries import Phrase, PhraseKind
from decision_aids.identifiers import Identifier, identifiers
from decision_aids.language import (
    Finder,
    Match,
    Text,
    longest,
    negated,
    overlaps,
    read,
)
from decision_aids.model import Answers, Link, Question, Rule, Span


@dataclass(frozen=True, slots=True)
class Finding:
    """Words found: characters `start` to `end`, the kind, why, and other ways to put it."""

    start: int
    end: int
    kind: PhraseKind
    why: str
    instead: tuple[str, ...]
    sources: tuple[str, ...]


class Phrasebook:
    """The kinds and phrases of one aid. Patterns are made ready when the first text comes."""

    def __init__(self, slug: str) -> None:
        self.kinds: dict[str, PhraseKind] = {
            kind.id: kind for kind in facts.every("phrase_kind") if kind.aid == slug
        }
        self.phrases: tuple[Phrase, ...] = tuple(
            each for each in facts.every("phrase") if each.kind in self.kinds
        )
        self.classes = {each.id: each.words for each in facts.every("word_class")}

    def phrase(self, phrase_id: str) -> Phrase:
        """The phrase of this name. Raises StopIteration if the aid has none."""
        return next(each for each in self.phrases if each.id == phrase_id)

    @cached_property
    def finder(self) -> Finder:
        """All patterns of the aid, ready to look for."""
        finder = Finder(self.classes)
        for phrase in self.phrases:
            finder.add(phrase.match, (phrase, True))
            finder.add(phrase.unless, (phrase, False), reaching=True)
        return finder

    def prepare(self) -> None:
        """Makes the patterns ready, which the first text would have to wait for."""
        len(self.finder)

    def matches(
        self,
        text: Text,
        more: Iterable[Match] = (),
        counts_here: Callable[[Match, Phrase], bool] = lambda match, phrase: True,
    ) -> list[tuple[Match, Phrase]]:
        """The phrases found, and those of `more`, in the order of the text; the longest where several share a word.

        Left out are those that "unless", quotation marks, reported speech, a denial or `counts_here` excuse.
        """
        wanted: list[Match] = []
        excused: dict[str, list[Match]] = {}
        for match in self.finder.find(text):
            phrase, counts = match.owner
            if counts:
                wanted.append(match)
            else:
                excused.setdefault(phrase.id if phrase.match else phrase.kind, []).append(match)
        wanted += more
        kept = [
            match
            for match in wanted
            if self._stands(text, match, excused) and counts_here(match, match.owner[0])
        ]
        return [(match, match.owner[0]) for match in longest(kept)]

    def _stands(self, text: Text, match: Match, excused: dict[str, list[Match]]) -> bool:
        phrase = match.owner[0]
        kind = self.kinds[phrase.kind]
        if any(text.quoted[match.first : match.last + 1]):
            return False
        if text.told[match.first] and not (kind.spoken or phrase.spoken):
            return False
        here = (match.begin, match.finish)
        for excuse in (phrase.id, phrase.kind):
            if any(overlaps(here, (each.begin, each.finish)) for each in excused.get(excuse, ())):
                return False
        return kind.denied or not negated(text, match.first)

    def finding(self, text: Text, match: Match, phrase: Phrase) -> Finding:
        """A match as what the reader is told."""
        kind = self.kinds[phrase.kind]
        return Finding(
            text.starts[match.first],
            text.ends[match.last],
            kind,
            phrase.why or kind.why,
            phrase.instead or kind.instead,
            phrase.sources or kind.sources,
        )


def marked(text: str, found: Iterable[Finding], private: Iterable[Identifier | Finding]) -> tuple[Span, ...]:
    """The findings as the result carries them, shown without the names and numbers of `private`."""
    private = tuple(private)
    return tuple(
        Span(
            each.start,
            each.end,
            without_details(text, each.start, each.end, private),
            each.kind.id,
            each.kind.name,
            each.why,
            each.instead,
            "; ".join(cited(reference) for reference in each.sources),
        )
        for each in found
    )


def cited(reference: str) -> str:
    """A source in words."""
    source = facts.cite(reference)
    return f"{source['title']}, {source['section']}" if source["section"] else source["title"]


@dataclass(frozen=True, slots=True)
class TextHas(Condition):
    """The text has something: `test(text)` says whether. Unknown while nothing is typed in."""

    question: Question
    test: Callable[[str], bool]
    text: str

    def holds(self, answers: Answers) -> bool | None:
        given = answers.text(self.question.key)
        return self.test(given) if given else None

    def words(self) -> str:
        return self.text

    def questions(self) -> tuple[Question, ...]:
        return (self.question,)


def rule_of(kind: PhraseKind, when: Condition, actions: tuple[str, ...] = ()) -> Rule:
    """The rule of one kind of finding."""
    return Rule(kind.id, when, kind.level, kind.why, actions, (), "practice", kind.sources)


@lru_cache(maxsize=4)
def private_details(text: str) -> tuple[Identifier, ...]:
    """What looks like a name, a date of birth, a number or an address."""
    return tuple(identifiers(read(text)))


def without_details(text: str, start: int, end: int, private: Iterable[Identifier | Finding]) -> str:
    """The characters from `start` to `end`, names and numbers in them cut to the first letter: the record has none."""
    out, at = "", start
    for each in private:
        if each.start >= end or each.end <= at:
            continue
        out += text[at : max(at, each.start)] + text[each.start] + "…"
        at = max(at, each.end)
    return out + text[at:end]


def private_rule(question: Question, level: str, source: str) -> Rule:
    """Warns when the text seems to hold a name or a number. It asks for no level of its own: `level` is the aid's last."""
    return Rule(
        "private-details",
        TextHas(
            question,
            lambda text: bool(private_details(text)),
            "the text has what looks like a name, a date of birth, a number or an address",
        ),
        level,
        "Something here looks like a name, a date of birth, a number or an address. The answer needs none of it.",
        (
            "Take it out, or put “she”, “he” or “my colleague” in its place. What you type stays on this page.",
        ),
        ("Not every name, nickname or place is found.",),
        "practice",
        (source,),
        links=(Link("talk/confidentiality/", "Confidentiality and its limits"),),
    )
