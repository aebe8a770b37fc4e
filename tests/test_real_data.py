"""The rules on other people's data: what their SQL finds is what a plain sweep in Python finds, no more and no less.

The sweep is written from the rules' explanations. It reads the dates as texts and knows no bounds, no index and no
window: it tries the readings of the dates, pair by pair, and walks through the days of a role one by one.
"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import pytest

from registry import Registry
from registry.domain.audit.findings import Limits
from registry.store.audit.rules import broken, look_at, rules
from registry.store.database import registry_file
from registry.store.database.registry_file import open_registry
from tests.published import if_there, published
from tests.real_data import Line, holders, legislators, load_holders, load_legislators, load_lines
from tests.sweep import SWEEPS, Role, Tenure

SAMPLE = Path(__file__).parents[1] / "data"
UKRAINE = published("wikidata_holders_ukraine.csv")
COURTS = published("pvp_fcg_german_court_presidents.csv")
EXECUTIVE = published("us_executive_1789.csv")
EXECUTIVE_YAML = published("congress-legislators/executive.yaml")
LEGISLATORS = published("congress-legislators/legislators-current.yaml")
TODAY = "2026-01-02"
RULES = {rule.code: rule for rule in rules()}


def new_registry(folder: Path) -> sqlite3.Connection:
    registry_file.create(folder / "registry.db")
    return open_registry(folder / "registry.db")


def load_sample(connection: sqlite3.Connection) -> None:
    """The project's own registry, with every role asked for its gaps."""
    path = connection.execute("pragma database_list").fetchone()[2]
    with Registry(path, actor="a tester") as registry:
        registry.import_package(SAMPLE)
    connection.execute("update roles set continuous = 1")


def spoilt(lines: list[Line], chance: random.Random) -> Iterator[Line]:
    """The same lines with what goes wrong in the field: dates cut short, lost or copied, kinds and names mixed up."""
    latest: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        faulty = chance.choice(FAULTS)(line, chance) if line.name else line
        link = latest.get(line.title) if chance.random() < 0.2 else None
        latest[line.title] = number
        yield replace(faulty, replaces=link)


FAULTS: list[Callable[[Line, random.Random], Line]] = [
    lambda line, chance: line,
    lambda line, chance: replace(line, start=None),
    lambda line, chance: replace(line, start="XXXX"),
    lambda line, chance: replace(line, end=None),
    lambda line, chance: replace(line, end="XXXX"),
    lambda line, chance: replace(line, end=line.start),
    lambda line, chance: replace(line, name=None),
    lambda line, chance: replace(line, kind="acting"),
    lambda line, chance: replace(line, status=chance.choice(["disputed", "rejected"])),
    lambda line, chance: replace(line, start=line.start and line.start[: chance.choice([4, 7])]),
    lambda line, chance: replace(line, end=line.end and line.end[: chance.choice([4, 7])]),
    lambda line, chance: replace(line, start=line.start and line.start + "~"),
    lambda line, chance: replace(line, end=line.end and line.end + "~"),
]


def load_spoilt(connection: sqlite3.Connection, path: Path, seats: int | None, copies: int = 3) -> None:
    """A file some times over, so that its roles are crowded, with faults that are the same in every run."""
    lines = holders(if_there(path)) * copies
    load_lines(connection, spoilt(lines, random.Random(f"{path.stem} {seats}")), seats=seats)


DATA: dict[str, Callable[[sqlite3.Connection], object]] = {
    "sample": load_sample,
    "ukraine": lambda connection: load_holders(connection, if_there(UKRAINE)),
    "ukraine, two seats": lambda connection: load_holders(connection, if_there(UKRAINE), seats=2),
    "ukraine, not continuous": lambda connection: load_holders(connection, if_there(UKRAINE), continuous=False),
    "ukraine, spoilt": lambda connection: load_spoilt(connection, UKRAINE, seats=1, copies=1),
    "ukraine, spoilt and crowded": lambda connection: load_spoilt(connection, UKRAINE, seats=1),
    "ukraine, spoilt, three seats": lambda connection: load_spoilt(connection, UKRAINE, seats=3),
    "ukraine, spoilt, any number": lambda connection: load_spoilt(connection, UKRAINE, seats=None),
    "courts": lambda connection: load_holders(connection, if_there(COURTS)),
    "courts, spoilt": lambda connection: load_spoilt(connection, COURTS, seats=1, copies=1),
    "executive": lambda connection: load_holders(connection, if_there(EXECUTIVE)),
    "congress": lambda connection: load_legislators(connection, if_there(LEGISLATORS)),
}


def findings(connection: sqlite3.Connection, code: str, role: str | None = None) -> list[dict[str, object]]:
    """What the rule finds, in all roles or in those with this title."""
    ids = connection.execute("select id from roles where ? in (title, '*')", [role or "*"])
    look_at(connection, [role_id for (role_id,) in ids] if role else None)
    return broken(connection, RULES[code], TODAY, Limits())


# --- both on the same data ---


@dataclass(frozen=True)
class Real:
    """A registry with the data of one publisher."""

    connection: sqlite3.Connection
    roles: list[Role]

    def found(self, code: str) -> list[object]:
        return [self._told(code, row) for row in findings(self.connection, code)]

    def _told(self, code: str, row: dict[str, object]) -> object:
        """In the form of the sweep; which of two tenures is a and which is b means nothing where they are a pair."""
        if code.startswith("gap"):
            return row["a"], row["b"], ordinal(row["first"]), ordinal(row["last"])
        if code == "end-missing" or (code == "clash" and row["a"] not in self._alone):
            return row["a"], row["b"]
        return frozenset({row["a"], row["b"]}) if "b" in row else row["a"]

    @cached_property
    def _alone(self) -> set[int]:
        return {tenure.id for role in self.roles if role.seats == 1 for tenure in role.tenures}


def ordinal(day: object) -> int:
    return date.fromisoformat(str(day)).toordinal()


def roles_of(connection: sqlite3.Connection) -> list[Role]:
    tenures = defaultdict(list)
    rows = connection.execute(
        "select id, role_id, person_id, kind, start_date, end_date, replaces_id, status = 'accepted'"
        " from appointments where status <> 'rejected'"
    )
    for tenure in (Tenure(*row) for row in rows):
        tenures[tenure.role].append(tenure)
    roles = connection.execute("select id, seats, continuous from roles")
    return [Role(seats, bool(continuous), tenures[role_id]) for role_id, seats, continuous in roles]


@pytest.fixture(scope="module", params=DATA)
def real(request, tmp_path_factory) -> Iterator[Real]:
    with closing(new_registry(tmp_path_factory.mktemp("real"))) as connection:
        DATA[request.param](connection)
        yield Real(connection, roles_of(connection))


@pytest.mark.parametrize("code", SWEEPS)
def test_a_rule_finds_what_a_sweep_finds_no_more_and_no_less(real: Real, code: str):
    swept = Counter(found for role in real.roles for found in SWEEPS[code](role))

    assert Counter(real.found(code)) == swept


def test_with_more_seats_a_clash_names_who_came_last_before(empty):
    """The rule names one of those who are there already; whoever came later is not to blame."""
    years = [("2000", "2010"), ("2001", "2010"), ("2005", "2010"), ("2008", "2009")]
    load_lines(empty, [Line(start, f"{start}-01-01", f"{end}-01-01") for start, end in years], seats=2)

    assert {(row["a"], row["b"]) for row in findings(empty, "clash")} == {(3, 2), (4, 3)}


# --- what the data is known for ---


@pytest.fixture
def empty(tmp_path) -> Iterator[sqlite3.Connection]:
    with closing(new_registry(tmp_path)) as connection:
        yield connection


@pytest.fixture
def ukraine(empty) -> sqlite3.Connection:
    load_holders(empty, if_there(UKRAINE))
    return empty


@pytest.fixture
def courts(empty) -> sqlite3.Connection:
    load_holders(empty, if_there(COURTS))
    return empty


@pytest.fixture
def executive(empty) -> sqlite3.Connection:
    load_holders(empty, if_there(EXECUTIVE))
    return empty


def name_of(connection: sqlite3.Connection, appointment: object) -> str:
    query = "select p.name from appointments a join people p on p.id = a.person_id where a.id = ?"
    return connection.execute(query, [appointment]).fetchone()[0]


def names(connection: sqlite3.Connection, code: str, role: str) -> list[set[str]]:
    return [{name_of(connection, row[end]) for end in "ab"} for row in findings(connection, code, role)]


def days(connection: sqlite3.Connection, code: str, role: str | None = None) -> list[tuple[object, object]]:
    return sorted((str(row["first"]), str(row["last"])) for row in findings(connection, code, role))


COUNTS = {
    "ukraine": {"clash": 32, "twice": 1, "end-missing": 5, "gap": 110, "possible-clash": 3, "precision": 35},
    "courts": {"gap": 6, "gap-vacant": 27},
    "executive": {"gap": 18},
    "congress": {"gap": 556},
}


@pytest.mark.parametrize("publisher", COUNTS)
def test_what_is_found_in_published_data_stays_what_it_was(empty, publisher: str):
    DATA[publisher](empty)

    found = {code: len(findings(empty, code)) for code in SWEEPS}
    assert {code: count for code, count in found.items() if count} == COUNTS[publisher]


def test_two_ministers_of_defence_of_ukraine_overlap_in_february_2014(ukraine):
    """Zamana took over on 22 February; Wikidata has Lebedyev in office until the 27th, as it has Zamana."""
    assert names(ukraine, "clash", "Minister of Defence") == [{"Pavlo Lebedyev", "Volodymyr Zamana"}]

    ukraine.execute(
        "update appointments set end_date = d, end_earliest = d, end_latest = d from (select '2014-02-22' as d)"
        " where person_id = (select id from people where name = 'Pavlo Lebedyev')"
    )
    assert findings(ukraine, "clash", "Minister of Defence") == []


def test_a_wrong_year_in_wikidata_leaves_ukraine_without_a_minister_of_defence(ukraine):
    """Poltorak followed Heletey at once, in October 2014; his start is given as that of his second government."""
    gaps = days(ukraine, "gap", "Minister of Defence")

    assert ("2014-10-15", "2016-04-13") in gaps
    assert {"Valeriy Heletey", "Stepan Poltorak"} in names(ukraine, "gap", "Minister of Defence")


def test_an_acting_prime_minister_clashes_only_while_nothing_says_that_he_was_acting(ukraine):
    groysman = {"Volodymyr Groysman", "Arseniy Yatsenyuk"}
    assert groysman in names(ukraine, "clash", "Prime Minister")

    ukraine.execute(
        "update appointments set kind = 'acting' where start_date = '2014-07-25' and end_date = '2014-07-31'"
    )
    assert findings(ukraine, "clash", "Prime Minister") == []


def test_one_ambassador_recorded_twice_at_two_precisions_is_in_the_role_twice(ukraine):
    """2003–2006 and 10 November 2003–26 January 2006: the same tenure, though not the same entry."""
    assert names(ukraine, "twice", "ambassador to Hungary") == [{"Yuriy Mushka"}]
    assert findings(ukraine, "duplicate") == []


def test_governors_who_follow_each_other_by_the_month_neither_clash_nor_leave_a_gap(ukraine):
    """Odessa, May 1998 to May 2015: eight hand-overs of which only the month is known."""
    odessa = "Governor of Odessa Oblast"

    assert len(findings(ukraine, "precision", odessa)) == 8
    assert findings(ukraine, "clash", odessa) == []
    assert all(last < "1998-05" or first > "2015-05" for first, last in days(ukraine, "gap", odessa))


def test_the_united_states_had_no_vice_president_eighteen_times(executive):
    gaps = days(executive, "gap", "Vice President")

    assert len(gaps) == 18
    assert gaps[0] == ("1812-04-21", "1813-03-03")  # George Clinton died; Elbridge Gerry was next
    assert gaps[-1] == ("1974-08-10", "1974-12-18")  # Gerald Ford became president; Nelson Rockefeller was next
    assert findings(executive, "gap-vacant") == []


def test_the_united_states_always_had_one_president(executive):
    assert not any(findings(executive, code, "President") for code in ("gap", "clash", "twice", "end-missing"))


def test_two_files_tell_the_same_presidents_and_vice_presidents():
    in_yaml = legislators(if_there(EXECUTIVE_YAML))
    in_csv = holders(if_there(EXECUTIVE))

    assert Counter(map(tenure_of, in_yaml)) == Counter(map(tenure_of, in_csv))


def tenure_of(line: Line) -> tuple[str | None, ...]:
    return line.title, line.key, line.start, line.end


def test_the_constitutional_court_was_recorded_without_a_president_three_times(courts):
    president = courts.execute(
        "select r.id from roles r join organizations o on o.id = r.organization_id"
        " where o.name = 'BVerfG' and r.title = 'President'"
    ).fetchone()
    look_at(courts, president)

    found = broken(courts, RULES["gap-vacant"], TODAY, Limits())
    assert [(row["first"], row["last"], name_of(courts, row["a"])) for row in found] == [
        ("1954-01-16", "1954-03-22", "Josef Wintrich"),
        ("1958-10-20", "1959-01-07", "Gebhard Müller"),
        ("1994-07-01", "1994-09-13", "Jutta Limbach"),
    ]
    assert broken(courts, RULES["gap"], TODAY, Limits()) == []


def test_the_recorded_vacancies_of_the_german_courts_are_exactly_their_gaps_to_the_day(courts):
    recorded = courts.execute("select start_date, end_date from appointments where person_id is null").fetchall()

    assert len(recorded) == 27
    assert days(courts, "gap-vacant") == sorted(recorded)


def test_a_start_of_which_only_the_month_is_known_leaves_no_certain_gap(courts):
    """At the patent court five vice-presidents began on a day unknown, each in the month after the last one left."""
    assert len(findings(courts, "gap-precision")) == 5
    assert ("1969-08-01", "1969-08-31") not in days(courts, "gap", "Vice-President")


# --- the loader ---


def test_a_line_that_the_tables_cannot_hold_is_handed_back_and_the_others_are_loaded(empty):
    loaded = load_lines(empty, [Line("A", "2001-02", "2001-01"), Line("B", "2001-02", None)])

    assert loaded.appointments == 1
    assert [line.name for line, _ in loaded.refused] == ["A"]


@pytest.mark.parametrize("path", [UKRAINE, COURTS, EXECUTIVE], ids=lambda path: path.stem)
def test_every_line_of_the_published_files_is_loaded(empty, path: Path):
    loaded = load_holders(empty, if_there(path))

    assert (loaded.appointments, loaded.refused) == (len(path.read_text("utf-8").splitlines()) - 1, [])


# --- the checks of wikidata-position-history ---

A, B, C = Line("A", "2000-01-01", "2001-01-01"), Line("B", "2001-01-01", "2002-01-01"), Line("C", "2002-01-01", None)
FOLLOWING = [A, replace(B, replaces=1), replace(C, replaces=2)]
CHECKS = {
    # its check, and in which case -> our rule, an example
    "missing start (P580)": ("start-missing", [replace(A, start=None), replace(B, replaces=1)]),
    "missing end (P582) with a later holder": ("end-missing", [replace(A, end=None), B]),
    "missing predecessor (P1365) or successor (P1366), dates that meet": ("replaces-missing", [A, B]),
    "missing predecessor or successor, days between": ("gap", [A, C]),
    "missing predecessor or successor, perhaps days between": ("gap-precision", [replace(A, end="2000"), B]),
    "overlap": ("clash", [replace(A, end="2001-03-01"), B]),
    "overlap, dates that cannot be compared": ("precision", [replace(A, end="2001"), replace(B, start="2001-03-01")]),
    "overlap, perhaps": (
        "possible-clash",
        [replace(A, start="2000-02-01", end="2000-09-30"), replace(B, start="2000")],
    ),
    "inconsistent predecessor, not the last one": ("replaces-not-previous", [*FOLLOWING[:2], replace(C, replaces=1)]),
    "inconsistent predecessor, one who came later": ("replaces-later", [B, C, replace(A, replaces=1)]),
    "inconsistent predecessor, one who left long before": ("replaces-dates", [A, replace(C, replaces=1)]),
    "inconsistent predecessor, of another office": (
        "replaces-another-role",
        [replace(A, title="Deputy"), replace(B, replaces=1)],
    ),
    # Our one link says both "replaces" and "replaced by", so that they cannot contradict each other.
    "inconsistent successor, not the next one": ("replaces-not-previous", [A, B, replace(C, replaces=1)]),
}


@pytest.mark.parametrize("check", CHECKS)
def test_what_wikidata_position_history_checks_is_found_here(empty, check: str):
    code, lines = CHECKS[check]
    load_lines(empty, lines)

    assert findings(empty, code)


def test_a_succession_without_faults_has_none_of_these_findings(empty):
    load_lines(empty, FOLLOWING)

    assert not any(findings(empty, code) for code, _ in CHECKS.values())
