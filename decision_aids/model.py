"""The vocabulary of a decision aid: plain, frozen data with no behaviour of its own.

A reader of an aid's module meets these names and no others: an `Aid` has `Question`s with `Option`s, `Level`s in
order of strength, and `Rule`s whose conditions (see `conditions`) are evaluated against `Answers`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from decision_aids.conditions import Condition

Kind = Literal["one", "many", "grid", "date", "text"]
Tone = Literal["emergency", "high", "medium", "low", "none"]
RuleGroup = Literal["", "harm", "risk", "duty", "care"]
CardKind = Literal["screening", "reminder", "calculator", "text check"]

#: What may stand under a rule, strongest first, and how it is named to the reader.
GROUNDS: Mapping[str, str] = {
    "law": "Law",
    "statutory-guidance": "Statutory guidance",
    "guidance": "Official guidance",
    "research": "Research",
    "practice": "Practice wisdom",
}

#: The three answers a line of a grid accepts, in the order they are offered.
GRID_ANSWERS: Mapping[str, str] = {"yes": "Yes", "no": "No", "unknown": "Don't know"}


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a reader can answer.

    `says` is the answer as a clause ("someone is in danger now"), used when a rule puts itself into words.
    `unknown` marks "not sure" and "not asked yet". `danger` orders the options of one question by how worrying they
    are (only compared within the question): the tests hold that a more worrying answer never lowers the level.
    """

    key: str
    text: str
    says: str = ""
    help: str = ""
    group: str = ""
    exclusive: bool = False
    unknown: bool = False
    danger: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `kind` decides the shape of its answer (see `decision_aids.api`).

    `required` questions must be answered before a reassuring level is shown. `latest` = "today" refuses later dates.
    `max_length` (characters) applies to text.
    """

    key: str
    kind: Kind
    text: str
    help: str = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    shown_if: Condition | None = None
    max_length: int | None = None
    latest: Literal["", "today"] = ""

    def option(self, key: str) -> Option:
        """The option named `key`; KeyError names the question when there is none."""
        for option in self.options:
            if option.key == key:
                return option
        raise KeyError(f"question {self.key!r} has no option {key!r}")


@dataclass(frozen=True, slots=True)
class Level:
    """A possible answer. `reassuring` levels are never shown while a required question is unanswered."""

    key: str
    label: str
    tone: Tone
    headline: str
    meaning: str = ""
    reassuring: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A place on the site: `href` is a path without a leading slash, such as "talk/confidentiality/#grounds"."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """If `when` holds, the answer is at least `level`, because of `finding`.

    `sources` are written "stage 4.1" (source id, then the section); `law` holds ids of law entries. Texts may contain
    `{law:ID}`, which is replaced by that law entry's value in words on the day asked about.
    """

    id: str
    when: Condition
    level: str
    finding: str
    actions: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    ground: str = "practice"
    sources: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    group: RuleGroup = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Pitfall:
    """A known way in which tools of this sort mislead, and where that is shown."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Card:
    """The card every aid carries: what it is, what it is not for, how sure, and who looks at it again and when."""

    kind: CardKind
    what: str
    not_for: str
    strength: str
    pitfalls: tuple[Pitfall, ...]
    review: str


@dataclass(frozen=True, slots=True)
class DatedAnswer:
    """A date an aid has worked out, with how it was counted.

    `day` is the last safe day, `aim_for` an earlier one; both None when the date cannot be given, and `words` says why.
    """

    id: str
    label: str
    day: date | None
    words: str
    aim_for: date | None = None
    how: tuple[str, ...] = ()
    assumption: str = ""
    calendar: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """Words found in a text: `start`/`end` count characters; `instead` holds other ways to put it."""

    start: int
    end: int
    text: str
    kind: str
    kind_label: str
    why: str
    instead: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A plain draft to copy. `gaps` names what the legal test asks and the answers do not yet say."""

    title: str
    text: str
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one answer, in words for the reader: what, why, what to do."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Answers:
    """Checked answers to the questions that are shown, and the day they are reckoned from. Missing key = not answered.
    `hidden` names the questions not in view; `ruled_out` those of them that the answers given keep out of view, of
    which nothing can hold.

    one -> option key; many -> tuple of option keys in the question's order; grid -> {item: yes|no|unknown};
    date -> datetime.date; text -> str.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    today: date = date.min
    hidden: frozenset[str] = frozenset()
    ruled_out: frozenset[str] = frozenset()

    def one(self, key: str) -> str | None:
        """The chosen option of a one-answer question, or None."""
        value = self.values.get(key)
        return value if isinstance(value, str) else None

    def many(self, key: str) -> tuple[str, ...]:
        """The chosen options, in the question's order; empty when not answered."""
        value = self.values.get(key)
        return value if isinstance(value, tuple) else ()

    def grid(self, key: str) -> Mapping[str, str]:
        """The answered lines of a grid."""
        value = self.values.get(key)
        return value if isinstance(value, dict) else {}

    def day(self, key: str) -> date | None:
        """The date given, or None."""
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def text(self, key: str) -> str:
        """The text given, or an empty string."""
        return self.one(key) or ""


@dataclass(frozen=True, slots=True)
class Computed:
    """What an aid works out beyond its rules: dates, findings in a text, a draft."""

    dates: tuple[DatedAnswer, ...] = ()
    spans: tuple[Span, ...] = ()
    draft: Draft | None = None
    actions: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()


Compute = Callable[[Answers, date], Computed]


@dataclass(frozen=True, slots=True)
class Aid:
    """A decision aid. `levels` stand strongest first; `compute` adds what rules cannot say (dates, drafts, spans)."""

    slug: str
    title: str
    question: str
    summary: str
    levels: tuple[Level, ...]
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    card: Card
    links: tuple[Link, ...] = ()
    law: tuple[str, ...] = ()
    closing: str = ""
    version: str = "1"
    compute: Compute | None = None

    def level(self, key: str) -> Level:
        """The level named `key`; KeyError names the aid when there is none."""
        for level in self.levels:
            if level.key == key:
                return level
        raise KeyError(f"aid {self.slug!r} has no level {key!r}")
