"""Working alone: go, fix first, or don't go alone; and what to do when somebody does not check in.

Source: Working with Sex Workers: Outreach (2008), Health and safety, Risk assessment, Lone workers and Frequently asked
questions. Health and safety law and the names of the HSE's leaflets follow the law register.
"""

from __future__ import annotations

from datetime import date

from decision_aids.aids.common import CALL_999
from decision_aids.aids.people import danger_question
from decision_aids.aids.ticks import items_named, open_lines, options, unticked
from decision_aids.conditions import Always, Condition, Not, every
from decision_aids.model import Aid, Answers, Card, Computed, Draft, Level, Link, Option, Pitfall, Rule
from decision_aids.questions import many_of, one_of, picked, unknown, yes

LONE = "outreach Lone workers"
SAFETY = "outreach Health and safety"
ASSESSMENT = "outreach Risk assessment"
FAQ = "outreach Frequently asked questions"
SETTINGS = "outreach Settings where sex is sold or exchanged"
SAFETY_LAW = ("health-and-safety-law", "health-and-safety-ni")

danger = danger_question("You, a colleague, or somebody you came to see.")

moment = one_of(
    "moment",
    "Where are you in this?",
    (
        Option("planning", "Planning, or about to set out", "the work has not begun yet"),
        Option("out", "Out there on my own now", "the worker is out alone now"),
        Option(
            "missed",
            "Somebody who is out alone has not checked in or out",
            "a worker who is out alone has not checked in or out",
            danger=1,
        ),
    ),
    required=True,
)
going = picked(moment, "planning", "out")

second = one_of(
    "second-person",
    "Could somebody come with you?",
    (
        Option("no", "No: we have asked, and nobody can", "nobody else can come"),
        Option(
            "yes",
            "Yes, at this or another time",
            "a second person can come, now or at another time",
            danger=2,
        ),
        Option(
            "not-sure",
            "Not sure, or not asked yet",
            "nobody has asked yet whether a second person can come",
            unknown=True,
            danger=1,
        ),
    ),
    help="A colleague, a partner agency, another day, a phone call in place of the visit.",
    required=True,
    shown_if=going,
)

task = one_of(
    "task",
    "What kind of work is it?",
    (
        Option(
            "indoor-day",
            "A daytime visit to a parlour or sauna we know",
            "it is a daytime visit to a known venue",
        ),
        Option(
            "home-known", "A visit to the home of somebody we know", "it is a home visit to somebody known"
        ),
        Option(
            "home-first",
            "A first visit to a home or flat nobody here has been to",
            "it is a first visit to a home or flat nobody has been to",
            danger=2,
        ),
        Option(
            "street-night",
            "The street, a park or other open ground after dark",
            "it is work outdoors after dark",
            danger=2,
        ),
        Option(
            "crack-house",
            "A house where crack is used",
            "it is a house where crack is used",
            danger=2,
        ),
        Option(
            "premises",
            "Our own building, alone: opening, closing, a quiet shift",
            "one person is alone in the building",
        ),
        Option(
            "travel", "Travelling, or going along to an appointment", "it is travel or an appointment outside"
        ),
        Option("from-home", "From home: calls, messages, online contact", "it is work from home"),
        Option(
            "not-sure",
            "Something else, or not clear yet",
            "it is not clear what the work will be",
            unknown=True,
            danger=1,
        ),
    ),
    help="Any time without somebody close at hand counts, however short.",
    required=True,
    shown_if=going,
)

PAUSE_SAYS = {
    "risk-look-for-health": "the worker is tired, ill, upset or otherwise not fit for it today",
    "risk-look-for-changes": "the routine or the route has changed",
    "risk-look-for-valuables": "it is not settled where valuables, supplies or papers are kept",
    "risk-look-for-witness": "the worker has seen something and may be known as a witness",
    "risk-look-for-followed": "somebody has followed or threatened the worker",
    "risk-look-for-crimes": "somebody has told the worker about a crime",
    "risk-look-for-gut": "the worker's gut feeling says no",
}

pause = many_of(
    "pause",
    "Does any of this give you pause today?",
    (
        *options(items_named("risk-look-for"), PAUSE_SAYS, danger=1),
        Option(
            "colleague-out",
            "The colleague who should have come has dropped out",
            "the planned colleague dropped out",
            danger=1,
        ),
        Option(
            "dare",
            "You feel pushed to go, or want to show that you can",
            "the worker feels pushed to go or wants to prove something",
            danger=1,
        ),
        Option(
            "man-with-women",
            "You are a man, and the people you would meet are women",
            "a man would be meeting women",
            danger=1,
        ),
    ),
    help="Tick whatever fits. You need no proof and no explanation.",
    required=True,
    none_says="nothing gives pause today",
    shown_if=going,
)

CHECK_KEYS = (
    ("lone-working-before", "lone-working-before-assessment"),
    ("lone-working-before", "lone-working-before-route"),
    ("lone-working-before", "lone-working-before-oncall"),
    ("lone-working-before", "lone-working-before-phone"),
    ("lone-working-before", "lone-working-before-exit"),
    ("lone-working-before", "lone-working-before-training"),
    ("lone-working-during", "lone-working-during-start"),
    ("lone-working-during", "lone-working-during-points"),
    ("lone-working-after", "lone-working-after-end"),
    ("lone-working-after", "lone-working-after-missed"),
    ("lone-working-after", "lone-working-after-debrief"),
    ("lone-working-before", "lone-working-before-tracing"),
)

in_place = many_of(
    "in-place",
    "What is in place for this piece of work?",
    options(
        (items_named(name, key)[0] for name, key in CHECK_KEYS),
        {"lone-working-before-tracing": "a lone-worker device or app is part of the plan"},
    ),
    help="Tick only what you know is settled. “Not sure” counts as not in place.",
    required=True,
    none_says="none of the safeguards is in place",
    shown_if=going,
)

LEVELS = (
    Level("emergency", "Emergency", "emergency", "Act now: somebody may be in danger."),
    Level(
        "dont-go-alone",
        "Don't go alone",
        "high",
        "Do not go on your own. If you are there already, leave.",
        "Wherever possible nobody works alone. Another person, another time, another way, or not this time.",
    ),
    Level(
        "fix-first",
        "Fix first",
        "medium",
        "Do not set out until what is missing has been put right. Out already? Stop, ring your manager and put it right first.",
    ),
    Level(
        "go",
        "Go",
        "low",
        "One person can go, with your manager's yes, this plan, and somebody waiting to hear.",
        "It is still the exception.",
        reassuring=True,
    ),
)

MISSED_STEPS = (
    "Ring, then text, now. At the first sign of trouble, or the code word for “I cannot talk”, ring 999.",
    "After the minutes you agreed beforehand, ring again, and ring the second number.",
    "Ring the last place on the plan. A colleague may look from outside and never goes in alone.",
    "No answer still: ring 999 with the route, the last contact, the vehicle and what the visit was for.",
    "Tell the next manager up, and write down the times.",
)


def _missing(id: str, key: str, says: str, finding: str, action: str, source: str = LONE) -> Rule:
    return Rule(id, unticked(in_place, key, says), "fix-first", finding, (action,), (), "practice", (source,))


def _pause(*keys: str) -> Condition:
    return picked(pause, *keys)


RULES = (
    Rule(
        "danger-now",
        yes(danger),
        "emergency",
        "Someone is in danger now.",
        (
            CALL_999,
            "Get out, or stay out, and go where there are people and light. Then ring your on-call manager.",
        ),
        ("Nobody goes in alone to help, whoever is inside.",),
        "practice",
        (SAFETY,),
    ),
    Rule(
        "missed-check",
        picked(moment, "missed"),
        "emergency",
        "A worker who is alone has not been heard from when they should have been.",
        MISSED_STEPS,
        (
            "Do not wait for fear of making a fuss. If they forgot, they say sorry, and that is all.",
            "The guidance wants clear steps for this and names no times. These are ours; your own written steps come first.",
        ),
        "practice",
        (SAFETY, LONE),
        SAFETY_LAW,
        links=(Link("outreach/lone-working/#missed", "When nobody checks out"),),
    ),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "dont-go-alone",
        "You are not sure whether someone is in danger. Find out before anything else, and not by going in.",
        ("Ring your on-call manager now and decide together. If you fear the worst, ring 999.",),
        (),
        "practice",
        (SAFETY,),
    ),
    Rule(
        "two-can-go",
        picked(second, "yes"),
        "dont-go-alone",
        "Two can go, so two go. Working alone is for when there is no other way.",
        ("Go together, or at the time when you can. Stay in sight of each other for the whole session.",),
        (),
        "practice",
        (LONE, SAFETY),
    ),
    Rule(
        "not-for-one",
        picked(task, "home-first", "street-night", "crack-house"),
        "dont-go-alone",
        "This is not work for one person, however well it is prepared.",
        (
            "Ask your manager for a second person, a daytime slot, a public place to meet, or a phone call in its place.",
        ),
        (
            "The guidance calls houses where drugs are used risky to enter. That first home visits and the street at "
            "night are never for one person is our own reading.",
        ),
        "practice",
        (LONE, SETTINGS, ASSESSMENT),
    ),
    Rule(
        "gut-says-no",
        _pause("risk-look-for-gut"),
        "dont-go-alone",
        "Your gut says no. That counts, and you need not explain it.",
        ("Do not go. If you are there already, leave now and explain later.",),
        ("If somebody presses you for what actually happened, you have still done the right thing.",),
        "practice",
        (ASSESSMENT,),
    ),
    Rule(
        "not-fit",
        _pause("risk-look-for-health"),
        "dont-go-alone",
        "You are not fit for it today. How staff are is part of every risk assessment.",
        ("Tell your manager, and change the plan: somebody else, another day, or a call.",),
        (),
        "practice",
        (ASSESSMENT, LONE),
    ),
    Rule(
        "out-and-uneasy",
        every(picked(moment, "out"), _pause("risk-look-for-followed", "risk-look-for-gut")),
        "dont-go-alone",
        "You are out there, and something is wrong. Leaving comes before everything else.",
        ("Leave now, towards people and light, and ring your on-call manager from there. In danger, 999.",),
        (),
        "practice",
        (ASSESSMENT,),
        links=(Link("outreach/safety/#followed", "If you are followed or threatened"),),
    ),
    Rule(
        "out-no-phone",
        every(
            picked(moment, "out"),
            Not(picked(task, "from-home"), "it is not work from home"),
            unticked(
                in_place,
                "lone-working-before-phone",
                "the phone is lost, flat or without signal, or you cannot confirm that it works",
            ),
        ),
        "dont-go-alone",
        "You are out alone and nobody can reach you.",
        ("Go where there are people, ring your on-call manager from the nearest phone, and stop for today.",),
        ("If the work phone is lost, say so at once: what is stored on it can give people away.",),
        "practice",
        (SAFETY, LONE),
    ),
    Rule(
        "threatened",
        _pause("risk-look-for-followed"),
        "dont-go-alone",
        "You have been followed or threatened. The route and the place have to be looked at before anyone goes.",
        (
            "Tell your manager today, write it in the incident book, and report it to the police if you want to.",
        ),
        (),
        "practice",
        (ASSESSMENT,),
        links=(Link("outreach/safety/#followed", "If you are followed or threatened"),),
    ),
    Rule(
        "colleague-out",
        _pause("colleague-out"),
        "dont-go-alone",
        "When a colleague drops out, the session changes. It does not turn into a session for one.",
        (
            "Choose another place, another time, phone calls or no session, and tell the people who expect you.",
        ),
        (),
        "practice",
        (LONE,),
    ),
    Rule(
        "man-with-women",
        _pause("man-with-women"),
        "dont-go-alone",
        "A man who meets women on outreach goes with a woman, never alone.",
        ("Ask for a woman to go with you, and let the people you meet choose whom to talk to.",),
        (),
        "practice",
        (FAQ,),
    ),
    Rule(
        "no-assessment",
        unticked(
            in_place,
            "lone-working-before-assessment",
            "there is no risk assessment for this visit, place, person and day, or you cannot confirm one",
        ),
        "dont-go-alone",
        "Working alone rests on a thorough risk assessment. Without one the answer is no.",
        (
            "Sit down with your manager and assess this visit: the place, the people, the time, the way out, you.",
            "If it shows a risk that cannot be brought down, the work is not for one person.",
        ),
        ("Employers must assess risks in Great Britain, in writing with {law:health-and-safety-law}.",),
        "law",
        (LONE, ASSESSMENT),
        (*SAFETY_LAW, "risk-assessment-steps", "lone-working-leaflet"),
    ),
    Rule(
        "second-not-asked",
        unknown(second),
        "fix-first",
        "Nobody has asked yet whether two can go. That is the first question.",
        ("Ask now: colleagues, your manager, a partner agency. If two can go, go together.",),
        (),
        "practice",
        (LONE,),
    ),
    Rule(
        "task-not-clear",
        unknown(task),
        "fix-first",
        "What nobody can describe, nobody can assess.",
        ("Write down in two lines what you will do, where, with whom and for how long. Then come back.",),
        (),
        "practice",
        (ASSESSMENT,),
    ),
    Rule(
        "look-again",
        _pause(
            "risk-look-for-changes",
            "risk-look-for-valuables",
            "risk-look-for-witness",
            "risk-look-for-crimes",
        ),
        "fix-first",
        "Something has changed since the plan was made, or could make you a target.",
        ("Ring your manager before you go, look at the assessment again together, and change the plan.",),
        (
            "If you saw a crime or were told of one, you may be asked to give evidence. Agree what to write down.",
        ),
        "practice",
        (ASSESSMENT,),
    ),
    Rule(
        "dare",
        _pause("dare"),
        "fix-first",
        "Going further than you would choose to, because others do, is a risk of its own.",
        (
            "Tell your manager before you go that you feel pushed, and bring it to the team meeting. Whoever says “let's go” did the job.",
        ),
        (),
        "practice",
        (SAFETY,),
    ),
    Rule(
        "pause-not-sure",
        unknown(pause),
        "fix-first",
        "You have not looked at today yet. An assessment on paper does not know about today.",
        ("Take two minutes: you, the route, the people, anything new in the incident book.",),
        (),
        "practice",
        (ASSESSMENT,),
    ),
    _missing(
        "no-route",
        "lone-working-before-route",
        "the on-call manager does not hold a written route and timetable",
        "Nobody could find you: the route and the times are not with the on-call manager.",
        "Write down each place and time and give it to the on-call manager. Ring before you change it.",
        ASSESSMENT,
    ),
    _missing(
        "no-on-call",
        "lone-working-before-oncall",
        "no on-call manager has agreed to be reachable",
        "Nobody is waiting for you: no on-call manager has said yes for this time.",
        "Name one person who will be awake, reachable and has the plan, and hear them say yes.",
    ),
    _missing(
        "no-phone",
        "lone-working-before-phone",
        "the phone is not charged, or the signal and numbers are not checked",
        "Your phone is your way to get help, and it is not ready.",
        "Charge the phone, check the signal along the route, and put emergency numbers on the lock screen.",
        SAFETY,
    ),
    _missing(
        "no-exit-word",
        "lone-working-before-exit",
        "no code word is agreed",
        "There is no word yet that means “send help, I cannot talk”.",
        "Agree a code word with the on-call manager, aloud, and what they do when they hear it.",
        SAFETY,
    ),
    _missing(
        "not-trained",
        "lone-working-before-training",
        "the worker has not been trained for it",
        "Whoever works alone is trained for difficult situations first.",
        "Get the training before the first time alone: difficult situations, calming a conflict, breaking away from a hold.",
    ),
    _missing(
        "no-check-in",
        "lone-working-during-start",
        "no check-in at the start is agreed",
        "No check-in at the start is agreed.",
        "Agree who hears from you when you begin, and how.",
    ),
    _missing(
        "no-points",
        "lone-working-during-points",
        "no calls on the way are agreed",
        "Between the start and the end nobody would know that something was wrong.",
        "Agree at which points you ring or text, and ring before any change of place or time.",
    ),
    _missing(
        "no-check-out",
        "lone-working-after-end",
        "no check-out at the end is agreed",
        "No check-out at the end is agreed. Work alone is over when somebody has heard you.",
        "Agree the time by which you check out, and with whom.",
        SAFETY,
    ),
    _missing(
        "no-missed-steps",
        "lone-working-after-missed",
        "there are no written steps for a missed check-out",
        "If you did not check out, nobody would know what to do or when.",
        "Write down with the on-call manager: after how many minutes who rings whom, who looks from outside, when it is 999.",
        SAFETY,
    ),
    _missing(
        "no-debrief",
        "lone-working-after-debrief",
        "nobody is there for a debrief afterwards",
        "Nobody is there to talk to afterwards.",
        "Agree whom you talk to the same night or the next day, before you go home if it was hard.",
        SAFETY,
    ),
    Rule(
        "device",
        picked(in_place, "lone-working-before-tracing"),
        "go",
        "A device or app helps only if a person behind it is watching and knows what to do.",
        ("Test the device or app where you will be, and ask who answers it at that hour.",),
        ("A device takes the place of nothing else on this list.",),
        "practice",
        (LONE,),
    ),
    Rule(
        "daytime-venue",
        picked(task, "indoor-day"),
        "go",
        "Daytime visits to saunas were the guidance's own example of what may be judged safe for one, after a full assessment.",
        (
            "Stay near the way out, know a second one, and leave if there are more people, or angrier ones, than you expected.",
        ),
        (),
        "practice",
        (LONE,),
    ),
    Rule(
        "home-visit",
        picked(task, "home-known"),
        "go",
        "A home visit alone is lone working at its plainest: somebody else's door, and you do not know who is behind it.",
        (
            "Offer to meet somewhere else first. If it has to be the home, ask who will be there and agree what you say if "
            "somebody else opens.",
        ),
        ("Knowing somebody well makes people careless. Assess each visit again.",),
        "practice",
        (FAQ, ASSESSMENT),
    ),
    Rule(
        "counts-too",
        picked(task, "premises", "travel", "from-home"),
        "go",
        "This counts as lone working too: alone in a building, on the road or at home, for any length of time.",
        ("Use the same check-in and check-out, and say who notices if you do not arrive.",),
        (),
        "practice",
        (LONE,),
    ),
    Rule(
        "always",
        Always("in every case"),
        "go",
        "Nobody is there to help, to fetch help or to say what happened. That is why everything rests on the plan.",
        (
            "If in doubt, get out, and explain later.",
            "Check out, talk it over, write down incidents and near misses, and change the assessment if anything surprised you.",
        ),
        (
            "Let a manager or supervisor come along now and then, and look at the assessment again at regular times.",
            "Northern Ireland has its own health and safety law. Staff everywhere meet sexual harassment on outreach: put it "
            "into the assessment.",
        ),
        "practice",
        (LONE, SAFETY, ASSESSMENT),
        (*SAFETY_LAW, "lone-working-leaflet"),
    ),
)


def compute(answers: Answers, today: date) -> Computed:
    """A plan to fill in and leave with the on-call manager; nothing when a check has already been missed."""
    if picked(moment, "missed").holds(answers) or yes(danger).holds(answers):
        return Computed()
    text = (
        "LONE WORKING PLAN (held by the on-call manager; destroy it as your policy says)\n\n"
        "Who is out: [initials]\n"
        "What for, in words that name nobody: [kind of work]\n"
        "Why one person and not two: [reason, and who decided]\n"
        "Risk assessment: [date, by whom, what it says about this visit]\n\n"
        "Route and times: [place, from, to] / [place, from, to]\n"
        "Travelling by: [vehicle or on foot, where it will stand]\n"
        "Ways out of each place: [first] / [second]\n\n"
        "Check-in at the start: [time] with [on-call]. Points on the way: [times]. Check-out by: [time]\n"
        "Word that means “send help, I cannot talk”: [word]\n\n"
        "If no check-out comes:\n"
        "1. At once: ring, then text.\n"
        "2. After [minutes]: ring again, and the second contact [who].\n"
        "3. Then: ring the last place. A colleague may look from outside and never goes in alone.\n"
        "4. After [minutes], or at any sign of trouble or the code word: 999.\n"
        "5. Tell the next manager up: [who].\n\n"
        "Debrief with: [who], [when]\n"
    )
    gaps = open_lines(in_place, answers) if in_place.key in answers.values else ()
    device = next(option.text for option in in_place.options if option.key == "lone-working-before-tracing")
    return Computed(draft=Draft("Lone working plan", text, tuple(gap for gap in gaps if gap != device)))


LONE_WORKING = Aid(
    slug="lone-working",
    title="Lone working: go, or not?",
    question="Can I do this on my own?",
    summary="Answers go, fix first, or don't go alone, and what to do if somebody does not check in.",
    levels=LEVELS,
    questions=(danger, moment, second, task, pause, in_place),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It goes through what has to be in place before one person works alone, and gives a plan to fill in.",
        not_for="It is not a risk assessment and does not take the place of one. It must not be used to talk anyone into going.",
        strength="Law for the duty to assess risks; the rest is the practice wisdom of outreach projects in 2008, in line with the regulator's present leaflet on lone workers.",
        pitfalls=(
            Pitfall(
                "A false sense of safety is a harm of its own, say designers of safety features elsewhere. A ticked list and a device without a person behind it can give one.",
                "https://github.com/digitalnsw/nsw-design-system/pull/725",
            ),
            Pitfall(
                "Tools that sort risk show one moment only. Today's mood, weather and street are not in them, which is why gut feeling stands as a rule here.",
                "https://www.bcu.ac.uk/news-events/news/expert-warns-dash-questionnaire-only-offers-snapshot-of-risks-for-domestic-abuse-victims",
            ),
            Pitfall(
                "Places and people you know well make you careless. Answer for this visit, not for the usual one.",
                "Our own reading of the 2008 guidance",
            ),
        ),
        review="Your manager, before the first time, after any scare, and at regular times with somebody coming along to watch.",
    ),
    links=(
        Link("outreach/lone-working/", "Lone working"),
        Link("outreach/safety/", "Safety on outreach"),
        Link("outreach/difficult-situations/", "Difficult situations"),
    ),
    law=("lone-working-leaflet", "sexual-harassment-at-work"),
    compute=compute,
)
