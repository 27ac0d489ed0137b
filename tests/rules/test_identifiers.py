"""Names that stand in no list are known by what is said around them; places and services are not people."""

from __future__ import annotations

import pytest

from decision_aids.identifiers import identifiers
from decision_aids.language import read

#: sentence -> what is pointed out. "Tavoren" and "Bogovar" are no names of ours.
FOUND = {
    "Her Mum, Tavoren, came.": [("Tavoren", "third-party")],
    "He goes by Tavoren.": [("Tavoren", "name")],
    "A bloke called Tavoren came.": [("Tavoren", "third-party")],
    "She went with Tavoren.": [("Tavoren", "third-party")],
    "The man with Tavoren and Bogovar left.": [("Tavoren", "third-party"), ("Bogovar", "third-party")],
    "We slept at Tavoren's.": [("Tavoren's", "third-party")],
    "Back from Tesco's and Tavoren rang.": [("Tavoren", "name")],
    "That was There's and Do.": [],
    "It was a gift from Tavoren.": [("Tavoren", "name")],
    "That is where Tavoren lives.": [("Tavoren", "name")],
    "It was a project called Tavoren here.": [],
    "It was somebody called Mr again.": [],
    "She works with Barnardo's.": [],
    "She went with Basis staff.": [],
    # In capitals, as forms have it; headings and what is short for something are no names.
    "JANE SMITH came.": [("JANE SMITH", "name")],
    "CASE NOTE: JANE DOE, 4 MAY": [("JANE DOE", "name")],
    "CLIENT NAME: KELLY MARSH": [("KELLY MARSH", "name")],
    "SMITH, JANE: seen today.": [("JANE", "name")],
    "KELLY SAID NO": [("KELLY", "name")],
    "PAUL came.": [("PAUL", "name")],
    "CHILD PROTECTION CONFERENCE, PIP FORM, MARAC": [],
    "GRACE PERIOD ENDS MAY": [],
    "Ms B's partner came.": [],
    "Ms R came with Mr U.": [],  # typed alone these letters are read as words
    "He came back on New Year's Eve.": [],
    "Rang TARA and the MASH DUTY TEAM.": [],
    # As Word and other keyboards write it: hard spaces and hyphens, figures of other scripts.
    "Her number is 07700\u00a0900\u2011123.": [("07700\u00a0900\u2011123", "contact")],
    "Her number is ０７７００ ９００１２３.": [("０７７００ ９００１２３", "contact")],
    "Born on 1\u00a0March\u00a01999.": [("1\u00a0March\u00a01999", "contact")],
    "Ring ٠٧٧٠٠٩٠٠١٢٣.": [("٠٧٧٠٠٩٠٠١٢٣", "contact")],
}


@pytest.mark.parametrize("sentence", FOUND)
def test_what_could_tell_who_somebody_is(sentence: str) -> None:
    assert [(sentence[one.start : one.end], one.sort) for one in identifiers(read(sentence))] == FOUND[
        sentence
    ]
