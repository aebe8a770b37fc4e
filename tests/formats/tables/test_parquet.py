"""Parquet: a file for each table, with real days, for programs that calculate."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from registry import Registry
from registry.formats.documents import FormatError
from registry.formats.tables import parquet as ours
from registry.store.schema.versioning_triggers import KEPT
from tests.conftest import CHIEF
from tests.formats.pictures import SAMPLE, picture_of


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return parquet.read_table(folder / f"{table}.parquet").to_pylist()


@pytest.fixture
def folder(seed: Registry, tmp_path: Path) -> Path:
    seed.appoint("Petro Shuliak", "Inspector General", "unknown", "2002")
    seed.sources.add("Undated list")
    seed.export_file(tmp_path / "registry.parquet")
    return tmp_path / "registry.parquet"


def test_there_is_a_file_for_each_table(folder: Path):
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{table}.parquet" for table in KEPT)


def test_days_are_dates_and_an_unknown_one_is_null(folder: Path):
    by_slug = {row["slug"]: row for row in rows(folder, "appointments")}

    second = by_slug[f"anatoliy-barhylevych-{CHIEF}"]
    assert (second["start_date"], second["start_earliest"], second["start_latest"]) == (
        "2024-02", date(2024, 2, 1), date(2024, 2, 29),
    )  # fmt: skip
    unknown, open_ = by_slug["petro-shuliak-inspector-general"], by_slug[f"andriy-hnatov-{CHIEF}"]
    assert (unknown["start_earliest"], unknown["start_latest"]) == (None, date(2002, 12, 31))
    assert (open_["end_earliest"], open_["end_latest"]) == (None, None)
    assert [row["published_earliest"] for row in rows(folder, "sources")] == [date(2025, 3, 17), None]


def test_ids_lead_from_table_to_table(folder: Path):
    people = {row["id"]: row["name"] for row in rows(folder, "people")}

    assert {people[row["person_id"]] for row in rows(folder, "appointments")} == set(people.values())
    assert parquet.read_schema(folder / "roles.parquet").field("seats").type == pyarrow.int64()


def test_what_the_registry_keeps_of_its_changes_is_not_in_it(folder: Path):
    assert not {"change_id", "recorded_from"} & set(parquet.read_schema(folder / "people.parquet").names)


def test_it_is_written_group_by_group(folder: Path, seed: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ours, "_GROUP", 2)
    seed.export_file(tmp_path / "small.parquet")

    assert parquet.ParquetFile(tmp_path / "small.parquet" / "appointments.parquet").num_row_groups == 3
    assert rows(tmp_path / "small.parquet", "appointments") == rows(folder, "appointments")


def test_the_same_registry_gives_the_same_bytes(folder: Path, seed: Registry, tmp_path: Path):
    seed.export_file(tmp_path / "again.parquet")

    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / "again.parquet" / path.name).read_bytes()


def test_without_pyarrow_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(FormatError, match=r"pip install 'officeholders\[parquet\]'"):
        ours.write(picture_of(SAMPLE), tmp_path)
