"""Finds what a text says somebody is: "she is really rather clingy", "a right nightmare", "rude throughout".

Three places are looked at:

- after a linking verb whose subject is a person, or what a person does or has ("her attitude was appalling");
- at the start of a sentence or after a comma, where notes leave the subject out ("Clingy and demanding today.");
- before a noun for a person ("a difficult young lady").

Between verb and word may stand adverbs and articles; a list goes on after "and" or a comma. Which words count, and as what
kind, stands in facts/word_class/traits.toml. Adjectives that are not listed there count as a judgement when their ending
says that they describe a character (-ish, -some, -ive ...) and they are not in the class "plain". Standard library only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from decision_aids import facts
from decision_aids.language import Text, forms

#: How many adverbs and articles may stand before the word.
_MOST_ADVERBS = 6
#: How many words back a subject is looked for.
_SUBJECT_REACH = 7
#: Kinds that a class of words can name.
KINDS = (
    "judgement behaviour label engagement diagnosis appearance mind-reading slang stigma motive disbelief speculation "
    "no-hope status vague"
).split()

_ENDINGS = ("ish", "some", "ous", "ive", "less", "ful")
_VERY = frozenset("very so bit quite rather really too pretty extremely".split())
_ARTICLES = frozenset("a an the such".split())
#: Shared with guards.
BEING = frozenset("is are was were be been 's".split())
DETERMINERS = frozenset(
    "a an the her his their my our your its this that these those no any some each every".split()
)
_JOINS = frozenset("and or but yet also plus".split())
_HELPERS = frozenset(
    "has have had having been being be is are was were 's will would can could may might must should does do did not to "
    "also always still often just then now really never ever both all already usually sometimes seem seems seemed appear "
    "appears appeared tends tend started starts keeps kept remains quite so very clearly obviously".split()
)
_THINGS = frozenset("it this that there what which everything nothing something things".split())
_SELVES = frozenset("i we you".split())
#: What may follow a word that stands without subject and verb.
_AFTER_FRAGMENT = frozenset(
    "and or but in at on with to towards toward when about today again throughout during this as from if whenever by for "
    "because all over tonight yesterday most until after of through since given considering despite without".split()
)


@dataclass(frozen=True, slots=True)
class Trait:
    """Words `first` to `last` say of somebody that they are something; `kind` is the last part of a kind's name."""

    first: int
    last: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Words:
    adjectives: dict[str, list[tuple[tuple[str, ...], str]]]
    nouns: dict[str, list[tuple[tuple[str, ...], str]]]
    lacks: dict[str, list[tuple[tuple[str, ...], str]]]
    adverbs: dict[str, str]
    linking: frozenset[str]
    degree: frozenset[str]
    plain: frozenset[str]
    people: frozenset[str]
    subjects: frozenset[str]
    mirror: frozenset[str]


def load() -> None:
    """Asks for the word lists, so that the bundle for the browser holds them."""
    _lists()


def _class(name: str) -> tuple[str, ...]:
    return facts.get("word_class", name).words if (name in _names()) else ()


@cache
def _names() -> frozenset[str]:
    return frozenset(each.id for each in facts.every("word_class"))


@cache
def _lists() -> _Words:
    def phrases(prefix: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for kind in KINDS:
            for word in _class(f"{prefix}-{kind}"):
                parts = tuple(word.split("_"))
                found.setdefault(parts[0], []).append((parts, kind))
        for options in found.values():
            options.sort(key=lambda each: -len(each[0]))
        return found

    adjectives = phrases("trait")
    plain_adverbs = frozenset(_class("plain-adverb"))
    adverbs = {
        adverb: kind
        for options in adjectives.values()
        for parts, kind in options
        if len(parts) == 1 and kind in ("judgement", "behaviour", "motive", "engagement", "stigma")
        for adverb in (_adverb(parts[0]),)
        if adverb not in plain_adverbs
    }
    linking = {form for word in _class("linking") if word.endswith("~") for form in forms(word[:-1])}
    people = frozenset(_class("person-noun"))
    return _Words(
        adjectives,
        phrases("sort"),
        phrases("lack"),
        adverbs,
        frozenset(linking),
        frozenset(_class("degree")),
        frozenset(_class("plain")),
        people,
        frozenset(_class("spoken-of"))
        | frozenset(_class("relation"))
        | people - {"so", "one", "thing", "lot", "case"},
        frozenset(_class("mirror")),
    )


def _adverb(adjective: str) -> str:
    if adjective.endswith("y") and len(adjective) > 3:
        return adjective[:-1] + "ily"
    if adjective.endswith("le"):
        return adjective[:-1] + "y"
    return adjective + ("ally" if adjective.endswith("ic") else "ly")


def traits(text: Text) -> list[Trait]:
    """What is said of people in a text, in no particular order; the same words are not given twice."""
    lists = _lists()
    found: dict[tuple[int, int], Trait] = {}
    for each in (
        *_after_verbs(text, lists),
        *_fragments(text, lists),
        *_before_people(text, lists),
        *_manners(text, lists),
        *_habits(text, lists),
        *_hedges(text),
    ):
        found.setdefault((each.first, each.last), each)
    return list(found.values())


def _after_verbs(text: Text, lists: _Words) -> Iterator[Trait]:
    for word in text.places.keys() & lists.linking:
        for at in text.places[word]:
            if _is_hour(text, at):
                continue
            who = _subject(text, at, lists)
            if who != "thing":
                yield from _complement(text, at + 1, lists, who)


def _is_hour(text: Text, at: int) -> bool:
    """The "am" of "2 am"."""
    return text.words[at] == "am" and not text.opens(at) and text.words[at - 1][0].isdigit()


def of_a_thing(text: Text, at: int) -> bool:
    """The verb at this place, or the one that leads up to it, speaks of a thing: "the journey is [difficult with a pram]"."""
    lists, words = _lists(), text.words
    for verb in range(at, max(-1, at - 3), -1):
        if text.sentences[verb] != text.sentences[at]:
            return False
        if words[verb] in lists.linking and not _is_hour(text, verb):
            if words[verb].endswith("ing") and verb and words[verb - 1] in BEING:
                continue
            finite = not words[verb].endswith("ing") and words[verb - 1] not in _SELVES | {"there"}
            return finite and _subject(text, verb, lists) == "thing"
        if verb != at and words[verb] not in lists.degree and words[verb] not in _AT:
            return False
    return False


#: Before what something is in or at: "the flat is at breaking point".
_AT = frozenset("at in".split())


def _subject(text: Text, verb: int, lists: _Words) -> str:
    """Who the verb at this place speaks of: "person", "mirror" (what a person does or has), "thing" or "unknown"."""
    words, sentences = text.words, text.sentences
    at = verb - 1
    for _ in range(_SUBJECT_REACH):
        if at < 0 or sentences[at] != sentences[verb]:
            return "person"
        if text.before[at + 1] and "," in text.before[at + 1]:
            return "unknown"
        word = words[at]
        if word in _HELPERS or (word.endswith("ly") and word not in lists.subjects):
            at -= 1
            continue
        break
    word = words[at]
    if word in lists.subjects or _named(text, at) or (word[0].isdigit() and not _is_of_a_thing(text, at)):
        return "person"  # after a figure a note leaves the subject out: "Room 4: is being loud"
    if word in lists.mirror and not (word in _PLACES and at and words[at - 1] in _OF_NOBODY):
        return "mirror"
    if word in _THINGS or word in _SELVES:
        return "thing"
    if word in _JOINS:
        return "unknown"
    return "thing" if _follows_article(text, at) else "unknown"


#: Things that have a number and are no room or bed.
_NUMBERED = frozenset("question page form section step part chapter item line letter bus test".split())


def _is_of_a_thing(text: Text, at: int) -> bool:
    """The figure belongs to a thing: "question 14", "the lock on room 4"."""
    if text.opens(at):
        return False
    if text.words[at - 1] in _NUMBERED or text.words[at - 1] == "the":
        return True
    return at >= 2 and text.sentences[at - 2] == text.sentences[at] and text.words[at - 2] in ("on", "of")


#: "Her room" tells of her, "the room" of a room.
_OF_NOBODY = frozenset("the this a each every".split())
_PLACES = frozenset("room house flat home bedroom kitchen place property".split())


def of_people(text: Text, at: int) -> bool:
    """The word stands for a person, or for what a person does or has."""
    lists, word = _lists(), text.words[at]
    return word in lists.subjects or word in lists.mirror or word in _SELVES or _named(text, at)


def _named(text: Text, at: int) -> bool:
    """A single capital letter ("K", "[K]") or a capital inside a sentence stands for a person."""
    if not text.capital(at) or text.words[at] == "i":
        return False
    return text.ends[at] - text.starts[at] == 1 or text.words[at] in _first_names()


@cache
def _first_names() -> frozenset[str]:
    return frozenset(facts.get("word_class", "first-name").words)


#: "Her key worker's shift pattern": so many words may stand between "her" and the thing.
_LONGEST_NAME_OF_A_THING = 4


def _follows_article(text: Text, at: int) -> bool:
    """The word is the head of "the ...", "her ..." or opens the sentence: a thing, as it is no person."""
    for back in range(at - 1, at - 2 - _LONGEST_NAME_OF_A_THING, -1):
        if back < 0 or text.sentences[back] != text.sentences[at]:
            return True
        if text.words[back] in DETERMINERS:
            return True
    return False


def _complement(text: Text, at: int, lists: _Words, who: str) -> Iterator[Trait]:
    """The words after a linking verb, and the list that goes on from them."""
    words, sentences = text.words, text.sentences
    size = len(words)
    if at >= size or sentences[at] != sentences[at - 1]:
        return
    sentence = sentences[at]
    for _ in range(4):
        start, denied, article, intense = at, False, False, False
        hit = None
        for _ in range(_MOST_ADVERBS):
            if at >= size or sentences[at] != sentence or (at > start and text.before[at] and not hit):
                break
            word = words[at]
            if word in ("not", "never", "no") and word != "no":
                denied = True
            hit = _hit(text, at, lists, who, denied, article, intense)
            if hit is not None:
                break
            if word in _ARTICLES:
                article = True
            intense = intense or word in _VERY
            if (
                not (denied and word in ("not", "never"))
                and word not in lists.degree
                and not (word.endswith("ly") or article)
            ):
                break
            at += 1
        if hit is None:
            return
        last, kind = hit
        yield Trait(start, last, kind)
        at = last + 1
        if at >= size or sentences[at] != sentence:
            return
        if words[at] in _JOINS:
            at += 1
        elif "," not in text.before[at]:
            return
        if at >= size or sentences[at] != sentence or words[at] in lists.subjects:
            return


def _hit(
    text: Text, at: int, lists: _Words, who: str, denied: bool, article: bool, intense: bool
) -> tuple[int, str] | None:
    """(last word, kind) if what stands here is one of the words looked for."""
    word = text.words[at]
    if denied:
        return _listed(text, at, lists.lacks.get(word, ()))
    hit = _listed(text, at, lists.adjectives.get(word, ()))
    if hit is not None:
        if hit[1] == "vague" and not _ends_clause(text, hit[0]):
            return None
        if who == "mirror" and hit[1] in ("speculation", "mind-reading"):
            return None
        return hit
    hit = _listed(text, at, lists.nouns.get(word, ()))
    if hit is not None:
        return hit
    kind = lists.adverbs.get(word)
    if kind is not None:
        return at, kind
    if who != "person" or word in lists.plain or len(word) < 5:
        return None
    if word.endswith(_ENDINGS) or (
        intense and word.endswith("y") and not word.endswith(("ly", "ay", "ey", "oy"))
    ):
        return None if article else (at, "judgement")
    return None


def _listed(
    text: Text, at: int, options: list[tuple[tuple[str, ...], str]] | tuple[()]
) -> tuple[int, str] | None:
    for parts, kind in options:
        last = at + len(parts) - 1
        if last >= len(text.words) or text.sentences[last] != text.sentences[at]:
            continue
        if len(parts) == 1 or tuple(text.words[at : last + 1]) == parts:
            return last, kind
    return None


_ENDS_CLAUSE = frozenset(
    "today and but in now again tonight when apart lately at this yesterday though".split()
)


def _ends_clause(text: Text, at: int) -> bool:
    return text.closes(at) or bool(text.before[at + 1]) or text.words[at + 1] in _ENDS_CLAUSE


def _fragments(text: Text, lists: _Words) -> Iterator[Trait]:
    """Where a sentence, or the part after a comma, starts without subject and verb."""
    for at in range(len(text.words)):
        opens = text.opens(at)
        if not opens and not (
            set(text.before[at]) & set(",;:(")
            or (text.words[at - 1] in _JOINS and "," in text.before[at - 1])
        ):
            continue
        begin = at + (text.words[at] in lists.people and not text.closes(at))  # "Mum rude on the phone"
        for each in _complement_from(text, begin, lists):
            end = each.last + 1
            if (
                text.closes(each.last)
                or text.before[end]
                or text.words[end] in _AFTER_FRAGMENT
                or text.words[end] in lists.people
            ):
                yield each


def _complement_from(text: Text, at: int, lists: _Words) -> Iterator[Trait]:
    sentence, start, denied, intense = text.sentences[at], at, False, False
    for _ in range(_MOST_ADVERBS):
        if at >= len(text.words) or text.sentences[at] != sentence or (at > start and text.before[at]):
            return
        word = text.words[at]
        denied = denied or word == "not"
        hit = _hit(text, at, lists, "unknown", denied, False, intense)
        if hit is not None:
            if hit[1] != "vague" or text.opens(start):
                yield Trait(start, hit[0], hit[1])
                yield from _rest(text, hit[0] + 1, lists)
            return
        if at == start and not text.closes(at) and text.words[at + 1] in _JOINS and not text.before[at + 1]:
            at += 2  # "vague and evasive": only the second is known
            continue
        if word not in lists.degree and word != "not" and not word.endswith("ly"):
            return
        intense = intense or word in _VERY
        at += 1


def _rest(text: Text, at: int, lists: _Words) -> Iterator[Trait]:
    """The list that goes on after "and" or "or"."""
    if at < len(text.words) and not text.opens(at) and text.words[at] in _JOINS:
        yield from _complement(text, at + 1, lists, "unknown")


def _before_people(text: Text, lists: _Words) -> Iterator[Trait]:
    """An adjective before a noun for a person or for what a person does: "difficult client", "appalling attitude"."""
    for word in text.places.keys() & (lists.people | lists.mirror):
        for at in text.places[word]:
            for length in (1, 2, 3, 4):
                first = at - length
                if first < 0 or text.sentences[first] != text.sentences[at] or text.before[first + 1]:
                    break
                hit = _listed(text, first, lists.adjectives.get(text.words[first], ()))
                if (
                    hit is not None
                    and _leads_to(text, hit[0], at)
                    and hit[1] not in ("vague", "speculation", "mind-reading")
                ):
                    yield Trait(first, at, hit[1])
                    break


def _leads_to(text: Text, last: int, noun: int) -> bool:
    """Nothing but one more describing word stands between."""
    return last == noun - 1 or (
        last == noun - 2 and text.words[last + 1] not in DETERMINERS | _JOINS | _AFTER_FRAGMENT
    )


def _manners(text: Text, lists: _Words) -> Iterator[Trait]:
    """Adverbs that judge: "spoke rudely"."""
    for word in text.places.keys() & lists.adverbs.keys():
        for at in text.places[word]:
            yield Trait(at, at, lists.adverbs[word])


#: What somebody always or never does. "Often" can be true; these cannot be checked, and one exception makes them untrue.
_WITHOUT_EXCEPTION = frozenset("always never constantly continually forever".split())
#: Verbs that only help another, and words that end like a verb of the present.
_NO_HABIT = frozenset("is has was does needs as this its us plus perhaps less".split())


def _habits(text: Text, lists: _Words) -> Iterator[Trait]:
    """Where somebody "always says yes" or "never does it": the adverb, and a verb of the present that speaks of a person."""
    for word in text.places.keys() & _WITHOUT_EXCEPTION:
        for at in text.places[word]:
            if text.closes(at):
                continue
            verb = text.words[at + 1]
            if not verb.endswith("s") or verb.endswith("ss") or verb in _NO_HABIT:
                continue
            joined = not text.opens(at) and (text.words[at - 1] in _JOINS or "," in text.before[at])
            if text.opens(at) or joined or _subject(text, at, lists) == "person":
                yield Trait(at, at + 1, "vague")


#: A sentence that opens with one of these and goes on with a verb in -ing guesses what somebody does: "Likely selling it."
_HEDGES = frozenset("likely presumably possibly perhaps maybe probably surely".split())


def _hedges(text: Text) -> Iterator[Trait]:
    for word in text.places.keys() & _HEDGES:
        for at in text.places[word]:
            if text.opens(at) and not text.closes(at) and text.words[at + 1].endswith("ing"):
                yield Trait(at, at + 1, "speculation")
