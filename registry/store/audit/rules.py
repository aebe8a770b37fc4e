"""The rules, one SQL file each in sql/, and what they find in the roles of a scope.

A rule's file begins with its heading: one `-- word: text` line each for severity, title, explanation, facts, remedy.
Its query reads the roles to look at from the temporary table `scope` and names what it finds: a, b (appointments),
role (if there is no appointment), and whatever else its facts speak of.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from registry.domain.audit.findings import Limits, Rule, Severity
from registry.domain.evidence.independence import host_key, publisher_key

_HEADING = re.compile(r"^-- (severity|title|explanation|facts|remedy): (.+)$", re.MULTILINE)
_ORDER = list(Severity)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule: errors, then warnings, then information, by code."""
    found = [
        _rule(path.name.removesuffix(".sql"), path.read_text("utf-8"))
        for path in files("registry.store.audit").joinpath("sql").iterdir()
        if path.name.endswith(".sql")
    ]
    return tuple(sorted(found, key=lambda rule: (_ORDER.index(rule.severity), rule.code)))


def _rule(code: str, text: str) -> Rule:
    heading = dict(_HEADING.findall(text))
    return Rule(
        code,
        Severity(heading["severity"]),
        heading["title"],
        heading["explanation"],
        heading["facts"],
        heading["remedy"],
        text,
    )


def look_at(connection: sqlite3.Connection, role_ids: Sequence[int] | None) -> None:
    """Set the scope: these roles, or all (None); and let the rules ask whose voice a source is."""
    # Once: SQLite does not let a function be made again while a query is being read.
    if not connection.execute("select 1 from pragma_function_list where name = 'host_key'").fetchone():
        connection.create_function("publisher_key", 1, publisher_key, deterministic=True)
        connection.create_function("host_key", 1, host_key, deterministic=True)
    if not connection.execute("select 1 from temp.sqlite_master where name = 'scope'").fetchone():
        connection.execute("create temp table scope (role_id integer primary key)")
        # Without statistics SQLite takes a table for a large one, and reads all tenures for the sake of one role.
        connection.execute("insert into temp.scope values (0)")
        connection.execute("analyze temp.scope")
    connection.execute("delete from temp.scope")
    if role_ids is None:
        connection.execute("insert into temp.scope select id from roles")
    else:
        connection.execute("insert or ignore into temp.scope select value from json_each(?)", [json.dumps(role_ids)])


def about(
    connection: sqlite3.Connection, rule: Rule, today: str, limits: Limits, sides: Sequence[str]
) -> list[frozenset[int]]:
    """Of each thing that breaks the rule in the scope, only the ids that `sides` of its query have."""
    cursor = connection.execute(rule.query, {"today": today, **limits.values()})
    places = [place for place, column in enumerate(cursor.description) if column[0] in sides]
    if len(places) == 1:
        place = places[0]
        return [frozenset(row[place : place + 1]) if row[place] else frozenset() for row in cursor]
    return [frozenset(row[place] for place in places if row[place]) for row in cursor]


def broken(connection: sqlite3.Connection, rule: Rule, today: str, limits: Limits) -> list[dict[str, object]]:
    """What breaks the rule in the scope, as its query names it; `today` as ISO day."""
    cursor = connection.execute(rule.query, {"today": today, **limits.values()})
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
