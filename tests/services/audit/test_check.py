"""The audit: what it tells, in which scope, what people overrule, and what it does to entries."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from registry import Registry, RegistryError
from registry.domain.audit.findings import Severity
from registry.domain.errors import BrokenRuleError, ChoiceError, NotFoundError
from tests.conftest import CHIEF, DATA

STAFF = "General Staff of the Armed Forces of Ukraine"


def codes(registry: Registry, *about: str, **options) -> list[str]:
    return [finding.rule for finding in registry.check(*about, **options)]


@pytest.fixture
def continuous(staff: Registry) -> Registry:
    """A chief's post without gaps allowed, and a gap in it."""
    staff.roles.edit(CHIEF, continuous=True)
    staff.appoint("Ann Ames", CHIEF, "2020-01-01", "2020-03-01")
    staff.appoint("Bea Boone", CHIEF, "2020-03-05", "2020-12-31")
    return staff


def test_a_finding_names_the_rule_the_subjects_the_facts_and_what_to_type(continuous: Registry):
    (gap,) = continuous.check(CHIEF, rules=["gap"])

    assert (gap.rule, gap.severity, gap.title) == ("gap", "warning", "A role without a holder")
    assert gap.facts == (
        "nobody is recorded as Chief of the General Staff from 2020-03-02 to 2020-03-04, between Ann Ames and Bea Boone"
    )
    assert f"`registry vacant {CHIEF} --from 2020-03-02 --to 2020-03-04`" in gap.remedy
    assert {(subject.kind, subject.slug) for subject in gap.subjects} == {
        ("role", CHIEF),
        ("person", "ann-ames"),
        ("person", "bea-boone"),
        ("appointment", f"ann-ames-{CHIEF}"),
        ("appointment", f"bea-boone-{CHIEF}"),
    }


def test_the_command_of_the_remedy_resolves_it(continuous: Registry):
    continuous.vacant(CHIEF, "2020-03-02", "2020-03-04")

    assert "gap" not in codes(continuous, CHIEF)
    assert "gap-vacant" in codes(continuous, CHIEF)


def test_a_role_may_have_gaps_unless_it_is_said_to_be_continuous(continuous: Registry):
    continuous.roles.edit(CHIEF, continuous=False)

    assert "gap" not in codes(continuous, CHIEF)


def test_the_scope_is_a_role_an_organization_a_person_or_everything(continuous: Registry):
    continuous.appoint("Cat Crane", "Inspector General", "2020-01-01", "2020-06-01")

    about = {words: {f.rule for f in continuous.check(words)} for words in (CHIEF, STAFF, "Boone", "Crane")}
    assert "gap" in about[CHIEF] & about[STAFF] & about["Boone"]
    assert about["Crane"] == {"no-source"}
    assert {finding.rule for finding in continuous.check()} == about[CHIEF] | about["Crane"]


def test_an_organization_includes_those_below_it(continuous: Registry):
    continuous.organizations.add("Armed Forces")
    continuous.organizations.add("Navy", parent="Armed Forces")
    continuous.roles.add("Admiral", "Navy")
    continuous.appoint("Dot Drake", "Admiral", "2020-01-01", "2020-06-01")

    assert codes(continuous, "Armed Forces") == ["no-source"]


def test_a_word_that_names_two_kinds_of_thing_is_asked_about(staff: Registry):
    staff.people.add("Inspector General")

    with pytest.raises(ChoiceError, match=r"\(role:inspector-general\) or .*\(person:inspector-general\)"):
        staff.check("Inspector General")
    assert staff.check("person:inspector-general") == []


def test_a_word_that_names_nothing_gets_suggestions_of_every_kind(seed: Registry):
    with pytest.raises(NotFoundError, match=r"nothing is called 'Hnatof'; did you mean 'Andriy Hnatov'"):
        seed.check("Hnatof")


def test_severity_and_rule_narrow_it(continuous: Registry):
    assert codes(continuous, severity="error") == []
    assert {*codes(continuous, severity=Severity.WARNING)} == {"gap", "no-source"}
    with pytest.raises(NotFoundError, match=r"no rule 'gaps'; did you mean 'gap'. They are: .*gap"):
        continuous.check(rules=["gaps"])


def test_the_time_after_which_a_tenure_is_unconfirmed_may_be_chosen(seed: Registry):
    assert "unconfirmed" not in codes(seed, "Hnatov")
    assert "unconfirmed" in codes(seed, "Hnatov", unconfirmed_after=90)


def test_the_sample_registry_has_no_errors(sample: Registry):
    assert codes(sample, severity="error") == []


# Waivers


def test_a_waived_finding_is_hidden_but_can_be_shown_with_its_reason(continuous: Registry):
    (gap,) = continuous.check(CHIEF, rules=["gap"])
    continuous.waive(gap.finding, "the post was empty, says the gazette")

    assert continuous.check(CHIEF, rules=["gap"]) == []
    (shown,) = continuous.check(CHIEF, rules=["gap"], waived=True)
    assert shown.waived == "the post was empty, says the gazette"


def test_a_waiver_whose_facts_have_changed_no_longer_applies(continuous: Registry):
    (gap,) = continuous.check(CHIEF, rules=["gap"])
    continuous.waive(gap.finding, "known")
    with sqlite3.connect(continuous.file.connection.execute("pragma database_list").fetchone()[2]) as outside:
        outside.execute(
            "update appointments set end_date = '2020-02-20', end_earliest = '2020-02-20', end_latest = '2020-02-20'"
            " where slug like 'ann-ames%'"
        )

    (again,) = continuous.check(CHIEF, rules=["gap"])
    assert again.finding != gap.finding


def test_a_waiver_may_end(continuous: Registry):
    (gap,) = continuous.check(CHIEF, rules=["gap"])
    continuous.waive(gap.finding, "until the archive opens", until="2026-01-01")  # the clock says 2 January

    assert codes(continuous, CHIEF, rules=["gap"]) == ["gap"]
    continuous.waive(gap.finding, "until the archive opens", until="2026-01-02")
    assert codes(continuous, CHIEF, rules=["gap"]) == []


@pytest.mark.parametrize("name", ["gap-00000000", "gap", "nonsense", ""])
def test_what_is_no_finding_cannot_be_waived(continuous: Registry, name: str):
    with pytest.raises(NotFoundError, match=r"registry check"):
        continuous.waive(name, "because")


def test_a_finding_shown_for_a_shorter_time_can_be_waived(seed: Registry):
    (finding,) = seed.check("Hnatov", rules=["unconfirmed"], unconfirmed_after=90)
    seed.waive(finding.finding, "he is on television every day")

    assert seed.check("Hnatov", rules=["unconfirmed"], unconfirmed_after=90) == []


def test_a_waiver_needs_a_reason(continuous: Registry):
    (gap,) = continuous.check(CHIEF, rules=["gap"])

    with pytest.raises(RegistryError, match=r"--because"):
        continuous.waive(gap.finding, "  ")


# Entries are checked


def test_an_entry_that_breaks_a_rule_is_refused_and_undone(staff: Registry, db: Path):
    staff.roles.edit(CHIEF, inception="1992")
    with sqlite3.connect(db) as connection:
        before = list(connection.iterdump())

    with pytest.raises(BrokenRuleError, match=r"the role exists from 1992 .*\(outside-role\); correct the dates"):
        staff.appoint("Ann Ames", CHIEF, "1980", "1985")

    with sqlite3.connect(db) as connection:
        assert list(connection.iterdump()) == before


def test_nobody_is_appointed_before_birth_or_after_death(staff: Registry):
    staff.people.add("Ann Ames", born="1950-05-01", died="2000-01-01")

    with pytest.raises(BrokenRuleError, match=r"born 1950-05-01"):
        staff.appoint("Ann Ames", CHIEF, "1940", "1941")
    with pytest.raises(BrokenRuleError, match=r"died 2000-01-01"):
        staff.appoint("Ann Ames", CHIEF, "1999-01-01")


def test_incompatible_roles_are_not_entered_together(seed: Registry):
    seed.roles.edit(CHIEF, incompatible=["Inspector General"])

    with pytest.raises(BrokenRuleError, match=r"\(incompatible\)"):
        seed.appoint("Shaptala", "Inspector General", "2022", "2023")


def test_the_warnings_about_an_entry_come_with_it(continuous: Registry):
    written = continuous.appoint("Cat Crane", CHIEF, "2021-01-10", "2021-02-01")

    assert {finding.rule for finding in written.findings} == {"gap", "no-source"}


def test_older_errors_do_not_stand_in_the_way_of_an_entry(continuous: Registry, db: Path):
    with sqlite3.connect(db) as outside:
        outside.execute(
            "update people set death_date = '2010', death_earliest = '2010-01-01', death_latest = '2010-12-31'"
            " where slug = 'ann-ames'"
        )
    assert codes(continuous, CHIEF, severity="error") == ["after-death"]

    assert continuous.appoint("Cat Crane", CHIEF, "2021-01-01").tenures


def test_an_error_that_was_there_does_not_keep_a_tenure_from_being_ended(continuous: Registry, db: Path):
    continuous.appoint("Cat Crane", CHIEF, "2021-01-01")
    with sqlite3.connect(db) as outside:
        outside.execute(
            "update people set birth_date = '2022', birth_earliest = '2022-01-01', birth_latest = '2022-12-31'"
            " where slug = 'cat-crane'"
        )

    written = continuous.end("Cat Crane", CHIEF, "2021-06-01")
    assert written.tenures[0].end == "2021-06-01"
    assert "before-birth" not in {finding.rule for finding in written.findings}  # it is no news
    assert "before-birth" in {finding.rule for finding in continuous.check(CHIEF)}


def test_a_role_is_not_edited_so_that_its_tenures_become_wrong(continuous: Registry):
    with pytest.raises(BrokenRuleError, match=r"the role exists from 2020-02 .*\(outside-role\)"):
        continuous.roles.edit(CHIEF, inception="2020-02")

    assert continuous.roles.show(CHIEF).inception is None
    continuous.roles.edit(CHIEF, inception="2019")


# Vacancies


def test_a_recorded_vacancy_answers_who(staff: Registry):
    staff.vacant(CHIEF, "2020-01-01", "2020-03-01")

    found = staff.who(CHIEF, on="2020-02-01")
    assert (found.answer, found.holders) == ("vacant", ())
    assert found.vacancy.why == "Vacant from 1 January 2020 to 1 March 2020."


def test_an_acting_holder_may_fill_a_vacant_post(staff: Registry):
    staff.vacant(CHIEF, "2020-01-01", "2020-03-01")
    staff.appoint("Ann Ames", CHIEF, "2020-01-15", "2020-03-01", kind="acting")

    found = staff.who(CHIEF, on="2020-02-01")
    assert (found.answer, [holder.person for holder in found.holders]) == ("held", ["ann-ames"])
    assert staff.who(CHIEF, on="2020-01-10").answer == "vacant"


def test_a_vacancy_clashes_with_a_tenure(seed: Registry):
    with pytest.raises(RegistryError, match=r"cannot be vacant .*Andriy Hnatov holds it.*`registry end andriy-hnatov"):
        seed.vacant(CHIEF, "2025-06-01")

    seed.end("Hnatov", CHIEF, "2025-06-01")
    seed.vacant(CHIEF, "2025-06-02")
    with pytest.raises(RegistryError, match=r"it is recorded as vacant from 2 June 2025 on.*`registry succeed"):
        seed.appoint("Jane Roe", CHIEF, "2025-07-01")


def test_succeed_fills_an_open_vacancy(seed: Registry):
    seed.end("Hnatov", CHIEF, "2025-06-01")
    seed.vacant(CHIEF, "2025-06-02")
    seed.succeed(CHIEF, "Jane Roe", "2025-07-01")

    assert seed.who(CHIEF, on="2025-06-15").answer == "vacant"
    assert [holder.person for holder in seed.who(CHIEF, on="2025-07-02").holders] == ["jane-roe"]


def test_an_open_vacancy_is_ended_without_a_start(staff: Registry):
    staff.vacant(CHIEF, "2020-01-01")
    staff.vacant(CHIEF, None, "2020-03-01")

    assert staff.who(CHIEF, on="2020-03-02").answer == "nobody recorded"
    with pytest.raises(RegistryError, match=r"no open vacancy"):
        staff.vacant(CHIEF, None, "2020-04-01")


def test_a_vacancy_takes_one_seat_of_several(staff: Registry):
    staff.roles.add("Member", "general staff", seats=2)
    staff.vacant("Member", "2020-01-01")
    staff.appoint("Ann Ames", "Member", "2020-01-01")

    with pytest.raises(RegistryError, match=r"2 seats"):
        staff.appoint("Bea Boone", "Member", "2020-02-01")


# Policies


def test_a_board_that_grew_has_its_seats_from_that_day_on(staff: Registry):
    staff.roles.add("Member", "general staff", seats=1)
    staff.roles.edit("Member", seats=2, seats_since="2020-01-01")
    staff.appoint("Ann Ames", "Member", "2019-01-01")

    with pytest.raises(RegistryError, match=r"one seat"):
        staff.appoint("Bea Boone", "Member", "2019-06-01")
    staff.appoint("Bea Boone", "Member", "2020-01-01")
    with pytest.raises(RegistryError, match=r"2 seats"):
        staff.appoint("Cat Crane", "Member", "2020-06-01")


def test_a_board_cannot_shrink_below_those_in_office(staff: Registry, db: Path):
    staff.roles.add("Member", "general staff", seats=2)
    for name in ("Ann Ames", "Bea Boone"):
        staff.appoint(name, "Member", "2020-01-01")

    with pytest.raises(RegistryError, match=r"'Member' had more holders"):
        staff.roles.edit("Member", seats=1, seats_since="2021-01-01")
    with pytest.raises(RegistryError, match=r"'Member' had more holders"):
        staff.roles.edit("Member", seats=1)
    with sqlite3.connect(db) as outside, pytest.raises(sqlite3.IntegrityError, match=r"guard: clash"):
        outside.execute("insert into role_seats (role_id, since, seats) select id, '2021-01-01', 1 from roles")


def test_nobody_goes_on_beyond_the_day_on_which_their_seat_is_cut(staff: Registry):
    staff.roles.add("Member", "general staff", seats=2)
    staff.roles.edit("Member", seats=1, seats_since="2021-01-01")
    staff.appoint("Ann Ames", "Member", "2020-01-01")

    with pytest.raises(RegistryError, match=r"cannot hold 'Member'"):
        staff.appoint("Bea Boone", "Member", "2020-06-01")
    staff.appoint("Bea Boone", "Member", "2020-06-01", "2021-01-01")


def test_whoever_leaves_on_the_day_on_which_a_seat_is_cut_takes_none_from_those_who_stay(staff: Registry):
    staff.roles.add("Member", "general staff", seats=2)
    staff.roles.edit("Member", seats=1, seats_since="2021-01-01")
    staff.appoint("Bea Boone", "Member", "2020-06-01", "2021-01-01")

    assert staff.appoint("Ann Ames", "Member", "2020-01-01").tenures


def test_terms_are_compared_with_the_roles(staff: Registry):
    staff.roles.edit(CHIEF, term_months=24, term_limit=2)
    for year in (2010, 2014, 2018):
        staff.appoint("Ann Ames", CHIEF, f"{year}-01-01", f"{year + 3}-01-01")

    assert {"term-exceeded", "term-limit"} <= {*codes(staff, CHIEF)}
    staff.roles.edit(CHIEF, term_months=None, term_limit=None)
    assert not {"term-exceeded", "term-limit"} & {*codes(staff, CHIEF)}


def test_a_title_that_another_role_of_the_organization_has_is_refused(staff: Registry):
    staff.roles.add("Deputy Chief", "general staff")

    with pytest.raises(RegistryError, match=r"another role of the organization has this title"):
        staff.roles.edit("Deputy Chief", title="Chief of the General Staff")


def test_an_edit_changes_only_what_it_names(staff: Registry):
    before = staff.roles.show(CHIEF)
    after = staff.roles.edit(CHIEF, note="A remark", incompatible=["Inspector General"])

    assert after.incompatible == ("inspector-general",)
    assert (after.title, after.seats, after.note) == (before.title, before.seats, "A remark")
    assert staff.roles.edit(CHIEF, compatible=["Inspector General"]).incompatible == ()


def test_policies_vacancies_and_waivers_survive_the_way_out_and_in(continuous: Registry, tmp_path: Path):
    continuous.roles.edit(CHIEF, seats=3, seats_since="2024-01-01", term_months=48, incompatible=["Inspector General"])
    continuous.vacant("Inspector General", "2020-01-01", "2021")
    (gap,) = continuous.check(CHIEF, rules=["gap"])
    continuous.waive(gap.finding, "known")
    continuous.export_package(tmp_path / "one")
    Registry.from_package(tmp_path / "second.db", tmp_path / "one")
    with Registry(tmp_path / "second.db") as second:
        second.export_package(tmp_path / "two")
        assert second.roles.show(CHIEF) == continuous.roles.show(CHIEF)

    for path in (tmp_path / "one").iterdir():
        assert path.name == "seals.csv" or path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_the_package_of_the_sample_is_what_this_version_writes(sample: Registry, tmp_path: Path):
    sample.export_package(tmp_path / "out")

    ours = {path.name for path in DATA.iterdir()} - {"SOURCES.md"} | {"seals.csv"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == ours
