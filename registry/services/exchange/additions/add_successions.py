"""Which organizations and roles of a file came of which others: renamed, merged, split.

A succession that an import of the dataset recorded may get another date or manner by a newer version of the file;
what somebody recorded, corrected or took back by hand stays, and is reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from registry.domain.errors import RegistryError
from registry.domain.exchange.import_report import ImportReport
from registry.domain.exchange.statements import SuccessionStatement
from registry.domain.tenures.relations import CONTINUES, Relation
from registry.services.evidence.evidence import Evidence
from registry.services.exchange.field_values import entity_of
from registry.services.tenures.relate import write_relation
from registry.store.database.transactions import savepoint
from registry.store.entities import relations
from registry.store.entities.named import ORGANIZATION, ROLE
from registry.store.exchange.datasets import last_wrote, was_taken_back

if TYPE_CHECKING:
    from sqlite_utils import Database


def add_successions(
    db: Database, done: ImportReport, given: Iterable[SuccessionStatement], evidence: Evidence | None
) -> None:
    """Record them; `evidence`: a source for each."""
    for each in given:
        try:
            with savepoint(db.conn):
                _add(db, done, each, evidence)
        except RegistryError as error:
            done.refused.note(each.place, str(error))


def _add(db: Database, done: ImportReport, given: SuccessionStatement, evidence: Evidence | None) -> None:
    noun = ROLE if given.noun == ROLE.word else ORGANIZATION
    table = f"{noun.word}_relations"
    new, old = entity_of(db.conn, noun, given.key), entity_of(db.conn, noun, given.came_of)
    found = [
        each for each in relations.relations_of(db.conn, noun, [new.id], (CONTINUES,), up=True)
        if each.other_id == old.id
    ]  # fmt: skip
    if any((each.how, each.start) == (given.how, given.on) or _says_less(given, each) for each in found):
        return
    words = f"{new.label} came of {old.label}"
    ours = [each for each in found if last_wrote(db.conn, table, each.id, done.dataset)]
    if len(ours) < len(found):
        done.kept.note(given.place, f"that {words} is recorded with another date or manner, which stays")
        return
    row = {noun.owner: new.id, "other_id": old.id, "kind": CONTINUES, "start_date": given.on}
    if was_taken_back(db.conn, table, row, done.dataset):
        done.kept.note(given.place, f"that {words} was removed by hand, and is not recorded again")
        return
    for each in ours:
        relations.remove_relation(db, noun, each.id)
    write_relation(db, noun, (new, old), {"kind": CONTINUES, "how": given.how, "start": given.on}, evidence)
    done.details += 1


def _says_less(given: SuccessionStatement, recorded: Relation) -> bool:
    """Whether the file says nothing that is not recorded."""
    return given.how in (None, recorded.how) and given.on in (None, recorded.start)
