"""Reading a text: its words, its sentences, and who says what."""

from __future__ import annotations

import re
from functools import lru_cache

from decision_aids.language.speech import mark_quotes, mark_speech, quotations
from decision_aids.language.spelling import PIECE, words_meant
from decision_aids.language.text import Text

#: Texts longer than this (characters) are refused.
LONGEST = 20_000

_ENDS = frozenset(".?!\n…")
_DASHES = frozenset("-‐‑‒–—―_")
#: Shortened words, after which a full stop ends no sentence.
_SHORT = frozenset("mr mrs ms dr st approx eg ie etc no tel prof rev apt".split())
_LONGEST_SHORT = max(map(len, _SHORT)) + 1


class TooLong(ValueError):
    """The text is longer than LONGEST characters."""


@lru_cache(maxsize=4)
def read(text: str) -> Text:
    """The words of a text. Raises TooLong. Any characters are taken; nothing is changed but for reading."""
    _check_length(text)
    found = Text(text, [], [], [], [], [], bytearray(), bytearray(), {}, {})
    sentence, marks = 0, ""
    for match in PIECE.finditer(text):
        piece = match[0]
        if not piece[0].isalnum():
            sentence = _sentence_after(found, sentence, piece, match.start())
            marks += "" if piece in _DASHES else piece
            continue
        start, end = match.span()
        for word in words_meant(piece, text, end):
            found.places.setdefault(word, []).append(len(found.words))
            found.words.append(word)
            found.starts.append(start)
            found.ends.append(end)
            found.sentences.append(sentence)
            found.before.append(marks)
            marks = ""
    found.quoted.extend(bytes(len(found.words)))
    found.told.extend(bytes(len(found.words)))
    mark_quotes(found)
    mark_speech(found)
    return found


def _sentence_after(text: Text, sentence: int, mark: str, at: int) -> int:
    """The number of the sentence that goes on after a mark; how a sentence ends is kept with it."""
    begun = bool(text.words) and text.sentences[-1] == sentence
    if mark == ";":
        return sentence + begun
    if mark not in _ENDS or (mark == "\n" and _runs_on(text, at + 1)):
        return sentence
    if begun and not (mark == "." and _shortened(text, at)):
        text.endings[sentence] = text.endings.get(sentence, "") + mark
        return sentence + 1
    if mark == "?" and sentence - 1 in text.endings:
        text.endings[sentence - 1] += mark
    return sentence


_SENTENCE_END = re.compile(r"(?<![.?!…])[.?!…]++[\"”’')\]]{0,3}\s+|\n\s*\n\s*")
_LAST_WORD = re.compile(r"[^\W\d_]*$")


def passages(text: str) -> list[tuple[int, int]]:
    """A text cut after sentences, so that each part can be read alone: no quotation goes over a cut. Raises TooLong.

    Parts that come out the same need not be read again while a note is being written.
    """
    _check_length(text)
    quoted = quotations(text)
    found, start, at = [], 0, 0
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        while at < len(quoted) and quoted[at][1] < match.start():
            at += 1
        inside = at < len(quoted) and quoted[at][0] < end <= quoted[at][1]
        before = _LAST_WORD.search(text, max(start, match.start() - _LONGEST_SHORT), match.start())
        if not inside and (before is None or before[0].lower() not in _SHORT):
            found.append((start, end))
            start = end
    if start < len(text):
        found.append((start, len(text)))
    return found


def _check_length(text: str) -> None:
    if len(text) > LONGEST:
        raise TooLong(f"a text may have {LONGEST:,} characters; this one has {len(text):,}")


def _runs_on(text: Text, at: int) -> bool:
    """A single line break inside a sentence: the next line goes on in small letters."""
    return bool(text.words) and text.raw[at : at + 1].islower()


def _shortened(text: Text, at: int) -> bool:
    """The full stop at this character belongs to a shortened word ("Dr.", "no. 5")."""
    if not text.words or text.words[-1] not in _SHORT or text.ends[-1] != at:
        return False
    return (
        text.words[-1] != "no" or text.raw[at + 1 : at + 2].isdigit() or text.raw[at + 2 : at + 3].isdigit()
    )
