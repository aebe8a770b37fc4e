"""One rule for what is one: within a file, against the registry and between versions of a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from registry import Registry
from registry.domain.errors import RegistryError
from registry.domain.exchange.import_report import OnConflict

CASES = Path(__file__).parents[2] / "fixtures" / "identity"
COUNCIL = "person,role,organization,start,end\n"


def popolo(path: Path, *, name: str = "Ann Ames", body: str = "Xtown Council") -> Path:
    path.write_text(
        json.dumps(
            {
                "persons": [{"id": "p1", "name": name}],
                "organizations": [{"id": "b", "name": body}],
                "memberships": [
                    {"id": "m", "person_id": "p1", "organization_id": "b", "role": "Councillor", "start_date": "1990"}
                ],
            }
        )
    )
    return path


def table(path: Path, *rows: str) -> Path:
    path.write_text(COUNCIL + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


def labels(registry: Registry) -> list[str]:
    return [person.label for person in registry.people.list()]


def test_names_that_differ_in_case_are_one_organization_within_a_file(registry: Registry):
    with pytest.raises(RegistryError, match="Ada Birch"):
        registry.import_file(CASES / "case2.csv")

    done = registry.import_file(CASES / "case2.csv", on_conflict=OnConflict.FLAG)

    assert (done.added["organizations"], done.added["roles"], done.flagged.total) == (1, 1, 1)


def test_titles_that_differ_in_hyphens_and_apostrophes_are_one_role(registry: Registry):
    done = registry.import_file(CASES / "titles-alike.csv")

    assert (done.added["organizations"], done.added["roles"]) == (1, 2)
    assert registry.search("Vice President of the Council", "role")


def test_titles_that_differ_in_white_space_are_one_role(registry: Registry):
    assert registry.import_file(CASES / "ws.json").added["roles"] == 1


def test_two_people_of_one_name_whom_a_file_tells_apart_are_two_in_every_version(registry: Registry):
    registry.import_file(CASES / "ns.json")
    registry.import_file(CASES / "ns.json")

    assert labels(registry) == ["Ann Ames", "Ann Ames"]


def test_a_name_alone_makes_nobody_one_across_organizations_and_that_is_reported(registry: Registry):
    registry.import_file(CASES / "ns_x.json")

    done = registry.import_file(CASES / "ns_y.json")

    assert labels(registry) == ["Ann Ames", "Ann Ames"]
    assert [note.reason for note in done.namesakes] == ["ann-ames-2 may be the same as Ann Ames (ann-ames)"]
    assert registry.import_file(CASES / "ns_y.json").added.total() == 0
    assert registry.import_file(CASES / "ns_x.json").added.total() == 0


def test_the_same_organization_speaks_for_one_person_and_who_was_taken_is_reported(registry: Registry, tmp_path: Path):
    registry.import_file(popolo(tmp_path / "a.json"))

    done = registry.import_file(table(tmp_path / "b.csv", "Ann Ames,Mayor,Xtown Council,1999,2001"))

    assert labels(registry) == ["Ann Ames"]
    assert "Ann Ames is matched to Ann Ames (ann-ames)" in done.by_name[0].reason


def test_an_organization_above_speaks_for_one_person(registry: Registry, tmp_path: Path):
    registry.import_file(popolo(tmp_path / "a.json"))
    registry.organizations.add("Parks Board", parent="Xtown Council")

    registry.import_file(table(tmp_path / "b.csv", "Ann Ames,Chair,Parks Board,1999,2001"))

    assert labels(registry) == ["Ann Ames"]


def test_a_tenure_that_adjoins_to_the_day_speaks_for_one_person(registry: Registry, tmp_path: Path):
    registry.import_file(table(tmp_path / "a.csv", "Ann Ames,Mayor,Xtown,1999-01-01,2001-05-03"))

    registry.import_file(table(tmp_path / "b.csv", "Ann Ames,Governor,State,2001-05-04,2003-01-01"))

    assert labels(registry) == ["Ann Ames"]


def test_a_name_in_the_same_table_is_one_person_whoever_has_it_elsewhere(registry: Registry, tmp_path: Path):
    registry.import_file(popolo(tmp_path / "a.json"))
    rows = ("Ann Ames,Chair,Ytown Council,1999,2001", "ANN AMES,Clerk,Ytown Council,2002,2003")

    done = registry.import_file(table(tmp_path / "b.csv", *rows))

    assert (done.added["people"], done.namesakes.total) == (1, 2)
    assert registry.import_file(tmp_path / "b.csv").added.total() == 0


def test_a_newer_version_knows_its_people_by_its_own_keys_whatever_they_are_called(registry: Registry, tmp_path: Path):
    registry.import_file(popolo(tmp_path / "a.json"))

    done = registry.import_file(popolo(tmp_path / "a.json", name="Ann Birch", body="Xtown Borough Council"))

    assert (done.added["people"], done.added["organizations"], done.updated["appointments"]) == (0, 0, 0)
    assert [name.name for name in registry.people.show("ann-ames").names] == ["Ann Birch"]


def test_the_richest_spelling_is_the_name_and_the_others_are_further_names(registry: Registry):
    registry.import_file(CASES / "n3.csv")

    assert labels(registry) == ["Łukasz Gaj"]
    assert {name.name for name in registry.people.show("lukasz-gaj").names} == {"Lukasz Gaj", "LUKASZ GAJ"}


def test_a_spelling_of_another_file_is_added(registry: Registry, tmp_path: Path):
    registry.import_file(table(tmp_path / "a.csv", "Lukasz Gaj,Chair,River Council,2010,2012"))

    registry.import_file(table(tmp_path / "b.csv", "Łukasz Gaj,Clerk,River Council,2013,2014"))

    assert [name.name for name in registry.people.show("lukasz-gaj").names] == ["Łukasz Gaj"]


def test_somebody_who_died_before_is_not_taken_for_one_of_the_name(registry: Registry, tmp_path: Path):
    registry.people.add("Ann Ames", died="1901")

    registry.import_file(table(tmp_path / "a.csv", "Ann Ames,Chair,River Council,2010,2012"))

    assert labels(registry) == ["Ann Ames", "Ann Ames"]


def test_who_may_be_the_same_is_reviewed_by_import_and_accepted(registry: Registry):
    registry.import_file(CASES / "ns_x.json")
    registry.import_file(CASES / "ns_y.json")

    (pair,) = registry.people.duplicates_from_import(2)

    assert (pair.person, pair.other) == ("ann-ames", "ann-ames-2")
    registry.people.merge(pair.person, pair.other)
    assert registry.people.duplicates_from_import(2) == []
    assert registry.import_file(CASES / "ns_y.json").added.total() == 0  # the key of the file leads to who stayed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gerhard Schröder", "Gerhard Schroeder"), ("Peter Weiß", "Peter Weiss"), ("Conor O'Brien", "Conor O Brien"),
        ("Mary McDonald", "Mary Mc Donald"), ("Zulfikar Bhutto", "Zulfikar Butto"), ("山田太郎", "山田 太郎"),
        ("مصطفى كمال", "مصطفي كمال"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_are_proposed_as_duplicates(one: str, other: str, registry: Registry):
    for name in (one, other):
        registry.people.add(name, new=True)

    assert len(registry.people.duplicates(at_least=50)) == 1
