"""What a text says somebody is, who says it, and words that are misspelt."""

import pytest

from decision_aids import ages
from decision_aids.aids.note_language import findings
from decision_aids.language import Lexicon, compile_pattern, match_at, read
from decision_aids.predicates import traits


def said(text: str) -> list[tuple[str, str]]:
    heard = read(text)
    return sorted((each.kind, heard.words_of(each.first, each.last)) for each in traits(heard))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She is really rather clingy.", [("judgement", "really rather clingy")]),
        ("Her attitude was appalling.", [("judgement", "appalling")]),
        ("Rude and dismissive throughout.", [("judgement", "Rude"), ("judgement", "dismissive")]),
        ("A difficult young lady came.", [("judgement", "difficult young lady")]),
        ("She was snivellish.", [("judgement", "snivellish")]),
        ("She spoke rudely.", [("judgement", "rudely")]),
        ("She is not very bright.", [("label", "not very bright")]),
        ("She was rudely awake.", [("judgement", "rudely")]),
        ("She has also just still really always been being rude.", [("judgement", "rude")]),
        ("She is rude, clingy, demanding, lazy and loud.", [("judgement", "lazy")]),
    ],
)
def test_said_of_a_person(text: str, expected: list[tuple[str, str]]) -> None:
    found = said(text)
    assert all(
        each in found or any(each[0] == kind and each[1] in words for kind, words in found)
        for each in expected
    ), found


@pytest.mark.parametrize(
    "text",
    [
        "The letter was rude.",
        "The lock was stiff and difficult.",
        "She is pregnant, hungry and homeless.",
        "Difficult conversation about the rent.",
        "I was rude.",
        "Her story is hiding something.",
        "Very very very very very very very rude.",
        "She is just also still really always often also just rude.",
    ],
)
def test_said_of_a_thing_or_plainly(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(
    "text",
    [
        "He never came back, she told me.",
        "The police allege that he took it.",
        "“She is a liar,” he shouted.",
        "She said that he is aggressive.",
        "The consultant's letter says that she has a borderline personality disorder.",
    ],
)
def test_the_words_of_others_are_left_alone(text: str) -> None:
    assert not findings(text)


@pytest.mark.parametrize("text", ["She is obviosly lying.", "He was agressive.", "Very manipulitive."])
def test_small_misspellings_are_read(text: str) -> None:
    assert findings(text)


def test_right_words_are_not_corrected() -> None:
    assert read("difficulty engagements consensus").words == ["difficulty", "engagements", "consensus"]


def test_joined_words_in_a_class() -> None:
    pattern = compile_pattern(
        "{group} lie/always", None, Lexicon({"group": ("asylum_seekers", "girls", "ask~_for")})
    )
    for text, last in (("asylum seekers lie", 2), ("girls lie", 1), ("asked for always", 2)):
        match = match_at(pattern, read(text), 0)
        assert match is not None
        assert match.last == last
    assert match_at(pattern, read("asylum. seekers lie"), 0) is None


def test_short_gaps_stop_at_a_comma() -> None:
    pattern = compile_pattern("very *1 late", None, Lexicon({}))
    assert match_at(pattern, read("very often late"), 0) is not None
    assert match_at(pattern, read("very, often late"), 0) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("K (14) came alone.", True),
        ("She turned 15 in August.", True),
        ("L, 15, was with her.", True),
        ("A girl of 13 at the door.", True),
        ("16F, seen by the nurse.", True),
        ("Year 9, form 2.", True),
        ("15yo, seen by the nurse.", True),
        ("14y girl at the door.", True),
        ("Two girls, 14 and 15, got out.", True),
        ("A man of 17 at the door.", True),
        ("Her son is 14.", False),
        ("Her daughter, 15, came.", False),
        ("She is 14 weeks pregnant.", False),
        ("Seen: 15 women, 16 men.", False),
        ("Back in 15 minutes, at 14.20.", False),
    ],
)
def test_whether_a_text_is_about_a_child(text: str, expected: bool) -> None:
    assert ages.speaks_of_a_child(read(text)) is expected


def test_what_counts_stands_in_the_whole_note() -> None:
    """A sentence is judged by what the note says elsewhere: the age of a child, and whether anything is said at all."""
    couple = "She is in a relationship with a man of 30."
    assert not findings(couple)
    assert [each.kind.id for each in findings(f"{couple} She is 14.")] == ["note-child"]
    assert [each.kind.id for each in findings("Support given.")] == ["note-empty"]
    assert not findings("Support given. We wrote to the council about the damp and rang the nurse at ten.")


@pytest.mark.parametrize(
    "text",
    [
        "The nurse on duty said that she may be pregnant.",
        "Her mother rang, worried that she is unwell.",
        "I made an excuse and left at noon.",
    ],
)
def test_views_with_an_owner_and_what_the_writer_does(text: str) -> None:
    assert not findings(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She always says yes.", ["always says"]),
        ("Never opens the door.", ["Never opens"]),
        ("The bus always comes late.", []),
        ("She was here on time, as always.", []),
    ],
)
def test_what_somebody_always_or_never_does(text: str, expected: list[str]) -> None:
    heard = read(text)
    found = [each for each in traits(heard) if each.kind == "vague"]
    assert [text[heard.starts[each.first] : heard.ends[each.last]] for each in found] == expected
