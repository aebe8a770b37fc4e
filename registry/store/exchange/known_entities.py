"""What is recorded of many people, organizations or roles at once, to compare a file with it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from registry.store.entities.named import Noun
from registry.store.exchange.datasets import last_wrote

DATES = {"person": ("birth", "death"), "organization": ("inception", "dissolution"), "role": ("inception", "abolition")}


@dataclass(slots=True)
class KnownEntity:
    """A recorded row. `fields`: dates and note by name; `ours`: it is as an import of the dataset wrote it."""

    id: int
    slug: str
    label: str
    fields: dict[str, str | None]
    ours: bool = False
    names: set[str] = field(default_factory=set)
    identifiers: list[tuple[str, str]] = field(default_factory=list)


def known_entities(
    connection: sqlite3.Connection, noun: Noun, ids: Iterable[int], dataset: str
) -> dict[int, KnownEntity]:
    """The rows of these ids."""
    wanted = [json.dumps(sorted(set(ids)))]
    among = "in (select value from json_each(?))"
    dates = DATES[noun.word]
    columns = ", ".join(f"{each}_date" for each in dates)
    found: dict[int, KnownEntity] = {}
    undone: list[int] = []
    sql = f"""
    select t.id, t.slug, t.{noun.label}, t.note, i.dataset, c.command like 'undo %', {columns} from {noun.table} t
    left join imports i on i.change_id = t.change_id left join changes c on c.id = t.change_id where t.id {among}
    """
    for row_id, slug, label, note, said_by, undo, *days in connection.execute(sql, wanted):
        fields = {**dict(zip(dates, days, strict=True)), "note": note}
        found[row_id] = KnownEntity(row_id, slug, label, fields, said_by == dataset)
        if undo:
            undone.append(row_id)
    for row_id in undone:
        found[row_id].ours = last_wrote(connection, noun.table, row_id, dataset)
    sql = f"select {noun.owner}, name from {noun.word}_names where {noun.owner} {among}"
    for owner, name in connection.execute(sql, wanted):
        found[owner].names.add(name)
    sql = f"select {noun.owner}, scheme, value from {noun.word}_identifiers where {noun.owner} {among}"
    for owner, scheme, value in connection.execute(sql, wanted):
        found[owner].identifiers.append((scheme, value))
    return found
