"""The data package: a standard one, lossless, and refused with file and line where it cannot be read."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from registry import Evidence, Registry, RegistryError
from registry.cli.app import app
from registry.formats.own.datapackage import read_package
from registry.formats.own.package_tables import TABLES
from registry.store.exchange import package_rows
from tests.conftest import CHIEF, DATA, rows_of_the_sample


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The sample package, to be damaged."""
    return Path(shutil.copytree(DATA, tmp_path / "package"))


def same_bytes(one: Path, other: Path, *, but: tuple[str, ...] = ()) -> bool:
    names = sorted(path.name for path in one.iterdir() if path.name not in but)
    assert names == sorted(path.name for path in other.iterdir() if path.name not in but)
    return all((one / name).read_bytes() == (other / name).read_bytes() for name in names)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", newline="")


def test_exporting_what_was_imported_gives_the_same_bytes(sample: Registry, tmp_path: Path):
    sample.export_package(tmp_path / "out")

    assert same_bytes(DATA, tmp_path / "out", but=("SOURCES.md", "datapackage.json", "seals.csv"))
    written = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    assert written["resources"].pop()["name"] == "seals"
    assert written == {
        field: value
        for field, value in json.loads((DATA / "datapackage.json").read_text("utf-8")).items()
        if field != "licenses"
    }


def test_what_was_typed_survives_the_way_out_and_in(seed: Registry, tmp_path: Path):
    seed.people.add(
        "Zoë 'Z' \"Quote\", Comma", also=["Зоя"], born="c. 1950", identifiers={"wikidata": "Q7"}, note="=1+1"
    )
    seed.appoint(
        "wikidata=Q7", "Inspector General", "unknown", "2020?", kind="acting", rank="Colonel", how="elected",
        evidence=Evidence("https://x.org/?a=1&b=2", quote="said “so”; left", locator="p. 3", observed="2019-02-03"),
    )  # fmt: skip
    seed.export_package(tmp_path / "one")
    Registry.from_package(tmp_path / "second.db", tmp_path / "one")
    with Registry(tmp_path / "second.db") as second:
        second.export_package(tmp_path / "two")
        assert second.who(CHIEF, on="2024-02-05") == seed.who(CHIEF, on="2024-02-05")

    assert same_bytes(tmp_path / "one", tmp_path / "two", but=("seals.csv",))


def test_importing_the_same_package_again_changes_nothing(sample: Registry, db: Path):
    with sqlite3.connect(db) as connection:
        before = list(connection.iterdump())
        again = sample.import_package(DATA)

        assert sum(table.added for table in again) == 0
        assert list(connection.iterdump()) == before


def test_the_package_is_valid_to_the_frictionless_tool():
    frictionless = pytest.importorskip("frictionless")

    report = frictionless.validate(str(DATA / "datapackage.json"))

    assert report.valid, report.flatten(["resourceName", "rowNumber", "fieldName", "message"])
    assert report.stats["tasks"] == len(TABLES)


def test_a_package_with_seals_is_valid_to_the_frictionless_tool(seed: Registry, tmp_path: Path):
    frictionless = pytest.importorskip("frictionless")
    seed.export_package(tmp_path / "out")

    report = frictionless.validate(str(tmp_path / "out" / "datapackage.json"))

    assert report.valid, report.flatten(["resourceName", "rowNumber", "fieldName", "message"])
    assert report.stats["tasks"] == len(TABLES) + 1


def test_the_frictionless_tool_would_find_a_dangling_slug(copy: Path):
    frictionless = pytest.importorskip("frictionless")
    edit(copy / "appointments.csv", ",president-of-ukraine,", ",president-of-nowhere,")

    assert not frictionless.validate(str(copy / "datapackage.json")).valid


def test_every_table_of_the_package_has_its_rows_in_the_store(sample: Registry, db: Path):
    with sqlite3.connect(db) as connection:
        for table, columns in ((name, kept.columns) for name, kept in TABLES.items()):
            assert all(len(row) == len(columns) for row in package_rows.rows(connection, table))
            assert len(list(package_rows.rows(connection, table))) == len(read_package(DATA)[table])


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        (
            "appointments",
            "2024-02-09,2025-03-16",
            "2024-02-09,2023-03-16",
            r"appointments\.csv, line \d+: .*the end 2023",
        ),
        ("appointments", "2024-02-09,2025-03-16", "2024-02-30,2025-03-16", r"line \d+: .*February 2024 has 29 days"),
        ("appointments", "2024-02-09,2025-03-16", "2024-02-09,2025-04-16", r"line \d+: .*Andriy Hnatov|Barhylevych"),
        ("appointments", ",president-of-ukraine,", ",president-of-nowhere,", r"no 'president-of-nowhere' in roles"),
        ("appointments", "substantive", "temporary", r"kind 'temporary'"),
        ("people", "slug,name", "slug,nom", r"people\.csv has the columns slug, nom"),
        ("people", "Andriy Hnatov", "", r"people\.csv, line \d+: name"),
        ("people", "Andriy Hnatov", 'Andriy" Hnatov,x,y', r"people\.csv, line \d+: \d+ cells|no CSV"),
        ("roles", "andorra,2,", "andorra,many,", r"roles\.csv, line \d+: seats 'many'"),
        ("person_names", "andriy-hnatov", "andriy-nobody", r"person_names\.csv, line \d+: no 'andriy-nobody'"),
        ("sources", "https://", "gopher://", r"sources\.csv, line \d+: url"),
        ("citations", "start", "begin", r"citations\.csv, line \d+: .*'begin"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_place_and_nothing_is_imported(
    registry: Registry, db: Path, copy: Path, table: str, old: str, new: str, said: str
):
    edit(copy / f"{table}.csv", old, new)
    with sqlite3.connect(db) as connection:
        before = list(connection.iterdump())

    with pytest.raises(RegistryError, match=said):
        registry.import_package(copy)

    with sqlite3.connect(db) as connection:
        assert list(connection.iterdump()) == before


def test_a_row_that_is_recorded_otherwise_is_refused_not_overwritten(sample: Registry, copy: Path):
    edit(copy / "people.csv", "andriy-hnatov,Andriy Hnatov", "andriy-hnatov,Andrei Hnatov")

    with pytest.raises(RegistryError, match=r"already recorded with another name \(Andriy Hnatov, not Andrei Hnatov\)"):
        sample.import_package(copy)


def test_a_slug_twice_in_one_file_is_refused(registry: Registry, copy: Path):
    lines = (copy / "appointments.csv").read_text("utf-8").splitlines(keepends=True)
    (copy / "appointments.csv").write_text("".join([*lines, lines[1].replace("substantive", "acting")]), "utf-8")

    with pytest.raises(RegistryError, match=r"the slug .* is already used above"):
        registry.import_package(copy)


def test_tenures_that_replace_each_other_in_a_circle_are_refused(registry: Registry, copy: Path):
    # Barhylevych's tenure is made to replace Hnatov's, which replaces his.
    edit(
        copy / "appointments.csv",
        ",serhiy-shaptala-chief-of-the-general-staff,",
        ",andriy-hnatov-chief-of-the-general-staff,",
    )

    with pytest.raises(RegistryError, match=r"in a circle"):
        registry.import_package(copy)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b'slug,name\n"unclosed', b"\x00"])
def test_a_file_that_is_no_text_or_no_csv_is_refused(registry: Registry, copy: Path, content: bytes):
    (copy / "people.csv").write_bytes(content)

    with pytest.raises(RegistryError, match=r"people\.csv"):
        registry.import_package(copy)


def test_a_byte_order_mark_and_windows_line_ends_are_read(registry: Registry, copy: Path):
    path = copy / "people.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    (people,) = (each for each in registry.import_package(copy) if each.table == "people")
    assert people.added == rows_of_the_sample("people")


def test_a_folder_that_is_no_package_is_refused(registry: Registry, tmp_path: Path):
    with pytest.raises(RegistryError, match=r"no folder"):
        registry.import_package(tmp_path / "nowhere")
    with pytest.raises(RegistryError, match=r"holds no datapackage\.json"):
        registry.import_package(tmp_path)


def test_an_error_by_the_rules_refuses_a_package(copy: Path, tmp_path: Path):
    edit(copy / "people.csv", "andriy-hnatov,Andriy Hnatov,,", "andriy-hnatov,Andriy Hnatov,,2020")
    result = CliRunner().invoke(app, ["--db", str(tmp_path / "new.db"), "import", str(copy)])

    assert result.exit_code == 1
    assert "1 error by the rules, so nothing was imported:\n  Andriy Hnatov, died 2020, holds" in result.stderr
    assert not (tmp_path / "new.db").exists()


def test_an_error_that_is_waived_in_the_package_refuses_nothing(copy: Path, tmp_path: Path, outside: Path):
    with sqlite3.connect(outside) as connection:
        connection.execute(
            "update people set death_date = '2020', death_earliest = '2020-01-01', death_latest = '2020-12-31' "
            "where slug = 'andriy-hnatov'"
        )
    connection.close()
    with Registry(outside) as registry:
        (finding,) = registry.check(severity="error")
        registry.waive(finding.finding, "the archive says so")
        registry.export_package(tmp_path / "waived")

    Registry.from_package(tmp_path / "new.db", tmp_path / "waived")

    with Registry(tmp_path / "new.db") as registry:
        assert registry.check(severity="error") == []
        assert len(registry.check(severity="error", waived=True)) == 1


@pytest.fixture
def outside(copy: Path, tmp_path: Path) -> Path:
    """A registry into which another program writes what the rules forbid."""
    Registry.from_package(tmp_path / "outside.db", copy)
    return tmp_path / "outside.db"


def test_a_refused_import_into_a_new_file_leaves_no_file(copy: Path, tmp_path: Path):
    edit(copy / "roles.csv", "andorra,2,", "andorra,many,")

    with pytest.raises(RegistryError):
        Registry.from_package(tmp_path / "new.db", copy)

    assert list(tmp_path.glob("new.db*")) == []


def test_a_registry_that_is_there_is_never_made_anew_or_removed(seed: Registry, db: Path, tmp_path: Path):
    for folder in (DATA, tmp_path / "nowhere"):
        with pytest.raises(RegistryError, match=r"is already a registry"):
            Registry.from_package(db, folder)

    assert len(seed.people.list()) == 3


def test_yes_in_the_package_is_true_as_the_export_writes_it(registry: Registry, copy: Path, tmp_path: Path):
    edit(copy / "roles.csv", ",1,,,,,,", ",1,,,yes,,,")
    registry.import_package(copy)

    assert sum(table.added for table in registry.import_package(copy)) == 0


def test_the_descriptor_names_every_file(sample: Registry):
    descriptor = json.loads((DATA / "datapackage.json").read_text("utf-8"))

    paths = {resource["path"] for resource in descriptor["resources"]}
    assert paths == {path.name for path in DATA.glob("*.csv")}
