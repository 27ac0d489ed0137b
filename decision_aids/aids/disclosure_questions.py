"""A question in a disclosure: open, closed, leading or judging, which words make it so, and an open way to ask.

Source: Support to Overcome Trauma toolkit (2021), section 3.3, Taking disclosures and its table of questions. Words are in
facts/phrase/questions.toml, grammar in `asked`, examples in facts/ask.toml.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from decision_aids import facts
from decision_aids.aids.asked import asked
from decision_aids.aids.phrases import (
    Finding,
    Phrasebook,
    TextHas,
    marked,
    private_details,
    private_rule,
    rule_of,
)
from decision_aids.aids.shape import shape
from decision_aids.aids.weighing import PLAIN, Place, Scales
from decision_aids.conditions import Always, Condition
from decision_aids.language import Text, read
from decision_aids.model import Aid, Answers, Card, Computed, Level, Link, Pitfall, Rule
from decision_aids.questions import words

TAKING = "stage 3.3 Taking disclosures"

question = words(
    "question",
    "Which question do you want to ask, or did you ask?",
    max_length=300,
    help="One question, or several lines. No names are needed. It stays on this page.",
    required=True,
)

BOOK = Phrasebook("disclosure-questions")
STRENGTH = {level: place for place, level in enumerate(("judging", "leading", "closed", "open"))}


SLUG = "disclosure-questions"
SCALES = Scales(SLUG)
#: The kind that gives the reason where the words lean to a level and no kind of their own was found.
LEANING = {level: f"ask-leans-{level}" for level in STRENGTH}


def heard_in(text: Text) -> dict[str, list[Place]]:
    """What can be weighed in a text: kinds found by words and by grammar, and the shape of its sentences."""
    everything = (0, len(text.words) - 1)
    found: dict[str, list[Place]] = {name: [everything] for name in shape(text)}
    for match, phrase in BOOK.matches(text):
        found.setdefault(f"words {phrase.kind}", [(match.first, match.last)])
    for one in asked(text):
        found.setdefault(f"grammar {one.kind}", [(one.first, one.last)])
    levels = {BOOK.kinds[kind].level for kind in map(_kind_of, found) if kind in BOOK.kinds}
    if levels:
        found[f"strongest {min(levels, key=lambda level: STRENGTH[level])}"] = [everything]
    return found


def _kind_of(name: str) -> str:
    """The kind in "words KIND" and "grammar KIND"."""
    return name.partition(" ")[2]


@lru_cache(maxsize=64)
def _level(line: str) -> str:
    """The level of one line that has no line break: what is heard in it is weighed."""
    text = read(line)
    if not text.words:
        return PLAIN
    level = SCALES.weigh(text, heard_in(text)).role
    if level == "closed" and {each.kind.level for each in _by_rule(line)} == {"open"}:
        return "open"
    return level


@lru_cache(maxsize=2)
def findings(text: str) -> tuple[Finding, ...]:
    """What each line is: the findings of its level; nothing for a line that asks nothing."""
    found: list[Finding] = []
    at = 0
    for line in text.split("\n"):
        level = _level(line)
        if level != PLAIN:
            here = [each for each in _by_rule(line) if each.kind.level == level] or [_leaning(line, level)]
            found += [replace(each, start=each.start + at, end=each.end + at) for each in here]
        at += len(line) + 1
    return tuple(found)


def _leaning(line: str, level: str) -> Finding:
    """The words of a line that count most for its level."""
    text = read(line)
    heard = SCALES.weigh(text, heard_in(text)).heard
    words = [each for each in heard if not each.signal]
    best = max(words, key=lambda each: (each.points, each.last - each.first), default=None)
    first, last = (best.first, best.last) if best else (0, len(text.words) - 1)
    return _finding(text, LEANING[level], first, last)


def _by_rule(text: str) -> tuple[Finding, ...]:
    """What words and grammar make of each sentence, strongest finding only."""
    heard = read(text)
    words_found = BOOK.matches(heard)
    sentences = {one.begin: one for one in asked(heard)}
    found: list[tuple[int, Finding]] = []
    used: set[int] = set()
    for begin, one in sentences.items():
        finish = one.finish
        used.update(range(begin, finish + 1))
        kind = BOOK.kinds[one.kind]
        grammar = _finding(heard, kind.id, one.first, one.last)
        here = [
            BOOK.finding(heard, match, phrase)
            for match, phrase in words_found
            if begin <= match.first <= finish
        ]
        best = min([*here, grammar], key=lambda each: STRENGTH[each.kind.level])
        found += [(begin, each) for each in here if each.kind.level == best.kind.level] or [(begin, best)]
    for match, phrase in words_found:
        if match.first not in used:
            found.append((match.first, BOOK.finding(heard, match, phrase)))
    ordered = [each for _, each in sorted(found, key=lambda pair: (pair[1].start, pair[1].end))]
    return tuple(_opened(text, ordered))


def _finding(heard: Text, kind_id: str, first: int, last: int) -> Finding:
    kind = BOOK.kinds[kind_id]
    return Finding(heard.starts[first], heard.ends[last], kind, kind.why, kind.instead, kind.sources)


def _opened(text: str, found: list[Finding]) -> list[Finding]:
    """A closed question that is opened at once ("Was anybody there? Who?") counts as open."""
    kept = []
    for place, each in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        opened = (
            following is not None
            and following.kind.level == "open"
            and "\n" not in text[each.end : following.start]
        )
        if not (each.kind.level == "closed" and opened):
            kept.append(each)
    return kept


def level_of(text: str) -> str:
    """The level of a text: the strongest of its sentences."""
    return min(
        (each.kind.level for each in findings(text)), key=lambda level: STRENGTH[level], default="no-question"
    )


LEVELS = (
    Level(
        "judging",
        "Judging",
        "high",
        "There is blame or doubt in this question. Leave it out or ask it another way.",
    ),
    Level(
        "leading",
        "Leading",
        "medium",
        "This question supplies the answer, or asks for one. Let the person supply it.",
    ),
    Level(
        "closed",
        "Closed",
        "low",
        "This can be answered with yes, no or a choice of yours. For safety now that is fine.",
    ),
    Level("open", "Open", "low", "This leaves the answer to the person.", reassuring=True),
    Level(
        "no-question",
        "No question found",
        "none",
        "No question or invitation to tell was found in this.",
        reassuring=True,
    ),
)


def _has(kind_id: str, name: str) -> Condition:
    return TextHas(
        question,
        lambda text: any(each.kind.id == kind_id for each in findings(text)),
        f"the words are of the kind “{name}”",
    )


def _examples(*forms: str) -> tuple[str, ...]:
    """Examples of a form with a better way, from the questions in the guidance."""
    pairs = [
        each for each in facts.every("ask") if each.set == "disclosure" and each.form in forms and each.better
    ]
    return tuple(f"In place of “{each.text}” try “{each.better}”" for each in pairs[:2])


def _level_rule(
    id: str, level: str, says: str, finding: str, actions: tuple[str, ...], *cautions: str
) -> Rule:
    return Rule(
        id,
        TextHas(question, lambda text: level_of(text) == level, says),
        level,
        finding,
        actions,
        cautions,
        "practice",
        (TAKING,),
        links=(Link("talk/disclosure/#question-list", "Questions, good and bad"),),
    )


RULES = (
    *(
        rule_of(kind, _has(kind.id, kind.name))
        for kind in BOOK.kinds.values()
        if kind.id not in LEANING.values()
    ),
    _level_rule(
        "is-judging",
        "judging",
        "a sentence has blame or doubt in it",
        "A question with blame or doubt in it can end the telling, for good.",
        (
            "Leave the question out, or ask what happened and let the person go on.",
            "If it has been asked already: say that you put it badly, and write it down word for word with the answer.",
            *_examples("judging"),
        ),
        "A record shows your questions. A judging or leading one can be used in court against the person.",
    ),
    _level_rule(
        "is-leading",
        "leading",
        "a sentence supplies the answer or asks for one",
        "What the question supplies did not come from the person, and later it can be said that you put it there.",
        (
            "Take out every name, act, feeling and reason that the person has not given you.",
            "If the person did say it, repeat their words first: “You said he hit you. Tell me about that.”",
            *_examples("leading"),
        ),
        "A record shows your questions. A judging or leading one can be used in court against the person.",
    ),
    _level_rule(
        "is-closed",
        "closed",
        "a sentence can be answered with yes, no or a choice",
        "A closed question gets one word, and people say yes to be polite.",
        (
            "About what happened: begin with who, what, where, when or how, or with “Tell me about”.",
            "About safety now: ask it as it is. “Are you hurt?” should be short and plain.",
            *_examples("closed"),
        ),
    ),
    _level_rule(
        "is-open",
        "open",
        "every question found is open",
        "An open question leaves the story, its order and its end to the person.",
        ("Ask it, then wait. Silence is part of an answer.",),
    ),
    private_rule(question, "no-question", TAKING),
    Rule(
        "always",
        Always("in every case"),
        "no-question",
        "Questions in a disclosure are there to help the telling along, never to investigate.",
        (
            "Ask as little as you can: enough to keep the person safe. The rest is for a trained interviewer, if it is wanted.",
            "Write down each question and each answer word for word, and who asked.",
        ),
        (
            "This looks at words, not at tone, face or moment. An open question in a hard voice is a closed one.",
            "If somebody is in danger now, act first: 999, then your safeguarding lead.",
        ),
        "practice",
        (TAKING,),
        links=(Link("talk/disclosure/", "Taking a disclosure"),),
    ),
)


def compute(answers: Answers, today: date) -> Computed:
    """The words that made each sentence what it is, and an open way to ask."""
    text = answers.text(question.key)
    return Computed(spans=marked(text, findings(text), private_details(text)) if text else ())


DISCLOSURE_QUESTIONS = Aid(
    slug="disclosure-questions",
    title="Is this question open?",
    question="Is my question open, closed, leading or judging?",
    summary="Says whether a question is open, closed, leading or judging, which words make it so, and offers an open way to ask.",
    levels=LEVELS,
    questions=(question,),
    rules=RULES,
    card=Card(
        kind="text check",
        what="It reads a question's words and their order: how it begins, what it supplies, whether it asks to be agreed with.",
        not_for="It is no training in interviewing, and no test of a worker or of an account. It cannot know what the person has told you before.",
        strength="Practice wisdom: the toolkit's table of closed or leading and open questions; the word lists and the line between leading and judging are ours.",
        pitfalls=(
            Pitfall(
                "A question that repeats the person's own word looks leading when it stands alone. Put what was said before it: “You said ...”.",
                "Our own reading",
            ),
            Pitfall(
                "The line between closed and leading is ours. The toolkit's table has the two in one column.",
                "Our own reading of the toolkit, section 3.3",
            ),
        ),
        review="You, with a colleague or your supervisor, when you go over how a conversation went.",
    ),
    links=(
        Link("talk/disclosure/#questions", "Taking a disclosure: questions"),
        Link("talk/asking/", "Asking about selling or exchanging sex"),
    ),
    compute=compute,
)
