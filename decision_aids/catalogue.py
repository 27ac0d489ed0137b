"""The list of aids, in the order the site offers them."""

from __future__ import annotations

from decision_aids import facts
from decision_aids.aids.adult_at_risk import ADULT_AT_RISK
from decision_aids.aids.capacity import CAPACITY
from decision_aids.aids.care_eligibility import CARE_ELIGIBILITY
from decision_aids.aids.child_protection import CHILD_PROTECTION
from decision_aids.aids.compensation import COMPENSATION
from decision_aids.aids.confidentiality import CONFIDENTIALITY
from decision_aids.aids.court_coaching import COURT_COACHING
from decision_aids.aids.disclosure_questions import DISCLOSURE_QUESTIONS
from decision_aids.aids.disclosure_record import DISCLOSURE_RECORD
from decision_aids.aids.drama_triangle import DRAMA_TRIANGLE
from decision_aids.aids.exploitation_indicators import EXPLOITATION_INDICATORS
from decision_aids.aids.fraser import FRASER
from decision_aids.aids.group_work import GROUP_WORK
from decision_aids.aids.information_sharing import INFORMATION_SHARING
from decision_aids.aids.lone_working import LONE_WORKING
from decision_aids.aids.media import MEDIA
from decision_aids.aids.note_language import NOTE_LANGUAGE
from decision_aids.aids.nrm import NRM
from decision_aids.aids.outreach_kit import OUTREACH_KIT
from decision_aids.aids.referral_challenge import REFERRAL_CHALLENGE
from decision_aids.aids.reporting_options import REPORTING_OPTIONS
from decision_aids.aids.staff_support import STAFF_SUPPORT
from decision_aids.aids.terminology import TERMINOLOGY
from decision_aids.aids.trafficking_signs import TRAFFICKING_SIGNS
from decision_aids.aids.volunteer_readiness import VOLUNTEER_READINESS
from decision_aids.aids.vrr_deadline import VRR_DEADLINE
from decision_aids.assess import rule_law
from decision_aids.model import Aid

AIDS: tuple[Aid, ...] = (
    CONFIDENTIALITY,
    CHILD_PROTECTION,
    EXPLOITATION_INDICATORS,
    TRAFFICKING_SIGNS,
    ADULT_AT_RISK,
    CARE_ELIGIBILITY,
    CAPACITY,
    NRM,
    FRASER,
    INFORMATION_SHARING,
    REFERRAL_CHALLENGE,
    TERMINOLOGY,
    VRR_DEADLINE,
    COMPENSATION,
    COURT_COACHING,
    GROUP_WORK,
    REPORTING_OPTIONS,
    DISCLOSURE_RECORD,
    DISCLOSURE_QUESTIONS,
    NOTE_LANGUAGE,
    DRAMA_TRIANGLE,
    STAFF_SUPPORT,
    LONE_WORKING,
    OUTREACH_KIT,
    VOLUNTEER_READINESS,
    MEDIA,
)


class UnknownAid(KeyError):
    """There is no such aid. The message says which there are."""

    def __str__(self) -> str:
        return str(self.args[0])


def find(slug: str) -> Aid:
    """The aid with this slug. Raises UnknownAid."""
    for aid in AIDS:
        if aid.slug == slug:
            return aid
    raise UnknownAid(
        f"There is no aid called “{slug[:60]}”. The aids are: {', '.join(aid.slug for aid in AIDS)}."
    )


def law_of(aid: Aid) -> tuple[str, ...]:
    """Every law entry an aid can name, in its rules, its own list and its texts."""
    names = [name for rule in aid.rules for name in rule_law(rule)] + list(aid.law)
    texts = [level.headline for level in aid.levels] + [aid.summary, aid.closing]
    names += [name for text in texts for name in facts.mentioned(text)]
    return tuple(dict.fromkeys(names))
