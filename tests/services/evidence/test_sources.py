"""Sources: one an address, added by themselves, repeating another."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from registry import Evidence, Registry, RegistryError
from registry.domain.errors import ChoiceError, NotFoundError
from registry.services.entities.add import AlreadyRecordedError
from registry.services.entities.field_edits import UnchangedError
from registry.services.evidence.evidence import EvidenceError
from registry.services.exchange.package import ImportRefusedError
from registry.services.history.remove import InUseError
from tests.conftest import CHIEF, DATA, clock

PAGE = "https://www.example.org/news/7?utm_source=mail&id=1"
VARIANTS = ["http://example.org/news/7/?id=1", "https://EXAMPLE.org/news/7?id=1&fbclid=x#top", PAGE]


def slugs(registry: Registry) -> list[str]:
    return [each.slug for each in registry.sources.list()]


@pytest.mark.parametrize("variant", VARIANTS)
def test_an_address_given_twice_is_one_source(staff: Registry, variant: str):
    staff.appoint("Jane Roe", CHIEF, "2020", "2021", evidence=Evidence(PAGE, published="2020-02"))
    staff.appoint("John Doe", CHIEF, "2022", evidence=Evidence(variant, publisher="The Gazette"))

    (listed,) = staff.sources.list()
    assert listed.citations == 2
    found = staff.sources.show(variant)
    assert (found.url, found.publisher, found.published) == (PAGE, "The Gazette", "2020-02")


def test_the_exact_address_is_meant_before_one_like_it(registry: Registry, db: Path):
    one = registry.sources.add("https://example.org/a").slug
    with sqlite3.connect(db) as outside:
        key = outside.execute("select url_key from sources").fetchone()[0]
        sql = "insert into sources (slug, url, url_key, title) values ('other', 'http://example.org/a', ?, 'B')"
        outside.execute(sql, [key])

    assert registry.sources.show("https://example.org/a").source == one
    assert registry.sources.show("http://example.org/a").source == "other"
    with pytest.raises(ChoiceError, match=rf"{one}, other; use the slug"):
        registry.sources.show("https://www.example.org/a")


def test_a_source_is_added_with_all_that_is_known_of_it(registry: Registry):
    original = registry.sources.add("The Gazette, 3 May 1920", published="May 1920")
    added = registry.sources.add(
        PAGE, title="A report", publisher="Example", published="17 March 2025", accessed="2025-03-18",
        archive_url="https://archive.example/1", copy_of="The Gazette, 3 May 1920", note="x",
    )  # fmt: skip

    assert added.is_new
    found = registry.sources.show(added.slug)
    assert (found.title, found.publisher, found.published, found.accessed) == (
        "A report", "Example", "2025-03-17", "2025-03-18",
    )  # fmt: skip
    assert (found.archive_url, found.copy_of, found.note, found.citations) == (
        "https://archive.example/1", original.slug, "x", (),
    )  # fmt: skip


def test_a_source_that_is_recorded_is_named_and_told_what_was_not_known(registry: Registry, db: Path):
    first = registry.sources.add(PAGE)
    again = registry.sources.add(VARIANTS[0], publisher="Example", title="A report")
    same = registry.sources.add(VARIANTS[1], publisher="Example")

    assert (again.slug, again.is_new) == (same.slug, same.is_new) == (first.slug, False)
    assert [(each.field, each.after) for each in again.differences] == [("title", "A report"), ("publisher", "Example")]
    assert same.differences == ()
    with sqlite3.connect(db) as connection:  # that nothing was new is not a change
        assert connection.execute("select count(*) from changes").fetchone() == (2,)


@pytest.mark.parametrize(
    ("source", "given", "error", "reason"),
    [
        (VARIANTS[0], {"publisher": "Another"}, EvidenceError, r"recorded with the publisher 'Example', not 'Another'"),
        (PAGE, {"copy_of": "example-org-2"}, NotFoundError, r"no source 'example-org-2'"),
        (PAGE, {"copy_of": PAGE}, RegistryError, r"cannot be a copy of itself"),
        ("example.org/news", {}, NotFoundError, r"give it from https:// on"),
        ("", {}, RegistryError, r"is empty"),
        ("a\u202eb", {}, EvidenceError, r"changes the writing direction"),
        ("https://[x", {}, EvidenceError, r"not a web address"),
    ],
)
def test_a_source_that_cannot_be_added_is_refused(
    registry: Registry, source: str, given: dict[str, str], error: type[Exception], reason: str
):
    registry.sources.add(PAGE, publisher="Example")
    with pytest.raises(error, match=reason):
        registry.sources.add(source, **given)
    assert len(slugs(registry)) == 1


def test_a_title_of_one_word_can_be_added(registry: Registry):
    assert registry.sources.add("Pravda").title == "Pravda"


def test_titles_are_listed_with_how_often_they_are_cited(seed: Registry):
    seed.sources.add("A Gazette")

    assert [(each.label, each.citations) for each in seed.sources.list()] == [
        ("A Gazette", 0),
        ("Trump, Putin Set For March 18 Call", 3),
    ]


def test_a_source_does_not_repeat_itself_through_others(registry: Registry):
    for title in ("First report", "Second report", "Third report"):
        registry.sources.add(title)
    registry.sources.edit("second-report", copy_of="First report")
    registry.sources.edit("third-report", copy_of="second-report")

    for refused in (
        lambda: registry.sources.edit("first-report", copy_of="third-report"),
        lambda: registry.sources.add("First report", copy_of="third-report"),
    ):
        with pytest.raises(
            RegistryError, match=r"a copy of it through others; .*source edit third-report --copy-of none"
        ):
            refused()
    with pytest.raises(RegistryError, match="cannot be a copy of itself"):
        registry.sources.edit("first-report", copy_of="first-report")
    registry.sources.edit("third-report", copy_of=None)
    registry.sources.edit("first-report", copy_of="third-report")


def test_a_source_that_is_repeated_is_not_removed(registry: Registry):
    registry.sources.add("First report")
    registry.sources.add("Second report", copy_of="first-report")

    with pytest.raises(
        InUseError, match=r"repeated by second-report; remove second-report first, or edit it to be no copy"
    ):
        registry.sources.remove("first-report", "x")
    registry.sources.remove("second-report", "x")
    registry.sources.remove("first-report", "x")


def test_an_address_of_another_source_is_refused_whatever_it_was_reached_by(registry: Registry):
    first, second = registry.sources.add(PAGE), registry.sources.add("https://example.org/8")

    with pytest.raises(AlreadyRecordedError, match=first.slug):
        registry.sources.edit(second.slug, url=VARIANTS[0])
    registry.sources.edit(first.slug, url=VARIANTS[0])  # a shorter address of the same page
    with pytest.raises(UnchangedError):
        registry.sources.edit(first.slug, url=VARIANTS[0])


def test_a_package_with_another_source_of_the_same_page_is_refused(registry: Registry, tmp_path: Path):
    folder = Path(shutil.copytree(DATA, tmp_path / "package"))
    registry.sources.add("http://tass.ru/mezhdunarodnaya-panorama/12011191/?utm_source=x")
    registry.export_package(tmp_path / "unchanged")

    with pytest.raises(ImportRefusedError, match=r"sources\.csv, line \d+: .*already the address of tass-ru"):
        registry.import_package(folder)
    registry.export_package(tmp_path / "after")
    assert (tmp_path / "after" / "people.csv").read_bytes() == (tmp_path / "unchanged" / "people.csv").read_bytes()


def test_what_is_said_of_a_source_survives_the_way_out_and_in(registry: Registry, tmp_path: Path):
    registry.sources.add("Zeroth report")
    registry.sources.add("A report", copy_of="zeroth-report", accessed="2025")
    registry.export_package(tmp_path / "package")
    Registry.from_package(tmp_path / "copy.db", tmp_path / "package")

    with Registry(tmp_path / "copy.db", clock=clock) as second:
        assert second.sources.show("A report") == registry.sources.show("A report")
