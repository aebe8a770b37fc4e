"""What may be recorded: one frozen, validated model for each thing and each row of the package in `data/`.

Other things are named by their slugs. Dates are EDTF; None = not known (for an end: still open as far as recorded).
Pure: whether a slug exists is the store's to say.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from registry.domain.dates.bounds import UNKNOWN, Bounds, bounds_of
from registry.domain.dates.edtf import read_edtf
from registry.domain.entities.field_types import (
    LONGEST_TEXT,
    DateText,
    Day,
    EndReason,
    How,
    Language,
    Name,
    NameKind,
    Script,
    Slug,
    Supported,
    Text,
    WebAddress,
)
from registry.domain.entities.validation import InvalidValueError, Row
from registry.domain.names.text_hygiene import shown
from registry.domain.vocabulary import Kind, Status

MOST_SEATS = 1_000_000


class OtherName(Row):
    """A further name of a person, an organization or a role; language BCP 47, script ISO 15924."""

    name: Name
    kind: NameKind = "alias"
    language: Language | None = None
    script: Script | None = None
    start: DateText | None = None
    end: DateText | None = None

    @model_validator(mode="after")
    def _runs_forwards(self) -> Self:
        bounds_of(self.start, self.end)
        return self


class Identifier(Row):
    """A thing's name in somebody else's register, e.g. wikidata Q42."""

    scheme: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.-]*$", max_length=50)]
    value: Name


class Person(Row):
    """Somebody who holds or held roles."""

    slug: Slug
    name: Name
    birth: DateText | None = None
    death: DateText | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _lives_forwards(self) -> Self:
        bounds_of(self.birth, self.death, ("birth", "death"))
        return self


class Organization(Row):
    """A body with roles in it."""

    slug: Slug
    name: Name
    inception: DateText | None = None
    dissolution: DateText | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _lives_forwards(self) -> Self:
        bounds_of(self.inception, self.dissolution, ("inception", "dissolution"))
        return self


class Parent(Row):
    """`organization` stands below `parent`, from start to end (inclusive)."""

    organization: Slug
    parent: Slug
    start: DateText | None = None
    end: DateText | None = None

    def bounds(self) -> Bounds:
        """The days on which it certainly and possibly stands there."""
        return bounds_of(self.start, self.end)


class Role(Row):
    """A post in an organization. Popolo: Post; FollowTheMoney: Position. seats None = unlimited.

    `continuous`: a day without a holder is worth a warning; `term_months`: how long one term is.
    """

    slug: Slug
    title: Name
    organization: Slug
    seats: Annotated[int, Field(ge=1, le=MOST_SEATS)] | None = 1
    inception: DateText | None = None
    abolition: DateText | None = None
    continuous: bool = False
    term_months: Annotated[int, Field(ge=1, le=12_000)] | None = None
    term_limit: Annotated[int, Field(ge=1, le=1_000)] | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _lives_forwards(self) -> Self:
        bounds_of(self.inception, self.abolition, ("inception", "abolition"))
        return self


class SeatChange(Row):
    """From the day `since` on the role has so many seats; None = unlimited."""

    role: Slug
    since: Day
    seats: Annotated[int, Field(ge=1, le=MOST_SEATS)] | None


class WaiverRow(Row):
    """A finding that is known and accepted, up to the day `until`."""

    finding: Slug
    because: Text
    until: Day | None = None


class DatasetRow(Row):
    """How a file of others is read. `columns`: a JSON object; `seats`: where it says nothing, 0 = unlimited."""

    name: Name
    format: Name
    columns: Annotated[str, Field(max_length=LONGEST_TEXT)] | None = None
    ends: Literal["inclusive", "exclusive"] | None = None
    seats: Annotated[int, Field(ge=0)] | None = None
    choices: Annotated[str, Field(max_length=LONGEST_TEXT)] | None = None


class DatasetKeyRow(Row):
    """By which key a dataset knows a person, an organization or a role: one of the three is given."""

    dataset: Name
    noun: Literal["person", "organization", "role"]
    value: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
    person: Slug | None = None
    organization: Slug | None = None
    role: Slug | None = None


class Appointment(Row):
    """A person in a role from start to end, both inclusive. Popolo: Membership; Wikidata: P39.

    No person = a recorded vacancy of one of the role's seats. `covers`: the tenure of the absent holder for whom this
    one, an acting tenure, stands in.
    """

    slug: Slug
    person: Slug | None = None
    role: Slug
    kind: Kind = Kind.SUBSTANTIVE
    status: Status = Status.ACCEPTED
    start: DateText | None = None
    end: DateText | None = None
    rank: Name | None = None
    how: How | None = None
    end_reason: EndReason | None = None
    replaces: Slug | None = None
    covers: Slug | None = None
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _unknown_start_is_none(cls, values: Any) -> Any:
        """One way to say it: a start that is not known is left out."""
        if isinstance(values, dict) and values.get("start") == UNKNOWN:
            return {**values, "start": None}
        return values

    @model_validator(mode="after")
    def _runs_forwards(self) -> Self:
        bounds_of(self.start, self.end)
        if self.person is None and self.kind != Kind.SUBSTANTIVE:
            raise InvalidValueError("a vacancy is never acting; leave the kind out, or name the person")
        return self

    def bounds(self) -> Bounds:
        """The days on which it certainly and possibly ran."""
        return bounds_of(self.start, self.end)


class Source(Row):
    """Where we know something from. `copy_of`: whose report it repeats; `retracted`: why it is relied on no more."""

    slug: Slug
    url: WebAddress | None = None
    title: Name
    publisher: Name | None = None
    published: DateText | None = None
    accessed: DateText | None = None
    archive_url: WebAddress | None = None
    copy_of: Slug | None = None
    retracted: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _repeats_another(self) -> Self:
        if self.copy_of == self.slug:
            raise InvalidValueError(f"{self.slug} cannot be a copy of itself; name the source that it repeats")
        return self


class Archive(Row):
    """A kept copy of what a source said: the hash of the file (SHA-256), its size in bytes and what it was called."""

    source: Slug
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    bytes: Annotated[int, Field(ge=0)]
    name: Name


class Roster(Row):
    """A source that lists everybody who held a role of the organization on the day."""

    organization: Slug
    source: Slug
    day: Day


class Redirect(Row):
    """A slug replaced by a merge, and to whom it leads."""

    slug: Slug
    person: Slug


class OrganizationRedirect(Row):
    """The same for an organization."""

    slug: Slug
    organization: Slug


class RoleRedirect(Row):
    """The same for a role."""

    slug: Slug
    role: Slug


class Distinct(Row):
    """Two people who are known not to be one."""

    person: Slug
    other: Slug
    because: Text


class DistinctOrganizations(Row):
    """Two organizations that are known not to be one."""

    organization: Slug
    other: Slug
    because: Text


class DistinctRoles(Row):
    """Two roles that are known not to be one."""

    role: Slug
    other: Slug
    because: Text


class Citation(Row):
    """A source's word on an appointment. `supports`: the fields it speaks of; None = the tenure in general.

    `says`: that field as this source gives it; a start or an end in EDTF.
    """

    appointment: Slug
    source: Slug
    supports: Supported | None = None
    quote: Text | None = None
    locator: Name | None = None
    observed: Day | None = None
    says: Name | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.says is not None:
            if self.supports is None or "," in self.supports:
                raise InvalidValueError(
                    f"what the source says ({shown(self.says)}) is about one field; name only that field, e.g. start"
                )
            if self.supports in ("start", "end"):
                read_edtf(self.says)
        return self
