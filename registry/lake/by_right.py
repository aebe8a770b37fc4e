"""The rows of a question about a day -> answers, with those who hold a role by right of another one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, NamedTuple

from registry.domain.tenures.details import least
from registry.domain.vocabulary import Certainty, Outcome
from registry.lake.answers import LakeAnswer, LakeHolder, LakeVacancy

_OF_ROLE = (
    *("role", "title", "organization", "organization_name", "answer", "seats", "title_then", "organization_then"),
)
_OF_HOLDER = (
    *("person", "name", "appointment", "kind", "certainty", "handover", "rank", "last_confirmed", "change"),
    *("absent_why", "stands_in_for", "stands_in_for_name", "name_then"),
)
_OF_VACANCY = ("appointment", "certainty")
_PLACE: dict[str, int] = {Certainty.CERTAIN: 0, Certainty.PRESUMED: 1, Certainty.POSSIBLE: 2}
# Who is absent as surely as this is in charge as surely as that; see registry/domain/tenures/details.py.
_PRESENT: dict[str | None, str] = {None: "certain", "possible": "possible", "presumed": "possible", "certain": "no"}


class Conferred(NamedTuple):
    """On the day that is asked about the role comes with the role `by`, as surely as that."""

    role: int
    by: int
    certainty: str


def answers_of(rows: Iterable[dict[str, Any]], on: str) -> dict[int, LakeAnswer]:
    """The answers by the id of the role, in the order of the rows."""
    return {role_id: _answer(on, list(each)) for role_id, each in groupby(rows, lambda row: int(row["role_id"]))}


def _answer(on: str, rows: list[dict[str, Any]]) -> LakeAnswer:
    held = [row for row in rows if row["person"] is not None]
    empty = [row for row in rows if row["person"] is None and row["appointment"] is not None]
    return LakeAnswer(
        **{name: rows[0][name] for name in _OF_ROLE},
        on=on,
        holders=_in_order(map(_holder, held)),
        vacancies=tuple(LakeVacancy(**_dated(row, _OF_VACANCY)) for row in empty),
    )


def _holder(row: dict[str, Any]) -> LakeHolder:
    held, absent = row["certainty"], row["absence"]
    return LakeHolder(
        **_dated(row, _OF_HOLDER),
        absent=absent and least(absent, held),
        in_charge=least(held, _PRESENT[absent]),
    )


def _dated(row: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in names} | {"start": row["start_date"], "end": row["end_date"]}


def with_holders_by_right(
    found: Mapping[int, LakeAnswer], links: Sequence[Conferred], conferring: Mapping[int, LakeAnswer]
) -> list[LakeAnswer]:
    """The answers with those who hold by right, each person and kind once; they take no seat."""
    whole = dict(found)
    for link in links:
        here, by = whole[link.role], conferring.get(link.by)
        if by is None or here.answer == Outcome.NO_ROLE:
            continue
        holders = {(each.person, each.kind): each for each in here.holders}
        for each in by.holders:
            sure = least(each.certainty, link.certainty)
            known = holders.get((each.person, each.kind))
            if known is None or _PLACE[known.certainty] > _PLACE[sure]:
                holders[each.person, each.kind] = replace(
                    each, certainty=sure, handover=None, ex_officio=by.role,
                    absent=each.absent and least(each.absent, sure), in_charge=least(each.in_charge, sure),
                )  # fmt: skip
        held = _in_order(holders.values())
        whole[link.role] = replace(here, holders=held, answer=_outcome(here.answer, held))
    return sorted(whole.values(), key=lambda each: (each.organization_name, each.title, each.role))


def _outcome(before: str, holders: Sequence[LakeHolder]) -> str:
    if any(each.certainty != Certainty.POSSIBLE for each in holders):
        return Outcome.HELD
    return Outcome.POSSIBLY_HELD if holders and before == Outcome.NOBODY_RECORDED else before


def _in_order(holders: Iterable[LakeHolder]) -> tuple[LakeHolder, ...]:
    """The surest first; of those who hold it as surely the holder before whoever acts for them."""
    return tuple(sorted(holders, key=lambda each: (_PLACE[each.certainty], each.stands_in_for is not None)))
