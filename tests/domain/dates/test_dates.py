"""What an EDTF text can mean: its bounds, its refusals, its widening, its words."""

import re
from datetime import date, timedelta
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY, exact_day, read_edtf, widened
from registry.domain.dates.wording import date_in_words
from registry.domain.errors import DateError
from tests.conftest import examples

# --- bounds ---


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025-03-16", "2025-03-16", "2025-03-16"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("0007", "0007-01-01", "0007-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2024-1X", "2024-10-01", "2024-12-31"),
        ("2024-02-XX", "2024-02-01", "2024-02-29"),
        ("15XX-12-25", "1500-12-25", "1599-12-25"),
        ("156X-12-2X", "1560-12-20", "1569-12-29"),
        ("2023-0X-3X", "2023-01-30", "2023-09-30"),
        ("1X00-02-29", "1200-02-29", "1600-02-29"),
        ("XXXX-02-29", "0004-02-29", "9996-02-29"),
        ("XXXX-12-XX", "0001-12-01", "9999-12-31"),
        ("XXXX", FIRST_DAY, LAST_DAY),
        ("000X", "0001-01-01", "0009-12-31"),
        ("2020-35", "2020-07-01", "2020-09-30"),
        ("2020-38", "2020-05-01", "2020-08-31"),
        ("2020-41", "2020-07-01", "2020-12-31"),
        ("20XX-41", "2000-07-01", "2099-12-31"),
        ("[2010..2012]", "2010-01-01", "2012-12-31"),
        ("[2010..2010]", "2010-01-01", "2010-12-31"),
        ("[2010-03,2010-01]", "2010-01-01", "2010-03-31"),
        ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
        ("[..2010-01]", None, "2010-01-31"),
        ("[2010..]", "2010-01-01", None),
        ("[..1984,1985-10-01..]", None, None),
    ],
)
def test_a_text_means_its_first_and_last_real_day(text, earliest, latest):
    read = read_edtf(text)
    assert (read.text, read.earliest, read.latest) == (text, earliest, latest)


@lru_cache
def days_of_century(century: str) -> tuple[str, ...]:
    first = date(int(century) * 100, 1, 1)
    days = (first + timedelta(days=n) for n in range(36_525))
    return tuple(day.isoformat() for day in days if day.isoformat().startswith(century))


digit = st.sampled_from("0123456789XXXX")
century = st.sampled_from(["01", "15", "19", "20", "98"])
month = st.one_of(st.tuples(digit, digit).map("".join), st.integers(1, 12).map("{:02}".format))
day = st.one_of(st.tuples(digit, digit).map("".join), st.integers(28, 31).map("{:02}".format))
masks = st.one_of(
    st.tuples(century, digit, digit).map(lambda parts: "{}{}{}".format(*parts)),
    st.tuples(century, digit, digit, month).map(lambda parts: "{}{}{}-{}".format(*parts)),
    st.tuples(century, digit, digit, month, day).map(lambda parts: "{}{}{}-{}-{}".format(*parts)),
).filter(lambda mask: not re.match(r"....-(3[3-9]|4[01])$", mask))


@settings(max_examples=examples(300), deadline=None)
@given(masks)
def test_the_bounds_of_a_mask_are_those_of_the_days_it_fits_and_it_is_refused_if_it_fits_none(mask):
    fits = re.compile(mask.replace("X", r"\d")).match
    days = [day for day in days_of_century(mask[:2]) if fits(day)]
    try:
        read = read_edtf(mask)
    except DateError:
        assert not days
    else:
        assert (read.earliest, read.latest) == (days[0], days[-1])


# --- refusals ---


@pytest.mark.parametrize(
    ("text", "reason", "remedy"),
    [
        ("2023-02-30", "February 2023 has 28 days", "2023-02 alone"),
        ("2024-04-31", "April 2024 has 30 days", "2024-04 alone"),
        ("X900-02-29", "only leap years", "X900-02 alone"),
        ("156X-11-31", "never has more than 30 days", "156X-11 alone"),
        ("20XX-02-3X", "never has more than 29 days", "20XX-02 alone"),
        ("2024-00-3X", "no month 00", "01 to 12"),
        ("2024-13", "no month 13", "01 to 12"),
        ("2024-3X", "no month 3X", "01 to 12"),
        ("2024-05-32", "no day 32", "01 to 31"),
        ("2024-35-01", "third quarter", "write 2024-35"),
        ("2024-21", "season", "[2024-03..2024-05]"),
        ("20XX-22", "season", "[2024-03..2024-05]"),
        ("2024-02-12T10:00:00Z", "times of day", "the day alone"),
        ("Y170000002", "four digits", "2024"),
        ("1950S2", "four digits", "2024"),
        ("0000", "0001 to 9999", "[..0001]"),
        ("-0300", "before 0001", "[..0001]"),
        ("[-0300,0400]", "before 0001", "[..0001]"),
        ("{2019,2021}", "all of several dates", "[a,b]"),
        ("2019/2021", "a span", "[a..b]"),
        (" 2024", "has no spaces", "remove them"),
        ("[2019, 2021]", "has no spaces", "remove them"),
        ("2024‑02", "plain hyphen", "2025-03-16"),
        ("２０２４", "digits 0-9", "2025-03-16"),
        ("19xx", "capital X", "19XX"),
        ("2024-02-12?~", "use only one", "%"),
        ("193", "four digits", "193X"),
        ("20240229", "the hyphens are missing", "2024-02-29"),
        ("2024-4", "two digits", "2024-04-01"),
        ("12024", "0001 to 9999", "four digits"),
        ("[2019", "a set is", "[2019,2020]"),
        ("2019..2024", "needs brackets", "[..2010]"),
        ("[]", "empty", "XXXX"),
        ("[2019,]", "empty", "[2019,2020]"),
        ("[2010..,2012]", "open start comes first", "[..2010,2012..]"),
        ("[1985,..1984]", "open start comes first", "[..2010,2012..]"),
        ("[1951-06-28..1951]", "the same precision", "[1951-01-01..1951-12-31]"),
        ("[2010-33..2010-35]", "quarter", "[2010-01-01..2010-09-30]"),
        ("[2016-05?..2044-03-XX]", "without X", "[2016-05-01..2044-03-31]"),
        ("[2012..2010]", "later than", "[2010..2012]"),
        ("", "empty", "XXXX"),
        ("1" * 201, "201 characters", "2025-03-16"),
        ("hello", "not a date", "2025-03-16"),
    ],
)
def test_a_refusal_names_the_reason_and_what_to_write(text, reason, remedy):
    with pytest.raises(DateError) as refusal:
        read_edtf(text)
    assert reason in str(refusal.value)
    assert remedy in str(refusal.value)


@given(st.one_of(st.text(), st.text("0123456789X-.[],?~%/{}TY ", max_size=20)))
def test_any_other_text_is_refused_and_nothing_else_is_raised(text):
    try:
        read = read_edtf(text)
    except DateError as error:
        assert str(error)  # noqa: PT017
    else:
        assert (read.earliest or FIRST_DAY) <= (read.latest or LAST_DAY)


# --- doubt ---


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("1946", False, False),
        ("1946~", True, False),
        ("1946?", False, True),
        ("1946%", True, True),
        ("2004?-06-~11", True, True),
        ("[2019?,2020]", False, True),
    ],
)
def test_a_qualifier_anywhere_qualifies_the_date(text, approximate, uncertain):
    read = read_edtf(text)
    assert (read.approximate, read.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1946~", "1945-01-01", "1947-12-31"),
        ("1946%", "1945-01-01", "1947-12-31"),
        ("1946?", "1946-01-01", "1946-12-31"),
        ("2004-06~", "2004-05-01", "2004-07-31"),
        ("2024-01~", "2023-12-01", "2024-02-29"),
        ("2001-11-12~", "2001-11-11", "2001-11-13"),
        ("2020-35~", "2020-04-01", "2020-12-31"),
        ("2020-37~", "2019-09-01", "2020-08-31"),
        ("2020-40~", "2019-07-01", "2020-12-31"),
        ("199X~", "1980-01-01", "2009-12-31"),
        ("19XX~", "1800-01-01", "2099-12-31"),
        ("2024-1X~", "2023-12-01", "2025-10-31"),
        ("2024-02-1X~", "2024-01-31", "2024-02-29"),
        ("2024-02-XX~", "2024-01-01", "2024-03-31"),
        ("1946-XX~", "1945-01-01", "1947-12-31"),
        ("1946~-03", "1945-03-01", "1947-03-31"),
        ("2004~-02-29", "2003-02-28", "2005-02-28"),
        ("2004~-06-~11", "2003-06-11", "2005-06-11"),
        ("2004?-06-~11", "2004-06-10", "2004-06-12"),
        ("XXXX~", FIRST_DAY, LAST_DAY),
        ("0001~", FIRST_DAY, "0002-12-31"),
        ("9999-12-31~", "9999-12-30", LAST_DAY),
        ("[..2010]", FIRST_DAY, "2010-12-31"),
        ("[2010..]", "2010-01-01", LAST_DAY),
        ("[..2031~]", FIRST_DAY, "2032-12-31"),
        ("[2019~,2022]", "2018-01-01", "2022-12-31"),
    ],
)
def test_what_is_approximate_is_widened_by_one_unit_of_its_precision(text, earliest, latest):
    assert widened(read_edtf(text)) == (earliest, latest)


qualifier = st.sampled_from(["", "", "?", "~", "%"])
single = st.tuples(masks, qualifier).map("".join)
sets = st.one_of(
    st.lists(single, min_size=1, max_size=3).map(lambda dates: f"[{','.join(dates)}]"),
    single.map("[..{}]".format),
    single.map("[{}..]".format),
)


@given(st.one_of(single, sets))
def test_widening_never_narrows(text):
    try:
        read = read_edtf(text)
    except DateError:
        return
    earliest, latest = widened(read)
    assert FIRST_DAY <= earliest <= (read.earliest or FIRST_DAY)
    assert LAST_DAY >= latest >= (read.latest or LAST_DAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-16", "2025-03-16"),
        ("2025-03-16?", "2025-03-16"),
        ("2014-X6-17", "2014-06-17"),
        ("[2025-03-16]", "2025-03-16"),
        ("2025-03-16~", None),
        ("2025-03", None),
        ("[..2025-03-16]", None),
        ("[..1984,1985..]", None),
    ],
)
def test_an_exact_day_is_one_that_is_not_approximate(text, day):
    assert exact_day(read_edtf(text)) == day


# --- words ---


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-03-06", "6 March 2025"),
        ("2024-02", "February 2024"),
        ("1998", "1998"),
        ("0987", "the year 987"),
        ("1946~", "about 1946"),
        ("~1946", "about 1946"),
        ("2019?", "perhaps 2019"),
        ("2019-03%", "perhaps about March 2019"),
        ("199X", "the 1990s"),
        ("200X", "the years 2000 to 2009"),
        ("19XX", "the years 1900 to 1999"),
        ("2020-35", "the third quarter of 2020"),
        ("2020-38", "the second four months of 2020"),
        ("2020-40", "the first half of 2020"),
        ("[..2010-01-31]", "on or before 31 January 2010"),
        ("[2010..]", "on or after 2010"),
        ("[2019,2020]", "2019 or 2020"),
        ("[2010..2012]", "between 2010 and 2012"),
        ("[1667,1668,1670..1672]", "1667, 1668 or between 1670 and 1672"),
        ("XXXX", "an unknown date"),
        ("XXXX-XX-XX", "an unknown date"),
        ("2004?-06-~11", "2004?-06-~11"),
        ("15XX-12-25", "15XX-12-25"),
        ("1XX3", "1XX3"),
        ("2024-1X", "2024-1X"),
        ("[2010,1XX3..]", "[2010,1XX3..]"),
        ("no date", "no date"),
    ],
)
def test_a_date_is_said_as_an_english_reader_says_it_and_an_odd_one_is_left_alone(text, words):
    assert date_in_words(text) == words


@given(st.one_of(single, sets, st.text()))
def test_anything_can_be_said(text):
    assert isinstance(date_in_words(text), str)
