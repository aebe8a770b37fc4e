"""What lasts between two organizations or two roles: the kinds of relations, and the usual words for each. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from registry.domain.dates.bounds import Bounds, day_after, day_before
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY, Edtf, IsoDay
from registry.domain.tenures.windows import Windows, is_doubtful, windows_of
from registry.domain.vocabulary import Status

PART_OF, CONTINUES = "part of", "continues"
REPORTS_TO, EX_OFFICIO, EXCLUDES = "reports to", "ex officio", "excludes"
KINDS = {"organization": (PART_OF, CONTINUES), "role": (REPORTS_TO, EX_OFFICIO, EXCLUDES, CONTINUES)}


class Relation(NamedTuple):
    """A relation that is recorded: `owner` *kind* `other`, by id and slug; dates EDTF, None = open on that side.

    `first_seen`, `last_seen`: ISO days on which a source shows it, but for those that its dates rule out.
    """

    id: int
    owner_id: int
    owner: str
    kind: str
    other_id: int
    other: str
    how: str | None
    status: str
    start: Edtf | None
    end: Edtf | None
    start_earliest: IsoDay
    start_latest: IsoDay
    end_earliest: IsoDay
    end_latest: IsoDay
    note: str | None
    first_seen: IsoDay | None = None
    last_seen: IsoDay | None = None

    @property
    def doubted(self) -> bool:
        """Whether it may not be so at all: disputed, or a date is marked ? or %."""
        return self.status == Status.DISPUTED or is_doubtful(self.start) or is_doubtful(self.end)

    @property
    def stated(self) -> Bounds:
        """What its own dates say."""
        return Bounds(self.start_earliest, self.start_latest, self.end_earliest, self.end_latest)

    def windows(self) -> Windows:
        """The days on which it certainly, presumably and possibly is so."""
        return open_windows(self.stated, self.start, self.end, self.doubted, (self.first_seen, self.last_seen))


def open_windows(
    stated: Bounds,
    start: Edtf | None,
    end: Edtf | None,
    doubted: bool = False,
    seen: tuple[IsoDay | None, IsoDay | None] = (None, None),
) -> Windows:
    """The windows of a fact whose sides may be open. `seen`: the first and the last ISO day on which a source shows it.

    An open side is certain only as far as the evidence goes, and presumed beyond it.
    """
    first, last = seen
    bounds = stated
    if first and last:
        bounds = bounds._replace(
            start_latest=min(bounds.start_latest, first), end_earliest=max(bounds.end_earliest, last)
        )
    windows = windows_of(bounds, doubted=doubted)
    if doubted:
        return windows
    since = bounds.start_latest
    if start is None:
        known = [day for day in (first, bounds.end_earliest if end is not None else None) if day]
        since = min(known, default=LAST_DAY)
    until = bounds.end_earliest
    if end is None:
        known = [day for day in (last, bounds.start_latest if start is not None else None) if day]
        until = max(known, default=FIRST_DAY)
    return windows._replace(certain_from=since, certain_to=until)


def is_one_event(earliest: str, latest: str, other_earliest: str, other_latest: str) -> bool:
    """Whether two events can be one: on the same day, or one the day after the other."""
    return day_before(earliest) <= other_latest and other_earliest <= day_after(latest)


@dataclass(frozen=True, slots=True)
class RelationNote:
    """`subject` *kind* `other`, by slug and name. Dates EDTF; None = that side is open."""

    subject: str
    subject_name: str
    kind: str
    other: str
    other_name: str
    how: str | None
    start: Edtf | None
    end: Edtf | None
    status: str


def note_of(found: Relation, owner: str, other: str) -> RelationNote:
    """A relation with the names of both."""
    return RelationNote(
        found.owner, owner, found.kind, found.other, other, found.how, found.start, found.end, found.status
    )
