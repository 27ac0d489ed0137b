"""Do the criteria for care and support look met, and how to ask for the assessment.

Source: Support to Overcome Trauma toolkit (2021), section 4.1, with the four meanings of "unable" as the regulations have
them (the toolkit misprints the first). England has one test, Wales another; Scotland and Northern Ireland decide locally.
"""

from __future__ import annotations

from datetime import date

from decision_aids import facts
from decision_aids.aids.common import CALL_999, TELL_MANAGER_NOW
from decision_aids.aids.people import CHILD_AID, danger_question, taking_part_question
from decision_aids.conditions import Always, AtLeast, Called, Known, Line, Not, every, some
from decision_aids.facts.entries import Item
from decision_aids.model import Aid, Answers, Card, Computed, Draft, Level, Link, Option, Pitfall, Rule
from decision_aids.questions import NATION, grid, many_of, no, picked, ticked, unknown, yes, yes_no

SOURCE = "stage 4.1"
CHALLENGE = Link("aids/referral-challenge/", "Adult social care says no: what now?")
SAFEGUARDING = Link("aids/adult-at-risk/", "Does the adult safeguarding test look met?")
OUTCOMES_LAW = ("care-eligibility-criteria", "care-eligibility-outcomes", "care-eligibility-unable")

england = picked(NATION, "england")
wales = picked(NATION, "wales")

#: The first six outcomes are about food, body and home; the other four about people, days and places.
HOME_OUTCOMES = 6

_outcomes = facts.items("care-outcomes")
_unable = facts.items("care-unable")
_threshold = facts.law("care-eligibility-criteria").values[-1]


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _lines(chosen: tuple[Item, ...]) -> tuple[Option, ...]:
    return tuple(
        Option(each.id, each.text, f"“{each.text.rstrip('.')}” is out of reach", help=each.detail)
        for each in chosen
    )


danger = danger_question()

kinds = many_of(
    "kinds",
    "Does any of this affect the person?",
    tuple(
        Option(each.id, each.text, _lower(each.text), help=each.detail)
        for each in facts.items("care-need-kinds")
    ),
    help="Known or suspected. No diagnosis is needed.",
    none_says="no illness, disability, distress, injury or dependence is known",
    shown_if=picked(NATION, "england", "scotland", "northern-ireland"),
)

OUT_OF_REACH = "Out of reach means any one of these. " + " ".join(each.text for each in _unable)

home = grid(
    "home",
    "Food, body and home: is any of this out of reach?",
    _lines(_outcomes[:HOME_OUTCOMES]),
    help=OUT_OF_REACH,
    shown_if=england,
)
life = grid(
    "life",
    "People, days and places: is any of this out of reach?",
    _lines(_outcomes[HOME_OUTCOMES:]),
    help=OUT_OF_REACH,
    shown_if=england,
)

ways = many_of(
    "ways",
    "In which way is it out of reach?",
    tuple(Option(each.id, each.text, f"“{each.text.rstrip('.')}”", help=each.detail) for each in _unable),
    help="Tick every way that fits any line you answered yes.",
    none_says="it is out of reach in none of the ways the law names",
    shown_if=england,
)

impact = yes_no(
    "impact",
    "Does this weigh heavily on their wellbeing, or is it likely to?",
    help="For this person, in this life: health, safety, dignity, relationships, control over the day, a place to be.",
    yes="there is or is likely to be a significant impact on wellbeing",
    no="there is no significant impact on wellbeing, and none is likely",
    unsure="it is not known how heavily this weighs on their wellbeing",
    shown_if=england,
    danger="yes",
)

wales_parts = many_of(
    "wales-parts",
    "Which of these look true?",
    tuple(
        Option(each.id, each.text, _lower(each.text.rstrip(".")))
        for each in facts.items("care-eligibility-wales")
    ),
    help="In Wales all of them are needed, and there is no list of outcomes to go through.",
    none_says="none of the parts of the Welsh test looks true",
    shown_if=wales,
)

come_and_go = yes_no(
    "come-and-go",
    "Do the needs come and go?",
    yes="the needs come and go",
    no="the needs are much the same from week to week",
)

taking_part = taking_part_question()

told = many_of(
    "told",
    "Have you been told any of this?",
    (
        Option("diagnosis", "“There is no diagnosis.”", "you were told that there is no diagnosis"),
        Option(
            "substances", "“Drink or drugs do not count.”", "you were told that drink or drugs do not count"
        ),
        Option(
            "good-day", "“She managed at the assessment.”", "you were told that the person managed on the day"
        ),
        Option("safeguarding", "“Safeguarding was closed.”", "you were told that safeguarding was closed"),
        Option("capacity", "“They have capacity.”", "you were told that the person has capacity"),
    ),
    none="None of this",
    none_says="no reason for a refusal was given",
    unsure=False,
)

TWO = AtLeast(
    _threshold.number or 0,
    tuple(Line(question, option.key) for question in (home, life) for option in question.options),
    f"{_threshold.words} are out of reach",
)
AFFECTED = Called(
    picked(kinds, *(each.key for each in kinds.options if not each.exclusive)),
    "illness, disability, distress, injury or dependence affects the person",
)
RULED_OUT = Known(
    some(
        picked(kinds, "none"),
        no(impact),
        picked(ways, "none"),
        Not(TWO, f"fewer outcomes are out of reach than {_threshold.words}"),
    )
)
ALL_WELSH = Called(
    every(*(picked(wales_parts, each.key) for each in wales_parts.options if not each.exclusive)),
    "every part of the Welsh test looks true",
)

LEVELS = (
    Level(
        "emergency",
        "Emergency",
        "emergency",
        "Someone is in danger. Ring 999 now. The assessment comes after.",
    ),
    Level(
        "looks-met",
        "Looks met: ask for the assessment",
        "high",
        "On these answers the criteria look met. Ask the council for an assessment, and go to it with examples.",
        "Every criterion of the nation's test is answered yes.",
    ),
    Level(
        "ask-assessment",
        "Ask for the assessment",
        "medium",
        "Nothing is ruled out. Ask for an assessment: it is there to find out.",
        "Something is not known yet, and nothing is known to be missing.",
    ),
    Level(
        "ask-locally",
        "Ask for the local criteria",
        "medium",
        "Here the criteria are set locally. Ask for an assessment and for the criteria in writing.",
        "Scotland and Northern Ireland.",
    ),
    Level(
        "settle-danger",
        "Settle the danger first",
        "medium",
        "You are not sure whether anyone is in danger. Find that out first, with your manager.",
        "Whether anyone is in danger is not known, and nothing else decides.",
    ),
    Level(
        "other-help",
        "Other help and other duties",
        "low",
        "These answers do not show every criterion. Prevention, advice, safeguarding and your own help go on.",
        "A criterion is answered no.",
        reassuring=True,
    ),
)

BRING = (
    "Write one or two true examples for each outcome that is out of reach, and say in which way it is: not without help, "
    "with pain or distress, with danger, or far too slowly."
)
TALK = "Offer the assessor your own knowledge of the person. They are guided to work with the agency that refers."

ENGLAND_MET = every(
    england,
    AFFECTED,
    TWO,
    yes(impact),
    Not(Known(picked(ways, "none")), "no answer says that none of the ways of being unable fits"),
)
WALES_MET = every(wales, ALL_WELSH)
NOT_MET = Not(Known(some(ENGLAND_MET, WALES_MET)), "not every part is answered yes")

RULES = (
    Rule(
        "danger-now",
        yes(danger),
        "emergency",
        "Someone is in danger now.",
        (CALL_999, TELL_MANAGER_NOW),
        (),
        "practice",
        (SOURCE,),
        group="harm",
        links=(SAFEGUARDING,),
    ),
    Rule(
        "england-met",
        ENGLAND_MET,
        "looks-met",
        "All three criteria look met: an impairment or illness, {law:care-eligibility-criteria} out of reach, and a "
        "significant impact on wellbeing.",
        (
            "Ask the council for a care and support assessment, in writing, with the person's agreement.",
            BRING,
            TALK,
        ),
        ("All {law:care-eligibility-outcomes} are to be looked at, and each weighs the same.",),
        "law",
        (SOURCE,),
        (*OUTCOMES_LAW, "care-eligibility-impairment"),
        "duty",
    ),
    Rule(
        "wales-met",
        WALES_MET,
        "looks-met",
        "All parts of the Welsh test look true. There is no count of outcomes in Wales.",
        (
            "Ask the council for an assessment and say each part: where the need comes from, what it is about, why it "
            "cannot be met in another way, and why the outcome is unlikely without the council.",
            TALK,
        ),
        ("Protection from abuse is one of the matters the Welsh regulations list. Say so where it fits.",),
        "law",
        (),
        ("care-eligibility-wales",),
        "duty",
    ),
    Rule(
        "england-open",
        every(england, Not(RULED_OUT, "no criterion is ruled out"), NOT_MET),
        "ask-assessment",
        "No criterion is ruled out, so the council should look.",
        (
            "Ask the council for a care and support assessment, with the person's agreement. You need not prove it first.",
            "Go through a hard day with the person, outcome by outcome, before the assessor comes.",
        ),
        (),
        "practice",
        (SOURCE,),
        OUTCOMES_LAW,
        "care",
    ),
    Rule(
        "wales-open",
        every(
            wales,
            Not(Known(picked(wales_parts, "none")), "no answer says that none of the Welsh parts is true"),
            NOT_MET,
        ),
        "ask-assessment",
        "Wales has a test of its own, and nothing in it is ruled out.",
        ("Ask the council for an assessment, and say which parts look true and which you do not know.",),
        ("An English form with its outcomes does not fit here.",),
        "law",
        (),
        ("care-eligibility-wales",),
        "care",
    ),
    Rule(
        "local-criteria",
        picked(NATION, "scotland", "northern-ireland"),
        "ask-locally",
        "In Scotland and Northern Ireland eligibility is decided locally. No value is set here.",
        (
            "Ask the council (Scotland) or the health and social care trust (Northern Ireland) for an assessment, and for "
            "its criteria in writing.",
            "Describe needs, what they stop the person doing, and what that does to their life. That fits any criteria.",
        ),
        ("Do not quote the English outcomes as law there. They can still help you to describe a hard day.",),
        "practice",
        (SOURCE,),
        group="care",
    ),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "settle-danger",
        "You are not sure whether anyone is in danger. Settle that first.",
        ("Ring your manager or on-call manager now and decide together. If you fear the worst, ring 999.",),
        (),
        "practice",
        (SOURCE,),
        group="risk",
        links=(SAFEGUARDING,),
    ),
    Rule(
        "no-impairment",
        every(england, picked(kinds, "none")),
        "other-help",
        "The first criterion asks for an impairment or illness of body or mind. None is known on these answers.",
        (
            "Look at what lies beneath debt, homelessness or immigration trouble: sleep, fear, memory, pain, drink. Ask "
            "gently, and offer a doctor.",
            "Ask what the council can do all the same: advice, prevention, housing.",
        ),
        ("Needs that come only from other circumstances do not count by themselves in England.",),
        "statutory-guidance",
        (SOURCE,),
        ("care-eligibility-impairment", "care-eligibility-no-diagnosis"),
        "care",
    ),
    Rule(
        "outcomes-short",
        every(england, Not(TWO, f"fewer outcomes are out of reach than {_threshold.words}")),
        "other-help",
        "Fewer outcomes are out of reach than the regulations ask for, on these answers.",
        (
            "Go through the outcomes again on a bad day. Managing only with help, in distress, in danger or very slowly counts as "
            "out of reach.",
            "Ask whether your area reads the criteria with the person's situation in mind, as Newcastle decided to do.",
        ),
        ("Safeguarding does not depend on this. Somebody can be at risk with no eligible needs.",),
        "law",
        (SOURCE,),
        OUTCOMES_LAW,
        "care",
        (SAFEGUARDING,),
    ),
    Rule(
        "wales-none",
        every(wales, picked(wales_parts, "none")),
        "other-help",
        "No part of the Welsh test looks true on these answers. Look again with the person before you leave it.",
        (
            "Go through a hard day together: ill-health, age, disability, drink or drugs, and who keeps them safe. Protection "
            "from abuse is one of the matters that count.",
            "Ask what the council can do all the same: advice, prevention, housing.",
        ),
        (),
        "practice",
        (),
        ("care-eligibility-wales",),
        "care",
        (SAFEGUARDING,),
    ),
    Rule(
        "no-impact",
        no(impact),
        "other-help",
        "The third criterion asks for a significant impact on wellbeing, now or likely.",
        (
            "Ask the person what it costs them. The same gap can be bearable for one and a disaster for another.",
        ),
        (),
        "law",
        (SOURCE,),
        ("care-eligibility-criteria",),
        "care",
    ),
    Rule(
        "no-way",
        picked(ways, "none"),
        "other-help",
        "“Unable” has {law:care-eligibility-unable} in law, and you answered that none fits.",
        (
            "Look again at the lines you answered yes: being reminded counts as help, and fear counts as distress.",
        ),
        (
            "The toolkit of 2021 misprints the first of the ways. It means: not without help, prompting included.",
        ),
        "law",
        (SOURCE,),
        ("care-eligibility-unable",),
        "care",
    ),
    Rule(
        "with-danger",
        picked(ways, "unable-danger"),
        "other-help",
        "Doing it puts somebody's health or safety in danger. That is one of the ways, and a worry in itself.",
        ("Make a safety plan for that part of the day, and look at safeguarding as well.",),
        (),
        "practice",
        (SOURCE,),
        ("care-eligibility-unable",),
        "risk",
        (SAFEGUARDING,),
    ),
    Rule(
        "caring-for-child",
        ticked(life, "outcome-caring"),
        "other-help",
        "Looking after a child is one of the outcomes. Help with it is what the assessment is for.",
        (
            "Ask what help as a parent they want. Say openly what you would have to pass on, and what you would not.",
        ),
        (
            "Selling sex is not by itself a child protection matter. If a child may be at risk, use the child protection aid.",
        ),
        "practice",
        (SOURCE,),
        group="care",
        links=(Link(CHILD_AID, "Child protection: how urgent is it?"),),
    ),
    Rule(
        "fluctuating",
        yes(come_and_go),
        "other-help",
        "In England needs that come and go are judged over a long enough time to see the true picture. Elsewhere, ask for the same.",
        (
            "Keep a short diary together for some weeks, and ask that the assessment does not rest on one good day.",
        ),
        (),
        "law",
        (SOURCE,),
        ("care-eligibility-fluctuating",),
        "care",
    ),
    Rule(
        "advocate",
        yes(taking_part),
        "other-help",
        "The person would find it very hard to take part and has nobody suitable to help. In England the council then has to arrange an advocate.",
        ("Ask for an independent advocate when you ask for the assessment.",),
        (),
        "guidance",
        (SOURCE,),
        ("care-act-advocacy",),
        "care",
    ),
    Rule(
        "told-diagnosis",
        picked(told, "diagnosis"),
        "other-help",
        "In England a formal diagnosis should not be required. Elsewhere, ask where it is written that one is.",
        ("Describe what you see. If a doctor suspects something, say who and since when.",),
        (),
        "statutory-guidance",
        (SOURCE,),
        ("care-eligibility-no-diagnosis",),
        "care",
        (CHALLENGE,),
    ),
    Rule(
        "told-substances",
        picked(told, "substances"),
        "other-help",
        "In England and Wales dependence on drugs or alcohol counts, with or without treatment. Elsewhere, ask for the local criteria.",
        ("Say what the dependence stops the person doing. In Wales it stands in the regulations by name.",),
        (),
        "guidance",
        (SOURCE,),
        ("care-eligibility-impairment", "care-eligibility-wales"),
        "care",
        (CHALLENGE,),
    ),
    Rule(
        "told-good-day",
        picked(told, "good-day"),
        "other-help",
        "One good day is not the true picture. In England the law wants a longer look; elsewhere, ask for one.",
        (
            "Ask for the assessment to be looked at again with your diary, at a time and place the person chooses.",
        ),
        (),
        "law",
        (SOURCE,),
        ("care-eligibility-fluctuating",),
        "care",
        (CHALLENGE,),
    ),
    Rule(
        "told-safeguarding",
        picked(told, "safeguarding"),
        "other-help",
        "Safeguarding and care and support are two tests. A no to one says nothing about the other.",
        ("Ask for this assessment whatever safeguarding decided, and ask which test was answered.",),
        (),
        "guidance",
        (SOURCE,),
        ("s42-not-capacity-or-eligibility",),
        "care",
        (SAFEGUARDING, CHALLENGE),
    ),
    Rule(
        "told-capacity",
        picked(told, "capacity"),
        "other-help",
        "In England and Wales capacity is none of the criteria. Elsewhere, ask where the local ones name it.",
        ("Ask which criterion “has capacity” is meant to answer.",),
        (),
        "law",
        (SOURCE,),
        ("care-eligibility-criteria", "care-eligibility-wales"),
        "care",
        (Link("aids/capacity/", "Thinking about capacity"), CHALLENGE),
    ),
    Rule(
        "always",
        Always("in every case"),
        "other-help",
        "This is not the safeguarding test. Somebody can meet either one, both, or neither, and still be owed help.",
        (
            "Ask for the decision in writing, with reasons for each criterion, and for advice and prevention whatever it is.",
            "If there is abuse or a risk of it, go through the safeguarding test as well.",
            "Keep your own support going, and ask again when something changes.",
        ),
        (
            "This is about adults. For somebody under 18 ask children's social care, with child protection first where there is "
            "harm, and ask early what adult care will follow.",
        ),
        "practice",
        (SOURCE,),
        ("s42-not-capacity-or-eligibility",),
        "care",
        (SAFEGUARDING, CHALLENGE),
    ),
)


def compute(answers: Answers, today: date) -> Computed:
    """A draft request for an assessment, in the order of the nation's criteria."""
    nation = answers.one(NATION.key)
    if nation is None:
        return Computed()
    gaps: list[str] = []
    body = {"england": _english, "wales": _welsh}.get(nation, _local)(answers, gaps)
    parts = [f"Request for an assessment of needs for care and support ({_reference(nation)})", *body]
    if answers.one(come_and_go.key) == "yes":
        parts.append(
            "The needs come and go. Please look at a long enough time: over [weeks or months], there were [how many, what kind "
            "of] bad days."
        )
    asks = [
        "What the person wants to be able to do, in their words: [   ]",
        "Time and place that suit them, and who will be with them: [   ]",
    ]
    if answers.one(taking_part.key) == "yes":
        asks.append("Please arrange an independent advocate: taking part will be very hard for them.")
    asks.append("The person agrees to this request: [yes, on which date]")
    asks.append(
        "Please send the decision and the reasons for each criterion in writing. I can tell the assessor what I know."
    )
    parts.append("\n".join(asks))
    return Computed(draft=Draft("Draft request for an assessment", "\n\n".join(parts) + "\n", tuple(gaps)))


def _reference(nation: str) -> str:
    named = {"england": "care-eligibility-criteria", "wales": "care-eligibility-wales"}.get(nation)
    return facts.law(named).reference if named else "please tell me which criteria you apply"


def _affects(answers: Answers, gaps: list[str]) -> str:
    given = answers.many(kinds.key)
    found = [option.text for option in kinds.options if option.key in given and not option.exclusive]
    if not found:
        gaps.append("The impairment or illness the needs come from, known or suspected.")
        return "- [impairment or illness, known or suspected; no diagnosis is needed]"
    return "\n".join(f"- {each}: [what you know, who says so, since when]" for each in found)


def _english(answers: Answers, gaps: list[str]) -> list[str]:
    out = [
        option.text.rstrip(".")
        for question in (home, life)
        for option in question.options
        if answers.grid(question.key).get(option.key) == "yes"
    ]
    if TWO.holds(answers) is not True:
        gaps.append(f"Which outcomes are out of reach ({_threshold.words}), with an example of each.")
    lines = "\n".join(f"- {each}: [example], because of [impairment or illness]" for each in out)
    chosen = answers.many(ways.key)
    named = [
        option.text.rstrip(".") for option in ways.options if option.key in chosen and not option.exclusive
    ]
    if not named:
        gaps.append("In which way each is out of reach.")
    way = (
        "; ".join(_lower(each) for each in named)
        or "[not without help; with pain or distress; with danger; far too slowly]"
    )
    if answers.one(impact.key) != "yes":
        gaps.append("The significant impact on wellbeing, now or likely.")
    return [
        f"1. The needs come from or are linked to\n{_affects(answers, gaps)}",
        f"2. Because of this these outcomes are out of reach\n{lines or '- [outcome]: [example]'}\n  In which way: {way}",
        "3. Impact on wellbeing\n- [what it does to health, safety, dignity, relationships, control over the day; what is likely]",
    ]


def _welsh(answers: Answers, gaps: list[str]) -> list[str]:
    given = answers.many(wales_parts.key)
    parts = []
    free = (option for option in wales_parts.options if not option.exclusive)
    for number, option in enumerate(free, 1):
        if option.key not in given:
            gaps.append(option.text)
        parts.append(f"{number}. {option.text}\n- [how this is so, with an example]")
    return parts


def _local(answers: Answers, gaps: list[str]) -> list[str]:
    gaps.append("The local criteria: ask for them in writing.")
    return [
        f"What affects the person\n{_affects(answers, gaps)}",
        "What it stops them doing\n- [a hard day: food, sleep, washing, money, the door, people, children, work]: [example]",
        "What that does to their life\n- [   ]",
    ]


CARE_ELIGIBILITY = Aid(
    slug="care-eligibility",
    title="Care and support: do the criteria look met?",
    question="Could this person get care and support from the council?",
    summary="Goes through the criteria for care and support, answers what you may have been told, and drafts the request for an assessment.",
    levels=LEVELS,
    questions=(
        danger,
        NATION,
        kinds,
        home,
        life,
        ways,
        impact,
        wales_parts,
        come_and_go,
        taking_part,
        told,
    ),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It goes through the criteria in their order, shows what an assessment still has to hear, and drafts the request.",
        not_for="It does not decide: the assessor does, with the person. It is not the safeguarding test. Do not use it to talk somebody out of asking.",
        strength="Regulations for England and Wales; statutory guidance on impairment and diagnosis. Scotland and Northern Ireland set criteria locally, and this aid holds none of them.",
        pitfalls=(
            Pitfall(
                "The first meaning of “unable” is misprinted in the toolkit of 2021, and copies of it are in use. The regulations say: without assistance, prompting included.",
                "https://www.legislation.gov.uk/uksi/2015/313/regulation/2",
            ),
            Pitfall(
                "People hide what they cannot do, from shame or from fear for their children. A quick no on a list is often not the last answer.",
                "Our own reading",
            ),
            Pitfall(
                "Two yes answers look like a pass. The criteria also ask where the needs come from and how heavily they weigh, and an assessor has to look at every outcome.",
                "Our own reading of the regulations",
            ),
        ),
        review="You and the person before the assessment, and again when the decision comes or things change.",
    ),
    links=(
        Link("keep-safe/care-eligibility/", "Care and support: does she qualify?"),
        Link("keep-safe/adults-at-risk/#two-tests", "Two tests, often mixed up"),
    ),
    compute=compute,
)
