"""Date cells: spans, placeholders, serial days, midnight, words for the end; each that is not plain is noted."""

import pytest

from registry.domain.vocabulary import DateOrder
from registry.formats.tables.cell_texts import SHOWN_AS, CellError
from registry.formats.tables.dates.cell_dates import DateCell, DateFacts, end_of, start_of
from registry.formats.tables.dates.spans import spans_in

FACTS = DateFacts(today="2026-01-01")


def read(found: str | DateCell | None) -> tuple[str | None, set[str]]:
    return (found.edtf, {kind for kind, _ in found.notes}) if isinstance(found, DateCell) else (found, set())


@pytest.mark.parametrize(
    ("cell", "edtf", "kinds"),
    [
        ("2019-05-01", "2019-05-01", set()),
        ("1900-01-01", None, {"sentinel"}),
        ("0001-01-01", None, {"sentinel"}),
        ("01.01.1900", None, {"sentinel"}),
        ("2014-12-16T00:00:00Z", "2014-12-16", {"time"}),
        ("2004-01-01 00:00:00", "2004-01-01", {"time"}),
        ("36164", "1999-01-04", {"serial"}),
        ("40086.0", "2009-09-30", {"serial"}),
        ("3 May 1999[2]", "1999-05-03", {"mark"}),
        ("2012-12-00", "2012-12", set()),
        ("_:b12", None, {"sentinel"}),
        (f"2006-08-01{SHOWN_AS}month", "2006-08", {"shown"}),
        (f"2014-01-01{SHOWN_AS}year", "2014", {"shown"}),
    ],
)
def test_a_start_that_is_not_plain_is_read_and_noted(cell: str, edtf: str | None, kinds: set[str]):
    assert read(start_of((cell, ""), FACTS)) == (edtf, kinds)


@pytest.mark.parametrize(
    ("cell", "edtf", "kinds"),
    [
        ("9999-12-31", None, {"sentinel"}),
        ("31.12.9999", None, {"sentinel"}),
        ("2999-12-31 00:00:00", None, {"sentinel", "time"}),
        ("2099-12-31", None, {"sentinel"}),
        ("present", None, set()),
        ("en fonction", None, {"open-end"}),
        ("to date", None, {"open-end"}),
        ("† 1361", "1361", {"end-reason"}),
        ("http://www.wikidata.org/.well-known/genid/6f1", "XXXX", {"sentinel"}),
    ],
)
def test_an_end_that_is_not_plain_is_read_and_noted(cell: str, edtf: str | None, kinds: set[str]):
    assert read(end_of((cell, ""), FACTS)) == (edtf, kinds)


def test_a_word_before_an_end_is_its_reason():
    found = end_of(("res. 3 May 1402", ""), FACTS)

    assert isinstance(found, DateCell)
    assert (found.edtf, found.reason) == ("1402-05-03", "resigned")


def test_a_day_in_1900_is_one_where_others_are_near():
    assert start_of(("1900-01-01", ""), DateFacts(old_dates=True)) == "1900-01-01"


@pytest.mark.parametrize(
    ("cell", "spans"),
    [
        ("1962–1970", [("1962", "1970")]),
        ("1956–63", [("1956", "1963")]),
        ("1998–02", [("1998", "2002")]),
        ("1984–", [("1984", None)]),
        ("since 1 October 2015", [("2015-10-01", None)]),
        ("from 2004 to 2011", [("2004", "2011")]),
        ("Jan–Sept 1977", [("1977-01", "1977-09")]),
        ("3–20 May 1978", [("1978-05-03", "1978-05-20")]),
        ("10 September 1977 – 31 August 1984", [("1977-09-10", "1984-08-31")]),
        ("1.9.1991-31.8.1999", [("1991-09-01", "1999-08-31")]),
        ("1 July 1994 – to date", [("1994-07-01", None)]),
        ("von 1990 bis 1994", [("1990", "1994")]),
        ("з 2001 до 2005", [("2001", "2005")]),
        ("1971–75, 1979–83", [("1971", "1975"), ("1979", "1983")]),
        ("1971-1975; 1979-", [("1971", "1975"), ("1979", None)]),
        ("1402-d. 1410", [("1402", "1410")]),
        ("until 1995", [(None, "1995")]),
        ("1962", [("1962", "1962")]),
        ("", []),
    ],
)
def test_a_span_is_a_start_and_an_end(cell: str, spans: list[tuple[str | None, str | None]]):
    found = spans_in(cell, FACTS)

    assert [(span.start, span.end) for span in found] == spans
    assert all(span.notes for span in found)


@pytest.mark.parametrize("cell", ["1999-04", "1996/97", "1999/2000–2003/04", "autumn 1389"])
def test_a_span_that_could_mean_two_things_is_asked_about(cell: str):
    with pytest.raises(CellError):
        spans_in(cell, FACTS)


def test_one_date_in_a_column_of_starts_is_a_start():
    (span,) = spans_in("2019", FACTS, may_be_start=True)

    assert (span.start, span.end, span.notes) == ("2019", None, ())


def test_the_order_of_day_and_month_holds_in_spans_too():
    (span,) = spans_in("03/04/2005 – 05/06/2007", DateFacts(DateOrder.dmy))

    assert (span.start, span.end) == ("2005-04-03", "2007-06-05")
