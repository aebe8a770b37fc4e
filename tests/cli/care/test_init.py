"""A new registry, empty or with the sample."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from registry import Registry
from registry.cli.app import app
from registry.domain.errors import RegistryError
from registry.services.care import sample
from tests.conftest import DATA


def test_the_sample_is_what_stands_in_the_data_folder(tmp_path: Path):
    path = tmp_path / "a file.db"

    result = CliRunner().invoke(app, ["--db", str(path), "init", "--sample"])

    assert result.exit_code == 0, result.output
    created, proposed = result.stdout.splitlines()
    assert created.startswith(f"Created {path} with the sample: ")
    assert proposed == f'Try: registry --db \'{path}\' who "minister of defense" --on "24 February 2014"'
    with Registry(path) as registry:
        registry.export_package(tmp_path / "package")
    assert (tmp_path / "package" / "appointments.csv").read_bytes() == (DATA / "appointments.csv").read_bytes()


def test_the_sample_is_never_added_to_a_registry_that_is_there(db: Path):
    before = db.read_bytes()

    result = CliRunner().invoke(app, ["--db", str(db), "init", "--sample"])

    assert result.exit_code == 1
    assert result.stderr == f"registry: {db} is already a registry; name a new file for the sample with --db FILE\n"
    assert db.read_bytes() == before


def test_an_installation_without_the_sample_says_so_and_makes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sample, "_PLACES", (tmp_path / "nowhere",))
    path = tmp_path / "a.db"

    result = CliRunner().invoke(app, ["--db", str(path), "init", "--sample"])

    assert result.exit_code == 1
    assert "lacks the sample registry" in result.stderr
    assert not path.exists()
    with pytest.raises(RegistryError, match="lacks the sample registry"):
        sample.sample_folder()
