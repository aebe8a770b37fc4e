"""The tenures of each role as answers tell them: consecutive terms as one, ended by whatever life ended. Pure.

The statements of an export have only their own dates; here they meet their neighbours and the ends of lives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from registry.domain.dates.bounds import bounds_of
from registry.domain.dates.edtf import Edtf, IsoDay
from registry.domain.exchange.export_view import ExportView
from registry.domain.exchange.statements import OrganizationStatement, PersonStatement, RoleStatement, TenureStatement
from registry.domain.tenures.histories import TenureInHistory
from registry.domain.tenures.records import Neighbour, RoleNote, Tenure, neighbour_days
from registry.domain.tenures.succession import succession
from registry.domain.tenures.windows import LifeEnd, first_of, life_end


@dataclass(frozen=True, slots=True)
class Spell:
    """A tenure or consecutive terms of one person: as it is told, and the statements that it is made of, by start."""

    told: TenureInHistory
    terms: tuple[TenureStatement, ...]


def roles(picture: ExportView) -> Iterator[tuple[RoleStatement, str, Sequence[Spell]]]:
    """Each role with its title and organization in words, and who held it, in order."""
    bodies = {body.key: body for body in picture.bodies}
    people = {person.key: person for person in picture.people}
    by_post: dict[str, list[TenureStatement]] = {}
    for held in picture.held:
        by_post.setdefault(held.post, []).append(held)
    for post in picture.posts:
        body = bodies[post.organization]
        yield post, f"{post.title} ({body.name})", _spells(post, body, people, by_post.get(post.key, []), picture.today)


def _spells(
    post: RoleStatement,
    body: OrganizationStatement,
    people: Mapping[str, PersonStatement],
    held: Sequence[TenureStatement],
    today: str,
) -> Sequence[Spell]:
    numbers = {each.key: number for number, each in enumerate(held, 1)}
    following: dict[str, list[TenureStatement]] = {}
    for each in held:
        if each.replaces and each.status == "accepted":
            following.setdefault(each.replaces, []).append(each)
    by_key = {each.key: each for each in held}
    persons = {person: number for number, person in enumerate(people, 1)}
    tenures = []
    for each in held:
        person = people[each.person] if each.person else None
        before = by_key.get(each.replaces) if each.replaces else None
        left, came, left_said, came_said = neighbour_days(
            _neighbour(before) if before and before.status == "accepted" else None,
            [_neighbour(other) for other in following.get(each.key or "", ())],
        )
        observed = _observed(each)
        tenures.append(
            Tenure(
                numbers[each.key], each.key or "", persons[person.key] if person else None,
                person.key if person else None, person.name if person else None,
                1, post.key, post.title, body.key, body.name, each.kind, each.status,
                _edtf(each.start), *bounds_of(each.start, each.end)[:2],
                _edtf(each.end), *bounds_of(each.start, each.end)[2:],
                each.rank, each.how, each.end_reason, each.note, numbers.get(each.replaces),
                *left, *came, *observed, observed[1], _life(person, post, body), left_said, came_said,
            )
        )  # fmt: skip
    note = RoleNote(1, post.key, post.title, body.key, body.name, post.seats, bounds_of(None, None))
    found = succession(note, tenures, {}, today).holders
    return [Spell(told, tuple(by_key[term.appointment] for term in told.terms or (told,))) for told in found]


def _neighbour(held: TenureStatement) -> Neighbour:
    bounds = bounds_of(held.start, held.end)
    return Neighbour(_edtf(held.start), _edtf(held.end), bounds, *_observed(held))


def _edtf(text: str | None) -> Edtf | None:
    """What the registry wrote down has been read before."""
    return Edtf(text) if text else None


def _observed(held: TenureStatement) -> tuple[IsoDay | None, IsoDay | None]:
    """The first and the last day on which it was observed, within its own dates."""
    bounds = bounds_of(held.start, held.end)
    days = sorted(IsoDay(each.observed) for each in held.cited if each.observed and bounds.possibly(each.observed))
    return (days[0], days[-1]) if days else (None, None)


def _life(person: PersonStatement | None, post: RoleStatement, body: OrganizationStatement) -> LifeEnd | None:
    """The first end of the lives of the person, the role and the organization."""
    lives = [("abolished", post.inception, post.abolition), ("dissolved", body.inception, body.dissolution)]
    if person:
        lives.insert(0, ("died", person.birth, person.death))
    return first_of(life_end(what, Edtf(end), *bounds_of(start, end)[2:]) for what, start, end in lives if end)
