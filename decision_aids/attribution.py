"""Whose view it is: words that a note gives as those of somebody it names by role ("the GP thinks that she is unwell").

A view with its owner beside it is a fact about that owner. It may stand where the writer's own guess would be marked. Who
can be named stands in facts/word_class/notes.toml ("named-role"). What the person says whom the note is about is another
matter: `Text.told`. Standard library only.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from decision_aids import facts
from decision_aids.language import Text, forms

#: What `attributed` says of a word: what somebody named says, and who it is with the verb.
SAID, SAYS = 1, 2

_VERBS = frozenset(
    form
    for verb in "say tell state report write explain advise inform confirm think believe feel consider suspect find note "
    "observe describe record agree expect fear hope claim allege maintain argue propose suggest ask warn judge "
    "admit confess deny decide call name".split()
    for form in forms(verb)
)
#: What somebody can be of what they hold: "the carer was worried that ...".
_HOLDING = frozenset("worried concerned unsure sure certain convinced afraid anxious clear".split())
_BEING = frozenset("is was are were been being 's also very quite still now".split())
#: Where somebody is from or works may stand between: "the nurse on duty said", "a GP at the surgery has confirmed".
_WHERE = frozenset("at in on from of for with".split())
_MOST_WHERE = 7
#: Not within such a phrase: another subject, so the verb is not this one's.
_ANOTHER = frozenset("she he they who i we it that which and but when because she's he's".split())
#: Nouns that hold a view: "the officer's view is that ...", "in the opinion of the nurse".
_VIEWS = frozenset(
    "view views opinion impression advice assessment judgement report letter statement account".split()
)
#: What may stand between who and the verb, and how much of it.
_BETWEEN = frozenset("does did do not has have had also then later who now both still 's".split())
_MOST_BETWEEN = 3
#: These name somebody only with a word that says which: "night staff", "the social worker".
_LOOSE = frozenset("staff team workers worker".split())
_SAYS_NOT_WHICH = frozenset(
    "the a an all our some other most and or by of to with from for if as that many these those his her their".split()
)


@cache
def _roles() -> frozenset[str]:
    return frozenset(facts.get("word_class", "named-role").words)


def load() -> None:
    """Asks for the word list, so that the bundle for the browser holds it."""
    _roles()


def attributed(text: Text) -> bytearray:
    """For each word SAYS, SAID or 0: whether somebody named by role says, thinks or writes it."""
    found, words = bytearray(len(text.words)), text.words
    for word in text.places.keys() & _roles():
        for at in text.places[word]:
            if word in _LOOSE and (text.opens(at) or words[at - 1] in _SAYS_NOT_WHICH):
                continue
            verb = _verb(text, at)
            if verb >= 0:
                _mark(text, _start(text, at) if _ends_with(text, at, verb) else at, found)
                found[at : verb + 1] = bytes([SAYS]) * (verb + 1 - at)
            elif _holds_view(words, at) or _holding_on(text, at):
                _mark(text, _start(text, at), found)
    return found


#: How many words may name the listener: "..., the police told the meeting".
_MOST_LISTENERS = 2


def _ends_with(text: Text, at: int, verb: int) -> bool:
    """Who says it stands at the end of what is said, alone or with a listener."""
    if text.closes(verb):
        return True
    first = at - (not text.opens(at) and text.words[at - 1] in _ARTICLES)
    last = verb + 1
    while not text.closes(last) and last < verb + _MOST_LISTENERS:
        last += 1
    return "," in text.before[first] and text.closes(last)


_ARTICLES = frozenset("the a an her his their my our".split())


def _verb(text: Text, at: int) -> int:
    """The place of the verb of saying or thinking after the role, or -1."""
    where, being = False, False
    for place in range(at + 1, min(len(text.words), at + 2 + _MOST_WHERE)):
        word = text.words[place]
        if text.opens(place) or text.before[place] or word in _ANOTHER:
            break
        if word in _VERBS and not (being and word.endswith("ed")):  # "the police were called" says nothing
            return place
        if being and word in _HOLDING:
            return place
        where = where or word in _WHERE
        being = being or word in _BEING
        if not where and (
            (word not in _BETWEEN and word not in _BEING and word not in _roles())
            or place > at + 1 + _MOST_BETWEEN
        ):
            break
    return -1


def _holds_view(words: list[str], at: int) -> bool:
    """ "The GP's opinion is", "in the view of the GP", "according to the GP"."""
    if words[at + 1 : at + 2] == ["'s"] and not _VIEWS.isdisjoint(words[at + 2 : at + 4]):
        return True
    before = words[max(0, at - 4) : at]
    return "according" in before or any(
        noun in _VIEWS and link in ("of", "by", "from") for noun, link in pairwise(before)
    )


def _holding_on(text: Text, at: int) -> bool:
    """ "Her mother rang, worried that ...": what is held stands after a comma."""
    for place in range(at + 1, min(len(text.words), at + 2 + _MOST_WHERE)):
        if text.opens(place):
            break
        if text.words[place] in _HOLDING and "," in text.before[place]:
            return True
    return False


def _start(text: Text, at: int) -> int:
    """The first word of the sentence."""
    while not text.opens(at):
        at -= 1
    return at


def _mark(text: Text, first: int, found: bytearray) -> None:
    """Marks from this word to the end of its sentence."""
    at = first
    while at < len(found) and text.sentences[at] == text.sentences[first]:
        found[at] = found[at] or SAID
        at += 1
