"""Corrections of tenures: what they change, what they refuse with everything left as it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from registry import Registry, RegistryError
from registry.domain.entities.models import Appointment
from registry.domain.errors import BrokenRuleError, ChoiceError, ClashError, NotFoundError
from registry.services.entities.field_edits import UnchangedError
from registry.services.history.correct import SuccessionError
from tests.conftest import ARTICLE, CHIEF

SHAPTALA = f"serhiy-shaptala-{CHIEF}"
BARHYLEVYCH = f"anatoliy-barhylevych-{CHIEF}"
HNATOV = f"andriy-hnatov-{CHIEF}"
INSPECTOR = "anatoliy-barhylevych-inspector-general"


def test_a_correction_changes_what_is_named_and_tells_what_was_there(seed: Registry):
    done = seed.correct(
        BARHYLEVYCH, "the decree", start="9 February 2024", end_reason="transferred", rank="Major General"
    )

    assert [(each.field, each.before, each.after) for each in done.differences] == [
        ("start", "2024-02", "2024-02-09"),
        ("rank", None, "Major General"),
        ("end_reason", None, "transferred"),
    ]
    assert (done.tenure.start, done.tenure.end, done.tenure.rank) == ("2024-02-09", "2025-03-16", "Major General")
    assert seed.who(CHIEF, on="2024-02-08").holders[0].person == "serhiy-shaptala"


def test_a_correction_is_one_change_with_its_reason(seed: Registry, db: Path):
    seed.correct(BARHYLEVYCH, "the decree", start="9 February 2024")

    with sqlite3.connect(db) as connection:
        sql = "select actor, command, reason from changes order by id desc limit 1"
        assert connection.execute(sql).fetchone() == ("a tester", f"correct {BARHYLEVYCH}", "the decree")
        sql = "select start_date from appointments_history where slug = ? order by history_id desc limit 1"
        assert connection.execute(sql, [BARHYLEVYCH]).fetchone() == ("2024-02",)


@pytest.mark.parametrize(
    ("start", "end"), [("2010", "2011"), ("about 2010", "unknown"), (None, "before 2012"), ("2010-02", None)]
)
def test_the_derived_days_follow_the_corrected_dates(staff: Registry, db: Path, start: str | None, end: str | None):
    slug = staff.appoint("Jane Roe", CHIEF, "2020-01-01", "2021-01-01").tenures[0].appointment
    tenure = staff.correct(slug, "found the file", start=start, end=end).tenure

    model = Appointment(slug=slug, role=CHIEF, person="jane-roe", start=tenure.start, end=tenure.end)
    assert tenure.stated == model.bounds()


def test_optional_fields_are_cleared(staff: Registry):
    tenure = staff.appoint(
        "Jane Roe", CHIEF, "2020", "2021", rank="Colonel", how="elected", reason="resigned", note="x"
    ).tenures[0]
    cleared = dict.fromkeys(("start", "end", "rank", "how", "end_reason", "note"))
    tenure = staff.correct(tenure.appointment, "not in the source", **cleared).tenure

    assert [getattr(tenure, field) for field in cleared] == [None] * 6
    assert staff.who(CHIEF, on="2030-01-01").holders[0].certainty == "possible"


def test_who_was_replaced_is_cleared_and_given_by_person_or_by_slug(seed: Registry):
    assert seed.correct(HNATOV, "not said", replaces=None).tenure.replaces_id is None
    assert seed.correct(HNATOV, "said", replaces="Barhylevych").differences[0].after == BARHYLEVYCH
    seed.correct(HNATOV, "not said", replaces=None)
    assert seed.correct(HNATOV, "said", replaces=BARHYLEVYCH).differences[0].after == BARHYLEVYCH


def test_the_slug_stays_when_person_and_role_are_others(staff: Registry):
    staff.people.add("John Doe")
    staff.appoint("Jane Roe", CHIEF, "2020", "2021")
    tenure = staff.correct("jane roe", "a namesake", person="John Doe", role="inspector general").tenure

    assert tenure.appointment == f"jane-roe-{CHIEF}"
    assert (tenure.person, tenure.role) == ("john-doe", "inspector-general")
    assert staff.career("Jane Roe").appointments == ()


def test_a_vacancy_turns_out_to_have_been_held(staff: Registry):
    staff.people.add("Jane Roe")
    slug = staff.vacant(CHIEF, "2020-01-01", "2020-12-31").tenures[0].appointment

    assert staff.correct(slug, "she acted all the year", person="Jane Roe").tenure.person == "jane-roe"


def test_a_rejected_tenure_gives_its_seat_free(seed: Registry):
    seed.appoint("Jane Roe", "Inspector General", "2020-01-01", "2020-06-01")
    seed.correct("Jane Roe", "a hoax", status="rejected")

    seed.appoint("John Doe", "Inspector General", "2020-01-01", "2020-06-01")
    assert [holder.person for holder in seed.who("Inspector General", on="2020-03-01").holders] == ["john-doe"]


@pytest.mark.parametrize("words", ["Hnatov", f"Hnatov, {CHIEF}", f" {HNATOV} ", "Barhylevych, chief of general staff"])
def test_a_tenure_is_named_by_its_holder_and_its_role(seed: Registry, words: str):
    assert seed.correct(words, "so it says", rank="Colonel").tenure.rank == "Colonel"


def test_a_role_with_commas_is_found_behind_the_right_one(staff: Registry):
    staff.roles.add("Minister of Trade, Industry and Energy", "ministry of defence")
    staff.appoint("Jane Roe", "Minister of Trade, Industry and Energy", "2020", "2021")
    staff.appoint("Jane Roe", CHIEF, "2010", "2011")

    words = "Jane Roe, Minister of Trade, Industry and Energy"
    assert staff.correct(words, "so it says", rank="Colonel").tenure.title == "Minister of Trade, Industry and Energy"


def test_several_tenures_are_listed_with_their_dates(seed: Registry, untouched: None):
    said = rf"{BARHYLEVYCH} \(Chief .*, from February 2024 to 16 March 2025\), {INSPECTOR} \(.*from 16 March 2025 on\)"
    with pytest.raises(ChoiceError, match=said) as refused:
        seed.correct("Barhylevych", "x", rank="General")

    assert [slug for slug, _ in refused.value.candidates] == [BARHYLEVYCH, INSPECTOR]


def test_a_mistyped_slug_gets_suggestions(seed: Registry, untouched: None):
    with pytest.raises(NotFoundError, match=f"did you mean {HNATOV}"):
        seed.correct("andriy-hnatow-chief-of-general-staff", "x", rank="General")
    with pytest.raises(NotFoundError, match=r"registry career PERSON"):
        seed.correct("xyzzy", "x", rank="General")


def test_somebody_without_a_tenure_has_nothing_to_correct(seed: Registry):
    seed.people.add("Jane Roe")

    with pytest.raises(NotFoundError, match=r"no tenure is recorded of 'Jane Roe'"):
        seed.correct("Jane Roe", "x", rank="General")
    with pytest.raises(NotFoundError, match=r"no tenure is recorded"):
        seed.correct("Shaptala, inspector general", "x", rank="General")


def test_a_correction_that_says_what_is_there_is_refused(seed: Registry, untouched: None):
    with pytest.raises(UnchangedError, match=r"the start is already 2024-02, no rank is recorded"):
        seed.correct(BARHYLEVYCH, "x", start="Feb 2024", rank=None)


@pytest.mark.parametrize(
    ("slug", "changes", "error", "said"),
    [
        (BARHYLEVYCH, {"start": "2024-03-10"}, SuccessionError, r"Barhylevych .* directly succeeded Serhiy Shaptala"),
        (BARHYLEVYCH, {"end": "2025-03-01"}, SuccessionError, r"Hnatov .* directly succeeded Anatoliy Barhylevych"),
        (BARHYLEVYCH, {"end": None}, ClashError, rf"Hnatov holds it from 16 March 2025 on.*registry correct {HNATOV}"),
        (SHAPTALA, {"end": None}, ClashError, r"Barhylevych holds it"),
        (SHAPTALA, {"status": "rejected"}, SuccessionError, rf"registry correct {BARHYLEVYCH} --replacing none"),
        (SHAPTALA, {"role": "Inspector General"}, SuccessionError, r"a succession stays in one role"),
        (HNATOV, {"role": "Inspector General"}, ClashError, r"Anatoliy Barhylevych holds it"),
        (
            HNATOV,
            {"person": "Barhylevych", "start": "2025-03-10"},
            ClashError,
            r"one person holds a role only once at a time",
        ),
        (BARHYLEVYCH, {"replaces": BARHYLEVYCH}, SuccessionError, r"it is the same tenure"),
        (SHAPTALA, {"replaces": HNATOV}, SuccessionError, r"that one came after it"),
        (HNATOV, {"replaces": "Shaptala"}, RegistryError, r"Serhiy Shaptala left .*February 2024"),
        (HNATOV, {"replaces": INSPECTOR}, SuccessionError, r"a succession stays in one role"),
        (HNATOV, {"replaces": "nobody-at-all"}, NotFoundError, r"no person 'nobody-at-all'"),
        (HNATOV, {"person": None}, RegistryError, r"registry vacant"),
        (HNATOV, {"person": "Jane Roe"}, NotFoundError, r"no person 'Jane Roe'"),
        (HNATOV, {"role": None}, RegistryError, r"the role .* cannot be emptied"),
        (HNATOV, {"slug": "x"}, RegistryError, r"the slug .* does not change"),
        (HNATOV, {"colour": "red"}, RegistryError, r"not a known field"),
        (HNATOV, {"kind": "interim"}, RegistryError, r"'interim'"),
        (HNATOV, {"how": "apointed"}, RegistryError, r"did you mean 'appointed'"),
        (HNATOV, {"end": "2024-01-01"}, RegistryError, r"before the start"),
        (HNATOV, {"start": "present"}, RegistryError, r"not a date on which something began"),
        (HNATOV, {"start": "03/04/2025"}, RegistryError, r"03/04/2025"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(
    seed: Registry, untouched: None, slug: str, changes: dict[str, str | None], error: type[Exception], said: str
):
    with pytest.raises(error, match=said):
        seed.correct(slug, "x", **changes)


def test_a_rule_that_would_break_refuses_the_correction(seed: Registry, db: Path):
    seed.people.edit("Shaptala", death="2024-02-20")

    with pytest.raises(BrokenRuleError, match=r"after-death"):
        seed.correct(SHAPTALA, "x", end="2024-02-25")
    assert seed.history(CHIEF).holders[0].end == "2024-02"


def test_warnings_that_were_there_before_are_not_shown_again(seed: Registry):
    assert "no-source" in {finding.rule for finding in seed.check(CHIEF)}
    assert seed.correct(SHAPTALA, "x", rank="General").findings == ()


def test_a_correction_needs_a_reason(seed: Registry, untouched: None):
    with pytest.raises(RegistryError, match=r"needs a reason"):
        seed.correct(HNATOV, "  ", rank="General")


def test_a_hand_over_is_moved_by_letting_go_of_the_link_first(seed: Registry):
    seed.correct(HNATOV, "another day", replaces=None, start="2025-03-20")
    seed.correct(BARHYLEVYCH, "another day", end="2025-03-20")

    assert seed.correct(HNATOV, "another day", replaces=BARHYLEVYCH).tenure.start == "2025-03-20"


def test_what_did_not_fit_before_does_not_stand_in_the_way(seed: Registry, db: Path):
    with sqlite3.connect(db) as outside:
        outside.execute(
            "update appointments set start_date = '2025-05-01', start_earliest = '2025-05-01',"
            " start_latest = '2025-05-01' where slug = ?",
            [HNATOV],
        )

    assert seed.correct(HNATOV, "so it says", rank="General", start="2025-04-01").tenure.rank == "General"
    assert seed.correct(HNATOV, "mended", start="2025-03-17").tenure.start == "2025-03-17"


def test_a_tenure_removed_by_mistake_goes_with_its_citations_and_its_sources_stay(seed: Registry):
    seed.correct(HNATOV, "not said", replaces=None)
    done = seed.remove("Hnatov", "another Hnatov")

    assert (done.slug, done.citations, done.uncited) == (HNATOV, 1, ())
    assert seed.career("Hnatov").appointments == ()
    assert len(seed.sources.list()) == 1


def test_sources_that_support_nothing_any_more_are_named(staff: Registry):
    staff.appoint("Jane Roe", CHIEF, "2020", "2021", evidence=ARTICLE)
    done = staff.remove("Jane Roe", "never held it")

    assert done.uncited == ("trump-putin-set-for-march-18-call",)
    assert staff.sources.show(done.uncited[0]).citations == ()


def test_a_removed_tenure_is_in_the_history(staff: Registry, db: Path):
    staff.appoint("Jane Roe", CHIEF, "2020", "2021")
    staff.remove("Jane Roe", "never held it")

    with sqlite3.connect(db) as connection:
        sql = "select h.slug, c.reason from appointments_history h join changes c on c.id = h.superseded_by"
        assert connection.execute(sql).fetchall() == [(f"jane-roe-{CHIEF}", "never held it")]


def test_a_tenure_that_was_succeeded_is_not_removed(seed: Registry, untouched: None):
    with pytest.raises(RegistryError, match=rf"replaced by {HNATOV}.*registry correct {HNATOV} --replacing none"):
        seed.remove(BARHYLEVYCH, "x")
    with pytest.raises(RegistryError, match=r"needs a reason"):
        seed.remove(HNATOV, "")
