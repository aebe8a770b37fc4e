"""Dates in seven languages beside English, and words for how a tenure ended, become EDTF or a refusal with a remedy."""

import pytest

from registry.domain.dates.ending_words import ending_word
from registry.domain.dates.languages import in_english
from registry.domain.dates.phrases import PRESENT, read_date
from registry.domain.errors import DateError


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [
        ("16 березня 2025", "2025-03-16"),
        ("16 березня 2025 р.", "2025-03-16"),
        ("листопад 2019 року", "2019-11"),
        ("16 mars 2025", "2025-03-16"),
        ("1er avril 1992", "1992-04-01"),
        ("24 DÉCEMBRE 2009", "2009-12-24"),
        ("fevrier 2001", "2001-02"),
        ("1. März 1999", "1999-03-01"),
        ("1.Mai 1990", "1990-05-01"),
        ("Jänner 1990", "1990-01"),
        ("3 de mayo de 1999", "1999-05-03"),
        ("octubre de 2013", "2013-10"),
        ("primero de mayo de 2000", "2000-05-01"),
        ("3 maggio 1999", "1999-05-03"),
        ("dic. 1999", "1999-12"),
        ("1º de janeiro de 2003", "2003-01-01"),
        ("fevereiro de 2010", "2010-02"),
        ("16 marca 2025 r.", "2025-03-16"),
        ("październik 1989", "1989-10"),
    ],
)
def test_a_month_has_its_name_in_each_language(phrase: str, edtf: str):
    assert read_date(phrase) == edtf


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [
        ("hacia 2001", "2001~"),
        ("um 1350", "1350~"),
        ("vor 1402", "[..1401-12-31]"),
        ("après 1990", "[1991-01-01..]"),
        ("do 12 maja 1999", "[..1999-05-12]"),
        ("від 2001", "[2001..]"),
        ("zwischen 1990 und 1992", "[1990..1992]"),
        ("1301 oder 1302", "[1301,1302]"),
        ("unbekannt", "XXXX"),
        ("невідомо", "XXXX"),
        ("bef. 1402", "[..1401-12-31]"),
        ("aft. 3 May 1402", "[1402-05-04..]"),
        ("2012-12-00", "2012-12"),
        ("2012-00-00", "2012"),
    ],
)
def test_words_around_a_date_are_read_too(phrase: str, edtf: str):
    assert read_date(phrase) == edtf


@pytest.mark.parametrize("phrase", ["en el cargo", "bis heute", "en fonction", "дотепер", "in carica", "obecnie"])
def test_an_office_may_be_held_still_in_each_language(phrase: str):
    assert read_date(phrase) == PRESENT


@pytest.mark.parametrize("phrase", ["16 March 2025", "December 1999", "1999", "2025-03-16", "to 1999", "hello 2020"])
def test_what_is_english_or_nothing_known_is_left_to_the_english_rules(phrase: str):
    assert in_english(phrase) is None


def test_a_day_without_a_year_is_refused_in_each_language():
    with pytest.raises(DateError, match="the year is missing"):
        read_date("16 mars")


@pytest.mark.parametrize(
    ("phrase", "reason", "edtf"),
    [
        ("† 1361", "died", "1361"),
        ("d. 1402", "died", "1402"),
        ("res. 3 May 1402", "resigned", "1402-05-03"),
        ("décédé le 3 mai 1402", "died", "1402-05-03"),
    ],
)
def test_a_word_for_how_it_ended_stands_apart_from_the_date(phrase: str, reason: str, edtf: str):
    found = ending_word(phrase)

    assert found is not None
    assert found[0] == reason
    assert read_date(phrase) == read_date(found[1]) == edtf


@pytest.mark.parametrize("phrase", ["d 1402", "Dec. 1999", "died", "1361"])
def test_other_words_are_no_reason(phrase: str):
    assert ending_word(phrase) is None


@pytest.mark.parametrize("phrase", ["fl. 1371", "occurs 1371", "mentioned in 1371"])
def test_a_mention_is_no_beginning_and_no_end(phrase: str):
    with pytest.raises(DateError, match=r"write \[\.\.1371\] as a start, or \[1371\.\.\] as an end"):
        read_date(phrase)
