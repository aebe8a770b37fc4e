"""The people, roles and organizations that the rows of a table name. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import OrganizationStatement, PersonStatement, RoleStatement, Statement
from registry.domain.names.text_hygiene import shown
from registry.formats.tables.cell_texts import ITEM, NOTHING, CellError, one_line, without_apostrophe
from registry.formats.tables.cells import names_in
from registry.formats.tables.dates.cell_dates import event_of
from registry.formats.tables.headings import Columns
from registry.formats.tables.people.acting import without_acting
from registry.formats.tables.people.holder import Holder, is_ditto, read_holder
from registry.formats.tables.people.marks import without_marks
from registry.formats.tables.people.nobody import is_vacant
from registry.formats.tables.people.order import PLAIN_ORDER, NameOrder, surname_and_forename
from registry.formats.tables.people.plain import is_plain
from registry.formats.tables.people.several import names_several_roles

PERSON = (
    "person",
    "given_name",
    "family_name",
    "person_key",
    "person_id",
    "other_ids",
    "other_names",
    "birth",
    "death",
)
POST = ("role", "role_key", "seat", "seats", "organization", "organization_key", "parent_organization", "parent_key")

_SCHEME = re.compile(r"([a-z][a-z0-9_.-]*)[=:](.+)")
_UNLIMITED = frozenset({"0", "unlimited", "unbegrenzt", "illimité", "ilimitado", "необмежено"})
_IS_DEPUTY = re.compile(
    r"deput|vice|member|\bm\.?p\b|stellvertret|\bstv\b|vize|adjoint|suppléant|suplente|zastępc|заступни", re.IGNORECASE
)
_MOST = 100_000  # organizations that are known to have been met
_NO_PART = frozenset({"", "-", "–", "—", "#N/A"})  # of a name in parts; None and Null are surnames


class SeveralHolders(NamedTuple):
    """What a cell says beside one plain name: key and name of each; None for nobody, none where a row is left out."""

    people: tuple[tuple[str | None, str], ...]
    holder: Holder


class ActingPost(NamedTuple):
    """A role whose title says that it is held acting, or has a mark at it: its key, and what was taken off."""

    key: str
    acting: str | None
    notes: tuple[tuple[str, str], ...]


def is_ours(columns: Columns) -> bool:
    """Whether the table has keys of ours, so that it is taken as it stands."""
    return columns.has("person_key") or columns.has("role_key")


class TableEntities:
    """`met`: what was met and has not been told yet; `place`: of the row that is read.

    `order`: how the names of the table are written. A table with keys of ours is taken as it stands.
    """

    def __init__(self, columns: Columns, reading: ReadingOptions, scheme: str, order: NameOrder = PLAIN_ORDER) -> None:
        self.place = ""
        self.met: list[Statement] = []
        self.is_ours = is_ours(columns)
        self._names = order
        self._as_usual = order == PLAIN_ORDER
        self._schemes = columns.schemes()
        self._scheme = scheme
        self._order = reading.date_order
        self._seats = 1 if reading.seats is None else reading.seats or None
        self._asked_seats = reading.seats is not None
        self._bodies: set[tuple[str, str | None]] = set()
        self._parents: dict[str, OrganizationStatement] = {}
        self._posts: dict[str, RoleStatement] = {}

    def named(self, cell: str) -> tuple[str | None, str] | SeveralHolders:
        """Whom a cell of a table names that has nothing else about people. Raises CellError."""
        if self._as_usual and is_plain(cell):
            return cell, cell
        name = " ".join(cell.split())
        if name[:1] == "'":
            name = one_line(name) or name
        if name in NOTHING and name not in ("None", "#N/A"):
            raise CellError("the row names no person; write the name, or VACANT for a vacancy")
        if self.is_ours:
            return (None, name) if is_vacant(name) else (name, name)
        if "'" in cell[:2] and without_apostrophe(cell.strip()) != cell.strip():
            return name, name
        holder = read_holder(cell.strip(), self._names)
        return SeveralHolders(tuple((each, each) for each in holder.names) or ((None, name),), holder)

    def person(self, cells: tuple[str, ...]) -> tuple[str | None, str] | SeveralHolders:
        """The key, None for nobody, and the name; more if the cells say more. Raises CellError."""
        whole, given, family, key, own_id, ids, others, birth, death = cells[: len(PERSON)]
        found = self.named(whole or _of_parts(given, family))
        identifiers = tuple(self._identifiers(own_id, cells[len(PERSON) :], ids))
        if isinstance(found, SeveralHolders):
            names = found.holder.names
            if len(names) != 1:
                return found
            name = names[0]
        elif found[0] is None:
            return found
        else:
            name = found[1]
        key = one_line(key) or (identifiers[0][1] if identifiers else name)
        also = names_in(others, name) if others else ()
        born = event_of("birth", birth, self._order) if birth else None
        died = event_of("death", death, self._order) if death else None
        if key != name or also or born or died:
            self.met.append(PersonStatement(key, name, self.place, also, identifiers, born, died))
        return (key, name) if not isinstance(found, SeveralHolders) else found._replace(people=((key, name),))

    def _identifiers(self, own_id: str, by_scheme: tuple[str, ...], others: str) -> Iterator[tuple[str, str]]:
        own_id = one_line(own_id)
        if own_id:
            item = ITEM.fullmatch(own_id)
            yield ("wikidata", item[1]) if item else (self._scheme, own_id)
        for scheme, value in zip(self._schemes, map(one_line, by_scheme), strict=True):
            item = ITEM.fullmatch(value) if scheme == "wikidata" else None
            if value:
                yield scheme, item[1] if item else value
        for each in map(one_line, others.split(";")) if others else ():
            found = _SCHEME.fullmatch(each)
            if found:
                yield found[1], found[2].strip()
            elif each:
                raise CellError(f"other ids: {shown(each)} names no scheme; write it as viaf=123")

    def post(self, cells: tuple[str, ...]) -> str | ActingPost:
        """The key of the role, and what its title says beside it. Raises CellError."""
        role, key, seat, seats, organization, body_key, parent, parent_key = map(one_line, cells)
        if not role or not organization:
            raise CellError(f"the row names no {'organization' if role else 'role'}; write it")
        if not self.is_ours and (is_ditto(role) or is_ditto(organization)):
            word = shown(role if is_ditto(role) else organization)
            raise CellError(f"{word} repeats the row above, where nothing stands")
        notes: list[tuple[str, str]] = []
        acting = None
        if not self.is_ours:
            role, acting = self._cleaned(role, notes)
            organization = _without_mark(organization, notes)
        title = role if not seat else f"{role}, seat {seat}" if seat.isdigit() else f"{role}, {seat}"
        body_key = body_key or organization
        parent_key = parent_key or parent
        post = RoleStatement(key or f"{body_key} / {title}", title, body_key, self.place, seats=self._seats_of(seats))
        if (body_key, parent_key) not in self._bodies:
            if len(self._bodies) >= _MOST:
                self.met.extend(self.parents())
                self._bodies.clear()
                self._posts.clear()
            self._bodies.add((body_key, parent_key))
            self.met.append(OrganizationStatement(body_key, organization, self.place, parent=parent_key or None))
        if parent_key:
            self._parents.setdefault(parent_key, OrganizationStatement(parent_key, parent or parent_key, self.place))
        if not seats:
            self._posts.setdefault(post.key, post)
        self.met.append(post)
        return ActingPost(post.key, acting, tuple(notes)) if notes else post.key

    def deputy_of(self, key: str, words: str) -> str:
        """The key of the role of the deputy, as `words` at a name call it; of one that is a deputy's, its own key."""
        post = self._posts.get(key)
        if post is None or _IS_DEPUTY.search(post.title):
            return key
        if len(words.split()) > 1:
            title = words
        elif words.casefold() in ("deputy", "vice"):
            title = f"{words.capitalize()} {post.title}"
        else:
            title = f"{post.title} ({words})"
        deputy = RoleStatement(f"{post.organization} / {title}", title, post.organization, self.place, seats=post.seats)
        self._posts.setdefault(deputy.key, deputy)
        self.met.append(deputy)
        return deputy.key

    def _cleaned(self, role: str, notes: list[tuple[str, str]]) -> tuple[str, str | None]:
        """The title without marks, and without a word for acting."""
        title = _without_mark(role, notes)
        title, acting = without_acting(title)
        if names_several_roles(title):
            notes.append(("several-roles", f"{shown(title)} may be several roles; it is kept as one"))
        if acting:
            title = title[:1].upper() + title[1:]
            notes.append(("acting", f"{shown(role)} is read as the role {shown(title)}, acting"))
        return title, acting

    def at_least(self, key: str, seats: int) -> None:
        """Give a role that is new in this row as many seats as people hold it at once, unless they are said."""
        post = self._posts.get(key)
        if post and not self._asked_seats and post.seats is not None and post.seats < seats:
            self._posts[key] = more = post._replace(seats=seats)
            self.met[:] = [more if each == post else each for each in self.met]

    def parents(self) -> Iterator[OrganizationStatement]:
        """Those that have no tenure in the table: the others say more of themselves, so they come first."""
        met = {key for key, _ in self._bodies}
        yield from (body for key, body in self._parents.items() if key not in met)
        self._parents = {}

    def _seats_of(self, cell: str) -> int | None:
        if not cell:
            return self._seats
        if cell.lower() in _UNLIMITED:
            return None
        if not (cell.isascii() and cell.isdigit()):
            raise CellError(f"seats: {shown(cell)} is not a number; write one, or unlimited")
        return int(cell)


def _of_parts(given: str, family: str) -> str:
    """Both parts; `None` is a surname where there is a forename."""
    given, family = (" ".join(part.split()) for part in (given, family))
    if given in NOTHING or family in NOTHING:
        one = given if family in NOTHING else family
        if one in NOTHING or {given, family} & _NO_PART:
            return one_line(given) or one_line(family)
    return surname_and_forename(given, family)


def _without_mark(text: str, notes: list[tuple[str, str]]) -> str:
    rest, mark = without_marks(text)
    if mark:
        notes.append(("mark", f"{shown(text)}: {mark} is taken off"))
    return rest
