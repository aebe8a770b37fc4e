"""Likeness of names: other romanizations, order, initials and missing words cost little; other family names much."""

from __future__ import annotations

import pytest

from registry.domain.names.keys import name_key, title_key
from registry.domain.names.similarity import consonants, most_alike

ANATOLIY = name_key("Anatoliy Barhylevych")


def likeness(told: str, known: str) -> float:
    return most_alike(name_key(told), [name_key(known)])[name_key(known)]


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ("Anatoly Bargilevich", "Anatoliy Barhylevych"),
        ("Баргилевич Анатолій", "Anatoliy Barhylevych"),
        ("Лопата Анатолій Васильович", "Anatoliy Lopata"),
        ("A. Barhylevych", "Anatoliy Barhylevych"),
        ("Lieutenant-General Anatoliy Barhylevych", "Anatoliy Barhylevych"),
        ("习近平", "Xi Jinping"),
        ("Ксения Щербакова", "Kseniya Scherbakova"),
        ("Mohammed al-Sabah", "Muhammad Al Sabah"),
    ],
)
def test_spellings_of_one_name_are_alike(told: str, known: str):
    assert likeness(told, known) > 84


@pytest.mark.parametrize(
    ("told", "nearer", "farther"),
    [
        ("Anatoliy Barhylevych", "Barhylevych", "Anatoliy Lopata"),
        ("Serhii Shaptala", "Serhiy Shaptala", "Serhiy Korniychuk"),
        ("Y. Kukhmenko", "Yuriy Kuchmenko", "Oleksandr K. Yanukyuk"),
        ("J. Smith", "John Smith", "Smith Jones"),
        ("Lieutenant General Vincent", "Richard Vincent", "Lieutenant Field"),
    ],
)
def test_the_family_name_weighs_most(told: str, nearer: str, farther: str):
    assert likeness(told, nearer) > likeness(told, farther)


def test_the_same_name_has_a_likeness_of_100_and_no_other_name_has():
    assert likeness("Andriy Hnatov", "ANDRIY HNATOV") == 100
    assert 98 < likeness("Hnatov, Andriy", "Andriy Hnatov") < 100


def test_a_hyphen_in_a_title_makes_no_difference():
    told, known = title_key("Lieutenant-General of the Tower"), title_key("Lieutenant General of the Tower")

    assert most_alike(told, [known], title=True) == {known: 100}


def test_a_word_of_a_title_finds_the_whole():
    known = title_key("Chief of the General Staff of the Armed Forces of Ukraine")

    assert most_alike(title_key("general staff"), [known], title=True)[known] > 80


@pytest.mark.parametrize("known", ["", "x", "2", "a b c d e f g h i j k l m n o p"])
def test_odd_names_are_compared_all_the_same(known: str):
    assert all(0 <= score <= 100 for score in most_alike(ANATOLIY, [known]).values())


def test_consonants_are_what_romanizations_share():
    assert consonants("andriy hnatov") == consonants("andrei gnatow") == "ndr hntv"
