"""A newer version of a file updates what the last one wrote, in one change; what people said in between stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from registry import Registry
from registry.domain.exchange.import_report import ImportReport, ReadingOptions
from tests.exchange.files import new_registry, rows_in
from tests.exchange.versions import BODY, NEWER, OLDER, VERSIONED, Line

Take = Callable[[Sequence[Line]], ImportReport]


@pytest.fixture(params=VERSIONED)
def form(request) -> str:
    return request.param


@pytest.fixture
def registry(tmp_path: Path):
    with new_registry(tmp_path / "a.db") as opened:
        yield opened


@pytest.fixture
def take(registry: Registry, form: str, tmp_path: Path) -> Take:
    """Write a version of the file, and import it."""
    name, write = VERSIONED[form]
    whole = (("organization", f"={BODY}"),) if form == "wikidata-holders" else ()

    def taken(lines: Sequence[Line]) -> ImportReport:
        write(tmp_path / name, lines)
        known = registry.log()  # how the file is read is said the first time only
        return registry.import_file(tmp_path / name, form, reading=ReadingOptions(columns=() if known else whole))

    return taken


def days(registry: Registry, person: str) -> list[tuple[str | None, str | None]]:
    return [(tenure.start, tenure.end) for tenure in registry.career(person).appointments]


def test_a_newer_version_is_one_update_one_addition_and_one_that_vanished(
    registry: Registry, take: Take, tmp_path: Path
):
    take(OLDER)
    assert days(registry, "bob-bell") == [("2002-01-01", None)]
    registry.export_package(tmp_path / "before")

    done = take(NEWER)

    counts = [counter["appointments"] for counter in (done.updated, done.added, done.matched)]
    assert (counts, len(done.vanished)) == ([1, 1, 1], 1)
    assert (done.refused, done.kept, done.flagged) == ([], [], [])
    assert len(registry.log()) == 2
    assert days(registry, "bob-bell") == [("2002-01-01", "2003-01-01")]
    assert days(registry, "dan-dorn") == [("2003-01-01", None)]
    assert days(registry, "cem-cole") == [("2001-01-01", "2002-01-01")]  # what vanished stays until somebody decides
    assert done.vanished[0].startswith("cem-cole")

    registry.undo(2)
    registry.export_package(tmp_path / "after")
    assert rows_in(tmp_path / "after") == rows_in(tmp_path / "before")


def test_the_newer_version_again_changes_nothing(registry: Registry, take: Take):
    take(OLDER)
    take(NEWER)

    done = take(NEWER)

    assert (done.updated.total(), done.added.total(), done.details) == (0, 0, 0)
    assert done.matched["appointments"] == 3
    assert len(registry.log()) == 2


def test_a_newer_version_is_taken_again_after_it_was_undone(registry: Registry, take: Take):
    take(OLDER)
    take(NEWER)
    registry.undo(2)

    done = take(NEWER)

    assert (done.updated["appointments"], done.added["appointments"]) == (1, 1)
    assert days(registry, "bob-bell") == [("2002-01-01", "2003-01-01")]


def test_what_somebody_corrected_in_between_stays_and_is_told(registry: Registry, take: Take):
    take(OLDER)
    slug = registry.career("ann-ames").appointments[0].appointment
    registry.correct(slug, because="read in the archive", end="2001-12-31")  # Bob succeeded her, the day after

    done = take(NEWER)

    assert days(registry, "ann-ames") == [("2001-01-01", "2001-12-31")]
    assert [left.reason for left in done.kept] == [
        f"{slug} keeps its end '2001-12-31'; the file says '2002-01-01'",
    ]
    assert days(registry, "bob-bell") == [("2002-01-01", "2003-01-01")]


def test_an_end_that_somebody_entered_before_the_file_had_it_is_known(registry: Registry, take: Take):
    take(OLDER)
    registry.end("bob-bell", registry.career("bob-bell").appointments[0].role, "2003-01-01")

    done = take(NEWER)

    assert (done.updated["appointments"], done.added["appointments"], done.kept) == (0, 1, [])
