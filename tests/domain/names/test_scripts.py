"""The script of a name follows from its letters."""

from __future__ import annotations

import pytest

from registry.domain.names.scripts import script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Andriy Hnatov", "Latn"),
        ("Jean Chrétien, Jr. 2", "Latn"),
        ("Андрій Гнатов", "Cyrl"),
        ("محمد بن سلمان", "Arab"),
        ("习近平", "Hani"),
        ("安倍しんぞう", "Jpan"),
        ("문재인", "Hang"),
        ("Κυριάκος", "Grek"),
        ("בנימין", "Hebr"),
        ("Aндрiй Гнатов", None),
        ("2025", None),
        ("", None),
    ],
)
def test_the_script_is_that_of_all_letters_or_none(text: str, script: str | None):
    assert script_of(text) == script
