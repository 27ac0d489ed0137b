"""Under 16: may advice on contraception or treatment be given without a parent, and what has to come first.

Source: Working with Sex Workers: Outreach (2008), appendix 2, Fraser guidelines, corrected by the law register: the age of
consent in Northern Ireland is 16, the guidelines cover more than contraception, Scotland has a test of its own, and
neither under 13 nor exploitation is ever settled by the five points.
"""

from __future__ import annotations

from datetime import date

from decision_aids import facts
from decision_aids.aids.common import ADVICE_WITHOUT_NAME, CALL_999, TELL_MANAGER_NOW, WRITE_DOWN
from decision_aids.aids.people import danger_question
from decision_aids.conditions import Always, Called, Known, Not, every, some
from decision_aids.model import Aid, Answers, Card, Computed, Draft, Level, Link, Option, Pitfall, Rule
from decision_aids.questions import NATION, many_of, no, one_of, picked, unknown, yes, yes_no

GUIDELINES = "outreach Appendix 2 Fraser guidelines"
CHILDREN = "outreach Child protection"
GUIDANCE_BY_NATION = (
    "working-together",
    "child-protection-wales",
    "child-protection-scotland",
    "child-protection-ni",
)
GO_TO_CHILD_PROTECTION = Link("aids/child-protection/", "Child protection: how urgent is it?")

england_or_wales = picked(NATION, "england", "wales")

danger = danger_question("The young person, another child, you, or anybody else.")

age = one_of(
    "age",
    "How old is the young person?",
    (
        Option("13-15", "13, 14 or 15", "the young person is 13, 14 or 15"),
        Option("16-17", "16 or 17", "the young person is 16 or 17"),
        Option("under-13", "Under 13", "the young person is under 13", danger=2),
        Option(
            "not-sure",
            "Not sure, or not asked yet",
            "the young person's age is not known",
            unknown=True,
            danger=1,
        ),
    ),
    required=True,
)

signs = many_of(
    "signs",
    "Could any of this be so?",
    (
        Option(
            "exchange",
            "Somebody gives or promises something for sex or images: money, things, drugs, a bed, affection, protection",
            "somebody gives or promises something for sex or images",
            danger=1,
        ),
        Option(
            "pressure",
            "There is pressure, fear, threat or force, or drink or drugs are used to get a yes",
            "there is pressure, fear, threat or force",
            danger=1,
        ),
        Option(
            "gap",
            "The other person is much older, or has much more power",
            "the other person is much older or has much more power",
            danger=1,
        ),
        Option(
            "trust",
            "The other person is in a position of trust: a teacher, coach, carer, worker, faith leader",
            "the other person is in a position of trust",
            danger=1,
        ),
        Option(
            "images",
            "Sexual images of the young person were made, asked for or passed on",
            "sexual images of the young person were made, asked for or passed on",
            danger=1,
        ),
        Option(
            "passed-round",
            "They are taken to places, kept waiting for, or passed between people",
            "the young person is taken to places or passed between people",
            danger=1,
        ),
        Option(
            "somebody-speaks",
            "Somebody else speaks for them, waits outside, or will not let them be seen alone",
            "somebody else speaks for the young person or does not leave them alone",
            danger=1,
        ),
    ),
    help="Ask to see them alone. They may not call any of this a problem.",
    required=True,
    none_says="no sign of pressure or exploitation has been found",
)

UNDER_16 = picked(age, "13-15", "not-sure")
five_asked = every(UNDER_16, picked(NATION, "england", "wales", "northern-ireland"))

#: What each of the five points says when it is so and when it is not.
POINTS = {
    "fraser-understands": ("they understand the advice", "they do not understand the advice yet"),
    "fraser-parents": (
        "they cannot be persuaded to tell a parent or let you do it",
        "they may be willing to tell a parent or to let you do it",
    ),
    "fraser-will-have-sex": (
        "they are very likely to have sex with or without contraception or treatment",
        "they are not likely to have sex without contraception or treatment",
    ),
    "fraser-health": (
        "their health is likely to suffer without it",
        "their health is not likely to suffer without it",
    ),
    "fraser-best-interests": (
        "it is best for them to have it even without a parent's agreement",
        "it is not clear that it is best for them without a parent's agreement",
    ),
}

criteria = tuple(
    yes_no(
        each.id,
        f"Is this so? {each.text}",
        yes=POINTS[each.id][0],
        no=POINTS[each.id][1],
        unsure=f"it is not known whether {POINTS[each.id][0]}",
        required=True,
        shown_if=five_asked,
    )
    for each in facts.items("fraser-criteria")
)
understands, parents, will_have_sex, health, best_interests = criteria

scotland_test = yes_no(
    "scotland-understands",
    "Does a qualified practitioner think they can understand the treatment and what may follow from it?",
    help="Scotland's own test. A doctor, nurse or other qualified practitioner who attends the young person decides.",
    yes="a qualified practitioner thinks they can understand the treatment and what may follow",
    no="no qualified practitioner thinks yet that they can understand it",
    unsure="it is not known yet what a qualified practitioner thinks",
    required=True,
    shown_if=every(UNDER_16, picked(NATION, "scotland")),
)

clinician = yes_no(
    "clinician",
    "Are you the professional who gives the advice or treatment?",
    yes="you are the professional who gives the advice or treatment",
    no="somebody else gives the advice or treatment",
)

TALK = facts.items("fraser-discussion")
talked = many_of(
    "talked",
    "What have you talked through so far?",
    tuple(Option(each.id, each.text.rstrip("."), f"this is talked through: “{each.text}”") for each in TALK),
    help="Build some ease first. Give time, and let them choose for themselves.",
    none="None of it yet",
    none_says="nothing is talked through yet",
    unsure=False,
)

FROM_13 = Not(Known(picked(age, "under-13")), "the young person is not known to be under 13")

LEVELS = (
    Level("emergency", "Emergency", "emergency", "Somebody is in danger. Ring 999 now."),
    Level(
        "child-protection",
        "Child protection first",
        "high",
        "This is child protection, whatever the five points say. Their health care goes on as well.",
        "Under 13, or any pressure, payment or exploitation.",
    ),
    Level(
        "not-all-met",
        "Not all met",
        "medium",
        "The test does not look met as things stand. Something can be done about most of it.",
    ),
    Level(
        "find-out",
        "Find out first",
        "medium",
        "Something the test needs is not known yet. Keep in touch and find it out.",
    ),
    Level(
        "met",
        "The test looks met",
        "low",
        "Advice or treatment may be given without a parent. Write down how each point was met.",
        reassuring=True,
    ),
    Level(
        "sixteen-or-over",
        "16 or over",
        "none",
        "The five points are for people under 16. Protection from exploitation goes on to 18.",
        reassuring=True,
    ),
)

all_five = every(*(yes(each) for each in criteria))
five_are_met = Called(all_five, "all five points are met")
KEEP_THE_DOOR_OPEN = "Do not send them away with nothing: offer another visit, and somebody to come along."

EXPLOITED = Called(
    picked(signs, *(each.key for each in signs.options if each.danger and not each.unknown)),
    "any sign of pressure, payment or exploitation could be so",
)

RULES = (
    Rule(
        "danger-now",
        yes(danger),
        "emergency",
        "Somebody is in danger now.",
        (CALL_999, TELL_MANAGER_NOW),
        (),
        "practice",
        (CHILDREN,),
        GUIDANCE_BY_NATION,
        "harm",
        (GO_TO_CHILD_PROTECTION,),
    ),
    Rule(
        "under-13",
        picked(age, "under-13"),
        "child-protection",
        "A child under {law:under-13} cannot agree in law to any sexual activity. It always leads to a child protection referral.",
        (
            "Tell your safeguarding lead now and refer to children's social care today.",
            "See to their health at once all the same: a clinic or a sexual assault referral centre can do both.",
            "Stay kind and calm. Tell them what you have to do, and stay with them while it happens.",
        ),
        ("The five points do not apply at this age, however grown-up the child seems.",),
        "law",
        (),
        ("under-13", "under-13-scotland", *GUIDANCE_BY_NATION),
        "harm",
        (GO_TO_CHILD_PROTECTION,),
    ),
    Rule(
        "exploited",
        EXPLOITED,
        "child-protection",
        "There may be coercion or exploitation. That is child protection, even if all five points are met.",
        (
            TELL_MANAGER_NOW,
            "Refer to children's social care today. In danger, 999.",
            "Go on with contraception, tests and treatment: keeping them healthy and keeping them safe go together.",
            "Listen, believe, and do not ask for details. Ask what would make today safer.",
        ),
        (
            "A young person may be sure that it is love, or that it was their idea. Start from what the other person does.",
            "Being 16 or 17 changes nothing here: protection runs to {law:under-18-protection}.",
        ),
        "law",
        (GUIDELINES, CHILDREN),
        ("gillick-and-fraser", "under-18-protection", "cse-definition", *GUIDANCE_BY_NATION),
        "harm",
        (GO_TO_CHILD_PROTECTION,),
    ),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "child-protection",
        "You are not sure whether somebody is in danger. Find out straight away, with somebody beside you.",
        (TELL_MANAGER_NOW, "If you fear the worst, ring 999."),
        (),
        "practice",
        (CHILDREN,),
        (),
        "risk",
        (GO_TO_CHILD_PROTECTION,),
    ),
    Rule(
        "does-not-understand",
        no(understands),
        "not-all-met",
        "They do not understand the advice yet.",
        (
            "Explain the advice another way: plain words, pictures, an interpreter of their choice, a second visit, less hurry.",
            "Ask them to tell you in their own words what it is for and what may happen.",
        ),
        (
            "If they still cannot understand after good help, the clinician works out with your safeguarding lead who can decide with them, and how to involve that person safely.",
        ),
        "practice",
        (GUIDELINES,),
        ("fraser-criteria", "gillick-and-fraser"),
    ),
    Rule(
        "parent-possible",
        no(parents),
        "not-all-met",
        "They may be willing to tell a parent or carer, so help them do that.",
        (
            "Plan together how they will tell: who, when, in which words, with you there or not. They can choose another adult they trust.",
        ),
        ("First ask whether home is safe. Do not press where a parent may harm them.",),
        "practice",
        (GUIDELINES,),
        ("fraser-criteria",),
    ),
    Rule(
        "sex-not-likely",
        no(will_have_sex),
        "not-all-met",
        "They do not look likely to start or go on having sex, so this point is not met today.",
        (
            "Talk all the same. Advice without treatment, and knowing where to come back to, is care too.",
            "Ask what made them come. Somebody may be putting pressure on them.",
        ),
        (),
        "practice",
        (GUIDELINES,),
        ("fraser-criteria",),
    ),
    Rule(
        "health-not-at-risk",
        no(health),
        "not-all-met",
        "Their health does not look likely to suffer without it.",
        ("Look again at both body and mind: pregnancy, infection, fear of being found out, self-harm.",),
        (),
        "practice",
        (GUIDELINES,),
        ("fraser-criteria",),
    ),
    Rule(
        "not-clearly-best",
        no(best_interests),
        "not-all-met",
        "It is not clear that this is best for them without a parent's agreement.",
        ("Take it to a senior clinician or your safeguarding lead the same day, and write down both sides.",),
        (),
        "practice",
        (GUIDELINES,),
        ("fraser-criteria",),
    ),
    Rule(
        "scotland-not-yet",
        no(scotland_test),
        "not-all-met",
        "In Scotland the practitioner has to think that they can understand the treatment and what may follow.",
        (
            "Explain again with more help and time, and ask the practitioner to look again.",
            "Ask who can agree for them until then, and whether it is safe to involve that person.",
        ),
        (),
        "law",
        (),
        ("under-16-treatment-scotland",),
    ),
    Rule(
        "signs-not-sure",
        unknown(signs),
        "find-out",
        "You cannot yet rule out pressure or exploitation.",
        (
            "See them alone, and ask open questions: how did you meet, what happens if you say no, who knows where you are?",
            ADVICE_WITHOUT_NAME,
        ),
        (),
        "practice",
        (GUIDELINES, CHILDREN),
        ("gillick-and-fraser", *GUIDANCE_BY_NATION),
        "risk",
        (GO_TO_CHILD_PROTECTION,),
    ),
    Rule(
        "age-not-known",
        picked(age, "not-sure"),
        "find-out",
        "You do not know how old they are. Work as if they were under 16, and treat them as a child until you know.",
        ("Keep contact and offer a quiet one-to-one talk. Do not make help depend on proof of age.",),
        (),
        "practice",
        (CHILDREN,),
        (),
        "risk",
    ),
    Rule(
        "point-open",
        Called(some(*(unknown(each) for each in criteria)), "any of the five points is not known yet"),
        "find-out",
        "One of the five points is not settled yet.",
        ("Go back to the open point with them. It is a conversation, not a form.",),
        (),
        "practice",
        (GUIDELINES,),
        ("fraser-criteria",),
    ),
    Rule(
        "scotland-open",
        unknown(scotland_test),
        "find-out",
        "In Scotland a qualified practitioner forms the view. Nobody has told you yet what it is.",
        ("Help them reach a clinic or GP, and go along if they want.",),
        (),
        "law",
        (),
        ("under-16-treatment-scotland",),
    ),
    Rule(
        "ni-ask-clinic",
        every(five_are_met, picked(NATION, "northern-ireland")),
        "find-out",
        "All five points look met. They come from a case in England; which test clinics in Northern Ireland apply was not confirmed for this site.",
        ("Ask the clinic which test it uses, and take your notes on the five points with you.",),
        (),
        "practice",
        (GUIDELINES,),
        ("age-of-consent-ni",),
    ),
    Rule(
        "five-met",
        every(five_are_met, england_or_wales),
        "met",
        "All {law:fraser-criteria} look met, in the view of the professional who gives the advice or treatment.",
        (
            "Write down how each point was met, in their words where you can.",
            "Agree how to reach them safely, and when you will next see them. Ask again about pressure each time.",
        ),
        (
            "It covers contraception, treatment for infections and abortion. It does not settle other decisions.",
            "Met today is not met for ever: look again at each visit.",
        ),
        "law",
        (GUIDELINES,),
        ("fraser-criteria", "gillick-and-fraser"),
    ),
    Rule(
        "scotland-met",
        yes(scotland_test),
        "met",
        "In Scotland somebody {law:under-16-treatment-scotland} may agree to treatment when a qualified practitioner thinks that they can understand it and what may follow.",
        ("Write down who formed that view, when, and what was explained.",),
        ("The five points are useful for the talk, but they are not the test in Scotland.",),
        "law",
        (),
        ("under-16-treatment-scotland",),
    ),
    Rule(
        "not-the-clinician",
        every(no(clinician), FROM_13),
        "sixteen-or-over",
        "You do not decide this yourself: the clinician does. You can still do a lot.",
        ("Talk, give condoms, make the appointment and go along. Tell the clinician what you noticed.",),
        (),
        "practice",
        (CHILDREN,),
    ),
    Rule(
        "no-offence-to-help",
        every(no(clinician), FROM_13, england_or_wales),
        "sixteen-or-over",
        "Helping a young person reach contraception or treatment, to protect them, is no offence in England and Wales.",
        (),
        ("It may neither encourage sex nor serve anybody's sexual pleasure.",),
        "law",
        (CHILDREN,),
        ("sexual-health-advice-under-16",),
    ),
    Rule(
        "still-to-talk",
        every(
            FROM_13,
            Not(
                Known(every(*(picked(talked, each.id) for each in TALK))),
                "part of the conversation is still to come",
            ),
        ),
        "sixteen-or-over",
        "The talk matters as much as the test: feelings and body, pressure, their GP, a trusted adult.",
        ("Make time and build some ease first, so that they can choose for themselves.",),
        (),
        "practice",
        (GUIDELINES,),
    ),
    Rule(
        "ni-age",
        picked(NATION, "northern-ireland"),
        "sixteen-or-over",
        "The age of consent in Northern Ireland is {law:age-of-consent-ni}, as in the rest of the UK. The 2008 guidance gave another age and is out of date.",
        (),
        (),
        "law",
        (GUIDELINES,),
        ("age-of-consent-ni",),
    ),
    Rule(
        "sixteen-or-seventeen",
        picked(age, "16-17"),
        "sixteen-or-over",
        "At 16 or 17 the five points are not the question. Whether they are free to say yes or no still is.",
        ("Offer advice and care as to anyone, and ask about pressure, payment and images.",),
        ("Payment for sex, indecent images and abuse of trust are crimes up to {law:under-18-protection}.",),
        "law",
        (),
        ("under-18-protection",),
    ),
    Rule(
        "gillick",
        england_or_wales,
        "sixteen-or-over",
        "In England and Wales Gillick is the wider idea: enough understanding for the decision in hand. The Fraser guidelines apply it to sexual health.",
        (),
        (),
        "law",
        (GUIDELINES, "outreach Glossary"),
        ("gillick-and-fraser", "gillick-case-year"),
    ),
    Rule(
        "always",
        Always("in every case"),
        "sixteen-or-over",
        "Being able to decide about treatment is one thing, and being safe is another. Ask about both.",
        (WRITE_DOWN, KEEP_THE_DOOR_OPEN),
        ("No test of understanding turns exploitation into consent.",),
        "practice",
        (GUIDELINES,),
    ),
)


def compute(answers: Answers, today: date) -> Computed:
    """What is still to be talked through, where nothing stronger comes first, and a note of the points to fill in."""
    done = answers.many(talked.key)
    protect = (yes(danger), picked(age, "under-13"), EXPLOITED)
    if any(each.holds(answers) is True for each in protect):
        return Computed(draft=_note(answers))  # protection first: no list of talks stands beside it
    left = tuple(f"Still to talk through: {each.text}" for each in TALK if each.id not in done)
    return Computed(actions=left, draft=_note(answers))


def _note(answers: Answers) -> Draft | None:
    if answers.one(scotland_test.key) == "yes":
        lines = [
            "Practitioner who formed the view: [role]",
            "What was explained: [treatment and what may follow]",
        ]
        lines += ["How they showed that they understood: [their words]"]
        return Draft(
            "Note of the test in Scotland", "\n".join(lines) + "\n", ("who formed the view, and how",)
        )
    if not any(answers.one(each.key) for each in criteria):
        return None
    said = {"yes": "yes", "no": "no", "not-sure": "not known yet"}
    lines, gaps = [], []
    for question, item in zip(criteria, facts.items("fraser-criteria"), strict=True):
        given = answers.one(question.key)
        lines.append(
            f"{item.text} {said.get(given or '', 'not asked yet').capitalize()}. How I know: [their words, what I saw]"
        )
        if given != "yes":
            gaps.append(item.text)
    lines.append("Pressure, payment, age gap, position of trust, images: [what was asked and answered]")
    lines.append("Talked through: [which of the four]. Next seen: [when]. Safe way to reach them: [how]")
    return Draft("Note of the five points", "\n".join(lines) + "\n", tuple(gaps))


FRASER = Aid(
    slug="fraser",
    title="Under 16: the Fraser guidelines",
    question="May this young person have contraception or treatment without a parent?",
    summary="Goes through the five Fraser points for somebody under 16, asks first about age and exploitation, and gives Scotland's own test where that applies.",
    levels=LEVELS,
    questions=(danger, NATION, age, signs, *criteria, scotland_test, clinician, talked),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It reminds the professional of the test for advice on contraception, treatment for infections or abortion under 16, and puts age and exploitation first.",
        not_for="It is not an assessment of capacity or maturity, it does not settle any other decision, and it is never a reason to leave out a child protection referral.",
        strength="Case law for the five points in England and Wales, an Act for Scotland, law for under 13 and up to 18. Northern Ireland's test was not confirmed.",
        pitfalls=(
            Pitfall(
                "A list of five can be ticked while the question that matters is never asked. A list of signs informs; it does not decide, as the makers of one for child sexual abuse say of their own.",
                "http://www.csacentre.org.uk/knowledge-in-practice/practice-improvement/signs-indicators-template/",
            ),
            Pitfall(
                "Tools in this field mix harm that is happening with risk that might come. Here exploitation stands outside the five points and comes before them.",
                "https://www.csacentre.org.uk/our-research/responding-to-csa/risk-tools/",
            ),
            Pitfall(
                "“Understands the advice” is easily heard as “is fine”. An exploited young person can understand everything.",
                "Our own reading",
            ),
        ),
        review="The clinician, with the safeguarding lead, at every visit and at once if pressure or payment comes to light.",
    ),
    links=(
        Link("keep-safe/under-16-sexual-health/", "Under 16: contraception, tests and the Fraser guidelines"),
        Link("keep-safe/child-protection/", "Child protection: levels and what to do"),
    ),
    compute=compute,
)
