"""How to think about one decision at one time under the Mental Capacity Act: ability, then impairment, then the link.

Source: Support to Overcome Trauma toolkit (2021), section 4.1, corrected by the law register: the order of the questions
follows the Supreme Court's decision in JB (2021), coercion alone is not an impairment, the deprivation of liberty
safeguards do not reach somebody's home, and Cheshire West was overruled in 2026.
"""

from __future__ import annotations

from datetime import date

from decision_aids import facts
from decision_aids.aids.common import CALL_999, TELL_MANAGER_NOW
from decision_aids.aids.people import CHILD_AID, CHILD_LAW, age_by_stage, danger_question
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
SAFEGUARDING = Link("aids/adult-at-risk/", "Does the adult safeguarding test look met?")
CHALLENGE = Link("aids/referral-challenge/", "Adult social care says no: what now?")
TEST_LAW = ("capacity-order-of-questions", "capacity-four-abilities", "capacity-causal-link")

act_applies = picked(NATION, "england", "wales")


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


danger = danger_question()

age = age_by_stage()

_decisions = facts.items("capacity-decisions")
decision = one_of(
    "decision",
    "Which decision is it about?",
    (
        *(Option(each.id, each.text, f"the decision is: {_lower(each.text)}") for each in _decisions),
        Option(
            "general",
            "No decision has been named: “capacity” in general",
            "no decision has been named",
            unknown=True,
        ),
    ),
    help="One decision, at one time. Take them one by one.",
    required=True,
)
named = Called(picked(decision, *(each.id for each in _decisions)), "one decision has been named")

coerced = yes_no(
    "coerced",
    "Is somebody controlling, threatening, grooming or pressing the person about it?",
    yes="somebody controls, threatens, grooms or presses the person",
    no="nobody controls or presses the person",
    required=True,
    danger="yes",
)

helped = yes_no(
    "helped",
    "Has the person had every practical kind of help to decide?",
    help="The right time, sober and rested, alone and safe, in their language, with somebody they trust, more than once.",
    yes="every practical kind of help has been given",
    no="help to decide has not been given yet",
)

state = many_of(
    "state",
    "When somebody talked it through with them, was any of this so?",
    tuple(
        Option(each.id, each.text, f"the person was {_lower(each.text)}")
        for each in facts.items("capacity-states")
    ),
    none_says="nothing of that kind stood in the way",
)

_abilities = facts.items("capacity-abilities")
abilities = many_of(
    "abilities",
    "Even with help, which of these can the person not do, for this decision?",
    tuple(
        Option(
            each.id,
            each.text,
            f"the person cannot {_lower(each.text.rstrip('.'))}",
            help=each.detail,
            danger=1,
        )
        for each in _abilities
    ),
    none="None: they can do all of it",
    none_says="the person can do all that deciding takes",
    # Under 16 the Act does not apply, and child protection decides.
    shown_if=every(act_applies, picked(age, "adult", "unknown", "young")),
    required=True,
)
CANNOT = Called(picked(abilities, *(each.id for each in _abilities)), "one of the abilities is missing")

impairment = yes_no(
    "impairment",
    "Is there an impairment of, or a disturbance in, mind or brain?",
    help="It may last or pass: a learning disability, illness, effects of trauma, brain injury, drink or drugs. A diagnosis "
    "is not the point.",
    yes="there is an impairment of or disturbance in mind or brain",
    no="there is no impairment of or disturbance in mind or brain",
    shown_if=picked(abilities, *(each.id for each in _abilities), "not-sure"),
    danger="yes",
)

cause = yes_no(
    "cause",
    "Is that the reason why they cannot decide this?",
    help="Answer no if the reason is fear, pressure or somebody's control and not the impairment.",
    yes="the impairment is the reason",
    no="the impairment is not the reason",
    unsure="it is not known whether the impairment is the reason",
    shown_if=picked(impairment, "yes", "not-sure"),
    danger="yes",
)

liberty = one_of(
    "liberty",
    "Does anybody think of keeping the person in, or stopping them from leaving?",
    (
        Option("no", "No", "nobody thinks of confining the person"),
        Option(
            "ward",
            "Yes, in a hospital or care home",
            "confining the person in a hospital or care home is thought of",
        ),
        Option(
            "elsewhere",
            "Yes, at home or anywhere else",
            "confining the person at home or elsewhere is thought of",
        ),
        Option(
            "unclear", "Not sure", "it is not known whether confining the person is thought of", unknown=True
        ),
    ),
)

unwise = yes_no(
    "unwise",
    "Is the worry that the decision is unwise?",
    yes="the decision looks unwise to others",
    no="the worry is not that the decision is unwise",
)

assessed = yes_no(
    "assessed",
    "Has somebody already said that the person has, or lacks, capacity?",
    yes="somebody has already said that the person has or lacks capacity",
    no="nobody has said so yet",
)

NOT_UNDER_18 = Not(Known(picked(age, "child", "young")), "the person is not known to be under 18")
NOT_UNDER_16 = Not(Known(picked(age, "child")), "the person is not known to be under 16")
LACKS = Called(
    every(act_applies, NOT_UNDER_16, named, yes(helped), CANNOT, yes(impairment), yes(cause)),
    "in England or Wales, from 16, for a named decision and after help, an ability is missing and an impairment is the reason",
)


LEVELS = (
    Level(
        "emergency",
        "Emergency",
        "emergency",
        "Someone is in danger. Ring 999 now. In danger nobody waits for a capacity assessment.",
    ),
    Level(
        "other-protection",
        "Protect by other law too",
        "high",
        "Capacity is not the main question. Somebody's control, or the person's age, calls for other protection now.",
        "Coercion, or somebody under 18.",
    ),
    Level(
        "may-lack",
        "May lack capacity for this",
        "high",
        "For this decision, at this time, the person may lack capacity. Get it assessed and written down, with reasons.",
        "An ability is missing even with help, and an impairment is the reason.",
    ),
    Level(
        "other-law",
        "Another nation's law",
        "medium",
        "The Mental Capacity Act 2005 does not apply here. Go by the law of this nation, and ask for advice.",
        "Scotland and Northern Ireland.",
    ),
    Level(
        "look-closer",
        "Look closer",
        "medium",
        "This is not settled. Capacity is presumed while you find out.",
        "No decision named, help not given, or a part of the test not known or not shown.",
    ),
    Level(
        "presume",
        "Presume capacity",
        "low",
        "The person decides this. Having capacity does not mean being safe, and support goes on.",
        reassuring=True,
    ),
)

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
        "under-16",
        picked(age, "child"),
        "other-protection",
        "The person is under 16. Child protection decides here, and no child agrees to being exploited.",
        (
            "Work through the child protection aid now, and ring children's social care today if there is abuse.",
        ),
        (),
        "statutory-guidance",
        (SOURCE,),
        ("under-18-protection", "capacity-age-and-proof", *CHILD_LAW),
        "duty",
        (Link(CHILD_AID, "Child protection: how urgent is it?"),),
    ),
    Rule(
        "under-16-treatment",
        every(picked(age, "child"), picked(decision, "decision-care")),
        "look-closer",
        "Whether somebody under 16 can agree to treatment is another test than this one.",
        ("Ask the clinician which test was used, and what the young person understood.",),
        (),
        "law",
        (SOURCE,),
        ("gillick-and-fraser", "under-16-treatment-scotland"),
        links=(Link("aids/fraser/", "Under 16: the Fraser guidelines"),),
    ),
    Rule(
        "sixteen-or-seventeen",
        picked(age, "young"),
        "other-protection",
        "At 16 or 17 child protection applies, beside the law on capacity.",
        (
            "Work through the child protection aid as well. “Unwise decision” is never an answer to a child's exploitation.",
        ),
        (),
        "statutory-guidance",
        (SOURCE,),
        ("under-18-protection", "capacity-age-and-proof", *CHILD_LAW),
        "duty",
        (Link(CHILD_AID, "Child protection: how urgent is it?"),),
    ),
    Rule(
        "coercion",
        yes(coerced),
        "other-protection",
        "Somebody else's control is at work. That alone is not a lack of capacity, and it calls for protection all the same.",
        (
            "Take it to safeguarding today. That does not wait for an answer on capacity.",
            "Ask about police action against the person who controls them, about orders, and about a safe move.",
            "Write down what that person does, and what happens after a no.",
        ),
        (
            "The one who coerces commits the crime. Do not turn it into a question about the victim's mind.",
            "Trauma, drink, drugs, a learning disability or illness may lie beside the control. So go through the test too.",
        ),
        "practice",
        (SOURCE,),
        (
            "capacity-causal-link",
            "consent-and-capacity-apart",
            "adult-protection-scotland",
            "adult-protection-ni",
        ),
        "harm",
        (SAFEGUARDING, Link("keep-safe/capacity/#coercion", "Coercion")),
    ),
    Rule(
        "high-court",
        every(act_applies, yes(coerced), NOT_UNDER_18),
        "other-protection",
        "The High Court can protect an adult with capacity whose decision is overborne by constraint, coercion or undue "
        "influence.",
        ("Ask the council's legal team in writing whether it will apply, and say what the coercion is.",),
        (),
        "law",
        (SOURCE,),
        ("inherent-jurisdiction",),
        "duty",
    ),
    Rule(
        "may-lack",
        LACKS,
        "may-lack",
        "Even with help an ability is missing, and an impairment of mind or brain is the reason.",
        (
            "Ask for an assessment of this one decision, or do it if the decision is yours to act on. Bring in a specialist "
            "where it is complex, and offer the person somebody they trust.",
            "Decide what is more likely than not, and write the reasons: ability first, then impairment, then the link.",
            "Whatever follows is done in the person's best interests, in the way that limits freedom least. Ask them.",
            "Where it is serious or disputed, ask the council's legal team about the Court of Protection.",
        ),
        (
            "It holds for this decision and this time only. Say when it will be looked at again.",
            "Losing a say hurts. Plan how the person is told, and who stays with them.",
        ),
        "law",
        (SOURCE,),
        (*TEST_LAW, "capacity-principles", "capacity-age-and-proof"),
        "duty",
    ),
    Rule(
        "may-lack-sex",
        every(LACKS, picked(decision, "decision-sex")),
        "may-lack",
        "Nobody, not even a court, can consent to sex for somebody who lacks that capacity.",
        ("Tell your safeguarding lead today: sexual contact is then a safeguarding and a police matter.",),
        (),
        "law",
        (SOURCE,),
        ("capacity-no-consent-for-another", "capacity-sex"),
        "harm",
        (SAFEGUARDING,),
    ),
    Rule(
        "scotland",
        picked(NATION, "scotland"),
        "other-law",
        "Scotland has its own law from age {law:incapacity-scotland}: unable to act, or to make, communicate, understand or "
        "remember a decision, because of mental disorder or a physical inability to communicate.",
        ("Ask the council's adult support and protection team or a solicitor. Orders come from a sheriff.",),
        ("Do not use the English form or its order of questions.",),
        "law",
        (),
        ("incapacity-scotland", "incapacity-scotland-reform"),
        "duty",
    ),
    Rule(
        "northern-ireland",
        picked(NATION, "northern-ireland"),
        "other-law",
        "Northern Ireland's Act is only partly in force, mainly for deprivation of liberty.",
        (
            "Ask the health and social care trust which law it applies to this decision, and get legal advice.",
        ),
        (),
        "law",
        (),
        ("capacity-ni",),
        "duty",
    ),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "look-closer",
        "You are not sure whether anyone is in danger. Settle that first.",
        ("Ring your manager or on-call manager now and decide together. If you fear the worst, ring 999.",),
        (),
        "practice",
        (SOURCE,),
        group="risk",
    ),
    Rule(
        "coercion-not-sure",
        unknown(coerced),
        "look-closer",
        "You do not know whether somebody else is deciding.",
        ("Ask in private what would happen after a no, who else has a view, and who reads their phone.",),
        (),
        "practice",
        (SOURCE,),
        group="risk",
    ),
    Rule(
        "age-unknown",
        picked(age, "unknown"),
        "look-closer",
        "The person may be under 18. Treat them as a child until you know.",
        ("Work through the child protection aid as well.",),
        (),
        "practice",
        ("outreach Child protection",),
        CHILD_LAW,
        "duty",
        (Link(CHILD_AID, "Child protection: how urgent is it?"),),
    ),
    Rule(
        "no-decision",
        picked(decision, "general"),
        "look-closer",
        "No decision has been named. “Has capacity” about nothing means nothing.",
        ("Ask: capacity to do what, exactly, and when? Then go through this aid for that decision.",),
        ("Somebody can have capacity for one thing and not for another, or today and not tonight.",),
        "practice",
        (SOURCE,),
        ("capacity-four-abilities",),
        "care",
    ),
    Rule(
        "help-first",
        every(
            some(no(helped), unknown(helped)),
            Not(Known(picked(abilities, "none")), "no answer says that they can do all of it without help"),
        ),
        "look-closer",
        "Help comes first. Nobody counts as unable until every practical kind of help has been given.",
        (
            "Choose the time and place with the person: sober, rested, alone, safe, in their language, with somebody they "
            "trust. Try more than once, and write what was done.",
        ),
        (),
        "practice",
        (SOURCE,),
        ("capacity-principles",),
        "care",
    ),
    Rule(
        "state",
        Called(
            picked(state, *(each.key for each in state.options if not each.exclusive)),
            "the person was in a state, or a place, in which it is hard to decide",
        ),
        "look-closer",
        "What showed then may not show at another time. If the decision can wait, wait.",
        (
            "Talk it through again in better conditions, and ask for an answer about both times: this person sober and safe, "
            "and this person as they often are.",
        ),
        (
            "An older finding about a bad time is evidence. Ask that it is read, and that the question is put again.",
        ),
        "practice",
        (SOURCE,),
        ("capacity-principles", "capacity-four-abilities"),
        "care",
    ),
    Rule(
        "ability-not-known",
        picked(abilities, "not-sure"),
        "look-closer",
        "It is not known whether an ability is missing. That is the first question.",
        (
            "Ask the person to tell you in their own words what they have decided, why, and what speaks against it.",
        ),
        (),
        "law",
        (SOURCE,),
        TEST_LAW,
        "care",
    ),
    Rule(
        "impairment-not-known",
        every(CANNOT, some(unknown(impairment), unknown(cause))),
        "look-closer",
        "An ability is missing, and the impairment or the link is not known yet.",
        ("Ask somebody who can tell: a doctor, a psychologist, a learning disability or brain injury team.",),
        (
            "Do not take a diagnosis for the link. The question is whether it is the reason, for this decision.",
        ),
        "law",
        (SOURCE,),
        TEST_LAW,
        "care",
    ),
    Rule(
        "no-impairment",
        every(CANNOT, no(impairment)),
        "look-closer",
        "An ability is missing and there is no impairment of mind or brain. Then this Act is not the tool.",
        (
            "Ask what else explains it: fear, control, exhaustion, language, not having been told. Act on that.",
        ),
        (
            "Grooming, fear or coercion is not by itself an impairment of mind or brain, on our reading of the law.",
        ),
        "law",
        (SOURCE,),
        ("capacity-causal-link",),
        "care",
        (SAFEGUARDING,),
    ),
    Rule(
        "no-link",
        every(CANNOT, no(cause)),
        "look-closer",
        "The impairment is not the reason. If fear or somebody's control is, this Act is not the tool.",
        (
            "Answer the question on control above, and use safeguarding, the police and the High Court instead.",
        ),
        (
            "The toolkit of 2021 sees grooming and control as limiting capacity. On the law, the impairment has to be the cause.",
        ),
        "law",
        (SOURCE,),
        ("capacity-causal-link", "inherent-jurisdiction"),
        "care",
        (SAFEGUARDING,),
    ),
    Rule(
        "already-assessed",
        yes(assessed),
        "look-closer",
        "Somebody has already said yes or no. Find out what that answer was about.",
        tuple(each.text for each in facts.items("capacity-assessment-questions")),
        (),
        "practice",
        (SOURCE,),
        ("care-act-advocacy",),
        "care",
        (CHALLENGE,),
    ),
    Rule(
        "liberty-ward",
        every(act_applies, picked(liberty, "ward")),
        "look-closer",
        "In hospitals and care homes the deprivation of liberty safeguards cover people of {law:dols}.",
        (
            "Ask the ward or home, and the council, on what law the person is kept in, and who speaks for them.",
        ),
        ("At 16 or 17 these safeguards do not apply: a court decides.",),
        "law",
        (SOURCE,),
        ("dols", "liberty-protection-safeguards"),
        "duty",
    ),
    Rule(
        "liberty-elsewhere",
        every(act_applies, picked(liberty, "elsewhere")),
        "look-closer",
        "The deprivation of liberty safeguards do not reach somebody's home. There a court decides.",
        (
            "Ask the council's legal team. Do not lock a door, hold on to keys or a phone, or agree to a plan that does.",
        ),
        ("If exploiters fetch the person, the question is what stops the exploiters.",),
        "law",
        (SOURCE,),
        ("dols", "liberty-protection-safeguards"),
        "duty",
    ),
    Rule(
        "liberty-changed",
        some(picked(liberty, "ward", "elsewhere"), unknown(liberty)),
        "look-closer",
        "What counts as depriving somebody of their liberty changed in 2026: the Supreme Court overruled Cheshire West.",
        ("Take legal advice before anybody relies on guidance or training from before that.",),
        (),
        "law",
        (),
        ("deprivation-of-liberty",),
        "duty",
        (Link("keep-safe/capacity/#liberty", "Deprivation of liberty"),),
    ),
    Rule(
        "sex",
        every(act_applies, picked(decision, "decision-sex")),
        "presume",
        "The decision is about engaging in sexual relations. It includes seeing that the other has to be able to consent, and "
        "has to go on consenting.",
        ("Ask about engaging in sexual relations, not about “consenting” to what others do.",),
        ("Consent in a crime is another question: was there freedom to choose?",),
        "law",
        (SOURCE,),
        ("capacity-sex", "consent-and-capacity-apart"),
        "care",
    ),
    Rule(
        "plan",
        picked(decision, "decision-plan"),
        "presume",
        "Whether somebody can agree to a safeguarding plan can only be asked about a plan that exists.",
        ("Draw up the plan with the person first. Then ask about this decision.",),
        (),
        "practice",
        (SOURCE,),
        group="care",
    ),
    Rule(
        "unwise",
        every(act_applies, yes(unwise)),
        "presume",
        "An unwise decision is not by that alone a lack of capacity. It is also no proof of capacity.",
        ("Ask whether it was free, and what the person knew, feared and needed when they took it.",),
        (),
        "law",
        (SOURCE,),
        ("capacity-principles",),
        "care",
    ),
    Rule(
        "all-abilities",
        every(named, picked(abilities, "none")),
        "presume",
        "All {law:capacity-four-abilities} are there on these answers. Stop: for this decision the person has capacity.",
        ("Write down the decision, the day and how you know. Then ask whether the decision is free.",),
        ("Where the abilities are there, no impairment, however serious, takes capacity away.",),
        "law",
        (SOURCE,),
        TEST_LAW,
        "care",
    ),
    Rule(
        "always",
        Always("in every case"),
        "presume",
        "Consent, capacity, coercion and liberty are separate questions. Keep them apart.",
        (
            "Say which question you ask: consent, capacity, coercion or liberty; about which decision, on which day.",
            "Bring what you know: what the person understands with you and loses with others, and what it cost to say no.",
        ),
        ("“Has capacity” never ends safeguarding. Somebody with full capacity can be abused.",),
        "practice",
        (SOURCE,),
        ("consent-and-capacity-apart", "s42-not-capacity-or-eligibility"),
        "care",
        (SAFEGUARDING,),
    ),
)


def compute(answers: Answers, today: date) -> Computed:
    """A note on one decision, in the order of the test. Only where the Act of 2005 applies and a decision is named."""
    which = answers.one(decision.key)
    if answers.one(NATION.key) not in ("england", "wales") or which in (None, "general"):
        return Computed()
    gaps: list[str] = []
    if answers.one(helped.key) != "yes":
        gaps.append("The help that was given first.")
    missing = _ticked(abilities, answers)
    if not answers.many(abilities.key) or "not-sure" in answers.many(abilities.key):
        gaps.append("Which abilities are there and which are not, with what the person said.")
    if missing:
        if answers.one(impairment.key) != "yes":
            gaps.append("The impairment of, or disturbance in, mind or brain.")
        if answers.one(cause.key) != "yes":
            gaps.append("That the impairment is the reason.")
    conditions = "; ".join(_lower(each) for each in _ticked(state, answers))
    out = "\n".join(f"- cannot: {_lower(each.rstrip('.'))}. [what was said and done]" for each in missing)
    parts = [
        f"Decision: {decision.option(which or '').text}. [the exact question]   Day and time: [   ]",
        "Presumed to have capacity. This note says what was found on the balance of probabilities.",
        f"1. Help given first: [what, when, with whom, in which language]\nConditions: {conditions or '[sober, rested, alone, safe?]'}",
        "2. Ability, for this decision\n"
        + (out or "- [understand, keep, use and weigh, communicate: what the person said]"),
        "3. Only if an ability is missing: impairment or disturbance of mind or brain\n- [what, since when, who says so]",
        "4. Is it the reason? [how it, and not fear or somebody's control, stops the person deciding this]",
        "5. More likely than not: [has / lacks capacity for this decision at this time], because [reasons]",
        "Apart from capacity. Control by others: [what they do]. Free choice? [   ]. Safeguarding: [what was done]",
        "What the person wants: [in their words]   Look again on: [date]",
    ]
    return Computed(draft=Draft("A note on one decision", "\n\n".join(parts) + "\n", tuple(gaps)))


def _ticked(question: Question, answers: Answers) -> list[str]:
    given = answers.many(question.key)
    return [option.text for option in question.options if option.key in given and not option.exclusive]


CAPACITY = Aid(
    slug="capacity",
    title="Capacity: thinking about one decision",
    question="“She has capacity.” What does that mean, and what do I ask?",
    summary="Goes through one decision in the order of the law, keeps coercion and consent apart from capacity, and says what to ask.",
    levels=LEVELS,
    questions=(
        danger,
        NATION,
        age,
        decision,
        coerced,
        helped,
        state,
        abilities,
        impairment,
        cause,
        liberty,
        unwise,
        assessed,
    ),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It puts the questions about capacity in their order for one decision, and sends coercion, children and confinement to the law that fits.",
        not_for="It is not a capacity assessment and not legal advice. Do not use it to overrule somebody, or to end a safeguarding concern.",
        strength="Statute and Supreme Court decisions for England and Wales, several of them from knowledge and marked so. Scotland and Northern Ireland are named and not worked through.",
        pitfalls=(
            Pitfall(
                "The Code of Practice of 2007 asks about impairment first. Forms built on it turn the test round.",
                "https://www.39essex.com/cop_cases/a-local-authority-v-jb-3/",
            ),
            Pitfall(
                "The word “capacity” is used to say that somebody agreed to being exploited. Consent, capacity and freedom are different questions.",
                "Support to Overcome Trauma toolkit (2021), section 4.1, and our own reading of the law",
            ),
            Pitfall(
                "Training and leaflets from before June 2026 rest on the Cheshire West decision, which has been overruled.",
                "https://www.mentalcapacitylawandpolicy.org.uk/resources-2/agni-resources/",
            ),
        ),
        review="The person who needs the decision, with your safeguarding lead; again when the conditions or the decision change.",
    ),
    links=(
        Link("keep-safe/capacity/", "“She has capacity”: what it means, and what to ask"),
        Link("keep-safe/capacity/#questions", "Questions to ask about an assessment"),
    ),
    compute=compute,
)
