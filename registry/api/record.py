"""The record itself: what was written when, by whom and why; undo it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from registry.api.file import RegistryFile, When
from registry.store.database.registry_file import stamp

if TYPE_CHECKING:
    from registry.domain.history.changes import Change, ChangeDetails
    from registry.services.history.forget import ForgetReport
    from registry.services.history.verify import Verification


class Record(RegistryFile):
    """Changes, newest first; each is known by its number."""

    def log(
        self,
        about: str | None = None,
        *,
        since: When | datetime | None = None,
        until: When | datetime | None = None,
        limit: int | None = None,
    ) -> list[Change]:
        """What was recorded, newest first; `about`: a person, role, organization, appointment or source.

        `since`: from the beginning of the day or time named; `until`: to the end of it.
        """
        from registry.services.history.log import log

        first = stamp(self._moment(since)[0]) if since is not None else None
        last = stamp(self._moment(until)[1]) if until is not None else None
        return log(self._connection, about, first, last, limit)

    def newest(self, limit: int) -> list[Change]:
        """The newest changes; unlike `log` without those of other programs, and quick in a large registry."""
        from registry.store.entities.counts import newest_changes

        return newest_changes(self._connection, stamp(self._then) if self._then else None, limit)

    def show(self, number: int) -> ChangeDetails:
        """All that a change did, field by field, before and after."""
        from registry.services.history.log import show

        return show(self._connection, number)

    def verify(self, head: str | None = None) -> Verification:
        """Compare history with its seals; `head`: one that `verify` gave before, which then has to be of this history.

        Raises RegistryError for a head that is not.
        """
        from registry.services.history.verify import verify

        return verify(self._connection, head)

    def undo(self, number: int, because: str | None = None) -> ChangeDetails:
        """Make what a change wrote as it was before; returns the change that did so.

        Raises UndoError where later changes depend on it.
        """
        from registry.services.history.undo import undo

        return undo(self._session, number, because)

    def forget(self, person: str, because: str) -> ForgetReport:
        """Erase a person everywhere in the file: rows, history, mentions, free pages. It cannot be undone.

        `because` should not name the person; a name in it is taken out.
        """
        from registry.services.history.forget import forget

        return forget(self._session, person, because)
