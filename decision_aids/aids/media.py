"""Before anyone speaks to the media: what to settle first, and what never goes to a journalist.

Source: Working with Sex Workers: Outreach (2008), Media and publicity and Appendix 1 (the ten points of CLASH). Anonymity
follows the law register.
"""

from __future__ import annotations

from datetime import date

from decision_aids import facts
from decision_aids.aids.common import CALL_999, TELL_MANAGER_NOW
from decision_aids.aids.people import danger_question
from decision_aids.aids.ticks import open_lines, options, sentence, unticked
from decision_aids.conditions import Always, Known, Not, every
from decision_aids.facts.entries import Item
from decision_aids.model import Aid, Answers, Card, Computed, Draft, Level, Link, Option, Pitfall, Rule
from decision_aids.questions import NATION, many_of, one_of, picked, unknown, yes

PUBLICITY = "outreach Media and publicity"
POINTS = "outreach Appendix 1"
ANONYMITY = ("anonymity-for-life", "anonymity-waiver", "anonymity-scotland", "anonymity-ni-extension")

danger = danger_question("For example because something was published and somebody has been found.")

about = one_of(
    "about",
    "What is it about?",
    (
        Option(
            "person",
            "Somebody we support was asked, or wants to speak",
            "somebody you support was asked or wants to speak",
        ),
        Option(
            "own-story",
            "Our own project would tell a story or show a picture of somebody",
            "your own project would tell somebody's story or show a picture",
        ),
        Option(
            "journalist",
            "A journalist asks us about a person, a place or what we know",
            "a journalist asks you about a person, a place or what you know",
            danger=1,
        ),
        Option(
            "visit",
            "A journalist or film crew wants to come along",
            "a journalist or film crew wants to come along",
            danger=1,
        ),
    ),
    help="Papers, television, podcasts, students, researchers, social media: all of them count.",
    required=True,
)
someones_story = picked(about, "person", "own-story")

wish = one_of(
    "wish",
    "What does the person want?",
    (
        Option(
            "wants", "To do it, knowing what it means", "the person wants to do it, knowing what it means"
        ),
        Option("not-asked", "Not asked yet", "the person has not been asked yet", unknown=True, danger=1),
        Option("wavering", "In two minds", "the person is in two minds", danger=2),
        Option(
            "declined",
            "Has said no, or no longer wants to",
            "the person has said no or no longer wants to",
            danger=2,
        ),
    ),
    required=True,
    shown_if=someones_story,
)

signs = many_of(
    "signs",
    "Is any of this so?",
    (
        Option(
            "confidential",
            "Something confidential would be told, even without a name, or something from our records",
            "something confidential would be told",
            danger=1,
        ),
        Option(
            "pressure",
            "Somebody is pushing: the journalist, a partner, a deadline, our project",
            "somebody is pushing the person",
            danger=1,
        ),
        Option(
            "would-be-found",
            "Being recognised could put the person or a child in danger",
            "being recognised could put the person or a child in danger",
            danger=1,
        ),
        Option(
            "offence-alleged",
            "A sexual offence has been alleged, or a case or claim is going on",
            "a sexual offence has been alleged or a case is going on",
            danger=1,
        ),
        Option(
            "under-18", "The person is, or may be, under 18", "the person is or may be under 18", danger=1
        ),
        Option(
            "not-sober",
            "It would happen now, and the person has been drinking or using drugs",
            "the person has been drinking or using drugs",
            danger=1,
        ),
    ),
    help="Tick whatever fits.",
    required=True,
    none_says="none of the warning signs is there",
    shown_if=someones_story,
)

LINES: tuple[Item, ...] = facts.items("media-points")

points = many_of(
    "points",
    "Which of these have you settled together?",
    options(LINES, {}),
    help="The points speak to the person who is asked. Tick only what is settled; “not sure” counts as open.",
    required=True,
    none_says="none of the points is settled",
    shown_if=someones_story,
)

LEVELS = (
    Level("emergency", "Emergency", "emergency", "Someone is in danger. Ring 999 now; the media can wait."),
    Level("never", "Never", "emergency", "Nothing confidential goes to a journalist, on any account."),
    Level("wait", "Wait", "high", "Do not go on with it now. Something has to change first."),
    Level("settle-first", "Settle first", "medium", "Go through what is open before anyone says a word."),
    Level(
        "persons-choice",
        "The person's choice",
        "low",
        "Everything has been gone through. The person decides, and can stop at any time.",
        reassuring=True,
    ),
)


def _point(line: Item) -> Rule:
    return Rule(
        line.id.replace("media-points-", "point-"),
        unticked(points, line.id, f"“{line.text}” is not settled"),
        "settle-first",
        f"Still to settle: {line.text if line.text.endswith('?') else line.text + '.'}",
        (f"Talk over with the person: {sentence(line)}",),
        (),
        "practice",
        (POINTS,),
    )


NOTHING_AGAINST = Not(
    Known(picked(signs, *(each.key for each in signs.options if each.danger and not each.unknown))),
    "nothing known speaks against going on",
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
        (PUBLICITY,),
    ),
    Rule(
        "journalist-asks",
        picked(about, "journalist"),
        "never",
        "Nothing confidential goes to a journalist: not off the record, not to put a mistake right, not after a death.",
        (
            "Take down who it is, which outlet, what it is about and by when. Say that somebody will ring back.",
            "Say nothing else, not even whether you know the person, and pass it to whoever your policy names.",
        ),
        ("Small details put together can tell who somebody is.",),
        "practice",
        (PUBLICITY,),
        ANONYMITY,
        links=(Link("outreach/media/#journalist", "A journalist rings you"),),
    ),
    Rule(
        "visit",
        picked(about, "visit"),
        "never",
        "Whoever is seen beside you that night has not agreed to be seen.",
        (
            "Say no to outreach, drop-ins and the van. Offer a talk with the manager, away from the people you support.",
        ),
        (
            "That it never helps to bring a camera is our own reading of a plain rule: confidentiality comes first.",
        ),
        "practice",
        (PUBLICITY,),
    ),
    Rule(
        "confidential",
        picked(signs, "confidential"),
        "never",
        "Something confidential would come out. A person may tell their own story, and nobody else's.",
        (
            "Take what is confidential out, or do not do the interview. Nothing from your records is part of an interview.",
        ),
        ("Leaving out the name is not enough.",),
        "practice",
        (PUBLICITY, POINTS),
        links=(Link("talk/confidentiality/#never", "Never"),),
    ),
    Rule(
        "declined",
        picked(wish, "declined"),
        "wait",
        "The answer is no. Anyone can stop at any moment, also after a yes and in the middle of an interview.",
        ("Tell the journalist that the answer is no. Give no reason, and do not ask the person again.",),
        (),
        "practice",
        (PUBLICITY, POINTS),
    ),
    Rule(
        "wavering",
        picked(wish, "wavering"),
        "wait",
        "The person is in two minds, and a deadline is not a reason.",
        ("Give time, say what can go wrong as well as what can be gained, and make no easy to say.",),
        ("People have regretted it later. What is online stays.",),
        "practice",
        (PUBLICITY,),
    ),
    Rule(
        "pressure",
        picked(signs, "pressure"),
        "wait",
        "Somebody is pushing. Nobody is to be pressed into speaking, however much a project would gain.",
        ("Stop, name the pressure, and talk with the person alone. Money and deadlines are pressure too.",),
        (
            "If a partner or somebody who profits is pushing, think about safety and talk to your safeguarding lead.",
        ),
        "practice",
        (PUBLICITY, POINTS),
    ),
    Rule(
        "would-be-found",
        picked(signs, "would-be-found"),
        "wait",
        "Being recognised could bring danger, and no disguise is certain.",
        (
            "Talk through with the person and your safeguarding lead who could recognise a face, a voice, a room, a tattoo, a child.",
            "Think of other ways to be heard: a written piece, a joint text, somebody else's voice, an actor.",
        ),
        (),
        "practice",
        (PUBLICITY, POINTS),
        links=(Link("outreach/media/#today", "The media today"),),
    ),
    Rule(
        "offence-alleged",
        picked(signs, "offence-alleged"),
        "wait",
        "Where a sexual offence has been alleged, the law protects who the person is, and a live case can be harmed.",
        (
            "Ask the solicitor or the officer in the case first, and let the person have legal advice of their own.",
            "In England, Wales and Northern Ireland anonymity lasts {law:anonymity-for-life}. It can be given up only at {law:anonymity-waiver}, and freely.",
        ),
        (
            "Publishing what identifies the person can be an offence by whoever publishes, a service that shares a story included.",
            "Scotland has its own rules, and when the new ones start was not found. Treat the person's identity as protected all the same.",
        ),
        "law",
        (),
        ANONYMITY,
        links=(Link("justice/anonymity/", "Anonymity"),),
    ),
    Rule(
        "under-18",
        picked(signs, "under-18"),
        "wait",
        "The person is or may be under 18. This is not yours, or theirs alone, to agree to.",
        ("Take it to your safeguarding lead today, before you answer anybody.",),
        (),
        "practice",
        (PUBLICITY,),
        ANONYMITY,
        links=(Link("aids/child-protection/", "I am worried about a child. How urgent is it?"),),
    ),
    Rule(
        "not-sober",
        picked(signs, "not-sober"),
        "wait",
        "An interview needs a clear head, so that the person knows what is being said.",
        ("Put the interview off to another day, kindly and without a lecture.",),
        (),
        "practice",
        (POINTS,),
    ),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "wait",
        "You are not sure whether someone is in danger.",
        ("Find out with your manager before anything else. If you fear the worst, ring 999.",),
        (),
        "practice",
        (PUBLICITY,),
    ),
    Rule(
        "not-asked",
        unknown(wish),
        "settle-first",
        "The person has not been asked yet.",
        ("Pass a request on only if the person would want to know, once, without hopes of your own in it.",),
        (),
        "practice",
        (PUBLICITY,),
    ),
    Rule(
        "signs-not-sure",
        unknown(signs),
        "settle-first",
        "You do not know yet whether there is a danger, a case or a pressure.",
        ("Ask the person, alone and in good time.",),
        (),
        "practice",
        (PUBLICITY,),
    ),
    *(_point(line) for line in LINES),
    Rule(
        "own-story",
        picked(about, "own-story"),
        "persons-choice",
        "A story told by your own project is publicity too, and a changed name does not hide a life.",
        (
            "Ask the person, show the final text and picture, and keep the right to take it back.",
            "Use no photograph with people, a street or a van that somebody could know.",
        ),
        (),
        "practice",
        (PUBLICITY,),
        ANONYMITY,
        links=(Link("outreach/media/#project", "Your project in the media"),),
    ),
    Rule(
        "wants-to",
        every(picked(wish, "wants"), NOTHING_AGAINST),
        "persons-choice",
        "People are spoken about all the time. To speak for oneself can do good, to the person and to how others are seen.",
        (
            "Go along if that is wanted, and agree a sign for “stop”.",
            "Be there afterwards: the same evening, the day it comes out, and a week later.",
        ),
        (),
        "practice",
        (PUBLICITY, POINTS),
    ),
    Rule(
        "always",
        Always("in every case"),
        "persons-choice",
        "Confidentiality comes first, no pressure is put on anybody, and it can be stopped at any time.",
        ("Say it before, during and after: you can stop, and you need not answer.",),
        (
            "The ten points come from one project in London and from 2008. What is published now can be searched for good.",
        ),
        "practice",
        (PUBLICITY, POINTS),
        links=(Link("outreach/media/#ten", "Ten things to settle first"),),
    ),
)


def compute(answers: Answers, today: date) -> Computed:
    """The ten points as a sheet to go through together; nothing where the answer is that nothing is said."""
    if yes(danger).holds(answers) or picked(about, "journalist", "visit").holds(answers):
        return Computed()
    lines = "".join(f"[ ] {sentence(line)}\n    [what was settled]\n" for line in LINES)
    text = (
        "BEFORE I SPEAK TO THE MEDIA: points to go through with somebody I trust\n\n"
        f"{lines}\n"
        "I can stop at any time. Nobody may push me. Whom I talk to afterwards: [who]\n"
    )
    gaps = open_lines(points, answers) if points.key in answers.values else ()
    return Computed(draft=Draft("Sheet to go through together", text, gaps))


MEDIA = Aid(
    slug="media",
    title="Before anyone speaks to the media",
    question="A journalist has asked. What do we settle first?",
    summary="Answers what never goes to a journalist, what has to wait, and what to settle with a person who wants to speak.",
    levels=LEVELS,
    questions=(danger, NATION, about, wish, signs, points),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It goes through ten points to settle with somebody who may speak to the media, and the things that come before them.",
        not_for="It is not legal advice, and it is no way to talk anybody into an interview or out of one.",
        strength="Law for anonymity; the practice wisdom of outreach projects and of CLASH, a project in London, in 2008 for the rest.",
        pitfalls=(
            Pitfall(
                "Whatever was never told cannot leak: advice given about phone apps holds for interviews as well. Ticking all the points does not make it private.",
                "https://techsafety.org.au/blog/2020/10/22/which-safety-app/",
            ),
            Pitfall(
                "The list was made for papers and television. Search, face matching and comments came after it.",
                "Our own reading",
            ),
        ),
        review="The person, with you, on the day before, the day after and when it comes out; your manager, whenever somebody asks again.",
    ),
    links=(
        Link("outreach/media/", "Media and publicity"),
        Link("justice/anonymity/", "Anonymity"),
        Link("talk/confidentiality/", "Confidentiality and its limits"),
    ),
    compute=compute,
)
