"""A file of others recorded one row after the other, in its order, with every guard on: what the sets must come to.

Knows nothing of staging: things are added by the plain entry functions, a tenure by the one insert that everything
else uses. A statement that a row before it made is not made again. What is recorded before, of the same people in the
same roles, is not looked for: that is for files and registries that share none.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from registry.domain.entities.models import Appointment
from registry.domain.entities.references import EntityReference
from registry.domain.entities.validation import validated
from registry.domain.errors import ClashError, RegistryError
from registry.domain.exchange.import_report import OnConflict
from registry.domain.exchange.statements import OrganizationStatement, RoleStatement, Statement, TenureStatement
from registry.services.entities.add import add_organization, add_person, add_role
from registry.services.session import Session
from registry.services.tenures.clash import refuse_clash
from registry.services.tenures.writing import Terms
from registry.store.database.transactions import savepoint
from registry.store.entities import named
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE, Noun
from registry.store.entities.roles import role_note
from registry.store.tenures.appointments import insert_appointment

ROWS = """
select p.name, r.title, a.kind, a.status, a.start_date, a.start_earliest, a.start_latest, a.end_date, a.end_earliest,
  a.end_latest, a.note
from appointments a left join people p on p.id = a.person_id join roles r on r.id = a.role_id
"""


def rows(connection: sqlite3.Connection) -> Counter[tuple[Any, ...]]:
    """The tenures that are recorded, with what they mean."""
    return Counter(connection.execute(ROWS).fetchall())


def record(session: Session, given: Iterable[Statement], on_conflict: OnConflict) -> list[str]:
    """Record what can stand; returns the places of what cannot."""
    with session.change("row by row") as change:
        return _record(session, change.db, list(given), on_conflict)


def _record(session: Session, db: Database, everything: list[Statement], on_conflict: OnConflict) -> list[str]:
    names = {each.key: each.name for each in everything if not isinstance(each, TenureStatement | RoleStatement)}
    posts = {each.key: each for each in everything if isinstance(each, RoleStatement)}
    for each in everything:
        if isinstance(each, OrganizationStatement):
            _the(session, ORGANIZATION, each.name)
    roles = {key: _role(session, post, names[post.organization]) for key, post in posts.items()}
    refused = []
    for each in everything:
        if isinstance(each, TenureStatement):
            holder = _the(session, PERSON, names.get(each.person, each.person)) if each.person else None
            try:
                with savepoint(db.conn):
                    _row(db, each, holder, roles[each.post])
            except ClashError:
                refused.append(each.place)
                if on_conflict is OnConflict.FLAG:
                    _row(db, each._replace(status="disputed"), holder, roles[each.post])
            except RegistryError:
                refused.append(each.place)
    return refused


def _row(db: Database, held: TenureStatement, holder: EntityReference | None, role_id: int) -> None:
    post = role_note(db.conn, role_id)
    terms = {field: getattr(held, field) for field in Terms.__dataclass_fields__}
    slug = named.free_slug(db.conn, "appointments", f"{holder.slug if holder else 'vacancy'}-{post.slug}")
    values = {"slug": slug, "person": holder.slug if holder else None, "role": post.slug, **terms}
    appointment = validated(Appointment, {**values, "start": held.start, "end": held.end})
    same = "select 1 from appointments where (person_id, role_id, kind, status) = (?, ?, ?, ?)"
    same += " and start_date is ? and end_date is ? and note is ?"
    stated = [appointment.kind, appointment.status, appointment.start, appointment.end, appointment.note]
    if holder and db.conn.execute(same, [holder.id, role_id, *stated]).fetchone():
        return
    if appointment.status == "accepted":
        refuse_clash(db.conn, post, holder, appointment)
    # What the rule lets pass, the guards must not refuse: an IntegrityError is a failure of the test.
    insert_appointment(db, appointment, holder.id if holder else None, role_id, None)


def _the(session: Session, noun: Noun, name: str) -> EntityReference:
    """The one of that name, added if there is none."""
    found = named.by_key(session.connection, noun, noun.key(name))
    if found:
        return found[0]
    return add_person(session, name, new=True) if noun is PERSON else add_organization(session, name)


def _role(session: Session, post: RoleStatement, organization: str) -> int:
    found = named.by_key(session.connection, ROLE, ROLE.key(post.title))
    return found[0].id if found else add_role(session, post.title, organization, seats=post.seats).id
