"""Whether history is what was sealed: the chain of seals, and what each change holds of what it wrote."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from registry.domain.care.problems import REPAIR, RESTORE, Problem
from registry.domain.history.seals import FIRST_HEAD, first_broken, head_after
from registry.store.history.received_seals import own_heads, received_seals
from registry.store.schema.seals import Seal, digests, seals, valid_contents
from registry.store.schema.versioning_triggers import KEPT

_COMPARE = f"somebody changed history from outside; compare with a backup, or {RESTORE}"
# Versions that other programs wrote, and ends of versions, that are in no list: the guards were gone.
_UNLISTED = """
select '{table}', id, recorded_from from {table} v where change_id is null and not exists (
  select 1 from outside_writes
  where table_name = '{table}' and row_id = v.id and recorded_at = v.recorded_from)
union all
select '{table}', id, recorded_from from {table}_history v where change_id is null and not exists (
  select 1 from outside_writes
  where table_name = '{table}' and row_id = v.id and recorded_at = v.recorded_from)
union all
select '{table}_history', history_id, recorded_to from {table}_history v
where superseded_by is null and not exists (
  select 1 from outside_writes
  where table_name = '{table}_history' and row_id = v.history_id and recorded_at = v.recorded_to)
"""


def check_seals(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Each seal that does not follow from the one before, and each that its change does not match."""
    chain = seals(connection)
    yield from _broken_links(chain)
    valid, now = valid_contents(connection), digests(connection)
    commands = dict(connection.execute("select id, command from changes"))
    for seal in chain:
        if valid[seal.id] != now.get(seal.id):
            if seal.change_id is None:
                what = f"seal {seal.id}: what other programs wrote before it is not what was sealed"
            elif seal.change_id in commands:
                what = f"change {seal.change_id} ({commands[seal.change_id]}) is not what was sealed"
            else:
                what = f"change {seal.change_id} is gone"
            yield Problem("seals", what, _COMPARE)
    sealed = {seal.change_id for seal in chain}
    newest = max((number for number in sealed if number is not None), default=0)
    for number in sorted(commands.keys() - sealed):
        if number < newest:
            yield Problem("seals", f"change {number} ({commands[number]}) has no seal", _COMPARE)


def _broken_links(chain: list[Seal]) -> Iterator[Problem]:
    head = FIRST_HEAD
    for number, seal in enumerate(chain, 1):
        head = head_after(head, seal.kind, seal.change_id, seal.content)
        if seal.id != number or seal.head != head:
            yield Problem("seals", f"seal {seal.id} does not follow from the one before", _COMPARE)
            return  # nor does any later one


def check_received(connection: sqlite3.Connection) -> Iterator[Problem]:
    """The first seal that a package brought and that follows from none before it."""
    received = received_seals(connection)
    place = first_broken(received, own_heads(connection))
    if place is not None:
        what = f"the seal {received[place].head} of an imported package does not follow from the one before"
        yield Problem("seals", what, _COMPARE)


def check_outside_writes(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What other programs wrote while the guards were gone."""
    for table in KEPT:
        found = connection.execute(_UNLISTED.format(table=table)).fetchall()
        if found:
            rows = f"{len(found)} version{'s' if len(found) > 1 else ''} of rows of {table}"
            what = f"{rows}, from {found[0][2]} on, were written by another program while the guards were gone"
            yield Problem("seals", what, REPAIR, repairable=True)


def list_outside_writes(connection: sqlite3.Connection) -> None:
    """List what other programs wrote while the guards were gone, so that it is sealed with the next change."""
    for table in KEPT:
        connection.execute(
            f"insert into outside_writes (table_name, row_id, recorded_at) {_UNLISTED.format(table=table)}"
        )
