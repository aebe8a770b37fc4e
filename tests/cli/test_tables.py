"""Tables fit the terminal: no word is broken, no row takes more than two lines; into a pipe lines are whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import Result

from registry.cli.output import printing
from registry.cli.output.fit_table import cell_len, fit_table, wrapped
from tests.conftest import examples

Run = Callable[..., Result]
HEADING = ("From", "To", "Holder", "Length", "Came by", "Slug")
TERMS = [
    (
        f"{day} September 1991",
        f"{day} November 1993",
        "Kostyantyn Morozov (acting, disputed), Colonel General",
        "2.1 years",
        "same day",
        f"kostyantyn-morozov-minister-of-defence-of-ukraine-{day}",
    )
    for day in range(1, 31)
]
texts = st.text(alphabet="ab é陸-… ", max_size=40).map(lambda text: " ".join(text.split()))


@pytest.fixture(params=[80, 60])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """The columns of a terminal."""
    monkeypatch.setattr(printing, "terminal_width", lambda: request.param)
    return request.param


def test_a_history_of_thirty_tenures_has_two_lines_a_row_at_most(width: int, capsys: pytest.CaptureFixture[str]):
    printing.print_table(HEADING, TERMS)
    lines = capsys.readouterr().out.splitlines()

    assert len(lines) <= 2 * (len(TERMS) + 1)
    assert max(map(len, lines)) <= width
    words = {word for row in (HEADING, *TERMS) for cell in row for word in cell.split()} | {"Sep", "Nov"}
    assert {word for line in lines for word in line.split()} <= words | {"…"}


def test_days_are_whole_where_long_texts_can_be_shortened(width: int):
    fitted = fit_table(HEADING, TERMS, width)

    assert [row[0].split() for row in fitted.rows] == [[str(day), "Sep", "1991"] for day in range(1, 31)]


def test_months_are_shortened_in_days_only_never_in_a_title_or_a_quotation():
    title = "Made on 24 September 1991 by decree, and again on 3 November 1993, and read in every barracks of the army"
    fitted = fit_table(("Since", "Title"), [("24 September 1991", title)], 60)

    assert fitted.rows[0][0].split() == ["24", "Sep", "1991"]
    assert "September" in fitted.rows[0][1]


def test_slugs_are_left_out_without_room_and_shown_when_asked_for():
    assert "Slug" not in fit_table(HEADING, TERMS, 80).columns
    assert "Slug" in fit_table(HEADING, TERMS, 80, slugs=True).columns
    assert "Slug" in fit_table(HEADING, TERMS, 200).columns


def test_wide_prints_whole_lines(run_seed: Run, width: int):
    narrow = run_seed("history", "chief of the general staff").stdout
    wide = run_seed("history", "chief of the general staff", "--wide").stdout

    assert max(map(len, narrow.splitlines()[1:])) <= width
    assert "anatoliy-barhylevych-chief-of-the-general-staff" in wide
    assert "anatoliy-barhylevych-chief-of-the-general-staff" not in narrow
    assert "Slug" in run_seed("history", "chief of the general staff", "--slugs").stdout


def test_a_pipe_gets_whole_lines_with_slugs(run_seed: Run):
    assert "anatoliy-barhylevych-chief-of-the-general-staff" in run_seed("history", "chief of the general staff").stdout


def test_the_fields_of_one_thing_are_never_shortened(run_seed: Run, width: int):
    note = " ".join(["remark"] * 60)
    run_seed("person", "add", "Ann Lee", "--note", note)

    assert run_seed("person", "show", "Ann Lee").stdout.count("remark") == 60


@settings(max_examples=examples(100))
@given(st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=6), st.integers(40, 120))
def test_any_table_keeps_within_its_width_and_its_two_lines(rows: list[tuple[str, ...]], width: int):
    fitted = fit_table(("One", "Two", "Three"), rows, width)
    widths = [
        max(cell_len(line) for cell in column for line in cell.split("\n"))
        for column in zip(fitted.columns, *fitted.rows, strict=True)
    ]

    assert sum(widths) + 4 <= width
    assert all(cell.count("\n") <= 1 for row in fitted.rows for cell in row)


@given(texts, st.integers(5, 40))
def test_what_is_shortened_ends_with_an_ellipsis_and_nothing_else_is_lost(text: str, width: int):
    lines = wrapped(text, width)
    whole = " ".join(lines)

    assert whole == text or whole.endswith("…")
    assert all(cell_len(line) <= width for line in lines)
