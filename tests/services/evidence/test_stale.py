"""Open tenures that need a look: which, how old their evidence is, and that the audit says the same."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from registry import Evidence, Registry
from registry.domain.errors import NotFoundError
from tests.conftest import CHIEF

PAGE = Evidence("https://mil.example/leadership", "Leadership")
HNATOV, BARHYLEVYCH = f"andriy-hnatov-{CHIEF}", "anatoliy-barhylevych-inspector-general"


def slugs(registry: Registry, *about: str, **options) -> list[str]:
    return [each.appointment for each in registry.stale(*about, **options)]


def test_an_open_tenure_is_stale_once_its_newest_evidence_is_older_than_said(seed: Registry):
    seed.confirm("Hnatov", CHIEF, "2025-12-01", PAGE)

    assert slugs(seed, older_than=31) == [BARHYLEVYCH, HNATOV]
    assert slugs(seed, older_than=32) == [BARHYLEVYCH]
    assert slugs(seed) == []


def test_what_is_stale_says_since_when_and_who_confirmed_it_last(seed: Registry):
    seed.confirm("Hnatov", CHIEF, "2025-06-01", PAGE)
    (found,) = seed.stale("Hnatov", older_than=90)

    assert (found.person, found.role, found.start) == ("andriy-hnatov", CHIEF, "2025-03-16")
    assert (found.last_confirmed, found.age_days, found.age) == ("2025-06-01", 215, "7 months")
    assert (found.source, found.source_title, found.url) == ("mil-example", "Leadership", PAGE.source)


def test_without_evidence_the_start_counts_and_without_either_the_age_is_not_known_and_comes_first(seed: Registry):
    seed.roles.add("Spokesman", "general staff", seats=2)
    seed.appoint("Ann Ames", "spokesman", "2020-02")
    seed.appoint("Bea Boone", "spokesman", "unknown")
    boone, ames = seed.stale("spokesman")

    assert (boone.name, boone.last_confirmed, boone.age_days, boone.age, boone.source) == ("Bea Boone", *[None] * 4)
    assert (ames.last_confirmed, ames.age_days, ames.age) == (None, 2134, "5 years")


def test_evidence_from_before_the_start_is_no_younger_than_the_start(seed: Registry):
    announced = replace(PAGE, published="2020-01-01")
    seed.roles.add("Spokesman", "general staff")
    seed.appoint("Ann Ames", "spokesman", "2025-11-01", evidence=announced)

    assert slugs(seed, "spokesman") == []
    (ames,) = seed.stale("spokesman", older_than=30)
    assert (ames.last_confirmed, ames.age) == ("2020-01-01", "2 months")


def test_only_open_accepted_tenures_of_people_whom_nobody_succeeded_are_stale(staff: Registry):
    staff.roles.edit(CHIEF, seats=9)
    staff.appoint("Ann Ames", CHIEF, "2020", "unknown")
    staff.appoint("Bea Boone", CHIEF, "2020")
    staff.appoint("Cy Cole", CHIEF, "2021", replacing="Boone")
    staff.appoint("Dan Dorn", CHIEF, "2020")
    staff.correct("Dorn", "rumour", status="disputed")
    staff.vacant(CHIEF, "2020")

    assert [each.name for each in staff.stale()] == ["Cy Cole"]


def test_what_a_retracted_source_shows_keeps_nobody_fresh(seed: Registry, db):
    seed.confirm("Hnatov", CHIEF, "2026-01-01", PAGE)
    assert HNATOV not in slugs(seed, older_than=90)

    with sqlite3.connect(db) as outside:
        outside.execute("update sources set retracted = 'a hoax' where url = ?", [PAGE.source])
    assert HNATOV in slugs(seed, older_than=90)
    assert {each.source for each in seed.stale("hnatov", older_than=90)} == {"trump-putin-set-for-march-18-call"}


def test_what_is_waived_needs_no_look(seed: Registry):
    (finding,) = seed.check("Hnatov", rules=["unconfirmed"], unconfirmed_after=90)
    seed.waive(finding.finding, "seen on television every day", "2026-03-01")

    assert HNATOV not in slugs(seed, older_than=90)


def test_one_role_organization_or_person_can_be_asked_about(seed: Registry):
    assert slugs(seed, CHIEF, older_than=90) == slugs(seed, "organization:general staff", older_than=90) == [HNATOV]
    assert slugs(seed, "Barhylevych", older_than=90) == [BARHYLEVYCH]
    with pytest.raises(NotFoundError, match="nothing is called 'Zed'"):
        seed.stale("Zed")


@pytest.mark.parametrize("year", [2013, 2015, 2020, 2026, 2035])
@pytest.mark.parametrize("days", [0, 90, 365, 730, 3650])
def test_the_audit_says_the_same_for_the_same_time(sample: Registry, db, year: int, days: int):
    with Registry(db, clock=lambda: datetime(year, 7, 1, 12, tzinfo=UTC)) as then:
        found = then.stale(older_than=days)
        findings = then.check(rules=["unconfirmed"], unconfirmed_after=days)

    assert sorted(each.appointment for each in found) == sorted(each.subjects[0].slug for each in findings)
    told = {each.appointment: each.last_confirmed or "none" for each in found}
    assert all(finding.facts.endswith(f"newest evidence: {told[finding.subjects[0].slug]}") for finding in findings)
    assert all(each.age_days is None or each.age_days > days for each in found)
    assert found == sorted(found, key=lambda each: -(each.age_days or 10**9))


def test_what_was_stale_as_known_then(seed: Registry, db):
    known = seed.log()[0].recorded_at
    seed.confirm("Hnatov", CHIEF, "2025-12-31", PAGE)
    assert HNATOV not in slugs(seed, older_than=90)

    with Registry(db, as_known_on=known, clock=lambda: datetime(2026, 1, 3, tzinfo=UTC)) as then:
        assert HNATOV in slugs(then, older_than=90)
