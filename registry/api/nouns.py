"""People, organizations, roles and sources: add, edit, remove. Each method is a command, one change, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from registry.api.edits import Edits
from registry.api.file import When
from registry.domain.entities.references import EntityReference

if TYPE_CHECKING:
    from registry.domain.history.differences import Edited
    from registry.services.entities.roles import Policies
    from registry.services.history.remove import RemovalReport


class Nouns(Edits):
    """Each raises a RegistryError for what it refuses, and then has written nothing.

    Of every `edit`: `also` and `not_also` are further names to add and to take back, `identifiers` (scheme and value)
    take the place of those of the same scheme, `not_identifiers` are taken back; `changes` are fields by the names
    of the model, None clears one, and what is not named stays as it is. A slug never changes.
    """

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
    ) -> EntityReference:
        """Add a person; `new`: even if somebody of the same or a similar name is recorded."""
        from registry.services.entities.add import add_person

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
    ) -> EntityReference:
        """Add an organization, below `parent` if given."""
        from registry.services.entities.add import add_organization

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
    ) -> EntityReference:
        """Add a role to an organization; seats None = unlimited."""
        from registry.services.entities.add import add_role

        with self._change(f"role add {title}") as db:
            return add_role(
                db, title, organization, also=also, seats=seats, since=self._edtf(since), until=self._edtf(until),
                identifiers=identifiers, note=note,
            )  # fmt: skip

    def edit_person(
        self,
        person: str,
        *,
        also: Sequence[str] = (),
        not_also: Sequence[str] = (),
        identifiers: Mapping[str, str] | None = None,
        not_identifiers: Sequence[tuple[str, str]] = (),
        **changes: Any,
    ) -> Edited:
        """Change a person: name, birth, death, note."""
        from registry.services.audit.check import check_person
        from registry.services.entities.name_edits import NameEdits
        from registry.services.entities.people import edit_person

        names = NameEdits(also, not_also, identifiers or {}, not_identifiers)
        with self._change(f"person edit {person}") as db:
            edited = edit_person(db, person, self._dated(changes), names)
            check_person(db.conn, edited.slug, self._today())
            return edited

    def edit_organization(
        self,
        organization: str,
        *,
        also: Sequence[str] = (),
        not_also: Sequence[str] = (),
        identifiers: Mapping[str, str] | None = None,
        not_identifiers: Sequence[tuple[str, str]] = (),
        parent: str | None = None,
        not_parents: Sequence[str] = (),
        **changes: Any,
    ) -> Edited:
        """Change an organization: name, inception, dissolution, note; `parent`: what it stands below, from
        `parent_since` to `parent_until` (in `changes`, too); `not_parents`: what it never stood below.
        """
        from registry.services.audit.check import check_organization
        from registry.services.entities.name_edits import NameEdits
        from registry.services.entities.organizations import edit_organization

        names = NameEdits(also, not_also, identifiers or {}, not_identifiers)
        changes = self._dated(changes)
        options = (("start", "parent_since"), ("end", "parent_until"))
        dates = {side: changes.pop(option) for side, option in options if option in changes}
        with self._change(f"organization edit {organization}") as db:
            edited = edit_organization(
                db, organization, changes, names, parent=parent, parent_dates=dates, not_parents=not_parents
            )
            check_organization(db.conn, edited.slug, self._today())
            return edited

    def edit_role(
        self,
        role: str,
        *,
        seats_since: When | None = None,
        incompatible: Sequence[str] = (),
        compatible: Sequence[str] = (),
        also: Sequence[str] = (),
        not_also: Sequence[str] = (),
        identifiers: Mapping[str, str] | None = None,
        not_identifiers: Sequence[tuple[str, str]] = (),
        **changes: Any,
    ) -> Policies:
        """Change a role: title, seats (None = unlimited; from the day `seats_since` on), inception, abolition,
        continuous, term_months, term_limit, note; `incompatible` and `compatible` name other roles.
        """
        from registry.services.audit.check import check_role
        from registry.services.entities.name_edits import NameEdits
        from registry.services.entities.roles import edit_role

        names = NameEdits(also, not_also, identifiers or {}, not_identifiers)
        changes = self._dated(changes)
        since = self._day(seats_since) if seats_since is not None else None
        with self._change(f"role edit {role}") as db:
            edited = edit_role(
                db, role, changes, seats_since=since, incompatible=incompatible, compatible=compatible, edits=names
            )
            check_role(db.conn, edited.role, self._today())
            return edited

    def edit_source(self, source: str, **changes: Any) -> Edited:
        """Change a source: url, title, publisher, published, accessed, archive_url, copy_of, note."""
        from registry.services.evidence.sources import edit_source

        with self._change(f"source edit {source}") as db:
            return edit_source(db, source, self._dated(changes))

    def remove_person(self, person: str, because: str) -> RemovalReport:
        """Remove a person who holds nothing, with their names and identifiers."""
        from registry.services.history.remove import remove_person

        with self._change(f"person remove {person}", self._reason(because)) as db:
            return remove_person(db, person)

    def remove_organization(self, organization: str, because: str) -> RemovalReport:
        """Remove an organization that has no roles and none below it, with its names, identifiers and parents."""
        from registry.services.history.remove import remove_organization

        with self._change(f"organization remove {organization}", self._reason(because)) as db:
            return remove_organization(db, organization)

    def remove_role(self, role: str, because: str) -> RemovalReport:
        """Remove a role without appointments, with its names, identifiers, seats and incompatibilities."""
        from registry.services.history.remove import remove_role

        with self._change(f"role remove {role}", self._reason(because)) as db:
            return remove_role(db, role)

    def remove_source(self, source: str, because: str) -> RemovalReport:
        """Remove a source that nothing cites."""
        from registry.services.history.remove import remove_source

        with self._change(f"source remove {source}", self._reason(because)) as db:
            return remove_source(db, source)
