"""What a file of others says, in our words: the form between every format and the registry. Pure.

A reader says what stands in the file and where, and decides nothing about the registry; a writer is given the same.
Things are known by `key`, by which the same file tells them apart, this year's version as last year's (of what the
registry writes: its slug). Dates are EDTF, ends inclusive; None = not said, or (an end) still open.
"""

from __future__ import annotations

from typing import NamedTuple


class NameStatement(NamedTuple):
    """A further name. `language` is BCP 47, `script` ISO 15924."""

    name: str
    kind: str = "alias"
    language: str | None = None
    script: str | None = None
    start: str | None = None
    end: str | None = None


class PersonStatement(NamedTuple):
    """A person. `place`: where in the file, as a message says it."""

    key: str
    name: str
    place: str = ""
    also: tuple[NameStatement, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    birth: str | None = None
    death: str | None = None
    note: str | None = None


class OrganizationStatement(NamedTuple):
    """An organization. `parent`: the key of the one above."""

    key: str
    name: str
    place: str = ""
    also: tuple[NameStatement, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    parent: str | None = None
    inception: str | None = None
    dissolution: str | None = None
    note: str | None = None


class RoleStatement(NamedTuple):
    """A role. `organization`: the key of its body; seats None = unlimited."""

    key: str
    title: str
    organization: str
    place: str = ""
    also: tuple[NameStatement, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    seats: int | None = 1
    inception: str | None = None
    abolition: str | None = None
    note: str | None = None


class CitationStatement(NamedTuple):
    """Where a statement comes from. `source`: a web address or a title; `supports`: the fields of which it speaks.

    `observed`: the ISO day on which it shows the person in office; `says`: the supported field as it gives it.
    """

    source: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    accessed: str | None = None
    archive_url: str | None = None
    supports: tuple[str, ...] = ()
    quote: str | None = None
    locator: str | None = None
    observed: str | None = None
    says: str | None = None
    note: str | None = None


class DetailStatement(NamedTuple):
    """What was so of a tenure from start to end, such as a rank or a party. None = open on that side."""

    field: str
    value: str
    start: str | None = None
    end: str | None = None


class FurtherDateStatement(NamedTuple):
    """A further date of the start or the end of a tenure (`side`): what happened then, such as elected or due."""

    side: str
    act: str
    on: str


class TenureStatement(NamedTuple):
    """A tenure. `person` and `post`: keys; no person = a vacancy. `replaces`, `covers`: the key of another tenure.

    A person of whom the file gives nothing but a name needs no PersonStatement: the key is the name.
    `key`: the file's own name for the statement; None = it has none.
    """

    person: str | None
    post: str
    place: str = ""
    key: str | None = None
    start: str | None = None
    end: str | None = None
    kind: str = "substantive"
    status: str = "accepted"
    rank: str | None = None
    how: str | None = None
    end_reason: str | None = None
    replaces: str | None = None
    note: str | None = None
    cited: tuple[CitationStatement, ...] = ()
    details: tuple[DetailStatement, ...] = ()
    dates: tuple[FurtherDateStatement, ...] = ()
    covers: str | None = None


class SuccessionStatement(NamedTuple):
    """That an organization or a role (`noun`) came of another one, by their keys. `how` as in vocabulary.py.

    `on`: the first day of what came of it.
    """

    noun: str
    key: str
    came_of: str
    how: str | None = None
    on: str | None = None
    place: str = ""


class SkippedStatement(NamedTuple):
    """A statement of the file that is not taken: where it stands, and why."""

    place: str
    reason: str


class OtherContent(NamedTuple):
    """What the file has that is not a statement about an office: where it stands, and what it is. It is only told."""

    place: str
    reason: str


class ReadingNote(NamedTuple):
    """How something was read otherwise than it is written; it is only reported. `kind`: one of reading_notes.KINDS."""

    place: str
    kind: str
    text: str


class NotKept(NamedTuple):
    """What the file has and the registry has no place for, such as gender: the field, and how many values it has."""

    field: str
    values: int = 1


Statement = (
    OrganizationStatement
    | RoleStatement
    | PersonStatement
    | TenureStatement
    | SuccessionStatement
    | SkippedStatement
    | OtherContent
    | ReadingNote
    | NotKept
)
