"""Edits and removals of people, organizations, roles and sources; a refused one leaves everything as it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from registry import Registry, RegistryError
from registry.domain.errors import BrokenRuleError, ChoiceError, NotFoundError
from registry.services.entities.add import AlreadyRecordedError
from registry.services.entities.field_edits import UnchangedError
from registry.services.history.remove import InUseError
from tests.conftest import CHIEF, clock

SOURCE = "trump-putin-set-for-march-18-call"
STAFF = "general-staff-of-the-armed-forces-of-ukraine"
MINISTRY = "ministry-of-defence-of-ukraine"


def said(edited) -> list[tuple[str, object, object]]:
    return [(each.field, each.before, each.after) for each in edited.differences]


def test_a_person_is_renamed_found_by_the_new_name_and_keeps_the_slug(seed: Registry):
    edited = seed.people.edit("Hnatov", name="Andrii Hnatov", birth="c. 1980", note="A remark")

    assert said(edited) == [
        ("name", "Andriy Hnatov", "Andrii Hnatov"),
        ("birth", None, "1980~"),
        ("note", None, "A remark"),
    ]
    assert seed.career("Andrii Hnatov").person == "andriy-hnatov"
    with pytest.raises(NotFoundError):
        seed.career("Andriy Hnatov (general)")


def test_the_bounds_of_a_life_follow_its_dates(seed: Registry, db: Path):
    seed.people.edit("Shaptala", name="Serhii Shaptala", birth="1980-02", death="2090")

    with sqlite3.connect(db) as connection:
        sql = """select birth_earliest, birth_latest, death_earliest, death_latest, name_key
        from people where slug = 'serhiy-shaptala'"""
        assert connection.execute(sql).fetchone() == (
            "1980-02-01", "1980-02-29", "2090-01-01", "2090-12-31", "serhii shaptala",
        )  # fmt: skip


@pytest.mark.parametrize(("before", "after"), [("Jean Chretien", "Jean Chrétien"), ("Jean Chrétien", "Jean CHRÉTIEN")])
def test_a_name_that_folds_to_the_same_words_is_found_as_before(registry: Registry, before: str, after: str):
    registry.people.add(before)
    registry.people.edit(before, name=after)
    registry.organizations.add(before)
    registry.organizations.edit(before, name=after)
    registry.roles.add(before, after)
    registry.roles.edit(before, title=after)

    assert registry.people.show("jean chretien").name == after
    assert registry.organizations.show("jean chretien").name == after
    assert registry.roles.show("jean chretien").title == after


def test_a_person_s_fields_names_and_identifiers_are_cleared(seed: Registry):
    seed.people.edit("Hnatov", birth="1980", note="x", also=["A. Hnatov"], identifiers={"wikidata": "Q1"})
    seed.people.edit("Hnatov", birth=None, note=None, not_also=["A. Hnatov"], not_identifiers=[("wikidata", "Q1")])

    shown = seed.people.show("Hnatov")
    assert (shown.birth, shown.note, shown.names, shown.identifiers) == (None, None, (), ())


def test_an_identifier_takes_the_place_of_the_one_of_its_scheme(seed: Registry):
    seed.people.edit("Hnatov", identifiers={"wikidata": "Q1", "gnd": "7"})
    seed.people.edit("Hnatov", identifiers={"wikidata": "Q2"})

    assert [(each.scheme, each.value) for each in seed.people.show("Q2").identifiers] == [
        ("gnd", "7"),
        ("wikidata", "Q2"),
    ]


def test_of_several_identifiers_of_a_scheme_none_is_replaced_by_a_guess(seed: Registry, db: Path):
    seed.people.edit("Hnatov", identifiers={"wikidata": "Q1"})
    with sqlite3.connect(db) as outside:
        outside.execute(
            "insert into person_identifiers (person_id, scheme, value)"
            " select person_id, scheme, 'Q2' from person_identifiers"
        )

    with pytest.raises(ChoiceError, match=r"several identifiers of wikidata: wikidata=Q1, wikidata=Q2"):
        seed.people.edit("Hnatov", identifiers={"wikidata": "Q3"})
    assert said(seed.people.edit("Hnatov", not_identifiers=[("wikidata", "Q1")]))


def test_a_further_name_that_becomes_the_main_one_is_no_further_name_any_more(seed: Registry):
    seed.people.edit("Hnatov", also=["Andrii Hnatov"])
    seed.people.edit("Hnatov", name="Andrii Hnatov", also=["Andriy Hnatov"])

    assert seed.people.show("Hnatov").name == "Andrii Hnatov"
    assert [name.name for name in seed.people.show("Hnatov").names] == ["Andriy Hnatov"]


@pytest.mark.parametrize(
    ("changes", "error", "reason"),
    [
        ({"name": None}, RegistryError, r"the name of andriy-hnatov cannot be emptied"),
        ({"name": " "}, RegistryError, r"empty"),
        ({"slug": "x"}, RegistryError, r"the slug andriy-hnatov does not change"),
        ({"colour": "red"}, RegistryError, r"not a known field"),
        ({"name": "Andriy Hnatov"}, UnchangedError, r"the name is already Andriy Hnatov"),
        ({"birth": None}, UnchangedError, r"no birth is recorded"),
        ({}, UnchangedError, r"nothing was given"),
        ({"also": ["Andriy Hnatov"]}, UnchangedError, r"'Andriy Hnatov' is already a name"),
        ({"not_also": ["Nobody"]}, RegistryError, r"'Nobody' is not a further name .*none is recorded"),
        ({"not_also": ["Andriy Hnatov"]}, RegistryError, r"is the main name of andriy-hnatov; .* --name"),
        ({"not_identifiers": [("gnd", "1")]}, RegistryError, r"gnd=1 is not an identifier of .*none is recorded"),
        ({"identifiers": {"wikidata": "Q5"}}, AlreadyRecordedError, r"'Serhiy Shaptala' \(serhiy-shaptala\)"),
        ({"birth": "2000", "death": "1990"}, RegistryError, r"the death 1990 .* is before the birth"),
        ({"birth": "2025-06-01"}, BrokenRuleError, r"before-birth"),
        ({"death": "2025-06-01"}, BrokenRuleError, r"after-death"),
        ({"birth": "present"}, RegistryError, r"not a date on which something began"),
    ],
)  # fmt: skip
def test_an_edit_of_a_person_that_cannot_be_is_refused(
    numbered: Registry, untouched: None, changes: dict[str, object], error: type[Exception], reason: str
):
    with pytest.raises(error, match=reason):
        numbered.people.edit("Hnatov", **changes)


@pytest.fixture
def numbered(seed: Registry) -> Registry:
    """The seed, with an identifier of somebody else's."""
    seed.people.edit("Shaptala", identifiers={"wikidata": "Q5"})
    return seed


def test_an_unknown_person_is_refused_with_a_suggestion(seed: Registry, untouched: None):
    with pytest.raises(NotFoundError, match=r"did you mean 'Andriy Hnatov'"):
        seed.people.edit("Hnatow", note="x")
    with pytest.raises(NotFoundError, match=r"did you mean 'Andriy Hnatov'"):
        seed.people.show("Hnatow")


def test_a_person_without_tenures_is_removed_with_names_and_identifiers(registry: Registry, db: Path):
    registry.people.add("Jane Roe", also=["J. Roe"], identifiers={"wikidata": "Q1"})
    assert registry.people.remove("J. Roe", "a test entry").slug == "jane-roe"

    assert registry.people.list() == []
    with sqlite3.connect(db) as connection:
        for table in ("person_names", "person_identifiers"):
            assert connection.execute(f"select count(*) from {table}").fetchone() == (0,)
            assert connection.execute(f"select count(*) from {table}_history").fetchone() == (1,)


def test_a_person_who_holds_something_is_not_removed(seed: Registry, untouched: None):
    with pytest.raises(InUseError, match=rf"it holds serhiy-shaptala-{CHIEF}; type `registry remove serhiy-shaptala-"):
        seed.people.remove("Shaptala", "x")
    with pytest.raises(RegistryError, match=r"needs a reason"):
        seed.people.remove("Shaptala", " ")


def test_of_many_tenures_eight_are_named(staff: Registry):
    for year in range(2000, 2010):
        staff.appoint("Jane Roe", CHIEF, f"{year}-01-01", f"{year}-02-01")

    with pytest.raises(InUseError, match=rf"jane-roe-{CHIEF}-7, jane-roe-{CHIEF}-8 and 2 more; type"):
        staff.people.remove("Jane Roe", "x")


def test_an_organization_is_edited(staff: Registry):
    edited = staff.organizations.edit(
        STAFF, name="General Staff", inception="1991", dissolution=None, also=["GS"], parent=MINISTRY,
        parent_since="1992", identifiers={"wikidata": "Q9"},
    )  # fmt: skip
    assert [each.field for each in edited.differences] == ["name", "inception", "parents", "names", "identifiers"]

    shown = staff.organizations.show("Q9")
    assert (shown.organization, shown.name, shown.inception, shown.roles) == (STAFF, "General Staff", "1991", 1)
    assert [(each.organization, each.start, each.end) for each in shown.parents] == [(MINISTRY, "1992", None)]
    assert staff.organizations.show(MINISTRY).below == (STAFF,)


def test_the_dates_of_what_it_stands_below_are_changed_and_cleared(staff: Registry):
    staff.organizations.edit(STAFF, parent=MINISTRY)
    staff.organizations.edit(STAFF, parent=MINISTRY, parent_since="1992", parent_until="2000")
    staff.organizations.edit(STAFF, parent=MINISTRY, parent_until="2001-05-01")
    assert [(each.start, each.end) for each in staff.organizations.show(STAFF).parents] == [("1992", "2001-05-01")]

    staff.organizations.edit(STAFF, parent=MINISTRY, parent_until=None)
    assert [(each.start, each.end) for each in staff.organizations.show(STAFF).parents] == [("1992", None)]


def test_one_that_left_and_came_back_stands_below_twice(staff: Registry, db: Path):
    staff.organizations.edit(STAFF, parent=MINISTRY, parent_since="1992", parent_until="2000")
    staff.organizations.edit(STAFF, parent=MINISTRY, parent_since="2010")
    assert [(each.start, each.end) for each in staff.organizations.show(STAFF).parents] == [
        ("1992", "2000"),
        ("2010", None),
    ]

    with pytest.raises(RegistryError, match=r"several times, from 1992 to 2000 and from 2010 on; choose one"):
        staff.organizations.edit(STAFF, parent=MINISTRY, parent_until="2020")
    staff.organizations.edit(STAFF, parent=MINISTRY, parent_since="2010", parent_until="2020")
    assert staff.organizations.show(STAFF).parents[1].end == "2020"


def test_a_reorganization_may_turn_a_hierarchy_round_but_not_into_a_circle(staff: Registry):
    staff.organizations.add("Bureau", parent=STAFF)
    staff.organizations.edit(STAFF, parent=MINISTRY, parent_until="1999-12-31")

    for above in (STAFF, "Bureau"):
        with pytest.raises(RegistryError, match=r"cannot be its parent at the same time"):
            staff.organizations.edit(MINISTRY, parent=above)
    staff.organizations.edit(MINISTRY, parent=STAFF, parent_since="2000-01-01")
    assert staff.organizations.show(MINISTRY).parents[0].start == "2000-01-01"


@pytest.mark.parametrize(
    ("changes", "error", "reason"),
    [
        ({"name": "Ministry of Defense of Ukraine"}, AlreadyRecordedError, rf"is already recorded \({MINISTRY}\)"),
        ({"parent": STAFF}, RegistryError, r"cannot be its own parent"),
        ({"parent_since": "2000", "note": "x"}, RegistryError, r"but no parent"),
        ({"parent": "Navy"}, NotFoundError, r"no organization 'Navy'"),
        ({"parent": MINISTRY, "parent_since": "2000", "parent_until": "1999"}, RegistryError, r"before the start"),
        ({"not_parents": [MINISTRY]}, RegistryError, rf"does not have the parent .*registry organization show {STAFF}"),
        ({"inception": "2022"}, BrokenRuleError, r"outside-organization"),
        ({"dissolution": "2024"}, BrokenRuleError, r"outside-organization"),
        ({"inception": None, "dissolution": None}, UnchangedError, r"no inception is recorded, no dissolution"),
        ({"not_also": ["GS"]}, RegistryError, r"'GS' is not a further name"),
    ],
)
def test_an_edit_of_an_organization_that_cannot_be_is_refused(
    seed: Registry, untouched: None, changes: dict[str, object], error: type[Exception], reason: str
):
    with pytest.raises(error, match=reason):
        seed.organizations.edit(STAFF, **changes)


def test_a_parent_that_is_there_already_is_no_change(staff: Registry):
    staff.organizations.edit(STAFF, parent=MINISTRY)

    with pytest.raises(UnchangedError, match=r"'ministry of defence' is already its parent in that time"):
        staff.organizations.edit(STAFF, parent="ministry of defence")


def test_an_organization_may_take_a_name_that_was_its_own(staff: Registry):
    staff.organizations.edit(STAFF, also=["Main Staff"])
    staff.organizations.edit(STAFF, name="Main Staff")

    assert staff.organizations.show("Main Staff").names == ()


def test_an_organization_is_removed_when_nothing_is_in_or_below_it(staff: Registry):
    staff.organizations.add("Bureau", parent=STAFF)
    staff.organizations.add("Desk", parent="Bureau")
    with pytest.raises(InUseError, match=rf"it has the roles {CHIEF}; type `registry role remove"):
        staff.organizations.remove(STAFF, "x")
    with pytest.raises(InUseError, match=r"below it: desk; type `registry organization edit desk --no-parent bureau`"):
        staff.organizations.remove("Bureau", "x")

    staff.organizations.edit("Desk", not_parents=["Bureau"])
    staff.organizations.remove("Bureau", "never was one")
    assert staff.organizations.show(STAFF).below == ()


def test_a_role_s_names_and_identifiers_are_edited_and_shown(staff: Registry):
    staff.roles.edit(CHIEF, also=["CGS", "Head of Staff"], identifiers={"wikidata": "Q1"})
    shown = staff.roles.edit("CGS", not_also=["Head of Staff"], identifiers={"wikidata": "Q2"})

    assert [name.name for name in shown.names] == ["CGS"]
    assert [each.value for each in shown.identifiers] == ["Q2"]
    assert staff.roles.edit(CHIEF, not_identifiers=[("wikidata", "Q2")]).identifiers == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": "Chief of the General Staff"}, r"the title is already Chief of the General Staff"),
        ({"seats": 1}, r"the seats is already 1"),
        ({"incompatible": ["Inspector General"]}, r"'Inspector General' is already incompatible"),
        ({"slug": "x"}, r"the slug chief-of-the-general-staff does not change"),
        ({"title": None}, r"the title of chief-of-the-general-staff cannot be emptied"),
        ({"not_also": ["CGS"]}, r"'CGS' is not a further name"),
        ({"identifiers": {"gnd": "1"}}, r"gnd=1 is 'Inspector General'"),
    ],
)
def test_an_edit_of_a_role_that_cannot_be_is_refused(
    apart: Registry, untouched: None, changes: dict[str, object], reason: str
):
    with pytest.raises(RegistryError, match=reason):
        apart.roles.edit(CHIEF, **changes)


@pytest.fixture
def apart(seed: Registry) -> Registry:
    """The seed, its two roles incompatible, and one with an identifier."""
    seed.roles.edit("Inspector General", incompatible=[CHIEF], identifiers={"gnd": "1"})
    return seed


def test_a_role_without_appointments_is_removed_with_all_that_is_its_own(staff: Registry, db: Path):
    staff.roles.edit(
        CHIEF, also=["CGS"], identifiers={"gnd": "1"}, incompatible=["Inspector General"],
        seats=2, seats_since="2020-01-01",
    )  # fmt: skip
    staff.roles.remove(CHIEF, "never existed")

    assert [role.slug for role in staff.roles.list()] == ["inspector-general"]
    assert staff.roles.show("inspector-general").incompatible == ()
    with sqlite3.connect(db) as connection:
        for table in ("role_names", "role_identifiers", "role_seats", "role_relations"):
            assert connection.execute(f"select count(*) from {table}").fetchone() == (0,)


def test_a_role_that_was_held_is_not_removed(seed: Registry, untouched: None):
    with pytest.raises(InUseError, match=r"has the appointments serhiy-shaptala-.*, anatoliy-.*, andriy-"):
        seed.roles.remove(CHIEF, "x")


def test_a_source_is_shown_with_what_it_is_cited_for(seed: Registry):
    shown = seed.sources.show("Trump, Putin Set For March 18 Call")

    assert (shown.source, shown.publisher, shown.published) == (SOURCE, "RFE/RL", "2025-03-17")
    assert [(each.appointment, each.quote) for each in shown.citations] == [
        (f"anatoliy-barhylevych-{CHIEF}", "appointing Hnatov"),
        ("anatoliy-barhylevych-inspector-general", "appointing Hnatov"),
        (f"andriy-hnatov-{CHIEF}", "appointing Hnatov"),
    ]


def test_a_source_is_edited_and_its_fields_are_cleared(seed: Registry, db: Path):
    edited = seed.sources.edit(SOURCE, url="https://example.org/1", publisher=None, published="March 2025")

    assert said(edited) == [
        ("url", None, "https://example.org/1"),
        ("publisher", "RFE/RL", None),
        ("published", "2025-03-17", "2025-03"),
    ]
    assert seed.sources.show("https://example.org/1").source == SOURCE
    with sqlite3.connect(db) as connection:
        sql = "select published_earliest, published_latest from sources"
        assert connection.execute(sql).fetchone() == ("2025-03-01", "2025-03-31")


@pytest.mark.parametrize(
    ("source", "changes", "error", "reason"),
    [
        (SOURCE, {"publisher": "RFE/RL"}, UnchangedError, r"the publisher is already RFE/RL"),
        (SOURCE, {"title": None}, RegistryError, r"the title .* cannot be emptied"),
        (SOURCE, {"url": "example.org"}, RegistryError, r"must be a web address"),
        (SOURCE, {"published": "31 February 2025"}, RegistryError, r"28 days"),
        ("trump-putin-call", {"note": "x"}, NotFoundError, rf"did you mean .*{SOURCE}"),
        ("xyzzy", {"note": "x"}, NotFoundError, r"registry source list"),
    ],
)
def test_an_edit_of_a_source_that_cannot_be_is_refused(
    seed: Registry, untouched: None, source: str, changes: dict[str, str], error: type[Exception], reason: str
):
    with pytest.raises(error, match=reason):
        seed.sources.edit(source, **changes)


def test_a_web_address_is_of_one_source(sample: Registry):
    first, second = (each for each in sample.sources.list()[:2])
    address = sample.sources.show(first.slug).url

    with pytest.raises(AlreadyRecordedError, match=first.slug):
        sample.sources.edit(second.slug, url=address)


def test_sources_of_one_title_are_told_apart_by_their_slugs(registry: Registry, db: Path):
    with sqlite3.connect(db) as outside:
        outside.execute("insert into sources (slug, title) values ('one', 'Gazette'), ('two', 'Gazette')")

    with pytest.raises(ChoiceError, match=r"several sources are called 'Gazette': one, two"):
        registry.sources.show("Gazette")


def test_a_source_is_removed_when_nothing_cites_it(seed: Registry):
    with pytest.raises(InUseError, match=rf"it is cited for anatoliy-.*registry source edit {SOURCE}"):
        seed.sources.remove(SOURCE, "x")

    for tenure in (f"andriy-hnatov-{CHIEF}", f"anatoliy-barhylevych-{CHIEF}", "anatoliy-barhylevych-inspector-general"):
        seed.remove(tenure, "x")
    assert seed.sources.remove(SOURCE, "a hoax").slug == SOURCE
    assert seed.sources.list() == []


def test_what_was_edited_survives_the_way_out_and_in(seed: Registry, tmp_path: Path):
    seed.people.edit("Hnatov", birth="1980", also=["A. Hnatov"], identifiers={"wikidata": "Q1"})
    seed.organizations.edit(STAFF, inception="1991", parent=MINISTRY, parent_since="1992")
    seed.sources.edit(SOURCE, accessed="2025-03-18")
    seed.correct("Hnatov", "x", start="unknown", replaces=None)
    seed.export_package(tmp_path / "package")

    Registry.from_package(tmp_path / "copy.db", tmp_path / "package")
    with Registry(tmp_path / "copy.db", clock=clock) as second:
        assert second.people.show("Hnatov") == seed.people.show("Hnatov")
        assert second.organizations.show(STAFF) == seed.organizations.show(STAFF)
        assert second.sources.show(SOURCE) == seed.sources.show(SOURCE)
        assert second.history(CHIEF) == seed.history(CHIEF)
