"""How dates, nations and lists are put into words. Everything here is British English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

NATIONS = {
    "england": "England",
    "wales": "Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
}

GROUNDS = {
    "law": "Law",
    "statutory-guidance": "Statutory guidance",
    "guidance": "Official guidance",
    "policy": "Policy",
    "research": "Research",
    "practice": "Practice wisdom",
}


def day(value: date) -> str:
    """`20 November 2026`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def listed(parts: Sequence[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def nations(ids: Sequence[str]) -> str:
    """The nations in words, in the usual order: all four are `the whole UK`.

    ValueError for an unknown nation.
    """
    unknown = [one for one in ids if one not in NATIONS]
    if unknown:
        raise ValueError(f"no nation {unknown[0]!r}; the nations are {', '.join(NATIONS)}")
    if set(ids) == set(NATIONS):
        return "the whole UK"
    return listed([name for key, name in NATIONS.items() if key in ids])
