"""Tables of people, posts, appointments, bodies, their links and leaves: a part of the IfG Ministers Database."""

from __future__ import annotations

import csv
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from registry import Registry
from registry.domain.exchange.import_plan import ImportChoices, Seams
from registry.domain.exchange.import_report import OnConflict, ReadingOptions

TABLES = Path(__file__).parents[2] / "fixtures" / "ifg_ministers"
IFG = ReadingOptions(dataset="ifg", choices=ImportChoices(seams=Seams.UNCERTAIN))


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def asked(registry: Registry, sql: str) -> list[tuple[object, ...]]:
    return registry.file.connection.execute(sql).fetchall()


@pytest.fixture
def ministers(registry: Registry) -> Registry:
    registry.import_file(TABLES, reading=IFG)
    return registry


def test_a_folder_of_tables_is_recorded_whole_and_twice_the_same(registry: Registry):
    done = registry.import_file(TABLES, reading=IFG)

    assert not done.refused
    assert done.added["appointments"] == len(rows("appointment"))
    assert done.added["organizations"] == len(rows("organisation"))
    assert done.not_kept["gender"]
    assert [note.place for note in done.aside] == ["representation.csv"]
    again = registry.import_file(TABLES, reading=IFG)
    assert not again.wrote
    assert not again.kept


def test_every_link_of_bodies_is_a_succession(ministers: Registry):
    found = asked(
        ministers,
        """select o.name, p.name, r.how, r.start_date from organization_relations r
        join organizations o on o.id = r.organization_id join organizations p on p.id = r.other_id""",
    )
    assert len(found) == len(rows("organisation_link"))
    assert (
        "Department for Business and Trade", "Department for International Trade", "merged", "2023-02-07",
    ) in found  # fmt: skip
    assert any(str(each[3]).startswith("[") for each in found)


def test_a_leave_has_its_cover(ministers: Registry):
    for role, on, absent, cover in (
        ("attorney-general", "2021-06-01", "Suella Braverman", "Michael Ellis"),
        (
            "secretary-of-state-for-science-innovation-and-technology", "2023-06-01", "Michelle Donelan", "Chloe Smith",
        ),
    ):  # fmt: skip
        found = {each.name: each for each in ministers.who(role, on=on).holders}
        assert found[absent].absent.why == "maternity leave"
        assert found[absent].in_charge == "no"
        assert found[cover].in_charge == "certain"
        assert found[cover].stands_in_for_name == absent


def test_a_name_of_a_time_keeps_its_dates(ministers: Registry):
    assert ("Peter Mandelson", None, "2008-10-03") in asked(
        ministers, "select name, start_date, end_date from person_names"
    )


def test_two_bodies_of_one_name_are_two(ministers: Registry):
    lives = asked(
        ministers,
        "select inception_date, dissolution_date from organizations where name = 'Department for Education' order by 1",
    )
    assert lives == [("1992-04-11", "1995-07-05"), ("2010-05-12", None)]


def test_nobody_is_answered_outside_the_life_of_a_body(ministers: Registry):
    # The first day of the event that made a body is part of its life, though its own start is a day later.
    for slug, inception, dissolution in asked(
        ministers,
        """select r.slug, min(o.inception_date, coalesce((
          select min(start_earliest) from organization_relations where organization_id = o.id and how <> 'transferred'
        ), o.inception_date)), o.dissolution_date
        from roles r join organizations o on o.id = r.organization_id where o.inception_date is not null""",
    ):
        days = [date.fromisoformat(str(inception)) - timedelta(days=1)]
        days += [date.fromisoformat(str(dissolution)) + timedelta(days=1)] if dissolution else []
        for day in days:
            answer = ministers.who(str(slug), on=day.isoformat())
            assert not answer.holders, (slug, day)


def test_a_standing_and_the_rank_of_a_post_are_kept(ministers: Registry):
    assert asked(
        ministers,
        """
        select a.rank, d.value, d.start_date from appointment_details d
        join appointments a on a.id = d.appointment_id join people p on p.id = a.person_id
        where p.name = 'Chloe Smith' and d.field = 'standing'
        """,
    ) == [("SoS", "full cabinet", None)]


def test_what_somebody_took_back_is_not_recorded_again(ministers: Registry, tmp_path: Path):
    [(slug, value, start)] = asked(
        ministers,
        """select a.slug, d.value, d.start_date from appointment_details d join appointments a
        on a.id = d.appointment_id join people p on p.id = a.person_id
        where d.field = 'absence' and p.name = 'Suella Braverman'""",
    )
    ministers.detail(str(slug), "absence", str(value), start=str(start), remove=True, because="a test")
    done = ministers.import_file(TABLES, reading=IFG)

    assert not done.wrote
    assert "removed by hand" in done.kept[0].reason


def test_a_newer_version_changes_what_it_said_of_a_leave(ministers: Registry, tmp_path: Path):
    shutil.copytree(TABLES, tmp_path / "newer")
    file = tmp_path / "newer" / "appointment_characteristics.csv"
    text = file.read_text("utf-8")
    file.write_text(text.replace("True,Maternity leave,2021-03-02", "True,Parental leave,2021-03-03"), "utf-8")
    ministers.import_file(tmp_path / "newer", reading=IFG)

    assert ("parental leave", "2021-03-03") in asked(
        ministers, "select value, start_date from appointment_details where field = 'absence'"
    )
    assert ("maternity leave", "2021-03-02") not in asked(
        ministers, "select value, start_date from appointment_details where field = 'absence'"
    )


def test_a_manner_that_is_not_known_is_refused_with_its_words(registry: Registry, tmp_path: Path):
    shutil.copytree(TABLES, tmp_path / "newer")
    file = tmp_path / "newer" / "organisation_link.csv"
    file.write_text(file.read_text("utf-8").replace(",Merger,", ",Magic,"), "utf-8")
    done = registry.import_file(tmp_path / "newer", reading=IFG, on_conflict=OnConflict.SKIP)

    assert any("'Magic' does not say how one came of the other" in each.reason for each in done.refused)
