"""Corrections of what is recorded of tenures, as against what happens in the world; each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from registry.api.edits import Edits

if TYPE_CHECKING:
    from registry.services.history.correct import CorrectionReport
    from registry.services.history.remove import RemovalReport


class Corrections(Edits):
    """Each raises a RegistryError for what it refuses, and then has written nothing.

    An appointment is named by its slug, by its holder if they have one tenure, or as 'HOLDER, ROLE'.
    """

    def correct(self, appointment: str, because: str, **changes: Any) -> CorrectionReport:
        """Correct a tenure: person, role, start, end, kind, status, rank, how, end_reason, note, replaces (a slug or
        a person). None clears a field: an end that is None is open. The slug stays.
        """
        from registry.services.history.correct import correct

        return correct(self._session, appointment, because, self._dated(changes))

    def remove_appointment(self, appointment: str, because: str) -> RemovalReport:
        """Remove a tenure that was recorded by mistake, with its citations; its sources stay."""
        from registry.services.history.remove import remove_appointment

        return remove_appointment(self._session, appointment, because)
