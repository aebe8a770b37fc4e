"""The questions that an import asks at a terminal, group by group, and the commands that review what it did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from registry import Registry
from registry.cli.app import app
from registry.cli.output.exchange import import_plan

Run = Callable[..., Result]
HEAD = "person,role,organization,start,end\n"
# A seam of ten days, and two boards' worth of people in one seat.
SEAM = "Ann Ames,Chair,Council,2011-01-03,2019-01-17\nBob Birk,Chair,Council,2019-01-07,2021\n"
CROWD = "Cy Elm,Judge,Court,2001,2009\nDi Fern,Judge,Court,2002,2010\n"


@pytest.fixture
def ask(db: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command as at a terminal, with what is typed at its questions."""
    monkeypatch.setattr(import_plan, "_is_terminal", lambda: True)
    return lambda typed, *words: CliRunner().invoke(app, ["--db", str(db), *words], input=typed)


def a_file(folder: Path, rows: str) -> str:
    path = folder / "file.csv"
    path.write_text(HEAD + rows, "utf-8")
    return str(path)


def test_each_group_is_asked_and_settled_as_answered(ask: Run, registry: Registry, tmp_path: Path):
    result = ask("what\nyes\ny\n", "import", a_file(tmp_path, SEAM + CROWD))

    assert result.exit_code == 0, result.output
    assert "'what' is not an answer; type one of yes, skip, flag, no" in result.output
    assert result.output.count("Settle with --") == 3
    assert len(registry.who("judge", "2005").holders) == 2
    assert len(registry.history("chair").holders) == 2


def test_the_order_of_days_and_months_is_asked_where_no_date_tells_it(ask: Run, registry: Registry, tmp_path: Path):
    result = ask("dmy\n", "import", a_file(tmp_path, "Ann Ames,Chair,Council,03/04/2005,\n"))

    assert result.exit_code == 0, result.output
    assert "Which is first? dmy or mdy" in result.output
    assert [each.start for each in registry.history("chair").holders] == ["2005-04-03"]


def test_the_rest_can_be_left_out(ask: Run, registry: Registry, tmp_path: Path):
    result = ask("skip\n", "import", a_file(tmp_path, CROWD))

    assert result.exit_code == 0, result.output
    assert len(registry.history("judge").holders) == 1
    assert "1 left out" in result.output


def test_the_rest_can_be_flagged(ask: Run, registry: Registry, tmp_path: Path):
    result = ask("flag\n", "import", a_file(tmp_path, CROWD))

    assert result.exit_code == 0, result.output
    assert "disputed" in result.output


def test_no_imports_nothing(ask: Run, registry: Registry, tmp_path: Path):
    result = ask("no\n", "import", a_file(tmp_path, CROWD))

    assert result.exit_code == 1
    assert registry.organizations.list() == []


def test_the_plan_is_shown_and_nothing_is_asked_or_written(ask: Run, registry: Registry, tmp_path: Path):
    result = ask("", "import", a_file(tmp_path, CROWD), "--plan")

    assert result.exit_code == 0, result.output
    assert "settled by --seats auto" in result.output
    assert "Settle with" not in result.output
    assert registry.organizations.list() == []


def test_roles_and_organizations_are_merged_after_a_preview(run: Run, registry: Registry, tmp_path: Path):
    first = "Ann Ames,Chair,Council,2001,2003\nBob Birk,Chairman,The Town Council,2003,2005\n"
    assert run("import", a_file(tmp_path, first)).exit_code == 0

    tried = run("organization", "merge", "the-town-council", "council", "--dry-run")
    assert tried.exit_code == 0, tried.output
    assert len(registry.organizations.list()) == 2
    done = run("organization", "merge", "the-town-council", "council", "--because", "one body")
    assert done.exit_code == 0, done.output
    merged = run("role", "merge", "chairman", "chair", "--because", "one post")
    assert merged.exit_code == 0, merged.output

    assert len(registry.organizations.list()) == 1
    assert len(registry.history("chair").holders) == 2


def test_who_was_added_beside_a_namesake_is_reviewed_and_accepted(run: Run, registry: Registry, tmp_path: Path):
    one = tmp_path / "one.csv"
    one.write_text(HEAD + "Ann Ames,Chair,Council,2001,2003\n", "utf-8")
    other = tmp_path / "other.csv"
    other.write_text(HEAD + "Ann Ames,Judge,Court of Salt,1961,1963\n", "utf-8")
    assert run("import", str(one)).exit_code == run("import", str(other)).exit_code == 0
    assert len(registry.people.list()) == 2

    shown = run("person", "duplicates", "--from-import", "2")
    assert "Ann Ames" in shown.output
    none = run("person", "duplicates", "--from-import", "2", "--accept", "none")
    assert none.exit_code == 0, none.output
    assert len(registry.people.list()) == 2
    done = run("person", "duplicates", "--from-import", "2", "--accept", "all")
    assert done.exit_code == 0, done.output
    assert [person.label for person in registry.people.list()] == ["Ann Ames"]
