"""The National Referral Mechanism: who refers, who has to agree, which dates run, and what goes on without it.

Source: Support to Overcome Trauma toolkit (2021), section 4.2, corrected by the law register: recovery periods differ by
nation and are not a promise of housing, the duty to notify binds listed public bodies and not charities, and a negative
decision can be looked at again within a limit the toolkit does not give.
"""

from __future__ import annotations

from datetime import date

from decision_aids import facts
from decision_aids.aids.common import CALL_999, TELL_MANAGER_NOW, WRITE_DOWN
from decision_aids.aids.helplines import line
from decision_aids.aids.people import (
    CHILD_AID,
    CHILD_LAW,
    age_question,
    age_unknown,
    danger_question,
    under_18,
)
from decision_aids.conditions import Always, DateTest, Known, Not, every, some
from decision_aids.dates import Counted, DateNotCovered, add_days, previous_working_day, say, say_short
from decision_aids.model import (
    Aid,
    Answers,
    Card,
    Computed,
    DatedAnswer,
    Draft,
    Level,
    Link,
    Option,
    Pitfall,
    Rule,
)
from decision_aids.questions import NATION, answered, day, many_of, no, one_of, picked, unknown, yes, yes_no

SOURCE = "stage 4.2"
LAWYER = "Get a solicitor who knows trafficking law today, and bring the letter."
SIGNS = Link("aids/trafficking-signs/", "Is somebody controlled or trafficked?")
PERIOD = {
    "england": "nrm-recovery-period-ew",
    "wales": "nrm-recovery-period-ew",
    "scotland": "nrm-recovery-period-scotland",
    "northern-ireland": "nrm-recovery-period-ni",
}

england_or_wales = picked(NATION, "england", "wales")
scotland = picked(NATION, "scotland")
northern_ireland = picked(NATION, "northern-ireland")

danger = danger_question("Being hurt, held, about to be moved, or threatened now.")

age = age_question(help="If they may be under 18, say that it is not known.")

stage = one_of(
    "stage",
    "Where do things stand?",
    (
        Option("thinking", "No referral yet", "no referral has been made"),
        Option("referred", "Referred, no decision yet", "a referral was made and there is no decision yet"),
        Option("positive", "A positive first decision", "the first decision was positive"),
        Option("negative", "A negative decision, first or final", "there is a negative decision"),
        Option(
            "refused",
            "Support or protection was refused or ended",
            "support or protection was refused or ended",
        ),
        Option("unclear", "Not sure", "it is not known where things stand", unknown=True),
    ),
    required=True,
)
before = picked(stage, "thinking", "unclear")
negative = picked(stage, "negative")

letter = day(
    "letter",
    "Which date is on the decision?",
    help="The date printed on it, not the day it came.",
    shown_if=picked(stage, "positive", "negative"),
)

removal = yes_no(
    "removal",
    "Does the person face removal or deportation from the UK?",
    yes="the person faces removal from the UK",
    no="the person does not face removal from the UK",
    shown_if=picked(stage, "negative", "refused"),
    danger="yes",
)

grounds = many_of(
    "grounds",
    "Why should the decision be looked at again?",
    (
        Option("new", "There is something new to show", "there is something new to show"),
        Option("guidance", "The guidance was not followed", "the guidance was not followed"),
    ),
    shown_if=negative,
    none_says="no reason to look at it again is known yet",
)

fits = yes_no(
    "fits",
    "Is somebody moving, keeping or selling the person to exploit them?",
    help="Inside the UK or across a border. Not all sexual exploitation is modern slavery.",
    yes="somebody moves, keeps or sells the person to exploit them",
    no="nobody moves, keeps or sells the person to exploit them",
    shown_if=before,
    danger="yes",
)

agrees = one_of(
    "agrees",
    "Does the adult agree to a referral, knowing what it means?",
    (
        Option("yes", "Yes, with all of it explained", "the adult agrees, knowing what it means"),
        Option("no", "No", "the adult says no"),
        Option("not-asked", "Not asked yet", "the adult has not been asked yet"),
        Option(
            "unclear",
            "Not sure what they understood",
            "it is not clear what the adult understood",
            unknown=True,
        ),
        Option(
            "doubt",
            "There is doubt whether they can decide this",
            "there is doubt whether the adult can decide this",
        ),
    ),
    shown_if=every(picked(age, "adult"), before),
)

responder = one_of(
    "responder",
    "Is your organisation a first responder?",
    (
        Option(
            "public",
            "Yes: police, a council, the National Crime Agency or the labour abuse body",
            "you work for a listed public body",
        ),
        Option("home-office", "Yes: part of the Home Office", "you work for the Home Office"),
        Option(
            "trust",
            "Yes: a health and social care trust in Northern Ireland",
            "you work for a health and social care trust",
        ),
        Option(
            "charity", "Yes: a charity that may refer", "you work for a charity that is a first responder"
        ),
        Option("no", "No", "your organisation is not a first responder"),
        Option(
            "unclear",
            "Not sure",
            "you do not know whether your organisation is a first responder",
            unknown=True,
        ),
    ),
    help="Only organisations that the Home Office has named may refer somebody. Most services are not among them.",
)
not_responder = some(picked(responder, "no"), unknown(responder))

known = many_of(
    "known",
    "What is known so far?",
    tuple(
        Option(each.id, each.text, each.text[0].lower() + each.text[1:])
        for each in facts.items("nrm-evidence")
    ),
    help="For the draft below. Do not ask the person for more than they want to tell.",
    shown_if=before,
    none_says="nothing particular is known yet",
    unsure=False,
)

PASSED_TEXT = "the counted time for asking again has gone by"


def _limit_passed(given: date, today: date) -> bool:
    counted = _reconsider(given)
    return counted is not None and counted.day < today


def _reconsider(given: date) -> Counted | None:
    value = facts.law_value("nrm-reconsideration", given)
    return add_days(given, value.number) if value and value.number else None


LEVELS = (
    Level(
        "emergency",
        "Emergency",
        "emergency",
        "Someone is in danger. Ring 999 now. No referral comes before safety.",
    ),
    Level(
        "child-first",
        "Protect the child, then refer",
        "high",
        "This may be a child. Child protection comes first, and a referral needs nobody's consent.",
    ),
    Level(
        "ask-again",
        "Challenge it now",
        "high",
        "A decision has gone against the person. Ask for it to be looked at again, with a solicitor, now.",
    ),
    Level(
        "refer",
        "Refer with agreement",
        "medium",
        "The adult agrees. A first responder makes the referral, with everything that helps to decide it.",
    ),
    Level(
        "notify",
        "Notify without identifying",
        "medium",
        "The adult says no, so there is no referral. Your body still has to notify, and cannot identify them.",
    ),
    Level(
        "choose",
        "Give time to choose",
        "medium",
        "An adult decides. Explain it, get advice without a name, and leave time.",
    ),
    Level(
        "settle-danger",
        "Settle the danger first",
        "medium",
        "You are not sure whether anyone is in danger. Find that out first, with your manager.",
        "Whether anyone is in danger is not known, and nothing else decides.",
    ),
    Level(
        "follow-up",
        "Support while it is decided",
        "low",
        "The referral is made. Watch the dates, send what is new, and keep up the support.",
    ),
    Level(
        "help-goes-on",
        "Other help goes on",
        "low",
        "There is no referral on these answers. Safety, support and every other route go on.",
        reassuring=True,
    ),
)

CONSENT_POINTS = tuple(each.text for each in facts.items("nrm-consent-points"))
may_fit = Not(Known(no(fits)), "nothing says that it is no modern slavery")
# A first responder makes the referral, and asks for a decision to be looked at again.
still_to_refer = some(before, negative)

OTHER_ROUTES = "Keep helping: a safe bed, health care, legal advice, safeguarding and a specialist service. An adult decides about the police."

RULES = (
    Rule(
        "danger-now",
        yes(danger),
        "emergency",
        "Someone is in danger now.",
        (CALL_999, TELL_MANAGER_NOW),
        ("Do not confront anybody, and do not ask for a raid.",),
        "guidance",
        (SOURCE,),
        ("never-a-raid",),
        "harm",
        (SIGNS,),
    ),
    Rule(
        "child",
        under_18(age),
        "child-first",
        "The person is under 18. They are made safe first and referred after that, with or without consent.",
        (
            "Ring children's social care and the police today. In danger, 999.",
            "Explain each step to the young person, and ask what they want.",
        ),
        (
            "Notifying the Home Office does not take the place of a referral for a child.",
            "Before the eighteenth birthday, ask the Home Office what becomes of the decision: that was not settled on what "
            "we found. Adult support will need the young adult's agreement.",
        ),
        "statutory-guidance",
        (SOURCE,),
        ("nrm-child", "nrm-turning-18", "under-18-protection", *CHILD_LAW),
        "duty",
        (Link(CHILD_AID, "Child protection: how urgent is it?"),),
    ),
    Rule(
        "age-unknown",
        age_unknown(age),
        "child-first",
        "The person may be under 18. They are treated as a child: safe first, then referred, without consent.",
        ("Ring your safeguarding lead and children's social care today, and say that the age is not known.",),
        (),
        "statutory-guidance",
        (SOURCE,),
        ("nrm-child", *CHILD_LAW),
        "duty",
        (Link(CHILD_AID, "Child protection: how urgent is it?"),),
    ),
    Rule(
        "child-referral",
        every(some(under_18(age), age_unknown(age)), before, may_fit),
        "child-first",
        "Once they are safe a child is referred, and nobody has to consent.",
        ("Then a first responder makes the referral.",),
        (),
        "statutory-guidance",
        (SOURCE,),
        ("nrm-child", "first-responders"),
        "duty",
    ),
    Rule(
        "negative",
        negative,
        "ask-again",
        "A negative decision, first or final, can be looked at again: for something new, or because guidance was not followed.",
        (
            "Ask for the decision to be looked at again within {law:nrm-reconsideration}, through a first responder or a solicitor.",
            LAWYER,
            "Collect what is new: records, messages, a doctor's view, what you saw, how trauma broke up the first account.",
        ),
        (
            "More time is given only in exceptional circumstances. So ask first and send the rest after.",
            "A negative decision does not mean that nothing happened. Stay with the person when they read it.",
        ),
        "statutory-guidance",
        (SOURCE,),
        ("nrm-reconsideration", "nrm-final-decision", "nrm-competent-authority"),
        "duty",
    ),
    Rule(
        "time-gone",
        every(negative, DateTest(letter, _limit_passed, PASSED_TEXT)),
        "ask-again",
        "The time has gone by on this count. Ask today all the same, and say why it comes now.",
        (
            "Give the exceptional circumstances: illness, fear, no advice, no interpreter, a letter that never came.",
            LAWYER,
        ),
        ("A date that has gone is a reason to ring a solicitor, not to give up.",),
        "statutory-guidance",
        (SOURCE,),
        ("nrm-reconsideration",),
        "duty",
    ),
    Rule(
        "no-letter-date",
        every(negative, Not(answered(letter), "the date of the decision is not given")),
        "ask-again",
        "Without the date on the decision nothing can be counted.",
        (
            "Find the letter, or ask the first responder or solicitor for its date. Until then take it that time is short.",
        ),
        (),
        "practice",
        (SOURCE,),
        group="duty",
    ),
    Rule(
        "removal",
        every(picked(stage, "negative", "refused"), some(yes(removal), unknown(removal))),
        "ask-again",
        "Somebody who faces removal may be barred from asking for a decision to be looked at again.",
        ("Get legal advice the same day. A court may still be able to help.",),
        ("Do not wait to see whether the bar applies. That is for the solicitor to say.",),
        "statutory-guidance",
        (),
        ("nrm-reconsideration-barred", "nrm-disqualification"),
        "risk",
    ),
    Rule(
        "refused",
        picked(stage, "refused"),
        "ask-again",
        "Support and protection from removal can be refused for public order or bad faith, one case at a time.",
        (LAWYER, "Ask for the reasons in writing, and for what the person needs meanwhile."),
        ("Leaning towards refusal from the start is unlawful, a court held. Ask the solicitor about it.",),
        "law",
        (),
        ("nrm-disqualification",),
        "duty",
    ),
    Rule(
        "no-grounds-yet",
        every(negative, some(picked(grounds, "none"), unknown(grounds))),
        "ask-again",
        "The reason to look again is not known yet. The letter itself often shows it.",
        (
            "Read the reasons with the solicitor, line by line: what was not believed, what was not asked, what was left out.",
        ),
        (),
        "practice",
        (SOURCE,),
        group="care",
    ),
    Rule(
        "agreed",
        every(before, picked(agrees, "yes"), may_fit),
        "refer",
        "The adult agrees, knowing what it means. Only a first responder can refer.",
        (
            "Choose the first responder with the person, and go along. Offer to tell the facts so that they need not repeat them.",
            "Give all that helps, and mark what you saw and what you were told. The first decision is made on paper.",
            "Say if it is urgent. Time to the first decision: {law:nrm-first-decision-aim}.",
            WRITE_DOWN,
        ),
        (
            "The first decision asks for reasonable grounds to believe that the person is a victim. All information counts, and "
            "separate proof is not always asked for.",
            "Agreement can be taken back. Get legal advice first where immigration or a criminal charge is in play.",
        ),
        "statutory-guidance",
        (SOURCE,),
        (
            "nrm-adult-consent",
            "first-responders",
            "nrm-first-decision-aim",
            "nrm-first-decision-test",
            "nrm-competent-authority",
            "modern-slavery-definition",
        ),
        "duty",
    ),
    Rule(
        "notify-public",
        every(england_or_wales, picked(agrees, "no"), may_fit, picked(responder, "public")),
        "notify",
        "In England and Wales listed public bodies must notify the Home Office, with or without agreement.",
        ("Send the notification without anything that identifies the adult, and tell them that you do.",),
        ("It is not a referral, and brings no support. Go on offering both.",),
        "law",
        (SOURCE,),
        ("duty-to-notify", "duty-to-notify-who", "fair-work-agency"),
        "duty",
    ),
    Rule(
        "notify-home-office",
        every(england_or_wales, picked(agrees, "no"), may_fit, picked(responder, "home-office")),
        "notify",
        "Home Office staff follow the duty to notify as policy.",
        ("Notify without anything that identifies the adult.",),
        (),
        "guidance",
        (SOURCE,),
        ("duty-to-notify", "duty-to-notify-who"),
        "duty",
    ),
    Rule(
        "not-asked",
        picked(agrees, "not-asked", "unclear"),
        "choose",
        "An adult has to agree, and has to know what they agree to.",
        (
            "Explain each of these, with an interpreter of your own if needed, over more than one talk. "
            + " ".join(CONSENT_POINTS),
            f"Get advice without a name: the {line('modern-slavery-helpline')}, or a first responder.",
        ),
        ("The first responder may be a stranger to them. Be the bridge.",),
        "statutory-guidance",
        (SOURCE,),
        ("nrm-adult-consent",),
        "care",
    ),
    Rule(
        "capacity-doubt",
        picked(agrees, "doubt"),
        "choose",
        "There is doubt whether the adult can decide about a referral. The capacity law of the nation answers that.",
        ("Take the question of a referral as one decision: help first, then the questions in their order.",),
        ("Fear of the people who exploit them is not a lack of capacity. Make them safe enough to choose.",),
        "law",
        (SOURCE,),
        ("nrm-adult-consent", "capacity-principles", "incapacity-scotland", "capacity-ni"),
        "care",
        (Link("aids/capacity/", "Capacity: thinking about one decision"),),
    ),
    Rule(
        "fits-not-sure",
        unknown(fits),
        "choose",
        "You are not sure whether it is modern slavery. A first responder can say, and you need give no name.",
        (f"Ask the {line('modern-slavery-helpline')} or a first responder.",),
        ("Being moved from place to place inside the UK is enough. Coming from abroad is not.",),
        "guidance",
        (SOURCE,),
        ("modern-slavery-definition", "first-responders"),
        "care",
        (SIGNS,),
    ),
    Rule(
        "may-be-slavery",
        every(before, yes(fits), Not(Known(picked(agrees, "no")), "the adult has not said no")),
        "choose",
        "This may be modern slavery, so the NRM is one route. It is not the only one.",
        (OTHER_ROUTES,),
        (),
        "guidance",
        (SOURCE,),
        ("modern-slavery-definition",),
        "care",
    ),
    Rule(
        "stage-not-sure",
        unknown(stage),
        "choose",
        "It is not known where things stand.",
        (
            "Ask the person, their solicitor or the first responder whether there was a referral and a decision, and of which date.",
        ),
        ("A negative decision would start a short time running. Find out this week.",),
        "practice",
        (SOURCE,),
        group="risk",
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
    ),
    Rule(
        "waiting",
        picked(stage, "referred"),
        "follow-up",
        "Time to the first decision: {law:nrm-first-decision-aim}. Delays happen.",
        (
            "Ask the first responder who the contact is, and send anything new. Ask for speed if it is urgent.",
            OTHER_ROUTES,
        ),
        (),
        "statutory-guidance",
        (SOURCE,),
        ("nrm-first-decision-aim", "nrm-first-decision-test", "nrm-competent-authority"),
        "care",
    ),
    Rule(
        "positive",
        picked(stage, "positive"),
        "follow-up",
        "A positive first decision opens support while the final decision is made. The final one has {law:nrm-final-decision}.",
        (
            "Ask for each kind of support by name: a support worker, a place to stay where it is needed, money, medical care, "
            "counselling, legal advice.",
            "Go on collecting what will help the final decision, which asks what is more likely than not.",
        ),
        ("People wait many months. Plan for that with the person.",),
        "statutory-guidance",
        (SOURCE,),
        ("nrm-final-decision", "nrm-final-decision-wait"),
        "care",
    ),
    Rule(
        "period-england-wales",
        every(england_or_wales, picked(stage, "positive")),
        "follow-up",
        "In England and Wales the recovery period is {law:nrm-recovery-period-ew}, or until the final decision if that is later.",
        (
            "Ask the support provider in writing until when support runs, and what happens on the day it ends.",
        ),
        ("It is a time of support and protection. It never was a number of days of housing.",),
        "law",
        (SOURCE,),
        ("nrm-recovery-period-ew", "nrm-accommodation", "victim-care-contract"),
        "duty",
    ),
    Rule(
        "period-scotland",
        every(scotland, picked(stage, "positive")),
        "follow-up",
        "In Scotland support is offered for {law:nrm-recovery-period-scotland}, or until the final decision if that is sooner.",
        ("Ask the support organisation what comes after: ministers may support people for longer.",),
        (),
        "law",
        (),
        ("nrm-recovery-period-scotland", "tara-and-migrant-help"),
        "duty",
    ),
    Rule(
        "period-northern-ireland",
        every(northern_ireland, picked(stage, "positive")),
        "follow-up",
        "In Northern Ireland the period is {law:nrm-recovery-period-ni}, and support is offered until the final decision.",
        ("Ask the Department of Justice's provider for longer support where it is needed.",),
        (),
        "law",
        (),
        ("nrm-recovery-period-ni",),
        "duty",
    ),
    Rule(
        "said-no",
        picked(agrees, "no"),
        "help-goes-on",
        "The adult says no. That is their right, it can change, and your help goes on.",
        (
            OTHER_ROUTES,
            "Leave the door open: say that they can come back to it, and how.",
        ),
        (
            "Ask, in private, whether the no is theirs. If somebody else, or a child, is at risk, other duties go on.",
        ),
        "statutory-guidance",
        (SOURCE,),
        ("nrm-adult-consent",),
        "care",
        (
            Link("aids/adult-at-risk/", "Does the adult safeguarding test look met?"),
            Link("aids/confidentiality/", "Can I share this without consent?"),
        ),
    ),
    Rule(
        "charity-not-bound",
        every(england_or_wales, picked(agrees, "no"), picked(responder, "charity", "no")),
        "help-goes-on",
        "The duty to notify does not bind charities, not even those that are first responders.",
        ("Do not notify behind the person's back. Ask your manager if you are told that you have to.",),
        (),
        "law",
        (SOURCE,),
        ("duty-to-notify-who", "duty-to-notify"),
        "duty",
    ),
    Rule(
        "notify-elsewhere",
        every(picked(NATION, "scotland", "northern-ireland"), picked(agrees, "no")),
        "help-goes-on",
        "Whether a duty to notify is in force here was not found. Do not take the English duty for granted.",
        ("If you work for a public body, ask its legal team whether a duty to notify binds it.",),
        (),
        "law",
        (),
        ("duty-to-notify-scotland", "duty-to-notify-ni"),
        "duty",
    ),
    Rule(
        "no-slavery",
        no(fits),
        "help-goes-on",
        "Not all sexual exploitation is modern slavery. On these answers it may not fit, and it still calls for action.",
        (
            OTHER_ROUTES,
            "If you have any doubt, ask a first responder before you leave it.",
        ),
        (),
        "guidance",
        (SOURCE,),
        ("modern-slavery-definition",),
        "care",
        (
            Link("aids/adult-at-risk/", "Does the adult safeguarding test look met?"),
            Link("aids/exploitation-indicators/", "Signs of exploitation: what do they mean?"),
        ),
    ),
    Rule(
        "who-can-refer",
        every(not_responder, still_to_refer),
        "help-goes-on",
        "Only a named first responder can refer. You are the bridge to one.",
        (
            "Open the live GOV.UK page on first responders, or ring for advice, and choose one with the person.",
            *(f"Who can refer. {each.text}" for each in facts.items("first-responders")),
        ),
        (
            "No list of 2026 was found, and older lists differ. Check the live page before you tell anybody who can refer.",
        ),
        "statutory-guidance",
        (SOURCE,),
        ("first-responders",),
        "duty",
    ),
    Rule(
        "who-england-wales",
        every(england_or_wales, not_responder, still_to_refer),
        "help-goes-on",
        "In England and Wales these lines take calls about a referral.",
        (f"Ring the {line('salvation-army-referral')} or the {line('modern-slavery-helpline')}.",),
        (),
        "guidance",
        (SOURCE,),
        ("victim-care-contract", "first-responders"),
        "duty",
    ),
    Rule(
        "who-scotland",
        every(scotland, not_responder, still_to_refer),
        "help-goes-on",
        "In Scotland TARA is there for women trafficked for sexual exploitation, and Migrant Help for other adults. Both can refer.",
        (f"Take TARA's number from its live page, or ring the {line('modern-slavery-helpline')}.",),
        (),
        "guidance",
        (SOURCE,),
        ("tara-and-migrant-help", "first-responders"),
        "duty",
    ),
    Rule(
        "who-northern-ireland",
        every(northern_ireland, not_responder, still_to_refer),
        "help-goes-on",
        "In Northern Ireland the police and the health and social care trusts can refer.",
        (f"Ring the trust, the police on 101, or the {line('modern-slavery-helpline')}.",),
        (),
        "guidance",
        (SOURCE,),
        ("first-responders",),
        "duty",
    ),
    Rule(
        "first-responder",
        picked(responder, "public", "home-office", "trust", "charity"),
        "help-goes-on",
        "Your organisation is a first responder, which is a set of tasks and not only a form.",
        tuple(each.text for each in facts.items("first-responder-tasks")),
        ("If you have no training for it, say so and ask. Wide concern about that has been raised.",),
        "statutory-guidance",
        (SOURCE,),
        ("first-responders", "nrm-reconsideration"),
        "duty",
    ),
    Rule(
        "always",
        Always("in every case"),
        "help-goes-on",
        "The NRM is one option. It never replaces safety, and a no to it is not a no to you.",
        ("Agree with the person what happens next, who does it, and when you will speak again.",),
        (
            "If the person is charged with a crime they were made to commit, tell their solicitor before any plea.",
            "Do not let anybody quote the Illegal Migration Act 2023 as a bar to support without legal advice. The law here is moving.",
        ),
        "practice",
        (SOURCE,),
        ("illegal-migration-act", "modern-slavery-new-law"),
        "care",
        (Link("justice/criminalised/", "When the person is charged"),),
    ),
)

DAY_AFTER = (
    "Counted from the date on the decision, with the day after as day 1, because the guidance found does not say which day "
    "counts. Hence the earlier date to aim for."
)


def compute(answers: Answers, today: date) -> Computed:
    """The dates that run from a decision, and a draft: for a first responder, or to ask for a decision to be looked at again."""
    dates: tuple[DatedAnswer, ...] = ()
    law: tuple[str, ...] = ()
    given, nation = answers.day(letter.key), answers.one(NATION.key)
    at = answers.one(stage.key)
    if given and at == "negative":
        dates, law = (_ask_again(given, nation, today),), ("counting-first-day",)
    elif given and at == "positive" and nation:
        dates, law = (_period(given, nation),), ("counting-first-day",)
    draft = None
    if at == "negative":
        draft = _again_draft(answers, given, today)
    elif at in ("thinking", "unclear") and answers.one(fits.key) != "no" and answers.one(agrees.key) != "no":
        draft = _referral_draft(answers)
    return Computed(dates=dates, draft=draft, law=law)


def _ask_again(given: date, nation: str | None, today: date) -> DatedAnswer:
    label = "Ask for the decision to be looked at again by"
    counted = _reconsider(given)
    if counted is None:
        return DatedAnswer(
            "reconsideration",
            label,
            None,
            "No time limit is confirmed for a decision of that date. Ask today, with a solicitor.",
        )
    try:
        aim = max(previous_working_day(counted.day, nation or "england"), given)
    except DateNotCovered:
        aim = None
    gone = counted.day < today
    words = f"{say(counted.day)}. This day has gone: ask today all the same" if gone else say(counted.day)
    return DatedAnswer(
        "reconsideration", label, counted.day, words, aim, counted.how, DAY_AFTER, calendar=not gone
    )


def _period(given: date, nation: str) -> DatedAnswer:
    label = "Support after the first decision"
    value = facts.law_value(PERIOD[nation], given)
    if value is None or value.number is None:
        return DatedAnswer(
            "support-period",
            label,
            None,
            "No period is confirmed for a decision of that date. Ask the support provider until when support runs.",
            calendar=False,
        )
    counted = add_days(given, value.number)
    words = {
        "scotland": f"until {say(counted.day)}, or until the final decision if that is sooner",
        "northern-ireland": f"until {say(counted.day)} or longer, and until the final decision",
    }.get(nation, f"until {say(counted.day)} at least, or until the final decision if that is later")
    return DatedAnswer(
        "support-period",
        label,
        counted.day,
        words,
        None,
        counted.how,
        "It is support and protection, and not a promise of housing. It is not a day by which the person has to act.",
        calendar=False,
    )


def _referral_draft(answers: Answers) -> Draft:
    given = answers.many(known.key)
    adult = answers.one(age.key) == "adult"
    gaps: list[str] = []
    parts = ["For the first responder: what is known about a possible victim of modern slavery"]
    for number, option in enumerate((each for each in known.options if not each.exclusive), 1):
        blank = "[what, where, when; seen by us or told to us]"
        if option.key not in given:
            gaps.append(f"No particular evidence yet of this: {option.text[0].lower()}{option.text[1:]}.")
            blank = "[not known yet]"
        parts.append(f"{number}. {option.text}\n- {blank}")
    if adult:
        agreement = {
            "yes": "The adult agrees. It was explained: what the NRM is, what it offers, for how long, who will see this, what can "
            "follow, and that they may say no.",
        }.get(
            answers.one(agrees.key) or "",
            "Agreement of the adult: [not yet; what has been explained and what has not]",
        )
        if answers.one(agrees.key) != "yes":
            gaps.append("The adult's informed agreement.")
    else:
        agreement = (
            "The person is or may be under 18. They are being made safe by: [who]. Consent is not needed."
        )
    parts.append(agreement)
    parts.append(
        "Urgent because: [   ]\nNeeds now: [a place to stay, health, money, interpreter, legal advice]\n"
        "Safe way and time to reach them: [through whom]"
    )
    return Draft("Draft for a first responder", "\n\n".join(parts) + "\n", tuple(gaps))


def _again_draft(answers: Answers, given: date | None, today: date) -> Draft:
    chosen = answers.many(grounds.key)
    gaps = ["The reference on the decision."]
    if given is None:
        gaps.append("The date of the decision.")
    if not {"new", "guidance"} & set(chosen):
        gaps.append("The reason: something new, or guidance that was not followed.")
    when = say_short(given) if given else "[date]"
    lines = [f"Reference: [reference]\n\nI ask for the decision of {when} to be looked at again."]
    if "new" in chosen or not chosen:
        lines.append("New since the decision: [what, and why it could not be sent before]")
    if "guidance" in chosen or not chosen:
        lines.append("Guidance that was not followed: [which part, and how]")
    lines.append("What was not believed or was left out, and the answer to it: [point by point]")
    if given and _limit_passed(given, today):
        lines.append(
            "This comes after the usual time because of exceptional circumstances: [which]. Please accept it."
        )
    lines.append(
        "More may follow: [what, by when]. Please confirm in writing that you have received this, and reach the person only by: "
        "[safe way]."
    )
    return Draft("Draft request to look at a decision again", "\n\n".join(lines) + "\n", tuple(gaps))


NRM = Aid(
    slug="nrm",
    title="The NRM: route and dates",
    question="Should this go to the National Referral Mechanism, and what are the dates?",
    summary="Says who refers, who has to agree, whether a duty to notify binds you, which dates run from a decision, and what goes on without a referral.",
    levels=LEVELS,
    questions=(
        danger,
        NATION,
        age,
        stage,
        letter,
        removal,
        grounds,
        fits,
        agrees,
        responder,
        known,
    ),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It finds the next step on the way through the NRM, counts the dates that run from a decision, and drafts what a first responder or a request needs.",
        not_for="It does not decide whether somebody is a victim: the Home Office does. It is not legal or immigration advice. Never use it to refer an adult who has not agreed.",
        strength="Law for the support periods and the duty to notify; Home Office guidance for referral, agreement and asking again. The list of first responders and several start dates are not confirmed, and marked so.",
        pitfalls=(
            Pitfall(
                "Old leaflets promise a fixed number of days of safe housing. The period has changed in England and Wales, differs by nation, and never was housing by right.",
                "https://hansard.parliament.uk/commons/2022-12-13/debates/22121366000008/ModernSlaveryStatutoryGuidance",
            ),
            Pitfall(
                "The limit for asking again is short, and easily missed because the toolkit of 2021 does not mention it.",
                "https://www.gov.uk/government/statistics/modern-slavery-nrm-and-dtn-statistics-january-to-march-2025/annex-reasons-for-accepting-reconsideration-requests",
            ),
            Pitfall(
                "There is wide concern about first responders' training, so the same facts can be written up well or badly. Offer what you know.",
                "https://www.modernslaverypec.org/resources/identification-modern-slavery-survivors",
            ),
            Pitfall(
                "A course for first responders was under review because particular evidence had become the test. Gaps in a draft are there to be named, not filled by questioning somebody.",
                "https://www.npcc-msoicu.co.uk/about-msoic/training/home-office-first-responder-training/",
            ),
        ),
        review="You and your safeguarding lead, the same day for a child, danger or a negative decision; with a solicitor at every decision.",
    ),
    links=(
        Link("keep-safe/modern-slavery/", "Modern slavery and the NRM"),
        SIGNS,
    ),
    compute=compute,
)
