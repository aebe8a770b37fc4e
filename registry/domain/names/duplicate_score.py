"""Whether two people on record may be one: names, lives and careers, weighed, with the reasons on both sides. Pure.

Points of 100. Precision comes before recall: what cannot be is not proposed at all, and names alone, unless they are
the same and rare, are not enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from registry.domain.dates.bounds import Bounds, cross
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.dates.wording import date_in_words
from registry.domain.names.candidate_pairs import Likeness

PROPOSED_FROM = 60.0

_SAME_BIRTHDAY = 25.0
_SAME_BIRTH = 12.0
_SAME_TENURE = 25.0
_ADJACENT = 15.0
_SAME_ROLE = 5.0
_SAME_ORGANIZATION = 5.0
_OTHER_IDENTIFIER = -50.0
_TWICE_IN_ONE_ROLE = -30.0
_LONG_CAREER = -30.0
_ADJACENT_DAYS = 31
_CAREER_YEARS = 60


class ComparedTenure(NamedTuple):
    """A tenure as far as it tells its holders apart. `replaces`: whom it directly succeeded, if anybody."""

    role: int
    title: str
    organization: int
    organization_name: str
    kind: str
    start: str | None
    end: str | None
    bounds: Bounds
    replaces: int | None


class ComparedPerson(NamedTuple):
    """A person as far as it tells them from others. birth, death: EDTF; None = not known, or alive as far as recorded.

    `keys`: of every name.
    """

    id: int
    slug: str
    name: str
    keys: tuple[str, ...]
    birth: str | None
    death: str | None
    days: Bounds  # of birth and death
    identifiers: tuple[tuple[str, str], ...]
    posts: tuple[ComparedTenure, ...]


class Pair(NamedTuple):
    """Two who may be one: the points of 100, and the reasons for and against."""

    score: int
    person: str
    name: str
    other: str
    other_name: str
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]


Reason = tuple[float, str]


def weigh(one: ComparedPerson, other: ComparedPerson, like: Likeness, commonness: float) -> Pair | None:
    """The pair with its points; None if the two cannot be one. `commonness`: points off for a name that many bear."""
    if _impossible(one, other) or _impossible(other, one):
        return None
    reasons = [(like.points, like.same), *_lived_alike(one, other), *_worked_alike(one, other)]
    doubts = [*((0.0, word) for word in like.but), *_told_apart(one, other)]
    if commonness >= 1:
        doubts.append((-commonness, "a common name"))
    points = sum(points for points, _ in (*reasons, *doubts))
    return Pair(
        max(0, min(100, round(points))), one.slug, one.name, other.slug, other.name,
        tuple(reason for _, reason in reasons), tuple(doubt for _, doubt in doubts),
    )  # fmt: skip


def _impossible(one: ComparedPerson, other: ComparedPerson) -> bool:
    """Whether `one` cannot be `other`; to be asked both ways."""
    born, died = one.days[:2], one.days[2:]
    if one.birth and other.birth and born[1] < other.days.start_earliest:
        return True
    if one.death and other.death and died[1] < other.days.end_earliest:
        return True
    if one.death and other.birth and died[1] < other.days.start_earliest:
        return True
    if one.death and any(died[1] < post.bounds.start_earliest for post in other.posts):
        return True
    if one.birth and any(post.bounds.end_latest < born[0] for post in other.posts):
        return True
    if any(post.replaces == other.id for post in one.posts):
        return True
    return any(mine.kind != its.kind and cross(mine.bounds, its.bounds) for mine, its in _in_one_role(one, other))


def _lived_alike(one: ComparedPerson, other: ComparedPerson) -> Iterator[Reason]:
    if not (one.birth and other.birth):
        return
    mine, its = one.days, other.days
    if mine[:2] == its[:2] and mine.start_earliest == mine.start_latest:
        yield _SAME_BIRTHDAY, f"both born {date_in_words(one.birth)}"
    elif mine.start_earliest[:4] == mine.start_latest[:4] or its.start_earliest[:4] == its.start_latest[:4]:
        yield _SAME_BIRTH, f"born {date_in_words(one.birth)} and {date_in_words(other.birth)}"


def _worked_alike(one: ComparedPerson, other: ComparedPerson) -> Iterator[Reason]:
    """The best of what speaks for them in their roles, or that they were in one organization."""
    told = []
    for mine, its in _in_one_role(one, other):
        if _same_tenure(mine, its):
            told.append((_SAME_TENURE, f"both {mine.title} at the same time, as the dates have it"))
        elif not cross(mine.bounds, its.bounds):
            near = _apart(mine.bounds, its.bounds) <= _ADJACENT_DAYS
            told.append(
                (_ADJACENT, f"both {mine.title}, one right after the other")
                if near
                else (_SAME_ROLE, f"both {mine.title}")
            )
    if told:
        yield max(told)
    else:
        shared = {post.organization: post.organization_name for post in one.posts}
        names = sorted({shared[post.organization] for post in other.posts if post.organization in shared})
        if names:
            yield _SAME_ORGANIZATION, f"both in {names[0]}"


def _told_apart(one: ComparedPerson, other: ComparedPerson) -> Iterator[Reason]:
    mine_by, its_by = (dict(reversed(each.identifiers)) for each in (one, other))
    for scheme in sorted(mine_by.keys() & its_by.keys()):
        yield _OTHER_IDENTIFIER, f"{scheme} {mine_by[scheme]} and {its_by[scheme]}"
    for mine, its in _in_one_role(one, other):
        if cross(mine.bounds, its.bounds) and not _same_tenure(mine, its):
            yield _TWICE_IN_ONE_ROLE, f"both {mine.title} at once"
            break
    days = [day for post in (*one.posts, *other.posts) for day in post.bounds[1:3] if FIRST_DAY < day < LAST_DAY]
    if days and int(max(days)[:4]) - int(min(days)[:4]) > _CAREER_YEARS:
        yield _LONG_CAREER, f"in office from {min(days)[:4]} to {max(days)[:4]}"


def _in_one_role(one: ComparedPerson, other: ComparedPerson) -> Iterator[tuple[ComparedTenure, ComparedTenure]]:
    return ((mine, its) for mine in one.posts for its in other.posts if mine.role == its.role)


def _same_tenure(mine: ComparedTenure, its: ComparedTenure) -> bool:
    """Whether the two can be one tenure, known more or less exactly: one is open if the other is."""
    if mine.kind != its.kind or (mine.end is None) != (its.end is None):
        return False
    if mine.start and (mine.start, mine.end) == (its.start, its.end):
        return True
    within = _within(mine.bounds, its.bounds) or _within(its.bounds, mine.bounds)
    return within and cross(mine.bounds, its.bounds)


def _within(one: Bounds, other: Bounds) -> bool:
    return (
        other.start_earliest <= one.start_earliest
        and one.start_latest <= other.start_latest
        and other.end_earliest <= one.end_earliest
        and one.end_latest <= other.end_latest
    )


def _apart(one: Bounds, other: Bounds) -> int:
    """Days between the end of the earlier and the start of the later, at least; some other number if they may cross."""
    first, then = sorted((one, other))
    if first.end_latest == LAST_DAY or then.start_earliest == FIRST_DAY:
        return _ADJACENT_DAYS + 1
    return (date.fromisoformat(then.start_earliest) - date.fromisoformat(first.end_latest)).days


def best(pairs: Sequence[Pair], limit: int | None) -> list[Pair]:
    """The likeliest first, then by slug."""
    return sorted(pairs, key=lambda pair: (-pair.score, pair.person, pair.other))[:limit]
