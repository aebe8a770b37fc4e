"""What was so during a tenure: detail, absent, event. Each is one change, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from registry.api.file import HasFile, When
from registry.domain.errors import RegistryError

if TYPE_CHECKING:
    from registry.services.evidence.evidence import Evidence
    from registry.services.tenures.details import DetailReport


def detail(
    registry: HasFile,
    appointment: str,
    field: str,
    value: str,
    start: When | None = None,
    end: When | None = None,
    *,
    note: str | None = None,
    evidence: Evidence | None = None,
    remove: bool = False,
    because: str | None = None,
) -> DetailReport:
    """Record that `field` (rank, title, party, group, area, portfolio, term, ordinal, absence, …) of a tenure was
    `value` from start to end, both inclusive; None = open. `remove`: take that back, with the reason.

    >>> registry.detail("bob-bell-chief", "rank", "General", "2024-08-23").details[0].value
    'General'
    """
    from registry.services.tenures.details import add_detail, remove_detail

    file = registry.file
    since, until = file.edtf(start), file.edtf(end)
    if remove:
        return remove_detail(file.session, appointment, field, value, because or "", since)
    return add_detail(
        file.session, appointment, field, value, since, until, note=note, evidence=file.evidence(evidence)
    )


def absent(
    registry: HasFile,
    appointment: str,
    start: When,
    end: When | None = None,
    *,
    why: str = "absent",
    covered_by: str | None = None,
    new: bool = False,
    evidence: Evidence | None = None,
) -> DetailReport:
    """Record that a holder was absent (on leave, suspended, captive, …), and who covered them as acting holder.

    They still hold the role; who is in charge is another matter: see `in_charge` of an answer's holders.

    >>> registry.absent("bob-bell-chief", "2024-05-01", "2024-05-31", why="leave", covered_by="Ann Ames").cover
    'ann-ames-chief-2'
    >>> [(each.name, each.in_charge) for each in registry.who("chief", "2024-05-15").holders]
    [('Bob Bell', 'no'), ('Ann Ames', 'certain')]
    """
    from registry.services.tenures.details import absent

    file = registry.file
    return absent(
        file.session, appointment, file.start(start), file.edtf(end), why=why, covered_by=covered_by, new=new,
        evidence=file.evidence(evidence),
    )  # fmt: skip


def event(
    registry: HasFile,
    appointment: str,
    side: str,
    act: str | Mapping[str, When],
    on: When | None = None,
    *,
    note: str | None = None,
    evidence: Evidence | None = None,
    remove: bool = False,
    because: str | None = None,
) -> DetailReport:
    """Record a further date of the `start` or the `end` of a tenure: when it was announced, decreed, sworn in, due, …

    The tenure's own date is the one that answers. `act`: what happened, and `on` when; or a mapping of several acts to
    their dates: all of it is recorded, or nothing. `remove`: take that back, with the reason.

    >>> registry.event("bob-bell-chief", "start", "announced", "2024-02-08").dates[0].act
    'announced'
    """
    from registry.services.tenures.details import add_event, remove_event

    file = registry.file
    given: Mapping[str, When] = act if isinstance(act, Mapping) else {act: on} if on is not None else {}
    if not given or (isinstance(act, Mapping) and on is not None):
        raise RegistryError("give one act and its date, or a mapping of acts to their dates")
    acts = {name: file.start(day) for name, day in given.items()}
    if remove:
        return remove_event(file.session, appointment, side, acts, because or "")
    return add_event(file.session, appointment, side, acts, note=note, evidence=file.evidence(evidence))
