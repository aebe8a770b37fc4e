"""Datasette's own tables of a registry, and its queries: described, readable, with the answers of the command line."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

import pytest
import yaml
from typer.testing import CliRunner

from registry import Registry
from registry.browse.server.serving import metadata_for
from registry.browse.server.sql_functions import Limits, add_functions
from registry.cli.app import app
from registry.domain.errors import RegistryError
from tests.browse.reading import Page
from tests.browse.visitors import Visit, visitor

ROOT = Path(__file__).parents[3]
DAYS = ("1990-06-01", "2014-02-24", "2014-02-27", "2020-01-01", "2024-02-09", "2025-03-16", "2026-01-01")


@pytest.fixture(scope="module")
def visit(served: Path) -> Visit:
    return visitor(served)


@pytest.fixture(scope="module")
def schema(served: Path) -> dict[str, list[str]]:
    """The columns of each table and view."""
    with closing(sqlite3.connect(served)) as db:
        names = db.execute("select name from sqlite_master where type in ('table', 'view')").fetchall()
        return {name: [row[1] for row in db.execute(f"pragma table_info({name})")] for (name,) in names}


def query(visit: Visit, name: str, **given: str) -> list[dict[str, object]]:
    """The rows of a query, without what refuses it."""
    rows = visit(f"/registry/{name}.json?{urlencode({**given, '_shape': 'array'})}").json()
    assert [row for row in rows if row.pop("refused")] == []
    return rows


def asked(path: Path, *words: str) -> list[dict[str, str]]:
    """What the command line says to the same."""
    done = CliRunner().invoke(app, ["--db", str(path), *words, "--format", "csv"])
    return list(csv.DictReader(io.StringIO(done.stdout)))


def as_text(rows: list[dict[str, object]]) -> list[dict[str, str]]:
    return [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]


def test_every_table_and_column_is_described_or_hidden(schema: dict[str, list[str]]):
    said = metadata_for("registry")["databases"]["registry"]["tables"]

    for table, columns in schema.items():
        assert table in said, f"metadata.yml does not say what {table} is, nor that it is hidden"
        if not said[table].get("hidden") and said[table].get("allow") is not False:
            assert said[table]["title"]
            assert said[table]["description"]
            assert list(said[table]["columns"]) == columns


def test_nothing_is_described_that_is_not_there(schema: dict[str, list[str]]):
    said = metadata_for("registry")["databases"]["registry"]["tables"]

    assert set(said) == set(schema)
    for table, words in said.items():
        sorts = [words[key] for key in ("label_column", "sort", "sort_desc") if key in words]
        assert {*sorts, *words.get("facets", ()), *words.get("sortable_columns", ())} <= set(schema[table])


def test_the_described_tables_are_those_of_the_data_model():
    said = metadata_for("registry")["databases"]["registry"]["tables"]
    text = (ROOT / "docs" / "data-model.md").read_text("utf-8")

    for table, words in said.items():
        if "columns" in words:
            assert f"`{table}`" in text


def test_the_file_at_the_top_is_the_one_that_is_installed():
    installed = ROOT / "registry" / "browse" / "metadata.yml"

    assert (ROOT / "metadata.yml").read_bytes() == installed.read_bytes()


def test_no_column_is_read_as_a_truth_value():
    """`on`, unquoted, is true in YAML."""
    said = yaml.safe_load((ROOT / "metadata.yml").read_text("utf-8"))

    for words in said["databases"]["registry"]["queries"].values():
        assert all(isinstance(name, str) for name in words["params"])


@pytest.mark.parametrize("day", DAYS)
def test_who_held_answers_as_the_command_line(visit: Visit, served: Path, day: str):
    with Registry(served) as registry:
        roles = [role.slug for role in registry.roles.list()]

    for role in roles:
        assert as_text(query(visit, "who_held", role=role, on=day)) == asked(served, "who", role, "--on", day)


@pytest.mark.parametrize("day", DAYS)
def test_holders_answers_as_the_command_line(visit: Visit, served: Path, day: str):
    with Registry(served) as registry:
        bodies = [body.slug for body in registry.organizations.list()]

    for body in bodies:
        told = asked(served, "holders", body, "--on", day)
        assert as_text(query(visit, "holders", organization=body, on=day)) == told
    below = asked(served, "holders", bodies[0], "--on", day, "--below")
    assert as_text(query(visit, "holders", organization=bodies[0], on=day, below="yes")) == below


def test_career_answers_as_the_command_line(visit: Visit, served: Path):
    with Registry(served) as registry:
        people = [person.slug for person in registry.people.list()]

    for person in people[::5]:
        assert as_text(query(visit, "career", person=person)) == asked(served, "career", person)


@pytest.mark.parametrize("days", list(pairwise(DAYS)))
def test_changes_between_answers_as_the_command_line(visit: Visit, served: Path, days: tuple[str, str]):
    told = asked(served, "changes", "--from", days[0], "--to", days[1])

    assert as_text(query(visit, "changes_between", **{"from": days[0], "to": days[1]})) == told


def test_findings_answers_as_the_command_line(visit: Visit, served: Path):
    assert as_text(query(visit, "findings")) == asked(served, "check")


def test_vacancies_are_those_recorded_and_the_gaps_in_which_nobody_can_have_held_the_role(visit: Visit, served: Path):
    found = query(visit, "vacancies")

    with Registry(served) as registry:
        spells = [spell for role in registry.roles.list() for spell in registry.history(role.slug).holders]
    gaps = [spell.role for spell in spells if spell.before and spell.before.passage == "gap"]
    assert [row["role"] for row in found if not row["appointment"]] == gaps
    assert [row["appointment"] for row in found if row["appointment"]] == [
        spell.appointment for spell in spells if spell.person is None
    ]


def test_nobody_holds_a_role_within_a_gap(visit: Visit):
    for gap in query(visit, "vacancies"):
        if not gap["appointment"]:
            for day in (str(gap["start"]), str(gap["end"])):
                (answer,) = query(visit, "who_held", role=str(gap["role"]), on=day)
                assert answer["answer"] == "nobody recorded"


def test_a_question_that_is_refused_says_why(visit: Visit):
    (row,) = visit("/registry/who_held.json?role=chief-of-nothing&_shape=array").json()

    assert row["refused"].startswith("no role")


def test_a_question_about_nothing_has_no_answer(visit: Visit):
    for name in ("who_held", "career", "holders", "changes_between"):
        assert query(visit, name) == []


def test_a_question_that_takes_too_long_is_given_up(served: Path):
    with closing(sqlite3.connect(served)) as db:
        add_functions(db, str(served), Limits(seconds=0, rows=10))
        (told,) = db.execute("select registry_findings('')").fetchone()

    assert "ask about a smaller part" in json.loads(told)[0]["refused"]


def test_no_more_rows_are_answered_than_are_shown(served: Path):
    with closing(sqlite3.connect(served)) as db:
        add_functions(db, str(served), Limits(seconds=9, rows=3))
        (told,) = db.execute("select registry_changes('1900', '', '')").fetchone()

    assert len(json.loads(told)) == 4  # one more, to tell that there are more


def test_internal_columns_and_open_sides_are_not_in_sight(visit: Visit, schema: dict[str, list[str]]):
    said = metadata_for("registry")["databases"]["registry"]["tables"]

    for table in schema:
        if "columns" in said[table]:
            page = visit(f"/registry/{table}")
            assert page.status == 200
            for internal in ("name_key", "url_key", "recorded_from", "9999-12-31", "0001-01-01"):
                assert internal not in page.text, (table, internal)
            for form in ("json", "csv"):
                assert "9999-12-31" not in visit(f"/registry/{table}.{form}?_size=max").text
    assert "name_key" not in visit("/registry").text
    assert "9999-12-31" not in visit("/registry/appointments/1").text
    assert "name_key" not in visit("/registry/people/1").text


def test_the_page_of_a_row_says_when_it_was_recorded(visit: Visit):
    assert "<strong>recorded from</strong>" in visit("/registry/people/1").text


def test_an_open_side_is_called_open(visit: Visit):
    page = visit("/registry/appointments?end_date__isnull=1")

    assert '<td class="col-end_latest type-str">open</td>' in page.text


def test_the_temporary_tables_of_the_audit_are_not_told_of(visit: Visit):
    for _ in range(12):  # each of Datasette's threads has a connection of its own
        visit("/role/chief-of-the-general-staff")

    assert "attached" not in visit("/registry").text


def test_internal_tables_are_not_listed(visit: Visit):
    listed = visit("/registry").text

    for name in ("_history", "change_in_progress", "_sqlite_migrations", "person_keys", "crowded"):
        assert name not in listed


def test_a_person_is_shown_by_name_where_a_row_refers_to_them(visit: Visit, served: Path):
    with Registry(served) as registry:
        person = registry.career("andriy-hnatov")

    page = visit("/registry/appointments?_size=max").text
    assert f">{person.name}</a>" in page


def test_a_slug_leads_to_its_page_if_there_is_one(visit: Visit):
    assert '<a href="/role/chief-of-the-general-staff">' in visit("/registry/roles").text
    assert '<a href="/change/' not in visit("/registry/changes").text


def test_a_slug_leads_to_its_page_from_the_answer_of_a_query(visit: Visit):
    page = visit("/registry/who_held?role=chief-of-the-general-staff&on=2024-06-01")

    assert '<a href="/role/chief-of-the-general-staff">' in page.text


def test_what_is_written_while_it_is_served_is_answered(tmp_path: Path):
    path = tmp_path / "registry.db"
    Registry.create(path)
    visit = visitor(path)
    assert "Test Person" not in visit("/registry/people").text

    with Registry(path, actor="a tester") as registry:
        registry.people.add("Test Person")

    assert "Test Person" in visit("/registry/people").text


def test_a_file_of_another_name_has_the_same_descriptions(tmp_path: Path):
    path = tmp_path / "other offices.db"
    Registry.create(path)
    visit = visitor(path)

    assert "The main name; further ones are in person_names" in visit("/other~20offices/people").text
    assert visit("/other~20offices/who_held.json?_shape=array").json() == []


def test_what_a_file_of_metadata_says_comes_before_ours(tmp_path: Path):
    more = tmp_path / "more.yml"
    more.write_text("title: Our offices\ndatabases: {registry: {tables: {people: {title: Everybody}}}}")

    told = metadata_for("offices", more)

    assert told["title"] == "Our offices"
    tables = told["databases"]["offices"]["tables"]
    assert tables["people"]["title"] == "Everybody"
    assert tables["people"]["columns"]["name"]


@pytest.mark.parametrize("text", ["{", "- a list", "databases: none", "\udc80"])
def test_a_file_that_is_no_metadata_is_refused(tmp_path: Path, text: str):
    more = tmp_path / "more.yml"
    more.write_bytes(text.encode("utf-8", "surrogateescape"))

    with pytest.raises(RegistryError, match=r"metadata\.yml"):
        metadata_for("registry", more)


def test_a_table_opens_with_its_rows_and_folds_away_what_the_columns_mean(visit: Visit):
    page = visit("/registry/people").text

    opened, _, rest = page.partition("<details><summary>What the columns mean</summary>")
    folded, _, rest = rest.partition("</details>")
    assert "The main name; further ones are in person_names." in folded
    assert "column-descriptions" not in opened + rest
    assert "<title>People" in page


def test_the_page_of_a_row_says_what_it_is_called_and_links_what_it_belongs_to(visit: Visit, served: Path):
    with closing(sqlite3.connect(served)) as db:
        (number, person, name), (other, role, title) = (
            db.execute(sql).fetchone()
            for sql in (
                "select n.id, p.slug, p.name from person_names n join people p on p.id = n.person_id",
                "select n.id, r.slug, r.title from role_names n join roles r on r.id = n.role_id",
            )
        )
    names, roles, people = (
        visit(address).text
        for address in (
            f"/registry/person_names/{number}", f"/registry/role_names/{other}", "/registry/people/1",
        )
    )  # fmt: skip

    assert f'<dt><strong>person</strong></dt><dd><a href="/person/{person}">{name}</a>' in names
    assert f'<dt><strong>role</strong></dt><dd><a href="/role/{role}">{title}</a>' in roles
    assert '<a href="/change/1">change 1</a>' in names
    assert "person_id" not in names
    assert "<h1>People: " in people
    assert "The page about it</a>" in people


@pytest.mark.parametrize("of_row", ["/registry/citations/1", "/registry/changes/1", "/registry/appointments/1"])
def test_every_link_of_a_row_leads_somewhere(visit: Visit, of_row: str):
    for link in Page(visit(of_row).text).links():
        if link.startswith("/"):
            assert visit(link).status == 200, link


def test_a_query_is_titled_by_what_it_answers(visit: Visit):
    page = visit("/registry/who_held?role=chief-of-the-general-staff").text

    assert "<title>Who held a role on a day</title>" in page
