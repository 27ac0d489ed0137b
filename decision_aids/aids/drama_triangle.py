"""A phrase: which role of the drama triangle it speaks from, and how the winner's triangle would put it.

Source: Support to Overcome Trauma toolkit (2021), section 3.1, after Karpman (1968) and Choy (1990). Words are in
facts/phrase/triangle.toml, the roles in facts/triangle.toml.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from decision_aids import facts
from decision_aids.aids.phrases import Finding, Phrasebook, TextHas, rule_of, span
from decision_aids.conditions import Always
from decision_aids.facts.entries import Triangle
from decision_aids.language import read
from decision_aids.model import Aid, Answers, Card, Computed, Level, Link, Pitfall, Rule
from decision_aids.questions import words

TRIANGLES = "stage 3.1"

phrase = words(
    "phrase",
    "What did you say, hear or think?",
    max_length=500,
    help="A sentence or two, in the words in which it came. No names are needed. It stays on this page.",
    required=True,
)

BOOK = Phrasebook("drama-triangle")
ROLES: dict[str, Triangle] = {each.id: each for each in facts.every("triangle")}
DRAMA = ("persecutor", "rescuer", "victim")
WINNER = ("assertive", "vulnerable", "caring")
#: Which corner of the winner's triangle stands in the place of each drama role.
TURNS_TO = dict(zip(DRAMA, ("assertive", "caring", "vulnerable"), strict=True))


@lru_cache(maxsize=2)
def findings(text: str) -> tuple[Finding, ...]:
    """The words that speak from a role, in the order of the text."""
    heard = read(text)
    return tuple(BOOK.finding(heard, match, each) for match, each in BOOK.matches(heard))


def _speaks(text: str, role: str) -> bool:
    return any(each.kind.level == role for each in findings(text))


LEVELS = (
    Level(
        "persecutor",
        "Persecutor",
        "high",
        "This speaks from the persecutor's corner: blame, a lecture, a threat or a verdict.",
    ),
    Level(
        "rescuer",
        "Rescuer",
        "medium",
        "This speaks from the rescuer's corner: it takes over what is not yours alone.",
    ),
    Level(
        "victim",
        "Victim",
        "medium",
        "This speaks from the victim's corner: powerless, and waiting for somebody else.",
    ),
    Level("assertive", "Assertive", "low", "This is assertive: clear, without blame."),
    Level("vulnerable", "Vulnerable", "low", "This is vulnerable: it owns a part and asks openly."),
    Level("caring", "Caring", "low", "This is caring: it listens and leaves the person their part."),
    Level(
        "none-of-these",
        "None of these",
        "none",
        "No role is to be heard in these words. That is a real answer: most sentences have none.",
        reassuring=True,
    ),
)


def _role_rule(role: str) -> Rule:
    kind = replace(BOOK.kinds[f"say-{role}"])
    own = ROLES[role]
    when = TextHas(phrase, lambda text: _speaks(text, role), f"it has words of the {role}")
    rule = rule_of(kind, when)
    if role in DRAMA:
        turn = ROLES[TURNS_TO[role]]
        actions: tuple[str, ...] = (
            own.shift,
            f"It could sound like this: “{turn.sounds_like[0]}” Or: “{turn.sounds_like[1]}”",
        )
        cautions = (f"How power moves here: {own.does[0].lower()}{own.does[1:]}",)
        href = "talk/triangles/#drama"
    else:
        actions = (own.shift,)
        cautions = (f"How power moves here: it is shared. {own.does}",)
        href = "talk/triangles/#winner"
    return replace(
        rule,
        finding=f"{kind.why} Behind it: {own.believes[0].lower() if not own.believes.startswith('I ') else 'I'}{own.believes[1:]}",
        actions=actions,
        cautions=cautions,
        links=(Link(href, "Drama triangle, winner's triangle"),),
    )


RULES = (
    *(_role_rule(role) for role in (*DRAMA, *WINNER)),
    Rule(
        "several-roles",
        TextHas(
            phrase,
            lambda text: len({each.kind.level for each in findings(text)} & set(DRAMA)) > 1,
            "it has words of more than one drama role",
        ),
        "victim",
        "More than one drama role is in it. People change corners within a minute, and often within a sentence.",
        (
            "Take one part of it at a time, and begin with the part that takes most power from the other person.",
        ),
        (),
        "practice",
        (TRIANGLES,),
        links=(Link("talk/triangles/#power", "How power moves"),),
    ),
    Rule(
        "always",
        Always("in every case"),
        "none-of-these",
        "Anyone can fall into any of the roles, on any day, with the best intentions. The way out is open at any moment.",
        (
            "Stop, breathe, and ask whose job this is. Take it to a colleague, to case management or to supervision.",
        ),
        (
            "“Victim” is a role in a conversation. It says nothing about whether somebody was the victim of a crime.",
            "Use it on your own words and your team's. It is not a label for a person you support: somebody who is being abused and says “I can't” may be stating a fact.",
        ),
        "practice",
        (TRIANGLES,),
        links=(Link("talk/triangles/#spotting", "Spotting it in yourself"),),
    ),
)


def compute(answers: Answers, today: date) -> Computed:
    """The words that speak from a role, each with a winner's-triangle way to put it."""
    text = answers.text(phrase.key)
    found = findings(text) if text else ()
    return Computed(spans=tuple(span(each, text[each.start : each.end]) for each in found))


DRAMA_TRIANGLE = Aid(
    slug="drama-triangle",
    title="Drama triangle: where does this come from?",
    question="Is this rescuer, victim or persecutor talking?",
    summary="Says which role of the drama triangle a phrase speaks from, how power moves in it, and how to put it from the winner's triangle.",
    levels=LEVELS,
    questions=(phrase,),
    rules=RULES,
    card=Card(
        kind="text check",
        what="It looks for words of the three drama roles and the three roles of the winner's triangle. If several drama roles are in a phrase, the one that takes most power from the other person stands first.",
        not_for="It does not judge people, least of all people you support. It cannot hear a tone of voice, and it is no test for supervision or discipline.",
        strength="Practice wisdom: two models from transactional analysis, as the toolkit teaches them, with its lists of phrases; the word lists are ours.",
        pitfalls=(
            Pitfall(
                "The same words can come from two corners. “I can't do that” is powerless in one mouth and a clear limit in another.",
                "Our own reading",
            ),
            Pitfall(
                "A model of roles can hide real power. Where one person abuses another, this is not a triangle, it is abuse.",
                "Our own reading of the toolkit, section 3.1",
            ),
        ),
        review="You, with a colleague, in case management or in supervision, whenever work with a person or a service goes round in circles.",
    ),
    links=(
        Link("talk/triangles/", "Drama triangle, winner's triangle"),
        Link("staff/supervision/", "Supervision"),
    ),
    compute=compute,
)
