"""Dates that are a year, a month or a day and nothing more, one of them or several. Pure.

Several dates of one event are doubt, not a span: EDTF's set of alternatives, such as [2019-05,2020].
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from registry.domain.dates.edtf import read_edtf, refused

_PLAIN = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?"
_PREFIX = re.compile(rf"({_PLAIN})(?:(?<=-..-..)T.*)?")
_SET = re.compile(rf"\[({_PLAIN}(?:,{_PLAIN})+)\]")


@lru_cache(maxsize=65_536)
def plain_date(text: str) -> str:
    """The year, month or day with which a date or a moment in UTC begins. Raises DateError."""
    match = _PREFIX.fullmatch(text.strip())
    if not match:
        raise refused(text, "is not a year, month or day; write 2020, 2020-05 or 2020-05-03")
    return read_edtf(match[1]).text


def one_of(dates: Iterable[str]) -> str | None:
    """What several EDTF dates of one event come to; one that another only says more exactly is left out.

    Raises DateError if they cannot be one set.
    """
    found = set(dates)
    if len(found) < 2:
        return next(iter(found), None)
    exact = sorted(each for each in found if not any(other.startswith(f"{each}-") for other in found))
    if len(exact) < 2:
        return exact[0] if exact else None
    return read_edtf(f"[{','.join(each.strip('[]') for each in exact)}]").text


@lru_cache(maxsize=65_536)
def plain_dates(edtf: str) -> tuple[str, ...]:
    """The plain dates that say the same; none if it cannot be said with them."""
    if re.fullmatch(_PLAIN, edtf):
        return (edtf,)
    match = _SET.fullmatch(edtf)
    dates = tuple(match[1].split(",")) if match else ()
    return dates if dates and one_of(dates) == edtf else ()
