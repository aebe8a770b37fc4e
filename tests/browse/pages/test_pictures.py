"""Where a body came from, what is below it, chains of command, two days side by side, ranks: drawn and in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from registry import Registry
from registry.browse.views.before_after import before_after
from registry.browse.views.tree import Branch, tree
from tests.browse.reading import Page
from tests.browse.visitors import Visit, visitor

DAY = "on=2014-01-01"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shape") / "registry.db"
    Registry.create(path)
    with Registry(path, actor="a tester") as registry:
        bodies = {"State": None, "Works": "State", "Roads": "State", "Transport": "State", "Road Office": "Transport"}
        for name, parent in {**bodies, "Bridge Board": "Road Office"}.items():
            registry.organizations.add(name, parent=parent)
        registry.organizations.succeeded(["Works", "Roads"], "Transport", "merged", "2012-03-05")
        posts = {
            "Prime Minister": "State",
            "Minister": "Transport",
            "Engineer": "Road Office",
            "Master": "Bridge Board",
        }
        for title, body in posts.items():
            registry.roles.add(title, body)
        registry.roles.add("Roads Minister", "Roads")
        registry.roles.succeeded("Roads Minister", "Minister", "replaced", "2012-03-05")
        for subject, superior in (("Minister", "Prime Minister"), ("Engineer", "Minister"), ("Master", "Engineer")):
            registry.roles.link(subject, "reports to", superior, start="2012-03-05", end="2030")
        registry.appoint("Ann Ames", "Minister", "2012-03-05", "2016-04-01")
        registry.appoint("Bea Boone", "Minister", "2016-04-01")
        registry.appoint("Cy Cole", "Engineer", "2013-01-01", "2020-01-01")
        registry.detail("Cy Cole", "rank", "Colonel", "2013-01-01")
        registry.detail("Cy Cole", "rank", "General", "2018-01-01")
        registry.event("Bea Boone", "start", "announced", "2016-03-20")
    return path


@pytest.fixture(scope="module")
def visit(path: Path) -> Visit:
    return visitor(path)


def items(text: str) -> list[str]:
    """The words of each item of a list."""
    return [re.sub(r"<[^>]*>", "", each).strip() for each in re.findall("<li>(.*?)</li>", text, re.DOTALL)]


def test_a_body_says_what_it_came_of_and_what_it_became_with_links(visit: Visit):
    for slug, old in (("works", ["Works"]), ("roads", ["Roads"]), ("transport", ["Works", "Roads"])):
        page = visit(f"/organization/{slug}").text
        for name in old:
            assert f"Transport was merged from {name}, 5 March 2012." in items(page)
            assert {f"/organization/{name.lower()}", "/organization/transport"} <= set(Page(page).links())
    assert "What it came of" not in visit("/organization/state").text


def test_a_role_says_what_it_came_of_and_to_whom_it_reports(visit: Visit):
    page = visit("/role/minister").text

    assert "Minister replaced Roads Minister, 5 March 2012." in items(page)
    assert "Minister reports to Prime Minister, from 5 March 2012 to 2030." in items(page)
    assert "/role/roads-minister" in Page(page).links()
    assert any(link.startswith("/role/minister/chain") for link in Page(page).links())


def test_the_bodies_below_a_body_are_a_tree_in_lines_and_in_words(visit: Visit):
    page = visit(f"/organization/state?{DAY}").text
    below = page.partition("Below it, on 1 January 2014")[2].partition("</details>")[0]

    assert re.findall(r'<text class="label" x="(\d+)" y="\d+">([^<]*)', below) == [
        ("22", "Roads"), ("22", "Transport"), ("44", "Road Office"), ("66", "Bridge Board"), ("22", "Works"),
    ]  # fmt: skip
    assert items(below) == [
        "Roads is part of State (presumed)",
        "Transport is part of State (presumed)",
        "Road Office is part of Transport (presumed)",
        "Bridge Board is part of Road Office (presumed)",
        "Works is part of State (presumed)",
    ]


def test_the_chain_of_command_goes_up_and_down_with_the_holders_of_the_day(visit: Visit):
    page = visit(f"/role/minister/chain?{DAY}")
    above, _, below = page.text.partition("Who answered to it")

    assert not Page(page.text).unclosed
    assert "Prime Minister, nobody recorded, is above Minister" in items(above)
    assert [each for each in items(below) if "answers" in each] == [
        "Engineer, Cy Cole, answers to Minister", "Master, nobody recorded, answers to Engineer",
    ]  # fmt: skip
    assert visit("/role/Minister/chain").headers["location"] == "/role/minister/chain"


def test_the_data_of_a_chain_are_those_of_the_command_line(visit: Visit, path: Path):
    up, down = (visit(f"/role/minister/chain.json?{DAY}{more}").json() for more in ("", "&down=1"))

    with Registry.to_read(path) as registry:
        chains = [registry.chain("minister", "2014-01-01", down=way) for way in (False, True)]
    assert [(told["up"], [each["role"] for each in told["links"]]) for told in (up, down)] == [
        (chain.up, [each.role for each in chain.links]) for chain in chains
    ]
    assert [each["name"] for each in down["links"][0]["holders"]] == ["Cy Cole"]


def test_two_days_are_side_by_side_and_whoever_stayed_has_one_box(visit: Visit):
    page = visit("/organization/transport/compare?from=2013-06-01&to=2017-06-01&below=1").text
    drawing = page.partition('<svg class="timeline compared"')[2].partition("<h2>Who left</h2>")[0]

    box = r'<title>([^<]*)</title><rect class="(\w+)" x="(\d+)%" y="\d+" width="([\d.]+)%"'
    assert re.findall(box, drawing) == [
        ("Ann Ames", "certain", "32", "32"),
        ("Bea Boone", "presumed", "67", "32.5"),
        ("Cy Cole", "certain", "32", "67.5"),
    ]


def test_the_ranks_of_a_person_are_one_line_in_their_order(visit: Visit):
    words = " ".join(Page(visit("/person/cy-cole").text).words.split())

    assert "Ranks: Colonel (1 January 2013) → General (1 January 2018)" in words


def test_a_tenure_shows_its_details_and_further_dates(visit: Visit):
    assert "rank General, from 1 January 2018" in visit("/appointment/cy-cole-engineer").text
    assert "start announced on 20 March 2016" in visit("/appointment/bea-boone-minister").text


def test_a_tree_draws_each_branch_below_its_parent_and_counts_what_it_leaves_out():
    branches = [Branch(key, parent, key, "certain") for key, parent in (("a", "r"), ("b", "r"), ("c", "a"), ("d", "x"))]

    drawn = tree("r", "Root", branches, 3)

    assert drawn
    assert [(each.branch.key, each.depth) for each in drawn.branches] == [("a", 1), ("c", 2), ("b", 1)]
    assert drawn.left_out == 1  # d, which hangs on nothing that is known
    assert tree("r", "Root", [], 3) is None


class Held:
    def __init__(self, role: str, outcome: str) -> None:
        self.role = self.title = role
        self.outcome = outcome


def test_what_changed_comes_first_and_the_rest_is_counted():
    held = [Held("quiet", "stayed"), Held("busy", "left"), Held("busy", "left"), Held("busy", "came")]

    seats, left_out = before_after(held, 2)

    assert [(seat.role, bool(seat.before), bool(seat.after)) for seat in seats] == [
        ("busy", True, True), ("busy", True, False),
    ]  # fmt: skip
    assert left_out == 1
