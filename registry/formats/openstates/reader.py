"""A person of openstates with the offices that were held, in our words."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

from registry.domain.errors import DateError
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import (
    DetailStatement,
    OrganizationStatement,
    PersonStatement,
    RoleStatement,
    SkippedStatement,
    Statement,
    TenureStatement,
)
from registry.formats.not_kept import NotKeptCounter
from registry.formats.openstates.offices import JURISDICTION, PERSON, body_name, is_jurisdiction, seats_of, title_in
from registry.formats.popolo.parts import (
    Entry,
    cited_of,
    end_reason_of,
    entries,
    further_name,
    identifiers_of,
    not_cited,
    read_end,
    read_start,
    text_of,
)
from registry.formats.tenure_details import ended, within

_READ = frozenset({
    "id", "name", "given_name", "family_name", "middle_name", "suffix", "roles", "party", "other_names", "birth_date",
    "death_date", "ids", "other_identifiers", "sources",
})  # fmt: skip
_READ_OF_A_ROLE = frozenset({"type", "jurisdiction", "district", "start_date", "end_date", "end_reason"})


def is_of_a_person(found: Any) -> bool:
    """Whether the document is one: committees and lists of places stand beside them."""
    key = text_of(found.get("id")) if isinstance(found, dict) else None
    return key is not None and (key.startswith(f"{PERSON}/") or "roles" in found)


class People:
    """Of one reading; an office that several held is told once. `met`: the ids of those who were read."""

    def __init__(self, reading: ReadingOptions) -> None:
        self._reading = reading
        self._told: set[str] = set()
        self.met: set[str] = set()
        self.not_kept = NotKeptCounter()

    def person(self, place: str, found: Entry) -> Iterator[Statement]:
        """Somebody, then each role as a tenure."""
        key, name = str(text_of(found["id"])), text_of(found.get("name"))
        if name is None or key in self.met:
            yield SkippedStatement(place, "has no name" if name is None else f"repeats {key!r} from an earlier file")
            return
        self.met.add(key)
        self._count(found)
        yield from self._someone(place, key, name, found)
        roles = found.get("roles")
        for number, role in enumerate(roles if isinstance(roles, list) else [], 1):
            yield from self._role(f"{place}, role {number}", role, key, found)

    def _count(self, found: Entry) -> None:
        """What nothing reads: gender, image, email, offices; the names of accounts under `ids`, which change hands."""
        self.not_kept.add(found, _READ)
        ids, roles = found.get("ids"), found.get("roles")
        if isinstance(ids, dict):
            self.not_kept.add(ids, frozenset({"wikidata"}), "ids: ")
        for role in roles if isinstance(roles, list) else []:
            if isinstance(role, dict):
                self.not_kept.add(role, _READ_OF_A_ROLE, "role: ")

    def _someone(self, place: str, key: str, name: str, found: Entry) -> Iterator[PersonStatement | SkippedStatement]:
        order = self._reading.date_order
        dates: list[str | None] = []
        for field, read in (("birth_date", read_start), ("death_date", read_end)):
            try:
                dates.append(read(found.get(field), order))
            except DateError as error:
                dates.append(None)
                yield SkippedStatement(place, f"{field} {error}")
        also = []
        for each in entries(found.get("other_names")):
            other = text_of(each.get("name"))
            if other is None:
                continue
            try:
                also.append(further_name(each, other, "alias", order))
            except DateError as error:
                yield SkippedStatement(place, f"the name {other!r}: {error}")
        yield PersonStatement(key, name, place, tuple(also), _identifiers(key, found), *dates)

    def _role(self, place: str, role: Any, person: str, found: Entry) -> Iterator[Statement]:
        parts = role if isinstance(role, dict) else {}
        kind, jurisdiction = text_of(parts.get("type")), text_of(parts.get("jurisdiction"))
        if kind is None or jurisdiction is None:
            yield SkippedStatement(place, "has no type" if kind is None else "has no jurisdiction")
            return
        order = self._reading.date_order
        try:
            start, end = read_start(parts.get("start_date"), order), read_end(parts.get("end_date"), order)
        except DateError as error:
            yield SkippedStatement(place, str(error))
            return
        end, due = ended(end, self._reading.today)
        parties, notes = self._parties(found, start, end)
        notes += not_cited(entries(found.get("sources")))
        post = yield from self._office(place, kind, jurisdiction, text_of(parts.get("district")))
        yield TenureStatement(
            person,
            post,
            place,
            start=start,
            end=end,
            end_reason=None if due else end_reason_of(parts.get("end_reason")),
            note="; ".join(notes) or None,
            cited=cited_of(entries(found.get("sources"))),
            details=tuple(parties),
            dates=due,
        )

    def _parties(self, found: Entry, start: str | None, end: str | None) -> tuple[list[DetailStatement], list[str]]:
        """Those that the person had in the tenure; as remarks those of which the dates cannot be read or overlap."""
        parties: list[DetailStatement] = []
        notes = []
        order = self._reading.date_order
        for each in entries(found.get("party")):
            name = text_of(each.get("name"))
            if not name:
                continue
            said = [text_of(each.get("start_date")), text_of(each.get("end_date"))]
            try:
                detail = within(DetailStatement("party", name, *(read_end(day, order) for day in said)), start, end)
            except DateError:
                detail = None
            if detail and not (parties and None in (detail.start, parties[-1].end)):
                parties.append(detail)
            else:
                dates = "".join(f" {word} {day}" for word, day in zip(("from", "to"), said, strict=True) if day)
                notes.append(f"party: {name}{dates}")
        return parties, notes

    def _office(
        self, place: str, kind: str, jurisdiction: str, district: str | None
    ) -> Generator[OrganizationStatement | RoleStatement, None, str]:
        """The key of the post; it and its organization are told when they are first met."""
        if jurisdiction not in self._told:
            self._told.add(jurisdiction)
            known = ((JURISDICTION, jurisdiction),) if is_jurisdiction(jurisdiction) else ()
            yield OrganizationStatement(jurisdiction, body_name(jurisdiction), place, identifiers=known)
        key = "/".join(filter(None, (jurisdiction, kind, district)))
        if key not in self._told:
            self._told.add(key)
            said = self._reading.seats
            seats = seats_of(kind) if said is None else said or None
            yield RoleStatement(key, title_in(jurisdiction, kind, district), jurisdiction, place, seats=seats)
        return key


def _identifiers(key: str, found: Entry) -> tuple[tuple[str, str], ...]:
    """Those that identify; the names of accounts under `ids` change hands."""
    ids = found.get("ids")
    wikidata = text_of(ids.get("wikidata")) if isinstance(ids, dict) else None
    own = [(PERSON, key)] if key.startswith(f"{PERSON}/") else []
    own += [("wikidata", wikidata)] if wikidata else []
    return tuple(dict.fromkeys([*own, *identifiers_of(found.get("other_identifiers"))]))
