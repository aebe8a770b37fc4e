"""What a file of others says is matched, added and updated; what people said since stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry import Registry
from registry.domain.errors import RegistryError
from registry.domain.exchange.import_plan import Cause
from registry.domain.exchange.import_report import ImportReport, OnConflict, ReadingOptions
from registry.domain.exchange.statements import (
    OrganizationStatement,
    PersonStatement,
    RoleStatement,
    Statement,
    TenureStatement,
)
from registry.services.exchange.import_file import take_in
from tests.conftest import clock

ANN = PersonStatement("1", "Ann Ames", "line 1", identifiers=(("wikidata", "Q1"),))
BOB = PersonStatement("2", "Bob Bell", "line 2")


def a_file(*held: TenureStatement, people: tuple[PersonStatement, ...] = (ANN, BOB)) -> list[Statement]:
    return [
        *people,
        OrganizationStatement("staff", "The Staff", "line 1"),
        RoleStatement("chief", "Chief", "staff", "line 1"),
        *held,
    ]


def ann(start: str | None = "2020-01-01", end: str | None = "2021-01-01", **more: str) -> TenureStatement:
    return TenureStatement("1", "chief", "line 1", start=start, end=end, **more)


def bob(start: str | None = "2021-01-01", end: str | None = None, **more: str) -> TenureStatement:
    return TenureStatement("2", "chief", "line 2", start=start, end=end, **more)


def take(registry: Registry, given: list[Statement], on_conflict: OnConflict = OnConflict.REJECT) -> ImportReport:
    with registry.file.session.change("import a-file file") as change:
        return take_in(change, ImportReport("a-file"), given, on_conflict=on_conflict)


def holders(registry: Registry, on: str) -> list[str]:
    return [holder.name for holder in registry.who("chief", on).holders]


def test_a_file_is_recorded(registry: Registry):
    done = take(registry, a_file(ann(), bob()))

    assert dict(done.added) == {"organizations": 1, "roles": 1, "people": 2, "appointments": 2}
    assert (holders(registry, "2020-06-01"), holders(registry, "2022-01-01")) == (["Ann Ames"], ["Bob Bell"])


def test_the_same_file_again_changes_nothing(registry: Registry):
    take(registry, a_file(ann(), bob()))

    done = take(registry, a_file(ann(), bob()))

    assert (done.added.total(), done.updated.total(), done.matched["appointments"]) == (0, 0, 2)
    assert len(registry.log()) == 1


def test_a_newer_version_updates_what_the_last_one_wrote_in_one_change(registry: Registry):
    take(registry, a_file(ann(key="a"), bob(key="b")))

    done = take(registry, a_file(ann(key="a", end="2020-12-01"), bob(key="b", start="2020-12-02")))

    assert done.updated["appointments"] == 2
    assert registry.career("ann-ames").appointments[0].end == "2020-12-01"
    registry.undo(2)
    assert registry.career("ann-ames").appointments[0].end == "2021-01-01"


def test_after_an_import_was_undone_the_file_can_be_taken_in_again(registry: Registry):
    take(registry, a_file(ann(key="a"), bob(key="b")))
    newer = a_file(ann(key="a", end="2020-12-01"), bob(key="b", start="2020-12-02"))
    take(registry, newer)
    registry.undo(2)

    done = take(registry, newer)

    assert (done.updated["appointments"], done.kept) == (2, [])


def test_what_somebody_corrected_stays_and_is_told(registry: Registry):
    take(registry, a_file(ann(key="a"), bob(key="b")))
    registry.correct("ann-ames-chief", because="checked", end="2020-12-31")

    done = take(registry, a_file(ann(key="a"), bob(key="b")))

    assert registry.career("ann-ames").appointments[0].end == "2020-12-31"
    assert "keeps its end '2020-12-31'" in done.kept[0].reason


def test_a_corrected_start_is_known_again_without_a_key(registry: Registry):
    take(registry, a_file(ann(), bob()))
    registry.correct("ann-ames-chief", because="checked", start="2020-02-01")

    done = take(registry, a_file(ann(), bob()))

    assert registry.career("ann-ames").appointments[0].start == "2020-02-01"
    assert [left.reason for left in done.kept] == [
        "ann-ames-chief keeps its start '2020-02-01'; the file says '2020-01-01'"
    ]
    assert done.vanished == []


def test_what_the_file_has_no_more_stays_and_is_told(registry: Registry):
    take(registry, a_file(ann(), bob()))

    done = take(registry, a_file(bob()))

    assert done.vanished == ["ann-ames-chief"]
    assert holders(registry, "2020-06-01") == ["Ann Ames"]


def test_a_clash_refuses_the_whole_file_and_names_the_row(registry: Registry):
    with pytest.raises(RegistryError, match=r"line 1: Ann Ames as 'Chief'.* together with Bob Bell"):
        take(registry, a_file(ann(), bob(start="2020-06-01")))

    assert registry.people.list() == []


def test_a_clash_is_left_out_or_recorded_as_disputed_if_that_is_asked_for(registry: Registry):
    done = take(registry, a_file(ann(), bob(start="2020-06-01", end="2020-08-01")), OnConflict.SKIP)
    assert [left.place for left in done.refused] == ["line 2"]
    assert holders(registry, "2020-07-01") == ["Ann Ames"]

    done = take(registry, a_file(ann(), bob(start="2020-06-01", end="2020-08-01")), OnConflict.FLAG)
    assert [left.place for left in done.flagged] == ["line 2"]
    assert registry.career("bob-bell").appointments[0].status == "disputed"

    again = take(registry, a_file(ann(), bob(start="2020-06-01", end="2020-08-01")), OnConflict.FLAG)
    assert (again.added.total(), again.updated.total()) == (0, 0)


def test_an_identifier_finds_somebody_of_another_name(registry: Registry):
    registry.people.add("A. Ames", identifiers={"wikidata": "Q1"})

    take(registry, a_file(ann()))

    assert [found.slug for found in registry.people.list()] == ["a-ames", "bob-bell"]
    assert [name.name for name in registry.people.show("a-ames").names] == ["Ann Ames"]


def test_an_identifier_of_somebody_of_another_birth_is_not_believed(registry: Registry):
    registry.people.add("A. Ames", identifiers={"wikidata": "Q1"}, born="1900")

    done = take(registry, a_file(ann(), people=(ANN._replace(birth="1960"), BOB)))

    assert len(registry.people.list()) == 3
    assert "wikidata=Q1" in done.kept[0].reason


def test_two_of_one_name_are_not_guessed_at(registry: Registry):
    for _ in range(2):
        registry.people.add("Bob Bell", new=True)

    with pytest.raises(RegistryError, match="could be bob-bell, bob-bell-2"):
        take(registry, a_file(bob()))


def test_a_tenure_that_somebody_entered_before_is_recognised(registry: Registry):
    registry.organizations.add("The Staff")
    registry.roles.add("Chief", "The Staff")
    registry.appoint("Ann Ames", "Chief", "2020")

    done = take(registry, a_file(ann()))

    assert (done.added["appointments"], done.matched["appointments"]) == (0, 1)
    assert [left.place for left in done.kept] == ["line 1", "line 1"]  # start and end


def test_who_is_directly_replaced_is_linked(registry: Registry):
    take(registry, a_file(ann(key="a"), bob(key="b", replaces="a")))

    assert registry.history("chief").holders[1].replaces == "ann-ames"


def test_a_file_that_is_only_tried_leaves_nothing(tmp_path: Path, db: Path):
    file = tmp_path / "people.yaml"
    file.write_text(
        "- id:\n    bioguide: A000001\n  name: {first: Ann, last: Ames}\n  terms:\n"
        "  - {type: prez, start: '1801-03-04', end: '1805-03-04', how: election}\n"
    )
    with Registry(db, actor="a tester", clock=clock) as registry:
        tried = registry.import_file(file, dry_run=True)
        assert (tried.added["appointments"], registry.people.list()) == (1, [])

        assert registry.import_file(file).added == tried.added


def test_people_of_one_name_get_slugs_of_their_own_however_many_there_are(registry: Registry):
    people = [PersonStatement(f"n{number}", "Ann Ames", birth=str(1900 + number)) for number in range(30)]
    take(registry, [*people, PersonStatement("2", "Ann Ames 2", birth="1800")])

    slugs = {found.slug for found in registry.search("Ann Ames", limit=100)}

    assert {"ann-ames", "ann-ames-2", "ann-ames-30", "ann-ames-2-2"} <= slugs
    assert len(slugs) == 31


def test_slugs_are_their_own_whatever_the_size_of_a_batch(registry: Registry, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("registry.store.database.bulk_insert._BATCH", 3)
    monkeypatch.setattr("registry.store.database.bulk_insert.batches.__defaults__", (3,))
    bad = PersonStatement("bad", "Aaron", birth="no date")
    people = [PersonStatement(f"n{number}", "Ann Ames", birth=str(1900 + number)) for number in range(10)]

    done = take(registry, [bad, *people], OnConflict.SKIP)

    assert (done.added["people"], done.refused.total) == (10, 1)


def test_the_import_of_a_table_is_shown_undone_and_read_the_same_way_again(registry: Registry, tmp_path: Path):
    file = tmp_path / "holders.csv"
    file.write_text("Nom,Amt,seit,bis\nAnn Ames,Chief,2020,2021\n", "utf-8")
    first = registry.import_file(
        file, reading=ReadingOptions(columns=(("person", "Nom"), ("organization", "=Staff")), seats=3, exclusive=True)
    )
    shown = registry.show(1)
    registry.undo(1)

    again = registry.import_file(file, reading=ReadingOptions(columns=(("organization", "=Staff"),)))

    assert first.columns == (
        ("person", "Nom"),
        ("role", "Amt"),
        ("organization", "=Staff"),
        ("start", "seit"),
        ("end", "bis"),
    )
    assert "datasets" in {alteration.table for alteration in shown.alterations}
    assert again.added["appointments"] == 1


def test_the_order_of_the_file_decides_nothing(registry: Registry):
    rows = (bob(start="2020-06-01"), ann())

    refused = [take(registry, a_file(*order), OnConflict.SKIP).refused for order in (rows, rows[::-1])]

    assert [[left.place for left in each] for each in refused] == [["line 1"], ["line 1"]]  # Ann Ames, the shorter


def test_an_open_predecessor_does_not_hide_his_successors(registry: Registry):
    cid = TenureStatement("3", "chief", "line 3", start="2022-01-01", end="2023-01-01")
    people = (ANN, BOB, PersonStatement("3", "Cid Cole", "line 3"))

    done = take(registry, a_file(ann(end=None), bob(end="2022-01-01"), cid, people=people), OnConflict.SKIP)

    assert [left.place for left in done.refused] == ["line 1"]
    assert list(done.conflicts) == [Cause.MISSING_END]


def test_a_statement_made_twice_is_recorded_once_whatever_else_clashes(registry: Registry):
    file = a_file(ann(key="a"), ann(key="b"), bob(start="2020-06-01"))

    done = take(registry, file, OnConflict.FLAG)

    assert [left.place for left in done.flagged] == ["line 1"]
    assert (done.added["appointments"], done.matched["appointments"]) == (2, 1)


def test_a_tenure_of_the_same_file_is_not_taken_for_one_that_was_recorded(registry: Registry):
    file = a_file(ann(start="2020-03", end="2020-06-01"), ann(start="2020", end="2020-05", status="disputed"))
    file += [ann(start="2020-04-01", end="2020-05-01"), ann(start="2020-08", end="2020-09-01")]

    done = take(registry, file, OnConflict.FLAG)

    assert (done.added["appointments"], len(done.flagged), list(done.kept)) == (4, 1, [])


def test_an_unknown_start_is_left_out_as_everywhere(registry: Registry):
    take(registry, a_file(ann(start="XXXX")))

    assert registry.career("ann-ames").appointments[0].start is None


def test_identifiers_that_differ_in_white_space_are_one(registry: Registry):
    other = BOB._replace(identifiers=(("wikidata", " Q1"),))

    done = take(registry, a_file(ann(), bob(), people=(ANN, other)), OnConflict.SKIP)

    assert [found.slug for found in registry.people.list()] == ["ann-ames"]  # under two keys
    assert done.added["appointments"] == 2


def test_two_organizations_that_are_one_have_one_role_of_a_title(registry: Registry):
    bodies = [
        OrganizationStatement(key, key, "line 1", identifiers=(("wikidata", "Q7"),)) for key in ("staff", "command")
    ]
    posts = [RoleStatement(body.key, "Chief", body.key, f"line {number}") for number, body in enumerate(bodies)]

    done = take(registry, [*bodies, *posts])

    assert (done.added["organizations"], done.added["roles"]) == (1, 1)


@pytest.mark.parametrize("seats", [0, 1_000_001, 10**30])
def test_a_number_of_seats_that_cannot_be_is_refused(registry: Registry, seats: int):
    with pytest.raises(RegistryError, match="is not a number of seats; give 1 to 1,000,000"):
        take(
            registry,
            [OrganizationStatement("staff", "The Staff"), RoleStatement("chief", "Chief", "staff", seats=seats)],
        )


def test_a_blank_key_is_none(registry: Registry):
    assert take(registry, a_file(ann(key=" "), bob(key=""))).added["appointments"] == 2


def test_nobody_replaces_themselves(registry: Registry):
    with pytest.raises(RegistryError, match="line 1: it replaces itself"):
        take(registry, a_file(ann(key="a", end=None, replaces="a")))

    take(registry, a_file(ann(key="a", end=None, replaces="a")), OnConflict.SKIP)
    assert registry.career("ann-ames").appointments[0].end is None


def test_names_without_a_letter_are_not_taken_for_one_person(registry: Registry):
    file = a_file(TenureStatement("???", "chief", "line 3", start="2019", end="2020"), people=())

    with pytest.raises(RegistryError, match=r"line 3: name '\?\?\?' has no letter"):
        take(registry, file)


def predecessors(registry: Registry) -> list[str]:
    sql = "select p.slug from appointments a join appointments p on p.id = a.replaces_id"
    return [slug for (slug,) in registry.file.connection.execute(sql)]


def test_a_link_that_somebody_took_back_is_not_put_back_by_a_newer_version(registry: Registry):
    take(registry, a_file(ann(key="a"), bob(key="b")))
    assert predecessors(registry) == ["ann-ames-chief"]
    registry.correct("bob-bell-chief", replaces=None, because="a test")
    take(registry, a_file(ann(key="a", note="sworn in late"), bob(key="b")))
    assert predecessors(registry) == []

    done = take(registry, a_file(ann(key="a", note="sworn in late"), bob(key="b", replaces="a")))
    assert predecessors(registry) == []
    assert "removed by hand" in done.kept[0].reason


def test_a_link_is_made_again_for_dates_that_a_newer_version_changed(registry: Registry):
    take(registry, a_file(ann(key="a"), bob(start="2022-01-01", key="b")))
    assert predecessors(registry) == []
    take(registry, a_file(ann(key="a"), bob(key="b")))
    assert predecessors(registry) == ["ann-ames-chief"]
    take(registry, a_file(ann(end="2020-12-01", key="a"), bob(key="b")))
    assert predecessors(registry) == []
    take(registry, a_file(ann(end="2020-12-31", key="a"), bob(key="b")))
    assert predecessors(registry) == ["ann-ames-chief"]
