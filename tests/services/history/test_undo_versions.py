"""An undo looks at the versions of a row, not only at its values; it takes later changes along where it is asked to."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from registry import Registry
from registry.domain.errors import NotFoundError
from registry.services.history import undo as undoing
from registry.services.history.undo import UndoError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Registry.create(tmp_path / "a.db")
    with Registry(tmp_path / "a.db", actor="a tester") as registry:
        registry.organizations.add("Army")
        registry.roles.add("Chief", "army")
        registry.appoint("Ann Lee", "chief", "2001", rank="Captain", new=True)
    return tmp_path / "a.db"


@pytest.fixture
def registry(path: Path):
    with Registry(path, actor="a tester") as registry:
        yield registry


def ranks(registry: Registry, *each: str) -> None:
    for rank in each:
        registry.correct("ann-lee-chief", "a slip", rank=rank)


def rank_of(registry: Registry) -> str | None:
    return registry.history("chief").holders[0].rank


def test_a_value_that_came_back_is_not_taken_for_the_one_that_was_set(registry: Registry):
    ranks(registry, "Major", "Colonel", "Major")

    with pytest.raises(UndoError, match=r"change 5 .* and change 6|change 5 .*, change 6 "):
        registry.undo(4)
    assert rank_of(registry) == "Major"


def test_a_later_change_of_another_field_is_in_nobodys_way(registry: Registry):
    ranks(registry, "Major")
    registry.correct("ann-lee-chief", "known now", how="elected")

    registry.undo(4)

    assert (rank_of(registry), registry.history("chief").holders[0].how) == ("Captain", "elected")


def test_a_refusal_offers_to_undo_the_later_changes_too_and_that_undoes_them(registry: Registry):
    ranks(registry, "Major", "Colonel", "General")
    registry.succeed("chief", "Bo Ek", "2005", new=True)

    with pytest.raises(UndoError, match=r"`registry\.undo\(4, with_later=True\)`"):
        registry.undo(4)
    registry.undo(4, with_later=True)

    assert rank_of(registry) == "Captain"
    assert [holder.name for holder in registry.history("chief").holders] == ["Ann Lee", "Bo Ek"]


def test_what_a_change_added_goes_with_all_that_came_to_rest_on_it(registry: Registry):
    ranks(registry, "Major", "Colonel")
    registry.succeed("chief", "Bo Ek", "2005", new=True)

    registry.undo(3, with_later=True)

    assert registry.history("chief").holders == ()
    assert registry.doctor().left == ()
    registry.undo(7)
    assert [holder.name for holder in registry.history("chief").holders] == ["Ann Lee", "Bo Ek"]
    assert registry.verify().problems == ()


def test_what_another_program_wrote_is_not_undone_along(registry: Registry, path: Path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("update appointments set rank = 'Clerk'")
        connection.commit()

    with pytest.raises(UndoError, match="what another program wrote"):
        registry.undo(3, with_later=True)


@pytest.mark.parametrize("number", [0, -1, 99, 10**18, 10**40])
def test_a_number_of_no_change_is_told_in_words(registry: Registry, number: int):
    with pytest.raises(NotFoundError, match=rf"no change {number}; `registry\.log\(\)` lists them"):
        registry.undo(number)


def dump(path: Path) -> list[str]:
    """What is recorded, but for when and by which change it was."""
    with closing(sqlite3.connect(path)) as connection:
        tables = ("people", "organizations", "roles", "appointments", "sources", "citations")
        return [
            str(row[1:])
            for table in tables
            for twin in (table, f"{table}_history")
            for row in connection.execute(f"select * from {twin} order by id")
        ]


def test_a_change_that_only_added_is_undone_together_as_it_is_row_by_row(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = tmp_path / "list.csv"
    lines = [f"Person {number},Member,Board {number % 7},{1950 + number},{1950 + number}" for number in range(60)]
    file.write_text("\n".join(["person,role,organization,start,end", *lines]) + "\n", "utf-8")
    with Registry(path, actor="a tester") as registry:
        registry.import_file(file)
    other = tmp_path / "other.db"
    with Registry(path) as registry:
        number = registry.log()[0].number
    other.write_bytes(path.read_bytes())
    found = {}
    for each, many in ((path, 1), (other, 10**9)):
        monkeypatch.setattr(undoing, "_MANY", many)
        with Registry(each, actor="a tester") as registry:
            done = registry.undo(number)
            assert bool(done.counts) == (many == 1)
            assert registry.doctor().left == ()
            assert registry.verify().problems == ()
            registry.undo(number + 1)
            assert [hit.name for hit in registry.search("Person 7")][:1] == ["Person 7"]
            assert registry.doctor().left == ()
        found[each] = without_times(dump(each))

    assert found[path] == found[other]


def without_times(rows: list[str]) -> list[str]:
    return [re.sub(r"20\d\d-\d\d-\d\dT[\d:.]+Z", "T", row) for row in rows]


@pytest.mark.parametrize(("later", "more"), [(5, ""), (6, " and 1 more")])
def test_five_later_changes_are_named_and_the_rest_is_counted(registry: Registry, later: int, more: str):
    ranks(registry, "Major", *(f"Rank {number}" for number in range(later)))

    with pytest.raises(UndoError) as refused:
        registry.undo(4)
    assert re.search(r"\)( and \d+ more)? came later", str(refused.value)).group(1) == (more or None)


@pytest.mark.parametrize("many", [None, 0])
def test_two_tenures_that_changed_places_in_one_change_change_back(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int | None
):
    """One after the other they would clash on the way."""
    if many is not None:
        monkeypatch.setattr(undoing, "_MANY", many)
    files = [tmp_path / name / "terms.csv" for name in ("old", "new")]
    for file, days in zip(files, (("2010,2011", "2012,2013"), ("2012,2013", "2010,2011")), strict=True):
        file.parent.mkdir()
        rows = "".join(f"{key},{name},Chair,Board,{when}\n" for (key, name), when in zip(
            (("1", "Cy Cole"), ("2", "Di Dee")), days, strict=True
        ))  # fmt: skip
        file.write_text(f"id,person,role,organization,start,end\n{rows}", "utf-8")
    registry.import_file(files[0])
    registry.import_file(files[1])
    assert starts(registry) == [("Di Dee", "2010"), ("Cy Cole", "2012")]

    registry.undo(registry.log()[0].number)

    assert starts(registry) == [("Cy Cole", "2010"), ("Di Dee", "2012")]


def starts(registry: Registry) -> list[tuple[str | None, str | None]]:
    return [(each.name, each.start) for each in registry.history("chair").holders]
