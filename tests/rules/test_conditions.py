"""How a condition puts itself into words: no reader should have to guess what an "or" belongs to."""

from decision_aids.conditions import every, some
from decision_aids.model import Option
from decision_aids.questions import one_of, picked, yes, yes_no


def _question(key: str, says: str):
    return yes_no(key, f"{key}?", yes=says)


RAIN, COLD, DARK = (yes(_question(key, f"it is {key}")) for key in ("raining", "cold", "dark"))
LATE = yes(_question("late", "the last bus has left"))


def test_alternatives_among_other_parts_are_held_together() -> None:
    assert (
        every(some(RAIN, LATE), DARK).words()
        == "either it is raining or the last bus has left; and it is dark"
    )
    three = every(DARK, some(RAIN, LATE, COLD))
    assert three.words() == "it is dark; and either it is raining, the last bus has left, or it is cold"


def test_parts_of_parts_are_one_list() -> None:
    assert every(every(RAIN, COLD), every(DARK, LATE)).words() == every(RAIN, COLD, DARK, LATE).words()
    assert some(some(RAIN, LATE), LATE).words() == some(RAIN, LATE).words()


def test_what_alternatives_begin_with_is_said_once() -> None:
    nation = one_of(
        "nation",
        "Where?",
        [Option(key, key.title(), f"this is in {key.title()}") for key in ("england", "wales", "scotland")],
    )
    assert picked(nation, "england", "wales").words() == "this is in England or Wales"
    assert (
        every(picked(nation, "england", "wales", "scotland"), DARK).words()
        == "this is in England, Wales or Scotland; and it is dark"
    )


def test_clauses_that_differ_in_more_are_said_whole() -> None:
    assert some(RAIN, LATE).words() == "it is raining or the last bus has left"
