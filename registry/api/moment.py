"""Words for a moment of the record: a day, a month or a year, or a time of day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.errors import DateError

_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?P<second>:[0-9]{2}(?P<part>\.[0-9]+)?)?.*")
_LEAST = timedelta(milliseconds=1)


def first_and_last(moment: str | date, edtf: Callable[[str | date], str | None]) -> tuple[datetime, datetime]:
    """The first and last millisecond of what is named: of a day, of a minute, of a second.

    Without an offset (Z, +02:00) it is local time. `edtf` reads what is no time of day. Raises DateError.
    """
    if isinstance(moment, datetime):
        at = moment.astimezone()
        return at, at
    time_of_day = _TIME.fullmatch(moment.strip()) if isinstance(moment, str) else None
    if time_of_day:
        try:
            at = datetime.fromisoformat(time_of_day[0]).astimezone()
        except (ValueError, OverflowError) as error:
            raise DateError(f"{moment!r} is no time of day ({error}); write it like 2025-03-17T14:30") from error
        unit = timedelta(minutes=1) if not time_of_day["second"] else timedelta(seconds=1)
        return at, at if time_of_day["part"] else at + unit - _LEAST
    read = edtf(moment)
    if read is None:
        raise DateError(f"{moment!r} is no moment; give a day such as 2025-03-17 or a time such as 2025-03-17T14:30")
    first, last = (date.fromisoformat(day) for day in widened(read_edtf(read)))
    try:
        return datetime.combine(first, time.min).astimezone(), datetime.combine(last, time.max).astimezone()
    except (ValueError, OverflowError) as error:
        raise DateError(f"{moment!r} is too far away; give a day such as 2025-03-17") from error
