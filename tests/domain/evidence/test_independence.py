"""How many voices stand behind a statement."""

from __future__ import annotations

from itertools import starmap
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.evidence.independence import (
    Report,
    group_numbers,
    grouped,
    host_key,
    lineage,
    publisher_key,
    stands,
)
from tests.store.audit.random_registries import a_source
from tests.store.audit.rules_oracle import are_one_voice

NOBODY = Report(None, None, None, retracted=False)


def reported(publisher: str | None = None, address: str | None = None, copy_of: int | None = None) -> Report:
    return Report(publisher, address, copy_of, retracted=False)


def count(*reports: Report) -> int:
    known = dict(enumerate(reports, 1))
    return len(set(group_numbers(known, known).values()))


def test_two_sources_of_which_nothing_is_known_are_two_voices():
    assert count(NOBODY, NOBODY) == 2


def test_a_copy_and_what_it_repeats_are_one_voice():
    assert count(reported("AP"), reported("Daily", copy_of=1)) == 1


def test_a_copy_of_a_copy_is_one_voice_with_the_first():
    assert count(reported("AP"), reported("Daily", copy_of=1), reported("Weekly", copy_of=2)) == 1


def test_two_copies_of_a_report_that_is_not_cited_are_one_voice():
    known = {1: reported("AP"), 2: reported("Daily", copy_of=1), 3: reported("Weekly", copy_of=1)}
    assert group_numbers([2, 3], known) == {2: 1, 3: 1}


@pytest.mark.parametrize("other", ["RFE / RL", "rfe/rl", "RFE-RL", "Rfe/Rl "])
def test_a_publisher_is_the_same_in_another_spelling(other: str):
    assert count(reported("RFE/RL"), reported(other)) == 1


def test_publishers_of_another_name_are_two_voices_wherever_they_are():
    assert count(reported("Ann", "blogs.org/ann"), reported("Bob", "blogs.org/bob")) == 2


def test_one_host_is_one_voice_where_a_publisher_is_not_said():
    assert count(reported(None, "news.org/a"), reported(None, "news.org/b")) == 1
    assert count(reported("News", "news.org/a"), reported(None, "news.org/b")) == 1
    assert count(reported(None, "news.org/a"), reported(None, "other.org/b")) == 2


def test_what_is_one_voice_with_a_third_is_one_voice():
    daily = reported("Daily", "daily.org/1")
    assert count(daily, reported("AP"), reported("daily", copy_of=2)) == 1


def test_vowel_signs_tell_publishers_apart():
    assert publisher_key("हिंदी") != publisher_key("हंदा")


@pytest.mark.parametrize("name", [None, "", " – ", "..."])
def test_a_name_of_nothing_but_signs_is_no_publisher(name: str | None):
    assert publisher_key(name) is None


def test_the_host_of_an_address_has_no_path():
    keys = ("a.org/x?y", "a.org?x=/y", "a.org#!/x", "a.org")
    assert {host_key(key) for key in keys} == {"a.org"}


def test_what_was_retracted_is_no_voice_nor_is_its_copy():
    fell = reported("AP")._replace(retracted=True)
    known = {1: fell, 2: reported("Daily", copy_of=1), 3: reported("Weekly")}
    assert group_numbers(known, known) == {3: 1}
    assert not stands(2, known)


def test_two_that_only_a_retracted_one_ties_together_are_two_voices():
    fell = reported("AP", copy_of=2)._replace(retracted=True)
    known = {1: fell, 2: reported("Daily"), 3: reported("AP")}
    assert group_numbers(known, known) == {2: 1, 3: 2}


def test_a_circle_of_copies_ends():
    known = {1: reported(copy_of=2), 2: reported(copy_of=1), 3: reported(copy_of=3)}
    assert lineage(1, known) == [1, 2]
    assert grouped([1, 2, 3], known) == [[1, 2], [3]]


@given(st.randoms(use_true_random=False))
def test_voices_are_what_hangs_together(random: Random):
    """Against the naive statement to which the SQL of the rule is held, too."""
    sources = [a_source(random, number) for number in (1, 2, 3, 4, 5)]
    by_id = {source.id: source for source in sources}
    known = {
        s.id: Report(s.publisher, f"{s.host}/s{s.id}" if s.host else None, s.copy_of, s.retracted) for s in sources
    }

    def one_voice(one: int, other: int) -> bool:
        lines = [[by_id[each] for each in lineage(source, known)] for source in (one, other)]
        return any(starmap(are_one_voice, ((x, y) for x in lines[0] for y in lines[1])))

    near = {(x, y) for x in by_id for y in by_id if one_voice(x, y)}
    for _ in by_id:
        near |= {(x, z) for x, y in near for other, z in near if y == other}
    groups = grouped(list(by_id), known)

    assert sorted(each for group in groups for each in group) == list(by_id)
    assert {(x, y) for group in groups for x in group for y in group} == near
