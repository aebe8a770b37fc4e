"""Why a tenure does not fit: who is in the way, from when to when, and what to type instead. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from registry.domain.dates.bounds import UNKNOWN, cross, crowding
from registry.domain.dates.typed import typed_date
from registry.domain.dates.wording import span_in_words
from registry.domain.entities.models import Appointment
from registry.domain.entities.references import EntityReference
from registry.domain.errors import ClashError
from registry.domain.names.text_hygiene import quoted
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.tenures.windows import sure_bounds
from registry.domain.vocabulary import Kind, Status
from registry.store.tenures import appointments


def refuse_clash(
    connection: sqlite3.Connection,
    post: RoleNote,
    holder: EntityReference | None,
    appointment: Appointment,
    *,
    correcting: bool = False,
) -> None:
    """Raises ClashError if the accepted `appointment` certainly overlaps what the role has room for.

    `correcting`: it is already recorded, so that it is corrected, not entered again.
    """
    others = [
        tenure
        for tenure in appointments.of_role(connection, post.id)
        if tenure.status == Status.ACCEPTED and tenure.appointment != appointment.slug
    ]
    if holder:
        own = [tenure for tenure in others if tenure.person_id == holder.id]
        _refuse_twice(post, holder, appointment, own)
    sure = sure_bounds(appointment.start, appointment.end, appointment.bounds())
    same_kind = [tenure for tenure in others if tenure.kind == appointment.kind]
    in_the_way = crowding(sure, [tenure.sure for tenure in same_kind], post.seats, post.seat_changes)
    if in_the_way:
        crowd = [same_kind[index] for index in in_the_way]
        remedy = (
            _correction(post, appointment, crowd[0]) if correcting else _remedy(post, holder, appointment, crowd[0])
        )
        rival = "" if holder is None or correcting else f". {_as_rival(post, holder, appointment)}"
        raise ClashError(f"{_clash(post, holder, appointment, crowd)} {remedy}{rival}")


def _refuse_twice(post: RoleNote, holder: EntityReference, appointment: Appointment, own: Sequence[Tenure]) -> None:
    sure = sure_bounds(appointment.start, appointment.end, appointment.bounds())
    for tenure in own:
        same = (tenure.start, tenure.end, tenure.kind) == (
            appointment.start,
            appointment.end,
            appointment.kind,
        )
        if same or cross(tenure.sure, sure):
            raise ClashError(
                f"{holder.label} is already recorded as {post.title!r}, {_span(tenure)}; one person holds a role "
                f"only once at a time: end that tenure with `registry end {holder.slug} {post.slug} --on DATE`, "
                "or check the dates"
            )


def _clash(
    post: RoleNote, holder: EntityReference | None, appointment: Appointment, in_the_way: Sequence[Tenure]
) -> str:
    holders = " and ".join(
        f"{tenure.name} holds it {_span(tenure)}" if tenure.name else f"it is recorded as vacant {_span(tenure)}"
        for tenure in in_the_way
    )
    number = post.seats_on(max(appointment.bounds().start_latest, in_the_way[0].start_latest))
    seats = "one seat" if number == 1 else f"{number} seats"
    span = span_in_words(appointment.start, appointment.end)
    what = (
        f"{holder.label} cannot hold {post.title!r}{' as acting' * (appointment.kind == Kind.ACTING)}"
        if holder
        else f"{post.title!r} cannot be vacant"
    )
    return f"{what} {span}: {holders}, and the role has {seats}."


def _correction(post: RoleNote, appointment: Appointment, other: Tenure) -> str:
    """The other date that may be wrong."""
    if other.person and other.end is None and other.start_earliest < appointment.bounds().start_latest:
        return _earlier_end(post, other)
    return (
        f"If that one is recorded wrongly, correct it first with `registry correct {other.appointment}`; "
        "if this one is, give other dates, or --kind acting"
    )


def _earlier_end(post: RoleNote, other: Tenure) -> str:
    """The command that makes room for a vacancy."""
    if other.person and other.end is None:
        return f"If {other.name} has left, type `registry end {other.person} {post.slug} --on DATE` first"
    return "Correct the dates of one of them"


def _remedy(post: RoleNote, holder: EntityReference | None, appointment: Appointment, other: Tenure) -> str:
    """The command that would make it right, for the likeliest thing that is wrong."""
    if holder is None:
        return _earlier_end(post, other)
    bounds, start = appointment.bounds(), appointment.start
    name = quoted(holder.label)
    again = f"`registry appoint {name} {post.slug} --from"
    if start and other.end is None and other.start_earliest < bounds.start_latest:
        return f"If {holder.label} followed, type `registry succeed {post.slug} {name} --on {typed_date(start)}`"
    if start and other.start and appointment.end is None and other.start_latest > bounds.start_latest:
        days = f"{typed_date(start)} --to {typed_date(other.start)}"
        return f"If {holder.label} left when {other.holder} came, type {again} {days}`"
    if other.end and other.end != UNKNOWN and other.start_earliest <= bounds.start_earliest:
        return (
            f"If {holder.label} followed, type {again} {typed_date(other.end)}`; if in an acting capacity, add --acting"
        )
    return "Correct the dates, or add --acting if it was held in an acting capacity alongside the holder"


def _as_rival(post: RoleNote, holder: EntityReference, appointment: Appointment) -> str:
    """The command that enters somebody who claims the role against its holder."""
    until = f" --to {typed_date(appointment.end)}" if appointment.end else ""
    acting = " --acting" if appointment.kind == Kind.ACTING else ""
    return (
        f"If both claim the role, type `registry appoint {quoted(holder.label)} {post.slug} "
        f"--from {typed_date(appointment.start or UNKNOWN)}{until}{acting} --status disputed`"
    )


def _span(tenure: Tenure) -> str:
    return span_in_words(tenure.start, tenure.end)
