"""What keeps a word in a note from being a verdict on anybody, whatever its kind: it is what a thing does, part of what a
thing is called, or what nobody is said to think.

Patterns find words; these look at the sentence around them. Which verbs and which things stands in
facts/word_class/traits.toml ("deed", "named-thing"). Standard library only.
"""

from __future__ import annotations

from functools import cache

from decision_aids import facts, predicates
from decision_aids.language import Text, forms

#: What may stand between a thing and what it does.
_HELPERS = frozenset(
    "has have had do does did will would can could may might not never also now then".split()
)
#: How many words back the start of a subject is looked for.
_REACH = 8
_OWNED = frozenset("her his their my our your its".split())
#: "The woman [on the second floor]": the subject goes on before one of these.
_WHERE = frozenset("on in at from of with by near next".split())
#: These are no things, or leave open who is meant.
_NO_SUBJECT = frozenset(
    "it there what which everything nothing something and or but yet plus i who not".split()
)
#: What may open a note right before a verb and is no thing.
_OPENERS = frozenset(
    "to and but or so then still just again has often later she he they when after as once if before today yesterday "
    "tonight monday tuesday wednesday thursday friday saturday sunday am pm".split()
)
#: "Her texts provoked him" blames her.
_LEADS_ON = frozenset(
    form for verb in "provoke encourage invite attract lead tempt".split() for form in forms(verb)
)


@cache
def _deeds() -> frozenset[str]:
    return frozenset(form for verb in facts.get("word_class", "deed").words for form in forms(verb))


@cache
def _named_things() -> frozenset[str]:
    return frozenset(facts.get("word_class", "named-thing").words)


def load() -> None:
    """Asks for the word lists, so that the bundle for the browser holds them."""
    _deeds()
    _named_things()


def done_by_a_thing(text: Text, at: int) -> bool:
    """The verb at this place has a thing for its subject: "the match [kicked off]", "pollen [provoked] his asthma"."""
    words = text.words
    deed = words[at] in _deeds()
    if text.opens(at) or not (deed or words[at] in _HELPERS):
        return False
    head = at - 1
    if words[at].endswith("ing"):
        if words[head] not in predicates.BEING:
            return False
        head -= 1
    while head > 0 and words[head] in _HELPERS and not text.opens(head):
        head -= 1
    if text.before[head + 1] or words[head] in _OPENERS:
        return False
    gerund = words[head].endswith("ing")
    for place in range(head, max(-1, head - _REACH), -1):
        word = words[place]
        if word in _NO_SUBJECT or word.endswith("ly") or word[0].isdigit():
            return False
        if predicates.of_people(text, place) or text.words_of(place, place).isupper():
            return False
        if word in predicates.DETERMINERS and not (place and words[place - 1] in _WHERE):
            return word not in _OWNED or not (gerund or words[at] in _LEADS_ON)
        if text.opens(place):
            return place >= head - 1 and deed and not gerund
    return False


def in_a_name(text: Text, first: int, last: int) -> bool:
    """The words are part of what a thing is called: "the [temper tantrum] leaflet", "the [Complex Needs] Team"."""
    after = not text.closes(last) and text.before[last + 1] in ("", "'", "’")
    if after and text.words[last + 1] in _named_things():
        return True
    if text.opens(first) or not text.capital(last) or text.words_of(first, last).isupper():
        return False
    if first < last and all(_is_title(text, at) for at in range(first, last + 1)):
        return True
    return (after and _is_title(text, last + 1)) or (not text.before[first] and _is_title(text, first - 1))


def _is_title(text: Text, at: int) -> bool:
    """A word inside a sentence that starts with a capital and is not written in capitals."""
    return text.capital(at) and not text.opens(at) and not text.words_of(at, at).isupper()


_THINKS = frozenset(
    form for verb in "think believe say suggest call mean claim find feel".split() for form in forms(verb)
)
_DENIES = frozenset("not never nobody neither".split())
_OPPOSITES = frozenset(
    (
        ("far", "from"),
        ("anything", "but"),
        ("wrong", "to"),
        ("no", "sign"),
        ("no", "suggestion"),
        ("no", "reason"),
    )
)
#: A denial does not reach over one of these, and not over more words than this.
_TURNS = frozenset("but because and who".split())
_DENIED_REACH = 9


def thought_by_nobody(text: Text, at: int) -> bool:
    """What stands here is said not to be thought: "I do not think that he was [rude]", "no one said that ..."."""
    words, thinks = text.words, False
    for back in range(at - 1, max(-1, at - 1 - _DENIED_REACH), -1):
        if text.opens(back + 1) or "," in text.before[back + 1]:
            return False
        pair = (words[back], words[back + 1])
        if pair in _OPPOSITES or (thinks and (words[back] in _DENIES or pair == ("no", "one"))):
            return True
        if words[back] in _TURNS:
            return False
        thinks = thinks or words[back] in _THINKS
    return False
