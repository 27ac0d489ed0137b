"""What has to hold within and between the facts of the learning pages, beyond the types of their fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from decision_aids.facts import learning

#: kind -> id -> entry, as the loader builds it
Store = dict[str, dict[str, Any]]


def fault(entry: Any) -> str:
    """Why an entry cannot stand as it is; "" for none."""
    if isinstance(entry, learning.ScenarioStep):
        return _step(entry)
    if isinstance(entry, learning.Pack) and sum(part.minutes for part in entry.parts) != entry.minutes:
        return f"'minutes' is {entry.minutes}; the parts add up to something else"
    if isinstance(entry, learning.Round):
        return _round(entry)
    return ""


def _step(step: learning.ScenarioStep) -> str:
    if step.aid and (step.answers is None or not step.expected):
        return "a step with an 'aid' needs 'answers' and 'expected'"
    if not step.aid and (step.answers is not None or step.expected):
        return "'answers' and 'expected' belong to a step with an 'aid'"
    if bool(step.aid) == bool(step.options):
        return "a step has either an 'aid' or 'options' to choose from"
    return ""


def _round(one: learning.Round) -> str:
    keys = [choice.key for choice in one.choices]
    wanted = learning.ROUND_KEYS[one.of]
    if sorted(keys) != sorted(wanted):
        return (
            f"'choices' has the keys {', '.join(keys)}; a round of {one.of!r} has {', '.join(sorted(wanted))}"
        )
    return ""


def between(store: Store) -> Iterator[tuple[str, str, str]]:
    """What entries say of each other that is not so: kind, id, reason."""
    for name, pack in store["pack"].items():
        for part in pack.parts:
            for scenario in part.scenarios:
                if scenario not in store["scenario"]:
                    yield "pack", name, f"unknown scenario {scenario!r}"
    for name, path in store["path"].items():
        for step in path.steps:
            theme, _, scenario = step.href.removeprefix("practise/").partition("/#")
            if step.href.startswith("practise/") and scenario:
                known = store["scenario"].get(scenario)
                if known is None or known.theme != theme:
                    yield "path", name, f"there is no scenario at {step.href!r}"
    for name, one in store["calibration"].items():
        scenario = store["scenario"].get(one.scenario)
        if scenario is None:
            yield "calibration", name, f"unknown scenario {one.scenario!r}"
        elif len(scenario.steps) < 2:
            yield "calibration", name, f"scenario {one.scenario!r} does not unfold: it has one step"
