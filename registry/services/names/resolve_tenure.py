"""Words -> the one tenure meant: its slug, its holder, or `HOLDER, ROLE`. Reads only; never a silent guess."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from registry.domain.dates.wording import span_in_words
from registry.domain.entities.references import EntityReference
from registry.domain.errors import ChoiceError, NotFoundError
from registry.domain.names.keys import nearest
from registry.domain.tenures.records import Tenure
from registry.services.names.resolve import find, named_so, refuse_nameless, suggestion
from registry.store.entities.named import PERSON, ROLE
from registry.store.tenures import appointments

_SUGGESTED_FROM = 75.0
_SHOWN = 8


def resolve_tenure(connection: sqlite3.Connection, words: str) -> Tenure:
    """The one that is meant. Raises NotFoundError, or ChoiceError if several are."""
    refuse_nameless("appointment", words)
    found = appointments.by_slug(connection, words.strip())
    if found:
        return found
    held = _held(connection, words)
    if held is None:
        raise NotFoundError(f"no appointment {words!r}; {_suggestion(connection, words)}")
    if not held:
        raise NotFoundError(f"no tenure is recorded of {words!r}; see `registry career`, or record it with `appoint`")
    if len(held) > 1:
        raise ChoiceError(
            f"{words!r} has several tenures: {_listed(held)}; use the slug",
            [(tenure.appointment, f"{tenure.holder}, {tenure.title}") for tenure in held],
        )
    return held[0]


def _held(connection: sqlite3.Connection, words: str) -> list[Tenure] | None:
    """The tenures of the person, in the role if one is named; None if the words name nobody."""
    holder = find(connection, PERSON, words)
    if holder:
        return appointments.of_person(connection, holder.id)
    unclear: ChoiceError | None = None
    for person, role in _halves(words):
        try:
            named = _both(connection, person, role)
        except ChoiceError as error:
            unclear = unclear or error
            continue
        if named:
            held = appointments.of_person(connection, named[0].id)
            return [tenure for tenure in held if tenure.role_id == named[1].id]
    if unclear:
        raise unclear
    return None


def _both(connection: sqlite3.Connection, person: str, role: str) -> tuple[EntityReference, EntityReference] | None:
    holder = find(connection, PERSON, person)
    post = find(connection, ROLE, role) if holder else None
    return (holder, post) if holder and post else None


def _halves(words: str) -> Iterator[tuple[str, str]]:
    """At each comma: names and titles have some of their own."""
    parts = words.split(",")
    for index in range(1, len(parts)):
        yield ",".join(parts[:index]), ",".join(parts[index:])


def _suggestion(connection: sqlite3.Connection, words: str) -> str:
    slugs = {slug.replace("-", " "): slug for slug in appointments.every_slug(connection)}
    alike = [slugs[key] for key in nearest(words.replace("-", " ").lower(), slugs, _SUGGESTED_FROM)]
    if alike:
        return f"did you mean {' or '.join(alike)}?"
    person, _, role = words.partition(",")
    for noun, half in ((PERSON, person), (ROLE, role)):
        meant = suggestion(connection, [noun], half) if half.strip() and not named_so(connection, noun, half) else ""
        if meant.startswith("did you mean"):
            return meant
    return "`registry career PERSON` and `registry history ROLE` show the slugs; 'PERSON, ROLE' will do, too"


def _listed(held: Sequence[Tenure]) -> str:
    shown = [f"{each.appointment} ({each.title}, {span_in_words(each.start, each.end)})" for each in held[:_SHOWN]]
    more = f" and {len(held) - _SHOWN} more" if len(held) > _SHOWN else ""
    return f"{', '.join(shown)}{more}"
