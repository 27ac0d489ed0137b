"""A child or young person: how urgent is it, and what to do.

Source: Working with Sex Workers: Outreach (2008), Child protection, Pregnancy, and the table of levels, corrected by the
law register: the table is a practice aid, the local threshold document decides, and sexual exploitation of anyone under
18 is always high.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from decision_aids import facts
from decision_aids.aids.common import CALL_999
from decision_aids.conditions import Always, Called, Known, Not, every, some
from decision_aids.model import (
    Aid,
    Answers,
    Card,
    Computed,
    Draft,
    Level,
    Link,
    Option,
    Pitfall,
    Question,
    Rule,
)
from decision_aids.questions import NATION, grid, no, one_of, picked, ticked, unknown, yes, yes_no

TABLE = "outreach Tool for assessing level of risk or harm"
GENERAL = "outreach Child protection"
PREGNANCY = "outreach Pregnancy"
GUIDANCE_BY_NATION = (
    "working-together",
    "child-protection-wales",
    "child-protection-scotland",
    "child-protection-ni",
)
FAMILY_LAW = ("child-risk-table-2008", *GUIDANCE_BY_NATION)
HARM_LAW = ("child-in-need-and-s47", *FAMILY_LAW)


def _signs(list_name: str) -> tuple[Option, ...]:
    return tuple(Option(each.id, each.text, help=each.detail) for each in facts.items(list_name))


def _steps(list_name: str) -> tuple[str, ...]:
    return tuple(each.text for each in facts.items(list_name))


danger = yes_no(
    "danger",
    "Is a child or young person in danger right now?",
    help="Being held or taken, in a fight, overdosing, badly hurt, about to be handed to somebody.",
    yes="a child or young person is in danger right now",
    no="no child or young person is in danger right now",
    required=True,
    danger="yes",
)

who = one_of(
    "who",
    "Who are you worried about?",
    (
        Option("child", "Somebody under 18", "you are worried about somebody under 18", danger=1),
        Option(
            "unborn", "A baby that is not born yet", "you are worried about a baby not born yet", danger=1
        ),
        Option(
            "unknown-age",
            "Somebody who may be under 18",
            "somebody's age is not known and they may be under 18",
            danger=2,
        ),
        Option(
            "adult",
            "An adult only: no child and no pregnancy",
            "there is no child and no pregnancy, only an adult",
        ),
    ),
    required=True,
)
a_child = picked(who, "child", "unborn", "unknown-age")

exploitation = yes_no(
    "exploitation",
    "Could somebody under 18 be sexually exploited?",
    help="Sex or images for money, drugs, a bed, affection, safety or anything else; being groomed; being made to. Online or "
    "in person, and whatever they call it. If you do not know how old somebody is, answer as for a child.",
    yes="somebody under 18 may be exploited sexually",
    no="there is no sign of sexual exploitation of somebody under 18",
    shown_if=a_child,
    required=True,
    danger="yes",
)

high = grid(
    "high",
    "Immediate threat: is any of this so?",
    _signs("child-levels-high"),
    help="About the child, young person or unborn baby.",
    shown_if=a_child,
)
medium = grid("medium", "Urgent concern: is any of this so?", _signs("child-levels-medium"), shown_if=a_child)
low = grid("low", "Other concerns: is any of this so?", _signs("child-levels-low"), shown_if=a_child)

tested = yes_no(
    "pregnancy-test",
    "Has a test shown the pregnancy?",
    help="How somebody looks, or a late period, is not enough to go on.",
    yes="a test has shown the pregnancy",
    no="the pregnancy has not been shown by a test",
    shown_if=picked(who, "unborn"),
)

agreed = one_of(
    "agreed",
    "Have you spoken about sharing this with the young person or parent?",
    (
        Option("yes", "Yes, and they agree", "they agree to this being shared"),
        Option("no", "Yes, and they refuse", "they refuse"),
        Option("not-yet", "Not yet", "you have not spoken to them about it yet"),
        Option("unsafe", "No: it would be dangerous", "speaking to them about it first would be dangerous"),
    ),
    shown_if=a_child,
)

out_of_hours = yes_no(
    "out-of-hours",
    "Is it outside office hours?",
    yes="it is outside office hours",
    no="offices are open",
    shown_if=a_child,
)

LEVELS = (
    Level("high", "High", "high", "Act now: this is an immediate threat to a child or young person."),
    Level(
        "medium", "Medium", "medium", "Urgent: speak to your manager and get child protection advice today."
    ),
    Level(
        "low", "Low", "low", "There is something to follow up: offer help, ask for advice, and look again."
    ),
    Level(
        "none-found",
        "None found",
        "none",
        "Nothing on this list was found. That is not proof that a child is safe.",
        reassuring=True,
    ),
)

HIGH_SIGN = Called(
    ticked(high, *(each.key for each in high.options)), "any sign under “Immediate threat” is so"
)
MEDIUM_SIGN = Called(
    ticked(medium, *(each.key for each in medium.options)), "any sign under “Urgent concern” is so"
)
NO_CASE_BY_ITSELF = "A parent who sells sex is not for that reason a child protection case. The question is what happens to the child."
NEGLECT = "Neglect is abuse. If it is more than an impression, answer yes to suspected abuse above."
LOW_SIGN = Called(ticked(low, *(each.key for each in low.options)), "any sign under “Other concerns” is so")
# The highest wins: the calmer steps of a lower level are not printed under it. What was found stays, and is said.
FOUND_HIGH = Called(Known(some(yes(danger), yes(exploitation), HIGH_SIGN)), "something is known that is High")
FOUND_HIGHER = Called(
    Known(some(yes(danger), yes(exploitation), HIGH_SIGN, MEDIUM_SIGN)),
    "something is known that is High or Medium",
)
NOT_HIGH = Not(FOUND_HIGH, "nothing is known that is High")
NOT_HIGHER = Not(FOUND_HIGHER, "nothing is known that is High or Medium")
CONCERN: Final = ("practice", (TABLE,), FAMILY_LAW, "risk")  # what the rules for the two lower lists rest on
# The steps of the table, without the talk with the child or family: that waits where it would be dangerous.
HIGH_STEPS = (*_steps("child-response-high")[:1], *_steps("child-response-high")[2:])
NOT_TOLD = Not(Known(picked(agreed, "yes", "no", "unsafe")), "they have not been told, or that is not known")

RULES = (
    Rule(
        "danger-now",
        yes(danger),
        "high",
        "A child or young person is in danger now.",
        (CALL_999, *_steps("child-response-high")[2:]),
        (),
        "statutory-guidance",
        (TABLE,),
        HARM_LAW,
        "harm",
    ),
    Rule(
        "talk-before-high",
        every(
            some(yes(exploitation), HIGH_SIGN),
            NOT_TOLD,
            Not(Known(yes(danger)), "nobody is known to be in danger now"),
        ),
        "high",
        "They have not been told yet, as far as is known. Being told first keeps them in it, where that is safe.",
        _steps("child-response-high")[:2],
        (),
        "practice",
        (TABLE,),
        (),
        "care",
    ),
    Rule(
        "exploited",
        yes(exploitation),
        "high",
        "Sexual exploitation of anyone under 18 is child abuse, whatever the young person calls it and whoever is paid.",
        HIGH_STEPS,
        (
            "Nobody under 18 agrees to their own exploitation. Do not call it work, a lifestyle or a choice.",
            "Under 13, the law allows no agreement to any sexual activity.",
        ),
        "statutory-guidance",
        (TABLE, GENERAL),
        ("cse-definition", "under-18-protection", "under-13", *HARM_LAW),
        "harm",
    ),
    Rule(
        "high-sign",
        HIGH_SIGN,
        "high",
        "There is an immediate threat to a child, young person or unborn baby.",
        HIGH_STEPS,
        (),
        "practice",
        (TABLE,),
        HARM_LAW,
        "harm",
    ),
    Rule(
        "unborn-assessed",
        every(picked(who, "unborn"), ticked(high, "child-high-unborn")),
        "high",
        "An assessment before birth has found a serious risk. Planning starts now, though no court order can be made before birth.",
        (
            "Ask which agencies are involved, whether a conference is planned, and what the parent needs to take part.",
        ),
        (),
        "statutory-guidance",
        (PREGNANCY,),
        ("family-help-and-unborn", "pre-birth-planning", *GUIDANCE_BY_NATION),
        "harm",
    ),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "medium",
        "You are not sure whether a child is in danger now. Find out straight away, with somebody beside you.",
        ("Ring your manager or on-call manager now and decide together. If you fear the worst, ring 999.",),
        (),
        "practice",
        (GENERAL,),
        GUIDANCE_BY_NATION,
        "risk",
    ),
    Rule(
        "exploitation-not-sure",
        unknown(exploitation),
        "medium",
        "You cannot rule out sexual exploitation of somebody under 18.",
        ("Talk to your safeguarding lead today about what you saw, and who could safely find out more.",),
        ("Do not question the young person about details: listen, and keep contact.",),
        "practice",
        (GENERAL,),
        GUIDANCE_BY_NATION,
        "risk",
    ),
    Rule(
        "age-unknown",
        picked(who, "unknown-age"),
        "medium",
        "You do not know whether this person is under 18. Treat them as a child until you know.",
        _steps("unknown-age"),
        (),
        "practice",
        (GENERAL,),
        GUIDANCE_BY_NATION,
        "risk",
    ),
    Rule(
        "talk-before-medium",
        every(MEDIUM_SIGN, NOT_TOLD, NOT_HIGH),
        "medium",
        "They have not been told yet, as far as is known.",
        _steps("child-response-medium")[:1],
        (),
        "practice",
        (TABLE,),
        (),
        "care",
    ),
    Rule(
        "medium-sign",
        every(MEDIUM_SIGN, NOT_HIGH),
        "medium",
        "There is an urgent concern for a child, young person or unborn baby.",
        _steps("child-response-medium")[1:],
        (NO_CASE_BY_ITSELF,),
        *CONCERN,
    ),
    Rule(
        "medium-besides",
        every(MEDIUM_SIGN, FOUND_HIGH),
        "medium",
        "There is an urgent concern as well. Say it in the same call; the steps for High come first.",
        (),
        (NO_CASE_BY_ITSELF,),
        *CONCERN,
    ),
    Rule(
        "low-besides",
        every(LOW_SIGN, FOUND_HIGHER),
        "low",
        "There are other concerns as well. Say them in the same call.",
        (),
        (NEGLECT,),
        *CONCERN,
    ),
    Rule(
        "low-sign",
        every(LOW_SIGN, NOT_HIGHER),
        "low",
        "There are other concerns about a child or young person.",
        _steps("child-response-low"),
        (NEGLECT,),
        *CONCERN,
    ),
    Rule(
        "sign-not-sure",
        some(unknown(high), unknown(medium), unknown(low)),
        "low",
        "Some signs are not known yet.",
        ("Ask your safeguarding lead how to find out safely, and who already knows the family.",),
        (),
        "practice",
        (GENERAL,),
        group="risk",
    ),
    Rule(
        "pregnancy-not-tested",
        some(no(tested), unknown(tested)),
        "low",
        "The pregnancy is not confirmed. A test settles it; appearance and missed periods do not.",
        ("Offer a test and go along if she wants: a clinic, a GP, a pharmacy.",),
        (),
        "practice",
        (PREGNANCY,),
        group="care",
    ),
    Rule(
        "unborn-planning",
        picked(who, "unborn"),
        "none-found",
        "An assessment, a meeting and a plan can all come before the birth. A court order cannot.",
        (
            "Help her reach antenatal care, and go along if she wants. If she stays away, keep in touch and keep offering.",
            "Plan with the pregnant person, the midwife and children's social care: who helps now, and what is in place on the day.",
        ),
        (),
        "statutory-guidance",
        (PREGNANCY,),
        ("family-help-and-unborn", "pre-birth-planning", *GUIDANCE_BY_NATION),
        "care",
    ),
    Rule(
        "refused",
        picked(agreed, "no"),
        "low",
        "They refuse. That does not stop you from doing what the child's safety needs.",
        ("Tell them what you will do and why, unless that raises the risk, and keep the door open.",),
        (),
        "guidance",
        (GENERAL,),
        ("information-sharing-advice",),
        "duty",
    ),
    Rule(
        "not-spoken-yet",
        picked(agreed, "not-yet"),
        "none-found",
        "Speak to the young person or parent before you share, if it is safe: it keeps them in the process.",
        ("Say what you are worried about, who you will tell, and what may happen.",),
        (),
        "guidance",
        (GENERAL,),
        ("information-sharing-advice",),
        "care",
    ),
    Rule(
        "unsafe-to-tell",
        picked(agreed, "unsafe"),
        "low",
        "Speaking first would be dangerous, so share first and agree when they will be told.",
        ("Write down why you did not speak to them first.",),
        (),
        "guidance",
        (GENERAL,),
        ("information-sharing-advice",),
        "duty",
    ),
    Rule(
        "closed-offices",
        yes(out_of_hours),
        "none-found",
        "Outside office hours the police, and the council's emergency duty team, give advice.",
        (
            "Ring your on-call manager, then the police on 101 (999 in danger) or the emergency duty team. You can ask "
            "for advice without giving the young person's name.",
        ),
        (),
        "practice",
        (GENERAL,),
        group="care",
    ),
    Rule(
        "adult-only",
        picked(who, "adult"),
        "none-found",
        "This aid is about children. For an adult, use the adult safeguarding aid.",
        (
            "Ask whether the adult has children, or looks after any: then come back.",
            "Was it done to them as a child? Ask whether anybody who was part of it has access to children now.",
        ),
        (),
        "practice",
        (),
        links=(Link("aids/adult-at-risk/", "Does the adult safeguarding test look met?"),),
    ),
    Rule(
        "always",
        Always("in every case"),
        "none-found",
        "Nobody carries a child protection worry alone, and a low level is never a reason to keep quiet.",
        (
            "Talk it over with your manager or safeguarding lead, stay in touch with the child or family, and look again.",
            "Write down what you saw and heard, what you decided, with whom, and when you will look again.",
        ),
        (
            "The levels come from a practice table of 2008. Your area's threshold document and your own procedures decide.",
        ),
        "practice",
        (GENERAL, TABLE),
        FAMILY_LAW,
        "care",
    ),
)

WHOM = {
    "child": "a child or young person",
    "unborn": "a baby not born yet",
    "unknown-age": "somebody who may be under 18, and is treated as a child until the age is known",
}
LAW_OF_REFERRAL = {
    "england": "child-in-need-and-s47",
    "wales": "child-protection-wales",
    "scotland": "child-protection-scotland",
    "northern-ireland": "child-protection-ni",
}
KNOWS = {
    "yes": "They know about this referral and agree.",
    "no": "They have been told and refuse. I refer all the same because: [reason, and who decided with you]",
    "not-yet": "They have not been told yet: [when and by whom they will be]",
    "unsafe": "They have not been told, because telling them first would be dangerous: [how, and when they will be told]",
}


def compute(answers: Answers, today: date) -> Computed:
    """A draft referral, once there is something to refer for. `today` is not used: no date runs here."""
    if answers.one(who.key) not in WHOM or not _concern(answers):
        return Computed()
    return Computed(draft=_draft(answers))


def _concern(answers: Answers) -> bool:
    signs = any("yes" in answers.grid(each.key).values() for each in (high, medium, low))
    open_question = answers.one(exploitation.key) in ("yes", "not-sure")
    return signs or open_question or answers.one(danger.key) == "yes" or answers.one(who.key) == "unknown-age"


def _lines(question: Question, answers: Answers) -> list[str]:
    given = answers.grid(question.key)
    return [
        f"- {_as_reported(option.text)} [what you saw or were told, by whom, when]"
        for option in question.options
        if given.get(option.key) == "yes"
    ]


def _as_reported(sign: str) -> str:
    """A sign of the list ("Looks neglected.") as a sentence of the referral ("The child looks neglected.")."""
    if sign.startswith("You "):
        return f"I {sign.removeprefix('You ')}"
    return sign if sign.startswith("Unborn") else f"The child {sign[0].lower()}{sign[1:]}"


def _draft(answers: Answers) -> Draft:
    """In the order of the test: harm or its likelihood first, then needs, then who knows and what is asked for."""
    unborn = answers.one(who.key) == "unborn"
    gaps: list[str] = []
    nation = answers.one(NATION.key)
    law = f" ({facts.law(LAW_OF_REFERRAL[nation]).reference})" if nation else ""
    danger_line = {
        "yes": "Danger now: 999 was rung at [time], and [what was done].",
        "no": "Danger now: none known at [time].",
    }.get(answers.one(danger.key) or "", "Danger now: not known. [what was done to find out]")
    harm = _lines(high, answers)
    exploited = answers.one(exploitation.key)
    if exploited == "yes":
        harm.insert(
            0, "- Sexual exploitation: [who, where, what is given or threatened; seen, told or feared]"
        )
    elif exploited == "not-sure":
        harm.insert(0, "- Sexual exploitation cannot be ruled out: [what you saw or were told]")
    if not harm:
        harm = [
            "- [what gives reason to suspect harm, or that it is likely; facts first, then what you fear]"
        ]
        gaps.append("What gives reason to suspect significant harm, or that it is likely.")
    needs = _lines(medium, answers) + _lines(low, answers)
    if not needs:
        needs = ["- [health, safety, care, school: what is missing, and what happens without help]"]
        gaps.append("What the child needs and does not get, and what happens without help.")
    if any("unknown" in answers.grid(each.key).values() for each in (high, medium, low)):
        gaps.append("Signs that you marked as not known: say so, and who may know.")
    if answers.one(agreed.key) is None:
        gaps.append("Whether they know about this referral, and what they say.")
    asks = (
        "an assessment and a plan before the birth"
        if unborn
        else "an assessment, and a talk with the police about what to do first"
    )
    parts = (
        f"Referral: concern for {WHOM[answers.one(who.key) or 'child']}{law}",
        "Main concern: [one sentence: what is happening, since when]",
        danger_line,
        "1. Harm, or harm that is likely\n" + "\n".join(harm),
        "2. What the child needs\n" + "\n".join(needs),
        "3. Who is there: [who looks after the child, other children, midwife or school, services; what helps]",
        "4. What the child and family say and want: [in their own words]\n"
        + KNOWS.get(answers.one(agreed.key) or "", "Do they know about this? [yes or no, and what they say]"),
        f"5. What I ask for: {asks}. Please tell me in writing what you decide, why, and by when. If the answer is no, "
        "please say whom my safeguarding lead can speak to.",
        "Main concern, once more: [the same sentence]",
    )
    return Draft("Draft referral to children's social care", "\n\n".join(parts) + "\n", tuple(gaps))


CHILD_PROTECTION = Aid(
    slug="child-protection",
    title="Child protection: how urgent is it?",
    question="I am worried about a child. How urgent is it?",
    summary="Answers how urgently to act for a child, a young person or an unborn baby, in which order, and drafts the referral.",
    levels=LEVELS,
    questions=(danger, NATION, who, exploitation, high, medium, low, tested, agreed, out_of_hours),
    rules=RULES,
    card=Card(
        kind="screening",
        what="It sorts what you have seen by urgency, using the 2008 practice table as corrected by today's guidance, gives the steps in order, and drafts a referral.",
        not_for="It is not an assessment, a threshold decision or a way to show that a child is safe. It gives no score.",
        strength="Statutory guidance for exploitation, danger and unborn babies; the 2008 table itself is practice wisdom that nobody has tested.",
        pitfalls=(
            Pitfall(
                "Checklists in this field often list signs that are themselves abuse beside signs of risk. Here abuse stands in its own group and leads straight to action.",
                "https://www.basw.co.uk/resources/use-tools-and-checklists-assess-risk-child-sexual-exploitation-exploratory-study",
            ),
            Pitfall(
                "A review of ten such tools used in the UK found little evidence beneath them and no validation.",
                "https://pureportal.coventry.ac.uk/en/publications/the-use-of-tools-and-checklists-to-assess-the-risk-of-child-sexua",
            ),
            Pitfall(
                "Most children's services directors asked said that thresholds differ from place to place. The next area may answer differently.",
                "https://www.basw.co.uk/resources/storing-trouble",
            ),
        ),
        review="Your manager or safeguarding lead, the same day for high and medium, at the next team meeting for low, and at once when anything changes.",
    ),
    links=(
        Link("keep-safe/child-protection/", "Child protection: levels and what to do"),
        Link("talk/confidentiality/", "Confidentiality and its limits"),
    ),
    compute=compute,
)
