"""Where we know it from: citations and claims, who was seen in office, what depends on a source.

An appointment is named by its slug, by its holder if they have one tenure, or as 'HOLDER, ROLE'; a source by its slug,
its web address or its exact title.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from registry.api.file import HasFile, OpenFile, When
from registry.domain.errors import DateError

if TYPE_CHECKING:
    from registry.domain.evidence.claims import Claims
    from registry.services.evidence.cite import CiteReport
    from registry.services.evidence.confirm import Confirmed
    from registry.services.evidence.evidence import Evidence
    from registry.services.evidence.impact import Impact
    from registry.services.evidence.roster import Roster
    from registry.services.evidence.stale import Stale
    from registry.services.history.accept import AcceptReport


def cite(
    registry: HasFile,
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

    >>> from registry import Evidence
    >>> gazette = Evidence("https://example.org/gazette", "The gazette")
    >>> registry.cite("ann ames", gazette, "start", "July 2021").citation.says
    '2021-07'
    """
    from registry.services.evidence.cite import cite_tenure

    read = registry.file.evidence(evidence)
    assert read is not None
    says = _claimed(registry.file, supports, says)
    return cite_tenure(registry.file.session, appointment, read, supports, says, note, copy=_path(archive))


def uncite(registry: HasFile, appointment: str, source: str, because: str, **which: str | None) -> CiteReport:
    """Take a citation back; `which`, if there are several: its supports, says, quote, locator, observed.

    >>> registry.uncite("bob bell", "https://example.org/memoir", because="another person").is_uncited
    True
    """
    from registry.services.evidence.cite import uncite

    given = {field: {value} for field, value in which.items()}
    if which.get("supports"):
        given["supports"] = {_in_order(which["supports"] or "")}
    if which.get("says"):
        given["says"] |= {_perhaps_a_date(registry.file, which["says"] or "")}
    if which.get("observed"):
        given["observed"] = {registry.file.day(which["observed"])}
    return uncite(registry.file.session, appointment, source, because, given)


def claims(registry: HasFile, appointment: str, field: str | None = None) -> Claims:
    """What the sources say of an appointment, field by field or of one, beside what is accepted.

    >>> found = registry.claims("bob bell", "start").fields[0].claims
    >>> [(claim.value, str(claim.relation)) for claim in found]
    [('2024-02', 'agrees'), ('2024-02-13', 'narrower')]
    """
    from registry.services.evidence.claims import claims

    return claims(registry.file.connection, appointment, field)


def accept(
    registry: HasFile, appointment: str, field: str, source: str, because: str, says: When | None = None
) -> AcceptReport:
    """Make what the source says of the field the accepted value; `says`: which, if it says several.

    Whoever was cited for the value until now is from now on cited as saying that.

    >>> done = registry.accept("bob bell", "start", "https://example.org/memoir", because="he was there")
    >>> done.displaced, done.corrected.tenure.start
    ('2024-02', '2024-02-13')
    """
    from registry.services.history.accept import accept

    return accept(registry.file.session, appointment, field, source, because, _claimed(registry.file, field, says))


def confirm(registry: HasFile, person: str, role: str, on: When, evidence: Evidence) -> Confirmed:
    """Record that the source shows the person in the role on the day.

    >>> from registry import Evidence
    >>> parade = Evidence("https://example.org/parade", "A parade")
    >>> registry.confirm("cy-cole", "chief", "2025-06-01", parade).new
    True
    """
    from registry.services.evidence.confirm import confirm

    day, read = _seen_on(registry.file, on), _seen_in(registry.file, evidence)
    return confirm(registry.file.session, person, role, day, read)


def roster(
    registry: HasFile,
    organization: str,
    on: When,
    file: str | Path | BinaryIO,
    evidence: Evidence,
    *,
    skip_unknown: bool = False,
) -> Roster:
    """Record that the source lists everybody who held a role of the organization on the day, and confirm those.

    `file`: a name a line, or a table with the columns name and role (UTF-8). `skip_unknown`: leave out the lines
    that name nobody who is recorded.

    >>> from registry import Evidence
    >>> source = Evidence("https://example.org/list", "A list")
    >>> done = registry.roster("general staff", "2025-06-01", "list.txt", source)
    >>> [each.name for each in done.confirmed]
    ['Cy Cole']
    """
    from registry.services.evidence.roster import roster

    listed = Path(file) if isinstance(file, str) else file
    day, read = _seen_on(registry.file, on), _seen_in(registry.file, evidence)
    return roster(registry.file.session, organization, day, listed, read, skip_unknown=skip_unknown)


def stale(registry: HasFile, about: str | None = None, *, older_than: int = 365) -> list[Stale]:
    """Open tenures whose newest evidence is more than so many days old, the oldest first; those waived left out.

    >>> [each.name for each in registry.stale(older_than=180)]
    ['Cy Cole']
    """
    from registry.services.evidence.stale import stale

    registry.file.hold()
    return stale(registry.file.connection, about, registry.file.today(), older_than)


def impact(registry: HasFile, source: str, on: When | None = None) -> Impact:
    """What rests on a source alone, and which answers for a day (today, if none is given) change without it.

    Of a retracted one, what the retraction changed.

    >>> registry.impact("https://example.org/article").source
    'example-org-2025-03-17'
    """
    from registry.services.evidence.impact import impact

    return impact(registry.file.connection, source, registry.file.day(on))


def _claimed(file: OpenFile, supports: str | None, says: When | None) -> str | None:
    """What a source says, a start or an end as EDTF. Raises DateError for an end that is none."""
    if says is None:
        return None
    field = (supports or "").strip()
    if field == "start":
        return file.start(says)
    if field == "end":
        read = file.edtf(says)
        if read is None:
            raise DateError(f"{says!r} is not an end; a source that shows somebody in office is cited with --observed")
        return read
    return str(says)


def _perhaps_a_date(file: OpenFile, says: str) -> str | None:
    try:
        return file.edtf(says)
    except DateError:
        return says


def _seen_on(file: OpenFile, on: When) -> str:
    """The one day; nobody is seen "at present"."""
    return file.day(file.start(on))


def _seen_in(file: OpenFile, evidence: Evidence) -> Evidence:
    """The evidence with its dates read; on which day it shows anybody is said apart."""
    read = file.evidence(replace(evidence, observed=None))
    assert read is not None
    return read


def _path(file: str | Path | None) -> Path | None:
    return None if file is None else Path(file)


def _in_order(supports: str) -> str:
    """The fields as they are recorded. Raises RegistryError for one that there is not."""
    from registry.domain.entities.models import Citation
    from registry.domain.entities.validation import validated

    return validated(Citation, {"appointment": "x", "source": "x", "supports": supports}).supports or ""
