"""How what a source says stands to what is accepted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.evidence.claims import Relation, bounded, of_days, of_words


def days(text: str) -> tuple[str, str]:
    return widened(read_edtf(text))


@pytest.mark.parametrize(
    ("accepted", "claimed", "relation"),
    [
        ("2024-02-09", "2024-02-09", "agrees"),
        ("2024-02-09", "2024-02", "agrees"),
        ("2024-02", "2024-02-09", "narrower"),
        ("2024-02-09", "2024-02-10", "contradicts"),
        ("2024-02", "2024-03", "contradicts"),
        ("2024-02-09~", "2024-02-10", "narrower"),
        ("[..2010]", "[2009..]", "agrees"),
        ("XXXX", "1999", "narrower"),
        ("1999", "XXXX", "agrees"),
    ],
)
def test_a_claimed_date_agrees_is_narrower_or_contradicts(accepted: str, claimed: str, relation: str):
    assert of_days(days(accepted), days(claimed)) == relation


def test_a_tenure_that_is_open_has_no_end_that_could_agree():
    assert of_days(None, days("[2024..]")) == Relation.CONTRADICTS


TEXTS = st.sampled_from(
    ["2024", "2024-02", "2024-02-09", "2024-02-10", "2023-12", "2024-02~", "[..2024-02-10]", "XXXX"]
)


@given(TEXTS, TEXTS)
def test_a_claim_contradicts_exactly_when_it_is_contradicted(one: str, other: str):
    first, second = of_days(days(one), days(other)), of_days(days(other), days(one))

    assert (first == Relation.CONTRADICTS) == (second == Relation.CONTRADICTS)
    assert not (first == second == Relation.NARROWER)


@pytest.mark.parametrize(
    ("accepted", "claimed", "relation"),
    [
        ({"Minister of Defence", "mod"}, "minister of defense", "agrees"),
        ({"Major General"}, "Lieutenant General", "contradicts"),
        (set(), "Major General", "narrower"),
    ],
)
def test_claimed_words_agree_in_whichever_form_they_are_known(accepted: set[str], claimed: str, relation: str):
    assert of_words(accepted, claimed) == relation


def test_an_open_side_has_no_bound():
    assert bounded(days("[2010..]")) == ("2010-01-01", None)
    assert bounded(days("XXXX")) == (None, None)
