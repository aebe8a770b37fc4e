"""The Python API: a registry's file and the verbs of the command line, with the same answers and refusals.

Dates may be `datetime.date`, EDTF or English phrases; people, roles and organizations are named as at the terminal.
The outermost layer of a program: the only one here that reads the clock.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from registry.domain.dates import exact_day, read_edtf
from registry.domain.errors import DateError
from registry.domain.found import Found
from registry.domain.vocabulary import DateOrder, Kind
from registry.store import database, named
from registry.store.named import ORGANIZATION, PERSON, ROLE

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.answers import Answer
    from registry.domain.findings import Finding, Severity
    from registry.domain.succession import Career, Succession
    from registry.services.evidence import Evidence
    from registry.services.exchange import Imported
    from registry.services.roles import Policies
    from registry.services.tenures import Written
    from registry.services.who import Snapshot

When = str | date
_PLAIN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _now() -> datetime:
    return datetime.now(UTC)


def _actor() -> str:
    """Who is recorded as the author of a change."""
    import getpass

    return os.environ.get("REGISTRY_ACTOR") or getpass.getuser()


class Registry:
    """A registry's SQLite file. Use it in a `with` block, or call `close`.

    `actor`: who makes the changes; `clock`: the time in UTC; `date_order`: how 03/04/2025 is meant.
    Every method raises a RegistryError for what it refuses, and then has written nothing.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        actor: str | None = None,
        clock: Callable[[], datetime] = _now,
        date_order: DateOrder | None = None,
    ) -> None:
        self._connection = database.open_registry(Path(path))
        self._actor = actor
        self._clock = clock
        self._order = date_order

    @staticmethod
    def create(path: str | Path) -> bool:
        """Make an empty registry; False if there is one already."""
        return database.create(Path(path))

    @classmethod
    def from_package(cls, path: str | Path, folder: str | Path) -> list[Imported]:
        """Make a registry of what a data package holds; if that is refused, no file is left."""
        database.create(Path(path))
        try:
            with cls(path) as registry:
                return registry.import_package(folder)
        except BaseException:
            database.discard(Path(path))
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    # Questions

    def who(self, role: str, on: When | None = None, *, everyone: bool = False) -> Answer:
        """Who held the role on a day (today, if none is given); `everyone`: the merely possible, too."""
        from registry.services.who import who

        return who(self._connection, role, self._day(on), everyone=everyone)

    def history(self, role: str) -> Succession:
        """Everybody who held the role, by start, with lengths, gaps and hand-overs."""
        from registry.services.succession import history

        return history(self._connection, role, self._today())

    def career(self, person: str) -> Career:
        """Every role that the person held, by start."""
        from registry.services.succession import career_of

        return career_of(self._connection, person, self._today())

    def holders(self, organization: str, on: When | None = None, *, below: bool = False) -> Snapshot:
        """Who held what in the organization on a day; `below`: and in those that stand below it."""
        from registry.services.who import holders

        return holders(self._connection, organization, self._day(on), below=below)

    def policies(self, role: str) -> Policies:
        """What is said of a role itself: seats, life, terms, what it is incompatible with."""
        from registry.services.roles import policies

        return policies(self._connection, role)

    def check(
        self,
        about: str | None = None,
        *,
        rules: Sequence[str] = (),
        severity: Severity | str = "information",
        unconfirmed_after: int | None = None,
        waived: bool = False,
    ) -> list[Finding]:
        """What breaks a rule about a role, an organization or a person; None = about everything.

        `severity`: this bad or worse; `unconfirmed_after`: days; `waived`: the waived findings, too.
        """
        from registry.domain.findings import Limits, Severity
        from registry.services.check import check

        limits = Limits(unconfirmed=unconfirmed_after) if unconfirmed_after is not None else Limits()
        return check(
            self._connection, about, self._today(),
            codes=rules, severity=Severity(severity), limits=limits, waived=waived,
        )  # fmt: skip

    def people(self) -> list[Found]:
        """Everybody, by name."""
        return named.everything(self._connection, PERSON)

    def organizations(self) -> list[Found]:
        """Every organization, by name."""
        return named.everything(self._connection, ORGANIZATION)

    def roles(self) -> list[Found]:
        """Every role, by title."""
        return named.everything(self._connection, ROLE)

    # Acts

    def add_person(
        self,
        name: str,
        *,
        also: Sequence[str] = (),
        born: When | None = None,
        died: When | None = None,
        identifiers: Mapping[str, str] | None = None,
        note: str | None = None,
        new: bool = False,
    ) -> Found:
        """Add a person; `new`: even if somebody of the same or a similar name is recorded."""
        from registry.services.entities import add_person

        with self._change(f"person add {name}") as db:
            return add_person(
                db, name, also=also, born=self._edtf(born), died=self._edtf(died),
                identifiers=identifiers, note=note, new=new,
            )  # fmt: skip

    def add_organization(
        self,
        name: str,
        *,
        also: Sequence[str] = (),
        parent: str | None = None,
        since: When | None = None,
        until: When | None = None,
        identifiers: Mapping[str, str] | None = None,
        note: str | None = None,
    ) -> Found:
        """Add an organization, below `parent` if given."""
        from registry.services.entities import add_organization

        with self._change(f"organization add {name}") as db:
            return add_organization(
                db, name, also=also, parent=parent, since=self._edtf(since), until=self._edtf(until),
                identifiers=identifiers, note=note,
            )  # fmt: skip

    def add_role(
        self,
        title: str,
        organization: str,
        *,
        also: Sequence[str] = (),
        seats: int | None = 1,
        since: When | None = None,
        until: When | None = None,
        identifiers: Mapping[str, str] | None = None,
        note: str | None = None,
    ) -> Found:
        """Add a role to an organization; seats None = unlimited."""
        from registry.services.entities import add_role

        with self._change(f"role add {title}") as db:
            return add_role(
                db, title, organization, also=also, seats=seats, since=self._edtf(since), until=self._edtf(until),
                identifiers=identifiers, note=note,
            )  # fmt: skip

    def appoint(
        self,
        person: str,
        role: str,
        start: When,
        end: When | None = None,
        *,
        kind: str = Kind.SUBSTANTIVE,
        rank: str | None = None,
        how: str | None = None,
        reason: str | None = None,
        note: str | None = None,
        replacing: str | None = None,
        evidence: Evidence | None = None,
        new: bool = False,
    ) -> Written:
        """Record a tenure, both days inclusive. Raises ClashError if it overlaps what the role has seats for."""
        from registry.services.appoint import appoint
        from registry.services.tenures import Terms

        terms = Terms(kind=kind, rank=rank, how=how, end_reason=reason, note=note)
        with self._change(f"appoint {person}, {role}") as db:
            written = appoint(
                db, person, role, self._start(start), self._edtf(end), terms=terms,
                replacing=replacing, evidence=self._read(evidence), new=new,
            )  # fmt: skip
            return self._checked(db, written)

    def succeed(
        self,
        role: str,
        person: str,
        on: When,
        *,
        outgoing_to: str | None = None,
        replacing: str | None = None,
        kind: str = Kind.SUBSTANTIVE,
        rank: str | None = None,
        how: str | None = None,
        reason: str | None = None,
        note: str | None = None,
        evidence: Evidence | None = None,
        new: bool = False,
    ) -> Written:
        """End the incumbent, start the successor and, if said, the incumbent's next role: all or nothing."""
        from registry.services.appoint import succeed
        from registry.services.tenures import Terms

        terms = Terms(kind=kind, rank=rank, how=how, note=note)
        with self._change(f"succeed {role}, {person}") as db:
            written = succeed(
                db, role, person, self._start(on), terms=terms, replacing=replacing, outgoing_to=outgoing_to,
                reason=reason, evidence=self._read(evidence), new=new,
            )  # fmt: skip
            return self._checked(db, written)

    def end(
        self,
        person: str,
        role: str,
        on: When,
        *,
        reason: str | None = None,
        evidence: Evidence | None = None,
    ) -> Written:
        """Record the last day of a tenure."""
        from registry.services.appoint import end

        with self._change(f"end {person}, {role}") as db:
            written = end(db, person, role, self._start(on), reason=reason, evidence=self._read(evidence))
            return self._checked(db, written)

    def vacant(
        self,
        role: str,
        start: When | None,
        end: When | None = None,
        *,
        note: str | None = None,
        evidence: Evidence | None = None,
    ) -> Written:
        """Record that one of the role's seats was empty; without a start, the end of the open vacancy."""
        from registry.services.appoint import vacant

        with self._change(f"vacant {role}") as db:
            began = self._start(start) if start is not None else None
            written = vacant(db, role, began, self._edtf(end), note=note, evidence=self._read(evidence))
            return self._checked(db, written)

    def edit_role(
        self,
        role: str,
        *,
        seats_since: When | None = None,
        incompatible: Sequence[str] = (),
        compatible: Sequence[str] = (),
        also: Sequence[str] = (),
        **changes: Any,
    ) -> Policies:
        """Change a role: title, seats (None = unlimited; from the day `seats_since` on), inception, abolition,
        continuous, term_months, term_limit, note; `incompatible` and `compatible` name other roles.
        """
        from registry.services.roles import edit_role

        for field in ("inception", "abolition"):
            if field in changes:
                changes[field] = self._edtf(changes[field])
        since = self._day(seats_since) if seats_since is not None else None
        with self._change(f"role edit {role}") as db:
            return edit_role(
                db, role, changes, seats_since=since, incompatible=incompatible, compatible=compatible, also=also
            )

    def waive(self, finding: str, because: str, until: When | None = None) -> Finding:
        """Record that a finding is known and accepted, up to the day `until`."""
        from registry.services.check import waive

        last = self._day(until) if until is not None else None
        with self._change(f"waive {finding}") as db:
            return waive(db, finding, because, last, self._today())

    def import_package(self, folder: str | Path) -> list[Imported]:
        """Add what a data package holds, all or nothing."""
        from registry.services.exchange import import_package

        with self._change(f"import {Path(folder).name}") as db:
            return import_package(db, Path(folder))

    def export_package(self, folder: str | Path) -> dict[str, int]:
        """Write the registry as a data package; returns the rows of each table."""
        from registry.services.exchange import export_package

        return export_package(self._connection, Path(folder))

    # Words, rules and the clock

    def _checked(self, db: Database, written: Written) -> Written:
        """The same with what the rules say of it. Raises BrokenRuleError, which undoes the change."""
        from dataclasses import replace

        from registry.services.check import check_written

        return replace(written, findings=tuple(check_written(db.conn, written.tenures, self._today())))

    def _change(self, command: str) -> AbstractContextManager[Database]:
        act = database.Act(self._actor or _actor(), self._clock(), command)
        return database.change(self._connection, act)

    def _today(self) -> str:
        """Today where the machine stands: an office is held in local days."""
        return self._clock().astimezone().date().isoformat()

    def _edtf(self, when: When | None) -> str | None:
        """EDTF of what was written; None for nothing and for 'present'."""
        if when is None:
            return None
        if isinstance(when, date):
            return when.isoformat()
        if _PLAIN_DAY.fullmatch(when):
            return read_edtf(when).text
        from registry.domain.phrases import PRESENT, read_date  # 10 ms, and a question about a plain day does without

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
