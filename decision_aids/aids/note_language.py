"""A draft note: which words judge, blame, label, guess or name somebody, why, and what to write instead.

Source: Support to Overcome Trauma toolkit (2021), section 3.3, Keeping effective records and Taking disclosures, and the
before and after table of 3.1; Working with Sex Workers: Outreach (2008), Data protection and record keeping. The words
are in facts/phrase/note-*.toml.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from decision_aids import ages, attribution, guards, identifiers, predicates
from decision_aids.aids.phrases import Finding, Phrasebook, TextHas, marked, rule_of
from decision_aids.conditions import Always, Condition
from decision_aids.facts.entries import Phrase
from decision_aids.language import Match, Text, passages, read
from decision_aids.model import Aid, Answers, Card, Computed, Level, Link, Pitfall, Rule
from decision_aids.questions import words

RECORDS = "stage 3.3 Keeping effective records"
DATA = "outreach Data protection/record keeping"

note = words(
    "note",
    "Paste your draft note here.",
    max_length=10_000,
    help="Take names and numbers out first. What you type stays on this page: it is not sent, saved or put into the record below.",
    required=True,
)

BOOK = Phrasebook("note-language")
attribution.load()
guards.load()
identifiers.load()
predicates.load()
#: What is said of people has no patterns of its own; these entries hold what excuses it.
TRAITS = {kind: BOOK.phrase(f"note-{kind}-excused") for kind in predicates.KINDS}


def _traits(heard: Text) -> list[Match]:
    """What the note says somebody is, as matches of the phrases that stand for it."""
    return [
        Match(each.first, each.last, each.first, each.last, (TRAITS[each.kind], True))
        for each in predicates.traits(heard)
    ]


#: Kinds that only people can be: of things the same words may be said.
_OF_PEOPLE = frozenset(
    f"note-{kind}"
    for kind in "judgement behaviour label engagement diagnosis appearance stigma mind-reading slang disbelief vague".split()
)
#: What the writer does is no verdict on anybody ("I made an excuse and left"), but for the kinds that are about writers.
_WRITERS = frozenset("i we".split())
_OF_WRITERS = frozenset(
    f"note-{kind}" for kind in "opinion speculation source disbelief mind-reading empty".split()
)
#: Kinds of what may stand as the view or the word of somebody named by role, and of what may once it is theirs alone.
_VIEWS = frozenset(f"note-{kind}" for kind in "opinion speculation source vague diagnosis consent".split())
_JUDGED_BY_THEM = frozenset(
    f"note-{kind}"
    for kind in "judgement behaviour engagement minimising status no-hope appearance motive mind-reading disbelief".split()
)
#: Kinds of verbs that say nothing of the person where somebody named by role is their subject.
_THEIR_OWN = frozenset(("note-disbelief", "note-confession", "note-mind-reading"))
#: Kinds of words that only lead up to what is quoted: "calls himself “...”", "their word is “...”".
_BEFORE_QUOTES = frozenset(("note-identity", "note-source"))
#: Kinds of words that courses, services and laws have in their names ("the vulnerable adults lead").
_IN_NAMES = frozenset(
    f"note-{kind}"
    for kind in "judgement behaviour label diagnosis appearance stigma slang minimising motive status speculation child choice source".split()
)
#: Kinds that speak of what somebody does: of a thing that does the same they say nothing.
_DEEDS = frozenset(
    f"note-{kind}" for kind in "blame behaviour slang agency motive engagement confession".split()
)
#: Kinds that may stand where somebody is said not to think so ("nobody thought that she was lying").
_DENIABLE = frozenset(
    f"note-{kind}"
    for kind in "blame judgement behaviour label stigma slang motive no-hope disbelief speculation appearance choice engagement".split()
)
#: What may stand beside words that say nothing and says nothing either.
_SAYS_NOTHING = frozenset(
    "today session client visit call contact support worker house well still very all again both week day time really "
    "just also so about things with the her him she he they we was and to will continue issues support options concerns "
    "discussed offered given provided explored".split()
)
_MOST_BESIDE = 2
#: A view may stand when it is the writer's own and says why.
_OPINIONS = frozenset(("note-opinion", "note-speculation"))
_OWN = frozenset("i my me".split())
_REASONS = frozenset("because since reason reasons".split())
_REASON_AFTER_COMMA = frozenset("as from".split())


def _says_more(heard: Text, first: int, last: int) -> bool:
    """Something is said beside words that say nothing: a figure, or more than two words between the same commas."""
    words, sentence, beside = heard.words, heard.sentences[first], 0
    for step, at in ((-1, first - 1), (1, last + 1)):
        while 0 <= at < len(words) and heard.sentences[at] == sentence:
            figure = words[at][0].isdigit()
            if "," in heard.before[at + (step < 0)]:
                if step > 0 and figure:
                    return True
                break
            if figure:
                return True
            beside += words[at] not in _SAYS_NOTHING
            at += step
    return beside > _MOST_BESIDE


def _is_reasoned(heard: Text, match: Match) -> bool:
    """The view is marked as the writer's own and its reason stands beside it: "I think ..., because ..."."""
    words = heard.words
    first = match.first
    while not heard.opens(first):
        first -= 1
    if _OWN.isdisjoint(words[first : match.last + 1]):
        return False
    return any(
        words[at] in _REASONS
        or (words[at] in _REASON_AFTER_COMMA and heard.before[at] == ",")
        or ":" in heard.before[at]
        for at in range(match.last + 1, len(words))
        if heard.sentences[at] == heard.sentences[match.last]
    )


def _leads_to_quote(heard: Text, last: int) -> bool:
    """What follows is in quotation marks: he called himself "a lost cause"."""
    return not heard.closes(last) and bool(heard.quoted[last + 1])


def _is_said_not_to_be(heard: Text, match: Match, phrase: Phrase) -> bool:
    """There was no such thing: "no domestic dispute was heard", "there was no argument"."""
    if phrase.kind == "note-agency":
        return "no" in heard.words[match.first : match.last + 1]
    return (
        phrase.kind == "note-minimising"
        and not heard.opens(match.first)
        and heard.words[match.first - 1] == "no"
    )


#: Said of an adult these words are plain; of a child they hide what is done to it.
_COUPLE = "note-child-couple"


def _stands(heard: Text, match: Match, phrase: Phrase, whose: bytearray) -> bool:
    """What no pattern can tell: whose words they are, who or what they are said of, and what is said beside them."""
    if whose[match.first] and phrase.kind in _VIEWS:
        return False
    if whose[match.first] == attribution.SAID and phrase.kind in _JUDGED_BY_THEM:
        return False
    if phrase.kind in _IN_NAMES and guards.in_a_name(heard, match.first, match.last):
        return False
    if phrase.kind in _DEEDS and guards.done_by_a_thing(heard, match.first):
        return False
    if phrase.kind in _DENIABLE and guards.thought_by_nobody(heard, match.first):
        return False
    if phrase.kind in _BEFORE_QUOTES and _leads_to_quote(heard, match.last):
        return False
    if whose[match.first] == attribution.SAYS and phrase.kind in _THEIR_OWN:
        return False
    if _is_said_not_to_be(heard, match, phrase):
        return False
    if phrase.kind == "note-empty":
        return not _says_more(heard, match.first, match.last)
    if (
        phrase.kind not in _OF_WRITERS
        and not heard.opens(match.first)
        and heard.words[match.first - 1] in _WRITERS
    ):
        return False
    if phrase.kind in _OPINIONS and _is_reasoned(heard, match):
        return False
    return phrase.kind not in _OF_PEOPLE or not predicates.of_a_thing(heard, match.first)


#: Findings of one kind with at most so many words between them are one passage.
_NEAR = 4


def _joined(heard: Text, matches: list[tuple[Match, Phrase]]) -> list[tuple[Match, Phrase]]:
    """Neighbours of one kind in a sentence as one: a passage needs its reason once."""
    out: list[tuple[Match, Phrase]] = []
    for match, phrase in matches:
        if out:
            last, before = out[-1]
            between = range(last.last + 1, match.first)
            if (
                before.kind == phrase.kind
                and len(between) <= _NEAR
                and heard.sentences[last.last] == heard.sentences[match.first]
                and not any(heard.quoted[at] or heard.told[at] for at in between)
            ):
                out[-1] = (replace(last, last=match.last, finish=max(last.finish, match.finish)), before)
                continue
        out.append((match, phrase))
    return out


@lru_cache(maxsize=2)
def findings(text: str) -> tuple[Finding, ...]:
    """What is found in a note, in the order of the text. Characters are counted from 0. Raises TooLong.

    No text finds nothing, and makes the patterns ready for the one that comes.
    """
    BOOK.prepare()
    parts = [(start, text[start:end]) for start, end in passages(text)]
    of_a_child = any(_of_a_child(part) for _, part in parts)
    found = [
        replace(each, start=start + each.start, end=start + each.end)
        for start, part in parts
        for each in _in_passage(part, of_a_child)
    ]
    return tuple(_without_empty(text, found))


#: As many sentences as a long note has are kept: while one is being written, the others need not be read again.
_SENTENCES_KEPT = 400


@lru_cache(maxsize=_SENTENCES_KEPT)
def _of_a_child(text: str) -> bool:
    return ages.speaks_of_a_child(read(text))


@lru_cache(maxsize=_SENTENCES_KEPT)
def _in_passage(text: str, of_a_child: bool) -> tuple[Finding, ...]:
    heard = read(text)
    whose = attribution.attributed(heard)

    def stands(match: Match, phrase: Phrase) -> bool:
        return (of_a_child or phrase.id != _COUPLE) and _stands(heard, match, phrase, whose)

    matches = BOOK.matches(heard, _traits(heard), stands)
    found = [BOOK.finding(heard, match, phrase) for match, phrase in _joined(heard, matches)]
    for each in identifiers.identifiers(heard):
        kind = BOOK.kinds[f"note-{each.sort}"]
        found.append(Finding(each.start, each.end, kind, kind.why, kind.instead, kind.sources))
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


#: A note with so many words beside its empty ones says something.
_SAYS_SOMETHING = 10
#: Words for a worker's own work: a sentence of nothing else leaves the work unsaid, whatever stands beside it.
_WORK = re.compile(
    r"(?<!\w)(?:support|advice|reassurance|signpost|issues|options|concerns|discuss|explor|address|monitor|action|dealt)",
    re.I,
)


#: What a worker says to have done: where it stands in the note, such a sentence only leads up to it.
_DONE = re.compile(
    r"(?<!\w)(?:I|[Ww]e|[Rr]ang|[Pp]honed|[Ww]rote|[Ss]ent|[Bb]ooked|[Ee]mailed|[Rr]eferred|[Aa]greed|[Aa]pplied)(?!\w)"
)
_SENTENCE = re.compile(r"[^.?!\n]+")


def _work_unsaid(text: str, empty: list[Finding]) -> set[Finding]:
    """Those of the empty words that fill their sentence."""
    unsaid: set[Finding] = set()
    for sentence in _SENTENCE.finditer(text):
        within = [each for each in empty if sentence.start() <= each.start < sentence.end()]
        if within and _WORK.search(sentence[0]):
            words = re.findall(r"[^\W_]+", sentence[0].lower())
            if len(words) > 1 and all(word in _SAYS_NOTHING or _WORK.match(word) for word in words):
                unsaid.update(within)
    return unsaid


def _without_empty(text: str, found: list[Finding]) -> list[Finding]:
    """Words that say nothing are a fault of a note that says nothing else, or of one that leaves the work unsaid."""
    empty = [each for each in found if each.kind.id == "note-empty"]
    if not empty:
        return found
    beside, at = [], 0
    for each in empty:
        beside.append(text[at : each.start])
        at = each.end
    beside.append(text[at:])
    if sum(len(part.split()) for part in beside) < _SAYS_SOMETHING:
        return found
    unsaid = set() if _DONE.search(text) else _work_unsaid(text, empty)
    return [each for each in found if each.kind.id != "note-empty" or each in unsaid]


def _has(kind_id: str, name: str) -> Condition:
    return TextHas(
        note,
        lambda text: any(each.kind.id == kind_id for each in findings(text)),
        f"the note has words of the kind “{name}”",
    )


LEVELS = (
    Level(
        "change-first",
        "Change first",
        "high",
        "Some words here could do harm to the person. Change them before the note is saved.",
    ),
    Level(
        "take-out",
        "Take details out",
        "high",
        "Something here looks like a name, a number or an address. Take it out, or make sure that it belongs there.",
    ),
    Level(
        "look-again",
        "Look again",
        "medium",
        "Some words here judge, guess or say too little. Put what you saw and heard in their place.",
    ),
    Level(
        "nothing-found",
        "Nothing found",
        "none",
        "None of the words looked for are in the note. Read it once more as the person would.",
        reassuring=True,
    ),
)

RULES = (
    *(rule_of(kind, _has(kind.id, kind.name)) for kind in BOOK.kinds.values()),
    Rule(
        "harmful-words",
        TextHas(
            note,
            lambda text: any(each.kind.level == "change-first" for each in findings(text)),
            "the note has words that can do harm to the person",
        ),
        "change-first",
        "A note travels: to other services, to court, to a review, and one day to the person.",
        (
            "Put facts in place of each marked word: who did what, where, when, and what the person said.",
            "Ask of each sentence: if the only one who acts in it is the person harmed, who is missing?",
        ),
        ("Do not change a note that is already saved. Add a dated correction, as your policy says.",),
        "practice",
        (RECORDS, DATA),
        links=(Link("talk/words-that-help/#records", "Words for records"),),
    ),
    Rule(
        "private-details",
        TextHas(
            note,
            lambda text: any(each.kind.level == "take-out" for each in findings(text)),
            "the note has what looks like a name, a number or an address",
        ),
        "take-out",
        "Names of other people in a file can break their confidentiality.",
        (
            "Write a role or an initial in place of each name of somebody else: “her sister”, “[D]”.",
            "Keep a name that the person gave while telling what happened only in the word-for-word account.",
        ),
        (
            "A name in another form, a nickname or a place can still tell who it is. Not all of them are found.",
        ),
        "practice",
        (DATA,),
        links=(Link("talk/confidentiality/", "Confidentiality and its limits"),),
    ),
    Rule(
        "words-to-look-at",
        TextHas(
            note,
            lambda text: any(each.kind.level == "look-again" for each in findings(text)),
            "the note has words that judge, guess or say too little",
        ),
        "look-again",
        "Records are factual, accurate, consistent and easy to understand.",
        ("Say of each marked word whether you saw it, heard it or think it.",),
        (
            "A marked word can be the right one. If it is the person's own, put it in quotation marks. If it is your view, mark it and give the reason.",
        ),
        "practice",
        (RECORDS,),
    ),
    Rule(
        "always",
        Always("in every case"),
        "nothing-found",
        "A note is good when it says what was seen, heard, done and agreed, and would not hurt the person to read.",
        (
            "Read it aloud to a colleague if you are not sure of the tone.",
            "Check that date, time, who was there, what was agreed and what comes next are in it.",
        ),
        (
            "This looks for words. It cannot tell whether the note is true, complete or fair.",
            "If the note is about somebody in danger now, act first: 999, then your safeguarding lead.",
        ),
        "practice",
        (RECORDS, DATA),
        links=(Link("support/records/", "Records"),),
    ),
)


def compute(answers: Answers, today: date) -> Computed:
    """The words found, each with why and what to write instead."""
    text = answers.text(note.key) or ""
    found = findings(text)
    private = [each for each in found if each.kind.level == "take-out"]
    return Computed(spans=marked(text, found, private))


NOTE_LANGUAGE = Aid(
    slug="note-language",
    title="The words in a note",
    question="Does my note judge, blame, label or guess?",
    summary="Marks words in a draft note that judge, blame, label, guess or name somebody, says why, and offers facts to write instead.",
    levels=LEVELS,
    questions=(note,),
    rules=RULES,
    card=Card(
        kind="text check",
        what="It looks for words and phrases of the kinds listed below. It leaves alone what stands in quotation marks, what the person is reported to have said, and most of what somebody named by role holds.",
        not_for="It does not say whether a note is true or complete, and it is no measure of a worker. Use it on drafts, never on a word-for-word account.",
        strength="Practice wisdom: the toolkit's own example of a note, put wrong and right, and its table of words; the outreach guide on records; the word lists are ours.",
        pitfalls=(
            Pitfall(
                "It knows words, not people. A sentence without one of these words can still blame, and a marked word can be right where it stands.",
                "Our own reading",
            ),
            Pitfall(
                "Indicators in a note may be signs of abuse that has already happened. Better words are no reason to wait with safeguarding.",
                "https://www.basw.co.uk/resources/use-tools-and-checklists-assess-risk-child-sexual-exploitation-exploratory-study",
            ),
            Pitfall(
                "A text that has been typed in somewhere can leak. Leave names out before you paste, here and anywhere.",
                "https://techsafety.org.au/blog/2020/10/22/which-safety-app/",
            ),
        ),
        review="You, once more, an hour later; a colleague where the tone is in doubt; your manager in the regular look at records.",
    ),
    links=(
        Link("talk/words-that-help/", "Words that help: four lists"),
        Link("understand/labels/", "Labels and diagnoses"),
        Link("support/records/", "Records"),
    ),
    compute=compute,
)
