"""The names of a time, by the slug of who had them: those with dates, but for other spellings of one name."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from registry.domain.tenures.names_then import OTHER_SPELLINGS, DatedName
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE, Noun

_NOT_OF_A_TIME = ", ".join(f"'{kind}'" for kind in OTHER_SPELLINGS)


_FEW = 20  # so many are named in the query itself, which is quicker than a list


def _query(noun: Noun, count: int) -> str:
    which = ", ".join("?" * count) if count <= _FEW else "select value from json_each(?)"
    return f"""
    select '{noun.word}', o.slug, n.name, n.start_date, n.end_date
    from {noun.table} o cross join {noun.word}_names n on n.{noun.owner} = o.id
    where o.slug in ({which}) and coalesce(n.start_date, n.end_date) is not null and n.kind not in ({_NOT_OF_A_TIME})"""


def dated_names(
    connection: sqlite3.Connection, people: Iterable[str], organizations: Iterable[str], roles: Iterable[str]
) -> dict[tuple[str, str], list[DatedName]]:
    """The dated names of these, by what each is (person, organization, role) and its slug."""
    found: dict[tuple[str, str], list[DatedName]] = {}
    queries, values = [], []
    for noun, each in ((PERSON, people), (ORGANIZATION, organizations), (ROLE, roles)):
        slugs = list(dict.fromkeys(each))
        if slugs:
            queries.append(_query(noun, len(slugs)))
            values += slugs if len(slugs) <= _FEW else [json.dumps(slugs)]
    for word, slug, *name in connection.execute(" union all ".join(queries), values) if queries else ():
        found.setdefault((word, slug), []).append(DatedName(*name))
    return found
