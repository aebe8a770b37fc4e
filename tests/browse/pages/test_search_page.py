from __future__ import annotations

from tests.browse.conftest import Get
from tests.browse.reading import Page
from tests.conftest import CHIEF


def test_a_name_in_another_spelling_is_found(get: Get):
    assert get("/search.json?q=hnatof").json()[0]["slug"] == "andriy-hnatov"
    assert "/person/andriy-hnatov" in Page(get("/search?q=hnatof").text).links()


def test_nothing_and_no_words_are_said(get: Get):
    assert "Nothing is called like that" in get("/search?q=zzzzqqqqxxxx").text
    assert "Write a name" in get("/search?q=").text
    assert get("/search.json?q=").json() == []


def test_a_question_leads_to_the_page_of_the_role(get: Get):
    answer = get("/who?role=chief%20of%20the%20general%20staff&on=2024-06-01")

    assert (answer.status_code, answer.headers["location"]) == (302, f"/role/{CHIEF}?on=2024-06-01")


def test_words_that_several_roles_bear_are_a_choice_that_keeps_the_day(get: Get):
    answer = get("/who?role=president&on=2001-02-03")
    links = Page(answer.text).links()

    assert answer.status_code == 300
    assert {"/role/president-of-france?on=2001-02-03", "/role/president-of-ukraine?on=2001-02-03"} <= set(links)


def test_words_that_several_bear_are_a_choice_among_changes_too(get: Get):
    links = Page(get("/changes?about=president").text).links()

    assert "/changes?about=president-of-france" in links


def test_the_front_page_completes_the_titles_of_roles(get: Get):
    page = Page(get("/").text)

    (lists,) = [field.attributes["list"] for field in page.all("input") if "list" in field.attributes]

    assert lists == page.all("datalist")[0].attributes["id"]
    assert "Prime Minister of Canada" in [option.attributes["value"] for option in page.all("option")]
