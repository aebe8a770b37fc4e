"""A registry: the file, the verbs of each room at the top, and four nouns.

Questions and verbs are called as at the prompt. A room's verbs stand in the file of that room; here they are put
together.
"""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from registry.api import audit, care, drafting, evidence, exchange, names, tenures
from registry.api import history as history_of_file
from registry.api.arguments import checked
from registry.api.file import OpenFile, When, now
from registry.api.organizations import Organizations
from registry.api.people import People
from registry.api.roles import Roles
from registry.api.sources import Sources
from registry.domain.errors import RegistryError
from registry.domain.presentation.calls import calls_in_errors
from registry.store.database import registry_file

if TYPE_CHECKING:
    from registry.domain.vocabulary import DateOrder
    from registry.services.care.backup import RestoreReport
    from registry.services.exchange.package import TableReport


@checked
class Registry:
    """A registry's SQLite file. Use it in a `with` block, or call `close`.

    `actor`: who makes the changes; `because`: why; `clock`: the time in UTC; `date_order`: how 03/04/2025 is meant.
    `as_known_on`: answer from what was recorded by then (a day or a time; to the end of it), and write nothing.
    Every method raises a RegistryError for what it refuses, and then has written nothing; a TypeError names an argument
    that is of the wrong type.
    """

    _wording: Callable[[], AbstractContextManager[None]] = staticmethod(calls_in_errors)

    def __init__(
        self,
        path: str | Path | sqlite3.Connection,
        *,
        actor: str | None = None,
        because: str | None = None,
        clock: Callable[[], datetime] = now,
        date_order: DateOrder | None = None,
        as_known_on: When | datetime | None = None,
    ) -> None:
        """`path`: the file, or an open connection to it, which then is only read."""
        with self._wording():
            self.file = OpenFile(
                path,
                actor=actor,
                because=because,
                clock=clock,
                date_order=date_order,
                as_known_on=as_known_on,
                wording=self._wording,
            )
        self.people: People = People(self.file)
        self.organizations: Organizations = Organizations(self.file)
        self.roles: Roles = Roles(self.file)
        self.sources: Sources = Sources(self.file)

    # Tenures
    who = tenures.who
    history = tenures.history
    career = tenures.career
    holders = tenures.holders
    timeline = tenures.timeline
    changes = tenures.changes
    neighbours = tenures.neighbours
    appoint = tenures.appoint
    succeed = tenures.succeed
    end = tenures.end
    vacant = tenures.vacant
    chain = tenures.chain
    absent = tenures.absent
    detail = tenures.detail
    event = tenures.event

    # Names
    search = names.search
    directory = names.directory

    # Evidence
    cite = evidence.cite
    uncite = evidence.uncite
    claims = evidence.claims
    accept = evidence.accept
    confirm = evidence.confirm
    roster = evidence.roster
    stale = evidence.stale
    impact = evidence.impact

    # Audit
    check = audit.check
    status = audit.status
    waive = audit.waive

    # History
    log = history_of_file.log
    newest = history_of_file.newest
    show = history_of_file.show
    verify = history_of_file.verify
    undo = history_of_file.undo
    correct = history_of_file.correct
    record_fields = history_of_file.record_fields
    edit = history_of_file.edit
    remove = history_of_file.remove
    forget = history_of_file.forget

    # Exchange
    import_file = exchange.import_file
    import_package = exchange.import_package
    export_file = exchange.export_file
    export_package = exchange.export_package

    # Drafting
    draft = drafting.draft
    enter = drafting.enter
    record = drafting.record

    # Care
    doctor = care.doctor
    backup = care.backup
    publish = care.publish
    counts = care.counts

    def today(self) -> str:
        """The ISO day that questions without a day are about.

        >>> registry.today()
        '2026-01-02'
        """
        return self.file.today()

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        """Close the file. Raises DatabaseError if it was its damage that ended the block."""
        error = raised[1]
        try:
            if not self.file.closed:
                care.explain_damage(self.file.connection, error)
        finally:
            self.close()

    @classmethod
    def create(cls, path: str | Path) -> bool:
        """Make an empty registry; False if there is one already."""
        with cls._wording():
            return registry_file.create(Path(path))

    @classmethod
    @contextmanager
    def creating(
        cls,
        path: str | Path,
        *,
        actor: str | None = None,
        because: str | None = None,
        date_order: DateOrder | None = None,
        new: bool = False,
    ) -> Iterator[Self]:
        """The registry at `path`, made if there is none; one that was made is gone again if the block is refused.

        `new`: raises DatabaseError if there is one.
        """
        made = cls.create(path)
        if new and not made:
            raise registry_file.DatabaseError(f"{str(path)!r} is already a registry; open it and import into it")
        try:
            with cls(path, actor=actor, because=because, date_order=date_order) as registry:
                yield registry
        except BaseException:
            if made:
                registry_file.discard(Path(path))
            raise

    @classmethod
    def from_package(
        cls, path: str | Path, folder: str | Path, *, actor: str | None = None, because: str | None = None
    ) -> list[TableReport]:
        """Make a registry of what a data package holds; if that is refused, no file is left.

        Raises DatabaseError where there is a registry already: what is there is never removed.
        """
        with cls.creating(path, actor=actor, because=because, new=True) as registry:
            return registry.import_package(folder)

    @classmethod
    def to_read(
        cls, path: str | Path, *, as_known_on: When | datetime | None = None, seconds: float | None = None
    ) -> Self:
        """An open registry by which nothing is written, not even beside the file; `seconds`: for how long at most."""
        with cls._wording():
            return cls(registry_file.open_to_read(Path(path), seconds), as_known_on=as_known_on)

    @classmethod
    def restore(cls, path: str | Path, file: str | Path) -> RestoreReport:
        """Put the backup `file` in the place of the registry at `path`, of which a copy is kept next to it."""
        from registry.services.care.backup import restore

        with cls._wording():
            return restore(Path(path), Path(file))

    @staticmethod
    def is_one(path: str | Path) -> bool:
        """Whether the file is a registry of the schema that this program writes."""
        try:
            with closing(registry_file.open_to_read(Path(path))) as connection:
                return registry_file.version_of(connection, Path(path)) == registry_file.SCHEMA_VERSION
        except (RegistryError, sqlite3.Error, OSError):
            return False

    @staticmethod
    def is_still(path: str | Path) -> bool:
        """Whether the file may not be written by this program and can be read as one that does not change."""
        return registry_file.is_still(Path(path))

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """The verbs of a noun as they were called until 0.1."""
            if name not in _FLAT or "file" not in vars(self):
                raise AttributeError(f"'Registry' object has no attribute {name!r}", name=name, obj=self)
            noun, dot, verb = _FLAT[name].rpartition(".")
            told = f"registry.{name} is deprecated; use registry.{_FLAT[name]}"
            warnings.warn(told, DeprecationWarning, stacklevel=2)
            return getattr(getattr(self, noun) if dot else self, verb)


class CommandRegistry(Registry):
    """A registry for the command line and the pages: what is refused names commands instead of calls."""

    _wording = staticmethod(nullcontext)


_FLAT = {
    **{f"{verb}_{noun}": f"{nouns}.{verb}" for verb in ("add", "edit", "remove", "name") for noun, nouns in (
        ("person", "people"), ("organization", "organizations"), ("role", "roles"))},
    **{f"{verb}_source": f"sources.{verb}" for verb in ("add", "edit", "remove", "retract", "archive")},
    "person": "people.show", "organization": "organizations.show", "policies": "roles.show", "source": "sources.show",
    "verify_archive": "sources.verify", "archive_folder": "sources.archive_folder",
    "merge": "people.merge", "duplicates": "people.duplicates", "distinct": "people.distinct",
    "not_distinct": "people.not_distinct", "distinct_people": "people.distinct_pairs",
    "slugs_of_sources": "sources.slugs_of", "remove_appointment": "remove",
}  # fmt: skip
