"""Tables of many real kinds, in eight languages: what is read is what a careful person would record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import (
    FurtherDateStatement,
    NotKept,
    PersonStatement,
    ReadingNote,
    RoleStatement,
    SkippedStatement,
    TenureStatement,
)
from registry.domain.vocabulary import DateOrder
from registry.formats.tables import csv
from tests.formats.tables.tables import only

FILE = Path(__file__).parents[2] / "fixtures" / "strange_tables.txt"


def tables() -> Iterator[tuple[str, str, str, str]]:
    """Name, options, the table, and the tenures that are expected; a line with ! says what must be reported."""
    for block in re.split(r"(?m)^#### ", FILE.read_text("utf-8"))[1:]:
        name, options, rest = block.split("\n", 2)
        table, expected = rest.split("\n----\n", 1)
        yield name, options.removeprefix("> "), table, expected


@pytest.mark.parametrize(
    ("name", "options", "table", "expected"), [pytest.param(*each, id=each[0]) for each in tables()]
)
def test_a_strange_table_is_read_as_a_careful_person_would(
    name: str, options: str, table: str, expected: str, tmp_path: Path
):
    said = [tuple(option.strip().split("=", 1)) for option in options.split(" ; ") if option.strip()]
    order = next((DateOrder(value) for what, value in said if what == "date-order"), None)
    encoding = next((value for what, value in said if what == "encoding"), "utf-8")
    columns = tuple((what, value) for what, value in said if what not in ("date-order", "encoding", "wide"))
    path = tmp_path / f"{name}.csv"
    path.write_text(f"{table}\n", encoding)
    wide = ("wide", "yes") in said

    given = list(csv.read(path, ReadingOptions(columns=columns, date_order=order, today="2026-12-01", wide=wide)))

    names = {each.key: each.name for each in only(given, PersonStatement)}
    roles = {each.key: each.title for each in only(given, RoleStatement)}
    found = {
        (names.get(str(each.person), each.person), roles[each.post], each.kind[0], each.start, each.end)
        for each in only(given, TenureStatement)
    }
    told = [line.removeprefix("! ") for line in expected.splitlines() if line.startswith("! ")]
    expected = re.sub(r"(?m)^! .*$", "", expected)
    lines = [[cell.strip() for cell in line.split("|")] for line in expected.splitlines() if line.strip()]
    want = {
        (None if who == "-" else who, role, kind, start or None, end or None)
        for who, role, _, kind, start, end in lines
    }
    assert found == want
    reported = "\n".join(
        [f"{note.place}: {note.text}" for note in only(given, ReadingNote)]
        + [f"{left.place}: {left.reason}" for left in only(given, SkippedStatement)]
        + [each.field for each in only(given, NotKept)]
    )
    assert [words for words in told if words not in reported] == []


def notes(folder: Path, text: str, **reading: object) -> dict[str, str]:
    path = folder / "table.csv"
    path.write_text(text, "utf-8")
    given = list(csv.read(path, ReadingOptions(**reading)))  # type: ignore[arg-type]
    return {each.kind: each.text for each in only(given, ReadingNote)}


def test_a_column_that_is_known_by_its_names_is_noted(tmp_path: Path):
    text = "Sheriff,Title,Board,From,To\nAnn Ames,Sheriff,Shire,1990,1992\nBo Birch,Sheriff,Shire,1992,1994\n"

    assert "'Sheriff' is read as the person" in notes(tmp_path, text)["columns"]


def test_an_end_that_is_still_to_come_is_due(tmp_path: Path):
    text = "Name,Role,Board,Appointed,Term expires\nAnn Ames,Member,Trust,2020-01-01,2027-06-30\n"
    path = tmp_path / "table.csv"
    path.write_text(text, "utf-8")

    (held,) = only(list(csv.read(path, ReadingOptions(today="2026-12-01"))), TenureStatement)

    assert (held.end, held.note, held.dates) == (None, None, (FurtherDateStatement("end", "due", "2027-06-30"),))


def test_a_row_of_too_many_cells_is_left_out_where_unclear_dates_are_kept(tmp_path: Path):
    from registry.domain.exchange.import_plan import ImportChoices
    from registry.domain.exchange.statements import SkippedStatement

    path = tmp_path / "table.csv"
    path.write_text("person,role,organization,start\nAmes, Ann,Chair,Board,2019\nBo Birch,Chair,Board,soon\n", "utf-8")

    given = list(csv.read(path, ReadingOptions(choices=ImportChoices(keep_unclear_dates=True))))

    assert [each.place for each in only(given, SkippedStatement)] == ["table.csv, line 2"]
    assert len(only(given, TenureStatement)) == 1
