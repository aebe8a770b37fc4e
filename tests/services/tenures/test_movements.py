"""What changed between two days, asked of the sample registry and of small ones."""

from __future__ import annotations

import pytest

from registry import Registry
from registry.domain.errors import DateError, NotFoundError
from tests.conftest import CHIEF

STAFF = "General Staff of the Armed Forces of Ukraine"


def lines(registry: Registry, *asked: str, below: bool = False) -> list[tuple[str, str | None, str | None, str]]:
    found = registry.changes(*asked, below=below).movements
    return [(each.movement, each.person, each.date, each.certainty) for each in found]


def test_february_2024_in_the_general_staff(sample: Registry):
    assert lines(sample, "2024-02", "2024-02", STAFF) == [
        ("left", "serhiy-shaptala", "2024-02-09", "certain"),
        ("entered", "anatoliy-barhylevych", "2024-02-09", "certain"),
    ]
    entered = sample.changes("2024-02", "2024-02", STAFF).movements[1]
    assert (entered.replaces, entered.how, entered.rank) == ("serhiy-shaptala", "appointed", "Major General")
    assert any("kyivindependent" in (source.url or "") for source in entered.sources)


def test_on_16_march_2025_the_chief_changed_and_an_inspector_general_may_have_come(sample: Registry):
    assert lines(sample, "16 March 2025", "16 March 2025") == [
        ("entered", "anatoliy-barhylevych", "2025-03-16~", "possible"),
        ("left", "anatoliy-barhylevych", "2025-03-16", "certain"),
        ("entered", "andriy-hnatov", "2025-03-16", "certain"),
    ]


def test_an_end_and_a_start_that_are_not_recorded_are_told_where_neighbours_bound_them(sample: Registry):
    assert lines(sample, "2003", "2003", STAFF) == [
        ("left", "oleksandr-zatynaiko", "XXXX", "possible"),
        ("entered", "serhiy-kyrychenko", None, "possible"),
    ]


def test_a_disputed_tenure_is_possible_at_most(sample: Registry):
    found = sample.changes("2014-02-22", "2014-02-26", "Ministry of Defence of Ukraine").movements

    assert [(each.person, each.status, each.certainty) for each in found] == [
        ("volodymyr-zamana", "disputed", "possible")
    ]


def test_without_a_last_day_it_is_today(sample: Registry):
    assert sample.changes("2025").last == "2026-01-02"
    assert sample.changes("2025", "present").last == "2026-01-02"
    assert sample.changes("Feb 2024", "2024~").first == "2024-02-01"
    assert sample.changes("Feb 2024", "2024~").last == "2025-12-31"


def test_a_last_day_before_the_first_is_refused_with_what_to_do(sample: Registry):
    with pytest.raises(DateError, match="no day from 31 March 2025 to 1 February 2024; swap the two"):
        sample.changes("2025-03-31", "2024-02-01")


def test_an_organization_that_is_not_recorded_is_refused(sample: Registry):
    with pytest.raises(NotFoundError, match="no organization 'Navy of Utopia'"):
        sample.changes("2024", "2025", "Navy of Utopia")


def test_a_recorded_vacancy_begins_and_is_filled(staff: Registry):
    staff.appoint("Ann Ames", CHIEF, "2020-01-01", "2020-03-01")
    staff.vacant(CHIEF, "2020-03-02", "2020-05-01")
    staff.appoint("Bea Boone", CHIEF, "2020-05-01")

    assert lines(staff, "2020", "2020", "general staff") == [
        ("entered", "ann-ames", "2020-01-01", "certain"),
        ("left", "ann-ames", "2020-03-01", "certain"),
        ("became vacant", None, "2020-03-02", "certain"),
        ("filled", None, "2020-05-01", "certain"),
        ("entered", "bea-boone", "2020-05-01", "certain"),
    ]


def test_below_takes_an_organization_while_it_stood_there(staff: Registry):
    staff.organizations.add("Branch", parent="general staff")
    staff.roles.add("Head", "Branch")
    until = "end_date = '2020-06-30', end_earliest = '2020-06-30', end_latest = '2020-06-30'"
    staff.file.connection.execute(f"update organization_relations set {until}")
    staff.appoint("Ann Ames", "head", "2020-03-01", "2020-08-01")
    staff.appoint("Bea Boone", CHIEF, "2020-09-01")

    assert lines(staff, "2020", "2020", "general staff") == [("entered", "bea-boone", "2020-09-01", "certain")]
    assert lines(staff, "2020", "2020", "general staff", below=True) == [
        ("entered", "ann-ames", "2020-03-01", "certain"),
        ("entered", "bea-boone", "2020-09-01", "certain"),
    ]


def test_a_tenure_that_is_rejected_is_no_predecessor(seed: Registry):
    assert seed.changes("2025-03-16", "2025-03-16").movements[1].replaces == "anatoliy-barhylevych"
    seed.file.connection.execute("update appointments set status = 'rejected' where end_date = '2025-03-16'")

    (entered, _) = seed.changes("2025-03-16", "2025-03-16").movements
    assert (entered.person, entered.replaces, entered.replaces_name) == ("andriy-hnatov", None, None)
