"""Lists of who was in office: what may be written, and which line is refused and why."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.formats.own.roster import LARGEST, Entry, RosterError, read_roster


def read(text: str | bytes) -> list[Entry]:
    return read_roster(io.BytesIO(text.encode() if isinstance(text, str) else text))


def test_a_line_is_a_name_and_keeps_its_number():
    assert read("# the board\n\nAnn Ames\n  Bea   Boone  \n") == [Entry(3, "Ann Ames"), Entry(4, "Bea Boone")]


def test_a_name_in_a_plain_list_may_have_a_comma():
    assert read("Brown, Charles Q.\n") == [Entry(1, "Brown, Charles Q.")]


@pytest.mark.parametrize("between", [",", "\t", ";"])
def test_a_table_has_a_heading_and_may_say_the_role(between: str):
    table = "\n".join(
        between.join(row) for row in (("Name", "Role"), ("Ann Ames", "Chair"), ("Bea Boone", ""), ("Cy",))
    )

    assert read(table) == [Entry(2, "Ann Ames", "Chair"), Entry(3, "Bea Boone"), Entry(4, "Cy")]


def test_the_columns_may_stand_in_any_order_and_cells_in_quotation_marks():
    assert read('role,name\n"Chair, acting","Ames, Ann"\n') == [Entry(2, "Ames, Ann", "Chair, acting")]


def test_a_heading_of_one_column_is_no_name():
    assert read("name\nAnn Ames\n") == [Entry(2, "Ann Ames")]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_any_line_ends_are_taken(newline: str):
    assert read("\ufeff" + newline.join(("name,role", "# nobody", "Ann Ames,Chair"))) == [Entry(3, "Ann Ames", "Chair")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "list is empty"),
        (b"# nothing\n\n", "list is empty"),
        (b"name,role\n", "list is empty"),
        (b"Ann\nJos\xe9\n", "line 2 .* byte 0xe9, which is not UTF-8"),
        ("Ann\n".encode("utf-16"), "UTF-16; save it as UTF-8"),
        (b"Ann\nBea\tChair\n", "line 2 .* the name 'Bea.tChair' has a control character"),
        (b"Ann\nB\x00ea\n", "line 2 .* control character"),
        ("Ann\n\u202eBea\n".encode(), "line 2 .* changes the writing direction"),
        ("Ann\n\u200b\n".encode(), "line 2 .* no visible character"),
        (b"name,role\nAnn,Chair,2024\n", "line 2 .* has 3 cells, but the heading has 2"),
        (b'name,role\nAnn,"Chair\n', "line 2 .* cannot be read"),
        (b"name,role\n,Chair\n", "line 2 .* has no name"),
        (b"name,since\nAnn,2024\n", "line 1 .* has the columns 'name, since'"),
        (b"name,name\nAnn,Bea\n", "line 1 .* once each"),
        (b"Ann\n" + b"x" * 1_001, "line 2 .* longer than any name"),
        (b"x\n" * LARGEST, "longer than 10,000,000 bytes"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(content: bytes, why: str):
    with pytest.raises(RosterError, match=why):
        read(content)


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused(content: bytes):
    try:
        entries = read(content)
    except RosterError:
        return
    assert entries
    assert all(entry.name.strip() for entry in entries)
