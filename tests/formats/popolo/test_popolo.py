"""Popolo JSON: what is read as the specification, parlparse and EveryPolitician have it, and what is written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.entities.models import Appointment, OtherName
from registry.domain.entities.validation import validated
from registry.domain.exchange.export_view import FIELDS
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import (
    CitationStatement,
    DetailStatement,
    FurtherDateStatement,
    NameStatement,
    NotKept,
    OrganizationStatement,
    OtherContent,
    PersonStatement,
    RoleStatement,
    SkippedStatement,
    Statement,
    TenureStatement,
)
from registry.formats.documents import FormatError
from registry.formats.popolo import popolo
from registry.formats.popolo.reader import Document
from registry.formats.protocol import reader_of, readers, writers
from tests.formats.pictures import SAMPLE, picture_of

FIXTURES = Path(__file__).parents[2] / "fixtures"
GOLDEN = Path(__file__).parents[1] / "golden" / "popolo.json"
PARLPARSE = FIXTURES / "popolo-parlparse.json"
EVERYPOLITICIAN = FIXTURES / "popolo-everypolitician.json"
TODAY = ReadingOptions(today="2026-11-23")

ANN = {"id": "ann", "name": "Ann Ames"}
STAFF = {"id": "staff", "name": "Staff"}
CHIEF = {"id": "chief", "label": "Chief", "role": "Chief", "organization_id": "staff"}


def document(**parts: Any) -> dict[str, Any]:
    return {"persons": [ANN], "organizations": [STAFF], "posts": [CHIEF], "memberships": [], **parts}


def membership(**parts: Any) -> dict[str, Any]:
    return {"person_id": "ann", "post_id": "chief", **parts}


def read(folder: Path, found: Any, reading: ReadingOptions = TODAY) -> list[Statement]:
    path = folder / "people.json"
    path.write_text(json.dumps(found), "utf-8")
    return list(popolo.read(path, reading))


def of(kind: type, given: Sequence[Statement]) -> list[Any]:
    return [each for each in given if isinstance(each, kind)]


def held_of(folder: Path, *memberships: Any, reading: ReadingOptions = TODAY) -> TenureStatement:
    (held,) = of(TenureStatement, read(folder, document(memberships=list(memberships)), reading))
    return held


def left_of(folder: Path, found: Any) -> list[tuple[str, str]]:
    return [tuple(left) for left in of(SkippedStatement, read(folder, found))]


# --- what it is ---


@pytest.mark.parametrize("path", [PARLPARSE, EVERYPOLITICIAN, GOLDEN], ids=lambda path: path.name)
def test_a_popolo_document_is_recognised(path: Path):
    assert reader_of(path) is popolo


def test_a_document_after_a_byte_order_mark_is_recognised(tmp_path: Path):
    path = tmp_path / "people.json"
    path.write_text(json.dumps(document()), "utf-8-sig")

    assert reader_of(path) is popolo
    assert of(PersonStatement, list(popolo.read(path, TODAY)))


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"[]",
        b'{"persons": {"a": 1}}',
        b'{"posts": [{"title": "A blog"}]}',
        b'- id:\n    bioguide: "A"\n',
        b"name,role\n",
    ],
)
def test_another_file_is_not_recognised(head: bytes):
    assert not popolo.recognises(Path("a.json"), head)


@pytest.mark.parametrize("found", [[], {"people": []}, {"persons": {}}, "persons"])
def test_a_document_without_the_lists_is_refused(tmp_path: Path, found: Any):
    with pytest.raises(FormatError, match=r"people\.json has no list of persons or memberships"):
        read(tmp_path, found)


def test_it_is_found_among_the_readers_and_the_writers():
    assert popolo in list(readers())
    assert popolo in list(writers())
    assert popolo.SAYS <= FIELDS


# --- parlparse ---


@pytest.fixture(scope="module")
def parlparse() -> list[Statement]:
    return list(popolo.read(PARLPARSE, TODAY))


def test_the_main_name_still_borne_is_the_name_and_the_one_before_is_a_former_one(parlparse: list[Statement]):
    ann = of(PersonStatement, parlparse)[0]

    assert ann.name == "Ann Ames-Bell"
    assert ann.also == (NameStatement("Ann Ames", "former", end="1989-12-31"), NameStatement("Annie Ames"))
    assert ann.identifiers == (("datadotparl_id", "172"),)


def test_a_lord_is_called_by_the_title_and_by_the_name_before_it(parlparse: list[Statement]):
    clara = of(PersonStatement, parlparse)[2]

    assert (clara.name, clara.also) == ("Baroness Cole of Balance", (NameStatement("Clara Cole"),))


def test_a_bishop_is_called_by_the_see(tmp_path: Path):
    bishop = {"honorific_prefix": "Bishop", "lordofname": "Balance", "lordname": "", "note": "Main"}

    (someone,) = of(PersonStatement, read(tmp_path, document(persons=[{"id": "1", "other_names": [bishop]}])))

    assert someone.name == "Bishop of Balance"


def test_a_tenure_of_a_redirected_person_is_that_of_whom_the_redirect_leads_to(parlparse: list[Statement]):
    assert [held.person for held in of(TenureStatement, parlparse)[:2]] == ["uk.org.publicwhip/person/90001"] * 2
    assert "uk.org.publicwhip/person/90004" not in [person.key for person in of(PersonStatement, parlparse)]


def test_a_redirected_membership_is_no_second_tenure(parlparse: list[Statement]):
    assert "uk.org.publicwhip/member/90003" not in [held.key for held in of(TenureStatement, parlparse)]


def test_redirects_that_lead_nowhere_or_in_a_circle_are_told(tmp_path: Path):
    persons = [{"id": "a", "redirect": "b"}, {"id": "b", "redirect": "a"}, {"id": "c", "redirect": "d"}]

    assert left_of(tmp_path, document(persons=persons, memberships=[membership(person_id="a")])) == [
        ("people.json, person 1 (a)", "redirects to 'b', who is not in the file"),
        ("people.json, person 2 (b)", "redirects to 'a', who is not in the file"),
        ("people.json, person 3 (c)", "redirects to 'd', who is not in the file"),
        ("people.json, membership 1", "is of the person 'a', who is not in the file or was left out"),
    ]


def test_ends_are_the_last_day_and_the_end_of_time_is_no_end(parlparse: list[Statement]):
    assert not popolo.EXCLUSIVE
    assert [(held.start, held.end) for held in of(TenureStatement, parlparse)[:3]] == [
        ("1987-06-11", "1992-03-16"),
        ("1992-04-09", "1995-05-09"),
        ("1995-06-22", None),
    ]


def test_reasons_become_our_words_where_they_mean_the_same(parlparse: list[Statement]):
    assert [(held.how, held.end_reason) for held in of(TenureStatement, parlparse)] == [
        ("elected", "term ended"),
        ("elected", "died"),
        ("elected", None),
        (None, "changed party"),
        (None, None),
    ]


@pytest.mark.parametrize(
    "reason",
    [
        "general_election",
        "by_election",
        "regional_election",
        "election",
        "changed_party",
        "changed_name",
        "reinstated",
        "appointed",
        "unknown",
        "replaced_in_region",
        "became_presiding_officer",
        "general_election_probably",
        "general_election_standing",
        "general_election_not_standing",
        "still_in_office",
        "died",
        "declared_void",
        "resigned",
        "disqualified",
        "became_peer",
        "devolution",
        "dissolution",
        "retired",
        "recall_petition",
        "whip_removed",
        "defeated",
        "term_expired",
        "elected_elsewhere",
        "section_15",
        "Resigned",
        "RETIRED",
        "Died",
        "deceased",
        "Death",
    ],
)
def test_every_reason_in_use_can_be_recorded(tmp_path: Path, reason: str):
    held = held_of(tmp_path, membership(start_reason=reason, end_reason=reason, end_date="2020"))

    validated(
        Appointment, {"slug": "a", "person": "ann", "role": "chief", "how": held.how, "end_reason": held.end_reason}
    )


def test_the_post_is_an_office_of_one_with_its_own_life(parlparse: list[Statement]):
    assert of(RoleStatement, parlparse)[0] == RoleStatement(
        "uk.org.publicwhip/cons/901",
        "MP for Balance North",
        "house-of-commons",
        "popolo-parlparse.json, post 1 (uk.org.publicwhip/cons/901)",
        seats=1,
        inception="1950",
        abolition="2024-05-30",
    )


def test_a_role_in_an_organization_is_an_office_of_any_number(parlparse: list[Statement]):
    assert [(post.key, post.title, post.organization, post.seats) for post in of(RoleStatement, parlparse)[2:]] == [
        ("house-of-lords/peer", "Peer", "house-of-lords", None),
        ("house-of-commons/the minister of weights", "The Minister of Weights", "house-of-commons", None),
    ]


def test_the_party_is_a_detail_and_is_no_organization_of_its_own(parlparse: list[Statement]):
    assert DetailStatement("party", "Yellow") in of(TenureStatement, parlparse)[0].details
    assert [body.name for body in of(OrganizationStatement, parlparse)] == ["House of Commons", "House of Lords"]


def test_a_source_by_a_word_is_noted(parlparse: list[Statement]):
    assert (of(TenureStatement, parlparse)[4].cited, of(TenureStatement, parlparse)[4].note) == (
        (),
        "source: datadotparl/governmentpost",
    )


def test_a_membership_of_somebody_who_is_not_in_the_file_is_told_and_the_rest_read(parlparse: list[Statement]):
    assert of(SkippedStatement, parlparse) == [
        SkippedStatement(
            "popolo-parlparse.json, membership 7 (uk.org.publicwhip/member/90009)",
            "is of the person 'uk.org.publicwhip/person/99999', who is not in the file or was left out",
        )
    ]
    assert [held.key for held in of(TenureStatement, parlparse)] == [
        *(f"uk.org.publicwhip/{each}" for each in ("member/90001", "member/90002", "member/90005", "lord/99001")),
        "uk.parliament.data/Member/9/GovernmentPost/1",
    ]


# --- EveryPolitician ---


@pytest.fixture(scope="module")
def everypolitician() -> list[Statement]:
    return list(popolo.read(EVERYPOLITICIAN, TODAY))


def test_a_membership_without_a_date_has_that_of_its_term(everypolitician: list[Statement]):
    assert [(held.start, held.end) for held in of(TenureStatement, everypolitician)] == [
        ("2012-04-03", "2017-04-02"),
        ("2012-04-03", "2014-06-30"),
        ("2017-04-03", None),
    ]


def test_a_membership_without_a_date_whose_term_is_not_in_the_file_is_told(tmp_path: Path):
    found = document(memberships=[membership(legislative_period_id="term/9", start_date="2012")])

    assert left_of(tmp_path, found) == [
        ("people.json, membership 1", "takes a date from its term 'term/9', which is not in the file")
    ]


def test_a_term_that_is_not_in_the_file_does_no_harm_where_both_dates_are_given(tmp_path: Path):
    held = held_of(tmp_path, membership(legislative_period_id="term/9", start_date="2012", end_date="2013"))

    assert (held.start, held.end, held.note) == ("2012", "2013", None)
    assert held.details == (DetailStatement("term", "term/9"),)


def test_party_area_and_term_are_details_but_not_an_unknown_party(everypolitician: list[Statement]):
    held = of(TenureStatement, everypolitician)
    assert [{detail.field: detail.value for detail in each.details} for each in held] == [
        {"party": "Blue Party", "area": "Balance", "term": "5th Convocation"},
        {"area": "Scales", "term": "5th Convocation"},
        {"party": "Blue Party", "term": "6th Convocation"},
    ]
    assert {each.note for each in held} == {None}


def test_members_hold_one_office_with_unlimited_seats(everypolitician: list[Statement]):
    (post,) = of(RoleStatement, everypolitician)

    assert (post.title, post.seats) == ("Member", None)
    assert {held.post for held in of(TenureStatement, everypolitician)} == {post.key}


def test_membership_of_a_party_is_no_office_and_is_counted(everypolitician: list[Statement]):
    assert of(SkippedStatement, everypolitician) == []
    assert of(OtherContent, everypolitician) == [
        OtherContent("popolo-everypolitician.json", "1 membership of a party left out: that is not an office")
    ]


def test_an_office_in_a_party_is_one(tmp_path: Path):
    party = {"id": "blue", "name": "Blue Party", "classification": "party"}
    given = read(
        tmp_path,
        document(
            organizations=[party],
            posts=[],
            memberships=[{"person_id": "ann", "organization_id": "blue", "role": "leader"}],
        ),
    )

    assert [body.name for body in of(OrganizationStatement, given)] == ["Blue Party"]
    assert [post.title for post in of(RoleStatement, given)] == ["Leader"]
    assert of(SkippedStatement, given) == []


def test_names_have_their_language_where_the_code_is_one(everypolitician: list[Statement]):
    ann = of(PersonStatement, everypolitician)[0]

    assert ann.also == (NameStatement("Анна Еймс", language="uk"), NameStatement("A. Ames"))
    assert ann.identifiers == (("everypolitician_legacy", "127"), ("wikidata", "Q90000003"))


@pytest.mark.parametrize(
    "code", ["zh-hant", "zh-cn", "be-tarask", "simple", "zh-min-nan", "roa-tara", "map-bms", "sr-ec"]
)
def test_whatever_code_a_name_has_it_can_be_recorded(tmp_path: Path, code: str):
    person = {**ANN, "other_names": [{"name": "安", "lang": code}]}
    (someone,) = of(PersonStatement, read(tmp_path, document(persons=[person])))

    validated(OtherName, someone.also[0]._asdict())


# --- the specification, and what is faulty ---


def test_a_date_may_be_a_year_a_month_a_day_or_a_time_on_a_day(tmp_path: Path):
    assert held_of(tmp_path, membership(start_date="2010", end_date="2011-05")).start == "2010"
    held = held_of(tmp_path, membership(start_date="2010-01-02T23:59:00+02:00", end_date="2011-05-06 10:00"))
    assert (held.start, held.end) == ("2010-01-02", "2011-05-06")
    assert held_of(tmp_path, membership(start_date=2010, end_date="")).start == "2010"


def test_an_end_that_is_still_to_come_is_due_and_has_not_been(tmp_path: Path):
    held = held_of(tmp_path, membership(start_date="2020", end_date="2026-11-24", end_reason="term_expired"))

    assert (held.end, held.end_reason, held.note) == (None, None, None)
    assert held.dates == (FurtherDateStatement("end", "due", "2026-11-24"),)


@pytest.mark.parametrize("end", ["2026-11-23", "2026"])
def test_an_end_that_may_have_been_is_an_end(tmp_path: Path, end: str):
    assert held_of(tmp_path, membership(end_date=end)).end == end


@pytest.mark.parametrize(
    ("date", "why"),
    [
        ("2010-02-30", "February 2010 has 28 days"),
        ("03/04/2010", "03/04/2010"),
        ("1999-01-??", "1999-01-"),
        ("present", "is not a day on which something began"),
        ({"year": 2010}, "is neither text nor a number"),
    ],
)
def test_a_start_that_is_no_date_is_told_with_its_value(tmp_path: Path, date: Any, why: str):
    ((place, reason),) = left_of(tmp_path, document(memberships=[membership(id="m1", start_date=date)]))

    assert place == "people.json, membership 1 (m1)"
    assert why in reason


def test_the_order_of_day_and_month_is_taken_from_who_reads(tmp_path: Path):
    from registry.domain.vocabulary import DateOrder

    held = held_of(tmp_path, membership(start_date="03/04/2010"), reading=ReadingOptions(date_order=DateOrder.dmy))

    assert held.start == "2010-04-03"


def test_a_faulty_date_of_a_person_or_a_name_leaves_the_rest(tmp_path: Path):
    person = {**ANN, "birth_date": "1970-13-00", "other_names": [{"name": "Anna", "start_date": "never"}]}
    given = read(tmp_path, document(persons=[person], memberships=[membership(start_date="2010")]))

    assert of(PersonStatement, given) == [PersonStatement("ann", "Ann Ames", "people.json, person 1 (ann)")]
    assert [left.reason.split(":")[0] for left in of(SkippedStatement, given)] == [
        "the name 'Anna'",
        "birth_date '1970-13-00' means '1970-13'",
    ]
    assert len(of(TenureStatement, given)) == 1


@pytest.mark.parametrize(
    ("parts", "place", "reason"),
    [
        ({"memberships": ["x"]}, "membership 1", "'x' is not a valid membership"),
        ({"memberships": [{"post_id": "chief"}]}, "membership 1", "has no person_id"),
        ({"memberships": [{"person_id": "ann"}]}, "membership 1", "has no organization_id"),
        ({"memberships": [membership(post_id="x")]}, "membership 1", "is in the post 'x', which"),
        (
            {"memberships": [{"person_id": "ann", "organization_id": "x"}]},
            "membership 1",
            "is in the organization 'x', which",
        ),
        ({"persons": [{"name": "Ann"}]}, "person 1", "has no id"),
        ({"persons": [{"id": "a"}]}, "person 1 (a)", "has no name"),
        ({"persons": [ANN, ANN]}, "person 2 (ann)", "repeats an earlier id"),
        ({"organizations": [STAFF, {"id": "b"}]}, "organization 2 (b)", "has no name"),
        ({"organizations": [{**STAFF, "parent_id": "x"}]}, "organization 1 (staff)", "has the parent 'x', which"),
        ({"organizations": [{**STAFF, "founding_date": "x"}]}, "organization 1 (staff)", "founding_date 'x'"),
        ({"posts": [{"id": "p", "organization_id": "staff"}]}, "post 1 (p)", "has neither label nor role"),
        ({"posts": [{"id": "p", "label": "P"}]}, "post 1 (p)", "has no organization_id"),
        ({"posts": [{**CHIEF, "end_date": "x"}]}, "post 1 (chief)", "end_date 'x'"),
        (
            {"posts": [{**CHIEF, "other_label": [{"name": "C", "end_date": "x"}]}]},
            "post 1 (chief)",
            "the name 'C': 'x'",
        ),
    ],
)
def test_what_is_faulty_is_told_and_the_rest_read(tmp_path: Path, parts: dict[str, Any], place: str, reason: str):
    ((where, why),) = left_of(tmp_path, document(**parts))

    assert where == f"people.json, {place}"
    assert why.startswith(reason)


def test_how_many_seats_is_for_who_reads_to_say(tmp_path: Path):
    found = document(memberships=[{"person_id": "ann", "organization_id": "staff"}])

    assert [post.seats for post in of(RoleStatement, read(tmp_path, found))] == [1, None]
    assert [post.seats for post in of(RoleStatement, read(tmp_path, found, ReadingOptions(seats=5)))] == [5, 5]
    assert [post.seats for post in of(RoleStatement, read(tmp_path, found, ReadingOptions(seats=0)))] == [None, None]


def test_organizations_come_after_those_above_them_however_deep_they_stand(tmp_path: Path):
    deep = [{"id": f"{number}", "name": f"Body {number}", "parent_id": f"{number + 1}"} for number in range(3_000)]
    given = read(tmp_path, document(organizations=[STAFF, *deep, {"id": "3000", "name": "Top"}]))

    bodies = of(OrganizationStatement, given)
    assert [body.key for body in bodies[1:3]] == ["3000", "2999"]
    assert len(bodies) == 3_002


@pytest.mark.parametrize("has_list", [True, False])
def test_memberships_inside_persons_are_read(tmp_path: Path, has_list: bool):
    person = {**ANN, "memberships": [{"post_id": "chief", "start_date": "2010"}]}
    found = document(persons=[person])
    if not has_list:
        del found["memberships"]

    (held,) = of(TenureStatement, read(tmp_path, found))

    assert (held.person, held.start, held.place) == ("ann", "2010", "people.json, person 1 (ann), membership 1")


def test_a_membership_that_stands_in_the_list_too_is_one(tmp_path: Path):
    inside = {"id": "m", "person_id": "ann", "post_id": "chief", "start_date": "2010"}
    person = {**ANN, "memberships": [inside]}

    assert len(of(TenureStatement, read(tmp_path, document(persons=[person], memberships=[dict(inside)])))) == 1


def test_posts_and_memberships_inside_organizations_are_read(tmp_path: Path):
    membership = {"id": "m", "person_id": "ann", "post_id": "p", "start_date": "2010"}
    body = {"id": "o", "name": "River Council", "posts": [{"id": "p", "label": "Chair"}], "memberships": [membership]}
    given = read(tmp_path, {"persons": [ANN], "organizations": [body]})

    assert [(post.title, post.organization) for post in of(RoleStatement, given)] == [("Chair", "o")]
    (held,) = of(TenureStatement, given)
    assert (held.person, held.post, held.place) == ("ann", "p", "people.json, organization 1 (o), membership 1")


def test_a_name_may_be_given_by_language(tmp_path: Path):
    person = {"id": "ann", "name": {"lang:cy": "Ann CY", "lang:en": "Ann Ames"}}
    (found,) = of(PersonStatement, read(tmp_path, document(persons=[person])))

    assert (found.name, [(name.name, name.language) for name in found.also]) == ("Ann Ames", [("Ann CY", "cy")])


def test_what_is_not_kept_is_counted(tmp_path: Path):
    person = {**ANN, "gender": "female", "image": "a.jpg", "contact_details": [{}, {}], "email": ""}

    assert set(of(NotKept, read(tmp_path, document(persons=[person])))) == {
        NotKept("gender", 1), NotKept("image", 1), NotKept("contact details", 2)
    }  # fmt: skip


def test_another_label_is_one_text_as_the_schema_has_it(tmp_path: Path):
    (post,) = of(RoleStatement, read(tmp_path, document(posts=[{**CHIEF, "other_label": "Boss"}])))

    assert [name.name for name in post.also] == ["Boss"]


def test_a_post_is_told_apart_by_its_area_where_its_label_does_not_say_it(tmp_path: Path):
    areas = [{"id": "n", "name": "North"}]
    posts = [
        {**CHIEF, "area_id": "n"},
        {**CHIEF, "id": "s", "area": {"name": "South"}},
        {**CHIEF, "id": "c", "label": "Chief, North", "area_id": "n"},
    ]

    given = read(tmp_path, document(posts=posts, areas=areas))

    assert [post.title for post in of(RoleStatement, given)] == ["Chief, North", "Chief, South", "Chief, North"]


def test_a_role_that_is_not_that_of_the_post_is_noted(tmp_path: Path):
    assert held_of(tmp_path, membership(role="acting chief")).note == "role: acting chief"
    assert held_of(tmp_path, membership(role="chief")).note is None


def test_a_scheme_gets_the_letters_that_one_may_have(tmp_path: Path):
    identifiers = [
        {"scheme": "Wikidata", "identifier": "Q1"},
        {"scheme": "UK Parliament (id)", "identifier": 7},
        {"scheme": "x"},
    ]
    (someone,) = of(PersonStatement, read(tmp_path, document(persons=[{**ANN, "identifiers": identifiers}])))

    assert someone.identifiers == (("wikidata", "Q1"), ("uk-parliament-id", "7"))


def test_sources_are_known_by_their_address_else_by_their_title(tmp_path: Path):
    gazette = {"url": "https://a.example", "note": "Gazette"}
    held = held_of(tmp_path, membership(sources=[gazette, gazette, {"note": "Order 5"}, {"url": "www.b.example"}, {}]))

    assert held.cited == (CitationStatement("https://a.example", "Gazette"), CitationStatement("Order 5"))
    assert held.note == "source: www.b.example"


# --- written ---


def test_the_sample_is_written_as_the_golden_file_has_it(tmp_path: Path):
    path = tmp_path / "x.json"
    left = popolo.write(picture_of(SAMPLE), path)

    assert path.read_bytes() == GOLDEN.read_bytes()
    assert left == [
        SkippedStatement("ames-adviser", "is disputed, and the format would state it as a fact"),
        SkippedStatement("nobody", "a vacancy, and the format knows only people in office"),
    ]


def test_what_is_written_is_read_and_written_again_the_same(tmp_path: Path):
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    popolo.write(picture_of(SAMPLE), first)

    given = list(popolo.read(first, TODAY))
    popolo.write(picture_of(given), second)

    assert of(SkippedStatement, given) == []
    assert second.read_bytes() == first.read_bytes()


def test_an_empty_registry_is_an_empty_document(tmp_path: Path):
    path = tmp_path / "x.json"
    popolo.write(picture_of(()), path)

    assert json.loads(path.read_text("utf-8")) == {"persons": [], "organizations": [], "posts": [], "memberships": []}
    assert reader_of(path) is popolo


def written(folder: Path, *held: TenureStatement) -> tuple[list[dict[str, Any]], list[SkippedStatement]]:
    path = folder / "x.json"
    sample = [
        OrganizationStatement("staff", "Staff"),
        RoleStatement("chief", "Chief", "staff"),
        PersonStatement("ann", "Ann Ames"),
    ]
    left = popolo.write(picture_of([*sample, *held]), path)
    return json.loads(path.read_text("utf-8"))["memberships"], list(left)


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2024", "2024"),
        ("2024-02", "2024-02"),
        ("2024-02-12", "2024-02-12"),
        ("2024-02-XX", "2024-02"),
        ("2024-1X", "2024"),
        ("2020-35", "2020"),
        ("[2020-03,2020-04]", "2020"),
        ("2020-06~", "2020"),
        ("199X", None),
        ("2020~", None),
        ("2020?", None),
        ("[..2020]", None),
        ("XXXX", None),
    ],
)
def test_a_start_is_written_as_far_as_it_is_certain(tmp_path: Path, start: str, said: str | None):
    ((entry,), left) = written(tmp_path, TenureStatement("ann", "chief", key="a", start=start, end="2030"))

    assert entry.get("start_date") == said
    assert left == []
    assert popolo.says_date(start) == (start == said)


@pytest.mark.parametrize("end", ["XXXX", "199X", "2020?", "[2010..]"])
def test_a_tenure_whose_end_cannot_be_said_is_left_out_as_it_would_look_open(tmp_path: Path, end: str):
    entries, left = written(tmp_path, TenureStatement("ann", "chief", key="a", end=end))

    assert entries == []
    assert left == [
        SkippedStatement("a", f"ended, but the format cannot hold {end!r}: without an end it would look open")
    ]


@pytest.mark.parametrize("status", ["disputed", "rejected"])
def test_a_claim_that_is_not_accepted_is_left_out(tmp_path: Path, status: str):
    entries, left = written(tmp_path, TenureStatement("ann", "chief", key="a", status=status))

    assert (entries, left) == ([], [SkippedStatement("a", f"is {status}, and the format would state it as a fact")])


def test_each_source_is_written_once_and_one_without_an_address_is_told(tmp_path: Path):
    cited = (
        CitationStatement("https://a.example"),
        CitationStatement("https://a.example", "Gazette", quote="x"),
        CitationStatement("Order 5"),
    )
    ((entry,), left) = written(tmp_path, TenureStatement("ann", "chief", key="a", cited=cited))

    assert entry["sources"] == [{"url": "https://a.example", "note": "Gazette"}]
    assert left == [SkippedStatement("a", "its source 'Order 5' has no web address, and the format needs one")]


# --- whatever it holds ---

_VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(["", "ann", "staff", "chief", "2010"])
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)),
    max_leaves=5,
)
_FIELDS = (
    "id name other_names other_label identifiers birth_date parent_id redirect person_id post_id organization_id role "
    "label start_date end_date end_reason sources source area area_id on_behalf_of_id legislative_period_id "
    "classification memberships given_name note lang"
)
_ENTRIES = st.lists(st.one_of(_VALUES, st.dictionaries(st.sampled_from(sorted(_FIELDS.split())), _VALUES)), max_size=4)


@given(
    st.fixed_dictionaries(
        {"persons": _ENTRIES},
        optional=dict.fromkeys(("organizations", "posts", "memberships", "events", "areas"), _ENTRIES),
    )
)
def test_whatever_the_fields_hold_is_read_or_told(found: dict[str, Any]):
    given = list(Document("people.json", found, TODAY).given())

    known = {post.key for post in of(RoleStatement, given)}, {person.key for person in of(PersonStatement, given)}
    assert all(held.post in known[0] and held.person in known[1] for held in of(TenureStatement, given))
