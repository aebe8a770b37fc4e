"""The names of a time, by the slug of who had them: those with dates, but for other spellings of one name."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from registry.domain.tenures.names_then import OTHER_SPELLINGS, DatedName
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE, Noun

_NOT_OF_A_TIME = ", ".join(f"'{kind}'" for kind in OTHER_SPELLINGS)


def _query(noun: Noun) -> str:
    return f"""
    select '{noun.word}', (select slug from {noun.table} where id = n.{noun.owner}), n.name, n.start_date, n.end_date
    from {noun.word}_names n
    where n.{noun.owner} in (select id from {noun.table} where slug in (select value from json_each(:{noun.word})))
      and coalesce(n.start_date, n.end_date) is not null and n.kind not in ({_NOT_OF_A_TIME})"""


_NAMES = " union all ".join(map(_query, (PERSON, ORGANIZATION, ROLE)))


def dated_names(
    connection: sqlite3.Connection, people: Iterable[str], organizations: Iterable[str], roles: Iterable[str]
) -> dict[tuple[str, str], list[DatedName]]:
    """The dated names of these, by what each is (person, organization, role) and its slug."""
    values = {"person": people, "organization": organizations, "role": roles}
    found: dict[tuple[str, str], list[DatedName]] = {}
    slugs = {word: json.dumps(list(dict.fromkeys(each))) for word, each in values.items()}
    for word, slug, *name in connection.execute(_NAMES, slugs):
        found.setdefault((word, slug), []).append(DatedName(*name))
    return found
