"""What tests of several floors share: an empty registry, the seed succession, the sample registry, the command line."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from typer.main import get_command
from typer.testing import CliRunner, Result

from registry import Evidence, Registry
from registry.api import CommandRegistry
from registry.cli.app import app
from registry.store.database import registry_file

# The same examples in every run, fewer in `make quick`; `make soak` looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("quick", max_examples=20, derandomize=True, deadline=None)
settings.register_profile("searching", max_examples=2_000, deadline=None)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "repeatable")
settings.load_profile(PROFILE)


def examples(number: int) -> int:
    """How many examples a property tries that names their `number`: fewer in `make quick`, more in `make soak`."""
    return {"quick": min(number, 20), "searching": 5 * number}.get(PROFILE, number)


REALLY_CREATE = registry_file.create
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


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of registries that are made once and then copied: a new one costs some 1,200 statements."""
    folder = tmp_path_factory.mktemp("templates")
    registry_file.create(folder / "empty.db")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _copies_of_an_empty_registry(templates: Path) -> Iterator[None]:
    """What is created where no file is yet is a copy of the empty registry that was really created."""

    def create(path: Path) -> bool:
        if os.path.lexists(path) or not os.access(path.parent, os.W_OK):
            return REALLY_CREATE(path)
        shutil.copyfile(templates / "empty.db", path)
        return True

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry_file, "create", create)
        yield


@pytest.fixture(scope="session", autouse=True)
def _commands_are_built_once() -> Iterator[None]:
    """What Typer builds of the functions is the same for each line that a test types."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("typer.testing._get_command", cache(get_command))
        yield


def shown_on(screen: int) -> bytes:
    """All that is shown on a pseudo-terminal until nobody writes to it any more; it is closed then."""
    shown = b""
    with suppress(OSError):  # as Linux tells the end
        while piece := os.read(screen, 65_536):
            shown += piece
    os.close(screen)
    return shown


def content(path: Path) -> bytes:
    """What a registry holds, to the byte: the same before and after an act that writes nothing."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.serialize()


def filled(registry: Registry, template: Path, fill: Callable[[Registry], object]) -> Registry:
    """The registry with what `fill` records: into an empty one it is copied, once it has been recorded in this run."""
    if registry.newest(1):
        fill(registry)
        return registry
    if not template.exists():
        fill(registry)
        with closing(sqlite3.connect(template)) as copy:
            registry.file.connection.backup(copy)
    else:
        with closing(sqlite3.connect(template)) as made:
            made.backup(registry.file.connection)
    return registry


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "registry.db"
    Registry.create(path)
    return path


@pytest.fixture
def registry(db: Path):
    with CommandRegistry(db, actor="a tester", clock=clock) as opened:
        yield opened


def record_staff(registry: Registry) -> None:
    registry.organizations.add("General Staff of the Armed Forces of Ukraine")
    registry.organizations.add("Ministry of Defence of Ukraine")
    registry.roles.add("Chief of the General Staff", "general staff")
    registry.roles.add("Inspector General", "ministry of defence")


def record_seed(registry: Registry) -> None:
    record_staff(registry)
    registry.appoint("Serhiy Shaptala", CHIEF, "2021-07-28")
    registry.succeed(CHIEF, "Anatoliy Barhylevych", "2024-02")
    registry.succeed(CHIEF, "Andriy Hnatov", "2025-03-16", outgoing_to="Inspector General", evidence=ARTICLE)


@pytest.fixture
def staff(registry: Registry, templates: Path) -> Registry:
    """A general staff with its chief, and a ministry with its inspector general."""
    return filled(registry, templates / "staff.db", record_staff)


@pytest.fixture
def seed(registry: Registry, templates: Path) -> Registry:
    """Three chiefs; of the first hand-over only the month is known."""
    return filled(registry, templates / "seed.db", record_seed)


@pytest.fixture
def sample(registry: Registry, templates: Path) -> Registry:
    return filled(registry, templates / "sample.db", lambda empty: empty.import_package(DATA))


@pytest.fixture(scope="session")
def sample_file(templates: Path) -> Path:
    """A registry that holds the sample and is not open; to be copied."""
    Registry.from_package(templates / "sample-file.db", DATA)
    return templates / "sample-file.db"


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
    before = content(db)
    yield
    assert content(db) == before
