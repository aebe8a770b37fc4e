"""Slugs that SQL makes of a whole file are those that Python makes of one thing, and nobody's twice."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry import Registry
from registry.domain.errors import RegistryError
from registry.domain.exchange.import_report import ImportReport
from registry.domain.exchange.statements import OrganizationStatement, RoleStatement, Statement, TenureStatement
from registry.domain.names.keys import SLUG, name_key, slug_of, tenure_slug
from registry.services.exchange.import_file import take_in

LONG = "Wolfeschlegelsteinhausenbergerdorff"


def rows(*held: tuple[str | None, str, str]) -> list[Statement]:
    titles = sorted({title for _, title, _ in held})
    posts = [RoleStatement(title, title, "staff", "line 1", seats=None) for title in titles]
    tenures = [
        TenureStatement(person, title, f"line {number}", start=start, end=start)
        for number, (person, title, start) in enumerate(held)
    ]
    return [OrganizationStatement("staff", "The Staff", "line 1"), *posts, *tenures]


def take(registry: Registry, file: list[Statement]) -> ImportReport:
    with registry.file.session.change("import a-file file") as change:
        return take_in(change, ImportReport("a-file"), file)


def slugs(registry: Registry, table: str) -> list[str]:
    return [slug for (slug,) in registry.file.connection.execute(f"select slug from {table} order by slug")]


@given(st.text())
def test_a_persons_key_with_hyphens_is_the_slug(name: str):
    key = name_key(name)

    if re.fullmatch("[a-z0-9 ]+", key) and len(key) <= SLUG:
        assert key.replace(" ", "-") == slug_of(name) == slug_of(key)


@pytest.mark.parametrize("name", ["Ann Ames", f"{LONG} {LONG} {LONG}", "Ann", f"{LONG}-{LONG} Ames"])
@pytest.mark.parametrize("title", ["Chief", "Chief of " + "the Very " * 25 + "Long Staff", "Chief " + "x" * 167 + " y"])
def test_a_tenure_has_the_slug_of_its_person_and_role(registry: Registry, name: str, title: str):
    take(registry, rows((name, title, "2020")))

    (person,), (role,) = slugs(registry, "people"), slugs(registry, "roles")
    assert person == slug_of(name)
    assert slugs(registry, "appointments") == [tenure_slug(person, role)]


def test_a_vacancy_is_called_one(registry: Registry):
    take(registry, rows((None, "Chief", "2020"), (None, "Chief", "2020")))

    assert slugs(registry, "appointments") == ["vacancy-chief", "vacancy-chief-2"]


def test_one_persons_tenures_of_a_role_are_numbered_by_their_beginnings(registry: Registry):
    take(registry, rows(("Ann Ames", "Chief", "2024"), ("Ann Ames", "Chief", "2020"), ("Ann Ames", "Chief", "2022")))

    found = registry.file.connection.execute("select slug, start_date from appointments order by slug").fetchall()
    assert found == [("ann-ames-chief", "2020"), ("ann-ames-chief-2", "2022"), ("ann-ames-chief-3", "2024")]


def test_tenures_of_others_that_would_have_one_slug_have_two(registry: Registry):
    take(registry, rows(("Ann", "Bee Chief", "2020"), ("Ann Bee", "Chief", "2020"), ("Ann Bee", "Chief", "2019-02")))

    assert slugs(registry, "appointments") == ["ann-bee-chief", "ann-bee-chief-2", "ann-bee-chief-3"]


def test_a_number_that_is_a_name_is_nobodys_twice(registry: Registry):
    file = rows(("Ann", "Chief", "2020"), ("Ann", "Chief", "2022"), ("Ann", "Chief 2", "2020"))
    done = take(registry, file)

    assert slugs(registry, "appointments") == ["ann-chief", "ann-chief-2", "ann-chief-2-2"]
    assert done.added["appointments"] == 3
    assert take(registry, file).matched["appointments"] == 3


def test_a_slug_stays_with_whom_it_was_given_to(registry: Registry):
    take(registry, rows(("Ann Ames", "Chief", "2020")))
    registry.people.edit("ann-ames", name="Eve Ems")

    take(registry, rows(("Ann Ames", "Chief", "2021")))

    assert slugs(registry, "people") == ["ann-ames", "ann-ames-2"]
    assert slugs(registry, "appointments") == ["ann-ames-2-chief", "ann-ames-chief"]


def test_a_name_in_a_script_that_cannot_be_folded_is_found_again(registry: Registry):
    name = "\U00012399 \U00012398"  # two letters that not even a transliteration knows
    file = rows((name, "Chief", "2020"))

    take(registry, file)

    assert slugs(registry, "people") == ["x"]
    assert take(registry, file).matched["appointments"] == 1
    assert registry.doctor().left == ()


def test_nobody_holds_a_role_twice_at_once_however_many_seats_it_has(registry: Registry):
    first, second = (
        TenureStatement("Ann Ames", "Member", f"line {line}", start=f"202{line}", end=f"202{line + 2}")
        for line in (1, 2)
    )

    with pytest.raises(
        RegistryError,
        match=(
            r"line 2: Ann Ames as 'Member' .*: one person holds a role only once at "
            r"a time"
        ),
    ):
        take(registry, [*rows((None, "Member", "2000")), first, second])
