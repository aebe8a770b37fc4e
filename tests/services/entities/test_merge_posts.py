"""Roles and organizations that are one are merged: tenures move, slugs lead on, and it can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry import Registry
from registry.services.entities.merge import MergeError

ROWS = """person,role,organization,start,end
Ann Ames,Chair,River Council,2001-01-01,2002-01-01
Bob Birk,Chairperson,River Council,2003-01-01,2004-01-01
Ann Ames,Chairperson,River Council,2001-01-01,2002-01-01
Cid Cole,Chair,Council of the River Board,2006-01-01,2007-01-01
Dee Dorn,Clerk,Council of the River Board,2006-01-01,2007-01-01
"""


@pytest.fixture
def council(registry: Registry, tmp_path: Path) -> Registry:
    (tmp_path / "council.csv").write_text(ROWS, "utf-8")
    registry.import_file(tmp_path / "council.csv")
    return registry


def holders(registry: Registry, role: str) -> list[str | None]:
    return [holder.name for holder in registry.history(role).holders]


def test_the_tenures_of_a_role_move_and_a_tenure_that_both_have_is_one(council: Registry):
    done = council.roles.merge("chair-river-council", "chairperson", because="one office")

    assert holders(council, "chair-river-council") == ["Ann Ames", "Bob Birk"]
    assert len(done.joined) == 1
    assert holders(council, "chairperson") == ["Ann Ames", "Bob Birk"]  # the slug leads on


def test_a_merge_of_roles_is_undone_and_can_only_be_tried(council: Registry):
    tried = council.roles.merge("chair-river-council", "chairperson", dry_run=True)
    assert len(council.log()) == 1
    assert council.roles.merge("chair-river-council", "chairperson") == tried

    council.undo(2)

    assert holders(council, "chair-river-council") == ["Ann Ames"]


def test_roles_whose_holders_have_no_room_in_one_are_not_merged(council: Registry):
    council.appoint("Cid Cole", "chair-river-council", "2003-02-01", end="2003-09-01")

    with pytest.raises(MergeError, match="does not fit with those of chair-river-council"):
        council.roles.merge("chair-river-council", "chairperson")


def test_the_roles_of_an_organization_move_and_those_of_one_title_are_one(council: Registry):
    done = council.organizations.merge("river-council", "council-of-the-river-board")

    assert done.moved_roles == ("clerk",)
    assert holders(council, "chair-river-council") == ["Ann Ames", "Cid Cole"]
    council.undo(2)
    assert holders(council, "chair-river-council") == ["Ann Ames"]


def test_what_is_known_to_be_two_is_not_merged(council: Registry):
    council.roles.distinct("chair-river-council", "chairperson", because="the one presides, the other sits")

    with pytest.raises(MergeError, match="are recorded as two"):
        council.roles.merge("chair-river-council", "chairperson")

    council.roles.not_distinct("chair-river-council", "chairperson", because="a mistake")
    assert council.roles.merge("chair-river-council", "chairperson").kept == "chair-river-council"
