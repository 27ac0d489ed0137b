"""Finds words and phrases in a text: on words, not letters, with who is speaking kept apart from who is writing.

`read(text)` gives a `Text`: its words with their places, its sentences, and which words stand in quotation marks or in
speech the writer reports ("she said that ..."). `Finder` looks for many patterns at once.

    forms.py      the forms of a word: go, goes, went
    spelling.py   the words meant by what was typed: didnt, ur, obviosly
    text.py       what a text is once it is read
    speech.py     quotation marks, and speech that is reported
    reading.py    reading a text
    patterns.py   the notation of the patterns, and matching one
    finder.py     looking for many patterns at once, and choosing among what was found
"""

from decision_aids.language.finder import Finder, longest, negated, overlaps
from decision_aids.language.forms import forms
from decision_aids.language.patterns import BadPattern, Lexicon, Match, compile_pattern, match_at
from decision_aids.language.reading import LONGEST, TooLong, passages, read
from decision_aids.language.text import Text

__all__ = [
    "LONGEST",
    "BadPattern",
    "Finder",
    "Lexicon",
    "Match",
    "Text",
    "TooLong",
    "compile_pattern",
    "forms",
    "longest",
    "match_at",
    "negated",
    "overlaps",
    "passages",
    "read",
]
