"""A source and a citation as they are recorded, as shown under an answer. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where we know something from, as shown under an answer.

    `voice`: those with the same number are one voice (domain/evidence/independence.py); None = it counts for nothing.
    """

    title: str
    url: str | None
    published: str | None
    quote: str | None
    retracted: bool = False
    voice: int | None = None


@dataclass(frozen=True, slots=True)
class SourceInList:
    """A source in a list: `label` is its title, `citations` how many rest on it."""

    slug: str
    label: str
    citations: int


@dataclass(frozen=True, slots=True)
class CitationNote:
    """What a source is cited for: the appointment, whose it is, and the source's words. No person = a vacancy."""

    appointment: str
    person: str | None
    name: str | None
    role: str
    title: str
    supports: str | None
    quote: str | None
    locator: str | None
    observed: str | None
    says: str | None
    note: str | None


Sources = Mapping[int, tuple[SourceNote, ...]]  # by the appointment's id, newest first, retracted ones last
