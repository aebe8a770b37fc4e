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

        return add_person(
            self._session, name, also=also, born=self._edtf(born), died=self._edtf(died),
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

        return add_organization(
            self._session, name, also=also, parent=parent, since=self._edtf(since), until=self._edtf(until),
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

        return add_role(
            self._session, title, organization, also=also, seats=seats, since=self._edtf(since),
            until=self._edtf(until), identifiers=identifiers, note=note,
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
        from registry.services.entities.name_edits import NameEdits
        from registry.services.entities.people import edit_person

        names = NameEdits(also, not_also, identifiers or {}, not_identifiers)
        return edit_person(self._session, person, self._dated(changes), names)

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
        from registry.services.entities.name_edits import NameEdits
        from registry.services.entities.organizations import edit_organization

        names = NameEdits(also, not_also, identifiers or {}, not_identifiers)
        changes = self._dated(changes)
        options = (("start", "parent_since"), ("end", "parent_until"))
        dates = {side: changes.pop(option) for side, option in options if option in changes}
        return edit_organization(
            self._session, organization, changes, names, parent=parent, parent_dates=dates, not_parents=not_parents
        )

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
        from registry.services.entities.name_edits import NameEdits
        from registry.services.entities.roles import edit_role

        names = NameEdits(also, not_also, identifiers or {}, not_identifiers)
        changes = self._dated(changes)
        since = self._day(seats_since) if seats_since is not None else None
        return edit_role(
            self._session, role, changes, seats_since=since, incompatible=incompatible, compatible=compatible,
            edits=names,
        )  # fmt: skip

    def edit_source(self, source: str, **changes: Any) -> Edited:
        """Change a source: url, title, publisher, published, accessed, archive_url, copy_of, note."""
        from registry.services.evidence.sources import edit_source

        return edit_source(self._session, source, self._dated(changes))

    def remove_person(self, person: str, because: str) -> RemovalReport:
        """Remove a person who holds nothing, with their names and identifiers."""
        from registry.services.history.remove import remove_person

        return remove_person(self._session, person, because)

    def remove_organization(self, organization: str, because: str) -> RemovalReport:
        """Remove an organization that has no roles and none below it, with its names, identifiers and parents."""
        from registry.services.history.remove import remove_organization

        return remove_organization(self._session, organization, because)

    def remove_role(self, role: str, because: str) -> RemovalReport:
        """Remove a role without appointments, with its names, identifiers, seats and incompatibilities."""
        from registry.services.history.remove import remove_role

        return remove_role(self._session, role, because)

    def remove_source(self, source: str, because: str) -> RemovalReport:
        """Remove a source that nothing cites."""
        from registry.services.history.remove import remove_source

        return remove_source(self._session, source, because)
