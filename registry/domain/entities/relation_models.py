"""What may be recorded of relations and of the details of a tenure: a frozen, validated model for each row.

As in models.py things are named by their slugs and dates are EDTF. Here no date = that side is open: as far back, or as
long, as anything is recorded. Pure: whether a slug exists is the store's to say.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from registry.domain.dates.bounds import Bounds, open_bounds
from registry.domain.entities.field_types import Act, DateText, Day, DetailField, HowRelated, Name, Slug, Text
from registry.domain.errors import RegistryError
from registry.domain.vocabulary import HOW_CONTINUED, HOW_REPORTS, Status


class InvalidRelationError(RegistryError):
    """A relation that cannot be, as it is given."""


class _Dated(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    start: DateText | None = None
    end: DateText | None = None
    status: Status = Status.ACCEPTED
    note: Text | None = None

    @model_validator(mode="after")
    def _runs_forwards(self) -> Self:
        open_bounds(self.start, self.end)
        return self

    def bounds(self) -> Bounds:
        """The days on which it certainly and possibly is so."""
        return open_bounds(self.start, self.end)


class _Relation(_Dated):
    kind: str
    other: Slug
    how: HowRelated | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind == "continues" and self.end is not None:
            raise InvalidRelationError("a succession has one date, the first day of what came of it; leave the end out")
        known = {"continues": HOW_CONTINUED, "reports to": HOW_REPORTS}.get(self.kind, ())
        if self.how is not None and not known:
            raise InvalidRelationError(f"of {self.kind!r} there is no `how` to record; leave {self.how!r} out")
        if self.how is not None and self.how not in known:
            raise InvalidRelationError(
                f"{self.how!r} does not say how something {self.kind} another; give one of {', '.join(known)}"
            )
        return self


class OrganizationRelation(_Relation):
    """`organization` is part of `other` from start to end, or has come of it since start."""

    organization: Slug
    kind: Literal["part of", "continues"]


class RoleRelation(_Relation):
    """`role` reports to, is held ex officio with, excludes or continues `other`.

    ex officio: whoever holds `role` holds `other` by right of it.
    """

    role: Slug
    kind: Literal["reports to", "ex officio", "excludes", "continues"]


class Detail(_Dated):
    """What was so of a tenure for some of its days: a rank, an absence, a party."""

    appointment: Slug
    field: DetailField
    value: Name


class FurtherDate(BaseModel):
    """A further date of the start or the end of a tenure: the tenure's own date is the one that answers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    appointment: Slug
    side: Literal["start", "end"]
    act: Act
    on: DateText
    note: Text | None = None


class RelationCitation(BaseModel):
    """What a source says of a relation, which is named by what identifies it. `observed`: the day it shows it on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    noun: Literal["organization", "role"]
    subject: Slug
    kind: Name
    other: Slug
    start: DateText | None = None
    source: Slug
    quote: Text | None = None
    locator: Annotated[Name, Field()] | None = None
    observed: Day | None = None
