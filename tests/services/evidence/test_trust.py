"""Retraction, impact and independent support, through the Python API."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from registry import Evidence, Registry
from registry.domain.errors import NotFoundError, RegistryError
from registry.services.evidence.evidence import cite
from registry.services.evidence.impact import Impact, impact
from registry.store.database import registry_file
from tests.conftest import CHIEF, clock, content

AGENCY = "https://agency.org/hnatov"
DAILY = "https://daily.org/hnatov"
PAPER = "https://paper.org/hnatov"
TENURE = "andriy-hnatov-chief-of-the-general-staff"


def article(url: str, publisher: str | None, observed: str | None = None) -> Evidence:
    return Evidence(url, f"From {url}", publisher, published="2025-03-17", observed=observed)


@pytest.fixture
def cited(staff: Registry) -> Registry:
    """A tenure that rests on an agency's report and on a copy of it, and one that rests on a paper, too."""
    staff.appoint("Andriy Hnatov", CHIEF, "2025-03", evidence=article(AGENCY, "Agency", observed="2025-03-20"))
    staff.appoint("Serhiy Shaptala", "Inspector General", "2021", "2022", evidence=article(PAPER, "Paper"))
    again(staff, DAILY, "Daily")
    staff.sources.edit(DAILY, copy_of=slug(staff, AGENCY))
    return staff


def again(registry: Registry, url: str, publisher: str | None) -> str:
    """Cite another source for the start of Hnatov's tenure; returns its slug."""
    evidence = Evidence(url, f"From {url}", publisher, published="2025-03-18")
    with registry.file.session.change(f"cite {url}") as change:
        (tenure,) = change.db.conn.execute("select id from appointments where slug = ?", [TENURE]).fetchone()
        cite(change.db, evidence, tenure, TENURE, ["start"])
    return slug(registry, url)


def slug(registry: Registry, url: str) -> str:
    return registry.sources.show(url).source


def told(found: Impact, name: str) -> dict[str, tuple[object, object]]:
    """What changes in the answers about a tenure."""
    (changed,) = [each for each in found.changes if each.name == name]
    return {each.field: (each.before, each.after) for each in changed.differences}


# --- retract ---


def test_a_retracted_source_stays_and_nothing_rests_on_it(cited: Registry):
    cited.sources.retract(PAPER, "made up")

    (holder,) = cited.who("Inspector General", "2021-06-01").holders
    assert cited.sources.show(PAPER).retracted == "made up"
    assert [note.retracted for note in holder.sources] == [True]
    assert holder.independent_sources == 0


def test_retracted_sources_are_listed_last(cited: Registry):
    again(cited, "https://late.org/x", "Late")
    assert cited.who(CHIEF, "2025-04-01").holders[0].sources[0].url == AGENCY

    cited.sources.retract(AGENCY, "made up")

    notes = cited.who(CHIEF, "2025-04-01").holders[0].sources
    assert [note.retracted for note in notes] == [False, False, True]
    assert notes[-1].url == AGENCY


def test_an_answer_does_not_rest_on_a_retracted_source(cited: Registry):
    assert "last confirmed on 20 March 2025" in cited.who(CHIEF, "2025-04-01").holders[0].why

    cited.sources.retract(AGENCY, "made up")

    assert "last confirmed on 18 March 2025" in cited.who(CHIEF, "2025-04-01").holders[0].why


def test_retracting_twice_is_refused(cited: Registry, db: Path):
    cited.sources.retract(AGENCY, "made up")
    before = content(db)

    with pytest.raises(RegistryError, match=r"already retracted .'made up'.*registry log"):
        cited.sources.retract(AGENCY, "again")
    assert content(db) == before


@pytest.mark.parametrize("because", ["", "  "])
def test_a_retraction_needs_a_reason(cited: Registry, because: str):
    with pytest.raises(RegistryError, match="--because"):
        cited.sources.retract(AGENCY, because)


def test_a_retraction_can_be_undone(cited: Registry):
    before = cited.who(CHIEF, "2025-04-01")
    cited.sources.retract(AGENCY, "made up")

    cited.undo(cited.log(limit=1)[0].number or 0)

    assert cited.sources.show(AGENCY).retracted is None
    assert cited.who(CHIEF, "2025-04-01") == before


def test_an_edit_does_not_bring_a_source_back(cited: Registry):
    cited.sources.retract(AGENCY, "made up")

    cited.sources.edit(AGENCY, publisher="The Agency")

    assert cited.sources.show(AGENCY).retracted == "made up"
    for value in (None, "otherwise"):
        with pytest.raises(RegistryError, match="source retract"):
            cited.sources.edit(AGENCY, title="New", retracted=value)


def test_citing_a_retracted_source_again_does_not_bring_it_back(cited: Registry):
    cited.sources.retract(PAPER, "made up")

    cited.end("hnatov", CHIEF, "2025-05-01", evidence=Evidence(PAPER, observed="2025-04-02"))

    assert cited.sources.show(PAPER).retracted == "made up"


def test_the_past_is_known_with_the_source_that_was_retracted_since(cited: Registry, db: Path):
    moment = cited.log(limit=1)[0].recorded_at
    cited.sources.retract(AGENCY, "made up")

    with Registry(db, as_known_on=moment, clock=lambda: datetime(2027, 1, 1, tzinfo=UTC)) as then:
        assert then.sources.show(AGENCY).retracted is None
        assert [n.retracted for n in then.who(CHIEF, "2025-04-01").holders[0].sources] == [False, False]


def test_a_package_carries_retractions_and_copies(cited: Registry, tmp_path: Path):
    cited.sources.retract(AGENCY, "made up")
    cited.export_package(tmp_path / "package")

    with _imported(tmp_path) as other:
        assert other.sources.show(AGENCY).retracted == "made up"
        assert other.sources.show(DAILY).copy_of == slug(cited, AGENCY)


def _imported(tmp_path: Path) -> Registry:
    Registry.from_package(tmp_path / "other.db", tmp_path / "package", actor="a tester")
    return Registry(tmp_path / "other.db", clock=clock)


# --- impact ---


def test_what_only_copies_support_beside_it_rests_on_it_alone(cited: Registry):
    found = cited.impact(AGENCY, "2025-03-20")

    (resting,) = found.alone
    assert (resting.appointment, resting.altogether) == (TENURE, True)
    assert "start" in resting.fields
    assert resting.beside == (slug(cited, DAILY),)


def test_what_an_independent_source_supports_does_not_rest_on_it(cited: Registry):
    again(cited, "https://late.org/x", "Late")

    (resting,) = cited.impact(AGENCY, "2025-03-20").alone

    assert not resting.altogether
    assert "start" not in resting.fields
    assert "role" in resting.fields


def test_a_source_of_the_same_publisher_is_not_independent_but_told(cited: Registry):
    again(cited, "https://other.org/x", "AGENCY")

    (resting,) = cited.impact(AGENCY, "2025-03-20").alone

    assert resting.altogether
    assert set(resting.beside) == {slug(cited, DAILY), "other-org-2025-03-18"}


def test_a_retracted_source_supports_nothing_beside_it(cited: Registry):
    again(cited, "https://late.org/x", "Late")
    cited.sources.retract("https://late.org/x", "made up")

    (resting,) = cited.impact(AGENCY, "2025-03-20").alone

    assert resting.altogether
    assert resting.beside == (slug(cited, DAILY),)


def test_a_tenure_for_which_only_a_copy_is_cited_rests_on_the_report(cited: Registry):
    connection = cited.file.connection
    connection.execute("delete from citations where source_id = (select id from sources where url = ?)", [AGENCY])

    (resting,) = cited.impact(AGENCY, "2025-03-20").alone

    assert (resting.appointment, resting.beside) == (TENURE, (slug(cited, DAILY),))


def test_impact_tells_the_answers_before_and_after(cited: Registry):
    changes = told(cited.impact(AGENCY, "2025-03-20"), "Andriy Hnatov")

    assert changes["certainty"] == ("certain", "possible")
    assert changes["last_confirmed"] == ("2025-03-20", "2025-03-18")
    assert changes["start_latest"] == ("2025-03-20", "2025-03-31")


def test_impact_tells_of_others_whose_seat_it_touches(staff: Registry):
    """While one certainly holds the seat, the merely possible one is no answer."""
    staff.appoint("Ann Ames", CHIEF, "2020", "2020-06", evidence=article(AGENCY, "Agency", observed="2020-05-01"))
    staff.appoint("Bea Boone", CHIEF, "2020", "2021")

    found = staff.impact(AGENCY, "2020-05-01")

    assert told(found, "Bea Boone")["certainty"] == (None, "possible")


def test_impact_says_what_retracting_did(cited: Registry):
    before = cited.impact(AGENCY)

    done = cited.sources.retract(AGENCY, "made up")

    assert done.retracted == "made up"
    assert done == cited.impact(AGENCY)
    assert (done.alone, done.changes, done.copies) == (before.alone, before.changes, before.copies)


def test_impact_is_what_comes_to_pass(cited: Registry):
    """The domain's own answers before and after, not another reckoning of them."""
    day = "2025-03-20"
    changes = told(cited.impact(AGENCY, day), "Andriy Hnatov")
    before = cited.who(CHIEF, day, everyone=True).holders[0]

    cited.sources.retract(AGENCY, "made up")

    after = cited.who(CHIEF, day, everyone=True).holders[0]
    assert changes["certainty"] == (before.certainty, after.certainty)
    assert changes["last_confirmed"] == (before.last_confirmed, after.last_confirmed)


def test_copies_are_told_and_what_they_still_hold_up(cited: Registry):
    found = cited.impact(AGENCY, "2025-03-20")

    assert [(copy.source, copy.retracted) for copy in found.copies] == [(slug(cited, DAILY), None)]
    (further,) = found.changes_with_copies
    assert [(each.field, each.before, each.after) for each in further.differences] == [
        ("last_confirmed", "2025-03-18", None)
    ]


def test_a_recorded_vacancy_can_rest_on_a_source(staff: Registry):
    staff.vacant(CHIEF, "2020", evidence=article(AGENCY, "Agency", observed="2020-05-01"))

    found = staff.impact(AGENCY, "2020-06-01")

    assert [(each.person, each.altogether) for each in found.alone] == [(None, True)]
    fields = {each.field: (each.before, each.after) for each in found.changes[0].differences}
    assert fields["certainty"] == ("presumed", "possible")


def test_impact_writes_nothing(sample: Registry, db: Path):
    before = content(db)
    sample.impact("rferl-2025-03-17")
    assert content(db) == before


def test_the_impact_in_a_file_that_may_only_be_read_can_be_asked(cited: Registry, db: Path):
    expected = cited.impact(AGENCY, "2025-03-20")
    with closing(registry_file.open_to_read(db)) as reader:
        assert impact(reader, AGENCY, "2025-03-20") == expected


def test_questions_are_answered_as_ever_after_an_impact(cited: Registry):
    before = (cited.who(CHIEF, "2025-04-01"), cited.check(), cited.sources.show(AGENCY))
    cited.impact(AGENCY)
    assert (cited.who(CHIEF, "2025-04-01"), cited.check(), cited.sources.show(AGENCY)) == before


def test_impact_can_be_asked_of_a_moment(cited: Registry, db: Path):
    moment = cited.log(limit=1)[0].recorded_at
    expected = cited.impact(AGENCY, "2025-03-20")
    again(cited, "https://late.org/x", "Late")
    cited.sources.retract(AGENCY, "made up")

    with Registry(db, as_known_on=moment, clock=lambda: datetime(2027, 1, 1, tzinfo=UTC)) as then:
        assert then.impact(AGENCY, "2025-03-20") == expected
        then.check()
        assert then.impact(AGENCY, "2025-03-20") == expected
        assert then.sources.show(AGENCY).retracted is None


def test_a_source_cited_for_nothing_has_no_impact(cited: Registry):
    cited.file.connection.execute("delete from citations")
    found = cited.impact(AGENCY)
    assert (found.cited, found.alone, found.changes) == (0, (), ())


def test_the_impact_of_what_is_no_source_is_refused(cited: Registry):
    with pytest.raises(NotFoundError, match="no source"):
        cited.impact("nowhere")


# --- independence, copies ---


def test_who_counts_copies_once(cited: Registry):
    holder = cited.who(CHIEF, "2025-04-01").holders[0]
    assert [note.voice for note in holder.sources] == [1, 1]
    assert holder.independent_sources == 1

    again(cited, "https://late.org/x", "Late")

    assert cited.who(CHIEF, "2025-04-01").holders[0].independent_sources == 2
    assert cited.history(CHIEF).holders[0].independent_sources == 2
    assert cited.career("hnatov").appointments[0].independent_sources == 2


def test_a_source_tells_what_it_repeats_and_what_repeats_it(cited: Registry):
    weekly = again(cited, "https://weekly.org/x", "Weekly")
    cited.sources.edit(weekly, copy_of=slug(cited, DAILY))

    assert cited.sources.show(DAILY).copy_of == slug(cited, AGENCY)
    assert cited.sources.show(AGENCY).copies == (slug(cited, DAILY), weekly)


def test_a_circle_of_copies_is_refused(cited: Registry):
    with pytest.raises(RegistryError, match="which is a copy of it"):
        cited.sources.edit(AGENCY, copy_of=slug(cited, DAILY))


def test_a_source_that_others_repeat_cannot_be_removed(cited: Registry):
    cited.file.connection.execute("delete from citations")
    with pytest.raises(RegistryError, match="is repeated by daily-org-2025-03-18"):
        cited.sources.remove(AGENCY, "unused")


def rules_broken(registry: Registry) -> dict[str, str]:
    return {finding.rule: finding.facts for finding in registry.check(CHIEF, rules=["retracted", "single-voice"])}


def test_sources_that_are_one_voice_are_found(cited: Registry):
    assert rules_broken(cited) == {
        "single-voice": "the 2 sources of Andriy Hnatov as Chief of the General Staff from March 2025 on are one voice"
    }
    again(cited, "https://late.org/x", "Late")
    assert rules_broken(cited) == {}


def test_a_tenure_that_rests_on_what_was_retracted_is_found(cited: Registry):
    cited.sources.retract(AGENCY, "made up")

    assert rules_broken(cited)["retracted"].endswith(f"what was retracted: {slug(cited, AGENCY)}, {slug(cited, DAILY)}")
    again(cited, "https://late.org/x", "Late")
    assert rules_broken(cited) == {}
