"""How a file is read is remembered with its dataset: the order of dates, the encoding, whether it is wide."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry import Registry
from registry.domain.exchange.import_plan import Cause, ImportChoices
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.vocabulary import DateOrder
from registry.services.exchange.plan_import import ImportConflictError

HEAD = "person,role,organization,start,end\n"


def starts(registry: Registry, role: str) -> list[str | None]:
    return [holder.start for holder in registry.history(role).holders]


def test_the_encoding_and_wide_are_remembered(registry: Registry, tmp_path: Path):
    file = tmp_path / "officers.csv"
    file.write_bytes("organization,Office,2015,2016\nĽudová rada,Predseda,Žofia Malá,Žofia Malá\n".encode("cp1250"))
    said = (("role", "Office"),)
    registry.import_file(file, reading=ReadingOptions(encoding="cp1250", wide=True, columns=said))

    again = registry.import_file(file)

    assert again.added.total() == again.updated.total() == 0
    assert registry.organizations.list()[0].label == "Ľudová rada"


def test_the_order_of_dates_that_the_file_tells_is_named_by_the_plan_and_remembered(registry: Registry, tmp_path: Path):
    file = tmp_path / "mayors.csv"
    rows = ("Ann Ames,Mayor,Town,3/4/1990,12/14/1994", "Bo Birch,Mayor,Town,12/14/1994,5/6/1999")
    file.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    with pytest.raises(ImportConflictError) as error:
        registry.import_file(file)

    (group,) = error.value.plan.groups

    assert (group.cause, group.option) == (Cause.DATE_ORDER, "--date-order mdy")
    registry.import_file(file, reading=ReadingOptions(choices=ImportChoices(date_order=DateOrder.mdy)))
    assert starts(registry, "mayor") == ["1990-03-04", "1994-12-14"]
    assert registry.import_file(file).added.total() == 0


def test_an_order_that_no_date_tells_is_asked_for(registry: Registry, tmp_path: Path):
    file = tmp_path / "mayors.csv"
    file.write_text(HEAD + "Ann Ames,Mayor,Town,3/4/1990,1994\n", "utf-8")

    with pytest.raises(ImportConflictError, match="settled by --date-order dmy or --date-order mdy"):
        registry.import_file(file)


def test_several_without_an_end_beside_others_with_one_may_be_a_board(registry: Registry, tmp_path: Path):
    file = tmp_path / "board.csv"
    rows = ("Ann Ames,Member,Trust,2001-01-01,", "Bo Birch,Member,Trust,2003-01-01,", "Cy Elm,Member,Trust,2005-01-01,",
            "Di Fern,Member,Trust,1999-01-01,2000-12-31")  # fmt: skip
    file.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")

    with pytest.raises(ImportConflictError) as error:
        registry.import_file(file)

    assert [group.option for group in error.value.plan.groups] == ["--seats auto"]
    registry.import_file(file, reading=ReadingOptions(choices=error.value.plan.choices))
    assert {holder.end for holder in registry.history("member").holders} == {None, "2000-12-31"}
