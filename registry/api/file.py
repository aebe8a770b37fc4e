"""The file behind the Python API: open it, read words and dates, read the clock.

The only place beneath the command line that reads the clock and the environment.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from registry.api.arguments import DAY
from registry.domain.dates.edtf import Edtf, IsoDay, exact_day, read_edtf, widened
from registry.domain.dates.spans import Span, one_day
from registry.domain.errors import DateError, RegistryError
from registry.domain.vocabulary import DateOrder
from registry.services.session import Session
from registry.store.database import registry_file

if TYPE_CHECKING:
    from registry.services.evidence.evidence import Evidence

When = str | date
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?P<second>:[0-9]{2}(?P<part>\.[0-9]+)?)?.*")
_LEAST = timedelta(milliseconds=1)
_BEGINNINGS = ("start", "birth", "inception", "parent_since", "published", "accessed")
_ENDS = ("end", "death", "dissolution", "abolition", "parent_until")


def now() -> datetime:
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


def _text(when: When | None) -> str | None:
    return when.isoformat() if isinstance(when, date) else when


class ClosedError(RegistryError):
    """A registry that is used after it was closed."""


class OpenFile:
    """An open registry: the connection to answer questions by, the session to write with, and readers of dates."""

    def __init__(
        self,
        path: str | Path | sqlite3.Connection,
        *,
        actor: str | None = None,
        because: str | None = None,
        clock: Callable[[], datetime] = now,
        date_order: DateOrder | None = None,
        as_known_on: When | datetime | None = None,
        wording: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        """`wording`: around every use; it may put what is refused into other words."""
        self.wording = wording
        self.connection = path if isinstance(path, sqlite3.Connection) else registry_file.open_registry(Path(path))
        self.clock = clock
        self.date_order = date_order
        self.closed = False
        self.known_on = None if as_known_on is None else self._look_back(as_known_on)
        self.session = Session(
            self.connection,
            clock=clock,
            actor=lambda: actor or _actor(),
            because=because,
            date_order=date_order,
            known_on=self.known_on,
        )

    def close(self) -> None:
        """Close the file; no question is answered from then on."""
        self.closed = True
        self.connection.close()

    def refuse_closed(self) -> None:
        """Raises ClosedError after `close`."""
        if self.closed:
            raise ClosedError("the registry is closed; open it again with Registry(path), or stay in its `with` block")

    def today(self) -> str:
        """The ISO day that questions without a day are about."""
        return self.session.today()

    def moment(self, moment: When | datetime) -> tuple[datetime, datetime]:
        """The first and the last millisecond of what is named."""
        return _first_and_last(moment, self.edtf)

    def _look_back(self, moment: When | datetime) -> datetime:
        """Let questions be answered from what was recorded up to the moment, and to the end of the unit it names."""
        from registry.store.history.as_known_on import first_recorded, last_recorded, look_back

        first, last = self.moment(moment)
        began = first_recorded(self.connection)
        newest = last_recorded(self.connection)  # a clock that went wrong may have put it into the future
        if first > self.clock() and (newest is None or registry_file.stamp(first) > newest):
            raise DateError(f"{str(moment)!r} is in the future; leave it out to ask what is known now")
        if began is not None and registry_file.stamp(last) < began:
            raise DateError(f"nothing was recorded by {str(moment)!r}; the record begins {began}")
        look_back(self.connection, registry_file.stamp(last))
        return last

    def hold(self) -> None:
        """Before a question that goes through everything."""
        if self.known_on:
            from registry.store.history.as_known_on import hold

            hold(self.connection)

    def edtf(self, when: When | None, field: str = "a date") -> Edtf | None:
        """EDTF of what was written; None for nothing and for 'present'. Raises DateError; TypeError by the field."""
        if when is None:
            return None
        if isinstance(when, date):
            return Edtf((when.date() if isinstance(when, datetime) else when).isoformat())
        if not isinstance(when, str):
            raise TypeError(f"{field} takes {DAY}, not {when!r}")
        if len(when) == len("2025-03-16") and when[4] == when[7] == "-":
            return Edtf(read_edtf(when).text)
        from registry.domain.dates.phrases import (  # 10 ms, and a question about a plain day does without
            PRESENT,
            read_date,
        )

        read = read_date(when, self.date_order)
        return None if read == PRESENT else Edtf(read)

    def start(self, when: When, field: str = "a date") -> Edtf:
        """The same of what has a day: not of 'present'. Raises DateError."""
        read = self.edtf(when, field)
        if read is None:
            raise DateError(f"{when!r} is not a date on which something began or ended; give a day, a month or a year")
        return read

    def span(self, on: When | None, start: When | None = None, end: When | None = None) -> Span:
        """The days of a question: today, if nothing is said. Raises DateError."""
        if start is not None or end is not None:
            from registry.domain.dates.span_phrases import span_between

            if on is not None:
                raise DateError("ask about one day or span, or from one date to another, not both")
            return span_between(_text(start), _text(end), self.date_order)
        if on is None:
            return one_day(self.today())
        if isinstance(on, date):
            return one_day((on.date() if isinstance(on, datetime) else on).isoformat())
        if len(on) == len("2025-03-16") and on[4] == on[7] == "-" and (day := exact_day(read_edtf(on))):
            return one_day(day)
        from registry.domain.dates.span_phrases import read_span  # 10 ms, and a question about a plain day does without

        return read_span(on, self.date_order) or one_day(self.today())

    def day(self, when: When | None) -> IsoDay:
        """The one day that is named; today for nothing and for 'present'. Raises DateError."""
        read = self.edtf(when)
        if read is None:
            return IsoDay(self.today())
        day = exact_day(read_edtf(read))
        if day is None:
            raise DateError(f"{str(when)!r} is not one day; give one, such as 2025-03-17, or see `registry history`")
        return IsoDay(day)

    def dated(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Fields with their dates read. An end at present is none; a beginning at present is refused."""
        read = dict(changes)
        for field, value in changes.items():
            if field in _ENDS:
                read[field] = self.edtf(value, field)
            elif field in _BEGINNINGS and value is not None:
                read[field] = self.start(value, field)
        return read

    def evidence(self, evidence: Evidence | None) -> Evidence | None:
        """The same evidence with its dates read."""
        from dataclasses import replace

        if evidence is None:
            return None
        if not isinstance(evidence.source, str):
            raise TypeError(f"source of an Evidence takes a text, not {evidence.source!r}")
        observed = self.day(evidence.observed) if evidence.observed else None
        return replace(evidence, published=self.edtf(evidence.published, "published"), observed=observed)


def _first_and_last(moment: str | date, edtf: Callable[[str | date], str | None]) -> tuple[datetime, datetime]:
    """The first and last millisecond of what is named: of a day, of a minute, of a second.

    Without an offset (Z, +02:00) it is local time. `edtf` reads what is not a time of day. Raises DateError.
    """
    if isinstance(moment, datetime):
        at = moment.astimezone()
        return at, at
    time_of_day = _TIME.fullmatch(moment.strip()) if isinstance(moment, str) else None
    if time_of_day:
        try:
            at = datetime.fromisoformat(time_of_day[0]).astimezone()
        except (ValueError, OverflowError) as error:
            raise DateError(f"{moment!r} is not a time of day ({error}); write it like 2025-03-17T14:30") from error
        unit = timedelta(minutes=1) if not time_of_day["second"] else timedelta(seconds=1)
        return at, at if time_of_day["part"] else at + unit - _LEAST
    read = edtf(moment)
    if read is None:
        raise DateError(
            f"{moment!r} is not a date or time; give a day such as 2025-03-17 or a time such as 2025-03-17T14:30"
        )
    first, last = (date.fromisoformat(day) for day in widened(read_edtf(read)))
    try:
        return datetime.combine(first, time.min).astimezone(), datetime.combine(last, time.max).astimezone()
    except (ValueError, OverflowError) as error:
        raise DateError(f"{moment!r} is too far away; give a day such as 2025-03-17") from error


class HasFile(Protocol):
    """What the verbs of a room are verbs of: an open registry."""

    @property
    def file(self) -> OpenFile:
        """The file, and the session to write with."""
