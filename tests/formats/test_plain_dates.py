"""Years, months and days, and several of them for one event."""

import pytest

from registry.domain.errors import DateError
from registry.formats.plain_dates import one_of, plain_date, plain_dates


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2020", "2020"),
        ("2020-05", "2020-05"),
        (" 2020-05-03 ", "2020-05-03"),
        ("2020-05-03T10:30:00", "2020-05-03"),
        ("2020-05-03T10", "2020-05-03"),
    ],
)
def test_a_prefix_of_a_moment_is_a_year_a_month_or_a_day(text: str, edtf: str):
    assert plain_date(text) == edtf


@pytest.mark.parametrize("text", ["", "2023-02-30", "2020-33", "2020-21", "03/04/2025", "2020-05T10", "٢٠٢٠", "0000"])
def test_anything_else_is_refused(text: str):
    with pytest.raises(DateError):
        plain_date(text)


@pytest.mark.parametrize(
    ("dates", "edtf"),
    [
        ([], None),
        (["2020"], "2020"),
        (["2020", "2020-05", "2020-05-03"], "2020-05-03"),
        (["2020", "2019-05"], "[2019-05,2020]"),
        (["[1901..2000]", "1850"], "[1850,1901..2000]"),
    ],
)
def test_several_dates_are_alternatives_unless_one_only_says_less(dates: list[str], edtf: str | None):
    assert one_of(dates) == edtf


@pytest.mark.parametrize(
    ("edtf", "dates"),
    [
        ("2020-05", ("2020-05",)),
        ("[2019-05,2020]", ("2019-05", "2020")),
        ("[2019..2021]", ()),
        ("[2019,2019-05]", ()),
        ("2020~", ()),
        ("199X", ()),
        ("XXXX", ()),
        ("2020-33", ()),
    ],
)
def test_only_alternatives_of_plain_dates_can_be_said_with_plain_dates(edtf: str, dates: tuple[str, ...]):
    assert plain_dates(edtf) == dates
