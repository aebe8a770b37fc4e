"""The tenures of a role or a person as they are told: how long each lasted and how one led to the next. Pure.

succession.py puts them in order.
"""

from __future__ import annotations

from dataclasses import dataclass

from registry.domain.evidence.records import SourceNote
from registry.domain.tenures.details import DetailNote, FurtherDateNote
from registry.domain.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Days:
    """A length in days, both ends counted; `most` None = no upper bound is known."""

    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Transition:
    """How the role came to a holder from the one before. `days`: of the gap between them, if there is one."""

    passage: str
    days: Days | None


@dataclass(frozen=True, slots=True)
class EndOfLife:
    """What ended a tenure, whatever its own dates say: the person died, the role or the body came to an end (EDTF)."""

    what: str
    date: str


@dataclass(frozen=True, slots=True)
class TenureInHistory:
    """One tenure, or consecutive terms of one person as one. Dates are EDTF; None = not known, or still open.

    `start_earliest` … `end_latest`: the first and last day that each can mean, with what neighbours, observations and
    the ends of lives tell; None = no bound is known. `days` of one that is open run to today. `ended_by`: a life that
    ended it, where its own dates do not. `certainty`, `throughout`: that it was held at some time, and on every day, of
    the days asked about; None where all time was asked about. `terms`: what it is made of, if that is more than one;
    its `appointment` is the first of them. `details`: what was so on some of the days, in time; `dates`: what else
    happened around its start and its end; `stands_in_for`: the slug of the absent holder whom it covers.
    """

    appointment: str
    role: str
    title: str
    organization: str
    person: str | None  # None = a recorded vacancy
    name: str | None
    kind: str
    status: str
    start: str | None
    end: str | None
    start_earliest: str | None
    start_latest: str | None
    end_earliest: str | None
    end_latest: str | None
    open: bool
    days: Days
    rank: str | None
    how: str | None
    end_reason: str | None
    replaces: str | None
    before: Transition | None
    last_confirmed: str | None
    note: str | None
    sources: tuple[SourceNote, ...]
    independent_sources: int
    ended_by: EndOfLife | None = None
    certainty: str | None = None
    throughout: str | None = None
    terms: tuple[TenureInHistory, ...] = ()
    details: tuple[DetailNote, ...] = ()
    dates: tuple[FurtherDateNote, ...] = ()
    stands_in_for: str | None = None
    title_then: str | None = None
    organization_then: str | None = None
    name_then: str | None = None

    @property
    def titled(self) -> str:
        """The title of the time, else today's."""
        return self.title_then or self.title

    @property
    def body(self) -> str:
        """The name of the organization at the time, else today's."""
        return self.organization_then or self.organization

    @property
    def named(self) -> str | None:
        """The name of the person at the time, else today's; None for a vacancy."""
        return self.name_then or self.name

    @property
    def doubted(self) -> bool:
        """Whether it can be no more than possible: a date is marked ? or %, or the claim is not accepted."""
        dates = (self.start or "") + (self.end or "")
        return "?" in dates or "%" in dates or self.status != Status.ACCEPTED


@dataclass(frozen=True, slots=True)
class Succession:
    """Everybody who held a role, in order. `on`: the days asked about as EDTF; None = all time.

    `first`, `last`: these days, both inclusive; None = open on that side.
    """

    role: str
    title: str
    organization: str
    holders: tuple[TenureInHistory, ...]
    on: str | None = None
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Career:
    """Every role that a person held, in order; `on`, `first`, `last` as for a succession."""

    person: str
    name: str
    appointments: tuple[TenureInHistory, ...]
    on: str | None = None
    first: str | None = None
    last: str | None = None
