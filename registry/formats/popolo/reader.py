"""What stands in a Popolo document: its organizations, posts, persons and memberships, in our words.

Three kinds of it are in use: as the specification has it (https://www.popoloproject.com/specs/); parlparse's
people.json, with redirects and reasons; EveryPolitician's, whose memberships leave out a date that is their term's.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from typing import Any

from registry.domain.errors import DateError
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import (
    DetailStatement,
    NameStatement,
    OrganizationStatement,
    OtherContent,
    PersonStatement,
    RoleStatement,
    SkippedStatement,
    Statement,
    TenureStatement,
)
from registry.formats.popolo.embedded import not_kept
from registry.formats.popolo.lists import Lists
from registry.formats.popolo.names import names_of
from registry.formats.popolo.parts import (
    Entry,
    cited_of,
    end_reason_of,
    entries,
    further_name,
    how_of,
    identifiers_of,
    not_cited,
    read_end,
    read_start,
    text_of,
)
from registry.formats.tenure_details import ended

_PLAIN_MEMBER = ("member", "supporter")


class Document:
    """One pass over it; what it has told is not told again."""

    def __init__(self, name: str, found: Mapping[str, Any], reading: ReadingOptions) -> None:
        self._lists = Lists(name, found)
        self._reading = reading
        self._bodies = self._lists.by_id("organizations")
        self._posts = self._lists.by_id("posts")
        self._persons = self._lists.by_id("persons")
        self._events = {text_of(each.get("id")): each for each in entries(found.get("events"))}
        self._areas = {text_of(each.get("id")): each for each in entries(found.get("areas"))}
        self._told_bodies: set[str] = set()
        self._titles: dict[str, str] = {}  # of the posts that were told
        self._people: set[str] = set()  # who was told
        self._party_members = 0

    def given(self) -> Iterator[Statement]:
        """All of it; a party only if there is an office in it."""
        yield from self._lists.unfit()
        for key, (_, each) in self._bodies.items():
            if not _is_party(each):
                yield from self._body(key)
        for key, (place, each) in self._posts.items():
            yield from self._post(key, place, each)
        for key, (place, each) in self._persons.items():
            yield from self._person(key, place, each)
        for place, each in self._lists.memberships():
            if not text_of(each.get("redirect")):
                yield from self._membership(place, each)
        if self._party_members:
            told = "1 membership" if self._party_members == 1 else f"{self._party_members} memberships"
            yield OtherContent(self._lists.name, f"{told} of a party left out: that is not an office")
        yield from not_kept(self._lists.document)

    # --- organizations and posts ---

    def _body(self, key: str | None) -> Iterator[OrganizationStatement | SkippedStatement]:
        """The organization, after those above it, as far as they were not told before."""
        chain = []
        while key in self._bodies and key not in self._told_bodies:
            self._told_bodies.add(key)
            chain.append(key)
            key = text_of(self._bodies[key].entry.get("parent_id"))
        for each in reversed(chain):
            yield from self._one_body(each)

    def _one_body(self, key: str) -> Iterator[OrganizationStatement | SkippedStatement]:
        place, each = self._bodies[key]
        parent = text_of(each.get("parent_id"))
        if parent and parent not in self._bodies:
            yield SkippedStatement(place, f"has the parent {parent!r}, which is not in the file")
            parent = None
        inception, dissolution, faults = self._life(place, each, "founding_date", "dissolution_date")
        yield from faults
        also = yield from self._also(place, each.get("other_names"))
        identifiers = identifiers_of(each.get("identifiers"))
        yield OrganizationStatement(
            key, text_of(each.get("name")) or key, place, also, identifiers, parent, inception, dissolution
        )

    def _post(self, key: str, place: str, each: Entry) -> Iterator[Statement]:
        title = self._title(each)
        body = text_of(each.get("organization_id"))
        if title is None or body not in self._bodies:
            yield SkippedStatement(place, "has neither label nor role" if title is None else _no_organization(body))
            return
        yield from self._body(body)
        inception, abolition, faults = self._life(place, each, "start_date", "end_date")
        yield from faults
        also = yield from self._also(place, each.get("other_label"))
        self._titles[key] = title
        identifiers = identifiers_of(each.get("identifiers"))
        yield RoleStatement(key, title, body, place, also, identifiers, self._seats(1), inception, abolition)

    def _title(self, post: Entry) -> str | None:
        """Its label, else its role; with its area, where that is not in it."""
        title = text_of(post.get("label")) or text_of(post.get("role"))
        area = self._area(post)
        return f"{title}, {area}" if title and area and area.lower() not in title.lower() else title

    def _area(self, each: Entry) -> str | None:
        inside = each.get("area")
        key = text_of(each.get("area_id"))
        area = inside if isinstance(inside, dict) else self._areas.get(key, {})
        return text_of(area.get("name")) or key

    def _seats(self, usual: int | None) -> int | None:
        said = self._reading.seats
        return usual if said is None else said or None

    # --- persons ---

    def _person(self, key: str, place: str, each: Entry) -> Iterator[PersonStatement | SkippedStatement]:
        if text_of(each.get("redirect")):
            if self._led_to(key) is None:
                yield SkippedStatement(place, f"redirects to {each['redirect']!r}, who is not in the file")
            return
        names = names_of(each, self._reading.date_order)
        yield from (SkippedStatement(place, fault) for fault in names.faults)
        if names.name is None:
            yield SkippedStatement(place, "has no name")
            return
        birth, death, faults = self._life(place, each, "birth_date", "death_date")
        yield from faults
        self._people.add(key)
        identifiers = identifiers_of(each.get("identifiers"))
        yield PersonStatement(key, names.name, place, names.also, identifiers, birth, death)

    def _led_to(self, key: str) -> str | None:
        """The person to whom the redirects lead; None if they lead nowhere or in a circle."""
        met: set[str] = set()
        while key in self._persons and key not in met:
            met.add(key)
            further = text_of(self._persons[key].entry.get("redirect"))
            if not further:
                return key
            key = further
        return None

    # --- memberships ---

    def _membership(self, place: str, each: Entry) -> Iterator[Statement]:
        said = text_of(each.get("person_id"))
        person = self._led_to(said) if said else None
        if person not in self._people:
            known = f"is of the person {said!r}, who is not in the file or was left out"
            yield SkippedStatement(place, known if said else "has no person_id")
            return
        post = yield from self._office(place, each)
        if post is None:
            return
        notes = list(self._notes(each, self._titles[post]))
        try:
            start, end = self._dates(each)
        except DateError as error:
            yield SkippedStatement(place, str(error))
            return
        end, due = ended(end, self._reading.today)
        yield TenureStatement(
            person,
            post,
            place,
            key=text_of(each.get("id")),
            start=start,
            end=end,
            how=how_of(each.get("start_reason")),
            end_reason=None if due else end_reason_of(each.get("end_reason")),
            note="; ".join(notes) or None,
            cited=cited_of(_sources(each)),
            details=tuple(self._details(each)),
            dates=due,
        )

    def _office(self, place: str, each: Entry) -> Generator[Statement, None, str | None]:
        """The key of its post, after what has to be told; None if it is not an office, or none that the file holds."""
        post, body = text_of(each.get("post_id")), text_of(each.get("organization_id"))
        if post:
            if post in self._titles:
                return post
            yield SkippedStatement(place, f"is in the post {post!r}, which is not in the file or was left out")
            return None
        if body not in self._bodies:
            yield SkippedStatement(place, _no_organization(body))
            return None
        role = text_of(each.get("role")) or text_of(each.get("label"))
        if _is_party(self._bodies[body].entry) and (role is None or role.lower() in _PLAIN_MEMBER):
            self._party_members += 1
            return None
        yield from self._body(body)
        title = role or "Member"
        title = title[0].upper() + title[1:]
        key = f"{body}/{title.lower()}"
        if key not in self._titles:
            self._titles[key] = title
            also = yield from self._also(place, each.get("other_roles"))
            yield RoleStatement(key, title, body, place, also, seats=self._seats(None))
        return key

    def _dates(self, each: Entry) -> tuple[str | None, str | None]:
        """Start and end; EveryPolitician leaves out those that are the term's. Raises DateError."""
        order = self._reading.date_order
        start, end = read_start(each.get("start_date"), order), read_end(each.get("end_date"), order)
        period = text_of(each.get("legislative_period_id"))
        if period is None:
            return start, end
        term = self._events.get(period)
        if term is None:
            if start is None or end is None:
                raise DateError(f"takes a date from its term {period!r}, which is not in the file")
            return start, end
        return start or read_start(term.get("start_date"), order), end or read_end(term.get("end_date"), order)

    def _notes(self, each: Entry, title: str) -> Iterator[str]:
        """What our fields have no place for."""
        role = text_of(each.get("role"))
        if each.get("post_id") and role and role.lower() not in (title.lower(), self._role_of(each)):
            yield f"role: {role}"
        yield from not_cited(_sources(each))

    def _details(self, each: Entry) -> Iterator[DetailStatement]:
        """For whom, for where and for which term somebody holds it."""
        behalf = text_of(each.get("on_behalf_of_id"))
        if behalf:
            _, body = self._bodies.get(behalf, ("", {}))
            name = text_of(body.get("name")) or behalf
            if name.lower() != "unknown":
                yield DetailStatement("on behalf of" if body and not _is_party(body) else "party", name)
        area = self._area(each)
        if area:
            yield DetailStatement("area", area)
        period = text_of(each.get("legislative_period_id"))
        if period:
            yield DetailStatement("term", text_of(self._events.get(period, {}).get("name")) or period)

    def _role_of(self, membership: Entry) -> str:
        _, post = self._posts[str(text_of(membership.get("post_id")))]
        return (text_of(post.get("role")) or "").lower()

    # --- parts ---

    def _life(
        self, place: str, each: Entry, first: str, last: str
    ) -> tuple[str | None, str | None, list[SkippedStatement]]:
        """The two dates, and a Left for each that is none: the rest of the record stands."""
        dates: list[str | None] = []
        faults = []
        for field, read in ((first, read_start), (last, read_end)):
            try:
                dates.append(read(each.get(field), self._reading.date_order))
            except DateError as error:
                dates.append(None)
                faults.append(SkippedStatement(place, f"{field} {error}"))
        return dates[0], dates[1], faults

    def _also(self, place: str, value: object) -> Generator[SkippedStatement, None, tuple[NameStatement, ...]]:
        """Further names of an organization or a post: texts, or mappings with a name."""
        found = []
        for each in value if isinstance(value, list) else [value] if isinstance(value, str) else []:
            parts = each if isinstance(each, dict) else {"name": each}
            name = text_of(parts.get("name"))
            if not name:
                continue
            try:
                found.append(further_name(parts, name, "alias", self._reading.date_order))
            except DateError as error:
                yield SkippedStatement(place, f"the name {name!r}: {error}")
        return tuple(found)


def _no_organization(key: str | None) -> str:
    return f"is in the organization {key!r}, which is not in the file" if key else "has no organization_id"


def _sources(membership: Entry) -> list[Entry]:
    """parlparse's ministers have a single source, by its address or by a word."""
    return [*entries(membership.get("sources")), {"url": membership.get("source")}]


def _is_party(body: Entry) -> bool:
    return (text_of(body.get("classification")) or "").lower() == "party"
