"""What a drawing of a succession shows, for the formats that draw: a box for each holder, an arrow for each hand-over.

No file is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from registry.domain.dates.wording import date_in_words
from registry.domain.exchange.export_view import ExportView
from registry.domain.presentation.sentences import dates as dates_in_words
from registry.domain.tenures.histories import TenureInHistory
from registry.domain.vocabulary import Kind, Status
from registry.formats.charts.spells import Spell, roles

# What of a tenure and what it points at is told in a box.
SAYS = frozenset({
    "tenure.person", "tenure.post", "tenure.start", "tenure.end", "tenure.kind", "tenure.status", "tenure.rank",
    "tenure.replaces", "person.name", "role.title", "role.organization", "organization.name",
})  # fmt: skip


class Box(NamedTuple):
    """A tenure, or consecutive terms of one person. `lines`: name with what is not usual of it, rank, dates, terms."""

    id: str
    lines: tuple[str, ...]
    acting: bool
    vacant: bool


class Arrow(NamedTuple):
    """From the box before to the one after it. `said`: that somebody replaced somebody, not only that they followed."""

    before: str
    after: str
    said: bool


class Chart(NamedTuple):
    """The succession in a role."""

    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def charts(picture: ExportView) -> Iterator[Chart]:
    """One for each role, by the slug of the role; the numbers of the boxes run through all of them."""
    number = 0
    for post, title, spells in roles(picture):
        ids = {term.key: f"n{number + index}" for index, spell in enumerate(spells, 1) for term in spell.terms}
        number += len(spells)
        boxes = tuple(_box(spell, ids[spell.terms[0].key]) for spell in spells)
        yield Chart(_line(title), boxes, tuple(_arrows(spells, ids, one_seat=post.seats == 1)))


def _line(text: str) -> str:
    return " ".join(text.split())


def _box(spell: Spell, name: str) -> Box:
    told = spell.told
    who = told.name or "vacant"
    marks = [told.kind] if told.kind != Kind.SUBSTANTIVE else []
    marks += [told.status] if told.status == Status.REJECTED else []
    who += f" ({', '.join(marks)})" if marks else ""
    who += " ?" if told.status == Status.DISPUTED else ""
    terms = terms_in_words(spell)
    lines = (who, *([told.rank] if told.rank else []), dates(told), *([terms] if terms else []))
    return Box(name, tuple(map(_line, lines)), told.kind == Kind.ACTING, told.person is None)


def dates(told: TenureInHistory) -> str:
    """From when to when, in words; an end that is not recorded is not taken for one."""
    if told.end is None and not told.ended_by:
        return f"from {date_in_words(told.start)}" if told.start else "dates not known"
    return " – ".join(dates_in_words(told))


def terms_in_words(spell: Spell) -> str | None:
    """The terms of somebody who was re-appointed; None of one term."""
    if not spell.told.terms:
        return None
    return f"{len(spell.told.terms)} terms: {'; '.join(dates(term) for term in spell.told.terms)}"


def _arrows(spells: Sequence[Spell], ids: Mapping[str | None, str], *, one_seat: bool) -> Iterator[Arrow]:
    """In a role of several seats order of time says nothing of who followed whom."""
    before: str | None = None
    for spell in spells:
        own = ids[spell.terms[0].key]
        replaced = ids.get(spell.terms[0].replaces) if spell.terms[0].replaces else None
        if replaced:
            yield Arrow(replaced, own, said=True)
        elif before and one_seat and spell.told.status != Status.REJECTED:
            yield Arrow(before, own, said=False)
        before = before if spell.told.status == Status.REJECTED else own


def lines_of(parts: Iterable[str]) -> str:
    """A text file of these lines."""
    return "".join(f"{part}\n" for part in parts)
