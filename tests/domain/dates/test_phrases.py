"""What people write becomes EDTF as a whole, or is refused with what to write instead."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.domain.dates.edtf import read_edtf
from registry.domain.dates.phrases import PRESENT, read_date
from registry.domain.dates.wording import date_in_words
from registry.domain.errors import DateError
from registry.domain.vocabulary import DateOrder
from tests.conftest import examples


def table(text):
    """Lines of `phrase -> EDTF`."""
    return [tuple(line.strip().split(" -> ")) for line in text.strip().splitlines()]


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    table("""
    16 March 2025 -> 2025-03-16
    16th of March, 2025 -> 2025-03-16
    the 16th of March 2025 -> 2025-03-16
    on 16 march 2025 -> 2025-03-16
    16-Mar-2025 -> 2025-03-16
    March 16, 2025 -> 2025-03-16
    March 16th 2025 -> 2025-03-16
    Mar. 16 2025 -> 2025-03-16
    MAY 1, 2025 -> 2025-05-01
    16.03.2025 -> 2025-03-16
    16.3.2025 -> 2025-03-16
    3.4.2025 -> 2025-04-03
    2025/03/16 -> 2025-03-16
    2025-3-16 -> 2025-03-16
    16/03/2025 -> 2025-03-16
    03/16/2025 -> 2025-03-16
    03/03/2025 -> 2025-03-03
    03/2025 -> 2025-03
    Feb 2024 -> 2024-02
    February, 2024 -> 2024-02
    in February of 2024 -> 2024-02
    Sept 2023 -> 2023-09
    Sunday, 16 March 2025 -> 2025-03-16
    Sun. 16 March 2025 -> 2025-03-16
    """),
)
def test_an_english_date_is_read(phrase, edtf):
    assert read_date(phrase) == edtf


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    table("""
    c. 1946 -> 1946~
    c1946 -> 1946~
    ca 1946 -> 1946~
    circa March 1946 -> 1946-03~
    about 1946 -> 1946~
    around 1946 -> 1946~
    ~1946 -> 1946~
    ~ March 1946 -> 1946-03~
    c. 1990s -> 199X~
    perhaps 2019 -> 2019?
    possibly 2019 -> 2019?
    probably 16 March 2019 -> 2019-03-16?
    perhaps about 1946 -> 1946%
    about perhaps 1946 -> 1946%
    early 2025 -> 2025
    mid 2025 -> 2025
    late 2025 -> 2025
    mid-March 2025 -> 2025-03
    the end of March 2025 -> 2025-03
    mid-1990s -> 199X
    1990s -> 199X
    the 1990s -> 199X
    unknown -> XXXX
    ? -> XXXX
    not known -> XXXX
    Q3 2020 -> 2020-35
    3rd quarter of 2020 -> 2020-35
    the third quarter of 2020 -> 2020-35
    2020 Q3 -> 2020-35
    2020-Q3 -> 2020-35
    first half of 2020 -> 2020-40
    H1 2020 -> 2020-40
    2020 H2 -> 2020-41
    """),
)
def test_a_vague_date_keeps_its_vagueness(phrase, edtf):
    assert read_date(phrase) == edtf


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    table("""
    before 2010 -> [..2009-12-31]
    before 12 March 2024 -> [..2024-03-11]
    by 12 March 2024 -> [..2024-03-12]
    until 12 March 2024 -> [..2024-03-12]
    no later than March 2024 -> [..2024-03]
    on or before 2024 -> [..2024]
    by about 1946 -> [..1946~]
    by the end of 2025 -> [..2025]
    since 2019 -> [2019..]
    from 2019 -> [2019..]
    on or after 2019 -> [2019..]
    not before 2019 -> [2019..]
    after 2010 -> [2011-01-01..]
    after 29 Feb 2024 -> [2024-03-01..]
    between 2010 and 2012 -> [2010..2012]
    between March and May 2020 -> [2020-03..2020-05]
    between 2010 and March 2012 -> [2010-01-01..2012-03-31]
    2019 or 2020 -> [2019,2020]
    2018, 2019 or 2020 -> [2018,2019,2020]
    March or April 2020 -> [2020-03,2020-04]
    3 or 4 March 2020 -> [2020-03-03,2020-03-04]
    30 March or 1 April 2020 -> [2020-03-30,2020-04-01]
    """),
)
def test_a_bound_or_a_choice_becomes_a_set(phrase, edtf):
    assert read_date(phrase) == edtf


@pytest.mark.parametrize("word", ["present", "Present", "now", "incumbent", "ongoing", ".."])
def test_an_office_still_held_is_present(word):
    assert read_date(word) == PRESENT


@pytest.mark.parametrize(
    "edtf", ["2025", "2010-12", "2020-35", "1932-35", "199X", "2004?-06-~11", "[..2010-01]", "[2010,2012]"]
)
def test_edtf_is_read_as_it_is_and_forgiven_the_space_around_it(edtf):
    assert read_date(f" {edtf} ") == edtf


def test_space_in_a_phrase_is_forgiven():
    assert read_date("  16   March\t2025 ") == "2025-03-16"


@pytest.mark.parametrize(
    ("phrase", "remedies"),
    [
        ("03/04/2025", ["2025-04-03", "2025-03-04", "--date-order dmy or mdy"]),
        ("03-04-2025", ["2025-04-03", "2025-03-04", "--date-order dmy or mdy"]),
        ("2019-20", ["did you mean 2019 or 2020", "[2019,2020]", "start and end separately"]),
        ("2019/20", ["did you mean 2019 or 2020", "[2019,2020]", "start and end separately"]),
        ("2019-24", ["[2019,2024]", "its months"]),
        ("2019-99", ["[2019,2099]"]),
        ("1999-00", ["[1999,2000]"]),
        ("1939-40", ["[1939,1940]", "[1939-01..1939-06]"]),
        ("2019-13", ["01 to 12"]),
        ("2019/03", ["2019-03", "March 2019"]),
        ("2010 to 2012", ["start 2010 and end 2012 separately", "[2010..2012]"]),
        ("from March to May 2020", ["start 2020-03 and end 2020-05 separately", "[2020-03..2020-05]"]),
        ("2010-2012", ["start 2010 and end 2012 separately", "[2010..2012]"]),
        ("2010/2012", ["start 2010 and end 2012 separately", "[2010..2012]"]),
        ("2010 - present", ["2010 as start and no end"]),
        ("1900s", ["190X", "19XX"]),
        ("the 2000s", ["200X", "20XX"]),
        ("the 90s", ["199X", "189X"]),
        ("19th century", ["18XX"]),
        ("spring 2020", ["[2020-03..2020-05]"]),
        ("autumn of 2020", ["[2020-09..2020-11]"]),
        ("winter 2020", ["[2019-12..2020-02]", "[2020-12..2021-02]"]),
        ("last summer", ["2025-03-16"]),
        ("the summer", ["[2020-03..2020-05]"]),
        ("H3 2020", ["2020-40", "2020-41"]),
        ("16 March 98", ["1998", "2098"]),
        ("16.03.98", ["1998", "2098"]),
        ("03/04/98", ["1998", "2098"]),
        ("'98", ["1998", "2098"]),
        ("16 March", ["year is missing", "16 March 2025"]),
        ("March 16", ["year is missing", "16 March 2025"]),
        ("March", ["year is missing", "16 March 2025"]),
        ("today", ["write the date itself"]),
        ("yesterday", ["write the date itself"]),
        ("last year", ["write the date itself"]),
        ("recently", ["write the date itself"]),
        ("three years ago", ["write the date itself"]),
        ("Monday, 16 March 2025", ["is a Sunday", "2025-03-16"]),
        ("Monday, March 2025", ["exact day", "2025-03"]),
        ("Febuary 2024", ["did you mean February?"]),
        ("16 Septmber 2024", ["did you mean September?"]),
        ("foo 2024", ["in English"]),
        ("2024‑02", ["write 2024-02"]),
        ("2024–02–12", ["write 2024-02-12"]),
        ("2010–2012", ["start 2010 and end 2012 separately"]),
        ("２０２４", ["write 2024"]),
        ("2024-02-12\u200b", ["write 2024-02-12"]),
        ("30 February 2023", ["February 2023 has 28 days", "2023-02 alone"]),
        ("2023-02-30", ["February 2023 has 28 days", "2023-02 alone"]),
        ("16 March 2025 10:30", ["the day alone"]),
        ("16 March 2025, 10 pm", ["the day alone"]),
        ("2025-03-16T10:00", ["the day alone"]),
        ("44 BC", ["[..0001]"]),
        ("before 0001", ["XXXX"]),
        ("after 9999", ["XXXX"]),
        ("before about 1946", ["too vague", "1946"]),
        ("before the end of 2025", ["too vague", "2025"]),
        ("after mid-March 2025", ["too vague", "2025-03"]),
        ("early 16 March 2025", ["2025-03-16"]),
        ("about 2019 or 2020", ["[2019,2020]"]),
        ("between 2012 and 2010", ["[2010..2012]"]),
        ("20/20/2025", ["01 to 12"]),
        ("{2010,2011}", ["[a,b]"]),
        ("19xx", ["19XX"]),
        ("2024-4", ["two digits"]),
        ("20240229", ["2024-02-29"]),
        ("hello", ["16 March 2025", "XXXX"]),
        ("", ["XXXX"]),
        ("1 " * 200, ["2025-03-16"]),
    ],
)
def test_a_refusal_says_what_to_write(phrase, remedies):
    with pytest.raises(DateError) as refusal:
        read_date(phrase)
    for remedy in remedies:
        assert remedy in str(refusal.value)


@pytest.mark.parametrize(
    ("phrase", "order", "edtf"),
    [
        ("03/04/2025", "dmy", "2025-04-03"),
        ("03/04/2025", "mdy", "2025-03-04"),
        ("before 03/04/2025", "mdy", "[..2025-03-03]"),
        ("03.04.2025", "mdy", "2025-04-03"),
        ("2025/03/04", "dmy", "2025-03-04"),
    ],
)
def test_a_stated_order_settles_which_number_is_the_day(phrase, order, edtf):
    assert read_date(phrase, DateOrder(order)) == edtf


def test_a_number_that_contradicts_the_stated_order_is_refused():
    with pytest.raises(DateError, match="2025-03-16, or change --date-order"):
        read_date("03/16/2025", DateOrder.dmy)


def test_a_quarter_that_looks_like_two_years_is_written_as_months():
    assert read_date("Q1 1932") == "[1932-01..1932-03]"
    assert read_date("1st half of 1939") == "[1939-01..1939-06]"


# --- the documentation ---

DATES_PAGE = (Path(__file__).parents[3] / "docs" / "dates.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("phrase", "edtf", "earliest", "latest"),
    re.findall(r"^\| (.+?) \| `(?!--)(.+?)` \| ([\d-]+|open) \| ([\d-]+|open) \|$", DATES_PAGE, re.MULTILINE),
)
def test_what_the_documentation_shows_is_what_happens(phrase, edtf, earliest, latest):
    assert read_date(phrase) == edtf
    read = read_edtf(edtf)
    assert (read.earliest or "open", read.latest or "open") == (earliest, latest)


REFUSED = DATES_PAGE.split("| refused |")[1].splitlines()[2:]


@pytest.mark.parametrize("row", [row for row in REFUSED if row.startswith("|")])
def test_what_the_documentation_calls_refused_is_refused(row):
    examples = row.split(" | ")[0].removeprefix("| ").removesuffix(" with a typographic hyphen")
    for phrase in re.split(r"(?<!Monday), ", examples):
        with pytest.raises(DateError):
            read_date(phrase)


# --- whatever the text ---

PIECES = """
    16 3 12 2024 2025-03-16 03/04/2025 2025.03.16 199X 1990s 2019-20 1932-33 March may Febuary
    of the before after by since until between and or to about c. ~ perhaps early mid- late
    Sunday, first half Q1 q3 century present / - . , ? – BC
"""
words = st.sampled_from(PIECES.split())
phrases = st.lists(words, max_size=7).map(" ".join)


@settings(max_examples=examples(500), deadline=None)
@given(st.one_of(st.text(), phrases), st.sampled_from([None, *DateOrder]))
def test_any_text_becomes_valid_edtf_or_is_refused_and_reading_it_again_changes_nothing(text, order):
    try:
        edtf = read_date(text, order)
    except DateError:
        return
    assert read_date(edtf) == edtf
    if edtf != PRESENT:
        assert read_edtf(edtf).text == edtf


years = st.integers(1000, 9999).map(str)
months = st.tuples(years, st.integers(1, 12)).map(lambda parts: "{}-{:02}".format(*parts))
days = st.dates().filter(lambda day: day.year >= 1000).map(str)
plain = st.one_of(years, months, days)
sayable = st.one_of(
    st.tuples(plain, st.sampled_from(["", "~", "?", "%"])).map("".join),
    plain.map("[..{}]".format),
    plain.map("[{}..]".format),
    st.tuples(plain, plain).map(lambda pair: "[{},{}]".format(*pair)),
    st.integers(1, 9).map("19{}X".format),
)


@settings(deadline=None)
@given(sayable)
def test_what_we_say_can_be_read_back(edtf):
    assert read_date(date_in_words(edtf)) == edtf


@given(st.dates(), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]))
def test_numbers_alone_are_never_guessed_at(day, form):
    text = re.sub(r"\d+$", f"{day.year:04}", day.strftime(form))
    try:
        assert read_date(text) == day.isoformat()
    except DateError:
        assert day.day <= 12
