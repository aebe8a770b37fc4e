"""What a drawing of a succession shows, for the formats that draw: a box for each tenure, an arrow for each hand-over.

No file is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from registry.domain.dates.bounds import UNKNOWN, bounds_of
from registry.domain.dates.wording import date_in_words
from registry.domain.exchange.export_view import ExportView
from registry.domain.exchange.statements import RoleStatement, TenureStatement
from registry.domain.tenures.order import in_order
from registry.domain.vocabulary import Kind, Status

# What of a tenure and what it points at is told in a box.
SAYS = frozenset({
    "tenure.person", "tenure.post", "tenure.start", "tenure.end", "tenure.kind", "tenure.status", "tenure.rank",
    "tenure.replaces", "person.name", "role.title", "role.organization", "organization.name",
})  # fmt: skip


class Box(NamedTuple):
    """A tenure. `lines`: name with what is not usual of it, rank, dates."""

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
    names = {person.key: person.name for person in picture.people}
    number = 0
    for post, title, tenures in roles(picture):
        ids = {id(held): f"n{number + index}" for index, held in enumerate(tenures, 1)}
        number += len(tenures)
        boxes = tuple(_box(held, ids[id(held)], names) for held in tenures)
        yield Chart(_line(title), boxes, tuple(_arrows(tenures, ids, one_seat=post.seats == 1)))


def roles(picture: ExportView) -> Iterator[tuple[RoleStatement, str, Sequence[TenureStatement]]]:
    """Each role with its title and organization in words, and its tenures by start, else where their end is."""
    bodies = {body.key: body.name for body in picture.bodies}
    by_post: dict[str, list[TenureStatement]] = {}
    for held in picture.held:
        by_post.setdefault(held.post, []).append(held)
    for post in picture.posts:
        tenures = in_order(
            by_post.get(post.key, []), lambda each: bounds_of(each.start, each.end), one_seat=post.seats == 1
        )
        yield post, f"{post.title} ({bodies[post.organization]})", tenures


def _line(text: str) -> str:
    return " ".join(text.split())


def _box(held: TenureStatement, name: str, names: dict[str, str]) -> Box:
    who = names[held.person] if held.person else "vacant"
    marks = [held.kind] if held.kind != Kind.SUBSTANTIVE else []
    marks += [held.status] if held.status == Status.REJECTED else []
    who += f" ({', '.join(marks)})" if marks else ""
    who += " ?" if held.status == Status.DISPUTED else ""
    lines = (who, *([held.rank] if held.rank else []), dates(held))
    return Box(name, tuple(map(_line, lines)), held.kind == Kind.ACTING, held.person is None)


def dates(held: TenureStatement) -> str:
    """From when to when, in words; an end that is not recorded is not taken for one."""
    start = date_in_words(held.start) if held.start else None
    if held.end is None:
        return f"from {start}" if start else "dates not known"
    end = "not known" if held.end == UNKNOWN else date_in_words(held.end)
    return f"{start or 'not known'} – {end}"


def _arrows(tenures: Sequence[TenureStatement], ids: dict[int, str], *, one_seat: bool) -> Iterator[Arrow]:
    """In a role of several seats order of time says nothing of who followed whom."""
    by_key = {held.key: held for held in tenures}
    before: TenureStatement | None = None
    for held in tenures:
        replaced = by_key.get(held.replaces) if held.replaces else None
        if replaced:
            yield Arrow(ids[id(replaced)], ids[id(held)], said=True)
        elif before and one_seat and held.status != Status.REJECTED:
            yield Arrow(ids[id(before)], ids[id(held)], said=False)
        before = before if held.status == Status.REJECTED else held


def lines_of(parts: Iterable[str]) -> str:
    """A text file of these lines."""
    return "".join(f"{part}\n" for part in parts)
