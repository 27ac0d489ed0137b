"""Reading a text: who says it, what is quoted, what is misspelt; and patterns that are not written in the notation."""

from __future__ import annotations

import pytest

from decision_aids.aids.note_language import BOOK, findings
from decision_aids.language import LONGEST, BadPattern, Lexicon, TooLong, compile_pattern, passages, read


def told(text: str) -> list[str]:
    heard = read(text)
    return [word for word, said in zip(heard.words, heard.told, strict=True) if said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("She has also just said that he hit her.", "that he hit her"),
        ("According to her he never came.", "he never came"),
        ("He ran off, she told the staff nurse.", "he ran off the staff nurse"),
        ("I said that he hit her.", ""),
        ("She answered the door and was rude.", ""),
        ("Reported missing at nine, a habitual runaway.", ""),
    ],
)
def test_what_the_person_says(text: str, said: str) -> None:
    assert " ".join(told(text)) == said


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    heard = read("“He hit me\nand ran\n\nStaff left.")
    assert [word for word, quoted in zip(heard.words, heard.quoted, strict=True) if quoted] == [
        "he",
        "hit",
        "me",
    ]


def test_an_apostrophe_left_open_is_no_quotation() -> None:
    assert not any(read("The girls' rooms and 'the flat are cold.\n\nStaff left.").quoted)


@pytest.mark.parametrize("word", ["obviouslly", "obvoiusly", "obviusly"])
def test_a_letter_too_many_moved_or_missing(word: str) -> None:
    assert read(word).words == ["obviously"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("whats ur name", "what 's your name"),
        ("ur so late", "you are so late"),
        ("ur coming", "you are coming"),
        ("ill ring, she was ill", "i will ring she was ill"),
        ("id like to, his id", "i 'd like to his id"),
    ],
)
def test_phone_spelling_is_read(typed: str, meant: str) -> None:
    assert " ".join(read(typed).words) == meant


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(TooLong, match=f"{LONGEST:,} characters; this one has {LONGEST + 1:,}"):
        read("x" * (LONGEST + 1))


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("go *many home", "should be \\* or \\* and a number"),
        ("go *9 home", "at most 3 gaps of at most 8 words"),
        ("*", "a pattern needs a word"),
        ("very? good", "starts and ends with words that have to be there"),
        ("{nobody} here", "there is no word class {nobody}"),
        ("good/ day", "has an empty alternative"),
    ],
)
def test_a_pattern_that_is_none(pattern: str, reason: str) -> None:
    with pytest.raises(BadPattern, match=reason):
        compile_pattern(pattern, None, Lexicon({}))


def test_every_pattern_of_the_notes_is_one() -> None:
    for rank in range(len(BOOK.finder)):
        assert BOOK.finder.pattern(rank).required


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Late. Rude again?  Left\nat 4.30.", ["Late. ", "Rude again?  ", "Left\nat 4.30."]),
        ("Dr. Who rang. Left.", ["Dr. Who rang. ", "Left."]),
        ('He said, "Go. Now." Left.', ['He said, "Go. Now." ', "Left."]),
        ("Late\n\nLeft", ["Late\n\n", "Left"]),
        ("", []),
    ],
)
def test_a_text_is_cut_after_sentences_and_not_in_quotations(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in passages(text)] == parts


def test_a_passage_is_judged_alone() -> None:
    one, other = "Rude and abrupt. ", "She was always late, the manipulative client."
    alone = [(each.start + len(one), each.end + len(one), each.kind.id) for each in findings(other)]
    assert alone
    assert [(each.start, each.end, each.kind.id) for each in findings(one + other)][-len(alone) :] == alone


def test_an_answer_about_nothing_makes_the_patterns_ready() -> None:
    BOOK.__dict__.pop("finder", None)
    findings.cache_clear()
    assert findings("") == ()
    assert "finder" in BOOK.__dict__


@pytest.mark.parametrize(
    ("left_alone", "marked"),
    [
        ("The journey is difficult with a pram.", "She is difficult with staff."),
        ("Session held, 40 minutes, on sleep.", "Session held."),
        ("Three points of the plan and the school visit done.", "Visit done."),
        (
            "It is my view that she is at risk, because he is out on bail.",
            "It is my view that she is at risk.",
        ),
    ],
)
def test_what_is_said_beside_the_words_counts(left_alone: str, marked: str) -> None:
    assert findings(left_alone) == ()
    assert findings(marked)


def test_a_view_that_is_marked_and_reasoned_stands() -> None:
    assert not findings("My impression, from two meetings, is that she talks more with the door open.")
    assert not findings("I think she may have been cold, as she kept her gloves on.")
    assert findings("She may have been cold.")


def test_a_purpose_after_what_was_told_is_the_writers() -> None:
    found = findings("She told the nurse about the attack in the hope of keeping her room.")
    assert [each.kind.id for each in found] == ["note-motive"]
