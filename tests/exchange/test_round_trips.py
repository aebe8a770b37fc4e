"""The sample registry goes out and comes in again in every format: what a format can say is the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry import Registry
from registry.domain.exchange.import_report import ReadingOptions
from registry.formats.protocol import Writer
from tests.conftest import DATA
from tests.exchange.files import OURS, both_ways, content, later, new_registry, rows_in

FORMATS = both_ways()
# What these cannot say is what their rows are sorted by, or is written otherwise when it is not known any more:
# of FollowTheMoney days more doubtful than a date, and the publisher of one of several sources; of Popolo a start
# that is a span of days.
SETTLES = ("ftm", "popolo")
# Popolo cannot say that two hold a role of the sample at once.
SEATS = {"popolo": ReadingOptions(seats=2)}


@pytest.fixture(scope="module")
def sample_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "a.db"
    Registry.from_package(path, DATA)
    return path


@pytest.fixture(scope="module", params=FORMATS, ids=lambda form: form.NAME)
def exported(request, sample_db: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Writer, Path]:
    """A format and the sample in it."""
    form: Writer = request.param
    path = tmp_path_factory.mktemp("exported") / f"sample{form.SUFFIX}"
    with Registry(sample_db, clock=later) as registry:
        registry.export_file(path, form.NAME)
    return form, path


def out_again(form: Writer, path: Path, folder: Path) -> Path:
    """Into a new registry, and out of it."""
    folder.mkdir()
    again = folder / path.name
    with new_registry(folder / "a.db") as registry:
        done = registry.import_file(path, form.NAME, reading=SEATS.get(form.NAME))
        assert (done.refused, done.flagged, done.kept) == ([], [], [])
        registry.export_file(again, form.NAME)
    return again


def test_formats_are_found():
    assert {"csv", "ftm", "openstates", "popolo", "tsv", "xlsx"} <= {form.NAME for form in FORMATS}


def test_what_was_imported_is_exported_as_the_same_bytes(exported: tuple[Writer, Path], tmp_path: Path):
    form, first = exported
    second = out_again(form, first, tmp_path / "second")
    third = out_again(form, second, tmp_path / "third")

    assert content(third) == content(second)
    if form.NAME not in SETTLES:
        assert content(second) == content(first)


def tenures(registry: Registry) -> set[str]:
    return {
        tenure.appointment
        for person in registry.people.list()
        for tenure in registry.career(person.slug, terms=True).appointments
    }


def test_no_tenure_is_lost_on_the_way_but_what_is_told(exported: tuple[Writer, Path], sample_db: Path, tmp_path: Path):
    form, path = exported
    with Registry(sample_db, clock=later) as registry:
        told = {left.place for left in registry.export_file(tmp_path / path.name, form.NAME).left}
        before = tenures(registry)
    with new_registry(tmp_path / "a.db") as registry:
        registry.import_file(path, form.NAME, reading=SEATS.get(form.NAME))
        after = tenures(registry)

    assert before - after <= told
    assert after <= before


def test_the_same_file_again_changes_nothing_and_is_told_as_known(exported: tuple[Writer, Path], tmp_path: Path):
    form, path = exported
    with new_registry(tmp_path / "a.db") as registry:
        first = registry.import_file(path, form.NAME, reading=SEATS.get(form.NAME))
        changes = len(registry.log())
        again = registry.import_file(path, form.NAME, reading=SEATS.get(form.NAME))

        assert len(registry.log()) == changes == 1
    assert (again.added.total(), again.updated.total(), again.details) == (0, 0, 0)
    assert (again.vanished, again.kept, again.refused) == ([], [], [])
    assert {table: count for table, count in again.matched.items() if count} == {
        table: count for table, count in first.added.items() if table != "sources"
    }


def test_an_import_is_undone_as_one_change(exported: tuple[Writer, Path], tmp_path: Path):
    form, path = exported
    with new_registry(tmp_path / "a.db") as registry:
        registry.organizations.add("Board")
        registry.roles.add("Chair", "board")
        registry.appoint("Ann Ames", "chair", "2001")
        registry.export_package(tmp_path / "before")
        registry.import_file(path, form.NAME, reading=SEATS.get(form.NAME))
        registry.undo(len(registry.log()))
        registry.export_package(tmp_path / "after")

        assert registry.doctor().left == ()
    assert rows_in(tmp_path / "after") == rows_in(tmp_path / "before")


@pytest.mark.parametrize("form", OURS)
def test_our_own_formats_lose_nothing(sample_db: Path, form: str, tmp_path: Path):
    with Registry(sample_db, clock=later) as registry:
        done = registry.export_file(tmp_path / "one", form)
    with new_registry(tmp_path / "a.db") as registry:
        registry.import_package(tmp_path / "one")
        registry.export_file(tmp_path / "two", form)
        assert sum(table.added for table in registry.import_package(tmp_path / "two")) == 0

        assert len(registry.log()) == 1
        registry.undo(1)
        assert registry.people.list() == []
    assert (done.lost, done.left) == ((), ())
    assert rows_in(tmp_path / "two") == rows_in(tmp_path / "one")
