"""When nobody held a role: the vacancies that are recorded, and the gaps between two holders. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from registry.domain.dates.bounds import TransitionKind, day_before
from registry.domain.tenures.histories import Succession, TenureInHistory
from registry.domain.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Dates are EDTF, both inclusive; None = not known, or it still is. `appointment` None: nobody recorded it."""

    role: str
    title: str
    organization: str
    start: str | None
    end: str | None
    days_least: int
    days_most: int | None
    appointment: str | None
    note: str | None


def vacancies(found: Succession) -> Iterator[Vacancy]:
    """By start. Of a gap the days that are certainly without a holder; `days_most` has the doubtful ones, too.

    A gap in which some other tenure may lie, one without a known start or end, is none.
    """
    for spell in found.holders:
        yield from (gap for gap in _gap_before(spell) if not any(_may_lie_in(other, gap) for other in found.holders))
        if spell.person is None:
            yield Vacancy(
                spell.role, spell.title, spell.organization, spell.start, spell.end,
                spell.days.least, spell.days.most, spell.appointment, spell.note,
            )  # fmt: skip


def _gap_before(spell: TenureInHistory) -> Iterator[Vacancy]:
    before = spell.before
    if before and before.passage == TransitionKind.GAP and before.days and spell.start_earliest:
        last = day_before(spell.start_earliest)
        first = (date.fromisoformat(last) - timedelta(days=before.days.least - 1)).isoformat()
        yield Vacancy(
            spell.role, spell.title, spell.organization, first, last, before.days.least, before.days.most, None, None
        )


def _may_lie_in(spell: TenureInHistory, gap: Vacancy) -> bool:
    begins_before = spell.start_earliest is None or spell.start_earliest <= (gap.end or "")
    ends_after = spell.end_latest is None or spell.end_latest >= (gap.start or "")
    return begins_before and ends_after and spell.status != Status.REJECTED
