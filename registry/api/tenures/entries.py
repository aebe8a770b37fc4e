"""Tenures begin and end: appoint, succeed, end, vacant. Each is one change, all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.api.arguments import choice
from registry.api.file import HasFile, OpenFile, When
from registry.domain.vocabulary import Kind, Status

if TYPE_CHECKING:
    from registry.services.evidence.evidence import Evidence
    from registry.services.tenures.missing import Additions
    from registry.services.tenures.writing import EntryReport


def appoint(
    registry: HasFile,
    person: str,
    role: str,
    start: When,
    end: When | None = None,
    *,
    kind: str = Kind.SUBSTANTIVE,
    status: str = Status.ACCEPTED,
    rank: str | None = None,
    how: str | None = None,
    reason: str | None = None,
    note: str | None = None,
    replacing: str | None = None,
    replacing_since: When | None = None,
    create: bool = False,
    organization: str | None = None,
    evidence: Evidence | None = None,
    new: bool = False,
) -> EntryReport:
    """Record a tenure, both days inclusive. Raises ClashError if it overlaps what the role has seats for.

    `status`: "disputed" for a rival claimant, who may overlap. `create`: add the role to `organization` if it is
    missing, and that if it is missing, and a predecessor of whom nothing is recorded; `replacing_since`: from when.

    >>> registry.appoint("Olena Orel", "inspector", "2020", "May 2023", rank="Colonel").tenures[0].end
    '2023-05'
    """
    from registry.services.tenures.appoint import appoint
    from registry.services.tenures.writing import Terms

    file = registry.file
    terms = Terms(kind=kind, status=choice(Status, status, "status"), rank=rank, how=how, end_reason=reason, note=note)
    return appoint(
        file.session, person, role, file.start(start), file.edtf(end), terms=terms, replacing=replacing,
        evidence=file.evidence(evidence), new=new, additions=_additions(file, create, organization, replacing_since),
    )  # fmt: skip


def succeed(
    registry: HasFile,
    role: str,
    person: str,
    on: When,
    *,
    outgoing_to: str | None = None,
    replacing: str | None = None,
    replacing_since: When | None = None,
    kind: str = Kind.SUBSTANTIVE,
    rank: str | None = None,
    how: str | None = None,
    reason: str | None = None,
    note: str | None = None,
    create: bool = False,
    organization: str | None = None,
    evidence: Evidence | None = None,
    new: bool = False,
) -> EntryReport:
    """End the incumbent, start the successor and, if said, the incumbent's next role: all or nothing.

    `replacing` may be somebody who is not recorded: say with `replacing_since` from when they held the role.
    `create` and `organization`: as for `appoint`.

    >>> written = registry.succeed("chief", "Olena Orel", "2025-12-01")
    >>> [(each.name, each.start, each.end) for each in written.tenures]
    [('Cy Cole', '2025-03-16', '2025-12-01'), ('Olena Orel', '2025-12-01', None)]
    """
    from registry.services.tenures.appoint import succeed
    from registry.services.tenures.writing import Terms

    file = registry.file
    terms = Terms(kind=kind, rank=rank, how=how, note=note)
    return succeed(
        file.session, role, person, file.start(on), terms=terms, replacing=replacing, outgoing_to=outgoing_to,
        reason=reason, evidence=file.evidence(evidence), new=new,
        additions=_additions(file, create, organization, replacing_since),
    )  # fmt: skip


def end(
    registry: HasFile,
    person: str,
    role: str,
    on: When,
    *,
    reason: str | None = None,
    evidence: Evidence | None = None,
) -> EntryReport:
    """Record the last day of a tenure.

    >>> registry.end("cy-cole", "chief", "2025-12-01", reason="retired").tenures[0].end
    '2025-12-01'
    """
    from registry.services.tenures.appoint import end

    file = registry.file
    return end(file.session, person, role, file.start(on), reason=reason, evidence=file.evidence(evidence))


def vacant(
    registry: HasFile,
    role: str,
    start: When | None,
    end: When | None = None,
    *,
    note: str | None = None,
    evidence: Evidence | None = None,
) -> EntryReport:
    """Record that one of the role's seats was empty; without a start, the end of the open vacancy.

    >>> registry.vacant("inspector", "2020", "2021").tenures[0].holder
    'nobody (vacant)'
    """
    from registry.services.tenures.appoint import vacant

    file = registry.file
    began = file.start(start) if start is not None else None
    return vacant(file.session, role, began, file.edtf(end), note=note, evidence=file.evidence(evidence))


def _additions(file: OpenFile, create: bool, organization: str | None, since: When | None) -> Additions:
    from registry.services.tenures.missing import Additions

    return Additions(create, organization, None if since is None else file.start(since, "replacing_since"))
