"""The list of aids, in the order the site offers them. An aid is imported when it is asked for: a page asks for one."""

from __future__ import annotations

from functools import cache
from importlib import import_module

import decision_aids.aids
from decision_aids import facts
from decision_aids.assess import rule_law
from decision_aids.model import Aid

#: An aid called "adult-at-risk" is ADULT_AT_RISK in the module adult_at_risk.
SLUGS: tuple[str, ...] = (
    "confidentiality",
    "child-protection",
    "exploitation-indicators",
    "trafficking-signs",
    "adult-at-risk",
    "care-eligibility",
    "capacity",
    "nrm",
    "fraser",
    "information-sharing",
    "referral-challenge",
    "terminology",
    "vrr-deadline",
    "compensation",
    "court-coaching",
    "group-work",
    "reporting-options",
    "disclosure-record",
    "disclosure-questions",
    "note-language",
    "drama-triangle",
    "staff-support",
    "lone-working",
    "outreach-kit",
    "volunteer-readiness",
    "media",
)


class UnknownAid(KeyError):
    """There is no such aid. The message says which there are."""

    def __str__(self) -> str:
        return str(self.args[0])


def every() -> tuple[Aid, ...]:
    """All aids."""
    return tuple(_aid(slug) for slug in SLUGS)


def find(slug: str) -> Aid:
    """The aid with this slug. Raises UnknownAid."""
    if slug not in SLUGS:
        raise UnknownAid(f"There is no aid called “{slug[:60]}”. The aids are: {', '.join(SLUGS)}.")
    return _aid(slug)


@cache
def _aid(slug: str) -> Aid:
    name = slug.replace("-", "_")
    aid: Aid = getattr(import_module(f"{decision_aids.aids.__name__}.{name}"), name.upper())
    return aid


def law_of(aid: Aid) -> tuple[str, ...]:
    """Every law entry an aid can name, in its rules, its own list and its texts."""
    names = [name for rule in aid.rules for name in rule_law(rule)] + list(aid.law)
    texts = [level.headline for level in aid.levels] + [aid.summary, aid.closing]
    names += [name for text in texts for name in facts.mentioned(text)]
    return tuple(dict.fromkeys(names))
