"""A phrase: which role of the drama triangle it speaks from, and how the winner's triangle would put it.

Source: Support to Overcome Trauma toolkit (2021), section 3.1, after Karpman (1968) and Choy (1990). What is heard in the
words is weighed (see `weighing`); the roles are in facts/triangle.toml.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from decision_aids import facts
from decision_aids.aids.phrases import (
    Finding,
    TextHas,
    marked,
    private_details,
    private_rule,
    rule_of,
)
from decision_aids.aids.weighing import PLAIN, Heard, Scales, Signals, Weighed
from decision_aids.conditions import Always
from decision_aids.facts.entries import PhraseKind, Triangle
from decision_aids.language import Text, read
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

KINDS: dict[str, PhraseKind] = {
    kind.level: kind for kind in facts.every("phrase_kind") if kind.aid == "drama-triangle"
}
ROLES: dict[str, Triangle] = {each.id: each for each in facts.every("triangle")}
DRAMA = ("persecutor", "rescuer", "victim")
WINNER = ("assertive", "vulnerable", "caring")
#: Which corner of the winner's triangle stands in the place of each drama role.
TURNS_TO = dict(zip(DRAMA, ("assertive", "caring", "vulnerable"), strict=True))
SLUG = "drama-triangle"
SCALES, SIGNALS = Scales(SLUG), Signals()
#: A role of which only words are heard, and no signal, has to come out so many points above "none of these".
BY_WORDS_ALONE = 5
#: Where no signal was heard, so many of the words that lean most are shown, with this before the reason.
FEW = 3
LEANS = "A word that is mostly said from this corner."


@lru_cache(maxsize=2)
def weighed(text: str) -> Weighed:
    """What is heard in the text, and the role that wins."""
    heard = read(text)
    result = SCALES.weigh(heard, SIGNALS.heard(heard))
    ahead = result.totals[result.role] - result.totals[PLAIN]
    if ahead < BY_WORDS_ALONE and not any(_is_of(each, result.role) for each in result.heard):
        return Weighed(result.totals, PLAIN, ())
    return result


def _is_of(each: Heard, role: str) -> bool:
    """It is a signal that counts most for this role."""
    return bool(each.signal) and SCALES.mainly[each.signal] == role


def _speaks(text: str, role: str) -> bool:
    return weighed(text).role == role


def _second(text: str) -> bool:
    """A drama role wins, and another would win if it were not there."""
    result = weighed(text)
    others = [role for role in DRAMA if role != result.role]
    return result.role in DRAMA and any(
        result.totals[role] > max(result.totals[each] for each in (PLAIN, *WINNER)) for role in others
    )


def findings(text: str) -> tuple[Finding, ...]:
    """The words that speak from the role, each with what is heard in it, in the order of the text."""
    result, heard = weighed(text), read(text)
    if result.role == PLAIN:
        return ()
    kind = KINDS[result.role]
    telling = [each for each in result.heard if _is_of(each, result.role)] or [
        each for each in result.heard if heard.words[each.first : each.last + 1] != ["you"]
    ][:FEW]
    shown: list[Heard] = []
    for each in telling:
        if not any(_touch(heard, each, other) for other in shown):
            shown.append(each)
    found = [
        Finding(
            heard.starts[each.first],
            heard.ends[each.last],
            kind,
            _why(each) or f"{LEANS} {kind.why}",
            kind.instead,
            kind.sources,
        )
        for each in shown
    ]
    return tuple(sorted(found, key=lambda each: each.start))


def _why(each: Heard) -> str:
    signal = SIGNALS.by_id.get(each.signal)
    return f"{signal.name}. {signal.why}" if signal else ""


def _touch(text: Text, one: Heard, other: Heard) -> bool:
    """They share a character ("I'll" is two words and one place)."""
    return text.starts[one.first] < text.ends[other.last] and text.starts[other.first] < text.ends[one.last]


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
    kind = KINDS[role]
    own = ROLES[role]
    when = TextHas(phrase, lambda text: _speaks(text, role), f"what is heard of the {role} counts most")
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
            _second,
            "a second drama role would win if the first were not there",
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
    private_rule(phrase, "none-of-these", TRIANGLES),
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
    return Computed(spans=marked(text, findings(text), private_details(text)) if text else ())


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
        what="It listens for signals of each role, such as “lays blame” or “says sorry”, and for words that lean to a role. Each counts so many points for that role, and the role with most points is named. Plain facts have points too: if no role has more, the answer is “none of these”.",
        not_for="It does not judge people, least of all people you support. It cannot hear a tone of voice, and it is no test for supervision or discipline.",
        strength="Practice wisdom: two models from transactional analysis, as the toolkit teaches them, with its lists of phrases. The signals are ours; how much each counts was fitted to phrases sorted by hand.",
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
