"""What no writer can record: rows written with the sqlite3 module alone, foreign keys off as is its default."""

import sqlite3

import pytest

from registry import Registry
from registry.domain.dates.bounds import bounds_of

PEOPLE = ("ann", "bob", "cid", "dan")
ROLES = {"chief": 1, "deputy": 1, "pair": 2, "trio": 3, "crowd": None}


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("guards") / "registry.db"
    Registry.create(path)
    connection = sqlite3.connect(path)
    connection.execute("insert into organizations (slug, name) values ('army', 'Army')")
    connection.executemany("insert into people (slug, name) values (?, ?)", [(slug, slug) for slug in PEOPLE])
    connection.executemany(
        "insert into roles (slug, title, organization_id, seats) values (?, ?, 1, ?)",
        [(slug, slug, seats) for slug, seats in ROLES.items()],
    )
    connection.commit()
    yield connection
    connection.close()


@pytest.fixture
def bare(template):
    """A connection as any program opens one, to a registry with people and roles."""
    connection = sqlite3.connect(":memory:")
    template.backup(connection)
    assert connection.execute("pragma foreign_keys").fetchone() == (0,)
    yield connection
    connection.close()


def id_of(bare, table, slug):
    return bare.execute(f"select id from {table} where slug = ?", [slug]).fetchone()[0]


def a_tenure(bare, person="ann", role="chief", start="2023-01-05", end=None, **columns):
    """Insert a tenure with the bounds of its texts; `columns` overrule. Returns its id."""
    row = {"person_id": id_of(bare, "people", person), "role_id": id_of(bare, "roles", role)}
    row |= dated(start, end) | columns
    names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    return bare.execute(f"insert into appointments ({names}) values ({marks})", row).lastrowid


def dated(start, end=None):
    bounds = bounds_of(start, end)
    return {
        "start_date": start,
        "start_earliest": bounds.start_earliest,
        "start_latest": bounds.start_latest,
        "end_date": end,
        "end_earliest": bounds.end_earliest,
        "end_latest": bounds.end_latest,
    }


def change(bare, table, row_id, **columns):
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    bare.execute(f"update {table} set {assignments} where id = :row_id", columns | {"row_id": row_id})


def appointments(bare):
    return bare.execute("select count(*) from appointments").fetchone()[0]


def refused(reason=None):
    return pytest.raises(sqlite3.IntegrityError, match=reason)


# --- clash: a doubtful date may be wrong ---


@pytest.mark.parametrize(("end", "start"), [("2021-03-10?", "2021-03-01"), ("2022", "2021-03-01%")])
def test_a_doubtful_date_clashes_with_nobody_whatever_the_seats(bare, end, start):
    for role in ("chief", "pair"):
        a_tenure(bare, "ann", role, "2020-01-01", end)
        a_tenure(bare, "bob", role, start)
        a_tenure(bare, "cid", role, "2020?")
    a_tenure(bare, "ann", "chief", "2020-05-01", "2020-06-01?")
    bare.execute("update roles set seats = 1")
    bare.execute("insert into role_seats (role_id, since, seats) values (1, '2021-03-05', 1)")

    assert bare.execute("select count(*) from crowded").fetchone() == (0,)


@pytest.mark.parametrize("mark", ["?", "%"])
def test_a_date_loses_its_mark_of_doubt_only_where_there_is_a_seat(bare, mark):
    ended = a_tenure(bare, "ann", end=f"2021-03-10{mark}", start="2020-01-01")
    a_tenure(bare, "bob", start="2021-03-01")
    own = a_tenure(bare, "cid", "crowd", start=f"2020{mark}", end="2021")
    a_tenure(bare, "cid", "crowd", start="2019", end="2023")

    with refused("more people than seats"):
        change(bare, "appointments", ended, **dated("2020-01-01", "2021-03-10"))
    with refused("the same person twice"):
        change(bare, "appointments", own, start_date="2020")


# --- clash: the table of the design, A in office since 5 January 2023, B from then on ---

CLASH_TABLE = [
    ("2024-02-12", "2024-02-12", False),
    ("2024-02-13", "2024-02-12", True),
    ("2024-02-12", "2024-02-13", False),
    ("2024-02", "2024-02", False),
    ("2024", "2024-02", False),
    ("2024-03", "2024-02", True),
    ("2024-02", "2024-03", False),
    ("2024-01", "2024-03", False),
    (None, "2024-02", True),
    ("XXXX", "2024-02", False),
]
DEFINITE = [(end, start) for end, start, definite in CLASH_TABLE if definite]
HARMLESS = [(end, start) for end, start, definite in CLASH_TABLE if not definite]


def enter(bare, end, start, order, **columns):
    """A until `end` and B from `start`, in the order in which they are written."""
    tenures = {
        "A": {"person": "ann", "start": "2023-01-05", "end": end},
        "B": {"person": "bob", "start": start, "end": None} | columns,
    }
    for name in order:
        a_tenure(bare, **tenures[name])


@pytest.mark.parametrize("order", ["AB", "BA"])
@pytest.mark.parametrize(("end", "start"), DEFINITE)
def test_a_definite_clash_is_refused_whoever_is_written_first(bare, end, start, order):
    with refused("guard: clash"):
        enter(bare, end, start, order)
    assert appointments(bare) == 1


@pytest.mark.parametrize("order", ["AB", "BA"])
@pytest.mark.parametrize(("end", "start"), HARMLESS)
def test_a_hand_over_or_a_merely_possible_clash_is_accepted_whoever_is_written_first(bare, end, start, order):
    enter(bare, end, start, order)
    assert appointments(bare) == 2


@pytest.mark.parametrize("order", ["AB", "BA"])
@pytest.mark.parametrize(("end", "start"), DEFINITE)
@pytest.mark.parametrize(
    "columns", [{"kind": "acting"}, {"status": "disputed"}, {"status": "rejected"}, {"role": "deputy"}]
)
def test_another_kind_another_status_or_another_role_never_clashes(bare, end, start, order, columns):
    enter(bare, end, start, order, **columns)
    assert appointments(bare) == 2


@pytest.mark.parametrize("kind", ["substantive", "acting"])
def test_two_of_the_same_kind_clash(bare, kind):
    a_tenure(bare, "ann", kind=kind)
    with refused("guard: clash"):
        a_tenure(bare, "bob", start="2024-02-12", kind=kind)


def test_a_single_day_in_the_middle_of_a_tenure_is_a_clash(bare):
    a_tenure(bare, "ann", start="2024-02-01", end="2024-02-20")
    with refused("guard: clash"):
        a_tenure(bare, "bob", start="2024-02-12", end="2024-02-12")


def test_a_single_day_on_the_last_day_of_a_tenure_is_a_hand_over(bare):
    a_tenure(bare, "ann", start="2024-02-01", end="2024-02-12")
    a_tenure(bare, "bob", start="2024-02-12", end="2024-02-12")
    a_tenure(bare, "cid", start="2024-02-12")
    assert appointments(bare) == 3


def test_a_tenure_known_only_to_lie_in_a_month_clashes_with_one_around_that_month(bare):
    a_tenure(bare, "ann", start="2024-01-31", end="2024-03-01")
    with refused("guard: clash"):
        a_tenure(bare, "bob", start="2024-02", end="2024-02")


def test_a_tenure_known_only_to_lie_in_a_month_may_be_the_first_day_of_another(bare):
    a_tenure(bare, "ann", start="2024-02-01", end="2024-03-01")
    a_tenure(bare, "bob", start="2024-02", end="2024-02")
    assert appointments(bare) == 2


def test_or_ignore_leaves_a_clash_out(bare):
    a_tenure(bare, "ann")
    with refused("guard: clash"):
        bare.execute(
            "insert or ignore into appointments (person_id, role_id, start_date, start_earliest, start_latest)"
            " values (2, 1, '2024-02-12', '2024-02-12', '2024-02-12')"
        )


def test_many_rows_of_one_statement_are_checked_against_each_other(bare):
    with refused("guard: clash"):
        bare.execute(
            "insert into appointments (person_id, role_id, start_date, start_earliest, start_latest)"
            " select id, 1, '2024-02-12', '2024-02-12', '2024-02-12' from people"
        )
    assert appointments(bare) == 0


# --- clash on update ---


def a_handover(bare, **second):
    """Ann until 12 February 2024, then Bob; returns both ids."""
    first = a_tenure(bare, "ann", end="2024-02-12")
    return first, a_tenure(bare, "bob", **({"start": "2024-02-12"} | second))


def test_a_start_cannot_move_before_the_predecessors_end(bare):
    _, second = a_handover(bare)
    with refused("guard: clash"):
        change(bare, "appointments", second, **dated("2024-02-11"))


def test_an_end_cannot_move_after_the_successors_start(bare):
    first, _ = a_handover(bare)
    with refused("guard: clash"):
        change(bare, "appointments", first, **dated("2023-01-05", "2024-02-13"))


def test_an_end_cannot_be_taken_away_once_somebody_followed(bare):
    first, _ = a_handover(bare)
    with refused("guard: clash"):
        change(bare, "appointments", first, **dated("2023-01-05", None))


def test_only_the_derived_end_cannot_move_after_the_successors_start(bare):
    first, _ = a_handover(bare)
    change(bare, "appointments", first, **dated("2023-01-05", "2024"))
    with refused("guard: clash"):
        change(bare, "appointments", first, end_earliest="2024-02-13")


def test_only_the_derived_start_cannot_move_before_the_predecessors_end(bare):
    _, second = a_handover(bare, start="2024")
    with refused("guard: clash"):
        change(bare, "appointments", second, start_latest="2024-02-11")


def test_both_ends_can_move_together_step_by_step(bare):
    first, second = a_handover(bare)
    change(bare, "appointments", first, **dated("2023-01-05", "2024-02-10"))
    change(bare, "appointments", second, **dated("2024-02-10"))
    assert bare.execute("select end_date from appointments where id = ?", [first]).fetchone() == ("2024-02-10",)


@pytest.mark.parametrize("status", ["disputed", "rejected"])
def test_an_overlap_cannot_become_accepted(bare, status):
    _, second = a_handover(bare, start="2024-02-01", status=status)
    with refused("guard: clash"):
        change(bare, "appointments", second, status="accepted")


def test_an_acting_tenure_cannot_become_substantive_beside_another(bare):
    _, second = a_handover(bare, start="2024-02-01", kind="acting")
    with refused("guard: clash"):
        change(bare, "appointments", second, kind="substantive")


def test_a_tenure_cannot_move_to_a_role_that_is_taken(bare):
    _, second = a_handover(bare, role="deputy", start="2024-02-01")
    with refused("guard: clash"):
        change(bare, "appointments", second, role_id=id_of(bare, "roles", "chief"))


def test_a_tenure_cannot_move_to_a_person_who_holds_the_role_already(bare):
    a_tenure(bare, "ann", role="pair")
    second = a_tenure(bare, "bob", role="pair")
    with refused("guard: clash"):
        change(bare, "appointments", second, person_id=id_of(bare, "people", "ann"))


def test_a_tenure_can_be_rewritten_as_it_is(bare):
    first, second = a_handover(bare)
    bare.execute("update appointments set person_id = person_id, status = status, end_date = end_date")
    assert {first, second} == {row[0] for row in bare.execute("select id from appointments")}


# --- seats ---


@pytest.mark.parametrize(("role", "seats"), [("chief", 1), ("pair", 2), ("trio", 3)])
def test_as_many_as_there_are_seats_are_accepted_and_no_more(bare, role, seats):
    for person in PEOPLE[:seats]:
        a_tenure(bare, person, role=role)
    with refused("guard: clash"):
        a_tenure(bare, PEOPLE[seats], role=role, start="2024-02-12", end="2024-02-14")
    assert appointments(bare) == seats


def test_unlimited_seats_take_everybody(bare):
    for person in PEOPLE:
        a_tenure(bare, person, role="crowd")
    assert appointments(bare) == len(PEOPLE)


def test_each_kind_has_the_seats_to_itself(bare):
    for person, kind in zip(PEOPLE, ("substantive", "acting") * 2, strict=True):
        a_tenure(bare, person, role="pair", kind=kind)
    assert appointments(bare) == 4


def test_two_seats_are_handed_over_on_one_day(bare):
    for person in ("ann", "bob"):
        a_tenure(bare, person, role="pair", end="2024-02-12")
    for person in ("cid", "dan"):
        a_tenure(bare, person, role="pair", start="2024-02-12")
    assert appointments(bare) == 4


def test_a_long_tenure_may_see_several_follow_each_other_in_the_second_seat(bare):
    a_tenure(bare, "ann", role="pair", end="2024-03-31")
    a_tenure(bare, "bob", role="pair", start="2024-01-01", end="2024-01-31")
    a_tenure(bare, "cid", role="pair", start="2024-01-31", end="2024-02-20")
    a_tenure(bare, "dan", role="pair", start="2024-02-21")
    assert appointments(bare) == 4


def test_a_third_is_refused_where_it_would_crowd_tenures_that_began_before_and_after_it(bare):
    a_tenure(bare, "ann", role="pair", start="2024-01-01", end="2024-03-31")
    a_tenure(bare, "bob", role="pair", start="2024-02-10", end="2024-04-30")
    with refused("guard: clash"):
        a_tenure(bare, "cid", role="pair", start="2024-02-01", end="2024-02-11")


def test_a_third_may_leave_on_the_day_on_which_the_second_comes(bare):
    a_tenure(bare, "ann", role="pair", start="2024-01-01", end="2024-03-31")
    a_tenure(bare, "bob", role="pair", start="2024-02-10", end="2024-04-30")
    a_tenure(bare, "cid", role="pair", start="2024-02-01", end="2024-02-10")
    assert appointments(bare) == 3


def test_a_single_day_does_not_fit_between_two_who_hold_both_seats(bare):
    a_tenure(bare, "ann", role="pair", start="2024-01-01", end="2024-03-31")
    a_tenure(bare, "bob", role="pair", start="2024-02-10", end="2024-04-30")
    with refused("guard: clash"):
        a_tenure(bare, "cid", role="pair", start="2024-03-01", end="2024-03-01")


def test_a_longer_tenure_cannot_swallow_a_single_day_that_filled_the_last_seat(bare):
    a_tenure(bare, "ann", role="pair", start="2024-01-01", end="2024-03-31")
    a_tenure(bare, "bob", role="pair", start="2024-03-01", end="2024-03-01")
    with refused("guard: clash"):
        a_tenure(bare, "cid", role="pair", start="2024-02-01", end="2024-03-02")


@pytest.mark.parametrize(("role", "seats"), [("pair", 1), ("trio", 2), ("crowd", 3)])
def test_seats_cannot_be_lowered_below_what_is_in_use(bare, role, seats):
    for person in PEOPLE[: seats + 1]:
        a_tenure(bare, person, role=role)
    with refused("guard: clash"):
        change(bare, "roles", id_of(bare, "roles", role), seats=seats)


def test_seats_can_be_lowered_to_what_is_in_use(bare):
    for person in ("ann", "bob"):
        a_tenure(bare, person, role="trio")
    role = id_of(bare, "roles", "trio")
    change(bare, "roles", role, seats=2)
    assert bare.execute("select seats from roles where id = ?", [role]).fetchone() == (2,)


def test_seats_can_be_lowered_where_holders_only_followed_each_other(bare):
    a_tenure(bare, "ann", role="pair", end="2024-02-12")
    a_tenure(bare, "bob", role="pair", start="2024-02-12")
    role = id_of(bare, "roles", "pair")
    change(bare, "roles", role, seats=1)
    assert bare.execute("select seats from roles where id = ?", [role]).fetchone() == (1,)


@pytest.mark.parametrize("seats", [0, -1])
def test_a_role_has_at_least_one_seat(bare, seats):
    with refused("seats"):
        change(bare, "roles", id_of(bare, "roles", "chief"), seats=seats)


# --- one person ---


@pytest.mark.parametrize("role", ["chief", "pair", "trio", "crowd"])
def test_nobody_holds_one_role_twice_at_once(bare, role):
    a_tenure(bare, "ann", role=role)
    with refused("guard: clash"):
        a_tenure(bare, "ann", role=role, start="2024-02-12", end="2024-02-14")


def test_nobody_is_acting_beside_themself(bare):
    a_tenure(bare, "ann")
    with refused("guard: clash"):
        a_tenure(bare, "ann", start="2024-02-12", kind="acting")


def test_somebody_can_be_appointed_again_from_the_day_of_the_end(bare):
    a_tenure(bare, "ann", end="2024-02-12")
    a_tenure(bare, "ann", start="2024-02-12")
    assert appointments(bare) == 2


def test_somebody_can_hold_two_roles_at_once(bare):
    a_tenure(bare, "ann", role="chief")
    a_tenure(bare, "ann", role="deputy")
    assert appointments(bare) == 2


def test_a_rejected_claim_may_stand_beside_the_persons_own_tenure(bare):
    a_tenure(bare, "ann")
    a_tenure(bare, "ann", start="2024-02-12", status="rejected")
    assert appointments(bare) == 2


# --- dates ---

BROKEN_DATES = {
    "a day that ends before it starts": {
        "start_date": "2024-02-12", "start_earliest": "2024-02-12", "start_latest": "2024-02-12",
        "end_date": "2024-02-11", "end_earliest": "2024-02-11", "end_latest": "2024-02-11",
    },
    "a month that ends before it starts": {
        "start_date": "2024-03", "start_earliest": "2024-03-01", "start_latest": "2024-03-31",
        "end_date": "2024-02", "end_earliest": "2024-02-01", "end_latest": "2024-02-29",
    },
    "start bounds out of order": {
        "start_date": "2024-02", "start_earliest": "2024-02-29", "start_latest": "2024-02-01",
    },
    "end bounds out of order": {
        "end_date": "2024-02", "end_earliest": "2024-02-29", "end_latest": "2024-02-01",
    },
    "a start that may be after the last possible end": {
        "start_date": "2024", "start_earliest": "2024-01-01", "start_latest": "2024-12-31",
        "end_date": "2024-02", "end_earliest": "2024-02-01", "end_latest": "2024-02-29",
    },
    "an end that may be before the first possible start": {
        "start_date": "2024-02", "start_earliest": "2024-02-01", "start_latest": "2024-02-29",
        "end_date": "2024", "end_earliest": "2024-01-01", "end_latest": "2024-12-31",
    },
    "an open end that has a day": {"end_earliest": "2024-02-12", "end_latest": "2024-02-12"},
    "an open end that may have been": {"end_earliest": "2024-02-12"},
    "an unknown start that has a first day": {"start_date": None},
    "a day whose earliest start is another": {"start_earliest": "2023-01-04"},
    "a day whose latest start is another": {"start_latest": "2023-01-06"},
    "a day whose earliest end is another": {
        "end_date": "2024-02-12", "end_earliest": "2024-02-11", "end_latest": "2024-02-12",
    },
    "a day whose latest end is another": {
        "end_date": "2024-02-12", "end_earliest": "2024-02-12", "end_latest": "2024-02-13",
    },
    "no earliest start": {"start_earliest": None},
    "no latest end": {"end_latest": None},
}  # fmt: skip


@pytest.mark.parametrize("columns", BROKEN_DATES.values(), ids=BROKEN_DATES)
@pytest.mark.parametrize("status", ["accepted", "rejected"])
def test_dates_that_cannot_be_are_refused_on_insert(bare, columns, status):
    with refused():
        a_tenure(bare, status=status, **columns)
    assert appointments(bare) == 0


@pytest.mark.parametrize("columns", BROKEN_DATES.values(), ids=BROKEN_DATES)
def test_dates_that_cannot_be_are_refused_on_update(bare, columns):
    tenure = a_tenure(bare)
    with refused():
        change(bare, "appointments", tenure, **columns)


IMPOSSIBLE_DAYS = ["2024-13-01", "2024-00-10", "2024-01-00", "2024-01-32", "2024-1-1", "soon", "", "2024-02-12 10:00"]
NOT_IN_THE_CALENDAR = ["2024-02-30", "2023-02-29", "2024-04-31"]
DERIVED = ("start_earliest", "start_latest", "end_earliest", "end_latest")
EARLY, LATE = "2020-01-01", "2027-01-01"


def between(column, day):
    """Four derived days whose order is right whatever year-2023 or year-2024 `day` stands in `column`."""
    row = {
        "start_earliest": (LATE, LATE, LATE),
        "start_latest": (EARLY, EARLY, LATE),
        "end_earliest": (EARLY, EARLY, LATE),
        "end_latest": (EARLY, EARLY, EARLY),
    }
    others = [name for name in DERIVED if name != column]
    return {"start_date": "20XX", "end_date": "20XX", **dict(zip(others, row[column], strict=True)), column: day}


@pytest.mark.parametrize("column", DERIVED)
@pytest.mark.parametrize("day", [*IMPOSSIBLE_DAYS, *NOT_IN_THE_CALENDAR])
def test_an_impossible_day_is_refused_in_a_derived_column(bare, column, day):
    with refused():
        a_tenure(bare, **between(column, day))


@pytest.mark.parametrize("column", DERIVED)
@pytest.mark.parametrize("day", ["2024-02-29", "2023-12-31"])
def test_a_possible_day_is_accepted_in_a_derived_column(bare, column, day):
    a_tenure(bare, **between(column, day))
    assert bare.execute(f"select {column} from appointments").fetchone() == (day,)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *[("people", f"{event}_{side}") for event in ("birth", "death") for side in ("earliest", "latest")],
        *[
            ("organizations", f"{event}_{side}")
            for event in ("inception", "dissolution")
            for side in ("earliest", "latest")
        ],
        *[("roles", f"{event}_{side}") for event in ("inception", "abolition") for side in ("earliest", "latest")],
    ],
)
def test_an_impossible_day_is_refused_in_every_other_life(bare, table, column):
    with refused():
        change(bare, table, 1, **{column: "2024-13-01"})


@pytest.mark.parametrize("column", ["kind", "status"])
def test_a_word_outside_the_vocabulary_is_refused(bare, column):
    with refused(column):
        a_tenure(bare, **{column: "sometimes"})


@pytest.mark.parametrize("value", ["five", 1.5, b"1"])
def test_a_reference_of_another_type_is_refused(bare, value):
    with refused():
        a_tenure(bare, person_id=value)


# --- references ---

MISSING = {"person_id": 99, "role_id": 99, "replaces_id": 99}


@pytest.mark.parametrize("column", MISSING)
def test_an_appointment_to_something_missing_is_refused_on_insert(bare, column):
    with refused("guard: no such"):
        a_tenure(bare, status="rejected", **{column: MISSING[column]})


@pytest.mark.parametrize("column", MISSING)
def test_an_appointment_to_something_missing_is_refused_on_update(bare, column):
    tenure = a_tenure(bare, status="rejected")
    with refused("guard: no such"):
        change(bare, "appointments", tenure, **{column: MISSING[column]})


def test_an_appointment_needs_a_role(bare):
    with refused():
        a_tenure(bare, role_id=None)


def test_without_a_person_it_is_a_vacancy_which_is_of_the_office_itself(bare):
    a_tenure(bare, person_id=None, start="2024-01-01", end="2024-02-01")
    with refused():
        a_tenure(bare, person_id=None, kind="acting", start="2025-01-01")


def test_a_vacancy_takes_a_seat_like_a_tenure(bare):
    a_tenure(bare, person_id=None, start="2024-01-01", end="2024-02-01")
    with refused("guard: clash"):
        a_tenure(bare, "ann", start="2024-01-15", end="2024-03-01")
    a_tenure(bare, "ann", start="2024-02-01", end="2024-03-01")
    a_tenure(bare, "bob", start="2024-01-15", end="2024-02-01", kind="acting")


def test_seats_in_use_cannot_be_moved_to_another_role(bare):
    chief = id_of(bare, "roles", "chief")
    bare.execute("insert into role_seats (role_id, since, seats) values (?, '2024-01-01', 2)", [chief])
    a_tenure(bare, "ann", start="2024-01-01")
    a_tenure(bare, "bob", start="2024-01-01")
    with refused("guard: clash"):
        bare.execute("update role_seats set role_id = ?", [id_of(bare, "roles", "pair")])


def test_seats_that_change_hold_from_their_day_on(bare):
    pair = id_of(bare, "roles", "pair")
    bare.execute("insert into role_seats (role_id, since, seats) values (?, '2024-02-01', 1)", [pair])
    a_tenure(bare, "ann", role="pair", start="2024-01-01", end="2024-06-01")
    a_tenure(bare, "bob", role="pair", start="2024-01-01", end="2024-02-01")
    with refused("guard: clash"):
        bare.execute("update role_seats set since = '2024-01-15'")
    with refused("guard: clash"):
        bare.execute("insert into role_seats (role_id, since, seats) values (?, '2024-01-20', 1)", [pair])
    with refused("guard: clash"):
        a_tenure(bare, "cid", role="pair", start="2024-03-01")


def test_a_tenure_cannot_replace_itself(bare):
    tenure = a_tenure(bare)
    with refused("succeeds"):
        change(bare, "appointments", tenure, replaces_id=tenure)


@pytest.fixture
def in_use(bare):
    """Every kind of thing with something that hangs on it."""
    first, second = a_handover(bare)
    change(bare, "appointments", second, replaces_id=first)
    bare.execute("insert into sources (slug, title) values ('gazette', 'Gazette')")
    bare.execute("insert into citations (appointment_id, source_id) values (?, 1)", [second])
    return {
        "people": id_of(bare, "people", "ann"),
        "roles": id_of(bare, "roles", "chief"),
        "organizations": id_of(bare, "organizations", "army"),
        "sources": 1,
        "appointments": first,
    }


@pytest.mark.parametrize("table", ["people", "roles", "organizations", "sources", "appointments"])
def test_what_is_in_use_cannot_be_deleted(bare, in_use, table):
    with refused("guard: "):
        bare.execute(f"delete from {table} where id = ?", [in_use[table]])


def test_an_appointment_that_is_cited_cannot_be_deleted(bare, in_use):
    bare.execute("update appointments set replaces_id = null")
    with refused("guard: "):
        bare.execute("delete from appointments where id = (select appointment_id from citations)")


@pytest.mark.parametrize("table", ["people", "roles", "sources", "appointments", "organizations"])
def test_what_is_not_in_use_can_be_deleted(bare, table):
    bare.execute("insert into sources (title) values ('Gazette')")
    bare.execute("insert into organizations (slug, name) values ('navy', 'Navy')")
    a_tenure(bare, "ann")
    last = bare.execute(f"select max(id) from {table}").fetchone()
    bare.execute(f"delete from {table} where id = ?", last)
    assert bare.execute(f"select 1 from {table} where id = ?", last).fetchone() is None


@pytest.mark.parametrize("name", ["id", "rowid", "_rowid_", "oid"])
@pytest.mark.parametrize("table", ["people", "roles", "organizations", "sources", "appointments"])
def test_an_id_never_changes(bare, in_use, table, name):
    with refused("guard: "):
        bare.execute(f"update {table} set {name} = 99 where id = ?", [in_use[table]])


# --- history ---


@pytest.fixture
def with_history(bare):
    change(bare, "people", 1, note="renamed")
    bare.execute("insert into changes (recorded_at, actor, command) values ('2024-02-12T00:00:00.000Z', 'ann', 'x')")
    return bare


@pytest.mark.parametrize(
    "statement",
    [
        "update people_history set name = 'x'",
        "update people_history set rowid = 99",
        "update people_history set recorded_to = '2024-02-12T00:00:00.000Z'",
        "delete from people_history",
        "insert or replace into people_history (history_id, id, name, recorded_to) values (1, 1, 'x', 'y')",
        "update changes set actor = 'x'",
        "update changes set rowid = 99",
        "delete from changes",
        "insert or replace into changes (id, recorded_at, actor, command) values (1, 'x', 'y', 'z')",
        "replace into changes (recorded_at, actor, command) values ('2024-02-12T00:00:00.000Z', 'y', 'z')",
    ],
)
def test_history_and_changes_cannot_be_edited_or_deleted(with_history, statement):
    with refused("guard: "):
        with_history.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "insert or replace into people (id, name) values (1, 'Ann the Second')",
        "replace into people (slug, name) values ('ann', 'Ann the Second')",
        "update or replace people set slug = 'ann' where slug = 'bob'",
        "insert or replace into roles (id, slug, title, organization_id) values (1, 'chief', 'Chief', 1)",
        "replace into sources (slug, title) values ('gazette', 'Another')",
        "replace into appointments (slug, person_id, role_id) select slug, person_id, role_id from appointments",
    ],
)
def test_a_row_in_use_cannot_be_replaced_by_another(bare, in_use, statement):
    with refused("guard: "):
        bare.execute(statement)


def test_seats_cannot_be_lowered_by_replacing_the_role(bare):
    for person in ("ann", "bob"):
        a_tenure(bare, person, role="pair")
    with refused("guard: "):
        bare.execute(
            "insert or replace into roles (id, slug, title, organization_id, seats)"
            " select id, slug, title, organization_id, 1 from roles where slug = 'pair'"
        )


@pytest.mark.parametrize("stamp", [{"recorded_from": "1999-01-01T00:00:00.000Z"}, {"change_id": 1}])
def test_when_and_by_what_a_row_was_written_cannot_be_edited(with_history, stamp):
    with refused("guard: "):
        change(with_history, "people", 1, **stamp)
