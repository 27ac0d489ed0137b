"""The forms a question can take, one sentence each: what an interviewer's handbook calls it is what the aid hears."""

from __future__ import annotations

import pytest

from decision_aids.aids.asked import asked
from decision_aids.language import read

FORMS = {
    "ask-invite": """
        In your own words, what happened?
        I would like to hear about it.
        Say more about that.
        Anything else you want to say?
        I was wondering what the room was like.
        Feel free to take your time.
        Is there any part you would like to go back to?
        Is anything else on your mind?
        Draw me the room.
        Share whatever you can.
        Go on.
        Do you remember what he wore?
        Can you maybe remember what he said?
    """,
    "ask-open": """
        Cup of tea?
        When he left?
        When?
        In what way?
        At which door did you meet?
        For how long did it go on?
        After you left the flat?
    """,
    "ask-yes-no": """
        Did you hit him?
        Did the officer speak to you?
        Was it a man from work?
        Was he talking?
        Could he take it?
        You safe?
        Did you remember what he wore?
        Should you have been there?
        Would you like to?
        Could you tell the police what happened?
        Did any of them speak
        Is the door open
        Has your mum seen it?
        Did someone call round?
        Want a break?
        Did you go home or
    """,
    "ask-either-or": """
        Would you like tea or coffee?
    """,
    "ask-negative": """
        Did he not?
    """,
    "ask-tag": """
        Did he go home, is that right?
        He went home, is that so?
        He hit you, did he not?
    """,
    "ask-statement": """
        You feel all right?
    """,
    "ask-feeling": """
        How scared were you?
        Was he jealous?
    """,
    "ask-drink": """
        How drunk were you?
        Had you taken anything?
    """,
    "ask-person": """
        Did Tavoren come?
        Was it really Tavoren?
        Did Zoltan come?
        Was it Zoltan?
        Was it the man next door?
        Was it him?
    """,
    "ask-act": """
        Were you hit?
        Did you get hit?
        Did his mum take it?
        Did the officer laugh at you?
        Did your uncle do this?
        Did he ever watch you dress?
        Did he tell you to keep quiet?
        Did he give you a phone?
        Did he take a photo?
        Was he creepy?
    """,
}
SENTENCES = [(kind, line.strip()) for kind, lines in FORMS.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("kind", "sentence"), SENTENCES, ids=[sentence for _, sentence in SENTENCES])
def test_the_form_of_a_question(kind: str, sentence: str) -> None:
    assert [one.kind for one in asked(read(sentence))] == [kind]


def test_what_asks_nothing_is_left_out() -> None:
    assert asked(read("Thank you. We have a room next door.")) == []
