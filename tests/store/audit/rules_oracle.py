"""Each rule of the audit once more, said naively: pairs of tenures, all readings of a date, no SQL.

A statement yields what its rule should find, under the names that the rule's query gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import combinations, permutations, product, starmap

from tests.store.audit.small_world import (
    FIRST,
    LAST,
    NEVER,
    Detail,
    Link,
    Role,
    Source,
    Tenure,
    Thing,
    When,
    World,
    day_of,
)

Found = dict[str, object]
STATEMENTS: dict[str, Callable[[World], Iterator[Found]]] = {}


def later(number: int, months: int) -> int:
    """So many months on; the 31st of a shorter month is counted on into the next one."""
    day = date.fromordinal(number)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1).toordinal() + day.day - 1 if year <= date.max.year else NEVER


def cross(one: Tenure, other: Tenure) -> bool:
    """In every reading each begins before the other ends: they share more than the day of a hand-over.

    A date that is marked as doubtful may be wrong, so that a tenure with one is certain on no day.
    """
    sure = not is_doubtful(one) and not is_doubtful(other)
    return sure and one.start.last < other.end.first and other.start.last < one.end.first


def is_doubtful(tenure: Tenure) -> bool:
    return tenure.start.doubtful or tenure.end.doubtful


def may_cross(one: Tenure, other: Tenure) -> bool:
    """In some reading they do."""
    return one.start.first < other.end.last and other.start.first < one.end.last


def alike(one: Tenure, other: Tenure) -> bool:
    return one.role == other.role and one.kind == other.kind


def common(one: range, other: range) -> range:
    return range(max(one.start, other.start), min(one.stop, other.stop))


def within(inner: When, outer: When) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def linked(one: Tenure, other: Tenure) -> bool:
    return one.replaces == other.id or other.replaces == one.id


def pairs(tenures: list[Tenure], key: Callable[[Tenure], tuple[int, ...]]) -> Iterator[tuple[Tenure, Tenure]]:
    """Each two, the one that comes first by the key first."""
    return ((one, other) for one, other in permutations(tenures, 2) if key(one) < key(other))


def states(statement: Callable[[World], Iterator[Found]]) -> Callable[[World], Iterator[Found]]:
    STATEMENTS[statement.__name__.replace("_", "-")] = statement
    return statement


# --- lives ---


@states
def after_death(world: World) -> Iterator[Found]:
    for t in world.held:
        if t.end.first > t.person.ended.last and not t.person.ended.doubtful:
            yield {"a": t.id, "death": t.person.ended.text}


@states
def before_birth(world: World) -> Iterator[Found]:
    for t in world.held:
        if t.start.last < t.person.began.first:
            yield {"a": t.id, "birth": t.person.began.text}


@states
def implausible_age(world: World) -> Iterator[Found]:
    for t in world.held:
        birth = t.person.began
        too_young = t.start.last < later(birth.first, 12 * world.limits.youngest)
        too_old = world.lasted_until(t) > later(birth.last, 12 * world.limits.oldest)
        if birth.text is not None and (too_young or too_old):
            yield {"a": t.id, "birth": birth.text}


def outside(world: World, of: Callable[[Tenure], Thing | Role]) -> Iterator[Found]:
    for t in world.accepted:
        life = of(t)
        first, last = reaching(world.links if isinstance(life, Role) else world.body_links, life)
        early = t.start.last < first and not life.began.doubtful
        late = world.lasted_until(t) > last and not life.ended.doubtful
        if early or late:
            yield {"a": t.id, "life": f"from {life.began.text or 'an unknown day'} to {life.ended.text or 'now'}"}


def reaching(links: Iterable[Link], life: Thing | Role) -> tuple[int, int]:
    """The first and the last day of the life, with the days of the successions that are one event with its ends."""
    events = [link for link in links if link.kind == "continues"]
    made = [e.start.first for e in events if e.role == life.id and e.start.last + 1 >= life.began.first]
    ended = [e.start.last for e in events if e.other == life.id and e.start.first - 1 <= life.ended.last]
    return min([life.began.first, *made]), max([life.ended.last, *ended])


@states
def outside_organization(world: World) -> Iterator[Found]:
    return outside(world, lambda t: t.role.organization)


@states
def outside_role(world: World) -> Iterator[Found]:
    return outside(world, lambda t: t.role)


ENDING = ("renamed", "moved", "merged", "replaced")


def became(links: Iterable[Link], id: int) -> tuple[list[Link], bool]:
    """The successions that ended it, and whether one of them may not be so."""
    found = [link for link in links if link.kind == "continues" and link.other == id and link.how in ENDING]
    return found, is_doubted(*found) or any(e.start.text is None or e.status == "disputed" for e in found)


def came_of(links: Iterable[Link], id: int) -> tuple[list[Link], bool]:
    found = [link for link in links if link.kind == "continues" and link.role == id]
    return found, is_doubted(*found) or any(e.start.text is None or e.status == "disputed" for e in found)


def after(world: World, tenure: Tenure, found: list[Link]) -> bool:
    return bool(found) and world.lasted_until(tenure) > max(link.start.last for link in found)


@states
def outside_succession(world: World) -> Iterator[Found]:
    for t in world.accepted:
        gone, doubted = became(world.links, t.role.id)
        if t.role.ended.text is None and after(world, t, gone) and not doubted:
            other = f"R{min(link.role for link in gone)}"
            on = max(link.start.text for link in gone)
            yield {"a": t.id, "what": "the role", "became": "became", "other": other, "on": on}
        body = t.role.organization
        for what, name, life, links, id in (
            ("the role", "R{}", t.role, world.links, t.role.id),
            ("O", "O", body, world.body_links, body.id),
        ):
            made, doubted = came_of(links, id)
            if life.began.text is None and made and t.start.last < min(e.start.first for e in made) and not doubted:
                other, on = name.format(min(link.other for link in made)), min(e.start.text for e in made)
                yield {"a": t.id, "what": what, "became": "came of", "other": other, "on": on}


@states
def left_behind(world: World) -> Iterator[Found]:
    for t in world.accepted:
        gone, doubted = became(world.body_links, t.role.organization.id)
        lives_on = t.role.organization.ended.text is None and t.role.ended.text is None
        if lives_on and not became(world.links, t.role.id)[0] and after(world, t, gone) and not doubted:
            to = min(f"o{link.role}" for link in gone)
            yield {"a": t.id, "other": "O", "to": to, "on": max(link.start.text for link in gone)}


# --- one tenure ---


@states
def end_before_start(world: World) -> Iterator[Found]:
    for t in world.unrejected:
        if not common(range(t.start.first, NEVER), range(FIRST, t.end.last + 1)):
            yield {"a": t.id}


@states
def start_missing(world: World) -> Iterator[Found]:
    for t in world.unrejected:
        if t.start.text in (None, "XXXX"):
            yield {"a": t.id}


@states
def disputed(world: World) -> Iterator[Found]:
    for t in world.unrejected:
        if t.status == "disputed":
            yield {"a": t.id}


@states
def one_day(world: World) -> Iterator[Found]:
    for t in world.unrejected:
        if t.person and {*t.start.days[:2], *t.end.days[:2]} == {t.start.first}:
            yield {"a": t.id}


@states
def implausible_length(world: World) -> Iterator[Found]:
    for t in world.held:
        if world.lasted_until(t) > later(t.start.last, 12 * world.limits.longest):
            yield {"a": t.id}


@states
def term_exceeded(world: World) -> Iterator[Found]:
    for t in world.held:
        months = t.role.term_months
        if t.kind == "substantive" and months and world.lasted_until(t) > later(t.start.last, months):
            yield {"a": t.id, "months": months}


@states
def term_limit(world: World) -> Iterator[Found]:
    for role, person in product(world.roles, world.people):
        terms = [t.id for t in world.held if t.role == role and t.person == person and t.kind == "substantive"]
        if role.term_limit is not None and len(terms) > role.term_limit:
            yield {"a": max(terms), "terms": len(terms), "allowed": role.term_limit}


# --- details, covers and links ---

ONE_AT_A_TIME = ("absence", "rank", "title", "party", "group", "area", "term", "ordinal", "standing")


def is_doubted(*things: Tenure | Detail | Link) -> bool:
    return any(each.start.doubtful or each.end.doubtful for each in things)


def details(world: World, tenure: Tenure, field: str) -> list[Detail]:
    return [d for d in world.details if (d.tenure, d.field) == (tenure.id, field)]


@states
def overdue(world: World) -> Iterator[Found]:
    for t in world.unrejected:
        dues = [due.on.last for due in world.dues if due.tenure == t.id]
        followed = any(n.replaces == t.id and n.status == "accepted" for n in world.tenures)
        if t.is_open and not followed and dues and max(dues) < world.today:
            yield {"a": t.id, "due": day_of(max(dues))}


@states
def absent_uncovered(world: World) -> Iterator[Found]:
    for t in world.accepted:
        for d in details(world, t, "absence") if t.kind == "substantive" else ():
            sure = d.status == "accepted" and not is_doubted(d) and d.start.last <= d.end.first
            acting = [o for o in world.tenures if o.role == t.role and o.kind == "acting" and o.status != "rejected"]
            by_office = [link for link in world.links if (link.kind, link.other) == ("ex officio", t.role.id)]
            if sure and not any(o.id != t.id and may_meet(o, d) for o in acting) and not any(
                may_meet(link, d) for link in by_office
            ):  # fmt: skip
                yield {"a": t.id, "why": d.value}


def may_meet(one: Tenure | Link, other: Detail) -> bool:
    """In some reading they share a day."""
    return one.start.first <= other.end.last and other.start.first <= one.end.last


@states
def cover_without_absence(world: World) -> Iterator[Found]:
    for t in world.unrejected:
        for covered in (o for o in world.tenures if (t.id, o.id) in world.covers):
            absences = [d for d in details(world, covered, "absence") if d.status != "rejected"]
            if not any(may_meet(t, d) for d in absences):
                yield {"a": t.id, "b": covered.id}


@states
def two_details(world: World) -> Iterator[Found]:
    for t, field in product(world.unrejected, ONE_AT_A_TIME):
        told = [d for d in details(world, t, field) if d.status == "accepted" and not is_doubted(d)]
        for one, other in combinations(told, 2):
            crossing = one.start.last < other.end.first and other.start.last < one.end.first
            if one.value != other.value and crossing:
                low, high = sorted((one.value, other.value))
                yield {"a": t.id, "field": field, "one": low, "other": high}


@states
def succession_life(world: World) -> Iterator[Found]:
    by_id = {role.id: role for role in world.roles}
    for link in world.links:
        if link.kind != "continues" or link.status != "accepted":
            continue
        new, old = by_id[link.role], by_id[link.other]
        early = link.start.last + 1 < new.began.first
        if new.id in world.scope and new.began.text and link.how != "transferred" and early:
            yield {"role": new.id, "on": link.start.text, "life": f"from {new.began.text}"}
        apart = link.start.last + 1 < old.ended.first or link.start.first - 1 > old.ended.last
        if old.id in world.scope and old.ended.text and link.how in ("renamed", "merged") and apart:
            yield {"role": old.id, "on": link.start.text, "life": f"to {old.ended.text}"}


@states
def superior_abolished(world: World) -> Iterator[Found]:
    by_id = {role.id: role for role in world.roles}
    for link in world.links:
        if link.kind == "continues" or link.status != "accepted" or link.role not in world.scope or link.end.doubtful:
            continue
        until = world.today if link.end.text is None else link.end.first
        ends = [by_id[each].ended for each in (link.role, link.other)]
        over = [end.last for end in ends if end.text and not end.doubtful and until > end.last]
        if over:
            said = f"to {link.end.text}" if link.end.text else "with no end"
            found = {"role": link.role, "kind": link.kind, "other": f"R{link.other}", "until": said}
            yield {**found, "abolished": day_of(min(over))}


@states
def ex_officio_and_appointed(world: World) -> Iterator[Found]:
    links = [link for link in world.links if link.kind == "ex officio" and link.status == "accepted"]
    holding = [t for t in world.tenures if t.status == "accepted" and t.person]
    for t, link, by_right in product(world.held, links, holding):
        things = (t, link, by_right)
        same = (t.role.id, by_right.role.id, by_right.person) == (link.other, link.role, t.person)
        lasts = max(each.start.last for each in things) < min(each.end.first for each in things)
        if same and lasts and not is_doubted(*things):
            yield {"a": t.id, "b": by_right.id}


# --- evidence ---


@states
def no_source(world: World) -> Iterator[Found]:
    for t in world.unrejected:
        if not world.cited(t):
            yield {"a": t.id}


@states
def retracted(world: World) -> Iterator[Found]:
    for t in world.accepted:
        sources = {c.source for c in world.cited(t)}
        if sources and not any(world.stands(source) for source in sources):
            yield {"a": t.id, "sources": ", ".join(sorted(f"s{source.id}" for source in sources))}


def are_one_voice(one: Source, other: Source) -> bool:
    is_unsaid = one.publisher is None or other.publisher is None
    at_one_host = one.host is not None and one.host == other.host
    return (
        one == other
        or (one.publisher is not None and one.publisher.replace(".", "") == (other.publisher or "").replace(".", ""))
        or (at_one_host and is_unsaid)
    )


@states
def single_voice(world: World) -> Iterator[Found]:
    for t in world.accepted:
        sources = {c.source for c in world.cited(t) if world.stands(c.source)}
        heard = {min(sources, key=lambda source: source.id)} if sources else set()
        for _ in sources:
            near = product(tuple(heard), sources)
            heard |= {s for h, s in near if any(starmap(are_one_voice, product(world.told_by(h), world.told_by(s))))}
        if len(sources) > 1 and heard == sources:
            yield {"a": t.id, "sources": len(sources)}


@states
def early_source(world: World) -> Iterator[Found]:
    found = set()
    for t in world.unrejected:
        for c in world.evidence(t):
            cited_for = [c.observed] if c.observed else []
            cited_for += [(c.claimed or t.start).first] if c.is_for("start") else []
            cited_for += [(c.claimed or t.end).first] if c.is_for("end") and not t.is_open else []
            if c.source.published and any(c.source.published.last < day for day in cited_for):
                found.add((t.id, c.source.published.text, f", observed {day_of(c.observed)}" if c.observed else ""))
    for tenure, published, observed in found:
        yield {"a": tenure, "published": published, "observed": observed}


@states
def claim_contradicts(world: World) -> Iterator[Found]:
    found = set()
    for t, field in product(world.unrejected, ("start", "end")):
        accepted = t.start if field == "start" else t.end
        is_open = field == "end" and t.is_open
        for c in world.cited(t):
            said = c.claimed if c.supports == field and not c.source.retracted else None
            if said and (is_open or not common(said.days, accepted.days)):
                found.add((t.id, field, c.source.id, c.says, "open" if is_open else accepted.text or "not known"))
    for tenure, field, source, says, accepted in found:
        yield {"a": tenure, "field": field, "source": f"s{source}", "says": says, "accepted": accepted}


@states
def unconfirmed(world: World) -> Iterator[Found]:
    for t in world.held:
        evidence = [c.observed or (c.source.published and c.source.published.first) for c in world.evidence(t)]
        shown = [day for day in evidence if day]
        began = t.start.first if t.start.last == LAST else t.start.last
        is_stale = max([*shown, began]) < world.today - world.limits.unconfirmed
        is_succeeded = any(n.replaces == t.id and n.status == "accepted" for n in world.tenures)
        if t.is_open and is_stale and not is_succeeded:
            yield {"a": t.id, "confirmed": day_of(max(shown)) if shown else "none"}


@states
def year_as_day(world: World) -> Iterator[Found]:
    for t in world.unrejected:
        year, _, day = (t.start.text or "").partition("-")
        sources = {c.source.id for c in world.evidence(t) if c.is_for("start") and c.says == year}
        if day == "01-01" and len(sources) >= 2:
            yield {"a": t.id, "year": year, "sources": len(sources)}


@states
def not_listed(world: World) -> Iterator[Found]:
    for t, roster in product(world.held, world.rosters):
        if t.role.organization == roster.organization and not roster.source.retracted:
            seen = [c.observed for c in world.evidence(t) if c.observed and t.start.first <= c.observed <= t.end.last]
            was_there_before = min([t.start.last, *seen]) < roster.day
            is_there_after = max([t.end.first, *seen]) > roster.day and not succeeded_by(world, t, roster.day + 1)
            is_listed = any(c.source == roster.source and c.observed == roster.day for c in world.evidence(t))
            if was_there_before and is_there_after and not is_listed:
                yield {"a": t.id, "day": day_of(roster.day), "source": f"s{roster.source.id}"}


def succeeded_by(world: World, tenure: Tenure, day: int) -> bool:
    """Whether no end is recorded, and a direct successor may have begun by the day."""
    return tenure.is_open and any(
        n.replaces == tenure.id and n.status == "accepted" and n.start.first <= day for n in world.tenures
    )


# --- two tenures at once ---


@states
def duplicate(world: World) -> Iterator[Found]:
    for one, other in pairs(world.unrejected, lambda t: (t.id,)):
        as_written = [(t.person, t.role, t.kind, t.start.text, t.end.text) for t in (one, other)]
        if as_written[0] == as_written[1] and one.person:
            yield {"a": one.id, "b": other.id}


@states
def twice(world: World) -> Iterator[Found]:
    for one, other in pairs(world.held, lambda t: (t.start.last, t.id)):
        if one.person == other.person and one.role == other.role and cross(one, other):
            yield {"a": one.id, "b": other.id}


@states
def incompatible(world: World) -> Iterator[Found]:
    everywhere = [t for t in world.tenures if t.status == "accepted" and t.person]
    for one, other in permutations(everywhere, 2):
        roles = (one.role.id, other.role.id)
        is_forbidden = roles in world.incompatible and one.person == other.person
        if is_forbidden and world.scope & {*roles} and cross(one, other):
            yield {"a": one.id, "b": other.id}


@states
def clash(world: World) -> Iterator[Found]:
    for x in world.accepted:
        others = [o for o in world.accepted if alike(o, x) and o.id != x.id and cross(o, x)]
        came_first = [o for o in others if (o.start.last, o.id) < (x.start.last, x.id)]
        if x.role.has_one_seat:
            yield from ({"a": x.id, "b": o.id} for o in came_first)
            continue
        there = [o for o in others if o.lasts and (o.start.last <= x.start.last < o.end.first or not x.lasts)]
        seats = x.role.seats_on(x.start.last)
        if seats is not None and len(there) + 1 > seats:
            yield {"a": x.id, "b": max(there, key=lambda o: (o.start.last, o.id)).id}


@states
def seats_cut(world: World) -> Iterator[Found]:
    for role, kind in product(world.roles, ("substantive", "acting")):
        tenures = [t for t in world.accepted if t.role == role and t.kind == kind]
        for day, seats in role.changes.items():
            count = sum(day in range(t.start.last, t.end.first) for t in tenures if not is_doubtful(t))
            if seats is not None and count > seats:
                yield {"role": role.id, "day": day_of(day), "kind": kind, "seats": seats, "count": count}


def one_after_another(world: World) -> Iterator[tuple[Tenure, Tenure]]:
    """Two of one kind in a role with one seat that neither surely clash nor are said to be neighbours."""
    for earlier, tenure in pairs(world.accepted, lambda t: (t.start.first, t.start.last, t.id)):
        is_open_to_question = not linked(earlier, tenure) and not cross(earlier, tenure)
        if tenure.role.has_one_seat and alike(earlier, tenure) and is_open_to_question:
            yield earlier, tenure


@states
def possible_clash(world: World) -> Iterator[Found]:
    for earlier, tenure in one_after_another(world):
        is_one_event = within(earlier.end, tenure.start) or within(tenure.start, earlier.end)
        are_dated = earlier.start.text is not None and tenure.start.text is not None
        if are_dated and may_cross(earlier, tenure) and not is_one_event:
            yield {"a": tenure.id, "b": earlier.id}


@states
def precision(world: World) -> Iterator[Found]:
    for earlier, tenure in one_after_another(world):
        end, start = earlier.end, tenure.start
        is_dated = start.text is not None and end.text not in (None, "XXXX")
        is_vague = len(end.days) > 1 or len(start.days) > 1
        if is_dated and is_vague and (within(end, start) or within(start, end)):
            yield {"a": tenure.id, "b": earlier.id}


# --- gaps ---


def gaps(tenures: list[Tenure]) -> Iterator[tuple[Tenure, Tenure, int, int]]:
    """Who came after and before it, its first and last day: on none of its days can anybody have been there."""
    for first, last in {(b.end.last + 1, a.start.first - 1) for b, a in permutations(tenures, 2)}:
        is_empty = not any(common(range(t.start.first, t.end.last + 1), range(first, last + 1)) for t in tenures)
        if first <= last and is_empty:
            after = min((t for t in tenures if t.start.first == last + 1), key=lambda t: t.id)
            before = min((t for t in tenures if t.end.last == first - 1), key=lambda t: t.id)
            yield after, before, first, last


def gaps_of(world: World, kinds: set[str]) -> Iterator[tuple[Role, range, Found]]:
    for role in world.roles:
        tenures = [t for t in world.held if t.role == role and t.kind in kinds]
        for after, before, first, last in gaps(tenures) if role.continuous else ():
            found = {"a": after.id, "b": before.id, "first": day_of(first), "last": day_of(last)}
            yield role, range(first, last + 1), found


def is_said_to_be_vacant(world: World, role: Role, days: range) -> bool:
    vacancies = [t for t in world.accepted if t.role == role and t.person is None]
    return any(v.start.first <= days[0] and days[-1] <= v.end.last for v in vacancies)


@states
def gap(world: World) -> Iterator[Found]:
    for role, days, found in gaps_of(world, {"substantive", "acting"}):
        if not is_said_to_be_vacant(world, role, days):
            yield found


@states
def gap_vacant(world: World) -> Iterator[Found]:
    for role, days, found in gaps_of(world, {"substantive", "acting"}):
        if is_said_to_be_vacant(world, role, days):
            yield found


@states
def gap_acting(world: World) -> Iterator[Found]:
    for role, days, found in gaps_of(world, {"substantive"}):
        acting = [t for t in world.held if t.role == role and t.kind == "acting"]
        if any(common(range(t.start.first, t.end.last + 1), days) for t in acting):
            yield found


@states
def gap_precision(world: World) -> Iterator[Found]:
    for a in world.held:
        before = [t for t in world.held if t.role == a.role and (t.start.first, t.id) < (a.start.first, a.id)]
        if a.role.continuous and before and a.replaces is None:
            soonest, latest = max(t.end.first for t in before), max(t.end.last for t in before)
            readings = product((soonest, latest), (a.start.first, a.start.last))
            free = range(soonest + 1, a.start.last)
            beside = [range(t.start.last, t.end.first + 1) for t in world.held if t.role == a.role]
            is_held = any(common(free, days) == free for days in beside)
            if {start - end > 1 for end, start in readings} == {True, False} and not is_held:
                yield {"a": a.id, "b": min(t.id for t in before if t.end.last == latest)}


# --- who directly succeeds whom ---


@states
def end_missing(world: World) -> Iterator[Found]:
    for a in world.held:
        later_ones = [b for b in world.held if b.role == a.role and b.start.first > a.start.last]
        next_ones = [b for b in later_ones if b.replaces == a.id or (a.role.has_one_seat and alike(a, b))]
        if a.end.text in (None, "XXXX") and next_ones:
            yield {"a": a.id, "b": min(next_ones, key=lambda b: (b.start.first, b.id)).id}


def successions(world: World, tenures: list[Tenure]) -> Iterator[tuple[Tenure, Tenure]]:
    """A tenure and the one that it is said to succeed directly."""
    return ((t, replaced) for t in tenures if (replaced := world.replaced_by(t)))


@states
def replaces_another_role(world: World) -> Iterator[Found]:
    for a, b in successions(world, world.unrejected):
        continued = any(
            (link.kind, link.role, link.other) == ("continues", a.role.id, b.role.id) for link in world.links
        )
        if a.role != b.role and not continued:
            yield {"a": a.id, "b": b.id}


@states
def replaces_later(world: World) -> Iterator[Found]:
    for a, b in successions(world, world.unrejected):
        if a.start.last < b.start.first:
            yield {"a": a.id, "b": b.id}


def starts_after(end: When) -> range:
    """The days on which a direct successor can have begun: that of the end, or the day after."""
    return range(end.first, end.last + 2)


def ends_before(start: When) -> range:
    return range(start.first - 1, start.last + 1)


@states
def replaces_dates(world: World) -> Iterator[Found]:
    for a, b in successions(world, world.unrejected):
        doubtful = a.start.doubtful or b.end.doubtful
        if a.role == b.role and not b.is_open and not doubtful and not common(a.start.days, starts_after(b.end)):
            yield {"a": a.id, "b": b.id}


@states
def replaces_oneself(world: World) -> Iterator[Found]:
    for a, b in successions(world, world.unrejected):
        if alike(a, b) and a.person and a.person == b.person:
            yield {"a": a.id, "b": b.id}


@states
def observed_against_link(world: World) -> Iterator[Found]:
    for later, earlier in successions(world, world.accepted):
        if later.role != earlier.role or earlier.status != "accepted":
            continue
        came, left = ([c for c in world.evidence(t) if c.observed is not None] for t in (later, earlier))
        newest = max((c.observed for c in left if c.observed <= earlier.end.last), default=FIRST)
        until = earlier.end.first if not (earlier.is_open or earlier.end.doubtful) else FIRST
        found = [
            {
                "a": later.id,
                "b": earlier.id,
                "seen": day_of(c.observed),
                "source": f"s{c.source.id}",
                "side": "was replaced",
            }
            for c in came
            if c.observed < max(newest, until)
        ]
        found += [
            {
                "a": earlier.id,
                "b": later.id,
                "seen": day_of(c.observed),
                "source": f"s{c.source.id}",
                "side": "came after",
            }
            for c in left
            if c.observed > later.start.last and not later.start.doubtful
        ]
        yield from {tuple(each.items()): each for each in found}.values()


@states
def replaces_missing(world: World) -> Iterator[Found]:
    for a in world.held:
        left = [
            b
            for b in world.held
            if b.role == a.role and b.person != a.person and b.start.last < a.start.first and b.replaces != a.id
            and len(b.end.days) == 1 and a.start.first in starts_after(b.end)
        ]  # fmt: skip
        if a.role.has_one_seat and a.replaces is None and len(a.start.days) == 1 and left:
            best = min(left, key=lambda b: (b.kind == "acting", -b.end.first, b.id))
            yield {"a": a.id, "b": best.id}


@states
def replaces_not_previous(world: World) -> Iterator[Found]:
    for a, c in successions(world, world.accepted):
        between = [
            b
            for b in world.held
            if alike(b, c) and b.id not in (a.id, c.id)
            and b.start.first > c.start.last and b.start.last < a.start.first
        ]  # fmt: skip
        if a.role == c.role and a.role.has_one_seat and between:
            yield {"a": a.id, "b": max(between, key=lambda b: (b.start.last, -b.id)).id}


def tightened(own: When, other: range) -> Found | None:
    days = common(own.days, other)
    return {"first": day_of(days[0]), "last": day_of(days[-1])} if 0 < len(days) < len(own.days) else None


@states
def tighten_start(world: World) -> Iterator[Found]:
    for a, b in successions(world, world.accepted):
        found = tightened(a.start, starts_after(b.end))
        if a.role == b.role and b.status == "accepted" and not b.is_open and found and not b.end.doubtful:
            yield {"a": a.id, "b": b.id, **found}


@states
def tighten_end(world: World) -> Iterator[Found]:
    for b, a in successions(world, world.accepted):
        found = tightened(a.end, ends_before(b.start))
        if a.role == b.role and a.status == "accepted" and not a.is_open and found and not b.start.doubtful:
            yield {"a": a.id, "b": b.id, **found}


def tops(tenures: list[Tenure], seats: int) -> bool:
    """Whether more than `seats` of them cross each other, each with each."""
    return _grows([], tenures, seats)


def _grows(group: list[Tenure], rest: list[Tenure], seats: int) -> bool:
    if len(group) > seats:
        return True
    return any(
        _grows([*group, t], rest[index + 1 :], seats)
        for index, t in enumerate(rest)
        if all(cross(t, member) for member in group)
    )
