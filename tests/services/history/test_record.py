"""The record itself: what was written when, undone and forgotten, and what was known at a moment."""

import random
import sqlite3
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry import Evidence, Registry
from registry.domain.errors import ClashError, DateError, NotFoundError, RegistryError
from registry.services.history.undo import UndoError
from registry.store.schema.versioning_triggers import BOOKKEEPING, KEPT
from tests.conftest import ARTICLE, CHIEF, DATA, examples

START = datetime(2026, 1, 2, 12, tzinfo=UTC)


@pytest.fixture
def ticking(db: Path):
    """A registry whose clock goes on by a minute at each look."""
    with Registry(db, actor="a tester", clock=minutes()) as opened:
        opened.organizations.add("Army")
        opened.roles.add("Chief", "army")
        opened.roles.add("Deputy", "army", seats=2)
        yield opened


def much_later():
    return START + timedelta(days=60)


def minutes():
    ticks = count()
    return lambda: START + timedelta(minutes=next(ticks))


def content(path: Path) -> dict[str, list[tuple]]:
    """Every current row without when and by which change it was recorded."""
    return rows_of(sqlite3.connect(path))


def content_as_known_on(path: Path, moment: datetime) -> dict[str, list[tuple]]:
    with Registry(path, as_known_on=moment, clock=much_later) as then:
        return rows_of(then.file.connection)


def rows_of(connection: sqlite3.Connection) -> dict[str, list[tuple]]:
    found = {}
    for table in KEPT:
        columns = [row[1] for row in connection.execute(f"pragma main.table_info({table})")]
        kept = ", ".join(name for name in columns if name not in BOOKKEEPING)
        found[table] = connection.execute(f"select {kept} from {table} order by id").fetchall()
    return found


def answers(registry: Registry) -> list[object]:
    """What the registry says to every kind of question."""
    roles, people = registry.roles.list(), registry.people.list()
    days = ("2019-01-01", "2020-03-01", "2021-06-01", "2024-02-29", "2026-01-01")
    return [
        roles,
        people,
        registry.organizations.list(),
        *[
            registry.who(role.slug, day, everyone=everyone)
            for role in roles
            for day in days
            for everyone in (True, False)
        ],
        *[registry.history(role.slug) for role in roles],
        *[registry.career(person.slug) for person in people],
        *[registry.holders(body.slug, day, below=True) for body in registry.organizations.list() for day in days],
        *[registry.roles.show(role.slug) for role in roles],
        registry.check(waived=True),
    ]


# --- as known on ---


def test_an_answer_as_known_on_a_moment_knows_nothing_of_later_changes(ticking, db):
    ticking.appoint("Ann Lee", "chief", "2020-01-01")
    moment = newest(db)
    ticking.end("ann-lee", "chief", "2021-05-05")

    with Registry(db, as_known_on=moment, clock=much_later) as then:
        (holder,) = then.who("chief", "2022-01-01").holders

    assert (holder.person, holder.end, str(holder.certainty)) == ("ann-lee", None, "presumed")
    assert ticking.who("chief", "2022-01-01").holders == ()


def newest(db: Path) -> datetime:
    (at,) = sqlite3.connect(db).execute("select max(recorded_at) from changes").fetchone()
    return datetime.fromisoformat(at)


@pytest.mark.parametrize(
    ("moment", "known"),
    [
        ("2026-01-02T12:03:00Z", True),
        ("2026-01-02T12:03Z", True),
        ("2026-01-02T12:02:59.999Z", False),
        ("2026-01", True),
    ],
)
def test_a_moment_reaches_to_the_end_of_what_it_names(ticking, db, moment, known):
    ticking.people.add("Ann Lee")  # at 12:03

    with Registry(db, as_known_on=moment, clock=much_later) as then:
        assert bool(then.people.list()) is known


def test_today_is_the_day_of_the_moment(ticking, db):
    ticking.appoint("Ann Lee", "chief", "2026-01-01")

    with Registry(db, as_known_on="2026-01-02", clock=much_later) as then:
        assert then.who("chief").on == "2026-01-02"
        assert then.history("chief").holders[0].days.least == 2


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2025-12-31", "nothing was recorded by"),
        ("2027", "is in the future"),
        ("2026-01-02T27:00", "not a time of day"),
        ("present", "not a date or time"),
    ],
)
def test_a_moment_without_an_answer_is_refused(ticking, db, moment, words):
    with pytest.raises(DateError, match=words):
        Registry(db, as_known_on=moment, clock=much_later)


def test_what_was_known_cannot_be_written_to(ticking, db):
    with Registry(db, as_known_on=newest(db), clock=much_later) as then, pytest.raises(RegistryError, match="to write"):
        then.people.add("Ann Lee")


def test_an_export_as_known_on_a_moment_is_that_of_the_moment(ticking, db, tmp_path):
    ticking.appoint("Ann Lee", "chief", "2020-01-01")
    moment = newest(db)
    ticking.export_package(tmp_path / "then")
    ticking.undo(4)

    with Registry(db, as_known_on=moment, clock=much_later) as then:
        then.export_package(tmp_path / "again")

    for path in (tmp_path / "then").iterdir():
        if path.name == "seals.csv":  # the history is of the whole, not of a moment
            continue
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


PEOPLE = ("Ann Lee", "Bob Young", "Cid Zorn", "Dan Ek")
DATES = ("2019-05-05", "2020", "2020-03", "2020-03-01", "2021-06", "2024-02-29", "2024?", "unknown")


def act_at_random(registry: Registry, rng: random.Random) -> None:
    """One act on the registry; many are refused."""
    person, role, start, end = rng.choice(PEOPLE), rng.choice(("chief", "deputy")), rng.choice(DATES), rng.choice(DATES)
    slug = person.lower().replace(" ", "-")
    evidence = rng.choice(
        (None, None, Evidence(f"https://example.org/{rng.randint(1, 3)}", quote=rng.choice((None, "so"))))
    )
    acts = (
        lambda: registry.appoint(person, role, start, rng.choice((None, end)), evidence=evidence),
        lambda: registry.succeed(role, person, start, evidence=evidence),
        lambda: registry.end(person, role, end, evidence=evidence),
        lambda: registry.vacant(role, start, rng.choice((None, end))),
        lambda: registry.people.add(person, also=[f"{person} {rng.randint(1, 9)}"], identifiers={"wikidata": "Q1"}),
        lambda: registry.roles.edit(role, seats=rng.randint(1, 3), seats_since=rng.choice((None, "2020-06-01"))),
        lambda: registry.roles.edit("chief", also=[f"Head {rng.randint(1, 3)}"], continuous=rng.random() < 0.5),
        lambda: registry.roles.edit("chief", incompatible=["deputy"]),
        lambda: registry.waive(rng.choice(registry.check()).finding, "so it is"),
        lambda: registry.correct(f"{slug}-{role}", "a slip", start=start, note=rng.choice((None, "a note"))),
        lambda: registry.correct(f"{slug}-{role}", "a slip", status=rng.choice(("disputed", "rejected", "accepted"))),
        lambda: registry.remove(f"{slug}-{role}", "never was"),
        lambda: registry.people.edit(slug, name=f"{person} II", birth=rng.choice((None, "1970", "1981-03"))),
        lambda: registry.sources.edit("example-org", title=f"Title {rng.randint(1, 3)}"),
        lambda: registry.people.remove(slug, "never was"),
        lambda: registry.undo(rng.randint(4, 20)),
        lambda: registry.undo(registry.log()[0].number),
    )  # fmt: skip
    try:
        rng.choice(acts)()
    except (RegistryError, IndexError):
        return


@settings(max_examples=examples(8))
@given(seed=st.integers(0, 10**6))
def test_every_earlier_moment_is_answered_as_it_was_then(tmp_path_factory, seed):
    db = tmp_path_factory.mktemp("moments") / "registry.db"
    rng = random.Random(seed)
    Registry.create(db)
    told = []
    with Registry(db, actor="a tester", clock=minutes()) as registry:
        registry.organizations.add("Army")
        registry.roles.add("Chief", "army")
        registry.roles.add("Deputy", "army", seats=2)
        for _ in range(rng.randint(5, 30)):
            act_at_random(registry, rng)
            told.append((newest(db), content(db)))

    for moment, rows in told:
        assert content_as_known_on(db, moment) == rows
    for moment, _ in rng.sample(told, 3):
        with Registry(db, as_known_on=moment, clock=much_later) as then:
            asked = answers(then)
            then.file.hold()
            assert answers(then) == asked


# --- log and show ---


def test_the_log_tells_who_did_what_when_and_why_the_newest_first(ticking, db):
    with Registry(db, actor="an archivist", because="in the gazette", clock=lambda: START + timedelta(days=1)) as later:
        later.appoint("Ann Lee", "chief", "2020-01-01")

    newest_change, *older = ticking.log()

    assert asdict(newest_change) == {
        "number": 4,
        "recorded_at": "2026-01-03T12:00:00.000Z",
        "actor": "an archivist",
        "command": "appoint Ann Lee, chief",
        "because": "in the gazette",
    }
    assert [change.number for change in older] == [3, 2, 1]


def test_the_log_of_a_subject_tells_what_touched_it_and_what_belongs_to_it(ticking):
    ticking.appoint("Ann Lee", "chief", "2020-01-01")
    ticking.people.add("Bob Young")
    ticking.end("ann-lee", "chief", "2021-01-01", evidence=Evidence("https://example.org/gazette"))

    def numbers(about):
        return [change.number for change in ticking.log(about)]

    assert numbers("ann lee") == [6, 4]
    assert numbers("bob-young") == [5]
    assert numbers("chief") == [6, 4, 2]
    assert numbers("army") == [6, 4, 3, 2, 1]
    assert numbers("ann-lee-chief") == [6, 4]
    assert numbers("example-org") == [6]


def test_what_is_no_longer_recorded_is_found_in_the_log_by_its_slug(ticking):
    ticking.people.add("Ann Lee")
    ticking.undo(4)

    assert [change.number for change in ticking.log("ann-lee")] == [5, 4]


def test_the_log_of_nothing_suggests_what_may_be_meant(ticking):
    ticking.people.add("Ann Lee")
    with pytest.raises(NotFoundError, match="ann-lee"):
        ticking.log("Anne Leigh")


def test_the_log_since_and_until_a_moment(ticking):
    assert [change.number for change in ticking.log(since="2026-01-02T12:01Z")] == [3, 2]
    assert [change.number for change in ticking.log(until="2026-01-02T12:01Z")] == [2, 1]
    assert [change.number for change in ticking.log(limit=1)] == [3]


def test_what_another_program_wrote_is_in_the_log_without_a_number(ticking, db):
    ticking.people.add("Ann Lee")
    sqlite3.connect(db, isolation_level=None).execute("update people set note = 'x'")

    (outside, inside) = ticking.log("ann-lee")

    assert (outside.number, outside.actor, outside.command) == (None, None, None)
    assert inside.number == 4


def test_a_change_is_shown_field_by_field(ticking):
    ticking.appoint("Ann Lee", "chief", "2020-01-01")
    ticking.end("ann-lee", "chief", "2021-01-01", reason="resigned")

    (alteration,) = ticking.show(5).alterations

    assert (alteration.verb, alteration.table, alteration.slug) == ("altered", "appointments", "ann-lee-chief")
    assert [(field.field, field.before, field.after) for field in alteration.fields] == [
        ("end", None, "2021-01-01"),
        ("end_reason", None, "resigned"),
    ]


def test_a_change_shows_slugs_and_nothing_that_is_derived(ticking):
    ticking.appoint("Ann Lee", "chief", "2020-01-01")

    person, appointment = ticking.show(4).alterations

    assert {field.field: field.after for field in person.fields} == {"slug": "ann-lee", "name": "Ann Lee"}
    assert {field.field: field.after for field in appointment.fields} == {
        "slug": "ann-lee-chief", "person": "ann-lee", "role": "chief", "kind": "substantive", "status": "accepted",
        "start": "2020-01-01",
    }  # fmt: skip


def test_there_is_no_change_of_that_number(ticking):
    for act in (ticking.show, ticking.undo):
        with pytest.raises(NotFoundError, match="no change 99"):
            act(99)


# --- undo ---


def test_an_undone_hand_over_leaves_everything_as_it_was(seed, db):
    before = content(db)
    seed.succeed(
        CHIEF, "Bob Young", "2026-01-01", outgoing_to="Inspector General", replacing="hnatov"
    ) if False else None
    number = seed.log()[0].number
    seed.succeed(CHIEF, "Bob Young", "2026-01-01", evidence=ARTICLE)

    seed.undo(number + 1, "was a rumour")

    assert content(db) == before
    assert seed.log()[0].because == "was a rumour"


def test_an_undone_undo_brings_everything_back(seed, db):
    seed.succeed(CHIEF, "Bob Young", "2026-01-01", evidence=ARTICLE)
    after, number = content(db), seed.log()[0].number

    seed.undo(number)
    seed.undo(number + 1)

    assert content(db) == after


def test_an_undone_import_leaves_an_empty_registry(registry, db):
    before = content(db)
    registry.import_package(DATA)
    registry.undo(1)

    assert content(db) == before


def test_a_change_on_which_others_rest_is_not_undone_and_they_are_named(ticking, db):
    ticking.people.add("Ann Lee")
    ticking.appoint("ann-lee", "chief", "2020-01-01")
    ticking.end("ann-lee", "chief", "2021-01-01")
    before = content(db)

    for number, later in ((4, r"change 6 \(end ann-lee, chief\).*`registry\.undo\(6\)`"), (5, r"change 6 \(end")):
        with pytest.raises(UndoError, match=later):
            ticking.undo(number)

    assert content(db) == before


def test_what_a_later_change_did_to_other_fields_stays(ticking):
    ticking.appoint("Ann Lee", "chief", "2020-01-01")
    ticking.roles.edit("chief", note="a note")
    ticking.roles.edit("chief", continuous=True)

    ticking.undo(5)

    assert (ticking.roles.show("chief").note, ticking.roles.show("chief").continuous) == (None, True)


def test_an_end_is_not_undone_while_a_later_tenure_needs_the_seat(ticking, db):
    ticking.appoint("Ann Lee", "chief", "2020-01-01")
    ticking.end("ann-lee", "chief", "2021-01-01")
    ticking.appoint("Bob Young", "chief", "2022-01-01")
    before = content(db)

    with pytest.raises(UndoError, match=r"change 6 \(appoint Bob Young, chief\) came later and depends on it"):
        ticking.undo(5)

    assert content(db) == before


def test_seats_are_not_undone_while_later_tenures_need_them(ticking, db):
    ticking.roles.edit("chief", seats=2)
    ticking.appoint("Ann Lee", "chief", "2020-01-01")
    ticking.appoint("Bob Young", "chief", "2020-01-01")
    before = content(db)

    with pytest.raises(UndoError, match=r"change 5 .*change 6 .*`registry\.undo\(6\)`"):
        ticking.undo(4)

    assert content(db) == before


def test_a_name_that_somebody_else_bears_by_now_is_not_brought_back(ticking, db):
    ticking.people.add("Ann Lee")
    ticking.undo(4)
    ticking.people.add("Ann Lee")
    before = content(db)

    with pytest.raises(UndoError, match=r"change 6 \(person add Ann Lee\)"):
        ticking.undo(5)

    assert content(db) == before


def test_an_entry_cannot_use_what_was_undone(ticking):
    ticking.people.add("Ann Lee")
    ticking.undo(4)

    with pytest.raises(NotFoundError):
        ticking.appoint("ann-lee", "chief", "2020-01-01")


def test_a_row_never_gets_the_number_of_one_that_was_removed(ticking, db):
    ticking.people.add("Ann Lee")
    ticking.undo(4)
    ticking.people.add("Bob Young")

    assert sqlite3.connect(db).execute("select id from people").fetchall() == [(2,)]


def test_an_undone_tenure_leaves_room_for_another(ticking):
    ticking.appoint("Ann Lee", "chief", "2020-01-01")
    with pytest.raises(ClashError):
        ticking.appoint("Bob Young", "chief", "2020-01-01")
    ticking.undo(4)

    ticking.appoint("Bob Young", "chief", "2020-01-01")

    assert [holder.person for holder in ticking.who("chief", "2020-02-02").holders] == ["bob-young"]


def test_undo_tells_what_the_rules_find(ticking):
    ticking.appoint("Ann Lee", "chief", "2020-01-01", evidence=Evidence("https://example.org/a"))
    ticking.end("ann-lee", "chief", "2021-01-01")
    done = ticking.undo(5)

    assert [each.verb for each in done.alterations] == ["altered"]
    assert done.change.command == "undo 5"
    assert done.findings == ()


@settings(max_examples=examples(8))
@given(seed=st.integers(0, 10**6))
def test_undoing_the_newest_change_restores_what_was_before(tmp_path_factory, seed):
    db = tmp_path_factory.mktemp("undo") / "registry.db"
    rng = random.Random(seed)
    Registry.create(db)
    with Registry(db, actor="a tester", clock=minutes()) as registry:
        registry.organizations.add("Army")
        registry.roles.add("Chief", "army")
        registry.roles.add("Deputy", "army", seats=2)
        for _ in range(rng.randint(5, 25)):
            before, number = content(db), registry.log()[0].number
            act_at_random(registry, rng)
            newest_number = registry.log()[0].number
            if newest_number == number or rng.random() < 0.5:
                continue
            after = content(db)
            registry.undo(newest_number)
            assert content(db) == before, seed
            registry.undo(newest_number + 1)
            assert content(db) == after, seed
        assert registry.doctor().left == ()


# --- forget ---


def bytes_of(db: Path) -> bytes:
    return b"".join(path.read_bytes() for path in db.parent.glob(f"{db.name}*"))


def test_a_forgotten_person_is_in_no_byte_of_the_file(sample, db):
    sample.end("hnatov", CHIEF, "2026-01-01")
    sample.roles.edit(CHIEF, note="led by Hnatov, then by others")
    sample.undo(2)
    words = [form.encode() for form in ("hnatov", "Hnatov", "Гнатов")]
    assert all(word in bytes_of(db) for word in words)

    done = sample.forget("hnatov", "Hnatov asked for it", also=["Hnatov"])

    sample.close()
    content_now = bytes_of(db)
    assert [word for word in words if word in content_now] == []
    assert (done.appointments, done.elsewhere, done.clean) == (1, (), True)


def test_what_others_rest_on_stays(sample):
    sample.forget("hnatov", "asked for it")

    history = sample.history(CHIEF).holders

    assert "Anatoliy Barhylevych" in {spell.name for spell in history}
    assert sample.who(CHIEF, "2024-06-01").holders[0].sources
    assert sample.check(severity="error") == []


def test_a_tombstone_says_why_and_not_who(sample, db):
    sample.forget("hnatov", "Andriy Hnatov asked for it")

    connection = sqlite3.connect(db)
    assert connection.execute("select kind, appointments, because, change_id from tombstones").fetchall() == [
        ("person", 1, "[removed] asked for it", 2)
    ]
    assert sample.log()[0].because == "[removed] asked for it"


def test_a_word_that_others_are_called_by_stays(ticking, db):
    ticking.appoint("Ann Lee", "chief", "2020-01-01", note="Ann Lee, not Bob Lee")
    ticking.succeed("chief", "Bob Lee", "2021-01-01", note="after Ann Lee; Lee's cousin", new=True)

    ticking.forget("ann-lee", "asked for it")

    (note,) = sqlite3.connect(db).execute("select note from appointments").fetchone()
    assert note == "after [removed]; Lee's cousin"


def test_a_common_word_is_not_taken_for_a_name(ticking, db):
    ticking.people.add("Will van Brown")
    ticking.appoint("Ann Lee", "chief", "2020-01-01", note="Ann will follow Will; the van waits. WILL's brown bear")

    ticking.forget("will-van-brown", "will asked for it", also=["Will"])

    connection = sqlite3.connect(db)
    (note,) = connection.execute("select note from appointments").fetchone()
    assert note == "Ann will follow [removed]; the van waits. [removed]'s brown bear"
    assert connection.execute("select because from tombstones").fetchone() == ("[removed] asked for it",)


def test_an_address_that_names_the_person_goes_and_the_source_stays(ticking, db):
    ticking.appoint("Ann Hnatov", "chief", "2020-01-01")
    ticking.succeed(
        "chief", "Bob Young", "2021-01-01", evidence=Evidence("https://example.org/ann-hnatov-leaves", "News")
    )

    ticking.forget("ann-hnatov", "asked for it")

    assert sqlite3.connect(db).execute("select url, title from sources").fetchall() == [(None, "News")]
    assert ticking.who("chief", "2022-01-01").holders[0].sources[0].title == "News"


def test_a_name_in_the_name_of_something_else_is_told(ticking):
    ticking.people.add("Ann Lee")
    ticking.organizations.add("Ann Lee Foundation")

    assert ticking.forget("ann-lee", "asked for it").elsewhere == ("Ann Lee Foundation",)


def test_a_forgotten_person_is_in_no_answer_as_known_then(ticking, db):
    ticking.appoint("Ann Lee", "chief", "2020-01-01")
    moment = newest(db)
    ticking.forget("ann-lee", "asked for it")

    with Registry(db, as_known_on=moment, clock=much_later) as then:
        assert then.who("chief", "2020-02-02").holders == ()


def test_after_forgetting_history_is_as_closed_as_before(ticking, db):
    def triggers():
        return (
            sqlite3.connect(db)
            .execute("select name, sql from sqlite_master where type = 'trigger' order by 1")
            .fetchall()
        )

    before = triggers()
    ticking.appoint("Ann Lee", "chief", "2020-01-01")
    ticking.forget("ann-lee", "asked for it")

    assert triggers() == before
    with pytest.raises(NotFoundError):
        ticking.forget("ann-lee", "again")


def test_what_is_forgotten_cannot_be_brought_back(ticking):
    ticking.appoint("Ann Lee", "chief", "2020-01-01")
    ticking.forget("ann-lee", "asked for it")

    with pytest.raises(UndoError, match="has nothing left"):
        ticking.undo(5)


def test_a_search_index_that_somebody_added_forgets_too(ticking, db):
    ticking.people.add("Ann Leverkuehn")
    other = sqlite3.connect(db, isolation_level=None)
    other.execute("create virtual table people_fts using fts5(name, content='people', content_rowid='id')")
    other.execute("insert into people_fts(people_fts) values ('rebuild')")

    ticking.forget("ann-leverkuehn", "asked for it")

    assert other.execute("select count(*) from people_fts where people_fts match 'leverkuehn'").fetchone() == (0,)
    other.close()
    ticking.close()
    assert b"leverkuehn" not in bytes_of(db).lower()
