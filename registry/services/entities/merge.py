"""Two people on record who are one: put them together, or record that they are not one. Each is one change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from registry.domain.dates.bounds import cross
from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.dates.wording import date_in_words, span_in_words
from registry.domain.entities.models import Distinct, Person
from registry.domain.entities.references import DistinctPair, EntityReference
from registry.domain.entities.validation import validated
from registry.domain.errors import RegistryError
from registry.domain.history.differences import Difference
from registry.domain.tenures.records import Tenure
from registry.domain.vocabulary import Status
from registry.services.entities.add import AlreadyRecordedError, add_names
from registry.services.entities.field_edits import with_changes
from registry.services.names.resolve import resolve
from registry.services.session import Session, needed
from registry.store.entities import further_names, merge_rows, people
from registry.store.entities.named import PERSON
from registry.store.tenures import appointments

if TYPE_CHECKING:
    from sqlite_utils import Database

_LIFE = ("birth", "death", "note")
_DETAILS = ("rank", "how", "end_reason", "note")
_SHOWN = 4


class MergeError(RegistryError):
    """Two who cannot be one as they are recorded."""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """Who is one now: `other`'s slug leads to `person`.

    `tenures`: those that are `person`'s now; `joined`: those that were recorded twice, as they were called and as they
    are; `taken`: what was only recorded of `other`; `left`: what was recorded otherwise and is not taken over;
    `several`: identifiers of schemes of which there are several values now.
    """

    person: str
    name: str
    other: str
    other_name: str
    tenures: tuple[str, ...]
    joined: tuple[tuple[str, str], ...]
    taken: tuple[Difference, ...]
    left: tuple[Difference, ...]
    several: tuple[str, ...]


def merge(session: Session, person: str, other: str, because: str | None = None) -> MergeReport:
    """Give `person` all that is recorded of `other`, whose slug leads there from now on. Raises MergeError."""
    with session.change(f"merge {person}, {other}", because) as change:
        db = change.db
        keep, gone = _two(db, person, other)
        known = merge_rows.why_distinct(db.conn, PERSON, keep.id, gone.id)
        if known is not None:
            raise MergeError(
                f"{_both(keep, gone)} are recorded as two people ({known}); if that is wrong, type "
                f"`registry person distinct {keep.slug} {gone.slug} --remove --because …` first"
            )
        mine, theirs = (appointments.of_person(db.conn, each.id) for each in (keep, gone))
        _refuse_succession(keep, gone, mine, theirs)
        doubles = _doubles(mine, theirs)
        _refuse_overlap(keep, gone, mine, [tenure for tenure in theirs if tenure.id not in doubles])
        taken, left = _join_lives(db, keep, gone)
        for tenure in theirs:
            if tenure.id in doubles:
                left += join_tenure(db, doubles[tenure.id], tenure)
            else:
                merge_rows.move_tenure(db, tenure.id, keep)
        merge_rows.move_belongings(db, PERSON, keep, gone)
        add_names(db, PERSON, keep.id, [gone.label])
        merge_rows.redirect(db, PERSON, keep, gone)
        return MergeReport(
            keep.slug, keep.label, gone.slug, gone.label,
            tuple(tenure.appointment for tenure in theirs if tenure.id not in doubles),
            tuple((tenure.appointment, doubles[tenure.id].appointment) for tenure in theirs if tenure.id in doubles),
            tuple(taken), tuple(left), tuple(_several(db, keep)),
        )  # fmt: skip


def distinct(session: Session, person: str, other: str, because: str) -> DistinctPair:
    """Record that the two are not one. Raises AlreadyRecordedError."""
    with session.change(f"distinct {person}, {other}", needed(because)) as change:
        db = change.db
        one, another = _two(db, person, other)
        known = merge_rows.why_distinct(db.conn, PERSON, one.id, another.id)
        if known is not None:
            raise AlreadyRecordedError(f"{_both(one, another)} are already recorded as two people: {known}")
        pair = validated(Distinct, {"person": one.slug, "other": another.slug, "because": because})
        merge_rows.insert_distinct(db, PERSON, one.id, another.id, pair.because)
        return _pair(one, another, pair.because)


def not_distinct(session: Session, person: str, other: str, because: str) -> DistinctPair:
    """Take back that the two are not one. Raises MergeError if that is not recorded."""
    with session.change(f"distinct {person}, {other} --remove", needed(because)) as change:
        db = change.db
        one, another = _two(db, person, other)
        known = merge_rows.why_distinct(db.conn, PERSON, one.id, another.id)
        if known is None:
            raise MergeError(
                f"{_both(one, another)} are not recorded as two people; `registry person distinct` lists who is"
            )
        merge_rows.remove_distinct(db, PERSON, one.id, another.id)
        return _pair(one, another, known)


def _pair(one: EntityReference, other: EntityReference, because: str) -> DistinctPair:
    first, second = sorted((one, other), key=lambda each: each.slug)
    return DistinctPair(first.slug, first.label, second.slug, second.label, because)


def _two(db: Database, person: str, other: str) -> tuple[EntityReference, EntityReference]:
    one, another = resolve(db.conn, PERSON, person), resolve(db.conn, PERSON, other)
    if one.id == another.id:
        raise MergeError(f"{person!r} and {other!r} are already one: {one.label!r} ({one.slug}); name another one")
    return one, another


def _both(one: EntityReference, other: EntityReference) -> str:
    return f"{one.label!r} ({one.slug}) and {other.label!r} ({other.slug})"


def _refuse_succession(
    keep: EntityReference, gone: EntityReference, mine: Sequence[Tenure], theirs: Sequence[Tenure]
) -> None:
    """A direct succession says that there were two."""
    for ones, others in ((mine, theirs), (theirs, mine)):
        left = {tenure.id: tenure for tenure in others}
        for tenure in ones:
            if tenure.replaces_id in left:
                previous = left[tenure.replaces_id]
                raise MergeError(
                    f"{_both(keep, gone)} cannot be one: as {tenure.title!r} one directly succeeded the other "
                    f"({tenure.appointment} replaces {previous.appointment}); if that is wrong, type "
                    f"`registry correct {tenure.appointment} --replacing none --because …` first"
                )


def _doubles(mine: Sequence[Tenure], theirs: Sequence[Tenure]) -> dict[int, Tenure]:
    """Those of `theirs`, by id, that are one of `mine` word for word in role, kind, status and dates."""
    free = list(mine)
    found = {}
    for tenure in theirs:
        same = next((each for each in free if _what(each) == _what(tenure)), None)
        if same:
            free.remove(same)
            found[tenure.id] = same
    return found


def _what(tenure: Tenure) -> tuple[object, ...]:
    return tenure.role_id, tenure.kind, tenure.status, tenure.start, tenure.end


def _refuse_overlap(
    keep: EntityReference, gone: EntityReference, mine: Sequence[Tenure], theirs: Sequence[Tenure]
) -> None:
    """What the guards would refuse: one person certainly twice in one role at once."""
    clashing = [
        (one, other)
        for one in mine
        for other in theirs
        if one.role_id == other.role_id
        and one.status == other.status == Status.ACCEPTED
        and cross(one.sure, other.sure)
    ]
    if clashing:
        told = "; ".join(
            f"{one.title!r} {span_in_words(one.start, one.end)} ({one.appointment}, {one.kind}) and "
            f"{span_in_words(other.start, other.end)} ({other.appointment}, {other.kind})"
            for one, other in clashing[:_SHOWN]
        )
        more = f" and {len(clashing) - _SHOWN} more" if len(clashing) > _SHOWN else ""
        slug = clashing[0][1].appointment
        raise MergeError(
            f"{_both(keep, gone)} cannot be one as they are recorded, because one person holds a role only once "
            "at a time: "
            f"{told}{more}. If the two are one tenure, give both the same dates with `registry correct {slug} --from … "
            f"--to … --because …`; if one is wrong, `registry remove {slug} --because …`; then merge again"
        )


def _join_lives(
    db: Database, keep: EntityReference, gone: EntityReference
) -> tuple[list[Difference], list[Difference]]:
    """Take over what is not known of `keep`; returns that, and what differs. Raises MergeError for two births."""
    mine, theirs = (people.person_as_recorded(db.conn, each.id) for each in (keep, gone))
    for field in ("birth", "death"):
        if mine[field] and theirs[field] and _apart(mine[field], theirs[field]):
            raise MergeError(
                f"{_both(keep, gone)} cannot be one: the {field} of one is {date_in_words(mine[field])}, of the other "
                f"{date_in_words(theirs[field])}; "
                f"if one is wrong, correct it with `registry person edit {gone.slug}` first"
            )
    taken, left = _compared(mine, theirs, _LIFE)
    if taken:
        joined = with_changes(Person, mine, {each.field: each.after for each in taken})
        people.update_person(db, keep.id, joined)
    return taken, left


def _compared(
    mine: Mapping[str, Any], theirs: Mapping[str, Any], fields: Sequence[str]
) -> tuple[list[Difference], list[Difference]]:
    """What only `theirs` has, and what both have differently."""
    taken: list[Difference] = []
    left: list[Difference] = []
    for field in fields:
        if theirs[field] is not None and theirs[field] != mine[field]:
            difference = Difference(field, mine[field], theirs[field])
            (taken if mine[field] is None else left).append(difference)
    return taken, left


def _apart(one: str, other: str) -> bool:
    (one_first, one_last), (other_first, other_last) = widened(read_edtf(one)), widened(read_edtf(other))
    return one_last < other_first or other_last < one_first


def join_tenure(db: Database, kept: Tenure, double: Tenure) -> list[Difference]:
    """Make one of a tenure that is recorded twice; returns what is not taken over from the double."""
    fields = (*_DETAILS, "replaces_id")
    taken, left = _compared(kept._asdict(), double._asdict(), fields)
    merge_rows.fold_tenure(db, kept.id, double.id, {each.field: each.after for each in taken})
    return [_said(db, each) for each in left]


def _said(db: Database, difference: Difference) -> Difference:
    """A predecessor by its slug."""
    if difference.field != "replaces_id":
        return difference
    before, after = (appointments.one(db.conn, each).appointment for each in (difference.before, difference.after))
    return Difference("replaces", before, after)


def _several(db: Database, keep: EntityReference) -> Iterator[str]:
    known = further_names.identifiers_of(db.conn, PERSON, keep.id)
    for scheme in dict.fromkeys(each.scheme for each in known):
        values = [each.value for each in known if each.scheme == scheme]
        if len(values) > 1:
            yield f"{scheme}={', '.join(values)}"
