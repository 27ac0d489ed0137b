"""Can I share this without consent? Whether information may, must or must not go to somebody else.

Source: Working with Sex Workers: Outreach (2008), Confidentiality, corrected by the law register: its four grounds are
not statutory duties in general, its terrorism Act does not exist, and its subpoena is a witness summons.
"""

from __future__ import annotations

from decision_aids.aids.common import (
    ADVICE_WITHOUT_NAME,
    CALL_999,
    TAKE_TO_LEAD,
    TELL_MANAGER_NOW,
    WRITE_DOWN,
)
from decision_aids.aids.people import danger_question
from decision_aids.conditions import Always, Called, Known, Not, every, some
from decision_aids.model import Aid, Card, Level, Link, Option, Pitfall, Rule
from decision_aids.questions import NATION, many_of, no, one_of, picked, unknown, yes, yes_no

GUIDANCE = "outreach Confidentiality"
SHARING = "outreach Information sharing and making referrals"

TELL_FIRST = (
    "Tell the person first, in private, what you have to pass on, to whom and why, and encourage them to do it "
    "themselves. Leave this out only if telling them would raise the risk or warn somebody dangerous."
)
ONLY_WHAT_IS_NEEDED = "Share only what is needed, with whoever needs it, and nothing about other people."

danger = danger_question()

under_18 = yes_no(
    "under-18",
    "Is the person, or anyone who may be harmed, under 18?",
    help="If you do not know somebody's age, answer “not sure”.",
    yes="somebody under 18 is involved",
    no="nobody under 18 is involved",
    required=True,
    danger="yes",
)

grounds = many_of(
    "grounds",
    "Does any of this apply?",
    (
        Option(
            "serious-harm",
            "If this stays private, the person or somebody else is likely to be seriously hurt or harmed",
            "keeping this private is likely to leave somebody seriously hurt or harmed",
            danger=1,
        ),
        Option(
            "terrorism",
            "It could help prevent an act of terrorism, or help catch or convict a terrorist",
            "the information could help prevent terrorism or catch a terrorist",
            danger=1,
        ),
        Option(
            "terrorist-funding",
            "Through your work you suspect that money or property is for terrorism",
            "you suspect through your work that money or property is for terrorism",
            danger=1,
        ),
        Option(
            "court-order",
            "A court has ordered it (a witness summons, a production order, a disclosure order)",
            "a court has ordered it",
            danger=1,
        ),
        Option(
            "police-request",
            "The police have asked for the person's notes or records",
            "the police have asked for records",
            danger=1,
        ),
        Option(
            "fgm",
            "A girl under 18 has had, or may have had, female genital mutilation",
            "a girl under 18 has had or may have had female genital mutilation",
            danger=1,
        ),
        Option(
            "past-offence",
            "You have learned of a crime that has already happened",
            "you have learned of a crime that has already happened",
            danger=1,
        ),
    ),
    help="Tick everything that fits.",
    required=True,
    none_says="none of the grounds for sharing applies",
)

regulated = yes_no(
    "regulated",
    "Are you a registered health or social care professional, or a teacher?",
    help="For example a nurse, doctor, midwife or social worker. In Wales this takes in all social care workers.",
    yes="you belong to a profession with a legal duty to report FGM",
    no="you do not belong to a profession with a legal duty to report FGM",
    shown_if=picked(grounds, "fgm"),
)

recipient = one_of(
    "recipient",
    "Who would get the information?",
    (
        Option("own-team", "My manager, safeguarding lead or team", "it would stay inside your own service"),
        Option("police", "The police", "it would go to the police"),
        Option("social-care", "Children's or adult social care", "it would go to social care"),
        Option(
            "service", "A health, housing, drug, legal or support service", "it would go to another service"
        ),
        Option(
            "journalist", "A journalist, film maker or researcher", "it would go to a journalist or the like"
        ),
        Option(
            "service-user",
            "Another person who uses the service",
            "it would go to another person who uses the service",
        ),
        Option(
            "partner-family",
            "A partner, relative or friend of the person",
            "it would go to a partner, relative or friend",
        ),
        Option(
            "employer",
            "An employer, landlord or club or parlour owner",
            "it would go to an employer, landlord or owner",
        ),
        Option(
            "undecided", "Nobody yet, or somebody else", "it is not decided who would get it", unknown=True
        ),
    ),
)

consent = one_of(
    "consent",
    "Has the person agreed to this information going to this recipient?",
    (
        Option("yes", "Yes", "the person has agreed"),
        Option("no", "No, they said no", "the person has said no"),
        Option("not-asked", "They have not been asked yet", "the person has not been asked yet"),
        Option(
            "cannot-ask",
            "They cannot be asked, or asking would be dangerous",
            "the person cannot be asked, or asking would be dangerous",
        ),
        Option(
            "not-sure",
            "Not sure what they agreed to",
            "you are not sure what the person agreed to",
            unknown=True,
        ),
    ),
)

only_selling = yes_no(
    "only-selling",
    "Is the information only that the person sells or exchanges sex, or has done?",
    yes="the information is only that the person sells or exchanges sex",
)

telling = yes_no(
    "telling-raises-risk",
    "Would telling the person first raise the risk to anyone?",
    yes="telling the person first would raise the risk",
    no="telling the person first would not raise the risk",
)

LEVELS = (
    Level(
        "emergency",
        "Emergency",
        "emergency",
        "Someone is in danger. Ring 999 now; confidentiality does not stop you.",
    ),
    Level("never", "Never", "emergency", "Do not share this with them, whatever the reason given."),
    Level(
        "share", "Share what is needed", "high", "There is a ground to share what is needed without consent."
    ),
    Level(
        "talk-first",
        "Talk first",
        "medium",
        "Do not decide this alone. Take it to your manager or safeguarding lead now.",
    ),
    Level(
        "consent-first",
        "Only with consent",
        "low",
        "Share only with the person's agreement.",
        reassuring=True,
    ),
    Level(
        "keep",
        "Keep it confidential",
        "none",
        "Nothing here is a reason to share without agreement.",
        reassuring=True,
    ),
)

#: "None of these" is no ground for an adult. Under 18, or where the age is open, something else decides.
NO_GROUND = Called(every(picked(grounds, "none"), no(under_18)), "none of the grounds for sharing applies")

NEVER = picked(recipient, "journalist", "service-user", "partner-family", "employer")
NOT_NEVER = Not(Known(NEVER), "it would not go to the press or to people around the person")
# A court's order does not wait for a yes, and word of a terrorism report can reach those it is about.
NOT_ASKED_FOR = Not(
    Known(picked(grounds, "court-order", "terrorism", "terrorist-funding")),
    "it is no court order and no report about terrorism",
)
# Where something is shared without consent, the person hears of it first if that is safe.
TOLD_FIRST = some(
    yes(under_18),
    picked(grounds, "serious-harm", "fgm"),
    every(picked(grounds, "past-offence"), picked(NATION, "northern-ireland")),
)

RULES = (
    Rule(
        "danger-now",
        yes(danger),
        "emergency",
        "Someone is in danger now.",
        (CALL_999, TELL_MANAGER_NOW),
        ("Tell the emergency services what they need to act, no more.",),
        "practice",
        (GUIDANCE,),
        ("sharing-without-agreement",),
        "harm",
    ),
    Rule(
        "never-journalist",
        picked(recipient, "journalist"),
        "never",
        "Nothing confidential goes to a journalist, on any account.",
        (
            "Say that you cannot help with that, and pass the enquiry to your manager. The person alone decides "
            "whether to speak, with time, advice and the right to stop.",
        ),
        (
            "Details that seem harmless can identify somebody. Where a sexual offence was alleged, publishing them can be a crime.",
        ),
        "practice",
        ("outreach Media and publicity",),
        ("anonymity-for-life", "anonymity-scotland"),
        links=(Link("outreach/media/", "Media enquiries"),),
    ),
    Rule(
        "never-others",
        picked(recipient, "service-user", "partner-family", "employer"),
        "never",
        "People around the person have no claim on what was told to you, and hearing it can put the person in danger.",
        (
            "Say nothing, not even whether you know the person. If somebody near them needs to know to stay safe, "
            "take that to your manager or safeguarding lead.",
        ),
        ("The person can choose to tell them. You can help them plan how.",),
        "practice",
        (GUIDANCE, "outreach Professional conduct and boundaries"),
    ),
    Rule(
        "family-of-a-child",
        every(picked(recipient, "partner-family"), yes(under_18)),
        "talk-first",
        "A parent or carer of a child is not any relative, and the danger to the child may be at home.",
        (
            "Decide with your safeguarding lead and children's social care what a parent or carer is told, when and by whom.",
        ),
        (),
        "practice",
        ("outreach Child protection",),
    ),
    Rule(
        "terrorism",
        picked(grounds, "terrorism"),
        "share",
        "Information that could help prevent terrorism, or catch or convict a terrorist, has to be told to the police.",
        (
            "Tell the police {law:terrorism-38b}, and tell your manager that you are doing so. In danger, 999.",
            WRITE_DOWN,
        ),
        (
            "Not telling without a reasonable excuse is an offence. Do not question the person or look into it yourself.",
        ),
        "law",
        (GUIDANCE,),
        ("terrorism-38b",),
        "duty",
    ),
    Rule(
        "terrorist-funding",
        picked(grounds, "terrorist-funding"),
        "share",
        "A suspicion about money for terrorism that comes from your work has to be reported.",
        (
            "Report a suspicion about money for terrorism {law:terrorism-19} through your manager under your organisation's procedure, or to the police.",
            WRITE_DOWN,
        ),
        ("This binds charity staff, volunteers and trustees. Do not tell the people suspected.",),
        "law",
        (),
        ("terrorism-19",),
        "duty",
    ),
    Rule(
        "court-order",
        picked(grounds, "court-order"),
        "share",
        "A court order has to be obeyed, but you can take advice and ask the court to narrow it.",
        (
            "Take the order to your manager the same day and get legal advice before anything is handed over: a court can be asked to narrow it or set it aside.",
            "Hand over what the order names and no more. Do not destroy, change or tidy the notes.",
            "Tell the person, unless the order forbids it, and make sure they have their own advice.",
        ),
        ("A letter from a solicitor or a request from an officer is not a court order.",),
        "law",
        (GUIDANCE, "outreach Data protection and record keeping"),
        ("witness-summons", "records-scotland"),
        "duty",
    ),
    Rule(
        "under-18",
        yes(under_18),
        "share",
        "Somebody under 18 is involved, so child protection procedures apply.",
        (
            "Follow your child protection procedure today: manager or safeguarding lead, then children's social care.",
            "Work out how urgent it is with the child protection aid.",
        ),
        (
            "A young person's refusal does not stop you, but hear it, and keep them with you.",
            "There is no general legal duty in Great Britain to break confidence because somebody is under 18: it is "
            "safeguarding guidance, your procedure, and the child's safety that decide.",
        ),
        "statutory-guidance",
        (GUIDANCE, "outreach Child protection"),
        (
            "no-general-duty-to-breach",
            "information-sharing-advice",
            "no-general-child-reporting-duty",
            "csa-reporting-duty",
            "child-information-sharing-duty",
            "child-protection-wales",
            "child-protection-scotland",
            "child-reporting-scotland",
            "child-protection-ni",
            "ni-duty-to-report",
        ),
        "duty",
        (Link("aids/child-protection/", "Child protection: how urgent is it?"),),
    ),
    Rule(
        "fgm-regulated",
        every(picked(grounds, "fgm"), yes(regulated), picked(NATION, "england", "wales")),
        "share",
        "FGM in a girl under 18: your profession has a legal duty to report it to the police once it is known.",
        (
            "Report known FGM to the police by {law:fgm-next-working-day}; the legal limit is {law:fgm-duty}. You make this "
            "report yourself: it cannot be passed to a colleague.",
            "Follow your child protection procedure as well.",
        ),
        (
            "The duty is about what a girl tells you or signs you see. A suspicion, or a fear that it is planned, goes to "
            "children's social care today, and in danger to 999.",
        ),
        "law",
        (),
        ("fgm-duty", "fgm-next-working-day"),
        "duty",
    ),
    Rule(
        "fgm-others",
        picked(grounds, "fgm"),
        "share",
        "FGM of a girl under 18 is child abuse, whoever you are.",
        ("Take it to your safeguarding lead and children's social care today.",),
        (
            "The legal duty to report to the police binds registered professionals and teachers in England and Wales. Everybody "
            "else is outside that duty, not outside safeguarding.",
        ),
        "statutory-guidance",
        (),
        ("fgm-duty", "fgm-scotland-ni"),
        "duty",
    ),
    Rule(
        "serious-harm",
        picked(grounds, "serious-harm"),
        "share",
        "Keeping this private is likely to leave somebody seriously hurt or harmed.",
        (TELL_MANAGER_NOW,),
        (
            "Sharing here is a decision you can justify, made on need and risk. It is lawful, and it is rarely a legal duty.",
            "Where the only person at risk is an adult who understands the risk and says no, their view weighs heavily: "
            "decide with your safeguarding lead, and keep offering help.",
        ),
        "guidance",
        (GUIDANCE, "encompass Individuals may hide their involvement"),
        (
            "no-general-duty-to-breach",
            "sharing-without-agreement",
            "sharing-health-data-without-consent",
            "recognised-legitimate-interests",
            "sharing-duty-scotland",
        ),
        "risk",
        (Link("aids/adult-at-risk/", "Does the adult safeguarding test look met?"),),
    ),
    Rule(
        "ni-offence",
        every(picked(grounds, "past-offence"), picked(NATION, "northern-ireland")),
        "share",
        "In Northern Ireland it can be an offence not to tell the police what you know about a serious crime.",
        (
            "Take it to your manager today and get advice: what you know may have to go to the police "
            "{law:ni-duty-to-report}.",
        ),
        ("There is a defence of reasonable excuse. Take legal advice on it; do not rely on it by yourself.",),
        "law",
        (),
        ("ni-duty-to-report",),
        "duty",
    ),
    Rule(
        "tell-first",
        every(
            TOLD_FIRST, Not(Known(yes(telling)), "nothing says that telling the person would raise the risk")
        ),
        "share",
        "Being open keeps trust, and the person may want to act for themselves.",
        (TELL_FIRST, ONLY_WHAT_IS_NEEDED, WRITE_DOWN),
        (),
        "guidance",
        (GUIDANCE,),
        ("sharing-without-agreement",),
    ),
    Rule(
        "do-not-tell-first",
        every(
            yes(telling),
            some(TOLD_FIRST, picked(grounds, "terrorism", "terrorist-funding")),
        ),
        "share",
        "Telling the person first would raise the risk, so you may share before you tell them.",
        (
            "Agree with your manager when and how the person will be told, and write down why not now.",
            ONLY_WHAT_IS_NEEDED,
            WRITE_DOWN,
        ),
        ("Do not put the reason where somebody dangerous could read it.",),
        "guidance",
        (GUIDANCE,),
        ("sharing-without-agreement",),
    ),
    Rule(
        "past-offence-nation-unknown",
        every(
            picked(grounds, "past-offence"),
            Not(Known(picked(NATION, "northern-ireland")), "it is not known to be in Northern Ireland"),
        ),
        "talk-first",
        "A crime that has already happened: what you should do depends on the risk now and on the nation.",
        (TAKE_TO_LEAD, "Ask the person what they want, and whether anyone is still at risk."),
        (
            "In England and Wales you have no general duty to report a past crime. Where there is none, the choice to report "
            "is the person's.",
        ),
        "guidance",
        ("outreach Risk assessment",),
        ("no-duty-to-report-past-crime",),
        links=(Link("aids/reporting-options/", "Which ways to report are open?"),),
    ),
    Rule(
        "police-request",
        picked(grounds, "police-request"),
        "talk-first",
        "A request from the police is not an order. It does not oblige you to hand anything over.",
        (
            "Take it to your manager, and ask for the request in writing: what, why, and for which line of enquiry.",
            "Ask whether the person has been told in writing, and tell them yourself that you were asked.",
            "Give nothing until your organisation has decided, with legal advice if the notes are from counselling.",
        ),
        (
            "In England and Wales the police need a reasonable line of enquiry, and for counselling notes they start "
            "from the view that asking is not justified.",
        ),
        "law",
        ("stage 5.1", "outreach Data protection and record keeping"),
        (
            "police-requests-for-records",
            "counselling-records",
            "records-written-notice",
            "records-no-duty-to-hand-over",
            "records-scotland",
        ),
        links=(Link("justice/records-requests/", "When the police or a court ask for records"),),
    ),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "talk-first",
        "You are not sure whether anyone is in danger.",
        (TELL_MANAGER_NOW, "If you fear the worst, ring 999."),
        (),
        "practice",
        (GUIDANCE,),
        (),
        "risk",
    ),
    Rule(
        "not-sure",
        some(unknown(under_18), unknown(grounds)),
        "talk-first",
        "Something that would decide this is not known yet.",
        (
            TAKE_TO_LEAD,
            ADVICE_WITHOUT_NAME,
            "Stay in touch with the person, and find out what you can safely.",
        ),
        ("Until you know somebody's age, treat them as a child.",),
        "practice",
        (GUIDANCE, "outreach Child protection"),
    ),
    Rule(
        "inside-the-service",
        picked(recipient, "own-team"),
        "talk-first",
        "Taking a worry to your manager or safeguarding lead is part of the policy you explain on the first day.",
        (TAKE_TO_LEAD, "Share inside the team what colleagues need to work safely, not more."),
        (),
        "practice",
        (GUIDANCE, "stage 3.3"),
    ),
    Rule(
        "cannot-ask",
        picked(consent, "cannot-ask"),
        "talk-first",
        "The person cannot be asked, or asking would be dangerous.",
        (TAKE_TO_LEAD, ADVICE_WITHOUT_NAME),
        (),
        "guidance",
        (SHARING,),
        ("sharing-without-agreement", "information-sharing-advice"),
    ),
    Rule(
        "agreed",
        every(picked(consent, "yes"), NOT_NEVER),
        "consent-first",
        "The person has agreed.",
        (
            "Have them sign your consent form, or write down their words and the date: which facts, to whom, what for, until when.",
            "Send only what is relevant, and check it is right. Talk through anything on violence or drug use with them first.",
        ),
        (
            "Agreement can be taken back at any time. Never hold back a risk from the service that takes over.",
        ),
        "practice",
        (SHARING,),
        links=(Link("aids/information-sharing/", "What may go in a referral?"),),
    ),
    Rule(
        "ask-first",
        every(picked(consent, "not-asked", "not-sure"), NOT_NEVER, NOT_ASKED_FOR),
        "consent-first",
        "The person has not clearly agreed yet.",
        ("Ask: say what you would like to pass on, to whom, why, and what happens if they say no.",),
        ("A yes given to something else is not a yes to this.",),
        "practice",
        (SHARING,),
    ),
    Rule(
        "said-no",
        every(picked(consent, "no"), NOT_NEVER, NO_GROUND),
        "keep",
        "The person has said no and there is no ground to go against it.",
        (
            "Respect the no, tell your manager if it makes joint work hard, and ask again another day if things change.",
        ),
        (),
        "practice",
        ("outreach Partnership working",),
    ),
    Rule(
        "only-selling-sex",
        every(yes(only_selling), NO_GROUND),
        "keep",
        "Selling or exchanging sex is not by itself a reason to share, neither with police nor with social services.",
        (
            "Tell the person that selling sex alone is no reason to share: many stay silent because they expect to be reported.",
        ),
        (
            "Being a parent who sells sex is not by itself a child protection matter either. Look at what happens to the child.",
        ),
        "practice",
        ("encompass Individuals may hide their involvement", GUIDANCE),
    ),
    Rule(
        "keep",
        Always("none of the rows above applies"),
        "keep",
        "What people tell you stays private unless there is a ground to share it.",
        (
            "If you are still uneasy, take it to your manager or safeguarding lead. You can do that without a name.",
        ),
        (),
        "practice",
        (GUIDANCE,),
    ),
)

CONFIDENTIALITY = Aid(
    slug="confidentiality",
    title="Sharing without consent",
    question="Can I share this without consent?",
    summary="Answers whether what you were told stays private, needs agreement, or may or must be passed on, and to whom.",
    levels=LEVELS,
    questions=(danger, NATION, under_18, grounds, regulated, recipient, consent, only_selling, telling),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It goes through the grounds for sharing information without consent in the order that matters, and says what to do next.",
        not_for="It does not replace your confidentiality policy, your safeguarding lead or legal advice, and it is not a way to settle a disagreement with the person.",
        strength="Law for terrorism, court orders, FGM, police requests and Northern Ireland; government guidance for sharing to protect; practice wisdom of 2008 for the rest.",
        pitfalls=(
            Pitfall(
                "Guidance on sharing goes out of date unnoticed: a national guide on this subject called itself a difficult area and was last updated in 2019.",
                "https://www.scie.org.uk/safeguarding/adults/practice/sharing-information",
            ),
            Pitfall(
                "A tick list can make a doubtful ground look settled. If you had to talk yourself into a tick, answer “not sure”.",
                "Our own reading",
            ),
        ),
        review="Your safeguarding lead, whenever the risk changes and at the latest at the next supervision.",
    ),
    links=(
        Link("talk/confidentiality/", "Confidentiality and its limits"),
        Link("keep-safe/information-sharing/", "Sharing information"),
    ),
    law=("no-general-duty-to-breach",),
)
