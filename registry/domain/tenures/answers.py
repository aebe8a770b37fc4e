"""The answer to who held a role on some days: its holders, vacancies, and how we know. Pure.

holders_on.py finds it.
"""

from __future__ import annotations

from dataclasses import dataclass

from registry.domain.evidence.records import SourceNote
from registry.domain.tenures.details import Absence
from registry.domain.tenures.past_posts import Ancestor, SuccessionNote


@dataclass(frozen=True, slots=True)
class Term:
    """One of the tenures of a holder who has several on the days asked about. Dates are EDTF."""

    appointment: str
    kind: str
    certainty: str
    start: str | None
    end: str | None
    rank: str | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who held the role on the days, and how we know. Dates are EDTF; None = not known, or still open.

    `certainty`: that they held it at any time on these days; `throughout`: on each of several days (None = on one day,
    or they certainly did not). `appointment`, `kind`, `start`, `end`, `rank`: of the newest of their `terms`;
    `change`: how one term led to the next.
    """

    appointment: str
    person: str
    name: str
    kind: str
    certainty: str
    handover: str | None
    start: str | None
    end: str | None
    rank: str | None
    last_confirmed: str | None
    last_confirmed_age_days: int | None  # on the day asked about; None if that is earlier
    sources: tuple[SourceNote, ...]
    independent_sources: int  # copies of one report count once, what was retracted not at all
    why: str
    throughout: str | None = None
    change: str | None = None
    since_unknown: bool = False  # nothing is known of the start but that it was before the days of the evidence
    terms: tuple[Term, ...] = ()  # in their order, where there is more than one
    name_then: str | None = None
    absent: Absence | None = None
    in_charge: str | None = None  # certain, presumed, possible or no
    stands_in_for: str | None = None  # the slug of the absent holder whom this one covers
    stands_in_for_name: str | None = None
    ex_officio: str | None = None  # the slug of the role by right of which they held this one

    @property
    def named(self) -> str:
        """The name of the time, else today's."""
        return self.name_then or self.name


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A recorded vacancy of one seat, and how we know. Dates are EDTF."""

    certainty: str
    start: str | None
    end: str | None
    sources: tuple[SourceNote, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Who held `role` on the days `on` (a day, or a span as EDTF), from `first` to `last`, both inclusive.

    `first`, `last`: None = the span is open on that side. `vacancy`: the first that is recorded for these days, else
    None; `vacancies`: all of them. `seats`: how many there are on the first day; None = unlimited. `future`: the days
    have not come yet. `title_then`, `organization_then`: the names of the time, where names have dates; else None.
    `title_possible`: what the title may have been instead; `title_until`: what it was until this very day.
    `successions`: what the role came of, if it had not begun, or what it became, if it had ended; `lineage`: the roles
    that it was, or had become, with their holders, where that was asked for. `organization_successions`: the same of
    its organization, where none of the role's own say why it did not exist.
    """

    role: str
    title: str
    organization: str
    on: str
    answer: str
    holders: tuple[Holder, ...]
    vacancy: Vacancy | None = None
    first: str | None = None
    last: str | None = None
    seats: int | None = None
    future: bool = False
    vacancies: tuple[Vacancy, ...] = ()
    title_then: str | None = None
    organization_then: str | None = None
    title_possible: tuple[str, ...] = ()
    title_until: tuple[str, ...] = ()
    successions: tuple[SuccessionNote, ...] = ()
    lineage: tuple[Ancestor, ...] = ()
    organization_successions: tuple[SuccessionNote, ...] = ()

    @property
    def titled(self) -> str:
        """The title of the time, else today's."""
        return self.title_then or self.title

    @property
    def body(self) -> str:
        """The name of the organization at the time, else today's."""
        return self.organization_then or self.organization

    @property
    def one_day(self) -> bool:
        """Whether the question is about one day."""
        return self.first is not None and self.first == self.last
