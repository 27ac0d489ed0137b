"""What keeps words in a note from being marked, whatever their kind: things, names of things, and what nobody thinks."""

import pytest

from decision_aids.aids.note_language import findings


@pytest.mark.parametrize(
    "text",
    [
        "The match kicked off at three.",
        "The new rota kicked off on Monday.",
        "The rota on the board kicked off on Monday.",
        "Pollen provoked his asthma.",
        "Bright light provokes her migraine.",
        "The printer is playing up.",
        "His washing machine kicks off at 40 degrees.",
        "She has a temper tantrum leaflet.",
        "Booked with the Complex Needs Desk for Friday.",
        "He plays for the Nottingham Addicts.",
        "He plays in a band and it is called the Vulnerable Adults.",
        "The recovering alcoholics' meeting moved to room 2.",
        "Nobody said that she was rude.",
        "No one in the room thought that she was lying.",
        "Far from being unmotivated, she rang four landlords.",
        "There was no argument: he walked in and hit her.",
        "No domestic dispute was heard.",
        "He called himself “a lost cause” twice.",
        "The landlord's letter calls him a troublemaker.",
        "The driver was drunk, the police told the meeting.",
        "I think that he had been drinking: his speech was slurred.",
        "Her cough is getting worse.",
        "Question 14 is intrusive.",
        "The lock on room 4 is temperamental.",
        "She wrote: “I was lazy and rude",
    ],
)
def test_what_is_said_of_no_person(text: str) -> None:
    assert not findings(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kicked off in the queue.",
        "The lad from the flat kicked off at tea.",
        "Woman on the second floor kicked off in the night.",
        "Then kicked off at reception.",
        "In the queue, kicked off at staff.",
        "Drinking provoked him.",
        "Her texts provoked him.",
        "Loudly kicked off in the long dark queue.",
        "Old dark wet cold long grey loud slow queue kicked off at nine.",
        "Long dark hallway early kicked off at nine.",
        "She is playing up.",
        "Playing up again today.",
        "Keeps playing up.",
        "She is a vulnerable adult.",
        "SHE IS AN ILLEGAL IMMIGRANT",
        "I do not think about her much, she is rude.",
        "I do not say much because she is rude.",
        "She is not only late but is rude.",
        "She said nothing and was rude.",
        "There was an argument between them.",
        "The police were called as she is rude.",
        "14 is rude.",
    ],
)
def test_what_is_said_of_a_person(text: str) -> None:
    assert findings(text)


@pytest.mark.parametrize(
    ("beside", "kinds"),
    [
        ("She lives with an aunt and starts at the car wash on Monday the 4th.", ["note-empty"]),
        ("We wrote to the council about the damp and the nurse comes at ten.", []),
    ],
)
def test_work_left_unsaid(beside: str, kinds: list[str]) -> None:
    """A sentence on the worker's work that says nothing is marked, unless the note says what was done."""
    assert [each.kind.id for each in findings(f"Support given, issues discussed. {beside}")] == kinds
    assert not findings(f"Slept well. {beside}")
    assert not findings(f"Safety discussed with mum, support given. {beside}")
