"""Sources, what they are cited for, and which of their claims is accepted. Each that writes is one change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from registry.api.edits import Edits
from registry.api.file import When
from registry.domain.errors import DateError

if TYPE_CHECKING:
    from sqlite_utils import Database

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

        with self._change(f"source add {source}") as db:
            added = add_source(db, source, self._dated(given))
            self._keep(db, added.slug, archive)
            return added

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
        from registry.services.audit.check import check_written
        from registry.services.evidence.cite import cite_tenure

        with self._change(f"cite {appointment} {evidence.source}") as db:
            read = self._read(evidence)
            assert read is not None
            cited = cite_tenure(db, appointment, read, supports, self._claimed(supports, says), note)
            findings = tuple(check_written(db.conn, [cited.tenure], self._today()))
            self._keep(db, cited.source, archive)
            return replace(cited, findings=findings)

    def uncite(self, appointment: str, source: str, because: str, **which: str | None) -> CiteReport:
        """Take a citation back; `which`, if there are several: its supports, says, quote, locator, observed."""
        from registry.services.audit.check import check_written
        from registry.services.evidence.cite import uncite

        given = {field: {value} for field, value in which.items()}
        if which.get("supports"):
            given["supports"] = {_in_order(which["supports"] or "")}
        if which.get("says"):
            given["says"] |= {self._perhaps_a_date(which["says"] or "")}
        if which.get("observed"):
            given["observed"] = {self._day(which["observed"])}
        with self._change(f"cite --remove {appointment} {source}", self._reason(because)) as db:
            cited = uncite(db, appointment, source, given)
            return replace(cited, findings=tuple(check_written(db.conn, [cited.tenure], self._today())))

    def claims(self, appointment: str, field: str | None = None) -> Claims:
        """What the sources say of an appointment, field by field or of one, beside what is accepted."""
        from registry.services.evidence.claims import claims

        return claims(self._connection, appointment, field)

    def accept(self, appointment: str, field: str, source: str, because: str, says: When | None = None) -> AcceptReport:
        """Make what the source says of the field the accepted value; `says`: which, if it says several.

        Whoever was cited for the value until now is from now on cited as saying that.
        """
        from registry.services.audit.check import check_written
        from registry.services.history.accept import accept

        with self._change(f"accept {appointment} {field} from {source}", self._reason(because)) as db:
            done = accept(db, appointment, field, source, self._claimed(field, says))
            found = check_written(db.conn, [done.corrected.tenure], self._today())
            return replace(done, corrected=replace(done.corrected, findings=tuple(found)))

    def _keep(self, db: Database, source: str, file: str | Path | None) -> None:
        """Last in a change: a file that is kept before a refusal would be nobody's."""
        from registry.services.evidence.archives import archive, folder_of

        if file is not None:
            archive(db, folder_of(self._connection), source, Path(file))

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


def _in_order(supports: str) -> str:
    """The fields as they are recorded. Raises RegistryError for one that there is not."""
    from registry.domain.entities.models import Citation, validated

    return validated(Citation, {"appointment": "x", "source": "x", "supports": supports}).supports or ""
