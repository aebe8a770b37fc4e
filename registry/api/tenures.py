"""Who held what, when, and what happens: tenures begin and end. Each verb that writes is one change, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from registry.api.arguments import choice
from registry.api.file import HasFile, OpenFile, When
from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.errors import RegistryError
from registry.domain.vocabulary import Kind, Status

if TYPE_CHECKING:
    from registry.domain.tenures.holders_on import Answer
    from registry.domain.tenures.succession import Career, Succession
    from registry.services.evidence.evidence import Evidence
    from registry.services.tenures.chain import Chain
    from registry.services.tenures.details import DetailReport
    from registry.services.tenures.missing import Additions
    from registry.services.tenures.movements import Changes
    from registry.services.tenures.neighbours import Neighbours
    from registry.services.tenures.timeline import OrganizationTimeline
    from registry.services.tenures.who import Snapshot
    from registry.services.tenures.writing import EntryReport


def who(
    registry: HasFile,
    role: str,
    on: When | None = None,
    *,
    start: When | None = None,
    to: When | None = None,
    everyone: bool = False,
    names: str = "then",
    lineage: bool = False,
) -> Answer:
    """Who held the role on a day (today, if none is given), in a month, a year or another span.

    `on`: a date or a phrase such as `the 1990s`, `early 2013`, `after 2013`, `2010 to 2013`; or `start` and `to`, from
    the first day that the one can mean to the last that the other can. `everyone`: the merely possible, too.
    `names`: "then" for those of these days beside today's (`title_then`, …), "today" for today's alone.
    `lineage`: also who held the roles that it was, or had become (`lineage` of the answer).

    >>> registry.who("chief", on="2024-06-01").holders[0].name
    'Bob Bell'
    >>> [each.name for each in registry.who("chief", "2024").holders]
    ['Ann Ames', 'Bob Bell']
    """
    from registry.services.tenures.who import who

    file = registry.file
    today = _of_today(names)
    return who(
        file.connection, role, file.span(on, start, to), file.today(), everyone=everyone, names_of_today=today,
        lineage=lineage,
    )  # fmt: skip


def history(
    registry: HasFile,
    role: str,
    on: When | None = None,
    *,
    start: When | None = None,
    to: When | None = None,
    terms: bool = False,
    names: str = "then",
    lineage: bool = False,
) -> Succession:
    """Everybody who held the role, in order, with lengths, gaps and hand-overs; days as for `who`, else all time.

    Consecutive terms of one person are one spell with its `terms`; `terms=True` gives each for itself. `names` as for
    `who`; `lineage`: and everybody who held what the role came of or became.

    >>> [each.name for each in registry.history("chief").holders]
    ['Ann Ames', 'Bob Bell', 'Cy Cole']
    """
    from registry.services.tenures.succession import history

    file = registry.file
    days = file.span(on, start, to) if on or start or to else None
    return history(
        file.connection, role, file.today(), days, terms=terms, names_of_today=_of_today(names), lineage=lineage
    )  # fmt: skip


def career(
    registry: HasFile,
    person: str,
    on: When | None = None,
    *,
    start: When | None = None,
    to: When | None = None,
    terms: bool = False,
    names: str = "then",
) -> Career:
    """Every role that the person held, in order; days as for `who`, else all time.

    `terms` and `names` as for `history`.

    >>> [(each.title, each.start, each.end) for each in registry.career("bob bell").appointments]
    [('Chief', '2024-02', '2025-03-16')]
    """
    from registry.services.tenures.succession import career_of

    file = registry.file
    days = file.span(on, start, to) if on or start or to else None
    return career_of(file.connection, person, file.today(), days, terms=terms, names_of_today=_of_today(names))


def holders(
    registry: HasFile,
    organization: str,
    on: When | None = None,
    *,
    start: When | None = None,
    to: When | None = None,
    below: bool = False,
    names: str = "then",
) -> Snapshot:
    """Who held what in the organization; days and `names` as for `who`; `below`: and in those that stand below it.

    >>> found = registry.holders("general staff", on="2025-04-01").roles
    >>> {each.role: [holder.name for holder in each.holders] for each in found}
    {'chief': ['Cy Cole'], 'inspector': []}
    """
    from registry.services.tenures.who import holders

    file = registry.file
    return holders(
        file.connection, organization, file.span(on, start, to), file.today(), below=below,
        names_of_today=_of_today(names),
    )  # fmt: skip


def _of_today(names: str) -> bool:
    if names not in ("then", "today"):
        raise RegistryError(f"names={names!r}: give 'then' for the names of the time, or 'today' for those of today")
    return names == "today"


def timeline(
    registry: HasFile,
    organization: str,
    *,
    start: When | None = None,
    to: When | None = None,
    below: bool = False,
) -> OrganizationTimeline:
    """The roles of the organization, each with everybody who held it; from one day to another, or all time.

    `below`: and those of the organizations that stand below it today.

    >>> [(each.role, len(each.holders)) for each in registry.timeline("general staff").roles]
    [('chief', 3), ('inspector', 0)]
    """
    from registry.services.tenures.timeline import timeline_of

    file = registry.file
    days = file.span(None, start, to) if start or to else None
    return timeline_of(file.connection, organization, file.today(), days, below=below)


def changes(
    registry: HasFile, start: When, end: When | None = None, organization: str | None = None, *, below: bool = False
) -> Changes:
    """Who entered and who left a role, in one organization or anywhere, from the first day that `start` can mean
    to the last that `end` can (today, if none is given); `below`: and in those that stand below it.

    >>> [(each.name, each.movement) for each in registry.changes("2025-03", "2025-03").movements]
    [('Bob Bell', <MovementKind.LEFT: 'left'>), ('Cy Cole', <MovementKind.ENTERED: 'entered'>)]
    """
    from registry.services.tenures.movements import changes

    first, _ = widened(read_edtf(registry.file.start(start)))
    until = registry.file.edtf(end)
    last = widened(read_edtf(until))[1] if until else registry.file.today()
    return changes(registry.file.connection, first, last, organization, below=below)


def neighbours(registry: HasFile, appointments: Sequence[str]) -> Mapping[str, Neighbours]:
    """Who held the role before and after, by the slug of each appointment: by a recorded succession, or, in a role of
    one seat, the nearest other holder by start.

    >>> found = registry.neighbours(["bob-bell-chief"])["bob-bell-chief"]
    >>> (found.before.name, found.after.name)
    ('Ann Ames', 'Cy Cole')
    """
    from registry.services.tenures.neighbours import neighbours

    return neighbours(registry.file.connection, appointments)


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


def _additions(file: OpenFile, create: bool, organization: str | None, since: When | None) -> Additions:
    from registry.services.tenures.missing import Additions

    return Additions(create, organization, None if since is None else file.start(since, "replacing_since"))


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


def chain(registry: HasFile, words: str, on: When | None = None, *, down: bool = False) -> Chain:
    """To whom a role, or a person by all their roles, answered on a day (today, if none is given), nearest first.

    `down`: who answered to them. Each link is certain, presumed or possible; a vacant role passes the chain on.

    >>> registry.roles.link("inspector", "reports to", "chief", start="2020").relations[0].kind
    'reports to'
    >>> [each.role for each in registry.chain("inspector", "2024-06-01").links]
    ['chief']
    """
    from registry.services.tenures.chain import chain

    return chain(registry.file.connection, words, registry.file.day(on), registry.file.today(), down=down)


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
