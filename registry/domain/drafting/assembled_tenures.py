"""Statements of one text -> the tenures that it tells of: what several sentences say of one event becomes one. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from registry.domain.dates.bounds import TenureError, bounds_of
from registry.domain.dates.edtf import read_edtf
from registry.domain.dates.relative_dates import combined
from registry.domain.drafting.office_mentions import Office
from registry.domain.drafting.readings import Act
from registry.domain.drafting.statements import LONGEST_QUOTE, Skipped, Statement
from registry.domain.errors import DateError
from registry.domain.names.keys import name_key, title_key
from registry.domain.vocabulary import Kind


@dataclass(slots=True)
class ReadTenure:
    """A tenure as far as a text tells it. `replaces`: who directly preceded; `followed`: the day on which somebody
    directly succeeded. Dates EDTF.
    """

    person: str
    office: Office
    kind: Kind
    start: str | None = None
    end: str | None = None
    followed: str | None = None
    rank: str | None = None
    how: str | None = None
    reason: str | None = None
    replaces: ReadTenure | None = None
    began: list[Statement] = field(default_factory=list)
    ended: list[Statement] = field(default_factory=list)

    @property
    def said(self) -> list[Statement]:
        """The statements of its start; of its end, if the text tells none."""
        return self.began or self.ended

    def first_day(self) -> str:
        """By which tenures are put in order: a predecessor whose start is not told stands before the successor."""
        date, before = (self.start, "1") if self.start else (self.followed or self.end, "0")
        read = read_edtf(date) if date else None
        return f"{read.earliest or read.latest}{before}" if read else before


def tenures_of(statements: Sequence[Statement]) -> tuple[list[ReadTenure], list[Skipped]]:
    """The tenures by start, and the statements that say nothing of a tenure that is dated."""
    told: dict[tuple[str, str, str | None, Kind], ReadTenure] = {}
    skipped: list[Skipped] = []
    for statement in sorted(statements, key=lambda statement: statement.undated is not None):
        try:
            _add(told, statement)
        except (DateError, TenureError) as error:
            skipped.append(Skipped(statement.sentence, statement.word, str(error)))
    for tenure in told.values():
        if tenure.replaces:
            tenure.replaces.followed = tenure.start
    return sorted(told.values(), key=ReadTenure.first_day), skipped


_Tenures = dict[tuple[str, str, str | None, Kind], ReadTenure]


def _add(told: _Tenures, statement: Statement) -> None:
    kind = Kind.ACTING if statement.office.acting else Kind.SUBSTANTIVE
    if statement.undated:
        tenure = told.get(_key(statement.person, statement.office, kind))
        if tenure is None or statement.act is Act.LEFT:
            raise DateError(statement.undated)
        if statement.replaces and tenure.replaces is None:
            _precede(told, tenure, replace(statement, start=tenure.start))
        return
    known = told.get(_key(statement.person, statement.office, kind))
    start = combined(known.start if known else None, statement.start)
    end = combined(known.end if known else None, statement.end)
    bounds_of(start, end or (known.followed if known else None))  # raises where it ends before it begins
    tenure = _tenure(told, statement.person, statement.office, kind)
    tenure.start, tenure.end = start, end
    tenure.how, tenure.reason = tenure.how or statement.how, tenure.reason or statement.reason
    if statement.act is Act.LEFT:
        tenure.ended.append(statement)
        tenure.rank = tenure.rank or _rank_then(statement.rank, statement.end)
        return
    tenure.began.append(statement)
    tenure.rank = statement.rank or tenure.rank
    if statement.replaces:
        _precede(told, tenure, statement)


def _precede(told: _Tenures, tenure: ReadTenure, statement: Statement) -> None:
    acting = _key(statement.replaces or "", statement.office, Kind.ACTING) in told
    kind = Kind.ACTING if acting else Kind.SUBSTANTIVE
    before = _tenure(told, statement.replaces or "", statement.office, kind)
    bounds_of(before.start, statement.start)
    combined(before.followed, statement.start)  # raises where two are said to have followed at different times
    before.rank = before.rank or _rank_then(statement.replaces_rank, statement.start)
    before.ended.append(statement)
    tenure.replaces = before


def _tenure(told: _Tenures, person: str, office: Office, kind: Kind) -> ReadTenure:
    return told.setdefault(_key(person, office, kind), ReadTenure(person, office, kind))


def _key(person: str, office: Office, kind: Kind) -> tuple[str, str, str | None, Kind]:
    return name_key(person), title_key(office.title), office.whose, kind


def _rank_then(rank: str | None, date: str | None) -> str | None:
    """The rank with the year in which it was borne: at the start of the tenure it may have been another."""
    return f"{rank} (in {date[:4]})" if rank and date and date[:4].isdecimal() else rank


def quote_of(text: str, tenure: ReadTenure) -> str:
    """The words that say it: one span of the text, if its sentences stand together."""
    spans = [statement.span for statement in tenure.said]
    begin, end = min(span[0] for span in spans), max(span[1] for span in spans)
    together = len({statement.paragraph for statement in tenure.said}) == 1
    if not together or end - begin > LONGEST_QUOTE:
        dated = [statement for statement in tenure.said if tenure.start in (None, statement.start)]
        begin, end = (dated or tenure.said)[0].span
    return " ".join(text[begin:end].split()).rstrip(" ,;")
