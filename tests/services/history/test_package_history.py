"""A package keeps the digests of the history: who imports it can prove where its rows come from."""

from __future__ import annotations

import csv
import sqlite3
import subprocess
import sys
import warnings
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from registry import Registry, RegistryError
from registry.cli.app import app


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    Registry.create(tmp_path / "origin.db")
    with Registry(tmp_path / "origin.db", actor="a tester") as registry:
        registry.organizations.add("Council")
        registry.roles.add("Mayor", "council")
        registry.people.add("Ann Lee")
        registry.appoint("Ann Lee", "mayor", "2001", "2003")
        registry.people.add("Bo Ek")
    return tmp_path / "origin.db"


def head_of(path: Path) -> str:
    with Registry(path) as registry:
        return registry.verify().head


def package_of(path: Path, name: str = "package") -> Path:
    with Registry(path) as registry:
        registry.export_file(path.parent / name)
    return path.parent / name


def imported(package: Path, name: str = "copy.db") -> Path:
    Registry.from_package(package.parent / name, package)
    return package.parent / name


def seals_of(package: Path) -> list[list[str]]:
    with (package / "seals.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_seals(package: Path, lines: list[list[str]]) -> None:
    with (package / "seals.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)


@pytest.mark.parametrize("name", ["package", "package.jsonl"])
def test_a_head_that_was_kept_is_found_again_where_the_package_was_imported(origin: Path, name: str):
    kept = head_of(origin)
    with Registry(origin, actor="a tester") as registry:
        registry.people.add("Cid Orr")
    newest = head_of(origin)

    with Registry(imported(package_of(origin, name))) as copy:
        old, new = copy.verify(kept), copy.verify(newest.upper())
        (brought,) = new.received
        assert (old.known_from, old.known_until, new.known_until) == (1, 5, 6)
        assert (old.problems, old.changes) == ((), 1)
        assert (brought.change, brought.changes, brought.same_rows) == (1, 6, True)
        assert copy.verify(brought.head).known_until == 6
        assert copy.verify(copy.verify().head).known_from is None
        with pytest.raises(RegistryError, match="does not belong to this history"):
            copy.verify("0" * 64)


def change_cell(column: int, text: str):
    return lambda lines: [*lines[:3], [*lines[3][:column], text, *lines[3][column + 1 :]], *lines[4:]]


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (change_cell(2, "a" * 64), r"seals\.csv, line 4: the seal does not follow"),
        (change_cell(1, "7"), r"seals\.csv, line 4: the seal does not follow"),
        (change_cell(0, "outside"), r"seals\.csv, line 4: the seal does not follow"),
        (change_cell(0, "mended"), r"seals\.csv, line 4: kind 'mended' is not of a seal"),
        (change_cell(5, "none"), r"seals\.csv, line 4: head 'none' is not of a seal"),
        (change_cell(6, "1"), r"seals\.csv, line 5: the seal does not follow"),
        (lambda lines: [*lines[:2], *lines[3:]], r"seals\.csv, line 3: the seal does not follow"),
        (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], r"seals\.csv, line 2: the seal does not follow"),
        (lambda lines: lines[:-1], r"seals\.csv, line 6: the seals do not end with one of the package"),
        (lambda lines: [*lines, lines[-1]], r"seals\.csv, line 8: the seal does not follow"),
    ],
)
def test_a_package_whose_history_was_altered_is_refused(origin: Path, alter, said: str):
    package = package_of(origin)
    write_seals(package, alter(seals_of(package)))

    with pytest.raises(RegistryError, match=said):
        imported(package)
    assert not (package.parent / "copy.db").exists()


def test_rows_that_were_edited_after_the_export_are_imported_and_told(origin: Path):
    package = package_of(origin)
    people = (package / "people.csv").read_text("utf-8")
    (package / "people.csv").write_text(people.replace("Ann Lee", "Ann Law"), "utf-8")

    command = [sys.executable, "-m", "registry", "--db", str(origin.parent / "copy.db"), "import", str(package)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "warning: the rows of the package are not those that its seals end with" in done.stderr
    assert "6 seals" in done.stdout
    result = CliRunner().invoke(app, ["--db", str(origin.parent / "copy.db"), "log", "--verify"])
    assert result.exit_code == 0
    assert "brought the history of another registry: 5 changes, sealed there; the rows are not as" in result.stdout


def test_what_forgetting_left_of_a_change_is_in_the_package_and_is_sealed_with_its_rows(origin: Path):
    kept = head_of(origin)
    with Registry(origin, actor="a tester") as registry:
        registry.forget("Bo Ek", because="asked for")
    package = package_of(origin)
    replaced = [line[3] for line in seals_of(package)]
    assert [bool(each) for each in replaced[1:]] == [False, False, False, False, True, False, False]

    with Registry(imported(package)) as copy:
        assert (copy.verify(kept).known_until, copy.verify().received[0].same_rows) == (5, True)
    write_seals(package, [[*line[:3], "", *line[4:]] if line[3] and line[0] == "change" else line
                          for line in seals_of(package)])  # fmt: skip
    with pytest.warns(UserWarning, match="not those that its seals end with"):
        imported(package, "other.db")


def test_history_is_passed_on_from_package_to_package(origin: Path):
    kept = head_of(origin)
    second = imported(package_of(origin))
    with Registry(second, actor="a tester") as registry:
        registry.people.add("Cid Orr")
    third = imported(package_of(second, "second"), "third.db")

    with Registry(third) as registry:
        found = registry.verify(kept)
        assert (found.known_from, found.known_until, found.problems) == (1, 5, ())
        assert [(each.change, each.changes) for each in found.received] == [(1, 2)]
        assert registry.verify(head_of(second)).known_until == 2


def test_a_newer_package_brings_only_what_is_new_of_the_history(origin: Path):
    second = imported(package_of(origin))
    with Registry(origin, actor="a tester") as registry:
        registry.people.add("Cid Orr")
    kept = head_of(origin)

    with Registry(second, actor="a tester") as registry:
        report = registry.import_package(package_of(origin, "newer"))[-1]
        assert (report.table, report.added, report.unchanged) == ("seals", 2, 5)
        found = registry.verify(kept)
        assert (found.known_from, found.known_until) == (2, 6)
        assert [(each.change, each.changes) for each in found.received] == [(1, 5), (2, 6)]


def test_a_package_that_is_known_or_of_the_registry_itself_makes_no_change(origin: Path):
    package = package_of(origin)
    second = imported(package)
    for path, changes in ((origin, 5), (second, 1)):
        with Registry(path) as registry:
            assert registry.import_package(package)[-1].added == 0
            assert len(registry.log()) == changes


def test_a_part_and_what_was_known_once_take_no_history_along(origin: Path):
    with Registry(origin) as registry:
        registry.export_file(origin.parent / "part", role="mayor")
        at = registry.log()[-1].recorded_at
    with Registry(origin, as_known_on=at) as registry:
        registry.export_file(origin.parent / "once")

    for name in ("part", "once"):
        assert len(seals_of(origin.parent / name)) == 1  # the heading


def test_no_other_program_adds_or_changes_what_a_package_brought(origin: Path):
    second = imported(package_of(origin))
    with closing(sqlite3.connect(second, isolation_level=None)) as connection:
        columns = "kind, content, previous, head, change_id"
        for statement in (
            "update received_seals set content = head",
            "delete from received_seals",
            f"insert into received_seals ({columns}) values ('change', '{'a' * 64}', '{'b' * 64}', '{'c' * 64}', 1)",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="history cannot be changed"):
                connection.execute(statement)
        connection.execute("drop trigger received_seals_are_not_edited")
        connection.execute("update received_seals set content = head where id = 2")

    with Registry(second) as registry:
        said = [problem.what for problem in registry.verify().problems]
    assert said[0] == "change 1 (import package) is not what was sealed"
    assert "of an imported package does not follow from the one before" in said[1]


def test_a_package_without_seals_is_imported_as_before(origin: Path):
    package = package_of(origin)
    (package / "seals.csv").unlink()

    with warnings.catch_warnings(), Registry(imported(package)) as copy:
        warnings.simplefilter("error")
        assert (copy.verify().received, copy.verify().problems) == ((), ())
