"""What a rule may say about the answers, and how it says it in words.

A condition answers True, False or None. None means "not known yet": a question it needs is unanswered or answered
"not sure". Only True makes a rule fire; None makes it a thing worth finding out. The combination follows Kleene's
three-valued logic, so that not knowing can never be mistaken for a no.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any as AnyType

from decision_aids.model import Answers, Question

Json = dict[str, AnyType]


class Condition:
    """The base: `holds` evaluates, `words` says it for the table, `because` says which part of it was so."""

    def holds(self, answers: Answers) -> bool | None:
        """True, False, or None when it cannot be known from these answers."""
        raise NotImplementedError

    def words(self) -> str:
        """The condition as a clause, without a capital or a full stop."""
        raise NotImplementedError

    def because(self, answers: Answers) -> str:
        """The part of the condition that holds for these answers, as a clause."""
        return self.words()

    def questions(self) -> tuple[Question, ...]:
        """The questions it looks at, each once, in order."""
        return ()

    def to_json(self) -> Json:
        """The form the page's script evaluates for "shown if"; only simple conditions have one."""
        raise TypeError(f"{type(self).__name__} cannot be used to show or hide a question")


def _clause(question: Question, key: str) -> str:
    option = question.option(key)
    if question.kind == "grid":
        return option.says or f"“{option.text.rstrip('.')}”"
    return option.says or f"{question.text.rstrip('?:.')}: {option.text}"


def _unanswered(question: Question, answers: Answers) -> bool | None:
    """Not known yet; or, of a question that the answers keep out of view, plainly not so."""
    return False if question.key in answers.ruled_out else None


def _listed(parts: tuple[str, ...], word: str) -> str:
    parts = tuple(dict.fromkeys(parts))
    if len(parts) < 2:
        return parts[0] if parts else ""
    separator = "; " if any(mark in part for part in parts for mark in (",", " and ", " or ")) else ", "
    return f"{separator.join(parts[:-1])}{';' if separator == '; ' else ''} {word} {parts[-1]}"


#: "this is in England or Wales": at least so many words are said once, if at most so many differ.
_SHARED, _DIFFERING = 3, 5


def _said_once(parts: tuple[str, ...]) -> str:
    """ "this is in England or Wales": clauses that begin alike and differ in a few words; "" where they do not."""
    said = [part.split() for part in parts]
    shared = sum(1 for _ in takewhile(lambda words: len(set(words)) == 1, zip(*said, strict=False)))
    short = all(0 < len(each) - shared <= _DIFFERING for each in said)
    if (
        len(said) < 2
        or shared < _SHARED
        or not short
        or any(mark in part for part in parts for mark in ",;“")
    ):
        return ""
    *firsts, last = (" ".join(each[shared:]) for each in said)
    return f"{' '.join(said[0][:shared])} {', '.join(firsts)} or {last}"


def _grouped(part: Condition) -> str:
    """A part's words beside other parts: alternatives are held together by "either"."""
    if not isinstance(part, Some):
        return part.words()
    clauses = part.clauses()
    if len(clauses) < 2 or _said_once(clauses):
        return part.words()
    *firsts, last = clauses
    return f"either {', '.join(firsts)}{',' if ',' in ''.join(clauses) or len(clauses) > 2 else ''} or {last}"


@dataclass(frozen=True, slots=True)
class Is(Condition):
    """A one-answer question is answered with this option."""

    question: Question
    option: str

    def holds(self, answers: Answers) -> bool | None:
        given = answers.values.get(self.question.key)
        if given == self.option:
            return True
        if not isinstance(given, str):
            return _unanswered(self.question, answers)
        return None if self.question.option(given).unknown else False

    def words(self) -> str:
        return _clause(self.question, self.option)

    def questions(self) -> tuple[Question, ...]:
        return (self.question,)

    def to_json(self) -> Json:
        return {"op": "is", "q": self.question.key, "v": self.option}


@dataclass(frozen=True, slots=True)
class Has(Condition):
    """A many-answer question has this option ticked."""

    question: Question
    option: str

    def holds(self, answers: Answers) -> bool | None:
        given = answers.many(self.question.key)
        if self.option in given:
            return True
        if not given:
            return _unanswered(self.question, answers)
        if any(self.question.option(key).unknown for key in given):
            return None
        return False

    def words(self) -> str:
        return _clause(self.question, self.option)

    def questions(self) -> tuple[Question, ...]:
        return (self.question,)

    def to_json(self) -> Json:
        return {"op": "has", "q": self.question.key, "v": self.option}


@dataclass(frozen=True, slots=True)
class Line(Condition):
    """A line of a grid is answered "yes"."""

    question: Question
    item: str

    def holds(self, answers: Answers) -> bool | None:
        given = answers.grid(self.question.key).get(self.item)
        known = {"yes": True, "no": False}.get(given or "")
        return _unanswered(self.question, answers) if known is None else known

    def words(self) -> str:
        return _clause(self.question, self.item)

    def questions(self) -> tuple[Question, ...]:
        return (self.question,)


@dataclass(frozen=True, slots=True)
class Answered(Condition):
    """The question has any answer at all."""

    question: Question

    def holds(self, answers: Answers) -> bool | None:
        return self.question.key in answers.values

    def words(self) -> str:
        return f"“{self.question.text}” is answered"

    def questions(self) -> tuple[Question, ...]:
        return (self.question,)

    def to_json(self) -> Json:
        return {"op": "answered", "q": self.question.key}


@dataclass(frozen=True, slots=True)
class Unknown(Condition):
    """The question is shown as answered "not sure" (or, for a grid, a line of it is "don't know")."""

    question: Question

    def holds(self, answers: Answers) -> bool | None:
        value = answers.values.get(self.question.key)
        if isinstance(value, dict):
            return "unknown" in value.values()
        keys = value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
        return any(option.unknown for option in self.question.options if option.key in keys)

    def words(self) -> str:
        says = next((option.says for option in self.question.options if option.unknown and option.says), "")
        return says or f"“{self.question.text.rstrip('.')}” is not known yet"

    def questions(self) -> tuple[Question, ...]:
        return (self.question,)


@dataclass(frozen=True, slots=True)
class DateTest(Condition):
    """A date stands in some relation to today: `test(date given, today)`. `text` says it."""

    question: Question
    test: Callable[[date, date], bool]
    text: str

    def holds(self, answers: Answers) -> bool | None:
        given = answers.day(self.question.key)
        return _unanswered(self.question, answers) if given is None else self.test(given, answers.today)

    def words(self) -> str:
        return self.text

    def questions(self) -> tuple[Question, ...]:
        return (self.question,)


@dataclass(frozen=True, slots=True)
class Always(Condition):
    """Holds for any answers: the rule an aid falls back on."""

    text: str = "nothing above applies"

    def holds(self, answers: Answers) -> bool | None:
        return True

    def words(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Every(Condition):
    """All of the parts hold."""

    parts: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool | None:
        values = [part.holds(answers) for part in self.parts]
        return False if False in values else None if None in values else True

    def words(self) -> str:
        return _listed(self.clauses(), "and")

    def clauses(self) -> tuple[str, ...]:
        """What has to hold, in words, each once; what a part asks for together stands among it."""
        found = [part.clauses() if isinstance(part, Every) else (_grouped(part),) for part in self.parts]
        return tuple(dict.fromkeys(clause for clauses in found for clause in clauses))

    def because(self, answers: Answers) -> str:
        return _listed(tuple(part.because(answers) for part in self.parts), "and")

    def questions(self) -> tuple[Question, ...]:
        return _questions(self.parts)

    def to_json(self) -> Json:
        return {"op": "all", "of": [part.to_json() for part in self.parts]}


@dataclass(frozen=True, slots=True)
class Some(Condition):
    """At least one of the parts holds."""

    parts: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool | None:
        values = [part.holds(answers) for part in self.parts]
        return True if True in values else None if None in values else False

    def words(self) -> str:
        clauses = self.clauses()
        return _said_once(clauses) or _listed(clauses, "or")

    def clauses(self) -> tuple[str, ...]:
        """The alternatives in words, each once; those of a part that has alternatives itself among them."""
        found = [part.clauses() if isinstance(part, Some) else (part.words(),) for part in self.parts]
        return tuple(dict.fromkeys(clause for clauses in found for clause in clauses))

    def because(self, answers: Answers) -> str:
        return _listed(tuple(part.because(answers) for part in self.parts if part.holds(answers)), "and")

    def questions(self) -> tuple[Question, ...]:
        return _questions(self.parts)

    def to_json(self) -> Json:
        return {"op": "any", "of": [part.to_json() for part in self.parts]}


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The part does not hold. `text` says it; a bare "not" reads badly, so it is asked for."""

    part: Condition
    text: str

    def holds(self, answers: Answers) -> bool | None:
        value = self.part.holds(answers)
        return None if value is None else not value

    def words(self) -> str:
        return self.text

    def questions(self) -> tuple[Question, ...]:
        return self.part.questions()

    def to_json(self) -> Json:
        return {"op": "not", "of": self.part.to_json()}


@dataclass(frozen=True, slots=True)
class AtLeast(Condition):
    """At least `number` of the parts hold. `text` says it ("two or more of the ten outcomes cannot be achieved")."""

    number: int
    parts: tuple[Condition, ...]
    text: str

    def holds(self, answers: Answers) -> bool | None:
        values = [part.holds(answers) for part in self.parts]
        if values.count(True) >= self.number:
            return True
        return None if values.count(True) + values.count(None) >= self.number else False

    def words(self) -> str:
        return self.text

    def because(self, answers: Answers) -> str:
        return _listed(tuple(part.because(answers) for part in self.parts if part.holds(answers)), "and")

    def questions(self) -> tuple[Question, ...]:
        return _questions(self.parts)


@dataclass(frozen=True, slots=True)
class Known(Condition):
    """Holds when the part is known to hold; an unknown counts as not. For rules that need "unless we know that ..."."""

    part: Condition

    def holds(self, answers: Answers) -> bool | None:
        return bool(self.part.holds(answers))

    def words(self) -> str:
        return self.part.words()

    def because(self, answers: Answers) -> str:
        return self.part.because(answers)

    def questions(self) -> tuple[Question, ...]:
        return self.part.questions()


@dataclass(frozen=True, slots=True)
class Called(Condition):
    """A condition under a shorter name, for the table; the reason given to the reader still names the parts."""

    part: Condition
    text: str

    def holds(self, answers: Answers) -> bool | None:
        return self.part.holds(answers)

    def words(self) -> str:
        return self.text

    def because(self, answers: Answers) -> str:
        return self.part.because(answers)

    def questions(self) -> tuple[Question, ...]:
        return self.part.questions()

    def to_json(self) -> Json:
        return self.part.to_json()


def _questions(parts: tuple[Condition, ...]) -> tuple[Question, ...]:
    seen: dict[str, Question] = {}
    for part in parts:
        for question in part.questions():
            seen.setdefault(question.key, question)
    return tuple(seen.values())


def every(*parts: Condition) -> Condition:
    """All of these."""
    return Every(parts)


def some(*parts: Condition) -> Condition:
    """Any of these."""
    return Some(parts)


def any_option(question: Question, *keys: str) -> Condition:
    """Any of the named options of a question (one-answer, many-answer or grid)."""
    kinds: dict[str, type[Is] | type[Has] | type[Line]] = {"one": Is, "many": Has, "grid": Line}
    make = kinds[question.kind]
    return Some(tuple(make(question, question.option(key).key) for key in keys))
