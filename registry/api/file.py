"""The file behind the Python API: open it, read words and dates, read the clock, make a change.

The only place beneath the command line that reads the clock and the environment.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from registry.domain.dates.edtf import exact_day, read_edtf
from registry.domain.errors import DateError, RegistryError
from registry.domain.vocabulary import DateOrder
from registry.services.session import Session
from registry.store.database import registry_file

if TYPE_CHECKING:
    from registry.services.evidence.evidence import Evidence

When = str | date


def _now() -> datetime:
    return datetime.now(UTC)


def _actor() -> str:
    """Who is recorded as the author of a change: as REGISTRY_ACTOR, git or the system calls them."""
    import getpass

    return os.environ.get("REGISTRY_ACTOR") or _git_user() or getpass.getuser()


def _git_user() -> str:
    import subprocess

    try:
        asked = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False, timeout=5)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return asked.stdout.strip()


class RegistryFile:
    """An open registry."""

    def __init__(
        self,
        path: str | Path | sqlite3.Connection,
        *,
        actor: str | None = None,
        because: str | None = None,
        clock: Callable[[], datetime] = _now,
        date_order: DateOrder | None = None,
        as_known_on: When | datetime | None = None,
    ) -> None:
        """`path`: the file, or an open connection to it, which then is only read."""
        self._connection = path if isinstance(path, sqlite3.Connection) else registry_file.open_registry(Path(path))
        self._clock = clock
        self._order = date_order
        self._then = None if as_known_on is None else self._look_back(as_known_on)
        self._session = Session(
            self._connection,
            clock=clock,
            actor=lambda: actor or _actor(),
            because=because,
            date_order=date_order,
            known_on=self._then,
        )

    @staticmethod
    def create(path: str | Path) -> bool:
        """Make an empty registry; False if there is one already."""
        return registry_file.create(Path(path))

    @classmethod
    def to_read(
        cls, path: str | Path, *, as_known_on: When | datetime | None = None, seconds: float | None = None
    ) -> Self:
        """An open registry by which nothing is written, not even beside the file; `seconds`: for how long at most."""
        return cls(registry_file.open_to_read(Path(path), seconds), as_known_on=as_known_on)

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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _today(self) -> str:
        return self._session.today()

    def today(self) -> str:
        """The ISO day that questions without a day are about."""
        return self._today()

    def _moment(self, moment: When | datetime) -> tuple[datetime, datetime]:
        """The first and the last millisecond of what is named."""
        from registry.api.moment import first_and_last

        return first_and_last(moment, self._edtf)

    def _look_back(self, moment: When | datetime) -> datetime:
        """Let questions be answered from what was recorded up to the moment, and to the end of the unit it names."""
        from registry.store.history.as_known_on import first_recorded, look_back

        first, last = self._moment(moment)
        began = first_recorded(self._connection)
        if first > self._clock():
            raise DateError(f"{str(moment)!r} has not come yet; leave it out to ask what is known now")
        if began is not None and registry_file.stamp(last) < began:
            raise DateError(f"nothing was recorded by {str(moment)!r}; the record begins {began}")
        look_back(self._connection, registry_file.stamp(last))
        return last

    def _hold(self) -> None:
        """Before a question that goes through everything."""
        if self._then:
            from registry.store.history.as_known_on import hold

            hold(self._connection)

    def _edtf(self, when: When | None) -> str | None:
        """EDTF of what was written; None for nothing and for 'present'."""
        if when is None:
            return None
        if isinstance(when, date):
            return when.isoformat()
        if len(when) == len("2025-03-16") and when[4] == when[7] == "-":
            return read_edtf(when).text
        from registry.domain.dates.phrases import (  # 10 ms, and a question about a plain day does without
            PRESENT,
            read_date,
        )

        read = read_date(when, self._order)
        return None if read == PRESENT else read

    def _start(self, when: When) -> str:
        read = self._edtf(when)
        if read is None:
            raise DateError(f"{when!r} is no date on which something began or ended; give a day, a month or a year")
        return read

    def _day(self, when: When | None) -> str:
        read = self._edtf(when)
        if read is None:
            return self._today()
        day = exact_day(read_edtf(read))
        if day is None:
            raise DateError(f"{str(when)!r} is not one day; give one, such as 2025-03-17, or see `registry history`")
        return day

    def _read(self, evidence: Evidence | None) -> Evidence | None:
        """The same evidence with its dates read."""
        from dataclasses import replace

        if evidence is None:
            return None
        observed = self._day(evidence.observed) if evidence.observed else None
        return replace(evidence, published=self._edtf(evidence.published), observed=observed)
