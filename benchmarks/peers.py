"""The other databases that the benchmarks compare with: a PostgreSQL server of our own, and DuckDB.

Both are optional: `pip install duckdb "psycopg[binary]"`, and PostgreSQL 15 (Debian: `apt-get install postgresql-15`).
"""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

_SETTINGS = "-c shared_buffers=1GB -c work_mem=256MB -c max_wal_size=8GB -c listen_addresses=''"


def lacking_duckdb() -> str | None:
    """Why DuckDB cannot take part."""
    return None if find_spec("duckdb") else "the Python package duckdb is not installed"


def lacking_postgres() -> str | None:
    """Why PostgreSQL cannot take part."""
    if not find_spec("psycopg"):
        return "the Python package psycopg is not installed"
    return None if _programs() else "PostgreSQL is not installed"


def _programs() -> Path | None:
    """The folder with initdb and pg_ctl."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return folders[-1] if folders else None


@contextmanager
def postgres() -> Iterator[str]:
    """How to connect to a new, empty PostgreSQL that listens on a socket in a temporary folder; gone afterwards."""
    programs = _programs()
    assert programs
    root = os.geteuid() == 0  # PostgreSQL refuses to run as root
    user = "postgres" if root else getpass.getuser()
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        if root:
            shutil.chown(folder, user)

        def run(program: str, *words: str) -> None:
            words = (str(programs / program), "-D", f"{folder}/data", *words)
            words = ("runuser", "-u", user, "--", *words) if root else words
            subprocess.run(words, check=True, cwd=folder, stdout=subprocess.DEVNULL)

        run("initdb", "--auth=trust", "-U", "bench")
        run("pg_ctl", "start", "-w", "-l", f"{folder}/log", "-o", f"-k {folder} {_SETTINGS}")
        try:
            yield f"host={folder} user=bench dbname=postgres"
        finally:
            run("pg_ctl", "stop", "-w", "-m", "immediate")
