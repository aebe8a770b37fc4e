"""What is written for QuickStatements is what Wikidata can say, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from registry.domain.exchange.statements import (
    CitationStatement,
    PersonStatement,
    RoleStatement,
    SkippedStatement,
    Statement,
    TenureStatement,
)
from registry.formats.wikidata import quickstatements
from registry.formats.wikidata.time import time_of
from tests.formats.pictures import SAMPLE, picture_of

GOLDEN = Path(__file__).parents[1] / "golden" / "quickstatements.txt"
ANN = PersonStatement("ann-ames", "Ann Ames", identifiers=(("viaf", "1"), ("wikidata", "Q90000003")))
BOB = PersonStatement("bob-bell", "Bob Bell")
CHIEF = RoleStatement("chief", "Chief", "staff", identifiers=(("wikidata", "Q90000002"),))
VALUE = re.compile(r'Q[1-9]\d*|somevalue|\+\d{4}-\d\d-\d\dT00:00:00Z/\d\d?|"[^"|\s]+"')


def write(tmp_path: Path, *given: Statement) -> tuple[list[list[str]], list[SkippedStatement]]:
    """The cells of each line, and what was left out."""
    path = tmp_path / "x.txt"
    left = quickstatements.write(picture_of([ANN, BOB, CHIEF, *given]), path)
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()], list(left)


def ann(**more: object) -> TenureStatement:
    return TenureStatement("ann-ames", "chief", **{"key": "one", **more})


def qualifiers(cells: list[str]) -> dict[str, str]:
    return dict(zip(cells[3::2], cells[4::2], strict=True))


def test_the_golden_file_is_written(tmp_path: Path):
    quickstatements.write(picture_of(SAMPLE), tmp_path / "x.txt")

    assert (tmp_path / "x.txt").read_text("utf-8") == GOLDEN.read_text("utf-8")


def test_every_cell_is_as_the_tool_reads_it(tmp_path: Path):
    cited = (
        CitationStatement("https://www.example.org/1", accessed="2024", archive_url="https://archive.example.org/1"),
    )
    lines, _ = write(
        tmp_path, ann(start="199X", end="XXXX", kind="acting", end_reason="died", cited=cited), *SAMPLE[5:]
    )

    assert lines
    for cells in lines:
        assert re.fullmatch(r"Q[1-9]\d*", cells[0])
        assert re.fullmatch(r"!?P39", cells[1])
        assert all(re.fullmatch(r"P\d+|!?S\d+", name) for name in cells[3::2])
        assert all(VALUE.fullmatch(value) for value in cells[2::2])


@pytest.mark.parametrize(
    ("date", "value"),
    [
        ("2020", "+2020-00-00T00:00:00Z/9"),
        ("2020-05", "+2020-05-00T00:00:00Z/10"),
        ("2020-05-03", "+2020-05-03T00:00:00Z/11"),
        ("199X", "+1990-00-00T00:00:00Z/8"),
    ],
)
def test_a_date_has_its_precision(tmp_path: Path, date: str, value: str):
    (cells,), _ = write(tmp_path, ann(start=date, end=date))

    assert qualifiers(cells) == {"P580": value, "P582": value}


def test_an_end_of_unknown_date_is_some_value_and_an_open_end_is_not_stated(tmp_path: Path):
    (ended,), _ = write(tmp_path, ann(end="XXXX"))
    (open_,), _ = write(tmp_path, ann())

    assert (qualifiers(ended), qualifiers(open_)) == ({"P582": "somevalue"}, {})


@pytest.mark.parametrize("date", ["2020?", "[2019..2020]", "[2019,2020]", "2020%"])
def test_a_date_with_doubt_is_not_written_as_if_there_were_none(tmp_path: Path, date: str):
    (cells,), _ = write(tmp_path, ann(start=date))

    assert (qualifiers(cells), quickstatements.says_date(date)) == ({}, False)


@pytest.mark.parametrize("date", ["2020~", "2020-05~", "199X~"])
def test_a_date_that_is_about_then_is_written_with_circa(tmp_path: Path, date: str):
    ((*cells,),), _ = write(tmp_path, ann(start=date))

    assert qualifiers(cells) == {"P580": time_of(date[:-1]), "P1480": "Q5727902"}
    assert quickstatements.says_date(date)


def test_an_acting_holder_and_a_death_in_office_have_their_items(tmp_path: Path):
    (cells,), _ = write(tmp_path, ann(kind="acting", end_reason="died"))

    assert qualifiers(cells) == {"P5102": "Q4676846", "P1534": "Q5247364"}


def test_another_end_reason_is_not_said(tmp_path: Path):
    (cells,), _ = write(tmp_path, ann(end_reason="resigned"))

    assert qualifiers(cells) == {}
    assert "tenure.end_reason" not in quickstatements.SAYS


def test_whom_somebody_replaced_is_named_by_the_item_of_the_person(tmp_path: Path):
    cem = PersonStatement("cem-cole", "Cem Cole", identifiers=(("wikidata", "Q90000005"),))

    (_, cells), _ = write(tmp_path, cem, TenureStatement("cem-cole", "chief", key="before"), ann(replaces="before"))

    assert qualifiers(cells) == {"P1365": "Q90000005"}


def test_a_predecessor_without_an_item_is_told(tmp_path: Path):
    (cells,), left = write(tmp_path, ann(replaces="before"), TenureStatement("bob-bell", "chief", key="before"))

    assert qualifiers(cells) == {}
    assert SkippedStatement("one", "whom it replaces: bob-bell has no Wikidata item") in left


def test_each_source_is_a_reference_of_its_own(tmp_path: Path):
    cited = (
        CitationStatement("https://a.example/1", accessed="2024-05-03", archive_url="https://archive.example/1"),
        CitationStatement("https://a.example/1", quote="the same source again"),
        CitationStatement("https://b.example/2", published="2024-05"),
    )

    (cells,), _ = write(tmp_path, ann(cited=cited))

    assert cells[3:] == [
        "S854", '"https://a.example/1"', "S813", "+2024-05-03T00:00:00Z/11", "S1065", '"https://archive.example/1"',
        "!S854", '"https://b.example/2"', "S577", "+2024-05-00T00:00:00Z/10",
    ]  # fmt: skip


def test_a_source_without_an_address_is_told(tmp_path: Path):
    (cells,), left = write(tmp_path, ann(cited=(CitationStatement("The Gazette"),)))

    assert (cells[3:], [each.place for each in left]) == ([], ["one"])


def test_signs_that_part_cells_and_lines_are_escaped_in_an_address(tmp_path: Path):
    (cells,), _ = write(tmp_path, ann(cited=(CitationStatement('https://a.example/a|b"c\td e\nf“g'),)))

    assert cells[4] == '"https://a.example/a%7Cb%22c%09d%20e%0Af%E2%80%9Cg"'


def test_a_second_tenure_of_the_same_role_is_a_new_statement(tmp_path: Path):
    lines, _ = write(tmp_path, ann(end="2020"), ann(key="two", start="2022"), ann(key="no", status="rejected"))

    assert [cells[1] for cells in lines] == ["!P39", "!P39"]


def test_a_rejected_second_tenure_does_not_make_the_first_a_new_statement(tmp_path: Path):
    lines, _ = write(tmp_path, ann(), ann(key="no", status="rejected"))

    assert [cells[1] for cells in lines] == ["P39"]


@pytest.mark.parametrize(
    ("tenure", "why"),
    [
        (TenureStatement(None, "chief", key="no"), "a vacancy"),
        (TenureStatement("ann-ames", "chief", key="no", status="disputed"), "it is disputed"),
        (TenureStatement("ann-ames", "chief", key="no", status="rejected"), "it is rejected"),
        (TenureStatement("bob-bell", "chief", key="no"), "bob-bell has no identifier wikidata"),
        (TenureStatement("ann-ames", "deputy", key="no"), "deputy has no identifier wikidata"),
    ],
)
def test_what_wikidata_cannot_say_is_left_out_and_told(tmp_path: Path, tenure: TenureStatement, why: str):
    lines, left = write(tmp_path, tenure)

    assert lines == []
    assert [(each.place, why in each.reason) for each in left] == [("no", True)]
