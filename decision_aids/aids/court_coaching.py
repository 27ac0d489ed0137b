"""May we do this with a witness: fine, with care, ask first, or never.

Source: Support to Overcome Trauma toolkit (2021), section 5.1 on court, its quotation of CPS guidance on coaching, its tips
from ISVAs and from Bond Solon, and section 3.3 on groups, corrected by the law register: therapy is not to be put off
(2022), and the supporter comes from the Witness Service. The activities come from the facts, list by list.
"""

from __future__ import annotations

from collections.abc import Iterable

from decision_aids import facts
from decision_aids.aids.common import CALL_999, TELL_MANAGER_NOW
from decision_aids.aids.people import danger_question
from decision_aids.conditions import Always, Called, every, some
from decision_aids.facts.entries import Item
from decision_aids.model import Aid, Card, Level, Link, Option, Pitfall, Rule
from decision_aids.questions import NATION, many_of, one_of, picked, unknown, yes, yes_no

COURT = "stage 5.1 Court"
LISTS = {
    "never": facts.items("coaching-never"),
    "ask-first": facts.items("coaching-ask-first"),
    "with-care": facts.items("coaching-care"),
    "fine": facts.items("coaching-fine"),
}
RANK = {"never": 3, "ask-first": 2, "with-care": 1, "fine": 0}
#: How the answer to one activity begins.
OPENS = {"never": "Never", "ask-first": "Ask first", "with-care": "Possible with care", "fine": "Fine"}

#: The activities by subject, so that the answer cannot be read off the order of the question.
SUBJECTS: dict[str, tuple[str, ...]] = {
    "Getting to know the court": (
        "coach-visit-court",
        "coach-familiarisation-course",
        "coach-layout",
        "coach-roles",
        "coach-crossexam-general",
        "coach-order-of-events",
        "coach-public-guide",
        "coach-explain-measures",
        "coach-try-link",
        "coach-never-promise",
    ),
    "Talking with her": (
        "coach-feelings",
        "coach-she-starts-telling",
        "coach-never-likely-questions",
        "coach-communication-tips",
        "coach-never-statement",
        "coach-trauma-explained",
        "coach-never-fill-gaps",
        "coach-never-practise",
        "coach-ask-break",
        "coach-never-probe",
    ),
    "Support and practical help": (
        "coach-grounding",
        "coach-therapy",
        "coach-practical",
        "coach-safety-plan",
        "coach-pass-on-dates",
        "coach-news-of-case",
        "coach-tell-needs",
        "coach-debrief-after",
    ),
    "Interview, statement and notes": (
        "coach-abe-wait",
        "coach-never-abe",
        "coach-see-statement",
        "coach-never-show-recording",
        "coach-vps",
        "coach-notes",
        "coach-hand-over-notes",
        "coach-never-change-notes",
    ),
    "On the day": (
        "coach-supporter-role",
        "coach-break-mid-evidence",
        "coach-never-mid-evidence",
        "coach-never-gallery",
    ),
    "Other people": (
        "coach-two-witnesses",
        "coach-never-other-witness",
        "coach-group",
        "coach-same-case-group",
        "coach-never-group-facts",
        "coach-talk-publicly",
    ),
    "You yourself": ("coach-first-told", "coach-you-may-be-witness", "coach-worker-measures"),
}
LEVEL_OF = {item.id: level for level, items in LISTS.items() for item in items}
ITEM = {item.id: item for items in LISTS.values() for item in items}
#: Never, because the court's rule on coaching says so; the rest of that list is good practice.
RULE_ON_COACHING = {
    "coach-never-statement",
    "coach-never-practise",
    "coach-never-likely-questions",
    "coach-never-other-witness",
    "coach-never-show-recording",
    "coach-never-fill-gaps",
    "coach-never-probe",
    "coach-never-mid-evidence",
    "coach-never-gallery",
    "coach-never-group-facts",
}


def _activities() -> tuple[Option, ...]:
    placed = [name for names in SUBJECTS.values() for name in names]
    subject = {name: title for title, names in SUBJECTS.items() for name in names}
    order = [name for name in placed if name in ITEM] + [name for name in ITEM if name not in subject]
    return tuple(
        Option(
            name,
            ITEM[name].text.rstrip("."),
            f"this is planned: “{ITEM[name].text.rstrip('.')}”",
            group=subject.get(name, "Other"),
            danger=RANK[LEVEL_OF[name]],
        )
        for name in order
    )


danger = danger_question("Threats to make her change or drop her evidence count.")

planned = many_of(
    "planned",
    "What do you plan, or what is happening?",
    _activities(),
    help="Tick one or several. You get an answer for each. “She” stands for any witness.",
    required=True,
    none="Something that is not on this list",
    none_says="something else is planned",
)

stage = one_of(
    "stage",
    "Where is the case?",
    (
        Option("no-case", "No report yet, but one may come", "there is no report yet"),
        Option("investigation", "The police are investigating", "the police are investigating"),
        Option("before-trial", "Somebody is charged and a trial is to come", "a trial is to come"),
        Option(
            "mid-evidence", "She is part-way through her evidence", "she is part-way through her evidence"
        ),
        Option("after", "Her evidence is finished", "her evidence is finished"),
        Option("not-sure", "Not sure", "it is not known where the case stands", unknown=True),
    ),
)

role = one_of(
    "role",
    "Who are you to her?",
    (
        Option("worker", "Her worker, ISVA or volunteer", "you are her worker, ISVA or volunteer"),
        Option("first-told", "The first person she told", "you were the first person she told"),
        Option("may-be-witness", "Somebody who may be called as a witness", "you may be called as a witness"),
        Option("supporter", "The one who will sit with her in court", "you will sit with her in court"),
        Option("therapist", "Her therapist or counsellor", "you are her therapist or counsellor"),
        Option("group-worker", "A group facilitator", "you facilitate a group"),
    ),
)

knows = yes_no(
    "know-details",
    "Do you know the details of what happened?",
    yes="you know the details of what happened",
    no="you do not know the details",
)

LEVELS = (
    Level("emergency", "Emergency", "emergency", "Somebody is in danger. Ring 999 now."),
    Level(
        "never",
        "Never",
        "high",
        "Do not do this. The case, and she, could pay for it.",
    ),
    Level("ask-first", "Ask first", "medium", "Ask before you do it, and write down the answer."),
    Level("with-care", "With care", "medium", "You can do this, within the limits below."),
    Level(
        "fine",
        "Fine",
        "low",
        "This is about the court and about her, not about the evidence. Go ahead.",
        reassuring=True,
    ),
)


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _activity(level: str, item: Item) -> Rule:
    said = (f"“{item.text}” {item.detail}",) if item.detail else ()
    bound = item.id in RULE_ON_COACHING
    law = tuple(dict.fromkeys((*item.law, *(("witness-coaching",) if bound else ()))))
    return Rule(
        item.id.removeprefix("coach-"),
        picked(planned, item.id),
        level,
        f"{OPENS[level]}: {_lower(item.text)}",
        () if level == "never" else said,
        said if level == "never" else (),
        "law" if bound else "practice",
        item.sources,
        law,
    )


def _any_of(items: Iterable[Item], text: str) -> Called:
    return Called(picked(planned, *(item.id for item in items)), text)


RULES = (
    Rule(
        "danger-now",
        yes(danger),
        "emergency",
        "Somebody is in danger now. Threats to a witness are for the police at once.",
        (CALL_999, TELL_MANAGER_NOW, "Then tell the officer in the case what was said and done."),
        (),
        "practice",
        ("stage 5.1 Accessing criminal justice",),
        (),
        "harm",
    ),
    Rule(
        "never",
        _any_of(
            (item for item in LISTS["never"] if item.id in RULE_ON_COACHING),
            "evidence is rehearsed, shaped, compared or gone over",
        ),
        "never",
        "Rehearsing, shaping or going over evidence is not allowed. Her evidence has to be her own.",
        (
            "Do not do it. If it has begun, stop kindly: “I want to hear how you are, and I must not help you with the evidence.”",
            "If it has happened, write down what was said and by whom, and tell your manager today. They decide with the officer in the case what has to be disclosed.",
            "Do what is allowed in its place: get her used to the court, see to her needs, stay with her. Refreshing her memory is for the prosecution.",
        ),
        ("Nobody is exempt: not volunteers, friends, groups or family.",),
        "law",
        (COURT,),
        ("witness-coaching", "speaking-to-witnesses-at-court"),
        "duty",
        (Link("justice/coaching/#never", "Never"),),
    ),
    Rule(
        "never-good-practice",
        _any_of(
            (item for item in LISTS["never"] if item.id not in RULE_ON_COACHING),
            "something else on the “never” list is planned or happening",
        ),
        "never",
        "This is not about rehearsing, and it should not happen either: it can harm her evidence or her trust.",
        (
            "Do not do it. If it has happened, tell your manager today and put it right in the open, with the date.",
        ),
        (),
        "practice",
        (COURT,),
        (),
        "",
        (Link("justice/coaching/#never", "Never"),),
    ),
    *(_activity("never", item) for item in LISTS["never"]),
    Rule(
        "ask-first",
        _any_of(LISTS["ask-first"], "anything on the “ask first” list is planned"),
        "ask-first",
        "Somebody else has to be asked before you do this.",
        (
            "Ask your manager, then the officer in the case or the prosecutor. Write down whom you asked, when and the answer.",
        ),
        (),
        "practice",
        (COURT,),
        (),
        "",
        (Link("justice/coaching/#ask", "Ask first"),),
    ),
    Rule(
        "not-on-the-list",
        some(picked(planned, "none"), unknown(planned)),
        "ask-first",
        "It is not on the list, or it is not clear what is planned. Ask yourself: is it about the court, or about what happened?",
        (
            "About the court: it is likely to be fine. About what happened: stop, and ask your manager or the officer in the case.",
        ),
        (),
        "practice",
        (COURT,),
        ("witness-coaching",),
        "",
        (Link("justice/coaching/#the-line", "Where the line is"),),
    ),
    Rule(
        "you-may-be-called",
        picked(role, "may-be-witness"),
        "ask-first",
        "If you may be called as a witness, what you can do for her is limited until you have given evidence.",
        (
            "Ask the officer in the case what you may go on doing, and bring in a second worker for the court part.",
            "Keep caring for her in everything that is not the case.",
        ),
        ("You may ask for special measures yourself if you are frightened.",),
        "practice",
        (COURT,),
        ("court-supporter", "special-measures-fear-or-distress"),
        "",
        (Link("justice/giving-evidence/#workers", "Workers as witnesses"),),
    ),
    Rule(
        "supporter-knows",
        every(picked(role, "supporter"), yes(knows)),
        "ask-first",
        "The supporter in court should not know the detail of the evidence, and you do.",
        (
            "Tell the officer or prosecutor now, and offer somebody who knows nothing of it, such as the Witness Service.",
        ),
        (),
        "guidance",
        (COURT,),
        ("court-supporter", "witness-service"),
    ),
    *(_activity("ask-first", item) for item in LISTS["ask-first"]),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "ask-first",
        "You are not sure whether somebody is in danger. Ask her, alone, whether anybody has been at her about the case.",
        (TELL_MANAGER_NOW, "If you fear the worst, ring 999."),
        (),
        "practice",
        ("stage 5.1 Accessing criminal justice",),
        (),
        "risk",
    ),
    Rule(
        "with-care",
        _any_of(LISTS["with-care"], "anything on the “with care” list is planned"),
        "with-care",
        "This is allowed, with limits.",
        ("Keep within the limit named, and note that you did.",),
        (),
        "practice",
        (COURT,),
        (),
        "",
        (Link("justice/coaching/#care", "Fine with care"),),
    ),
    Rule(
        "first-to-hear",
        picked(role, "first-told"),
        "with-care",
        "What she said to you, and when, can be evidence.",
        (
            "Have your note in order: her words, your questions, the date and time.",
            "Think with your manager about a new worker for the court part. Weigh what that change would cost her; it may not be possible or right.",
        ),
        ("Tell her why in words that do not make her sorry that she told you.",),
        "practice",
        (COURT,),
        ("court-supporter",),
        "",
        (Link("justice/coaching/#first-person-told", "If you were the first person she told"),),
    ),
    Rule(
        "knows-details",
        yes(knows),
        "with-care",
        "The less her supporters know of the incident, the safer her evidence is. You know some of it already.",
        ("Keep what you know out of your talks with her, and out of what you tell colleagues.",),
        (),
        "practice",
        (COURT,),
        ("witness-coaching",),
    ),
    Rule(
        "mid-evidence",
        picked(stage, "mid-evidence"),
        "with-care",
        "While she is giving evidence nobody talks to her about it, not even to say that it went well.",
        (
            "Water, warmth, breathing, anything but the case. Ask the usher or the prosecutor if you are unsure.",
        ),
        (),
        "law",
        (COURT,),
        ("witness-coaching",),
    ),
    *(_activity("with-care", item) for item in LISTS["with-care"]),
    *(_activity("fine", item) for item in LISTS["fine"]),
    Rule(
        "therapist",
        picked(role, "therapist"),
        "fine",
        "Therapy need not wait for a case, and she decides whether, when and with whom.",
        ("Keep proper notes, suggest no memories, and tell her at the start what could be asked for.",),
        ("If she adds to her account, talk with her about whether the officer should hear it from her.",),
        "guidance",
        (COURT,),
        ("pre-trial-therapy", "therapy-scotland", "counselling-records"),
        "",
        (Link("justice/therapy/", "Therapy and group work before a trial"),),
    ),
    Rule(
        "group-worker",
        picked(role, "group-worker"),
        "fine",
        "A group has rules of its own while a case is live.",
        ("Use the aid on group work for each person with a live case.",),
        (),
        "practice",
        ("stage 3.3 Group work",),
        ("group-therapy",),
        "",
        (Link("aids/group-work/", "Does group work fit now?"),),
    ),
    Rule(
        "before-any-case",
        picked(stage, "no-case", "not-sure"),
        "fine",
        "A case may come later, and the notes of today will be read then.",
        ("Keep to the same line from the first disclosure: listen, record, do not probe.",),
        (),
        "practice",
        (COURT, "stage 3.3 Taking disclosures"),
    ),
    Rule(
        "scotland-ni",
        picked(NATION, "scotland", "northern-ireland"),
        "fine",
        "The rule quoted here was made by a court in England. The courts of Scotland and Northern Ireland have procedures of their own, which were not checked.",
        (
            "Keep to the same line, and ask the prosecutor's victim and witness service (the Crown Office in Scotland, the Public Prosecution Service in Northern Ireland).",
        ),
        (),
        "practice",
        (),
        ("special-measures-scotland", "special-measures-ni", "therapy-scotland"),
    ),
    Rule(
        "always",
        Always("in every case"),
        "fine",
        "Emotional support is always allowed, at every stage, and it is the main thing. Showing her the court is allowed; rehearsing evidence never is.",
        ("Note what you did for court and that evidence was not discussed. Both sides may read it.",),
        (),
        "practice",
        (COURT,),
        ("witness-coaching",),
    ),
)

COURT_COACHING = Aid(
    slug="court-coaching",
    title="Is this coaching?",
    question="May we do this with a witness?",
    summary="Answers for each thing you plan with a witness whether it is fine, needs care, has to be asked about first, or must not happen.",
    levels=LEVELS,
    questions=(danger, NATION, planned, stage, role, knows),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It looks up what you plan in a catalogue of activities with a witness and answers for each, with its source.",
        not_for="It is not legal advice on a case. Where the officer, the prosecutor or the judge has said something, follow that.",
        strength="The Court of Appeal's rule on coaching for what must not happen; CPS guidance of 2022 for therapy; practice of ISVAs for the rest, marked so.",
        pitfalls=(
            Pitfall(
                "Fear of coaching makes services silent. Pages are still online that forbid talking about the event in counselling before a trial.",
                "https://start-org.uk/advice-information/pre-trial-therapy",
            ),
            Pitfall(
                "Since 2022 therapy is not put off, and she talks about what she needs to talk about. Compare a newer page before you tell her anything else.",
                "https://www.sarsas.org.uk/support-and-information/support-services/pre-trial-therapy/",
            ),
            Pitfall(
                "A tick list cannot hear tone. “Tell me if you want to change anything” can be coaching, and “how was your week” is not.",
                "Our own reading",
            ),
        ),
        review="Your manager with the officer in the case, at each new stage, and whenever she tells you something new.",
    ),
    links=(
        Link("justice/coaching/", "What you may and may not do with a witness"),
        Link("justice/court/", "Court"),
        Link("justice/special-measures/", "Special measures"),
    ),
)
