"""The forms of English verbs and nouns."""

from __future__ import annotations

import re
from functools import lru_cache

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
