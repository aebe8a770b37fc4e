"""A copy of a registry to be shown to everybody: without what is private, in no page of the file.

What is left out is left out of the copy's history, too. Only of the copy the triggers are taken off and put back.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from registry.domain.care.problems import Problem
from registry.domain.errors import RegistryError
from registry.domain.presentation.private_marks import holds_private_words, is_private_name, is_private_remark
from registry.store.care.expected_schema import expected, versioned_tables
from registry.store.care.integrity import NOT_WAL, problems
from registry.store.database.registry_file import connect, in_words
from registry.store.publishing.marked_slugs import rename_marked
from registry.store.schema.derived_columns import DERIVED, Derived
from registry.store.schema.seals import seal_as_found

KEEPER = "a keeper of this registry"
UNSAID = "not published"  # in place of a private text where there has to be one
# Tables that a new registry has beside those of store/care/expected_schema.py.
_UNLISTED = {
    "_sqlite_migrations", "search_data", "search_idx", "search_docsize", "search_config", "sqlite_sequence",
}  # fmt: skip

# Where nothing would say something else: that the tenure goes on, that the person is alive.
_ENDS = ("end_date", "death_date", "dissolution_date", "abolition_date")
_UNKNOWN = "XXXX"  # it is over, the day is not known
_SAYS_MORE = {
    ("role_seats", "seats"): "an unlimited number of seats",
    ("roles", "seats"): "an unlimited number of seats",
    ("roles", "term_limit"): "no limit",
    ("sources", "retracted"): "that it is relied on",
    ("citations", "supports"): "the tenure in general",
    ("waivers", "until"): "for good",
}
FREE = {"changes": ("reason",)}  # the columns that may be emptied of tables without a twin
# Texts that say why, and have to be there; who made a change.
REASONS = (("waivers", "because"), ("distinct_people", "because"), ("sources", "retracted"), ("tombstones", "because"))


class Rules(NamedTuple):
    """What of a registry is published. `redact`: TABLE.COLUMN; `actors`: who made the changes, too; `history`: what
    was recorded before, and the changes.
    """

    redact: Sequence[str] = ()
    actors: bool = False
    history: bool = True


class CopyContents(NamedTuple):
    """What a copy holds: number and time (UTC) of the newest change of the registry, and how many private texts the
    copy is without, by TABLE.COLUMN.
    """

    change: int | None
    recorded_at: str | None
    private: Mapping[str, int]


def write_public_copy(source: sqlite3.Connection, path: Path, work: Path, rules: Rules) -> CopyContents:
    """Write the copy to `path`, where nothing is; `work`: a file that nobody else can read, where it is made and which
    is gone afterwards. Raises RegistryError for a rule that cannot be kept.
    """
    columns = [_column(source, each) for each in rules.redact]
    newest, at = source.execute("select id, recorded_at from changes order by recorded_at desc limit 1").fetchone() or (
        None,
        None,
    )
    try:
        with in_words(path):
            source.execute("vacuum into ?", [str(work)])
            with closing(connect(work)) as copy:
                copy.execute("pragma foreign_keys = off")
                copy.execute("begin")
                private = _clean(copy, rules, columns)
                copy.execute("commit")
                # Into a new file: the pages of this one may still hold what was taken away.
                copy.execute("vacuum into ?", [str(path)])
            with closing(connect(path)) as copy:
                copy.execute("pragma journal_mode = delete")
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            Path(f"{work}{suffix}").unlink(missing_ok=True)
    return CopyContents(newest, at, private)


def faults(connection: sqlite3.Connection) -> list[Problem]:
    """What is wrong with a registry, whether it has a write-ahead log or not."""
    return [problem for problem in problems(connection) if problem.what != NOT_WAL]


def _clean(copy: sqlite3.Connection, rules: Rules, columns: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Returns how many private texts were taken away, by TABLE.COLUMN."""
    _drop_foreign(copy)
    private = _hide_marked(copy)
    for table, column in columns:
        _empty(copy, table, column)
    if columns:
        _shorten_commands(copy)
    if not rules.actors:
        copy.execute("update changes set actor = ?", [KEEPER])
    _hide_files(copy)
    if not rules.history:
        _forget_history(copy)
    _refuse_marked(copy)
    for table in ("received_seals", "replaced_seals", "outside_writes", "seals"):
        copy.execute(f"delete from {table}")
    seal_as_found(copy)  # the copy is a record of its own: it holds other texts
    for item in expected():
        if item.kind == "trigger":
            copy.execute(item.sql)
    for command in ("rebuild", "optimize"):
        copy.execute("insert into search (search) values (?)", [command])
    return private


def _hide_files(copy: sqlite3.Connection) -> None:
    """Take away the names of files: of kept copies, and of what was imported; a data set is called like its file."""
    for twin in ("archives", "archives_history"):
        copy.execute(f"update {twin} set name = sha256")
    copy.execute("update changes set command = 'import' where command like 'import %'")
    named = (("datasets", "name"), ("datasets_history", "name"), ("imports", "dataset"),
             ("dataset_keys", "dataset"), ("dataset_keys_history", "dataset"))  # fmt: skip
    every = " union ".join(f"select {column} from {table}" for table, column in named)
    for number, (name,) in enumerate(copy.execute(f"{every} order by 1").fetchall(), start=1):
        for table, column in named:
            copy.execute(f"update {table} set {column} = ? where {column} = ?", [f"data set {number}", name])


def _drop_foreign(copy: sqlite3.Connection) -> None:
    """All triggers, and whatever somebody else has put into the file: nobody has said that it may be published."""
    ours = {item.name for item in expected()} | _UNLISTED
    items = copy.execute("select type, name, sql from sqlite_master where name not like 'sqlite_autoindex%'").fetchall()
    # A virtual table takes its own tables with it.
    first = sorted(items, key=lambda item: "create virtual" not in (item[2] or "").lower())
    for kind, name, _ in first:
        if kind == "trigger" or name not in ours:
            copy.execute(f'drop {kind} if exists "{name}"')


def _column(connection: sqlite3.Connection, rule: str) -> tuple[str, str]:
    """Table and column of a rule. Raises RegistryError for one that cannot be emptied."""
    table, _, column = rule.partition(".")
    tables = [*versioned_tables(), *FREE]
    if table not in tables:
        raise RegistryError(
            f"--redact {rule!r}: no table {table!r}; name a column as TABLE.COLUMN, of one of {', '.join(tables)}"
        )
    free = free_columns(connection, table)
    if column in free:
        return table, column
    says = _SAYS_MORE.get((table, column))
    why = f"an empty one would mean {says!r}" if says else "it cannot be empty, or it is computed from others"
    names = ", ".join(free) or "none of its columns"
    raise RegistryError(f"--redact {rule!r}: {why}; of {table} there can be left out: {names}")


def free_columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of which nothing says that it is not known."""
    derived = {column for each in DERIVED.get(table, ()) for column in each.columns}
    return [
        name
        for _, name, _, filled, *_ in connection.execute(f"pragma table_info({table})")
        if name in FREE.get(table, (name,))
        and not filled
        and name not in derived
        and not name.endswith(("_id", "recorded_from"))
        and name != "id"
        and (table, name) not in _SAYS_MORE
    ]


def _hide_marked(copy: sqlite3.Connection) -> dict[str, int]:
    """Take away every private remark and reason, and former names that are marked; how many, by TABLE.COLUMN."""
    for name, test in (
        ("is_private", is_private_remark),
        ("is_private_name", is_private_name),
        ("holds_private", holds_private_words),
    ):
        copy.create_function(name, 1, test, deterministic=True)
    hidden: Counter[str] = Counter()
    hidden["changes.actor"] += copy.execute("update changes set actor = ? where is_private(actor)", [KEEPER]).rowcount
    for table, column in REASONS:
        for twin in _twins(table):
            hidden[f"{table}.{column}"] += copy.execute(
                f"update {twin} set {column} = ? where is_private({column})", [UNSAID]
            ).rowcount
    for table in (*versioned_tables(), *FREE):
        for column in free_columns(copy, table):
            hidden[f"{table}.{column}"] += _empty(copy, table, column, f"is_private({column})")
    _shorten_commands(copy, "holds_private(command)")
    for words in rename_marked(copy):
        _shorten_commands(copy, "instr(command, ?)", [words])
    for table in versioned_tables():
        for column in text_columns(copy, table):
            hidden[f"{table}_history.{column}"] += _hide_former(copy, f"{table}_history", column)
    return {place: count for place, count in hidden.items() if count}


def text_columns(copy: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table that hold texts."""
    return [name for _, name, kind, *_ in copy.execute(f"pragma table_info({table})") if kind.lower() == "text"]


def _hide_former(copy: sqlite3.Connection, twin: str, column: str) -> int:
    """Versions that are no more cannot be corrected, so what is marked in them is replaced; its key goes, too."""
    keyed = ", name_key = ''" if column in ("name", "title") and "name_key" in text_columns(copy, twin) else ""
    return copy.execute(f"update {twin} set {column} = ?{keyed} where is_private_name({column})", [UNSAID]).rowcount


def _refuse_marked(copy: sqlite3.Connection) -> None:
    """Raises RegistryError for a marked text that is neither a remark nor a reason, and is recorded now."""
    for table in (*versioned_tables(), "tombstones"):
        for column in text_columns(copy, table):
            row = copy.execute(f"select {column} from {table} where is_private_name({column})").fetchone()
            if row:
                raise RegistryError(
                    f"{row[0]!r} in {table}.{column} is marked private, but only remarks, reasons and who made a "
                    "change can be left out: give it another text, or put the words into a note; its former text "
                    "is left out of history then. `registry publish --check` lists what would be public"
                )


def _twins(table: str) -> tuple[str, ...]:
    return (table, f"{table}_history") if table in versioned_tables() else (table,)


def _empty(copy: sqlite3.Connection, table: str, column: str, which: str = "true") -> int:
    """Empty a column now and in history, with what follows from it; returns how many texts were there."""
    each = next((each for each in DERIVED.get(table, ()) if column in each.texts), None)
    instead = _UNKNOWN if each and column in _ENDS else None
    try:
        return sum(_empty_one(copy, twin, column, instead, each, which) for twin in _twins(table))
    except sqlite3.IntegrityError as error:
        raise RegistryError(
            f"{table}.{column} cannot be left out: without it two rows would be the same ({error})"
        ) from error


def _empty_one(
    copy: sqlite3.Connection, table: str, column: str, instead: str | None, each: Derived | None, which: str
) -> int:
    # Two citations that differ in nothing else are one then; of anything else they would be two facts.
    update = f"update {'or replace ' if table == 'citations' else ''}{table} set {column} = ?"
    where = f"where {column} is not null and {which}"
    if each is None:
        return copy.execute(f"{update} {where}", [instead]).rowcount
    # The checks of the table hold for texts and days together, so they are written together.
    assigned = "".join(f", {name} = ?" for name in each.columns)
    same = " and ".join(f"{text} is ?" for text in each.texts)
    emptied = 0
    for row in copy.execute(f"select distinct {', '.join(each.texts)} from {table} {where}").fetchall():
        left = [instead if text == column else value for text, value in zip(each.texts, row, strict=True)]
        emptied += copy.execute(f"{update}{assigned} where {same}", [instead, *_derived(each, left), *row]).rowcount
    return emptied


def _derived(each: Derived, texts: Sequence[str | None]) -> tuple[str | None, ...]:
    try:
        return each.compute(*texts)
    except RegistryError:  # a version that another program wrote: of what cannot be read nothing is known
        return each.compute(*[None] * len(texts))


def _shorten_commands(copy: sqlite3.Connection, which: str = "true", values: Sequence[str] = ()) -> None:
    """To what was done: commands hold names, days and addresses, and one of them may be what is left out."""
    for number, command in copy.execute(f"select id, command from changes where {which}", values).fetchall():
        words = command.split()
        known = 2 if words[:1] and words[0] in ("person", "organization", "role", "source") else 1
        copy.execute("update changes set command = ? where id = ?", [" ".join(words[:known]), number])


def _forget_history(copy: sqlite3.Connection) -> None:
    """Leave what is recorded now, as if one change had recorded all of it when the newest was made."""
    newest = copy.execute("select max(recorded_at) from changes").fetchone()[0]
    copy.execute("delete from tombstones")
    copy.execute("delete from imports")
    copy.execute("delete from changes")
    actor = "insert into changes (id, recorded_at, actor, command) values (1, ?, ?, 'publish')"
    if newest is not None:
        copy.execute(actor, [newest, KEEPER])
    for table in versioned_tables():
        copy.execute(f"delete from {table}_history")
        if newest is not None:
            copy.execute(f"update {table} set change_id = 1, recorded_from = ?", [newest])
