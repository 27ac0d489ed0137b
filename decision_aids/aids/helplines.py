"""Helplines as the aids say them: the name, and the number where one is confirmed."""

from __future__ import annotations

from decision_aids import facts


def line(name: str) -> str:
    """The helpline's name with its number in brackets; the name alone while no number is confirmed."""
    found = facts.get("helpline", name)
    return f"{found.name} ({found.number})" if found.number else str(found.name)
