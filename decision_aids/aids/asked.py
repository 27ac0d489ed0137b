"""The grammar of a question: which form it has, and what is packed into it.

A text is taken sentence by sentence. Words that judge or lead wherever they stand come from facts/phrase/questions.toml;
this module adds what only grammar shows: a tag at the end, a statement with a question mark, a negative, a person, an act,
a feeling or a crime that the asker supplies, yes or no, a choice, an open beginning, an invitation.
What the person has already said ("You told me he hit you.") is theirs and is not packed in by the asker.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from decision_aids import facts
from decision_aids.language import Text, forms

#: A kind of question, and the first and last word that make it so.
Found = tuple[str, int, int]


def word_class(name: str) -> frozenset[str]:
    found: set[str] = set()
    for word in facts.get("word_class", name).words:
        found.update(forms(word[:-1]) if word.endswith("~") else (word,))
    return frozenset(found)


HARM, FEELING, DRUNK, CRIME = (word_class(name) for name in ("harm", "feeling", "drunk", "crime"))
RELATION, FIRST_NAME, NAME_OR_WORD = (word_class(name) for name in ("relation", "first-name", "name-or-word"))
RELATION |= word_class("knows-you")
HARM |= word_class("harm-past")
NOT_A_NAME = word_class("not-a-name")

WH = frozenset("what who whom whose when where which how why whereabouts whoever whatever wherever".split())
_BEFORE_WH = frozenset("in at on from to for with by of about since until under around through near".split())
AUX = frozenset(
    "do does did is are was were am have has had can could will would shall should may might must ought".split()
)
PRONOUNS = frozenset("i you he she it we they".split())
_SUBJECTS = PRONOUNS | frozenset(
    "there this that these those anyone anybody someone somebody everyone everybody nobody anything something everything "
    "the your my his her their our any some all both one people men other others either none any a an".split()
)
LEAD_IN = frozenset(
    "so and then ok okay well but now right also um er erm please sorry just oh yeah no yes alright hmm hi hello like "
    "look listen anyway only thanks".split()
)
_AFTER_WH = AUX | frozenset(
    "happened happend happens else 's time day days way ways kind sort much many long about made next part bit part bits come "
    "went did other others people person one ones would happening if sorts words word point order makes 'd said".split()
)
_SUBORDINATE = frozenset("when if while after before because once since as whenever although".split())
_TELL = frozenset(
    "telling describing explaining talking saying sharing tell describe explain talk walk show help share say start begin take give let think go add speak remind put "
    "elaborate expand clarify".split()
)
_SOFT = frozenset(
    "please maybe possibly just perhaps also now first not even to able be ready up comfortable happy ok okay like want "
    "wish feel mind you i me us it a bit for".split()
)
_INVITES = frozenset(
    "draw write list point picture name tell describe explain talk walk start begin share carry go continue say show help take give let".split()
)
_TAG_END = frozenset("right yeah yes correct innit eh ok okay no true huh aye".split())
#: What a last clause says that asks to be agreed with: "is that fair to say", "would you not agree".
_AGREED = frozenset("fair right correct true accurate agree say wrong".split())
_ANY = frozenset("anything anyone else".split())
_NEUTRAL = frozenset(
    form
    for word in (
        "say have know live use speak look come go see drive mention wear work ring call text leave stay sound smell arrive "
        "own talk understand tell get seem meet contact message reply answer need remember think notice write happen start "
        "help find be do keep believe hear bring pick sit stand walk wait return explain introduce ask sleep eat give"
    ).split()
    for form in forms(word)
)
_STATES = frozenset(
    "angry drunk violent aggressive jealous rough nasty high cross furious abusive scary threatening controlling naked "
    "possessive obsessed pushy creepy".split()
)
_CHOOSING = frozenset("like want wish trust could prefer".split())
#: After "can you talk": what makes it an invitation to tell, and no question whether it is safe or possible.
_TO_ME = frozenset("me us about through more to".split())
_ELLIPTIC = frozenset(
    "want need got fancy any ready feeling ok okay alright all warm hungry thirsty comfy comfortable safe".split()
)
_YOU_ARE = frozenset("ok okay alright all safe hungry cold warm comfortable tired well hurt in".split())
NEAR_PLACE = frozenset("in at near to from on through".split())
#: Before "bit" where it is a part of something and no bite.
_BEFORE_BIT = frozenset("a which the this that last first next best worst hard any every little what".split())
_NOBODY_IN_PARTICULAR = frozenset("anyone anybody someone somebody a any there".split())
_NOW = frozenset("are is am can could will would shall may do does".split())


@dataclass(frozen=True, slots=True)
class Asked:
    """One sentence: its words (first, last), the kind of finding, and the words that made it so."""

    begin: int
    finish: int
    kind: str
    first: int
    last: int


def asked(text: Text) -> list[Asked]:
    """What grammar finds, sentence by sentence; sentences that ask nothing are left out."""
    found: list[Asked] = []
    said = set(given(text))
    size, at = len(text.words), 0
    while at < size:
        end = at
        while end + 1 < size and text.sentences[end + 1] == text.sentences[at]:
            end += 1
        one = _sentence(text, at, end, said)
        if one is not None:
            found.append(one)
        at = end + 1
    return found


def given(text: Text) -> list[str]:
    """The words of sentences that repeat what the person has said, and words in quotation marks."""
    words: list[str] = [word for at, word in enumerate(text.words) if text.quoted[at]]
    for at, word in enumerate(text.words):
        if word in (
            "said",
            "told",
            "mentioned",
            "spoke",
            "talked",
            "described",
            "say",
            "called",
            "call",
            "wrote",
        ):
            back = at - 1
            while back >= 0 and text.words[back] in (
                "have",
                "'ve",
                "just",
                "also",
                "earlier",
                "already",
                "'d",
                "had",
            ):
                back -= 1
            offers = back > 0 and text.words[back - 1] in ("would", "could", "might")
            if (
                back >= 0
                and text.words[back] == "you"
                and not offers
                and text.sentences[back] == text.sentences[at]
            ):
                ahead = at + 1
                while ahead < len(text.words) and text.sentences[ahead] == text.sentences[at]:
                    words.append(text.words[ahead])
                    ahead += 1
    return words


def _sentence(text: Text, begin: int, end: int, given: set[str]) -> Asked | None:
    words = text.words
    mark = "?" in text.endings.get(text.sentences[begin], "")
    start = begin
    while (
        start < end
        and words[start] in LEAD_IN
        and not _asks(text, start, end, mark)
        and not (words[start] in _ELLIPTIC and words[start + 1] in ("to", "if", "with"))
    ):
        start += 1

    def made(kind: str, first: int, last: int) -> Asked:
        return Asked(begin, end, kind, first, last)

    closing = tag(text, start, end, mark)
    if closing is not None:
        return made("ask-tag", closing, end)
    for at in (start, *clauses(text, start, end)):
        invite = _invite(text, at, end)
        if invite is not None:
            packed = _packed(text, at, end, given) if at == start else None
            return made(packed[0], packed[1], packed[1]) if packed else made("ask-invite", at, invite)
        if _is_wh(text, at, end, mark):
            return made(*_open(text, start, at, end, given))
        if _is_aux(text, at, end, mark):
            return made(*_yes_no(text, at, end, given))
    if not mark:
        return None
    return made(*_statement(text, start, end, given))


def _asks(text: Text, at: int, end: int, mark: bool) -> bool:
    return _is_wh(text, at, end, mark) or _is_aux(text, at, end, mark)


def clauses(text: Text, start: int, end: int) -> list[int]:
    """Where a later clause may begin: after a comma, a colon, a dash or a joining word."""
    return [
        at
        for at in range(start + 1, end + 1)
        if text.before[at].strip("\"'“”‘’(") or text.words[at - 1] in ("and", "so", "but", "or", "then")
    ]


def tag(text: Text, start: int, end: int, mark: bool) -> int | None:
    """Where a tag begins: "didn't he", "right", "is that right"."""
    words = text.words
    if end - start < 2:
        return None
    if (
        words[end] in _TAG_END
        and (mark or text.before[end])
        and (text.before[end] or words[end] in _TAG_END - {"ok", "okay", "no", "true"})
    ):
        plain = words[start] not in AUX and words[start] not in WH
        if plain and not (words[end] == "right" and words[end - 1] in ("all", "the")):
            return end
    if (
        words[end] == "right"
        and words[start] in PRONOUNS
        and words[end - 1] not in ("all", "the", "'s", "is", "not")
    ):
        return end
    agreeing = _agreement(text, start, end)
    if agreeing is not None:
        return agreeing
    if words[end] in PRONOUNS:
        at = end - 1
        if words[at] == "not":
            at -= 1
        if (
            at > start
            and words[at] in AUX
            and words[start] not in WH
            and not _is_aux(text, start, at - 1, True)
        ):
            return at
    if words[end] == "not" and words[end - 1] in PRONOUNS and words[end - 2] in AUX and end - 2 > start:
        return end - 2
    return None


def _agreement(text: Text, start: int, end: int) -> int | None:
    """Where a statement's last clause begins that asks to be agreed with: "is that right", "would that be fair to say"."""
    words = text.words
    if words[end - 2 : end + 1] in (["is", "that", "right"], ["is", "that", "correct"], ["is", "that", "so"]):
        return end - 2 if end - 2 > start else None
    if words[start] in AUX or words[start] in WH:
        return None
    last = next((at for at in range(end, start, -1) if text.before[at].strip("\"'“”‘’(")), None)
    if last is None or words[last] not in AUX or not 2 <= end - last <= 6:
        return None
    return last if any(word in _AGREED for word in words[last + 2 : end + 1]) else None


def _invite(text: Text, at: int, end: int) -> int | None:
    """The last word of an invitation to tell that begins here: "tell me", "can you describe", "do you want to talk"."""
    words = text.words
    word = words[at]
    following = words[at + 1] if at < end else ""
    if word in _INVITES and _imperative(word, following, words[at + 1 : end + 1]):
        return min(at + 1, end)
    if word == "in" and words[at : at + 4] == ["in", "your", "own", "words"]:
        return at + 3
    if word in ("anything", "something") and following in ("else", "you"):
        return at + 1
    if word == "i" and words[at + 1 : at + 3] == ["was", "wondering"]:
        return at + 2
    if (
        word == "i"
        and following in ("would", "'d", "want", "wonder")
        and words[at + 2 : at + 4] != ["tell", "you"]
        and _soon(
            words,
            at + 1,
            end,
            frozenset(("tell", "hear", "understand", "what", "how", "know", "describe", "talk")),
        )
    ):
        return at + 1
    if word == "feel" and following == "free":
        return at + 1
    if word in AUX and at < end:
        if following == "there":
            reach = words[at + 1 : min(end, at + 4) + 1]
            rest = words[at : end + 1]
            offered = any(each in reach for each in ("any", "someone", "anyone", "somebody", "anybody"))
            if offered and "you" in rest and any(each in rest for each in _CHOOSING):
                return at + 2
            if any(each in reach for each in ("anything", "something", "more")) and (
                "you" in rest or "else" in rest
            ):
                return at + 2
        if following == "anything" and at + 2 <= end and words[at + 2] == "else":
            return at + 2
        if following in ("you", "we", "it", "that"):
            return _polite(text, at, end)
    return None


def _imperative(word: str, following: str, rest: list[str]) -> bool:
    if word in ("tell", "show", "help", "give"):
        return following in ("me", "us")
    if word in ("talk", "walk", "take"):
        return (following in ("me", "us") and ("through" in rest or "about" in rest or "back" in rest)) or (
            word == "talk" and following in ("about", "to")
        )
    if word in ("draw", "write", "list", "point", "picture", "name"):
        return following in ("me", "it", "the", "what", "a", "to", "everything", "anything", "down", "out")
    if word in ("describe", "explain"):
        return following not in ("", "d", "s")
    if word in ("start", "begin"):
        return following in ("wherever", "where", "from", "at", "with", "anywhere", "by", "whenever", "when")
    if word == "share":
        return following in ("what", "whatever", "as", "anything", "with")
    if word == "say":
        return following in ("more", "a", "as", "whatever", "that", "it", "some")
    if word in ("carry", "go", "continue"):
        return following in ("on", "") and len(rest) <= 3
    return word == "let" and following in ("me", "us") and "know" in rest[:2]


def _soon(words: list[str], at: int, end: int, wanted: frozenset[str], reach: int = 6) -> bool:
    return any(word in wanted for word in words[at : min(end, at + reach) + 1])


def _polite(text: Text, at: int, end: int) -> int | None:
    """ "Can you tell me", "would you like to talk", "do you remember what": yes or no in form, open in use."""
    words = text.words
    ahead = at + 2
    if words[at] in ("did", "had", "was", "were", "has", "have") and words[at + 1] == "you":
        return None
    known = ("remember", "know", "recall", "say")
    a_place = words[ahead + 1 : ahead + 2] in (["where"], ["when"])
    if words[at : ahead + 1] == ["do", "you", "know"] and a_place:
        return None
    if (
        ahead <= end
        and words[ahead] in known
        and (ahead + 1 <= end and words[ahead + 1] in WH | {"anything", "about"})
    ):
        return ahead + 1
    if words[at] in ("can", "could", "would", "will", "do", "are", "is", "might", "may", "shall"):
        for place in range(ahead, min(end, at + 8) + 1):
            word = words[place]
            if word in known and place + 1 <= end and words[place + 1] in WH | {"anything", "about", "more"}:
                return place + 1
            if word in _TELL:
                if word in (
                    "go",
                    "take",
                    "let",
                    "give",
                    "start",
                    "put",
                    "show",
                    "add",
                    "think",
                    "help",
                    "ask",
                ):
                    return (
                        place
                        if _imperative(
                            word, words[place + 1] if place < end else "", words[place + 1 : end + 1]
                        )
                        or word in ("start", "add", "begin")
                        else None
                    )
                if word == "describe" and "as" in words[place + 1 : place + 5]:
                    return None
                able = words[at] in ("can", "could", "are", "is")
                if word == "walk" or (able and word in ("talk", "speak", "talking")):
                    return place if any(each in _TO_ME for each in words[place + 1 : place + 5]) else None
                if (
                    word in ("tell", "explain", "show")
                    and place < end
                    and words[place + 1]
                    in ("him", "her", "them", "the", "your", "anyone", "someone", "police")
                ):
                    return None
                return place
            if word not in _SOFT:
                return None
    return None


def _is_wh(text: Text, at: int, end: int, mark: bool) -> bool:
    words = text.words
    if words[at] in _BEFORE_WH and at < end and words[at + 1] in WH - {"how"}:
        at += 1
    elif words[at] == "for" and words[at + 1 : at + 3] == ["how", "long"]:
        return True
    if words[at] not in WH:
        return False
    if at == end:
        return True
    following = words[at + 1]
    if words[at] == "when" and following in PRONOUNS | {"the", "your", "his", "that", "this"}:
        return False
    if mark:
        return not (
            following in PRONOUNS
            and words[at] in ("when", "what", "where", "who")
            and at + 2 <= end
            and not any(text.before[later] for later in range(at + 1, end + 1))
        ) or words[at] in ("what", "where", "who")
    return following in _AFTER_WH


def _is_aux(text: Text, at: int, end: int, mark: bool) -> bool:
    words = text.words
    if words[at] not in AUX or at == end:
        return False
    following = words[at + 1]
    if following == "not" and at + 2 <= end:
        following = words[at + 2]
    if following in ("a", "an", "any", "some", "all", "the", "no") and not mark:
        return words[at] in (
            "is",
            "are",
            "was",
            "were",
            "did",
            "do",
            "does",
            "can",
            "could",
            "will",
        ) and following not in ("a", "an", "no")
    if following in _SUBJECTS or following in RELATION:
        return True
    return mark and (
        text.capital(at + 1) or following in FIRST_NAME or following in ("getting", "being", "going")
    )


def _packed(text: Text, at: int, end: int, given: set[str]) -> tuple[str, int] | None:
    """A harmful act, a crime, a feeling or a name that the asker supplies, and where."""
    words = text.words
    harm = next(
        (i for i in range(at, end + 1) if _is_harm(text, i, at, end) and not _given_form(words[i], given)),
        None,
    )
    if harm is not None:
        return ("ask-crime" if words[harm] in CRIME else "ask-act", harm)
    return None


def _is_harm(text: Text, i: int, at: int, end: int) -> bool:
    words = text.words
    word = words[i]
    if word not in HARM:
        return False
    if (word == "bit" and words[i - 1] in _BEFORE_BIT) or (
        word in ("hold", "touch") and words[i - 1] in ("get", "got", "in", "a", "of")
    ):
        return False
    around = words[max(at, i - 3) : i]
    after = words[i + 1 : min(end, i + 3) + 1]
    if word in (
        "lie",
        "lying",
        "follow",
        "followed",
        "cut",
        "hurt",
        "hold",
        "holding",
        "held",
        "lock",
        "locked",
        "bit",
        "touch",
        "control",
        "sell",
        "selling",
        "sold",
        "bound",
        "shook",
        "shaken",
        "threw",
        "thrown",
    ):
        return "you" in after or "your" in after or ("he" in around or "they" in around or "she" in around)
    return True


def _given_form(word: str, given: set[str]) -> bool:
    if word in given:
        return True
    stem = word[:4]
    return len(word) > 3 and any(each[:4] == stem and abs(len(each) - len(word)) < 5 for each in given)


def _name(text: Text, at: int, end: int, given: set[str]) -> int | None:
    """A name in the question that the person has not given."""
    for i in range(at + 1, end + 1):
        word = text.words[i]
        if not text.capital(i) or word in PRONOUNS or word in NOT_A_NAME or word in given or text.quoted[i]:
            continue
        if text.starts[i] == text.starts[i - 1]:
            continue
        listed = word in FIRST_NAME or word in NAME_OR_WORD
        if listed and text.words[i - 1] not in NEAR_PLACE:
            return i
        if i == at + 1 or (text.words[i - 1] in ("it", "him", "that") and text.words[at] in ("was", "is")):
            return i
    return None


def _open(text: Text, start: int, at: int, end: int, given: set[str]) -> Found:
    """A question that begins with who, what, where, when, which or how."""
    words = text.words
    word = words[at] if words[at] in WH else words[min(at + 1, end)]
    following = words[at + 1] if at < end else ""
    if word == "how" and (following in FEELING or following in DRUNK):
        return ("ask-feeling" if following in FEELING else "ask-drink", at, at + 1)
    packed = _packed(text, start, end, given)
    if packed is not None:
        return (packed[0], packed[1], packed[1])
    return ("ask-open", at, min(at + (following in ("'s", "happened", "did", "else", "happens")), end))


@dataclass(frozen=True, slots=True)
class _Inverted:
    """A question that begins with a form of do, be, have, can, will ...: words `at` to `end` of a text."""

    text: Text
    at: int
    end: int
    given: set[str]
    auxiliary: str
    denied: bool
    subject_at: int
    subject: str

    @classmethod
    def of(cls, text: Text, at: int, end: int, given: set[str]) -> _Inverted:
        """What stands where, in "did (not) SUBJECT (not) ..."."""
        words = text.words
        denied_first = words[at + 1] == "not"
        denied = denied_first or (at + 2 <= end and words[at + 1] in PRONOUNS and words[at + 2] == "not")
        subject_at = at + 2 if denied_first else at + 1
        return cls(text, at, end, given, words[at], denied, subject_at, words[min(subject_at, end)])

    @property
    def fresh(self) -> list[int]:
        """The words from the subject on that the person has not used."""
        words = self.text.words
        return [i for i in range(self.subject_at, self.end + 1) if not _given_form(words[i], self.given)]

    def first(self, among: Container[str]) -> int | None:
        """The first fresh word that is one of these."""
        return next((i for i in self.fresh if self.text.words[i] in among), None)


def _yes_no(text: Text, at: int, end: int, given: set[str]) -> Found:
    """A question that begins with a form of do, be, have, can, will ...: leading if something is packed in, else closed."""
    asked = _Inverted.of(text, at, end, given)
    for packed_in in (
        _a_person,
        _somebody_of,
        _nothing,
        _a_crime,
        _drink,
        _a_feeling,
        _an_act,
        _a_denial,
        _a_choice,
    ):
        found = packed_in(asked)
        if found is not None:
            return found
    return ("ask-yes-no", at, min(asked.subject_at, end))


def _a_person(asked: _Inverted) -> Found | None:
    """A name, or "was it your uncle?"."""
    name = _name(asked.text, asked.at, asked.end, asked.given)
    if name is not None and asked.auxiliary not in ("can", "could", "shall", "may"):
        return ("ask-person", name, name)
    if asked.auxiliary in ("was", "is") and asked.subject in ("it", "that", "this"):
        person = _relation(asked.text, asked.subject_at + 1, asked.end, asked.given)
        if person is not None:
            return ("ask-person", person, person)
        rest = asked.text.words[asked.subject_at + 1 : asked.end + 1]
        if rest[:1] in (["a"], ["an"], ["one"], ["someone"], ["somebody"]) and (
            "who" in rest or rest[-2:] == ["talking", "about"]
        ):
            return ("ask-person", asked.subject_at + 1, min(asked.subject_at + 2, asked.end))
    return None


def _somebody_of(asked: _Inverted) -> Found | None:
    """ "Did one of the staff do this to you?", "Was it somebody at work who did it?": a group is supplied, and the act."""
    words = asked.text.words[asked.subject_at : asked.end + 1]
    to_you = any(words[i : i + 2] in (["to", "you"], ["at", "you"], ["on", "you"]) for i in range(len(words)))
    grouped = words[:1] == ["one"] or (
        words[:1] in (["someone"], ["somebody"], ["a"])
        and words[1:2] in (["at"], ["in"], ["from"], ["member"], ["client"])
    )
    if grouped and to_you and asked.auxiliary in ("did", "has", "was", "is", "had"):
        return ("ask-person", asked.subject_at, min(asked.subject_at + 3, asked.end))
    return None


def _nothing(asked: _Inverted) -> Found | None:
    """ "Does anyone ever ...?": closed, whatever comes after."""
    ever = "ever" in asked.text.words[asked.at : asked.end + 1]
    if asked.subject in _NOBODY_IN_PARTICULAR and (
        ever or asked.auxiliary in ("does", "do", "is", "are", "has", "have")
    ):
        return ("ask-yes-no", asked.at, min(asked.subject_at, asked.end))
    return None


def _a_crime(asked: _Inverted) -> Found | None:
    """The word for a crime, of the past, or offered as the thing to call it."""
    past = asked.auxiliary not in _NOW or asked.auxiliary in ("is", "are", "does", "do")
    crime = asked.first(CRIME)
    verb = asked.text.words[asked.subject_at + 1 : asked.subject_at + 2]
    if crime is not None and (past or verb in (["call"], ["say"], ["describe"])):
        return ("ask-crime", crime, crime)
    return None


def _drink(asked: _Inverted) -> Found | None:
    """Drink or drugs, but for an offer ("would you like a drink")."""
    drink = asked.first(DRUNK)
    if drink is not None and asked.auxiliary not in (*_OFFERS, "are", "is"):
        return ("ask-drink", drink, drink)
    if asked.subject in ("you", "he", "they", "she") and asked.auxiliary in (
        "had",
        "were",
        "was",
        "have",
        "did",
    ):
        words = asked.text.words
        for i in asked.fresh:
            if (
                i < asked.end
                and words[i] in ("taken", "took", "take", "used", "smoked", "on")
                and words[i + 1] in ("anything", "something", "stuff")
            ):
                return ("ask-drink", i, i + 1)
    return None


def _a_feeling(asked: _Inverted) -> Found | None:
    """A feeling that is supplied."""
    words = asked.text.words
    verb = min(asked.subject_at + 1, asked.end)
    if (
        asked.subject == "you"
        and words[verb] in _FELT
        and words[verb + 1 : verb + 2] in (["him"], ["her"], ["them"])
    ):
        return ("ask-feeling", verb, verb + 1)
    at = asked.first(FEELING)
    if (
        at is None
        or asked.subject == "it"
        or asked.text.words[at] == "hurt"
        or asked.auxiliary in ("would", "can", "could", "will", "shall")
    ):
        return None
    return ("ask-feeling", at, at)


def _an_act(asked: _Inverted) -> Found | None:
    """What somebody is said to have done."""
    text, at, end, given, subject = asked.text, asked.at, asked.end, asked.given, asked.subject
    if subject in ("i", "we") or (asked.auxiliary in _OFFERS and subject == "you"):
        return None
    act = next((i for i in asked.fresh if _is_harm(text, i, at, end) and i > asked.subject_at), None)
    if act is not None and subject in ("you", "it") and not _by_others(text.words, at, act):
        act = None
    if act is None and subject in _DOERS:
        act = _act(text, at, asked.subject_at, end, given)
    if act is None and subject in _OWNERS and asked.auxiliary in ("did", "has", "had"):
        act = _done_to_you(text.words, asked.subject_at, end, given)
    return None if act is None else ("ask-act", act, act)


def _a_denial(asked: _Inverted) -> Found | None:
    """ "Did you not ...?"."""
    return ("ask-negative", asked.at, min(asked.subject_at, asked.end)) if asked.denied else None


def _a_choice(asked: _Inverted) -> Found | None:
    """ "A or B?", but not "... or not?" and "... or something?"."""
    words, end = asked.text.words, asked.end
    if "or" not in words[asked.at : end + 1]:
        return None
    where = words.index("or", asked.at)
    open_end = words[end] in ("not", "no", "anything", "something", "anyone", "anywhere", "so")
    if where == end or (where == end - 1 and open_end):
        return None
    return ("ask-either-or", where, where)


def _by_others(words: list[str], at: int, harm: int) -> bool:
    """The act is done to "you" (were you hit, did you get hit, did you see him hit)."""
    between = words[at:harm]
    return words[at] in ("were", "was", "are") or any(
        word in between for word in ("he", "him", "they", "them", "get", "got", "been", "being", "see", "saw")
    )


#: Who may be said to have done something.
_DOERS = frozenset("he she they someone somebody anyone anybody his your the".split())
#: Words before somebody who may have done something to "you": "did the officer laugh at you".
_OWNERS = frozenset("the your his her their one any".split())
#: How an offer begins: "would you like ...".
_OFFERS = frozenset("do would can could shall will may".split())
#: What "you" is said to feel for somebody: "do you hate him".
_FELT = frozenset("hate love fear resent blame miss loathe pity".split())
_SMALL = frozenset("at on to with for of by about from over into onto against behind after in".split())


def _done_to_you(words: list[str], subject_at: int, end: int, given: set[str]) -> int | None:
    """In "did the officer laugh at you": the verb that somebody is said to have done to "you"."""
    for i in range(subject_at + 2, end + 1):
        if words[i] in ("you", "your"):
            verb = i - 2 if words[i - 1] in _SMALL else i - 1
            word = words[verb]
            plain = word.isalpha() and word not in _NEUTRAL and word not in AUX and word not in _SUBJECTS
            if verb > subject_at + 1 and plain and not _given_form(word, given):
                return verb
    return None


def _relation(text: Text, at: int, end: int, given: set[str]) -> int | None:
    words = text.words
    for i in range(at, min(end, at + 4) + 1):
        word = words[i]
        if word in RELATION and word not in given:
            return i
        if word in ("him", "them") and i <= at + 1:
            return i
        if (
            word in ("man", "one", "lad", "bloke", "guy", "woman")
            and i
            and words[i - 1] not in ("this", "a", "any")
            and words[i - 1] not in given
            and i <= at + 3
        ):
            return i
        if (
            text.capital(i)
            and word not in NOT_A_NAME
            and word not in PRONOUNS
            and word not in given
            and words[i - 1] not in NEAR_PLACE
        ):
            return i
    return None


def _act(text: Text, at: int, subject_at: int, end: int, given: set[str]) -> int | None:
    """What "he" is said to have done, unless it is a neutral verb, a state or "anything"."""
    words = text.words
    aux, subject = words[at], words[subject_at]
    verb = subject_at + 1
    if subject in ("his", "your", "the"):
        if subject == "your" and verb <= end and words[verb] in RELATION:
            verb += 1
            if (
                verb <= end
                and aux in ("did", "has", "had")
                and words[verb] == "do"
                and words[end] in ("this", "it", "that", "you")
            ):
                return subject_at + 1
            return None
        verb += 1
        if subject == "the":
            return None
    while verb <= end and words[verb] in (
        "ever",
        "also",
        "then",
        "just",
        "still",
        "always",
        "often",
        "been",
        "not",
        "try",
        "trying",
        "to",
        "use",
        "tried",
        "actually",
        "already",
    ):
        verb += 1
    if verb > end:
        return None
    word = words[verb]
    if _given_form(word, given) or any(each in _ANY for each in words[verb : end + 1]):
        return None
    if word in _STATES and aux in ("was", "is"):
        return verb
    tail = words[verb + 1 : end + 1]
    if (
        word in ("tell", "told", "ask", "asked", "want", "wanted", "say", "said")
        and "you" in tail
        and ("to" in tail or "not" in tail)
    ):
        return verb
    if aux in ("was", "were", "is", "are") and subject in ("he", "she", "they"):
        doing = word.endswith("ing") or word in ("stood", "sat")
        over_you = "you" in tail or "your" in tail
        return verb if doing and over_you and word not in _NEUTRAL else None
    if aux in ("did", "has", "had") and word in ("say", "said") and ("'d" in tail or "would" in tail):
        return verb
    if aux in ("did", "does", "has", "had", "do", "have"):
        if subject in ("anyone", "anybody", "someone", "somebody"):
            return None
        if word in ("make", "made") or (
            word not in _NEUTRAL and word.isalpha() and ("you" in tail or "your" in tail)
        ):
            return verb
        if word in ("give", "gave", "given") and "you" in tail:
            return verb
        if word in (
            "take",
            "took",
            "taken",
            "keep",
            "kept",
            "lock",
            "locked",
            "spike",
            "want",
            "wanted",
            "like",
            "love",
            "watch",
            "watched",
            "pay",
            "paid",
        ):
            return verb
    return None


def _statement(text: Text, start: int, end: int, given: set[str]) -> Found:
    """A sentence with a question mark that does not begin like a question."""
    words = text.words
    first = words[start]
    if first == "you" and start < end and words[start + 1] in _YOU_ARE:
        return ("ask-yes-no", start, start + 1)
    packed = _packed(text, start, end, given) if first in _SUBORDINATE else None
    if packed is not None:
        return (packed[0], packed[1], packed[1])
    if first in _SUBORDINATE and not any(text.before[at] for at in range(start + 1, end + 1)):
        return ("ask-open", start, start)
    if first in _ELLIPTIC:
        return ("ask-yes-no", start, start)
    subject = any(word in PRONOUNS for word in words[start : end + 1])
    if end - start < 4 and not subject:
        return ("ask-open", start, end)
    return ("ask-statement", start, end)
