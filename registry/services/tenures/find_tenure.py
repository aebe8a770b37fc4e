"""Which recorded tenure an entry means: the incumbent, the replaced one, the one to be ended. Reads only."""

from __future__ import annotations

import sqlite3

from registry.domain.dates.bounds import UNKNOWN, bounds_of
from registry.domain.dates.typed import typed_date
from registry.domain.dates.wording import date_in_words
from registry.domain.entities.references import EntityReference
from registry.domain.errors import NotFoundError, RegistryError
from registry.domain.names.text_hygiene import quoted
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.tenures.windows import trusted_bounds
from registry.domain.vocabulary import Kind, Status
from registry.services.names.resolve import resolve
from registry.services.tenures.writing import follows, replaces_oneself
from registry.store.entities.named import PERSON, ROLE
from registry.store.entities.roles import role_note
from registry.store.tenures import appointments


class NoTenureError(RegistryError):
    """There is no tenure that could be ended or succeeded."""


def incumbent_of(
    connection: sqlite3.Connection, post: RoleNote, replacing: str | None, kind: str, on: str, successor: str
) -> tuple[Tenure | None, Tenure | None]:
    """The one in office (`replacing` says who, where there are several), and an open vacancy that is filled.

    Of one seat both may be ended: an acting holder and the vacancy. Of several an open vacancy is filled first.
    """
    open_ = [tenure for tenure in tenures_of(connection, post) if tenure.end is None]
    holding = [tenure for tenure in open_ if tenure.person_id is not None]
    empty = [tenure for tenure in open_ if tenure.person_id is None and kind == Kind.SUBSTANTIVE]
    if replacing:
        outgoing = resolve(connection, PERSON, replacing)
        holding = [tenure for tenure in holding if tenure.person_id == outgoing.id]
    if empty and post.seats_on(bounds_of(on, None).start_earliest) != 1:
        holding, empty = (holding, []) if replacing else ([], empty)
    if not holding and (replacing or not empty):
        whose = f"{replacing} is not" if replacing else "nobody is"
        raise NoTenureError(
            f"{whose} recorded as still in office as {post.title!r}; say with --replacing and --replacing-since whom "
            f"{successor} replaced and since when that one held it, or record the new tenure alone with "
            f"`registry appoint {quoted(successor)} {post.slug} --from {typed_date(on)}`"
        )
    if len(holding) > 1:
        names = ", ".join(f"{tenure.name} ({tenure.person})" for tenure in holding)
        raise NoTenureError(f"several people hold {post.title!r}: {names}; name the one who left with --replacing")
    return (holding[0] if holding else None), (empty[0] if empty else None)


def tenures_in(connection: sqlite3.Connection, role: str) -> list[Tenure]:
    """The tenures of the role that the words name, not those that are rejected, by start. Raises NotFoundError."""
    return tenures_of(connection, role_note(connection, resolve(connection, ROLE, role).id))


def tenures_of(connection: sqlite3.Connection, post: RoleNote) -> list[Tenure]:
    """The tenures of the role that are not rejected, by start."""
    return [tenure for tenure in appointments.of_role(connection, post.id) if tenure.status != Status.REJECTED]


def replaced(
    connection: sqlite3.Connection,
    post: RoleNote,
    words: str,
    start: str,
    end: str | None,
    *,
    by: tuple[int | None, str],
) -> Tenure:
    """The tenure of the replaced person whose end can be the event of this start; `by`: who replaces, in what kind.

    Nobody replaces themselves within one kind: a further term needs no link.
    """
    outgoing = resolve(connection, PERSON, words)
    held = [tenure for tenure in tenures_of(connection, post) if tenure.person_id == outgoing.id]
    if not held:
        raise NotFoundError(
            f"{outgoing.label} is not recorded as {post.title!r}, so nobody can replace them there; to record them, "
            "too, say with --replacing-since since when they held it, or that this is unknown"
        )
    held = [tenure for tenure in held if not replaces_oneself(tenure, *by)]
    if not held:
        raise RegistryError(
            f"{outgoing.label} cannot replace themselves as {post.title!r}; "
            "record the new term without --replacing; answers show it as a re-appointment"
        )
    began = trusted_bounds(None if start == UNKNOWN else start, end)
    fitting = [tenure for tenure in held if follows(tenure, began)]
    if not fitting:
        raise RegistryError(
            f"{outgoing.label} left {post.title!r} {date_in_words(held[-1].end or UNKNOWN)}, "
            f"which cannot be the day of a "
            f"start {date_in_words(start)} or the day before; correct a date, or leave --replacing out"
        )
    return fitting[-1]


def open_tenure(connection: sqlite3.Connection, holder: EntityReference, post: RoleNote, on: str) -> Tenure:
    """The person's tenure that is open, or of which only the end is not known. Raises NoTenureError."""
    held = [tenure for tenure in tenures_of(connection, post) if tenure.person_id == holder.id]
    for ends in (None, UNKNOWN):
        candidates = [tenure for tenure in held if tenure.end == ends]
        if candidates:
            return candidates[-1]
    if held:
        raise NoTenureError(
            f"{holder.label}'s tenure as {post.title!r} has already ended, "
            f"{date_in_words(held[-1].end or UNKNOWN)}; no tenure is open to end {date_in_words(on)}"
        )
    raise NoTenureError(
        f"{holder.label} is not recorded as {post.title!r}; see `registry career {holder.slug}`, or record the tenure "
        f"with `registry appoint {holder.slug} {post.slug} --from unknown --to {typed_date(on)}`"
    )
