"""The registry as a table: its cells, what cannot be said, and that it is read back as it was."""

import csv
import zipfile
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from registry.domain.dates.edtf import read_edtf
from registry.domain.exchange.export_view import FIELDS
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import (
    CitationStatement,
    NameStatement,
    OrganizationStatement,
    PersonStatement,
    RoleStatement,
    SkippedStatement,
    Statement,
    TenureStatement,
)
from registry.formats.protocol import Writer, reader_of, writer_of, writers
from registry.formats.tables import csv as csv_table
from registry.formats.tables import tsv, xlsx
from registry.formats.tables.writer import COLUMNS, SAYS
from tests.formats.pictures import SAMPLE, picture_of

GOLDEN = Path(__file__).parents[1] / "golden"
FORMATS = (csv_table, tsv, xlsx)


def written(
    folder: Path, given: tuple[Statement, ...], form: ModuleType = csv_table
) -> tuple[Path, list[SkippedStatement]]:
    path = folder / f"tenures{form.SUFFIX}"
    return path, list(form.write(picture_of(given), path))


def content(path: Path) -> dict[str, bytes]:
    """Of a workbook each part: how well they are packed depends on the machine's zlib."""
    if path.suffix != ".xlsx":
        return {path.name: path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def with_tenure(**fields: object) -> tuple[Statement, ...]:
    held = TenureStatement("ann", "chair", key="ann-chair")._replace(**fields)
    return (
        OrganizationStatement("board", "Board"),
        RoleStatement("chair", "Chair", "board"),
        PersonStatement("ann", "Ann Ames"),
        held,
    )


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.NAME)
def test_the_sample_is_written_as_in_the_golden_file(tmp_path: Path, form: ModuleType):
    path, left = written(tmp_path, SAMPLE, form)

    assert content(path) == content(GOLDEN / path.name)
    assert left == []


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.NAME)
def test_what_is_read_back_is_written_in_the_same_bytes(tmp_path: Path, form: ModuleType):
    first, _ = written(tmp_path, SAMPLE, form)
    given = list(form.read(first, ReadingOptions()))
    again = tmp_path / f"again{form.SUFFIX}"

    assert not [each for each in given if isinstance(each, SkippedStatement)]
    assert list(form.write(picture_of(given), again)) == []
    assert again.read_bytes() == first.read_bytes()


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.NAME)
def test_what_is_read_back_is_what_was_said(tmp_path: Path, form: ModuleType):
    path, _ = written(tmp_path, SAMPLE, form)
    given = list(form.read(path, ReadingOptions()))

    assert [each._replace(place="") for each in given if isinstance(each, TenureStatement)] == [
        each for each in SAMPLE if isinstance(each, TenureStatement)
    ]
    people = {each.key: each for each in given if isinstance(each, PersonStatement)}
    assert people["ann-ames"].also == (NameStatement("Анна Еймс"), NameStatement("Anna Ames"))
    assert people["cem-cole"][:6] == (
        "cem-cole",
        "Cem Cole",
        *people["cem-cole"][2:4],
        (("wikidata", "Q90000005"),),
        None,
    )
    assert {each.key: each.seats for each in given if isinstance(each, RoleStatement)} == {"chief": 1, "advisers": None}
    assert {each.key: each.parent for each in given if isinstance(each, OrganizationStatement)} == {
        "weights-staff": "ministry",
        "ministry": None,
    }


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.NAME)
def test_a_format_is_known_by_its_name_and_its_file(tmp_path: Path, form: ModuleType):
    path, _ = written(tmp_path, SAMPLE, form)

    assert writer_of(form.NAME) is form
    assert reader_of(path) is form


def test_nothing_is_said_that_is_no_field():
    assert SAYS <= FIELDS


def test_namesakes_are_told_apart_by_their_keys(tmp_path: Path):
    given = (
        OrganizationStatement("a", "Ministry"),
        OrganizationStatement("b", "Ministry"),
        RoleStatement("x", "Minister", "a"),
        RoleStatement("y", "Minister", "b"),
        PersonStatement("ann-1", "Ann Ames"),
        PersonStatement("ann-2", "Ann Ames"),
        TenureStatement("ann-1", "x", key="1"),
        TenureStatement("ann-2", "y", key="2"),
    )
    path, _ = written(tmp_path, given)
    back = list(csv_table.read(path, ReadingOptions()))

    assert [(each.person, each.post) for each in back if isinstance(each, TenureStatement)] == [
        ("ann-1", "x"),
        ("ann-2", "y"),
    ]
    assert [each.key for each in back if isinstance(each, OrganizationStatement)] == ["a", "b"]


def test_what_a_spreadsheet_would_run_is_made_harmless_and_read_back_as_it_was(tmp_path: Path):
    given = (
        OrganizationStatement("board", "+Board"),
        RoleStatement("chair", "@Chair", "board"),
        PersonStatement("ann", "=Ann", also=(NameStatement("-A"),)),
        TenureStatement(
            "ann",
            "chair",
            key="k",
            note="'quoted'",
            rank="=1+1",
            cited=(CitationStatement("-s"), CitationStatement("t", "=t")),
        ),
    )
    path, left = written(tmp_path, given)
    (row,) = rows(path)
    back = list(csv_table.read(path, ReadingOptions()))

    assert left == []
    assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert [each._replace(place="") for each in back] == [
        *(each._replace(place="") for each in (given[2], given[0], given[1], given[3]))
    ]


def test_every_source_is_said_with_what_is_known_of_it(tmp_path: Path):
    cited = (
        CitationStatement(
            "https://a.example",
            "A",
            "P",
            "2019",
            "2020-01-02",
            "https://x.example",
            ("start", "end"),
            "q",
            "p. 1",
            "2019-05-06",
            None,
            "n",
        ),
        CitationStatement("A title; and more"),
        CitationStatement("https://c.example", quote="z", says="2019-05", supports=("start",)),
    )
    path, left = written(tmp_path, with_tenure(cited=cited))
    back = [each for each in csv_table.read(path, ReadingOptions()) if isinstance(each, TenureStatement)]

    assert left == []
    assert back[0].cited == cited


@pytest.mark.parametrize(
    ("given", "slug", "reason"),
    [
        (with_tenure(cited=(CitationStatement("A ; B"),)), "ann-chair", "the source 'A ; B' would be read as several"),
        (
            with_tenure(cited=(CitationStatement("A", "T ; U"), CitationStatement("B"))),
            "ann-chair",
            "'T ; U' would be read as several",
        ),
        (with_tenure(note="-"), "ann-chair", "'-' means an empty cell"),
        (with_tenure(person=None, rank="NA"), "ann-chair", "'NA' means an empty cell"),
        ((*with_tenure(), PersonStatement("bea", "Bea Boone")), "bea", "has no tenure"),
        ((*with_tenure(), OrganizationStatement("club", "Club")), "club", "has no tenure"),
        ((*with_tenure(), RoleStatement("dean", "Dean", "board")), "dean", "has no tenure"),
        (
            (*with_tenure(), PersonStatement("vac", "Vacant"), TenureStatement("vac", "chair")),
            "vac",
            "reads as a vacancy",
        ),
        (
            (*with_tenure(person="c"), PersonStatement("c", "C", also=(NameStatement("a; b"),))),
            "c",
            "'a; b' cannot be part of a list",
        ),
        (
            (*with_tenure(person="c"), PersonStatement("c", "C", identifiers=(("x", "1;2"),))),
            "c",
            "'x=1;2' cannot be part of a list",
        ),
    ],
)
def test_what_a_table_cannot_say_is_told_by_its_slug(
    tmp_path: Path, given: tuple[Statement, ...], slug: str, reason: str
):
    _, left = written(tmp_path, given)

    assert [each for each in left if each.place == slug and reason in each.reason]


def test_identifiers_of_every_scheme_are_said(tmp_path: Path):
    ids = (("wikidata", "Q1"), ("gnd", "118"), ("wikidata", "Q2"), ("my-list", "a=b"))
    path, left = written(
        tmp_path, (*with_tenure()[:2], PersonStatement("ann", "Ann Ames", identifiers=ids), with_tenure()[3])
    )
    people = [each for each in csv_table.read(path, ReadingOptions()) if isinstance(each, PersonStatement)]

    assert left == []
    assert people[0].identifiers == ids


def test_a_person_known_by_nothing_but_a_name_needs_no_more(tmp_path: Path):
    path, _ = written(tmp_path, with_tenure(person="Nobody Known"))

    assert rows(path)[0]["person"] == "Nobody Known"


@pytest.mark.parametrize(
    "text",
    [
        "2019",
        "2019-05",
        "2019-05-06",
        "1946~",
        "2019?",
        "19XX",
        "XXXX",
        "[2019..2020]",
        "[..2019-05-06]",
        "2020-35",
        "1932-33",
    ],
)
def test_a_date_is_said_and_read_back_with_the_same_days(tmp_path: Path, text: str):
    path, _ = written(tmp_path, with_tenure(start="0001", end=text))
    back = [each for each in csv_table.read(path, ReadingOptions()) if isinstance(each, TenureStatement)]

    assert csv_table.says_date(text)
    assert read_edtf(str(back[0].end)).widest == read_edtf(text).widest


def test_a_doubtful_quarter_that_reads_as_two_years_cannot_be_said():
    assert not csv_table.says_date("1932-33~")


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path):
    for form in FORMATS:
        for name in ("one", "two"):
            form.write(replace(picture_of(SAMPLE), today="2026-01-01"), tmp_path / f"{name}{form.SUFFIX}")
        assert (tmp_path / f"one{form.SUFFIX}").read_bytes() == (tmp_path / f"two{form.SUFFIX}").read_bytes()


def test_the_columns_stand_in_one_order(tmp_path: Path):
    path, _ = written(tmp_path, SAMPLE)

    assert path.read_text("utf-8").partition("\n")[0] == ",".join(COLUMNS)
    assert b"\r" not in path.read_bytes()


@pytest.mark.parametrize("text", ["two\nlines", "two\r\nlines", "two\rlines", "said\n"])
@pytest.mark.parametrize("form", [csv_table, tsv], ids=lambda form: form.NAME)
def test_a_line_break_that_another_program_recorded_ends_no_row(tmp_path: Path, form: ModuleType, text: str):
    path, _ = written(tmp_path, with_tenure(note=text), form)

    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file, delimiter="," if form is csv_table else "\t")
    assert (row["note"], row["key"]) == (text, "ann-chair")


# What a tenure can say in every combination that is written in another way than those beside it.
ODD = (
    {},
    {"start": "2001-02-03", "end": "2004"},
    {"start": "1932-33", "end": "[2001,2002]"},
    {"start": "1932-12", "end": "XXXX", "rank": "Colonel, retired", "how": "elected", "end_reason": "died"},
    {"note": 'he said "no"', "replaces": "before"},
    {
        "note": "NA",
        "rank": "-",
        "cited": (
            CitationStatement("=A"),
            CitationStatement("B ; C"),
            CitationStatement("D", "null", supports=("start",)),
        ),
    },
    {"person": None, "rank": "@Home"},
    {"person": "Known, by a name"},
    {"cited": (CitationStatement("A", "T", "P", quote="N/A", supports=("start", "end")),), "kind": "acting"},
    {"cited": (CitationStatement("B ; C"),), "status": "disputed", "key": None, "place": "row 3"},
)


@pytest.mark.parametrize("form", [csv_table, tsv], ids=lambda form: form.NAME)
def test_a_row_is_the_same_whatever_stands_beside_it(tmp_path: Path, form: ModuleType):
    *things, held = with_tenure()
    tenures = [held._replace(**{"key": f"t{number}", **ODD[number % len(ODD)]}) for number in range(len(ODD) * 50 + 1)]
    together, left = written(tmp_path, (*things, *tenures), form)
    lines, told = [], []
    alone = tmp_path / "alone"
    alone.mkdir()
    for tenure in tenures:
        path, left_alone = written(alone, (*things, tenure), form)
        lines.append(path.read_text("utf-8").splitlines()[1])
        told += [each for each in left_alone if "no tenure" not in each.reason]

    assert together.read_text("utf-8").splitlines()[1:] == lines
    assert left == told


def test_columns_of_plain_dates_are_written_as_they_are_and_of_others_as_they_are_read_back(tmp_path: Path):
    for start, expected in (("2004", "2004"), ("2004-12", "2004-12"), ("1932-33", "[1932-01-01..1932-03-31]")):
        path, _ = written(tmp_path, with_tenure(start=start, end="2020-01-02"))

        assert (rows(path)[0]["start"], rows(path)[0]["end"]) == (expected, "2020-01-02")


@pytest.mark.parametrize("form", list(writers()), ids=lambda form: form.NAME)
def test_every_format_can_say_a_day(form: Writer):
    """An export does not ask for days what is lost."""
    assert form.says_date("2024-02-29")
