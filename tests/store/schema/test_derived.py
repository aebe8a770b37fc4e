"""Derived columns: what `derived` computes is what the store writes."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from registry import Registry
from registry.domain.dates.bounds import TenureError
from registry.domain.errors import DateError
from registry.store.schema.derived_columns import DERIVED, derived


def test_every_derived_column_of_the_sample_is_what_its_texts_say(sample: Registry, db: Path):
    with sqlite3.connect(db) as connection:
        connection.row_factory = sqlite3.Row
        for table in DERIVED:
            rows = connection.execute(f"select * from {table}").fetchall()
            assert rows, table
            for row in map(dict, rows):
                computed = derived(table, row)
                assert computed == {column: row[column] for column in computed}, (table, row)


def test_every_derived_column_of_the_schema_is_in_the_table(db: Path):
    found = {}
    with sqlite3.connect(db) as connection:
        for (table,) in connection.execute("select name from sqlite_master where type = 'table'").fetchall():
            names = [row[1] for row in connection.execute(f"pragma table_info({table})")]
            computed = {name for name in names if re.search(r"_(earliest|latest|key)$", name)}
            if computed and not table.endswith("_history"):
                found[table] = computed

    assert found == {table: {column for each in kinds for column in each.columns} for table, kinds in DERIVED.items()}


def test_what_is_not_derived_has_no_values():
    assert derived("waivers", {"until": "nonsense"}) == {}
    assert set(derived("citations", {"says": "nonsense", "supports": "role"}).values()) == {None}


@pytest.mark.parametrize("text", ["", "soon", "2023-02-30"])
def test_a_text_that_is_no_date_is_refused(text: str):
    with pytest.raises(DateError):
        derived("appointments", {"start_date": text, "end_date": None})
    with pytest.raises(DateError):
        derived("sources", {"published_date": text})


def test_an_end_before_its_start_is_refused():
    with pytest.raises(TenureError, match=r"the death 1999 .* is before the birth 2000"):
        derived("people", {"name": "Ann Ames", "birth_date": "2000", "death_date": "1999"})
