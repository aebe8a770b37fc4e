"""A registry against a naive ledger that tries every day on which each tenure can have begun and ended.

The ledger is written from the rules alone; of the package it uses nothing but the bounds of a text.
"""

import shutil
import sqlite3
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from registry import Evidence, Registry
from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.errors import ClashError, RegistryError
from tests.conftest import examples

PEOPLE = {"ann-lee": "Ann Lee", "bob-young": "Bob Young", "cid-zorn": "Cid Zorn", "dan-ek": "Dan Ek"}
SEATS = {"chief": 1, "deputy": 2, "member": None}
BEGINNING = {"deputy": "2024-02"}  # before it the role did not exist

EXACT = [f"2024-02-{day:02}" for day in (9, 10, 11, 12, 13)] + ["2024-01-31", "2024-02-01", "2024-02-29", "2024-03-01"]
VAGUE = ["2024-01", "2024-02", "2024-03", "2024", "[2024-02-10..2024-02-12]", "[..2024-02-11]", "2024-02-XX"]
DOUBTED = ["2024-02-11?", "2024-02-12~", "2024-02-10%", "2024-01?"]
UNKNOWN = "XXXX"

FIRST, LAST = date.min.toordinal(), date.max.toordinal()


# --- the ledger ---


@cache
def span(text):
    """The first and the last day of a text."""
    first, last = widened(read_edtf(text))
    return date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()


NAMED = {day for text in [*EXACT, *VAGUE, *DOUBTED] for day in span(text)}
CALENDAR = sorted({day + near for day in NAMED - {FIRST} for near in (-2, -1, 0, 1, 2)} | {FIRST, LAST})
ASKED = [date.fromordinal(day).isoformat() for day in CALENDAR if FIRST < day < LAST]


@dataclass(frozen=True)
class Entry:
    """A tenure as it was told. Dates are texts; None = start not known, or still open."""

    person: str
    role: str
    kind: str
    start: str | None
    end: str | None
    replaces: int | None = None
    status: str = "accepted"
    confirmed: tuple[str, ...] = ()
    observed: str | None = None

    @property
    def accepted(self):
        return self.status == "accepted"

    @property
    def holds(self):
        """Whether it can be ended, replaced or written twice by mistake."""
        return self.status != "rejected"


class RefusedError(Exception):
    """The ledger has a reason to refuse."""


class UnsettledError(Exception):
    """The rules do not say what must happen, or a test of its own says it."""


def doubtful(text):
    return bool(set("?%") & set(text or ""))


@cache
def readings(start, end):
    """Every (first day, last day) that the texts allow."""
    begins = span(start) if start else (FIRST, LAST)
    stops = span(end) if end else (LAST, LAST)
    began = [day for day in CALENDAR if begins[0] <= day <= begins[1]]
    ended = [day for day in CALENDAR if stops[0] <= day <= stops[1]]
    return frozenset((first, last) for first in began for last in ended if first <= last)


@cache
def first_days(start, end):
    return frozenset(first for first, _ in readings(start, end))


@cache
def last_days(start, end):
    return frozenset(last for _, last in readings(start, end))


@cache
def certainly_before(start, end, other_start, other_end):
    """Whether the one begins before the other ends in every pair of readings."""
    return all(first < last for first in first_days(start, end) for last in last_days(other_start, other_end))


def clash(one, other):
    """Whether two tenures share more than a hand-over day in every pair of readings; a doubtful date may be wrong."""
    texts, others = (one.start, one.end), (other.start, other.end)
    if any(doubtful(text) for text in (*texts, *others)):
        return False
    return certainly_before(*texts, *others) and certainly_before(*others, *texts)


def joined(lasts, firsts):
    """The pairs of an end and a start that are one event: the same day, or the day after."""
    return {(last, first) for last in lasts for first in (last, last + 1) if first in firsts}


class Ledger(dict):
    """Entries by the number of their appointment."""

    def told(self, **wanted):
        return {
            number: entry
            for number, entry in self.items()
            if all(getattr(entry, name) == value for name, value in wanted.items())
        }

    def unended(self):
        """Those who are in office as far as told, or who left on a day not known."""
        return [entry for entry in self.values() if entry.end in (None, UNKNOWN)]

    def successors(self, number):
        return list(self.told(replaces=number, status="accepted").values())

    def check(self, entry, number=None):
        """Raises RefusedError unless its dates run forwards, and the role was there and has room for it."""
        if not readings(entry.start, entry.end) or self.clashes(entry, number):
            raise RefusedError
        role_began = span(BEGINNING[entry.role])[0] if entry.role in BEGINNING else FIRST
        if entry.accepted and max(first_days(entry.start, entry.end)) < role_began:
            raise RefusedError
        same = self.told(person=entry.person, role=entry.role, kind=entry.kind, start=entry.start, end=entry.end)
        if entry.holds and any(other.holds for told, other in same.items() if told != number):
            raise RefusedError

    def clashes(self, entry, number=None):
        """Whether a person would hold the role twice, or more would hold it than it has seats for."""
        if not entry.accepted or not readings(entry.start, entry.end):
            return False
        told = self.told(role=entry.role, status="accepted")
        across = [other for told_number, other in told.items() if told_number != number and clash(entry, other)]
        rivals = [other for other in across if other.kind == entry.kind]
        too_many = SEATS[entry.role] is not None and any(
            all(clash(one, other) for one, other in combinations(group, 2))
            for group in combinations(rivals, SEATS[entry.role])
        )
        return too_many or any(other.person == entry.person for other in across)

    def event(self, number):
        """The readings of an entry as a neighbour sees them: a doubtful date tells nothing, an observed day tells."""
        entry = self[number]
        start = None if doubtful(entry.start) else entry.start
        end = UNKNOWN if doubtful(entry.end) or entry.end is None else entry.end
        found = readings(start, end)
        if entry.observed:
            seen = date.fromisoformat(entry.observed).toordinal()
            found = {(first, last) for first, last in found if first <= seen <= last} or found
        return found

    def tight(self, number):
        """The readings of an entry that its neighbours leave over."""
        entry, successors = self[number], self.told(replaces=number, status="accepted")
        found = readings(entry.start, UNKNOWN if entry.end is None and successors else entry.end)
        previous = self.get(entry.replaces)
        if previous and previous.accepted:
            lasts = {last for _, last in self.event(entry.replaces)}
            begins = {first for _, first in joined(lasts, {first for first, _ in found})}
            found = {(first, last) for first, last in found if first in begins}
        for successor in successors:
            firsts = {first for first, _ in self.event(successor)}
            stops = {last for last, _ in joined({last for _, last in found}, firsts)}
            found = {(first, last) for first, last in found if last in stops}
        return found

    def settled(self):
        """Itself, unless somebody's dates contradict those of a neighbour: an error that has tests of its own."""
        if not all(self.tight(number) for number in self):
            raise UnsettledError
        return self

    # acts: each returns the ledger as it is afterwards, its new entries under the names in `new`

    def appoint(self, entry, replacing=None):
        if replacing:
            entry = replace(entry, replaces=self._replaced(entry, replacing))
        self.check(entry)
        return Ledger({**self, "new": entry}).settled()

    def _replaced(self, entry, person):
        said = UNKNOWN if entry.start is None or doubtful(entry.start) else entry.start
        began = {day for day in CALENDAR if span(said)[0] <= day <= span(said)[1]}
        fitting = [
            number
            for number, held in self.told(person=person, role=entry.role).items()
            if held.holds
            and (person, held.kind) != (entry.person, entry.kind)
            and (held.end is None or joined({last for _, last in self.event(number)}, began))
        ]
        if not fitting:
            raise RefusedError
        if len(fitting) > 1:
            raise UnsettledError
        return fitting[0]

    def close(self, number, on, confirmed=()):
        entry = replace(self[number], end=on, confirmed=self[number].confirmed + confirmed)
        if not readings(entry.start, on):
            raise RefusedError
        for successor in self.successors(number):
            lasts = {last for _, last in Ledger({number: entry}).event(number)}
            if not joined(lasts, {first for first, _ in Ledger({0: successor}).event(0)}):
                raise RefusedError
        self.check(entry, number)
        return Ledger({**self, number: entry})

    def end(self, person, role, on, confirmed=()):
        held = {number: entry for number, entry in self.told(person=person, role=role).items() if entry.holds}
        for ends in (None, UNKNOWN):
            candidates = [number for number, entry in held.items() if entry.end == ends]
            if len(candidates) > 1:
                raise UnsettledError
            if candidates:
                return candidates[0], self.close(candidates[0], on, confirmed).settled()
        raise RefusedError

    def succeed(self, entry, on, replacing, outgoing_to):
        incumbents = [
            number
            for number, held in self.told(role=entry.role, end=None).items()
            if held.holds and replacing in (None, held.person)
        ]
        if len(incumbents) != 1:
            raise RefusedError
        (number,) = incumbents
        outgoing = self[number]
        if (outgoing.person, outgoing.kind) == (entry.person, entry.kind):
            raise RefusedError
        ledger = self.close(number, on)
        entry = replace(entry, replaces=number)
        ledger.check(entry)
        ledger["new"] = entry
        if outgoing_to:
            onwards = Entry(outgoing.person, outgoing_to, "substantive", entry.start, None)
            ledger.check(onwards)
            ledger["onwards"] = onwards
        return number, ledger.settled()

    # questions

    def who(self, role, day, everyone):
        """What the answer comes to, and its holders with what they can be marked as on a hand-over."""
        on = date.fromisoformat(day).toordinal()
        if role in BEGINNING and on < span(BEGINNING[role])[0]:
            return "role did not exist", {}
        found = [weighed for number in self.told(role=role) if (weighed := self._weighed(number, on))]
        people = {weighed.entry.person for weighed in found}
        sure = {person: grade for person in people if (grade := self._as_a_whole(person, found, on)) != "possible"}
        if not everyone and SEATS[role] is not None:
            filled = Counter(
                kind
                for person in people
                for kind in {each.entry.kind for each in found if each.entry.person == person and each.sure}
            )
            filled.subtract(
                later.entry.kind
                for later in found
                for earlier in found
                if earlier.sure
                and later.sure
                and earlier.entry.person != later.entry.person
                and earlier.entry.kind == later.entry.kind
                and follows_on(earlier, later, on)
            )  # the two have one seat
            found = [
                weighed
                for weighed in found
                if weighed.sure or weighed.entry.person in sure or filled[weighed.entry.kind] < SEATS[role]
            ]
        surely = {weighed.entry.person for weighed in found if weighed.sure}
        found = [weighed for weighed in found if weighed.sure or weighed.entry.person not in surely]
        if not found:
            return "nobody recorded", {}
        holders = {}
        for person in {weighed.entry.person for weighed in found}:
            own = [weighed for weighed in found if weighed.entry.person == person]
            holders[person] = (sure.get(person, "possible"), own, marks(person, found, role, on))
        return "held" if sure else "possibly held", holders

    def _as_a_whole(self, person, found, on):
        """How sure it is that the person holds it at all: two tenures that succeed each other are tried as one."""
        own = {weighed.number: weighed for weighed in found if weighed.entry.person == person}
        grades = {weighed.certainty for weighed in own.values()}
        for later in own.values():
            earlier = own.get(later.entry.replaces)
            if earlier and not earlier.doubted and not later.doubted:
                pairs = [
                    (one, other) for one in earlier.readings for other in later.readings if other[0] - one[1] in (0, 1)
                ]
                if all(one[0] <= on <= one[1] or other[0] <= on <= other[1] for one, other in pairs):
                    grades.add("certain")
        return next(grade for grade in ("certain", "presumed", "possible") if grade in grades)

    def _weighed(self, number, on):
        entry, found = self[number], self.tight(number)
        if entry.observed:
            seen = date.fromisoformat(entry.observed).toordinal()
            found = {(first, last) for first, last in found if first <= seen <= last} or found
        if entry.status == "rejected" or not any(first <= on <= last for first, last in found):
            return None
        return Weighed(number, entry, found, self._certainty(number, found, on))

    def _certainty(self, number, found, on):
        entry = self[number]
        doubted = entry.status == "disputed" or set("?%") & set(f"{entry.start}{entry.end}")
        if doubted or not all(first <= on <= last for first, last in found):
            return "possible"
        evidence = [span(text)[0] for text in (*entry.confirmed, *filter(None, [entry.observed]))]
        is_open = entry.end is None and not self.successors(number)
        return "presumed" if is_open and on > max([first for first, _ in found] + evidence) else "certain"


@dataclass(frozen=True)
class Weighed:
    number: int
    entry: Entry
    readings: set
    certainty: str

    @property
    def sure(self):
        return self.certainty != "possible"

    @property
    def doubted(self):
        return self.entry.status == "disputed" or doubtful(self.entry.start) or doubtful(self.entry.end)


def meet(earlier, later, on):
    """Whether one certainly left and the other certainly began on the day."""
    left = {last for _, last in earlier.readings} == {on}
    return earlier is not later and left and {first for first, _ in later.readings} == {on}


def follows_on(earlier, later, on):
    return later.entry.replaces == earlier.number and meet(earlier, later, on)


def marks(person, found, role, on):
    """What can be said of somebody on a hand-over; both for one who came and went on that day."""
    own = [weighed for weighed in found if weighed.entry.person == person]
    others = [weighed for weighed in found if weighed.entry.person != person]

    def goes_on(weighed, place):
        """Whether the same person has another tenure of the kind that did not end (or begin) on the day."""
        return any(
            {reading[place] for reading in each.readings} != {on}
            for each in found
            if each.entry.person == weighed.entry.person and each.entry.kind == weighed.entry.kind
        )

    def hands_over(earlier, later):
        in_one_seat = follows_on(earlier, later, on) or (SEATS[role] == 1 and meet(earlier, later, on))
        return in_one_seat and not goes_on(earlier, 1) and not goes_on(later, 0)

    left = all({last for _, last in each.readings} == {on} for each in own)
    came = all({first for first, _ in each.readings} == {on} for each in own)
    outgoing = {"outgoing"} if left and any(hands_over(one, other) for one in own for other in others) else set()
    incoming = {"incoming"} if came and any(hands_over(other, one) for one in own for other in others) else set()
    return frozenset(outgoing | incoming or {None})


# --- the registry ---


def clock():
    return datetime(2024, 6, 1, tzinfo=UTC)


@cache
def template():
    """An empty registry with its people and roles, to be copied."""
    folder = Path(tempfile.mkdtemp())
    path = folder / "template.db"
    Registry.create(path)
    with Registry(path, actor="a tester", clock=clock) as registry:
        registry.organizations.add("Army")
        for name in PEOPLE.values():
            registry.people.add(name)
        for role, seats in SEATS.items():
            registry.roles.add(role.title(), "army", seats=seats, since=BEGINNING.get(role))
    content = path.read_bytes()
    shutil.rmtree(folder)
    return content


def dump(connection):
    return list(connection.iterdump())


people = st.sampled_from(sorted(PEOPLE))
roles = st.sampled_from(sorted(SEATS))
kinds = st.sampled_from(["substantive", "substantive", "substantive", "acting"])
starts = st.sampled_from([*EXACT, *EXACT, *VAGUE, *DOUBTED, UNKNOWN])
ends = st.sampled_from([*EXACT, *EXACT, *VAGUE, *DOUBTED, UNKNOWN, *[None] * 8])
evidences = st.one_of(
    st.none(),
    st.none(),
    st.sampled_from([*EXACT, "2024-02"]).map(lambda day: {"published": day}),
    st.sampled_from(EXACT).map(lambda day: {"observed": day}),
)
published = st.sampled_from([None, {"published": "2024-03-01"}])
onwards = st.one_of(st.none(), st.none(), roles)
picks = st.integers(0, 30)
statuses = st.sampled_from(["accepted", "accepted", "disputed", "rejected"])


class Offices(RuleBasedStateMachine):
    """Random acts on a registry and on the ledger: both accept, or both refuse and nothing is written."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "registry.db"
        path.write_bytes(template())
        self.registry = Registry(path, actor="a tester", clock=clock)
        self.bare = sqlite3.connect(path, isolation_level=None)
        self.ledger = Ledger()
        self.sources = 0

    def teardown(self):
        self.bare.close()
        self.registry.close()
        self.folder.cleanup()

    @rule(
        person=people, role=roles, start=starts, end=ends, kind=kinds, evidence=evidences,
        replacing=st.one_of(st.none(), st.none(), people),
    )  # fmt: skip
    def appoint(self, person, role, start, end, kind, evidence, replacing):
        entry = Entry(person, role, kind, None if start == UNKNOWN else start, end, **told_by(evidence))
        self.compare_with_guards(entry)
        self.act(
            lambda: (None, self.ledger.appoint(entry, replacing)),
            lambda: self.registry.appoint(
                person, role, start, end, kind=kind, replacing=replacing, evidence=self.source(evidence)
            ),
        )

    @precondition(lambda self: self.ledger)
    @rule(pick=picks, person=people, start=st.one_of(st.none(), starts), end=ends, kind=kinds, evidence=evidences)
    def appoint_a_successor(self, pick, person, start, end, kind, evidence):
        previous = self.pick(pick, self.ledger.values())
        self.appoint(person, previous.role, start or previous.end or UNKNOWN, end, kind, evidence, previous.person)

    @rule(person=people, role=roles, on=starts, evidence=published)
    def end(self, person, role, on, evidence):
        self.act(
            lambda: self.ledger.end(person, role, on, told_by(evidence).get("confirmed", ())),
            lambda: self.registry.end(person, role, on, evidence=self.source(evidence)),
        )

    @precondition(lambda self: self.ledger.unended())
    @rule(pick=picks, on=starts, evidence=published)
    def end_somebody_in_office(self, pick, on, evidence):
        held = self.pick(pick, self.ledger.unended())
        self.end(held.person, held.role, on, evidence)

    @rule(
        role=roles, person=people, on=starts, kind=kinds,
        replacing=st.one_of(st.none(), people), outgoing_to=onwards,
    )  # fmt: skip
    def succeed(self, role, person, on, kind, replacing, outgoing_to):
        entry = Entry(person, role, kind, None if on == UNKNOWN else on, None)
        self.act(
            lambda: self.ledger.succeed(entry, on, replacing, outgoing_to),
            lambda: self.registry.succeed(role, person, on, kind=kind, replacing=replacing, outgoing_to=outgoing_to),
        )

    @precondition(lambda self: self.ledger.unended())
    @rule(pick=picks, person=people, on=starts, kind=kinds, named=st.booleans(), outgoing_to=onwards)
    def succeed_somebody_in_office(self, pick, person, on, kind, named, outgoing_to):
        held = self.pick(pick, self.ledger.unended())
        self.succeed(held.role, person, on, kind, held.person if named else None, outgoing_to)

    @precondition(lambda self: self.ledger)
    @rule(pick=picks, status=statuses)
    def another_program_sets_a_status(self, pick, status):
        number = self.pick(pick, self.ledger)
        entry = replace(self.ledger[number], status=status)
        assert self.guards_refuse("update appointments set status = ? where id = ?", [status, number]) == (
            self.ledger.clashes(entry, number)
        )
        try:
            self.ledger.check(entry, number)
            self.ledger = Ledger({**self.ledger, number: entry}).settled()
        except (UnsettledError, RefusedError):
            return
        self.bare.execute("update appointments set status = ? where id = ?", [status, number])

    @rule(role=roles, everyone=st.booleans())
    def ask(self, role, everyone):
        for day in ASKED:
            answer = self.registry.who(role, day, everyone=everyone)
            finding, holders = self.ledger.who(role, day, everyone)
            assert answer.answer == finding, day
            assert {holder.person: str(holder.certainty) for holder in answer.holders} == {
                person: certainty for person, (certainty, _, _) in holders.items()
            }, day
            assert len(answer.holders) == len(holders), day
            for holder in answer.holders:
                _, own, marked = holders[holder.person]
                assert Counter(shown(holder)) == Counter(map(expected, own)), day
                assert holder.handover in marked, day

    @staticmethod
    def pick(number, choices):
        choices = list(choices)
        return choices[number % len(choices)]

    # how an act is compared

    def act(self, in_the_ledger, in_the_registry):
        """Do it in both, or see it refused by both and nothing changed."""
        try:
            closed, ledger = in_the_ledger()
        except UnsettledError:
            return
        except RefusedError:
            before = dump(self.bare)
            with pytest.raises(RegistryError):
                in_the_registry()
            assert dump(self.bare) == before
            return
        written = [tenure.id for tenure in in_the_registry().tenures]
        added = [name for name in ("new", "onwards") if name in ledger]
        assert len(written) == len(added) + (closed is not None)
        for name, number in zip(reversed(added), reversed(written), strict=False):
            ledger[number] = ledger.pop(name)
        self.ledger = ledger

    def compare_with_guards(self, entry):
        """The row of an entry, its bounds taken from its readings, is refused exactly when it clashes."""
        if not readings(entry.start, entry.end):
            return
        firsts, lasts = first_days(entry.start, entry.end), last_days(entry.start, entry.end)
        bounds = [date.fromordinal(day).isoformat() for days in (firsts, lasts) for day in (min(days), max(days))]
        statement = (
            "insert into appointments (person_id, role_id, kind, start_date, end_date,"
            " start_earliest, start_latest, end_earliest, end_latest)"
            " select p.id, r.id, ?, ?, ?, ?, ?, ?, ? from people p, roles r where p.slug = ? and r.slug = ?"
        )
        row = [entry.kind, entry.start, entry.end, *bounds, entry.person, entry.role]
        assert self.guards_refuse(statement, row) == self.ledger.clashes(entry)

    def guards_refuse(self, statement, values):
        """Whether a bare connection's write is refused for a clash; either way it is taken back."""
        self.bare.execute("begin")
        try:
            self.bare.execute(statement, values)
        except sqlite3.IntegrityError as error:
            if "guard: clash" not in str(error):
                raise
            return True
        else:
            return False
        finally:
            self.bare.execute("rollback")

    def source(self, evidence):
        """A source of its own for each act."""
        if not evidence:
            return None
        self.sources += 1
        return Evidence(source=f"https://example.org/{self.sources}", title="A source", **evidence)


def told_by(evidence):
    """What an entry knows from the evidence."""
    if not evidence:
        return {}
    return {"confirmed": (evidence["published"],)} if "published" in evidence else {"observed": evidence["observed"]}


def shown(holder):
    terms = holder.terms or (holder,)
    kept = [(term.kind, term.start, term.end) for term in terms]
    assert (holder.kind, holder.start, holder.end) in kept
    return kept


def expected(weighed):
    entry = weighed.entry
    return entry.kind, entry.start, entry.end


class TestOffices(Offices.TestCase):
    settings = settings(max_examples=examples(12), stateful_step_count=40, deadline=None)


# --- what the random acts leave out: several sources, and neighbours that contradict each other ---


@pytest.fixture
def registry(tmp_path):
    path = tmp_path / "registry.db"
    path.write_bytes(template())
    with Registry(path, actor="a tester", clock=clock) as opened:
        yield opened


def certainties(registry, day):
    """How certainly each person is a member on a day."""
    return {holder.person: str(holder.certainty) for holder in registry.who("member", day, everyone=True).holders}


@pytest.fixture
def cite(tmp_path):
    """Tie a further source to the first appointment."""
    bare = sqlite3.connect(tmp_path / "registry.db")

    def tie(published=None, observed=None):
        source = bare.execute(
            "insert into sources (title, published_date, published_earliest, published_latest) values (?, ?, ?, ?)",
            [f"{published} {observed}", published, published, published],
        )
        values = [source.lastrowid, observed]
        bare.execute("insert into citations (appointment_id, source_id, observed) values (1, ?, ?)", values)
        bare.commit()

    yield tie
    bare.close()


@pytest.mark.parametrize("published", [("2024-02-09", "2024-02-12"), ("2024-02-12", "2024-02-09")])
def test_the_newest_of_several_sources_is_where_certainty_ends(registry, cite, published):
    registry.appoint("ann-lee", "member", "2024-01-31")
    for day in published:
        cite(published=day)
    found = [certainties(registry, day)["ann-lee"] for day in ("2024-02-11", "2024-02-12", "2024-02-13")]
    assert found == ["certain", "certain", "presumed"]


def test_the_newest_source_is_shown_with_an_open_tenure(registry, cite):
    registry.appoint("ann-lee", "member", "2024-01-31")
    cite(published="2024-02-12")
    assert registry.who("member", "2024-03-01").holders[0].last_confirmed == "2024-02-12"


@pytest.mark.parametrize("observed", [("2024-02-09", "2024-02-12"), ("2024-02-12", "2024-02-09")])
def test_the_days_between_two_observations_are_certain_and_no_others(registry, cite, observed):
    registry.appoint("ann-lee", "member", "2024", "2024")
    for day in observed:
        cite(observed=day)
    asked = ("2024-02-08", "2024-02-09", "2024-02-11", "2024-02-12", "2024-02-13")
    found = [certainties(registry, day)["ann-lee"] for day in asked]
    assert found == ["possible", "certain", "certain", "certain", "possible"]


def test_the_neighbours_can_leave_one_day(registry):
    registry.appoint("ann-lee", "member", "2024-01-31", "2024-02-12")
    registry.appoint("bob-young", "member", "2024-02", "2024-02", replacing="ann-lee")
    registry.appoint("cid-zorn", "member", "2024-02-12", replacing="bob-young")
    found = [certainties(registry, day).get("bob-young") for day in ("2024-02-11", "2024-02-12", "2024-02-13")]
    assert found == [None, "certain", None]


def test_an_end_that_was_not_known_cannot_become_a_clash(registry):
    registry.appoint("ann-lee", "chief", "2024-01-31", "XXXX")
    registry.appoint("bob-young", "chief", "2024-02-12")
    with pytest.raises(ClashError):
        registry.end("ann-lee", "chief", "2024-02-13")


def test_an_end_that_was_not_known_can_become_the_day_of_the_hand_over(registry):
    registry.appoint("ann-lee", "chief", "2024-01-31", "XXXX")
    registry.appoint("bob-young", "chief", "2024-02-12")
    registry.end("ann-lee", "chief", "2024-02-12")
    found = {holder.person: holder.handover for holder in registry.who("chief", "2024-02-12").holders}
    assert found == {"ann-lee": "outgoing", "bob-young": "incoming"}


@pytest.mark.parametrize("day", ["2024-02-10", "2024-02-13"])
def test_somebody_who_was_directly_succeeded_left_neither_earlier_nor_later(registry, day):
    registry.appoint("ann-lee", "member", "2024-01-31")
    registry.appoint("bob-young", "member", "2024-02-12", replacing="ann-lee")
    with pytest.raises(RegistryError):
        registry.end("ann-lee", "member", day)


@pytest.mark.parametrize("day", ["2024-02-11", "2024-02-12"])
def test_somebody_who_was_directly_succeeded_left_on_the_day_or_the_day_before(registry, day):
    registry.appoint("ann-lee", "member", "2024-01-31")
    registry.appoint("bob-young", "member", "2024-02-12", replacing="ann-lee")
    (ended,) = registry.end("ann-lee", "member", day).tenures
    assert ended.end == day


def test_nobody_directly_succeeds_somebody_who_came_later(registry):
    registry.appoint("ann-lee", "member", "2024-03-01")
    with pytest.raises(RegistryError):
        registry.appoint("bob-young", "member", "2024-01-31", "2024-02-10", replacing="ann-lee")


def test_two_who_directly_succeed_the_same_person_begin_at_one_event(registry):
    registry.appoint("ann-lee", "member", "2024-01-31")
    registry.appoint("bob-young", "member", "2024-02-09", replacing="ann-lee")
    with pytest.raises(RegistryError):
        registry.appoint("cid-zorn", "member", "2024-02-13", replacing="ann-lee")


def test_nobody_directly_succeeds_somebody_whom_they_left_before(registry):
    registry.appoint("ann-lee", "member", "2024-01-31", "2024-02-20")
    with pytest.raises(RegistryError):
        registry.appoint("bob-young", "member", "2024-02", "2024-02-10", replacing="ann-lee")


def test_a_successor_cannot_leave_before_the_predecessor_did(registry):
    registry.appoint("ann-lee", "member", "2024-01-31", "2024-02-20")
    registry.appoint("bob-young", "member", "2024-02", replacing="ann-lee")
    with pytest.raises(RegistryError):
        registry.end("bob-young", "member", "2024-02-10")


def test_a_successor_did_not_begin_before_an_open_predecessor_did(registry):
    registry.appoint("ann-lee", "member", "2024-02-20")
    registry.appoint("bob-young", "member", "2024-02", replacing="ann-lee")
    assert certainties(registry, "2024-02-10") == {}


def test_an_observation_that_contradicts_the_dates_does_not_hide_another(registry):
    early = Evidence(source="https://example.org/1", title="Mistaken", observed="2024-01-31")
    right = Evidence(source="https://example.org/2", title="Right", observed="2024-02-10")
    registry.appoint("ann-lee", "member", "2024-02", evidence=early)
    registry.end("ann-lee", "member", "2024-03", evidence=right)
    assert certainties(registry, "2024-02-12") == {"ann-lee": "certain"}


def test_one_source_may_tell_first_that_somebody_left_and_then_the_day(registry):
    gazette = Evidence(source="https://example.org/1", title="Gazette", published="2024-03-01")
    registry.appoint("ann-lee", "member", "2024-01-31")
    registry.end("ann-lee", "member", "XXXX", evidence=gazette)
    registry.end("ann-lee", "member", "2024-02-12", evidence=gazette)
    assert certainties(registry, "2024-02-13") == {}
