"""Criminal injuries compensation: by when to apply, and what to do when that day has gone.

Source: Support to Overcome Trauma toolkit (2021), section 5.1, corrected by the law register: for adults the two years run
from the incident and not from the report, waiting for the trial can lose the claim, and Northern Ireland has a scheme of
its own. What the toolkit says about giving scant details still holds.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from decision_aids import facts
from decision_aids.conditions import Always, Condition, DateTest, Not, every, some
from decision_aids.dates import Counted, DateNotCovered, add_years, previous_working_day, say, say_short
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
    Question,
    Rule,
)
from decision_aids.questions import NATION, answered, day, many_of, no, one_of, picked, unknown, yes, yes_no

SOURCE = "stage 5.1 Criminal Injuries Compensation"
#: Age in years at which the adult rules begin; the scheme's own line.
ADULT = 18
#: Harm before this day, by somebody of the same household, fell under the "same roof" rule; see the law note.
SAME_ROOF_ENDS = date(1979, 10, 1)

great_britain = picked(NATION, "england", "wales", "scotland")
northern_ireland = picked(NATION, "northern-ireland")

age_then = one_of(
    "age-then",
    "How old was the person when it happened?",
    (
        Option("adult", "18 or over", "the person was 18 or over when it happened"),
        Option("child", "Under 18", "the person was under 18 when it happened"),
        Option("both", "It went on from before 18 to after", "it began before 18 and went on after"),
        Option(
            "not-sure", "Not sure, or not asked yet", "it is not known how old the person was", unknown=True
        ),
    ),
    required=True,
)
as_adult = picked(age_then, "adult", "both", "not-sure")
as_child = picked(age_then, "child", "both", "not-sure")

pattern = one_of(
    "pattern",
    "Was it one time or more?",
    (
        Option("once", "Once", "it happened once"),
        Option("several", "Several times, on days that can be told apart", "it happened several times"),
        Option("over-time", "It went on over time", "it went on over time"),
        Option(
            "not-sure", "Not sure, or not asked yet", "it is not known whether it happened once", unknown=True
        ),
    ),
)

incident = day(
    "incident-date",
    "On which day did it happen?",
    help="If it happened more than once or went on, give the first day that matters. Near enough is a start.",
    shown_if=some(every(great_britain, as_adult), northern_ireland),
)

latest = day(
    "latest-date",
    "On which day was the last time?",
    shown_if=every(
        some(every(great_britain, as_adult), northern_ireland),
        picked(pattern, "several", "over-time", "not-sure"),
    ),
)

reported = yes_no(
    "reported",
    "Has it been reported to the police?",
    help="By anybody. Nobody has to have been charged. Anonymous information is not a report.",
    yes="it has been reported to the police",
    no="it has not been reported to the police",
    unsure="it is not known whether it was reported to the police",
)

reported_when = one_of(
    "reported-when",
    "When did the police first hear of it?",
    (
        Option("before-18", "Before the person turned 18", "the police were told before the person was 18"),
        Option(
            "later",
            "When the person was 18 or over",
            "the police were first told when the person was 18 or over",
        ),
        Option("not-sure", "Not sure", "it is not known when the police were first told", unknown=True),
    ),
    shown_if=every(great_britain, as_child, picked(reported, "yes", "not-sure")),
)

turned_18 = day(
    "turned-18",
    "On which day did the person turn 18, or will they?",
    past=False,
    shown_if=every(great_britain, as_child, picked(reported_when, "before-18", "not-sure")),
)

first_report = day(
    "first-report",
    "On which day was it first reported to the police?",
    help="A report by somebody else may count. The force can give the date.",
    shown_if=every(great_britain, as_child, picked(reported_when, "later", "not-sure")),
)

trial = yes_no(
    "trial",
    "Is an investigation or a trial still to come?",
    yes="an investigation or a trial is still to come",
    no="no investigation and no trial is to come",
)

told_to_wait = yes_no(
    "told-to-wait",
    "Has anybody said to wait until after court?",
    yes="somebody said to wait until after court",
    no="nobody has said to wait",
)

convictions = yes_no(
    "convictions",
    "Has the person convictions of their own that may be unspent?",
    help="After some time the law counts most convictions as spent. In doubt, answer “not sure”.",
    yes="the person has convictions that may be unspent",
    no="the person has no unspent convictions",
    unsure="it is not known whether the person has unspent convictions",
)

REASONS = facts.items("late-claim-reasons")
reasons = many_of(
    "kept-from-applying",
    "If the time has gone: what kept them from applying?",
    tuple(
        Option(each.id, each.text.rstrip("."), f"this kept them: “{each.text.rstrip('.')}”")
        for each in REASONS
    ),
    help="Only if a date has passed. The draft below takes it up.",
)

LEVELS = (
    Level(
        "ask-today",
        "Apply or ask today",
        "high",
        "The ordinary time is up or nearly up. Apply or ask today: a late claim can be taken.",
    ),
    Level(
        "apply-by",
        "Apply by the date below",
        "medium",
        "There is time. Apply by the earliest date below, and do not wait for the trial.",
    ),
    Level(
        "find-out",
        "Find out first",
        "medium",
        "One thing is missing to work out the date. Find it out this week.",
    ),
    Level(
        "other-route",
        "Get advice",
        "low",
        "No date can be counted from these answers. Get advice now, so that none is missed.",
        reassuring=True,
    ),
)

Limit = Callable[[date, date], Counted]


def _years(law: str, today: date) -> int:
    value = facts.law_value(law, today)
    if value is None or value.number is None:
        raise DateNotCovered("We hold no confirmed time limit for that date. Ask today all the same.")
    return value.number


def adult_limit(start: date, today: date) -> Counted:
    """Last day for somebody 18 or over at the time: calendar years from the incident. Raises DateNotCovered."""
    return add_years(start, _years("compensation-adult-limit", today))


def ni_limit(start: date, today: date) -> Counted:
    """Normal last day in Northern Ireland: calendar years from the incident. Raises DateNotCovered."""
    return add_years(start, _years("compensation-ni", today))


def later_report_limit(start: date, today: date) -> Counted:
    """Last day for somebody harmed under 18 and first reported as an adult: years from the report."""
    return add_years(start, _years("compensation-under-18-reported-later", today))


def birthday_limit(start: date, today: date) -> Counted:
    """The birthday up to which somebody harmed and reported under 18 may apply, from the day they turned 18."""
    age = _years("compensation-under-18-reported-before-18", today)
    counted = add_years(start, age - ADULT)
    how = (
        f"They turned {ADULT} on {say(start)}, so they turn {age} on {say(counted.day)}.",
        *counted.how[1:],
    )
    return Counted(counted.day, how)


def _aim(counted: Counted, nation: str) -> date:
    """One working day earlier, or the day before where no bank holidays are known."""
    try:
        return previous_working_day(counted.day, nation)
    except DateNotCovered:
        return counted.day - timedelta(days=1)


def _come(limit: Limit, nation: str, given: date, today: date) -> bool | None:
    try:
        return today >= _aim(limit(given, today), nation)
    except DateNotCovered:
        return None


def _test(question: Question, limit: Limit, nation: str, come: bool, text: str) -> Condition:
    return DateTest(question, lambda given, today: _come(limit, nation, given, today) is come, text)


EXCEPTIONAL = (
    "Apply all the same, and set out what kept them from applying earlier, with dates and who can confirm them. "
    "Exceptional circumstances can open the door, if the evidence is there without a long search."
)
ADVICE = "Speak to an ISVA, a victims' service or a solicitor today, and ask first what it costs."
SCANT = (
    "Fill in the form together: type of crime, dates, officer and force, crime number, and “please see the "
    "police report” in place of a long account."
)
LATE_LAW = ("compensation-late",)
GB_LAW = ("compensation-adult-limit", "compensation-report-to-police", "counting-first-day")
NI_LAW = ("compensation-ni",)


def _clock(
    name: str,
    base: Condition,
    question: Question,
    limit: Limit,
    nation: str,
    words: str,
    law: tuple[str, ...],
    late_actions: tuple[str, ...],
) -> tuple[Rule, ...]:
    return (
        Rule(
            f"{name}-today",
            every(base, _test(question, limit, nation, True, f"the last sensible day has come: {words}")),
            "ask-today",
            f"The ordinary time is {words}. By this count it is up or nearly up.",
            late_actions,
            ("A passed date is a reason to get advice, not to give up.",),
            "law",
            (SOURCE,),
            (*law, *(() if name == "ni" else LATE_LAW)),
        ),
        Rule(
            f"{name}-by",
            every(base, _test(question, limit, nation, False, f"there is time left: {words}")),
            "apply-by",
            f"The ordinary time is {words}. The application has to have arrived by then, and as soon as it reasonably can.",
            (SCANT, "Put the earlier date in a diary that is safe for them."),
            (),
            "law",
            (SOURCE,),
            law,
        ),
        Rule(
            f"{name}-no-date",
            every(base, Not(answered(question), "the date is not known yet")),
            "find-out",
            f"The time is {words}, and that day is not known yet.",
            (
                "Ask them for the month or the season and use the earliest day it could be. The police can give the day of the report.",
            ),
            (),
            "law",
            (SOURCE,),
            law,
        ),
    )


LATE_GB = (EXCEPTIONAL, ADVICE, SCANT)
LATE_NI = (
    "Ask Compensation Services today and apply all the same. The limit can be waived for good reason, for example harm in childhood or harm that came to light late.",
    ADVICE,
    SCANT,
)

RULES = (
    *_clock(
        "adult",
        every(great_britain, as_adult),
        incident,
        adult_limit,
        "england",
        "{law:compensation-adult-limit}",
        GB_LAW,
        LATE_GB,
    ),
    *_clock(
        "child-reported-then",
        every(great_britain, as_child, picked(reported_when, "before-18", "not-sure")),
        turned_18,
        birthday_limit,
        "england",
        "{law:compensation-under-18-reported-before-18}, for harm reported before 18",
        ("compensation-under-18-reported-before-18", "compensation-report-to-police"),
        LATE_GB,
    ),
    *_clock(
        "child-reported-later",
        every(great_britain, as_child, picked(reported_when, "later", "not-sure")),
        first_report,
        later_report_limit,
        "england",
        "{law:compensation-under-18-reported-later}, for harm under 18 first reported as an adult",
        ("compensation-under-18-reported-later", "compensation-report-to-police"),
        LATE_GB,
    ),
    *_clock(
        "ni",
        northern_ireland,
        incident,
        ni_limit,
        "northern-ireland",
        "{law:compensation-ni} in Northern Ireland, normally",
        NI_LAW,
        LATE_NI,
    ),
    Rule(
        "last-time-still-open",
        some(
            every(
                great_britain,
                _test(latest, adult_limit, "england", False, "the last time is inside its own two years"),
            ),
            every(
                northern_ireland,
                _test(
                    latest,
                    ni_limit,
                    "northern-ireland",
                    False,
                    "the last time is inside its own two years",
                ),
            ),
        ),
        "apply-by",
        "Several incidents may each have a clock of their own, and the last one is still inside its time.",
        ("Apply for all of it now and ask the scheme how it dates what went on over time.",),
        (),
        "practice",
        (SOURCE,),
        ("compensation-continuing-abuse", "compensation-adult-limit", "compensation-ni"),
    ),
    Rule(
        "last-time-gone",
        every(
            great_britain, _test(latest, adult_limit, "england", True, "the last time's own two years are up")
        ),
        "ask-today",
        "By the last time that was given the ordinary time is up or nearly up as well.",
        LATE_GB,
        (),
        "law",
        (SOURCE,),
        (*GB_LAW, *LATE_LAW),
    ),
    Rule(
        "ni-last-time-gone",
        every(
            northern_ireland,
            _test(latest, ni_limit, "northern-ireland", True, "the last time's own two years are up"),
        ),
        "ask-today",
        "By the last time that was given the ordinary time is up or nearly up as well.",
        LATE_NI,
        (),
        "law",
        (SOURCE,),
        NI_LAW,
    ),
    Rule(
        "went-on",
        picked(pattern, "over-time", "several", "not-sure"),
        "other-route",
        "How harm that went on over time is dated was not settled by anything we read. The first day that matters is the safe one to count from.",
        ("Apply by the date counted from the first day, and get advice on the rest.",),
        (),
        "practice",
        (),
        ("compensation-continuing-abuse",),
    ),
    Rule(
        "age-not-known",
        every(great_britain, unknown(age_then)),
        "find-out",
        "Whether the person was under 18 decides which clock runs. Until you know, keep to the earliest date below.",
        ("Ask how old they were when it began and when it stopped.",),
        (),
        "law",
        (SOURCE,),
        (
            "compensation-adult-limit",
            "compensation-under-18-reported-before-18",
            "compensation-under-18-reported-later",
        ),
    ),
    Rule(
        "reported-when-not-known",
        every(
            great_britain,
            as_child,
            picked(reported, "yes", "not-sure"),
            some(
                unknown(reported_when),
                Not(answered(reported_when), "nobody has said when the police first heard of it"),
            ),
        ),
        "find-out",
        "For harm under 18 it matters when the police first heard of it. Somebody else may have told them.",
        ("Ask the force for the date of the first record. Keep to the earlier date until you know.",),
        (),
        "law",
        (SOURCE,),
        ("compensation-under-18-reported-before-18", "compensation-under-18-reported-later"),
    ),
    Rule(
        "not-reported",
        every(great_britain, some(no(reported), unknown(reported))),
        "other-route",
        "The scheme needs a report to the police, and no charge or conviction. For an adult the clock runs meanwhile, from the incident.",
        (
            "Tell them that the scheme needs a report, without pressing. Whether to report is theirs to decide, and support does not depend on it.",
            "Go through the ways to report together.",
        ),
        ("Information passed on without a name does not count as a report.",),
        "law",
        (SOURCE, "stage 5.2"),
        ("compensation-report-to-police",),
        links=(Link("aids/reporting-options/", "Which ways to report are open?"),),
    ),
    Rule(
        "under-18-now",
        DateTest(turned_18, lambda given, today: given > today, "the person is under 18 now"),
        "other-route",
        "The person is under 18 now. Child protection comes first, and the claim goes on beside it.",
        ("If there is harm now, or may be, go through the child protection aid today.",),
        (),
        "statutory-guidance",
        (),
        ("under-18-protection",),
        links=(Link("aids/child-protection/", "Child protection: how urgent is it?"),),
    ),
    Rule(
        "child-not-reported",
        every(great_britain, as_child, no(reported)),
        "other-route",
        "For harm under 18 that nobody has reported, the time is counted from a report that has not been made yet.",
        (
            "Check that nobody else reported it at the time. Get advice before the day of a report, so that the form is ready.",
        ),
        ("If they are under 18 now, this is child protection first.",),
        "law",
        (),
        ("compensation-under-18-reported-later", "compensation-under-18-reported-before-18"),
    ),
    Rule(
        "same-roof",
        every(
            great_britain,
            some(
                picked(age_then, "child"),
                DateTest(
                    incident, lambda given, today: given < SAME_ROOF_ENDS, "it began before 1 October 1979"
                ),
            ),
        ),
        "other-route",
        "An old rule shut out many people who lived under the same roof as whoever harmed them before 1 October 1979.",
        (),
        (
            "Was it before 1 October 1979, by somebody they lived with? Ask a solicitor: the special window closed in June 2021.",
        ),
        "law",
        (),
        ("compensation-same-roof",),
    ),
    Rule(
        "ni-child",
        every(northern_ireland, picked(age_then, "child", "both")),
        "other-route",
        "In Northern Ireland harm in childhood is one of the reasons for which the limit can be waived.",
        ("Apply even if the two years are long past, and say that it happened in childhood.",),
        ("It can be waived; nobody can promise that it will be.",),
        "law",
        (),
        NI_LAW,
    ),
    Rule(
        "ni-scheme",
        northern_ireland,
        "other-route",
        "Northern Ireland has a scheme of its own, run by Compensation Services. Its rules are not those of Great Britain.",
        (
            "Use the form of Compensation Services. Ask what it needs from the police, and how it treats convictions of the person's own.",
        ),
        ("Whether an open trial changes anything there was not checked. Ask, and do not wait for it.",),
        "law",
        (),
        NI_LAW,
    ),
    Rule(
        "scotland-same-scheme",
        picked(NATION, "scotland"),
        "other-route",
        "One scheme covers Scotland, England and Wales, by where the crime happened.",
        (),
        (),
        "law",
        (),
        ("compensation-scotland",),
    ),
    Rule(
        "trial-to-come",
        every(great_britain, yes(trial)),
        "other-route",
        "A trial is no reason to wait. The scheme decides on the balance of probabilities and need not wait for a court.",
        (
            "Tell them that the defence may ask about an application, and may have to be told of it. Let them talk it through with an ISVA or a solicitor, then let them choose.",
            "Write down what they were told and what they chose.",
        ),
        (),
        "guidance",
        (SOURCE,),
        ("compensation-do-not-wait", "compensation-evidence-bill"),
    ),
    Rule(
        "told-to-wait",
        yes(told_to_wait),
        "other-route",
        "That advice is out of date and can lose the claim: trials now often come after the time has gone.",
        (
            "Put the advice to wait right with whoever gave it, and note the day they were told. It may matter for a late claim.",
        ),
        (),
        "guidance",
        (SOURCE,),
        ("compensation-do-not-wait",),
    ),
    Rule(
        "own-convictions",
        every(great_britain, some(yes(convictions), unknown(convictions))),
        "other-route",
        "Unspent convictions can reduce an award or rule it out. Some people were made to offend by whoever harmed them.",
        (
            "Find out what the convictions are and whether they are spent, with a solicitor or a rehabilitation adviser.",
            "Ask a solicitor whether one that came from exploitation can be challenged first. Watch the date meanwhile.",
        ),
        ("Nobody should decide for them that there is no point in asking.",),
        "law",
        (),
        ("compensation-unspent-convictions", "childhood-soliciting-convictions"),
        links=(Link("justice/compensation/#convictions", "Convictions of her own"),),
    ),
    Rule(
        "always",
        Always("in every case"),
        "other-route",
        "Do not wait for the trial, and do not make them tell it all again: the form needs little.",
        (
            "Ask an ISVA or a victims' service for help with the form.",
            "Safety comes first: if anyone is in danger now, ring 999. Then agree a safe way to be written to and an account that only they can reach.",
        ),
        (
            "It is their choice. Promise neither an award nor a sum.",
            "What counts is where the crime happened, not where they live now.",
        ),
        "practice",
        (SOURCE,),
        ("compensation-do-not-wait", "compensation-ni"),
    ),
)


ORDER = "The last time you gave lies before the first. Check both days, and keep to the earliest date below."


def compute(answers: Answers, today: date) -> Computed:
    """The dates for these answers, each with how it was counted, and the short text for the form."""
    nation = answers.one("nation")
    if nation is None:
        return Computed()
    ireland = nation == "northern-ireland"
    limit, scheme = (ni_limit, "northern-ireland") if ireland else (adult_limit, "england")
    clocks: list[tuple[str, str, date | None, Limit, str]] = [
        (
            "ni" if ireland else "adult",
            "The application should have arrived by",
            answers.day(incident.key),
            limit,
            "Counted from the incident; its own day is not counted, on the usual reading."
            + (" This is the normal limit, and it can be waived for good reason." if ireland else ""),
        ),
        (
            "last-time",
            "Counted from the last time by itself",
            answers.day(latest.key),
            limit,
            "Whether each time has its own clock depends on how the scheme dates it. Keep to the earlier date.",
        ),
        (
            "birthday",
            "Harm reported before 18: apply up to this birthday",
            answers.day(turned_18.key),
            birthday_limit,
            "“Up to” is read as including the day. Aim for the earlier one.",
        ),
        (
            "later-report",
            "Harm under 18, first reported as an adult: apply by",
            answers.day(first_report.key),
            later_report_limit,
            "Counted from the first report to the police. An earlier report by somebody else would move it.",
        ),
    ]
    dates = tuple(
        _entry(name, label, start, counting, scheme, assumption, today)
        for name, label, start, counting, assumption in clocks
        if start is not None
    )
    law = ("counting-months", "counting-aim-for") if dates else ()
    first, last = answers.day(incident.key), answers.day(latest.key)
    cautions = (ORDER,) if first and last and last < first else ()
    return Computed(cautions=cautions, dates=dates, law=law, draft=_form(answers, ireland))


def _entry(
    name: str, label: str, start: date, limit: Limit, nation: str, assumption: str, today: date
) -> DatedAnswer:
    try:
        counted = limit(start, today)
    except DateNotCovered as reason:
        return DatedAnswer(name, label, None, str(reason))
    gone = counted.day < today
    words = (
        f"{say(counted.day)}. This day has gone: apply or ask today, with the reasons."
        if gone
        else say(counted.day)
    )
    aim = max(_aim(counted, nation), min(start, counted.day))
    return DatedAnswer(name, label, counted.day, words, aim, counted.how, assumption, calendar=not gone)


def _form(answers: Answers, ireland: bool) -> Draft:
    when, told = answers.day(incident.key), answers.day(first_report.key)
    last = answers.day(latest.key)
    reports = answers.one(reported.key) != "no"
    dates = f"{say_short(when)}" if when else "[date, or from when to when]"
    if when and last and last > when:
        dates = f"from {say_short(when)} to {say_short(last)}"
    need = "ask what the scheme needs" if ireland else "the scheme needs one"
    lines = [
        "Type of crime: [type]",
        f"Date of the incident: {dates}",
        f"Date of the report to the police: {say_short(told) if told else '[date]'}"
        if reports
        else f"Report to the police: [not made yet; {need}]",
        "Officer in the case, and force: [officer, force]",
        "Crime number: [number]",
        *(("Please see the police report for what happened.",) if reports else ()),
    ]
    gaps = ["the crime number and the officer in the case"]
    if not when:
        gaps.append("the date of the incident")
    if not told:
        gaps.append("the date of the report" if reports else "a report to the police")
    given = [each for each in REASONS if each.id in answers.many(reasons.key)]
    if given:
        lines.append("Why this comes after the ordinary time:")
        lines += [f"- {each.text} [from when to when, and who can confirm it]" for each in given]
        gaps.append("dates for each reason, and who can confirm it")
    where = "Compensation Services form" if ireland else "compensation form"
    return Draft(f"For the part of the {where} about the incident", "\n".join(lines) + "\n", tuple(gaps))


CARD = Card(
    kind="calculator",
    what="It counts the ordinary time of the two compensation schemes in the UK and shows every step of the count.",
    not_for="It does not say whether a claim would succeed or what it would bring, and it is not legal advice.",
    strength="The schemes themselves, read in published decisions and pages, and checked on the date shown. How harm over time is dated is not settled.",
    pitfalls=(
        Pitfall(
            "The official guide is one long page that tells the reader to search in it. Wrong dates are easily carried away from it.",
            "http://www.gov.uk/guidance/criminal-injuries-compensation-a-guide",
        ),
        Pitfall(
            "Old guides stay in circulation. A handbook on reporting and court that says “correct to September 2018” is still handed out by partner sites.",
            "https://survivorsnetwork.org.uk/resource/from-report-to-court/",
        ),
        Pitfall(
            "A date that has gone is easily read as a no. The scheme takes late claims in exceptional circumstances, so it means: ask today.",
            "Our own reading of the scheme",
        ),
    ),
    review="The person, with an ISVA or a solicitor, when a report is made, when a case ends, and when the law note says that it is due.",
)

COMPENSATION = Aid(
    slug="compensation",
    title="Compensation: by when to apply",
    question="By when do we apply for criminal injuries compensation?",
    summary="Works out by which day to apply, for adults, for people who were under 18 and for Northern Ireland, and what to do when the day has gone.",
    levels=LEVELS,
    questions=(
        NATION,
        age_then,
        pattern,
        incident,
        latest,
        reported,
        reported_when,
        turned_18,
        first_report,
        trial,
        told_to_wait,
        convictions,
        reasons,
    ),
    rules=RULES,
    card=CARD,
    links=(
        Link("justice/compensation/", "Compensation"),
        Link("justice/compensation/#form", "The form, without telling it all again"),
    ),
    compute=compute,
)
