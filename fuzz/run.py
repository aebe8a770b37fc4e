"""Feed a reader with what coverage suggests: python fuzz/run.py edtf|phrases|package SECONDS.

Needs the extra `soak` (atheris). What it learns is kept in build/fuzz/, and so is an input that fails.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["registry"]):
    from registry import Evidence, Registry, RegistryError
    from registry.domain.dates.edtf import read_edtf, widened
    from registry.domain.dates.phrases import PRESENT, read_date
    from registry.domain.errors import DateError
    from registry.domain.vocabulary import DateOrder
    from registry.formats.own.datapackage import TABLES
    from registry.services.exchange.package import import_package

ROOT = Path(__file__).parents[1]
LEARNT = ROOT / "build" / "fuzz"


def edtf(data: bytes) -> None:
    """A text is EDTF with ordered bounds, or a DateError."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        read = read_edtf(text)
    except DateError:
        return
    earliest, latest = widened(read)
    assert read.text == text
    assert "0001-01-01" <= earliest <= latest <= "9999-12-31"


def phrases(data: bytes) -> None:
    """A text becomes EDTF that is read as itself, or a DateError."""
    order = (None, *DateOrder)[data[0] % 3] if data else None
    try:
        read = read_date(data[1:].decode("utf-8", "surrogateescape"), order)
    except DateError:
        return
    assert read_date(read, order) == read
    assert read == PRESENT or read_edtf(read).text == read


class Package:
    """Three bytes say which file, row and column of a package the others are put into; the import is taken back."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "package"
        for name in ("full.db", "empty.db"):
            Registry.create(folder / name)
        with Registry(folder / "full.db") as full:
            _fill(full)
            full.export_package(self._folder)
        self._registry = Registry(folder / "empty.db", actor="fuzz")
        self._whole = {name: (self._folder / f"{name}.csv").read_bytes() for name in TABLES}

    def __call__(self, data: bytes) -> None:
        table = list(TABLES)[data[0] % len(TABLES)] if data else "people"
        path = self._folder / f"{table}.csv"
        path.write_bytes(self._changed(table, data[1:]))
        try:
            self._import()
        except RegistryError:
            pass
        finally:
            path.write_bytes(self._whole[table])

    def _changed(self, table: str, data: bytes) -> bytes:
        rows = [line.split(b",") for line in self._whole[table].splitlines()]
        row = data[0] % (len(rows) + 1) if data else len(rows)
        if row == len(rows):  # the file as a whole
            return data[1:]
        column = (data[1] if len(data) > 1 else 0) % len(rows[row])
        rows[row][column] = data[2:]
        return b"\n".join(b",".join(cells) for cells in rows)

    def _import(self) -> None:
        with self._registry.file.session.change("fuzz"):
            import_package(self._registry.file.session, self._folder)
            raise RegistryError  # nothing is kept


def _fill(registry: Registry) -> None:
    """A row or more in every table."""
    registry.organizations.add("Staff", also=["Headquarters"], identifiers={"wikidata": "Q1"}, since="1990")
    registry.organizations.add("Branch", parent="Staff")
    registry.roles.add("Chief", "staff", also=["Head"], identifiers={"wikidata": "Q2"}, since="1991")
    registry.roles.add("Aide", "branch", seats=None)
    registry.roles.edit("chief", seats=2, seats_since="2020-01-01", incompatible=["aide"], term_months=48, term_limit=2)
    registry.people.add("Ann Ames", also=["Анна"], identifiers={"wikidata": "Q3"}, born="c. 1950", note="known")
    evidence = Evidence("https://x.org/a", "A", "P", "2001-02", "has been appointed", "p. 1", "2001-03-01")
    registry.appoint("Ann Ames", "chief", "2001-02", "2005", rank="General", how="elected", evidence=evidence)
    registry.appoint("Ben Bose", "chief", "2005", replacing="Ann Ames", new=True)
    registry.vacant("aide", "1999", "2000")
    registry.waive(registry.check()[0].finding, "known")


def main() -> None:
    name, seconds = sys.argv[1], sys.argv[2]
    with tempfile.TemporaryDirectory() as temporary:
        package = Package(Path(temporary))
        samples = {
            "edtf": [b"2025-03-16", b"[2010..2012]", b"199X~", b"2020-35", b"2004-?06-11"],
            "phrases": [
                b"\x0016 March 2025",
                b"\x01between 3 and 5 May 2020",
                b"\x02before about 1946",
                b"\x00Q3 2020",
            ],
            "package": [bytes([table, 1, column]) + b"2001" for table in range(16) for column in range(5)],
        }[name]
        learnt = LEARNT / name
        learnt.mkdir(parents=True, exist_ok=True)
        for number, sample in enumerate(samples):
            (learnt / f"sample-{number}").write_bytes(sample)
        options = [f"-max_total_time={seconds}", f"-artifact_prefix={learnt}-", "-max_len=4000", "-timeout=20"]
        atheris.Setup(
            [sys.argv[0], *options, str(learnt)], {"edtf": edtf, "phrases": phrases, "package": package}[name]
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
