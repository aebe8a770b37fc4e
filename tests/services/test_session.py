"""Whatever the services write is one change, and is checked by the rules before it is there, whoever calls."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import registry.services
from registry import Evidence, Registry
from registry.domain.drafting.proposals import Act, Draft, Entry
from registry.domain.errors import BrokenRuleError, RegistryError
from registry.domain.exchange.import_report import OnConflict
from registry.services.audit.check import check, waive
from registry.services.drafting import record
from registry.services.entities import merge_posts
from registry.services.entities.add import add_organization, add_person, add_role, find_or_add_person
from registry.services.entities.further_names import name_it, take_name_back
from registry.services.entities.merge import distinct, merge, not_distinct
from registry.services.entities.name_edits import NameEdits
from registry.services.entities.organizations import edit_organization
from registry.services.entities.people import edit_person
from registry.services.entities.rename import rename
from registry.services.entities.roles import edit_role
from registry.services.evidence.archives import archive
from registry.services.evidence.cite import cite_tenure, uncite
from registry.services.evidence.confirm import confirm
from registry.services.evidence.retract import retract_source
from registry.services.evidence.roster import roster
from registry.services.evidence.sources import add_source, edit_source
from registry.services.exchange.import_file import import_file
from registry.services.exchange.package import ImportRefusedError, import_package
from registry.services.history.accept import accept
from registry.services.history.correct import correct
from registry.services.history.edit_record import edit_record
from registry.services.history.forget import forget, preview
from registry.services.history.remove import (
    remove_appointment,
    remove_organization,
    remove_person,
    remove_role,
    remove_source,
)
from registry.services.history.undo import undo
from registry.services.session import OpenChange, Session
from registry.services.tenures import details, relate
from registry.services.tenures.appoint import appoint, end, succeed, vacant
from registry.services.tenures.move_role import move_role
from registry.services.tenures.writing import Terms
from registry.store.entities.named import PERSON, ROLE
from tests.conftest import clock, content

PACKAGE = Path(__file__).parents[2] / "registry"
TERMS = Terms()
SEEN = Evidence("https://x.org/seen", published="2021-05-01")
AN_ENTRY = Entry(Act.APPOINT, "cy-cole", "aide", start="2020", quote="Cole, aide from 2020")
REPAIRS = {"registry.services.care.doctor.repair"}  # what follows from the facts: no rule speaks of it

Verb = Callable[..., object]


def verbs_that_write() -> dict[str, Verb]:
    """Every public function of the services that takes a session, by its full name."""
    found = {}
    for module in pkgutil.walk_packages(registry.services.__path__, "registry.services."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if inspect.isfunction(value) and value.__module__ == module.name and not name.startswith("_"):
                annotations = [str(each.annotation) for each in inspect.signature(value).parameters.values()]
                if "Session" in annotations:
                    found[f"{module.name}.{name}"] = value
    return found


def a_finding(session: Session) -> str:
    return check(session.connection, None, session.today())[0].finding


def two_and_one_again(session: Session) -> None:
    merge_posts.distinct(session, ROLE, "chief", "aide", "checked")
    merge_posts.not_distinct(session, ROLE, "chief", "aide", "a mistake")


def a_rank_and_none_again(session: Session) -> None:
    details.add_detail(session, "ann-ames-chief", "rank", "General", "2020-06")
    details.remove_detail(session, "ann-ames-chief", "rank", "General", "a mistake")


def an_oath_and_none_again(session: Session) -> None:
    details.add_event(session, "bob-bell-chief", "start", {"sworn in": "2021-03-02"})
    details.remove_event(session, "bob-bell-chief", "start", {"sworn in": "2021-03-02"}, "a mistake")


def a_superior_and_none_again(session: Session) -> None:
    relate.relate(session, ROLE, "aide", "reports to", ["chief"])
    relate.unlink(session, ROLE, ["aide"], "reports to", ["chief"], "a mistake")


# Each writes something into the world below. `tmp`: a folder with a file, a package and a page.
TRIALS: dict[Verb, Callable[[Session, Path], object]] = {
    record.enter: lambda session, tmp: record.enter(session, AN_ENTRY, SEEN),
    record.record: lambda session, tmp: record.record(session, Draft((AN_ENTRY,), (), (), ()), SEEN, "record"),
    waive: lambda session, tmp: waive(session, a_finding(session), "known"),
    add_person: lambda session, tmp: add_person(session, "Zoe Zane"),
    add_organization: lambda session, tmp: add_organization(session, "Navy"),
    add_role: lambda session, tmp: add_role(session, "Auditor", "staff"),
    find_or_add_person: lambda session, tmp: find_or_add_person(session, "Zoe Zane", new=False),
    name_it: lambda session, tmp: name_it(session, PERSON, "ann-ames", "A. A.", {}),
    take_name_back: lambda session, tmp: take_name_back(session, PERSON, "ann-ames", "Anna Ames"),
    merge: lambda session, tmp: merge(session, "ann-ames", "cy-cole"),
    distinct: lambda session, tmp: distinct(session, "ann-ames", "cy-cole", "checked"),
    not_distinct: lambda session, tmp: not_distinct(session, "bob-bell", "cy-cole", "checked"),
    merge_posts.merge_roles: lambda session, tmp: merge_posts.merge_roles(session, "chief", "aide"),
    merge_posts.merge_organizations: lambda session, tmp: merge_posts.merge_organizations(session, "staff", "branch"),
    merge_posts.distinct: lambda session, tmp: merge_posts.distinct(session, ROLE, "chief", "aide", "checked"),
    merge_posts.not_distinct: lambda session, tmp: two_and_one_again(session),
    edit_person: lambda session, tmp: edit_person(session, "ann-ames", {"birth": "1960"}, NameEdits()),
    edit_organization: lambda session, tmp: edit_organization(session, "staff", {"note": "x"}, NameEdits()),
    edit_role: lambda session, tmp: edit_role(session, "chief", {"note": "x"}),
    add_source: lambda session, tmp: add_source(session, "https://x.org/new", {}),
    edit_source: lambda session, tmp: edit_source(session, "https://x.org/a", {"publisher": "X"}),
    retract_source: lambda session, tmp: retract_source(session, "https://x.org/a", "forged"),
    archive: lambda session, tmp: archive(session, "https://x.org/a", tmp / "page.html"),
    cite_tenure: lambda session, tmp: cite_tenure(session, "ann-ames-chief", SEEN),
    uncite: lambda session, tmp: uncite(session, "ann-ames-chief", "https://x.org/a", "wrong", {}),
    confirm: lambda session, tmp: confirm(session, "bob-bell", "chief", "2021-04-01", SEEN),
    roster: lambda session, tmp: roster(session, "staff", "2021-04-01", tmp / "list.txt", SEEN),
    import_file: lambda session, tmp: import_file(session, tmp / "file.csv"),
    import_package: lambda session, tmp: import_package(session, tmp / "package"),
    accept: lambda session, tmp: accept(session, "ann-ames-chief", "start", "https://x.org/a", "it is right"),
    correct: lambda session, tmp: correct(session, "ann-ames-chief", "checked", {"rank": "General"}),
    edit_record: lambda session, tmp: edit_record(session, "ann-ames", "person", {"birth": "1960"}, "checked"),
    rename: lambda session, tmp: rename(session, ROLE, "chief", "Head", "2021-06-01"),
    forget: lambda session, tmp: forget(session, "cy-cole", "asked for it"),
    remove_appointment: lambda session, tmp: remove_appointment(session, "bob-bell-chief", "never was"),
    remove_person: lambda session, tmp: remove_person(session, "cy-cole", "never was"),
    remove_organization: lambda session, tmp: remove_organization(session, "branch", "never was"),
    remove_role: lambda session, tmp: remove_role(session, "aide", "never was"),
    remove_source: lambda session, tmp: remove_source(session, "https://x.org/idle", "never was"),
    undo: lambda session, tmp: undo(session, 1),
    appoint: lambda session, tmp: appoint(session, "cy-cole", "aide", "2020", terms=TERMS),
    succeed: lambda session, tmp: succeed(session, "chief", "cy-cole", "2022", terms=TERMS),
    end: lambda session, tmp: end(session, "bob-bell", "chief", "2022"),
    vacant: lambda session, tmp: vacant(session, "aide", "2020"),
    details.absent: lambda session, tmp: details.absent(session, "ann-ames-chief", "2020-06", "2020-08"),
    details.add_detail: lambda session, tmp: details.add_detail(session, "ann-ames-chief", "rank", "General"),
    details.add_event: lambda session, tmp: details.add_event(
        session, "bob-bell-chief", "start", {"announced": "2021-02-20"}
    ),
    details.remove_detail: lambda session, tmp: a_rank_and_none_again(session),
    details.remove_event: lambda session, tmp: an_oath_and_none_again(session),
    move_role: lambda session, tmp: move_role(session, "aide", "branch", "2022-01-01"),
    relate.exclude: lambda session, tmp: relate.exclude(session, ["chief", "aide"]),
    relate.relate: lambda session, tmp: relate.relate(session, ROLE, "aide", "reports to", ["chief"]),
    relate.succeeded: lambda session, tmp: relate.succeeded(
        session, ROLE, ["aide"], ["chief"], "renamed", "2020-01-01"
    ),
    relate.unlink: lambda session, tmp: a_superior_and_none_again(session),
}


# Each tries its change out and takes it back.
PREVIEWS: dict[Verb, Callable[[Session, Path], object]] = {
    preview: lambda session, tmp: preview(session, "cy-cole"),
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chief whom another one followed, a person with nothing, a role and an organization with nobody."""
    folder = tmp_path_factory.mktemp("world")
    Registry.create(folder / "registry.db")
    with Registry(folder / "registry.db", actor="a tester", clock=clock) as world:
        world.organizations.add("Branch")
        world.organizations.add("Staff")
        world.roles.add("Chief", "staff")
        world.roles.add("Aide", "staff")
        world.appoint("Ann Ames", "chief", "2020", "2021-03", evidence=Evidence("https://x.org/a"))
        world.cite("ann-ames-chief", Evidence("https://x.org/a"), "start", "2020-02")
        world.uncite("ann-ames-chief", "https://x.org/a", "twice", says=None)
        world.appoint("Bob Bell", "chief", "2021-03")
        world.people.name("ann-ames", "Anna Ames")
        world.people.add("Cy Cole")
        world.people.distinct("bob-bell", "cy-cole", "checked")
        world.sources.add("https://x.org/idle")
    (folder / "page.html").write_text("a page", "utf-8")
    (folder / "list.txt").write_text("Bob Bell\n", "utf-8")
    (folder / "file.csv").write_text("person,role,organization,start,end\nDee Dodd,Aide,Staff,2010,2012\n", "utf-8")
    Registry.create(folder / "other.db")
    with Registry(folder / "other.db", clock=clock) as other:
        other.organizations.add("Navy")
        other.export_package(folder / "package")
    return folder


@pytest.fixture
def world(template: Path, tmp_path: Path):
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    with Registry(tmp_path / "registry.db", actor="a tester", clock=clock) as opened:
        yield opened


def test_every_verb_that_writes_has_its_trial():
    tried = {f"{verb.__module__}.{verb.__name__}" for verb in (*TRIALS, *PREVIEWS)}

    assert set(verbs_that_write()) - REPAIRS == tried


@pytest.mark.parametrize("verb", TRIALS, ids=lambda verb: verb.__name__)
def test_a_verb_cannot_write_unchecked(world: Registry, tmp_path: Path, verb: Verb, monkeypatch: pytest.MonkeyPatch):
    before = content(tmp_path / "registry.db")

    def refuse(*_: object) -> None:
        raise BrokenRuleError("it was checked")

    with monkeypatch.context() as patched:
        patched.setattr(OpenChange, "findings", refuse)
        with pytest.raises(BrokenRuleError, match="it was checked"):
            TRIALS[verb](world.file.session, tmp_path)

    assert content(tmp_path / "registry.db") == before
    TRIALS[verb](world.file.session, tmp_path)  # and it does write, if nothing is against it
    assert content(tmp_path / "registry.db") != before


@pytest.mark.parametrize("verb", PREVIEWS, ids=lambda verb: verb.__name__)
def test_a_preview_writes_nothing(world: Registry, tmp_path: Path, verb: Verb):
    before = content(tmp_path / "registry.db")

    assert PREVIEWS[verb](world.file.session, tmp_path)

    assert content(tmp_path / "registry.db") == before


def test_only_the_session_opens_a_change():
    writers = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts[0] == "store" or parts == ("services", "session"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
            called = isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called == "Database" or (named == "change" and _is_of_transactions(node)):
                writers.append(path)
            if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("store.database.transactions"):
                taken = {alias.name for alias in node.names}
                assert "change" not in taken, path
                assert parts[0] == "services", f"{path}: nothing above the services writes"

    assert writers == []


def _is_of_transactions(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "transactions"


# --- errors that the rules find ---


@pytest.fixture
def two_roles(world: Registry) -> Registry:
    """Ann Ames is the chief's aide for good, and nobody may be both."""
    world.roles.edit("chief", incompatible=["aide"])
    return world


def refused(session: Session, verb: Callable[[], object], rule: str) -> None:
    before = list(session.connection.iterdump())
    with pytest.raises(RegistryError, match=rule):
        verb()
    assert list(session.connection.iterdump()) == before


def test_a_service_refuses_what_the_registry_refuses(two_roles: Registry):
    session = two_roles.file.session

    refused(session, lambda: appoint(session, "ann-ames", "aide", "2020", "2021", terms=TERMS), "incompatible")
    refused(session, lambda: edit_person(session, "ann-ames", {"death": "2019"}, NameEdits()), "after-death")
    refused(session, lambda: edit_role(session, "chief", {"inception": "2021"}), "outside-role")
    refused(
        session,
        lambda: edit_organization(session, "staff", {"dissolution": "2020-06"}, NameEdits()),
        "outside-organization",
    )


def test_roles_that_somebody_holds_together_cannot_be_made_incompatible(world: Registry):
    world.appoint("ann-ames", "aide", "2020", "2021")
    session = world.file.session

    refused(session, lambda: edit_role(session, "chief", {}, incompatible=["aide"]), "incompatible")


def test_a_merge_that_makes_an_error_is_refused(two_roles: Registry):
    two_roles.appoint("cy-cole", "aide", "2020", "2021")
    session = two_roles.file.session

    refused(session, lambda: merge(session, "ann-ames", "cy-cole"), "incompatible")


def test_an_undo_that_brings_an_error_back_is_refused(two_roles: Registry):
    number = two_roles.log()[0].number
    two_roles.roles.edit("chief", compatible=["aide"])
    two_roles.appoint("ann-ames", "aide", "2020", "2021")
    session = two_roles.file.session

    refused(session, lambda: undo(session, number + 1), "incompatible")


def test_what_is_wrong_already_stands_in_nobodys_way(two_roles: Registry, tmp_path: Path):
    with sqlite3.connect(tmp_path / "registry.db") as outside:
        outside.execute(
            "update people set death_date = '2019', death_earliest = '2019-01-01', death_latest = '2019-12-31' "
            "where slug = 'ann-ames'"
        )
    outside.close()

    correct(two_roles.file.session, "ann-ames-chief", "checked", {"rank": "General"})

    assert [each.rule for each in two_roles.check(severity="error")] == ["after-death"]


def test_a_verb_within_another_one_is_part_of_its_change(world: Registry):
    session = world.file.session
    changes = len(world.log())

    with session.change("two at once"):
        add_person(session, "Zoe Zane")
        add_person(session, "Yan Yates")

    assert len(world.log()) == changes + 1
    assert world.log()[0].command == "two at once"


# --- a file of others ---

ERRORS = """person,role,organization,start,end
Ann Ames,Aide,Staff,2020,2021
Dee Dodd,Aide,Staff,2010,2012
"""


@pytest.fixture
def errors(tmp_path: Path) -> Path:
    path = tmp_path / "errors.csv"
    path.write_text(ERRORS, "utf-8")
    return path


def test_an_import_is_refused_for_an_error(two_roles: Registry, errors: Path):
    session = two_roles.file.session

    refused(session, lambda: import_file(session, errors), r"line 2: Ann Ames holds .* \(incompatible\)")


def test_an_import_leaves_the_row_out_that_is_an_error(two_roles: Registry, errors: Path):
    done = import_file(two_roles.file.session, errors, on_conflict=OnConflict.SKIP)

    assert [left.place for left in done.refused] == ["errors.csv, line 2"]
    assert done.added["appointments"] == 1
    assert [each.appointment for each in two_roles.history("aide").holders] == ["dee-dodd-aide"]
    assert two_roles.check(severity="error") == []
    assert two_roles.doctor().left == ()


def test_an_import_records_the_row_as_disputed_that_is_an_error(two_roles: Registry, errors: Path):
    done = import_file(two_roles.file.session, errors, on_conflict=OnConflict.FLAG)

    assert [left.place for left in done.flagged] == ["errors.csv, line 2"]
    assert done.added["appointments"] == 2
    assert {each.appointment: each.status for each in two_roles.history("aide").holders} == {
        "ann-ames-aide": "disputed",
        "dee-dodd-aide": "accepted",
    }
    assert two_roles.check(severity="error") == []


def test_what_a_file_says_of_somebody_recorded_is_left_if_it_makes_an_error(two_roles: Registry, tmp_path: Path):
    path = tmp_path / "deaths.csv"
    path.write_text("person,died,role,organization,start,end\nAnn Ames,2019,Aide,Staff,2015,2016\n", "utf-8")
    session = two_roles.file.session

    refused(session, lambda: import_file(session, path), "after-death")
    done = import_file(session, path, on_conflict=OnConflict.SKIP)

    assert two_roles.people.show("ann-ames").death is None
    assert "it stays as it was" in done.refused[0].reason
    assert two_roles.check(severity="error") == []


def test_an_import_counts_the_warnings(world: Registry, tmp_path: Path):
    done = import_file(world.file.session, tmp_path / "file.csv")

    found = world.check("dee-dodd", severity="warning")
    assert done.warnings == Counter(finding.rule for finding in found)
    assert done.warnings["no-source"] == 1


def test_a_dry_run_is_checked_too(two_roles: Registry, errors: Path):
    with pytest.raises(ImportRefusedError, match="incompatible"):
        two_roles.import_file(errors, dry_run=True)


def test_only_what_is_new_is_told_after_a_write_and_a_second_contradiction_is_new(tmp_path: Path):
    Registry.create(tmp_path / "r.db")
    with Registry(tmp_path / "r.db", actor="a tester", clock=clock) as file:
        file.organizations.add("Staff")
        file.roles.add("Chief", "staff")
        first = file.appoint("Ann Ames", "chief", "2020-01-01")
        second = file.succeed("chief", "Bob Bell", "2021-01-01")
        third = file.correct("bob-bell-chief", "a slip", start="2021-01-02")
        fourth = file.cite("bob-bell-chief", Evidence("https://x.org/one"), "start", "2021-01-05")
        fifth = file.cite("bob-bell-chief", Evidence("https://x.org/two"), "start", "2021-01-05")

    assert [[found.rule for found in each.findings] for each in (first, second, third)] == [
        ["no-source"], ["no-source"], [],
    ]  # fmt: skip
    assert [found.rule for found in fourth.findings] == ["claim-contradicts"]
    assert ["x-org-2 says" in found.facts for found in fifth.findings] == [True]
