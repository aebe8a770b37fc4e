"""Tables that say what was so of a tenure for a time: absences, acting, a standing, a party. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from registry.domain.dates.bounds import day_after
from registry.domain.errors import RegistryError
from registry.domain.exchange.statements import DetailStatement, ReadingNote, TenureStatement
from registry.domain.vocabulary import DETAILS, DateOrder, Kind
from registry.formats.tables.cell_texts import NOTHING, fold
from registry.formats.tables.cells import words_of
from registry.formats.tables.columns.details import detail_of
from registry.formats.tables.columns.guesses import guessed
from registry.formats.tables.dates.cell_dates import edtf_of
from registry.formats.tables.joined.tables import HeldTable

_LEAVE = re.compile(r"(?:is|was)?(?:on)?(?:leave|absent|absence|suspended)")
_REASON = ("leavereason", "reasonforleave", "absencereason", "reasonforabsence", "whyabsent")
_AS_A_SENTENCE = ("absence", "standing")  # of which the source's capital is that of a sentence


class Slice(NamedTuple):
    """What a row says of a tenure: its days, and the values of its fields. `acting`: None = it does not say."""

    start: str | None
    end: str | None
    values: dict[str, str]
    acting: bool | None


class Slices:
    """What all such tables of a folder say, by the key of the tenure. `notes`: rows that cannot be read."""

    def __init__(self, order: DateOrder | None) -> None:
        self._order = order
        self._of: dict[str, list[Slice]] = defaultdict(list)
        self._acting_as: dict[str, list[tuple[str, str | None, str | None]]] = defaultdict(list)
        self._absent: dict[str, list[tuple[str, str | None, str | None]]] = defaultdict(list)
        self.notes: list[ReadingNote] = []
        self.read: set[tuple[str, int]] = set()  # file and column

    def add(self, table: HeldTable, of_tenure: int) -> None:
        """Take in a table of which the column `of_tenure` has the keys of tenures."""
        known = guessed(table.headings)
        leave = next((at for at, each in enumerate(table.headings) if _LEAVE.fullmatch(fold(each))), -1)
        reason = table.column(*_REASON)
        fields = {at: detail for at, heading in enumerate(table.headings) if (detail := _field(heading))}
        places = (known.get("start", -1), known.get("end", -1), known.get("acting", -1), leave, reason)
        self.read |= {(table.file, at) for at in (*places, *fields, of_tenure, table.key)}
        for number, row in table.every:
            cells = [*row, ""]
            try:
                start, end = (edtf_of("date", cells[at], self._order) for at in places[:2])
                values = {
                    field: _value(field, row[at]) for at, field in fields.items() if row[at].strip() not in NOTHING
                }
                if places[4] >= 0 and leave < 0 and cells[reason].strip() not in NOTHING:
                    values["absence"] = _value("absence", cells[reason])
                if leave >= 0 and _is_yes(cells[leave]):
                    why = cells[reason].strip() if reason >= 0 else ""
                    values["absence"] = _value("absence", why) if why not in NOTHING else "leave"
                acting = _is_yes(cells[places[2]]) if places[2] >= 0 else None
            except RegistryError as error:
                self.notes.append(ReadingNote(f"{table.file}, line {number}", "other-row", str(error)))
                continue
            self._of[row[of_tenure].strip()].append(Slice(start, end, values, acting))

    def note_posts(self, posts: Iterator[tuple[str, str]]) -> None:
        """Take in which post each tenure (by its key) is in, so that covers are found."""
        for key, post in posts:
            for each in self._of.get(key, ()):
                if each.acting:
                    self._acting_as[key].append((post, each.start, each.end))
                if "absence" in each.values:
                    self._absent[post].append((key, each.start, each.end))

    def of(self, held: TenureStatement) -> Iterator[TenureStatement | ReadingNote]:
        """The tenure with what the tables say of it."""
        said = self._of.get(held.key or "")
        if not said or held.person is None:
            yield held
            return
        acting = [each for each in said if each.acting]
        if acting and len(acting) == sum(each.acting is not None for each in said):
            held = held._replace(kind=Kind.ACTING.value)
        details = [detail for field in DETAILS for detail in self._details(held, field, said)]
        if acting and held.kind != Kind.ACTING:
            details += [DetailStatement("standing", "acting", each.start, each.end) for each in acting]
            yield ReadingNote(
                held.place, "acting", f"{held.person} was acting for a part of the tenure; kept as a detail"
            )
        covers = self._covered(held) if held.kind == Kind.ACTING else None
        if isinstance(covers, ReadingNote):
            yield covers
            covers = None
        yield held._replace(details=tuple(details), covers=covers)

    def _details(self, held: TenureStatement, field: str, said: Sequence[Slice]) -> Iterator[DetailStatement]:
        """The values of a field in time; what holds for the whole of a tenure needs no dates."""
        runs: list[DetailStatement] = []
        for each in sorted(said, key=lambda each: each.start or ""):
            value = each.values.get(field)
            if value is None:
                continue
            last = runs[-1] if runs else None
            if last and last.value == value and last.end and each.start in (last.end, _next_day(last.end)):
                runs[-1] = last._replace(end=each.end)
            else:
                runs.append(DetailStatement(field, value, each.start, each.end))
        for run in runs:
            is_whole = run.start in (None, held.start) and run.end in (None, held.end)
            yield run._replace(start=None, end=None) if is_whole and field != "absence" else run

    def _covered(self, held: TenureStatement) -> str | ReadingNote | None:
        """The tenure in the same post whose holder was absent on these days."""
        own = self._acting_as[held.key or ""]
        absent = [
            key for post, start, end in own for key, since, until in self._absent[post]
            if key != held.key and _meet((start, end), (since, until))
        ]  # fmt: skip
        exact = [
            key for post, start, end in own for key, since, until in self._absent[post]
            if key != held.key and (start, end) == (since, until)
        ]  # fmt: skip
        found = sorted(set(exact)) or sorted(set(absent))
        if len(found) > 1:
            text = (
                f"{held.person} acts for one of {len(found)} absent holders of the post; whose absence is not recorded"
            )
            return ReadingNote(held.place, "acting", text)
        return found[0] if found else None


def _field(heading: str) -> str | None:
    named = heading.strip().lower().replace("_", " ")
    return named if named in DETAILS and named != "absence" else detail_of(heading)


def _value(field: str, cell: str) -> str:
    text = " ".join(cell.split())
    return text[:1].lower() + text[1:] if field in _AS_A_SENTENCE and text[1:2].islower() else text


def _is_yes(cell: str) -> bool:
    return bool(cell.strip()) and words_of(("", cell, "", "", "", ""))[0] == Kind.ACTING


def _next_day(day: str) -> str:
    return day_after(day) if len(day) == len("2025-03-16") and day[4] == "-" else day


def _meet(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    latest, earliest = max(one[0] or "", other[0] or ""), min(one[1] or "9999", other[1] or "9999")
    return latest < earliest
