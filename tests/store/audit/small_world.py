"""What a registry holds, as plain values; days are numbers, so that they can be counted on. No SQL, no rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from registry.domain.audit.findings import Limits

FIRST, LAST = date.min.toordinal(), date.max.toordinal()
NEVER = LAST + 1  # after every day of the calendar


@dataclass(frozen=True)
class When:
    """A date as written, and the first and the last day that it can mean."""

    text: str | None
    first: int
    last: int

    @property
    def doubtful(self) -> bool:
        return bool(set("?%") & set(self.text or ""))

    @property
    def days(self) -> range:
        return range(self.first, self.last + 1)


@dataclass(frozen=True)
class Thing:
    """A person, an organization: when it began and when it ended."""

    id: int
    began: When
    ended: When


@dataclass(frozen=True)
class Role:
    id: int
    organization: Thing
    began: When
    ended: When
    seats: int | None
    changes: dict[int, int | None]  # from this day on -> seats
    continuous: bool
    term_months: int | None
    term_limit: int | None

    @property
    def has_one_seat(self) -> bool:
        return self.seats == 1 and not self.changes

    def seats_on(self, day: int) -> int | None:
        return self.changes[max(since)] if (since := [d for d in self.changes if d <= day]) else self.seats


@dataclass(frozen=True)
class Tenure:
    id: int
    person: Thing | None  # None = a recorded vacancy
    role: Role
    kind: str
    status: str
    start: When
    end: When
    replaces: int | None

    @property
    def lasts(self) -> bool:
        return self.start.last < self.end.first

    @property
    def is_open(self) -> bool:
        return self.end.text is None


@dataclass(frozen=True)
class Source:
    id: int
    published: When | None
    publisher: str | None = None
    host: str | None = None
    copy_of: int | None = None
    retracted: bool = False


@dataclass(frozen=True)
class Citation:
    tenure: int
    source: Source
    supports: str | None
    observed: int | None
    says: str | None
    claimed: When | None = None  # what it says of a start or an end

    def is_for(self, field: str) -> bool:
        return self.supports is not None and field in self.supports.split(",")


@dataclass(frozen=True)
class Roster:
    """A source's list of everybody who held a role of the organization on the day."""

    organization: Thing
    source: Source
    day: int


@dataclass(frozen=True)
class Detail:
    """What was so of a tenure for some of its days; without a date a side is open."""

    id: int
    tenure: int
    field: str
    value: str
    status: str
    start: When
    end: When


@dataclass(frozen=True)
class Due:
    """A day by which the end of a tenure was due."""

    tenure: int
    on: When


@dataclass(frozen=True)
class Link:
    """That a role stands in a relation to another one; a succession has a start alone."""

    id: int
    role: int
    kind: str
    other: int
    how: str | None
    status: str
    start: When
    end: When


@dataclass(frozen=True)
class World:
    today: int
    limits: Limits
    people: tuple[Thing, ...]
    organizations: tuple[Thing, ...]
    roles: tuple[Role, ...]
    tenures: tuple[Tenure, ...]
    sources: tuple[Source, ...]
    citations: tuple[Citation, ...]
    incompatible: frozenset[tuple[int, int]]
    scope: frozenset[int]
    rosters: tuple[Roster, ...] = ()
    details: tuple[Detail, ...] = ()
    dues: tuple[Due, ...] = ()
    links: tuple[Link, ...] = ()
    body_links: tuple[Link, ...] = ()  # successions of organizations: of `other` came `role`
    covers: tuple[tuple[int, int], ...] = ()  # an acting tenure, and the one that it covers

    @property
    def unrejected(self) -> list[Tenure]:
        return [t for t in self.tenures if t.status != "rejected" and t.role.id in self.scope]

    @property
    def accepted(self) -> list[Tenure]:
        return [t for t in self.unrejected if t.status == "accepted"]

    @property
    def held(self) -> list[Tenure]:
        """Accepted, and by somebody."""
        return [t for t in self.accepted if t.person]

    def replaced_by(self, tenure: Tenure) -> Tenure | None:
        """The one that this one directly succeeds, wherever it is."""
        return next((t for t in self.tenures if t.id == tenure.replaces), None)

    def cited(self, tenure: Tenure) -> list[Citation]:
        return [c for c in self.citations if c.tenure == tenure.id]

    def evidence(self, tenure: Tenure) -> list[Citation]:
        """What a retracted source says is none."""
        return [c for c in self.cited(tenure) if not c.source.retracted]

    def told_by(self, source: Source) -> list[Source]:
        """The source, what it repeats, what that repeats."""
        found = [source]
        while (origin := next((s for s in self.sources if s.id == found[-1].copy_of), None)) and origin not in found:
            found.append(origin)
        return found

    def stands(self, source: Source) -> bool:
        return not any(origin.retracted for origin in self.told_by(source))

    def lasted_until(self, tenure: Tenure) -> int:
        """The last day that it certainly had; an open one goes on until today."""
        return self.today if tenure.is_open else tenure.end.first


def day_of(number: int) -> str:
    return date.fromordinal(number).isoformat()
