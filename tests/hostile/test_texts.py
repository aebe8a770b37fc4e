"""Hostile texts in every field of every act: refused, and then nothing is written, or given back exactly."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import Result

from registry import Registry, RegistryError
from registry.domain.entities.field_types import LONGEST_NAME
from registry.domain.entities.models import Person
from registry.domain.entities.validation import validated
from registry.domain.names.text_hygiene import one_line, tidy, unfit
from tests.conftest import clock, content, filled
from tests.hostile.texts import CHIEF, KEPT, REFUSED, acts, references

LONG = ("ten thousand", "more than composing leaves")
BLANK = ("none that is seen", "spaces")
LONGEST_MESSAGE = 1_500  # characters: the value is shortened in it


@pytest.fixture
def world(registry: Registry, templates: Path) -> Registry:
    return filled(registry, templates / "texts.db", record)


def record(registry: Registry) -> None:
    registry.organizations.add("Staff")
    registry.roles.add("Chief", "staff", seats=None)
    registry.roles.add("One Seat", "staff")
    registry.appoint("Ann Ames", CHIEF, "2000", "2001")
    registry.appoint("Ben Bose", "one-seat", "2000")
    registry.appoint("Cy Coe", CHIEF, "2004")


def finding_of(world: Registry) -> str:
    return world.check(CHIEF)[0].finding


def is_in(wanted: str, db: Path) -> bool:
    """Whether the text is in a cell; a long one may lie on several pages of the file."""
    if wanted.encode() in content(db):
        return True
    with sqlite3.connect(db) as connection:
        return wanted in "".join(connection.iterdump()).replace("''", "'")


@pytest.mark.parametrize("text", KEPT, ids=ascii)
def test_a_strange_text_is_given_back_exactly_by_every_field_that_takes_it(
    world: Registry, db: Path, tmp_path: Path, text: str
):
    wanted = KEPT[text] or text
    assert tidy(text) == wanted
    for field, act in acts(text, finding=finding_of(world)):
        before = content(db) if len(text) >= 100 else b""
        try:
            act(world)
        except RegistryError:
            if len(text) < 100:  # a longer one may be too long beside a sign, or as a term
                raise
            assert content(db) == before, field
        else:
            assert is_in(wanted, db), field
    world.export_package(tmp_path / "one")
    Registry.from_package(tmp_path / "second.db", tmp_path / "one")
    with Registry(tmp_path / "second.db", clock=clock) as second:
        second.export_package(tmp_path / "two")
        assert second.who(CHIEF, "2001-06-01", everyone=True) == world.who(CHIEF, "2001-06-01", everyone=True)
        assert wanted in [found.label for found in second.people.list()]
    for path in (tmp_path / "one").iterdir():
        assert path.name == "seals.csv" or path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


@pytest.mark.parametrize("text", KEPT, ids=ascii)
def test_the_command_line_gives_a_strange_name_back_in_every_format(
    world: Registry, run: Callable[..., Result], text: str
):
    wanted = KEPT[text] or text
    words = ["appoint", "--from", "2001", "--to", "2002", "--new", "--rank", text, "--note", text, "--quote", text]
    words += ["--source", "https://x.org/a", "--", text, CHIEF]
    done = run(*words)
    assert done.exit_code == 0, done.output

    asked = ("who", CHIEF, "--on", "2001-06-01", "--all")
    named = json.loads(run(*asked, "--format", "json").stdout)["holders"]
    assert wanted in [holder["name"] for holder in named]
    assert wanted in [holder["rank"] for holder in named]
    assert wanted in [source["quote"] for holder in named for source in holder["sources"]]
    rows = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").stdout)))
    assert wanted in [row["name"] for row in rows]
    assert any(line.startswith(f"  {wanted}, {wanted}: ") for line in run(*asked).stdout.splitlines())
    for listing in (("person", "list"), ("history", CHIEF), ("holders", "staff", "--on", "2001-06-01")):
        table = run(*listing)
        assert table.exit_code == 0
        assert any(wanted in line for line in table.stdout.split("\n")), listing


@pytest.mark.parametrize("kind", REFUSED)
def test_a_text_that_cannot_be_recorded_is_refused_by_every_field_and_writes_nothing(
    world: Registry, db: Path, kind: str
):
    finding = finding_of(world)
    watcher = sqlite3.connect(db)
    [version] = watcher.execute("pragma data_version").fetchone()
    for field, act in acts(REFUSED[kind], finding=finding):
        if kind in LONG and ("note" in field or field in ("because", "evidence quote")):
            continue  # not too long for a text, only for a name
        if kind in BLANK and field in ("edited title", "evidence source"):
            continue  # there it stands beside something
        with pytest.raises(RegistryError) as refused:
            act(world)
        assert len(str(refused.value)) < LONGEST_MESSAGE, field
        assert watcher.execute("pragma data_version").fetchone() == (version,), field
    watcher.close()


@pytest.mark.parametrize("text", [*KEPT, *REFUSED.values()], ids=lambda text: ascii(text)[:40])
def test_a_text_that_names_nothing_is_refused_wherever_something_recorded_is_meant(world: Registry, text: str):
    for place, act in references(text):
        message = ""
        try:
            act(world)
        except RegistryError as refused:
            message = str(refused)
        assert len(message) < LONGEST_MESSAGE, place


@pytest.mark.parametrize("kind", REFUSED)
def test_the_command_line_refuses_what_cannot_be_recorded_in_words(
    world: Registry, run: Callable[..., Result], kind: str
):
    for words in (
        ["person", "add", "--", REFUSED[kind]],
        ["appoint", "Zoe Zorn", CHIEF, "--from", "2001", "--rank", REFUSED[kind]],
        ["who", "--", REFUSED[kind]],
        ["career", "--format", "json", "--", REFUSED[kind]],
        ["check", "--", REFUSED[kind]],
        ["date", "--", REFUSED[kind]],
    ):
        done = run(*words)
        assert done.exit_code == 1, (words[0], done.output)
        assert isinstance(done.exception, SystemExit)


@given(st.text(max_size=40))
def test_what_is_tidied_once_is_tidy(text: str):
    if unfit(text) is None:
        assert tidy(tidy(text)) == tidy(text)
        assert unfit(tidy(text)) is None


@given(st.text(st.characters(), max_size=LONGEST_NAME + 1))
def test_any_text_is_a_name_that_comes_back_or_is_refused(text: str):
    try:
        name = validated(Person, {"slug": "x", "name": text}).name
    except RegistryError:
        return
    assert validated(Person, {"slug": "x", "name": name}).name == name
    assert name.encode()


@given(st.text(st.characters(), max_size=60))
def test_what_is_logged_can_be_recorded(text: str):
    logged = one_line(text)

    assert unfit(logged) is None


def test_what_is_logged_is_not_endless():
    assert len(one_line("x" * 1_000_000)) == 1_000
    assert one_line("person add Zoë\n\ud800") == "person add Zoë\\n\\ud800"


def test_the_same_title_in_other_spacing_is_the_same_source(world: Registry):
    from registry import Evidence

    for title in ("Staff  gazette", "Staff gazette "):
        world.appoint(f"Reader of {title}", CHIEF, "2001", "2002", evidence=Evidence(title, title=title), new=True)

    assert len(world.file.connection.execute("select 1 from sources").fetchall()) == 1


def test_a_line_of_a_table_is_a_row_however_long_the_names(world: Registry, run: Callable[..., Result]):
    for letter in "αβ":
        world.appoint("習" * 299 + letter, CHIEF, "2001", "2002", rank="習" * 300, new=True)

    lines = run("history", CHIEF).stdout.splitlines()
    assert len(lines) == 2 + 4
    assert all(any("習" * 299 + f"{letter}, {'習' * 300} " in line for line in lines) for letter in "αβ")


def test_a_proposed_command_cannot_run_what_a_name_holds(world: Registry):
    with pytest.raises(RegistryError) as refused:
        world.appoint('$(reboot) "x"', "one-seat", "2001", new=True)

    assert """registry succeed one-seat '$(reboot) "x"' --on 2001""" in str(refused.value)
