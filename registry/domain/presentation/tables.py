"""Answers as rows under a heading (CSV) and as plain objects (JSON): the same from the command line and from a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from registry.domain.audit.findings import Finding
    from registry.domain.entities.references import EntityReference
    from registry.domain.evidence.records import CitationNote, SourceInList, SourceNote
    from registry.domain.history.changes import Change, ChangeDetails
    from registry.domain.tenures.answers import Answer
    from registry.domain.tenures.histories import TenureInHistory
    from registry.domain.tenures.movements.detail_changes import DetailChange
    from registry.domain.tenures.movements.movements import Movement
    from registry.domain.tenures.vacancies import Vacancy

_HOLDER = (
    "role", "title", "organization", "on", "answer",
    "appointment", "person", "name", "kind", "certainty", "handover", "start", "end", "rank", "last_confirmed",
    "last_confirmed_age_days", "sources", "source_titles", "why", "throughout", "change", "terms", "future",
    "title_then", "organization_then", "name_then", "absent", "in_charge", "stands_in_for", "ex_officio",
)  # fmt: skip
_SPELL = (
    "appointment", "role", "title", "organization", "person", "name", "kind", "status", "start", "end",
    "days_least", "days_most", "rank", "how", "end_reason", "replaces", "passage", "last_confirmed", "sources",
    "source_titles", "note", "ended_by", "certainty", "throughout", "terms",
    "title_then", "organization_then", "name_then",
)  # fmt: skip
_MOVEMENT = (
    "date", "earliest", "latest", "inferred", "certainty", "movement",
    "person", "name", "role", "title", "organization",
    "kind", "status", "rank", "how", "end_reason", "replaces", "replaces_name", "appointment", "sources",
    "source_titles", "title_then", "organization_then", "name_then",
)  # fmt: skip
_CITATION = (
    "source", "appointment", "person", "name", "role", "title", "supports", "quote", "locator", "observed", "says",
    "note",
)  # fmt: skip
_FINDING = ("finding", "rule", "severity", "title", "subjects", "facts", "remedy", "waived")
_VACANCY = ("role", "title", "organization", "start", "end", "days_least", "days_most", "appointment", "note")
_CHANGE = ("number", "recorded_at", "actor", "command", "because")
_FIELD = ("change", "recorded_at", "verb", "table", "slug", "field", "before", "after")


WHERE_THERE_ARE_SOME = (
    "vacancy",
    "vacancies",
    "title_possible",
    "title_until",
    "successions",
    "organization_successions",
    "lineage",
)


class Table(NamedTuple):
    """A heading and its rows."""

    columns: tuple[str, ...]
    rows: Iterable[tuple[object, ...]]  # to be gone through once


def answer_object(found: Answer) -> dict[str, object]:
    """Who held a role on a day; a vacancy, a succession and other names only where there are some."""
    values = {name: _plain(getattr(found, name)) for name in found.__dataclass_fields__}
    return {name: value for name, value in values.items() if value or name not in WHERE_THERE_ARE_SOME}


def _plain(value: Any) -> Any:
    """As `asdict`, which copies every text and so takes a tenth of the time in which a page is answered."""
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    fields = getattr(value, "__dataclass_fields__", None)
    return {name: _plain(getattr(value, name)) for name in fields} if fields else value


def answers_table(found: Iterable[Answer]) -> Table:
    """A row a holder; one for a role that nobody held."""
    return Table(_HOLDER, (row for each in found for row in _answer_rows(each)))


def _answer_rows(found: Answer) -> list[tuple[object, ...]]:
    head = (found.role, found.title, found.organization, found.on, found.answer)
    rows: list[tuple[object, ...]] = [
        (*head, h.appointment, h.person, h.name, h.kind, h.certainty, h.handover, h.start, h.end, h.rank,
         h.last_confirmed, h.last_confirmed_age_days, addresses(h.sources), titles(h.sources), h.why,
         h.throughout, h.change, " ".join(term.appointment for term in h.terms) or None, yes_or_no(found.future),
         found.title_then, found.organization_then, h.name_then,
         f"{h.absent.why} ({h.absent.certainty})" if h.absent else None, h.in_charge, h.stands_in_for, h.ex_officio)
        for h in found.holders
    ]  # fmt: skip
    return rows or [(*head, *[None] * (len(_HOLDER) - len(head)))]


def yes_or_no(value: bool) -> str:
    """A truth in a cell."""
    return "yes" if value else "no"


def addresses(sources: Iterable[SourceNote]) -> str:
    """The web addresses of the sources in one cell, one space between two, without those that were retracted."""
    return " ".join(dict.fromkeys(source.url for source in sources if source.url and not source.retracted))


def titles(sources: Iterable[SourceNote]) -> str:
    """The titles of the same sources, and of those without an address; a bar stands between two."""
    return " | ".join(dict.fromkeys(source.title for source in sources if not source.retracted))


def tenures_table(found: Iterable[TenureInHistory]) -> Table:
    """A row a tenure."""
    return Table(_SPELL, map(_spell_row, found))


def _spell_row(spell: TenureInHistory) -> tuple[object, ...]:
    values: dict[str, Any] = {
        **asdict(spell),
        "days_least": spell.days.least,
        "days_most": spell.days.most,
        "passage": spell.before.passage if spell.before else None,
        "sources": addresses(spell.sources),
        "source_titles": titles(spell.sources),
        "ended_by": f"{spell.ended_by.what} {spell.ended_by.date}" if spell.ended_by else None,
        "terms": " ".join(term.appointment for term in spell.terms) or None,
    }
    return tuple(values[column] for column in _SPELL)


def movements_table(found: Iterable[Movement], details: Iterable[DetailChange] | None = None) -> Table:
    """A row an entry or an exit; with `details` also one for each of these, and two columns for what it is."""
    rows = map(_movement_row, found)
    if details is None:
        return Table(_MOVEMENT, rows)
    entries = ((*row, None, None) for row in rows)
    return Table((*_MOVEMENT, "field", "value"), chain(entries, map(_detail_row, details)))


def _detail_row(each: DetailChange) -> tuple[object, ...]:
    values = {**asdict(each), "movement": each.change, "inferred": "no"}
    return tuple(values.get(column) for column in (*_MOVEMENT, "field", "value"))


def _movement_row(each: Movement) -> tuple[object, ...]:
    values: dict[str, Any] = {
        **asdict(each),
        "inferred": "yes" if each.inferred else "no",
        "sources": addresses(each.sources),
        "source_titles": titles(each.sources),
    }
    return tuple(values[column] for column in _MOVEMENT)


def findings_table(found: Iterable[Finding]) -> Table:
    """A row a finding."""
    return Table(_FINDING, map(_finding_row, found))


def _finding_row(each: Finding) -> tuple[object, ...]:
    subjects = " ".join(subject.slug for subject in each.subjects)
    return (each.finding, each.rule, each.severity, each.title, subjects, each.facts, each.remedy, each.waived)


def vacancies_table(found: Iterable[Vacancy]) -> Table:
    """A row a vacancy."""
    return Table(_VACANCY, [tuple(asdict(each).values()) for each in found])


def changes_table(found: Iterable[Change]) -> Table:
    """A row a change of the record."""
    return Table(_CHANGE, (tuple(asdict(each).values()) for each in found))


def fields_table(found: ChangeDetails) -> Table:
    """A row a field that a change set."""
    head = (found.change.number, found.change.recorded_at)
    rows = (
        (*head, each.verb, each.table, each.slug, field.field, field.before, field.after)
        for each in found.alterations
        for field in each.fields
    )
    return Table(_FIELD, rows)


def citations_table(source: str, found: Iterable[CitationNote]) -> Table:
    """A row an appointment that the source (its slug) is cited for."""
    return Table(_CITATION, [(source, *asdict(each).values()) for each in found])


def listing_objects(noun: str, found: Iterable[EntityReference | SourceInList]) -> list[dict[str, object]]:
    """Named things, as a list has them; sources with how often they are cited."""
    columns, rows = listing_table(noun, found)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def listing_table(noun: str, found: Iterable[EntityReference | SourceInList]) -> Table:
    """A row a named thing."""
    more = ("citations",) if noun == "source" else ()
    rows = [(each.slug, each.label, *(getattr(each, column) for column in more)) for each in found]
    return Table((noun, label_of(noun), *more), rows)


def label_of(noun: str) -> str:
    """What its main name is called."""
    return "title" if noun in ("role", "source") else "name"
