"""Whether a text is about a child: an age under 18 that it gives for the person, and not for a son, a sister or a baby.

"K (14)", "she turned 15 in August", "a 16 year old", "aged 13", "Year 9". Where it stands does not matter: what one sentence
says of a couple, another may have said of a child. Standard library only.
"""

from __future__ import annotations

from decision_aids.language import Text

#: Ages at which somebody may be written of as a couple's half, in words and in figures.
_WORDS = "nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split()
_FIGURES = [str(age) for age in range(9, 18)]
_AGES = frozenset((*_WORDS, *_FIGURES))
_SCHOOL_YEARS = frozenset("7 8 9 10 11".split())
#: What leads up to an age, and what may follow it. A figure before "weeks" or "men" is no age.
_LEADS = frozenset("at aged age is was turned turns turning 's only just now nearly almost".split())
_AFTER = frozenset("year years y yr yrs yo and but who when in she he they".split())
#: Whose age it is when it is somebody else's.
_OTHERS = frozenset(
    "son sons daughter daughters sister sisters brother brothers niece nephew child children baby grandson granddaughter "
    "stepson stepdaughter kids twins pupils".split()
)
_NEAR = 3
_SEXES = frozenset("mf")
#: "A girl of 13".
_PEOPLE = frozenset("girl boy woman man female male lad lady client person somebody pupil student".split())


def speaks_of_a_child(text: Text) -> bool:
    """An age under 18, or a school year, is given for the person."""
    if any(_is_school_year(text, at) for at in text.places.get("year", ())):
        return True
    return any(_is_age(text, at) for age in text.places.keys() & _AGES for at in text.places[age])


def _is_school_year(text: Text, at: int) -> bool:
    """ "Year 9." but not "Year 9 parents' evening"."""
    if text.closes(at) or text.words[at + 1] not in _SCHOOL_YEARS:
        return False
    return text.closes(at + 1) or bool(text.before[at + 2]) or text.words[at + 2] in _PEOPLE


def _is_age(text: Text, at: int) -> bool:
    words = text.words
    last = text.closes(at) or bool(text.before[at + 1])  # "K (14)", "K, 14, ..."
    following = "" if last else words[at + 1]
    if following in _SEXES and text.opens(at) and text.starts[at + 1] == text.ends[at]:
        return True  # "15F" opens a sentence; elsewhere "15m" may be minutes
    before = "" if text.opens(at) else words[at - 1]
    if not (last or following in _AFTER or before == "of"):
        return False
    # "Two girls, 14 and 15".
    among = following == "and" and not text.closes(at + 1) and words[at + 2] in _AGES
    apart = "(" in text.before[at] or (
        "," in text.before[at] and not text.closes(at) and (among or "," in text.before[at + 1])
    )
    of_age = before == "of" and at > 1 and words[at - 2] in _PEOPLE
    if not (following.startswith("y") or before in _LEADS or apart or of_age):
        return False
    near = words[max(0, at - _NEAR) : at] + words[at + 1 : at + 1 + _NEAR]
    return _OTHERS.isdisjoint(near)
