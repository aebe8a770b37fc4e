"""The front page, lists, questions in words, the page of a tenure and the feeds of who came and went."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from registry import Registry
from registry.browse.views.offices import Tally, tally_in_words
from registry.services.names.directory import years
from tests.browse.conftest import Get, getter
from tests.browse.reading import Page
from tests.conftest import CHIEF

HNATOV = f"andriy-hnatov-{CHIEF}"
ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_front_page_says_who_is_in_office_and_who_came_lately(get: Get):
    page = Page(get("/").text)

    assert "/person/andriy-hnatov" in page.links()
    assert f"/role/{CHIEF}" in page.links()
    assert f"/appointment/{HNATOV}" in page.links()
    assert "Recent hand-overs" in page.words
    assert "15 of 15 roles" in page.words


def test_the_body_on_the_front_page_can_be_chosen_and_a_wrong_choice_does_no_harm(served: Path):
    chosen = Page(getter(served, metadata={"home": "armed-forces-of-ukraine"})("/").text)
    wrong = getter(served, metadata={"home": "no-such-body"})("/")

    assert "In office today: Armed Forces of Ukraine" in chosen.words
    assert "/person/andriy-hnatov" in chosen.links()  # of the general staff, which stands below it
    assert "/role/president-of-france" not in chosen.links()
    assert wrong.status_code == 200


def test_lists_are_by_letter_with_what_tells_each_from_others(get: Get):
    everybody, under_h = Page(get("/people").text), Page(get("/people?letter=h").text)

    assert "/people?letter=H" in everybody.links()
    assert "/person/andriy-hnatov" in under_h.links()
    assert "/person/valerii-zaluzhnyi" not in under_h.links()
    assert "Chief of the General Staff, General Staff of the Armed Forces of Ukraine, 2025–" in under_h.words
    assert get("/people?letter=Q").status_code == 404
    assert get("/people?page=77").status_code == 404


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2013-01-012013-12-31", "2021-02-022021-02-020", "2013–2021"),
        ("2013-01-012013-12-31", "2025-01-019999-12-311", "2013–"),
        ("0001-01-012013-12-31", "2021-02-022021-02-020", "?–2021"),
        ("2013-01-012013-12-31", "2013-02-012013-02-280", "2013"),
        ("0001-01-019999-12-31", "0001-01-019999-12-310", None),
        (None, None, None),
    ],
)
def test_years_are_told_as_far_as_the_days_tell_them(start: str | None, end: str | None, words: str | None):
    assert years(start, end) == words


@pytest.mark.parametrize(
    ("question", "leads_to"),
    [
        ("who was president of France in March 2013?", "/role/president-of-france?on=2013-03"),
        ("Who held Chief of the General Staff from 2010 to 2013", f"/role/{CHIEF}?on=2010%2F2013"),
        ("who held chief of the general staff between 2010 and 2013", f"/role/{CHIEF}?on=2010%2F2013"),
        ("who is the President of Ukraine?", "/role/president-of-ukraine"),
    ],
)
def test_a_question_in_words_leads_to_its_answer(get: Get, question: str, leads_to: str):
    answer = get(f"/search?q={question.replace(' ', '+')}")

    assert (answer.status_code, answer.headers["location"]) == (302, leads_to)


def test_a_question_that_names_no_role_is_searched_for(get: Get):
    assert get("/search?q=who+was+king+of+nowhere+in+1900").status_code == 200


def test_a_tenure_has_a_page_with_claims_neighbours_and_history(get: Get):
    page = Page(get(f"/appointment/{HNATOV}").text)
    data = get(f"/appointment/{HNATOV}.json").json()

    assert f"/appointment/anatoliy-barhylevych-{CHIEF}" in page.links()
    assert "What the sources say" in page.words
    assert "/change/1" in page.links()
    assert data["preceded_by"] == f"anatoliy-barhylevych-{CHIEF}"
    assert next(each for each in data["fields"] if each["field"] == "start")["claims"]
    assert get(f"/appointment/andriy hnatov, {CHIEF}").headers["location"] == f"/appointment/{HNATOV}"


def test_a_change_leads_back_to_the_tenures_that_it_wrote(tmp_path: Path):
    path = tmp_path / "registry.db"
    Registry.create(path)
    with Registry(path, actor="a tester") as registry:
        registry.organizations.add("General Staff")
        registry.roles.add("Chief of the General Staff", "General Staff")
        registry.appoint("Ann Ames", CHIEF, "2020-01-01", new=True)
        registry.remove(f"ann-ames-{CHIEF}", "a slip")
    get = getter(path)

    assert f"/appointment/ann-ames-{CHIEF}" in Page(get("/change/3").text).links()
    assert f"/appointment/ann-ames-{CHIEF}" not in Page(get("/change/4").text).links()  # it is there no more


@pytest.mark.parametrize(
    "address", ["/movements.atom", f"/role/{CHIEF}.atom", "/person/andriy-hnatov.atom",
                "/organization/armed-forces-of-ukraine.atom"],
)  # fmt: skip
def test_a_feed_has_who_came_and_who_went_newest_first(get: Get, address: str):
    feed = ElementTree.fromstring(get(address).content)
    entries = feed.findall(f"{ATOM}entry")
    updated = [entry.findtext(f"{ATOM}updated") for entry in entries]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]

    assert entries
    assert updated == sorted(updated, reverse=True)
    assert len(set(ids)) == len(ids) <= 50
    assert any("Andriy Hnatov entered" in (entry.findtext(f"{ATOM}title") or "") for entry in entries)


def test_who_came_next_is_told_of_one_seat_or_by_a_recorded_succession(seed: Registry):
    found = seed.neighbours([f"anatoliy-barhylevych-{CHIEF}", HNATOV])

    assert found[HNATOV].after is None
    assert found[f"anatoliy-barhylevych-{CHIEF}"].after.name == "Andriy Hnatov"
    assert found[f"anatoliy-barhylevych-{CHIEF}"].before.name == "Serhiy Shaptala"


def test_a_count_of_offices_is_a_sentence_to_quote():
    said = tally_in_words("Ruritania", "2024-02-09", Tally(524, 61, 9), below=True, now=False, future=False)

    assert said == (
        "On 9 February 2024, 61 of 524 roles of Ruritania and the bodies below it were held, 9 possibly."
    )  # fmt: skip
