"""What is in a lake: its tables, their columns, and which partition a row is in. Pure.

A lake is a folder with `lake.json`, which names the files that count, and `TABLE/part=N/*.parquet`. A day that is open
on its side is 0001-01-01 (earliest) or 9999-12-31 (latest), never null, so that plain comparisons answer; a window of
days that no day is in begins on 9999-12-31 and ends on 0001-01-01.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from registry.domain.errors import RegistryError

MANIFEST = "lake.json"
VERSION = 2
ROLES_IN_PART = 10_000  # roles with ids from 0 to 9,999 are in part 0
ENTITIES_IN_PART = 100_000

# Of each column whether it is an `id` (a whole number), a `day`, a `flag` (true or false) or a `text`.
_LIFE = {"began": "text", "own_end": "text", "life_from": "day", "life_to": "day"}
_BOUNDS = {"start_earliest": "day", "start_latest": "day", "end_earliest": "day", "end_latest": "day"}
TABLES: dict[str, dict[str, str]] = {
    "tenures": {
        "id": "id", "appointment": "text",
        "role_id": "id", "role": "text", "title": "text",
        "organization_id": "id", "organization": "text", "organization_name": "text",
        "person_id": "id", "person": "text", "name": "text",
        "kind": "text", "status": "text", "rank": "text", "how": "text", "end_reason": "text",
        "start_date": "text", "end_date": "text",
        "recorded_start_earliest": "day", "recorded_start_latest": "day",
        "recorded_end_earliest": "day", "recorded_end_latest": "day",
        "start_earliest": "day", "start_latest": "day", "end_earliest": "day", "end_latest": "day",
        "certain_from": "day", "certain_to": "day",
        "presumed_from": "day", "presumed_to": "day",
        "possible_from": "day", "possible_to": "day",
        "open": "flag", "doubted": "flag",
        "replaces_id": "id", "replaces": "text", "replaces_name": "text",
        "last_confirmed": "day", "ended_by": "text", "ended_by_date": "text",
        "spell_id": "id", "spell_place": "id",
        "entered_as": "text", "entered_earliest": "day", "entered_latest": "day",
        "entered_inferred": "flag", "entered_doubted": "flag", "entered_how": "text",
        "left_as": "text", "left_earliest": "day", "left_latest": "day",
        "left_inferred": "flag", "left_doubted": "flag", "left_reason": "text",
    },
    # Terms of one person that directly succeed each other, as one, on the days on which all of them are possible.
    "joined_terms": {
        "role_id": "id", "tenure_id": "id", "person_id": "id", "kind": "text", "across_kinds": "flag",
        "valid_from": "day", "valid_to": "day", "longer_from": "day", "longer_to": "day",
        "certain_from": "day", "certain_to": "day", "presumed_from": "day", "presumed_to": "day",
    },
    "roles": {
        "id": "id", "slug": "text", "title": "text",
        "organization_id": "id", "organization": "text", "organization_name": "text",
        **_LIFE, "inception_earliest": "day", "abolition_latest": "day",
    },
    "seats": {"role_id": "id", "first_day": "day", "last_day": "day", "seats": "id"},
    "people": {
        "id": "id", "slug": "text", "name": "text",
        "birth_date": "text", "birth_earliest": "day", "birth_latest": "day",
        "death_date": "text", "death_earliest": "day", "death_latest": "day",
    },
    "organizations": {
        "id": "id", "slug": "text", "name": "text",
        "inception_date": "text", "inception_earliest": "day", "inception_latest": "day",
        "dissolution_date": "text", "dissolution_earliest": "day", "dissolution_latest": "day",
    },
    # noun: person, organization or role; key: the name folded, as words are looked up.
    "names": {"noun": "text", "id": "id", "name": "text", "key": "text"},
    # scheme: slug (that of today, and those that merges took away), wikidata, …
    "identifiers": {"noun": "text", "id": "id", "scheme": "text", "value": "text"},
    "citations": {
        "role_id": "id", "appointment_id": "id", "source": "text", "source_title": "text", "url": "text",
        "publisher": "text", "published_date": "text", "retracted": "flag",
        "supports": "text", "says": "text", "observed": "day", "quote": "text", "locator": "text",
    },
    # Of whatever has names with dates: on which days it had which, for all days.
    "names_then": {"noun": "text", "id": "id", "first_day": "day", "last_day": "day", "name": "text"},
    # Of holders with ranks by date, absences or covers: what was so on which days. `absence`: how sure it is.
    "holder_days": {
        "role_id": "id", "person_id": "id", "first_day": "day", "last_day": "day",
        "rank": "text", "absence": "text", "absent_why": "text",
        "stands_in_for": "text", "stands_in_for_name": "text",
    },
    # On which days a role comes with another one, ex officio, and how sure that is.
    "conferred": {"role_id": "id", "by_id": "id", "first_day": "day", "last_day": "day", "certainty": "text"},
    "details": {
        "role_id": "id", "tenure_id": "id", "field": "text", "value": "text", "status": "text",
        "start_date": "text", "end_date": "text", **_BOUNDS,
    },
    "dates": {
        "role_id": "id", "tenure_id": "id", "side": "text", "act": "text",
        "on_date": "text", "on_earliest": "day", "on_latest": "day",
    },
    # noun: organization or role; kind: part of, continues, reports to, ex officio, excludes.
    "relations": {
        "noun": "text", "id": "id", "kind": "text", "other_id": "id", "how": "text", "status": "text",
        "start_date": "text", "end_date": "text", **_BOUNDS,
    },
    "changes": {"id": "id", "recorded_at": "text", "actor": "text", "command": "text", "reason": "text"},
}  # fmt: skip


class LakeError(RegistryError):
    """A folder that is no lake, an engine that is missing, or a question that a lake cannot answer."""


@dataclass
class Manifest:
    """`lake.json`: the files of each table by partition, each as its path below the lake, its rows and its digest.

    `change`: the newest change of the registry that was written, None where nothing was changed yet.
    """

    change: int | None = None
    files: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)

    def paths(self, table: str) -> list[str]:
        """The files of a table, below the lake, in the order of the partitions."""
        return [str(file["path"]) for _, file in sorted(self.files.get(table, {}).items())]

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return sum(int(file["rows"]) for file in self.files.get(table, {}).values())

    def text(self) -> str:
        """As it is written."""
        return json.dumps({"lake": VERSION, "change": self.change, "files": self.files}, indent=1, sort_keys=True)


def manifest_of(text: str, where: str) -> Manifest:
    """Read `lake.json`. Raises LakeError for what is none of ours, or of a newer version; `where`: for the message."""
    try:
        read = json.loads(text)
        if read["lake"] != VERSION:
            raise LakeError(
                f"{where} is a lake of version {read['lake']}, and this program reads version {VERSION}; export it anew"
            )
        files = {table: {int(part): file for part, file in parts.items()} for table, parts in read["files"].items()}
        found = Manifest(read["change"], files)
        _ = [found.files[table] for table in TABLES]  # a table that is missing is a KeyError
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LakeError(f"{where} has a {MANIFEST} that cannot be read; export it anew") from error
    return found


def part_of_role(role_id: int) -> int:
    """The partition of a role, its tenures, seats and citations."""
    return role_id // ROLES_IN_PART


def part_of_entity(entity_id: int) -> int:
    """The partition of a person, an organization, a change, and of names."""
    return entity_id // ENTITIES_IN_PART
