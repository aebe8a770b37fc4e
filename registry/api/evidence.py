"""Sources, what they are cited for, and which of their claims is accepted. Each that writes is one change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from registry.api.edits import Edits
from registry.api.file import When
from registry.domain.errors import DateError

if TYPE_CHECKING:
    from registry.domain.evidence.claims import Claims
    from registry.services.evidence.cite import CiteReport
    from registry.services.evidence.evidence import Evidence
    from registry.services.evidence.sources import AddedSource
    from registry.services.history.accept import AcceptReport


class Sources(Edits):
    """Each raises a RegistryError for what it refuses, and then has written nothing.

    An appointment is named as in `correct`, a source by its slug, its web address or its exact title.
    """

    def add_source(self, source: str, *, archive: str | Path | None = None, **given: Any) -> AddedSource:
        """Add a source by its web address or its title, or what was not known of it: title, publisher, published,
        accessed, archive_url, copy_of (a source), note. `archive`: a file with what it said, of which a copy is kept.
        Raises EvidenceError if it is recorded otherwise.
        """
        from registry.services.evidence.sources import add_source

        return add_source(self._session, source, self._dated(given), _file(archive))

    def cite(
        self,
        appointment: str,
        evidence: Evidence,
        supports: str | None = None,
        says: str | None = None,
        note: str | None = None,
        *,
        archive: str | Path | None = None,
    ) -> CiteReport:
        """Cite a source for an appointment; `supports`: its fields, as 'start,end'; `says`: the one field that it
        supports as it gives it. Without `says` it says what is accepted. `archive`: a file with what the source said,
        of which a copy is kept.
        """
        from registry.services.evidence.cite import cite_tenure

        read = self._read(evidence)
        assert read is not None
        says = self._claimed(supports, says)
        return cite_tenure(self._session, appointment, read, supports, says, note, copy=_file(archive))

    def uncite(self, appointment: str, source: str, because: str, **which: str | None) -> CiteReport:
        """Take a citation back; `which`, if there are several: its supports, says, quote, locator, observed."""
        from registry.services.evidence.cite import uncite

        given = {field: {value} for field, value in which.items()}
        if which.get("supports"):
            given["supports"] = {_in_order(which["supports"] or "")}
        if which.get("says"):
            given["says"] |= {self._perhaps_a_date(which["says"] or "")}
        if which.get("observed"):
            given["observed"] = {self._day(which["observed"])}
        return uncite(self._session, appointment, source, because, given)

    def claims(self, appointment: str, field: str | None = None) -> Claims:
        """What the sources say of an appointment, field by field or of one, beside what is accepted."""
        from registry.services.evidence.claims import claims

        return claims(self._connection, appointment, field)

    def accept(self, appointment: str, field: str, source: str, because: str, says: When | None = None) -> AcceptReport:
        """Make what the source says of the field the accepted value; `says`: which, if it says several.

        Whoever was cited for the value until now is from now on cited as saying that.
        """
        from registry.services.history.accept import accept

        return accept(self._session, appointment, field, source, because, self._claimed(field, says))

    def _claimed(self, supports: str | None, says: When | None) -> str | None:
        """What a source says, a start or an end as EDTF. Raises DateError for an end that is none."""
        if says is None:
            return None
        field = (supports or "").strip()
        if field == "start":
            return self._start(says)
        if field == "end":
            read = self._edtf(says)
            if read is None:
                raise DateError(f"{says!r} is no end; a source that shows somebody in office is cited with --observed")
            return read
        return str(says)

    def _perhaps_a_date(self, says: str) -> str | None:
        try:
            return self._edtf(says)
        except DateError:
            return says


def _file(path: str | Path | None) -> Path | None:
    return None if path is None else Path(path)


def _in_order(supports: str) -> str:
    """The fields as they are recorded. Raises RegistryError for one that there is not."""
    from registry.domain.entities.models import Citation, validated

    return validated(Citation, {"appointment": "x", "source": "x", "supports": supports}).supports or ""
