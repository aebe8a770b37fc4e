"""How openstates names an office (jurisdiction, type, district), and how we do: each form becomes the other again.

A jurisdiction is an Open Civic Data id, such as ocd-jurisdiction/country:us/state:nc/government
(https://open-civic-data.readthedocs.io/en/latest/proposals/0003.html); the file says no name for it.
"""

from __future__ import annotations

import re

PERSON = "ocd-person"
JURISDICTION = "ocd-jurisdiction"

_PREFIX = f"{JURISDICTION}/"
_CHAMBERS = {
    "upper": "Member of the upper chamber",
    "lower": "Member of the lower chamber",
    "legislature": "Member of the legislature",
}
_EXECUTIVE = {
    "governor": "Governor",
    "lt_governor": "Lieutenant Governor",
    "mayor": "Mayor",
    "secretary of state": "Secretary of State",
    "chief election officer": "Chief Election Officer",
}
_TITLES = {**_CHAMBERS, **_EXECUTIVE}
_TYPES = {title: kind for kind, title in _TITLES.items()}
_DISTRICT = ", district "


def is_jurisdiction(text: str) -> bool:
    """Whether it is such an id."""
    return text.startswith(_PREFIX)


def body_name(jurisdiction: str) -> str:
    """The words of the id, as no name is given: `us nc government`; of what is no such id, the text itself."""
    if not is_jurisdiction(jurisdiction):
        return jurisdiction
    parts = [part.rpartition(":")[2] for part in jurisdiction.removeprefix(_PREFIX).split("/")]
    return re.sub(r"[_~\s]+", " ", " ".join(parts)).strip() or jurisdiction


def title_in(jurisdiction: str, kind: str, district: str | None) -> str:
    """Our title for the office; where there is no such id, the type is a title already."""
    title = _TITLES.get(kind, kind) if is_jurisdiction(jurisdiction) else kind
    return f"{title}{_DISTRICT}{district}" if district else title


def type_and_district(jurisdiction: str, title: str) -> tuple[str, str | None]:
    """The office of which `title_in` makes the title."""
    office, _, district = title.partition(_DISTRICT) if is_jurisdiction(jurisdiction) else (title, "", "")
    return _TYPES.get(office, office) if is_jurisdiction(jurisdiction) else office, district or None


def seats_of(kind: str) -> int | None:
    """One in an executive office; a district may have several members, and the file does not say how many."""
    return 1 if kind in _EXECUTIVE else None
