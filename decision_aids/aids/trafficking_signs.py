"""Somebody may be controlled or trafficked: what to do, quietly and without deciding for them.

Source: Working with Sex Workers: Outreach (2008), questions and answers on trafficking, and the Support to Overcome Trauma
toolkit (2021), section 4.2, corrected by the law register: the advice of 2008 on getting somebody out is superseded.
"""

from __future__ import annotations

from decision_aids import facts
from decision_aids.aids.common import ADVICE_WITHOUT_NAME, CALL_999, TELL_MANAGER_NOW, WRITE_DOWN
from decision_aids.aids.helplines import line
from decision_aids.aids.people import (
    CHILD_AID,
    CHILD_LAW,
    age_question,
    age_unknown,
    danger_question,
    under_18,
)
from decision_aids.conditions import Always, Called, Known, Not, every, some
from decision_aids.model import Aid, Card, Level, Link, Option, Pitfall, Rule
from decision_aids.questions import NATION, grid, no, one_of, picked, ticked, unknown, yes, yes_no

FAQ = "outreach Frequently asked questions"
NRM = "stage 4.2"
HELPLINE = line("modern-slavery-helpline")

ADVICE = (
    f"Ring the {HELPLINE}, or a first responder, and ask for advice. You need give no name, and asking does not start a "
    "referral."
)
OPTIONS = (
    "Lay out the options with the person: the NRM, the police, a safe place, a lawyer, health care, or help without any "
    "of these. An adult chooses."
)
QUIETLY = "Do not confront anybody, do not show what you have noticed, and do not promise a rescue."

danger = danger_question("Being hurt, held, about to be moved, or threatened now.")

age = age_question(help="If you do not know, say so. Do not go by looks alone.")

told = yes_no(
    "told",
    "Has the person said, or is it plain, that somebody forces, controls, holds or sells them?",
    help="Or takes their papers, money or phone, or says that a debt has to be worked off.",
    yes="the person says, or it is plain, that somebody forces or controls them",
    no="nothing said or seen shows that somebody forces or controls the person",
    required=True,
    danger="yes",
)

signs = grid(
    "signs",
    "Is any of this so?",
    tuple(Option(each.id, each.text, help=each.detail) for each in facts.items("trafficking-signs")),
    help="None of these is proof. Each is a reason for a private talk.",
)

wants = one_of(
    "wants",
    "What does the person want?",
    (
        Option("out-now", "To get out now", "the person wants to get out now", danger=3),
        Option(
            "change",
            "To change things, at a pace that is safe",
            "the person wants to change things",
            danger=2,
        ),
        Option(
            "not-asked",
            "Not asked yet, or not sure",
            "it is not known what the person wants",
            unknown=True,
            danger=1,
        ),
        Option("nothing", "No help now", "the person wants no help now"),
    ),
)

private = yes_no(
    "private",
    "Have you been able to talk with the person alone?",
    help="Without anybody who brought them, and with an interpreter of your own if one is needed.",
    yes="you have been able to talk alone",
    no="you have not been able to talk alone",
)

only_migrant = yes_no(
    "only-migrant",
    "Is your main reason that the person comes from abroad?",
    help="Their accent, papers, little English, or having come not long ago.",
    yes="the main reason is that the person comes from abroad",
    no="there is more to it than the person coming from abroad",
)

SIGN = Called(ticked(signs, *(each.key for each in signs.options)), "any of the signs is so")
WORRY = some(yes(told), SIGN, picked(wants, "out-now"))

LEVELS = (
    Level(
        "emergency",
        "Emergency",
        "emergency",
        "Someone is in danger. Ring 999. Get yourself and, if you can, the person out of the way.",
    ),
    Level(
        "child-first",
        "Child protection now",
        "high",
        "This may be a child. Child protection comes first, and needs nobody's consent.",
    ),
    Level(
        "get-advice",
        "Get advice today",
        "high",
        "Get advice today, without a name, and plan with the person. They choose what happens.",
    ),
    Level(
        "talk-privately",
        "Talk in private",
        "medium",
        "There is something to ask about. Make a quiet, private moment and keep the contact.",
    ),
    Level(
        "keep-contact",
        "Keep contact",
        "none",
        "Nothing here points to control. That is not proof that there is none.",
        reassuring=True,
    ),
)

NOT_A_CHILD = Not(Known(under_18(age)), "the person is not known to be under 18")

RULES = (
    Rule(
        "danger-now",
        yes(danger),
        "emergency",
        "Someone is in danger now.",
        (CALL_999, TELL_MANAGER_NOW),
        (QUIETLY,),
        "guidance",
        (NRM,),
        ("never-a-raid",),
        "harm",
    ),
    Rule(
        "child-worry",
        every(under_18(age), WORRY),
        "child-first",
        "The person is under 18 and may be controlled or trafficked. That is child abuse.",
        (
            "Ring children's social care and the police today. In danger, 999.",
            "A first responder refers to the NRM after the child is safe. No consent is needed.",
            WRITE_DOWN,
        ),
        ("Notifying the Home Office does not take the place of a referral for a child.",),
        "statutory-guidance",
        (NRM, FAQ),
        ("nrm-child", "under-18-protection", *CHILD_LAW),
        "harm",
        (
            Link(CHILD_AID, "Child protection: how urgent is it?"),
            Link("aids/nrm/", "The NRM: route and dates"),
        ),
    ),
    Rule(
        "under-18",
        under_18(age),
        "child-first",
        "The person is under 18. Nobody of that age agrees to being exploited, and the signs need not be there.",
        ("Work through the child protection aid, and talk to your safeguarding lead today.",),
        (),
        "statutory-guidance",
        (FAQ,),
        ("under-18-protection", *CHILD_LAW),
        "duty",
        (Link(CHILD_AID, "Child protection: how urgent is it?"),),
    ),
    Rule(
        "age-unknown-worry",
        every(age_unknown(age), WORRY),
        "child-first",
        "The person may be under 18 and may be controlled. Treat them as a child until you know.",
        ("Talk to your safeguarding lead and children's social care today. " + ADVICE_WITHOUT_NAME,),
        (),
        "statutory-guidance",
        (NRM,),
        ("nrm-child", *CHILD_LAW),
        "duty",
        (Link(CHILD_AID, "Child protection: how urgent is it?"),),
    ),
    Rule(
        "out-now",
        picked(wants, "out-now"),
        "get-advice",
        "The person wants to get out now. Go quietly and plan it with people who do this work.",
        (
            "In danger, 999. Otherwise leave calmly, ring your manager, and plan it with the police or a first responder, "
            "with the person's agreement at each step.",
            ADVICE,
            "Find a safe place for tonight before anybody moves.",
        ),
        (
            "Do not ask for a raid. The advice of 2008 to do so is superseded: a raid puts people in danger, can end in "
            "their arrest or removal, and takes the decision away from them.",
        ),
        "guidance",
        (FAQ, NRM),
        ("never-a-raid", "first-responders", "nrm-adult-consent"),
        "harm",
        (Link("aids/nrm/", "The NRM: route and dates"),),
    ),
    Rule(
        "said-or-plain",
        yes(told),
        "get-advice",
        "The person says, or it is plain, that somebody controls them.",
        (
            ADVICE,
            WRITE_DOWN,
        ),
        (
            "Moving somebody from one place to another inside the UK to exploit them is enough. No border is needed.",
        ),
        "guidance",
        (FAQ, NRM),
        ("modern-slavery-definition", "nrm-adult-consent", "first-responders"),
        "harm",
        (Link("aids/nrm/", "The NRM: route and dates"),),
    ),
    Rule(
        "an-adult-chooses",
        every(yes(told), NOT_A_CHILD),
        "get-advice",
        "What happens next is for an adult to choose, once they know what there is.",
        (
            OPTIONS,
            "Work with them on changing the situation at a pace that is safe. Look at adult safeguarding too.",
        ),
        ("A no to the police or to the NRM is not a no to you. Keep the door open.",),
        "guidance",
        (FAQ, NRM),
        ("nrm-adult-consent",),
        "care",
        (Link("aids/adult-at-risk/", "Does the adult safeguarding test look met?"),),
    ),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "get-advice",
        "You are not sure whether anyone is in danger. Settle that first, and not alone.",
        ("Ring your manager or on-call manager now and decide together. If you fear the worst, ring 999.",),
        (),
        "practice",
        (NRM,),
        group="risk",
    ),
    Rule(
        "sign",
        SIGN,
        "talk-privately",
        "There is a sign of control. Signs are not proof: long hours or a lift to work can have other reasons.",
        (
            "Find a harmless reason for the person to come to you: a health check, condoms, a leaflet in their language.",
            "Ask open questions about their day, their money, their papers and who decides. Ask little, and come back.",
            ADVICE,
        ),
        (QUIETLY,),
        "practice",
        (FAQ,),
        ("first-responders",),
        "risk",
        (Link("talk/asking/", "Asking without harm"),),
    ),
    Rule(
        "told-not-sure",
        unknown(told),
        "talk-privately",
        "You do not know whether somebody controls the person.",
        (
            "Make it possible to tell: the same worker, a private place, time, and an interpreter of your own.",
        ),
        ("Do not question them for details. A broken account can be an effect of what happened.",),
        "practice",
        (FAQ, NRM),
        group="risk",
    ),
    Rule(
        "signs-not-known",
        unknown(signs),
        "talk-privately",
        "Some signs are not known yet.",
        (
            "Let what you do not know yet come up in ordinary talk: the town, the flat, days off, how they get about.",
        ),
        (),
        "practice",
        (FAQ,),
        group="risk",
    ),
    Rule(
        "age-unknown",
        age_unknown(age),
        "talk-privately",
        "You do not know whether the person is under 18.",
        ("Find out gently, keep contact, and tell your safeguarding lead that the age is not known.",),
        (),
        "practice",
        ("outreach Child protection",),
        CHILD_LAW,
        "duty",
        (Link(CHILD_AID, "Child protection: how urgent is it?"),),
    ),
    Rule(
        "not-alone-yet",
        some(no(private), unknown(private)),
        "talk-privately",
        "Nobody has heard from the person alone yet. What was said in front of others may not be theirs.",
        ("Use an interpreter of your own, never the person who brought them, and never a relative.",),
        (),
        "practice",
        (FAQ,),
        group="care",
    ),
    Rule(
        "wants-not-known",
        unknown(wants),
        "keep-contact",
        "What the person wants is not known yet.",
        ("Ask, when you are alone with them, what they would like to be different.",),
        (),
        "practice",
        (FAQ,),
        group="care",
    ),
    Rule(
        "wants-change",
        every(picked(wants, "change"), NOT_A_CHILD),
        "talk-privately",
        "The person wants things to change.",
        (
            OPTIONS,
            "Plan the change in small steps that they set, and keep something for the day when it goes wrong.",
        ),
        (),
        "practice",
        (FAQ,),
        ("nrm-adult-consent",),
        "care",
    ),
    Rule(
        "wants-nothing",
        every(picked(wants, "nothing"), NOT_A_CHILD),
        "keep-contact",
        "The person wants no help now. For an adult that is their right, and it can change.",
        (
            "Leave a safe way to reach you, keep offering what they do use, and agree when you will see them again.",
        ),
        (
            "Fear can speak here as well. Tell your safeguarding lead what you saw and what was said.",
            "If somebody else, or a child, is at risk, other duties go on.",
        ),
        "practice",
        (NRM,),
        ("nrm-adult-consent",),
        "care",
    ),
    Rule(
        "migrant-is-not-trafficked",
        yes(only_migrant),
        "keep-contact",
        "Coming from abroad is not a sign. Many migrants who sell sex are not trafficked, and have other needs.",
        ("Ask what help they want: health, immigration advice, English, safety at work. Start there.",),
        ("British people are trafficked inside the UK. Do not look past them.",),
        "practice",
        (FAQ, NRM),
        ("modern-slavery-definition",),
        "care",
        (Link("understand/migrants/", "Migrants"),),
    ),
    Rule(
        "always",
        Always("in every case"),
        "keep-contact",
        "Trust brings each step. No list of signs settles whether somebody is trafficked.",
        (
            "Keep the relationship: come back when you said you would, and keep your word.",
            "Tell your manager what you noticed, and say when you will look again.",
        ),
        (
            "Never ask the police for a raid to get somebody out. That advice is superseded. In danger, ring 999.",
        ),
        "guidance",
        (FAQ,),
        ("never-a-raid",),
        "care",
    ),
)

TRAFFICKING_SIGNS = Aid(
    slug="trafficking-signs",
    title="Controlled or trafficked?",
    question="I think somebody is being controlled or trafficked. What do I do?",
    summary="Goes through signs of control, says what they do and do not show, and what to do next without taking over.",
    levels=LEVELS,
    questions=(danger, NATION, age, told, signs, wants, private, only_migrant),
    rules=RULES,
    card=Card(
        kind="screening",
        what="It helps you to decide whether to ring 999, protect a child, take advice, make time for a private talk, or keep contact.",
        not_for="It does not decide whether somebody was trafficked: only the Home Office decides that, after a referral. It is not a reason to act over an adult's head.",
        strength="Guidance for safety, consent and children. The list of signs is practice wisdom of 2008 that calls itself not hard and fast.",
        pitfalls=(
            Pitfall(
                "Signs like these fit many people with hard jobs. Read with suspicion of migrants, they bring the police to people who asked for none.",
                "Our own reading of the 2008 guidance, which says itself that some migrants are not trafficked",
            ),
            Pitfall(
                "Among those who work in this field there is wide concern about how first responders are trained. If one says no, ask another, and ask why.",
                "https://www.modernslaverypec.org/resources/identification-modern-slavery-survivors",
            ),
            Pitfall(
                "The published lists of first responders differ from each other. Use the live page, not a printed list.",
                "https://www.gov.uk/guidance/report-modern-slavery-as-a-first-responder",
            ),
        ),
        review="You and your safeguarding lead, the same day for danger, a child or plain control; otherwise after each contact.",
    ),
    links=(
        Link("keep-safe/modern-slavery/", "Modern slavery and the NRM"),
        Link("understand/migrants/", "Migrants"),
    ),
)
