"""A folder of tables that are joined by their ids. All names are invented."""

from pathlib import Path

import pytest

from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import (
    OrganizationStatement,
    PersonStatement,
    ReadingNote,
    RoleStatement,
    SkippedStatement,
    TenureStatement,
)
from registry.formats.documents import FormatError
from registry.formats.protocol import reader_of
from registry.formats.tables import csv, folder
from tests.formats.tables.tables import only

TABLES = {
    "people.csv": "id,name,born\np1,Ann Ames,1970\np2,Bo Cedar,\n",
    "posts.csv": "id;title;organisation_id\nx1;Minister;o1\nx2;Clerk;o2\n",
    "organisations.csv": "id,name\no1,Ministry of Salt\no2,River Council\n",
    "appointments.csv": "id,person_id,post_id,start_date,end_date\n"
    "a1,p1,x1,2001-01-02,2003-04-05\na2,p2,x1,2003-04-05,\na3,p1,x2,2003-05-01,2004-01-01\n",
}


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    path = tmp_path / "tables"
    path.mkdir()
    for name, text in TABLES.items():
        (path / name).write_text(text, "utf-8")
    return path


def test_the_tables_are_joined_by_their_ids(tables: Path):
    assert reader_of(tables).NAME == "csv-folder"
    given = list(folder.read(tables, ReadingOptions()))

    assert [(held.person, held.post, held.start) for held in only(given, TenureStatement)] == [
        ("p1", "o1 / Minister", "2001-01-02"),
        ("p2", "o1 / Minister", "2003-04-05"),
        ("p1", "o2 / Clerk", "2003-05-01"),
    ]
    assert {(each.key, each.name) for each in only(given, PersonStatement)} == {("p1", "Ann Ames"), ("p2", "Bo Cedar")}
    assert {each.name for each in only(given, OrganizationStatement)} == {"Ministry of Salt", "River Council"}
    assert {each.title for each in only(given, RoleStatement)} == {"Minister", "Clerk"}
    assert "joined" in {note.kind for note in only(given, ReadingNote)}


def test_an_id_that_is_not_there_is_refused_with_its_line(tables: Path):
    path = tables / "appointments.csv"
    path.write_text(path.read_text("utf-8") + "a4,p9,x2,2004-05-01,\n", "utf-8")

    (left,) = only(list(folder.read(tables, ReadingOptions())), SkippedStatement)
    assert left == SkippedStatement(
        "appointments.csv, line 5", "person_id 'p9' is not in people.csv; add it there, or correct the id"
    )


def test_a_table_of_ids_alone_is_refused_with_the_advice_to_import_the_folder(tables: Path):
    with pytest.raises(FormatError, match="ids without names: import the folder"):
        list(csv.read(tables / "appointments.csv", ReadingOptions()))


def test_tables_that_do_not_refer_to_each_other_are_refused(tmp_path: Path):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("id,first_id,second_id\n1,x,y\n", "utf-8")

    with pytest.raises(FormatError, match="import the tables one by one"):
        list(folder.read(tmp_path, ReadingOptions()))
