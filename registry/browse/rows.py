"""Datasette's page of one row: what it is called, its values with labels and links in place of numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from registry.browse.server.site import Site
from registry.services.publishing.row_labels import row_label

# The tables whose rows have a page: its kind, and the column by which it is asked for.
_PAGES = {
    "people": ("person", "slug"), "organizations": ("organization", "slug"), "roles": ("role", "slug"),
    "appointments": ("appointment", "slug"), "sources": ("source", "slug"), "changes": ("change", "id"),
}  # fmt: skip


class ShownValue(NamedTuple):
    """A column in words, its value as HTML, and what it means."""

    name: str
    value: object
    meaning: str | None


class ShownRow(NamedTuple):
    """`title`: of its table; `label`: what the row is called; `address`: of the page about it, if there is one;
    `hidden`: the names of tables that are not for visitors.
    """

    title: str
    label: str | None
    address: str | None
    values: list[ShownValue]
    hidden: Collection[str]


async def shown_row(site: Site, table: str, rows: Iterable[Any]) -> ShownRow:
    """The only row of a page."""
    cells = [cell for row in rows for cell in row.cells]
    raw = {cell["column"]: cell["raw"] for cell in cells}
    keys = {each["column"]: each["other_table"] for each in await site.database.foreign_keys_for_table(table)}
    title, meanings = await _described(site, table, raw)
    values = [
        ShownValue(
            _in_words(cell["column"], cell["column"] in keys),
            await _linked(site, keys.get(cell["column"]), cell),
            meanings.get(cell["column"]),
        )
        for cell in cells
    ]
    label = await site.database.label_column_for_table(table)
    hidden = await site.database.hidden_table_names()
    return ShownRow(title, raw.get(label) if label else None, _address(site, table, raw), values, hidden)


async def _described(site: Site, table: str, columns: Iterable[str]) -> tuple[str, Mapping[str, str | None]]:
    """The title of the table and what its columns mean, as the metadata say."""
    datasette, name = site.datasette, site.database.name
    if not hasattr(datasette, "get_resource_metadata"):
        said = datasette.table_metadata(name, table)
        return said.get("title") or table, said.get("columns") or {}
    said = await datasette.get_resource_metadata(name, table)  # 1.0 and its alphas
    meanings = {each: (await datasette.get_column_metadata(name, table, each)).get("description") for each in columns}
    return said.get("title") or table, meanings


def _in_words(column: str, is_key: bool) -> str:
    """`birth_date` as `birth date`, `person_id` as `person`."""
    return (column.removesuffix("_id") if is_key else column).replace("_", " ")


async def _linked(site: Site, other: str | None, cell: Mapping[str, Any]) -> object:
    """The value; in place of the number of a row of another table what that is called, linked."""
    if other is None or cell["raw"] is None:
        return cell["value"]
    kind, column = _PAGES.get(other, (None, "id"))
    label = await site.database.label_column_for_table(other) if kind != "change" else "id"
    found = await site.database.execute_fn(lambda it: row_label(it, other, cell["raw"], label or "id", column))
    if found is None:
        return cell["value"]
    text, key = found[0] if kind != "change" else f"change {found[0]}", found[1]
    if kind is None:
        return text
    return Markup('<a href="{}">{}</a>').format(site.address(f"/{kind}/{quote(str(key), safe='')}"), text)


def _address(site: Site, table: str, raw: Mapping[str, Any]) -> str | None:
    kind, column = _PAGES.get(table, (None, "id"))
    return site.address(f"/{kind}/{quote(str(raw[column]), safe='')}") if kind and raw.get(column) else None
