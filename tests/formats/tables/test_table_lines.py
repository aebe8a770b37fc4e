"""Opening tables that are text: encodings, what stands between cells, quotation marks, and files that are too much."""

import tracemalloc
from pathlib import Path

import pytest

from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import SkippedStatement, TenureStatement
from registry.formats.documents import FormatError
from registry.formats.protocol import reader_of
from registry.formats.tables import csv, tsv
from tests.formats.tables.tables import HEADINGS, a_table, only, read

ROW = "Änn Ames,Chair,Board,2019,2020"


def a_file(folder: Path, content: bytes, name: str = "holders.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def people(path: Path) -> list[str | None]:
    return [held.person for held in only(read(path), TenureStatement)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_that_say_what_they_are_are_read(tmp_path: Path, encoding: str):
    path = a_file(tmp_path, f"{HEADINGS}\n{ROW}\n".encode(encoding))

    assert people(path) == ["Änn Ames"]
    assert reader_of(path).NAME == "csv"


def test_a_damaged_byte_is_refused_with_its_place(tmp_path: Path):
    content = f"{HEADINGS}\n{ROW}\n".encode() * 3 + f"{ROW}\n".encode("latin-1")
    with pytest.raises(FormatError, match=r"line 7: byte \d+ \(0xc4\) is not UTF-8; save the file as UTF-8, or give"):
        people(a_file(tmp_path, content))


def test_the_byte_is_found_beyond_the_first_piece(tmp_path: Path):
    before = f"{HEADINGS}\n".encode() + f"{ROW}\n".encode() * 9_999
    with pytest.raises(FormatError, match=rf"line 10001: byte {len(before)} \(0xff\)"):
        people(a_file(tmp_path, before + b"\xff\n"))


def test_a_text_with_zeros_is_refused(tmp_path: Path):
    with pytest.raises(FormatError, match="NUL at byte 2"):
        people(a_file(tmp_path, b"ab\0" + f"{HEADINGS}\n{ROW}\n".encode()))


def test_a_nul_further_on_is_refused(tmp_path: Path):
    with pytest.raises(FormatError, match="line 5003 has a NUL"):
        people(a_file(tmp_path, f"{HEADINGS}\n{ROW}\n".encode() + f"{ROW}\n".encode() * 5_000 + b"a\0b\n"))


@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
def test_what_stands_between_the_cells_is_found(tmp_path: Path, between: str):
    path = a_file(tmp_path, f"{HEADINGS}\n{ROW}\n".replace(",", between).encode())

    assert people(path) == ["Änn Ames"]
    assert tsv.recognises(path, path.read_bytes()) == (between == "\t")
    assert csv.recognises(path, path.read_bytes()) != (between == "\t")


def test_a_comma_within_cells_parts_nothing_where_semicolons_do(tmp_path: Path):
    path = a_file(tmp_path, b"person;role;organization;start\nAmes, Ann, Dr, Esq.;Chair, deputy;Board;2019\n")

    assert people(path) == ["Ann Ames"]


def test_a_table_of_tabs_may_have_commas(tmp_path: Path):
    path = a_file(tmp_path, b"person\trole\torganization\tstart\nAnn Ames\tChair, deputy\tBoard\t2019\n", "holders.tsv")

    (held,) = only(list(tsv.read(path, ReadingOptions())), TenureStatement)
    assert held.post == "Board / Chair, deputy"
    assert dict(tsv.columns_of(path, ReadingOptions()))["role"] == "role"


@pytest.mark.parametrize(
    "content", [b'{"person": 1, "role": 2}\n', b"[person, role]\n", b"<person,role>\n", b"", b"person\nAnn\n"]
)
def test_what_is_no_table_is_not_recognised(tmp_path: Path, content: bytes):
    path = a_file(tmp_path, content)

    assert not csv.recognises(path, content)
    assert not tsv.recognises(path, content)


def test_a_folder_is_no_table(tmp_path: Path):
    assert not csv.recognises(tmp_path, b"")


def test_a_cell_in_quotation_marks_may_have_lines_and_the_place_is_its_first(tmp_path: Path):
    rows = '"Ann\nAmes","Chair ""A""",Board,2019,\r\nBea Boone,Chair,Board,someday,\rCy Cole,Chair,Board,2019,\n'
    given = read(a_file(tmp_path, f"{HEADINGS}\r\n{rows}".encode()))

    assert [held.person for held in only(given, TenureStatement)] == ["Ann Ames", "Cy Cole"]
    assert [left.place for left in only(given, SkippedStatement)] == ["holders.csv, line 4"]


def test_a_quotation_mark_out_of_place_costs_one_row(tmp_path: Path):
    given = read(a_table(tmp_path, '"Ann" Ames,Chair,Board,2019,', "Bea Boone,Chair,Board,2019,"))

    assert [held.person for held in only(given, TenureStatement)] == ["Bea Boone"]
    assert "a misplaced quotation mark" in only(given, SkippedStatement)[0].reason


def test_a_quotation_mark_that_is_never_closed_is_refused(tmp_path: Path):
    with pytest.raises(FormatError, match="in the row of line 2 a quotation mark is never closed"):
        read(a_table(tmp_path, '"Ann Ames,Chair,Board,2019,', ROW, ROW))


def test_a_quotation_mark_that_is_not_closed_takes_in_no_more_than_a_cell_can_have(tmp_path: Path):
    path = a_file(tmp_path, f'{HEADINGS}\n"Ann,Chair,Board,2019,\n'.encode() + f"{ROW}\n".encode() * 300_000)
    tracemalloc.start()
    try:
        with pytest.raises(FormatError, match="in the row of line 2 a quotation mark is never closed"):
            read(path)
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("filling", ["x", "x,"])
def test_a_line_without_an_end_is_refused_before_it_fills_the_memory(
    tmp_path: Path, filling: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("registry.formats.tables.text_lines._LONGEST_LINE", 500_000)
    path = a_file(tmp_path, f"{HEADINGS}\n".encode() + filling.encode() * 5_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(FormatError, match="line 2 has"):
            read(path)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_lines_above_the_heading_are_passed_over(tmp_path: Path):
    path = a_file(tmp_path, f"Chairs of the Board, 1990 to 2020\nsep=,\n\n{HEADINGS}\n{ROW}\n".encode())

    assert people(path) == ["Änn Ames"]
    assert only(read(path), TenureStatement)[0].place == "holders.csv, line 5"


def test_headings_that_nobody_knows_may_be_said(tmp_path: Path):
    path = a_file(tmp_path, b"wer;was;wo;wann\nAnn Ames;Chair;Board;2019\n")
    said = (("person", "wer"), ("role", "was"), ("organization", "wo"), ("start", "wann"))

    (held,) = only(read(path, columns=said), TenureStatement)
    assert (held.person, held.post, held.start) == ("Ann Ames", "Board / Chair", "2019")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"just a line\nand another\n"])
def test_a_file_without_headings_is_refused(tmp_path: Path, content: bytes):
    with pytest.raises(FormatError, match="no line with the headings of a table"):
        read(a_file(tmp_path, content))


def test_a_column_without_a_heading_has_a_number(tmp_path: Path):
    path = a_file(tmp_path, f",{HEADINGS}\n0,{ROW}\n".encode())

    assert csv.columns_of(path, ReadingOptions())[-1] == ("ignored", "(column 1)")
    assert people(path) == ["Änn Ames"]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(FormatError, match="cannot be read: No such file"):
        read(tmp_path / "holders.csv")
