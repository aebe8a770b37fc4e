"""What role and organization succeeded, role move, role link, detail and event refuse at a prompt, and say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from typer.testing import Result

from registry import Registry
from tests.conftest import CHIEF

Run = Callable[..., Result]
INSPECTOR = "inspector-general"


@pytest.fixture
def world(seed: Registry) -> Registry:
    seed.roles.add("Deputy Inspector", "ministry of defence")
    return seed


REFUSED: dict[str, tuple[list[str], int, str]] = {
    "one of several roles that is not there": (
        ["role", "link", "deputy inspector", "reports to", INSPECTOR, "Nobody"], 1, "no role 'Nobody'"),
    "one of several new roles that is not there": (
        ["role", "succeeded", INSPECTOR, "--by", "deputy inspector", "--by", "Nobody", "--how", "split", "--on",
         "2020"], 1, "no role 'Nobody'"),
    "one of several dates that is none": (
        ["event", "Andriy Hnatov", "start", "--decreed", "2025-03-15", "--sworn-in", "2025-03-40"], 1, "no day 40"),
    "the same act twice": (
        ["event", "Andriy Hnatov", "start", "decreed", "2025-03-15", "--decreed", "2025-03-14"], 2, "is given twice"),
    "how of what has none": (
        ["role", "link", "deputy inspector", "excludes", INSPECTOR, "--how", "command"], 2, "leave it out"),
    "a source for what is taken back": (
        ["role", "link", "deputy inspector", "excludes", INSPECTOR, "--remove", "--because", "x",
         "--source", "gazette"], 2, "nothing is recorded with --remove"),
    "an end for a detail that is taken back": (
        ["detail", "Andriy Hnatov", "rank", "General", "--to", "2026", "--remove", "--because", "x"],
        2, "nothing is recorded with --remove"),
    "a note for a date that is taken back": (
        ["event", "Andriy Hnatov", "start", "decreed", "2025", "--note", "n", "--remove", "--because", "x"],
        2, "nothing is recorded with --remove"),
    "a source for a succession that is taken back": (
        ["role", "succeeded", INSPECTOR, "--by", "deputy inspector", "--how", "split", "--on", "2020", "--remove",
         "--because", "x", "--source", "gazette"], 2, "nothing is recorded with --remove"),
    "a field in capitals": (["detail", "Andriy Hnatov", "Rank", "General"], 1, "must be words in lower case"),
    "a role twice": (["role", "link", INSPECTOR, "reports to", INSPECTOR], 1, "is given twice"),
}  # fmt: skip


@pytest.mark.usefixtures("world", "untouched")
@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_in_one_line_and_nothing_is_written(run: Run, case: str):
    words, code, message = REFUSED[case]

    result = run(*words)

    assert result.exit_code == code, result.output
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_relations_to_several_roles_are_one_change_that_can_be_undone_and_taken_back(world: Registry, run: Run):
    before = len(world.log())

    linked = run("role", "link", "deputy inspector", "reports to", INSPECTOR, CHIEF, "--from", "2020")
    assert linked.output.count("Recorded:") == 2, linked.output
    assert len(world.log()) == before + 1

    taken_back = run("role", "link", "deputy inspector", "reports to", INSPECTOR, CHIEF, "--remove", "--because", "no")
    assert taken_back.output.count("Removed:") == 2, taken_back.output
    assert world.roles.relations("deputy inspector") == ()


def test_a_taking_back_of_several_takes_back_all_or_nothing(world: Registry, run: Run):
    run("role", "link", "deputy inspector", "reports to", INSPECTOR)

    result = run("role", "link", "deputy inspector", "reports to", INSPECTOR, CHIEF, "--remove", "--because", "no")

    assert result.exit_code == 1
    assert len(world.roles.relations("deputy inspector")) == 1


def test_the_source_of_roles_that_exclude_each_other_is_kept_for_each_pair(world: Registry, run: Run):
    result = run("role", "link", "deputy inspector", "excludes", INSPECTOR, CHIEF, "--source", "A law of 2020")

    assert result.output.count("Recorded:") == 3, result.output
    cited = world.file.connection.execute("select count(*) from relation_citations").fetchone()
    assert cited == (3,)


def test_a_detail_that_is_there_twice_is_taken_back_by_its_start_only(world: Registry, run: Run):
    world.detail("Andriy Hnatov", "rank", "General", "2025-04", "2025-05")
    world.detail("Andriy Hnatov", "rank", "General", "2025-08")

    unclear = run("detail", "Andriy Hnatov", "rank", "General", "--remove", "--because", "x")
    assert (unclear.exit_code, "choose one with --from: 2025-04, 2025-08" in unclear.stderr) == (1, True)

    clear = run("detail", "Andriy Hnatov", "rank", "General", "--from", "2025-08", "--remove", "--because", "x")
    assert "from April 2025 to May 2025" in clear.output, clear.output
    assert "August" not in clear.output


def test_a_role_moves_into_no_organization_that_has_one_of_its_title(world: Registry, run: Run):
    moved = run("role", "move", INSPECTOR, "--to", "general staff", "--on", "2025-06-01")
    assert "(inspector-general-general-staff" in moved.output, moved.output

    again = run("role", "move", INSPECTOR, "--to", "general staff", "--on", "2025-07-01")
    assert again.exit_code == 1
    assert "already has a role 'Inspector General'" in again.stderr, again.output


def test_a_relation_that_overlaps_one_on_record_names_the_recorded_dates(world: Registry, run: Run):
    world.roles.link("deputy inspector", "reports to", INSPECTOR, start="2020")

    result = run("role", "link", "deputy inspector", "reports to", INSPECTOR, "--from", "2021")
    assert "from 2020; to change that" in result.stderr, result.output
    result = run(
        "role", "link", "deputy inspector", "reports to", INSPECTOR, "--from", "2021", "--remove", "--because", "x"
    )
    assert "from 2021, but from 2020" in result.stderr, result.output


def test_an_absence_is_said_with_its_reason_once(run_seed: Run):
    first = run_seed("absent", "Hnatov", "--from", "2025-06", "--to", "2025-07").stdout
    second = run_seed("absent", "Hnatov", "--from", "2025-08", "--why", "leave").stdout

    assert "  absent, from June 2025 to July 2025\n" in first
    assert "  absent (leave), from August 2025\n" in second
    assert "  absent (leave)" in run_seed("career", "Hnatov").stdout
