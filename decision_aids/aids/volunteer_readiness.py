"""Volunteer, student or seconded worker: may they go out yet?

Source: Working with Sex Workers: Outreach (2008), Volunteers, seconded staff and students. Record checks follow the law
register: the CRB checks of the source no longer exist, and each nation has its own scheme.
"""

from __future__ import annotations

from decision_aids.aids.ticks import items_named, options, unticked
from decision_aids.conditions import Always, Called, Condition, every, some
from decision_aids.model import Aid, Card, Level, Link, Option, Pitfall, Rule
from decision_aids.questions import NATION, many_of, no, one_of, picked, unknown, yes, yes_no

VOLUNTEERS = "outreach Volunteers, seconded staff and students"
CONDUCT = "outreach Professional outreach conduct and boundaries"
FAQ = "outreach Frequently asked questions"
CHECK_LAW = ("dbs-checks", "pvg-scheme", "accessni")

england_or_wales = Called(picked(NATION, "england", "wales"), "this is in England or Wales")
scotland = picked(NATION, "scotland")
northern_ireland = picked(NATION, "northern-ireland")

role = one_of(
    "role",
    "Who is it?",
    (
        Option("volunteer", "A volunteer", "it is a volunteer"),
        Option("student", "A student on placement", "it is a student on placement"),
        Option(
            "seconded",
            "Somebody seconded from another employer",
            "it is somebody seconded from another employer",
        ),
    ),
    required=True,
)
from_outside = picked(role, "student", "seconded")

children = yes_no(
    "children",
    "Will the role include teaching, caring for or supervising under-18s?",
    help="Often, or overnight, and also when somebody else is in charge.",
    yes="the role includes teaching, caring for or supervising under-18s",
    no="the role does not include teaching, caring for or supervising under-18s",
    required=True,
    danger="yes",
    unsure_as_bad=True,
)

regulated = yes_no(
    "regulated-role",
    "Is it a regulated role under the PVG scheme?",
    help="Disclosure Scotland's list decides, and adults can make a role regulated too. Unpaid roles count.",
    yes="it is a regulated role under the PVG scheme",
    no="it is not a regulated role under the PVG scheme",
    shown_if=scotland,
    required=True,
    danger="yes",
    unsure_as_bad=True,
)

record = one_of(
    "record-check",
    "What about the criminal record check?",
    (
        Option(
            "done",
            "Back, at the level the role allows, and looked at fairly",
            "the record check is back and looked at",
        ),
        Option(
            "none-needed",
            "We looked the role up: it allows no such check",
            "the role was looked up and allows no such check",
            danger=1,
        ),
        Option("waiting", "Applied for, not back", "the record check is not back yet", danger=2),
        Option("not-started", "Not applied for", "no record check has been applied for", danger=2),
        Option(
            "old",
            "There is an old one: from another role, or from the CRB",
            "there is only an old check, from another role or from the CRB",
            danger=2,
        ),
        Option("not-sure", "Not sure", "nobody is sure about the record check", unknown=True, danger=1),
    ),
    help="The check depends on the role and the nation. Not every role allows one at the highest level.",
    required=True,
)
record_open = Called(
    some(picked(record, "waiting", "not-started", "old"), unknown(record)),
    "the record check is open, old or not known",
)
record_not_back = Called(
    some(record_open, picked(record, "none-needed")), "there is no record check back for this role"
)

steps = many_of(
    "steps",
    "What has been done?",
    options(
        items_named(
            "volunteer-checks",
            "volunteer-checks-application",
            "volunteer-checks-interview",
            "volunteer-checks-references",
            "volunteer-checks-induction",
            "volunteer-checks-policies",
            "volunteer-checks-training",
            "volunteer-checks-id",
            "volunteer-checks-buddy",
        ),
        {},
    ),
    help="Tick only what is finished. “Not sure” counts as not done.",
    required=True,
    none_says="none of the steps has been done",
)

insurance = yes_no(
    "insurance",
    "Is their liability insurance confirmed in writing?",
    help="Their own, or that of the college or employer who sends them. In writing, and seen by you.",
    yes="liability insurance is confirmed in writing",
    no="liability insurance is not confirmed in writing",
    unsure="nobody is sure about liability insurance",
    shown_if=from_outside,
    required=True,
    danger="no",
)

agreement = yes_no(
    "agreement",
    "Is it agreed with the college or employer what each side expects?",
    help="For a student a talk with the student and the tutor; for seconded staff a written agreement.",
    yes="expectations are agreed with the college or employer",
    no="expectations are not agreed with the college or employer",
    shown_if=from_outside,
    danger="no",
)

supervision = one_of(
    "supervision",
    "And supervision?",
    (
        Option(
            "takes-part", "A date is set, or it is happening regularly", "supervision is set or happening"
        ),
        Option("no-date", "Meant to happen, no date yet", "no date for supervision has been set", danger=1),
        Option(
            "refuses",
            "They refuse it or keep missing it",
            "they refuse supervision or keep missing it",
            danger=2,
        ),
        Option("not-sure", "Not sure", "nobody is sure about supervision", unknown=True, danger=1),
    ),
    required=True,
)

months = one_of(
    "months",
    "How long have they been out beside an experienced colleague?",
    (
        Option(
            "six", "Six months or more", "they have had six months or more beside an experienced colleague"
        ),
        Option(
            "fewer",
            "Less than six months",
            "they have had less than six months beside an experienced colleague",
            danger=1,
        ),
        Option("none", "They have not been out yet", "they have not been out yet", danger=1),
        Option("not-sure", "Not sure", "nobody is sure how long they have been out", unknown=True, danger=1),
    ),
    required=True,
)
first_months = Called(
    some(picked(months, "fewer", "none"), unknown(months)),
    "the first six months beside an experienced colleague are not over",
)

concerns = many_of(
    "concerns",
    "Has anything come up?",
    (
        Option(
            "views",
            "Views that look down on people who sell sex, or on any group",
            "they look down on people they would meet",
            danger=1,
        ),
        Option(
            "aims",
            "Another aim: rescue, curiosity, religion, research",
            "they seem to have another aim, such as rescue, curiosity, religion or research",
            danger=1,
        ),
        Option(
            "unsure-of-self", "They do not feel sure enough yet", "they do not feel sure enough yet", danger=1
        ),
        Option(
            "uneasy",
            "They, or somebody beside them, feel uneasy about something",
            "somebody feels uneasy about something",
            danger=1,
        ),
        Option(
            "conduct",
            "Something that breaks the code of conduct or a confidence",
            "something has broken the code of conduct or a confidence",
            danger=1,
        ),
    ),
    required=True,
    none="Nothing has come up",
    none_says="nothing has come up",
)

LEVELS = (
    Level("stop", "Stop", "high", "They should not go out until this is settled."),
    Level(
        "not-ready",
        "Not ready yet",
        "medium",
        "Something is still open. Settle it before the first or next session.",
    ),
    Level(
        "beside",
        "Ready, beside someone",
        "low",
        "They can go out beside an experienced colleague, not without one.",
        reassuring=True,
    ),
    Level(
        "ready", "Ready", "low", "They can go out. Supervision, training and review go on.", reassuring=True
    ),
)


def _missing(id: str, key: str, says: str, finding: str, action: str, cautions: tuple[str, ...] = ()) -> Rule:
    return Rule(
        id,
        unticked(steps, f"volunteer-checks-{key}", says),
        "not-ready",
        finding,
        (action,),
        cautions,
        "practice",
        (VOLUNTEERS,),
    )


def _check_open(id: str, nation: Condition, finding: str, action: str, law: tuple[str, ...]) -> Rule:
    return Rule(
        id,
        every(nation, record_open),
        "not-ready",
        finding,
        (action,),
        (
            "A check shows what was recorded in the past. It does not replace references, time beside somebody and supervision.",
            "Old convictions for soliciting should not shut out the people who know most.",
        ),
        "law",
        (VOLUNTEERS,),
        law,
    )


RULES = (
    Rule(
        "no-insurance",
        some(no(insurance), unknown(insurance)),
        "stop",
        "Students and seconded staff need liability insurance, and you need to have it in writing. If in doubt, they do not go.",
        ("Ask the college or employer for written confirmation, and keep it on file.",),
        ("Work in the office can go on meanwhile.",),
        "practice",
        (VOLUNTEERS,),
    ),
    Rule(
        "supervision-refused",
        picked(supervision, "refuses"),
        "stop",
        "Supervision is compulsory. Whoever will not take part stops going out until it is settled.",
        ("Ask, in private, what gets in the way, and agree how it is put right and by when.",),
        ("Most people grow with good supervision. Refusing can be a sign of something else: listen for it.",),
        "practice",
        (VOLUNTEERS,),
    ),
    Rule(
        "conduct",
        picked(concerns, "conduct"),
        "stop",
        "Something has happened that your code of conduct does not allow.",
        (
            "Take it to the manager today, and hear the person. They do not go out until it is decided.",
            "If somebody may have been harmed, take it to your safeguarding lead at once.",
        ),
        (),
        "practice",
        (CONDUCT,),
        links=(Link("outreach/conduct/#colleague", "When a colleague crosses a line"),),
    ),
    Rule(
        "children-england-wales",
        every(england_or_wales, yes(children), record_not_back),
        "stop",
        "Regular work with under-18s needs an enhanced check with the children's barred list, volunteers included.",
        (
            "Get the check back before this part of the role begins: often, overnight, or {law:regulated-activity-supervision}.",
        ),
        ("Since September 2026 being supervised no longer takes a role out of the rules.",),
        "law",
        (),
        ("regulated-activity-supervision", "dbs-checks"),
    ),
    Rule(
        "children-check-back",
        every(england_or_wales, yes(children), picked(record, "done")),
        "ready",
        "Regular work with under-18s needs an enhanced check with the children's barred list. Being supervised no longer changes that.",
        (
            "Look whether the check is of that kind, if the work is often, overnight, or {law:regulated-activity-supervision}.",
        ),
        (),
        "law",
        (),
        ("regulated-activity-supervision", "dbs-checks"),
    ),
    Rule(
        "pvg",
        every(scotland, yes(regulated), record_not_back),
        "stop",
        "In Scotland membership of the PVG scheme is compulsory before a regulated role begins, paid or not.",
        ("Apply to Disclosure Scotland, and wait. Working in the role without it is an offence.",),
        ("Membership is now renewed {law:pvg-renewal}: note the date.",),
        "law",
        (),
        ("pvg-scheme", "pvg-renewal"),
    ),
    Rule(
        "children-ni",
        every(northern_ireland, yes(children), record_not_back),
        "stop",
        "Work with under-18s in Northern Ireland may be barred or need a check. Which role needs which is not confirmed here.",
        ("Ask AccessNI about this role before it begins.",),
        (),
        "guidance",
        (),
        ("accessni",),
    ),
    _check_open(
        "check-england-wales",
        england_or_wales,
        "The record check is open. In England and Wales it comes from the Disclosure and Barring Service (DBS).",
        "Look up which level of check this role allows, apply for that and no higher, and wait for the result.",
        ("dbs-checks",),
    ),
    _check_open(
        "check-scotland",
        scotland,
        "The record check is open. In Scotland it comes from Disclosure Scotland.",
        "A regulated role needs PVG membership first. For any other, ask Disclosure Scotland which check it allows.",
        ("pvg-scheme",),
    ),
    _check_open(
        "check-ni",
        northern_ireland,
        "The record check is open. In Northern Ireland it comes from AccessNI.",
        "Ask AccessNI which check this role allows, apply, and wait for the result.",
        ("accessni",),
    ),
    Rule(
        "old-check",
        picked(record, "old"),
        "not-ready",
        "An old certificate says nothing about this role. The CRB named in the guidance of 2008 no longer exists.",
        ("Start a new check with the body of your nation.",),
        (),
        "law",
        (VOLUNTEERS,),
        CHECK_LAW,
    ),
    Rule(
        "children-not-sure",
        unknown(children),
        "not-ready",
        "Whether the role includes under-18s decides which check the law wants.",
        ("Write the role down in five lines, then look up the check.",),
        (),
        "law",
        (),
        ("regulated-activity-supervision", *CHECK_LAW),
    ),
    Rule(
        "regulated-not-sure",
        unknown(regulated),
        "not-ready",
        "In Scotland you have to know whether the role is regulated before it begins.",
        ("Ask Disclosure Scotland, with the written role in front of you.",),
        (),
        "law",
        (),
        ("pvg-scheme",),
    ),
    Rule(
        "pvg-look-again",
        every(scotland, yes(children), no(regulated), record_not_back),
        "not-ready",
        "The role includes under-18s, and you answered that it is not regulated. Look again: such roles often are.",
        ("Ask Disclosure Scotland, with the written role in front of you, before they begin.",),
        (),
        "practice",
        (),
        ("pvg-scheme",),
    ),
    _missing(
        "no-application",
        "application",
        "the application form is not complete",
        "Everybody fills in an application form, and you owe everybody a fair process.",
        "Have the application form completed, with the role and your expectations beside it.",
    ),
    _missing(
        "no-interview",
        "interview",
        "no interview has been held",
        "Giving time for nothing does not replace an interview.",
        "Hold an interview, with a difficult situation in it, and questions that bring prejudice and hidden aims to light.",
    ),
    _missing(
        "no-references",
        "references",
        "two references are not in",
        "Two references are not in yet.",
        "Get both references, one from a present employer if there is one.",
        (
            "Be flexible with people who have sold sex. Employer references may not exist, and a caseworker, tutor or volunteer organiser will do.",
        ),
    ),
    _missing(
        "no-induction",
        "induction",
        "the induction of two days or more is not finished",
        "Induction comes before the first session, and takes two days or more.",
        "Finish the induction: the project, the words people use, the rules of outreach, the policies, the handbook.",
    ),
    _missing(
        "no-policies",
        "policies",
        "the policies have not been read and signed for",
        "The policies have not been read and signed for, confidentiality first of all.",
        "Talk the policies through, and have them signed.",
    ),
    _missing(
        "no-training",
        "training",
        "basic training is not done",
        "Without basic training people pass on wrong advice, or none. The project owes it to every recruit.",
        "Finish basic training before the first session: drugs, sexual health, safeguarding, staying safe.",
    ),
    _missing(
        "no-id-badge",
        "id",
        "there is no ID badge",
        "Anybody they meet may ask to see ID.",
        "Make the badge, and say when to show it and when not.",
    ),
    Rule(
        "no-buddy",
        every(
            unticked(steps, "volunteer-checks-buddy", "no experienced colleague is named"),
            first_months,
        ),
        "not-ready",
        "For the first six months there is an experienced colleague beside them, and nobody is named.",
        ("Name an experienced colleague who has time to explain, encourage and say honestly how it went.",),
        (),
        "practice",
        (VOLUNTEERS,),
    ),
    Rule(
        "student-agreement",
        every(picked(role, "student"), some(no(agreement), unknown(agreement))),
        "not-ready",
        "Meet the student together with the tutor first.",
        (
            "Ask what the student needs and what the course demands, say what you can offer, and agree what may be written about.",
        ),
        ("A placement takes a good deal of support. Work out what it costs before you promise it.",),
        "practice",
        (VOLUNTEERS,),
    ),
    Rule(
        "secondment-agreement",
        every(picked(role, "seconded"), some(no(agreement), unknown(agreement))),
        "not-ready",
        "A secondment rests on a written agreement with the other employer.",
        ("Write down what each side wants and how it serves the people you support.",),
        (),
        "practice",
        (VOLUNTEERS,),
    ),
    Rule(
        "no-supervision-date",
        some(picked(supervision, "no-date"), unknown(supervision)),
        "not-ready",
        "Supervision is compulsory from the start, so there is a date before the first session.",
        ("Set the date for supervision, one to one, in private, and say whom they can turn to in between.",),
        (),
        "practice",
        (VOLUNTEERS,),
    ),
    Rule(
        "views-or-aims",
        picked(concerns, "views", "aims"),
        "not-ready",
        "People you serve will meet whoever you choose. Views and aims show.",
        (
            "Talk the view or the aim through openly, with an example, and decide with a colleague whether training helps or another role fits.",
        ),
        (),
        "practice",
        (VOLUNTEERS,),
    ),
    Rule(
        "not-sure-enough",
        picked(concerns, "unsure-of-self", "uneasy"),
        "not-ready",
        "Somebody who is unsure, or uneasy, has noticed something. Hear it before the session.",
        ("Ask what is missing or wrong: another shadowing, a training, a change of place.",),
        (),
        "practice",
        (VOLUNTEERS,),
    ),
    Rule(
        "concerns-not-sure",
        unknown(concerns),
        "not-ready",
        "Nobody has asked yet how it is going.",
        ("Ask the person, and whoever has been out with them.",),
        (),
        "practice",
        (VOLUNTEERS,),
    ),
    Rule(
        "first-six-months",
        first_months,
        "beside",
        "New people work beside an experienced member of the team for six months at least.",
        (
            "Pair them for each session. Explain the customs of each kind of outreach, let them talk to people, and tell them how it went.",
            "Let them do the paperwork, and ask after each session what made them uneasy.",
        ),
        (),
        "practice",
        (VOLUNTEERS,),
    ),
    Rule(
        "no-check-allowed",
        picked(record, "none-needed"),
        "ready",
        "Outreach with adults alone does not always allow an enhanced check, so a role may rest without one.",
        ("Write down who looked the role up, where and when, and look again when the role changes.",),
        (),
        "law",
        (VOLUNTEERS,),
        CHECK_LAW,
    ),
    Rule(
        "always",
        Always("in every case"),
        "ready",
        "Volunteers, students and seconded staff need the same frame as paid staff, and meet the same things.",
        (
            "Give them the same on-call number, debrief and support after a bad night, and review once a year what they say of it.",
        ),
        (
            "Somebody who has sold sex, or does, may volunteer: organisations differ. Ask who could be put in a difficult position and what would help.",
            "In Great Britain health and safety law protects volunteers too; Northern Ireland has its own.",
        ),
        "practice",
        (VOLUNTEERS, FAQ),
        ("health-and-safety-law", "health-and-safety-ni"),
    ),
)

VOLUNTEER_READINESS = Aid(
    slug="volunteer-readiness",
    title="Volunteers and students: ready?",
    question="Can this volunteer, student or seconded worker go out yet?",
    summary="Answers stop, not ready yet, ready beside someone, or ready, and names what is still open.",
    levels=LEVELS,
    questions=(
        NATION,
        role,
        children,
        regulated,
        record,
        steps,
        insurance,
        agreement,
        supervision,
        months,
        concerns,
    ),
    rules=RULES,
    card=Card(
        kind="reminder",
        what="It goes through what has to be settled before somebody who is not on your paid staff goes out.",
        not_for="It does not decide who is suited to the work, and it is not advice on which record check a role allows.",
        strength="Law for record checks; the practice wisdom of outreach projects in 2008 for the rest, the six months and two days included.",
        pitfalls=(
            Pitfall(
                "Handbooks that were right when printed are still passed on years later. The record check named in 2008 has been gone for years: look up the body and the level each time.",
                "https://survivorsnetwork.org.uk/resource/from-report-to-court/",
            ),
            Pitfall(
                "A clean certificate feels like an answer. It shows what was recorded, not how somebody treats people.",
                "Our own reading",
            ),
        ),
        review="The volunteer coordinator with the team, after the first three sessions, at six months and once a year.",
    ),
    links=(
        Link("outreach/volunteers/", "Volunteers, seconded staff and students"),
        Link("outreach/conduct/", "Conduct and boundaries"),
    ),
)
