"""What is taken in by sets, with the triggers aside, is what the guards let in row by row."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from registry import Registry
from registry.domain.exchange.import_report import ImportReport, OnConflict
from registry.domain.exchange.statements import OrganizationStatement, RoleStatement, Statement, TenureStatement
from registry.services.exchange.import_file import take_in
from tests.conftest import examples

_DATES = st.sampled_from(["2019", "2020", "2020-02", "2020-02-11", "2020-03", "2020-06-30", "2021", "XXXX"])
_SEATS = {"chief": 1, "member": 2, "adviser": None}
_HELD = st.builds(
    lambda person, post, dates, kind: TenureStatement(person, post, start=dates[0], end=dates[1], kind=kind),
    st.sampled_from(["Ann Ames", "Bob Bell", "Cem Cole", "Dee Dahl"]),
    st.sampled_from(sorted(_SEATS)),
    st.tuples(st.none() | _DATES, st.none() | _DATES),
    st.sampled_from(["substantive", "substantive", "acting"]),
)


def _take(registry: Registry, held: list[TenureStatement], on_conflict: OnConflict) -> ImportReport:
    posts: list[Statement] = [RoleStatement(key, key.title(), "staff", seats=seats) for key, seats in _SEATS.items()]
    file = [
        OrganizationStatement("staff", "The Staff"),
        *posts,
        *(each._replace(place=f"line {n}") for n, each in enumerate(held, 1)),
    ]
    with registry.file.session.change("import a-file file") as change:
        return take_in(change, ImportReport("a-file"), file, on_conflict=on_conflict)


@given(st.lists(_HELD, max_size=12), st.lists(_HELD, max_size=6), st.sampled_from([OnConflict.SKIP, OnConflict.FLAG]))
@settings(max_examples=examples(10))
def test_a_registry_that_took_in_files_goes_through_the_guards_again(
    first: list[TenureStatement], second: list[TenureStatement], on_conflict: OnConflict
):
    with TemporaryDirectory() as folder:
        Registry.create(Path(folder, "one.db"))
        Registry.create(Path(folder, "other.db"))
        with Registry(Path(folder, "one.db")) as one, Registry(Path(folder, "other.db")) as other:
            for held in (first, second):
                done = _take(one, held, on_conflict)
                told = done.refused.total + done.matched["appointments"] + done.updated["appointments"]
                assert told + done.added["appointments"] == len(held)
            one.export_package(Path(folder, "package"))

            other.import_package(Path(folder, "package"))


def test_a_row_that_says_the_same_as_a_refused_one_is_refused_with_it(registry: Registry):
    held = [
        TenureStatement("Cem Cole", "adviser", start="2020"),
        TenureStatement("Cem Cole", "adviser", start="2020-02"),
        TenureStatement("Cem Cole", "adviser", start="2020-02-11", kind="acting"),
    ]

    done = _take(registry, held, OnConflict.SKIP)

    assert sorted(left.place for left in done.refused) == ["line 1", "line 2"]
    assert "Cem Cole as 'Adviser' from 2020 on" in "".join(left.reason for left in done.refused)
    assert done.added["appointments"] == 1
