"""What may go in a referral, or to an agency we work with, and what has to happen before it goes.

Source: Working with Sex Workers: Outreach (2008), Information sharing, Partnership working and Data protection, with the
records section of the Support to Overcome Trauma toolkit (2021), corrected by the law register: the Act of 1998 is
repealed, consent is a rule of trust and seldom the legal basis, and a lawful basis was added in February 2026.
"""

from __future__ import annotations

from datetime import date

from decision_aids import facts
from decision_aids.aids.common import (
    ADVICE_WITHOUT_NAME,
    CALL_999,
    TAKE_TO_LEAD,
    TELL_MANAGER_NOW,
    WRITE_DOWN,
)
from decision_aids.aids.people import danger_question
from decision_aids.conditions import Always, Called, Known, Not, every, some
from decision_aids.facts.entries import Item
from decision_aids.model import Aid, Answers, Card, Computed, Draft, Level, Link, Option, Pitfall, Rule
from decision_aids.questions import NATION, many_of, no, one_of, picked, unknown, yes, yes_no

SHARING = "outreach Information sharing / making referrals"
PARTNERS = "outreach Partnership working"
RECORDS = "outreach Data protection/record keeping"
GOOD_RECORDS = "stage 3.3 Keeping effective records"
CONFIDENTIALITY_AID = Link("aids/confidentiality/", "Can I share this without consent?")

danger = danger_question()

purpose = one_of(
    "purpose",
    "What is it for?",
    (
        Option("referral", "A referral to a service", "it is for a referral"),
        Option("partner", "Everyday joint work with a partner agency", "it is for joint work with a partner"),
        Option("meeting", "A multi-agency meeting", "it is for a multi-agency meeting"),
        Option("child", "To protect a child", "it is to protect a child"),
        Option("adult", "To protect an adult at risk", "it is to protect an adult at risk"),
        Option(
            "asked-for",
            "The police, a court or a lawyer asked for it",
            "police, a court or a lawyer asked for it",
        ),
        Option(
            "outsider",
            "A journalist, relative, partner, employer, landlord or another service user asked for it",
            "somebody with no claim on it asked for it",
        ),
        Option("not-sure", "Not sure", "it is not clear what it is for", unknown=True),
    ),
    required=True,
)

# To an outsider nothing is written, and what was asked for is the manager's to answer.
writes = picked(purpose, "referral", "partner", "meeting", "child", "adult", "not-sure")

consent = one_of(
    "consent",
    "Has the person agreed to this going to this agency?",
    (
        Option("signed", "Yes, on a consent form", "the person has signed a consent form"),
        Option("spoken", "Yes, by word of mouth", "the person has agreed by word of mouth"),
        Option("not-asked", "Not asked yet", "the person has not been asked yet"),
        Option("refused", "They said no", "the person has said no"),
        Option(
            "cannot-ask",
            "They cannot be asked, or asking would be dangerous",
            "the person cannot be asked, or asking would be dangerous",
        ),
        Option(
            "not-sure",
            "Not sure what they agreed to",
            "it is not clear what the person agreed to",
            unknown=True,
        ),
    ),
    help="A yes to one agency, or to one fact, is not a yes to another.",
    required=True,
    shown_if=writes,
)

GOES_IN, TALK_FIRST = facts.items("referral-goes-in"), facts.items("referral-talk-first")
IF_NEEDED, STAYS_OUT = facts.items("referral-only-if-needed"), facts.items("referral-stays-out")


def _options(items: tuple[Item, ...]) -> tuple[Option, ...]:
    return tuple(
        Option(each.id, each.text.rstrip("."), f"it holds this: “{each.text.rstrip('.')}”") for each in items
    )


content = many_of(
    "content",
    "What is in it, or asked for?",
    _options((*GOES_IN, *TALK_FIRST, *IF_NEEDED, *STAYS_OUT)),
    help="Tick all that your draft holds. You get what to do with each.",
    required=True,
    shown_if=writes,
    none="Nothing is written yet",
    none_says="nothing is written yet",
)
hard_parts = Called(
    picked(content, *(each.id for each in TALK_FIRST)),
    "it holds violence, drug use, selling sex or offences",
)
only_if_needed = Called(
    picked(content, *(each.id for each in IF_NEEDED)),
    "it holds an account, health, immigration status or children",
)

talked = yes_no(
    "talked-through",
    "Have you gone over those parts with the person?",
    help="Violence, drug use, selling or exchanging sex, offences: what you will write, why, and what it may change.",
    yes="you have gone over the hard parts with the person",
    no="you have not gone over the hard parts with the person",
    shown_if=picked(content, *(each.id for each in TALK_FIRST)),
)

asked_not = yes_no(
    "asked-not-to",
    "Has the person asked you not to share some of it?",
    yes="the person has asked you not to share some of it",
    no="the person has not asked you to keep any of it back",
    shown_if=writes,
)

hides = yes_no(
    "hides-danger",
    "Would keeping that back hide a danger, or a child at risk?",
    yes="keeping it back would hide a danger or a child at risk",
    no="keeping it back would hide no danger and no child at risk",
    shown_if=yes(asked_not),
    danger="yes",
)

softened = yes_no(
    "risk-left-out",
    "Has a risk been left out or made to sound smaller?",
    help="So that they get the place, or because you promised.",
    yes="a risk has been left out or made to sound smaller",
    no="no risk has been left out",
    shown_if=writes,
    danger="yes",
)

relevant = yes_no(
    "needed",
    "Does this agency need every part of it for its own work?",
    yes="the agency needs every part of it",
    no="the agency does not need every part of it",
    shown_if=writes,
)

accurate = yes_no(
    "accurate",
    "Could a reader rely on it?",
    help="It is right and up to date, and shows what you saw, what you were told and what you think.",
    yes="it is accurate, and facts and views are kept apart",
    no="it is not accurate, or facts and views are mixed",
    unsure="it is not known whether it is accurate",
    shown_if=writes,
)

joint = yes_no(
    "joint-policy",
    "Have the two agencies a joint confidentiality policy?",
    yes="there is a joint confidentiality policy",
    no="there is no joint confidentiality policy",
    shown_if=picked(purpose, "partner", "meeting"),
)

basis = yes_no(
    "lawful-basis",
    "Does your organisation know its lawful basis for this?",
    help="Your privacy notice says which. Consent is seldom the legal one, even where you ask for it.",
    yes="the lawful basis is known",
    no="nobody has named a lawful basis",
    unsure="it is not known whether there is a lawful basis",
    shown_if=writes,
)

LEVELS = (
    Level(
        "emergency",
        "Emergency",
        "emergency",
        "Somebody is in danger. Ring 999 now and tell them what they need.",
    ),
    Level("never", "Never", "emergency", "Do not give them anything, not even whether you know the person."),
    Level(
        "manager-first",
        "Manager first",
        "high",
        "Take it to your manager or safeguarding lead before anything goes.",
    ),
    Level("not-agreed", "Not agreed", "medium", "They have said no. Do not send it as it is."),
    Level("talk-first", "Talk to the person first", "medium", "Talk to the person before it goes."),
    Level("put-right", "Put it right first", "medium", "Something in it has to be put right before it goes."),
    Level(
        "send",
        "Ready to send",
        "low",
        "It may go: what the agency needs, to the person who needs it, by a safe way.",
        reassuring=True,
    ),
)


ordinary_no = every(
    picked(consent, "refused"),
    picked(purpose, "referral", "partner", "meeting"),
    Not(Known(yes(hides)), "no answer says that keeping it back hides a danger"),
)
may_go = Not(Known(ordinary_no), "nothing known forbids sending it")


def _content_rule(item: Item, level: str) -> Rule:
    return Rule(
        f"part-{item.id.removeprefix('refer-')}",
        every(picked(content, item.id), may_go),
        level,
        f"In your draft: {item.text[0].lower()}{item.text[1:]}",
        (f"{item.text.rstrip('.')}: {item.detail[0].lower()}{item.detail[1:]}",),
        (),
        "practice",
        item.sources,
    )


RULES = (
    Rule(
        "danger-now",
        yes(danger),
        "emergency",
        "Somebody is in danger now.",
        (CALL_999, TELL_MANAGER_NOW),
        ("Tell them what they need to act. The rest of this page can wait.",),
        "practice",
        ("outreach Confidentiality",),
        ("sharing-without-agreement",),
        "harm",
    ),
    Rule(
        "outsider",
        picked(purpose, "outsider"),
        "never",
        "Whoever asks has no claim on what was told to you.",
        (
            "Say nothing, not even whether you know the person, and tell your manager who asked.",
            "Tell the person, if it is safe. They decide whether to talk to anybody, with time and advice.",
        ),
        ("A friendly call from a relative or a landlord can be from the person they are hiding from.",),
        "practice",
        ("outreach Confidentiality", "outreach Media and publicity"),
        links=(CONFIDENTIALITY_AID,),
    ),
    Rule(
        "said-no",
        ordinary_no,
        "not-agreed",
        "They have said no to an ordinary sharing of information.",
        (
            "Do not send it. Ask what worries them: often it is one line, one agency or one reader that can be left out.",
            "Tell your manager if it makes joint work hard. If somebody may be badly hurt, or somebody under 18 may be at risk, use the aid on sharing without consent.",
        ),
        ("Help does not stop because of it.",),
        "practice",
        (SHARING, PARTNERS),
        links=(CONFIDENTIALITY_AID,),
    ),
    Rule(
        "protect-child",
        picked(purpose, "child"),
        "manager-first",
        "It is to protect a child, so it does not wait for agreement.",
        (
            "Follow your child protection procedure today: safeguarding lead, then children's social care.",
            "Tell the person first, where that is safe, what goes, to whom and why, and hear what they say.",
            WRITE_DOWN,
        ),
        ("Share what keeps the child safe, not the person's whole story.",),
        "statutory-guidance",
        ("outreach Child protection",),
        (
            "information-sharing-advice",
            "sharing-without-agreement",
            "sharing-health-data-without-consent",
            "child-protection-wales",
            "child-protection-scotland",
            "child-protection-ni",
        ),
        "duty",
        (Link("aids/child-protection/", "Child protection: how urgent is it?"),),
    ),
    Rule(
        "protect-adult",
        picked(purpose, "adult"),
        "manager-first",
        "It is to protect an adult at risk. Their view comes first, and it is not the only thing that counts.",
        (
            "Take it to your safeguarding lead today, with what the person wants, in their words.",
            "If you share without agreement: only what is needed, only with who needs it, and tell them first unless that raises the risk.",
            WRITE_DOWN,
        ),
        (
            "In Scotland and Wales listed public bodies have a duty to report. A charity usually may, under its own policy.",
        ),
        "guidance",
        (SHARING, "stage 4.1"),
        (
            "sharing-without-agreement",
            "sharing-health-data-without-consent",
            "recognised-legitimate-interests",
            "sharing-duty-scotland",
            "adult-at-risk-wales-report",
        ),
        "duty",
        (Link("aids/adult-at-risk/", "Does the adult safeguarding test look met?"),),
    ),
    Rule(
        "asked-for",
        picked(purpose, "asked-for"),
        "manager-first",
        "A request from police, a lawyer or a court is not ordinary sharing.",
        (
            "Give nothing at the door. Pass it to your manager the same day and ask for it in writing.",
            "A court order has to be obeyed, with legal advice. A request, even from an officer, does not oblige you.",
            "Do not change, tidy or destroy a note.",
        ),
        (),
        "law",
        (RECORDS,),
        (
            "police-requests-for-records",
            "counselling-records",
            "records-no-duty-to-hand-over",
            "witness-summons",
            "records-scotland",
        ),
        links=(Link("justice/records-requests/", "When the police or a court ask for records"),),
    ),
    Rule(
        "purpose-not-clear",
        unknown(purpose),
        "manager-first",
        "Without a purpose nobody can say what is needed.",
        ("Ask whoever wants it: what for, who will read it, and how long will it be kept?", TAKE_TO_LEAD),
        (),
        "practice",
        (SHARING,),
    ),
    Rule(
        "child-said-no",
        every(picked(purpose, "child"), picked(consent, "refused")),
        "manager-first",
        "They said no. A no is heard, and it does not stop you from protecting a child.",
        ("Ask what they fear from it, and change what you can: who tells, when, and who is beside them.",),
        (),
        "statutory-guidance",
        ("outreach Child protection",),
        ("information-sharing-advice", "sharing-without-agreement"),
        "duty",
    ),
    Rule(
        "cannot-ask",
        picked(consent, "cannot-ask"),
        "manager-first",
        "They cannot be asked, or asking would be dangerous.",
        (TAKE_TO_LEAD, ADVICE_WITHOUT_NAME),
        (),
        "guidance",
        (SHARING,),
        ("sharing-without-agreement", "sharing-health-data-without-consent"),
        links=(CONFIDENTIALITY_AID,),
    ),
    Rule(
        "asked-not-to-share",
        every(
            yes(asked_not),
            Not(
                Known(some(yes(hides), unknown(hides))),
                "no answer says that keeping it back may hide a danger",
            ),
        ),
        "manager-first",
        "They asked you not to share some of it. Agree for now, and take it to your manager.",
        (
            "Say: “I will not pass that on today, and I will talk to my manager.” Then do it, the same day.",
            "With your manager, find a way that keeps the promise and the joint work.",
        ),
        (),
        "practice",
        (PARTNERS,),
    ),
    Rule(
        "request-would-hide-danger",
        some(yes(hides), unknown(hides)),
        "manager-first",
        "Keeping it back may hide a danger or a child at risk, so this is a promise you cannot make.",
        (
            "Tell them at once that you cannot keep this one to yourself, why, and who will hear it.",
            TELL_MANAGER_NOW,
        ),
        (),
        "practice",
        (PARTNERS, "outreach Confidentiality"),
        ("sharing-without-agreement",),
        "risk",
        (CONFIDENTIALITY_AID,),
    ),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "manager-first",
        "You are not sure whether somebody is in danger.",
        (TELL_MANAGER_NOW, "If you fear the worst, ring 999."),
        (),
        "practice",
        ("outreach Confidentiality",),
        (),
        "risk",
    ),
    Rule(
        "no-joint-policy",
        some(no(joint), unknown(joint)),
        "manager-first",
        "Agencies that work side by side need one written policy on what is shared, by whom and how.",
        (
            "Ask your manager what holds until there is one, and share only with the person's clear agreement until then.",
        ),
        ("Each person is told about the policy before they talk to either agency.",),
        "practice",
        (PARTNERS,),
    ),
    Rule(
        "not-asked",
        picked(consent, "not-asked", "not-sure"),
        "talk-first",
        "They have not clearly agreed to this going to this agency.",
        (
            "Ask: say what you would send, to whom, why, who else may read it, and what happens if they say no.",
            "Use the consent form, and read it out if reading is hard. Offer a translation.",
        ),
        ("Where asking would put somebody in danger, do not ask: take it to your safeguarding lead.",),
        "practice",
        (SHARING,),
    ),
    Rule(
        "hard-parts",
        every(hard_parts, Not(Known(yes(talked)), "you have not gone over those parts with the person")),
        "talk-first",
        "It holds something that can change how they are treated, and they have not been through it with you.",
        (
            "Sit down with them before it goes. Read out the sentence, ask what is missing, and say what it may change.",
            "Say again that your service passes on risk, and that you will not hide one.",
        ),
        ("Talking it through is not asking leave to leave a risk out.",),
        "practice",
        (SHARING,),
    ),
    Rule(
        "risk-softened",
        yes(softened),
        "put-right",
        "A risk has been left out or softened. It goes back in, plainly.",
        (
            "Put the risk in: what it is, to whom, what makes it more or less likely, and what helps.",
            "Work on the difficulty behind it with the person, so that the place does not break down later.",
        ),
        ("Hiding a risk together feels kind. It leaves them, and the next worker, with it alone.",),
        "practice",
        (SHARING,),
        (),
        "risk",
    ),
    Rule(
        "risk-not-sure",
        unknown(softened),
        "put-right",
        "You are not sure whether a risk has been left out.",
        (
            "Read it through with a colleague and ask one question: what would you want to know before you opened the door?",
        ),
        (),
        "practice",
        (SHARING,),
        (),
        "risk",
    ),
    Rule(
        "not-all-needed",
        no(relevant),
        "put-right",
        "Some of it is not needed by this agency, so it stays out.",
        ("Cut every line the agency would not act on.",),
        (),
        "practice",
        (SHARING,),
    ),
    Rule(
        "is-it-needed",
        every(only_if_needed, Not(Known(yes(relevant)), "it is not settled that the agency needs it")),
        "put-right",
        "It holds something that goes in only where this agency needs it.",
        ("Ask of each such line: what would this agency do with it? If nothing, take it out.",),
        (),
        "practice",
        (SHARING,),
    ),
    Rule(
        "not-accurate",
        some(no(accurate), unknown(accurate)),
        "put-right",
        "It has to be accurate, and a reader has to see how you know.",
        (
            "Check dates and facts. Write “I saw”, “she told me”, “I think”, and put quoted words in quotation marks.",
            "Correct a mistake so that it can still be seen, with the date.",
        ),
        (),
        "practice",
        (SHARING, GOOD_RECORDS, RECORDS),
    ),
    Rule(
        "no-basis",
        some(no(basis), unknown(basis)),
        "put-right",
        "Sharing personal information needs a lawful basis, and health or sex life needs a condition as well.",
        (
            "Ask your manager or data protection lead which basis and which condition you use, and note it with the referral.",
        ),
        (
            "Asking is still right where it is safe: consent is how trust works, whatever the legal basis is called.",
        ),
        "law",
        (RECORDS,),
        (
            "data-protection-law",
            "recognised-legitimate-interests",
            "sharing-health-data-without-consent",
        ),
    ),
    Rule(
        "nothing-written",
        some(picked(content, "none"), unknown(content)),
        "put-right",
        "Nothing is written yet, or nobody has looked at what it holds.",
        (
            "Begin with what the person wants from this agency, in their words. Then add what the agency needs to do it.",
        ),
        (),
        "practice",
        (SHARING,),
    ),
    *(_content_rule(each, "put-right") for each in STAYS_OUT),
    *(_content_rule(each, "send") for each in (*GOES_IN, *TALK_FIRST, *IF_NEEDED)),
    Rule(
        "extra-protection",
        picked(content, "refer-drugs", "refer-sells-sex", "refer-health"),
        "send",
        "Health and sex life are protected more strictly than other information.",
        ("Send it by a secure way, to a named reader, and never in the subject line.",),
        (
            "Safeguarding and preventing crime are now a lawful basis of their own, with no balancing test. The extra condition for health and sex life is still needed.",
        ),
        "law",
        (RECORDS,),
        (
            "sharing-health-data-without-consent",
            "recognised-legitimate-interests",
            "data-protection-law",
        ),
    ),
    Rule(
        "spoken-yes",
        picked(consent, "spoken"),
        "send",
        "They agreed by word of mouth.",
        (
            "Have them sign the consent form, or write down their words, the date, and which facts go to whom.",
        ),
        (),
        "practice",
        (SHARING,),
    ),
    Rule(
        "signed-yes",
        picked(consent, "signed"),
        "send",
        "They signed for it.",
        (
            "Check that the form names this agency and these facts, and give them a copy if that is safe to carry.",
        ),
        ("Agreement can be taken back at any time.",),
        "practice",
        (SHARING,),
    ),
    Rule(
        "read-it-over",
        every(writes, may_go),
        "send",
        "The person should know what goes, and recognise themselves in it.",
        ("Read it to the person, or show it, before it goes, unless that would raise the risk.",),
        (),
        "practice",
        (SHARING,),
    ),
    Rule(
        "northern-ireland",
        picked(NATION, "northern-ireland"),
        "send",
        "In Northern Ireland it can be an offence not to tell the police about a serious crime.",
        ("If what you hold is about a serious crime, take it to your manager and get advice today.",),
        (),
        "law",
        (),
        ("ni-duty-to-report",),
        "duty",
    ),
    Rule(
        "always",
        Always("in every case"),
        "send",
        "Send what the other agency needs, say how you know it, and never hold back a risk.",
        (
            "Note what was asked for and what went, if anything, to whom, when, on what basis, and what the person said.",
        ),
        ("They can ask to see it later, here and there. Write it so that they could read it beside you.",),
        "practice",
        (SHARING, GOOD_RECORDS),
        ("subject-access", "subject-access-other-agencies"),
    ),
)


def compute(answers: Answers, today: date) -> Computed:
    """A consent note to fill in, where the person is asked."""
    if (
        answers.one(purpose.key) not in {"referral", "partner", "meeting"}
        or answers.one(consent.key) == "refused"
    ):
        return Computed()
    ticked = answers.many(content.key)
    hard = [each.text for each in (*TALK_FIRST, *IF_NEEDED) if each.id in ticked]
    named = "".join(f"- {text} In these words: [words]\n" for text in hard)
    text = (
        "I agree that [service] tells [agency, and who there reads it] the following, so that [what it is for]:\n"
        "- What I want help with: [my words]\n"
        f"{named}"
        "Not to be passed on: [what]\n"
        "How to reach me safely: [name to use, number, times]\n"
        "This holds until [date]. I can change my mind at any time by telling [who].\n"
        "I was told that a risk to me or to somebody else may have to be passed on, and that I would hear of it first "
        "if that is safe.\n"
        "[signature or mark] [date]\n"
    )
    return Computed(
        draft=Draft(
            "Consent to share: a form to fill in", text, ("which agency and which reader", "until when")
        )
    )


INFORMATION_SHARING = Aid(
    slug="information-sharing",
    title="What may go in a referral?",
    question="What may go in this referral, and what has to happen first?",
    summary="Goes through consent, what is needed, what is accurate and what is risk, and says for each part of a referral whether it goes in.",
    levels=LEVELS,
    questions=(
        danger,
        NATION,
        purpose,
        consent,
        content,
        talked,
        asked_not,
        hides,
        softened,
        relevant,
        accurate,
        joint,
        basis,
    ),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It goes through a referral or a joint piece of work part by part and says what goes in, what is talked through first and what stays out.",
        not_for="It does not replace your data protection lead, your policies or a decision by your safeguarding lead, and it is not for requests from courts.",
        strength="Practice wisdom of 2008 for consent, relevance and risk; data protection law of 2018 to 2026 for the basis, some of it from knowledge and marked so.",
        pitfalls=(
            Pitfall(
                "Guidance on sharing grows old unseen. A national guide that calls this a difficult area was last updated in 2019.",
                "https://www.scie.org.uk/safeguarding/adults/practice/sharing-information",
            ),
            Pitfall(
                "What is sent can go astray. A safety app mails its journal out, and one mistyped address loses it for good. Check the address before you send.",
                "https://www.hestia.org/bright-sky-privacy-policy",
            ),
            Pitfall(
                "A tidy form can make sharing feel settled. The person's view of it, heard today, is worth more than last year's signature.",
                "Our own reading",
            ),
        ),
        review="Your manager, with whoever leads on data protection, before each new kind of sharing and whenever the person's wishes change.",
    ),
    links=(
        Link("keep-safe/information-sharing/", "Information sharing: what may go in a referral"),
        Link("talk/confidentiality/", "Confidentiality and its limits"),
        Link("keep-safe/multi-agency/", "Multi-agency work"),
    ),
    compute=compute,
)
