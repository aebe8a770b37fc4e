"""What a file calls the same but for case, accents, apostrophes, hyphens or small words is one: also within the file.

It is the rule by which the file's names are compared with what is recorded, so that a file has one meaning whichever
of its rows are already recorded.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.exchange.statements import NameStatement, PersonStatement, RoleStatement
from registry.domain.names.keys import richness
from registry.services.exchange.field_values import Given, fields, label
from registry.services.exchange.stage import one_line_of, statement_of
from registry.store.entities.named import Noun
from registry.store.exchange import staged_entities
from registry.store.exchange.staged_entities import StagedEntity


def fold_spellings(connection: sqlite3.Connection, noun: Noun) -> None:
    """Let what is one in the file be one, with the richest spelling as its name and the others as further names."""
    for group in list(staged_entities.alike(connection, noun)):
        leaders: list[tuple[str, list[Given]]] = []
        members: dict[str, list[str]] = {}
        for key, record in group:
            given = statement_of(noun, record)
            for leader, same in leaders:
                if not any(contradict(given, other) for other in same):
                    same.append(given)
                    members[leader].append(key)
                    break
            else:
                leaders.append((key, [given]))
                members[key] = []
        for leader, same in leaders:
            if members[leader]:
                whole = _united(same)
                entity = StagedEntity(leader, label(whole), "", None, json.dumps(whole, ensure_ascii=False))
                staged_entities.unite(connection, noun, entity, members[leader])


def contradict(one: Given, other: Given) -> bool:
    """Whether identifiers of one scheme, births or deaths, or lives that do not meet, say that the two are not one."""
    for scheme in {scheme for scheme, _ in one.identifiers}:
        mine, theirs = ({value for each, value in given.identifiers if each == scheme} for given in (one, other))
        if theirs and not mine & theirs:
            return True
    mine_lived, theirs_lived = fields(one), fields(other)
    if not isinstance(one, PersonStatement):
        return lived_apart(mine_lived, theirs_lived)
    return any(not agree(mine_lived[field], theirs_lived[field]) for field in ("birth", "death"))


def lived_apart(one: Mapping[str, str | None], other: Mapping[str, str | None]) -> bool:
    """Whether one organization or role certainly ended before the other began: two of one name. Raises DateError."""
    for first, second in ((one, other), (other, one)):
        ended, began = first.get("dissolution") or first.get("abolition"), second.get("inception")
        if ended and began and widened(read_edtf(ended))[1] < widened(read_edtf(began))[0]:
            return True
    return False


def agree(one: str | None, other: str | None) -> bool:
    """Whether the two dates can be of one event; what is not known agrees with anything. Raises DateError."""
    if one is None or other is None or one == other:
        return True
    first, second = widened(read_edtf(one)), widened(read_edtf(other))
    return first[0] <= second[1] and second[0] <= first[1]


def _united(same: Sequence[Given]) -> Given:
    """All that is said of one thing under several spellings; where they differ, as it is said first."""
    first = same[0]
    names = sorted({one_line_of(label(given)) for given in same}, key=lambda name: (-richness(name), name))
    also = {other.name: other for given in same for other in given.also}
    also = {**{name: NameStatement(name) for name in names[1:]}, **also}
    also.pop(names[0], None)
    news: dict[str, Any] = {
        "also": tuple(also.values()),
        "identifiers": tuple(dict.fromkeys(pair for given in same for pair in given.identifiers)),
        "title" if isinstance(first, RoleStatement) else "name": names[0],
    }
    for field in (*fields(first), *(("parent",) if hasattr(first, "parent") else ())):
        news[field] = next((value for given in same if (value := getattr(given, field)) is not None), None)
    if isinstance(first, RoleStatement):
        seats = [given.seats for given in same if isinstance(given, RoleStatement)]
        news["seats"] = None if None in seats else max(seat for seat in seats if seat is not None)
    return first._replace(**news)
