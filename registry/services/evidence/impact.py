"""What rests on a source: the tenures for which no independent one is cited, and the answers that change without it.

Nothing is judged here: the domain answers three times, as if the source were relied on, as if it were retracted, and
as if what repeats it were retracted as well.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.evidence.independence import Reports, grouped, stands
from registry.domain.history.differences import Difference, differences
from registry.domain.tenures.answers import Answer
from registry.domain.tenures.holders_on import answer
from registry.services.evidence.resolve_source import resolve_source
from registry.store.entities import roles
from registry.store.evidence import source_reports
from registry.store.evidence.retraction_preview import as_if_retracted
from registry.store.evidence.sources import retracted_because
from registry.store.tenures import appointments

if TYPE_CHECKING:
    from registry.domain.entities.references import EntityReference
    from registry.domain.tenures.records import Tenure
    from registry.domain.vocabulary import Certainty

_WHOLE = "tenure"  # what a citation without fields supports


@dataclass(frozen=True, slots=True)
class Copy:
    """A source that repeats the one asked about. `retracted`: why, if it is."""

    source: str
    title: str
    retracted: str | None


@dataclass(frozen=True, slots=True)
class DependentTenure:
    """A tenure and the fields for which nothing independent is cited; `tenure` = that there was one.

    `altogether`: whether nothing independent is cited for any of it. `beside`: what else is cited and not
    independent: copies, and others of the same voice.
    """

    appointment: str
    person: str | None
    name: str | None
    role: str
    title: str
    altogether: bool
    fields: tuple[str, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """How a tenure is answered with the source and without. No certainty = it is no answer for the day."""

    appointment: str
    person: str | None
    name: str | None
    role: str
    title: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """What rests on a source on the ISO day `on`; `cited`: for how many tenures it or a copy is.

    `retracted`: why it is; then the changes are those that this made. `changes_with_copies`: what changes further
    when its copies are retracted, too.
    """

    source: str
    title: str
    retracted: str | None
    on: str
    cited: int
    alone: tuple[DependentTenure, ...]
    changes: tuple[Changed, ...]
    copies: tuple[Copy, ...]
    changes_with_copies: tuple[Changed, ...]


def impact(connection: sqlite3.Connection, source: str, on: str) -> Impact:
    """What rests on the source. Reads only."""
    found = resolve_source(connection, source)
    copies = source_reports.copies(connection, found.id)
    known = retracted_because(connection, [found.id, *(copy.id for copy in copies)])
    ids = source_reports.cited_by(connection, list(known))
    tenures = sorted(appointments.of_ids(connection, ids), key=lambda tenure: tenure.appointment)
    states = ({**known, found.id: None}, {**known, found.id: "supposed"}, dict.fromkeys(known, "supposed"))
    relied, without, bare = (_standings(connection, tenures, on, state) for state in states)
    return Impact(
        source=found.slug,
        title=found.label,
        retracted=known[found.id],
        on=on,
        cited=len(tenures),
        alone=tuple(_resting(connection, found, tenures, set(known))),
        changes=_changes(relied, without),
        copies=tuple(Copy(copy.slug, copy.label, known[copy.id]) for copy in copies),
        changes_with_copies=_changes(without, bare),
    )


Standing = tuple["Tenure", dict[str, Any]]  # and what is answered of it


def _standings(
    connection: sqlite3.Connection, tenures: Sequence[Tenure], on: str, state: Mapping[int, str | None]
) -> dict[str, Standing]:
    """What is answered of the tenures, and of who else holds their roles on the day, if the sources are as given."""
    with as_if_retracted(connection, state):
        told = {tenure.id: tenure for tenure in appointments.of_ids(connection, [tenure.id for tenure in tenures])}
        certainties: dict[str, str] = {}
        for role_id in sorted({tenure.role_id for tenure in tenures}):
            there = appointments.in_days(connection, role_id, on, on)
            told |= {tenure.id: tenure for tenure in there}
            certainties |= _certainties(answer(roles.role_note(connection, role_id), on, there, {}), there)
    return {
        tenure.appointment: (tenure, _standing(tenure, certainties.get(tenure.appointment)))
        for tenure in sorted(told.values(), key=lambda tenure: tenure.appointment)
    }


def _certainties(given: Answer, there: Iterable[Tenure]) -> dict[str, Certainty | str]:
    vacancy = given.vacancy
    empty = {
        tenure.appointment: vacancy.certainty
        for tenure in there
        if vacancy and tenure.person is None and (tenure.start, tenure.end) == (vacancy.start, vacancy.end)
    }
    held = {holder.appointment: holder.certainty for holder in given.holders}
    return held | {term.appointment: term.certainty for holder in given.holders for term in holder.terms} | empty


def _standing(tenure: Tenure, certainty: str | None) -> dict[str, Any]:
    days = {field: None if day in (FIRST_DAY, LAST_DAY) else day for field, day in tenure.bounds()._asdict().items()}
    return {"certainty": certainty, "last_confirmed": tenure.confirmed, **days}


def _changes(before: Mapping[str, Standing], after: Mapping[str, Standing]) -> tuple[Changed, ...]:
    return tuple(
        Changed(slug, tenure.person, tenure.name, tenure.role, tenure.title, found)
        for slug, (tenure, standing) in before.items()
        if (found := differences(standing, after[slug][1]))
    )


def _resting(
    connection: sqlite3.Connection, source: EntityReference, tenures: Sequence[Tenure], falling: set[int]
) -> Iterable[DependentTenure]:
    supported = source_reports.supported(connection, [tenure.id for tenure in tenures])
    cited = {source_id: None for fields in supported.values() for source_id in fields}
    known = source_reports.reports(connection, list(cited))
    slugs = source_reports.slugs(connection, list(cited))
    for tenure in tenures:
        supports = supported[tenure.id]
        own, others = _sides(list(supports), falling, known)
        fields = {field for each in falling & supports.keys() for field in supports[each]}
        backed = {field for each in others for field in supports[each]}
        alone = tuple(sorted((field or _WHOLE) for field in fields - backed if field or not others))
        if alone:
            beside = tuple(slugs[each] for each in own if each != source.id)
            yield DependentTenure(
                tenure.appointment, tenure.person, tenure.name, tenure.role, tenure.title,
                not others, alone, beside,
            )  # fmt: skip


def _sides(cited: Sequence[int], falling: set[int], known: Reports) -> tuple[list[int], list[int]]:
    """The sources that are one voice with what falls, and those that are independent of it; those only that count."""
    counted = [each for each in cited if each in falling or stands(each, known)]
    own: list[int] = []
    others: list[int] = []
    for group in grouped(counted, known):
        (own if falling.intersection(group) else others).extend(group)
    return own, others
