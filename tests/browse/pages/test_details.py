"""Pages show who was in charge, what was so during a tenure, and what a post came of."""

from __future__ import annotations

from pathlib import Path

from registry import Registry
from tests.browse.visitors import visitor


def test_pages_show_absence_details_further_dates_and_successions(tmp_path: Path):
    Registry.create(tmp_path / "registry.db")
    with Registry(tmp_path / "registry.db", actor="a tester") as registry:
        registry.organizations.add("Army")
        registry.roles.add("Chief", "army")
        registry.roles.add("Commander", "army")
        registry.roles.succeeded("chief", "commander", "split", "2016-05-01")
        registry.appoint("Ann Ames", "commander", "2016-05-01", "2019-12-31")
        registry.absent("Ann Ames", "2017-01-01", "2017-03-31", why="leave", covered_by="Cy Cole")
        registry.detail("Ann Ames", "rank", "General", "2018-01-01")
        registry.event("Ann Ames", "start", "published", "2016-05-02")
    visit = visitor(tmp_path / "registry.db")

    of_the_day = visit("/role/commander?on=2017-02-01").text
    assert "certain</strong></a>, absent (leave), not in charge" in of_the_day
    assert "for Ann Ames, in charge" in of_the_day
    assert "it was split from Chief on 1 May 2016" in visit("/role/commander?on=2015-02-01").text
    person = visit("/person/ann-ames").text
    assert "rank General, from 1 January 2018" in person
    assert "start published on 2 May 2016" in person
    told = visit("/role/commander.json?on=2017-02-01").json()["holders"][0]
    assert (told["absent"], told["in_charge"]) == ({"certainty": "certain", "why": "leave"}, "no")
    assert visit("/role/commander/profile.json").json()["relations"][0]["how"] == "split"
