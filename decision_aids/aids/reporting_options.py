"""Which routes are open: police now, a SARC without a report, intelligence without a name, later, or none.

Source: Support to Overcome Trauma toolkit (2021), sections 5.1 and 5.2, and the Encompass briefing (about 2022) on National
Ugly Mugs, corrected by the law register: no storage time is promised for England, Wales or Northern Ireland, Scotland has
one in law, and Northern Ireland has a duty to tell the police that the others have not.
"""

from __future__ import annotations

from datetime import date, timedelta

from decision_aids import facts
from decision_aids.aids.common import CALL_999, TELL_MANAGER_NOW
from decision_aids.aids.people import danger_question
from decision_aids.conditions import Always, DateTest, Known, Not, every, some
from decision_aids.dates import DateNotCovered, add_months, previous_working_day, say, say_short
from decision_aids.model import Aid, Answers, Card, Computed, DatedAnswer, Level, Link, Option, Pitfall, Rule
from decision_aids.questions import NATION, day, many_of, one_of, picked, unknown, yes, yes_no

CHOICE = "stage 5.1 Informed choice"
BARRIERS = "stage 5.1 Barriers to reporting"
INTELLIGENCE = "stage 5.2 Anonymous intelligence"
RISK_REDUCTION = "encompass Take a risk reduction approach"
SARC_PAGE = Link("justice/evidence-and-sarcs/#ring-now", "Evidence and SARCs: ring now")

danger = danger_question("Her, a child, you, or anybody else.")

age = one_of(
    "age",
    "Is she under 18?",
    (
        Option("adult", "No, 18 or over", "she is 18 or over"),
        Option("under-18", "Yes", "she is under 18", danger=2),
        Option("not-sure", "Not sure, or not asked yet", "her age is not known", unknown=True, danger=1),
    ),
    help="“She” stands for anybody: he, they, whatever the person says.",
    required=True,
)

when = one_of(
    "when",
    "When was the last assault?",
    (
        Option("days", "Today or in the last days", "the last assault was in the last days", danger=2),
        Option("going-on", "It is still going on", "it is still going on", danger=2),
        Option("weeks", "Some weeks ago", "the last assault was some weeks ago"),
        Option("long-ago", "Longer ago", "the last assault was longer ago"),
        Option("none", "There was no physical assault", "there was no physical assault"),
        Option(
            "not-sure",
            "Not sure, or not asked yet",
            "it is not known when the last assault was",
            unknown=True,
            danger=1,
        ),
    ),
    help="In doubt between two? Choose the more recent.",
    required=True,
)
RECENT = picked(when, "days", "going-on", "not-sure")

sarc_done = yes_no(
    "been-to-sarc",
    "Has she been to a sexual assault referral centre (SARC) about it?",
    yes="she has been to a SARC",
    no="she has not been to a SARC",
    shown_if=picked(when, "days", "going-on", "weeks", "long-ago", "not-sure"),
)

exam_date = day(
    "examined-on",
    "On which day did the examination begin?",
    help="Scotland keeps the samples for a time fixed by law. The date can be counted.",
    shown_if=every(picked(NATION, "scotland"), yes(sarc_done)),
)

at_risk = many_of(
    "at-risk",
    "Is anybody else at risk, or is she at risk again?",
    (
        Option("child", "A child or young person", "a child or young person is at risk", danger=1),
        Option("adult", "An adult at risk, herself included", "an adult is at risk", danger=1),
        Option(
            "position",
            "Whoever did it works with children or with adults at risk",
            "the person who did it works with children or adults at risk",
            danger=1,
        ),
    ),
    required=True,
    none_says="nobody is known to be at risk",
)

police = one_of(
    "police",
    "What does she say about the police?",
    (
        Option("report", "She wants to report", "she wants to report"),
        Option("talk", "She would like to know more first", "she would like to know more before she decides"),
        Option("later", "Not now, perhaps later", "she does not want to report now"),
        Option("refuses", "She does not want to report", "she does not want to report"),
        Option("not-asked", "Not asked yet", "she has not been asked", unknown=True),
    ),
)

JUSTICE = facts.items("justice-can-mean")
justice = many_of(
    "justice",
    "What would justice be, for her?",
    tuple(
        Option(each.id, each.text.rstrip("."), f"for her it is this: “{each.text.rstrip('.')}”")
        for each in JUSTICE
    ),
    help="Ask it before you do anything. It may not be a court at all.",
    none="None of these, or she does not want to think of it now",
    none_says="none of these is what she wants",
)

REASONS = facts.items("reporting-barriers")
barriers = many_of(
    "barriers",
    "What stands in the way, in her words?",
    tuple(Option(each.id, each.text.rstrip("."), f"she says: “{each.text.rstrip('.')}”") for each in REASONS),
    help="To understand it, and not to argue it away.",
    none="Nothing that she names",
    none_says="she names nothing that stands in the way",
)

sells = yes_no(
    "sells-sex",
    "Does she sell or exchange sex?",
    yes="she sells or exchanges sex",
    no="she does not sell or exchange sex",
)

LEVELS = (
    Level("emergency", "Emergency", "emergency", "Somebody is in danger. Ring 999 now; the rest can wait."),
    Level(
        "child-protection",
        "Child protection",
        "high",
        "Child protection procedures run today, whatever is decided about a report. Her view still counts.",
    ),
    Level(
        "sarc-now",
        "Ring the SARC now",
        "high",
        "Ring the SARC now. She need not have decided anything, and the police need not know.",
    ),
    Level(
        "safeguard-too",
        "Safeguarding as well",
        "high",
        "The choice to report is hers. Safeguarding runs beside it and does not wait.",
    ),
    Level(
        "advice-first",
        "Advice first",
        "medium",
        "Get advice before anybody speaks to the police, and before you promise anything.",
    ),
    Level(
        "her-choice",
        "Her choice",
        "low",
        "Several ways are open, not reporting among them. It is her choice, and your support does not depend on it.",
        reassuring=True,
    ),
)

ASK = {each.id: each.text for each in facts.items("sarc-ask")}
ASK_SARC = (
    f"Ask: “{ASK['sarc-ask-self-refer']}”",
    f"Ask: “{ASK['sarc-ask-storage']}”",
    f"Ask: “{ASK['sarc-ask-health']}”",
)
SELF_REFERRAL = facts.get("helpline", "nhs-scotland-self-referral")
INTEL_CAUTIONS = tuple(
    f"Tell her first: {each.text[0].lower()}{each.text[1:]}"
    for each in facts.items("intelligence-tell-her")
    if each.id
    in {"intel-no-arrest", "intel-no-case", "intel-professional", "intel-traceable", "intel-not-report"}
)
OTHER_REASONS = (
    "barrier-no-point",
    "barrier-him-over-me",
    "barrier-judged",
    "barrier-move-on",
    "barrier-friend-partner",
    "barrier-self-blame",
    "barrier-sex-working",
)


not_been = Not(Known(yes(sarc_done)), "she has not been to a SARC yet")


def last_safe_day(examined: date) -> tuple[date, tuple[str, ...]]:
    """Scotland: the day before the samples' time is up, the day of the examination counting. Raises DateNotCovered."""
    value = facts.law_value("sarc-storage-scotland", examined)
    if value is None or value.number is None:
        raise DateNotCovered(
            f"We hold no confirmed storage time for an examination on {say_short(examined)}. Ring the service and ask."
        )
    counted = add_months(examined, value.number)
    last = counted.day - timedelta(days=1)
    return last, (
        f"The time begins with the day of the examination, {say(examined)}.",
        *counted.how,
        f"The day before that, {say(last)}, is the last safe one.",
    )


def _gone(examined: date, today: date) -> bool:
    try:
        return last_safe_day(examined)[0] < today
    except DateNotCovered:
        return False


RULES = (
    Rule(
        "danger-now",
        yes(danger),
        "emergency",
        "Somebody is in danger now.",
        (CALL_999, TELL_MANAGER_NOW),
        ("An injury, an overdose or strangling is an emergency too.",),
        "practice",
        (CHOICE,),
        (),
        "harm",
    ),
    Rule(
        "under-18",
        picked(age, "under-18"),
        "child-protection",
        "She is under 18, so child protection procedures run, whatever she decides about a report of her own.",
        (
            "Tell your safeguarding lead now, then children's social care today.",
            "Tell her what you have to do and why. Ask what she wants, and see that it is heard.",
        ),
        ("A SARC sees young people too: ring it first if it happened in the last days.",),
        "statutory-guidance",
        ("outreach Child protection",),
        (
            "under-18-protection",
            "working-together",
            "child-protection-wales",
            "child-protection-scotland",
            "child-protection-ni",
            "no-general-child-reporting-duty",
        ),
        "harm",
        (Link("aids/child-protection/", "Child protection: how urgent is it?"),),
    ),
    Rule(
        "child-at-risk",
        picked(at_risk, "child"),
        "child-protection",
        "A child or young person is at risk. That is a referral of its own, today.",
        (
            "Refer to children's social care. Do not leave it to a police report or to intelligence.",
            "Tell her that you will, and why, unless that raises the risk.",
        ),
        (),
        "statutory-guidance",
        (INTELLIGENCE, "outreach Child protection"),
        ("working-together", "child-protection-wales", "child-protection-scotland", "child-protection-ni"),
        "duty",
        (Link("aids/child-protection/", "Child protection: how urgent is it?"),),
    ),
    Rule(
        "sarc-now",
        every(RECENT, not_been),
        "sarc-now",
        "It was in the last days, or may have been. A SARC can look after her and take samples without a report, in most areas.",
        (
            "Ring the SARC now, whatever the hour. You can ring for her and give no name.",
            *ASK_SARC,
            "Until she is seen, if she can: no washing, changing, eating or going to the toilet. If she has, go all the same.",
        ),
        (
            "No table of hours turns anybody away. The SARC decides, and it sees to health as well as samples.",
            "She says yes or no to each part, and can stop.",
        ),
        "guidance",
        (CHOICE,),
        ("sarc-accept-up-to", "forensic-window-scotland", "forensic-science-code"),
        "care",
        (SARC_PAGE, Link("justice/evidence-and-sarcs/#keep", "What to keep")),
    ),
    Rule(
        "scotland-line",
        every(picked(NATION, "scotland"), RECENT, not_been),
        "sarc-now",
        f"In Scotland there is an NHS line for this. {SELF_REFERRAL.for_whom}",
        (f"Ring the {SELF_REFERRAL.name}: {SELF_REFERRAL.number}, {SELF_REFERRAL.hours}.",),
        (),
        "law",
        (),
        ("sarc-storage-scotland",),
        "care",
        (SARC_PAGE,),
    ),
    Rule(
        "age-not-known",
        unknown(age),
        "safeguard-too",
        "You do not know whether she is under 18. Work as with a child until you know.",
        ("Stay in touch, and take it to your safeguarding lead today.",),
        (),
        "practice",
        ("outreach Child protection",),
        (),
        "risk",
    ),
    Rule(
        "adult-at-risk",
        picked(at_risk, "adult"),
        "safeguard-too",
        "An adult is at risk. Adult safeguarding and a police report are two roads that do not join up.",
        ("Take it to your safeguarding lead today, with what she wants, in her words.",),
        (),
        "practice",
        (INTELLIGENCE, "stage 4.1"),
        ("care-act-s42", "adult-at-risk-wales", "adult-at-risk-scotland", "adult-protection-ni"),
        "duty",
        (Link("aids/adult-at-risk/", "Does the adult safeguarding test look met?"),),
    ),
    Rule(
        "going-on",
        picked(when, "going-on"),
        "safeguard-too",
        "It is still going on, so she is at risk again. That calls for safety now, whatever she decides about a report.",
        (
            "Make a safety plan with her today: where she sleeps, who knows, how to reach you, when it is 999.",
            "Take it to your safeguarding lead today, with what she wants, in her words.",
        ),
        ("Going back, or staying, is not agreeing to it.",),
        "practice",
        (CHOICE,),
        ("care-act-s42", "adult-at-risk-wales", "adult-at-risk-scotland", "adult-protection-ni"),
        "risk",
    ),
    Rule(
        "works-with-people-at-risk",
        picked(at_risk, "position"),
        "safeguard-too",
        "The person she names works with children or with adults at risk. Once that is known, those responsible will act.",
        ("Tell her so before she tells you more. Take it to your safeguarding lead today.",),
        (),
        "practice",
        (INTELLIGENCE,),
        (),
        "duty",
    ),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "safeguard-too",
        "You are not sure whether somebody is in danger.",
        (TELL_MANAGER_NOW, "If you fear the worst, ring 999."),
        (),
        "practice",
        (CHOICE,),
        (),
        "risk",
    ),
    Rule(
        "not-sure-who-is-safe",
        unknown(at_risk),
        "safeguard-too",
        "It is not known who else is at risk.",
        (
            "Go through it with your safeguarding lead today: who else can be reached by whoever did it, and is anyone under 18?",
        ),
        (),
        "practice",
        (CHOICE,),
        (),
        "risk",
    ),
    Rule(
        "northern-ireland",
        picked(NATION, "northern-ireland"),
        "advice-first",
        "In Northern Ireland it can be an offence for anybody not to tell the police what they know of a serious crime.",
        (
            "Get advice today, from your manager and a lawyer, on what your service has to tell. Say to her what you can and cannot keep before she says more.",
        ),
        ("There is a defence of reasonable excuse. It is for a lawyer to say whether it fits.",),
        "law",
        (),
        ("ni-duty-to-report",),
        "duty",
    ),
    Rule(
        "could-be-accused",
        picked(barriers, "barrier-own-record"),
        "advice-first",
        "She fears that she will be the one arrested. She may be right, so she sees a solicitor before she speaks to police.",
        (
            "Find a criminal defence solicitor who knows exploitation. Ask whether what she did was part of what was done to her.",
        ),
        (),
        "practice",
        ("stage 5.3",),
        ("section-45-adult",),
        "care",
        (Link("justice/criminalised/", "When she is the one accused"),),
    ),
    Rule(
        "immigration",
        picked(barriers, "barrier-migrant"),
        "advice-first",
        "She fears removal from the country. Immigration advice comes before a report, where it can.",
        (
            "Ring an immigration adviser or a law centre first. Ask the force whether it passes on what victims say of their status.",
        ),
        ("Danger does not wait for advice: 999.",),
        "practice",
        (BARRIERS, "stage 5.3"),
        (),
        "care",
    ),
    Rule(
        "report-now",
        picked(police, "report"),
        "her-choice",
        "She wants to report. Go with her at her pace.",
        (
            "Bring in an ISVA first if she likes. Ask the force for an officer trained in sexual offences, and say if plain clothes or a woman officer would help.",
            "Tell her what happens next, what is not in her hands once police know, and that nobody can promise a charge or a verdict.",
        ),
        ("Do not go through what she will say. She tells it once, to them.",),
        "practice",
        (CHOICE, "stage 5.1 Working with police"),
        ("victims-code",),
        links=(
            Link("justice/reporting/", "Reporting"),
            Link("aids/court-coaching/", "May we do this with a witness?"),
        ),
    ),
    Rule(
        "talk-first",
        picked(police, "talk"),
        "her-choice",
        "She would like to know more first. She can, without saying what happened.",
        (
            "Ask whether an officer comes to your service to explain the process, with no names and no details. Some forces do.",
            "Go through the steps with an ISVA: who is involved, what can happen when, which decisions can be questioned.",
        ),
        (),
        "practice",
        (CHOICE,),
        links=(Link("justice/walkthrough/", "The whole way, step by step"),),
    ),
    Rule(
        "intelligence",
        picked(police, "talk", "later", "refuses"),
        "her-choice",
        "With her agreement, information can go to the police without her name.",
        (
            "Write the information down with her, take out what points to her, and send it by the force's own form or through Crimestoppers.",
            "If somebody is at risk, make the safeguarding referral as well. Intelligence is not one.",
        ),
        INTEL_CAUTIONS,
        "practice",
        (INTELLIGENCE,),
        ("compensation-report-to-police",),
        links=(Link("justice/intelligence/", "Passing on intelligence without reporting"),),
    ),
    Rule(
        "report-later",
        picked(police, "talk", "later"),
        "her-choice",
        "She can report later. Say also what waiting may cost: samples, pictures from cameras, messages, some time limits.",
        (
            "Ask what she would like to keep for later: clothes unwashed, the phone, a note of dates in a safe place.",
            "Put the time limit for compensation in a safe diary. For harm as an adult it runs from the incident; it needs a report.",
        ),
        (),
        "practice",
        (CHOICE,),
        ("compensation-adult-limit", "compensation-ni"),
        links=(Link("aids/compensation/", "By when do we apply for compensation?"),),
    ),
    Rule(
        "no-report",
        picked(police, "refuses"),
        "her-choice",
        "Not reporting is a choice like the others. She needs no reason for it.",
        (
            "Say that you are still her worker next week. Ask what she needs now, and leave the question of police alone.",
        ),
        ("Do not report an adult's story behind her back because you are angry for her.",),
        "practice",
        (BARRIERS,),
        ("no-duty-to-report-past-crime",),
    ),
    Rule(
        "not-asked",
        unknown(police),
        "her-choice",
        "Nobody has asked her yet what she wants.",
        (
            "Before anything else, ask what would help, and what justice would be for her. Then tell her which ways are open.",
        ),
        ("Do not ring the police on auto-pilot.",),
        "practice",
        (BARRIERS,),
        links=(Link("justice/before-reporting/#what-justice-means", "What would justice be, for her?"),),
    ),
    Rule(
        "some-weeks",
        picked(when, "weeks", "long-ago"),
        "her-choice",
        "Ring the SARC even if some time has passed. It may still find something, and it looks after health and support at any time.",
        (
            "Ring the SARC and ask, without a name if she likes. Clothes, bedding, phones and messages can matter for much longer.",
        ),
        (),
        "practice",
        (CHOICE,),
        ("forensic-window-hair",),
        links=(SARC_PAGE,),
    ),
    Rule(
        "storage-differs",
        every(
            picked(NATION, "england", "wales", "northern-ireland"),
            picked(when, "days", "going-on", "weeks", "long-ago", "not-sure"),
        ),
        "her-choice",
        "How long a centre keeps samples differs from one to the next. No number can be promised.",
        (
            "Ask the centre how long it keeps samples, get it in writing, and put the date in a diary that is safe for her.",
        ),
        ("You may have heard of a fixed number of years. No rule was found behind it.",),
        "practice",
        (CHOICE,),
        ("sarc-storage-england", "sarc-storage-wales", "sarc-storage-ni"),
        links=(Link("justice/evidence-and-sarcs/#storage", "How long samples are kept"),),
    ),
    Rule(
        "scotland-storage",
        every(picked(NATION, "scotland"), picked(when, "days", "going-on", "weeks", "long-ago", "not-sure")),
        "her-choice",
        "In Scotland samples from a self-referral are kept for {law:sarc-storage-scotland}, beginning with the day of the examination. Then they are destroyed, and nobody sends a reminder.",
        ("Put the last safe day for the samples, if it is still ahead, in a diary that gives nothing away.",),
        (
            "She can ask for samples to be destroyed sooner: {law:sarc-earlier-destruction-scotland} after she asks.",
        ),
        "law",
        (),
        ("sarc-storage-scotland", "sarc-earlier-destruction-scotland"),
        links=(Link("justice/evidence-and-sarcs/#storage", "How long samples are kept"),),
    ),
    Rule(
        "scotland-samples-gone",
        DateTest(exam_date, _gone, "the storage time in Scotland has run out"),
        "her-choice",
        "By this count the time for keeping the samples is over. She can still report, and other evidence may stand.",
        ("Ring the centre and ask whether the samples are still there.",),
        (),
        "law",
        (),
        ("sarc-storage-scotland",),
    ),
    Rule(
        "ugly-mugs",
        # Nobody under 18 sells sex: that is exploitation, and child protection answers it.
        every(yes(sells), picked(age, "adult")),
        "her-choice",
        "National Ugly Mugs takes reports from people of any gender who sell sex and warns others. Police are told only with consent.",
        (
            "Offer to report to National Ugly Mugs with her. It has casework as well.",
            "Ask the force for its sex work liaison officer if she thinks of reporting. A crime against somebody who sells sex is a crime.",
        ),
        (),
        "practice",
        (RISK_REDUCTION, "stage 5.1 Working with police"),
        ("national-ugly-mugs",),
    ),
    Rule(
        "justice-safe",
        picked(justice, "justice-safe", "justice-order"),
        "her-choice",
        "For her it is being safe from those who did it, or keeping them away.",
        (
            "Make a safety plan today. Ask the police or a solicitor about orders; some need no trial and no statement from her.",
        ),
        (),
        "practice",
        (BARRIERS, "stage 5.1 Working with police"),
        ("sexual-risk-order", "closure-order"),
        links=(Link("justice/orders/", "Orders"),),
    ),
    Rule(
        "justice-court",
        picked(justice, "justice-court"),
        "her-choice",
        "For her it is a court. That begins with a report, it is slow, and the end cannot be promised.",
        ("Tell her who decides what, and that a decision to stop can be reviewed.",),
        (),
        "practice",
        (CHOICE,),
        ("police-review-window", "cps-review-window"),
        links=(Link("justice/walkthrough/", "The whole way, step by step"),),
    ),
    Rule(
        "justice-believed",
        picked(justice, "justice-believed"),
        "her-choice",
        "For her it is being believed. You can begin with that.",
        ("Say it: “I believe you.” Ask who else's word would matter to her.",),
        ("A report may bring it, and it may bring doubt. Say both.",),
        "practice",
        (BARRIERS,),
    ),
    Rule(
        "justice-warn",
        picked(justice, "justice-warn"),
        "her-choice",
        "For her it is that others are warned.",
        ("Intelligence without her name, or National Ugly Mugs, can do that without a report of her own.",),
        (),
        "practice",
        (INTELLIGENCE, RISK_REDUCTION),
        ("national-ugly-mugs",),
    ),
    Rule(
        "justice-money",
        picked(justice, "justice-money"),
        "her-choice",
        "For her it is compensation. That needs a report to the police and no conviction.",
        ("Count the date for compensation now, and do not wait for a trial.",),
        (),
        "practice",
        ("stage 5.1 Criminal Injuries Compensation",),
        ("compensation-report-to-police", "compensation-adult-limit", "compensation-ni", "civil-claim-adult"),
        links=(Link("aids/compensation/", "By when do we apply for compensation?"),),
    ),
    Rule(
        "justice-record",
        picked(justice, "justice-record-put-right"),
        "her-choice",
        "For her it is having a label, a caution or a conviction put right.",
        (
            "See a solicitor about a caution or conviction. A service can correct its own words about her this week.",
        ),
        (),
        "practice",
        ("stage 5.3",),
        ("childhood-soliciting-convictions",),
    ),
    Rule(
        "justice-life",
        some(picked(justice, "justice-life"), picked(justice, "none")),
        "her-choice",
        "For her it is a life of her own, or something she has no words for yet.",
        ("Work on that: home, health, children, work, peace. It needs nobody's verdict.",),
        (),
        "practice",
        (BARRIERS,),
    ),
    Rule(
        "worse-for-her",
        picked(barriers, "barrier-worse-off"),
        "her-choice",
        "She expects that it would be worse for her. Take it as knowledge: she knows what they do.",
        (
            "Plan for safety before any report: where she sleeps, who knows, what the exploiter can reach, what police may leave at her door.",
        ),
        (),
        "practice",
        (BARRIERS,),
        (),
        "risk",
    ),
    Rule(
        "family-and-services",
        picked(barriers, "barrier-family-services"),
        "her-choice",
        "She fears for her children, or that her family will hear.",
        ("Tell her exactly what you would have to share, and with whom, before she says more.",),
        ("Selling sex is not by itself a child protection matter.",),
        "practice",
        ("encompass Individuals may hide their involvement",),
        links=(Link("aids/confidentiality/", "Can I share this without consent?"),),
    ),
    Rule(
        "people-like-me",
        picked(barriers, "barrier-male-trans"),
        "her-choice",
        "The person expects disbelief, or the wrong words, because of who they are.",
        (
            "Ask the force for an LGBT liaison officer if wanted, and tell the officer beforehand which name and pronoun to use.",
        ),
        (),
        "practice",
        ("effective 3.2.3 Safety, violence and crimes against sex workers",),
    ),
    Rule(
        "sound-reasons",
        picked(barriers, *OTHER_REASONS),
        "her-choice",
        "Her reasons are sound ones. The talk is for her wellbeing and her own understanding, not to win her over.",
        ("Listen, ask what happened last time, and put the blame where it belongs: with whoever did it.",),
        ("Promise no different ending.",),
        "practice",
        (BARRIERS,),
        links=(Link("justice/before-reporting/#barriers", "What makes it hard to report"),),
    ),
    Rule(
        "always",
        Always("in every case"),
        "her-choice",
        "These ways can stand side by side or follow one another, and each can be left.",
        (
            "Tell her every way that is open, also the ones you would not choose. Write down that you did, and what she chose.",
        ),
        ("Therapy and support wait for none of it.",),
        "practice",
        (CHOICE, BARRIERS),
        ("pre-trial-therapy",),
        links=(Link("justice/before-reporting/", "Before reporting: her choice"),),
    ),
)


def compute(answers: Answers, today: date) -> Computed:
    """Scotland: the last safe day before self-referral samples are destroyed."""
    examined = answers.day(exam_date.key)
    if examined is None:
        return Computed()
    label = "Last safe day before the samples are destroyed (Scotland)"
    try:
        last, how = last_safe_day(examined)
    except DateNotCovered as reason:
        return Computed(dates=(DatedAnswer("samples", label, None, str(reason)),))
    gone = last < today
    words = f"{say(last)}. This day has gone: ring and ask. She can still report." if gone else say(last)
    aim = None
    if not gone:
        try:
            aim = max(previous_working_day(last, "scotland"), examined)
        except DateNotCovered:
            aim = last - timedelta(days=1)
    assumption = "Two days of examination are dated from the first. Ask the service for the date in writing and use the earlier one."
    dated = DatedAnswer("samples", label, last, words, aim, how, assumption, calendar=not gone)
    return Computed(dates=(dated,), law=("counting-months",))


REPORTING_OPTIONS = Aid(
    slug="reporting-options",
    title="Which ways to report are open?",
    question="Which ways are open to her: police, SARC, intelligence, later, or none?",
    summary="Sets out every way that is open, a SARC without a report and not reporting among them, and says what cannot wait.",
    levels=LEVELS,
    questions=(danger, NATION, age, when, sarc_done, exam_date, at_risk, police, justice, barriers, sells),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It lists the ways that are open, in the order of what cannot wait, with what each can and cannot bring.",
        not_for="It is not there to bring anybody to a report, it does not say whether samples can still be found, and it is not legal advice.",
        strength="Practice wisdom of 2021 and 2022; law for Scotland's storage time and Northern Ireland's duty. Storage elsewhere is not settled, and no number is given.",
        pitfalls=(
            Pitfall(
                "Handbooks on reporting go on being handed out long after their date. Check the “correct to” line before you give one.",
                "https://survivorsnetwork.org.uk/resource/from-report-to-court/",
            ),
            Pitfall(
                "Other ways of reporting exist because people do not trust this one. National Ugly Mugs tells the police only with consent; be as clear about what you do.",
                "https://www.beyond-the-gaze.com/safety-info/reporting-to-num-other-third-party-reporting-schemes-and-the-police/",
            ),
            Pitfall(
                "A list of options can hide a push. Say the last one, not reporting, in the same voice as the first.",
                "Our own reading",
            ),
        ),
        review="The person, as often as she likes; your safeguarding lead the same day where anybody is at risk.",
    ),
    links=(
        Link("justice/before-reporting/", "Before reporting: her choice"),
        Link("justice/evidence-and-sarcs/", "Evidence and SARCs"),
        Link("justice/intelligence/", "Passing on intelligence without reporting"),
    ),
    compute=compute,
)
