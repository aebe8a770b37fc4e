"""Answers have the names of the time that they are about."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry import Registry, RegistryError
from registry.domain.tenures.names_then import DatedName, name_in, name_on


@pytest.fixture
def renamed(tmp_path: Path):
    """A minister who was called a commissioner until 1 May 2010, in a ministry that was a commission."""
    Registry.create(tmp_path / "registry.db")
    with Registry(tmp_path / "registry.db", actor="a tester") as registry:
        registry.organizations.add("Commission")
        registry.roles.add("Commissioner", "Commission")
        registry.organizations.rename("commission", "Ministry", "2010-01-01")
        registry.roles.rename("commissioner", "Minister", "2010-05-02")
        registry.people.add("Ann Bell")
        registry.people.name("ann-bell", "Ann Ames", kind="birth", end="2008-03-01")
        registry.appoint("Ann Bell", "commissioner", "2007-01-01", "2012-03-04")
        yield registry


@pytest.mark.parametrize(
    ("day", "name", "possible", "until"),
    [
        ("1999-12-31", "Main", (), ()),
        ("2000-01-01", "First", (), ()),
        ("2004-12-31", "Second", (), ("First",)),
        ("2005-01-01", "Second", (), ()),
        ("2009-06-01", "Main", ("Second",), ()),
        ("2010-01-01", "Main", (), ()),
        ("2015-06-01", "Main", ("Doubted",), ()),
    ],
)
def test_a_name_holds_while_its_dates_certainly_cover_the_day(day: str, name: str, possible: tuple, until: tuple):
    dated = [
        DatedName("First", "2000-01-01", "2004-12-31"),
        DatedName("Second", "2005-01-01", "2009"),
        DatedName("Doubted", "2015?", "2015"),
    ]

    assert name_on("Main", dated, day) == (name, possible, until)


def test_of_names_without_a_start_the_one_that_ended_first_is_the_older():
    dated = [DatedName("Younger", None, "2009-12-31"), DatedName("Older", None, "2004-12-31")]

    assert name_on("Main", dated, "2001-01-01").name == "Older"
    assert name_on("Main", dated, "2006-01-01").name == "Younger"
    assert name_in("Main", dated, "2006-01-01", "2020-01-01").name == "Younger, later Main"


def test_who_has_the_names_of_the_day_beside_those_of_today(renamed: Registry):
    found = renamed.who("commissioner", "2007-05-01")

    assert (found.title, found.title_then) == ("Minister", "Commissioner")
    assert (found.organization, found.organization_then) == ("Ministry", "Commission")
    assert (found.holders[0].name, found.holders[0].name_then) == ("Ann Bell", "Ann Ames")
    today = renamed.who("commissioner", "2007-05-01", names="today")
    assert (today.titled, today.body, today.holders[0].named) == ("Minister", "Ministry", "Ann Bell")


def test_the_day_on_which_a_name_ends_has_the_next_one(renamed: Registry):
    renamed.roles.rename("commissioner", "Secretary of State", "2015-01-01")
    found = renamed.who("commissioner", "2010-05-01")

    assert (found.title_then, found.title_until) == ("Minister", ("Commissioner",))
    assert renamed.who("commissioner", "2014-12-31").title_then == "Secretary of State"


def test_histories_careers_and_changes_have_the_names_of_the_time(renamed: Registry):
    spell = renamed.history("commissioner").holders[0]
    assert (spell.titled, spell.body) == ("Commissioner, later Minister", "Commission, later Ministry")
    assert renamed.career("ann-bell").appointments[0].titled == "Commissioner, later Minister"
    assert renamed.career("ann-bell", names="today").appointments[0].titled == "Minister"
    entered, left = renamed.changes("2007", "2012").movements
    assert (entered.title_then, entered.name_then) == ("Commissioner", "Ann Ames")
    assert (left.title_then, left.name_then) == ("Minister", "Ann Bell")
    assert renamed.holders("commission", "2007-05-01").name_then == "Commission"


def test_what_was_known_before_the_renaming_has_no_other_name(renamed: Registry):
    at = renamed.log("commissioner")[-1].recorded_at
    with Registry(renamed.file.connection.execute("pragma database_list").fetchone()[2], as_known_on=at) as before:
        assert before.who("commissioner", "2007-05-01").titled == "Commissioner"
        assert before.who("commissioner", "2007-05-01").title == "Commissioner"


def test_a_dated_name_keeps_its_dates_as_the_main_name_and_a_renaming_is_undone_whole(renamed: Registry):
    renamed.roles.edit("commissioner", title="Commissioner")
    assert ("Commissioner", "2010-05-01") in [
        (each.name, each.end) for each in renamed.roles.show("commissioner").names
    ]
    renamed.undo(renamed.log()[0].number)
    renamed.roles.rename("commissioner", "Secretary of State", "2015")
    former = {each.name: (each.start, each.end) for each in renamed.roles.show("commissioner").names}
    assert former["Minister"] == ("2010-05-02", "2015")
    renamed.undo(renamed.log()[0].number)
    assert "Minister" not in [each.name for each in renamed.roles.show("commissioner").names]


def test_what_is_called_so_already_is_not_renamed(renamed: Registry):
    with pytest.raises(RegistryError, match="is called 'Minister' already"):
        renamed.roles.rename("commissioner", "Minister", "2020")
    with pytest.raises(RegistryError, match="give 'then'"):
        renamed.who("commissioner", names="ever")
