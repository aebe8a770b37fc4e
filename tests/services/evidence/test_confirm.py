"""Who was seen in office: what a confirmation records, what it is refused for, and what answers make of it."""

import sqlite3
from dataclasses import replace

import pytest

from registry import Evidence, Registry, RegistryError
from registry.domain.errors import ChoiceError, NotFoundError
from registry.services.evidence.confirm import UnseenError
from tests.conftest import CHIEF, DATA, clock

PAGE = Evidence("https://mil.example/leadership", "Leadership", published="2025-09-01")
HNATOV = f"andriy-hnatov-{CHIEF}"


def certainty(registry: Registry, on: str) -> str:
    return registry.who(CHIEF, on).holders[0].certainty


def test_a_holder_is_certain_up_to_the_day_on_which_they_were_seen_and_presumed_after_it(seed: Registry):
    assert certainty(seed, "2025-08-30") == "presumed"

    seed.confirm("Hnatov", CHIEF, "2025-08-30", PAGE)

    assert certainty(seed, "2025-08-30") == "certain"
    assert certainty(seed, "2025-08-31") == "presumed"


def test_who_tells_how_old_the_newest_evidence_is_on_the_day_asked_about(seed: Registry):
    seed.confirm("Hnatov", CHIEF, "2025-08-30", PAGE)

    (holder,) = seed.who(CHIEF, "2025-12-01").holders
    assert (holder.last_confirmed, holder.last_confirmed_age_days) == ("2025-08-30", 93)
    assert "last confirmed on 30 August 2025, 3 months before; no end is recorded" in holder.why
    (holder,) = seed.who(CHIEF, "2025-08-01").holders
    assert (holder.last_confirmed, holder.last_confirmed_age_days) == ("2025-08-30", None)
    assert "last confirmed on 30 August 2025." in holder.why


def test_the_evidence_of_whoever_has_left_has_an_age_only_if_they_were_seen(seed: Registry):
    assert seed.who(CHIEF, "2024-06-01").holders[0].last_confirmed_age_days is None

    seed.confirm("Barhylevych", CHIEF, "2024-05-01", PAGE)

    assert seed.who(CHIEF, "2024-06-01").holders[0].last_confirmed_age_days == 31


def test_a_confirmation_says_what_it_is_and_the_same_again_changes_nothing(seed: Registry, db):
    first = seed.confirm("Hnatov", CHIEF, "30 August 2025", replace(PAGE, quote="Chief: Hnatov", locator="top"))
    assert (first.tenure.appointment, first.on, first.new) == (HNATOV, "2025-08-30", True)
    assert first.tenure.last_confirmed == "2025-08-30"
    (cited,) = [c for c in seed.sources.show(first.source).citations if c.observed]
    assert (cited.supports, cited.quote, cited.locator, cited.observed) == (
        "role",
        "Chief: Hnatov",
        "top",
        "2025-08-30",
    )

    changes = len(seed.log())
    again = seed.confirm("Hnatov", CHIEF, "2025-08-30", replace(PAGE, quote="Chief: Hnatov", locator="top"))
    assert (again.source, again.new) == (first.source, False)
    assert len(seed.log()) == changes


def test_an_observation_says_more_than_a_month_does(seed: Registry):
    assert len(seed.who(CHIEF, "2024-02-20").holders) == 2

    seed.confirm("Shaptala", CHIEF, "2024-02-20", PAGE)

    assert [holder.name for holder in seed.who(CHIEF, "2024-02-20").holders] == ["Serhiy Shaptala"]


def test_a_disputed_tenure_can_be_confirmed_and_a_rejected_one_cannot(staff: Registry):
    staff.appoint("Ann Ames", CHIEF, "2024")
    staff.correct("Ames", "two lists differ", status="disputed")
    assert staff.confirm("Ames", CHIEF, "2025-01-05", PAGE).new

    staff.correct("Ames", "it was another Ames", status="rejected")
    with pytest.raises(NotFoundError, match="Ann Ames is not recorded as 'Chief of the General Staff'; record it with"):
        staff.confirm("Ames", CHIEF, "2025-01-06", PAGE)


# --- refused ---


@pytest.mark.parametrize(
    ("person", "on", "why"),
    [
        ("Hnatov", "2099-01-01", "1 January 2099 is in the future"),
        ("Hnatov", "2025-09", "is not one day"),
        ("Hnatov", "present", "is not a date on which something began or ended"),
        ("Hnatov", "2025-09-02", "mil-example-2025-09-01 was published 1 September 2025, so it cannot show"),
        (
            "Barhylevych",
            "2025-08-30",
            "ended 16 March 2025, which .* 30 August 2025 contradicts.* "
            f"`registry correct anatoliy-barhylevych-{CHIEF} --to … --because …`; if not, .* "
            f'`registry cite anatoliy-barhylevych-{CHIEF} ".*" --supports end --says "since 2025-08-30"`',
        ),
        (
            "Hnatov",
            "2024-08-30",
            r'began 16 March 2025, which .* --from … --because …`.* --supports start --says "by 2024-08-30"`',
        ),
    ],
)
@pytest.mark.usefixtures("seed", "untouched")
def test_a_day_that_cannot_be_is_refused_with_what_to_do(seed: Registry, person: str, on: str, why: str):
    with pytest.raises(RegistryError, match=why):
        seed.confirm(person, CHIEF, on, PAGE)


def test_somebody_who_is_not_recorded_in_the_role_can_be_with_the_command_that_is_told(seed: Registry):
    with pytest.raises(NotFoundError) as refused:
        seed.confirm("Shaptala", "inspector general", "2025-08-30", PAGE)
    assert (
        '`registry appoint serhiy-shaptala inspector-general --from "by 2025-08-30" '
        '--source "https://mil.example/leadership" --observed 2025-08-30`'
    ) in str(refused.value)


def test_a_successor_s_start_rules_a_day_out_although_no_end_is_recorded(staff: Registry):
    staff.roles.edit(CHIEF, seats=2)
    staff.appoint("Ann Ames", CHIEF, "2020")
    staff.appoint("Bea Boone", CHIEF, "2024-02-01", replacing="Ames")

    with pytest.raises(
        UnseenError, match="ended when the successor began and, by its neighbour's date, before that day"
    ):
        staff.confirm("Ames", CHIEF, "2025-01-01", PAGE)


def test_of_several_tenures_none_is_chosen(staff: Registry):
    staff.appoint("Ann Ames", CHIEF, "2024-01-01", "2024-02-12", kind="acting")
    staff.appoint("Ann Ames", CHIEF, "2024-02-12")

    with pytest.raises(ChoiceError, match=rf"`registry cite ann-ames-{CHIEF} .* --observed 2024-02-12`"):
        staff.confirm("Ames", CHIEF, "2024-02-12", PAGE)


def test_a_source_of_the_very_day_shows_who_is_in_office(seed: Registry):
    confirmed = seed.confirm("Hnatov", CHIEF, "2025-09-01", PAGE)

    assert (confirmed.tenure.last_observed, PAGE.published) == ("2025-09-01", "2025-09-01")


@pytest.mark.usefixtures("sample")
def test_a_retracted_source_confirms_nobody_and_is_no_evidence(registry: Registry, db):
    registry.confirm("Hnatov", CHIEF, "2025-08-30", PAGE)
    with sqlite3.connect(db) as outside:
        outside.execute("update sources set retracted = 'a hoax' where url = ?", [PAGE.source])

    assert registry.who(CHIEF, "2025-08-30").holders[0].certainty == "presumed"
    with pytest.raises(UnseenError, match=r"is retracted \(a hoax\), so it is not evidence"):
        registry.confirm("Hnatov", CHIEF, "2025-08-29", PAGE)


def test_what_a_retracted_source_says_is_no_evidence(staff: Registry, db):
    staff.appoint("Ann Ames", CHIEF, "2024-06-01", evidence=replace(PAGE, published="2024-05-01"))
    found = {finding.rule for finding in staff.check()}
    assert "early-source" in found
    assert "retracted" not in found

    with sqlite3.connect(db) as outside:
        outside.execute("update sources set retracted = 'a hoax'")

    found = {finding.rule for finding in staff.check()}
    assert "early-source" not in found
    assert "retracted" in found


# --- the record ---


def test_a_confirmation_can_be_undone_and_was_not_known_before(sample: Registry, db, tmp_path):
    before = sample.who(CHIEF, "2025-08-30")
    known = sample.log()[0].recorded_at
    sample.confirm("Hnatov", CHIEF, "2025-08-30", PAGE)
    assert sample.who(CHIEF, "2025-08-30") != before

    with Registry(db, as_known_on=known, clock=clock) as then:
        assert then.who(CHIEF, "2025-08-30") == before
        with pytest.raises(RegistryError, match="past"):
            then.confirm("Hnatov", CHIEF, "2025-08-30", PAGE)
    sample.undo(sample.log()[0].number)
    assert sample.who(CHIEF, "2025-08-30") == before
    sample.export_package(tmp_path / "out")
    for file in DATA.glob("*.csv"):
        assert (tmp_path / "out" / file.name).read_bytes() == file.read_bytes()
