"""What a run that was ended leaves beside its target: nothing, or what the next one sweeps."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from registry.store.care.leftovers import sweep, unfinished_file, unfinished_folder

WAITS = """
import sys, time
from pathlib import Path
from registry.cli import _end_in_order
from registry.store.care.leftovers import unfinished_file, unfinished_folder
_end_in_order()
with unfinished_file(Path("b.db")), unfinished_folder(Path("pub")):
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGKILL"])
def test_a_run_that_is_told_to_end_leaves_nothing_and_a_killed_one_is_swept(tmp_path: Path, name: str):
    command = [sys.executable, "-c", WAITS]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        make_old(tmp_path)
        sweep(tmp_path)
        assert len(list(tmp_path.iterdir())) == 2  # in use
        process.send_signal(getattr(signal, name))
        code = process.wait()
    if name == "SIGKILL":
        assert len(list(tmp_path.iterdir())) == 2
        sweep(tmp_path)
    else:
        assert code == 128 + getattr(signal, name)
    assert list(tmp_path.iterdir()) == []


def make_old(folder: Path) -> None:
    for path in folder.iterdir():
        os.utime(path, (0, 0))


def test_what_is_new_or_not_ours_is_not_swept(tmp_path: Path):
    names = [".b.db.abcdefgh.tmp", ".registry-abcdefgh", "b.registry-abcdefgh.tmp", ".b.db.registry-abcdefgh.tmp"]
    for name in names:
        (tmp_path / name).write_text("x")
    sweep(tmp_path)
    assert len(list(tmp_path.iterdir())) == 4  # the last is new
    make_old(tmp_path)
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[:3])


def test_an_unfinished_file_is_gone_unless_it_was_renamed(tmp_path: Path):
    with unfinished_file(tmp_path / "a") as file:
        file.rename(tmp_path / "a")
    with unfinished_folder(tmp_path / "b") as folder:
        (folder / "x").write_text("x")

    assert [path.name for path in tmp_path.iterdir()] == ["a"]
