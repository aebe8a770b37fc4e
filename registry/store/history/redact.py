"""Take a name out of what is recorded about others. The triggers are off meanwhile (store/history/erase.py)."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterator

from registry.domain.history.mentions import REMOVED, Mention, Naming
from registry.store.history.versions import columns_of
from registry.store.schema.versioning_triggers import KEPT

# Where a name may stand in words; what names a person, a role or an organization is not touched.
_TEXTS = {
    "people": ("note",),
    "organizations": ("note",),
    "roles": ("note",),
    "appointments": ("rank", "how", "end_reason", "note"),
    "sources": ("title", "publisher", "retracted", "note"),
    "archives": ("name",),
    "citations": ("quote", "locator", "says", "note"),
    "organization_relations": ("how", "note"),
    "role_relations": ("how", "note"),
    "appointment_details": ("value", "note"),
    "appointment_dates": ("note",),
    "relation_citations": ("quote", "locator"),
}
_TYPED = {
    "changes": ("actor", "command", "reason"),
    "waivers": ("because",),
    "distinct_people": ("because",),
    "tombstones": ("because",),
}
_ADDRESSES = ("url", "archive_url")
# What somebody is called when they publish: taken out only where it is nothing but the name.
_PUBLISHER = ("sources", "publisher")


def redact_texts(connection: sqlite3.Connection, naming: Naming, commands: Container[int]) -> Iterator[Mention]:
    """Take the person's whole names out of the texts about others, now and in history; yields each text as it is now.

    `commands`: the changes that are about the person alone.
    """
    for table, columns in {**_TEXTS, **_TYPED}.items():
        for twin in _twins(table):
            for column in columns:
                for row_id, number, text in _texts(connection, twin, column):
                    own = table == "changes" and number in commands
                    left = naming.redacted_typed(text) if own else naming.redacted(text)
                    if (table, column) == _PUBLISHER and left != REMOVED:
                        left = text
                    if left != text:
                        _put(connection, twin, column, row_id, left)
                    if twin == table and (left != text or naming.unclear(left)):
                        yield Mention(
                            table, _subject(connection, table, number), column, text, left, naming.unclear(left)
                        )


def redact_addresses(connection: sqlite3.Connection, naming: Naming) -> Iterator[Mention]:
    """Take away addresses whose path has a whole name, with what is derived from them, and such slugs of sources."""
    for twin in _twins("sources"):
        for column in _ADDRESSES:
            for row_id, number, address in _texts(connection, twin, column):
                gone, unclear = naming.is_in_address(address), naming.may_be_in_address(address)
                if gone:
                    _put(connection, twin, column, row_id, None)
                    if column == "url":
                        _put(connection, twin, "url_key", row_id, None)
                if twin == "sources" and (gone or unclear):
                    slug = _subject(connection, "sources", number)
                    yield Mention(twin, slug, column, address, None if gone else address, () if gone else unclear)
        for row_id, number, slug in _texts(connection, twin, "slug"):
            if naming.is_in_slug(slug):
                _put(connection, twin, "slug", row_id, f"source-{number}")


def _subject(connection: sqlite3.Connection, table: str, number: int) -> str:
    if "slug" in columns_of(connection, table):
        found = connection.execute(f"select slug from {table} where id = ?", [number]).fetchone()
        return str(found[0]) if found else str(number)
    return str(number)


def _texts(connection: sqlite3.Connection, table: str, column: str) -> list[tuple[int, int, str]]:
    """The rows that have a text there: the key of the version, the number of the row, the text."""
    key = "history_id" if table.endswith("_history") else "id"
    return connection.execute(f"select {key}, id, {column} from {table} where {column} is not null").fetchall()


def _put(connection: sqlite3.Connection, table: str, column: str, row_id: int, value: str | None) -> None:
    key = "history_id" if table.endswith("_history") else "id"
    connection.execute(f"update {table} set {column} = ? where {key} = ?", [value, row_id])


def _twins(table: str) -> tuple[str, ...]:
    return (table, f"{table}_history") if table in KEPT else (table,)
