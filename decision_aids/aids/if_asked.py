"""A condition on a question that other answers can hide."""

from __future__ import annotations

from dataclasses import dataclass

from decision_aids.conditions import Condition
from decision_aids.model import Answers, Question


@dataclass(frozen=True, slots=True)
class IfAsked(Condition):
    """`part` holds, of questions shown only when `shown_if` holds; where they are hidden it is not so.

    Without it a hidden question would count as not known yet, and the answer would stay provisional for ever.
    """

    part: Condition
    shown_if: Condition

    def holds(self, answers: Answers) -> bool | None:
        shown = self.shown_if.holds(answers)
        return self.part.holds(answers) if shown else shown

    def words(self) -> str:
        return self.part.words()

    def because(self, answers: Answers) -> str:
        return self.part.because(answers)

    def questions(self) -> tuple[Question, ...]:
        return tuple(dict.fromkeys((*self.part.questions(), *self.shown_if.questions())))


def if_asked(part: Condition, question: Question) -> Condition:
    """`part`, which looks at `question`; not so while the answers before it hide that question."""
    return part if question.shown_if is None else IfAsked(part, question.shown_if)
