"""Our own JSON lines: the data package in one file, lossless, and refused with the line where it cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from registry import Evidence, Registry, RegistryError
from registry.formats.own import jsonl
from registry.formats.own.datapackage import read_package
from registry.formats.own.package_tables import TABLES
from tests.conftest import CHIEF, rows_of_the_sample
from tests.exchange.files import rows_of


def export(registry: Registry, path: Path) -> Path:
    registry.export_file(path, "jsonl")
    return path


def entries(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_part_of_the_sample_is_as_in_its_golden_file(sample: Registry, tmp_path: Path):
    sample.export_file(tmp_path / "x.jsonl", role=CHIEF, on="2025-03-16")

    golden = Path(__file__).parents[1] / "golden" / "chief.jsonl"
    assert (tmp_path / "x.jsonl").read_bytes() == golden.read_bytes()


def test_what_was_exported_imported_and_exported_again_is_the_same_bytes(sample: Registry, tmp_path: Path):
    one = export(sample, tmp_path / "one.jsonl")

    Registry.from_package(tmp_path / "second.db", one)

    with Registry(tmp_path / "second.db") as second:
        assert rows_of(export(second, tmp_path / "two.jsonl")) == rows_of(one)


def test_every_table_survives_the_way_out_and_in(seed: Registry, tmp_path: Path):
    seed.people.add(
        "Zoë 'Z' \"Quote\"\u2028", also=["Зоя"], born="c. 1950", identifiers={"wikidata": "Q7"}, note="=1+1"
    )
    seed.roles.edit(CHIEF, continuous=True, term_months=36)
    seed.roles.edit("Inspector General", seats=2, seats_since="2020-01-01", incompatible=[CHIEF])
    seed.appoint(
        "wikidata=Q7", "Inspector General", "unknown", "2020?", kind="acting",
        evidence=Evidence("https://x.org/?a=1&b=2", quote="said “so”; left", locator="p. 3", observed="2019-02-03"),
    )  # fmt: skip
    finding = seed.check(severity="information")[0].finding
    seed.waive(finding, "known")
    one = export(seed, tmp_path / "one.jsonl")

    Registry.from_package(tmp_path / "second.db", one)

    with Registry(tmp_path / "second.db") as second:
        assert rows_of(export(second, tmp_path / "two.jsonl")) == rows_of(one)
    tables = {entry["table"] for entry in entries(one)}
    assert {"role_seats", "role_relations", "waivers", "citations", "person_identifiers"} <= tables


def test_the_rows_and_their_order_are_those_of_the_package(sample: Registry, tmp_path: Path):
    lines = jsonl.read_rows(export(sample, tmp_path / "x.jsonl"))

    sample.export_package(tmp_path / "package")
    package = read_package(tmp_path / "package")
    assert {table: [row.cells for row in rows] for table, rows in lines.items()} == {
        table: [row.cells for row in rows] for table, rows in package.items()
    }


def test_a_line_is_a_row_without_what_is_not_known(sample: Registry, tmp_path: Path):
    found = entries(export(sample, tmp_path / "x.jsonl"))

    assert {"table": "people", "slug": "andriy-hnatov", "name": "Andriy Hnatov"} in found
    roles = {entry["slug"]: entry for entry in found if entry["table"] == "roles"}
    assert roles[CHIEF]["seats"] == 1


def test_it_is_recognised_by_its_first_line(sample: Registry, tmp_path: Path):
    assert jsonl.is_ours(export(sample, tmp_path / "x.jsonl"))
    for text in ("", '{"id": "Q1", "schema": "Person"}\n', '{"table": "persons"}\n', "table,slug\n", "\udcff"):
        (tmp_path / "other").write_bytes(text.encode("utf-8", "surrogateescape"))
        assert not jsonl.is_ours(tmp_path / "other")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[]", r"line 2 is not a row of a table"),
        ('{"slug": "ann-lee"}', r"line 2 is not a row of a table"),
        ('{"table": "persons", "slug": "ann-lee"}', r"line 2: no table 'persons'; there are organizations, "),
        ('{"table": "people", "slug": "ann-lee", "nom": "Ann"}', r"line 2: people have no 'nom'; they have slug, name"),
        ('{"table": "people", "slug": "ann-lee", "name": ["Ann"]}', r"line 2: name \['Ann'\] is neither text"),
        ('{"table": "people", "slug": "ann-lee"}', r"line 2 has no name"),
        ('{"table": "people", "slug": "Ann Lee", "name": "Ann"}', r"line 2: slug 'Ann Lee'"),
        ('{"table": "people", "slug": "ann-lee", "name": "Ann", "birth": "soon"}', r"line 2: .*'soon'"),
        ('{"table": "people"', r"line 2 is not JSON"),
    ],
)
def test_a_line_that_cannot_be_taken_is_refused_with_its_number_and_nothing_is_imported(
    registry: Registry, tmp_path: Path, line: str, said: str
):
    path = tmp_path / "x.jsonl"
    path.write_text('{"table": "people", "slug": "bob-may", "name": "Bob May"}\n' + line + "\n", "utf-8")

    with pytest.raises(RegistryError, match=said):
        registry.import_package(path)

    assert registry.people.list() == []


def test_rows_may_stand_in_any_order(sample: Registry, tmp_path: Path):
    path = export(sample, tmp_path / "x.jsonl")
    path.write_bytes(b"".join(reversed(rows_of(path).splitlines(keepends=True))))

    Registry.from_package(tmp_path / "second.db", path)

    with Registry(tmp_path / "second.db") as second:
        assert second.counts() == sample.counts()


def test_the_command_imports_what_it_recognises(run, sample: Registry, tmp_path: Path):
    path = export(sample, tmp_path / "rows.txt")

    result = run("--db", str(tmp_path / "new.db"), "import", str(path))

    assert result.exit_code == 0, result.stderr
    assert f"{rows_of_the_sample('people')} people" in result.stdout
    assert {*TABLES, "seals"} == jsonl.read_rows(path).keys()
    assert run("import", str(path)).stdout.startswith("Imported nothing new; ")
