"""What a writer of a format is given: the registry, or a part of it, in the words of statements.py. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from registry.domain.exchange.statements import (
    CitationStatement,
    NameStatement,
    OrganizationStatement,
    PersonStatement,
    RoleStatement,
    SuccessionStatement,
    TenureStatement,
)
from registry.domain.history.seals import PackageSeal
from registry.domain.vocabulary import ACTS, DETAILS

# What there is to say. A format lists in SAYS what it can.
FIELDS = frozenset(
    f"{noun}.{name}"
    for noun, kind in (
        ("person", PersonStatement), ("organization", OrganizationStatement), ("role", RoleStatement),
        ("tenure", TenureStatement), ("name", NameStatement), ("source", CitationStatement),
    )
    for name in kind._fields
    if name not in ("key", "place", "details", "dates", "covers")
) | {f"detail.{field}" for field in DETAILS} | {f"date.{act}" for act in ACTS}  # fmt: skip

# What beside it only our own formats have a place for, as a report counts it: one, several. They list it in SAYS, too.
OURS = {
    "parents": ("additional or dated parent of an organization", "additional or dated parents of organizations"),
    "policies": ("term or expected continuity of a role", "terms or expected continuities of roles"),
    "later_seats": ("later number of seats", "later numbers of seats"),
    "incompatible": ("pair of roles that exclude each other", "pairs of roles that exclude each other"),
    "successions": ("succession of an organization or a role", "successions of organizations and roles"),
    "chains": ("role that another one reports to or comes with", "roles that others report to or come with"),
    "covers": ("tenure that covers an absence", "tenures that cover absences"),
    "relation_sources": ("source of a relation", "sources of relations"),
    "redirects": ("slug replaced by a merge", "slugs replaced by a merge"),
    "distinct": ("pair of people known to be different", "pairs of people known to be different"),
    "keys": ("key of an entry in another file", "keys of entries in other files"),
    "datasets": ("note on how another file is read", "notes on how other files are read"),
    "rosters": ("list of everybody in office", "lists of everybody in office"),
    "archives": ("kept copy of a source", "kept copies of sources"),
    "retracted": ("retraction of a source", "retractions of sources"),
    "copies": ("source that repeats another", "sources that repeat others"),
    "source_notes": ("note on a source", "notes on sources"),
    "uncited": ("source that is not cited anywhere", "sources that are not cited anywhere"),
    "waivers": ("waived finding", "waived findings"),
}

# Of these what says nothing of an office: how files of others are known again. To leave it out is no loss.
SETTINGS = frozenset({"keys", "datasets"})

_Rows = Iterator[tuple[object, ...]]


def _none(_: str) -> _Rows:
    return iter(())


@dataclass(frozen=True, slots=True)
class ExportView:
    """Each part can be gone through as often as need be. Keys are slugs; organizations come after their parents.

    Tenures stand by role, and in a role by start. `today` is an ISO day. `table`: the columns and the rows of one of
    the registry's own tables, in the order of their ids, with unknown days as 0001-01-01 or 9999-12-31. `rows`: those
    of a table of the data package, slugs in the place of ids, sorted by their cells. `seals`: the digests of the
    history; none of a part of the registry. `details`: the fields of which any tenure has a
    detail for as long as it lasted.
    """

    bodies: Iterable[OrganizationStatement]
    posts: Iterable[RoleStatement]
    people: Iterable[PersonStatement]
    held: Iterable[TenureStatement]
    today: str
    tables: Sequence[str]
    table: Callable[[str], tuple[Sequence[str], _Rows]]
    rows: Callable[[str], _Rows] = field(default=_none)
    successions: Iterable[SuccessionStatement] = ()
    seals: Callable[[], Sequence[PackageSeal]] = field(default=tuple)
    details: Sequence[str] = ()
