"""What is claimed of a tenure, field by field, beside what is accepted. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.errors import DateError, RegistryError
from registry.domain.evidence.claims import Accepted, Claim, Claims, Days, Relation, bounded, of_days, of_words
from registry.domain.names.text_hygiene import closest_of, shown
from registry.domain.tenures.records import Tenure
from registry.domain.vocabulary import SUPPORTS
from registry.services.names.resolve_tenure import resolve_tenure
from registry.store.entities import named
from registry.store.entities.named import ROLE
from registry.store.evidence.claims import CitedSource, cited_sources, set_by
from registry.store.history.versions import change_of
from registry.store.tenures import appointments

DATES = ("start", "end")


def claims(connection: sqlite3.Connection, appointment: str, field: str | None = None) -> Claims:
    """Each field of the tenure with its claims, or only the one named. Raises RegistryError for no such field."""
    tenure = resolve_tenure(connection, appointment)
    if field is not None:
        refuse_no_field(field)
    cited = cited_sources(connection, tenure.id)
    told = [_accepted(connection, tenure, each, cited) for each in SUPPORTS if field in (None, each)]
    fields = tuple(each for each in told if each.claims or each.value or each.field in (field, *DATES))
    return Claims(tenure.appointment, tenure.person, tenure.name, tenure.role, tenure.title, fields)


def refuse_no_field(field: str) -> None:
    """Raises RegistryError unless it is something that a source can support."""
    if field not in SUPPORTS:
        raise RegistryError(f"{shown(field)} is not a field that a source supports; {closest_of(field, SUPPORTS)}")


def accepted_value(connection: sqlite3.Connection, tenure: Tenure, field: str) -> str | None:
    """The value as it is accepted: a date in EDTF, a role by its title, a predecessor's tenure by its slug."""
    if field == "role":
        return tenure.title
    if field == "replaces":
        return appointments.one(connection, tenure.replaces_id).appointment if tenure.replaces_id else None
    value = getattr(tenure, field)
    return None if value is None else str(value)


def relation(connection: sqlite3.Connection, tenure: Tenure, field: str, cited: CitedSource) -> Relation:
    """How what a citation says of the field stands to what is accepted."""
    if cited.says is None:
        return Relation.AGREES
    if field in DATES:
        claimed = _claimed(cited)
        return of_days(_days(tenure, field), claimed) if claimed else Relation.CONTRADICTS
    return of_words(_forms(connection, tenure, field), cited.says)


def _accepted(connection: sqlite3.Connection, tenure: Tenure, field: str, cited: Sequence[CitedSource]) -> Accepted:
    value = accepted_value(connection, tenure, field)
    days = _days(tenure, field) if field in DATES else None
    told = tuple(
        _claim(each, value, days, relation(connection, tenure, field, each)) for each in cited if each.is_for(field)
    )
    number = set_by(connection, tenure.id, field)
    change = None if number is None else change_of(connection, number)
    return Accepted(field, value, *_bounded(days), change, told)


def _claim(cited: CitedSource, accepted: str | None, days: Days | None, stands: Relation) -> Claim:
    earliest, latest = _bounded(_claimed(cited) if cited.says is not None else days)
    return Claim(
        source=cited.source,
        title=cited.title,
        published=cited.published,
        value=cited.says if cited.says is not None else accepted,
        says=cited.says,
        earliest=earliest,
        latest=latest,
        relation=stands,
        quote=cited.quote,
        locator=cited.locator,
        note=cited.note,
        copy_of=cited.copy_of,
        retracted=cited.retracted,
    )


def _days(tenure: Tenure, field: str) -> Days | None:
    """The days that the accepted start or end can mean; None for the end of an open tenure."""
    if field == "start":
        return tenure.start_earliest, tenure.start_latest
    return None if tenure.end is None else (tenure.end_earliest, tenure.end_latest)


def _claimed(cited: CitedSource) -> Days | None:
    try:
        return widened(read_edtf(cited.says or ""))
    except DateError:  # another program's text; the doctor tells of it
        return None


def _bounded(days: Days | None) -> tuple[str | None, str | None]:
    return (None, None) if days is None else bounded(days)


def _forms(connection: sqlite3.Connection, tenure: Tenure, field: str) -> set[str]:
    """The words that mean what is accepted."""
    value = accepted_value(connection, tenure, field)
    if value is None:
        return set()
    if field == "role":
        return {value, tenure.role, *named.names_of(connection, ROLE, tenure.role_id)}
    if field == "replaces" and tenure.replaces_id:
        before = appointments.one(connection, tenure.replaces_id)
        return {value, *filter(None, (before.person, before.name))}
    return {value}
