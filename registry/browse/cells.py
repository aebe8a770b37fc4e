"""How Datasette's own tables show a value of the registry: links to the pages, open sides, no internal columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from registry.browse.routes import routes
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY

# What is there for programs; the pages of single rows have when and by which change a row was recorded, too.
_KEYS = frozenset({"name_key", "url_key"})
_INTERNAL = frozenset({*_KEYS, "change_id", "recorded_from"})

# Which columns hold a slug, and of what.
_SLUGS = {
    ("people", "slug"): "person",
    ("organizations", "slug"): "organization",
    ("roles", "slug"): "role",
    ("appointments", "slug"): "appointment",
    ("sources", "slug"): "source",
    ("tenures", "appointment"): "appointment",
    ("tenures", "person"): "person",
    ("tenures", "role"): "role",
    ("tenures", "organization"): "organization",
}
# Of a query: its answers call things by the same words.
_SLUGS_OF_QUERIES = {"appointment": "appointment", "person": "person", "role": "role", "replaces": "person"}


def cell(value: object, column: str, table: str | None, address: Callable[[str], str]) -> str | None:
    """What is shown in place of the value; None = as Datasette would. `address`: of a page, behind its prefix."""
    if value in (FIRST_DAY, LAST_DAY):
        return "open"
    kind = _SLUGS.get((table, column)) if table else _SLUGS_OF_QUERIES.get(column)
    if kind is None or not isinstance(value, str) or not value or not _has_page(kind):
        return None
    return Markup('<a href="{}">{}</a>').format(address(f"/{kind}/{quote(value, safe='')}"), value)


@cache
def _has_page(kind: str) -> bool:
    """Whether there are pages about such things: there are none about every table."""
    return any(re.match(pattern, f"/{kind}/slug") for pattern, _ in routes(None))  # type: ignore[arg-type]


def shown_columns(columns: Iterable[Any], whole: bool = False) -> list[Any]:
    """The headings or names that are shown, of those that a template is given; `whole`: on the page of one row."""
    return [column for column in columns if _is_shown(column if isinstance(column, str) else column["name"], whole)]


def shown_rows(rows: Iterable[Any], whole: bool = False) -> list[Any]:
    """The rows with the cells that are shown."""
    found = []
    for row in rows:
        mine = copy(row)
        mine.cells = [each for each in row.cells if _is_shown(each["column"], whole)]
        found.append(mine)
    return found


def shown_metadata(said: Mapping[str, Any], columns: bool = True) -> dict[str, Any]:
    """What is said of a table, without what is said of columns that are not shown; `columns`: of those that are."""
    meanings = said.get("columns") or {}
    return {**said, "columns": {name: meanings[name] for name in shown_columns(meanings)} if columns else {}}


def shown_tables(tables: Iterable[Any]) -> list[Any]:
    """The tables with the names of the columns that are shown."""
    return [
        {**table, "columns": shown_columns(table["columns"])}
        if isinstance(table, dict)
        else replace(table, columns=shown_columns(table.columns))  # 1.0 and its alphas
        for table in tables
    ]


FILTERS = {
    "registry_columns": shown_columns,
    "registry_rows": shown_rows,
    "registry_metadata": shown_metadata,
    "registry_tables": shown_tables,
}


def _is_shown(column: str, whole: bool) -> bool:
    return column not in (_KEYS if whole else _INTERNAL)
