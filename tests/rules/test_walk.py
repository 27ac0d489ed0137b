"""All paths of every aid, walked in this process: every combination where there are few enough, else every pair of
answers and a seeded sample. `python -m tests.rules.test_walk` prints the counts and the time."""

import time

import pytest

from decision_aids import api, catalogue
from decision_aids.assess import Result, assess
from tests.rules.generate import TODAY, walk


def walked(aid) -> tuple[int, bool, set[str], set[str]]:
    """How many answer sets, whether they were all of them, and the rules and levels reached."""
    complete, paths = walk(aid)
    count, rules, levels = 0, set(), set()
    for answers in paths:
        result = assess(aid, answers, TODAY)
        count += 1
        assert isinstance(result, Result), (answers, result)
        assert result.fired
        assert result.actions
        rules.update(rule.id for rule in result.fired)
        levels.add(result.level.key)
        if count % 25 == 0:  # the whole way out, record and all, for a sample
            assert api.evaluate(aid.slug, answers, TODAY)["level"]["key"] == result.level.key
    return count, complete, rules, levels


@pytest.mark.parametrize("aid", catalogue.every(), ids=lambda aid: aid.slug)
def test_every_path_ends_in_an_answer(aid) -> None:
    count, _, rules, levels = walked(aid)
    assert count > 5
    assert {level.key for level in aid.levels} <= levels
    assert not [rule.id for rule in aid.rules if rule.id not in rules and "not-counted" not in rule.id]


def main() -> None:
    """The table for the notes."""
    total, start = 0, time.perf_counter()
    for aid in catalogue.every():
        began = time.perf_counter()
        count, complete, _rules, _levels = walked(aid)
        total += count
        seconds = time.perf_counter() - began
        how = "all" if complete else "pairs and sample"
        size = f"{len(aid.questions):3} questions {len(aid.rules):3} rules"
        print(f"{aid.slug:24} {size} {count:7,} paths ({how}) {seconds:5.1f} s")
    print(f"{total:,} paths in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
