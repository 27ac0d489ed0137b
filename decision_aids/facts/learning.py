"""The kinds of fact only the learning pages use: scenarios, sessions, paths, word practice. The browser never loads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Theme = Literal["sharing", "children", "signs", "adults", "telling", "justice", "outreach", "staff"]

#: theme -> the title of its page, in the order of the pages
THEMES: dict[str, str] = {
    "sharing": "Confidentiality and sharing",
    "children": "Children and young people",
    "signs": "Signs, words and the NRM",
    "adults": "Adults at risk, care and capacity",
    "telling": "When somebody tells you",
    "justice": "Police, court and money",
    "outreach": "Outreach, volunteers and media",
    "staff": "Looking after staff",
}

#: The day model answers are judged on unless a scenario names another: dates are counted from it.
STORY_DAY = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class ScenarioStep:
    """What happens, the judgement asked for, and the aid's answer to the same facts.

    `answers` are the model answers in the form `evaluate` takes, `expected` is the level they must give. A step
    without an aid has `options` to choose from and no answers. `changes` tells what of the earlier judgement holds.
    """

    text: str
    asks: str
    why: str
    aid: str = ""
    answers: dict[str, Any] | None = None
    expected: str = ""
    options: tuple[str, ...] = ()
    changes: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """An invented situation to judge, alone or in a group. `on` is the day of the story."""

    id: str
    title: str
    theme: Theme
    about: str
    steps: tuple[ScenarioStep, ...]
    discuss: tuple[str, ...]
    sources: tuple[str, ...]
    care: str = ""
    on: date = STORY_DAY

    @property
    def aids(self) -> tuple[str, ...]:
        """The aids of its steps, each once."""
        return tuple(dict.fromkeys(step.aid for step in self.steps if step.aid))


@dataclass(frozen=True, slots=True)
class PackPart:
    """A part of a session: how long, what happens, what it uses. `pages` are site paths."""

    minutes: int
    title: str
    what: str
    pages: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A session for a group: aims, parts with their times, questions, and what the facilitator takes care of.

    `law` names the law entries that `take_away` rests on; the handout carries their dates.
    """

    id: str
    title: str
    for_whom: str
    aims: tuple[str, ...]
    minutes: int
    parts: tuple[PackPart, ...]
    discuss: tuple[str, ...]
    care: tuple[str, ...]
    take_away: tuple[str, ...]
    sources: tuple[str, ...]
    law: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PathStep:
    """A page, an aid or a scenario on a path, with rough minutes. `href` is a site path."""

    href: str
    title: str
    minutes: int
    why: str


@dataclass(frozen=True, slots=True)
class Path:
    """What to read and try in one role, in order."""

    id: str
    role: str
    about: str
    steps: tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence as it might stand in a note, and what kind of sentence it is."""

    id: str
    kind: Literal["seen", "said", "told", "thought", "done"]
    text: str
    why: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundChoice:
    """One of the answers to choose from in a round, and what it means."""

    key: str
    label: str
    means: str


@dataclass(frozen=True, slots=True)
class Round:
    """A round of word practice. Its items are the facts of one kind.

    `of` is "pair", "ask", "triangle" or "note", the kind of that name, or "claim": the myths, what people have been
    told (`said`), and the law that holds in its place.
    """

    id: str
    title: str
    of: Literal["pair", "claim", "ask", "triangle", "note"]
    asks: str
    about: str
    choices: tuple[RoundChoice, ...]
    sources: tuple[str, ...]


#: What the items of a round can turn out to be; a round offers exactly these.
ROUND_KEYS: dict[str, frozenset[str]] = {
    "pair": frozenset({"use", "leave"}),
    "claim": frozenset({"holds", "not"}),
    "ask": frozenset({"open", "closed", "leading", "judging"}),
    "triangle": frozenset({"rescuer", "victim", "persecutor", "caring", "vulnerable", "assertive"}),
    "note": frozenset({"seen", "said", "told", "thought", "done"}),
}


@dataclass(frozen=True, slots=True)
class Calibration:
    """A team session around one unfolding scenario: everybody judges alone, then the spread is looked at.

    `notes` are for whoever leads it, `ask` are the questions once the spread is on the wall.
    """

    id: str
    scenario: str
    minutes: int
    why: str
    notes: tuple[str, ...]
    ask: tuple[str, ...]
    care: tuple[str, ...]
    sources: tuple[str, ...]


#: Entries that stand inside others.
NESTED = (ScenarioStep, PackPart, PathStep, RoundChoice)

KINDS: dict[str, type] = {
    "scenario": Scenario,
    "pack": Pack,
    "path": Path,
    "note": Note,
    "round": Round,
    "calibration": Calibration,
}
