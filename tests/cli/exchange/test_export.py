"""`registry export` at the terminal: what goes to stdout, what to stderr, and what is a mistake of usage."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from registry import Registry
from tests.conftest import CHIEF


def test_what_is_written_and_what_is_lost_is_told(run_seed, tmp_path: Path):
    result = run_seed("export", str(tmp_path / "x.md"), "--role", CHIEF)

    assert result.exit_code == 0
    assert result.stdout.startswith("Exported 1 organization, 3 people, 1 role, 3 appointments, ")
    assert "markdown cannot hold:\n  replaces of 2 tenures\n" in result.stderr
    assert "Not in it: history (" in result.stderr


def test_stdout_has_the_file_and_nothing_else(run_seed, tmp_path: Path):
    run_seed("export", str(tmp_path / "x.jsonl"))

    result = run_seed("export", "-", "--format", "jsonl")

    assert result.stdout == (tmp_path / "x.jsonl").read_text("utf-8")
    assert "Not in it: history (" in result.stderr


def test_a_folder_without_a_format_is_a_data_package(run_seed, seed: Registry, tmp_path: Path):
    result = run_seed("export", str(tmp_path / "new" / "p"))

    seed.export_package(tmp_path / "q")
    assert result.exit_code == 0
    assert result.stdout.startswith("Exported 2 organizations, 3 people, ")
    for path in (tmp_path / "q").iterdir():
        assert path.read_bytes() == (tmp_path / "new" / "p" / path.name).read_bytes()


def test_the_report_as_json_has_all_of_it(run_seed, tmp_path: Path):
    result = run_seed("export", str(tmp_path / "x.dot"), "--role", CHIEF, "--report", "json")

    told = json.loads(result.stdout)
    assert told["format"] == "graphviz"
    assert told["rows"]["appointments"] == 3
    assert "sources of 2 tenures" in told["lost"]
    assert result.stderr == ""


def test_strict_writes_nothing_and_says_why(run_seed, tmp_path: Path):
    result = run_seed("export", str(tmp_path / "x.dot"), "--role", CHIEF, "--strict")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "registry: nothing was written, because graphviz cannot hold:\n  sources of 2 tenures\n" in result.stderr
    assert not (tmp_path / "x.dot").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("x.doc",), 2, "'x.doc' has no known format; choose one with --format: "),
        (("-",), 2, "the format cannot be told from standard output"),
        (("-", "--format", "parquet"), 2, "parquet is a folder and cannot go to standard output"),
        (("x.dot",), 2, "graphviz holds the holders of a role; choose one with --role or --organization"),
        (("x.jsonl", "--on", "2024"), 1, "is not one day"),
        (("x.jsonl", "--role", "Minister"), 1, "no role 'Minister'"),
        (("x", "--format", "jsonn"), 1, "did you mean 'jsonl'?"),
        (("x.json",), 2, "'x.json' can be ftm or popolo; choose one with --format"),
        (("x", "--format", "wikidata"), 1, "wikidata can only be read; formats that can be written: csv, ftm, "),
        (("x.jsonl", "--on", "1700-01-01"), 1, "nobody is recorded in the part asked for"),
        (("x.jsonl", "--report", "xml"), 2, "xml"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(
    run_seed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, said: str
):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    result = run_seed("export", *words)

    assert result.exit_code == code
    assert said in " ".join(result.stderr.replace("│", " ").split())
    assert list(Path.cwd().iterdir()) == []


def test_an_export_can_be_as_known_on_a_moment(run_seed, seed: Registry, tmp_path: Path):
    (moment,) = seed.file.connection.execute("select max(recorded_at) from changes").fetchone()
    seed.people.add("Bob Young", new=True)

    run_seed("export", str(tmp_path / "x.jsonl"), "--as-known-on", moment)

    assert "bob-young" not in (tmp_path / "x.jsonl").read_text("utf-8")


def test_what_is_no_file_is_written_to(run_seed, tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()

    result = run_seed("export", str(tmp_path / "pipe"), "--format", "jsonl")
    reader.join(20)

    assert result.exit_code == 0
    assert read[0].startswith(b'{"table": "organizations"')
    assert (tmp_path / "pipe").is_fifo()
