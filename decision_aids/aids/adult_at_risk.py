"""Does the adult safeguarding test look met, and how to say so in a referral.

Source: Support to Overcome Trauma toolkit (2021), section 4.1, corrected by the law register: the English test is section
42 of the Care Act, capacity and eligibility for services are no part of it, and exploitation alone does not fill its first
part. Wales, Scotland and Northern Ireland have tests of their own.
"""

from __future__ import annotations

from datetime import date

from decision_aids import facts
from decision_aids.aids.common import CALL_999, TELL_MANAGER_NOW, WRITE_DOWN
from decision_aids.aids.people import (
    CHILD_AID,
    CHILD_LAW,
    age_by_stage,
    danger_question,
    taking_part_question,
)
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
from decision_aids.questions import NATION, many_of, no, one_of, picked, unknown, yes, yes_no

SOURCE = "stage 4.1"
CHALLENGE = Link("aids/referral-challenge/", "Adult social care says no: what now?")
CARE = Link("aids/care-eligibility/", "Do care and support criteria look met?")

england = picked(NATION, "england")
wales = picked(NATION, "wales")
scotland = picked(NATION, "scotland")
northern_ireland = picked(NATION, "northern-ireland")
by_needs = picked(NATION, "england", "wales", "northern-ireland")

danger = danger_question()

age = age_by_stage()

abuse = one_of(
    "abuse",
    "Is the person being abused, exploited or neglected, or at risk of it?",
    (
        Option("happening", "Yes, it is happening", "abuse is happening", danger=3),
        Option("risk", "There is a risk of it", "there is a risk of abuse", danger=2),
        Option(
            "unclear",
            "Not sure",
            "it is not known whether there is abuse or a risk of it",
            unknown=True,
            danger=1,
        ),
        Option("no", "No", "there is no abuse and no risk of it"),
    ),
    help="Sexual exploitation is abuse, whatever it is called and whatever was paid.",
    required=True,
)

kinds = many_of(
    "kinds",
    "Does any of this affect the person?",
    tuple(
        Option(each.id, each.text, each.text[0].lower() + each.text[1:], help=each.detail)
        for each in facts.items("care-need-kinds")
    ),
    help="Known or suspected.",
    none_says="no illness, disability, distress or dependence is known",
)

needs = yes_no(
    "needs",
    "Do they have needs for care and support, whether or not anybody meets them?",
    help="Think of what they cannot do, or can do only with help, pain, fear or risk. Help that comes from you or from "
    "the person who exploits them does not make the need go away.",
    yes="the person has needs for care and support",
    no="the person has no needs for care and support",
    shown_if=by_needs,
    danger="yes",
)

protect = yes_no(
    "protect",
    "Because of those needs, are they unable to protect themselves?",
    yes="because of those needs the person cannot protect themselves",
    no="the needs do not keep the person from protecting themselves",
    unsure="it is not known whether the needs keep the person from protecting themselves",
    shown_if=by_needs,
    danger="yes",
)

own_interests = yes_no(
    "own-interests",
    "Are they unable to look after their own wellbeing, property, rights or other interests?",
    yes="the person cannot look after their own wellbeing, property, rights or other interests",
    no="the person can look after their own wellbeing, property, rights and other interests",
    shown_if=scotland,
    danger="yes",
)

affected = yes_no(
    "affected",
    "Are they more open to harm than others because of disability, mental disorder, illness or infirmity?",
    yes="the person is more open to harm because of disability, mental disorder, illness or infirmity",
    no="no disability, mental disorder, illness or infirmity makes the person more open to harm",
    shown_if=scotland,
    danger="yes",
)

links = many_of(
    "links",
    "In which way does it keep them from protecting themselves?",
    tuple(
        Option(each.id, each.text, "the person " + each.text[0].lower() + each.text[1:])
        for each in facts.items("protect-links")
    ),
    help="This is the link, and the part that referrals most often leave out.",
    shown_if=some(picked(protect, "yes", "not-sure"), picked(own_interests, "yes", "not-sure")),
    none_says="no way in which it keeps them from protecting themselves is known",
)

wishes = one_of(
    "wishes",
    "Does the person know that you want to refer, and what do they say?",
    (
        Option("agrees", "Yes, and they agree", "the person agrees"),
        Option("says-no", "Yes, and they say no", "the person says no to a referral"),
        Option("not-told", "They do not know yet", "the person does not know yet"),
        Option(
            "unsafe",
            "It would be dangerous to tell them first",
            "telling the person first would be dangerous",
        ),
    ),
)

taking_part = taking_part_question()

told = many_of(
    "told",
    "Have you been told any of this?",
    (
        Option("capacity", "“They have capacity.”", "you were told that the person has capacity"),
        Option(
            "services",
            "“They have no eligible needs” or “they would not get a service.”",
            "you were told that the person has no eligible needs",
        ),
        Option("choice", "“They choose it” or “they went back.”", "you were told that the person chooses it"),
        Option("managed", "“You are managing the risk.”", "you were told that you are managing the risk"),
        Option("diagnosis", "“There is no diagnosis.”", "you were told that there is no diagnosis"),
        Option("met", "“Their needs are being met.”", "you were told that the needs are being met"),
    ),
    none="None of this",
    none_says="no reason for a refusal was given",
    unsure=False,
)

NOT_MINOR = Not(
    Known(picked(age, "young", "child", "unknown")), "the person is not known or thought to be under 18"
)
NOT_UNDER_16 = Not(Known(picked(age, "child")), "the person is not known to be under 16")
SUSPECTED = picked(abuse, "happening", "risk")
DOUBTFUL = picked(abuse, "risk", "unclear")


def _open(*limbs: str) -> Not:
    questions = {each.key: each for each in (needs, protect, own_interests, affected)}
    ruled_out = Known(some(*(no(questions[key]) for key in limbs)))
    return Not(ruled_out, "no other part of the test is ruled out")


LEVELS = (
    Level(
        "emergency", "Emergency", "emergency", "Someone is in danger. Ring 999 now. The referral comes after."
    ),
    Level(
        "child-first",
        "Child protection first",
        "high",
        "This is or may be somebody under 18. Child protection comes first.",
    ),
    Level(
        "looks-met",
        "Looks met: refer now",
        "high",
        "On these answers the test looks met. Refer today, and say each part of it in so many words.",
        "Every part of the nation's test is answered yes.",
    ),
    Level(
        "refer-and-ask",
        "Refer, and say what is open",
        "medium",
        "The test may be met. A reason to suspect is enough: refer, and say what is not known yet.",
        "Abuse is happening, or nothing in the test is ruled out.",
    ),
    Level(
        "other-help",
        "Other duties and help",
        "low",
        "These answers do not show every part of the test. Other duties and other help go on.",
        "A council can still look into it, and your own work does not stop.",
        reassuring=True,
    ),
)

HOW_TO_WRITE = (
    "Start the referral with your main concern and end with it. Between them: the needs, the abuse, how one keeps them "
    "from protecting themselves against the other, and the harm you expect. If you fear for their life, write that."
)
JOINT = "Say why one agency cannot hold this, which services are missing, and what you ask for by when."

ENGLAND_MET = every(england, NOT_MINOR, yes(needs), SUSPECTED, yes(protect))
WALES_MET = every(wales, NOT_MINOR, yes(needs), SUSPECTED, yes(protect))
SCOTLAND_MET = every(scotland, NOT_UNDER_16, yes(own_interests), SUSPECTED, yes(affected))

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
    ),
    Rule(
        "child",
        picked(age, "young", "child"),
        "child-first",
        "The person is under 18, so children's social care comes first.",
        (
            "Work through the child protection aid now, and ring children's social care today if there is abuse.",
        ),
        ("Ask for a joint plan with adults' services before the birthday, not after it.",),
        "statutory-guidance",
        (SOURCE,),
        ("under-18-protection", "transitional-safeguarding", *CHILD_LAW),
        "duty",
        (
            Link(CHILD_AID, "Child protection: how urgent is it?"),
            Link("keep-safe/transitional/", "Turning 18"),
        ),
    ),
    Rule(
        "age-unknown",
        picked(age, "unknown"),
        "child-first",
        "The person may be under 18. Treat them as a child until you know.",
        ("Work through the child protection aid, and ask the safeguarding team which side should take it.",),
        (),
        "practice",
        ("outreach Child protection",),
        CHILD_LAW,
        "duty",
        (Link(CHILD_AID, "Child protection: how urgent is it?"),),
    ),
    Rule(
        "england-met",
        ENGLAND_MET,
        "looks-met",
        "All parts of the section 42 test look met: needs, abuse or the risk of it, and the link between them.",
        (
            "Refer to the council's adult safeguarding team today. The council must make enquiries, or have them made, "
            "when it has reasonable cause to suspect all {law:care-act-s42}.",
            HOW_TO_WRITE,
            JOINT,
        ),
        ("Write “the section 42 test”. The Act does not itself define “adult at risk”.",),
        "law",
        (SOURCE,),
        ("care-act-s42", "adult-at-risk-term"),
        "duty",
    ),
    Rule(
        "wales-met",
        WALES_MET,
        "looks-met",
        "All parts of the Welsh test look met: needs, abuse or the risk of it, and the link between them.",
        (
            "Report to the council's adult safeguarding team today. It must make enquiries and decide what to do, "
            "normally within {law:adult-at-risk-wales}.",
            HOW_TO_WRITE,
            JOINT,
        ),
        (
            "Police, health bodies, probation and other named partners must report. Follow the Wales Safeguarding Procedures.",
        ),
        "law",
        (SOURCE,),
        ("adult-at-risk-wales", "adult-at-risk-wales-report"),
        "duty",
    ),
    Rule(
        "scotland-met",
        SCOTLAND_MET,
        "looks-met",
        "All points of the Scottish test look met ({law:adult-at-risk-scotland}).",
        (
            "Refer to the council's adult support and protection team today. It must inquire.",
            "Say each point: what the person cannot look after, the harm, and the disability, disorder, illness or "
            "infirmity that makes them more open to it.",
            JOINT,
        ),
        (
            "The Scottish points do not speak of needs for care and support. Do not send an English form.",
            "Where somebody refuses because of undue pressure, a sheriff can act all the same. Say what the pressure is.",
        ),
        "law",
        (),
        ("adult-at-risk-scotland", "adult-protection-scotland"),
        "duty",
    ),
    Rule(
        "abuse-happening",
        picked(abuse, "happening"),
        "refer-and-ask",
        "Abuse is happening. Safeguarding and the police can only decide about what they have been told.",
        (
            "Make a safety plan with the person now, and ask what they want to happen.",
            WRITE_DOWN,
        ),
        ("Nobody can consent to being abused. A wish to be left alone is something else: hear it.",),
        "practice",
        (SOURCE, "stage 2.1"),
        ("s42-not-met",),
        "harm",
    ),
    Rule(
        "tell-all-the-same",
        every(
            picked(abuse, "happening"),
            some(every(picked(NATION, "england", "wales"), NOT_MINOR), every(scotland, NOT_UNDER_16)),
            Not(
                Known(some(ENGLAND_MET, WALES_MET, SCOTLAND_MET)),
                "not every part of the test is answered yes",
            ),
        ),
        "refer-and-ask",
        "A part of the test may be missing, or not known yet. That is for the council to say, once it knows of the abuse.",
        (
            "Tell the council's adult safeguarding team (in Scotland adult support and protection) today all the same, and say which part you cannot show.",
        ),
        (),
        "practice",
        (SOURCE,),
        ("s42-not-met", "adult-at-risk-wales", "adult-at-risk-scotland"),
        "harm",
    ),
    Rule(
        "needs-test-open",
        every(picked(NATION, "england", "wales"), NOT_MINOR, DOUBTFUL, _open("needs", "protect")),
        "refer-and-ask",
        "No part of the test is ruled out. The law asks for a reason to suspect, not for proof.",
        (
            "Refer or ring the adult safeguarding team for advice. Say what you know of each part and what you do not.",
            "Ask the person, and others who know them, about the parts that are open.",
        ),
        (),
        "law",
        (SOURCE,),
        ("care-act-s42", "adult-at-risk-wales"),
        "risk",
    ),
    Rule(
        "scotland-open",
        every(scotland, NOT_UNDER_16, DOUBTFUL, _open("own-interests", "affected")),
        "refer-and-ask",
        "No point of the Scottish test is ruled out ({law:adult-at-risk-scotland}).",
        (
            "Refer to adult support and protection, or ring them for advice, and say which points are still open.",
        ),
        (),
        "law",
        (),
        ("adult-at-risk-scotland",),
        "risk",
    ),
    Rule(
        "northern-ireland",
        every(northern_ireland, picked(abuse, "happening", "risk", "unclear")),
        "refer-and-ask",
        "In Northern Ireland policy governs this. No Act was found in force, so this aid does not decide the test.",
        (
            "Refer to the health and social care trust's adult safeguarding team, and ask which criteria it applies.",
            HOW_TO_WRITE,
        ),
        ("A Bill was going through the Assembly in 2026. Open the reference before you rely on this.",),
        "guidance",
        (SOURCE,),
        ("adult-protection-ni",),
        "risk",
    ),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "refer-and-ask",
        "You are not sure whether anyone is in danger. Settle that first.",
        ("Ring your manager or on-call manager now and decide together. If you fear the worst, ring 999.",),
        (),
        "practice",
        (SOURCE,),
        group="risk",
    ),
    Rule(
        "needs-overlooked",
        every(
            Called(
                picked(kinds, *(each.key for each in kinds.options if not each.exclusive)),
                "illness, disability, distress, injury or dependence affects the person",
            ),
            no(needs),
        ),
        "other-help",
        "You named something that affects the person, and answered that there are no needs. Look again.",
        (
            "Go through a hard day with them: food, sleep, washing, money, the front door, people. What they cannot do, or "
            "do with pain, fear or risk, is a need.",
        ),
        ("Met needs count. So do needs that only the exploiter meets.",),
        "practice",
        (SOURCE,),
        ("care-act-s42",),
        "care",
        (CARE,),
    ),
    Rule(
        "exploitation-alone",
        every(by_needs, picked(kinds, "none"), no(needs)),
        "other-help",
        "Exploitation alone does not show needs for care and support, though after long abuse there are nearly always some.",
        (
            "Ask the safeguarding team whether it will look into this in another way, or act to prevent harm.",
            "Ask whether your area reads the test with the person's situation in mind, as Newcastle decided to do. That is "
            "local policy, and a fair thing to ask for.",
        ),
        ("Do not invent a need. Ask, and write what the person says.",),
        "statutory-guidance",
        (SOURCE,),
        ("s42-not-met",),
        "care",
        (Link("keep-safe/adults-at-risk/#argument", "Where the argument is"),),
    ),
    Rule(
        "link-missing",
        every(
            by_needs,
            some(
                no(protect),
                every(picked(links, "none"), Not(Known(yes(protect)), "no answer says that there is a link")),
            ),
        ),
        "other-help",
        "The link is missing: how the needs keep the person from protecting themselves.",
        (
            "Ask what happens when they say no, what they would lose by leaving, and what they forget or cannot see when it "
            "starts. Write “because of this need, they cannot …”.",
        ),
        ("Fear alone is not a need. What the fear has done to health, sleep or thinking may be.",),
        "law",
        (SOURCE,),
        ("care-act-s42", "adult-at-risk-wales"),
        "care",
    ),
    Rule(
        "link-not-named",
        every(yes(protect), picked(links, "none")),
        "other-help",
        "You answered that the needs keep the person from protecting themselves, and not yet in which way.",
        (
            "Put the way into the referral in one sentence: “because of this need, they cannot …”. Ask what happens when they "
            "say no, and what they would lose by leaving.",
        ),
        ("Refer all the same. What you cannot put into words yet, the enquiry can ask.",),
        "practice",
        (SOURCE,),
        ("care-act-s42", "adult-at-risk-wales"),
        "care",
    ),
    Rule(
        "wishes-no",
        picked(wishes, "says-no"),
        "other-help",
        "The person says no to a referral. That weighs heavily, and it is not the only thing that counts.",
        (
            "Ask what they fear from it, and what would make it safe. Offer to go with them.",
            "Decide with your safeguarding lead: is somebody else at risk, is the no their own, how bad is the harm?",
        ),
        ("A no under control may not be free. Ask again in private.",),
        "guidance",
        (SOURCE,),
        ("sharing-without-agreement", "adult-protection-scotland"),
        "care",
        (Link("aids/confidentiality/", "Can I share this without consent?"),),
    ),
    Rule(
        "wishes-not-told",
        picked(wishes, "not-told"),
        "other-help",
        "The person does not know yet.",
        (
            "Before you refer, tell them in private: what you are worried about, who you will tell, what may happen, what they want.",
        ),
        (),
        "guidance",
        (SOURCE,),
        ("sharing-without-agreement",),
        "care",
    ),
    Rule(
        "wishes-unsafe",
        picked(wishes, "unsafe"),
        "other-help",
        "Telling the person first would be dangerous. You may refer before you tell them.",
        (
            "Say in the referral that they do not know of it, give a safe way and time to reach them, and write down why.",
        ),
        (),
        "guidance",
        (SOURCE,),
        ("sharing-without-agreement",),
        "care",
    ),
    Rule(
        "advocate",
        yes(taking_part),
        "other-help",
        "The person would find it very hard to take part and has nobody suitable to help. In England the council then has to arrange an advocate.",
        ("Ask for an independent advocate in the referral.",),
        ("Your own support is welcome and does not replace an advocate.",),
        "guidance",
        (SOURCE,),
        ("care-act-advocacy",),
        "care",
    ),
    Rule(
        "told-capacity",
        picked(told, "capacity"),
        "other-help",
        "Capacity is no part of the test, in England, in Wales or in Scotland.",
        ("Ask: capacity to do what, exactly? Who assessed it, when, and about which decision?",),
        ("Control and grooming can take the freedom out of a decision while capacity stays.",),
        "guidance",
        (SOURCE,),
        ("s42-not-capacity-or-eligibility", "consent-and-capacity-apart"),
        "care",
        (Link("aids/capacity/", "Thinking about capacity"), CHALLENGE),
    ),
    Rule(
        "told-services",
        picked(told, "services"),
        "other-help",
        "Whether somebody would get a service answers another question. It is no part of the safeguarding test.",
        ("Ask which test was answered, and for the safeguarding decision with its reasons, in writing.",),
        ("Ask for a care and support assessment as well. One does not wait for the other.",),
        "guidance",
        (SOURCE,),
        ("s42-not-capacity-or-eligibility",),
        "care",
        (CARE, CHALLENGE),
    ),
    Rule(
        "told-choice",
        picked(told, "choice"),
        "other-help",
        "Nobody chooses to be abused. Going back can be the safest thing somebody sees, or the only bed.",
        ("Say what would have happened after a no, and who gains.",),
        (),
        "practice",
        (SOURCE,),
        group="care",
        links=(CHALLENGE,),
    ),
    Rule(
        "told-managed",
        picked(told, "managed"),
        "other-help",
        "You know best whether you can manage this risk. If you cannot, say so plainly.",
        (
            "Write: we cannot manage this risk alone, because of this; these services are missing; it needs a joint plan.",
        ),
        (),
        "practice",
        (SOURCE,),
        group="care",
        links=(CHALLENGE,),
    ),
    Rule(
        "told-diagnosis",
        picked(told, "diagnosis"),
        "other-help",
        "The test does not ask for a diagnosis.",
        (
            "Describe what the person cannot do and what you see. A suspicion of the GP's is worth writing down.",
        ),
        (),
        "practice",
        (SOURCE,),
        ("care-act-s42", "care-eligibility-no-diagnosis"),
        "care",
    ),
    Rule(
        "told-met",
        picked(told, "met"),
        "other-help",
        "Needs count whether or not anybody meets them.",
        ("Say who meets them now, how long that will last, and what happens when it stops.",),
        (),
        "practice",
        (SOURCE,),
        ("care-act-s42",),
        "care",
    ),
    Rule(
        "no-abuse",
        picked(abuse, "no"),
        "other-help",
        "No abuse, exploitation or neglect is known. Help with needs does not depend on any.",
        ("Where there are needs, ask for an assessment of them. Come back here if you see or hear more.",),
        (),
        "practice",
        (SOURCE,),
        links=(CARE,),
    ),
    Rule(
        "always",
        Always("in every case"),
        "other-help",
        "The council or trust decides, not this aid. Not met is a reason to ask which part and why, and to go on helping.",
        (
            "Ask for the decision and the reasons in writing, and who will look at it again when things change.",
            "Keep your own safety plan going. Look at care and support, a hub or joint meeting, housing, health and police.",
            "Refer again when something changes. There is no limit to how often.",
        ),
        (),
        "practice",
        (SOURCE,),
        group="care",
        links=(CHALLENGE, CARE),
    ),
)


def compute(answers: Answers, today: date) -> Computed:
    """A draft referral in the order of the nation's test, with the parts that are still open named."""
    nation = answers.one(NATION.key)
    minor = {"young", "child", "unknown"} if nation != "scotland" else {"child", "unknown"}
    if nation is None or answers.one(abuse.key) in (None, "no") or answers.one(age.key) in minor:
        return Computed()
    return Computed(draft=_draft(answers, nation))


LAST_LINES = (
    "Likely harm: [what, how soon, how bad; if it is death, write death]\n"
    "One agency cannot hold this because: [why]. Missing: [which services, and what each would add]\n"
    "What the person wants, in their words: [   ]\n"
    "{wishes}\n"
    "What I ask for, and by when: [   ]\n"
    "Please send me the decision and the reasons in writing, and tell me who will see the person and how I can help.\n\n"
    "Main concern again: [one sentence]\n"
)


def _draft(answers: Answers, nation: str) -> Draft:
    test = {
        "england": facts.law("care-act-s42").reference,
        "wales": facts.law("adult-at-risk-wales").reference,
        "scotland": facts.law("adult-at-risk-scotland").reference,
    }.get(nation, "the adult safeguarding policy of the trust")
    gaps: list[str] = []
    parts = [
        f"Concern for an adult: request for enquiries ({test})",
        "Main concern: [one sentence: who does what, and what you fear]",
    ]
    parts += _scottish(answers, gaps) if nation == "scotland" else _by_needs(answers, gaps)
    wishes_line = {
        "agrees": "The person knows about this and agrees.",
        "says-no": "The person has said no. I refer all the same because: [reason, and who decided with you]",
        "not-told": "The person has not been told yet: [when and by whom they will be]",
        "unsafe": "The person has not been told, because telling them first would be dangerous: [how and when to reach them safely]",
    }.get(answers.one(wishes.key) or "", "Does the person know? [yes or no, and what they say]")
    if answers.one(wishes.key) is None:
        gaps.append("Whether the person knows, and what they say.")
    if answers.one(taking_part.key) == "yes":
        wishes_line += (
            "\nPlease arrange an independent advocate: taking part will be very hard for the person."
        )
    parts.append(LAST_LINES.format(wishes=wishes_line))
    return Draft("Draft referral to adult safeguarding", "\n\n".join(parts), tuple(gaps))


def _ticked(question: Question, answers: Answers) -> list[str]:
    given = answers.many(question.key)
    return [option.text for option in question.options if option.key in given and not option.exclusive]


def _kinds(answers: Answers, gaps: list[str]) -> str:
    found = _ticked(kinds, answers)
    if not found:
        gaps.append("What affects the person: illness, disability, distress, injury, dependence.")
        return "- [what affects the person, known or suspected, and who says so]: [what it stops them doing]"
    return "\n".join(f"- {each}: [what it stops the person doing; an example]" for each in found)


def _harm(answers: Answers, gaps: list[str]) -> str:
    state = answers.one(abuse.key)
    if state == "unclear":
        gaps.append("Whether there is abuse or a risk of it: what you saw, what you were told.")
    opening = {"happening": "Abuse is happening", "risk": "There is a risk of abuse"}.get(
        state or "", "I suspect abuse and am not sure"
    )
    return f"{opening}: [who does what, how often, since when; facts first, then what you fear]"


def _ways(answers: Answers, gaps: list[str], cause: str) -> str:
    found = _ticked(links, answers)
    if not found:
        gaps.append("The link: how this keeps the person from protecting themselves.")
        return f"- Because of {cause}, the person cannot [refuse, leave, see it coming, get help]: [example]"
    return "\n".join(
        f"- Because of {cause}, the person: {each[0].lower()}{each[1:]}. [example]" for each in found
    )


def _by_needs(answers: Answers, gaps: list[str]) -> list[str]:
    if answers.one(needs.key) != "yes":
        gaps.insert(0, "That there are needs for care and support, met or not, and which.")
    if answers.one(protect.key) == "no":
        gaps.append(
            "On your answers the needs do not keep the person from protecting themselves: say why you refer."
        )
    return [
        f"1. Needs for care and support, whether or not anybody meets them\n{_kinds(answers, gaps)}",
        f"2. Abuse or neglect, or the risk of it\n{_harm(answers, gaps)}",
        f"3. Why the needs keep the person from protecting themselves\n{_ways(answers, gaps, '[need]')}",
    ]


def _scottish(answers: Answers, gaps: list[str]) -> list[str]:
    if answers.one(own_interests.key) != "yes":
        gaps.append(
            "That the person cannot look after their own wellbeing, property, rights or other interests."
        )
    if answers.one(affected.key) != "yes":
        gaps.append(
            "That disability, mental disorder, illness or infirmity makes them more open to harm than others."
        )
    return [
        "1. What the person cannot look after (wellbeing, property, rights, other interests)\n"
        + _ways(answers, gaps, "[disability, disorder, illness or infirmity]"),
        f"2. Risk of harm\n{_harm(answers, gaps)}",
        "3. Disability, mental disorder, illness or infirmity that makes the person more open to harm than others\n"
        + _kinds(answers, gaps),
    ]


ADULT_AT_RISK = Aid(
    slug="adult-at-risk",
    title="Adult safeguarding: does the test look met?",
    question="Does the adult safeguarding test look met, and how do I say so?",
    summary="Goes through the adult safeguarding test of each nation part by part, answers what you may have been told, and drafts the referral in its order.",
    levels=LEVELS,
    questions=(
        danger,
        NATION,
        age,
        abuse,
        kinds,
        needs,
        protect,
        own_interests,
        affected,
        links,
        wishes,
        taking_part,
        told,
    ),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It goes through the parts of the test in law, shows which part a referral still has to say, and drafts it in that order.",
        not_for="It does not decide: the council or trust does. Do not use it to hold a referral back, or to tell somebody that they do not count.",
        strength="Law for England, Wales and Scotland; policy of 2015 for Northern Ireland, where a Bill was under way. The replies to refusals are practice wisdom from one partnership, checked against the law.",
        pitfalls=(
            Pitfall(
                "The safeguarding test is often answered with the test for services, or with capacity. Neither belongs to it.",
                "https://uksupportedhousing.com/knowledgebank/section-42-enquiries-by-local-authorities/",
            ),
            Pitfall(
                "A Safeguarding Adults Review found very little research, policy or guidance on the sexual exploitation of adults. Two teams may read the same facts differently.",
                "https://tsab.org.uk/key-information/policies-strategies/teeswide-adult-exploitation-strategy-2024-2027",
            ),
            Pitfall(
                "The toolkit of 2021 argues that exploited people are at risk as such. That is a good argument for local policy; on the law, name the needs.",
                "Our own reading",
            ),
        ),
        review="You and your safeguarding lead, the same day; again when the council answers and each time something changes.",
    ),
    links=(
        Link("keep-safe/adults-at-risk/", "Adults at risk: the test, nation by nation"),
        Link("keep-safe/challenge/", "When a decision is wrong: challenging it"),
    ),
    compute=compute,
)
