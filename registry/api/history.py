"""The record itself: what was written when, by whom and why; undo, correct, remove and forget.

Changes are known by their numbers; an appointment is named as in `cite`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from registry.api.file import HasFile, When
from registry.domain.errors import RegistryError
from registry.store.database.registry_file import stamp

if TYPE_CHECKING:
    from registry.domain.history.changes import Change, ChangeDetails
    from registry.domain.history.differences import Edited
    from registry.services.history.correct import CorrectionReport
    from registry.services.history.edit_record import RecordFields
    from registry.services.history.forget import ForgetReport
    from registry.services.history.remove import RemovalReport
    from registry.services.history.verify import Verification


def log(
    registry: HasFile,
    about: str | None = None,
    *,
    since: When | datetime | None = None,
    until: When | datetime | None = None,
    limit: int | None = None,
) -> list[Change]:
    """What was recorded, newest first; `about`: a person, role, organization, appointment or source.

    `since`: from the beginning of the day or time named; `until`: to the end of it.

    >>> [change.command for change in registry.log("cy-cole", limit=1)]
    ['appoint Cy Cole, chief']
    """
    from registry.services.history.log import log

    first = stamp(registry.file.moment(since)[0]) if since is not None else None
    last = stamp(registry.file.moment(until)[1]) if until is not None else None
    return log(registry.file.connection, about, first, last, limit)


def newest(registry: HasFile, limit: int) -> list[Change]:
    """The newest changes; unlike `log` without those of other programs, and quick in a large registry.

    >>> registry.newest(1)[0].actor
    'an archivist'
    """
    from registry.store.entities.counts import newest_changes

    return newest_changes(
        registry.file.connection, stamp(registry.file.known_on) if registry.file.known_on else None, limit
    )


def show(registry: HasFile, number: int) -> ChangeDetails:
    """All that a change did, field by field, before and after.

    >>> [alteration.slug for alteration in registry.show(3).alterations]
    ['chief']
    """
    from registry.services.history.log import show

    return show(registry.file.connection, number)


def verify(registry: HasFile, head: str | None = None) -> Verification:
    """Compare history with its seals; `head`: one that `verify` gave before, which then has to be of this history.

    Raises RegistryError for a head that is not.

    >>> registry.verify().problems
    ()
    """
    from registry.services.history.verify import verify

    return verify(registry.file.connection, head)


def undo(registry: HasFile, number: int, because: str | None = None, *, with_later: bool = False) -> ChangeDetails:
    """Make what a change wrote as it was before; returns the change that did so.

    `with_later`: undo the later changes that depend on it, too. Raises UndoError where later changes depend on it.

    >>> registry.people.add("Olena Orel").slug
    'olena-orel'
    >>> registry.undo(registry.log()[0].number).alterations[0].verb.value
    'removed'
    """
    from registry.services.history.undo import undo

    return undo(registry.file.session, number, because, with_later=with_later)


def record_fields(registry: HasFile, words: str, noun: str | None = None) -> RecordFields:
    """All fields of one record, as texts, lists of texts and lists of mappings, as `edit` takes them.

    `words`: a slug, a name, `PERSON, ROLE` or a source's address; `noun`: appointment, person, role, organization or
    source, where several are called that.

    >>> registry.record_fields("bob-bell-chief").fields["start"]
    '2024-02'
    """
    from registry.services.history.edit_record import record_fields

    return record_fields(registry.file.connection, words, _noun(noun))


def edit(
    registry: HasFile,
    words: str,
    because: str,
    fields: Mapping[str, Any],
    *,
    noun: str | None = None,
    dry_run: bool = False,
) -> Edited:
    """Change fields of any record, as one change; `words` and `noun` as for `record_fields`.

    What is not named stays, None clears a field, a list is given whole. `dry_run`: only try it. Raises UnchangedError.

    >>> registry.edit("bob bell", "in the gazette", {"birth": "1960", "names": ["B. Bell"]}).differences[0].after
    '1960'
    """
    from registry.services.history.edit_record import edit_record

    found = record_fields(registry, words, noun)
    unknown = [field for field in fields if field not in found.fields]
    if unknown:
        raise RegistryError(f"{found.noun} has no field {unknown[0]!r}; it has {', '.join(found.fields)}")
    dated = registry.file.dated(fields)
    for field in ("names", "parents"):
        if isinstance(dated.get(field), list):
            dated[field] = [registry.file.dated(each) if isinstance(each, dict) else each for each in dated[field]]
    return edit_record(registry.file.session, found.slug, found.noun, dated, because, dry_run=dry_run)


def _noun(noun: str | None) -> str | None:
    from registry.services.history.edit_record import NOUNS

    if noun is not None and noun not in NOUNS:
        raise RegistryError(f"noun is {', '.join(NOUNS[:-1])} or {NOUNS[-1]}, not {noun!r}")
    return noun


def correct(registry: HasFile, appointment: str, because: str, **changes: Any) -> CorrectionReport:
    """Correct a tenure: person, role, start, end, kind, status, rank, how, end_reason, note, replaces (a slug or
    a person). None clears a field: an end that is None is open. The slug stays.

    >>> registry.correct("ann ames", because="a slip of the pen", end="2024-02-09").differences
    (Difference(field='end', before='2024-02', after='2024-02-09'),)
    """
    from registry.services.history.correct import correct

    return correct(registry.file.session, appointment, because, registry.file.dated(changes))


def remove(registry: HasFile, appointment: str, because: str) -> RemovalReport:
    """Remove a tenure that was recorded by mistake, with its citations; its sources stay.

    >>> registry.remove("cy-cole-chief", because="it is another person").label
    'Cy Cole, Chief, from 16 March 2025 on'
    """
    from registry.services.history.remove import remove_appointment

    return remove_appointment(registry.file.session, appointment, because)


def forget(
    registry: HasFile, person: str, because: str, *, also: Sequence[str] = (), dry_run: bool = False
) -> ForgetReport:
    """Erase a person everywhere in the file: rows, history, mentions by name, free pages. It cannot be undone.

    `because` should not name the person; a name in it is taken out. `also`: further wordings that mean the person.
    `dry_run`: change nothing and report what would go.

    >>> registry.forget("ann ames", because="the person asked for it").appointments
    1
    """
    from registry.services.history.forget import forget, preview

    if dry_run:
        return preview(registry.file.session, person, also)
    return forget(registry.file.session, person, because, also)
