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
        Can you talk me through it?
        Is there anyone you would like with you?
        Do you know what happened then?
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
        Can you talk right now?
        Can you walk on it?
        Is there anyone in the room with you?
        Do you know where he lives?
        Would you describe it as usual?
        Okay to go on?
        Was he staying with you?
        Did someone at work see?
    """,
    "ask-either-or": """
        Would you like tea or coffee?
    """,
    "ask-negative": """
        Did he not?
    """,
    "ask-tag": """
        You did not want it, is that fair to say?
        Did he go home, is that right?
        He went home, is that so?
        He hit you, did he not?
    """,
    "ask-statement": """
        You feel all right?
    """,
    "ask-feeling": """
        Do you hate him?
        How scared were you?
        Was he jealous?
    """,
    "ask-drink": """
        How drunk were you?
        Had you taken anything?
    """,
    "ask-person": """
        Was it a client who did it?
        Did one of the staff do this to you?
        Did Tavoren come?
        Was it really Tavoren?
        Did Zoltan come?
        Was it Zoltan?
        Was it the man next door?
        Was it him?
    """,
    "ask-act": """
        Did he say he'd send the pictures?
        Was he shouting at you?
        Because he had threatened your sister?
        Who held you down?
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
