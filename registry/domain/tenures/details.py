"""What was so of a tenure for some of its days, and which further dates its start and its end have. Pure.

Absence does not change whether somebody holds a role, only who is in charge: the holder unless absent, and whoever
covers them, unless absent as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from registry.domain.dates.bounds import open_bounds
from registry.domain.dates.edtf import Edtf
from registry.domain.tenures.names_then import DatedName, name_on
from registry.domain.tenures.relations import open_windows
from registry.domain.tenures.windows import is_doubtful
from registry.domain.vocabulary import Certainty, Status

ABSENCE, RANK = "absence", "rank"


@dataclass(frozen=True, slots=True)
class DetailNote:
    """A detail of a tenure: `field` was `value` from start to end. Dates EDTF; None = that side is open."""

    field: str
    value: str
    start: Edtf | None
    end: Edtf | None
    status: str = Status.ACCEPTED
    note: str | None = None

    def certainty(self, first: str, last: str) -> Certainty | None:
        """How sure it is that this was so at some time from `first` to `last`; None = at no time."""
        if self.status == Status.REJECTED:
            return None
        doubted = self.status == Status.DISPUTED or is_doubtful(self.start) or is_doubtful(self.end)
        return open_windows(open_bounds(self.start, self.end), self.start, self.end, doubted).certainty(first, last)


@dataclass(frozen=True, slots=True)
class FurtherDateNote:
    """A further date of the start or the end of a tenure: what happened then, and when (EDTF)."""

    side: str
    act: str
    on: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """That a holder was absent, how sure that is, and why."""

    certainty: str
    why: str


def absence(details: Iterable[DetailNote], held: Certainty, first: str, last: str) -> Absence | None:
    """The surest absence on the days of somebody who holds the role as surely as `held`."""
    found = [
        (_ORDER[certainty], each.value)
        for each in details
        if each.field == ABSENCE and (certainty := each.certainty(first, last))
    ]
    if not found:
        return None
    grade, why = max(found)
    return Absence(_WORDS[min(grade, _ORDER[held])], why)


def in_charge(held: Certainty, absent: Iterable[DetailNote], first: str, last: str) -> str:
    """How sure it is that somebody who holds the role as surely as `held` was in charge; `no` if certainly absent."""
    grades = [_ORDER[each.certainty(first, last)] for each in absent if each.field == ABSENCE]
    present = {3: 0, 2: 1, 1: 1, 0: 3}[max(grades, default=0)]
    return _WORDS[min(_ORDER[held], present)]


def rank_on(rank: str | None, details: Sequence[DetailNote], day: str) -> str | None:
    """The rank on the day: of a dated detail that covers it, else that of the tenure."""
    dated = [
        DatedName(each.value, each.start, each.end)
        for each in details
        if each.field == RANK and each.status == Status.ACCEPTED
    ]
    return name_on(rank or "", dated, day).name or None


def least(*grades: str) -> str:
    """The least sure of several grades: certain, presumed, possible or no."""
    return _WORDS[min(_ORDER[each] for each in grades)]


_ORDER: dict[str | None, int] = {Certainty.CERTAIN: 3, Certainty.PRESUMED: 2, Certainty.POSSIBLE: 1, None: 0, "no": 0}
_WORDS = {3: "certain", 2: "presumed", 1: "possible", 0: "no"}
