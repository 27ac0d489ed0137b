"""Finds what could tell who somebody is: names, dates of birth, numbers, addresses. Heuristic: it points, it never proves.

The expressions below are bounded in every part, so the work grows with the length of the text and not faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from decision_aids import facts
from decision_aids.language import Text

Sort = Literal["name", "third-party", "contact"]

_CONTACTS = (
    re.compile(r"(?<![\w.])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
    re.compile(r"(?<![\w@])@\w[\w.]{2,29}"),
    re.compile(r"(?<![\d/.-])(?:\+44|0044|0)[ (]{0,2}\d(?:[ ()-]{0,2}\d){7,10}(?![\d/])"),
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"),
    re.compile(
        r"\b(?:dob|d\.o\.b\.?|date of birth|born(?: on)?)[ :=-]{0,4}"
        r"(\d{1,2}(?:st|nd|rd|th)?[ /.-](?:\d{1,2}|[a-z]{3,9})[ /.-]\d{2,4}|\d{4})\b",
        re.I,
    ),
    re.compile(r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"),
    re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b"),
    re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]19\d\d(?!\d)"),
    re.compile(
        r"\b(?:snap(?:chat)?|insta(?:gram)?|facebook|tiktok|telegram|whatsapp|fb)(?: name| handle| id| user| account)?"
        r"(?: is|:| -|,) ?([\w.]{0,29}[\d_][\w.]{0,29})",
        re.I,
    ),
    re.compile(r"\b(?:sort code|account(?: number| no\.?)?|acc no)[ :is]{0,5}(\d[\d -]{5,11}\d)", re.I),
    re.compile(r"\bpassport(?: number| no\.?)[ :is]{0,5}([A-Z]{0,2}\d{6,9})\b", re.I),
    re.compile(
        r"\b(?:flat|room|unit|apartment|number|no\.?) ?\d{1,4}[A-Za-z]?,? "
        r"(?:[A-Z][\w'’]{2,20} ){1,2}(?:House|Court|Towers?|Heights|Lodge)\b"
    ),
    re.compile(r"(?<![\d ])\d{3} \d{3} \d{4}(?! ?\d)"),
    re.compile(
        r"\b(?:(?:Flat|flat|Room|room|Apt) ?\d{1,4}[A-Za-z]?,? )?\d{1,4}[A-Za-z]? (?:[A-Z][\w'’]{1,20} ){1,3}"
        r"(?:Road|Street|Avenue|Lane|Close|Drive|Way|Court|Terrace|Place|Crescent|Gardens|Grove|Square|Walk|Hill|Rd|St"
        r"|Ave|Row|Parade|Mews|Green|Park|View|Rise|Mount)\b"
    ),
)

#: Spaces and hyphens as Word writes them, and figures of other scripts: each as the one sign the expressions know.
_PLAIN = {ord(sign): " " for sign in "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"}
_PLAIN |= {ord(sign): "-" for sign in "\u2010\u2011\u2012\u2013\u2212"} | {0xFF20: "@", 0xFF0B: "+"}
_PLAIN |= {start + figure: str(figure) for start in (0x0660, 0x06F0, 0x0966, 0xFF10) for figure in range(10)}


@dataclass(frozen=True, slots=True)
class Identifier:
    """Characters `start` to `end` look like a name or another way to find somebody."""

    start: int
    end: int
    sort: Sort


@cache
def _class(name: str) -> frozenset[str]:
    return frozenset(facts.get("word_class", name).words)


def load() -> None:
    """Asks for the word lists, so that the bundle for the browser holds them."""
    for name in ("first-name", "name-or-word", "not-a-name", "official", "title", "street", "relation"):
        _class(name)


_ANIMALS = frozenset("dog cat puppy kitten terrier rabbit hamster horse budgie parrot".split())
_WITH = frozenset("with called named aka plus &".split())
#: What is called by a name and is nobody.
_THINGS = frozenset(
    "scheme project group service app site website hotel pub bar cafe sauna club film street charity team boat".split()
)
_NEAR_OTHERS = frozenset("with by from at called named aka".split())


def identifiers(text: Text) -> list[Identifier]:
    """What looks like a name, a date of birth, a number or an address, in the order of the text, not overlapping."""
    plain = text.raw.translate(_PLAIN)  # sign for sign, so that places stay
    found = [
        Identifier(match.start(1) if match.lastindex else match.start(), match.end(), "contact")
        for expression in _CONTACTS
        for match in expression.finditer(plain)
    ]
    found += _names(text)
    kept: list[Identifier] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _names(text: Text) -> list[Identifier]:
    found: list[Identifier] = []
    size, words = len(text.words), text.words
    at = 0
    while at < size:
        second_half = at and text.starts[at] == text.starts[at - 1]
        if second_half or not text.raw[text.starts[at]].isupper() or text.quoted[at]:
            at += 1
            continue
        if text.opens(at) and not _may_name(words[at]):
            at += 1
            continue
        last = _run(text, at)
        if last - at > 1 and _shouted(text, at, last):
            at, last = _within(text, at, last)
        sort = _sort(text, at, last)
        if sort is not None:
            end = text.ends[last]
            found.append(Identifier(text.starts[at], end - 2 if words[last] == "'s" else end, sort))
        at = last + 1
    return found


def _may_name(word: str) -> bool:
    """A word that opens a sentence may be a name only when it is listed: every such word has a capital."""
    return any(word in _class(name) for name in ("first-name", "title", "official", "relation"))


def _run(text: Text, at: int) -> int:
    """The last word of a run of words with capitals: "Kelly Marsh"."""
    last = at
    while (
        last + 1 < len(text.words)
        and text.sentences[last + 1] == text.sentences[at]
        and not text.before[last + 1]
        and text.starts[last + 1] > text.ends[last]
        and text.capital(last + 1)
        and text.words[last + 1] != "i"
    ):
        last += 1
    return last


#: Capitals throughout and as short as this may be short for something: PIP, SAM. So is this first name (a Scottish service).
_LONGEST_ACRONYM, _SERVICE = 3, "tara"


def _shouted(text: Text, at: int, last: int) -> bool:
    """Capitals throughout: a heading, a shouted sentence, a name as forms have it, or something short for something."""
    return text.words_of(at, last).isupper()


def _within(text: Text, at: int, last: int) -> tuple[int, int]:
    """In a heading or a shouted sentence: the first name, and the surname if the run ends with it; else its last word."""
    for place in range(at, last):
        if text.words[place] in _class("first-name"):
            return place, place + 1 if place + 1 == last else place
    return last, last


def _sort(text: Text, at: int, last: int) -> Sort | None:
    words = text.words
    word = words[at]
    before = words[at - 1] if at and not text.opens(at) else ""
    if word in _class("title") and last > at:
        after = text.starts[at + 1] + 1  # by its letters: "R" alone is read as "are"
        named = text.raw[after : after + 1].isalpha()
        return "third-party" if named else None  # "Ms B" is nobody yet
    if (before in ("as", "name") and not text.before[at]) or _ANIMALS & set(words[max(0, at - 3) : at]):
        return None
    if before in _class("relation") and word not in _class("not-a-name") and not text.capital(at - 1):
        return "third-party"
    if word in _class("official") or before in _class("official"):
        return None
    run = [word for word in words[at : last + 1] if word != "'s"]
    if not run or any(each in _class("street") for each in run[1:]) or len(run) > 3:
        return None  # nothing but "'s", a street, or too much for a name
    if last == at and before in ("in", "near"):
        return None  # a place that is a name too: "in Barry"
    if word in _MONTHS and (before in _WHEN or before[:1].isdigit() or _followed_by(text, last, str.isdigit)):
        return None  # "since Jan", "3 May"
    if "law" in words[last : last + 3]:
        return None  # "Clare's Law"
    if words[last] == "eve" and not _FEASTS.isdisjoint(words[max(0, last - 2) : last]):
        return None  # "New Year's Eve"
    if last == at and (len(word) < 2 or _shouted(text, at, at)):
        named = len(word) > _LONGEST_ACRONYM and word != _SERVICE and word in _class("first-name")
        return "name" if named else None
    if before in _class("relation") and word not in _class("not-a-name"):
        return "third-party"
    listed = any(each in _class("first-name") for each in (run[0], run[-1])) or (
        word in _class("name-or-word") and not text.opens(at)
    )
    possessive = last + 1 < len(words) and words[last + 1] == "'s"
    if listed:
        return "third-party" if before in _NEAR_OTHERS or (possessive and before) else "name"
    if word in _class("not-a-name") or text.opens(at):
        return None
    if before == "by" and at > 1 and words[at - 2] in ("goes", "go", "went", "known"):
        return "name"
    if before in ("called", "named", "aka", "calls", "nicknamed"):
        if word in _class("title"):
            return None
        return None if at > 1 and words[at - 2] in _THINGS else "third-party"
    if before == "and" and last == at and at > 1 and _sort(text, at - 2, at - 2) == "third-party":
        return "third-party"
    if before in _WITH and last == at and not _organisation(text, last):
        return "third-party"
    if possessive and before in ("at", "to", "from", "in", "by"):
        return "third-party"
    if last == at and _acts(text, at, before):
        return "name"
    return None


_FEASTS = frozenset("year christmas".split())
_MONTHS = frozenset("jan april may june august".split())
_WHEN = frozenset("since until till by from in of to before after during last next early late mid".split())


def _followed_by(text: Text, at: int, is_so: Callable[[str], bool]) -> bool:
    """The next word of the sentence is so."""
    return not text.closes(at) and is_so(text.words[at + 1])


_GIVERS = frozenset(
    "text texts call calls message messages voicemail rented rents renting bought buys buying borrowed money gift gifts "
    "drugs weed cash present".split()
)
#: What a person does, after a single word with a capital inside a sentence.
_DOES = frozenset(
    "said says told asked rang came went was lives lived thinks wants drove collected picked hit punched kicked slapped "
    "gave took brought sent texted messaged phoned called threatened introduced paid lent owes met shouted left knows".split()
)


def _acts(text: Text, at: int, before: str) -> bool:
    """An unknown word with a capital does what people do ("where Zoltan lives"), or something came from it."""
    words = text.words
    if before == "from" and at >= 2 and words[at - 2] in _GIVERS:
        return True
    runs_on = at + 1 < len(words) and text.sentences[at + 1] == text.sentences[at] and not text.before[at + 1]
    following = words[at + 1] if runs_on else ""
    return following in _DOES and before in (
        "that",
        "when",
        "and",
        "where",
        "because",
        "but",
        "if",
        "then",
        "who",
        "why",
    )


def _organisation(text: Text, last: int) -> bool:
    """The next word makes the run an organisation or a place: "with Barnardo's", "with Basis staff"."""
    following = text.words[last + 1] if last + 1 < len(text.words) else ""
    return following in _class("street") or following in (
        "staff",
        "worker",
        "workers",
        "'s",
        "police",
        "housing",
    )
