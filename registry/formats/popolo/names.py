"""The names of a Popolo person: `name` and `other_names`, and what parlparse makes of the latter.

parlparse (https://github.com/mysociety/parlparse/tree/master/members) gives a person no `name`: an entry of
`other_names` with the note Main holds the parts of it, a new entry for each new name. A lord's parts are
honorific_prefix, lordname and lordofname; given_name and surname are the name before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from registry.domain.errors import DateError
from registry.domain.exchange.statements import NameStatement
from registry.domain.vocabulary import DateOrder
from registry.formats.popolo.parts import Entry, entries, further_name, text_of

_MAIN = "main"


class Names(NamedTuple):
    """What somebody is called, what else, and what was wrong with a further name."""

    name: str | None
    also: tuple[NameStatement, ...]
    faults: tuple[str, ...]


def names_of(person: Entry, order: DateOrder | None) -> Names:
    """The name as it is given, else the main one that is still borne or was borne last."""
    others = entries(person.get("other_names"))
    name = text_of(person.get("name"))
    if name is None:
        main = [each for each in others if _note(each) == _MAIN and spelt(each)]
        latest = max(main, key=_borne_until, default=None)
        name = spelt(latest) if latest else spelt(person)
    found: dict[str, NameStatement] = {}
    faults = []
    for each in others:
        kind = "former" if _note(each) == _MAIN and text_of(each.get("end_date")) else "alias"
        for spelling in _spellings(each):
            try:
                further = further_name(each, spelling, kind, order)
            except DateError as error:
                faults.append(f"the name {spelling!r}: {error}")
                continue
            if spelling != name:
                found.setdefault(spelling, further)
    return Names(name, tuple(found.values()), tuple(faults))


def spelt(parts: Entry) -> str | None:
    """The name as a whole, else put together of its parts; None if there are none."""
    whole = text_of(parts.get("name"))
    if whole:
        return whole
    lord, of = text_of(parts.get("lordname")), text_of(parts.get("lordofname"))
    if lord or of:
        said = [text_of(parts.get("honorific_prefix")), lord, f"of {of}" if of else None]
    else:
        said = [text_of(parts.get("given_name")), text_of(parts.get("family_name"))]
    return " ".join(part for part in said if part) or None


def _spellings(parts: Entry) -> Iterator[str]:
    """The name, and that of a lord before the peerage."""
    whole = spelt(parts)
    if whole:
        yield whole
    given, family = text_of(parts.get("given_name")), text_of(parts.get("surname"))
    if given and family and f"{given} {family}" != whole:
        yield f"{given} {family}"


def _note(name: Entry) -> str:
    return (text_of(name.get("note")) or "").lower()


def _borne_until(name: Entry) -> tuple[str, str]:
    return text_of(name.get("end_date")) or "9999-12-31", text_of(name.get("start_date")) or ""
