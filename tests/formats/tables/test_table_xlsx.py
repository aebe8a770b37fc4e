"""Workbooks: which sheet is read and what its cells say, workbooks that are damaged or too much, and those written."""

import builtins
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import OrganizationStatement, RoleStatement, SkippedStatement, TenureStatement
from registry.formats.documents import FormatError
from registry.formats.protocol import reader_of
from registry.formats.tables import workbook, xlsx
from tests.formats.pictures import SAMPLE, picture_of
from tests.formats.tables.tables import HEADINGS, only

COLUMNS = HEADINGS.split(",")


def a_workbook(folder: Path, **sheets: list[list[Any]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / "holders.xlsx"
    book.save(path)
    return path


def read(path: Path, **reading: Any) -> list[Any]:
    return list(xlsx.read(path, ReadingOptions(**reading)))


def test_days_are_days_and_years_that_are_numbers_are_years(tmp_path: Path):
    rows = [
        COLUMNS,
        ["Ann Ames", "Chair", "Board", date(2019, 5, 1), 2020],
        ["Bea Boone", "Chair", "Board", datetime(2020, 1, 2), 2021.0],
        ["Cy Cole", "Chair", "Board", "2021-05", None],
    ]
    held = only(read(a_workbook(tmp_path, Holders=rows)), TenureStatement)

    assert [(each.start, each.end) for each in held] == [
        ("2019-05-01", "2020"), ("2020-01-02", "2021"), ("2021-05", None),
    ]  # fmt: skip
    assert held[0].place == "holders.xlsx, sheet Holders, row 2"


def test_a_time_of_day_is_told(tmp_path: Path):
    (left,) = only(
        read(a_workbook(tmp_path, A=[COLUMNS, ["Ann Ames", "Chair", "Board", datetime(2019, 5, 1, 14, 30), None]])),
        SkippedStatement,
    )

    assert "times of day" in left.reason


def test_a_tick_is_a_yes(tmp_path: Path):
    rows = [
        [*COLUMNS, "acting"],
        ["Ann Ames", "Chair", "Board", 2019, None, True],
        ["Bea", "Chair", "Board", 2019, None, False],
    ]

    assert [held.kind for held in only(read(a_workbook(tmp_path, A=rows)), TenureStatement)] == [
        "acting",
        "substantive",
    ]


def test_the_first_sheet_with_headings_that_are_known_is_read(tmp_path: Path):
    path = a_workbook(
        tmp_path,
        Cover=[["Office holders"], ["Version", 3], ["Author", "somebody"]],
        Empty=[],
        Data=[["Holders of 2019"], [], COLUMNS, [], ["Ann Ames", "Chair", "Board", 2019]],
        More=[COLUMNS, ["Bea Boone", "Chair", "Board", 2019]],
    )

    assert [each.place for each in only(read(path), TenureStatement)] == ["holders.xlsx, sheet Data, row 5"]
    assert dict(xlsx.columns_of(path, ReadingOptions()))["start"] == "start"
    assert reader_of(path) is xlsx


def test_columns_may_be_said(tmp_path: Path):
    path = a_workbook(tmp_path, A=[["wer", "was", "wann"], ["Ann Ames", "Chair", 2019]])
    said = (("person", "wer"), ("role", "was"), ("start", "wann"), ("organization", "=Board"))

    assert [held.post for held in only(read(path, columns=said), TenureStatement)] == ["Board / Chair"]


def test_a_cell_beyond_the_headings_is_told(tmp_path: Path):
    (left,) = only(
        read(a_workbook(tmp_path, A=[COLUMNS, ["Ann Ames", "Chair", "Board", 2019, None, "more"]])), SkippedStatement
    )

    assert "6 cells" in left.reason


def test_without_openpyxl_it_is_said_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = a_workbook(tmp_path, A=[COLUMNS])
    real = builtins.__import__

    def no_openpyxl(name: str, *rest: Any) -> Any:
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", no_openpyxl)
    with pytest.raises(FormatError, match=r"pip install 'officeholders\[xlsx\]'"):
        read(path)


def test_a_workbook_without_headings_is_refused(tmp_path: Path):
    with pytest.raises(FormatError, match="no sheet with the headings of a table"):
        read(a_workbook(tmp_path, A=[["a note"]]))


def test_what_is_no_zip_is_refused(tmp_path: Path):
    path = tmp_path / "holders.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0 an old workbook, or one with a password")

    assert not xlsx.recognises(path, path.read_bytes())
    with pytest.raises(FormatError, match=r"is not XLSX .*without a password"):
        read(path)


def test_a_zip_without_a_workbook_is_refused(tmp_path: Path):
    path = tmp_path / "holders.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "nothing")

    assert not xlsx.recognises(path, path.read_bytes())
    with pytest.raises(FormatError, match="a zip without a workbook"):
        read(path)


def with_sheet(folder: Path, sheet: bytes) -> Path:
    """A workbook of ours with this in place of its sheet."""
    path, made = folder / "made.xlsx", folder / "changed.xlsx"
    xlsx.write(picture_of(SAMPLE), path)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name.endswith("sheet1.xml") else old.read(name))
    return made


def test_a_workbook_that_unpacks_to_far_more_than_it_is_is_refused(tmp_path: Path):
    with pytest.raises(FormatError, match="unpacks to 50 MB"):
        read(with_sheet(tmp_path, b" " * 50_000_000))


def test_a_workbook_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = a_workbook(tmp_path, A=[COLUMNS])
    monkeypatch.setattr(workbook, "_LARGEST", 1_000)
    with pytest.raises(FormatError, match="more than is read"):
        read(path)


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">'
    + b"".join(
        f'<!ENTITY {one} "{f"&{other};" * 20}">'.encode() for one, other in zip("bcdefgh", "abcdefg", strict=True)
    )
    + b']><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    b'<c r="A1" t="inlineStr"><is><t>&h;</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize("sheet", [b"<worksheet", b"", BOMB], ids=["cut off", "empty", "entities"])
def test_a_sheet_that_is_damaged_or_hostile_is_refused(tmp_path: Path, sheet: bytes):
    with pytest.raises(FormatError, match=r"not a workbook that can be read|no sheet with"):
        read(with_sheet(tmp_path, sheet))


def test_a_workbook_that_is_cut_off_is_refused(tmp_path: Path):
    path = a_workbook(tmp_path, A=[COLUMNS, ["Ann Ames", "Chair", "Board", 2019]])
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(FormatError, match="is not XLSX"):
        read(path)


@pytest.mark.parametrize("version", [b"\x99", b"\x14"])
def test_a_zip_whose_list_of_parts_is_damaged_is_refused(tmp_path: Path, version: bytes):
    path = a_workbook(tmp_path, A=[COLUMNS, ["Ann Ames", "Chair", "Board", 2019]])
    before, mark, after = path.read_bytes().rpartition(b"PK\x01\x02")
    # The version that is needed to unpack it, and a name that claims to be UTF-8 and is not.
    path.write_bytes(
        before + mark + after[:2] + version + after[3:4] + b"\x00\x08" + after[6:42] + b"\xff" + after[43:]
    )

    assert not xlsx.recognises(path, path.read_bytes())
    with pytest.raises(FormatError, match="is not XLSX"):
        read(path)


def test_a_row_of_any_number_costs_no_time(tmp_path: Path):
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        + "".join(f'<c t="inlineStr"><is><t>{heading}</t></is></c>' for heading in COLUMNS)
        + '</row><row r="999999999"><c t="inlineStr"><is><t>Ann</t></is></c></row></sheetData></worksheet>'
    )

    assert read(with_sheet(tmp_path, sheet.encode())) == []


def test_others_read_what_is_written(tmp_path: Path):
    path = tmp_path / "tenures.xlsx"
    xlsx.write(picture_of((*SAMPLE, TenureStatement("Q & A <b>", "chief", note="x ]]> y"))), path)
    rows = list(load_workbook(path).active.values)

    assert rows[0][:3] == ("person", "person_id", "person_key")
    assert rows[1][0] == "Cem Cole"
    assert rows[-1][0] == "Q & A <b>"
    assert "x ]]> y" in rows[-1]


def test_a_text_that_no_cell_can_hold_is_told(tmp_path: Path):
    given = (
        OrganizationStatement("b", "B"),
        RoleStatement("p", "P", "b"),
        TenureStatement("Ann", "p", key="ann-p", note="x" * 32_768),
    )
    (left,) = xlsx.write(picture_of(given), tmp_path / "tenures.xlsx")

    assert left.place == "ann-p"
    assert "longer than the 32,767 characters" in left.reason


def test_more_than_fits_a_sheet_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(workbook, "_MOST_ROWS", 5)
    with pytest.raises(FormatError, match="write them as csv or tsv"):
        xlsx.write(picture_of(SAMPLE), tmp_path / "tenures.xlsx")
