"""How old evidence is, in days and in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.dates.age import age_in_days, age_in_words, date_with_age


@pytest.mark.parametrize(
    ("day", "on", "said"),
    [
        ("2025-03-17", "2025-03-17", "0 days"),
        ("2025-03-17", "2025-03-18", "1 day"),
        ("2025-03-17", "2025-05-16", "60 days"),
        ("2025-03-17", "2025-05-17", "2 months"),
        ("2025-07-01", "2025-08-31", "2 months"),
        ("2025-03-17", "2025-09-16", "5 months"),
        ("2025-03-17", "2025-09-17", "6 months"),
        ("2024-03-17", "2025-03-17", "12 months"),
        ("2023-03-17", "2025-03-17", "24 months"),
        ("2023-03-17", "2025-04-17", "2 years"),
        ("2012-11-09", "2026-11-08", "13 years"),
        ("0001-01-01", "9999-12-31", "9998 years"),
    ],
)
def test_an_age_is_said_in_whole_units(day: str, on: str, said: str):
    assert age_in_words(day, on) == said


def test_evidence_of_the_day_asked_about_or_of_a_later_one_is_not_said_to_be_old():
    assert date_with_age("2025-03-17", "2025-03-18") == "17 March 2025, 1 day before"
    assert date_with_age("2025-03-17", "2025-03-17") == "17 March 2025"
    assert date_with_age("2025-03-17", "2025-03-16") == "17 March 2025"
    assert age_in_days("2025-03-17", "2025-03-16") is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 40_000))
def test_a_unit_is_never_more_than_the_days_that_have_passed(first: date, days: int):
    number, unit = age_in_words(first.isoformat(), (first + timedelta(days)).isoformat()).split()
    least = {"day": 1, "month": 28, "year": 365}[unit.removesuffix("s")]

    assert int(number) * least <= days
