"""After somebody has told you: what is missing from the record, and what to do before you leave.

Source: Support to Overcome Trauma toolkit (2021), section 3.3, Taking disclosures and Keeping effective records. The lists
are the Talk pages' own (facts/item/talk).
"""

from __future__ import annotations

from datetime import date

from decision_aids import facts
from decision_aids.aids.common import CALL_999, TELL_MANAGER_NOW, WRITE_DOWN
from decision_aids.aids.people import CHILD_AID, CHILD_LAW, danger_question
from decision_aids.aids.ticks import items_named, open_lines, options, unticked
from decision_aids.conditions import Always, Known, Not, every, some
from decision_aids.model import Aid, Answers, Card, Computed, Draft, Level, Link, Option, Pitfall, Rule
from decision_aids.questions import answered, many_of, one_of, picked, unknown, yes

DISCLOSURES = "stage 3.3 Taking disclosures"
RECORDS = "stage 3.3 Keeping effective records"
COURT = "stage 5.1 Court"

danger = danger_question()

moment = one_of(
    "moment",
    "Where are you now?",
    (
        Option("left", "Apart from the person: it is over for today", "the conversation is over for today"),
        Option("with", "Still with the person, or on the phone", "you are still with the person"),
    ),
    required=True,
)

BEFORE_LEAVING = items_named(
    "disclosure-before-leaving",
    "leave-medical",
    "leave-mental-health",
    "leave-place",
    "leave-person",
    "leave-safeguarding",
    "leave-options",
    "leave-next",
)

welfare = many_of(
    "welfare",
    "Which of these have you settled with the person?",
    options(BEFORE_LEAVING, {}),
    help="The person comes before the record. “Not sure” counts as not settled.",
    required=True,
    none_says="none of the welfare questions is settled",
)

record = many_of(
    "record",
    "What is in the record?",
    (
        *options(facts.items("disclosure-record"), {}, group="What it holds"),
        *options(facts.items("record-qualities"), {}, group="How it is written"),
    ),
    help="Tick only what stands there now. Nothing of the record is typed in here.",
    required=True,
    none="Nothing is written yet",
    none_says="nothing is written yet",
)

written = one_of(
    "written",
    "When was it written?",
    (
        Option("at-once", "At once, within the hour", "it was written within the hour"),
        Option("same-day", "Later the same day", "it was written later the same day", danger=1),
        Option("later", "On another day", "it was written on another day", danger=2),
        Option("not-yet", "Not yet", "it has not been written yet", danger=3),
        Option("not-sure", "Not sure", "nobody is sure when it was written", unknown=True, danger=1),
    ),
    required=True,
)

holds = many_of(
    "holds",
    "Does any of this hold?",
    (
        Option(
            "under-18",
            "Somebody under 18 is or was hurt, or may be at risk",
            "somebody under 18 is involved",
            danger=1,
        ),
        Option(
            "recent",
            "There was an assault in the last days or weeks",
            "there was an assault in the last days or weeks",
            danger=1,
        ),
        Option(
            "leading",
            "I asked a closed, leading or judging question",
            "a closed, leading or judging question was asked",
            danger=1,
        ),
        Option(
            "opinion",
            "My opinion, a guess or a label is in it",
            "the record has an opinion, a guess or a label in it",
            danger=1,
        ),
        Option(
            "others-named",
            "Other people who use the service are named in it",
            "other people who use the service are named in the record",
            danger=1,
        ),
        Option(
            "rewrite",
            "Somebody wants it tidied, shortened or written again",
            "somebody wants the first note changed",
            danger=1,
        ),
        Option(
            "first-told",
            "I am the first person who was told",
            "you are the first person who was told",
            danger=1,
        ),
        Option("shaken", "It stays with me", "you are shaken by what you heard", danger=1),
    ),
    help="Tick whatever fits.",
    required=True,
    none_says="none of the special points applies",
)

LEVELS = (
    Level("emergency", "Emergency", "emergency", "Someone is in danger. Ring 999 now; the record can wait."),
    Level(
        "safety-first", "Safety first", "high", "Settle how the person is before you go on with the record."
    ),
    Level(
        "finish",
        "Finish the record",
        "medium",
        "Something is missing from the record. Add it now, while you remember.",
    ),
    Level(
        "complete",
        "Complete",
        "low",
        "The person's welfare is settled, and the record holds what it should.",
        reassuring=True,
    ),
)


def _welfare(id: str, key: str, says: str, finding: str, *actions: str) -> Rule:
    return Rule(
        id, unticked(welfare, key, says), "safety-first", finding, actions, (), "practice", (DISCLOSURES,)
    )


#: The list is answered and not every line of it is ticked.
welfare_open = Not(
    some(
        Not(answered(welfare), "it is not answered"),
        Known(every(*(picked(welfare, option.key) for option in welfare.options if not option.exclusive))),
    ),
    "something about the person's welfare is not settled",
)


def _missing(id: str, key: str, says: str, finding: str, action: str, source: str = DISCLOSURES) -> Rule:
    return Rule(id, unticked(record, key, says), "finish", finding, (action,), (), "practice", (source,))


RULES = (
    Rule(
        "danger-now",
        yes(danger),
        "emergency",
        "Someone is in danger now.",
        (CALL_999, TELL_MANAGER_NOW),
        (),
        "practice",
        (DISCLOSURES,),
    ),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "safety-first",
        "You are not sure whether someone is in danger now. That comes first.",
        ("Ask the person plainly, and ring your manager now. If you fear the worst, ring 999.",),
        (),
        "practice",
        (DISCLOSURES,),
    ),
    Rule(
        "under-18",
        picked(holds, "under-18"),
        "safety-first",
        "Somebody under 18 is involved, so child protection procedures apply as well.",
        (
            "Work out how urgent it is with the child protection aid, and take it to your safeguarding lead today.",
        ),
        (
            "An adult may tell of abuse in childhood. Ask whether a child is at risk from the same people today.",
        ),
        "statutory-guidance",
        (DISCLOSURES,),
        CHILD_LAW,
        links=(Link(CHILD_AID, "I am worried about a child. How urgent is it?"),),
    ),
    Rule(
        "recent",
        picked(holds, "recent"),
        "safety-first",
        "After a recent assault, health and evidence have their own clocks.",
        (
            "Offer today to ring a sexual assault referral centre (SARC) together, with or without the police.",
            "Emergency contraception and medicine against HIV work best early. Going is the person's choice.",
        ),
        ("Nothing has passed: ring and ask, whatever the hours and whatever has been washed.",),
        "guidance",
        (DISCLOSURES,),
        links=(
            Link("justice/evidence-and-sarcs/#ring-now", "Evidence and SARCs: ring now"),
            Link("aids/reporting-options/", "Which ways to report are open?"),
        ),
    ),
    Rule(
        "left-and-open",
        every(picked(moment, "left"), welfare_open),
        "safety-first",
        "You have parted, and something about the person's welfare is still open.",
        (
            "Ring or go back today, in the safe way you agreed, and settle what follows. No answer? Your manager, now.",
        ),
        (),
        "practice",
        (DISCLOSURES,),
    ),
    _welfare(
        "medical-open",
        "leave-medical",
        "it is not settled whether the person needs a doctor",
        "It is not settled whether the person needs medical help.",
        "Ask about injury, strangling, pain, pregnancy and infection, and offer to go along today.",
    ),
    _welfare(
        "mental-health-open",
        "leave-mental-health",
        "it is not settled how the person is in themselves",
        "It is not settled how the person is, and whether mental health support is needed.",
        "Ask plainly about thoughts of suicide or harming themselves, and ring the crisis line together if needed.",
    ),
    _welfare(
        "place-open",
        "leave-place",
        "it is not settled whether there is a safe place to go",
        "It is not settled whether there is a safe place to go afterwards.",
        "Ask where they will be tonight, who is there and who has a key. Find another place if it is not safe.",
    ),
    _welfare(
        "person-open",
        "leave-person",
        "it is not settled whether there is a safe person",
        "It is not settled who can be with the person afterwards.",
        "Ask who could stay or ring tonight, and agree when and how you will be in touch.",
    ),
    _welfare(
        "safeguarding-open",
        "leave-safeguarding",
        "it is not settled whether safeguarding procedures begin",
        "It is not settled whether safeguarding procedures begin.",
        "Decide today with your manager or safeguarding lead whether safeguarding begins, and tell the person first if that is safe.",
    ),
    _welfare(
        "options-open",
        "leave-options",
        "the person does not know yet what they can choose",
        "An adult decides what happens next, and can decide only between things they know of.",
        "Set out what is open, without steering: report, report later, care without reporting, tell without a name, support alone, nothing now.",
    ),
    _welfare(
        "next-open",
        "leave-next",
        "nothing is agreed about what happens next",
        "Nothing is agreed about what happens next.",
        "Agree one small thing, with a day and a time.",
    ),
    Rule(
        "no-date",
        unticked(record, "record-date", "the date is missing"),
        "finish",
        "The date of the conversation is missing.",
        ("Write the date it took place, and beside it the date you wrote it down.",),
        (),
        "practice",
        (DISCLOSURES,),
    ),
    _missing(
        "no-time",
        "record-time",
        "the time it began or ended is missing",
        "The time it began and the time it ended are missing.",
        "Write the time it began and the time it ended. If you are not sure, write “about”.",
    ),
    _missing(
        "no-people",
        "record-people",
        "who was there is missing",
        "Who was there is missing.",
        "Write who was present, who came in and who left, a child, an interpreter or somebody on the phone included.",
    ),
    _missing(
        "no-account",
        "record-account",
        "there is no account word for word",
        "The account is not there word for word.",
        "Write what was said in the person's own words and order, swearing and all. Mark what you do not remember exactly.",
    ),
    _missing(
        "no-questions",
        "record-questions",
        "the questions are not there word for word",
        "The questions are not there word for word, with who asked them and what was answered.",
        "Write each question as it was asked, by whom, and the answer beside it.",
    ),
    Rule(
        "nothing-asked-again",
        some(
            unticked(record, "record-account", "there is no account word for word"),
            unticked(record, "record-questions", "the questions are not there word for word"),
        ),
        "finish",
        "A gap in the account is filled from what you remember and noted at the time.",
        (),
        ("Do not ask the person again for the sake of the record: that is probing, and it can harm a case.",),
        "practice",
        (DISCLOSURES, COURT),
        links=(Link("justice/coaching/", "What counts as coaching"),),
    ),
    _missing(
        "no-demeanour",
        "record-demeanour",
        "how the person was is missing",
        "How the person was is missing.",
        "Write what you saw and heard, such as crying or silence, and not what you think it meant.",
    ),
    _missing(
        "not-factual",
        "record-factual",
        "it is not clear that the record is factual",
        "Facts, quotations and opinions have to be told apart.",
        "Read the record once only to tell facts, quotations and opinions apart. Put quotation marks round the person's words and mark what is your view.",
        RECORDS,
    ),
    _missing(
        "not-accurate",
        "record-accurate",
        "the record has not been checked for accuracy",
        "It has not been checked.",
        "Read the record against your first notes, and mark what you are not sure of.",
        RECORDS,
    ),
    _missing(
        "not-consistent",
        "record-consistent",
        "the record may not be consistent",
        "It may not agree with itself or with other notes of the day.",
        "Compare times, places and decisions with the risk assessment and case notes. Where they differ, say so.",
        RECORDS,
    ),
    _missing(
        "not-easy",
        "record-easy",
        "the record is not easy to understand",
        "Somebody who was not there could not follow it.",
        "Let a colleague read a part, without names, and write out what has to be explained.",
        RECORDS,
    ),
    Rule(
        "not-written-yet",
        picked(written, "not-yet"),
        "finish",
        "It has not been written yet.",
        ("Write it as soon as the person is safe, before you talk it over with anyone.",),
        ("The toolkit says what to record and not by when. Within the hour is our own advice.",),
        "practice",
        (DISCLOSURES,),
    ),
    Rule(
        "written-later",
        picked(written, "later"),
        "finish",
        "It was written on another day, and the record has to say so.",
        ("Add when it was written and from what: memory, or notes made then. Keep those notes.",),
        (),
        "practice",
        (DISCLOSURES, RECORDS),
    ),
    Rule(
        "written-not-sure",
        unknown(written),
        "finish",
        "When it was written is not known.",
        ("Find out when it was written and add that, signed and dated today.",),
        (),
        "practice",
        (RECORDS,),
    ),
    Rule(
        "leading-question",
        picked(holds, "leading"),
        "finish",
        "A question that was closed or led is part of the record, as it was asked.",
        (
            "Leave the question in, word for word. Do not turn it into an open one on paper, and tell your manager.",
        ),
        ("Everyone does it at some time. Hidden, it does harm; written down, it can be explained.",),
        "practice",
        (DISCLOSURES,),
        links=(Link("aids/disclosure-questions/", "Is this question open?"),),
    ),
    Rule(
        "opinion",
        picked(holds, "opinion"),
        "finish",
        "An opinion, a guess or a label is in it.",
        (
            "Take an opinion out, or put it apart and mark it as your view. Leave the person's own words alone.",
        ),
        (),
        "practice",
        (RECORDS, DISCLOSURES),
        links=(Link("aids/note-language/", "Check a note"),),
    ),
    Rule(
        "others-named",
        picked(holds, "others-named"),
        "finish",
        "Other people who use the service are named in it.",
        (
            "Leave names in the person's own account as they were said, and use none in the rest: write “a friend”, “another resident”.",
            "Ask your safeguarding or data protection lead how to mark and store that account.",
        ),
        (
            "The sources pull two ways: word for word, and no other service user's name in a file. Ours is a middle way; your policy decides.",
        ),
        "practice",
        (DISCLOSURES, "outreach Data protection and record keeping"),
        ("data-protection-law",),
    ),
    Rule(
        "keep-first-note",
        picked(holds, "rewrite"),
        "finish",
        "The first note stays, with its mistakes and its language.",
        (
            "Keep the first note, the scrap of paper too. Put a correction beside it, signed and dated. What you cross out stays readable.",
        ),
        ("A note changed afterwards can harm the person's case and make your word doubtful.",),
        "practice",
        (RECORDS, "outreach Data protection and record keeping"),
        ("witness-summons", "records-scotland"),
    ),
    Rule(
        "holds-not-sure",
        unknown(holds),
        "finish",
        "Read the record through again with the list of special points beside you.",
        ("Read the record through again, with your manager if you can.",),
        (),
        "practice",
        (RECORDS,),
    ),
    Rule(
        "still-with",
        picked(moment, "with"),
        "complete",
        "You are still with the person. Listening comes before writing.",
        (
            "Let them lead. Ask little, and openly. Give no opinion and no verdict.",
            "Say that you will write down what was said, why, and who may see it.",
        ),
        ("You are not there to investigate. Stop when they want to stop.",),
        "practice",
        (DISCLOSURES,),
        links=(Link("talk/disclosure/", "Taking a disclosure"),),
    ),
    Rule(
        "left",
        picked(moment, "left"),
        "complete",
        "The conversation is over for today.",
        ("If anything about their safety is open, ring or go back today, in the safe way you agreed.",),
        (),
        "practice",
        (DISCLOSURES,),
    ),
    Rule(
        "first-told",
        picked(holds, "first-told"),
        "complete",
        "Whoever is told first may be called as a witness.",
        (
            "Talk to your manager about your role: another worker may have to be beside the person at court.",
            "If you are unsure about notes or a live case, ask for legal advice. Some law firms advise services on this.",
        ),
        ("Do not go back to the account to fill gaps, and do not remind the person of details later.",),
        "practice",
        (DISCLOSURES, COURT),
        links=(Link("justice/coaching/#first-person-told", "If you were the first person she told"),),
    ),
    Rule(
        "shaken",
        picked(holds, "shaken"),
        "complete",
        "It stays with you. That is no weakness, and it is not for the person to carry.",
        ("Talk to your manager today, and to a clinical supervisor if it lasts.",),
        (),
        "practice",
        (DISCLOSURES, "stage 3.4 Support for frontline staff"),
        links=(Link("aids/staff-support/", "What support fits what I notice?"),),
    ),
    Rule(
        "always",
        Always("in every case"),
        "complete",
        "The person's welfare comes first, an adult is in control of what happens next, and the record may be read in court.",
        (
            "Tell your manager the same day: what was done, what is open, what you carry yourself.",
            "Sign and date the record, store it as your policy says, and keep the first notes.",
            WRITE_DOWN,
        ),
        (
            "Whether anything has to be passed on is another question. The confidentiality aid goes through it, nation by nation.",
            "The person can ask to see the record. Write so that they could read it beside you.",
        ),
        "practice",
        (DISCLOSURES, RECORDS),
        (
            "subject-access",
            "no-duty-to-report-past-crime",
            "ni-duty-to-report",
            "police-requests-for-records",
        ),
        links=(Link("aids/confidentiality/", "Can I share this without consent?"),),
    ),
)


def compute(answers: Answers, today: date) -> Computed:
    """A sheet in the order of the list, and what is still open; none while somebody is in danger."""
    if yes(danger).holds(answers):
        return Computed()
    text = (
        "RECORD OF A DISCLOSURE (store under your own records policy)\n\n"
        "Person: [record number or initials]\n"
        "Date of the conversation: [date]\n"
        "Began: [time]  Ended: [time]  Place: [kind of place]\n"
        "Who was there, who came and went: [people, by role]\n\n"
        "What was said, word for word and in that order (mark what is not exact):\n“[account]”\n\n"
        "Questions, word for word:\n[who asked] asked: “[question]” Answer: “[answer]”\n\n"
        "How the person was (seen and heard, not explained): [demeanour]\n\n"
        "Before leaving\n"
        "Medical help: [asked, decided]\n"
        "Mental health, thoughts of suicide or self-harm: [asked, decided]\n"
        "Safe place: [where, who else is there]\n"
        "Safe person: [who, until when]\n"
        "Safeguarding: [decision, with whom, was the person told]\n"
        "Choices set out, and what the person decided: [words of the person]\n"
        "What happens next: [one thing, day, time, safe way to be in touch]\n\n"
        "My own view, if any, marked as mine: [view]\n"
        "Written on [date] at [time], from [memory or first notes, kept where]. Signed: [role]\n"
        "Told: manager [date, time]\n"
    )
    asked = [question for question in (welfare, record) if question.key in answers.values]
    gaps = tuple(line for question in asked for line in open_lines(question, answers))
    return Computed(draft=Draft("Sheet to fill in", text, gaps))


DISCLOSURE_RECORD = Aid(
    slug="disclosure-record",
    title="After a disclosure: the record",
    question="Somebody has told me. What do I do before I leave, and what is missing from the record?",
    summary="Goes through the person's welfare and the six things a record holds, and gives a sheet to fill in.",
    levels=LEVELS,
    questions=(danger, moment, welfare, record, written, holds),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It reminds you what to settle with the person before you leave, and what a record of a disclosure holds. It never asks what was said.",
        not_for="It is not a form for an interview and no reason to ask more questions. It is not legal advice on evidence.",
        strength="Practice wisdom of the STAGE partnership in 2021. When to write, and what to do about other people's names, are our own reading.",
        pitfalls=(
            Pitfall(
                "A list can turn listening into an enquiry. Those who made a well-known template for signs of abuse say that it informs and does not decide; nor does this.",
                "http://www.csacentre.org.uk/knowledge-in-practice/practice-improvement/signs-indicators-template/",
            ),
            Pitfall(
                "A neat record written afterwards can be worth less than an untidy one written at once.",
                "Our own reading",
            ),
        ),
        review="Your manager the same day; whoever checks records at regular times; a lawyer if a case may follow.",
    ),
    links=(
        Link("talk/disclosure/", "Taking a disclosure"),
        Link("support/records/", "Records"),
        Link("justice/coaching/", "What counts as coaching"),
    ),
    compute=compute,
)
