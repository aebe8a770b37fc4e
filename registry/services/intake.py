"""Take in what a file of others says: match, add, update. In the caller's open change.

What an import of the same file wrote, a newer version of it may change; what somebody has entered or corrected stays,
and is told. Nothing is removed because a file no longer has it: that is told, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any, TypeVar

from registry.domain.errors import RegistryError
from registry.domain.intake import Intake, OnConflict
from registry.domain.upstream import Body, Given, Held, Left, Someone
from registry.domain.upstream import Post as UpstreamPost
from registry.services.exchange import ImportRefusedError
from registry.services.intake_tenures import Tenures
from registry.services.intake_things import Things
from registry.store import appointments, datasets

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.services.evidence import Evidence

Row = TypeVar("Row", Body, UpstreamPost, Someone, Held)

_SHOWN = 20


def take_in(
    db: Database,
    dataset: str,
    given: Iterable[Given],
    *,
    on_conflict: OnConflict = OnConflict.REJECT,
    evidence: Evidence | None = None,
) -> Intake:
    """Record what the file says; `evidence`: a source for every tenure of it.

    Raises ImportRefusedError where rows cannot be recorded and `on_conflict` says to reject them.
    """
    done = Intake(dataset)
    before = db.conn.total_changes
    sorted_out: dict[type, list[Any]] = {kind: [] for kind in (Body, UpstreamPost, Someone, Held, Left)}
    for each in given:
        sorted_out[type(each)].append(each)
    done.rows = len(sorted_out[Held]) + len(sorted_out[Left])
    done.refused = sorted_out[Left]
    things = Things(db, done)
    _each(done, _parents_first(sorted_out[Body]), things.body)
    _each(done, sorted_out[UpstreamPost], things.post)
    _each(done, sorted_out[Someone], things.person)
    tenures = Tenures(db, done, things, flag=on_conflict is OnConflict.FLAG, evidence=evidence)
    held = keyed(sorted_out[Held])
    keys = {id(each): key for key, each in held.items()}
    _each(done, held.values(), lambda each: tenures.take(keys[id(each)], each))
    _each(done, [each for each in held.values() if each.replaces], lambda each: tenures.link(keys[id(each)], each))
    gone = set(tenures.known_before.values()) - set(tenures.ids.values())
    done.vanished = sorted(tenure.appointment for tenure in appointments.of_ids(db.conn, sorted(gone)))
    if on_conflict is OnConflict.REJECT:
        _refuse(done.refused)
    if db.conn.total_changes > before:
        datasets.taken_in(db, dataset)
    return done


def _each(done: Intake, rows: Iterable[Row], take: Callable[[Row], None]) -> None:
    """Take one after another; what is refused is noted with its place."""
    for row in rows:
        try:
            take(row)
        except RegistryError as error:
            done.refused.append(Left(row.place, str(error)))


def _parents_first(bodies: Sequence[Body]) -> list[Body]:
    by_key = {body.key: body for body in bodies}
    graph = {body.key: {body.parent} & by_key.keys() if body.parent else set() for body in bodies}
    try:
        return [by_key[key] for key in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        first = by_key[error.args[1][0]]
        raise ImportRefusedError(f"{first.place}: organizations that stand below each other in a circle") from error


def _refuse(refused: Sequence[Left]) -> None:
    if refused:
        count = "1 row" if len(refused) == 1 else f"{len(refused)} rows"
        lines = [f"{left.place}: {left.reason}" for left in refused[:_SHOWN]]
        more = [f"and {len(refused) - _SHOWN} more"] if len(refused) > _SHOWN else []
        raise ImportRefusedError(
            "\n  ".join([f"{count} cannot be recorded, so nothing was imported:", *lines, *more])
            + "\nCorrect the file, leave such rows out with --on-conflict skip, or record what clashes as disputed "
            "with --on-conflict flag"
        )


def keyed(held: Sequence[Held]) -> dict[str, Held]:
    """The tenures by key; one that the file gives none is known by whom, what and since when, and its number there."""
    found: dict[str, Held] = {}
    for each in held:
        key = each.key or f"{each.person or 'vacant'}/{each.post}/{each.start or 'unknown'}"
        number, free = 1, key
        while free in found:
            number += 1
            free = f"{key}/{number}"
        found[free] = each
    return found
