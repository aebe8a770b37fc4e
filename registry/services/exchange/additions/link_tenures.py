"""Record whom the tenures of a file directly succeeded: as the file says, and where its dates plainly say so."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from registry.domain.errors import RegistryError
from registry.domain.exchange.import_report import ImportReport
from registry.services.exchange.match_entities import EntityMatcher
from registry.store.database.transactions import savepoint
from registry.store.exchange import link_successions, staged_tenures
from registry.store.tenures import appointments

if TYPE_CHECKING:
    from sqlite_utils import Database


def link_predecessors(db: Database, done: ImportReport, things: EntityMatcher) -> None:
    """Record whom a tenure directly succeeded by the file, unless somebody has said otherwise."""
    for appointment_id, place, key in staged_tenures.values_of(db.conn, "replaces"):
        previous_id = staged_tenures.appointment_of(db.conn, key)
        tenure = appointments.one(db.conn, appointment_id)
        if previous_id is None:
            done.refused.note(place, f"there is no tenure {key!r} in the file, or it was refused; see above")
        elif previous_id == appointment_id:
            done.refused.note(place, "it replaces itself; leave that out, or name the tenure before it")
        elif tenure.replaces_id == previous_id:
            continue
        elif tenure.replaces_id and not things.may_change("appointments", tenure.id):
            done.kept.note(place, f"{tenure.appointment} keeps its predecessor")
        elif not tenure.replaces_id and link_successions.was_unlinked(
            db.conn, appointment_id, previous_id, done.dataset
        ):
            done.kept.note(place, f"{tenure.appointment} stays without the predecessor that was removed by hand")
        else:
            try:
                with savepoint(db.conn):
                    appointments.set_replaced(db, tenure.id, previous_id)
            except RegistryError as error:
                done.refused.note(place, str(error))
            else:
                done.details += 1


def link_plain(connection: sqlite3.Connection, done: ImportReport, first_new: int, *, continuous: bool) -> None:
    """Link whom a tenure plainly succeeded, where either is new (from id `first_new` on) or has other dates now.

    Links that newer dates of this dataset rule out are removed first.
    """
    if done.updated["appointments"]:
        link_successions.unlink_impossible(connection, done.dataset)
    if done.added["appointments"] or done.updated["appointments"]:
        done.details += link_successions.link_successions(
            connection, first_new, done.dataset, continuous=continuous, moved=bool(done.updated["appointments"])
        )
    if continuous:
        done.details += link_successions.make_continuous(connection)
