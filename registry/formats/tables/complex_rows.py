"""A row that says more than one plain name with plain dates -> tenures and notes. Pure.

Ranks, honours, acting, several people, spans, placeholders: what each cell meant is put together here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from registry.domain.exchange.statements import ReadingNote, Statement, TenureStatement
from registry.domain.names.text_hygiene import shown
from registry.domain.vocabulary import Kind
from registry.formats.tables.cell_texts import NOTHING
from registry.formats.tables.dates.cell_dates import DUE, DateCell, DateFacts
from registry.formats.tables.dates.spans import Span
from registry.formats.tables.entities import ActingPost, SeveralHolders, TableEntities
from registry.formats.tables.headings import Columns
from registry.formats.tables.people.acting import is_acting
from registry.formats.tenure_details import due


class ComplexRow(NamedTuple):
    """`held`: the tenure as the plain cells say it; `spans`: of a table with a column of spans; `filled`: how."""

    place: str
    held: TenureStatement
    person: tuple[str | None, str] | SeveralHolders
    post: str | ActingPost
    spans: list[Span] | None
    filled: str | None
    cells: list[str]


class ComplexRows:
    """Puts together what the cells of such rows mean."""

    def __init__(self, things: TableEntities, facts: DateFacts, columns: Columns) -> None:
        self._things = things
        self._facts = facts
        self._end = columns.at.get("end")
        self._dates = [columns.at[what] for what in ("start", "end") if what in columns.at]
        self.acting: int | None = None  # a column that is not read, where it says who was acting
        self._kind = columns.has("kind") or columns.has("acting")

    def statements(self, row: ComplexRow) -> Iterator[Statement]:
        """The tenures of the row, and the notes on how it was read."""
        notes: list[tuple[str, str]] = [("filled", row.filled)] if row.filled else []
        acting: str | None = None
        if isinstance(row.post, ActingPost):
            notes += row.post.notes
            acting = row.post.acting
        post = row.post.key if isinstance(row.post, ActingPost) else row.post
        holder = row.person.holder if isinstance(row.person, SeveralHolders) else None
        if holder:
            notes += holder.notes
            acting = acting or holder.acting
            if holder.deputy:
                deputy = self._things.deputy_of(post, holder.deputy)
                told = "is said by the role, too" if deputy == post else f"is read as the role {shown(deputy)}"
                notes.append(("deputy", f"{holder.deputy!r} at {shown(self._people(row)[0][1])} {told}"))
                post = deputy
        spans = list(self._spans(row, notes))
        if holder and holder.left_out:
            notes = [note for note in notes if note[0] in ("filled", holder.left_out)]
        elif not spans:
            why = "mention" if holder and holder.is_mention else "no-dates"
            name = self._people(row)[0][1]
            notes = [(why, f"{shown(name)} has neither a start nor an end")]
        else:
            yield from self._tenures(row, post, acting, spans, notes)
        yield from (ReadingNote(row.place, kind, text) for kind, text in notes)

    def _people(self, row: ComplexRow) -> tuple[tuple[str | None, str], ...]:
        return row.person.people if isinstance(row.person, SeveralHolders) else (row.person,)

    def _spans(self, row: ComplexRow, notes: list[tuple[str, str]]) -> Iterator[Span]:
        """The start and the end, or each of them; none where neither is said."""
        if row.spans is not None:
            for span in row.spans:
                notes += span.notes
                yield span._replace(notes=())
            return
        start, end = _cell(row.held.start), _cell(row.held.end)
        notes += (*start.notes, *end.notes)
        ends = self._end is not None and row.cells[self._end].strip() not in NOTHING
        is_said = any(row.cells[place].strip() not in NOTHING for place in self._dates)
        if start.edtf or end.edtf or is_said or start.notes or self._things.is_ours:
            yield Span(start.edtf, end.edtf, end.reason, (("said", ""),) if ends else ())

    def _tenures(
        self, row: ComplexRow, post: str, acting: str | None, spans: list[Span], notes: list[tuple[str, str]]
    ) -> Iterator[TenureStatement]:
        held = row.held._replace(post=post)
        people = self._people(row)
        holder = row.person.holder if isinstance(row.person, SeveralHolders) else None
        if not acting and held.note and is_acting(held.note):
            acting = held.note
            notes.append(("acting", f"{shown(held.note)} in the note makes the tenure an acting one"))
        if not acting and self.acting is not None and is_acting(row.cells[self.acting]):
            acting = row.cells[self.acting].strip()
            notes.append(("acting", f"{shown(acting)} in a column of its own makes the tenure an acting one"))
        if acting and not self._kind and people[0][0] is not None:
            held = held._replace(kind=Kind.ACTING.value)
        if holder and holder.words:
            held = held._replace(note="; ".join(filter(None, (held.note, holder.words))))
        planned = tuple(due(text.removeprefix(DUE)) for kind, text in notes if kind == "due-end")[:1]
        if len(people) > 1:
            self._things.at_least(post, len(people))
        several = len(people) * len(spans) > 1
        for number, (span, index) in enumerate(((span, index) for span in spans for index in range(len(people))), 1):
            rank = held.rank or (holder.ranks[index] if holder and index < len(holder.ranks) else None) or None
            end, reason = span.end, held.end_reason or span.reason
            if end is None and held.end_reason and not span.notes and not self._things.is_ours:
                end = "XXXX"
                notes.append(("assumed-end", f"{shown(held.end_reason)} and no end: read as ended on an unknown day"))
            key = f"{held.key}#{number}" if held.key and several and number > 1 else held.key
            yield held._replace(
                person=people[index][0], key=key, start=span.start, end=end, rank=rank, end_reason=reason,
                dates=planned if end is None else (),
            )  # fmt: skip


def _cell(found: Any) -> DateCell:
    return found if isinstance(found, DateCell) else DateCell(found)
