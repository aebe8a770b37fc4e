"""Details and further dates of a tenure, for formats that have one of each for the whole tenure. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY, read_edtf, widened
from registry.domain.exchange.statements import DetailStatement, FurtherDateStatement, SkippedStatement, TenureStatement
from registry.domain.names.text_hygiene import shown


def is_due(end: str, today: str) -> bool:
    """Whether the EDTF date lies after today on every reading: then it is planned, and has not been."""
    earliest = read_edtf(end).earliest
    return earliest is not None and earliest > today


def ended(end: str | None, today: str) -> tuple[str | None, tuple[FurtherDateStatement, ...]]:
    """The end (EDTF); one that is still to come is none, but the day on which the tenure is due to end."""
    return (None, (due(end),)) if end and is_due(end, today) else (end, ())


def due(end: str) -> FurtherDateStatement:
    """That a tenure is due to end on the EDTF date."""
    return FurtherDateStatement("end", "due", end)


def within(detail: DetailStatement, start: str | None, end: str | None) -> DetailStatement | None:
    """The detail as far as a tenure from start to end (EDTF) can have had it, without dates that are the tenure's own.

    None = it was over before the tenure began, or began after it had ended.
    """
    first, last = widened(read_edtf(start))[0] if start else FIRST_DAY, widened(read_edtf(end))[1] if end else LAST_DAY
    begun = widened(read_edtf(detail.start)) if detail.start else None
    over = widened(read_edtf(detail.end)) if detail.end else None
    if (begun and begun[0] > last) or (over and over[1] < first):
        return None
    return detail._replace(
        start=detail.start if begun and begun[0] > first else None, end=detail.end if over and over[1] < last else None
    )


def whole_details(held: TenureStatement, fields: Collection[str], left: list[SkippedStatement]) -> dict[str, str]:
    """The value of each of the fields that held as long as the tenure did.

    What held for a part of it, and a second value, is added to `left`.
    """
    found: dict[str, str] = {}
    for each in held.details:
        if each.field not in fields:
            continue
        whole = each.start in (None, held.start) and each.end in (None, held.end)
        if whole and each.field not in found:
            found[each.field] = each.value
        else:
            dates = "".join(f" {word} {day}" for word, day in (("from", each.start), ("to", each.end)) if day)
            why = f"its {each.field} {shown(each.value)}{dates}: the format holds one for the whole tenure"
            left.append(SkippedStatement(held.key or held.place, why))
    return found


def further_dates(
    held: TenureStatement, wanted: Mapping[tuple[str, str], str], left: list[SkippedStatement]
) -> dict[str, str]:
    """The date (EDTF) of each further event, as `wanted` calls it by its side and act.

    An act that is wanted of the other side only, and a second date of one event, is added to `left`.
    """
    acts = {act for _, act in wanted}
    found: dict[str, str] = {}
    for each in held.dates:
        name = wanted.get((each.side, each.act))
        if name and name not in found:
            found[name] = each.on
        elif each.act in acts:
            why = f"the {each.side} that was {each.act} on {each.on}: the format has no place for it"
            left.append(SkippedStatement(held.key or held.place, why))
    return found


def due_end(held: TenureStatement, today: str, left: list[SkippedStatement]) -> str | None:
    """The date on which an open tenure is due to end, if that is still to come: read again, it is a due end."""
    on = further_dates(held, {("end", "due"): "due"}, left).get("due")
    if on is None:
        return None
    if held.end is None and is_due(on, today):
        return on
    why = f"the end that was due on {on}: the format holds one that is still to come"
    left.append(SkippedStatement(held.key or held.place, why))
    return None
