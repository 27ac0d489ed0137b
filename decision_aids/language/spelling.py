"""The words meant by what was typed.

Contractions are read in parts: "didn't" and "didnt" as did not, "she's" as she 's, "I'll" as i will. Long words that
notes often misspell are read as the right ones.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: A word, a number or one sign.
PIECE = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*|\d+(?:[.,:/]\d+)*|\n|[^\w\s]|_")

_CLITICS = {"s": "'s", "re": "are", "ve": "have", "ll": "will", "d": "'d", "m": "am"}
_WHOLE = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "let's": ("let", "us"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "youre": ("you", "are"),
    "youve": ("you", "have"),
    "youll": ("you", "will"),
    "hes": ("he", "'s"),
    "shes": ("she", "'s"),
    "theyre": ("they", "are"),
    "theyve": ("they", "have"),
    "theyll": ("they", "will"),
    "weve": ("we", "have"),
    "whats": ("what", "'s"),
    "thats": ("that", "'s"),
    "whos": ("who", "'s"),
    "hows": ("how", "'s"),
    "wheres": ("where", "'s"),
    "theres": ("there", "'s"),
    "isnt": ("is", "not"),
    "arent": ("are", "not"),
    "wasnt": ("was", "not"),
    "werent": ("were", "not"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
    "hasnt": ("has", "not"),
    "havent": ("have", "not"),
    "hadnt": ("had", "not"),
    "cant": ("can", "not"),
    "couldnt": ("could", "not"),
    "wont": ("will", "not"),
    "wouldnt": ("would", "not"),
    "shouldnt": ("should", "not"),
    "mustnt": ("must", "not"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "innit": ("is", "not", "it"),
    "u": ("you",),
    "r": ("are",),
    "w/o": ("without",),
    "d'you": ("do", "you"),
    "d'ya": ("do", "you"),
    "dyou": ("do", "you"),
    "wat": ("what",),
    "wot": ("what",),
    "wen": ("when",),
    "wich": ("which",),
    "happend": ("happened",),
    "summat": ("something",),
    "sumthing": ("something",),
    "owt": ("anything",),
    "nowt": ("nothing",),
    "nuthin": ("nothing",),
    "dunno": ("do", "not", "know"),
    "cos": ("because",),
    "coz": ("because",),
    "cuz": ("because",),
    "b4": ("before",),
    "wiv": ("with",),
    "yer": ("your",),
    "yous": ("you",),
    "plz": ("please",),
    "pls": ("please",),
    "thru": ("through",),
    "tho": ("though",),
    "didn": ("did", "not"),
    "dint": ("did", "not"),
    "couldn": ("could", "not"),
    "wouldn": ("would", "not"),
    "theyd": ("they", "'d"),
    "youd": ("you", "'d"),
    "mustve": ("must", "have"),
    "shouldve": ("should", "have"),
    "couldve": ("could", "have"),
}
#: "ill" and "id" are words of their own; they are read as "I'll" and "I'd" only before one of these.
_AFTER_I = frozenset(
    "just do be get sort ring call go make speak talk come take give have help fix try see deal handle chase write tell "
    "never always save look let keep stay drive book like rather love prefer say want need".split()
)

#: "ur" is "you are" before one of these or a word in -ing, else "your".
_AFTER_UR = frozenset("only just not so too sure safe hurt ok okay really the a always never".split())


def words_meant(piece: str, text: str, end: int) -> tuple[str, ...]:
    """The words meant by a piece of `text` that ends at character `end`, in small letters."""
    word = piece.lower()
    if "’" in word or "`" in word:
        word = word.replace("’", "'").replace("`", "'")
    whole = _WHOLE.get(word)
    if whole is not None:
        return whole
    if word == "ur":
        following = PIECE.match(text, end + 1)
        after = following[0].lower() if following else ""
        return ("you", "are") if after in _AFTER_UR or after.endswith("ing") else ("your",)
    if word in ("ill", "id"):
        following = PIECE.match(text, end + 1)
        if following and following[0].lower() in _AFTER_I:
            return ("i", "will" if word == "ill" else "'d")
        return (word,)
    if "'" not in word:
        return (_spelt(word),) if _SHORTEST_MISSPELT - 1 <= len(word) <= _LONGEST_MISSPELT else (word,)
    stem, _, tail = word.rpartition("'")
    if tail == "t" and stem.endswith("n"):
        return (stem[:-1], "not")
    clitic = _CLITICS.get(tail)
    return (stem, clitic) if clitic else (word.replace("'", ""),)


#: Long words that notes often misspell; a word that differs by one letter is read as the right one.
_OFTEN_MISSPELT = tuple(
    "obviously definitely apparently presumably supposedly allegedly undoubtedly probably evidently constantly "
    "continuously unfortunately extremely aggressive aggressively manipulative manipulating manipulates promiscuous "
    "prostitute prostitution inappropriate inappropriately vulnerable schizophrenic borderline delusional paranoid "
    "alcoholic intoxicated dishevelled provocatively consensual consensually attention seeking disengaged engagement "
    "irresponsible uncooperative hysterical challenging confrontational argumentative dysfunctional chaotic difficult "
    "exaggerating exaggerates fabricating fabricated refuses refused reluctant unwilling defensive abusive hostile "
    "volatile unreliable credible inconsistent personality disorder diagnosis lifestyle choices minimising immigrant "
    "illegally seemingly reportedly convinced suspicious suspected possibly".split()
)


@lru_cache(maxsize=1)
def _misspelt() -> dict[str, str]:
    """Each of these words with one letter left out, and the word itself."""
    found: dict[str, str] = {}
    for word in _OFTEN_MISSPELT:
        if len(word) >= _SHORTEST_MISSPELT:
            for at in range(1, len(word)):
                found.setdefault(word[:at] + word[at + 1 :], word)
    return found


#: Shorter words have neighbours that are words too.
_SHORTEST_MISSPELT = 9
_LONGEST_MISSPELT = max(map(len, _OFTEN_MISSPELT)) + 1


@lru_cache(maxsize=4096)
def _spelt(word: str) -> str:
    """The word meant: one letter missing, too many or other. A right word and its forms are left alone."""
    known = _misspelt()
    if word in known:
        return known[word]
    for at in range(1, len(word) - 1):
        shorter = word[:at] + word[at + 1 :]
        right = known.get(shorter)
        if shorter in _OFTEN_MISSPELT:
            return shorter
        if right is not None and right[:at] == word[:at] and right[at + 1 :] == word[at + 1 :]:
            return right if right[-1] == word[-1] else word
        if right is not None and sorted(right) == sorted(word):
            return right
    return word
