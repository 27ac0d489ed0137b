"""Counting days the way deadlines are counted: working days, calendar months, bank holidays by nation.

Rules (law research, criminal justice, "Rules for anyone turning this into a date calculator"): the day after the event
is day 1 unless a scheme says otherwise; a working day is Monday to Friday and not a bank holiday of the nation whose
scheme it is; a month ends on the same-numbered day, or on the month's last day when there is none. Dates outside the
years whose bank holidays are published are refused, never guessed.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from decision_aids import facts

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ONE_DAY = timedelta(days=1)

#: The list of bank holidays each nation's schemes count by.
DIVISIONS = {
    "england": "england-wales",
    "wales": "england-wales",
    "scotland": "scotland",
    "northern-ireland": "northern-ireland",
}


class DateNotCovered(ValueError):
    """The date lies outside the years whose bank holidays we hold. The message is for the reader."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A date and how it was reached, one sentence a step."""

    day: date
    how: tuple[str, ...]


def say(day: date) -> str:
    """A date in words: Friday 4 December 2026."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def say_short(day: date) -> str:
    """A date in words without the weekday: 4 December 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@cache
def _holiday_names(nation: str) -> dict[date, str]:
    return {each.day: each.name for each in facts.holidays(DIVISIONS[nation])}


@cache
def years_covered(nation: str) -> tuple[int, int]:
    """First and last year whose bank holidays are known for a nation."""
    years = [day.year for day in _holiday_names(nation)]
    return min(years), max(years)


def holiday_name(day: date, nation: str) -> str | None:
    """The bank holiday on a day, or None. Raises DateNotCovered outside the known years."""
    first, last = years_covered(nation)
    if not first <= day.year <= last:
        raise DateNotCovered(
            f"Working days can be counted from {first} to {last} only, because bank holidays beyond that are not "
            f"published or not held here. {say_short(day)} lies outside. Count by hand and ask a solicitor or adviser."
        )
    return _holiday_names(nation).get(day)


def is_working_day(day: date, nation: str) -> bool:
    """Monday to Friday and not a bank holiday. Raises DateNotCovered."""
    return holiday_name(day, nation) is None and day.weekday() < 5


def add_working_days(start: date, number: int, nation: str) -> Counted:
    """The `number`-th working day after `start`; the next working day is day 1. Raises DateNotCovered."""
    holiday_name(start, nation)  # refuses a start outside the known years
    day, counted, first = start, 0, None
    skipped: list[str] = []
    while counted < number:
        day += ONE_DAY
        name = holiday_name(day, nation)
        if name is not None:
            skipped.append(f"{say(day)} ({name})")
        elif day.weekday() < 5:
            counted += 1
            first = first or day
    how = [f"The day itself, {say(start)}, is not counted."]
    if first:
        how.append(f"Day 1 is {say(first)}; Saturdays and Sundays are not counted.")
    if skipped:
        how.append(f"Bank holidays left out: {'; '.join(skipped)}.")
    else:
        how.append("No bank holiday falls in between.")
    how.append(f"Working day {number} is {say(day)}.")
    return Counted(day, tuple(how))


def add_months(start: date, number: int) -> Counted:
    """The same-numbered day `number` calendar months later, or that month's last day when it is shorter."""
    months = start.month - 1 + number
    year, month = start.year + months // 12, months % 12 + 1
    if not 1 <= year <= 9999:
        raise DateNotCovered(f"{say_short(start)} plus {number} months is outside the calendar.")
    last = monthrange(year, month)[1]
    day = date(year, month, min(start.day, last))
    how = [f"{number} calendar month{'s' if number != 1 else ''} from {say(start)} is {say(day)}."]
    if start.day > last:
        how.append(f"{MONTHS[month - 1]} {year} has no day {start.day}, so its last day is used.")
    return Counted(day, tuple(how))


def add_years(start: date, number: int) -> Counted:
    """The same date `number` years later; 29 February becomes 28 February in a year that is not a leap year."""
    counted = add_months(start, number * 12)
    how = [f"{number} year{'s' if number != 1 else ''} from {say(start)} is {say(counted.day)}."]
    return Counted(counted.day, (*how, *counted.how[1:]))


def add_days(start: date, number: int) -> Counted:
    """`number` calendar days after `start`; the next day is day 1."""
    try:
        day = start + timedelta(days=number)
    except OverflowError:
        raise DateNotCovered(f"{say_short(start)} plus {number} days is outside the calendar.") from None
    return Counted(
        day,
        (
            f"The day itself, {say(start)}, is not counted; every day after it is, weekends and holidays too.",
            f"Day {number} is {say(day)}.",
        ),
    )


def working_day_on_or_before(day: date, nation: str) -> Counted:
    """`day` if it is a working day, else the working day before it. Raises DateNotCovered."""
    found = day
    passed: list[str] = []
    while not is_working_day(found, nation):
        passed.append(f"{say(found)} ({holiday_name(found, nation) or 'weekend'})")
        found -= ONE_DAY
    if not passed:
        return Counted(found, ())
    days = "are not working days" if len(passed) > 1 else "is not a working day"
    return Counted(found, (f"Moved back to {say(found)}: {'; '.join(reversed(passed))} {days}.",))


def previous_working_day(day: date, nation: str) -> date:
    """The last working day before `day`. Raises DateNotCovered."""
    return working_day_on_or_before(day - ONE_DAY, nation).day
