"""What search engines read of a page, as JSON-LD in the words of schema.org. Pure.

A date is given where it is known to the day, the month or the year; what is merely possible is not said at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from registry.domain.presentation.sentences import days_in_words
from registry.domain.tenures.answers import Answer
from registry.domain.tenures.histories import TenureInHistory
from registry.services.entities.organizations import OrganizationProfile
from registry.services.entities.people import PersonProfile

_CONTEXT = "https://schema.org"
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
Address = Callable[[str], str]


def question(answer: Answer, sentence: str, url: str | None) -> dict[str, Any]:
    """Who held a role on some days, as a question with its answer."""
    asked = f"Who held the role {answer.title} ({answer.organization}) {days_in_words(answer.on)}?"
    told = _known({"@type": "Answer", "text": sentence, "url": url})
    return {
        "@context": _CONTEXT,
        "@type": "QAPage",
        "mainEntity": {"@type": "Question", "name": asked, "answerCount": 1, "acceptedAnswer": told},
    }


def person(profile: PersonProfile, spells: Iterable[TenureInHistory], url: str | None) -> dict[str, Any]:
    """A person with the roles that are not doubted."""
    held = [
        _known(
            {
                "@type": "Role",
                "roleName": spell.title,
                "startDate": _date(spell.start),
                "endDate": _date(spell.end),
                "memberOf": {"@type": "Organization", "name": spell.organization},
            }
        )
        for spell in spells
        if not spell.doubted
    ]
    return _known(
        {
            "@context": _CONTEXT,
            "@type": "Person",
            "name": profile.name,
            "alternateName": [each.name for each in profile.names],
            "birthDate": _date(profile.birth),
            "deathDate": _date(profile.death),
            "url": url,
            "memberOf": held,
        }
    )


def organization(profile: OrganizationProfile, url: str | None) -> dict[str, Any]:
    """An organization."""
    return _known(
        {
            "@context": _CONTEXT,
            "@type": "Organization",
            "name": profile.name,
            "alternateName": [each.name for each in profile.names],
            "foundingDate": _date(profile.inception),
            "dissolutionDate": _date(profile.dissolution),
            "url": url,
        }
    )


def _date(edtf: str | None) -> str | None:
    return edtf if edtf and _DATE.fullmatch(edtf) else None


def _known(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value not in (None, [])}
