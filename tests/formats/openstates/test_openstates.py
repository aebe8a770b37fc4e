"""openstates people: what is read of a folder and of a file, and what is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.exchange.export_view import FIELDS
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import (
    CitationStatement,
    DetailStatement,
    FurtherDateStatement,
    NameStatement,
    OrganizationStatement,
    OtherContent,
    PersonStatement,
    RoleStatement,
    SkippedStatement,
    Statement,
    TenureStatement,
)
from registry.formats.documents import FormatError
from registry.formats.openstates import openstates
from registry.formats.openstates.reader import People
from registry.formats.protocol import reader_of, readers, writers
from tests.formats.pictures import SAMPLE, picture_of

FOLDER = Path(__file__).parents[2] / "fixtures" / "openstates"
GOLDEN = Path(__file__).parents[1] / "golden" / "openstates"
TODAY = ReadingOptions(today="2026-11-23")
NC = "ocd-jurisdiction/country:us/state:nc/government"
PERSON = "ocd-person/11111111-1111-4111-8111-111111111111"


def read(folder: Path, text: str, reading: ReadingOptions = TODAY) -> list[Statement]:
    path = folder / "person.yml"
    path.write_text(text, "utf-8")
    return list(openstates.read(path, reading))


def person(roles: str, more: str = "") -> str:
    return f"id: {PERSON}\nname: Ann Ames\n{more}roles:\n{roles}"


def role(kind: str = "mayor", jurisdiction: str = NC, **more: str) -> str:
    return f"- type: {kind}\n  jurisdiction: {jurisdiction}\n" + "".join(f"  {key}: {more[key]}\n" for key in more)


def of(kind: type, given: Sequence[Statement]) -> list[Any]:
    return [each for each in given if isinstance(each, kind)]


def written(folder: Path, given: Sequence[Statement]) -> tuple[dict[str, Any], list[SkippedStatement]]:
    """The files by name, and what could not be said."""
    folder.mkdir()
    left = openstates.write(picture_of(given), folder)
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in folder.iterdir()}, list(left)


# --- what it is ---


def test_a_folder_and_a_file_are_recognised():
    assert reader_of(FOLDER) is openstates
    assert reader_of(next(FOLDER.rglob("Ann*.yml"))) is openstates
    assert reader_of(GOLDEN) is openstates
    assert reader_of(GOLDEN / "bob-bell.yml") is openstates


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"- id:\n    bioguide: A\n",
        b"id: ocd-organization/1\njurisdiction: x\nclassification: committee\n",
        b"id: 5\nname: x\n",
    ],
)
def test_another_file_is_not_recognised(tmp_path: Path, head: bytes):
    (tmp_path / "a.yml").write_bytes(head)

    assert not openstates.recognises(tmp_path / "a.yml", head)
    assert not openstates.recognises(tmp_path, b"")


def test_it_is_found_among_the_readers_and_the_writers():
    assert openstates in list(readers())
    assert openstates in list(writers())
    assert openstates.SAYS <= FIELDS


def test_a_file_or_a_folder_of_no_person_is_refused(tmp_path: Path):
    (tmp_path / "a.yml").write_text("- a\n", "utf-8")

    with pytest.raises(FormatError, match=r"a\.yml does not describe a person"):
        list(openstates.read(tmp_path / "a.yml", TODAY))
    with pytest.raises(FormatError, match="contains no file of a person"):
        list(openstates.read(tmp_path, TODAY))


# --- the folder ---


@pytest.fixture(scope="module")
def folder() -> list[Statement]:
    return list(openstates.read(FOLDER, TODAY))


def test_everybody_in_the_folders_below_is_read(folder: list[Statement]):
    assert [each.name for each in of(PersonStatement, folder)] == ["Cem Cole", "Ann Ames", "Bob Bell"]


def test_a_person_has_identifiers_that_identify_and_none_of_an_account(folder: list[Statement]):
    ann = of(PersonStatement, folder)[1]

    assert ann.identifiers == (("ocd-person", PERSON), ("wikidata", "Q90000003"), ("legacy_openstates", "NCL000901"))
    assert (ann.birth, ann.also) == ("1970-05-04", (NameStatement("Ann B. Ames", end="2001"),))


def test_an_organization_is_called_by_the_words_of_its_id_and_known_by_it(folder: list[Statement]):
    assert [(body.key, body.name, body.identifiers) for body in of(OrganizationStatement, folder)] == [
        (NC, "us nc government", (("ocd-jurisdiction", NC),)),
        (
            "ocd-jurisdiction/country:us/state:nc/place:new_balance/government",
            "us nc new balance government",
            (("ocd-jurisdiction", "ocd-jurisdiction/country:us/state:nc/place:new_balance/government"),),
        ),
    ]


def test_an_office_is_type_and_district_and_a_district_may_have_several_members(folder: list[Statement]):
    assert [(post.title, post.seats) for post in of(RoleStatement, folder)] == [
        ("Lieutenant Governor", 1),
        ("Member of the lower chamber, district 104", None),
        ("Member of the upper chamber, district 39", None),
        ("Mayor", 1),
    ]
    assert of(RoleStatement, folder)[2].key == f"{NC}/upper/39"


def test_ends_are_the_last_day(folder: list[Statement]):
    assert not openstates.EXCLUSIVE
    assert [(held.start, held.end) for held in of(TenureStatement, folder)[1:3]] == [
        ("2015-01-01", "2016-12-31"),
        ("2019-09-17", None),
    ]


def test_an_end_that_is_still_to_come_is_due_and_has_not_been(folder: list[Statement]):
    governor = of(TenureStatement, folder)[0]

    assert (governor.start, governor.end, governor.note) == ("2025-01-01", None, None)
    assert governor.dates == (FurtherDateStatement("end", "due", "2029-01-01"),)


def test_parties_are_details_on_the_days_on_which_somebody_had_them(folder: list[Statement]):
    assert of(TenureStatement, folder)[1].details == (DetailStatement("party", "Democratic"),)
    assert of(TenureStatement, folder)[3].details == (
        DetailStatement("party", "Democratic", None, "2012-06-01"),
        DetailStatement("party", "Republican", "2012-06-01", None),
    )


def test_the_sources_of_a_person_are_those_of_each_tenure_and_links_are_none(folder: list[Statement]):
    sources = (
        CitationStatement("https://www.example.org/members/398"),
        CitationStatement("https://www.example.org/", "Legislature"),
    )

    assert [held.cited for held in of(TenureStatement, folder)[1:3]] == [sources, sources]


def test_a_reason_becomes_our_word_where_it_means_the_same(folder: list[Statement]):
    assert of(TenureStatement, folder)[-1].end_reason == "resigned"


def test_what_is_faulty_is_told_and_committees_are_counted(folder: list[Statement]):
    assert [*of(SkippedStatement, folder), *of(OtherContent, folder)] == [
        SkippedStatement(
            "data/nc/retired/Bob-Bell-22222222-2222-4222-8222-222222222222.yml, role 2",
            "'2013-02-30': February 2013 has 28 days; write 2013-02 alone if the day is not known",
        ),
        OtherContent("openstates", "2 files that does not describe a person (a committee, a list of places) left out"),
    ]


def test_a_file_that_cannot_be_read_is_told_and_the_rest_read(tmp_path: Path):
    (tmp_path / "a.yml").write_text(f"id: {PERSON}\nname: [\n", "utf-8")
    (tmp_path / "b.yml").write_text(person(role()), "utf-8")
    (tmp_path / "c.yml").write_text(person(role()), "utf-8")
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github" / "settings.yml").write_text("a: b\n", "utf-8")

    given = list(openstates.read(tmp_path, TODAY))

    assert [left.place for left in of(SkippedStatement, given)] == ["a.yml", "c.yml"]
    assert of(SkippedStatement, given)[1].reason == f"repeats '{PERSON}' from an earlier file"
    assert len(of(TenureStatement, given)) == 1


# --- one file ---


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        (person("- type: mayor\n"), "person.yml, role 1", "has no jurisdiction"),
        (person("- jurisdiction: x\n"), "person.yml, role 1", "has no type"),
        (person("- x\n"), "person.yml, role 1", "has no type"),
        (person(role(start_date="03/04/2010")), "person.yml, role 1", "'03/04/2010'"),
        (person(role(), "birth_date: 1970-13-00\n"), "person.yml", "birth_date '1970-13-00'"),
        (person(role(), "other_names:\n- name: A\n  end_date: x\n"), "person.yml", "the name 'A': 'x'"),
        (f"id: {PERSON}\n", "person.yml", "has no name"),
    ],
)
def test_what_is_faulty_in_a_file_is_told(tmp_path: Path, text: str, place: str, reason: str):
    ((where, why),) = of(SkippedStatement, read(tmp_path, text))

    assert (where, why[: len(reason)]) == (place, reason)


def test_zeros_for_an_unknown_month_and_day_of_birth_are_read_as_the_year(tmp_path: Path):
    given = read(tmp_path, person(role(), "birth_date: 1970-00-00\n"))

    assert of(SkippedStatement, given) == []
    assert [each.birth for each in of(PersonStatement, given)] == ["1970"]


@pytest.mark.parametrize(
    ("kind", "district", "title"),
    [
        ("upper", "39", "Member of the upper chamber, district 39"),
        ("lower", "At-Large", "Member of the lower chamber, district At-Large"),
        ("legislature", "5", "Member of the legislature, district 5"),
        ("governor", None, "Governor"),
        ("lt_governor", None, "Lieutenant Governor"),
        ("mayor", None, "Mayor"),
        ("secretary of state", None, "Secretary of State"),
        ("chief election officer", None, "Chief Election Officer"),
        ("treasurer", None, "treasurer"),
    ],
)
def test_an_office_becomes_a_title_and_the_title_the_office(
    tmp_path: Path, kind: str, district: str | None, title: str
):
    more = {"district": f"'{district}'"} if district else {}
    given = read(tmp_path, person(role(kind, **more)))
    files, _ = written(tmp_path / "out", [_slugged(each) for each in given])

    assert [post.title for post in of(RoleStatement, given)] == [title]
    (said,) = files["ann"]["roles"]
    assert (said["type"], said.get("district"), said["jurisdiction"]) == (kind, district, NC)
    assert files["ann"]["id"] == PERSON


def _slugged(given: Statement) -> Statement:
    """As the registry has it: its keys are slugs."""
    if isinstance(given, PersonStatement):
        return given._replace(key="ann")
    return given._replace(person="ann") if isinstance(given, TenureStatement) else given


def test_how_many_seats_is_for_who_reads_to_say(tmp_path: Path):
    roles = role("lower") + role("mayor")

    assert [post.seats for post in of(RoleStatement, read(tmp_path, person(roles)))] == [None, 1]
    assert [post.seats for post in of(RoleStatement, read(tmp_path, person(roles), ReadingOptions(seats=2)))] == [2, 2]
    assert [post.seats for post in of(RoleStatement, read(tmp_path, person(roles), ReadingOptions(seats=0)))] == [
        None,
        None,
    ]


def test_a_person_without_roles_is_read(tmp_path: Path):
    given = read(tmp_path, f"id: {PERSON}\nname: Ann Ames\nroles: []\n")

    assert given == [PersonStatement(PERSON, "Ann Ames", "person.yml", identifiers=(("ocd-person", PERSON),))]


# --- written ---


def test_the_sample_is_written_as_the_golden_folder_has_it(tmp_path: Path):
    _, left = written(tmp_path / "out", SAMPLE)

    assert _bytes(tmp_path / "out") == _bytes(GOLDEN)
    assert [each.place for each in left] == ["ames-adviser", "nobody", "advisers", "ministry"]
    assert left[2].reason == "it has no holder in the export, and the format has no offices without one"


def test_what_is_written_is_read_and_written_again_the_same(tmp_path: Path):
    written(tmp_path / "1", SAMPLE)

    given = list(openstates.read(tmp_path / "1", TODAY))
    _, left = written(tmp_path / "2", given)

    assert (of(SkippedStatement, given), left) == ([], [])
    assert _bytes(tmp_path / "2") == _bytes(tmp_path / "1")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_somebody_without_a_tenure_has_a_file_and_texts_that_look_like_something_else_stay_texts(tmp_path: Path):
    files, left = written(
        tmp_path / "out", [PersonStatement("no", "NO", birth="1980"), PersonStatement("on", "2010-01-01")]
    )

    assert files == {
        "no": {"id": "no", "name": "NO", "birth_date": "1980", "roles": []},
        "on": {"id": "on", "name": "2010-01-01", "roles": []},
    }
    assert left == []


def test_organizations_of_one_name_are_told_apart_by_their_slug(tmp_path: Path):
    bodies = [
        OrganizationStatement("a", "Board"),
        OrganizationStatement("b", "Board"),
        OrganizationStatement("c", "Court"),
    ]
    posts = [RoleStatement(f"{body.key}-chair", "Chair", body.key) for body in bodies]
    held = [TenureStatement("ann", post.key, key=post.key) for post in posts]

    files, left = written(tmp_path / "out", [*bodies, *posts, PersonStatement("ann", "Ann Ames"), *held])

    assert [each["jurisdiction"] for each in files["ann"]["roles"]] == ["a", "b", "Court"]
    assert left == []


def test_a_tenure_that_would_be_misread_is_left_out(tmp_path: Path):
    held = [
        TenureStatement("ann", "chair", key="ended", end="XXXX"),
        TenureStatement("ann", "chair", key="rejected", status="rejected"),
        TenureStatement(None, "chair", key="vacancy"),
        TenureStatement(
            "ann", "chair", key="certain", start="199X", end="2020-35", cited=(CitationStatement("Order 5"),)
        ),
    ]
    files, left = written(
        tmp_path / "out",
        [
            OrganizationStatement("a", "Board"),
            RoleStatement("chair", "Chair", "a"),
            PersonStatement("ann", "Ann Ames"),
            *held,
        ],
    )

    assert files["ann"]["roles"] == [{"type": "Chair", "jurisdiction": "Board", "end_date": "2020"}]
    assert [each.place for each in left] == ["ended", "rejected", "vacancy", "certain"]
    assert "'Order 5' has no web address" in left[3].reason


# --- whatever it holds ---

_VALUES = st.recursive(
    st.one_of(st.none(), st.sampled_from(["", "x", "2010", "mayor", NC])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)),
    max_leaves=5,
)
_ROLES = st.lists(
    st.dictionaries(st.sampled_from(["type", "jurisdiction", "district", "end_date"]), _VALUES), max_size=3
)
_PARTS = ("name", "birth_date", "other_names", "ids", "other_identifiers", "party", "sources")


@given(
    st.fixed_dictionaries(
        {"id": st.just("ann"), "roles": st.one_of(_VALUES, _ROLES)}, optional=dict.fromkeys(_PARTS, _VALUES)
    )
)
def test_whatever_the_fields_hold_is_read_or_told(found: dict[str, Any]):
    given = list(People(TODAY).person("person.yml", found))

    assert {held.post for held in of(TenureStatement, given)} <= {post.key for post in of(RoleStatement, given)}
