"""EveryPolitician's lists of office holders, which do not say to whom the positions belong."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import (
    FurtherDateStatement,
    NotKept,
    OrganizationStatement,
    OtherContent,
    PersonStatement,
    RoleStatement,
    SkippedStatement,
    Statement,
    TenureStatement,
)
from registry.formats.documents import FormatError
from registry.formats.protocol import reader_of
from registry.formats.wikidata import holders_csv
from tests.published import if_there, published

FOLDER = published("wikidata_holders_ukraine")
FLAT = published("wikidata_holders_ukraine.csv")
STAFF = ReadingOptions(columns=(("organization", "=The Staff"),))
HEADING = "position,person,personID,start,end,gender,DOB,DOD,image,enwiki"
ANN = "Chief,Ann Ames,Q90000003,2020-05-03,2021,female,1980,,,"


def a_file(tmp_path: Path, *lines: str, heading: str = HEADING, name: str = "holders21.csv") -> Path:
    path = tmp_path / name
    path.write_text("".join(f"{line}\n" for line in (heading, *lines)), "utf-8")
    return path


def read(path: Path, reading: ReadingOptions = STAFF) -> list[Statement]:
    return list(holders_csv.read(path, reading))


def all_of(kind: type, given: list[Statement]) -> list[Any]:
    return [each for each in given if isinstance(each, kind)]


@pytest.fixture
def folder() -> Path:
    return if_there(FOLDER)


def test_a_row_is_a_tenure(tmp_path: Path):
    given = read(a_file(tmp_path, ANN))

    assert given == [
        OrganizationStatement("=The Staff", "The Staff", "as given for the whole file"),
        RoleStatement("Chief", "Chief", "=The Staff", "holders21.csv, line 2"),
        PersonStatement(
            "Q90000003",
            "Ann Ames",
            "holders21.csv, line 2",
            identifiers=(("wikidata", "Q90000003"),),
            birth="1980",
        ),
        TenureStatement("Q90000003", "Chief", "holders21.csv, line 2", start="2020-05-03", end="2021"),
        NotKept("gender", 1),
    ]


def test_a_date_is_as_exact_as_it_is_long_so_the_first_of_january_is_a_day(tmp_path: Path):
    (held,) = all_of(TenureStatement, read(a_file(tmp_path, "Chief,Ann Ames,Q1,2020-01-01,2021-02,,,,,")))

    assert (held.start, held.end) == ("2020-01-01", "2021-02")


def test_an_end_that_is_still_to_come_is_a_remark(tmp_path: Path):
    reading = ReadingOptions(columns=STAFF.columns, today="2020-12-31")

    (held,) = all_of(TenureStatement, read(a_file(tmp_path, ANN), reading))

    assert (held.end, held.note, held.dates) == (None, None, (FurtherDateStatement("end", "due", "2021"),))


def test_without_the_organization_a_file_is_refused_with_the_remedy(tmp_path: Path):
    with pytest.raises(FormatError, match=r"does not name the organization .* name one for the whole file"):
        read(a_file(tmp_path, ANN), ReadingOptions())


@pytest.mark.parametrize(("seats", "taken"), [(None, 1), (0, None)])
def test_the_caller_may_say_how_many_seats_there_are(tmp_path: Path, seats: int | None, taken: int | None):
    (post,) = all_of(RoleStatement, read(a_file(tmp_path, ANN), ReadingOptions(columns=STAFF.columns, seats=seats)))

    assert post.seats == taken


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Chief,Bob Bell,Q2,soon,,,,,,", "'soon'"),
        ("Chief,Bob Bell,Q2,2020,2023-02-30,,,,,", "2023-02-30"),
        ("Chief,Bob Bell,Q2,2020", "has 4 cells, but the heading has 10"),
        ("Chief,Bob Bell,,2020,,,,,,", "no personID"),
        (",Bob Bell,Q2,2020,,,,,,", "has no position"),
    ],
)
def test_a_faulty_row_is_left_out_and_the_rest_is_read(tmp_path: Path, line: str, why: str):
    given = read(a_file(tmp_path, line, ANN))

    (left,) = all_of(SkippedStatement, given)
    assert (left.place, why in left.reason) == ("holders21.csv, line 2", True)
    assert [held.person for held in all_of(TenureStatement, given)] == ["Q90000003"]


def test_a_birth_that_cannot_be_read_leaves_the_person(tmp_path: Path):
    given = read(a_file(tmp_path, "Chief,Ann Ames,Q1,2020,,,born,,,"))

    assert "'born'" in all_of(SkippedStatement, given)[0].reason
    assert (all_of(PersonStatement, given)[0].birth, len(all_of(TenureStatement, given))) == (None, 1)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"position,person\nChief,Ann\n", "no column 'personID'"),
        (b"position,person,personID,start\nChief,J\xe9,Q1,2020\n", "is not UTF-8"),
        (b'position,person,personID,start\nChief,"Ann,Q1,2020\n', "cannot be read"),
    ],
)
def test_a_file_that_is_not_the_format_is_refused(tmp_path: Path, content: bytes, why: str):
    path = tmp_path / "x.csv"
    path.write_bytes(content)

    with pytest.raises(FormatError, match=why):
        read(path)


def test_of_a_folder_each_statement_is_read_once_and_from_the_file_that_says_the_end(tmp_path: Path):
    current = "position,person,personID,start,gender,DOB,DOD,image,enwiki"
    a_file(tmp_path, ANN)
    a_file(
        tmp_path,
        "Chief,Ann Ames,Q90000003,2020-05-03,,,,,",
        "Chief,Bob Bell,Q90000004,2021,,,,,",
        heading=current,
        name="current.csv",
    )
    a_file(tmp_path, "1", heading="other", name="other.csv")

    held = all_of(TenureStatement, read(tmp_path))

    assert [(each.person, each.end, each.place) for each in held] == [
        ("Q90000003", "2021", "holders21.csv, line 2"),
        ("Q90000004", None, "current.csv, line 3"),
    ]


def test_a_position_of_the_same_title_says_more_of_the_role_and_another_one_is_told(tmp_path: Path):
    a_file(tmp_path, ANN)
    heading = "id,position,country,jurisdiction,deputy,list,start,end,before,after,enwiki"
    lines = "Q90000002,Chief,,,,,1991,,,,", "Q90000022,Deputy of the Staff,,,,,,,,,"
    a_file(tmp_path, *lines, heading=heading, name="positions.csv")

    given = read(tmp_path)

    (post,) = all_of(RoleStatement, given)
    assert (post.identifiers, post.inception) == ((("wikidata", "Q90000002"),), "1991")
    (left,) = all_of(OtherContent, given)
    assert left.place == "positions.csv, line 3"
    assert "'Deputy of the Staff' (Q90000022) is not a position" in left.reason


def test_its_files_and_folders_are_recognised(tmp_path: Path):
    path = a_file(tmp_path, ANN)

    assert reader_of(path).NAME == "wikidata-holders"
    assert reader_of(tmp_path).NAME == "wikidata-holders"
    assert not holders_csv.recognises(Path("x.csv"), b"position,person,start\n")


def test_a_folder_without_such_a_file_is_refused(tmp_path: Path):
    with pytest.raises(FormatError, match="has no CSV with the columns position"):
        read(tmp_path)


# --- the real files ---


def test_the_real_file_says_what_its_flat_derivative_says(folder: Path):
    given = read(folder / "holders21.csv", ReadingOptions(columns=(("organization", "=ukraine"),)))
    with FLAT.open(encoding="utf-8", newline="") as file:
        flat = list(csv.DictReader(file))

    names = {someone.key: someone.name for someone in all_of(PersonStatement, given)}
    (body,) = all_of(OrganizationStatement, given)
    ours = [
        (each.person, names[each.person], each.post, body.name, each.start, each.end)
        for each in all_of(TenureStatement, given)
    ]
    theirs = [
        (row["person_id"], row["person_name"], row["role"], row["organization"], row["start"], row["end"] or None)
        for row in flat
    ]
    assert ours == theirs
    assert len(ours) == 504
    assert not all_of(SkippedStatement, given)


def test_the_real_folder_adds_what_is_known_of_the_positions(folder: Path):
    given = read(folder)

    known = [post for post in all_of(RoleStatement, given) if post.identifiers]
    assert (len(all_of(TenureStatement, given)), len(all_of(RoleStatement, given)), len(known)) == (504, 101, 17)
    assert next(post.inception for post in known if post.title == "Chief of the General Staff") == "1991-12-23"
    assert {left.place.split(",")[0] for left in all_of(OtherContent, given)} == {"positions.csv"}
    assert len(all_of(OtherContent, given)) == 46 - 17


def test_the_real_list_of_the_present_is_read_alone(folder: Path):
    given = read(folder / "current.csv")

    assert {held.end for held in all_of(TenureStatement, given)} == {None}
    assert (len(all_of(TenureStatement, given)), len(all_of(SkippedStatement, given))) == (37, 0)
