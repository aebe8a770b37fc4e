"""Keys fold what never tells two names apart; likeness forgives more, for questions only."""

from __future__ import annotations

import pytest

from registry.domain.names.keys import ALIKE, name_key, nearest, slug_of, title_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Jean Chrétien", "jean chretien"),
        ("  JEAN   CHRÉTIEN ", "jean chretien"),
        ("Charles Q. Brown Jr.", "charles q brown jr"),
        ("Yuriy Il'in", "yuriy ilin"),
        ("Anne-Marie O’Neill", "anne marie oneill"),
        ("Гнатов Андрій", "gnatov andriy"),
        ("\x00", ""),
        ("???", "???"),  # signs, and scripts that cannot be folded
        ("\U00012399  \U00012398", "\U00012399 \U00012398"),
    ],
)
def test_a_name_key_folds_case_accents_punctuation_and_script(text: str, key: str):
    assert name_key(text) == key


@pytest.mark.parametrize(
    "text", ["Minister of Defence", "minister of defense", "The Minister of Defence", "MINISTER, DEFENCE"]
)
def test_a_title_key_forgives_articles_and_american_spelling(text: str):
    assert title_key(text) == "minister defense"


def test_a_title_of_small_words_only_keeps_them():
    assert title_key("The Of") == "the of"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Charles Q. Brown Jr.", "charles-q-brown-jr"),
        ("U.S. Department of State", "us-department-of-state"),
        ("!!!", "x"),
    ],
)
def test_a_slug_is_readable(text: str, slug: str):
    assert slug_of(text) == slug


def test_a_long_slug_ends_at_a_word():
    assert slug_of("word " * 40, longest=22) == "word-word-word-word"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anatoliy Barhylevych", "Anatoly Bargilevich"),
        ("Anatoliy Barhylevych", "Баргилевич Анатолій"),
        ("Andriy Hnatov", "Andrii Gnatov"),
        ("Volodymyr Zelenskyy", "Vladimir Zelensky"),
        ("A. Barhylevych", "Anatoliy Barhylevych"),
    ],
)
def test_spellings_of_one_name_are_alike(one: str, other: str):
    assert nearest(name_key(one), [name_key(other)], ALIKE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Andriy Hnatov", "Andriy Taran"),
        ("Serhiy Shaptala", "Serhiy Korniychuk"),
        ("Jane Smith", "John Smith"),
    ],
)
def test_different_people_are_not_alike(one: str, other: str):
    assert not nearest(name_key(one), [name_key(other)], ALIKE)


def test_a_slip_of_a_surname_is_near_to_the_whole_name():
    keys = ["andriy hnatov", "serhiy shaptala"]

    assert nearest("hnatof", keys, at_least=60) == []
    assert nearest("hnatof", keys, at_least=60, parts=True) == ["andriy hnatov"]


def test_the_nearest_come_first_and_the_unlike_not_at_all():
    keys = ["master war", "chief staff", "minister war"]

    assert nearest("minster war", keys, at_least=60) == ["minister war", "master war"]
