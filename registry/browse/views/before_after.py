"""Who held what on two days, side by side, a line a seat. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from typing import NamedTuple, Protocol


class Compared(Protocol):
    """Somebody in a role on either of two days; `outcome`: left, came or stayed."""

    @property
    def outcome(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def title(self) -> str: ...


class Seat(NamedTuple):
    """One seat of a role: who was in it on the first day and who on the last; None = nobody."""

    role: str
    title: str
    before: Compared | None
    after: Compared | None


def before_after(held: Iterable[Compared], most: int) -> tuple[list[Seat], int]:
    """The first `most` seats, those of the roles in which something changed before the others, and how many are left.

    Whoever stayed has one line; of the others each who left is beside one who came.
    """
    by_role: dict[str, list[Compared]] = {}
    for each in held:
        by_role.setdefault(each.role, []).append(each)
    roles = sorted(by_role.values(), key=lambda found: all(each.outcome == "stayed" for each in found))
    seats = [seat for found in roles for seat in _seats(found)]
    return seats[:most], max(len(seats) - most, 0)


def _seats(found: list[Compared]) -> Iterable[Seat]:
    role, title = found[0].role, found[0].title
    left, came = ([each for each in found if each.outcome == outcome] for outcome in ("left", "came"))
    for before, after in zip_longest(left, came):
        yield Seat(role, title, before, after)
    yield from (Seat(role, title, each, each) for each in found if each.outcome == "stayed")
