"""What a lake answers, as frozen objects. Days are ISO texts, dates EDTF; None = not known, or open on that side."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LakeHolder:
    """Somebody who held a role on the day; `appointment`, `kind`, `start`, `end`: of the newest term.

    `rank`: that of the day. `absent`: how sure an absence is, and `absent_why` the reason; `in_charge`: certain,
    presumed, possible or no. `stands_in_for`: whom an acting one covers. `ex_officio`: the role by right of which they
    held this one. `name_then`: the name on the day, where names have dates.
    """

    person: str
    name: str
    appointment: str
    kind: str
    certainty: str
    handover: str | None
    start: str | None
    end: str | None
    rank: str | None
    last_confirmed: str | None
    change: str | None
    absent: str | None
    absent_why: str | None
    in_charge: str
    stands_in_for: str | None
    stands_in_for_name: str | None
    name_then: str | None
    ex_officio: str | None = None


@dataclass(frozen=True, slots=True)
class LakeVacancy:
    """A recorded vacancy of one seat."""

    appointment: str
    certainty: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class LakeAnswer:
    """Who held a role on the ISO day `on`; `seats`: how many it had on it, None = unlimited.

    `title_then`, `organization_then`: the names on the day, where names have dates.
    """

    role: str
    title: str
    organization: str
    organization_name: str
    on: str
    answer: str
    seats: int | None
    holders: tuple[LakeHolder, ...]
    vacancies: tuple[LakeVacancy, ...]
    title_then: str | None = None
    organization_then: str | None = None


@dataclass(frozen=True, slots=True)
class LakeTerm:
    """A role that somebody held, consecutive terms as one; `terms`: how many these are."""

    appointment: str
    role: str
    title: str
    organization: str
    organization_name: str
    person: str | None
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
    how: str | None
    end_reason: str | None
    ended_by: str | None
    ended_by_date: str | None
    terms: int
    last_confirmed: str | None


@dataclass(frozen=True, slots=True)
class LakeMovement:
    """The start or the end of a tenure, as `registry changes` shows it."""

    appointment: str
    date: str | None
    earliest: str
    latest: str
    inferred: bool
    certainty: str
    movement: str
    person: str | None
    name: str | None
    role: str
    title: str
    organization: str
    organization_name: str
    kind: str
    status: str
    rank: str | None
    how: str | None
    end_reason: str | None
    replaces: str | None
    replaces_name: str | None


@dataclass(frozen=True, slots=True)
class LakeFinding:
    """What cannot be true: `rule` is that of `registry check` with this name; the other tenure is null if it has none.

    `date`: the death, or the life of the role as an interval.
    """

    rule: str
    role: str
    appointment: str
    person: str | None
    kind: str
    start: str | None
    end: str | None
    other_appointment: str | None
    other_person: str | None
    other_start: str | None
    other_end: str | None
    date: str | None
