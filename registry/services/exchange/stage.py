"""Read what a file says into the staging tables: tidied and with its dates understood, in batches.

Every text is looked at once, whatever the number of rows that have it; a row that cannot be recorded is left out
with the reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from registry.domain.dates.bounds import UNKNOWN, TenureError, bounds_of, day_before
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY, IsoDay, read_edtf, widened
from registry.domain.entities.field_types import LONGEST_NAME
from registry.domain.entities.models import Appointment, Person
from registry.domain.entities.validation import InvalidValueError, validated
from registry.domain.errors import DateError, RegistryError
from registry.domain.exchange.import_plan import Cause
from registry.domain.exchange.import_report import ImportReport
from registry.domain.exchange.statements import (
    CitationStatement,
    NameStatement,
    NotKept,
    OrganizationStatement,
    OtherContent,
    PersonStatement,
    ReadingNote,
    RoleStatement,
    SkippedStatement,
    Statement,
    SuccessionStatement,
    TenureStatement,
)
from registry.domain.names.keys import richness
from registry.domain.names.text_hygiene import shown, tidy
from registry.domain.vocabulary import Kind
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE, Noun
from registry.store.exchange import staging_tables

if TYPE_CHECKING:
    import sqlite3

_BATCH = 10_000
_REMEMBERED = 500_000
_DATES = 250_000
_NOUNS = {OrganizationStatement: ORGANIZATION, RoleStatement: ROLE, PersonStatement: PERSON}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OF_AN_ORDER = "give --date-order"  # in the reason for a date that could be read in two ways
_OF_A_DATE = re.compile(r"(?:start|end): ")  # how readers begin the reason for a date that cannot be read
_SUBSTANTIVE = ("substantive", "accepted", None, None, None)  # what most tenures say beside their dates


class Stage:
    """`exclusive`: whether an end is the day after the last one. `heard` is told the number of rows, now and then."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        done: ImportReport,
        *,
        exclusive: bool,
        heard: Callable[[int], None],
        keep_unclear: bool = False,
    ) -> None:
        self._keep_unclear = keep_unclear
        self._connection = connection
        self._done = done
        self._exclusive = exclusive
        self._heard = heard
        self._things: list[tuple[object, ...]] = []
        self._identifiers: list[tuple[str, str, str, str]] = []
        self._tenures: list[tuple[object, ...]] = []
        self._seen: set[str] = set()  # keys of people, not all of them in a large file
        self._named: list[tuple[object, ...]] = []  # as if nothing but a name were said of them
        self._number = 0
        self.successions: list[SuccessionStatement] = []

    def fill(self, given: Iterable[Statement]) -> None:
        """Stage everything; what cannot be recorded goes into the report."""
        staging_tables.make_room(self._connection)
        take: dict[type, Callable[[Any], None]] = {
            TenureStatement: self._tenure,
            OrganizationStatement: self._thing,
            RoleStatement: self._thing,
            PersonStatement: self._thing,
            SkippedStatement: self._left,
            OtherContent: self._aside,
            ReadingNote: self._done.notes.add,
            NotKept: self._not_kept,
            SuccessionStatement: self.successions.append,
        }
        for each in given:
            try:
                take[type(each)](each)
            except TenureError as error:
                self._done.refuse(Cause.REVERSED, getattr(each, "place", ""), str(error))
            except DateError as error:
                self._done.refuse(Cause.UNREADABLE, getattr(each, "place", ""), str(error))
            except RegistryError as error:
                self._done.refused.note(getattr(each, "place", ""), str(error))
        self._flush()

    def _left(self, left: SkippedStatement) -> None:
        self._done.rows += 1
        if _OF_AN_ORDER in left.reason:
            self._done.refuse(Cause.DATE_ORDER, *left)
        elif _OF_A_DATE.match(left.reason):
            self._done.refuse(Cause.UNREADABLE, *left)
        else:
            self._done.refused.note(*left)

    def _aside(self, aside: OtherContent) -> None:
        self._done.aside.note(*aside)

    def _not_kept(self, lost: NotKept) -> None:
        self._done.not_kept[lost.field] += lost.values

    def _thing(self, given: OrganizationStatement | RoleStatement | PersonStatement) -> None:
        noun = _NOUNS[type(given)]
        name = _name(given.title if isinstance(given, RoleStatement) else given.name)
        owner = given.organization if isinstance(given, RoleStatement) else None
        if given.identifiers:  # as they will be recorded: two that differ in nothing but white space are one
            given = given._replace(identifiers=tuple((scheme, tidy(value)) for scheme, value in given.identifiers))
        record = json.dumps(given, ensure_ascii=False)
        own = _is_own_key(given.key, name, noun)
        self._things.append((noun.word, given.key, name, _key(noun, name), owner, record, own, richness(name)))
        self._identifiers += ((noun.word, scheme, value, given.key) for scheme, value in given.identifiers)
        if len(self._things) >= _BATCH:
            self._flush()

    def _tenure(self, held: TenureStatement) -> None:
        (
            person,
            post,
            place,
            key,
            start,
            end,
            kind,
            status,
            rank,
            how,
            end_reason,
            replaces,
            note,
            cited,
            details,
            *more,
        ) = held
        self._done.rows += 1
        if key is not None and not key.strip():
            key = None
        if start == UNKNOWN:  # one way to say it, as of the model
            start = None
        if self._exclusive:
            end = _last_day(end) if end else end
            details = tuple(each._replace(end=_last_day(each.end)) if each.end else each for each in details)
        if person is not None and person not in self._seen:
            name = _name(person)
            self._named.append((PERSON.word, person, name, _key(PERSON, name), None, None, False, richness(name)))
            self._seen.add(person)
        rest = None
        if person is None and kind == Kind.ACTING:
            raise RegistryError("a vacancy is not acting; leave that out, or name the person")
        if note or (kind, status, rank, how, end_reason) != _SUBSTANTIVE:
            rest = _rest(kind, status, rank, how, end_reason, _fit("note", note))
        try:
            first, late, early, last = dates_of(start, end)
        except TenureError:
            if not self._keep_unclear:
                raise
            words = f"dates in the file: from {start} to {end}"
            note = _fit("note", "; ".join(filter(None, (note, words))))
            self._done.settled.note(place, f"the end {end} is before the start {start}; both are kept in the note")
            rest, start, end = _rest(kind, status, rank, how, end_reason, note), None, UNKNOWN
            first, late, early, last = dates_of(start, end)
        self._number += 1
        self._tenures.append(
            (
                self._number,
                person,
                post,
                place,
                key,
                start,
                first,
                late,
                end,
                early,
                last,
                rest,
                replaces,
                json.dumps(cited, ensure_ascii=False) if cited else None,
                json.dumps([details, *more], ensure_ascii=False) if details or any(more) else None,
            )
        )
        if len(self._tenures) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        staging_tables.stage_entities(self._connection, self._things)
        staging_tables.stage_names(self._connection, sorted(self._named))
        staging_tables.stage_identifiers(self._connection, self._identifiers)
        staging_tables.stage_tenures(self._connection, self._tenures)
        for batch in (self._things, self._named, self._identifiers, self._tenures):
            batch.clear()
        if len(self._seen) > _REMEMBERED:
            self._seen.clear()
        self._heard(self._done.rows)


def _is_own_key(key: str, name: str, noun: Noun) -> bool:
    """Whether the file tells it apart by this key: no name, and of a role nothing that is made of its title."""
    return name.casefold() not in key.casefold() if noun is ROLE else key != name


def one_line_of(text: str) -> str:
    """Line breaks and tabs, which nothing here may hold, as spaces."""
    return text if text.isprintable() else " ".join(text.split())


@lru_cache(maxsize=65_536)
def _name(text: str) -> str:
    """The name as it is recorded. Raises InvalidValueError."""
    if (
        text.isascii()
        and text.isprintable()
        and len(text) <= LONGEST_NAME
        and text == text.strip()
        and "  " not in text
    ):
        return text or validated(Person, {"slug": "x", "name": text}).name  # raises for no name at all
    return validated(Person, {"slug": "x", "name": one_line_of(text)}).name


def _key(noun: Noun, name: str) -> str:
    """By which it is found again. Raises InvalidValueError for signs that stand for no name."""
    key = noun.key(name)
    if not (key[:1].isalnum() or any(map(str.isalnum, name))):
        raise InvalidValueError(f"name {shown(name)} has no letter; give the name, or leave the person empty")
    return key


@lru_cache(maxsize=65_536)
def _fit(field: str, text: str | None) -> Any:
    """The value of an appointment's field as it is recorded. Raises InvalidValueError."""
    if not text:
        return None
    return getattr(validated(Appointment, {"slug": "x", "person": "x", "role": "x", field: one_line_of(text)}), field)


class _Days(dict[str, tuple[IsoDay, IsoDay]]):
    """The bounds of EDTF dates, each found out once unless very many came in between. Raises DateError."""

    def __missing__(self, text: str) -> tuple[IsoDay, IsoDay]:
        if len(self) >= _DATES:
            self.clear()
        self[text] = bounds = self._bounds(text)
        return bounds

    def _bounds(self, text: str) -> tuple[IsoDay, IsoDay]:
        if len(text) == len("2025-03-16") and _DAY.fullmatch(text):  # most are, and need no more than to be real
            with suppress(ValueError):
                date.fromisoformat(text)
                return IsoDay(text), IsoDay(text)
        return widened(read_edtf(text))


_days = _Days()  # takes half as long as lru_cache, which is asked twice a row


@lru_cache(maxsize=65_536)
def _last_day(end: str) -> str:
    """The day before an end that is not included; what is not a plain day stays."""
    first, last = _days[end]
    return day_before(end) if first == last == end else end


def dates_of(start: str | None, end: str | None) -> tuple[IsoDay, IsoDay, IsoDay, IsoDay]:
    """The bounds, as `bounds_of` has them. Raises DateError, TenureError."""
    start_earliest, start_latest = _days[start] if start else (FIRST_DAY, LAST_DAY)
    end_earliest, end_latest = _days[end] if end else (LAST_DAY, LAST_DAY)
    if start_latest <= end_earliest:  # nearly always, and then neither bounds the other
        return start_earliest, start_latest, end_earliest, end_latest
    if end_latest < start_earliest:
        bounds_of(start, end)  # raises, and says why
    return start_earliest, min(start_latest, end_latest), max(end_earliest, start_earliest), end_latest


@lru_cache(maxsize=65_536)
def _rest(
    kind: str, status: str, rank: str | None, how: str | None, end_reason: str | None, note: str | None
) -> str | None:
    """As store/exchange/staging_tables.py has it. Raises InvalidValueError."""
    given = {"kind": kind, "status": status, "rank": rank, "how": how, "end_reason": end_reason}
    fields = [*(_fit(field, text) for field, text in given.items()), note]
    return (
        None
        if (*fields[:5], note) == (*_SUBSTANTIVE, None)
        else json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    )


@lru_cache(maxsize=65_536)
def rest_of(rest: str | None) -> tuple[str, str, str | None, str | None, str | None, str | None]:
    """kind, status, rank, how, end_reason and note of what was staged."""
    return tuple(json.loads(rest)) if rest else (*_SUBSTANTIVE, None)


def statement_of(noun: Noun, record: str) -> OrganizationStatement | RoleStatement | PersonStatement:
    """What was staged."""
    kinds: dict[Noun, type[OrganizationStatement | RoleStatement | PersonStatement]] = {
        ORGANIZATION: OrganizationStatement,
        ROLE: RoleStatement,
        PERSON: PersonStatement,
    }
    given = kinds[noun]._make(json.loads(record))
    return given._replace(
        also=tuple(NameStatement._make(each) for each in given.also),
        identifiers=tuple((scheme, value) for scheme, value in given.identifiers),
    )


def cited_of(cited: str) -> list[CitationStatement]:
    """The sources that were staged with a tenure."""
    return [CitationStatement._make(each)._replace(supports=tuple(each[6])) for each in json.loads(cited)]
