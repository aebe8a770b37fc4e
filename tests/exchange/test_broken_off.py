"""Ctrl-C while much is imported or exported: the program ends soon and in silence, and everything is as before.

And what is shown meanwhile: on a terminal how far it is, elsewhere nothing.
"""

from __future__ import annotations

import os
import pty
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from registry import Registry
from registry.services.exchange.export import format_of
from tests.conftest import content, shown_on
from tests.forked import Running, forked

ROWS = 20_000 * int(os.environ.get("EXCHANGE_SIZE", "1"))  # `make soak` says twenty times as many
MOMENTS = [0.02, 0.1, 0.2, 0.3, 0.45, 0.6]  # of the time that the whole takes once it has begun
BROKEN_OFF = (130, 1)  # by the program, or before it had begun
LOST = "Exception ignored in"  # Python drops a Ctrl-C that comes while it frees something, and the program goes on
SOON = 3  # seconds, on a busy machine; it is a tenth of one on an idle one
TARGETS = ("holders.csv", "people.json", "package", "parquet", "holders.xlsx")
FORMATS = {"people.json": "ftm", "parquet": "parquet", "package": "package"}


class Whole(NamedTuple):
    """A file, a registry into which it was imported, and how many seconds that took from when it was opened."""

    file: Path
    db: Path
    seconds: float


class Ended(NamedTuple):
    code: int
    stdout: str
    stderr: str
    after: float  # seconds from the signal on


def begun(program: Running, sign: Path) -> float:
    """When the sign was there."""
    while not sign.exists() and program.running:
        time.sleep(0.005)
    return time.monotonic()


def broken_off(program: Running, sign: Path, after: float) -> Ended:
    begun(program, sign)
    time.sleep(after)
    if not program.running:
        pytest.skip("it was quicker")
    sent = time.monotonic()
    program.interrupt()
    code, stdout, stderr, _ = program.ended()
    return Ended(code, stdout, stderr, time.monotonic() - sent)


def imported(db: Path) -> int:
    """How many tenures are recorded; none where there is no registry."""
    if not db.exists():
        return 0
    with closing(sqlite3.connect(db)) as connection:
        return connection.execute("select count(*) from appointments").fetchone()[0]


def contents(target: Path) -> dict[str, bytes]:
    """What the file, or each file of the folder, holds."""
    files = [target] if target.is_file() else target.iterdir()
    return {file.name: file.read_bytes() for file in files}


def wal_of(db: Path) -> Path:
    return db.with_name(f"{db.name}-wal")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    folder = tmp_path_factory.mktemp("whole")
    file, db = folder / "holders.csv", folder / "a.db"
    with file.open("w", encoding="utf-8") as target:
        target.write("person,role,organization,start,end\n")
        for number in range(ROWS):
            year = 1000 + number % 500
            post = f"Post {number // 500},Body {number // 50_000}"
            target.write(f"Person {number * 7919 % (ROWS // 4)},{post},{year}-01-01,{year + 1}-01-01\n")
    Registry.create(db)
    program = Running(["--db", db, "import", file], folder)
    since = begun(program, wal_of(db))
    _, stdout, stderr, _ = program.ended(600)
    assert f"{ROWS} appointments added" in stdout, stderr
    assert "\x1b" not in stdout + stderr  # no terminal, no progress
    return Whole(file, db, time.monotonic() - since)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("there", [True, False], ids=["into a registry", "into a new one"])
def test_an_import_that_is_broken_off_leaves_everything_as_before(
    whole: Whole, tmp_path: Path, moment: float, there: bool
):
    db = tmp_path / "a.db"
    if there:
        Registry.create(db)
        before = content(db)

    program = Running(["--db", db, "import", whole.file], whole.file.parent)
    ended = broken_off(program, wal_of(db), moment * whole.seconds)

    assert ended.after < SOON or LOST in ended.stderr
    if ended.stdout or imported(db):  # it was done already, and only told of, or the rules were still asked
        assert imported(db) == ROWS
        assert "Traceback" not in ended.stderr or LOST in ended.stderr
    else:
        assert ended.code in BROKEN_OFF
        assert ended.stderr in ("", "Aborted!\n")
        assert content(db) == before if there else list(tmp_path.iterdir()) == []
    if db.exists():
        with Registry(db) as registry:
            assert registry.doctor().left == ()


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("moment", MOMENTS[1::2])
def test_an_export_that_is_broken_off_leaves_what_was_there(whole: Whole, tmp_path: Path, name: str, moment: float):
    target = tmp_path / name
    form = FORMATS.get(name) or format_of(target)
    if target.suffix:
        target.write_text("what was there")
    else:
        target.mkdir()
    before = contents(target)
    words = ("--db", whole.db, "export", "--format", form, target)

    ended = broken_off(Running(words, tmp_path), wal_of(whole.db), moment * 0.4)

    assert ended.after < SOON or LOST in ended.stderr
    assert {path.name for path in tmp_path.iterdir()} == {target.name}
    if ended.stdout or contents(target) != before:  # the signal came when all was written
        again = tmp_path / "again" / name
        again.parent.mkdir()
        forked(["--db", whole.db, "export", "--format", form, again], tmp_path)
        assert contents(target) == contents(again)
        assert "Traceback" not in ended.stderr or LOST in ended.stderr
    else:
        assert ended.code in BROKEN_OFF
        assert ended.stderr in ("", "Aborted!\n")


def on_terminal(*words: str | Path) -> bytes:
    """What is shown on a terminal, on stderr."""
    reading, writing = pty.openpty()
    line = [sys.executable, "-m", "registry", *map(str, words)]
    program = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=writing)
    os.close(writing)
    shown = shown_on(reading)
    assert program.wait(timeout=600) == 0
    return shown


def test_on_a_terminal_it_is_shown_how_far_an_import_and_an_export_are(whole: Whole, tmp_path: Path):
    imported = on_terminal("--db", tmp_path / "a.db", "import", whole.file)
    exported = on_terminal("--db", tmp_path / "a.db", "export", tmp_path / "out.csv")

    assert b"rows read" in imported
    assert b"rows recorded" in imported
    assert re.search(rb"0,000 of [0-9,]+ rows written", exported)
    for shown in (imported, exported):
        assert shown.index(b"\x1b[?25l") < shown.rindex(b"\x1b[?25h")  # the cursor is shown again


def test_elsewhere_nothing_of_it_is_shown(whole: Whole, tmp_path: Path):
    _, stdout, stderr, _ = Running(["--db", whole.db, "export", "--format", "csv", "-"], whole.db.parent).ended(600)

    assert stdout.count("\n") == ROWS + 1
    assert "\x1b" not in stdout + stderr
    assert "rows written" not in stderr
