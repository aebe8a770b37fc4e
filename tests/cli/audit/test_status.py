"""`registry status`, and `registry` alone."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner, Result

from registry.cli.app import app

Run = Callable[..., Result]


def test_status_says_what_is_there_what_is_newest_and_what_to_do_next(run_seed: Run):
    run_seed("role", "add", "Adjutant", "--organization", "general staff")
    text = run_seed("status").stdout
    lines = text.splitlines()

    assert lines[0].startswith("Recorded: 3 people, 2 organizations, 3 roles")
    assert "role add" in lines[1] or "Adjutant" in lines[1]
    assert "Without a holder today: Adjutant." in lines
    assert len(lines) <= 24
    proposed = [line.split("  #")[0].strip() for line in lines[lines.index("Next:") + 1 :]]
    assert proposed
    assert all(run_seed(*shlex.split(each)[1:]).exit_code in (0, 1) for each in proposed)


def test_status_as_json_names_the_vacant_roles(run_seed: Run):
    run_seed("role", "add", "Adjutant", "--organization", "general staff")
    found = json.loads(run_seed("status", "--format", "json").stdout)

    assert found["vacant"] == [["adjutant", "Adjutant"]]
    assert found["counts"]["roles"] == 3
    assert run_seed("status", "--format", "csv").stdout.startswith("what,count\npeople,3\n")


def test_registry_alone_prints_the_state_and_ten_commands(run_seed: Run):
    result = run_seed()
    lines = result.stdout.splitlines()

    assert result.exit_code == 0
    assert lines[0].startswith("Recorded: 3 people")
    assert len([line for line in lines if line.startswith("  registry ") and "  # " not in line]) == 10


def test_registry_alone_says_how_to_begin_where_there_is_no_file(tmp_path: Path):
    path = tmp_path / "none.db"
    result = CliRunner().invoke(app, ["--db", str(path)])

    assert result.exit_code == 0
    assert "init --sample" in result.stdout
    assert not path.exists()


def test_a_registry_without_roles_does_not_say_that_every_role_has_a_holder(run: Run):
    assert "Every role has a holder" not in run("status").stdout
