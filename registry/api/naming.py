"""Further names with their details: of people, organizations and roles alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from registry.api.edits import Edits
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE, Noun

if TYPE_CHECKING:
    from registry.domain.history.differences import Edited


class Naming(Edits):
    """Each method adds a further name, or edits the one that is there. `details`: kind, language (BCP 47), script
    (ISO 15924; told from the letters of a new name if left out), start, end; None clears one. `remove`: takes the
    name back instead. Each raises a RegistryError for what it refuses, and then has written nothing.
    """

    def name_person(self, person: str, name: str, *, remove: bool = False, **details: Any) -> Edited:
        """A further name of a person."""
        return self._name(PERSON, person, name, remove, details)

    def name_organization(self, organization: str, name: str, *, remove: bool = False, **details: Any) -> Edited:
        """A further name of an organization."""
        return self._name(ORGANIZATION, organization, name, remove, details)

    def name_role(self, role: str, name: str, *, remove: bool = False, **details: Any) -> Edited:
        """A further title of a role."""
        return self._name(ROLE, role, name, remove, details)

    def _name(self, noun: Noun, owner: str, name: str, remove: bool, details: dict[str, Any]) -> Edited:
        from registry.services.entities.further_names import name_it, take_name_back

        if remove:
            return take_name_back(self._session, noun, owner, name)
        return name_it(self._session, noun, owner, name, self._dated(details))
