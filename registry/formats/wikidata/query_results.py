"""Wikidata: the result of a SPARQL query for statements of P39 (position held), as JSON. Read only.

docs/formats/wikidata.md has the query. https://www.w3.org/TR/sparql11-results-json/; also the shorter JSON that
query.wikidata.org offers for download: a list of objects with bare texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from registry.domain.errors import RegistryError
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import (
    NameStatement,
    OrganizationStatement,
    PersonStatement,
    RoleStatement,
    SkippedStatement,
    Statement,
    TenureStatement,
)
from registry.formats.assumed import REMEDY, organization_of, seats_of
from registry.formats.documents import FormatError, read_json
from registry.formats.not_kept import NotKeptCounter
from registry.formats.wikidata.rows import NAMES, Item, Row, Variables
from registry.formats.wikidata.statements import PositionStatement, known_date, statement_of
from registry.formats.wikidata.successions import linked

NAME = "wikidata"
TITLE = "Wikidata: the JSON result of a SPARQL query for positions held (P39)"
GENERAL = False
EXCLUSIVE = False
ASKS = frozenset({"columns", "organization", "seats"})

_BELONGS = ("organization", "partOf", "jurisdiction", "country")  # the nearest that a position says it belongs to
_LANGUAGE = re.compile("[a-z]{2,3}(-([a-z]{2}|[a-z]{4}))?")
_Rows = Sequence[Row]
_Thing = TypeVar("_Thing", RoleStatement, PersonStatement)


def recognises(path: Path, head: bytes) -> bool:
    """SPARQL results in which something is an item of Wikidata; or a list that has its statements."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"["):
        return b"wikidata.org/entity/statement/" in head
    return (
        start.startswith(b"{")
        and re.search(rb'"head"\s*:', head) is not None
        and re.search(rb'"vars"\s*:', head) is not None
        and b"wikidata.org/entity/Q" in head
    )


def read(path: Path, reading: ReadingOptions) -> Iterator[Statement]:
    """Every statement as a tenure; the same tenure stated twice, with one key, and the sources of both."""
    rows = _rows(path, reading)
    belongs, lost = _organizations(path, rows, reading)
    yield from lost
    yield from {body.key: body for body in belongs.values()}.values()
    yield from _posts(path, rows, belongs, seats_of(reading, 1))
    yield from _people(path, rows)
    statements: list[PositionStatement] = []
    for key, found in _grouped(rows, _statement_key).items():
        given = _statement(path, found, key, belongs, reading)
        if isinstance(given, SkippedStatement):
            yield given
        elif given:
            statements.append(given)
    yield from linked(_without_repeats(statements))
    left = NotKeptCounter()
    for row in rows:
        left.add(row.unread(), frozenset())
    yield from left.statements()


# --- rows ---


def _rows(path: Path, reading: ReadingOptions) -> list[Row]:
    names, bindings = _solutions(read_json(path), path.name)
    variables = Variables(names, _columns(reading), path.name)
    return [Row(binding, variables, number) for number, binding in enumerate(bindings, 1)]


def _solutions(found: Any, file: str) -> tuple[list[str], list[Mapping[str, Any]]]:
    """The variables and the bindings. Raises FormatError."""
    names: Any = None
    bindings = found
    if isinstance(found, dict):
        head, results = found.get("head"), found.get("results")
        names = head.get("vars") if isinstance(head, dict) else None
        bindings = results.get("bindings") if isinstance(results, dict) else None
    if not isinstance(bindings, list) or not all(isinstance(each, dict) for each in bindings):
        raise FormatError(f"{file} is not a result of a SPARQL query: an object with head.vars and results.bindings")
    if names is None:
        names = list(dict.fromkeys(chain.from_iterable(bindings)))
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise FormatError(f"{file} is not a result of a SPARQL query: head.vars is not a list of names")
    return names, bindings


def _columns(reading: ReadingOptions) -> dict[str, str]:
    """Which variables the caller names. Raises FormatError for what nothing is called."""
    named = {what: column for what, column in reading.columns if (what, column[:1]) != ("organization", "=")}
    constants = [what for what, column in named.items() if column.startswith("=")]
    if constants:
        raise FormatError(f"the {constants[0]} cannot be a constant; name the variable that holds it")
    unknown = [what for what in named if what not in NAMES]
    if unknown:
        raise FormatError(f"no {unknown[0]!r} is known for Wikidata; use one of {', '.join(NAMES)}")
    return named


def _grouped(rows: Iterable[Row], key_of: Callable[[Row], str | None]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        key = key_of(row)
        if key:
            found.setdefault(key, []).append(row)
    return found


def _statement_key(row: Row) -> str:
    """The statement's own id; where the query did not ask for it, by whom, what and from when to when."""
    statement = row.text("statement")
    if statement:
        return statement.rsplit("/", 1)[-1].replace("$", "-")
    parts = ("person", "position", "start", "end")
    return "/".join((row.text(what) or "unknown").rsplit("/", 1)[-1] for what in parts)


def _key(row: Row, what: str) -> str | None:
    item = row.item(what)
    return (item.id or item.label) if item else None


def _place(path: Path, rows: _Rows) -> str:
    return f"{path.name}, result {rows[0].number}"


# --- people, roles and organizations ---


def _called(rows: _Rows, what: str) -> tuple[str, tuple[NameStatement, ...], tuple[tuple[str, str], ...]]:
    """The first name, those in other languages, and the identifier."""
    items = [item for row in rows if (item := row.item(what))]
    names: dict[str, Item] = {}
    for item in sorted(items, key=lambda item: item.label == item.id):  # a Q-number is a label for want of a better
        names.setdefault(item.label, item)
    main, *others = names
    also = tuple(NameStatement(name, language=_language(names[name])) for name in others if name != names[name].id)
    return main, also, (("wikidata", items[0].id),) if items[0].id else ()


def _language(item: Item) -> str | None:
    return item.language if _LANGUAGE.fullmatch(item.language or "") else None


def _organizations(
    path: Path, rows: _Rows, reading: ReadingOptions
) -> tuple[dict[str, OrganizationStatement], list[SkippedStatement]]:
    """Of each position, to whom it belongs, and the positions that belong to nobody. Raises FormatError if all do."""
    given = organization_of(reading)
    found: dict[str, OrganizationStatement] = {}
    lost = []
    for position, its in _grouped(rows, lambda row: _key(row, "position")).items():
        what = next((what for what in _BELONGS if any(row.item(what) for row in its)), None)
        if what:
            key = next(key for row in its if (key := _key(row, what)))
            same = [row for row in its if _key(row, what) == key]
            name, also, identifiers = _called(same, what)
            found[position] = OrganizationStatement(key, name, _place(path, same), also, identifiers)
        elif given:
            found[position] = given
        else:
            lost.append(
                SkippedStatement(_place(path, its), f"the position {position!r} names no organization; {REMEDY}")
            )
    if lost and not found:
        wanted = ", ".join(f"?{NAMES[what].split()[0]}" for what in _BELONGS)
        raise FormatError(f"{path.name} does not name the organization of any position ({wanted}); {REMEDY}")
    return found, lost


def _posts(
    path: Path, rows: _Rows, belongs: Mapping[str, OrganizationStatement], seats: int | None
) -> Iterator[RoleStatement | SkippedStatement]:
    for key, its in _grouped(rows, lambda row: _key(row, "position")).items():
        if key in belongs:
            title, also, identifiers = _called(its, "position")
            post = RoleStatement(key, title, belongs[key].key, _place(path, its), also, identifiers, seats=seats)
            yield from _dated(post, its, ("inception", "abolition"))


def _people(path: Path, rows: _Rows) -> Iterator[PersonStatement | SkippedStatement]:
    for key, its in _grouped(rows, lambda row: _key(row, "person")).items():
        name, also, identifiers = _called(its, "person")
        yield from _dated(PersonStatement(key, name, _place(path, its), also, identifiers), its, ("birth", "death"))


def _dated(given: _Thing, rows: _Rows, fields: tuple[str, str]) -> Iterator[_Thing | SkippedStatement]:
    """With those of the two dates that can be kept; the others are told."""
    kept: dict[str, Any] = {}
    for field in fields:
        try:
            kept[field] = known_date(rows, field)
        except RegistryError as error:
            yield SkippedStatement(given.place, f"{field} of {given.key}: {error}")
    yield given._replace(**kept)


# --- statements ---


def _statement(
    path: Path, rows: _Rows, key: str, belongs: Mapping[str, OrganizationStatement], reading: ReadingOptions
) -> PositionStatement | SkippedStatement | None:
    """None: its position is left out, and that is told."""
    place = _place(path, rows)
    person, post = _key(rows[0], "person"), _key(rows[0], "position")
    if person is None or post is None:
        wanted = "person" if person is None else "position"
        return SkippedStatement(place, f"the {wanted} is not known, or not given")
    if post not in belongs:
        return None
    try:
        return statement_of(rows, TenureStatement(person, post, place, key=key), reading)
    except RegistryError as error:
        return SkippedStatement(place, str(error))


def _without_repeats(statements: Iterable[PositionStatement]) -> list[PositionStatement]:
    """Of statements that say the same, the first one, with the sources of all."""
    found: dict[Any, PositionStatement] = {}
    for each in statements:
        said = (each.held._replace(key=None, place="", cited=()), tuple(each.replaces), tuple(each.replaced_by))
        same = found.setdefault(said, each)
        if same is not each:
            cited = tuple(dict.fromkeys((*same.held.cited, *each.held.cited)))
            found[said] = same._replace(held=same.held._replace(cited=cited))
    return list(found.values())
