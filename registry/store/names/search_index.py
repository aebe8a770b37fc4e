"""The search index: names that may be spellings of a name, found by the consonants that they share.

It finds too many rather than too few; whoever asks compares (domain/names/similarity.py). Schema: 0003_search.sql.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from registry.domain.care.problems import REPAIR, Problem
from registry.domain.names.similarity import consonants
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE, Noun

_SOURCES = {PERSON.word: 0, ORGANIZATION.word: 2, ROLE.word: 4}  # of the main names; the further ones have the next
_WORDS = 8  # of a question that are looked for; the longest
_TOGETHER = 300  # rows of one match of several words: the rest are namesakes
_MOST = 800  # rows of one word, and of everything: a family name with other given names


class NameFound(NamedTuple):
    """A name, its folded key, and whose it is; `main`: their main one."""

    id: int
    name: str
    key: str
    main: bool


def names_like(connection: sqlite3.Connection, noun: Noun, key: str) -> list[NameFound]:
    """The names of `noun`s that may be spellings of `key`, unordered: some thousand at most.

    On a connection that looks back, every name: the index knows only what is recorded now.
    """
    if looks_back(connection):
        return _every_name(connection, noun)
    numbers: dict[int, None] = {}
    for match, most in _together(key):
        numbers |= dict.fromkeys(_numbers(connection, noun, match, most))
    for alone in _alone(key):
        by_word = [_numbers(connection, noun, match, _MOST) for match in alone]
        for rare in sorted(by_word, key=len):
            if len(numbers) < _MOST:
                numbers |= dict.fromkeys(rare)
    found = _with_numbers(connection, noun, list(numbers)[:_MOST])
    return list(dict.fromkeys([*_every_name(connection, noun, "name_key = ?", (key,)), *found]))


def ids_with_words(connection: sqlite3.Connection, noun: Noun, words: Iterable[str]) -> list[int] | None:
    """Those of which a name (for a role: with its organization's) may have all the words; None if it cannot be told."""
    matches = [_all(_threes(word)) for word in words if _threes(word)]
    if not matches or looks_back(connection):
        return None
    if noun is not ROLE:
        return _owners(connection, noun, " AND ".join(matches))
    rarest = min(matches, key=lambda match: len(_owners(connection, ROLE, match)))
    return [*_owners(connection, ROLE, rarest), *_roles_of(connection, _owners(connection, ORGANIZATION, rarest))]


def looks_back(connection: sqlite3.Connection) -> bool:
    """Whether questions are answered as of a moment (store/history/as_known_on.py)."""
    sql = "select exists (select 1 from temp.sqlite_master where name = 'people')"
    return bool(connection.execute(sql).fetchone()[0])


def rebuild(connection: sqlite3.Connection) -> None:
    """Index every name anew."""
    connection.execute("insert into search (search) values ('rebuild')")


def check_search(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Whether the index holds the names that are recorded. Not told of a file that may not be written."""
    try:
        connection.execute("insert into search (search, rank) values ('integrity-check', 1)")
    except sqlite3.OperationalError as error:
        if not any(sign in str(error) for sign in ("readonly", "locked")):
            raise
    except sqlite3.DatabaseError:
        yield Problem("search", "the search index does not hold the names that are recorded", REPAIR, repairable=True)


def _words(key: str) -> list[str]:
    """Those that have consonants."""
    words = sorted(dict.fromkeys(key.split()), key=len, reverse=True)
    return [word for word in words if _threes(word)][:_WORDS]


def _together(key: str) -> Iterator[tuple[str, int]]:
    """What to look for of the words in one name, and how many rows of it."""
    words = _words(key)
    near = [_any_half(word) for word in words]
    if len(words) > 1:
        yield " AND ".join(_all(_threes(word)) for word in words), _TOGETHER
        yield " AND ".join(near), _TOGETHER
    if len(words) > 2:
        yield from ((f"{one} AND {other}", _TOGETHER) for one, other in combinations(near, 2))


def _alone(key: str) -> tuple[list[str], list[str]]:
    """What to look for of each word: itself, or with a slip."""
    words = _words(key)
    return [_all(_threes(word)) for word in words], [_any_half(word) for word in words]


def _threes(word: str) -> list[str]:
    """The pieces of three characters of a word's consonants, its ends marked by spaces."""
    spine = consonants(word)
    text = f" {spine} "
    return [text[start : start + 3] for start in range(len(text) - 2)] if spine else []


def _any_half(word: str) -> str:
    """A word with one slip has all that stands before it or all that stands after it unharmed, so half or more."""
    threes = _threes(word)
    half = max(1, (len(threes) + 2) // 2 - 2)
    return f"({_all(threes[:half])} OR {_all(threes[-half:])})"


def _all(threes: Iterable[str]) -> str:
    quoted = (piece.replace('"', '""') for piece in threes)
    return "(" + " AND ".join(f'"{piece}"' for piece in quoted) + ")"


def _numbers(connection: sqlite3.Connection, noun: Noun, match: str, most: int) -> list[int]:
    sql = "select rowid from search where search match ? and rowid % 6 between ? and ? limit ?"
    source = _SOURCES[noun.word]
    return [number for (number,) in connection.execute(sql, [match, source, source + 1, most])]


def _with_numbers(connection: sqlite3.Connection, noun: Noun, numbers: list[int]) -> list[NameFound]:
    sql = f"""
    select t.id, t.{noun.label}, t.name_key, 1
    from json_each(:numbers) cross join {noun.table} t on t.id = value / 6 where value % 6 = :source
    union all
    select n.{noun.owner}, n.name, n.name_key, 0
    from json_each(:numbers) cross join {noun.word}_names n on n.id = value / 6 where value % 6 = :source + 1
    """
    rows = connection.execute(sql, {"numbers": json.dumps(numbers), "source": _SOURCES[noun.word]})
    return [NameFound(row_id, name, key, bool(main)) for row_id, name, key, main in rows]


def _owners(connection: sqlite3.Connection, noun: Noun, match: str) -> list[int]:
    """Whose names match."""
    return [found.id for found in _with_numbers(connection, noun, _numbers(connection, noun, match, -1))]


def _roles_of(connection: sqlite3.Connection, organization_ids: list[int]) -> list[int]:
    sql = "select id from roles where organization_id in (select value from json_each(?))"
    return [row_id for (row_id,) in connection.execute(sql, [json.dumps(organization_ids)])]


def _every_name(
    connection: sqlite3.Connection, noun: Noun, where: str = "true", values: tuple[str, ...] = ()
) -> list[NameFound]:
    sql = f"""
    select id, {noun.label}, name_key, 1 from {noun.table} where {where}
    union all
    select {noun.owner}, name, name_key, 0 from {noun.word}_names where {where}
    """
    rows = connection.execute(sql, values * 2)
    return [NameFound(row_id, name, key, bool(main)) for row_id, name, key, main in rows]


def organizations_of(connection: sqlite3.Connection, role_ids: list[int]) -> dict[int, str]:
    """The folded name of each role's organization."""
    sql = """
    select r.id, (select name_key from organizations where id = r.organization_id)
    from json_each(?) cross join roles r on r.id = value
    """
    return dict(connection.execute(sql, [json.dumps(role_ids)]))


_WHY = {
    PERSON.word: """
    select (select title from roles where id = a.role_id) from appointments a
    where a.person_id = t.id and a.status <> 'rejected' order by a.start_latest desc, a.start_earliest desc limit 1""",
    ROLE.word: "select name from organizations where id = t.organization_id",
    ORGANIZATION.word: "null",
}


def hit_details(connection: sqlite3.Connection, noun: Noun, row_id: int) -> tuple[str, str, str | None]:
    """Slug, main name, and what tells it from others: a role's organization, a person's newest role."""
    sql = f"select t.slug, t.{noun.label}, ({_WHY[noun.word]}) from {noun.table} t where t.id = ?"
    slug, name, why = connection.execute(sql, [row_id]).fetchone()
    return slug, name, why
