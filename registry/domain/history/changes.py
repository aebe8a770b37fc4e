"""What was recorded when, by whom and why: changes, and what each did to the rows. Pure: no SQL, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from registry.domain.audit.findings import Finding


@dataclass(frozen=True, slots=True)
class Change:
    """One act. number, actor, command: None where another program wrote. recorded_at: UTC."""

    number: int | None
    recorded_at: str
    actor: str | None
    command: str | None
    because: str | None


class RowAct(StrEnum):
    """What became of a row."""

    ADDED = "added"
    ALTERED = "altered"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Field:
    """A value before and after; None = there was none."""

    field: str
    before: str | int | None
    after: str | int | None


@dataclass(frozen=True, slots=True)
class Alteration:
    """What a change did to one row. `table` as in the data package; `slug`: of what the row is or belongs to."""

    verb: RowAct
    table: str
    slug: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class ChangeDetails:
    """A change with all that it did. findings: what the rules say of it, where it was made just now.

    counts: where it did too much to be listed, how many rows of each table; the alterations are left out then.
    """

    change: Change
    alterations: tuple[Alteration, ...]
    findings: tuple[Finding, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
