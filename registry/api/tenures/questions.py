"""Who held what, when: the questions about tenures. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from registry.api.file import HasFile, When
from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.errors import RegistryError

if TYPE_CHECKING:
    from registry.domain.tenures.answers import Answer
    from registry.domain.tenures.histories import Career, Succession
    from registry.services.tenures.chain import Chain
    from registry.services.tenures.movements import Changes
    from registry.services.tenures.neighbours import Neighbours
    from registry.services.tenures.timeline import OrganizationTimeline
    from registry.services.tenures.who import Snapshot


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
    registry: HasFile,
    start: When,
    end: When | None = None,
    organization: str | None = None,
    *,
    below: bool = False,
    details: bool = False,
) -> Changes:
    """Who entered and who left a role, in one organization or anywhere, from the first day that `start` can mean
    to the last that `end` can (today, if none is given); `below`: and in those that stand below it; `details`: and
    which ranks, parties, absences and the like began and ended.

    >>> [(each.name, each.movement) for each in registry.changes("2025-03", "2025-03").movements]
    [('Bob Bell', <MovementKind.LEFT: 'left'>), ('Cy Cole', <MovementKind.ENTERED: 'entered'>)]
    """
    from registry.services.tenures.movements import changes

    first, _ = widened(read_edtf(registry.file.start(start)))
    until = registry.file.edtf(end)
    last = widened(read_edtf(until))[1] if until else registry.file.today()
    return changes(registry.file.connection, first, last, organization, below=below, details=details)


def neighbours(registry: HasFile, appointments: Sequence[str]) -> Mapping[str, Neighbours]:
    """Who held the role before and after, by the slug of each appointment: by a recorded succession, or, in a role of
    one seat, the nearest other holder by start.

    >>> found = registry.neighbours(["bob-bell-chief"])["bob-bell-chief"]
    >>> (found.before.name, found.after.name)
    ('Ann Ames', 'Cy Cole')
    """
    from registry.services.tenures.neighbours import neighbours

    return neighbours(registry.file.connection, appointments)


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


def _of_today(names: str) -> bool:
    if names not in ("then", "today"):
        raise RegistryError(f"names={names!r}: give 'then' for the names of the time, or 'today' for those of today")
    return names == "today"
