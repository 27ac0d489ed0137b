"""Who says it: quotation marks, and speech that the writer reports."""

from __future__ import annotations

import re

from decision_aids.language.forms import forms
from decision_aids.language.text import Text

_QUOTES = re.compile("[\"“”„«»'‘’\n]")
#: A quotation longer than this (characters) is taken for a mark that was never closed.
_LONGEST_QUOTE = 2_000


def quotations(text: str) -> list[tuple[int, int]]:
    """Where quoted words start and end. Apostrophes are not quotation marks; one left open reaches to its line's end."""
    found: list[tuple[int, int]] = []
    opened, closing = -1, ""
    for match in _QUOTES.finditer(text):
        mark, at = match[0], match.start()
        previous, following = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if opened >= 0 and (mark == "\n" or at - opened > _LONGEST_QUOTE):
            if mark == "\n" and following not in ("\n", "") and at - opened < _LONGEST_QUOTE:
                continue
            if closing not in "'’":
                found.append((opened, _sentence_end(text, opened)))
            opened = -1
        if mark == "\n":
            continue
        if opened >= 0:
            if mark in closing and not (mark in "'’" and (following.isalnum() or not previous.strip())):
                found.append((opened, at))
                opened = -1
        elif mark in '"“„«”' and (following.strip() or mark != '"'):
            opened, closing = at + 1, '"' if mark == '"' else '”“»"'
        elif mark in "'‘" and not previous.isalnum() and following.isalnum():
            opened, closing = at + 1, "'" if mark == "'" else "’'"
    if opened >= 0 and closing not in ("'", "’'"):
        found.append((opened, _sentence_end(text, opened)))
    return found


def _sentence_end(text: str, start: int) -> int:
    match = re.compile(r"[.?!\n]").search(text, start)
    return match.start() if match else len(text)


def mark_quotes(text: Text) -> None:
    """Marks the words in quotation marks."""
    ranges = quotations(text.raw)
    if not ranges:
        return
    each = iter(ranges)
    start, end = next(each)
    for at, place in enumerate(text.starts):
        while place >= end:
            try:
                start, end = next(each)
            except StopIteration:
                return
        if start <= place:
            text.quoted[at] = 1


# --- Reported speech -----------------------------------------------------------------------------------------------


def _all_forms(words: str) -> frozenset[str]:
    return frozenset(form for word in words.split() for form in forms(word))


#: Verbs after which the person speaks. "Claim", "allege" and "admit" are left out: they carry the writer's doubt.
_SAYING = _all_forms(
    "say tell report describe explain state disclose feel think believe mention add call refer reply answer text recall "
    "remember identify express share wish want ask worry prefer repeat advise hope fear"
)
_SAYING_WORDS = tuple(
    sorted(
        (_SAYING | {"suspects"})
        - {"feeling", "thinking", "call", "wanting", "adding", "text", "reports", "report"}
    )
)
_FINITE = frozenset(
    "said says stated states told reported reports described describes explained explains disclosed discloses feels felt "
    "thinks mentioned added asked replied recalled wants wanted identifies wishes prefers repeated".split()
)
_PERSON = frozenset(
    "she he they client clients pt patient su user users woman man girl boy person lady yp resident tenant survivor who "
    "women men participant s/he".split()
)
_BETWEEN = frozenset(
    "has have had also then later again did does often now 's 'd would will openly quietly today just already clearly "
    "repeatedly first still always never not only both previously".split()
)
#: After these, what was said may have come first: "He never came back, she told me."
_TAIL = tuple(
    "said says told tells explained explains added reported reports states stated writes wrote".split()
)
_LISTENERS = frozenset(
    "me us the staff officer nurse worker police doctor manager gp her him them my a".split()
)
_TURNS = frozenset("but then however although though and yet so".split())
_NEW_SUBJECT = frozenset(
    "was is became appeared seemed seems presented clearly obviously refused left got kicked started then i we staff "
    "looked did has appears 's remains remained continued continues".split()
)


def mark_speech(text: Text) -> None:
    """Marks the words that the person is reported to have said."""
    words, told = text.words, text.told
    size = len(words)
    for word in _SAYING_WORDS:
        for at in text.places.get(word, ()):
            if _speaks(text, at) and not _says_nothing(text, at):
                _mark_from(text, at + 1)
    for word in _TAIL:
        for at in text.places.get(word, ()):
            if at >= 2 and "," in text.before[at - 1] and words[at - 1] in _PERSON and _ends_part(text, at):
                _mark_back(text, at - 2)
    for at in text.places.get("according", ()):
        if at + 2 < size and words[at + 1] == "to" and words[at + 2] in ("her", "him", "them"):
            _mark_from(text, at + 3)
    for word in ("words", "account", "view"):
        for at in text.places.get(word, ()):
            if at and words[at - 1] in ("her", "his", "their", "own"):
                _mark_from(text, at + 1)
                back = at - 1
                while back >= 0 and text.sentences[back] == text.sentences[at]:
                    told[back] = 1
                    back -= 1


#: "Answered the door", "reported missing".
_NOT_SAID = {
    "answered": frozenset("door phone bell call intercom".split()),
    "reported": frozenset(("missing",)),
}


def _says_nothing(text: Text, at: int) -> bool:
    """What follows the verb shows that nothing was said."""
    things = _NOT_SAID.get(text.words[at])
    return things is not None and not things.isdisjoint(text.words[at + 1 : at + 3])


def _ends_part(text: Text, at: int) -> bool:
    """Nothing but a listener ("me", "the officer") or a comma comes after the verb."""
    following = at + 1
    for _ in range(3):
        if following >= len(text.words) or text.opens(following) or text.before[following]:
            return True
        if text.words[following] not in _LISTENERS:
            return text.words[following] in ("and", "when", "on", "at", "today", "yesterday", "in", "by")
        following += 1
    return True


def _mark_back(text: Text, at: int) -> None:
    """Marks what stands before ", she said"."""
    sentence = text.sentences[at]
    while at >= 0 and text.sentences[at] == sentence:
        text.told[at] = 1
        at -= 1


def _speaks(text: Text, at: int) -> bool:
    """Whether the subject of the verb at this place is the person the note is about."""
    back = at - 1
    words = text.words
    for _ in range(3):
        if back < 0 or text.sentences[back] != text.sentences[at]:
            break
        if words[back] not in _BETWEEN:
            break
        back -= 1
    if back < 0 or text.sentences[back] != text.sentences[at]:
        return words[at] in _FINITE
    subject = words[back]
    if subject in _PERSON or (len(subject) == 1 and subject != "i" and text.capital(back)):
        return True
    if subject in ("and", "but", "then"):
        return words[at] in _FINITE and not any(
            word in ("i", "we", "staff") for word in words[max(0, back - 8) : back]
        )
    return text.capital(back) and subject not in _NOT_A_CLIENT and not text.opens(back)


_NOT_A_CLIENT = frozenset(
    "i police gp sw idva isva cps probation housing pc dc ds dr cpn nurse mash dwp staff".split()
)


def _mark_from(text: Text, at: int) -> None:
    words, told = text.words, text.told
    size = len(words)
    if at >= size or told[at] or text.opens(at):
        return
    sentence = text.sentences[at]
    while at < size and text.sentences[at] == sentence:
        if words[at] in _TURNS and at + 1 < size and words[at + 1] in _NEW_SUBJECT:
            return
        told[at] = 1
        at += 1
