"""The program as a terminal starts it: bytes that are no text, other locales, full disks. Never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from registry import Registry

PLAIN = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}  # Python reads and writes ASCII
LOCALES = {"C": {"LC_ALL": "C"}, "C, nothing but ASCII": PLAIN, "UTF-8": {"LC_ALL": "C.UTF-8"}}


@pytest.fixture
def file(db: Path) -> Path:
    with Registry(db) as registry:
        registry.organizations.add("Staff")
        registry.roles.add("Chief", "staff")
        registry.appoint("Zoë Łuć 習近平", "chief", "2001")
    return db


def started(file: Path, *words: str | bytes, locale: str = "UTF-8", **environment: str | bytes):
    variables = {**os.environb, **{name.encode(): os.fsencode(value) for name, value in environment.items()}}
    variables |= {name.encode(): value.encode() for name, value in LOCALES[locale].items()}
    line = [sys.executable, "-X", "dev", "-W", "error", "-m", "registry", "--db", str(file), *words]
    done = subprocess.run(line, env=variables, capture_output=True, timeout=60)
    assert b"Traceback" not in done.stderr, done.stderr.decode("utf-8", "replace")
    assert b"Warning" not in done.stderr, done.stderr.decode("utf-8", "replace")
    return done


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "words",
    [
        ("person", "add", b"Ann \xff\xfe"),
        ("who", b"\xc3"),
        ("appoint", b"\xed\xa0\x80", "chief", "--from", "2001"),
        ("appoint", "Ann Ames", "chief", "--from", b"2001\xff", "--note", b"\x80"),
        ("import", b"/tmp/\xff"),
        ("date", b"\xff"),
        (b"\xff",),
        ("--db", b"\xff.db", "init"),
    ],
    ids=ascii,
)
def test_bytes_that_are_no_text_are_refused_in_words(file: Path, words: tuple[str | bytes, ...], locale: str):
    done = started(file, *words, locale=locale)

    assert done.returncode in (1, 2)
    assert done.stdout == b""
    assert done.stderr


@pytest.mark.parametrize("variable", ["REGISTRY_ACTOR", "REGISTRY_DB", "REGISTRY_DATE_ORDER"])
def test_a_variable_that_is_no_text_is_refused_in_words(file: Path, variable: str):
    done = started(file, "person", "add", "Ann Ames", **{variable: b"\xff"})

    assert done.returncode in (1, 2)
    assert variable.encode() in done.stderr
    with Registry(file) as registry:
        assert len(registry.people.list()) == 1


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_name_that_the_terminal_cannot_show_is_no_reason_to_fail(file: Path, form: str):
    plain = started(file, "who", "chief", "--on", "2002-01-01", "--format", form, locale="C, nothing but ASCII")
    listed = started(file, "person", "list", "--format", form, locale="C, nothing but ASCII")

    for done in (plain, listed):
        assert done.returncode == 0
        assert rb"\u7fd2\u8fd1\u5e73" in done.stdout or "習近平".encode() in done.stdout


@pytest.mark.parametrize("locale", ["C", "UTF-8"])
def test_a_name_in_any_script_is_shown_where_it_can_be(file: Path, locale: str):
    done = started(file, "who", "chief", "--on", "2002-01-01", locale=locale)

    assert "Zoë Łuć 習近平" in done.stdout.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_full_disk_is_told_in_words(file: Path, form: str):
    line = [sys.executable, "-m", "registry", "--db", str(file), "person", "list", "--format", form]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, timeout=60)

    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "registry: the disk is full and the answer is incomplete; free some space and ask again"
    ]


def test_lines_that_are_no_text_are_refused_one_by_one(file: Path):
    line = [sys.executable, "-m", "registry", "date", "-"]
    done = subprocess.run(line, input=b"2001\n\xff\xfe\n\x00\n2002\r\n", capture_output=True, timeout=60)

    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "2001 = 2001  2001-01-01 to 2001-12-31",
        "2002 = 2002  2002-01-01 to 2002-12-31",
    ]
    assert b"Traceback" not in done.stderr
