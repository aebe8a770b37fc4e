"""Bars in the terminal: what each sign stands for, that they fit, and the same days as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from registry import Registry
from registry.cli.app import app
from registry.cli.output.tenures import charts
from registry.domain.presentation.chart import Bar, Stretch, axis, cells
from tests.conftest import CHIEF

Run = Callable[..., Result]


@pytest.fixture
def staffed(seed: Registry) -> Registry:
    """The seed's chiefs, an acting one before them, and a vacancy."""
    seed.appoint("Olena Orel", CHIEF, "2020-01-01", "2020-12-31", kind="acting")
    seed.appoint("Ivan Petrenko", CHIEF, "2017", "2018-12-31")
    seed.vacant(CHIEF, "2021-01-01", "2021-07-27")
    return seed


def test_days_that_are_certain_presumed_possible_acting_and_vacant_have_signs_of_their_own(staffed, run: Run):
    lines = run("history", CHIEF, "--chart").stdout.splitlines()

    assert any("Olena Orel (acting)" in line and "▄" in line for line in lines)
    assert any(line.startswith("vacant") and "·" in line for line in lines)
    assert any("Petrenko" in line and "░█" in line for line in lines)
    assert any("Hnatov" in line and "█▓" in line for line in lines)
    assert lines[-1] == "█ certain  ▓ presumed  ░ possible  ▄ acting  · vacant or nobody recorded"
    assert "2022" in lines[-2]


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize(
    "words",
    [("history", CHIEF, "--chart"), ("career", "hnatov", "--chart"), ("timeline", "general staff", "--from", "2021")],
)
def test_a_chart_fits_the_terminal(staffed, run: Run, monkeypatch, words: tuple[str, ...], width: int):
    monkeypatch.setattr(charts, "terminal_width", lambda: width)

    lines = run(*words).stdout.splitlines()

    assert len(lines) > 3
    assert all(len(line) < width for line in lines[1:-1])


def test_plain_signs_are_drawn_where_the_encoding_has_no_others(staffed, db):
    result = CliRunner(charset="ascii").invoke(app, ["--db", str(db), "history", CHIEF, "--chart"])

    assert result.exit_code == 0
    assert result.stdout.isascii()
    assert "# certain  = presumed  - possible  + acting  . vacant or nobody recorded" in result.stdout


def test_colours_are_for_terminals_without_no_color(monkeypatch):
    monkeypatch.setattr(charts.sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = charts._coloured(["certain"], charts._DRAWN)
    monkeypatch.setenv("NO_COLOR", "1")

    assert "\x1b[" in coloured
    assert charts._coloured(["certain"], charts._DRAWN) == "█"


def test_the_days_of_a_chart_come_as_json_and_csv(staffed, run: Run):
    found = json.loads(run("timeline", "general staff", "--json").stdout)
    rows = list(csv.DictReader(io.StringIO(run("history", CHIEF, "--chart", "--csv").stdout)))

    assert [each["role"] for each in found["roles"]] == [CHIEF]
    assert {each["known"] for each in rows} == {"certain", "presumed", "possible", "acting", "vacant"}
    assert rows[-1]["person"] == "andriy-hnatov"


def test_a_timeline_is_cut_to_the_years_asked_about(staffed, run: Run):
    text = run("timeline", "general staff", "--from", "2022", "--to", "2023").stdout

    assert "Shaptala" in text
    assert "Orel" not in text
    assert "Hnatov" not in text


def test_a_role_without_a_holder_is_told(staff: Registry, run: Run):
    assert "No day is recorded." in run("history", CHIEF, "--chart").stdout
    staff.appoint("Ann Ames", CHIEF, "2020")
    staff.roles.add("Deputy", "general staff")

    assert "Deputy\n  nobody is recorded" in run("timeline", "general staff").stdout


def test_a_day_in_a_century_takes_a_column_and_the_surest_is_drawn():
    bar = Bar(
        "x", "x", "X", (Stretch("possible", "1900-01-01", "1999-12-31"), Stretch("certain", "1950-01-01", "1950-01-01"))
    )

    row = cells(bar, "1900-01-01", "1999-12-31", 10)

    assert row.count("certain") == 1
    assert row.count("possible") == 9


@pytest.mark.parametrize(("first", "last"), [("2020-03-01", "2020-05-01"), ("0999-01-01", "2024-01-01")])
def test_an_axis_has_at_least_one_year(first: str, last: str):
    assert any(word.isdecimal() for word in axis(first, last, 40)[1].split())
