"""Fits facts/points/: how much each thing heard counts for a role of the drama triangle, or for a level of a question.

`python -m tests.rules.weigh [AID]` reads the texts sorted by hand (tests/rules/labelled/), hears what the aid hears in them,
and finds the points under which the right role comes out most often: multinomial logistic regression, with a price on
every weight so that fewer are needed and a draw towards nought (FISTA with a proximal step; no chance in it). Then the
weights become whole points. It takes a few minutes.

`python -m tests.rules.weigh across [AID]` writes nothing: it leaves out each of the sets in ACROSS in turn, fits to the rest
and prints how often the left-out set comes out right. That is the figure to choose by. The sets in HELD_OUT are
never fitted to; test_labelled measures on them.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from decision_aids import facts
from decision_aids.aids import disclosure_questions, drama_triangle
from decision_aids.aids.weighing import MOST, PLAIN, START, Place, skipped, words_in
from decision_aids.language import Text, read
from tests.rules.test_labelled import FOLDER, HALVES, UNSEEN, load

#: For each aid: its file, its roles ("none of these" last), and what its grammar hears.
AIDS = {
    "drama-triangle": (
        "triangle",
        ("persecutor", "rescuer", "victim", "vulnerable", "assertive", "caring", PLAIN),
        drama_triangle.SIGNALS.heard,
    ),
    "disclosure-questions": (
        "questions",
        ("judging", "leading", "closed", "open", PLAIN),
        disclosure_questions.heard_in,
    ),
}
ACROSS = ("fresh", "fresh2", "fresh3", "fresh4", "fresh5", "fresh6", "fresh7", "fresh8")
FITTED = ("corpus", "corpus2", "corpus3", "corpus4", "build", *ACROSS)
HELD_OUT = ("check", *UNSEEN)
#: A word or pair has to stand in this many phrases to count.
FEWEST = 3
#: One point is this much weight; the price of a weight; how strongly large weights are drawn back; rounds.
STEP, PRICE, DRAW, ROUNDS = 0.2, 1e-5, 5e-4, 400
#: A signal says more than a word: in the fitting it is heard this much louder.
TRUST = 1.5

Row = list[tuple[int, float]]


def heard(phrase: str, grammar: Callable[[Text], Mapping[str, Sequence[Place]]]) -> dict[str, float]:
    """What is heard in a text: signals ("signal p-fault") and words, with how much they weigh in the fitting."""
    text = read(phrase)
    found: dict[str, float] = dict.fromkeys(words_in(text, skipped(text)), 1.0)
    found[f"signal {START}"] = TRUST
    for name, places in grammar(text).items():
        found[f"signal {name}"] = TRUST * min(MOST, len(places))
    return found


def fit(rows: list[Row], labels: list[int], size: int, roles: int) -> list[list[float]]:
    """Weights per feature and role."""
    many = len(rows)
    weights = [[0.0] * roles for _ in range(size)]
    ahead = weights
    momentum = 1.0
    pace = 1 / _steepest(rows, size)
    for _ in range(ROUNDS):
        slope = [[DRAW * each for each in row] for row in ahead]
        for row, label in zip(rows, labels, strict=True):
            sums = [0.0] * roles
            for feature, value in row:
                for role, weight in enumerate(ahead[feature]):
                    sums[role] += value * weight
            top = max(sums)
            odds = [math.exp(each - top) for each in sums]
            total = sum(odds)
            off = [each / total / many for each in odds]
            off[label] -= 1 / many
            for feature, value in row:
                place = slope[feature]
                for role, each in enumerate(off):
                    place[role] += value * each
        later = (1 + math.sqrt(1 + 4 * momentum * momentum)) / 2
        push = (momentum - 1) / later
        momentum = later
        stepped = [
            [_nearer(each - pace * down, pace * PRICE) for each, down in zip(row, downs, strict=True)]
            for row, downs in zip(ahead, slope, strict=True)
        ]
        ahead = [
            [now + push * (now - old) for now, old in zip(row, before, strict=True)]
            for row, before in zip(stepped, weights, strict=True)
        ]
        weights = stepped
    return weights


def _nearer(weight: float, price: float) -> float:
    """The weight moved towards nought by the price, and not past it."""
    return math.copysign(max(0.0, abs(weight) - price), weight)


def _steepest(rows: list[Row], size: int) -> float:
    """A bound on how fast the slope changes: half the largest singular value squared, by power iteration."""
    vector = [1 / math.sqrt(size)] * size
    largest = 0.0
    for _ in range(25):
        image = [sum(value * vector[feature] for feature, value in row) for row in rows]
        vector = [0.0] * size
        for each, row in zip(image, rows, strict=True):
            for feature, value in row:
                vector[feature] += value * each
        largest = math.sqrt(sum(each * each for each in vector))
        vector = [each / largest for each in vector]
    return 0.55 * largest / len(rows) + DRAW + 0.5


def whole(name: str, weight: float) -> int:
    """A weight as points."""
    return round(weight * (TRUST if name.startswith("signal ") else 1) / STEP)


def written(aid: str, roles: Sequence[str], names: list[str], weights: list[list[float]]) -> str:
    """The text of a file in facts/points/."""
    parts = [
        "# How much each signal and each word counts for a role. Written by `python -m tests.rules.weigh`, which fits it to",
        "# phrases sorted by hand; not edited by hand. What would count less than one point is left out.",
        "",
    ]
    for place, role in enumerate(roles):
        points = [whole(name, row[place]) for name, row in zip(names, weights, strict=True)]
        for many in sorted(set(points) - {0}, reverse=True):
            here = sorted(name for name, each in zip(names, points, strict=True) if each == many)
            sign = "minus-" if many < 0 else ""
            parts.append(
                f'[[points]]\nid = "{aid}-{role}-{sign}{abs(many)}"\naid = "{aid}"\nrole = "{role}"\npoints = {many}'
            )
            parts += _listed("signals", [each[7:] for each in here if each.startswith("signal ")])
            parts += _listed("words", [each for each in here if not each.startswith("signal ")])
            parts.append("")
    return "\n".join(parts)


def _listed(key: str, items: list[str]) -> list[str]:
    lines, line = [], " "
    for item in items:
        piece = f" {json.dumps(item, ensure_ascii=False)},"
        if len(line) + len(piece) > 120:
            lines.append(line)
            line = " "
        line += piece
    return [f"{key} = [", *lines, line, "]"] if items else []


def texts_of(aid: str, parts: Sequence[str], roles: Sequence[str]) -> list[tuple[str, int]]:
    """The texts of these sets, each with the place of its role."""
    return [
        (text, roles.index(label))
        for part in parts
        if (FOLDER / f"{part}-{aid}.toml").exists() or part in HALVES
        for label, rows in load(aid, part).items()
        for text in rows
    ]


def fitted(
    found: list[dict[str, float]], labels: list[int], roles: int
) -> tuple[list[str], list[list[float]]]:
    """What may count, and how much it counts for each role."""
    counts = Counter(name for each in found for name in each)
    names = sorted(name for name, many in counts.items() if many >= FEWEST)
    index = {name: place for place, name in enumerate(names)}
    rows = [[(index[name], value) for name, value in each.items() if name in index] for each in found]
    return names, fit(rows, labels, len(names), roles)


def across(aid: str) -> None:
    """Prints, for each set in ACROSS, the share that comes out right when it alone is left out of the fitting."""
    _, roles, grammar = AIDS[aid]
    sets = {
        part: [(heard(text, grammar), label) for text, label in texts_of(aid, (part,), roles)]
        for part in FITTED
    }
    right = size = 0
    for part in ACROSS:
        rest = [row for other, rows in sets.items() if other != part for row in rows]
        names, weights = fitted([found for found, _ in rest], [label for _, label in rest], len(roles))
        points = {name: [whole(name, each) for each in row] for name, row in zip(names, weights, strict=True)}
        hits = sum(_best(found, points, len(roles)) == label for found, label in sets[part])
        print(f"{aid}, {part} left out: {hits} of {len(sets[part])} right", flush=True)
        right += hits
        size += len(sets[part])
    print(f"{aid}: {right} of {size} right, accuracy {right / size:.3f}")


def _best(found: Mapping[str, float], points: Mapping[str, list[int]], roles: int) -> int:
    sums = [0.0] * roles
    for name, value in found.items():
        for role, each in enumerate(points.get(name, ())):
            sums[role] += (value / TRUST if name.startswith("signal ") else value) * each
    return max(range(roles), key=sums.__getitem__)


def write(aid: str) -> None:
    """Fits the points of an aid and writes them."""
    file, roles, grammar = AIDS[aid]
    texts = texts_of(aid, FITTED, roles)
    found = [heard(text, grammar) for text, _ in texts]
    names, weights = fitted(found, [label for _, label in texts], len(roles))
    path = Path(facts.__file__).parent / "points" / f"{file}.toml"
    path.write_text(written(aid, roles, names, weights), encoding="utf-8")
    print(f"{aid}: {len(texts)} texts, {len(names)} things heard; written to {path.name}")


def main(arguments: list[str]) -> None:
    """Fits and writes, or measures."""
    for aid in [each for each in arguments if each in AIDS] or AIDS:
        (across if "across" in arguments else write)(aid)


if __name__ == "__main__":
    main(sys.argv[1:])
