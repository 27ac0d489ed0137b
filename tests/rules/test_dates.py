"""Counting days, against the holidays library and the calendar."""

from datetime import date, timedelta

import holidays
import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.calendar_file import ics
from decision_aids.dates import (
    DateNotCovered,
    add_days,
    add_months,
    add_working_days,
    add_years,
    is_working_day,
    previous_working_day,
    say,
    working_day_on_or_before,
    years_covered,
)

SUBDIVISIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern-ireland": "NIR"}
ONE_DAY = timedelta(days=1)
#: What the published list has and the holidays library of this version lacks, or the other way round, with the reason.
KNOWN_DIFFERENCES: dict[tuple[str, date], str] = {
    ("scotland", date(2026, 6, 15)): "one-off for the World Cup, proclaimed in February 2026",
}


def every_day():
    day = date(2021, 1, 1)
    while day <= date(2028, 12, 31):
        yield day
        day += ONE_DAY


@pytest.mark.parametrize("nation", SUBDIVISIONS)
def test_bank_holidays_agree_with_the_holidays_library(nation: str) -> None:
    library = holidays.country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=range(2021, 2029))
    for day in every_day():
        theirs = day.weekday() < 5 and day not in library
        if (nation, day) in KNOWN_DIFFERENCES:
            continue
        assert is_working_day(day, nation) is theirs, (day, library.get(day))


def test_known_differences_are_in_the_published_list() -> None:
    for nation, day in KNOWN_DIFFERENCES:
        assert not is_working_day(day, nation)


@pytest.mark.parametrize(
    ("start", "nation", "tenth"),
    [
        (
            date(2026, 12, 18),
            "england",
            date(2027, 1, 6),
        ),  # Christmas: 25 and 28 December and 1 January skipped
        (date(2026, 11, 20), "england", date(2026, 12, 4)),
        (date(2022, 9, 9), "england", date(2022, 9, 26)),  # the State Funeral, 19 September 2022
        (date(2023, 4, 3), "england", date(2023, 4, 19)),  # Easter
        (date(2023, 4, 3), "scotland", date(2023, 4, 18)),  # no Easter Monday in Scotland
        (date(2026, 7, 6), "northern-ireland", date(2026, 7, 21)),  # the Boyne holiday, 13 July 2026
        (date(2026, 6, 10), "scotland", date(2026, 6, 25)),  # the World Cup holiday, 15 June 2026
        (date(2026, 6, 10), "england", date(2026, 6, 24)),
    ],
)
def test_ten_working_days(start: date, nation: str, tenth: date) -> None:
    assert add_working_days(start, 10, nation).day == tenth


def test_the_count_names_each_skipped_holiday() -> None:
    how = " ".join(add_working_days(date(2026, 12, 18), 10, "england").how)
    for words in (
        "Friday 25 December 2026 (Christmas",
        "Monday 28 December 2026",
        "Friday 1 January 2027",
        "not counted",
    ):
        assert words in how


@given(
    st.dates(date(2021, 1, 4), date(2028, 9, 1)), st.integers(1, 40), st.sampled_from(sorted(SUBDIVISIONS))
)
def test_working_days_counted_one_by_one(start: date, number: int, nation: str) -> None:
    end = add_working_days(start, number, nation).day
    days = [start + ONE_DAY * step for step in range(1, (end - start).days + 1)]
    assert sum(is_working_day(day, nation) for day in days) == number
    assert is_working_day(end, nation)
    assert previous_working_day(end, nation) < end


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 8, 31), 3, date(2026, 11, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 3, date(2027, 3, 15)),
    ],
)
def test_calendar_months(start: date, months: int, end: date) -> None:
    assert add_months(start, months).day == end


def test_a_short_month_is_said() -> None:
    assert "has no day 31" in " ".join(add_months(date(2026, 8, 31), 3).how)


def test_leap_day_birthday() -> None:
    assert add_years(date(2024, 2, 29), 2).day == date(2026, 2, 28)
    assert add_years(date(2024, 2, 29), 4).day == date(2028, 2, 29)


def test_days_count_every_day() -> None:
    assert add_days(date(2026, 11, 20), 30).day == date(2026, 12, 20)


def test_weekend_rolls_back() -> None:
    assert working_day_on_or_before(date(2026, 11, 22), "england").day == date(2026, 11, 20)
    assert working_day_on_or_before(date(2026, 12, 28), "england").day == date(2026, 12, 24)
    assert working_day_on_or_before(date(2026, 11, 20), "england").how == ()


@pytest.mark.parametrize("start", [date(2019, 5, 1), date(2028, 12, 29), date(9999, 12, 31)])
def test_dates_past_the_known_years_are_refused_with_a_reason(start: date) -> None:
    with pytest.raises((DateNotCovered, OverflowError)) as refused:
        add_working_days(start, 10, "england")
    assert "2021 to 2028" in str(refused.value)


def test_months_past_the_calendar_are_refused() -> None:
    with pytest.raises(DateNotCovered):
        add_months(date(9999, 12, 1), 3)
    with pytest.raises(DateNotCovered):
        add_days(date(9999, 12, 31), 3)


def test_known_years() -> None:
    assert {years_covered(nation) for nation in SUBDIVISIONS} == {(2021, 2028)}


def test_dates_in_words() -> None:
    assert say(date(2026, 12, 4)) == "Friday 4 December 2026"


def test_calendar_file_is_valid_and_gives_nothing_away() -> None:
    text = ics(date(2026, 12, 4), date(2026, 11, 20))
    event = icalendar.Calendar.from_ical(text).walk("VEVENT")[0]
    assert event.decoded("DTSTART") == date(2026, 12, 4)
    assert event.decoded("DTEND") == date(2026, 12, 5)
    assert str(event["SUMMARY"]) == "Reminder"
    assert text.isascii()
    assert all(len(line) <= 75 for line in text.split("\r\n"))
    for word in ("review", "court", "police", "CPS", "Steady", "victim"):
        assert word.lower() not in text.lower()
    assert text == ics(date(2026, 12, 4), date(2026, 11, 20))
