"""What may be done to a registry. Each method is a command, one change, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from registry.api.file import RegistryFile, When
from registry.domain.found import Found
from registry.domain.text import one_line
from registry.domain.vocabulary import Kind

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.findings import Finding
    from registry.services.evidence import Evidence
    from registry.services.exchange import Imported
    from registry.services.roles import Policies
    from registry.services.tenures import Written


class Acts(RegistryFile):
    """Each raises a RegistryError for what it refuses, and then has written nothing."""

    def _change(self, command: str) -> AbstractContextManager[Database]:
        """Written down before its words are looked at, so whatever they hold."""
        return super()._change(one_line(command))

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
        from registry.services.check import check_role
        from registry.services.roles import edit_role

        for field in ("inception", "abolition"):
            if field in changes:
                changes[field] = self._edtf(changes[field])
        since = self._day(seats_since) if seats_since is not None else None
        with self._change(f"role edit {role}") as db:
            edited = edit_role(
                db, role, changes, seats_since=since, incompatible=incompatible, compatible=compatible, also=also
            )
            check_role(db.conn, edited.role, self._today())
            return edited

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

    def _checked(self, db: Database, written: Written) -> Written:
        """The same with what the rules say of it. Raises BrokenRuleError, which undoes the change."""
        from registry.services.check import check_written

        return replace(written, findings=tuple(check_written(db.conn, written.tenures, self._today())))
