"""Where the table is in a file: encodings, title rows, two heading rows, groups, blanks, remarks, wide tables."""

from pathlib import Path
from typing import Any

import pytest

from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import NotKept, ReadingNote, SkippedStatement, Statement, TenureStatement
from registry.formats.documents import FormatError
from registry.formats.tables import csv, tsv
from tests.formats.tables.tables import only

ROLES = (("role", "=Warden"), ("organization", "=Tidal House"))


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "holders.csv"
    path.write_bytes(text.encode(encoding))
    return path


def read(path: Path, **reading: Any) -> list[Statement]:
    return list(csv.read(path, ReadingOptions(**reading)))


def tenures(given: list[Statement]) -> list[tuple[str | None, str, str | None, str | None]]:
    return [(held.person, held.post, held.start, held.end) for held in only(given, TenureStatement)]


def kinds(given: list[Statement]) -> list[str]:
    return [note.kind for note in only(given, ReadingNote)]


@pytest.mark.parametrize(
    ("encoding", "name", "said"),
    [
        ("cp1252", "Théodora Lévêque", "Windows-1252"),
        ("cp1251", "Ганна Кіт", "Windows-1251"),
        ("cp1250", "Łukasz Żółw", "Windows-1250"),
        ("utf-16", "Ганна Кіт", "UTF-16"),
        ("utf-16-le", "Théodora Lévêque", "UTF-16"),
    ],
)
def test_an_encoding_is_recognised_and_noted(tmp_path: Path, encoding: str, name: str, said: str):
    given = read(table(tmp_path, f"person,role,organization,start\n{name},Chair,Board,2019\n", encoding))

    assert [held.person for held in only(given, TenureStatement)] == [name]
    (note,) = only(given, ReadingNote)
    assert (note.kind, said in note.text) == ("encoding", True)


def test_the_encoding_that_is_said_decides(tmp_path: Path):
    path = table(tmp_path, "person,role,organization,start\nJosé,Chair,Board,2019\n", "latin-1")

    assert tenures(read(path, encoding="mac_roman"))[0][0] == "JosÈ"
    with pytest.raises(FormatError, match="no encoding 'klingon'"):
        read(path, encoding="klingon")


def test_title_rows_two_heading_rows_and_rows_below_are_no_tenures(tmp_path: Path):
    text = (
        "Table 7.1,,,\nWardens of the Tidal House,,,\nName,Date of,Date of,Reason for\n,appointment,departure,leaving\n"
        "Ann Ames,15.03.1979,14.03.1985,resigned\nBo Cedar,15.03.1985,02.11.1988,\nn = 2,,,\nNote: all count.,,,\n"
    )
    given = read(table(tmp_path, text), columns=ROLES)

    assert [each[0::2] for each in tenures(given)] == [("Ann Ames", "1979-03-15"), ("Bo Cedar", "1985-03-15")]
    assert kinds(given) == ["title-row", "title-row", "heading-rows", "other-row", "other-row"]
    assert only(given, SkippedStatement) == []


def test_heading_rows_of_groups_are_the_organization_of_the_rows_below(tmp_path: Path):
    text = (
        "Name,Post,Start,End\nDepartment of Salt,,,\nAnn Ames,Clerk,1999,2003\nBo Cedar,Porter,2001,\n"
        "Department of Ice,,,\nCy Elm,Clerk,1999,2002\nTotal: 3,,,\n"
    )
    given = read(table(tmp_path, text))

    assert [each[1] for each in tenures(given)] == [
        "Department of Salt / Clerk", "Department of Salt / Porter", "Department of Ice / Clerk"
    ]  # fmt: skip
    assert kinds(given) == ["group-row", "group-row", "other-row"]


def test_heading_rows_of_groups_may_be_the_role(tmp_path: Path):
    text = "Name,Body,Start,End\nClerks,,,\nAnn Ames,Board,1999,2003\nPorters,,,\nBo Cedar,Board,2001,\n"

    assert [each[1] for each in tenures(read(table(tmp_path, text)))] == ["Board / Clerks", "Board / Porters"]


def test_blanks_of_merged_cells_repeat_what_stands_above(tmp_path: Path):
    text = "Body,Post,Name,Start,End\nBoard,Clerk,Ann Ames,1999,2003\n,,Bo Cedar,2003,\n,Porter,Cy Elm,2001,2004\n"
    given = read(table(tmp_path, text))

    assert [each[:2] for each in tenures(given)] == [
        ("Ann Ames", "Board / Clerk"), ("Bo Cedar", "Board / Clerk"), ("Cy Elm", "Board / Porter")
    ]  # fmt: skip
    assert kinds(given) == ["filled", "filled"]


def test_a_single_blank_in_a_full_column_is_not_filled(tmp_path: Path):
    rows = "".join(f"Ann Ames,Clerk,Board,{year},{year}\n" for year in range(1990, 2000))
    given = read(table(tmp_path, f"Name,Post,Body,Start,End\n{rows}Bo Cedar,Clerk,,2001,2002\n"))

    (left,) = only(given, SkippedStatement)
    assert "names no organization" in left.reason


def test_a_row_without_dates_is_no_open_tenure(tmp_path: Path):
    given = read(table(tmp_path, "Name,Post,Body,Start,End\nAnn Ames,Clerk,Board,,\nBo Cedar,Clerk,Board,,2001\n"))

    assert [each[0] for each in tenures(given)] == ["Bo Cedar"]
    assert kinds(given) == ["no-dates"]


def test_a_reason_without_an_end_says_that_it_has_ended(tmp_path: Path):
    given = read(table(tmp_path, "Name,Post,Body,Start,End,How left\nAnn Ames,Clerk,Board,2001,,resigned\n"))

    assert tenures(given) == [("Ann Ames", "Board / Clerk", "2001", "XXXX")]
    assert kinds(given) == ["assumed-end"]


def test_the_cells_of_a_query_service_are_plain_texts(tmp_path: Path):
    stamp = '"2001-01-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    path = tmp_path / "query.tsv"
    path.write_text(
        "?person\t?personLabel\t?positionLabel\t?start\t?replacedByLabel\n"
        f'<http://www.wikidata.org/entity/Q990000001>\t"Ann Ames"@en\t"Speaker"@en\t{stamp}\t"Bo Cedar"@en\n',
        "utf-8",
    )
    given = list(tsv.read(path, ReadingOptions(columns=(("organization", "=Moot"),))))

    assert tenures(given) == [("Q990000001", "Moot / Speaker", "2001-01-01", None)]
    assert sorted(set(kinds(given))) == ["literal", "time"]
    assert only(given, NotKept) == [NotKept("successor", 1)]


@pytest.mark.parametrize(
    ("heading", "cells", "advice"),
    [
        ("Kept", ["2001-01-02", "2003-04-05", "2005-06-07"], 'contains dates.*--column "end=Kept".*"ignored=Kept"'),
        ("Colleague", ["Ada Birch", "Di Fern", "Ed Gorse"], 'contains names.*--column "ignored=Colleague"'),
    ],
)
def test_a_column_full_of_dates_or_names_must_not_go_unread(
    tmp_path: Path, heading: str, cells: list[str], advice: str
):
    rows = "".join(f"{name},Clerk,Board,{2000 + at},{cells[at]}\n" for at, name in enumerate(["Ann", "Bo", "Cy"]))
    path = table(tmp_path, f"Name,Post,Body,Start,{heading}\n{rows}")

    with pytest.raises(FormatError, match=advice):
        read(path)
    assert len(tenures(read(path, columns=(("ignored", heading),)))) == 3


def test_columns_that_are_not_kept_are_counted_and_stop_nothing(tmp_path: Path):
    rows = "Ann Ames,Clerk,Board,2001,Ada Birch,f\nBo Cedar,Clerk,Board,2002,Di Fern,\n"
    given = read(table(tmp_path, f"Name,Post,Body,Start,Appointed by,Gender\n{rows}"))

    assert set(only(given, NotKept)) == {NotKept("appointer", 2), NotKept("gender", 1)}


YEARS = "Office,2015,2016,2017\nPresident,Ann Ames,Ann Ames,Bo Cedar\nClerk,Cy Elm,vacant,Cy Elm\n"
OFFICES = "Year,President,Clerk\n2015,Ann Ames,Cy Elm\n2016,Ann Ames,Di Fern\n2017,Bo Cedar,Di Fern\n"


@pytest.mark.parametrize(("text", "of"), [(YEARS, "one column per year"), (OFFICES, "one column per office")])
def test_a_wide_table_is_refused_with_the_option_that_turns_it(tmp_path: Path, text: str, of: str):
    with pytest.raises(FormatError, match=f"wide table, {of}.*Give --wide"):
        read(table(tmp_path, text), columns=(("organization", "=Club"),))


def test_a_column_a_year_is_turned(tmp_path: Path):
    given = read(table(tmp_path, YEARS), columns=(("organization", "=Club"),), wide=True)

    assert tenures(given) == [
        ("Ann Ames", "Club / President", "[..2015]", "[2016..2017]"),
        ("Bo Cedar", "Club / President", "[2016..2017]", None),
        ("Cy Elm", "Club / Clerk", "[..2015]", "[2015..2016]"),
        (None, "Club / Clerk", "[2015..2016]", "[2016..2017]"),
        ("Cy Elm", "Club / Clerk", "[2016..2017]", None),
    ]


def test_a_column_an_office_is_turned(tmp_path: Path):
    given = read(table(tmp_path, OFFICES), columns=(("organization", "=Club"),), wide=True)

    assert sorted(tenures(given)) == [
        ("Ann Ames", "Club / President", "[..2015]", "[2016..2017]"),
        ("Bo Cedar", "Club / President", "[2016..2017]", None),
        ("Cy Elm", "Club / Clerk", "[..2015]", "[2015..2016]"),
        ("Di Fern", "Club / Clerk", "[2015..2016]", None),
    ]


def test_a_column_an_office_with_spans_has_its_dates(tmp_path: Path):
    text = "Term,President,Clerk\n2011–2015,Ann Ames,Cy Elm\n2015–2019,Bo Cedar,Di Fern\n"
    given = read(table(tmp_path, text), columns=(("organization", "=Club"),), wide=True)

    assert ("Bo Cedar", "Club / President", "2015", "2019") in tenures(given)
    assert len(tenures(given)) == 4


def test_columns_of_places_and_parties_make_no_wide_table(tmp_path: Path):
    text = (
        "Deputy,Constituency,Party,From,To\nAnn Ames,Val Grana,Lake Party,1994,1996\nBo Elm,Val Scura,Sea Party,1996,\n"
    )

    with pytest.raises(FormatError, match=r'no column holds the role, the organization.*--column "role==Deputy"'):
        read(table(tmp_path, text))


def test_columns_of_marks_without_any_name_make_no_wide_table(tmp_path: Path):
    text = "string,level,valid,earliest,disputed\n1985-04-12,0,1,1985-04-12,0\n1985,0,1,1985-01-01,x\n"

    with pytest.raises(FormatError, match=r"no column holds the person.*the headings are string, level"):
        read(table(tmp_path, text))


def test_what_is_not_wide_is_refused_with_wide(tmp_path: Path):
    with pytest.raises(FormatError, match="not a wide table"):
        read(table(tmp_path, "person,role,organization,start\nAnn,Chair,Board,2019\n"), wide=True)
