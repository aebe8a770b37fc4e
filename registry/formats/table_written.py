"""The registry as a table, a row a tenure, in columns that are read back as they are. Pure.

The columns whose names end in `key` hold the registry's short names, by which things of one name are told apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from registry.domain.dates import read_edtf
from registry.domain.errors import DateError
from registry.domain.phrases import read_date
from registry.domain.picture import FIELDS, Picture
from registry.domain.spreadsheets import harmless
from registry.domain.text import shown
from registry.domain.upstream import Body, Cited, Held, Left, Post, Someone
from registry.formats.table_cells import BETWEEN, CITED, ITEM, NOTHING, is_vacant

Made = TypeVar("Made")

_PERSON = ("person", "person_id", "person_key", "other_ids", "other_names", "birth", "death")
_POST = ("role", "role_key", "seats", "organization", "organization_key", "parent_organization", "parent_key")
_HELD = ("kind", "status", "start", "end", "rank", "how", "end_reason", "replaces_key", "note", "key")
COLUMNS = (*_PERSON, *_POST, *_HELD, *CITED)

SAYS = frozenset(
    {field for field in FIELDS if field.startswith(("tenure.", "source."))}
    | {"person.name", "person.also", "person.identifiers", "person.birth", "person.death", "name.name"}
    | {"organization.name", "organization.parent", "role.title", "role.organization", "role.seats"}
)

_VACANT = ("VACANT", "", "", "", "", "", "")
_NONE = "-"  # in a list
_NO_ROW = "has no tenure, and a table has a row for each tenure"
_NO_SOURCE = ("",) * len(CITED)


def says_date(text: str) -> bool:
    """Any but 1932-33~ and its like: without a doubt, such a quarter is written with its months."""
    before, after = read_edtf(text), read_edtf(_dated(text))
    return (before.widest, before.approximate, before.uncertain) == (after.widest, after.approximate, after.uncertain)


@lru_cache(maxsize=65_536)
def _dated(text: str) -> str:
    """The date as it is read back."""
    try:
        return read_date(text)
    except DateError:  # 1932-33, which most readers take for two years
        date = read_edtf(text)
        return f"[{date.earliest}..{date.latest}]"


def rows(picture: Picture, left: list[Left]) -> Iterator[tuple[str, ...]]:
    """The cells of every tenure, in the order of the picture; what cannot be said is added to `left`."""
    for person, post, tenure in parts(picture, left, tuple):
        yield (*person, *post, *tenure)


def parts(
    picture: Picture, left: list[Left], made: Callable[[Sequence[str]], Made]
) -> Iterator[tuple[Made, Made, Sequence[str]]]:
    """The same in parts: what is `made` of the cells of the person, and of the role, once for each; the others."""
    written = _Written(picture, left, made)
    yield from map(written.row, picture.held)
    written.tell_unused()


class _Written(Generic[Made]):
    """The cells of people and roles are made before the tenures come, and only they are held in memory."""

    def __init__(self, picture: Picture, left: list[Left], made: Callable[[Sequence[str]], Made]) -> None:
        self._picture = picture
        self._left = left
        self._made = made
        bodies = {body.key: body for body in picture.bodies}
        self._posts = {post.key: made(self._post(post, bodies)) for post in picture.posts}
        self._people: dict[str | None, Made] = {each.key: made(self._person(each)) for each in picture.people}
        self._people[None] = made(_VACANT)
        self._used: set[str | None] = set()
        self._filled: set[str] = set()

    def row(self, held: Held) -> tuple[Made, Made, Sequence[str]]:
        """Of the cells of COLUMNS those of the person, those of the role, and the others."""
        (person, post, place, key, start, end, kind, status, rank, how, reason, replaces, note, cited) = held
        slug = key or place
        self._used.add(person)
        self._filled.add(post)
        of_person = self._people.get(person)
        if of_person is None:
            of_person = self._made((harmless(str(person)), *_VACANT[1:]))
        tenure = (
            kind,
            status,
            _dated(start) if start else "",
            _dated(end) if end else "",
            self._text(slug, rank) if rank else "",
            self._text(slug, how) if how else "",
            self._text(slug, reason) if reason else "",
            replaces or "",
            self._text(slug, note) if note else "",
            key or "",
            *(self._sources(slug, cited) if cited else _NO_SOURCE),
        )
        return of_person, self._posts[post], tenure

    def tell_unused(self) -> None:
        """What no row has said."""
        bodies = set()
        for post in self._picture.posts:
            if post.key in self._filled:
                bodies.add(post.organization)
            else:
                self._left.append(Left(post.key, _NO_ROW))
        self._left += [Left(body.key, _NO_ROW) for body in self._picture.bodies if body.key not in bodies]
        self._left += [Left(each.key, _NO_ROW) for each in self._picture.people if each.key not in self._used]

    def _post(self, post: Post, bodies: Mapping[str, Body]) -> tuple[str, ...]:
        body = bodies[post.organization]
        seats = "unlimited" if post.seats is None else str(post.seats)
        above = bodies[body.parent].name if body.parent else ""
        cells = (post.title, post.key, seats, body.name, body.key, above, body.parent or "")
        return tuple(self._text(post.key, cell) for cell in cells)

    def _person(self, each: Someone) -> tuple[str, ...]:
        if is_vacant(each.name):
            self._left.append(Left(each.key, f"the name {shown(each.name)} reads as a vacancy"))
        ids = list(each.identifiers)
        item = next((value for scheme, value in ids if scheme == "wikidata" and ITEM.fullmatch(value)), "")
        others = [f"{scheme}={value}" for scheme, value in ids if (scheme, value) != ("wikidata", item)]
        return (
            self._text(each.key, each.name),
            item,
            each.key,
            self._list(each.key, others, ";"),
            self._list(each.key, [name.name for name in each.also], ";|"),
            _dated(each.birth) if each.birth else "",
            _dated(each.death) if each.death else "",
        )

    def _text(self, slug: str, text: str) -> str:
        if text in NOTHING:
            self._tell_nothing(slug, text)
        return harmless(text)

    def _tell_nothing(self, slug: str, text: str) -> None:
        if text in NOTHING and text:
            self._left.append(Left(slug, f"the text {shown(text)} stands for nothing in a table"))

    def _list(self, slug: str, values: list[str], signs: str) -> str:
        """Those that can stand in a list that is parted by the signs."""
        if not values:
            return ""
        wrong = [value for value in values if set(signs) & set(value)]
        self._left += [Left(slug, f"{shown(value)} cannot stand in a list that ; and | part") for value in wrong]
        return harmless("; ".join(value for value in values if value not in wrong))

    def _sources(self, slug: str, cited: tuple[Cited, ...]) -> Sequence[str]:
        fit = [each for each in cited if BETWEEN not in each.source]
        if len(fit) < len(cited):
            wrong = [shown(each.source) for each in cited if BETWEEN in each.source]
            self._left += [Left(slug, f"the source {source} reads as several, so it is left out") for source in wrong]
        if len(fit) == 1:
            return [self._text(slug, value) if value else "" for value in _plain(fit[0])]
        return [self._joined(slug, values) for values in zip(*map(_plain, fit), strict=True)] if fit else _NO_SOURCE

    def _joined(self, slug: str, values: tuple[str, ...]) -> str:
        wrong = {value for value in values if BETWEEN in value}
        self._left += [Left(slug, f"{shown(value)} reads as several, so it is left out") for value in sorted(wrong)]
        kept = ["" if value in wrong else value for value in values]
        for value in kept:
            self._tell_nothing(slug, value)
        return harmless(BETWEEN.join(value or _NONE for value in kept)) if any(kept) else ""


def _plain(cited: Cited) -> tuple[str, ...]:
    return tuple(",".join(value) if isinstance(value, tuple) else value or "" for value in cited)
