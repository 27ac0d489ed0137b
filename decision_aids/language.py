"""Finds words and phrases in a text: on words, not letters, with who is speaking kept apart from who is writing.

`read(text)` gives a `Text`: its words with their places, its sentences, and which words stand in quotation marks or in
speech the writer reports ("she said that ..."). `Finder` looks for many patterns at once.

Notation of a pattern (used in facts/phrase/*.toml):

    poor choices      these words in this order; capitals, hyphens and commas do not matter
    drunk/drinking    one of these (trouble_maker for one of two words)
    go~               any form of the word: go, goes, going, went, gone (and -ise or -ize)
    very?             may be there or not
    * or *6           up to three (six) words of any kind, in the same sentence
    {person}          one of this class (facts/word_class/); a class may hold joined words (asylum_seeker)
    !form/number      the next word is none of these
    ^ and $           first and last word of a sentence; $? the last word of a question
    she [claim~] he   only what stands between the brackets is marked; the rest has to be there

A pattern that excuses ("unless") may also begin or end with a gap: "diagnosed *8" reaches up to eight words on.

Contractions are read in parts: "didn't" and "didnt" as did not, "she's" as she 's, "I'll" as i will. A pattern is
bounded in every part and never starts with something that may be missing, so the work grows with the length of the text
and not faster. Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

#: Texts longer than this (characters) are refused.
LONGEST = 20_000
#: Most words a gap may skip, and most gaps in one pattern.
WIDEST_GAP, MOST_GAPS = 8, 3
#: A gap of so many words or fewer does not reach over a comma.
_SHORT_GAP = 2
#: Nor over one of these, which begin another part of the sentence or turn what it says round.
_NEW_PART = frozenset("and but because who which when while not".split())

_PIECE = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*|\d+(?:[.,:/]\d+)*|\n|[^\w\s]|_")
_ENDS = frozenset(".?!\n…")
_DASHES = frozenset("-‐‑‒–—―_")

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

_IRREGULAR = {
    "be": "is are was were been being am 's",
    "have": "has had having",
    "do": "does did done doing",
    "go": "goes going went gone",
    "get": "gets getting got gotten",
    "make": "makes making made",
    "take": "takes taking took taken",
    "give": "gives giving gave given",
    "come": "comes coming came",
    "become": "becomes becoming became",
    "say": "says saying said",
    "tell": "tells telling told",
    "think": "thinks thinking thought",
    "know": "knows knowing knew known",
    "feel": "feels feeling felt",
    "see": "sees seeing saw seen",
    "find": "finds finding found",
    "keep": "keeps keeping kept",
    "let": "lets letting",
    "put": "puts putting",
    "leave": "leaves leaving left",
    "bring": "brings bringing brought",
    "choose": "chooses choosing chose chosen",
    "sell": "sells selling sold",
    "sleep": "sleeps sleeping slept",
    "hit": "hits hitting",
    "hurt": "hurts hurting",
    "beat": "beats beating beaten",
    "lie": "lies lying lied",
    "run": "runs running ran",
    "meet": "meets meeting met",
    "fall": "falls falling fell fallen",
    "drink": "drinks drinking drank drunk",
    "throw": "throws throwing threw thrown",
    "break": "breaks breaking broke broken",
    "fight": "fights fighting fought",
    "lose": "loses losing lost",
    "win": "wins winning won",
    "deal": "deals dealing dealt",
    "show": "shows showing showed shown",
    "speak": "speaks speaking spoke spoken",
    "hear": "hears hearing heard",
    "mean": "means meaning meant",
    "spend": "spends spending spent",
    "pay": "pays paying paid",
    "stand": "stands standing stood",
    "understand": "understands understanding understood",
    "bear": "bears bearing bore borne",
    "wear": "wears wearing wore worn",
    "drive": "drives driving drove driven",
    "ring": "rings ringing rang rung",
    "begin": "begins beginning began begun",
    "cut": "cuts cutting",
    "shut": "shuts shutting",
    "stick": "sticks sticking stuck",
    "deny": "denies denied denying",
    "cry": "cries cried crying",
    "try": "tries tried trying",
    "learn": "learns learned learnt learning",
    "dress": "dresses dressed dressing",
    "refuse": "refuses refused refusing",
    "hide": "hides hiding hid hidden",
    "write": "writes writing wrote written",
    "steal": "steals stealing stole stolen",
    "swear": "swears swearing swore sworn",
    "blow": "blows blowing blew blown",
    "grow": "grows growing grew grown",
    "draw": "draws drawing drew drawn",
    "fly": "flies flying flew flown",
    "shoot": "shoots shooting shot",
    "wind": "winds winding wound",
    "spin": "spins spinning spun",
    "seek": "seeks seeking sought",
    "catch": "catches catching caught",
    "buy": "buys buying bought",
    "feed": "feeds feeding fed",
    "bite": "bites biting bit bitten",
    "forget": "forgets forgetting forgot forgotten",
    "forgive": "forgives forgiving forgave forgiven",
    "mislead": "misleads misleading misled",
    "withdraw": "withdraws withdrawing withdrew withdrawn",
    "withhold": "withholds withholding withheld",
    "hang": "hangs hanging hung",
    "dig": "digs digging dug",
    "spit": "spits spitting spat",
    "string": "strings stringing strung",
    "misunderstand": "misunderstands misunderstanding misunderstood",
    "swing": "swings swinging swung",
    "swim": "swims swimming swam swum",
    "bleed": "bleeds bleeding bled",
    "shake": "shakes shaking shook shaken",
    "tear": "tears tearing tore torn",
    "spread": "spreads spreading",
    "split": "splits splitting",
    "self-harm": "",
}
_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=4096)
def forms(word: str) -> frozenset[str]:
    """The forms of an English verb or noun, British and American spelling; too many rather than too few."""
    found = {word}
    if word in _IRREGULAR:
        found.update(_IRREGULAR[word].split())
    elif word.endswith("e"):
        found.update((word + "s", word + "d", word[:-1] + "ing"))
    elif word.endswith("y") and len(word) > 2 and word[-2] not in _VOWELS:
        found.update((word[:-1] + "ies", word[:-1] + "ied", word + "ing"))
    else:
        found.update((word + "s", word + "ed", word + "ing"))
        if word.endswith(("s", "x", "z", "ch", "sh", "o")):
            found.add(word + "es")
        short = (
            len(word) > 2 and word[-1] not in "aeiouwxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS
        )
        if short:
            found.update((word + word[-1] + "ed", word + word[-1] + "ing"))
    if "is" in word:
        found.update([form.replace("is", "iz") for form in found if re.search(r"is(e|es|ed|ing)$", form)])
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Text:
    """A text as words. The lists run side by side, one entry a word.

    `starts`/`ends` count characters; `before` holds the punctuation since the word before; `quoted` and `told` mark
    words in quotation marks and in reported speech of the person; `places` maps a word to where it stands.
    """

    raw: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[int]
    before: list[str]
    quoted: bytearray
    told: bytearray
    places: dict[str, list[int]]
    endings: dict[int, str]

    def capital(self, at: int) -> bool:
        """The word starts with a capital letter."""
        return self.raw[self.starts[at]].isupper()

    def opens(self, at: int) -> bool:
        """The word is the first of its sentence."""
        return at == 0 or self.sentences[at] != self.sentences[at - 1]

    def closes(self, at: int) -> bool:
        """The word is the last of its sentence."""
        return at + 1 >= len(self.words) or self.sentences[at] != self.sentences[at + 1]

    def words_of(self, first: int, last: int) -> str:
        """The characters from one word to another."""
        return self.raw[self.starts[first] : self.ends[last]]


class TooLong(ValueError):
    """The text is longer than LONGEST characters."""


@lru_cache(maxsize=4)
def read(text: str) -> Text:
    """The words of a text. Raises TooLong. Any characters are taken; nothing is changed but for reading."""
    _check_length(text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    sentences: list[int] = []
    before: list[str] = []
    endings: dict[int, str] = {}
    sentence, marks = 0, ""
    last = -1
    for match in _PIECE.finditer(text):
        piece = match[0]
        first = piece[0]
        if not first.isalnum():
            if first in _ENDS and not (first == "\n" and last >= 0 and _runs_on(text, match.end(), words)):
                if (
                    words
                    and sentences[-1] == sentence
                    and not (first == "." and _is_short(text, words, ends, match.start()))
                ):
                    endings[sentence] = endings.get(sentence, "") + first
                    sentence += 1
                elif first == "?" and sentence - 1 in endings:
                    endings[sentence - 1] += first
            elif first == ";" and words and sentences[-1] == sentence:
                sentence += 1
            if first not in _DASHES:
                marks += first
            continue
        start, end = match.span()
        for part in _parts(piece, text, end):
            words.append(part)
            starts.append(start)
            ends.append(end)
            sentences.append(sentence)
            before.append(marks)
            marks = ""
        last = end
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        places.setdefault(word, []).append(at)
    found = Text(
        text,
        words,
        starts,
        ends,
        sentences,
        before,
        bytearray(len(words)),
        bytearray(len(words)),
        places,
        endings,
    )
    _mark_quotes(found)
    _mark_speech(found)
    return found


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


def _runs_on(text: str, at: int, words: list[str]) -> bool:
    """A single line break inside a sentence: the next line goes on in small letters."""
    return text[at : at + 1].islower() and bool(words)


_SHORT = frozenset("mr mrs ms dr st approx eg ie etc no tel prof rev apt".split())


_LONGEST_SHORT = max(map(len, _SHORT)) + 1


def _is_short(text: str, words: list[str], ends: list[int], at: int) -> bool:
    return (
        bool(words)
        and words[-1] in _SHORT
        and ends[-1] == at
        and (words[-1] != "no" or text[at + 1 : at + 2].isdigit() or text[at + 2 : at + 3].isdigit())
    )


def _parts(piece: str, text: str, end: int) -> tuple[str, ...]:
    word = piece.lower()
    if "’" in word or "`" in word:
        word = word.replace("’", "'").replace("`", "'")
    whole = _WHOLE.get(word)
    if whole is not None:
        return whole
    if word == "ur":
        following = _PIECE.match(text, end + 1)
        after = following[0].lower() if following else ""
        return ("you", "are") if after in _AFTER_UR or after.endswith("ing") else ("your",)
    if word in ("ill", "id"):
        following = _PIECE.match(text, end + 1)
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


# --- Quotation marks -----------------------------------------------------------------------------------------------

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


def _mark_quotes(text: Text) -> None:
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


# --- Who says it ---------------------------------------------------------------------------------------------------


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


def _mark_speech(text: Text) -> None:
    words, told = text.words, text.told
    size = len(words)
    for word in _SAYING_WORDS:
        for at in text.places.get(word, ()):
            if _speaks(text, at):
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


# --- Patterns ------------------------------------------------------------------------------------------------------

#: Words too common to look for first.
_COMMON = frozenset(
    "a an the and or but if to of in on at for with from by as is are was were be been being 's am not no i you he she it "
    "we they me him her us them my your his their our this that these those do does did have has had will would can could "
    "should 'd so then there what who when where why how all any some just very up out about into back over than too".split()
)

#: The weight of what leads to no pattern: what may be missing, and what must be.
_NO_LEAD = 1_000_000

_WORD, _GAP, _MAYBE, _NOT, _OPEN, _CLOSE, _FROM, _TO, _JOINED, _MAYBE_JOINED, _NOT_JOINED = range(11)


#: What to look for, the words, and the width of a gap (or, for joined words, the words in their order, longest first).
Step = tuple[int, frozenset[str], Any]


class BadPattern(ValueError):
    """A pattern is not written in the notation; the message says what is wrong."""


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A pattern ready to match. `owner` is handed back with every match; one word of each of `required` must occur in a
    sentence for a match at all."""

    source: str
    owner: Any
    steps: tuple[Step, ...]
    first: frozenset[str]
    required: tuple[frozenset[str], ...]
    back: int = 0
    on: int = 0


class Lexicon:
    """The words behind each part of a pattern, worked out once for all patterns that share these classes."""

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        self.classes = classes
        self._sets: dict[str, frozenset[str]] = {}
        self._steps: dict[str, tuple[Step, frozenset[str], frozenset[str]]] = {}

    def step(self, part: str, source: str) -> tuple[Step, frozenset[str], frozenset[str]]:
        """What to look for, the words it can start with, and words of which one has to be there; none of these if the
        part may be missing. Raises BadPattern, which names `source`."""
        found = self._steps.get(part)
        if found is None:
            found = self._steps[part] = self._read(part, source)
        return found

    def _read(self, part: str, source: str) -> tuple[Step, frozenset[str], frozenset[str]]:
        none: frozenset[str] = frozenset()
        if part in ("[", "]"):
            return (_FROM if part == "[" else _TO, none, 0), none, none
        if part in ("^", "$", "$?"):
            return (_OPEN if part == "^" else _CLOSE, none, int(part == "$?")), none, none
        if part[0] == "*":
            if part[1:] and not part[1:].isdigit():
                raise BadPattern(f"{source!r}: {part!r} should be * or * and a number")
            return (_GAP, none, int(part[1:] or 3)), none, none
        kind = _NOT if part[0] == "!" else _MAYBE if part[-1] == "?" else _WORD
        found = self.words(part.lstrip("!").rstrip("?"), source)
        several = [tuple(each.split("_")) for each in found if "_" in each]
        joined = tuple(sorted(several, key=lambda each: (-len(each), each)))
        singles = frozenset(each for each in found if "_" not in each) if joined else found
        if kind != _WORD:
            code = {_MAYBE: _MAYBE_JOINED, _NOT: _NOT_JOINED}[kind] if joined else kind
            return (code, singles, joined), none, none
        first = singles | {parts[0] for parts in joined}
        needed = singles | {max(parts, key=_rarity) for parts in joined}
        return (_JOINED if joined else _WORD, singles, joined), first, needed

    def words(self, part: str, source: str) -> frozenset[str]:
        """The words that may stand for a part. Raises BadPattern."""
        words = part.split("/")
        if len(words) == 1 and part[:1] == "{" and part[-1] == "}":
            return self._class(part, source)
        found: set[str] = set()
        for word in words:
            if word.startswith("{") and word.endswith("}"):
                found |= self._class(word, source)
            elif "~" in word:
                parts = [forms(each[:-1]) if each.endswith("~") else {each} for each in word.split("_")]
                found.update("_".join(each) for each in product(*parts))
            elif word and word not in ("*", "?", "!"):
                found.add(word)
            else:
                raise BadPattern(f"{source!r}: {part!r} has an empty alternative")
        return frozenset(found)

    def _class(self, name: str, source: str) -> frozenset[str]:
        found = self._sets.get(name)
        if found is None:
            if name[1:-1] not in self.classes:
                raise BadPattern(f"{source!r}: there is no word class {name}")
            parts = (self.words(each, source) for each in self.classes[name[1:-1]])
            found = self._sets[name] = frozenset().union(*parts)
        return found


def compile_pattern(source: str, owner: Any, lexicon: Lexicon, *, reaching: bool = False) -> Pattern:
    """Reads the notation above; `reaching` allows a gap at either end. Raises BadPattern."""
    steps: list[Step] = []
    required: list[frozenset[str]] = []
    first: frozenset[str] = frozenset()
    for part in parts_of(source):
        step, starts, needed = lexicon.step(part, source)
        steps.append(step)
        if needed:
            first = first or starts
            required.append(needed)
    back = steps.pop(0)[2] if reaching and steps and steps[0][0] == _GAP else 0
    on = steps.pop()[2] if reaching and steps and steps[-1][0] == _GAP else 0
    gaps = [width for kind, _, width in steps if kind == _GAP]
    if not required or len(gaps) > MOST_GAPS - (back > 0) - (on > 0) or max(gaps, default=0) > WIDEST_GAP:
        raise BadPattern(
            f"{source!r}: a pattern needs a word, at most {MOST_GAPS} gaps of at most {WIDEST_GAP} words"
        )
    start = next(kind for kind, _, _ in steps if kind not in (_FROM, _OPEN))
    if start not in (_WORD, _JOINED) or steps[-1][0] in (_GAP, _MAYBE, _MAYBE_JOINED):
        raise BadPattern(f"{source!r}: a pattern starts and ends with words that have to be there")
    required.sort(key=len)
    return Pattern(source, owner, tuple(steps), first, tuple(required), back, on)


def parts_of(source: str) -> list[str]:
    """The parts of a pattern in their order."""
    if "[" in source:
        source = source.replace("[", " [ ").replace("]", " ] ")
    return source.lower().split()


def _rarity(word: str) -> tuple[bool, int]:
    return word not in _COMMON, len(word)


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found. `first`/`last` are the marked words, `begin`/`finish` all words the pattern needed."""

    first: int
    last: int
    begin: int
    finish: int
    owner: Any


class Finder:
    """Many patterns, looked for at once.

    Of each pattern only the words that lead to it are worked out beforehand; the rest when a sentence has one of them and
    one of the next best. Of thousands of patterns a text wakes a few dozen, so no answer waits for all of them.
    """

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        self._lexicon = Lexicon(classes)
        self._weights: dict[str, int] = {}
        self._class_weights: dict[str, int] = {}
        self._leads: dict[str, list[str]] = {}
        self._sources: list[tuple[str, Any, bool, str]] = []
        self._patterns: dict[int, Pattern] = {}
        self._by_word: dict[str, list[int]] = {}

    def add(self, sources: Iterable[str], owner: Any, *, reaching: bool = False) -> None:
        """Patterns of one owner; what they find comes in the order in which they were added."""
        weights, by_word = self._weights, self._by_word
        for source in sources:
            rank = len(self._sources)
            least = next_least = _NO_LEAD
            lead = second = ""
            for part in source.split():
                weight = weights.get(part)
                if weight is None:
                    weight = weights[part] = self._weight(part)
                if weight < least:
                    least, lead, next_least, second = weight, part, least, lead
                elif weight < next_least:
                    next_least, second = weight, part
            self._sources.append((source, owner, reaching, second))
            for word in self._words(lead):
                by_word.setdefault(word, []).append(rank)

    def _weight(self, part: str) -> int:
        """About how often a part of a pattern is in a text: the lighter, the better it leads to the pattern."""
        part = part.strip("[]").lower()
        if not part or part[0] in "!^$*" or part[-1] == "?":
            return _NO_LEAD
        words = part.replace("~", "").split("/")
        weight = len(words) + 3 * part.count("~")
        if not _COMMON.isdisjoint(words):
            weight += 1000
        if "{" in part:
            weight += sum([self._class_weight(word) for word in words if word[0] == "{"])
        return weight

    def _class_weight(self, name: str) -> int:
        """What the words of a class weigh together."""
        weight = self._class_weights.get(name)
        if weight is None:
            weight = self._class_weights[name] = self._weight(
                "/".join(self._lexicon.classes.get(name[1:-1], ("",)))
            )
        return weight

    def _words(self, part: str) -> list[str]:
        """The words of which a text must have one if this part of a pattern is in it."""
        found = self._leads.get(part)
        if found is None:
            plain = part.strip("[]").lower()
            words: Iterable[str] = plain.split("/")
            if "{" in plain or "~" in plain or "" in words:
                words = self._lexicon.words(plain, part)
            if "_" in plain or "{" in plain:
                words = {max(word.split("_"), key=_rarity) if "_" in word else word for word in words}
            found = self._leads[part] = list(words)
        return found

    def pattern(self, rank: int) -> Pattern:
        """The pattern that was added as number `rank`, ready to match. Raises BadPattern."""
        found = self._patterns.get(rank)
        if found is None:
            source, owner, reaching, _ = self._sources[rank]
            found = compile_pattern(source, owner, self._lexicon, reaching=reaching)
            self._patterns[rank] = found
        return found

    def __len__(self) -> int:
        return len(self._sources)

    def find(self, text: Text) -> list[Match]:
        """Every match, at most one for a pattern at a place, sentence by sentence, in the order of the patterns."""
        words, sentences = text.words, text.sentences
        found: list[Match] = []
        start, size = 0, len(words)
        while start < size:
            end = start + 1
            while end < size and sentences[end] == sentences[start]:
                end += 1
            here = set(words[start:end])
            ranks: set[int] = set()
            for word in here & self._by_word.keys():
                ranks.update(self._by_word[word])
            for rank in sorted(ranks):
                pattern = self._patterns.get(rank)
                if pattern is None:
                    second = self._sources[rank][3]
                    if second and here.isdisjoint(self._words(second)):
                        continue
                    pattern = self.pattern(rank)
                for one_of in pattern.required:
                    if one_of.isdisjoint(here):
                        break
                else:
                    first = pattern.first
                    for at in range(start, end):
                        if words[at] in first:
                            match = match_at(pattern, text, at)
                            if match is not None:
                                found.append(match)
            start = end
        return found


def match_at(pattern: Pattern, text: Text, at: int) -> Match | None:
    """The match of a pattern that starts at this word, the shortest where there are several."""
    marks = _match(pattern.steps, 0, text, at, text.sentences[at])
    if marks is None:
        return None
    begin, finish = at, marks[0] - 1
    first = begin if marks[1] < 0 else marks[1]
    last = finish if marks[2] < 0 else marks[2]
    if pattern.back or pattern.on:
        sentence, size = text.sentences[at], len(text.words)
        for _ in range(pattern.back):
            begin -= begin > 0 and text.sentences[begin - 1] == sentence
        for _ in range(pattern.on):
            finish += finish + 1 < size and text.sentences[finish + 1] == sentence
    return Match(first, last, begin, finish, pattern.owner)


def _match(
    steps: tuple[Step, ...], step: int, text: Text, at: int, sentence: int
) -> tuple[int, int, int] | None:
    """(word after the match, first marked word, last marked word); the marks are -1 where not set."""
    words, sentences = text.words, text.sentences
    size = len(words)
    first = last = -1
    count = len(steps)
    while step < count:
        kind, found, width = steps[step]
        inside = at < size and sentences[at] == sentence
        if kind == _WORD:
            if not inside or words[at] not in found:
                return None
            at += 1
        elif kind == _FROM:
            first = at
        elif kind == _TO:
            last = at - 1
        elif kind == _NOT:
            if inside and words[at] in found:
                return None
        elif kind == _OPEN:
            if at and sentences[at - 1] == sentence:
                return None
        elif kind == _CLOSE:
            if inside or (width and "?" not in text.endings.get(sentence, "")):
                return None
        elif kind == _NOT_JOINED:
            if inside and _lengths(text, at, found, width):
                return None
        else:
            tries: Iterable[int]
            if kind == _GAP:
                tries = range(width + 1)
            elif kind == _MAYBE:
                tries = (1, 0) if inside and words[at] in found else (0,)
            else:
                tries = _lengths(text, at, found, width) if inside else ()
                if kind == _JOINED and len(tries) == 1:
                    at += tries[0]
                    step += 1
                    continue
                if kind == _MAYBE_JOINED:
                    tries = (*tries, 0)
            for skip in tries:
                if skip and (at + skip > size or sentences[at + skip - 1] != sentence):
                    break
                if (
                    skip
                    and kind == _GAP
                    and width <= _SHORT_GAP
                    and ("," in text.before[at + skip - 1] or words[at + skip - 1] in _NEW_PART)
                ):
                    break
                rest = _match(steps, step + 1, text, at + skip, sentence)
                if rest is not None:
                    return (rest[0], first if rest[1] < 0 else rest[1], last if rest[2] < 0 else rest[2])
            return None
        step += 1
    return (at, first, last)


def _lengths(
    text: Text, at: int, singles: frozenset[str], joined: tuple[tuple[str, ...], ...]
) -> tuple[int, ...]:
    """How many words each of the alternatives that stand here takes, longest first."""
    words, sentence = text.words, text.sentences[at]
    word = words[at]
    found = [
        len(parts)
        for parts in joined
        if parts[0] == word
        and tuple(words[at : at + len(parts)]) == parts
        and text.sentences[at + len(parts) - 1] == sentence
    ]
    if word in singles:
        found.append(1)
    return tuple(found)


def overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Two ranges of words (first, last) share a word."""
    return one[0] <= other[1] and other[0] <= one[1]


def longest(found: Iterable[Match]) -> list[Match]:
    """The matches that do not overlap, longer ones first chosen, in the order of the text."""
    ranked = sorted(found, key=lambda each: (each.begin - each.finish, each.first - each.last, each.first))
    taken: list[Match] = []
    used: set[int] = set()
    for each in ranked:
        if used.isdisjoint(range(each.first, each.last + 1)):
            taken.append(each)
            used.update(range(each.first, each.last + 1))
    return sorted(taken, key=lambda each: each.first)


_NEGATORS = frozenset("not never no nor without neither nothing nobody none hardly".split())


def negated(text: Text, at: int, reach: int = 3) -> bool:
    """A word up to `reach` words back in the same sentence says no."""
    for back in range(at - 1, max(-1, at - 1 - reach), -1):
        if text.sentences[back] != text.sentences[at] or text.before[back + 1]:
            return False
        if text.words[back] in _NEGATORS:
            return True
    return False
