"""datapackage.json: what each table and each column of the data package holds.

Frictionless Data, https://specs.frictionlessdata.io/tabular-data-package/.
"""

from __future__ import annotations

from registry.domain.vocabulary import END_REASONS, HOW, Kind, Status
from registry.formats.own.package_seals import SEALS
from registry.formats.own.package_tables import SEALED, TABLES, Table

_CONSTRAINTS: dict[str, dict[str, object]] = {
    "slug": {"pattern": "[a-z0-9]+(-[a-z0-9]+)*"},
    "seats": {"pattern": "[1-9][0-9]*|unlimited"},
    "status": {"enum": [status.value for status in Status]},
}
_TYPES = {
    "observed": "date", "since": "date", "until": "date", "continuous": "boolean",
    "term_months": "integer", "term_limit": "integer", "day": "date", "bytes": "integer",
}  # fmt: skip
_DESCRIPTIONS = {
    "slug": "readable key",
    "start": "EDTF; empty = not known",
    "end": "EDTF, inclusive; empty = still open as far as recorded, XXXX = ended, day not known",
    "birth": "EDTF",
    "death": "EDTF; empty = alive as far as recorded",
    "inception": "EDTF",
    "dissolution": "EDTF; empty = exists as far as recorded",
    "abolition": "EDTF; empty = exists as far as recorded",
    "published": "EDTF",
    "accessed": "EDTF",
    "language": "BCP 47",
    "script": "ISO 15924",
    "seats": "how many may hold it at once, or unlimited",
    "rank": "at the time",
    "how": f"how it began: {', '.join(HOW)}, or another term",
    "end_reason": f"why it ended: {', '.join(END_REASONS)}, or another term",
    "replaces": "the tenure that was directly succeeded: its end and this start are one event",
    "supports": "comma list of the appointment's fields that the source supports; empty = the tenure in general",
    "quote": "the words quoted from the source",
    "locator": "where they stand in the source",
    "observed": "day on which the source shows the person in office",
    "says": "the value this source gives for that field; a start or an end in EDTF",
    "person": "empty for a recorded vacancy of one seat",
    "continuous": "true if a day without a holder is worth a warning",
    "term_months": "how long one term is",
    "term_limit": "how many terms one person may serve",
    "since": "from this day on",
    "other": "what the relation is to, or what is not the first",
    "covers": "the tenure of the absent holder whom this acting one covers",
    "field": "what it is: absence, rank, title, party, area, …",
    "value": "what was so from start to end; without dates during the whole tenure",
    "side": "start or end of the tenure",
    "act": "what happened then: announced, decreed, sworn in, due, …",
    "on": "EDTF",
    "subject": "the organization or the role whose relation it is",
    "noun": "organization or role; of a key of a dataset also person",
    "copy_of": "the source whose report it repeats",
    "retracted": "why it is retracted; empty = it is not",
    "day": "on which it lists everybody who held a role of the organization",
    "sha256": "of the file that was kept",
    "bytes": "its size",
    "finding": "rule and fingerprint, as `registry check` names it",
    "until": "the last day on which the waiver applies; empty = no end",
    "change_number": "in the registry that made the change; empty = outside any, or the package itself",
    "content": "SHA-256 of what the change wrote, or of the rows of the package",
    "replaced": "what forgetting somebody or a repair has left of the content; empty = all of it",
    "previous": "the head that the seal follows from",
    "head": "SHA-256 of the previous head, the kind, the change and the content",
    "received_by": "the change by which this registry imported the seal; empty = its own history",
    "same_rows": "whether the rows that came with a package were those that were sealed",
}


def descriptor() -> dict[str, object]:
    """The whole of it, to be written as JSON."""
    return {
        "profile": "tabular-data-package",
        "name": "registry",
        "title": "Who held which office, when, and how we know",
        "resources": [_resource(name, table) for name, table in {**TABLES, SEALS: SEALED}.items()],
    }


def _resource(name: str, table: Table) -> dict[str, object]:
    foreign = [
        {"fields": column, "reference": {"resource": "" if other == name else other, "fields": "slug"}}
        for column, other in table.refers.items()
    ]
    # A key with a column that may be empty is no primary key to the standard.
    primary = {"primaryKey": list(table.key)} if set(table.key) <= set(table.required) else {}
    return {
        "profile": "tabular-data-resource",
        "name": name.replace("_", "-"),
        "path": f"{name}.csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column, table) for column in table.columns],
            **primary,
            **({"foreignKeys": foreign} if foreign else {}),
        },
    }


def _field(column: str, table: Table) -> dict[str, object]:
    constraints: dict[str, object] = {"required": True} if column in table.required else {}
    constraints |= _CONSTRAINTS.get(column, {})
    if column == "kind" and "replaces" in table.columns:
        constraints["enum"] = [kind.value for kind in Kind]
    told = column in _DESCRIPTIONS and (column, column in table.required) != ("person", True)
    return {
        "name": column,
        "type": _TYPES.get(column, "string"),
        **({"description": _DESCRIPTIONS[column]} if told else {}),
        **({"constraints": constraints} if constraints else {}),
    }
