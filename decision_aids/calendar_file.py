"""A calendar file (iCalendar, RFC 5545) whose entry gives nothing away to somebody who sees the screen."""

from __future__ import annotations

from datetime import date, timedelta

TITLE = "Reminder"
FILENAME = "reminder.ics"


def ics(day: date, made_on: date, title: str = TITLE) -> str:
    """One all-day event on `day` with a notice the working morning before. CRLF line ends, ASCII, no place, no text.

    The identifier is made from the two dates alone, so the same answer gives the same file.
    """
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Reminder//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{day:%Y%m%d}-{made_on:%Y%m%d}@reminder.invalid",
        f"DTSTAMP:{made_on:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{title}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{title}",
        "TRIGGER:-PT15H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "\r\n".join(lines) + "\r\n"
