from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.exchange.csv_injection import FORMULAS, harmless, unharmed

TEXTS = st.text() | st.builds("{}{}".format, st.sampled_from(FORMULAS), st.text())


@given(TEXTS)
def test_what_is_made_harmless_can_be_taken_back(text: str):
    assert unharmed(harmless(text)) == text


@given(TEXTS)
def test_no_harmless_text_begins_like_a_formula(text: str):
    assert not harmless(text).startswith(tuple(sign for sign in FORMULAS if sign != "'"))


@pytest.mark.parametrize("text", ["Jane Roe", "", "a = b", "2024-02"])
def test_other_texts_stay_as_they_are(text: str):
    assert harmless(text) == text
