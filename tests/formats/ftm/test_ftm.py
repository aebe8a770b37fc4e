"""FollowTheMoney entities are read whoever made them, and those that are written are valid."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

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
    SuccessionStatement,
    TenureStatement,
)
from registry.formats.documents import FormatError
from registry.formats.ftm import ftm
from registry.formats.protocol import reader_of
from tests.formats.pictures import SAMPLE, picture_of

SUCCESSION = SuccessionStatement("organization", "board", "old-board", "merged", "2018-04-01")
GOLDEN = Path(__file__).parents[1] / "golden" / "ftm.json"
ANN: dict[str, Any] = {"id": "p1", "schema": "Person", "properties": {"name": ["Ann Ames"]}}
CHIEF: dict[str, Any] = {
    "id": "r1",
    "schema": "Position",
    "properties": {"name": ["Chief"], "organization": ["o1"]},
}
STAFF: dict[str, Any] = {"id": "o1", "schema": "PublicBody", "properties": {"name": ["The Staff"]}}


def an_occupancy(**properties: Any) -> dict[str, Any]:
    said = {"holder": ["p1"], "post": ["r1"], **properties}
    return {"id": "occ1", "schema": "Occupancy", "properties": said}


def read(tmp_path: Path, *entities: object, reading: ReadingOptions | None = None) -> list[Statement]:
    path = tmp_path / "entities.ftm.json"
    path.write_text("".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in entities), "utf-8")
    return list(ftm.read(path, reading or ReadingOptions()))


def the(kind: type, given: list[Statement]) -> Any:
    (found,) = (each for each in given if isinstance(each, kind))
    return found


def held(tmp_path: Path, **properties: Any) -> TenureStatement:
    found = the(TenureStatement, read(tmp_path, an_occupancy(**properties)))
    assert isinstance(found, TenureStatement)
    return found


# --- reading ---


def test_lines_may_stand_in_any_order(tmp_path: Path):
    occupancy = an_occupancy(startDate=["2020-05-03"], endDate=["2021"])

    given = read(tmp_path, occupancy, CHIEF, ANN, STAFF)

    place = "entities.ftm.json, line "
    assert given == [
        TenureStatement("p1", "r1", f"{place}1", key="occ1", start="2020-05-03", end="2021"),
        RoleStatement("r1", "Chief", "o1", f"{place}2", seats=None),
        PersonStatement("p1", "Ann Ames", f"{place}3"),
        OrganizationStatement("o1", "The Staff", f"{place}4"),
    ]


def test_what_is_said_of_a_person_is_taken(tmp_path: Path):
    ann = {
        "name": ["Ann Ames", "Анна Еймс"], "alias": ["Annie"], "weakAlias": ["AA"], "previousName": ["Ann Bell"],
        "birthDate": ["1980-02"], "deathDate": ["2030"], "wikidataId": ["Q90000003"], "notes": ["a note"],
        "topics": ["role.pep"],
    }  # fmt: skip
    someone = the(PersonStatement, read(tmp_path, {**ANN, "properties": ann, "caption": "A", "datasets": ["x"]}))

    assert someone.also == (
        NameStatement("Анна Еймс"),
        NameStatement("Annie"),
        NameStatement("AA"),
        NameStatement("Ann Bell", "former"),
    )
    assert (someone.birth, someone.death, someone.note) == ("1980-02", "2030", "a note")
    assert someone.identifiers == (("wikidata", "Q90000003"),)


def test_what_is_said_of_an_organization_and_a_position_is_taken(tmp_path: Path):
    body = {"name": ["The Staff"], "abbreviation": ["TS"], "parent": ["o0"], "incorporationDate": ["1991"]}
    post = {
        "name": ["Chief"], "organization": ["o1"], "numberOfSeats": ["3"], "inceptionDate": ["1991"],
        "dissolutionDate": ["2001-05"],
    }  # fmt: skip
    given = read(tmp_path, {**STAFF, "properties": body}, {**CHIEF, "properties": post})

    staff, chief = the(OrganizationStatement, given), the(RoleStatement, given)
    assert (staff.parent, staff.inception, staff.also) == ("o0", "1991", (NameStatement("TS", "short"),))
    assert (chief.seats, chief.inception, chief.abolition) == (3, "1991", "2001-05")


@pytest.mark.parametrize(
    ("properties", "end"),
    [
        ({}, None),
        ({"status": ["current"]}, None),
        ({"status": ["unknown"]}, None),
        ({"status": ["ended"]}, "XXXX"),
        ({"status": ["ended"], "endDate": ["2021-05"]}, "2021-05"),
        ({"status": ["current"], "endDate": ["2021-05"]}, "2021-05"),
    ],
)
def test_a_status_says_whether_somebody_left_where_no_end_does(
    tmp_path: Path, properties: dict[str, list[str]], end: str | None
):
    assert held(tmp_path, **properties).end == end


def test_an_end_that_is_still_to_come_is_a_remark(tmp_path: Path):
    occupancy = an_occupancy(endDate=["2027-01"], status=["current"])

    tenure = the(TenureStatement, read(tmp_path, occupancy, reading=ReadingOptions(today="2026-12-31")))

    assert (tenure.end, tenure.note, tenure.dates) == (None, None, (FurtherDateStatement("end", "due", "2027-01"),))


def test_several_start_dates_are_alternatives(tmp_path: Path):
    assert held(tmp_path, startDate=["2020", "2019-05"]).start == "[2019-05,2020]"


def test_a_term_and_the_like_are_details_and_what_is_none_a_remark(tmp_path: Path):
    tenure = held(
        tmp_path, description=["for the weights"], constituency=["North"], periodStart=["2019"], status=["elect"],
        politicalGroup=["Greens", "EFA"], electionDate=["2019-05-26"], recordId=["7"],
    )  # fmt: skip

    assert tenure.note == "for the weights; record: 7; status: elect"
    assert tenure.details == (
        DetailStatement("area", "North"), DetailStatement("group", "Greens, EFA"), DetailStatement("term", "2019/.."),
    )  # fmt: skip
    assert tenure.dates == (FurtherDateStatement("start", "elected", "2019-05-26"),)


def test_sources_are_cited_and_a_publisher_belongs_to_one_address_alone(tmp_path: Path):
    one = held(tmp_path, sourceUrl=["https://a.example/1"], publisher=["A"], retrievedAt=["2024-05-03"])
    two = held(tmp_path, sourceUrl=["https://a.example/1", "https://b.example/2"], publisher=["A"])
    none = held(tmp_path, publisher=["A"])

    assert one.cited == (CitationStatement("https://a.example/1", publisher="A", accessed="2024-05-03"),)
    assert two.cited == (CitationStatement("https://a.example/1"), CitationStatement("https://b.example/2"))
    assert none.cited == (CitationStatement("A"),)


def test_a_position_without_an_organization_belongs_to_its_area(tmp_path: Path):
    properties = {"name": ["Governor"], "country": ["ua"], "subnationalArea": ["North"]}
    other = {"id": "r2", "schema": "Position", "properties": {"name": ["President"], "country": ["ua"]}}

    given = read(tmp_path, {**CHIEF, "properties": properties}, other)

    bodies = [each for each in given if isinstance(each, OrganizationStatement)]
    posts = [each for each in given if isinstance(each, RoleStatement)]
    assert [(body.key, body.name, body.parent) for body in bodies] == [
        ("country:ua", "ua", None),
        ("country:ua/North", "North", "country:ua"),
    ]
    assert [post.organization for post in posts] == ["country:ua/North", "country:ua"]


def test_a_position_of_nobody_is_left_out_unless_the_caller_names_the_organization(tmp_path: Path):
    nobodys = {**CHIEF, "properties": {"name": ["Chief"]}}

    assert "has no organization and no country; name one" in the(SkippedStatement, read(tmp_path, nobodys)).reason
    given = read(tmp_path, nobodys, reading=ReadingOptions(columns=(("organization", "=The Staff"),)))
    assert (the(OrganizationStatement, given).name, the(RoleStatement, given).organization) == (
        "The Staff",
        the(OrganizationStatement, given).key,
    )


@pytest.mark.parametrize(("seats", "taken"), [(None, None), (0, None), (1, 1)])
def test_seats_of_which_the_file_does_not_speak_are_unlimited_unless_the_caller_says(
    tmp_path: Path, seats: int | None, taken: int | None
):
    assert the(RoleStatement, read(tmp_path, CHIEF, reading=ReadingOptions(seats=seats))).seats == taken


def test_entities_written_out_inside_of_others_are_taken_once(tmp_path: Path):
    occupancy = an_occupancy(post=[CHIEF])
    ann = {**ANN, "properties": {"name": ["Ann Ames"], "positionOccupancies": [occupancy]}}
    bob = {
        "id": "p2",
        "schema": "Person",
        "properties": {
            "name": ["Bob Bell"],
            "positionOccupancies": [{**an_occupancy(holder=["p2"], post=[CHIEF]), "id": "occ2"}],
        },
    }

    given = read(tmp_path, ann, bob)

    assert [each.person for each in given if isinstance(each, TenureStatement)] == ["p1", "p2"]
    assert the(RoleStatement, given).place == "entities.ftm.json, line 1, r1"


def test_other_schemata_are_counted(tmp_path: Path):
    address = {"id": "a1", "schema": "Address", "properties": {"full": ["x"]}}

    left = the(OtherContent, read(tmp_path, ANN, address, {**address, "id": "a2"}))

    assert left == OtherContent("entities.ftm.json", "2 of the schema Address, which does not say who held an office")


@pytest.mark.parametrize(
    ("entity", "why"),
    [
        ("text", "is not an entity"),
        ({"id": "x", "schema": "Person"}, "is not an entity"),
        ({"id": "x", "schema": "Person", "properties": {}}, "the Person 'x' has no name"),
        ({"id": "x", "schema": "Person", "properties": {"name": ["X"], "birthDate": ["1980-13"]}}, "'1980-13'"),
        (an_occupancy(startDate=["soon"]), "'soon'"),
        (an_occupancy(holder=["p1", "p2"]), "2 holders and 1 posts"),
        (an_occupancy(post=[]), "1 holders and 0 posts"),
        ({**CHIEF, "properties": {**CHIEF["properties"], "numberOfSeats": ["many"]}}, "'many' is not a number"),
        (STAFF, "'o1' occurs twice"),
        ({"id": "x", "schema": "Person", "properties": {"name": [{"a": "b"}]}}, "'x' has name that is neither"),
        ({"id": " ", "schema": "Person", "properties": {"name": ["X"]}}, "is not an entity"),
    ],
)
def test_a_faulty_entity_is_left_out_and_the_rest_is_read(tmp_path: Path, entity: object, why: str):
    given = read(tmp_path, STAFF, entity, ANN)

    left = the(SkippedStatement, given)
    assert why in left.reason
    assert left.place == "entities.ftm.json, line 2"
    assert the(PersonStatement, given).key == "p1"


def test_a_file_that_does_not_begin_with_an_entity_is_refused(tmp_path: Path):
    with pytest.raises(FormatError, match="line 1 is not a FollowTheMoney entity"):
        read(tmp_path, ["no", "entity"])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3000) | st.text(max_size=4) | st.sampled_from(["2020", "p1", "Q1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "name", "holder"]), inner),
    max_leaves=6,
)


@for_all(
    st.lists(
        st.fixed_dictionaries(
            {
                "id": st.sampled_from(["a", "b"]) | JSON,
                "schema": st.sampled_from(["Person", "Position", "Occupancy", "Company", "x"]) | JSON,
                "properties": st.dictionaries(
                    st.sampled_from(["name", "holder", "post", "startDate", "status", "country", "numberOfSeats"]), JSON
                )
                | JSON,
            }
        ),
        max_size=4,
    )
)
def test_any_entities_are_read_or_left_out(tmp_path_factory: pytest.TempPathFactory, entities: list[Any]):
    with suppress(FormatError):  # the first line is none
        read(tmp_path_factory.mktemp("any"), *entities)


# --- recognition ---


def test_its_files_are_recognised(tmp_path: Path):
    read(tmp_path, {**ANN, "caption": "Ann"})

    assert reader_of(tmp_path / "entities.ftm.json").NAME == "ftm"
    assert reader_of(GOLDEN).NAME == "ftm"


@pytest.mark.parametrize(
    "text", ['{"persons": []}', '{"id": "x", "schema": "y", "properties": {}}', "id,schema,properties\n", ""]
)
def test_other_files_are_not(tmp_path: Path, text: str):
    assert not ftm.recognises(tmp_path / "x", text.encode())


# --- writing ---


def test_the_golden_file_is_written(tmp_path: Path):
    ftm.write(picture_of(SAMPLE), tmp_path / "ftm.json")

    assert (tmp_path / "ftm.json").read_text("utf-8") == GOLDEN.read_text("utf-8")


def test_what_is_written_reads_and_writes_the_same(tmp_path: Path):
    given = list(ftm.read(GOLDEN, ReadingOptions()))

    ftm.write(picture_of(given), tmp_path / "ftm.json")

    assert not [each for each in given if isinstance(each, SkippedStatement)]
    assert (tmp_path / "ftm.json").read_bytes() == GOLDEN.read_bytes()


def test_vacancies_and_what_is_not_accepted_are_told_as_left_out(tmp_path: Path):
    left = ftm.write(picture_of(SAMPLE), tmp_path / "ftm.json")

    assert [each.place for each in left] == ["ames-adviser", "nobody"]
    assert "disputed" in left[0].reason


def test_an_acting_holder_is_called_so_and_read_as_such(tmp_path: Path):
    acting = TenureStatement("ann-ames", "chief", key="acting", kind="acting", end="2020")
    path = tmp_path / "ftm.json"

    ftm.write(picture_of([acting]), path)

    assert the(TenureStatement, list(ftm.read(path, ReadingOptions())))._replace(place="") == acting
    assert "tenure.kind" not in ftm.SAYS  # no other program knows


@pytest.mark.parametrize(
    ("end", "status"),
    [(None, None), ("2020", ["ended"]), ("XXXX", ["ended"]), ("2027", ["current"]), ("2026", None)],
)
def test_a_status_is_written_unless_it_depends_on_the_day(tmp_path: Path, end: str | None, status: list[str] | None):
    path = tmp_path / "ftm.json"

    ftm.write(picture_of([TenureStatement("ann-ames", "chief", key="one", start="2019", end=end)]), path)

    assert json.loads(path.read_text("utf-8"))["properties"].get("status") == status


def test_a_tenure_that_is_only_presumed_has_no_status_and_one_seen_today_is_current(tmp_path: Path):
    path = tmp_path / "ftm.json"
    for seen, status in (("2020-01-01", None), ("2026-11-23", ["current"])):
        cited = (CitationStatement("https://example.org/1", observed=seen),)
        open_ = TenureStatement("ann-ames", "chief", key="one", start="2019", cited=cited)

        ftm.write(picture_of([open_]), path)

        assert json.loads(path.read_text("utf-8"))["properties"].get("status") == status


def test_the_dead_are_not_current(tmp_path: Path):
    path = tmp_path / "ftm.json"
    dead = PersonStatement("ann-ames", "Ann Ames", death="2012-05-05")

    ftm.write(picture_of([dead, TenureStatement("ann-ames", "chief", key="one", start="2010")]), path)

    *_, last = (json.loads(line)["properties"] for line in path.read_text("utf-8").splitlines())
    assert last["status"] == ["ended"]


def test_a_date_with_doubt_is_not_written_as_if_there_were_none(tmp_path: Path):
    path = tmp_path / "ftm.json"

    ftm.write(picture_of([TenureStatement("ann-ames", "chief", key="one", start="2019~", end="[2020,2021]")]), path)

    properties = json.loads(path.read_text("utf-8"))["properties"]
    assert "startDate" not in properties
    assert properties["endDate"] == ["2020", "2021"]
    assert (ftm.says_date("2019~"), ftm.says_date("[2020,2021]"), ftm.says_date("XXXX")) == (False, True, True)


def test_identifiers_and_sources_without_a_place_are_told(tmp_path: Path):
    ann = PersonStatement("ann-ames", "Ann Ames", identifiers=(("viaf", "1"), ("wikidata", "Q90000003")))
    tenure = TenureStatement(
        "ann-ames",
        "chief",
        key="one",
        cited=(CitationStatement("The Gazette"), CitationStatement("https://www.example.org/1")),
    )

    left = ftm.write(picture_of([ann, tenure]), tmp_path / "ftm.json")

    assert [each.place for each in left] == ["ann-ames", "one"]
    assert ("viaf 1" in left[0].reason, "'The Gazette'" in left[1].reason) == (True, True)


def test_a_succession_of_organizations_goes_out_and_comes_in_again(tmp_path: Path):
    role = SuccessionStatement("role", "chief", "old-chief", "renamed", "2020")
    left = ftm.write(replace(picture_of(SAMPLE), successions=[SUCCESSION, role]), tmp_path / "ftm.json")

    found = the(SuccessionStatement, list(ftm.read(tmp_path / "ftm.json", ReadingOptions())))
    assert found._replace(place="") == SUCCESSION
    assert [each.reason for each in left if each.place == "chief"] == [
        "that it came of old-chief: the format has successions of organizations alone"
    ]


def test_a_succession_names_both(tmp_path: Path):
    given = read(tmp_path, {"id": "s", "schema": "Succession", "properties": {"predecessor": ["a"]}})

    assert "has no predecessor or no successor" in the(SkippedStatement, given).reason


def test_every_entity_written_is_valid(tmp_path: Path):
    followthemoney = pytest.importorskip(
        "followthemoney", reason="pip install 'officeholders[ftm]' to try what is written against the schema"
    )
    doubtful = TenureStatement("ann-ames", "chief", key="doubtful", start="[2019-05,2020]", end="2030", kind="acting")
    detailed = TenureStatement(
        "ann-ames", "chief", key="detailed", start="2020-01-01",
        details=tuple(map(DetailStatement, ("area", "group", "term"), ("North", "Greens", "2019/.."))),
        dates=(FurtherDateStatement("start", "elected", "2019-12"), FurtherDateStatement("end", "due", "2099-12-31")),
    )  # fmt: skip
    path = tmp_path / "ftm.json"

    ftm.write(replace(picture_of([*SAMPLE, doubtful, detailed]), successions=[SUCCESSION]), path)

    entities = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert {entity["schema"] for entity in entities} == {
        *("Organization", "Position", "Person", "Occupancy", "Succession")
    }
    for entity in entities:
        schema = followthemoney.model.get(entity["schema"])
        assert schema.validate(entity) is None
        assert set(entity["properties"]) <= set(schema.properties)
        proxy = followthemoney.model.get_proxy(entity, cleaned=False)  # what is not clean is dropped
        assert proxy.id == entity["id"]
        said = {name: sorted(values) for name, values in entity["properties"].items()}
        assert {name: sorted(values) for name, values in proxy.properties.items()} == said
