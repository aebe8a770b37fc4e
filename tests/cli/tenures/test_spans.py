"""Questions about a month, a year or a span: each form that the docs list, asked of a role, a person and a body."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from registry import Registry
from registry.domain.errors import DateError
from tests.conftest import CHIEF

Run = Callable[..., Result]
DOCS = Path(__file__).parents[3] / "docs" / "dates.md"
_ROW = re.compile(r"^\| ([^|]+) \| `(--[^`]+)` \| (\S+) \| (\S+) \|$", re.MULTILINE)
ROWS = [(words, first, last) for _, words, first, last in _ROW.findall(DOCS.read_text("utf-8"))]


def test_the_docs_list_every_form():
    assert len(ROWS) == 17


@pytest.mark.parametrize(("words", "first", "last"), ROWS)
def test_each_form_is_asked_as_the_docs_say(run_seed: Run, words: str, first: str, last: str):
    days = tuple(None if day == "open" else day for day in (first, last))
    for question in (("who", CHIEF), ("history", CHIEF), ("career", "hnatov"), ("holders", "general staff")):
        result = run_seed(*question, *shlex.split(words), "--format", "json")

        assert result.exit_code == 0, result.stderr
        found = json.loads(result.stdout)
        assert (found["first"], found["last"]) == days, question
        assert run_seed(*question, *shlex.split(words)).exit_code == 0


def test_everybody_who_held_it_at_any_time_in_a_year_is_told_in_order_and_who_throughout(seed: Registry):
    found = seed.who(CHIEF, "2024")

    assert [(each.person, each.certainty, each.throughout) for each in found.holders] == [
        ("serhiy-shaptala", "certain", None),
        ("anatoliy-barhylevych", "certain", None),
    ]
    assert [(each.person, each.throughout) for each in seed.who(CHIEF, "2022").holders] == [
        ("serhiy-shaptala", "certain")
    ]


def test_a_span_in_a_sentence(run_seed: Run):
    chief = "Chief of the General Staff (General Staff of the Armed Forces of Ukraine)"

    def first(*words: str) -> str:
        return run_seed("who", CHIEF, *words).stdout.splitlines()[0]

    both = "Serhiy Shaptala and Anatoliy Barhylevych"
    assert first("--on", "2024") == f"In 2024 the {chief} was {both}."
    assert first("--on", "2022-09") == f"In September 2022 the {chief} was Serhiy Shaptala (throughout)."
    assert first("--from", "2022", "--to", "2023") == f"From 2022 to 2023 the {chief} was Serhiy Shaptala (throughout)."


def test_of_a_span_history_and_career_tell_what_lies_in_it(seed: Registry):
    assert [each.person for each in seed.history(CHIEF, "2022").holders] == ["serhiy-shaptala"]
    assert [each.role for each in seed.career("barhylevych", start="2024-05", to="2024-06").appointments] == [CHIEF]
    assert seed.career("barhylevych", "before 2024").appointments == ()


def test_a_day_and_a_span_at_once_are_refused(seed: Registry):
    with pytest.raises(DateError, match="not both"):
        seed.who(CHIEF, "2024", start="2023")


def test_somebody_of_whom_no_start_is_recorded_stands_apart_from_the_possible(staff: Registry):
    from registry import Evidence
    from registry.domain.presentation.sentences import sentence

    seen = Evidence("https://example.org/1", title="A", observed="2025-03-16")
    staff.appoint("Ada Birch", CHIEF, "unknown", evidence=seen)
    found = staff.who(CHIEF, "1990-01-01")

    told = sentence(found, "2026-01-02")
    assert found.holders[0].since_unknown
    assert "possibly" not in told
    assert told.endswith("Ada Birch is recorded in office on 16 March 2025; the start is not recorded.")


def test_a_name_that_ends_in_a_full_stop_gets_no_second_one(staff: Registry):
    from registry.domain.presentation.sentences import sentence

    staff.appoint("Charles Q. Brown Jr.", CHIEF, "2023-10-01", "2025-02-21", new=True)

    assert sentence(staff.who(CHIEF, "2024-01-01"), "2026-01-02").endswith("was Charles Q. Brown Jr.")


def test_a_possible_vacancy_and_a_single_empty_seat_are_told(staff: Registry):
    from registry.domain.presentation.sentences import sentence

    staff.roles.add("Board", "general staff", seats=2)
    staff.appoint("Ada Birch", "board", "2020-01-01", "2021-01-01")
    staff.vacant("board", "2020-03-01", "2020-06")

    told = [sentence(staff.who("board", day), "2026-01-02") for day in ("2020-04-01", "2020-06-15", "2020-07-15")]
    board = "the Board (General Staff of the Armed Forces of Ukraine)"
    assert told == [
        f"On 1 April 2020 {board} was Ada Birch; one seat was vacant.",
        f"On 15 June 2020 {board} was Ada Birch; one seat was possibly vacant.",
        f"On 15 July 2020 {board} was Ada Birch.",
    ]
