"""Take in what a file of others says: match, add, update. An import is one change, all or nothing.

What an import of the same file wrote, a newer version of it may change; what somebody has entered or corrected stays,
and is told. Nothing is removed because a file no longer has it: that is told, too.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from registry.domain.exchange.import_plan import ImportChoices
from registry.domain.exchange.import_report import ImportReport, OnConflict, ReadingOptions, in_file_order
from registry.domain.exchange.reading_notes import KINDS, NO_TENURES
from registry.domain.exchange.statements import Statement
from registry.formats.documents import FormatError
from registry.formats.protocol import columns_of, dataset_of, reader_of, refuse_unasked
from registry.services.exchange.add_entities import EntityAdder
from registry.services.exchange.add_tenures import Tenures
from registry.services.exchange.additions.add_citations import Sources
from registry.services.exchange.additions.add_details import DetailAdder
from registry.services.exchange.additions.add_successions import add_successions
from registry.services.exchange.additions.link_tenures import link_plain, link_predecessors
from registry.services.exchange.datasets import as_before, remember, with_order
from registry.services.exchange.match_entities import EntityMatcher
from registry.services.exchange.plan_import import ImportConflictError, make_plan
from registry.services.exchange.settle_errors import settle
from registry.services.exchange.stage import Stage
from registry.services.session import OpenChange, Session
from registry.store.database.bulk_insert import without_triggers
from registry.store.database.registry_file import free_id
from registry.store.database.transactions import forgo, interruptible
from registry.store.exchange import datasets, staged_tenures

if TYPE_CHECKING:
    from registry.services.evidence.evidence import Evidence


def import_file(
    session: Session,
    path: Path,
    form: str | None = None,
    *,
    reading: ReadingOptions | None = None,
    on_conflict: OnConflict = OnConflict.REJECT,
    evidence: Evidence | None = None,
    dry_run: bool = False,
    heard: Callable[[str, int], None] = lambda step, rows: None,
) -> ImportReport:
    """Take in what a file in one of the formats says; `form`: its format, recognised if left out.

    `reading`: how it is to be read; what is left out there is as it was for its last version. `evidence`: a source for
    every tenure of it. `dry_run`: only say what would become of it. `heard` is told what is done and for how many rows,
    now and then. Raises FormatError; ImportRefusedError where rows cannot be recorded, or are errors by the rules, and
    `on_conflict` says to reject them.
    """
    reader = reader_of(path, form)
    refuse_unasked(reader, reading or ReadingOptions())
    choices = replace(reading or ReadingOptions(), today=session.today())
    dataset = dataset_of(path, choices)
    choices = as_before(session.connection, dataset, reader.NAME, with_order(choices, session.date_order))
    choices = replace(choices, columns=columns_of(reader, path, choices))

    def attempt(choices: ReadingOptions, on_conflict: OnConflict, *, dry_run: bool) -> ImportReport:
        with session.change(f"import {dataset} {path.name}") as change, interruptible(session.connection):
            report = take_in(
                change,
                ImportReport(dataset, reader.NAME, choices.columns),
                reader.read(path, choices),
                on_conflict=on_conflict,
                evidence=evidence,
                exclusive=reader.EXCLUSIVE if choices.exclusive is None else choices.exclusive,
                reading=choices,
                heard=heard,
            )
            if dry_run:
                forgo(change.db)
        return report

    try:
        return attempt(choices, on_conflict, dry_run=dry_run)
    except ImportConflictError as error:
        plan = make_plan(
            error.report,
            choices.choices,
            lambda chosen, on: attempt(
                replace(choices, choices=chosen, date_order=chosen.date_order or choices.date_order), on, dry_run=True
            ),
        )
        raise ImportConflictError(error.report, plan) from error


def take_in(
    change: OpenChange,
    done: ImportReport,
    given: Iterable[Statement],
    *,
    on_conflict: OnConflict = OnConflict.REJECT,
    evidence: Evidence | None = None,
    exclusive: bool = False,
    reading: ReadingOptions | None = None,
    heard: Callable[[str, int], None] = lambda step, rows: None,
) -> ImportReport:
    """Record what the statements say within the change, and fill the report, which names the dataset.

    `exclusive`: ends are the day after the last one; `reading`: what to remember of how the file was read. The rest is
    as of `import_file`.
    """
    db = change.db
    with _uncollected():
        choices = reading.choices if reading else ImportChoices()
        stage = Stage(
            db.conn, done, exclusive=exclusive, heard=lambda rows: heard("read", rows),
            keep_unclear=choices.keep_unclear_dates,
        )  # fmt: skip
        stage.fill(given)
        before = free_id(db.conn, "people")
        things = EntityMatcher(db, done, add_namesakes=choices.add_namesakes)
        tenures = Tenures(db, done, things, on_conflict=on_conflict, choices=choices, every=evidence is not None)
        things.match(before)
        with without_triggers(db.conn):
            EntityAdder(db, done).add(lambda: things.match_names(before))
            things.remember_keys()
            tenures.set_seats()
            tenures.add_new(lambda rows: heard("recorded", rows))
        tenures.take_unclear()
        things.report_names(before, tenures.first_new)
        link_predecessors(db, done, things)
        link_plain(db.conn, done, tenures.first_new, continuous=choices.continuous)
        add_successions(db, done, stage.successions, evidence)
        DetailAdder(db, done).add()
        sources = Sources(db, done)
        sources.cite(evidence)
        sources.cite_settled(tenures.settled_dates, evidence)
        done.vanished = staged_tenures.vanished(db.conn, done.dataset, tenures.first_new)
        if done.wrote:
            datasets.taken_in(db, done.dataset)
            if reading:
                remember(db, done.dataset, done.format, reading)
            settle(change, done, on_conflict, tenures.first_new)
    for notes in (done.refused, done.flagged, done.kept):
        notes.sort(key=lambda left: in_file_order(left.place))
    if done.refused and (on_conflict is OnConflict.REJECT or _is_empty(done)):
        raise ImportConflictError(done)
    _refuse_nothing(done)
    if not done.wrote:
        forgo(db)
    return done


def _refuse_nothing(done: ImportReport) -> None:
    """A file with rows of which none is a tenure is not what it was taken for, unless it was so before."""
    if done.rows or done.matched.total() or done.vanished:
        return
    for kind, count, first in done.notes.in_order():
        if kind in NO_TENURES:
            raise FormatError(
                f"no row is a tenure; {KINDS[kind]}: {count}, such as {first[0].place}: {first[0].text}. If such rows "
                "are tenures, say with --column which columns hold the person, the role and the dates"
            )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Millions of short-lived tuples and no cycles: looking for those takes a tenth of the time."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def _is_empty(done: ImportReport) -> bool:
    """Whether no tenure of the file is recorded: to leave out all of it is to import nothing."""
    return done.rows > 0 and not any(counts["appointments"] for counts in (done.added, done.updated, done.matched))
