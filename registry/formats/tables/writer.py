"""The registry as a table, one row per tenure, in columns that are read back as they are. Pure.

The columns whose names end in `key` hold the registry's short names, that distinguish things of the same name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from itertools import chain, islice, repeat
from typing import Generic, TypeVar

from registry.domain.dates.edtf import read_edtf
from registry.domain.dates.phrases import read_date
from registry.domain.errors import DateError
from registry.domain.exchange.csv_injection import harmless
from registry.domain.exchange.export_view import FIELDS, ExportView
from registry.domain.exchange.statements import (
    CitationStatement,
    PersonStatement,
    RoleStatement,
    SkippedStatement,
    TenureStatement,
)
from registry.domain.names.text_hygiene import shown
from registry.domain.vocabulary import DETAILS
from registry.formats.tables.cell_texts import ITEM, NOTHING
from registry.formats.tables.cells import BETWEEN, CITED
from registry.formats.tables.columns.details import heading_of
from registry.formats.tables.people.nobody import is_vacant
from registry.formats.tenure_details import whole_details

Thing = TypeVar("Thing")
Made = TypeVar("Made")
Cells = tuple[str, ...]

_PERSON = ("person", "person_id", "person_key", "other_ids", "other_names", "birth", "death")
_POST = ("role", "role_key", "seats", "organization", "organization_key", "parent_organization", "parent_key")
_HELD = ("kind", "status", "start", "end", "rank", "how", "end_reason", "replaces_key", "note", "key")
COLUMNS = (*_PERSON, *_POST, *_HELD, *CITED)

SAYS = frozenset(
    {field for field in FIELDS if field.startswith(("tenure.", "source.", "detail."))}
    | {"person.name", "person.also", "person.identifiers", "person.birth", "person.death", "name.name"}
    | {"organization.name", "organization.parent", "role.title", "role.organization", "role.seats"}
)

_LOT = 200  # tenures: what is made of so many stays in the processor's cache
_VACANT = ("VACANT", "", "", "", "", "", "")
_NONE = "-"  # in a list
_NO_ROW = "has no tenure, and each row of a table is a tenure"
_READ_AS_NOTHING = NOTHING - {""}
_NO_SOURCE = ("",) * len(CITED)


def columns_of(picture: ExportView) -> tuple[str, ...]:
    """The headings: always the same ones, then a column for each detail of which any tenure has one."""
    return (*COLUMNS, *map(heading_of, picture.details))


def says_date(text: str) -> bool:
    """Any but 1932-33~ and its like: without a doubt, such a quarter is written with its months."""
    before, after = read_edtf(text), read_edtf(_dated(text))
    return (before.widest, before.approximate, before.uncertain) == (after.widest, after.approximate, after.uncertain)


@lru_cache(maxsize=65_536)
def _dated(text: str) -> str:
    """The date as it is read back."""
    with suppress(ValueError):
        if date.fromisoformat(text).isoformat() == text:  # most are plain days, which need no more than to be real
            return text
    try:
        return read_date(text)
    except DateError:  # 1932-33, which most readers take for two years
        doubt = read_edtf(text)
        return f"[{doubt.earliest}..{doubt.latest}]"


def rows(picture: ExportView, left: list[SkippedStatement]) -> Iterator[tuple[str, ...]]:
    """The cells of every tenure, in the order of the picture; what cannot be said is added to `left`."""
    for lot in parts(picture, left, list):
        yield from map(tuple, map(chain.from_iterable, lot))


def parts(
    picture: ExportView, left: list[SkippedStatement], make: Callable[[Sequence[Cells]], Sequence[Made]]
) -> Iterator[Iterator[tuple[Made, ...]]]:
    """The same in lots, each row in parts: what is made of the cells of person, role, tenure and sources.

    `make`: of such cells of several rows; for each person and each role it is done once.
    """
    written = _Written(picture, left, make)
    yield from map(written.lot, _lots(picture.held))
    written.tell_unused()


def _lots(things: Iterable[Thing]) -> Iterator[Sequence[Thing]]:
    """To go through each column by column, which is quicker than row by row."""
    rest = iter(things)
    while lot := tuple(islice(rest, _LOT)):
        yield lot


class _People(dict[str | None, Made]):
    """What is made of people by their keys, of others by their names."""

    def __init__(self, of_name: Callable[[str], Made]) -> None:
        super().__init__()
        self._of_name = of_name

    def __missing__(self, name: str) -> Made:
        return self._of_name(name)


class _Written(Generic[Made]):
    """The cells of people and roles are made before the tenures come, and only they are held in memory."""

    def __init__(
        self, picture: ExportView, left: list[SkippedStatement], make: Callable[[Sequence[Cells]], Sequence[Made]]
    ) -> None:
        self._left = left
        self._make = make
        self._bodies = {body.key: body for body in picture.bodies}
        self._below: dict[str, str] = {}  # post -> its organization
        self._posts: dict[str, Made] = {}
        for posts in _lots(picture.posts):
            made = make([self._post(post) for post in posts])
            self._posts.update(zip([post.key for post in posts], made, strict=True))
        self._people = _People(lambda name: self._one((harmless(name), *_VACANT[1:])))
        self._people[None] = self._one(_VACANT)
        for people in _lots(picture.people):
            made = make([self._person(each) for each in people])
            self._people.update(zip([each.key for each in people], made, strict=True))
        self._used: set[str | None] = {None}
        self._filled: set[str] = set()
        self._unsourced = self._one(_NO_SOURCE)
        self._details = picture.details

    def lot(self, lot: Sequence[TenureStatement]) -> Iterator[tuple[Made, ...]]:
        """Of the cells those of the person, of the role, of the tenure itself, of its sources and of its details."""
        people, posts, _, keys, starts, ends, kinds, statuses, *words, cited, _, _, _ = zip(*lot, strict=True)
        self._used.update(people)
        self._filled.update(posts)
        ranks, hows, reasons, replaced, notes = map(_texts, words)
        odd = not _READ_AS_NOTHING.isdisjoint(chain(ranks, hows, reasons, notes))
        ranks, hows, reasons, notes = map(_harmless, (ranks, hows, reasons, notes))
        tenures = zip(
            kinds, statuses, _dates(starts), _dates(ends), ranks, hows, reasons, replaced, notes, _texts(keys),
            strict=True,
        )  # fmt: skip
        return zip(
            list(map(self._people.__getitem__, people)),
            map(self._posts.__getitem__, posts),
            self._make(list(tenures)),
            self._sourced(lot, odd) if odd or any(cited) else repeat(self._unsourced, len(lot)),
            *self._detailed(lot),
            strict=True,
        )

    def _detailed(self, lot: Sequence[TenureStatement]) -> Iterator[Sequence[Made]]:
        """What is made of the cells of details, where there are columns for any; what they cannot hold is told."""
        found = [whole_details(held, DETAILS, self._left) if held.details else {} for held in lot]
        for held, values in zip(lot, found, strict=True):
            self._tell_nothing(held.key or held.place, tuple(values.values()))
        if self._details:
            yield self._make([tuple(harmless(each.get(field, "")) for field in self._details) for each in found])

    def _sourced(self, lot: Sequence[TenureStatement], odd: bool) -> Iterator[Made]:
        """What is made of the sources of each. `odd`: some have words that read as nothing, which are told before."""
        cells = []
        for held in lot:
            slug = held.key or held.place
            if odd:
                self._tell_nothing(slug, _texts((held.rank, held.how, held.end_reason, held.note)))
            if held.cited:
                cells.append(self._sources(slug, held.cited))
        made = iter(self._make(cells))
        return (next(made) if held.cited else self._unsourced for held in lot)

    def _one(self, cells: Cells) -> Made:
        return self._make([cells])[0]

    def tell_unused(self) -> None:
        """What no row has said."""
        posts = [post for post in self._below if post not in self._filled]
        bodies = self._bodies.keys() - {self._below[post] for post in self._filled}
        people = [key for key in self._people if key is not None and key not in self._used]
        unused = chain(posts, (body for body in self._bodies if body in bodies), people)
        self._left += [SkippedStatement(key, _NO_ROW) for key in unused]

    def _post(self, post: RoleStatement) -> Cells:
        body = self._bodies[post.organization]
        self._below[post.key] = body.key
        seats = "unlimited" if post.seats is None else str(post.seats)
        above = self._bodies[body.parent].name if body.parent else ""
        cells = (post.title, post.key, seats, body.name, body.key, above, body.parent or "")
        return tuple(self._text(post.key, cell) for cell in cells)

    def _person(self, each: PersonStatement) -> Cells:
        if is_vacant(each.name):
            self._left.append(SkippedStatement(each.key, f"the name {shown(each.name)} reads as a vacancy"))
        item, others = _identified(each.identifiers) if each.identifiers else ("", [])
        return (
            self._text(each.key, each.name),
            item,
            each.key,
            self._list(each.key, others, ";") if others else "",
            self._list(each.key, [name.name for name in each.also], ";|") if each.also else "",
            _dated(each.birth) if each.birth else "",
            _dated(each.death) if each.death else "",
        )

    def _text(self, slug: str, text: str) -> str:
        if text in _READ_AS_NOTHING:
            self._tell_nothing(slug, (text,))
        return harmless(text)

    def _tell_nothing(self, slug: str, texts: Sequence[str]) -> None:
        if not _READ_AS_NOTHING.isdisjoint(texts):
            odd = [shown(text) for text in texts if text in _READ_AS_NOTHING]
            self._left += [SkippedStatement(slug, f"the text {text} means an empty cell in a table") for text in odd]

    def _list(self, slug: str, values: list[str], signs: str) -> str:
        """Those that can stand in a list that is parted by the signs."""
        wrong = [value for value in values if set(signs) & set(value)]
        self._left += [
            SkippedStatement(slug, f"{shown(value)} cannot be part of a list separated by ; and |") for value in wrong
        ]
        return harmless("; ".join(value for value in values if value not in wrong))

    def _sources(self, slug: str, cited: tuple[CitationStatement, ...]) -> Cells:
        fit = [each for each in cited if BETWEEN not in each.source]
        if len(fit) < len(cited):
            wrong = [shown(each.source) for each in cited if BETWEEN in each.source]
            self._left += [
                SkippedStatement(slug, f"the source {source} would be read as several; left out") for source in wrong
            ]
        if len(fit) == 1:
            cells = _plain(fit[0])
            self._tell_nothing(slug, cells)
            return tuple(_harmless(cells))
        return tuple(self._joined(slug, each) for each in zip(*map(_plain, fit), strict=True)) if fit else _NO_SOURCE

    def _joined(self, slug: str, values: tuple[str, ...]) -> str:
        wrong = {value for value in values if BETWEEN in value}
        self._left += [
            SkippedStatement(slug, f"{shown(value)} would be read as several; left out") for value in sorted(wrong)
        ]
        kept = ["" if value in wrong else value for value in values]
        self._tell_nothing(slug, kept)
        return harmless(BETWEEN.join(value or _NONE for value in kept)) if any(kept) else ""


def _identified(ids: Sequence[tuple[str, str]]) -> tuple[str, list[str]]:
    """The item of Wikidata, and the other identifiers."""
    item = next((value for scheme, value in ids if scheme == "wikidata" and ITEM.fullmatch(value)), "")
    return item, [f"{scheme}={value}" for scheme, value in ids if (scheme, value) != ("wikidata", item)]


def _texts(column: Iterable[str | None]) -> list[str]:
    return [text or "" for text in column]


def _harmless(texts: Iterable[str]) -> list[str]:
    return [harmless(text) if text else "" for text in texts]


def _dates(column: Iterable[str | None]) -> list[str]:
    """Each as it is read back."""
    texts = _texts(column)
    digits = "".join(texts).replace("-", "")
    if digits.isascii() and digits.isdecimal() and not any(len(text) == 7 and text[5:] > "12" for text in texts):
        return texts  # nothing but years, months and days, which need not be looked up one by one
    return [_dated(text) if text else "" for text in texts]


def _plain(cited: CitationStatement) -> list[str]:
    source, title, publisher, published, accessed, archive_url, supports, *rest = cited
    return _texts((source, title, publisher, published, accessed, archive_url, ",".join(supports), *rest))
