"""The organizations that stand below one on a day, as a tree. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from registry.domain.tenures.relations import PART_OF, Relation
from registry.services.names.resolve import resolve
from registry.store.entities import organizations
from registry.store.entities.named import ORGANIZATION
from registry.store.entities.relations import labels, relations_of

_SURE = ("certain", "presumed", "possible")


@dataclass(frozen=True, slots=True)
class BodyBranch:
    """An organization below another one: how many levels, under which (slug), and how sure that is on the day."""

    organization: str
    name: str
    parent: str
    depth: int
    certainty: str


def body_tree(connection: sqlite3.Connection, organization: str, on: str) -> list[BodyBranch]:
    """All that stands below the organization on the ISO day, each branch with what is below it, by name.

    One that stands below several of them is there under each, but what is below it only once.
    """
    root = resolve(connection, ORGANIZATION, organization)
    ids = organizations.below(connection, root.id, on)
    names = labels(connection, ORGANIZATION, ids)
    found: dict[int, dict[int, tuple[Relation, str]]] = {}
    for each in relations_of(connection, ORGANIZATION, ids, (PART_OF,), up=True):
        certainty = each.windows().certainty(on, on)
        if certainty is None or each.other_id not in names:
            continue
        siblings = found.setdefault(each.other_id, {})
        known = siblings.get(each.owner_id)
        if known is None or _SURE.index(certainty) < _SURE.index(known[1]):
            siblings[each.owner_id] = (each, certainty)
    return list(_below(found, names, root.id))


def _below(
    found: Mapping[int, Mapping[int, tuple[Relation, str]]], names: Mapping[int, str], root_id: int
) -> Iterable[BodyBranch]:
    shown = {root_id}
    waiting = [(each, 1) for each in _by_name(found, names, root_id)]
    while waiting:
        (relation, certainty), depth = waiting.pop()
        yield BodyBranch(relation.owner, names[relation.owner_id], relation.other, depth, certainty)
        if relation.owner_id not in shown:
            shown.add(relation.owner_id)
            waiting += [(each, depth + 1) for each in _by_name(found, names, relation.owner_id)]


def _by_name(
    found: Mapping[int, Mapping[int, tuple[Relation, str]]], names: Mapping[int, str], parent_id: int
) -> list[tuple[Relation, str]]:
    """Those directly below, the last by name first: they are taken from the end."""
    siblings = found.get(parent_id, {}).values()
    return sorted(siblings, key=lambda each: (names[each[0].owner_id], each[0].owner), reverse=True)
