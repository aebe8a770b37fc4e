"""Which details of tenures (ranks, parties, absences) began or ended on the days asked about. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from registry.domain.vocabulary import Certainty

if TYPE_CHECKING:
    from registry.domain.tenures.movements.movements import Window


@dataclass(frozen=True, slots=True)
class DetailChange:
    """That a detail of a tenure (a rank, a party, an absence …) began or ended: `change`.

    `date`: EDTF; `earliest`, `latest`: the days that it can mean; `certainty`: that it was in the days asked about.
    """

    appointment: str
    field: str
    value: str
    change: str
    date: str
    earliest: str
    latest: str
    certainty: str
    person: str | None
    name: str | None
    role: str
    title: str
    organization: str
    status: str


class DetailDays(NamedTuple):
    """A side of a detail that has a date, with the tenure that it is of; `body`: the slug of its organization."""

    body: str
    appointment: str
    field: str
    value: str
    begins: bool
    date: str
    earliest: str
    latest: str
    status: str
    doubted: bool
    person: str | None
    name: str | None
    role: str
    title: str
    organization: str


def detail_changes(sides: Iterable[DetailDays], windows: Mapping[str, Sequence[Window]]) -> tuple[DetailChange, ...]:
    """Those that began or ended in the windows of their organizations, in order of time."""
    found = []
    for each in sides:
        near = [one for one in windows.get(each.body, ()) if each.earliest <= one.last and each.latest >= one.first]
        if near:
            inside = any(one.first <= each.earliest and each.latest <= one.last for one in near)
            certainty = Certainty.CERTAIN if inside and not each.doubted else Certainty.POSSIBLE
            found.append(
                DetailChange(
                    each.appointment, each.field, each.value, "began" if each.begins else "ended", each.date,
                    each.earliest, each.latest, certainty, each.person, each.name, each.role, each.title,
                    each.organization, each.status,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=_place))


def _place(each: DetailChange) -> tuple[str, ...]:
    return (each.earliest, each.latest, each.appointment, each.field, each.change)
