"""What tests of several floors share: an empty registry, the seed succession, the sample registry, the command line."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from typer.testing import CliRunner, Result

from registry import Evidence, Registry
from registry.cli.app import app

# The same examples in every run, fewer in `make quick`; `make soak` looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("quick", max_examples=20, derandomize=True, deadline=None)
settings.register_profile("searching", max_examples=2_000, deadline=None)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "repeatable")
settings.load_profile(PROFILE)


def examples(number: int) -> int:
    """How many examples a property tries that names their `number`: fewer in `make quick`, more in `make soak`."""
    return {"quick": min(number, 20), "searching": 5 * number}.get(PROFILE, number)


DATA = Path(__file__).parents[1] / "data"
CHIEF = "chief-of-the-general-staff"
ARTICLE = Evidence(
    source="Trump, Putin Set For March 18 Call",
    publisher="RFE/RL",
    published="2025-03-17",
    quote="appointing Hnatov",
)


def rows_of_the_sample(table: str) -> int:
    """How many rows one of its CSV files has."""
    return len((DATA / f"{table}.csv").read_text("utf-8").splitlines()) - 1


def clock() -> datetime:
    return datetime(2026, 1, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nobodys_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is set where the tests run."""
    for name in ("REGISTRY_DB", "REGISTRY_ACTOR", "REGISTRY_DATE_ORDER"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "registry.db"
    Registry.create(path)
    return path


@pytest.fixture
def registry(db: Path):
    with Registry(db, actor="a tester", clock=clock) as opened:
        yield opened


@pytest.fixture
def staff(registry: Registry) -> Registry:
    """A general staff with its chief, and a ministry with its inspector general."""
    registry.add_organization("General Staff of the Armed Forces of Ukraine")
    registry.add_organization("Ministry of Defence of Ukraine")
    registry.add_role("Chief of the General Staff", "general staff")
    registry.add_role("Inspector General", "ministry of defence")
    return registry


@pytest.fixture
def seed(staff: Registry) -> Registry:
    """Three chiefs; of the first hand-over only the month is known."""
    staff.appoint("Serhiy Shaptala", CHIEF, "2021-07-28")
    staff.succeed(CHIEF, "Anatoliy Barhylevych", "2024-02")
    staff.succeed(CHIEF, "Andriy Hnatov", "2025-03-16", outgoing_to="Inspector General", evidence=ARTICLE)
    return staff


@pytest.fixture
def sample(registry: Registry) -> Registry:
    registry.import_package(DATA)
    return registry


@pytest.fixture
def run(db: Path) -> Callable[..., Result]:
    """The command line on the empty registry, as a program sees it: exit code, stdout, stderr."""

    def invoke(*words: str, input: str | None = None) -> Result:
        return CliRunner().invoke(app, ["--db", str(db), *words], input=input)

    return invoke


@pytest.fixture
def run_seed(seed: Registry, run: Callable[..., Result]) -> Callable[..., Result]:
    return run


@pytest.fixture
def untouched(db: Path) -> Iterator[None]:
    """The registry holds after the test what it held before it."""
    with sqlite3.connect(db) as connection:
        before = list(connection.iterdump())
    yield
    with sqlite3.connect(db) as connection:
        assert list(connection.iterdump()) == before
