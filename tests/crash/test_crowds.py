"""Several programs on one file: one wins what only one can have, all else is recorded, and readers never wait."""

from __future__ import annotations

import json

from tests.crash.crowds import CROWD, MANY
from tests.crash.test_kills import run


def test_of_those_who_claim_one_seat_at_the_same_moment_exactly_one_gets_it_and_the_others_hear_why():
    for answers in json.loads(run("crowds", "seats")):
        refused = [answer for answer in answers if answer.startswith("ClashError: ")]
        assert len(refused) == CROWD - 1, answers
        assert all("the role has one seat" in answer for answer in refused)


def test_of_those_who_make_the_same_registry_at_the_same_moment_exactly_one_makes_it_and_none_fails():
    for answers in json.loads(run("crowds", "inits")):
        assert sorted(answers) == [False] * (CROWD - 1) + [True]


def test_what_many_record_at_the_same_time_is_all_there():
    told = json.loads(run("crowds", "entries"))

    assert all(isinstance(took, float) for took in told["took"]), told["took"]
    assert told["members"] == sorted(f"Member {letter}{number}" for letter in "abcdefgh" for number in range(MANY))


def test_a_reader_never_waits_for_an_import_and_sees_all_of_it_or_nothing():
    told = json.loads(run("crowds", "reader"))

    assert told["during"] > 100
    assert told["longest"] < min(5, told["import"])
    assert told["answers"] == [["Founding Member"], ["Founding Member", "Member 0 big", "Member 1 big"]]
