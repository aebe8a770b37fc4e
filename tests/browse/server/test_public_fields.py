"""What strangers see of a record is chosen field by field: no place and no name of a local file."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path

import pytest
from typer.testing import CliRunner

from registry import Registry
from registry.browse.server.public_fields import PUBLIC_FIELDS, PUBLIC_ROWS, public
from registry.cli.app import app
from registry.domain.exchange.import_report import ReadingOptions
from registry.store.schema.versioning_triggers import KEPT
from tests.browse.visitors import visitor

HELD_BACK = {"ArchiveNote": {"name", "path"}}
ROWS_HELD_BACK = {"datasets", "dataset_keys"}
FILE, COPY, FOLDER = "leaked-minutes", "scan-of-my-desk", "home-of-the-keeper"


@pytest.mark.parametrize("kind", PUBLIC_FIELDS, ids=lambda kind: kind.__name__)
def test_somebody_has_decided_about_every_field(kind: type):
    """A new field fails here: name it in public_fields.py, or above if it is not for strangers."""
    assert {field.name for field in fields(kind)} == {*PUBLIC_FIELDS[kind], *HELD_BACK.get(kind.__name__, ())}  # type: ignore[arg-type]


def test_somebody_has_decided_about_every_table():
    assert set(KEPT) == {*PUBLIC_ROWS, *ROWS_HELD_BACK}


def test_a_record_that_nobody_has_decided_about_is_not_shown():
    @dataclass
    class Note:
        path: str

    with pytest.raises(KeyError):
        public([Note("/srv/secret")])


@pytest.fixture
def db_with_files(tmp_path: Path) -> Path:
    folder = tmp_path / FOLDER
    folder.mkdir()
    table = folder / f"{FILE}.csv"
    table.write_text("person,role,organization,start,source\nAnn Ames,Chair,Board,2020-01-01,https://example.org/a\n")
    (folder / f"{COPY}.pdf").write_text("a page")
    Registry.create(folder / "offices.db")
    with Registry(folder / "offices.db", actor="a tester") as registry:
        registry.import_file(table)
        table.write_text("person,role,organization,start,source\nBob Bell,Clerk,Board,2021,https://example.org/b\n")
        registry.import_file(table, reading=ReadingOptions(dataset="gazette"))
        registry.sources.archive("https://example.org/a", folder / f"{COPY}.pdf")
    return folder / "offices.db"


def test_no_page_has_the_name_or_the_place_of_a_file(db_with_files: Path):
    visit = visitor(db_with_files)
    with Registry.to_read(db_with_files) as registry:
        source = registry.sources.list()[0].slug
        numbers = [change.number for change in registry.log()]
    addresses = ["/", "/changes", "/changes.json", "/changes.csv", "/changes.atom", "/people.json", "/sources.json"]
    addresses += [f"/source/{source}{ending}" for ending in ("", ".json", ".csv")]
    addresses += [f"/change/{number}{ending}" for number in numbers for ending in ("", ".json", ".csv")]
    addresses += ["/role/chair.json", "/role/chair/history.json", "/person/ann-ames.json", "/organization/board.json"]

    for address in addresses:
        reply = visit(address)
        assert reply.status == 200, address
        for private in (FILE, COPY, FOLDER, "gazette"):
            assert private not in reply.text, address
    assert '"archives": [{"bytes": 6}]' in visit(f"/source/{source}.json").text
    assert "import" in visit("/changes.csv").text


@pytest.mark.parametrize("more", [[], ["--static"], ["--no-history"]])
def test_no_byte_that_is_published_has_them(db_with_files: Path, tmp_path: Path, more: list[str]):
    done = CliRunner().invoke(app, ["--db", str(db_with_files), "publish", str(tmp_path / "out"), *more])

    assert done.exit_code == 0, done.stderr
    for packed in (tmp_path / "out").rglob("*.zip"):
        shutil.unpack_archive(packed, packed.parent / "unpacked")
    for path in (tmp_path / "out").rglob("*"):
        for private in (FILE, COPY, FOLDER, "gazette"):
            assert path.is_dir() or private.encode() not in path.read_bytes(), (path, private)


def test_data_sets_are_told_apart_in_a_copy(db_with_files: Path, tmp_path: Path):
    with Registry(db_with_files) as registry:
        registry.publish(tmp_path / "copy.db")

    imports = "select dataset from imports order by change_id"
    with closing(sqlite3.connect(db_with_files)) as db, closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        there = {name: f"data set {number}" for number, name in enumerate(sorted(["gazette", FILE]), start=1)}
        assert copy.execute(imports).fetchall() == [(there[name],) for (name,) in db.execute(imports)]
