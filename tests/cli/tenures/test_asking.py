"""Entries by prompts at a terminal; elsewhere what is missing is added by --create, or refused with the command."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from registry import Registry
from registry.cli import prompts
from registry.cli.app import app
from registry.cli.commands.tenures import asking, entries
from tests.conftest import CHIEF

Run = Callable[..., Result]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits there and answers."""
    for module in (prompts, asking, entries):
        monkeypatch.setattr(module, "at_terminal", lambda: True)


def holders(run: Run, role: str, on: str) -> list[str]:
    found = json.loads(run("who", role, "--on", on, "--json").stdout)
    return [each["name"] for each in found["holders"]]


@pytest.mark.usefixtures("terminal")
def test_an_appointment_is_asked_for_field_by_field_with_what_is_missing_for_it(run: Run):
    answers = ["Ann Lee", "Mayor of Leeds", "y", "", "16 Maerz", "16 March 2025", "", "Bob Ray", "2020-05", "y"]

    result = run("appoint", input="".join(f"{answer}\n" for answer in answers))

    assert result.exit_code == 0, result.output
    assert "= 16 March 2025 [2025-03-16]" in result.stderr
    assert "'Ann Lee' is new, and will be added." in result.stderr
    assert "Its organization [Leeds]" in result.stderr
    assert "New organization: leeds" in result.stderr
    assert holders(run, "Mayor of Leeds", "2025-03-16") == ["Bob Ray", "Ann Lee"]


@pytest.mark.usefixtures("terminal")
def test_a_hand_over_shows_who_is_in_office_and_asks_only_for_what_is_left_out(run_seed: Run):
    result = run_seed("succeed", "--on", "2025-12-01", input="chief of the general\nOlena Orel\ny\n")

    assert "now: Andriy Hnatov, from 16 March 2025 on" in result.stderr
    assert "Day of the hand-over" not in result.stderr
    assert holders(run_seed, CHIEF, "2025-12-02") == ["Olena Orel"]


@pytest.mark.usefixtures("terminal")
def test_an_end_offers_the_role_that_the_person_still_holds(run_seed: Run):
    result = run_seed("end", input="Hnatov\n2025-12-01\ny\n")

    assert "the only role that is open: Chief of the General Staff" in result.stderr
    assert "to 1 December 2025" in result.stdout


@pytest.mark.usefixtures("terminal", "seed", "untouched")
def test_nothing_is_written_after_a_no(run_seed: Run):
    assert run_seed("end", input="Hnatov\n2025-12-01\nn\n").exit_code == 1


@pytest.mark.usefixtures("terminal")
def test_a_vacancy_is_asked_for(run_seed: Run):
    result = run_seed("vacant", input="Inspector General\n2019\n2020\ny\n")

    assert "vacant" in result.stdout
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (("appoint",), "argument 'PERSON'"),
        (("appoint", "Ann Lee"), "argument 'ROLE'"),
        (("appoint", "Ann Lee", "chief"), "option '--from'"),
        (("succeed", "chief", "Ann Lee"), "option '--on'"),
        (("end", "Hnatov", "chief"), "option '--on'"),
        (("appoint", "Ann Lee", "chief", "--from", "2020", "--replacing-since", "2019"), "--replacing"),
    ],
)
@pytest.mark.usefixtures("seed", "untouched")
def test_elsewhere_what_is_left_out_is_a_usage_error(run_seed: Run, words: tuple[str, ...], missing: str):
    result = run_seed(*words)

    assert result.exit_code == 2
    assert missing in result.stderr


def test_the_refusal_of_a_missing_role_has_the_command_that_adds_it(run: Run, db):
    refused = run("appoint", "Ann Lee", "Minister of Weights", "--from", "2020", "--replacing", "Bob Ray")
    command = re.findall(r"`(registry [^`]*--create[^`]*)`", refused.stderr)[0]

    done = CliRunner().invoke(app, shlex.split(command)[1:])

    assert refused.exit_code == 1
    assert done.exit_code == 0, done.stderr
    assert "New organization: ministry-of-weights" in done.stderr
    assert "Bob Ray, Minister of Weights (Ministry of Weights), from an unknown day to 2020" in done.stdout


@pytest.mark.usefixtures("seed", "untouched")
def test_a_refusal_that_ends_in_a_question_has_no_full_stop_behind_it(run_seed: Run):
    done = run_seed("appoint", "Ann Lee", "General of Nothing", "--from", "2025")

    assert done.exit_code == 1
    assert ")? To add it with the entry: `registry " in done.stderr


def test_a_new_role_that_is_much_like_a_recorded_one_is_not_added(run_seed: Run):
    result = run_seed(
        "appoint", "Ann Lee", "Chiefs of General Staff", "--from", "2030", "--create", "--organization", "general staff"
    )

    assert result.exit_code == 1
    assert "may be the same" in result.stderr


@pytest.mark.parametrize("words", [("Olena Orel", "chief"), ("chief", "Olena Orel")])
@pytest.mark.parametrize("verb", ["appoint", "succeed"])
def test_person_and_role_stand_in_either_order(seed: Registry, run: Run, verb: str, words: tuple[str, ...]):
    seed.end("Hnatov", CHIEF, "2025-11-30") if verb == "appoint" else None
    result = run(verb, *words, "--from" if verb == "appoint" else "--on", "2025-12-01")

    assert result.exit_code == 0, result.stderr
    assert holders(run, CHIEF, "2025-12-02") == ["Olena Orel"]


def test_a_predecessor_who_is_not_recorded_is_named_with_since_when(run: Run):
    run("organization", "add", "Leeds")
    run("role", "add", "Mayor", "--organization", "Leeds")
    refused = run("succeed", "Mayor", "Ann Lee", "--on", "2025")

    result = run("succeed", "Mayor", "Ann Lee", "--on", "2025", "--replacing", "Bob Ray", "--replacing-since", "2020")

    assert "--replacing-since" in refused.stderr
    assert "Bob Ray, Mayor (Leeds), from 2020 [2020] to 2025 [2025]." in result.stdout.replace("in ", "")
    assert result.stderr.count("New person") == 2


@pytest.mark.usefixtures("seed", "untouched")
def test_since_when_of_a_recorded_predecessor_is_refused(run_seed: Run):
    result = run_seed(
        "succeed", CHIEF, "Ann Lee", "--on", "2025-12-01", "--replacing", "Hnatov", "--replacing-since", "2020"
    )

    assert "leave --replacing-since out" in result.stderr


def test_a_rival_claimant_is_entered_as_the_refusal_of_the_clash_says(run_seed: Run):
    refused = run_seed("appoint", "Jane Roe", CHIEF, "--from", "2025-05-01")
    command = re.findall(r"`(registry [^`]*--status disputed)`", refused.stderr)[0]

    result = run_seed(*shlex.split(command)[1:])

    assert result.exit_code == 0, result.stderr
    assert "disputed" in result.stdout
    assert holders(run_seed, CHIEF, "2025-05-02") == ["Andriy Hnatov"]
