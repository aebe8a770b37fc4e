"""`registry publish`: what is in a bundle, what is never in it, and that it can be served."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import subprocess
import sys
import sysconfig
import urllib.request
import zipfile
from collections.abc import Callable
from contextlib import closing
from importlib.metadata import distribution
from pathlib import Path

import httpx
import pytest
from datasette.app import Datasette
from datasette.utils import temporary_docker_directory
from typer.testing import Result

from registry import Registry, private
from registry.browse.publish.requirements import pinned_requirements
from registry.domain.errors import RegistryError
from registry.domain.presentation.private_marks import is_private_name, is_private_remark
from registry.store.care.expected_schema import versioned_tables
from registry.store.publishing.public_texts import free_words
from tests.browse.visitors import visitor
from tests.conftest import CHIEF, DATA

Run = Callable[..., Result]
SECRET = "heard from Mata Hari"


@pytest.fixture
def staffed(seed: Registry) -> Registry:
    """A registry with private words wherever there can be some."""
    seed.people.edit("andriy-hnatov", note=f"private: {SECRET} 1", birth="1980")
    seed.people.edit("serhiy-shaptala", note=f"Private:{SECRET} 2")
    seed.people.edit("serhiy-shaptala", note="A general.")  # the private one is in history now
    with Registry(seed_path(seed), actor="jane.machine", because=f"PRIVATE: {SECRET} 3") as other:
        other.roles.edit(CHIEF, note=f" private: {SECRET} 4")
    seed.people.distinct("andriy-hnatov", "serhiy-shaptala", because=f"private: {SECRET} 5")
    seed.people.add("Otto Forgotten", note="soon gone")
    seed.forget("otto-forgotten", because="asked for")
    return seed


def seed_path(registry: Registry) -> Path:
    return Path(registry.file.connection.execute("pragma database_list").fetchone()[2])


def texts_of(folder: Path) -> bytes:
    """The bytes of every file of a publication, and of every file in its wheel."""
    found = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    for path in folder.rglob("*.whl"):
        with zipfile.ZipFile(path) as wheel:
            found += [wheel.read(name) for name in wheel.namelist()]
    return b"".join(found)


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize("static", [[], ["--static"]])
def test_what_is_private_is_in_no_byte_of_what_is_published(
    staffed: Registry, run: Run, tmp_path: Path, static: list[str]
):
    done = run("publish", str(tmp_path / "out"), *static)

    assert done.exit_code == 0, done.stderr
    published = texts_of(tmp_path / "out")
    for words in (SECRET, "Mata Hari", "jane.machine", "a tester", "Otto", "otto-forgotten"):
        assert words.encode() not in published, words
    assert b"A general." in published
    assert "Left out: who made the changes (--actors shows it), 6 texts marked private." in done.stderr


def test_the_flag_keeps_the_note_and_the_reason_of_any_command_unpublished(seed: Registry, db: Path, run: Run):
    told = ("--note", SECRET, "--because", SECRET, "--private")
    chief = f"Andriy Hnatov, {CHIEF}"
    for command in (
        ("person", "edit", "Andriy Hnatov", *told),
        ("role", "edit", CHIEF, *told),
        ("appoint", "Ann Ames", CHIEF, "--from", "2010", "--to", "2011", "--new", *told),
        ("detail", chief, "rank", "General", *told),
        ("cite", chief, "https://example.org/x", "--title", "X", *told),
        ("source", "add", "https://example.org/y", "--title", "Y", *told),
        ("correct", f"Ann Ames, {CHIEF}", "--to", "2012", "--because", SECRET, "--private"),
        ("person", "distinct", "Andriy Hnatov", "Ann Ames", "--because", SECRET, "--private"),
    ):
        done = run(*command)
        assert done.exit_code == 0, (command, done.stderr)
    assert seed.people.show("Andriy Hnatov").note == f"private: {SECRET}" == private(SECRET) == private(private(SECRET))

    done = run("publish", str(db.parent / "out"))

    assert done.exit_code == 0, done.stderr
    assert SECRET.encode() not in texts_of(db.parent / "out")


@pytest.mark.parametrize("note", [(), ("--note", "none")])
def test_the_flag_without_a_note_or_a_reason_is_a_usage_error(seed: Registry, run: Run, note: tuple[str, ...]):
    before = seed.log()
    done = run("person", "edit", "Andriy Hnatov", "--born", "1980", *note, "--private")

    assert done.exit_code == 2
    assert "give --note or --because" in done.stderr
    assert seed.log() == before


FORMS = ["private: {}", "Private {}", "private : {}", " [private] {}", "(PRIVATE) {}", "private, {}", "*private*: {}"]


@pytest.mark.parametrize("form", FORMS)
def test_the_mark_is_read_in_any_form_and_a_slip_in_a_name_can_be_mended(seed: Registry, db: Path, run: Run, form: str):
    seed.people.edit("andriy-hnatov", note=form.format(SECRET))
    with Registry(db, actor=form.format(SECRET), because=form.format(SECRET)) as other:
        other.roles.edit(CHIEF, note="seen")
    seed.people.add(f"private: {SECRET}")
    refused = run("publish", str(db.parent / "out"))
    assert refused.exit_code == 1
    assert "in people.name is marked private" in refused.stderr
    seed.people.edit("private-heard-from-mata-hari", name="Ann Ames")

    done = run("publish", str(db.parent / "out"), "--actors")

    assert done.exit_code == 0, done.stderr
    assert SECRET.encode() not in texts_of(db.parent / "out")
    assert b"mata-hari" not in texts_of(db.parent / "out")  # the slug and the commands that name it
    with Registry(db.parent / "out" / "registry.db") as copy:
        assert "Ann Ames" in {each.label for each in copy.people.list()}
        assert not [problem.what for problem in copy.doctor().left if "WAL" not in problem.what]


def test_what_once_had_a_marked_name_has_the_same_neutral_slug_in_each_copy(seed: Registry, db: Path, run: Run):
    seed.people.add(f"private: {SECRET}")
    seed.appoint("private-heard-from-mata-hari", CHIEF, "2001", "2002")
    seed.people.edit("private-heard-from-mata-hari", name="Ann Ames")
    slugs = []
    for folder in ("one", "two"):
        assert run("publish", str(db.parent / folder)).exit_code == 0
        with Registry.to_read(db.parent / folder / "registry.db") as copy:
            (tenure,) = copy.career("Ann Ames").appointments
            slugs.append((tenure.person, tenure.appointment))

    assert slugs[0] == slugs[1]
    assert "mata" not in str(slugs)
    assert seed.people.show("Ann Ames").person == "private-heard-from-mata-hari"  # the registry keeps its own


def test_the_check_shows_every_column_of_free_words(seed: Registry):
    connection, words = seed.file.connection, ("note", "because", "quote", "reason", "locator", "actor", "command")
    columns = {
        (table, row[1])
        for table in (*versioned_tables(), "changes", "tombstones")
        for row in connection.execute(f"pragma table_info({table})")
        if row[1] in words
    }

    assert columns - set(free_words(connection)) == set()
    assert ("appointment_details", "value") in free_words(connection)


@pytest.mark.parametrize(
    ("mark", "place"),
    [
        (lambda it: it.people.edit("andriy-hnatov", note=private("x")), "people.note"),
        (lambda it: it.people.edit("andriy-hnatov", name="private: x"), "people.name"),
        (lambda it: it.detail("Andriy Hnatov", "rank", "x", note="[private] x"), "appointment_details.note"),
    ],
)
def test_what_is_marked_private_is_not_served_to_others(
    seed: Registry, run: Run, monkeypatch: pytest.MonkeyPatch, mark: Callable[[Registry], object], place: str
):
    monkeypatch.setattr("registry.cli.commands.publishing.serve._run", lambda *_: None)
    others = (("--host", "0.0.0.0"), ("--base-url", "https://example.org/"))
    assert [run("serve", "--port", "0", *each).exit_code for each in others] == [0, 0]
    mark(seed)

    for each in others:
        refused = run("serve", "--port", "0", *each)
        assert refused.exit_code == 1
        assert f"marked private ({place}" in refused.stderr
        assert " publish DIR` writes" in refused.stderr
        assert run("serve", "--port", "0", *each, "--show-private").exit_code == 0
    assert run("serve", "--port", "0").exit_code == 0
    assert run("publish", str(seed_path(seed).parent / "out")).exit_code == (1 if place == "people.name" else 0)


@pytest.mark.parametrize("note", ["Privately funded.", "A private secretary.", "Privates first.", "private's own"])
def test_what_only_sounds_like_the_mark_is_published(note: str):
    assert not is_private_remark(note)


def test_private_secretaries_have_their_names():
    assert not is_private_name("Private Secretary to the King")
    assert is_private_name(" private : x")


def test_what_would_be_public_is_shown_before_it_is(staffed: Registry, db: Path, run: Run):
    before = sorted(path.name for path in db.parent.iterdir())

    shown = run("publish", "--check")
    told = json.loads(run("publish", "--check", "--format", "json").stdout)

    assert shown.exit_code == 0, shown.stderr
    assert "people.note: 2" in shown.stderr
    assert "A general." in shown.stdout
    assert SECRET not in shown.stdout + str(told)
    assert {text["column"] for text in told["texts"] if text["table"] == "people"} == {"name", "note"}
    assert sum(told["left_out"].values()) == 6
    assert sorted(path.name for path in db.parent.iterdir()) == before
    assert run("publish").exit_code == 2


def test_a_bundle_knows_its_public_address(seed: Registry, db: Path, run: Run):
    out = db.parent / "out"
    assert run("publish", str(out), "--base-url", "https://offices.example/of").exit_code == 0

    said = json.loads((out / "metadata.json").read_text())["plugins"]["registry"]
    assert said == {"gate": True, "base_url": "https://offices.example/of/"}
    assert json.loads((out / "settings.json").read_text())["base_url"] == "/of/"
    readme = (out / "README.md").read_text()
    assert "-e REGISTRY_BASE_URL=https://offices.example/of/" in readme
    assert "server_name offices.example;" in readme
    visit = visitor(out / "registry.db", metadata=out / "metadata.json")
    assert 'rel="canonical" href="https://offices.example/of/' in visit("/of/").text
    assert visit("/of/", headers={"host": "evil.example"}).status == 421


def test_actors_are_published_when_that_is_asked_for_but_for_those_marked_private(seed: Registry, db: Path, run: Run):
    with Registry(db, actor="private: jane.machine") as other:
        other.roles.edit(CHIEF, note="seen")

    assert run("publish", str(db.parent / "out"), "--actors").exit_code == 0

    found = {actor for (actor,) in rows(db.parent / "out" / "registry.db", "select actor from changes")}
    assert found == {"a tester", "a keeper of this registry"}


def test_a_copy_is_sound_compact_and_has_its_guards(staffed: Registry, db: Path, run: Run):
    run("publish", str(db.parent / "out"), "--format", "json")
    path = db.parent / "out" / "registry.db"

    with Registry(path) as copy:
        assert [problem.what for problem in copy.doctor().left] == [
            "the file is not in WAL mode: readers and writers wait for each other"
        ]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("pragma freelist_count").fetchone()[0] == 0
        assert connection.execute("pragma journal_mode").fetchone()[0] == "delete"
        with pytest.raises(sqlite3.IntegrityError, match="history cannot be changed"):
            connection.execute("delete from people_history")


def test_the_registry_itself_stays_as_it_was(staffed: Registry, db: Path, run: Run):
    before = list(staffed.file.connection.iterdump())

    assert run("publish", str(db.parent / "out"), "--redact", "people.birth_date", "--no-history").exit_code == 0

    assert list(staffed.file.connection.iterdump()) == before


def test_what_others_put_into_the_file_is_not_published(seed: Registry, db: Path, run: Run):
    connection = seed.file.connection
    for sql in (
        f"create table search_notes (text text default '{SECRET}')",
        f"insert into search_notes values ('{SECRET}')",
        f"create virtual table words using fts5(text); insert into words values ('{SECRET}')",
        f"create view seen as select '{SECRET}'",
        f"create index seen_too on people (name) where name <> '{SECRET}'",
    ):
        connection.executescript(sql)

    assert run("publish", str(db.parent / "out")).exit_code == 0
    assert SECRET.encode() not in texts_of(db.parent / "out")


def test_a_column_that_is_left_out_is_empty_now_and_in_history_with_what_follows_from_it(
    staffed: Registry, db: Path, run: Run
):
    staffed.people.edit("andriy-hnatov", birth="1981-02-03")

    redact = [word for column in REDACTED for word in ("--redact", column)]
    done = run("publish", str(db.parent / "out"), *redact)

    assert done.exit_code == 0, done.stderr
    path = db.parent / "out" / "registry.db"
    published = texts_of(db.parent / "out")
    assert b"1981-02-03" not in published
    assert b"appointing Hnatov" not in published
    assert rows(path, "select distinct birth_date, birth_earliest, birth_latest from people") == [
        (None, "0001-01-01", "9999-12-31")
    ]
    assert rows(path, "select distinct birth_date from people_history") == [(None,)]
    assert {command for (command,) in rows(path, "select command from changes")} <= {
        "appoint", "succeed", "person add", "person edit", "role add", "role edit", "organization add", "distinct",
        "forget",
    }  # fmt: skip


REDACTED = ["people.birth_date", "citations.quote", "appointments.rank", "sources.url", "appointments.start_date"]


def test_an_end_that_is_left_out_is_unknown_not_still_to_come(seed: Registry, db: Path, run: Run):
    assert run("publish", str(db.parent / "out"), "--redact", "appointments.end_date").exit_code == 0

    found = rows(db.parent / "out" / "registry.db", "select slug, end_date from appointments order by id")
    assert [end for _, end in found] == ["XXXX", "XXXX", None, None]


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("people.name", "there can be left out: birth_date, death_date, note"),
        ("nothing.note", "no table 'nothing'"),
        ("people", "there can be left out"),
        ("sources.retracted", "would mean 'that it is relied on'"),
        ("roles.seats", "would mean 'an unlimited number of seats'"),
        ("appointments.person_id", "there can be left out"),
        ("citations.says_latest", "there can be left out"),
        ("changes.actor", "of changes there can be left out: reason"),
    ],
)
def test_a_column_that_cannot_be_empty_is_refused_and_nothing_is_written(
    seed: Registry, db: Path, run: Run, column: str, said: str
):
    done = run("publish", str(db.parent / "out"), "--redact", column)

    assert done.exit_code == 1
    assert said in done.stderr
    assert sorted(path.name for path in db.parent.iterdir() if "-" not in path.name) == ["registry.db"]


def test_without_history_there_is_what_is_recorded_now_as_of_one_change(staffed: Registry, db: Path, run: Run):
    assert run("publish", str(db.parent / "out"), "--no-history").exit_code == 0

    path = db.parent / "out" / "registry.db"
    assert [command for (command,) in rows(path, "select command from changes")] == ["publish"]
    assert rows(path, "select count(*) from people_history") == [(0,)]
    with Registry(path) as copy:
        assert copy.who(CHIEF, "2025-03-17").holders[0].name == "Andriy Hnatov"


def test_the_names_of_kept_copies_are_their_hashes(registry: Registry, db: Path, run: Run, tmp_path: Path):
    (tmp_path / "from jane.html").write_text("page")
    registry.sources.add("https://example.org/a", title="A")
    registry.sources.archive("https://example.org/a", tmp_path / "from jane.html")

    assert run("publish", str(tmp_path / "out")).exit_code == 0

    ((name, sha256),) = rows(tmp_path / "out" / "registry.db", "select name, sha256 from archives")
    assert name == sha256
    assert not list((tmp_path / "out").rglob("*archive*"))


def test_a_name_that_is_marked_private_stops_it(registry: Registry, db: Path, run: Run):
    registry.people.add("Private: X")

    done = run("publish", str(db.parent / "out"))

    assert done.exit_code == 1
    assert "'Private: X' in people.name is marked private" in done.stderr


def test_errors_are_told_and_refused_when_that_is_asked_for(seed: Registry, db: Path, run: Run):
    days = ", ".join(f"inception_{side} = '2024-06-01'" for side in ("date", "earliest", "latest"))
    seed.file.connection.execute(f"update roles set {days} where slug = ?", [CHIEF])

    assert "`registry check` finds an error" in run("publish", str(db.parent / "out")).stderr
    done = run("publish", str(db.parent / "again"), "--strict")

    assert done.exit_code == 1
    assert f"`registry --db {db} check` finds" in done.stderr
    assert not (db.parent / "again").exists()


def test_a_registry_that_is_not_sound_is_not_published(seed: Registry, db: Path, run: Run):
    seed.file.connection.execute("drop trigger people_keep_updated")

    done = run("publish", str(db.parent / "out"))

    assert done.exit_code == 1
    assert f"see `registry --db {db} doctor`" in done.stderr


def test_a_folder_is_replaced_only_if_all_in_it_was_published(seed: Registry, db: Path, run: Run):
    out = db.parent / "out"
    assert run("publish", str(out)).exit_code == 0
    assert run("publish", str(out), "--static").exit_code == 0
    assert not (out / "Dockerfile").exists()

    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("mine")
    done = run("publish", str(out))

    assert done.exit_code == 1
    assert f"holds '.git/HEAD', which `registry --db {db} publish` did not write" in done.stderr
    assert (out / ".git" / "HEAD").exists()
    assert (out / "index.html").exists()
    assert not [path for path in db.parent.iterdir() if path.name.startswith(".")]


def test_what_cannot_be_written_is_refused_in_words(seed: Registry, db: Path, run: Run):
    (db.parent / "file").write_text("")

    assert "is a file; name a folder" in run("publish", str(db.parent / "file")).stderr
    assert "create it first" in run("publish", str(db.parent / "no" / "out")).stderr
    none = str(db.parent / "none.db")
    assert f"`registry --db {none} init`" in run("--db", none, "publish", str(db.parent / "out")).stderr
    assert run("publish", str(db.parent / "out"), "--base-url", "example.org").exit_code == 2
    assert run("publish", str(db.parent / "out"), "--static", "--base-url", "javascript:x").exit_code == 2
    assert not (db.parent / "out").exists()


def test_it_tells_what_it_wrote(seed: Registry, db: Path, run: Run):
    out = db.parent / "out"
    told = json.loads(run("publish", str(out), "--format", "json").stdout)

    files = [path for path in out.rglob("*") if path.is_file()]
    assert (told["kind"], told["files"]) == ("bundle", len(files))
    assert told["bytes"] == sum(path.stat().st_size for path in files)
    assert {path.name for path in out.iterdir()} == {
        "registry.db", "metadata.json", "settings.json", "Dockerfile", "README.md", "program", "published.json",
    }  # fmt: skip


def test_a_bundle_under_plain_datasette_has_the_gate_and_the_queries(seed: Registry, db: Path, run: Run):
    out = db.parent / "out"
    run("--db", str(db), "publish", str(out))
    datasette = Datasette(config_dir=out)

    def get(address: str) -> httpx.Response:
        async def ask() -> httpx.Response:
            await datasette.invoke_startup()
            return await datasette.client.get(address)

        return asyncio.run(ask())

    assert "Andriy Hnatov" in get(f"/role/{CHIEF}").text
    assert get(f"/registry/who_held.json?role={CHIEF}&on=2025-03-17&_shape=array").json()[0]["name"] == "Andriy Hnatov"
    assert get("/-/versions.json").status_code == 404
    assert get("/registry?sql=select+1").status_code == 400
    assert get("/registry.db").status_code in (403, 404)


def test_an_immutable_file_is_served_unless_it_is_still_written(seed: Registry, db: Path, run: Run):
    out = db.parent / "out"
    run("publish", str(out))

    from registry.browse.server.serving import application

    assert visitor(out / "registry.db", metadata=out / "metadata.json")(f"/role/{CHIEF}").status == 200
    application(out / "registry.db", immutable=True)
    with pytest.raises(RegistryError, match="is still in use"):
        application(db, immutable=True)


def test_the_command_for_datasette_publish_takes_the_program_along(seed: Registry, db: Path, run: Run, monkeypatch):
    out = db.parent / "out"
    run("publish", str(out))
    monkeypatch.chdir(out)
    wheel = next((out / "program").glob("*.whl")).name
    readme = (out / "README.md").read_text()

    with (
        (out / "metadata.json").open() as metadata,
        temporary_docker_directory(
            ["registry.db"], "image", metadata, "--setting allow_download off", None, None, "program", [],
            [f"plugins/{wheel}", "-rplugins/requirements.txt"], False, None, "secret",
        ) as folder,
    ):  # fmt: skip
        made = Path(folder)
        assert (made / "plugins" / wheel).exists()
        assert (
            f"pip install -U datasette plugins/{wheel} -rplugins/requirements.txt" in (made / "Dockerfile").read_text()
        )
        assert json.loads((made / "metadata.json").read_text())["plugins"] == {"registry": {"gate": True}}
    assert f"--plugins-dir program --install plugins/{wheel} --install=-rplugins/requirements.txt" in readme


def test_pins_are_exact_and_name_what_is_needed_but_not_the_program():
    names = {pin.partition("==")[0] for pin in pinned_requirements()}

    assert {"datasette", "pydantic", "sqlite-utils", "typer", "uvicorn", "jinja2"} <= names
    assert "registry" not in names
    assert not names & {"pytest", "ruff"}


def test_the_image_is_built_of_the_files_that_are_there(seed: Registry, db: Path, run: Run):
    run("publish", str(db.parent / "out"))
    out = db.parent / "out"
    text = (out / "Dockerfile").read_text()

    assert "$" not in text
    copied = [word for line in text.splitlines() if line.startswith("COPY") for word in line.split()[1:-1]]
    assert all((out / word).exists() for word in copied)
    assert all((out / word).exists() for word in text.split() if word.startswith("program/"))


def install_pinned(requirements: Path, site: Path) -> None:
    """What the requirements of a bundle name, and nothing else: the installed files of each, by links."""
    for line in filter(None, requirements.read_text("utf-8").splitlines()):
        name, version = line.split("==")
        package = distribution(name)
        assert package.version == version
        for file in package.files or ():
            top = file.parts[0]
            if top not in ("..", "__pycache__") and not (site / top).exists():
                (site / top).symlink_to(package.locate_file(top))


def test_the_installed_bundle_serves_as_its_image_would(tmp_path: Path):
    """The steps of the Dockerfile in a new environment, without the checkout and without an index."""
    path = tmp_path / "registry.db"
    Registry.from_package(path, DATA, actor="a tester")
    command = [sys.executable, "-m", "registry", "--db", str(path), "publish", str(tmp_path / "out")]
    subprocess.run(command, check=True, capture_output=True)
    out = tmp_path / "out"
    environment = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(environment), "platbase": str(environment)}))
    install_pinned(out / "program" / "requirements.txt", site)
    wheel = next((out / "program").glob("*.whl"))
    # Apart from the checkout: what stands there pip would take for installed.
    pip = [sys.executable, "-I", "-m", "pip", "--python", str(environment), "install", "--quiet", "--no-compile"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True, cwd=tmp_path)

    line = next(line for line in (out / "Dockerfile").read_text().splitlines() if line.startswith("CMD"))
    words = [str(tmp_path / "venv" / "bin" / "registry"), *json.loads(line.removeprefix("CMD "))[1:]]
    words[words.index("8001")] = "0"
    words[words.index("0.0.0.0")] = "127.0.0.1"
    served = subprocess.Popen(words, cwd=out, stderr=subprocess.PIPE, text=True, env={"PATH": "/usr/bin:/bin"})
    try:
        assert served.stderr
        address = served.stderr.readline().split(" at ")[1].split()[0]
        with urllib.request.urlopen(f"{address}role/{CHIEF}?on=2025-03-17", timeout=20) as answer:
            assert "Andriy Hnatov" in answer.read().decode()
    finally:
        served.kill()
        served.communicate()
