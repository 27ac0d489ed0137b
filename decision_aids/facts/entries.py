"""The kinds of fact and the fields each entry has. A field with a default may be left out of the TOML.

Field types are the loader's whole vocabulary: str, int, bool, date, tuple[str, ...], tuple[LawValue, ...] and a
Literal of allowed words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Nation = Literal["england", "wales", "scotland", "northern-ireland"]
Confidence = Literal["confirmed", "from-knowledge", "conflicting"]
NATIONS: tuple[Nation, ...] = ("england", "wales", "scotland", "northern-ireland")
CONFIDENCE_LABELS = {
    "confirmed": "confirmed in a published page",
    "from-knowledge": "from knowledge, not confirmed: open the reference before you rely on it",
    "conflicting": "published pages disagree: ask before you rely on it",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A document the guidance draws on; other entries name it by `id` and section."""

    id: str
    title: str
    short: str
    publisher: str
    year: int
    nation: str
    standpoint: str
    about: str


@dataclass(frozen=True, slots=True)
class LawValue:
    """A value in force from `start` until and including `until` (None: no known end)."""

    start: date
    words: str
    until: date | None = None
    number: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Law:
    """What the law or official practice says, where, how sure, checked when and due again when."""

    id: str
    refs: tuple[str, ...]
    title: str
    topic: str
    nations: tuple[Nation, ...]
    rule: str
    ground: Literal["law", "statutory-guidance", "guidance", "policy", "practice"]
    state: Literal["in-force", "not-in-force", "unsure"]
    confidence: Confidence
    reference: str
    url: str
    checked: date
    review_by: date
    source_says: str = ""
    sources: tuple[str, ...] = ()
    unsure: str = ""
    values: tuple[LawValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Holiday:
    """A bank holiday as published. `nation` is england-wales, scotland or northern-ireland."""

    id: str
    nation: Literal["england-wales", "scotland", "northern-ireland"]
    day: date
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Helpline:
    """A line a person or worker can ring. `number` is left out while nobody has confirmed it."""

    id: str
    name: str
    nations: tuple[Nation, ...]
    for_whom: str
    url: str
    reference: str
    confidence: Confidence
    checked: date
    review_by: date
    number: str = ""
    hours: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """A term and what it means here."""

    id: str
    term: str
    means: str
    sources: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Acronym:
    """Letters and what they stand for; `now` names the present body where the name is old."""

    id: str
    short: str
    long: str
    means: str
    state: Literal["current", "old-name"]
    sources: tuple[str, ...] = ()
    now: str = ""


@dataclass(frozen=True, slots=True)
class Myth:
    """Something people say, and the reply."""

    id: str
    myth: str
    reply: str
    why: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Words to leave and words to use."""

    id: str
    set: str
    instead_of: str
    say: str
    why: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as asked, the kind it is, and a better one."""

    id: str
    set: str
    form: Literal["open", "closed", "leading", "judging"]
    text: str
    why: str
    sources: tuple[str, ...]
    better: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A sign in the exploitation checklist. `harm` marks a sign that is itself abuse, not a risk of it."""

    id: str
    group: Literal["vulnerability", "at-risk", "critical", "local"]
    text: str
    harm: bool
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a named list (criteria, rights, steps, pitfalls, kit). File order is list order."""

    id: str
    list: str
    text: str
    sources: tuple[str, ...] = ()
    detail: str = ""
    law: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Triangle:
    """A role in the drama or the winner's triangle."""

    id: str
    triangle: Literal["drama", "winner"]
    role: str
    believes: str
    sounds_like: tuple[str, ...]
    does: str
    shift: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupportForm:
    """A form of staff support, and what it is for."""

    id: str
    name: str
    burnout: bool
    vicarious: bool
    secondary: bool
    what: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A practice example as reported at the time."""

    id: str
    project: str
    place: str
    nation: str
    themes: tuple[str, ...]
    did: str
    year: int
    status: str
    sources: tuple[str, ...]
    found: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Something people have been told that no longer holds, in the words they heard, and what holds now.

    `said` is the same as one plain sentence, for word practice; an entry without it is not practised.
    """

    id: str
    heard: tuple[str, ...]
    now: str
    law: tuple[str, ...]
    link: str
    since: str = ""
    sources: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A place where a dated local arrangement applies."""

    id: str
    name: str
    law: str
    start: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A dated figure with its base."""

    id: str
    count: int
    base: int
    what: str
    as_at: str
    sources: tuple[str, ...]
    law: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class JusticeStep:
    """One step of the criminal justice walkthrough."""

    id: str
    stage: str
    title: str
    happens: str
    who: str
    rights: tuple[str, ...]
    your_part: tuple[str, ...]
    do_not: tuple[str, ...]
    sources: tuple[str, ...]
    law: tuple[str, ...] = ()
    aids: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhraseKind:
    """A kind of finding a text aid can make, and the level it asks for.

    `why` and `instead` serve every phrase of the kind that has none of its own. `spoken` also looks in what the person
    is reported to have said; `denied` also counts after "not" or "no".
    """

    id: str
    aid: str
    name: str
    level: str
    why: str
    sources: tuple[str, ...]
    instead: tuple[str, ...] = ()
    spoken: bool = False
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words a text aid looks for. `match` and `unless` hold patterns in the notation of `decision_aids.language.patterns`.

    A match is dropped where an `unless` pattern shares a word with it; a phrase without `match` excuses all of its kind.
    `spoken` as in PhraseKind.
    """

    id: str
    kind: str
    match: tuple[str, ...]
    why: str = ""
    instead: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that can be heard in a phrase: patterns in the notation of `decision_aids.language.patterns`.

    `name` and `why` are what the reader is told. A match is dropped where an `unless` pattern shares a word with it.
    """

    id: str
    name: str
    why: str
    match: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """Signals and words that each count `points` for a role, or for a level, of a text aid.

    `signals` are ids of `Signal`, or what the aid's grammar finds. `words` are one word ("nobody"), two that follow one
    another ("for her"), the first word of a sentence ("^ please"), its last ("help $", "help $?" in a question) or "$?", a
    question mark.
    """

    id: str
    aid: str
    role: str
    points: int
    signals: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words that patterns may name together: {id}. Each may be written in the notation for one word."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonym:
    """Words that mean the same to somebody who searches. A phrase of several words counts by its first."""

    id: str
    words: tuple[str, ...]


#: kind name in TOML -> entry class. The name is also the file's (or folder's) name.
KINDS: dict[str, type] = {
    "source": Source,
    "law": Law,
    "holiday": Holiday,
    "helpline": Helpline,
    "glossary": Glossary,
    "acronym": Acronym,
    "myth": Myth,
    "pair": Pair,
    "ask": Ask,
    "indicator": Indicator,
    "item": Item,
    "triangle": Triangle,
    "support_form": SupportForm,
    "example": Example,
    "told": Told,
    "area": Area,
    "figure": Figure,
    "justice_step": JusticeStep,
    "phrase": Phrase,
    "phrase_kind": PhraseKind,
    "signal": Signal,
    "points": Points,
    "word_class": WordClass,
    "synonym": Synonym,
}

#: TOML keys that are reserved words or read better than the field's name.
ALIASES = {"from": "start", "date": "day"}
