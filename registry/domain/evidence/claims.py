"""What the sources say of a field of a tenure, each against the value that is accepted. Pure: no SQL, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.history.changes import Change
from registry.domain.names.keys import title_key

Days = tuple[str, str]  # the first and the last day that a date can mean, both inclusive


class Relation(StrEnum):
    """How what a source says stands to the accepted value."""

    AGREES = "agrees"  # both can be true, and it tells no more
    NARROWER = "narrower"  # both can be true, and it tells more
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says. `value`: in its words, or the accepted one if it is cited without words of its own.

    earliest, latest: the days that a start or an end can mean; None = not bounded, or no date.
    """

    source: str
    title: str
    published: str | None
    value: str | None
    says: str | None
    earliest: str | None
    latest: str | None
    relation: Relation
    quote: str | None
    locator: str | None
    note: str | None
    copy_of: str | None
    retracted: str | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """A field of a tenure: the value that is accepted, the change that set it, and the claims about it."""

    field: str
    value: str | None
    earliest: str | None
    latest: str | None
    set_by: Change | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Claims:
    """A tenure with what is claimed of it. No person = a vacancy."""

    appointment: str
    person: str | None
    name: str | None
    role: str
    title: str
    fields: tuple[Accepted, ...]


def of_days(accepted: Days | None, claimed: Days) -> Relation:
    """How a claimed date stands to an accepted one; None = there is no such day, as the tenure is open."""
    if accepted is None or claimed[1] < accepted[0] or accepted[1] < claimed[0]:
        return Relation.CONTRADICTS
    if accepted[0] <= claimed[0] and claimed[1] <= accepted[1] and claimed != accepted:
        return Relation.NARROWER
    return Relation.AGREES


def of_words(accepted: Iterable[str], claimed: str) -> Relation:
    """How a claimed text stands to an accepted one, in whichever words that is known; none = nothing is accepted."""
    keys = {title_key(words) for words in accepted}
    if not keys:
        return Relation.NARROWER
    return Relation.AGREES if title_key(claimed) in keys else Relation.CONTRADICTS


def bounded(days: Days) -> tuple[str | None, str | None]:
    """The two days; None in the place of a side that is open."""
    return (None if days[0] == FIRST_DAY else days[0], None if days[1] == LAST_DAY else days[1])
