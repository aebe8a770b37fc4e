"""Exports: what is selected, what is lost, and that a target is whole or as it was."""

from __future__ import annotations

import json
import sqlite3
import stat
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from registry import Evidence, Registry, RegistryError
from registry.domain.exchange.export_view import FIELDS, OURS, SETTINGS, ExportView
from registry.domain.exchange.statements import CitationStatement, SkippedStatement
from registry.formats.documents import FormatError
from registry.services.exchange import export as service
from registry.services.exchange.export import ChoiceMissingError, LossError, format_of
from registry.store.exchange import field_coverage
from registry.store.exchange.export_view import export_view
from tests.conftest import CHIEF, clock, rows_of_the_sample
from tests.exchange.files import rows_of

DAY = "2024-06-01"


def thin(
    says: frozenset[str] = FIELDS | OURS.keys(), left: Sequence[SkippedStatement] = (), *, suffix: str = ".thin"
) -> SimpleNamespace:
    """A format that writes the slugs of the tenures, one a line."""

    def write(drawn: ExportView, path: Path) -> Sequence[SkippedStatement]:
        path.write_text("".join(f"{held.key}\n" for held in drawn.held), "utf-8")
        return left

    return SimpleNamespace(NAME="thin", SUFFIX=suffix, SAYS=says, says_date=lambda text: len(text) == 10, write=write)


def later() -> datetime:
    return clock() + timedelta(days=1)


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[SimpleNamespace], None]:
    return lambda form: monkeypatch.setattr(service, "writer_of", lambda _: form)


@pytest.fixture
def world(seed: Registry, db: Path) -> Registry:
    """The seed succession with something of everything that a registry can hold."""
    seed.organizations.edit("general staff", parent="ministry of defence", parent_since="1992", note="a note")
    seed.roles.edit(CHIEF, continuous=True, term_months=36, inception="1991", incompatible=["Inspector General"])
    seed.roles.edit("Inspector General", seats=2, seats_since="2020-01-01", also=["Chief Inspector"])
    seed.appoint(
        "Petro Shuliak", "Inspector General", "2001~", "2002", kind="acting", rank="Colonel", how="elected",
        evidence=Evidence("https://x.org/1", "One", quote="said so", locator="p. 3", observed="2001-05-06"),
    )  # fmt: skip
    seed.people.edit("Petro Shuliak", birth="1950", note="remark", also=["Петро Шуляк"])
    seed.people.add("Petro Shulyak", new=True)
    seed.people.add("Ivan Ivanov", new=True)
    seed.people.add("Ivan Ivanow", new=True)
    seed.people.distinct("ivan-ivanov", "ivan-ivanow", "two voices")
    seed.people.merge("petro-shuliak", "petro-shulyak", "one man")
    seed.sources.add("A book", note="borrowed", copy_of="https://x.org/1")
    seed.roles.link("Inspector General", "reports to", CHIEF, start="2003", evidence=Evidence("A gazette of old"))
    seed.organizations.succeeded("general staff", "ministry of defence", "transferred", "1993")
    seed.absent("Petro Shuliak", "2001-06", "2001-07", why="leave")
    seed.event("Petro Shuliak", "end", "due", "2003")
    seed.sources.retract("https://x.org/1", "forged")
    seed.waive(seed.check(severity="information")[0].finding, "known")
    with sqlite3.connect(db) as other:
        other.execute("insert into datasets (name, format, columns) values ('list', 'csv', '{}')")
        other.execute("insert into appointment_identifiers (appointment_id, scheme, value) values (1, 'list', '7')")
        other.execute("insert into archives (source_id, sha256, bytes, name) values (1, ?, 3, 'x')", ["0" * 64])
        substantive = "select id from appointments where slug like 'anatoliy%' and slug like '%inspector%'"
        other.execute(f"update appointments set covers_id = ({substantive}) where kind = 'acting'")
        other.execute("insert into rosters (organization_id, source_id, day) values (1, 1, '2020-01-01')")
    return seed


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def seen(registry: Registry) -> ExportView:
    return export_view(registry.file.connection, "2026-01-02")


# --- the picture ---


def spelt(count: int) -> list[str]:
    """Names in no order of letters."""
    return ["".join("abcdefghij"[int(digit)] for digit in f"{number:03}"[::-1]) for number in range(count)]


def number_of(name: str) -> int:
    return int("".join(str("abcdefghij".index(letter)) for letter in name[::-1]))


def test_every_field_of_a_thing_is_in_the_picture(world: Registry):
    drawn = seen(world)

    held = {each.key: each for each in drawn.held}
    inspector = held["petro-shuliak-inspector-general"]
    assert (inspector.person, inspector.post, inspector.start, inspector.end) == (
        "petro-shuliak", "inspector-general", "2001~", "2002",
    )  # fmt: skip
    assert (inspector.kind, inspector.rank, inspector.how) == ("acting", "Colonel", "elected")
    (cited,) = inspector.cited
    assert cited == CitationStatement(
        "https://x.org/1", "One", supports=("start", "end", "role", "rank", "how"), quote="said so", locator="p. 3",
        observed="2001-05-06",
    )  # fmt: skip
    assert held[f"andriy-hnatov-{CHIEF}"].replaces == f"anatoliy-barhylevych-{CHIEF}"
    (person,) = (each for each in drawn.people if each.key == "petro-shuliak")
    assert (person.name, person.birth, person.note) == ("Petro Shuliak", "1950", "remark")
    assert {name.name for name in person.also} >= {"Петро Шуляк"}
    chief, inspectors = drawn.posts
    assert (chief.key, chief.inception, chief.seats) == (CHIEF, "1991", 1)
    assert [name.name for name in inspectors.also] == ["Chief Inspector"]
    ministry, staff = drawn.bodies
    assert (ministry.key, staff.parent, staff.note) == ("ministry-of-defence-of-ukraine", ministry.key, "a note")


def test_a_source_without_an_address_is_known_by_its_title_and_its_fields_are_parted(seed: Registry):
    (cited,) = (each.cited for each in seen(seed).held if each.key == f"andriy-hnatov-{CHIEF}")

    assert {each.source for each in cited} == {"Trump, Putin Set For March 18 Call"}
    assert {each.title for each in cited} == {None}
    assert all(isinstance(each.supports, tuple) for each in cited)


def test_tenures_stand_by_role_and_start_and_can_be_gone_through_again(sample: Registry):
    drawn = seen(sample)
    held = list(drawn.held)

    assert held == list(drawn.held)
    assert len(held) == rows_of_the_sample("appointments")
    bounds = dict(sample.file.connection.execute("select slug, start_earliest from appointments"))
    assert held == sorted(held, key=lambda each: (each.post, bounds[str(each.key)]))
    citations = sample.file.connection.execute("select count(*) from citations").fetchone()[0]
    assert sum(len(each.cited) for each in held) == citations
    assert sum(len(each.also) for each in drawn.people) == rows_of_the_sample("person_names")


def test_organizations_below_each_other_at_different_times_lose_one_link(registry: Registry):
    for name in ("A", "B", "C"):
        registry.organizations.add(name)
    registry.organizations.edit("a", parent="b", parent_since="1990", parent_until="2000")
    registry.organizations.edit("b", parent="a", parent_since="2002")
    registry.organizations.edit("c", parent="a")

    bodies = seen(registry).bodies

    keys = [body.key for body in bodies]
    assert sorted(keys) == ["a", "b", "c"]
    assert all(body.parent is None or keys.index(body.parent) < keys.index(body.key) for body in bodies)
    assert [body.parent for body in bodies].count(None) == 1


def test_of_several_parents_the_last_is_told(registry: Registry):
    for name in ("Zeta", "Old", "New"):
        registry.organizations.add(name)
    registry.organizations.edit("zeta", parent="new", parent_since="2001")
    registry.organizations.edit("zeta", parent="old", parent_until="2000")

    (zeta,) = (body for body in seen(registry).bodies if body.key == "zeta")

    assert zeta.parent == "new"


def test_tenures_of_the_same_days_stand_by_slug_each_with_its_own_sources(registry: Registry, tmp_path: Path):
    rows = [
        f"Ann {name},{role},Board,unlimited,{start},{f'https://x.org/{name}' if number % 3 else ''}"
        for role in ("Member", "Other")
        for number, name in enumerate(spelt(450))
        for start in [2020 if number % 50 else 2019]
    ]
    file = tmp_path / "board.csv"
    file.write_text("\n".join(["person,role,organization,seats,start,source", *rows]), "utf-8")
    registry.import_file(file)

    held = list(seen(registry).held)

    assert len(held) == 900
    assert held == sorted(held, key=lambda each: (each.post, str(each.start), str(each.key)))
    assert all(str(each.key) == f"{each.person}-{each.post}" for each in held)
    for each in held:
        name = str(each.person).removeprefix("ann-")
        assert [source.source for source in each.cited] == ([f"https://x.org/{name}"] if number_of(name) % 3 else [])


def test_how_many_rows_were_taken_is_told_now_and_then(
    sample: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use
):
    monkeypatch.setattr(service, "_NOW_AND_THEN", 50)
    use(thin())
    told: list[tuple[str, int]] = []

    service.export(
        sample.file.connection, tmp_path / "x", "thin", service.Part(), "2026-01-02",
        heard=lambda step, rows: told.append((step, rows)),
    )  # fmt: skip

    rows = rows_of_the_sample("appointments")
    assert told == [("written", number) for number in range(50, rows + 1, 50)]
    assert len(lines(tmp_path / "x")) == rows


# --- what is lost ---


def test_every_field_of_the_picture_is_counted(world: Registry):
    counted = set()
    for name in field_coverage.coverage_of(world.file.connection).fields:
        noun, _, field = name.rpartition(".")
        counted.add(f"{'name' if noun.startswith('name of') else 'source' if noun == 'citation' else noun}.{field}")

    assert counted == FIELDS


def test_of_a_format_that_says_nothing_everything_is_told(world: Registry, use, tmp_path: Path):
    use(thin(frozenset()))

    done = world.export_file(tmp_path / "x", "thin")
    lost = done.lost

    assert "person of 5 tenures" in lost
    assert "rank of 1 tenure" in lost
    assert "way in of 1 tenure" in lost
    assert "seats of 2 roles" not in lost
    assert "sources of 4 tenures" in lost
    assert "parent of 1 organization" in lost
    assert "birth of 1 person" in lost
    for name, words in OURS.items():
        told = done.aside if name in SETTINGS else lost
        assert any(each.endswith(words) for each in told), words


def test_what_nobody_would_think_otherwise_is_no_loss(seed: Registry, use, tmp_path: Path):
    use(thin(FIELDS - {"tenure.kind", "tenure.status", "role.seats"}))

    (dates,) = seed.export_file(tmp_path / "x", "thin").lost
    assert dates == "2 dates that are more precise or more doubtful than the format can hold, such as 2024-02"


def test_dates_are_counted_by_their_texts_in_the_fields_that_the_format_has(world: Registry, use, tmp_path: Path):
    use(thin(FIELDS | OURS.keys()))
    (all_,) = world.export_file(tmp_path / "x", "thin").lost
    use(thin((FIELDS | OURS.keys()) - {"tenure.start", "tenure.end"}))
    *_, some = world.export_file(tmp_path / "x", "thin").lost

    assert all_.startswith("6 dates that are more precise")
    assert all_.endswith("as 2024-02, 1950, 1991")
    assert some.startswith("2 dates")


def test_what_is_said_of_names_and_sources_is_lost_with_them_and_not_once_more(world: Registry, use, tmp_path: Path):
    use(thin(FIELDS - {"person.also", "tenure.cited"}))

    lost = world.export_file(tmp_path / "x", "thin").lost

    assert "further names of 1 person" in lost
    assert "sources of 4 tenures" in lost
    assert not any("further names of people" in each or "citation" in each for each in lost)


@pytest.mark.parametrize("form", ["jsonl", "package", "parquet"])
def test_ours_lose_nothing_but_history_which_is_told(world: Registry, tmp_path: Path, form: str):
    done = world.export_file(tmp_path / "x", form, strict=True)

    assert (done.lost, done.left) == ((), ())
    digests = "" if form == "parquet" else " but for its digests"
    assert done.aside == (f"history ({field_coverage.changes(world.file.connection)} changes){digests}",)


def test_strict_refuses_before_anything_is_written(seed: Registry, use, tmp_path: Path):
    use(thin(FIELDS - {"tenure.replaces"}))

    with pytest.raises(LossError, match=r"(?s)thin cannot hold:\n  replaces of 2 tenures\n  2 dates"):
        seed.export_file(tmp_path / "new" / "x", "thin", strict=True)

    assert not (tmp_path / "new").exists()


def test_strict_refuses_what_the_writer_left_out_and_keeps_what_was_there(seed: Registry, use, tmp_path: Path):
    form = thin(left=[SkippedStatement(f"tenure {number}", "too odd") for number in range(22)])
    form.says_date = lambda _: True
    use(form)
    (tmp_path / "x").write_text("old")

    with pytest.raises(LossError, match=r"(?s)tenure 0: too odd.*tenure 19: too odd\n  and 2 more"):
        seed.export_file(tmp_path / "x", "thin", strict=True)

    assert (tmp_path / "x").read_text() == "old"
    assert len(seed.export_file(tmp_path / "x", "thin", force=True).left) == 22


# --- a part ---


def test_a_role_is_written_with_what_it_points_at(world: Registry, tmp_path: Path):
    done = world.export_file(tmp_path / "x.jsonl", role="Inspector General")

    rows = [json.loads(line) for line in lines(tmp_path / "x.jsonl")]
    slugs = {table: [row["slug"] for row in rows if row["table"] == table] for table in ("people", "roles")}
    assert slugs == {"people": ["anatoliy-barhylevych", "petro-shuliak"], "roles": ["inspector-general"]}
    assert [row["slug"] for row in rows if row["table"] == "organizations"] == ["ministry-of-defence-of-ukraine"]
    assert done.rows["appointments"] == 2
    assert not {"waivers", "distinct_people", "organization_relations"} & {row["table"] for row in rows}


def test_an_organization_is_written_with_what_stands_below_it_and_what_it_stands_below(
    world: Registry, use, tmp_path: Path
):
    world.organizations.add("Corps")
    world.organizations.edit("corps", parent="general staff")
    world.roles.add("Commander", "corps")
    world.appoint("Bob May", "Commander", "2020")
    use(thin())

    world.export_file(tmp_path / "staff", "thin", organization="general staff")
    world.export_file(tmp_path / "corps", "thin", organization="corps")

    assert len(lines(tmp_path / "staff")) == 4
    assert lines(tmp_path / "corps") == ["bob-may-commander"]
    done = world.export_file(tmp_path / "x", "thin", organization="corps")
    assert (done.rows["organizations"], done.rows["roles"]) == (3, 1)


def test_on_a_day_are_only_those_who_possibly_held_something(world: Registry, use, tmp_path: Path):
    use(thin())
    found = {}
    for day in ("2024-02-01", "2024-03-01", "2001-01-01"):
        world.export_file(tmp_path / "x", "thin", on=day, force=True)
        found[day] = lines(tmp_path / "x")

    assert found["2024-02-01"] == [f"serhiy-shaptala-{CHIEF}", f"anatoliy-barhylevych-{CHIEF}"]
    assert found["2024-03-01"] == [f"anatoliy-barhylevych-{CHIEF}"]
    assert found["2001-01-01"] == ["petro-shuliak-inspector-general"]


def test_who_replaces_somebody_outside_the_part_is_told(seed: Registry, tmp_path: Path):
    done = seed.export_file(tmp_path / "x.jsonl", on=DAY)

    assert done.aside[0] == "1 tenure replaces one outside the part asked for"
    assert '"replaces"' not in (tmp_path / "x.jsonl").read_text("utf-8")


def test_a_part_can_be_imported_and_gives_the_same_bytes_again(sample: Registry, tmp_path: Path):
    for number, part in enumerate(({"on": DAY}, {"role": CHIEF}, {"organization": "armed forces of ukraine"})):
        one, new = tmp_path / f"{number}.jsonl", tmp_path / f"{number}.db"
        sample.export_file(one, **part)

        Registry.from_package(new, one)

        with Registry(new) as second:
            second.export_file(tmp_path / "again.jsonl")
        assert rows_of(tmp_path / "again.jsonl") == rows_of(one)


def test_after_a_part_the_registry_answers_of_the_whole(seed: Registry, tmp_path: Path):
    before = seed.history(CHIEF)
    seed.export_file(tmp_path / "x.jsonl", on=DAY)

    assert seed.history(CHIEF) == before
    assert seed.counts()["appointments"] == 4


def test_an_empty_part_is_refused_and_nothing_is_replaced(seed: Registry, tmp_path: Path):
    (tmp_path / "x.jsonl").write_text("old")

    with pytest.raises(RegistryError, match="nobody is recorded in the part asked for, so nothing was written"):
        seed.export_file(tmp_path / "x.jsonl", on="1700-01-01")

    assert (tmp_path / "x.jsonl").read_text() == "old"


def test_an_empty_registry_is_written(registry: Registry, tmp_path: Path):
    registry.export_file(tmp_path / "x.jsonl")

    assert (tmp_path / "x.jsonl").read_bytes() == b""


@pytest.mark.parametrize("part", [{}, {"role": CHIEF}, {"on": DAY}])
def test_what_was_known_at_a_moment_is_written_as_it_was(seed: Registry, db: Path, tmp_path: Path, part):
    seed.export_file(tmp_path / "then.jsonl", **part)
    (moment,) = seed.file.connection.execute("select max(recorded_at) from changes").fetchone()
    seed.correct(f"anatoliy-barhylevych-{CHIEF}", because="found", rank="General")
    seed.export_file(tmp_path / "now.jsonl", **part)

    with Registry(db, clock=later, as_known_on=moment) as then:
        then.export_file(tmp_path / "again.jsonl", **part)
        again = then.export_file(tmp_path / "again.jsonl", **part)

    assert rows_of(tmp_path / "again.jsonl") == rows_of(tmp_path / "then.jsonl")
    assert rows_of(tmp_path / "again.jsonl") != rows_of(tmp_path / "now.jsonl")
    assert again.rows["appointments"] == len([1 for line in lines(tmp_path / "then.jsonl") if '"appointments"' in line])


def test_what_others_write_meanwhile_is_not_in_it(seed: Registry, db: Path, use, tmp_path: Path):
    form = thin()
    write = form.write

    def slow(drawn: ExportView, path: Path) -> Sequence[SkippedStatement]:
        with Registry(db, actor="another", clock=clock) as other:
            other.appoint("Bob May", "Inspector General", "2010", "2011")
        return write(drawn, path)

    form.write = slow
    use(form)

    seed.export_file(tmp_path / "x", "thin")

    assert len(lines(tmp_path / "x")) == 4
    assert seed.counts()["appointments"] == 5


# --- where it is written ---


def test_the_name_of_the_file_tells_the_format(tmp_path: Path):
    assert {name: format_of(tmp_path / name) for name in ("x.jsonl", "X.DOT", "x.mmd", "x.md", "x.parquet", "x")} == {
        "x.jsonl": "jsonl", "X.DOT": "graphviz", "x.mmd": "mermaid", "x.md": "markdown", "x.parquet": "parquet",
        "x": "package",
    }  # fmt: skip
    (tmp_path / "out.d").mkdir()
    assert format_of(tmp_path / "out.d") == "package"
    with pytest.raises(ChoiceMissingError, match=r"'x\.doc' has no known format; .* jsonl, "):
        format_of(tmp_path / "x.doc")


def test_a_name_that_several_formats_have_is_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    both = [SimpleNamespace(NAME=name, SUFFIX=suffix) for name in ("one", "two", "three") for suffix in [".json"]]
    ours = SimpleNamespace(NAME="three", SUFFIX=".json")
    monkeypatch.setattr(service, "writers", lambda: iter([*both[:2], ours]))

    with pytest.raises(ChoiceMissingError, match=r"can be one or two or three"):
        format_of(tmp_path / "x.json")
    assert format_of(tmp_path / "x.three") == "three"


def test_an_unknown_format_is_refused_with_those_there_are(seed: Registry, tmp_path: Path):
    with pytest.raises(FormatError, match="did you mean 'jsonl'"):
        seed.export_file(tmp_path / "x", "json1")


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device"), FormatError("no")])
def test_what_ends_an_export_leaves_the_file_as_it_was(seed: Registry, use, tmp_path: Path, error):
    form = thin()

    def broken(_: ExportView, path: Path) -> Sequence[SkippedStatement]:
        path.write_text("half")
        raise error

    form.write = broken
    use(form)
    (tmp_path / "x").write_text("old")

    with pytest.raises(type(error) if isinstance(error, Exception) else error):
        seed.export_file(tmp_path / "x", "thin")

    assert (tmp_path / "x").read_text() == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"x", *(path.name for path in tmp_path.glob("registry.db*"))}
    assert seed.counts()["appointments"] == 4


def test_a_file_that_is_replaced_keeps_its_permissions_and_a_link_its_place(seed: Registry, tmp_path: Path):
    (tmp_path / "x.jsonl").write_text("old")
    (tmp_path / "x.jsonl").chmod(0o640)
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "x.jsonl")

    seed.export_file(tmp_path / "link.jsonl", force=True)

    assert (tmp_path / "link.jsonl").is_symlink()
    assert lines(tmp_path / "x.jsonl")[0].startswith('{"table"')
    assert stat.S_IMODE((tmp_path / "x.jsonl").stat().st_mode) == 0o640


def test_a_new_file_may_be_read_as_other_new_files(seed: Registry, tmp_path: Path):
    seed.export_file(tmp_path / "x.jsonl")
    (tmp_path / "plain").write_text("")

    assert (tmp_path / "x.jsonl").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_folder_is_replaced_if_all_in_it_is_written_anew(seed: Registry, tmp_path: Path):
    seed.export_file(tmp_path / "x.parquet")
    (tmp_path / "x.parquet" / "people.parquet").write_text("broken")

    seed.export_file(tmp_path / "x.parquet", force=True)

    assert (tmp_path / "x.parquet" / "people.parquet").read_bytes()[:4] == b"PAR1"
    (tmp_path / "x.parquet" / "mine.txt").write_text("mine")
    with pytest.raises(RegistryError, match=r"holds 'mine.txt', which is not part of an export in this format"):
        seed.export_file(tmp_path / "x.parquet")
    assert (tmp_path / "x.parquet" / "mine.txt").read_text() == "mine"
    assert not list(tmp_path.glob(".x*"))


def test_a_package_leaves_what_else_is_in_the_folder(seed: Registry, tmp_path: Path):
    (tmp_path / "p" / ".git").mkdir(parents=True)
    (tmp_path / "p" / "people.csv").write_text("old")

    seed.export_file(tmp_path / "p", force=True)
    seed.export_package(tmp_path / "q")

    package = list((tmp_path / "q").iterdir())
    assert {path.name for path in (tmp_path / "p").iterdir()} == {".git", *(path.name for path in package)}
    assert all(path.read_bytes() == (tmp_path / "p" / path.name).read_bytes() for path in package)


@pytest.mark.parametrize(
    ("target", "form", "said"),
    [
        ("folder", "jsonl", "is a folder; name a file in it"),
        ("file", "parquet", "is a file; name a new or an empty folder"),
        ("nowhere/x.jsonl", "jsonl", "no folder .*nowhere"),
        ("nowhere/x", "parquet", "no folder .*nowhere"),
    ],
)
def test_a_target_that_cannot_be_is_refused(seed: Registry, tmp_path: Path, target: str, form: str, said: str):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")

    with pytest.raises(RegistryError, match=said):
        seed.export_file(tmp_path / target, form)

    assert (tmp_path / "file").read_text() == "mine"


def test_the_registry_itself_is_never_replaced(seed: Registry, db: Path, tmp_path: Path):
    (tmp_path / "link").symlink_to(db)

    for target in (db, tmp_path / "link"):
        with pytest.raises(RegistryError, match="is the registry itself"):
            seed.export_file(target, "jsonl")

    assert seed.counts()["appointments"] == 4


def test_a_drawing_wants_a_role(seed: Registry, tmp_path: Path):
    for name in ("x.dot", "x.mmd", "x.md"):
        with pytest.raises(ChoiceMissingError, match="choose one with --role or --organization"):
            seed.export_file(tmp_path / name)
        seed.export_file(tmp_path / name, organization="general staff")
        assert "Andriy Hnatov" in (tmp_path / name).read_text("utf-8")


def test_how_a_file_of_others_is_known_again_is_no_loss(tmp_path: Path):
    file = tmp_path / "holders.csv"
    file.write_text("person,role,organization,start,key\nAnn Ames,Chief,Staff,2020,t1\n", "utf-8")
    with Registry.creating(tmp_path / "a.db") as registry:
        registry.import_file(file)

        done = registry.export_file(tmp_path / "a.json", "popolo", strict=True)

    assert done.lost == ()
    assert done.aside[:2] == (
        "1 key of an entry in another file",
        "1 note on how another file is read",
    )
