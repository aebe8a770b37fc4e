"""How a file of others is to be taken in, and what became of it. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from registry.domain.exchange.import_plan import NOTHING_CHOSEN, Cause, ImportChoices
from registry.domain.exchange.reading_notes import ReadingNotes
from registry.domain.exchange.statements import SkippedStatement
from registry.domain.vocabulary import DateOrder


class OnConflict(StrEnum):
    """What becomes of a row that cannot stand beside what is recorded and the rows before it in the file."""

    REJECT = "reject"  # nothing is imported
    SKIP = "skip"  # it is left out
    FLAG = "flag"  # it is recorded as disputed


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How a file is to be read, where its format leaves a choice. None = as the format has it.

    `dataset`: a short name by which its next version is known again; `exclusive`: whether an end is the day after the
    last; `columns`: which column holds what, by what it holds; `seats`: of roles that the file says nothing of
    (0 = unlimited); `date_order`: how 03/04/2025 is meant; `today`: the ISO day after which an end is one that is
    due, not one that has been; `encoding`: of a text file, by Python's name for it; `wide`: whether a table with a
    column for each office or year is to be turned.
    """

    dataset: str | None = None
    exclusive: bool | None = None
    columns: tuple[tuple[str, str], ...] = ()
    seats: int | None = None
    date_order: DateOrder | None = None
    today: str = "9999-12-31"
    choices: ImportChoices = NOTHING_CHOSEN  # how conflicts are settled
    encoding: str | None = None
    wide: bool = False


def in_file_order(place: str) -> list[tuple[int, str]]:
    """By which places stand in the order of the file: line 9 before line 10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"([0-9]+)", place)]


class Notes(list[SkippedStatement]):
    """Statements and what is to be said of each; of very many the first, and how many there are."""

    MOST = 100_000

    def __init__(self, notes: Iterable[SkippedStatement] = ()) -> None:
        super().__init__(notes)
        self.total = len(self)

    def note(self, place: str, reason: str) -> None:
        """Add one."""
        self.total += 1
        if self.total <= self.MOST:
            self.append(SkippedStatement(place, reason))


@dataclass(slots=True)
class ImportReport:
    """A report. `columns`: of a table, what was read from which; `added`, `updated`, `matched`: rows by table.

    Matched ones were recorded already, just so. `refused`: what was left out; `flagged`: what was recorded as
    disputed; `kept`: where the registry says otherwise since somebody entered or corrected it, and was left as it is;
    `aside`: what the file has beside tenures; `vanished`: the slugs of appointments that an earlier version of the
    file had; `notes`: how cells and rows were read otherwise than they are written, by kind; `not_kept`: how many
    values of which field the file has and the registry has no place for; `details`: how many names, identifiers,
    sources and successions were added to what was recorded; `warnings`: how many there are of what was written, by
    rule; None if it was nothing, or too many rows to look;
    `by_name`: who was taken for a recorded person by name alone; `namesakes`: who was added though somebody of the
    name is recorded, as nothing but the name speaks for it; `settled`: what was settled as an option says;
    `conflicts`: of what was refused, what has a cause that an option may settle.
    """

    dataset: str
    format: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    rows: int = 0
    added: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    matched: Counter[str] = field(default_factory=Counter)
    refused: Notes = field(default_factory=Notes)
    flagged: Notes = field(default_factory=Notes)
    kept: Notes = field(default_factory=Notes)
    aside: Notes = field(default_factory=Notes)
    notes: ReadingNotes = field(default_factory=ReadingNotes)
    not_kept: Counter[str] = field(default_factory=Counter)
    vanished: list[str] = field(default_factory=list)
    warnings: Counter[str] | None = None
    details: int = 0
    by_name: Notes = field(default_factory=Notes)
    namesakes: Notes = field(default_factory=Notes)
    settled: Notes = field(default_factory=Notes)
    conflicts: dict[Cause, Notes] = field(default_factory=dict)

    def refuse(self, cause: Cause, place: str, reason: str) -> None:
        """Note what is left out, and why it cannot be recorded."""
        self.refused.note(place, reason)
        self.conflicts.setdefault(cause, Notes()).note(place, reason)

    @property
    def wrote(self) -> bool:
        """Whether anything was recorded."""
        return bool(self.added.total() or self.updated.total() or self.details)
