"""Files that are damaged or meant to do harm: refused in words or read as they are, in little memory and time."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from registry import Registry
from registry.formats.protocol import readers
from tests.conftest import content
from tests.exchange.hostile_files import HEADINGS, HOSTILE, JUNK, TABLE, Hostile
from tests.forked import Forked, forked

MOST_MEMORY = 300_000  # KB
STREAM = 50_000_000 * int(os.environ.get("EXCHANGE_SIZE", "1"))  # bytes; `make soak` says a gigabyte


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "registry" / "a.db"
    path.parent.mkdir()
    Registry.create(path)
    with Registry(path) as registry:
        registry.organizations.add("Board")
    return path


def imported(file: Path, *words: str | Path, stdin: str | Path = os.devnull) -> Forked:
    """The program, by itself in an empty folder."""
    work = file.parent / "work"
    work.mkdir()
    done = forked(["--db", str(file), "import", *map(str, words)], work, {"TMPDIR": str(work)}, stdin)
    assert "Traceback" not in done.stderr, done.stderr
    assert list(work.iterdir()) == []
    return done


def refused(file: Path, before: list[str], done: Forked, name: str, said: str) -> None:
    """In words that name the file, with nothing changed and nothing left lying about."""
    assert done.code in (1, 2), done
    assert done.stdout == ""
    assert name in done.stderr
    assert said in done.stderr
    assert len(done.stderr) < 3_000
    assert content(file) == before
    assert {path.name for path in file.parent.iterdir()} == {"a.db", "work"}
    with Registry(file) as registry:
        assert registry.doctor().left == ()


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_a_hostile_file_is_refused_in_words_or_taken_as_it_is(file: Path, tmp_path: Path, hostile: Hostile):
    path = tmp_path / hostile.name
    hostile.make(path)
    before = content(file)

    done = imported(file, path, *hostile.words)

    assert done.memory < MOST_MEMORY
    if hostile.said is None:
        assert done.code == 0, done.stderr
        assert "added" in done.stdout
    else:
        refused(file, before, done, hostile.name, hostile.said)


@pytest.mark.parametrize("form", [*(each.NAME for each in readers()), "package", "jsonl"])
def test_junk_is_no_format(file: Path, tmp_path: Path, form: str):
    junk = tmp_path / "junk"
    junk.write_bytes(JUNK)
    before = content(file)

    refused(file, before, imported(file, junk, "--format", form), "junk", "")


def test_a_line_without_an_end_from_stdin_is_refused_in_little_memory(file: Path, tmp_path: Path):
    before = content(file)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    lines = f"(printf '{HEADINGS}'; head -c {STREAM} /dev/zero | tr '\\0' x) > '{pipe}'"
    with subprocess.Popen(["sh", "-c", lines]):
        done = imported(file, "-", stdin=pipe)

    assert done.memory < MOST_MEMORY
    refused(file, before, done, "stdin", "so it is not a line of a table")


def test_a_named_pipe_is_read_as_a_shell_hands_one_over(file: Path, tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", 'printf "$1" > "$2"', "sh", TABLE, str(pipe)]):
        done = imported(file, pipe)

    assert "1 appointment added" in done.stdout, done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("words", [(), ("--format", "csv")])
def test_a_file_that_may_not_be_read_is_told(file: Path, tmp_path: Path, words: tuple[str, ...]):
    before = content(file)
    path = tmp_path / "closed.csv"
    path.write_text(TABLE)
    path.chmod(0)

    refused(file, before, imported(file, path, *words), "closed.csv", "not readable")
