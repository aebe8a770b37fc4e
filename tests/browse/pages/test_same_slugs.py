"""One slug that is a person's, an organization's, a role's, an appointment's and a source's: each has its pages."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from registry import ChoiceError, Evidence, Registry
from registry.browse.publish.static_site import write_site
from tests.browse.conftest import Get, getter
from tests.browse.reading import Page
from tests.conftest import ARTICLE, clock


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("same") / "same.db"
    Registry.create(path)
    with Registry(path, actor="a tester", clock=clock) as registry:
        registry.organizations.add("Chair")
        registry.roles.add("Chair", "chair")
        registry.people.add("Chair")
        registry.appoint("chair", "chair", "2020", evidence=ARTICLE)
        registry.organizations.add("Bench")
    with closing(sqlite3.connect(path)) as db, db:  # as another program may write it
        db.execute("update appointments set slug = 'chair'")
        db.execute("update sources set slug = 'chair'")
    return path


@pytest.fixture(scope="module")
def get(path: Path) -> Get:
    return getter(path)


@pytest.mark.parametrize("kind", ["role", "person", "organization", "source"])
def test_each_has_a_page_and_every_link_on_it_leads_somewhere(get: Get, kind: str):
    page = get(f"/{kind}/chair")

    assert page.status_code == 200
    for link in Page(page.text).links():
        if link.startswith("/") and not link.startswith("/same") and "as_known_on" not in link:
            assert get(link).status_code == 200, link


def test_the_findings_of_the_role_are_those_of_the_role_alone(get: Get, path: Path):
    found = get("/role/chair/findings.json").json()

    with Registry(path, clock=clock) as registry:
        assert [each["finding"] for each in found] == [each.finding for each in registry.check("role:chair")]


def test_a_choice_leads_to_each_of_the_things(get: Get):
    page = get("/changes?about=chair")

    assert page.status_code == 300
    links = [link for link in Page(page.text).links() if "about=" in link]
    assert links == [
        f"/changes?about={kind}:chair" for kind in ("person", "role", "organization", "appointment", "source")
    ]
    assert [get(link).status_code for link in links] == [200] * 5


def test_the_log_and_the_check_ask_which_one_and_take_the_answer(path: Path):
    with Registry(path, clock=clock) as registry:
        for question in (registry.log, registry.check):
            with pytest.raises(ChoiceError) as refusal:
                question("chair")
            for slug, _ in refusal.value.candidates:
                question(slug)
        assert {change.command for change in registry.log("person:chair")} > {"person add Chair"}
        assert registry.log("organization:bench") == registry.log("bench")


def test_plain_pages_are_written(path: Path, tmp_path: Path):
    write_site(path, tmp_path / "site", None)

    for kind in ("role", "person", "organization", "source"):
        assert (tmp_path / "site" / kind / "chair.html").is_file()
        page = Page((tmp_path / "site" / kind / "chair.html").read_text("utf-8"))
        assert [link for link in page.links() if link.startswith("../change/")], kind


@pytest.fixture(scope="module")
def of_one_name(tmp_path_factory: pytest.TempPathFactory) -> Get:
    """Two bodies of one name below a third, and two sources of one title without an address."""
    path = tmp_path_factory.mktemp("names") / "names.db"
    Registry.create(path)
    with Registry(path, actor="a tester", clock=clock) as registry:
        registry.organizations.add("State")
        for number, city in enumerate(("North", "South"), start=1):
            registry.organizations.add(f"{city} Council", parent="state")
            registry.roles.add(f"Mayor of {city}", f"{city} Council")
            registry.sources.add(f"Gazette {number}")
            registry.appoint(f"{city} Smith", f"Mayor of {city}", "2020", evidence=Evidence(f"Gazette {number}"))
    with closing(sqlite3.connect(path)) as db, db:  # as another program may write it
        db.execute("update sources set title = 'Gazette'")
        db.execute("update organizations set name = 'City Council', name_key = 'city council' where slug <> 'state'")
    return getter(path)


@pytest.mark.parametrize("address", ["/organization/state?below=1", "/"])
def test_two_bodies_of_one_name_have_each_its_own_group_and_link(of_one_name: Get, address: str):
    page = Page(of_one_name(address).text)

    links = [link.partition("?")[0] for link in page.links() if "-council" in link]
    assert list(dict.fromkeys(links)) == ["/organization/north-council", "/organization/south-council"]


def test_a_person_leads_to_the_body_of_the_role(of_one_name: Get):
    links = Page(of_one_name("/person/south-smith").text).links()

    assert [link.partition("?")[0] for link in links if "-council" in link] == ["/organization/south-council"]


def test_of_two_sources_of_one_title_none_is_linked_wrongly(of_one_name: Get):
    page = Page(of_one_name("/role/mayor-of-north").text)

    assert "Gazette" in page.words
    assert not [link for link in page.links() if link.startswith("/source/")]


def test_a_frame_of_a_name_that_several_share_leads_to_the_frames_of_each(of_one_name: Get):
    page = of_one_name("/embed/organization/City Council")

    assert page.status_code == 300
    links = [link for link in Page(page.text).links() if "-council" in link]
    assert links == ["/embed/organization/north-council", "/embed/organization/south-council"]
