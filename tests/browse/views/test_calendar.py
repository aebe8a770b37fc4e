"""A succession as RFC 5545 has it, read by somebody else's library."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from icalendar import Calendar

from registry import Registry
from registry.browse.views.calendar import calendar
from tests.browse.conftest import Get, getter
from tests.conftest import ARTICLE, CHIEF, clock

ADDRESS = "https://example.org/role/chief-of-the-general-staff"


def events(registry: Registry) -> list:
    text = calendar(registry.history(CHIEF), "2026-01-02T12:00:00.000Z", clock().date().isoformat(), ADDRESS)
    return list(Calendar.from_ical(text).walk("VEVENT"))


def days(event) -> tuple[date, date]:
    return event.decoded("DTSTART"), event.decoded("DTEND")


def test_an_event_has_the_certain_days_and_ends_before_its_end(seed: Registry):
    shaptala, barhylevych, hnatov = events(seed)

    assert days(shaptala) == (date(2021, 7, 28), date(2024, 2, 2))
    assert days(barhylevych) == (date(2024, 2, 29), date(2025, 3, 17))
    assert "presumed" in hnatov["DESCRIPTION"]
    assert "From February 2024; to 16 March 2025." in barhylevych["DESCRIPTION"]
    assert f"Source: {ARTICLE.source}" in hnatov["DESCRIPTION"]


def test_an_open_tenure_runs_to_today_and_is_tentative_as_nothing_has_confirmed_it_since(seed: Registry):
    hnatov = events(seed)[-1]

    assert days(hnatov) == (date(2025, 3, 16), clock().date() + timedelta(days=1))
    assert (hnatov["SUMMARY"], hnatov["STATUS"]) == ("Chief of the General Staff: Andriy Hnatov", "TENTATIVE")
    assert "Certain: 16 March 2025 to 17 March 2025." in hnatov["DESCRIPTION"]


def test_what_is_merely_possible_says_so(staff: Registry):
    staff.appoint("Ada Aster", CHIEF, "2001", "2001")
    staff.appoint("Ben Birch", CHIEF, "2003?", "2004")
    staff.appoint("Cleo Cedar", CHIEF, "2006", "XXXX")
    staff.appoint("Dora Dill", CHIEF, "2007", "2009", kind="acting")

    ada, ben, dora = events(staff)

    assert (ada["SUMMARY"], ada["STATUS"]) == ("Chief of the General Staff: possibly Ada Aster", "TENTATIVE")
    assert days(ada) == (date(2001, 1, 1), date(2002, 1, 1))
    assert ben["SUMMARY"].startswith("Chief of the General Staff: possibly Ben Birch")
    assert (dora["SUMMARY"], dora["STATUS"]) == ("Chief of the General Staff: Dora Dill (acting)", "CONFIRMED")


def test_an_event_is_known_again_and_says_when_the_record_changed(seed: Registry):
    first, again = events(seed), events(seed)

    assert [event["UID"] for event in first] == [event["UID"] for event in again]
    assert len({event["UID"] for event in first}) == 3
    assert all(event.decoded("DTSTAMP").isoformat() == "2026-01-02T12:00:00+00:00" for event in first)
    assert all(event["URL"] == ADDRESS for event in first)


def test_lines_end_and_fold_as_they_must_and_texts_come_back(staff: Registry):
    name = "Ґалаґан; the \\ Elder, " + "Зеленський " * 12 + "end"
    staff.appoint(name, CHIEF, "2001-01-01", "2002-01-01")

    text = calendar(staff.history(CHIEF), "2026-01-02T12:00:00.000Z", "2026-01-02", ADDRESS)

    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert Calendar.from_ical(text).walk("VEVENT")[0]["SUMMARY"] == f"Chief of the General Staff: {name}"


def test_the_library_would_write_the_same(sample: Registry):
    for role in sample.roles.list():
        text = calendar(sample.history(role.slug), "2026-01-02T12:00:00.000Z", "2026-01-02", ADDRESS)
        again = Calendar.from_ical(text).to_ical(sorted=False).decode()
        # It folds a line an octet earlier.
        assert again.replace("\r\n ", "") == text.replace("\r\n ", ""), role.slug


def test_a_calendar_is_subscribed_to_where_the_public_address_is_known(sample_file: Path):
    page = f"/role/{CHIEF}"
    known = getter(sample_file, metadata={"plugins": {"registry": {"base_url": "https://example.org/"}}})

    assert f'href="webcal://example.org/role/{CHIEF}.ics"' in known(page).text
    assert "webcal:" not in getter(sample_file)(page).text


def test_the_calendars_of_the_sample_can_be_read(get: Get):
    for role in get("/roles.json").json():
        answer = get(f"/role/{role['role']}.ics")

        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        for event in Calendar.from_ical(answer.content).walk("VEVENT"):
            begin, end = days(event)
            assert begin < end
