"""Links from an answer to the next question: holders, neighbours, days, moments; the offices of a body; drawings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from registry import Registry
from registry.browse.pages.organization import _near
from registry.browse.views.gantt import gantt
from registry.browse.views.linked_sentence import linked_sentence
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.presentation.sentences import sentence
from registry.domain.tenures.movements.change_days import change_days_among
from tests.browse.conftest import Get
from tests.browse.reading import Page
from tests.conftest import CHIEF

FORCES = "armed-forces-of-ukraine"
STAFF = "general-staff-of-the-armed-forces-of-ukraine"


def test_the_sentence_has_its_own_words_with_the_holders_as_links(seed: Registry):
    answer = seed.who(CHIEF, "2025-03-16")
    today = seed.today()

    linked = linked_sentence(answer, today, lambda person: f"/person/{person}")

    assert linked.striptags() == sentence(answer, today)
    assert '<a href="/person/andriy-hnatov">Andriy Hnatov</a>' in linked
    assert linked.count("<a ") == len(answer.holders)


def test_a_hostile_name_or_title_in_the_sentence_is_text(seed: Registry):
    answer = seed.who(CHIEF, "2025-06-01")
    evil = replace(answer.holders[0], name="<b>\ue0000\ue001</b> Jr.")

    linked = linked_sentence(replace(answer, title="<i>x</i>\ue0000\ue001", holders=(evil,)), seed.today(), str)

    assert "<b>" not in linked
    assert "<i>" not in linked
    assert ".." not in linked
    assert linked.count("<a ") == 1


def test_a_page_of_a_role_leads_to_the_holders_before_and_after(get: Get):
    page = Page(get(f"/role/{CHIEF}?on=2024-06-01").text)

    assert "Preceded by Serhiy Shaptala; succeeded by Andriy Hnatov." in page.words
    assert f"/appointment/anatoliy-barhylevych-{CHIEF}" in page.links()


def test_a_page_of_a_person_names_who_came_before_and_after(get: Get):
    page = Page(get("/person/anatoliy-barhylevych").text)

    assert "after Serhiy Shaptala" in page.words
    assert "/person/andriy-hnatov" in page.links()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("on=March+2013", "In March 2013"),
        ("from=2010&to=2013", "From 2010 to 2013"),
        ("from=2020", "From 2020 on"),
        ("to=2010", "Up to 2010"),
    ],
)
def test_a_role_is_asked_about_a_month_or_from_one_day_to_another(get: Get, query: str, words: str):
    answer = get(f"/role/{CHIEF}?{query}")

    assert answer.status_code == 200
    assert words in Page(answer.text).words


def test_every_page_can_be_asked_for_as_it_was_known(get: Get):
    for address in ("/", "/people", f"/role/{CHIEF}?on=2024-06-01", "/person/andriy-hnatov", f"/organization/{STAFF}"):
        fields = {each.attributes.get("name"): each.attributes for each in Page(get(address).text).all("input")}
        assert fields["as_known_on"]["type"] == "date", address
    fields = [each.attributes for each in Page(get(f"/role/{CHIEF}?on=2024-06-01").text).all("input")]
    assert {"type": "hidden", "name": "on", "value": "2024-06-01"} in fields


def test_an_organization_shows_who_held_its_offices_first_and_the_others_on_demand(get: Get):
    empty = f"/organization/{FORCES}?on=1992-01-01&below=1"
    held = Page(get(f"/organization/{FORCES}?on=2024-02-09&below=1").text)
    everything = Page(get(f"/organization/{FORCES}?on=2010-01-01&below=1&held=all").text)

    assert (
        "On 9 February 2024, 2 of 2 roles of Armed Forces of Ukraine and the bodies below it were held." in held.words
    )
    assert held.words.index("Oleksandr Syrskyi") < held.words.index("Serhiy Shaptala")
    assert "role did not exist" in everything.words or "nobody recorded" in everything.words
    assert get(empty).status_code == 200


def test_the_order_of_offices_can_be_chosen(get: Get):
    def holders(order: str) -> list[str]:
        links = Page(get(f"/organization/{FORCES}?on=2024-06-01&below=1&order={order}").text).links()
        return list(dict.fromkeys(link for link in links if link.startswith("/person/")))[:2]

    assert holders("holder") == ["/person/anatoliy-barhylevych", "/person/oleksandr-syrskyi"]
    assert holders("since") == ["/person/anatoliy-barhylevych", "/person/oleksandr-syrskyi"]
    assert holders("role") == holders("no-such-order") == ["/person/oleksandr-syrskyi", "/person/anatoliy-barhylevych"]


def test_the_next_changes_are_found_without_reading_all_the_past(sample: Registry):
    moves = sample.changes(FIRST_DAY, LAST_DAY, FORCES, below=True).movements

    for day in ("1991-12-01", "2014-02-24", "2021-07-28", "2024-02-09", "2026-01-01"):
        assert _near(sample, FORCES, day, below=True) == change_days_among(day, moves), day


def test_roles_side_by_side_stand_within_the_drawing_with_everybody_who_held_them(sample: Registry):
    found = sample.timeline(FORCES, below=True)

    drawn = gantt(((each.role, each.title, each.holders) for each in found.roles), "2026-01-02", "2024-02-09")

    assert drawn
    assert [row.key for row in drawn.rows] == [each.role for each in found.roles]
    assert (drawn.first >= "2004-02-09", drawn.last) == (True, "2026-01-02")
    bars = [bar for row in drawn.rows for bar in row.bars]
    assert all(bar.left >= 0 and bar.left + bar.width <= 100.01 for bar in bars)
    assert any(bar.spell.person == "andriy-hnatov" and bar.known == "presumed" for bar in bars)
    assert gantt([], "2026-01-02", "2024-02-09") is None
