"""CSV for spreadsheets: a byte order mark, sources with address and title apart; and bars of what is left."""

from __future__ import annotations

import csv
import io
import os
import pty
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from registry import Evidence, Registry
from registry.cli.app import app
from registry.cli.output import progress
from tests.conftest import CHIEF, shown_on

Run = Callable[..., Result]
MARK = "\ufeff"


@pytest.mark.parametrize("words", [["--bom", "who", CHIEF], ["who", CHIEF, "--bom"], ["who", CHIEF, "--csv", "--bom"]])
def test_csv_for_a_spreadsheet_begins_with_a_byte_order_mark(seed: Registry, db: Path, words: list[str]):
    result = CliRunner().invoke(app, ["--db", str(db), *words])

    assert result.stdout.startswith(f"{MARK}role,")
    assert CliRunner().invoke(app, ["--db", str(db), "who", CHIEF, "--csv"]).stdout.startswith("role,")


def test_json_has_no_byte_order_mark(run_seed: Run):
    assert run_seed("who", CHIEF, "--json", "--bom").exit_code == 2


def test_an_exported_file_begins_with_a_byte_order_mark_and_is_read_again(run_seed: Run, tmp_path: Path):
    file = tmp_path / "chiefs.csv"
    done = [run_seed("export", str(file), "--bom") for _ in range(2)]
    again = run_seed("import", str(file), "--dry-run")

    assert [each.exit_code for each in (*done, again)] == [0, 0, 0], done[1].stderr
    assert file.read_bytes().startswith(b"\xef\xbb\xbfperson")
    assert "leave --bom out" in run_seed("export", str(tmp_path / "x.jsonl"), "--bom").stderr


def test_addresses_and_titles_of_sources_are_apart(seed: Registry, run: Run):
    seed.cite("andriy-hnatov-chief-of-the-general-staff", Evidence("https://example.org/list", title="A list"))

    (row,) = csv.DictReader(io.StringIO(run("who", CHIEF, "--on", "2025-05-01", "--csv").stdout))

    assert row["sources"] == "https://example.org/list"
    assert sorted(row["source_titles"].split(" | ")) == ["A list", "Trump, Putin Set For March 18 Call"]


@pytest.mark.parametrize(
    "words", [("check",), ("doctor",), ("import", "{file}", "--dry-run"), ("export", "{file}.jsonl")]
)
def test_a_bar_is_shown_at_a_terminal_alone(run_seed: Run, monkeypatch, tmp_path: Path, words: tuple[str, ...]):
    file = tmp_path / "a.csv"
    file.write_text("person,role,organization,start\nAnn Ames,Clerk,Board,2020\n", "utf-8")
    told: list[tuple[str, int, int | None]] = []

    class Told:
        def __enter__(self):
            return lambda step, done, total: told.append((step, done, total))

        def __exit__(self, *_: object) -> None:
            pass

    asked = [word.format(file=file) for word in words]
    quiet = run_seed(*asked)
    monkeypatch.setattr(progress, "progress", Told)
    monkeypatch.setattr(progress, "_somebody_looks", lambda: True)
    run_seed(*asked)

    assert "left:" not in quiet.stderr
    assert all(total is None or total > 0 for _, _, total in told)
    assert told or words[0] in ("import", "export")  # a file of one row is done before it is told


def test_a_bar_says_what_is_done_and_what_is_left(monkeypatch):
    leader, follower = pty.openpty()
    with ThreadPoolExecutor() as reader, os.fdopen(follower, "w") as terminal:
        seen = reader.submit(shown_on, leader)
        monkeypatch.setattr("sys.stderr", terminal)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("COLUMNS", "100")
        with progress.progress() as tell:
            tell("rules", 3, 12)
    shown = seen.result().decode()

    assert "3 of 12 rules" in shown
    assert "left:" in shown
