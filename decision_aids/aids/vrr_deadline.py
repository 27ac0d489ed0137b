"""No further action: by when to ask for a review, whom to ask, and what stands behind it.

Source: Support to Overcome Trauma toolkit (2021), section 5.1 on her rights, corrected by the law register: the CPS's ten
working days are the ordinary time and not the end, months and working days are counted as `decision_aids.dates` says, and
Scotland and Northern Ireland have schemes of their own.
"""

from __future__ import annotations

from datetime import date, timedelta

from decision_aids import facts
from decision_aids.aids.common import CALL_999, TELL_MANAGER_NOW
from decision_aids.aids.people import danger_question
from decision_aids.conditions import Always, Condition, DateTest, Known, Not, every, some
from decision_aids.dates import (
    Counted,
    DateNotCovered,
    add_months,
    add_working_days,
    previous_working_day,
    say,
    say_short,
    working_day_on_or_before,
)
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
from decision_aids.questions import NATION, answered, day, no, one_of, picked, unknown, yes, yes_no

RIGHTS = "stage 5.1"
NATION_OF_COUNT = {
    "england": "england",
    "wales": "wales",
    "scotland": "scotland",
    "northern-ireland": "northern-ireland",
}

england_or_wales = picked(NATION, "england", "wales")
scotland = picked(NATION, "scotland")
northern_ireland = picked(NATION, "northern-ireland")

danger = danger_question("When a case is dropped, bail conditions can end the same day.", required=False)

decider = one_of(
    "decider",
    "Who made the decision?",
    (
        Option("cps", "The Crown Prosecution Service (CPS)", "the CPS decided"),
        Option("police", "The police", "the police decided"),
        Option("not-sure", "Not sure", "it is not known whether the police or the CPS decided", unknown=True),
    ),
    help="The letter says so, often in the first lines. The officer in the case can tell you.",
    required=True,
    shown_if=england_or_wales,
)

decision = one_of(
    "decision",
    "What was decided?",
    (
        Option("not-charged", "Nobody will be charged", "nobody will be charged"),
        Option(
            "stopped",
            "The case is stopped or dropped after a charge, or soon will be",
            "the case was or will be stopped after a charge",
        ),
        Option(
            "no-evidence",
            "No evidence has been offered in court",
            "no evidence has already been offered in court",
        ),
        Option("left-on-file", "All charges are left on file", "all charges are left on file"),
        Option(
            "part",
            "Some charges or suspects go on, or the charge is a different one",
            "part of the case goes on",
        ),
        Option(
            "out-of-court", "A caution or another outcome without a court", "it was dealt with out of court"
        ),
        Option("withdrew", "She asked for it to stop", "she asked for the case to stop"),
        Option(
            "not-looked-at",
            "It was not recorded, or not looked into further",
            "it was not recorded or not looked into",
        ),
        Option("not-sure", "Not sure", "it is not known what was decided", unknown=True),
    ),
    required=True,
)

interviewed = yes_no(
    "interviewed",
    "Did the police find a suspect and interview them under caution?",
    yes="a suspect was interviewed under caution",
    no="no suspect was interviewed under caution",
    unsure="it is not known whether a suspect was interviewed under caution",
    shown_if=every(england_or_wales, picked(decider, "police", "not-sure")),
)

letter = day(
    "letter-date",
    "What date is on the letter?",
    help="Not the day it arrived. No letter? Use the day she was told.",
    shown_if=some(every(england_or_wales, picked(decider, "cps", "not-sure")), northern_ireland),
)

told = day(
    "told-date",
    "On which day was she told?",
    help="By letter, call or message, whichever came first.",
    shown_if=some(every(england_or_wales, picked(decider, "police", "not-sure")), scotland),
)

intends = yes_no(
    "intends-no-evidence",
    "Has the prosecutor said that they intend to offer no evidence, but not done it yet?",
    yes="the prosecutor intends to offer no evidence and has not done so yet",
    # Evidence is offered in court after a charge, and once only.
    shown_if=every(
        england_or_wales,
        picked(decider, "cps", "not-sure"),
        picked(decision, "stopped", "left-on-file", "part", "not-sure"),
    ),
)

offence = yes_no(
    "sexual-offence",
    "Is it a case of rape or another serious sexual offence?",
    yes="it is a rape or serious sexual offence case",
    shown_if=every(england_or_wales, yes(intends)),
)

AREAS = tuple(each for each in facts.every("area") if each.law == "cps-expedited-review")

area = one_of(
    "cps-area",
    "Which CPS area has the case?",
    (
        *(Option(each.id, each.name, f"the case is with {each.name}") for each in AREAS),
        Option("another", "Another area", "the case is with another CPS area"),
        Option("not-sure", "Not sure", "the CPS area is not known", unknown=True),
    ),
    help="The letter names it.",
    shown_if=every(england_or_wales, yes(intends)),
)

reviewed = one_of(
    "reviewed",
    "Has a review already been asked for?",
    (
        Option("no", "No", "no review has been asked for yet"),
        Option(
            "first",
            "Yes, and the first check did not change it",
            "a first check has left the decision as it was",
        ),
        Option(
            "final",
            "Yes, and the final answer did not change it",
            "the final review has left the decision as it was",
        ),
        Option("waiting", "Yes, we are waiting", "a review is under way"),
    ),
)

LEVELS = (
    Level(
        "emergency",
        "Emergency",
        "emergency",
        "Someone is in danger. Ring 999 now. The date is below, and can wait an hour.",
    ),
    Level(
        "ask-today",
        "Ask today",
        "high",
        "Ask for the review today. Do not wait for advice, reasons or paperwork.",
    ),
    Level(
        "ask-by",
        "Ask by the date below",
        "medium",
        "There is time to ask. Ask by the earlier of the dates below.",
    ),
    Level(
        "find-out",
        "Find out first",
        "medium",
        "Something is missing. Find it out today.",
    ),
    Level(
        "other-route",
        "Another way",
        "low",
        "This scheme may not fit, but there are other ways to question it.",
        reassuring=True,
    ),
)


class NoFigure(DateNotCovered):
    """There is no confirmed time limit for that date. The message says so."""


def _number(law: str, on: date) -> int:
    entry = facts.law(law)
    first = entry.values[0] if entry.values else None
    # Where nobody knows since when a limit holds, it is vouched for from the day it was checked, and its note says so.
    since_unknown = first is not None and first.start == entry.checked and on < first.start
    value = first if since_unknown else facts.law_value(law, on)
    if value is None or value.number is None:
        raise NoFigure(
            f"We hold no confirmed time limit for a decision of {say_short(on)}. Ask anyway, today, and ask the "
            f"office that wrote which limit it applies."
        )
    return value.number


def cps_ordinary(letter_date: date, nation: str) -> Counted:
    """Last day of the CPS scheme's ordinary time: working days from the date on the letter. Raises DateNotCovered."""
    return add_working_days(letter_date, _number("cps-review-window", letter_date), nation)


def cps_outer(letter_date: date, nation: str) -> Counted:
    """Day up to which later requests are still taken without exceptional circumstances; a weekend rolls back."""
    return _months_back("cps-review-outer-limit", letter_date, nation)


def police_limit(told_date: date, nation: str) -> Counted:
    """Last safe day for the police scheme: calendar months from being told; a weekend rolls back."""
    return _months_back("police-review-window", told_date, nation)


def scotland_limit(told_date: date, nation: str) -> Counted:
    """Normal time for the Scottish scheme: calendar months from learning of the decision; a weekend rolls back."""
    return _months_back("copfs-review-window", told_date, nation)


def ni_limit(letter_date: date, nation: str) -> Counted:
    """The Northern Irish scheme's unconfirmed month, from the letter; a weekend rolls back."""
    return _months_back("pps-review-window", letter_date, nation)


def _months_back(law: str, start: date, nation: str) -> Counted:
    counted = add_months(start, _number(law, start))
    safe = working_day_on_or_before(counted.day, nation)
    return Counted(safe.day, (*counted.how, *safe.how))


def _aim(counted: Counted, nation: str) -> date:
    return previous_working_day(counted.day, nation)


def _due(start: date, today: date, limit: object, nation: str) -> bool | None:
    """True when the day to aim for has come; None when the limit cannot be worked out."""
    try:
        return today >= _aim(limit(start, nation), nation)  # type: ignore[operator]
    except DateNotCovered:
        return None


def _outer_gone(given: date, today: date) -> bool:
    try:
        return today > cps_outer(given, "england").day
    except DateNotCovered:
        return False


def _has_come(question: object, limit: object, nation: str, text: str) -> Condition:
    return DateTest(question, lambda given, today: _due(given, today, limit, nation) is True, text)  # type: ignore[arg-type]


def _ahead(question: object, limit: object, nation: str, text: str) -> Condition:
    return DateTest(question, lambda given, today: _due(given, today, limit, nation) is False, text)  # type: ignore[arg-type]


def _uncounted(question: object, limit: object, nation: str, text: str) -> Condition:
    return DateTest(question, lambda given, today: _due(given, today, limit, nation) is None, text)  # type: ignore[arg-type]


not_covered = picked(decision, "part", "out-of-court", "withdrew", "not-looked-at")
covered = Not(Known(not_covered), "the decision is one the scheme covers, or may cover")
asked = picked(reviewed, "first", "final", "waiting")
open_review = Not(Known(asked), "no review has been asked for yet, or that is not known")
cps_or_unknown = every(england_or_wales, picked(decider, "cps", "not-sure"))
police_or_unknown = every(england_or_wales, picked(decider, "police", "not-sure"))
early_review = every(yes(offence), picked(area, *(each.id for each in AREAS)))
not_interviewed = every(england_or_wales, picked(decider, "police"), no(interviewed))
police_open = Not(Known(no(interviewed)), "a suspect was interviewed, or that is not known")

HOW_TO_ASK = (
    "Ask in writing by the way the letter names, and keep a copy. Do not hold it back to write reasons: “I ask for a "
    "review of this decision” and the case reference are enough to start."
)
HER_CHOICE = (
    "It is her choice. Tell her what a review can and cannot change, and go at her pace within the date."
)
LATE = "If the date has gone, ask anyway. Later requests can still be taken, and nothing is lost by asking."
SOLICITOR = "Speak to a solicitor now about judicial review; that clock runs beside the review and is short."

CPS_LAW = (
    "cps-review-window",
    "cps-review-outer-limit",
    "cps-review-start-date",
    "cps-review-stages",
    "cps-review-decisions-that-count",
)
POLICE_LAW = ("police-review-window", "police-review-who-qualifies", "police-review-not-covered")


def _scheme_rules(
    name: str,
    base: Condition,
    question: object,
    limit: object,
    nation: str,
    when: str,
    law: tuple[str, ...],
    whom: str,
) -> tuple[Rule, ...]:
    """Ask today / ask by / find out, for one scheme."""
    common = every(base, covered, open_review)
    return (
        Rule(
            f"{name}-today",
            every(
                common, _has_come(question, limit, nation, f"the day to aim for, {when}, has come or gone")
            ),
            "ask-today",
            f"The day to aim for, {when}, has come or gone.",
            (f"Ask today. {whom}", HOW_TO_ASK, LATE, HER_CHOICE, SOLICITOR),
            (),
            "guidance",
            (RIGHTS,),
            law,
        ),
        Rule(
            f"{name}-by",
            every(common, _ahead(question, limit, nation, f"the day to aim for, {when}, is still ahead")),
            "ask-by",
            f"The request fits inside the time the scheme gives, {when}.",
            (
                f"Ask by the date below, and aim for the earlier one. {whom}",
                HOW_TO_ASK,
                HER_CHOICE,
                SOLICITOR,
            ),
            (),
            "guidance",
            (RIGHTS,),
            law,
        ),
        Rule(
            f"{name}-not-counted",
            every(
                common,
                _uncounted(question, limit, nation, f"the time, {when}, cannot be counted for this date"),
            ),
            "ask-today",
            "The date cannot be counted here, because it lies outside the years or the rules held on this site.",
            (f"Ask today all the same. {whom}", HOW_TO_ASK, LATE, HER_CHOICE, SOLICITOR),
            (),
            "guidance",
            (RIGHTS,),
            law,
        ),
        Rule(
            f"{name}-no-date",
            every(common, Not(answered(question), "the date is not known yet")),  # type: ignore[arg-type]
            "find-out",
            "Without the date nobody can say how much time is left.",
            (
                "Find the letter, or ask the officer in the case for the date of the decision. If it may be near, ask for the review now.",
                HOW_TO_ASK,
            ),
            (),
            "guidance",
            (RIGHTS,),
            law,
        ),
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
        (RIGHTS,),
        group="harm",
    ),
    Rule(
        "expedited",
        every(cps_or_unknown, yes(intends), early_review),
        "ask-today",
        "In this area a second prosecutor can look before no evidence is offered. That is the only moment when a review can still save the case.",
        (
            "Ask today for the early review, before the hearing, by the contact in the letter.",
            "Ask the officer in the case and the witness care unit when the hearing is.",
        ),
        (),
        "guidance",
        (),
        (
            "cps-expedited-review",
            "cps-expedited-review-target",
            "cps-expedited-review-rollout",
            "cps-review-no-evidence-offered",
        ),
    ),
    Rule(
        "intends-elsewhere",
        every(
            cps_or_unknown,
            yes(intends),
            Not(Known(early_review), "the early review is not known to cover it"),
        ),
        "ask-today",
        "Once no evidence has been offered the case cannot start again, so the time to speak is before the hearing.",
        (
            "Ring and write to the CPS today: say that she asks for a review before no evidence is offered.",
            "Ask whether the early review has reached your area; areas have been added one by one.",
        ),
        (),
        "guidance",
        (),
        ("cps-review-no-evidence-offered", "cps-expedited-review", "cps-expedited-review-rollout"),
    ),
    *_scheme_rules(
        "cps",
        cps_or_unknown,
        letter,
        cps_ordinary,
        "england",
        "{law:cps-review-window} after the date on a CPS letter",
        CPS_LAW,
        "A CPS decision goes to the CPS, by the contact in the letter. The CPS asks for no reasons.",
    ),
    *_scheme_rules(
        "police",
        every(police_or_unknown, police_open),
        told,
        police_limit,
        "england",
        "{law:police-review-window} after she was told of a police decision",
        POLICE_LAW,
        "A police decision goes to the force that made it.",
    ),
    *_scheme_rules(
        "scotland",
        scotland,
        told,
        scotland_limit,
        "scotland",
        "{law:copfs-review-window} after she learned of it in Scotland",
        ("copfs-review-window", "copfs-review-reply"),
        "In Scotland it goes to the Crown Office and Procurator Fiscal Service.",
    ),
    *_scheme_rules(
        "ni",
        northern_ireland,
        letter,
        ni_limit,
        "northern-ireland",
        "{law:pps-review-window} after the letter in Northern Ireland",
        ("pps-review-window",),
        "In Northern Ireland it goes to the Public Prosecution Service.",
    ),
    Rule(
        "police-minor-offence",
        every(police_or_unknown, police_open, covered, open_review),
        "other-route",
        "Some minor offences cannot be charged for long. One force asks for a request within {law:police-review-summary-offences} of the incident for them.",
        ("If the offence may be a minor one, tell the force the day of the incident and ask today.",),
        (),
        "guidance",
        (),
        ("police-review-summary-offences",),
    ),
    Rule(
        "cps-long-past",
        every(
            cps_or_unknown,
            covered,
            open_review,
            DateTest(letter, _outer_gone, "the time for late requests to the CPS has gone by"),
        ),
        "ask-today",
        "After {law:cps-review-outer-limit} the CPS looks for exceptional circumstances.",
        ("Say what stood in the way: illness, fear, no letter, nobody who told her that she could ask.",),
        (),
        "guidance",
        (RIGHTS,),
        ("cps-review-outer-limit",),
    ),
    Rule(
        "who-decided",
        every(england_or_wales, unknown(decider)),
        "find-out",
        "Police and CPS decisions go to different schemes with different times. Until you know, use the shorter one.",
        (
            "Look at the letter's heading, or ring the officer in the case, and ask one question: who decided?",
        ),
        (),
        "guidance",
        (RIGHTS,),
        ("cps-review-window", "police-review-window"),
    ),
    Rule(
        "which-decision",
        unknown(decision),
        "find-out",
        "Which decision it is settles whether the scheme covers it.",
        (
            "Ask the officer in the case to say in one sentence what was decided, for whom and for which offence.",
        ),
        (),
        "guidance",
        (RIGHTS,),
    ),
    Rule(
        "no-evidence-offered",
        every(england_or_wales, picked(decision, "no-evidence")),
        "other-route",
        "Once no evidence has been offered in court, a review can bring an explanation and an apology, not a new trial.",
        ("Ask for the review all the same if she wants to know why.", SOLICITOR),
        ("Say this to her before she asks, so that the answer is not a second blow.",),
        "guidance",
        (),
        ("cps-review-no-evidence-offered",),
    ),
    Rule(
        "not-covered",
        not_covered,
        "other-route",
        "The review scheme is for decisions that end a case. This one may fall outside it.",
        (
            "Ask the office that wrote whether it will look again, and ask for the reasons in writing.",
            "Use the complaints route of the police or the prosecutor, and the Victims' Code where it fits.",
            SOLICITOR,
        ),
        ("“Outside the scheme” is not the end of it. An adviser may see another way.",),
        "guidance",
        (RIGHTS,),
        ("cps-review-decisions-that-count", "police-review-not-covered"),
    ),
    Rule(
        "no-interview",
        not_interviewed,
        "other-route",
        "The police scheme covers cases in which a suspect was interviewed under caution.",
        (
            "Ask the force why nobody was interviewed, ask a supervisor to look at it, and use the complaints route.",
            SOLICITOR,
        ),
        (),
        "guidance",
        (RIGHTS,),
        POLICE_LAW,
    ),
    Rule(
        "second-stage",
        every(picked(reviewed, "first"), cps_or_unknown),
        "ask-today",
        "A first check is not the last word: a CPS decision can go on to an independent review.",
        ("Write back today: she is not satisfied and asks for the independent review.", SOLICITOR),
        (),
        "guidance",
        (),
        ("cps-review-stages",),
    ),
    Rule(
        "police-answered",
        every(
            picked(reviewed, "first"),
            some(every(england_or_wales, picked(decider, "police")), scotland, northern_ireland),
        ),
        "ask-today",
        "The office that decided has looked again and left it. Whether there is a further step differs from place to place.",
        (
            "Ask today, in writing: was this the final answer, what are the reasons, and what can she do next?",
            SOLICITOR,
        ),
        (),
        "practice",
        (RIGHTS,),
        ("police-review-window", "copfs-review-window", "pps-review-window"),
    ),
    Rule(
        "after-a-charge",
        every(
            england_or_wales,
            picked(decider, "police"),
            picked(decision, "stopped", "no-evidence", "left-on-file"),
        ),
        "ask-today",
        "The police scheme is for decisions before a charge. After a charge it is likely to be a CPS decision, with the shorter time.",
        (
            "Ask the officer in the case today who decided, and on which day the letter was written.",
            "Until you know, ask both the CPS and the police force for a review.",
        ),
        (),
        "guidance",
        (RIGHTS,),
        (*CPS_LAW, "police-review-who-qualifies"),
    ),
    Rule(
        "danger-not-sure",
        unknown(danger),
        "find-out",
        "You are not sure whether anyone is in danger.",
        ("Ring your manager or on-call manager now and decide together. If you fear the worst, ring 999.",),
        (),
        "practice",
        (RIGHTS,),
        group="risk",
    ),
    Rule(
        "review-over",
        picked(reviewed, "final"),
        "other-route",
        "After the final review the remaining way is the court: was the decision lawful?",
        (SOLICITOR, "Ask the reviewer for full reasons in writing; a solicitor will need them."),
        (
            "Judicial review is not an appeal: the court does not decide the case again.",
            "The dates here count from the first decision, to be safe. A court often counts from the review's answer: a date that has gone is a reason to ring a solicitor, not the end.",
        ),
        "law",
        (RIGHTS,),
        (
            "judicial-review-limit",
            "judicial-review-see-solicitor-by",
            "judicial-review-scotland",
            "judicial-review-ni",
        ),
    ),
    Rule(
        "waiting",
        picked(reviewed, "waiting"),
        "other-route",
        "A review is under way.",
        (
            "Ask when the answer is due and who will ring her. Judicial review does not wait for it.",
            SOLICITOR,
        ),
        (),
        "guidance",
        (RIGHTS,),
        ("copfs-review-reply", "police-review-time-to-finish", "cps-review-stages"),
    ),
    Rule(
        "always",
        Always("in every case"),
        "other-route",
        "A decision to take no further action says what could be proved. It does not say that she was not believed.",
        (
            "Ask the officer today whether bail conditions or other protection end with this decision, and plan for her safety.",
            "Plan with her who will be there when she reads the answer, whichever way it goes.",
        ),
        ("This counts days; it is not legal advice. An ISVA or a solicitor can advise.",),
        "practice",
        (RIGHTS,),
    ),
)


def _law_on(nation: str | None) -> tuple[str, str]:
    """The judicial review entry of a nation, and the name of its review scheme."""
    names = {"scotland": "judicial-review-scotland", "northern-ireland": "judicial-review-ni"}
    return names.get(nation or "", "judicial-review-limit"), ""


GONE = ". This day has gone: ask today all the same"


def _entry(
    id: str, label: str, start: date, limit: object, nation: str, assumption: str, today: date
) -> DatedAnswer:
    try:
        counted: Counted = limit(start, nation)  # type: ignore[operator]
        aim = _aim(counted, nation)
    except DateNotCovered as reason:
        return DatedAnswer(id, label, None, str(reason))
    gone = counted.day < today
    words = f"{say(counted.day)}{GONE if gone else ''}"
    return DatedAnswer(
        id, label, counted.day, words, max(aim, start), counted.how, assumption, calendar=not gone
    )


def _judicial_review(start: date, nation: str, today: date) -> tuple[DatedAnswer, ...]:
    law, _ = _law_on(nation)
    try:
        last = _months_back(law, start, nation)
        weeks = _number("judicial-review-see-solicitor-by", start)
    except DateNotCovered:
        return ()
    by = max(last.day - timedelta(weeks=weeks), start)
    return (
        DatedAnswer(
            "solicitor",
            "See a solicitor about judicial review by",
            by,
            f"{say(by)}. This day has gone: ring a solicitor today" if by < today else say(by),
            None,
            (f"{weeks} weeks before {say(last.day)}, the outside limit below.",),
            "Sooner is safer: a claim has to be made promptly, and asking for a review may not stop this clock.",
            calendar=by >= today,
        ),
        DatedAnswer(
            "judicial-review",
            "Outside limit for judicial review",
            last.day,
            f"{say(last.day)}. This day has gone: ask a solicitor today whether a court can still allow it"
            if last.day < today
            else f"{say(last.day)}, and promptly: a claim inside this limit can still be refused as slow",
            None,
            last.how,
            "Counted from the decision itself, to be safe; a court may count from a review's answer. It can allow more time only for a good reason.",
            calendar=False,
        ),
    )


DAY_AFTER = "The scheme does not say whether the first day counts, so the day after is taken as day 1. Hence the earlier date to aim for."


def compute(answers: Answers, today: date) -> Computed:
    """The dates for these answers, each with how it was counted, and a request to copy."""
    nation = answers.one("nation")
    if nation is None:
        return Computed()
    count = NATION_OF_COUNT[nation]
    letter_date, told_date = answers.day(letter.key), answers.day(told.key)
    dates: list[DatedAnswer] = []
    law: tuple[str, ...] = ()
    over = asked.holds(answers) is True
    outside = not_covered.holds(answers) is True or not_interviewed.holds(answers) is True
    if not outside and not over:
        if letter_date and nation == "northern-ireland":
            dates.append(
                _entry(
                    "pps",
                    "Ask the Public Prosecution Service by",
                    letter_date,
                    ni_limit,
                    count,
                    "This one-month limit is not confirmed: ask the Public Prosecution Service which limit it applies.",
                    today,
                )
            )
        elif letter_date:
            dates.append(_entry("cps", "Ask the CPS by", letter_date, cps_ordinary, count, DAY_AFTER, today))
            dates.append(
                _entry(
                    "cps-outer",
                    "Late requests to the CPS are normally still taken until",
                    letter_date,
                    cps_outer,
                    count,
                    "After this day, ask all the same: exceptional circumstances are then needed.",
                    today,
                )
            )
        if told_date and nation == "scotland":
            dates.append(
                _entry(
                    "copfs",
                    "Ask the Crown Office by",
                    told_date,
                    scotland_limit,
                    count,
                    "Normally within this time; later requests are taken, but delay can limit what can be done.",
                    today,
                )
            )
        elif told_date:
            dates.append(
                _entry(
                    "police",
                    "Ask the police force by",
                    told_date,
                    police_limit,
                    count,
                    "Forces differ, and later requests are at the force's discretion: check your own force's page.",
                    today,
                )
            )
        law = ("counting-first-day", "counting-working-day", "counting-months") if dates else ()
    start = min((each for each in (letter_date, told_date) if each), default=None)
    if start:
        dates += _judicial_review(start, count, today)
        law = (*law, _law_on(nation)[0], "judicial-review-see-solicitor-by")
    return Computed(
        dates=tuple(dates),
        law=law,
        draft=None
        if outside or picked(reviewed, "final", "waiting").holds(answers) is True
        else _draft(answers, nation),
    )


def _draft(answers: Answers, nation: str) -> Draft | None:
    start = answers.day(letter.key) or answers.day(told.key)
    scheme = {
        "scotland": "the Lord Advocate's Rules on review of a decision not to prosecute",
        "northern-ireland": "the Public Prosecution Service's review policy",
    }.get(nation, "the Victims' Right to Review scheme")
    gaps = ["the case reference from the letter"]
    if start is None:
        gaps.append("the date of the decision")
    when = f" of {say_short(start)}" if start else " of [date]"
    asks = f"I ask for a review, under {scheme}, of the decision{when} in this case."
    if picked(reviewed, "first").holds(answers) is True:
        independent = england_or_wales.holds(answers) is True and answers.one(decider.key) != "police"
        asks = (
            f"I asked for a review, under {scheme}, of the decision{when} in this case. The first check has not changed "
            "it, and I am not satisfied. "
        ) + (
            "I ask for the independent review."
            if independent
            else "Please tell me whether that was the final answer. If there is a further review, I ask for it."
        )
    text = (
        f"Reference: [case reference]\n\n{asks}\n\n"
        "Please confirm in writing that you have received this request, who will look at it and when I can expect an "
        "answer. Please also tell me what the next stage is if the decision is not changed.\n\n"
        "Please contact me by [safe way to contact], and not in any other way.\n"
    )
    return Draft("Request for a review", text, tuple(gaps))


VRR_DEADLINE = Aid(
    slug="vrr-deadline",
    title="No further action: when to ask for a review",
    question="The case was dropped. By when can we ask for a review?",
    summary="Works out by which day to ask for a review of a decision to take no further action, whom to ask, and how it was counted.",
    levels=LEVELS,
    questions=(
        danger,
        NATION,
        decider,
        decision,
        interviewed,
        letter,
        told,
        intends,
        offence,
        area,
        reviewed,
    ),
    rules=RULES,
    card=Card(
        kind="calculator",
        what="It counts the days of the review schemes of the police, the CPS, Scotland and Northern Ireland, and shows every step of the count.",
        not_for="It does not judge whether a review would succeed, and it is not legal advice.",
        strength="Published schemes, not statute, for the reviews; court rules for judicial review. What is unsure is marked with its date.",
        pitfalls=(
            Pitfall(
                "Pages that give five working days are still online. One service's page exists in two copies, one with five days and one with ten.",
                "https://www.lighthousevictimcare.org/what-to-expect/cps-victim-right-to-review/",
            ),
            Pitfall(
                "A date that has passed is easily read as the end. These schemes take late requests, so a passed date means: ask today.",
                "Our own reading of the schemes",
            ),
        ),
        review="The person you support, with an ISVA or solicitor, as soon as any new letter comes.",
    ),
    links=(
        Link("justice/no-further-action/", "When the case is closed: ask for a review"),
        Link("justice/rights/", "Her rights"),
    ),
    compute=compute,
)
