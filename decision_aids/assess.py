"""Answers in, result out: every rule that fires is kept, the strongest level wins, and what is not known is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from decision_aids import facts
from decision_aids.answers import check, shown
from decision_aids.conditions import Condition, Every, every
from decision_aids.model import Aid, Answers, Computed, Draft, FieldError, Level, Link, Question, Rule

#: Shown while a question that must be answered is open and nothing so far points higher.
NOT_YET = Level(
    "not-yet",
    "Not enough answered yet",
    "none",
    "There is no answer yet. Carry on with the questions.",
    "Questions marked as needed are still open.",
)

#: The rule, in every aid that asks about danger, for when nobody knows. Its level may be low; its actions come first.
DANGER_NOT_SURE = "danger-not-sure"

CLOSING = "Talk it through with your line manager or designated safeguarding lead. Your local procedures come first."


@dataclass(frozen=True, slots=True)
class Missing:
    """A question still open or answered "not sure", and what finding out could change."""

    question: Question
    could: str


@dataclass(frozen=True, slots=True)
class Result:
    """What an aid says. `fired` holds every rule that held, strongest level first."""

    aid: Aid
    today: date
    answers: Answers
    level: Level
    provisional: bool
    fired: tuple[Rule, ...]
    missing: tuple[Missing, ...]
    computed: Computed
    held: Mapping[str, bool | None]
    law: tuple[str, ...]

    @property
    def other_levels(self) -> tuple[tuple[Level, str], ...]:
        """Every other level of the aid, and why it is not the answer."""
        return tuple(_others(self))

    @property
    def actions(self) -> tuple[str, ...]:
        """What to do, strongest rule first, each once; an open question of danger is settled before all else."""
        emergency = {level.key for level in self.aid.levels if level.tone == "emergency"}
        first = [rule for rule in self.fired if rule.level in emergency or rule.id == DANGER_NOT_SURE]
        return self._said((a for rule in (*first, *self.fired) for a in rule.actions), self.computed.actions)

    @property
    def cautions(self) -> tuple[str, ...]:
        """What to take care with, strongest rule first, each once."""
        return self._said((c for rule in self.fired for c in rule.cautions), self.computed.cautions)

    @property
    def links(self) -> tuple[Link, ...]:
        """Pages to read: those of the rules that fired, then the aid's own."""
        found = [link for rule in self.fired for link in rule.links]
        return tuple(dict.fromkeys([*found, *self.aid.links]))

    @property
    def closing(self) -> str:
        """Who to talk to next."""
        return f"{self.aid.closing} {CLOSING}".strip()

    @property
    def draft(self) -> Draft | None:
        """The draft to copy, if the aid writes one."""
        return self.computed.draft

    def _said(self, *groups: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(facts.fill(text, self.today) for group in groups for text in group))


def assess(aid: Aid, raw: object, today: date) -> Result | tuple[FieldError, ...]:
    """The result for these answers on this day, or the errors in them."""
    answers, errors = check(aid, raw, today)
    if errors:
        return errors
    computed = aid.compute(answers, today) if aid.compute else Computed()
    rules = (*computed.rules, *aid.rules)
    strength = {level.key: place for place, level in enumerate(aid.levels)}
    held = {rule.id: rule.when.holds(answers) for rule in rules}
    fired = tuple(sorted((rule for rule in rules if held[rule.id]), key=lambda rule: strength[rule.level]))
    level = aid.level(fired[0].level)
    undecided = tuple(rule for rule in aid.rules if held[rule.id] is None)
    visible = shown(aid, answers)
    unanswered = tuple(q for q in visible if q.key not in answers.values)
    open_required = any(question.required for question in unanswered)
    if open_required and level.reassuring:
        level = NOT_YET
    place = strength.get(level.key, len(strength))
    stronger = tuple(rule for rule in undecided if strength[rule.level] < place)
    return Result(
        aid=aid,
        today=today,
        answers=answers,
        level=level,
        provisional=bool(open_required or stronger),
        fired=fired,
        missing=_missing(aid, answers, visible, undecided, place, strength),
        computed=computed,
        held=held,
        law=_law(aid, fired, computed, answers),
    )


def _missing(
    aid: Aid,
    answers: Answers,
    visible: tuple[Question, ...],
    undecided: tuple[Rule, ...],
    place: int,
    strength: dict[str, int],
) -> tuple[Missing, ...]:
    found: list[tuple[int, Missing]] = []
    asks = [(rule, {question.key for question in rule.when.questions()}) for rule in undecided]
    for question in visible:
        if not _is_open(question, answers):
            continue
        rules = [rule for rule, keys in asks if question.key in keys]
        if not (rules or question.required):
            continue
        best = min((strength[rule.level] for rule in rules), default=len(strength))
        if best < place:
            could = f"Finding out could make the answer “{aid.levels[best].label}”."
        elif question.key not in answers.values and question.required:
            could = "The answer needs this."
        else:
            could = "Finding out would not change the level, but could add to what to do."
        found.append((best, Missing(question, could)))
    return tuple(missing for _, missing in sorted(found, key=lambda pair: pair[0]))


def _is_open(question: Question, answers: Answers) -> bool:
    value = answers.values.get(question.key)
    if value is None:
        return True
    if question.kind == "grid":
        given = answers.grid(question.key)
        return any(given.get(option.key, "unknown") == "unknown" for option in question.options)
    keys = answers.many(question.key) or (value,)
    return any(option.unknown for option in question.options if option.key in keys)


def _others(result: Result) -> Iterable[tuple[Level, str]]:
    aid, held = result.aid, result.held
    strength = {level.key: place for place, level in enumerate(aid.levels)}
    place = strength.get(result.level.key, len(strength))
    rules = (*result.computed.rules, *aid.rules)
    for other in aid.levels:
        if other.key == result.level.key:
            continue
        own = [rule for rule in rules if rule.level == other.key]
        if strength[other.key] < place:
            if any(held[rule.id] for rule in own):
                yield other, "It would be this on the answers so far, once the needed questions are answered."
                continue
            ways = _widest([_not_so(rule.when, result.answers) for rule in own], result.answers)
            yield other, f"It would be this if {_alternatives(every(*way).words() for way in ways)}."
        elif any(held[rule.id] for rule in own):
            yield other, "This applies too, but something stronger decides."
        else:
            yield other, "Something stronger decides, so this is not the answer."


def _parts(condition: Condition) -> tuple[Condition, ...]:
    if not isinstance(condition, Every):
        return (condition,)
    return tuple(part for each in condition.parts for part in _parts(each))


def _not_so(condition: Condition, answers: Answers) -> tuple[Condition, ...]:
    """What would have to change for the condition to hold; what holds already is not said again."""
    return tuple(part for part in _parts(condition) if part.holds(answers) is not True)


def _widest(ways: list[tuple[Condition, ...]], answers: Answers) -> Iterable[tuple[Condition, ...]]:
    """The ways that ask for least: without those of another nation, where one is given, and without those that ask for
    all that another one asks for, and more."""
    here = [way for way in ways if not any(_elsewhere(part, answers) for part in way)] or ways
    for way in here:
        fewer = [other for other in here if len(other) < len(way)]
        if not any(all(part in way for part in other) for other in fewer):
            yield way


def _elsewhere(part: Condition, answers: Answers) -> bool:
    return part.holds(answers) is False and {question.key for question in part.questions()} == {"nation"}


def _alternatives(words: Iterable[str]) -> str:
    parts = list(dict.fromkeys(words))
    return ". Or if ".join(parts) if parts else "the answers were different"


def _law(aid: Aid, fired: tuple[Rule, ...], computed: Computed, answers: Answers) -> tuple[str, ...]:
    nation = answers.one("nation")
    names = [name for rule in fired for name in rule_law(rule)] + [*computed.law, *aid.law]
    relevant = [name for name in dict.fromkeys(names) if nation is None or nation in facts.law(name).nations]
    return tuple(relevant)


def rule_law(rule: Rule) -> tuple[str, ...]:
    """The law entries a rule names or mentions in its texts."""
    texts = (rule.finding, *rule.actions, *rule.cautions)
    return tuple(dict.fromkeys([*rule.law, *(name for text in texts for name in facts.mentioned(text))]))
