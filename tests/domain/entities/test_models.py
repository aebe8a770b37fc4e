"""What may be recorded, and how a refusal names the field, the value and what it may be."""

from __future__ import annotations

import pytest

from registry.domain.dates.bounds import TenureError
from registry.domain.entities.models import Appointment, Citation, Identifier, Person, Source
from registry.domain.entities.validation import InvalidValueError, validated
from registry.domain.errors import DateError, RegistryError


def an_appointment(**values: object) -> Appointment:
    return validated(Appointment, {"slug": "a-chief", "person": "a", "role": "chief", **values})


def test_a_name_is_tidied_to_one_composed_line():
    assert validated(Person, {"slug": "jean", "name": "  Jean \u00a0 Chre\u0301tien "}).name == "Jean Chrétien"


@pytest.mark.parametrize("name", ["", "   ", "a\x00b", "two\nlines", "x" * 301])
def test_a_name_that_is_empty_controlled_or_endless_is_refused(name: str):
    with pytest.raises(InvalidValueError, match=r"^name "):
        validated(Person, {"slug": "x", "name": name})


def test_names_in_any_script_with_quotes_and_marks_are_kept():
    for name in ("Володимир Зеленський", 'O\'Neill "Tip"', "Robert'); drop table people;--", "محمد", "習近平"):
        assert validated(Person, {"slug": "x", "name": name}).name == name


def test_an_unknown_start_has_one_spelling():
    assert an_appointment(start="XXXX").start is None


def test_an_end_before_the_start_is_refused_with_both_dates():
    with pytest.raises(TenureError, match=r"the end 2019 .* is before the start 2020"):
        an_appointment(start="2020", end="2019")


def test_an_end_in_the_month_of_the_start_is_fine():
    assert an_appointment(start="2024-02-15", end="2024-02").bounds().end_earliest == "2024-02-15"


def test_an_impossible_date_is_refused():
    with pytest.raises(DateError, match=r"February 2023 has 28 days"):
        an_appointment(start="2023-02-30")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": "temporary"}, "kind 'temporary'"),
        ({"how": "apointed"}, "how 'apointed' looks like a slip; did you mean 'appointed'?"),
        ({"end_reason": "Resigned"}, "end_reason 'Resigned' looks like a slip; did you mean 'resigned'?"),
        ({"slug": "Not A Slug"}, "slug 'Not A Slug' must be lower-case"),
        ({"salary": "much"}, "salary 'much' is not a known field"),
        ({"rank": "x" * 500}, "is longer than the 300 characters"),
    ],
)
def test_a_refusal_names_the_field_the_value_and_what_it_may_be(values: dict[str, str], said: str):
    with pytest.raises(RegistryError) as refused:
        an_appointment(**values)

    assert said in str(refused.value)


def test_a_reason_of_ones_own_is_kept():
    assert an_appointment(end_reason="ministry merged").end_reason == "ministry merged"


def test_people_do_not_die_before_they_are_born():
    with pytest.raises(TenureError, match=r"the death 1900 .* is before the birth 1950"):
        validated(Person, {"slug": "x", "name": "X", "birth": "1950", "death": "1900"})


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x.org", "www.x.org", "https://x.org/a b", "http://"])
def test_a_source_has_a_web_address_or_none(url: str):
    with pytest.raises(InvalidValueError, match=r"web address"):
        validated(Source, {"slug": "x", "title": "X", "url": url})


def test_what_a_citation_supports_is_known_and_in_order():
    values = {"appointment": "a", "source": "s"}

    assert validated(Citation, {**values, "supports": "rank, start"}).supports == "start,rank"
    with pytest.raises(InvalidValueError, match=r"'height' is not a field"):
        validated(Citation, {**values, "supports": "start,height"})


@pytest.mark.parametrize("day", ["2025", "2025-03", "20250317", "2025-02-30", "2025-03-17T10:00"])
def test_somebody_is_observed_on_one_real_day(day: str):
    with pytest.raises(InvalidValueError, match=r"must be one day"):
        validated(Citation, {"appointment": "a", "source": "s", "observed": day})


def test_an_identifier_has_a_plain_scheme():
    assert validated(Identifier, {"scheme": "wikidata", "value": "Q42"}).value == "Q42"
    with pytest.raises(InvalidValueError):
        validated(Identifier, {"scheme": "Wiki Data", "value": "Q42"})
