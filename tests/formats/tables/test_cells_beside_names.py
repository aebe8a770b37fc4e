"""What stands beside a name, headings of groups, refused dates in the file's own writing. All names are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import ReadingNote, SkippedStatement, Statement, TenureStatement
from registry.formats.tables import csv
from tests.formats.tables.tables import only

ONE = "Name,Office,Organization,From,To\n{},Governor,Bank,2001-01-01,2002-01-01\n"


def read(tmp_path: Path, text: str) -> list[Statement]:
    path = tmp_path / "table.csv"
    path.write_text(text, "utf-8")
    return list(csv.read(path, ReadingOptions(today="2026-12-01")))


def one(tmp_path: Path, name: str) -> tuple[TenureStatement, list[str]]:
    given = read(tmp_path, ONE.format(name))
    (tenure,) = only(given, TenureStatement)
    return tenure, [note.kind for note in only(given, ReadingNote)]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Ann Ames (Deputy)", "Deputy Governor"),
        ("Ann Ames (Deputy Governor)", "Deputy Governor"),
        ("Ann Ames (Stellvertreterin)", "Governor (Stellvertreterin)"),
        ("Ann Ames (заступник)", "Governor (заступник)"),
    ],
)
def test_a_deputy_at_a_name_is_the_role_of_the_deputy_and_that_is_reported(tmp_path: Path, name: str, role: str):
    tenure, kinds = one(tmp_path, name)

    assert (tenure.person, tenure.post, kinds) == ("Ann Ames", f"Bank / {role}", ["deputy"])


def test_a_deputy_in_a_role_of_deputies_keeps_the_role(tmp_path: Path):
    (tenure,) = only(
        read(tmp_path, ONE.format("Ann Ames (Deputy)").replace("Governor", "Deputy Governor")), TenureStatement
    )
    assert tenure.post == "Bank / Deputy Governor"


def test_numerals_in_brackets_stay_in_a_name_as_they_may_tell_namesakes_apart(tmp_path: Path):
    tenure, kinds = one(tmp_path, "Bo Cedar (II)")

    assert (tenure.person, kinds) == ("Bo Cedar (II)", ["namesake"])
    assert one(tmp_path, "Bo Cedar (2)")[0].person == "Bo Cedar"


@pytest.mark.parametrize("words", ["Vorname unbekannt", "first name unknown", "prénom inconnu", "ім'я невідоме"])
def test_that_a_forename_is_unknown_is_no_part_of_the_name(tmp_path: Path, words: str):
    tenure, kinds = one(tmp_path, f"König ({words})")

    assert (tenure.person, tenure.note, kinds) == ("König", f"as written: König ({words})", ["honours"])


@pytest.mark.parametrize(
    "written", ["20250230", "30.02.2025", "2025-02-30T00:00:00Z", "2025/02/30", "30FEB2025", "30 février 2025"]
)
def test_a_date_that_is_refused_is_quoted_as_the_file_has_it(tmp_path: Path, written: str):
    (left,) = only(read(tmp_path, ONE.replace("2002-01-01", written).format("Ann Ames")), SkippedStatement)

    assert left.reason.startswith(f"end: '{written}': February 2025 has 28 days")
    assert "2025-02-30" not in left.reason.replace(written, "")


GROUPS = "Name,Office,From,To\n{}\nAnn Ames,Minister,2001,2003\n{}\nCy Doe,Minister,2002,2004\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ministry of Salt,,,", "Ministry of Fish,,,"),
        ("I. Ministry of Salt,,,", "II. Ministry of Fish (continued),,,"),
        (",".join(["Ministry of Salt"] * 4), ",".join(["Ministry of Fish"] * 4)),
        ("A,Ministry of Salt,,", "B,Ministry of Fish,,"),
        ("1,Ministry of Salt,,", "2,Ministry of Fish (Fortsetzung),,"),
    ],
)
def test_the_heading_of_a_group_is_known_however_it_is_written(tmp_path: Path, first: str, second: str):
    given = read(tmp_path, GROUPS.format(first, second))

    assert [each.post for each in only(given, TenureStatement)] == [
        "Ministry of Salt / Minister",
        "Ministry of Fish / Minister",
    ]
    assert [note.kind for note in only(given, ReadingNote)] == ["group-row", "group-row"]


def test_a_number_and_a_name_without_dates_are_not_the_heading_of_a_group(tmp_path: Path):
    text = "No,Name,Office,From,To\n,Ministry of Salt,,,\n1,Ann Ames,Minister,2001,2003\n2,Bo Cedar,,,\n"
    given = read(tmp_path, f"{text}3,Cy Doe,Minister,2003,2005\n")

    assert {each.post for each in only(given, TenureStatement)} == {"Ministry of Salt / Minister"}
    assert [left.place for left in only(given, SkippedStatement)] == ["table.csv, line 4"]


def test_headings_that_are_repeated_between_the_rows_are_no_tenure(tmp_path: Path):
    given = read(tmp_path, ONE.format("Ann Ames") + ONE.format("Bo Cedar"))

    assert [each.person for each in only(given, TenureStatement)] == ["Ann Ames", "Bo Cedar"]
    assert [note.kind for note in only(given, ReadingNote)] == ["other-row"]
