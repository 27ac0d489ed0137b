"""Fits facts/points/: how much each thing heard counts for a role of the drama triangle, or for a level of a question.

`python -m tests.rules.weigh [AID]` reads the texts sorted by hand (tests/rules/labelled/), hears what the aid hears in them,
and finds the points under which the right role comes out most often: multinomial logistic regression whose weights may
not be below nought, with a price on every weight so that few are needed (FISTA with a proximal step; no chance in it).
Then the weights become whole points. It takes a few minutes.

The check halves and the sets in HELD_OUT are never fitted to; test_labelled measures on them.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from decision_aids import facts
from decision_aids.aids import disclosure_questions, drama_triangle
from decision_aids.aids.weighing import MOST, PLAIN, Place, skipped, start_of, words_in
from decision_aids.language import Text, read
from tests.rules.test_labelled import FOLDER, HALVES, load

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
FITTED = ("corpus", "build", "fresh", "fresh2", "fresh3", "fresh4", "fresh5")
HELD_OUT = ("check", "fresh6")
#: A word or pair has to stand in this many phrases to count.
FEWEST = 3
#: One point is this much weight; the price of a weight; how strongly large weights are drawn back; rounds.
STEP, PRICE, DRAW, ROUNDS = 0.25, 5e-5, 3e-4, 400

Row = list[tuple[int, float]]


def heard(phrase: str, grammar: Callable[[Text], Mapping[str, Sequence[Place]]]) -> dict[str, float]:
    """What is heard in a text: signals ("signal p-fault") and words, with how often they count."""
    text = read(phrase)
    found: dict[str, float] = dict.fromkeys(words_in(text, skipped(text)), 1.0)
    for name, places in grammar(text).items():
        found[f"signal {name}"] = float(min(MOST, len(places)))
    return found


def fit(rows: list[Row], labels: list[int], size: int, roles: int) -> tuple[list[list[float]], float]:
    """Weights per feature and role, and the weight the plain role starts with."""
    many = len(rows)
    weights = [[0.0] * roles for _ in range(size)]
    ahead = [[0.0] * roles for _ in range(size)]
    start = ahead_start = 0.0
    momentum = 1.0
    pace = 1 / _steepest(rows, size)
    for _ in range(ROUNDS):
        slope = [[DRAW * each for each in row] for row in ahead]
        slope_start = 0.0
        for row, label in zip(rows, labels, strict=True):
            sums = [0.0] * roles
            sums[-1] = ahead_start
            for feature, value in row:
                for role, weight in enumerate(ahead[feature]):
                    if weight:
                        sums[role] += value * weight
            top = max(sums)
            odds = [math.exp(each - top) for each in sums]
            total = sum(odds)
            off = [each / total / many for each in odds]
            off[label] -= 1 / many
            slope_start += off[-1]
            for feature, value in row:
                place = slope[feature]
                for role in range(roles):
                    place[role] += value * off[role]
        later = (1 + math.sqrt(1 + 4 * momentum * momentum)) / 2
        push = (momentum - 1) / later
        momentum = later
        for feature in range(size):
            old, now, down = weights[feature], ahead[feature], slope[feature]
            new = [max(0.0, now[role] - pace * (down[role] + PRICE)) for role in range(roles)]
            ahead[feature] = [max(0.0, new[role] + push * (new[role] - old[role])) for role in range(roles)]
            weights[feature] = new
        moved = ahead_start - pace * slope_start
        ahead_start, start = moved + push * (moved - start), moved
    return weights, start


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


def written(
    aid: str, roles: Sequence[str], names: list[str], weights: list[list[float]], start: float
) -> str:
    """The text of a file in facts/points/."""
    parts = [
        "# How much each signal and each word counts for a role. Written by `python -m tests.rules.weigh`, which fits it to",
        "# phrases sorted by hand; not edited by hand. What would count less than one point is left out.",
        "",
        f'[[points]]\nid = "{start_of(aid)}"\naid = "{aid}"\nrole = "{PLAIN}"\npoints = {round(start / STEP)}\n',
    ]
    for place, role in enumerate(roles):
        points = [round(row[place] / STEP) for row in weights]
        for many in sorted(set(points) - {0}, reverse=True):
            here = sorted(name for name, each in zip(names, points, strict=True) if each == many)
            parts.append(
                f'[[points]]\nid = "{aid}-{role}-{many}"\naid = "{aid}"\nrole = "{role}"\npoints = {many}'
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


def main(arguments: list[str]) -> None:
    """Fits and writes."""
    for aid in arguments or AIDS:
        file, roles, grammar = AIDS[aid]
        texts = [
            (text, roles.index(label))
            for part in FITTED
            if (FOLDER / f"{part}-{aid}.toml").exists() or part in HALVES
            for label, rows in load(aid, part).items()
            for text in rows
        ]
        found = [heard(text, grammar) for text, _ in texts]
        counts = Counter(name for each in found for name in each)
        names = sorted(name for name, many in counts.items() if many >= FEWEST)
        index = {name: place for place, name in enumerate(names)}
        rows = [[(index[name], value) for name, value in each.items() if name in index] for each in found]
        weights, start = fit(rows, [label for _, label in texts], len(names), len(roles))
        path = Path(facts.__file__).parent / "points" / f"{file}.toml"
        path.write_text(written(aid, roles, names, weights, start), encoding="utf-8")
        print(f"{aid}: {len(texts)} texts, {len(names)} things heard; written to {path.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
