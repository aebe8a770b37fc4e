"""SPARQL results about positions held (P39) become tenures."""

from __future__ import annotations

import json
import re
from contextlib import suppress
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
    PersonStatement,
    RoleStatement,
    SkippedStatement,
    Statement,
    TenureStatement,
)
from registry.formats.documents import FormatError
from registry.formats.protocol import reader_of
from registry.formats.wikidata import query_results
from registry.formats.wikidata.rows import NAMES

FIXTURE = Path(__file__).parents[2] / "fixtures" / "wikidata_p39.json"
ENTITY = "http://www.wikidata.org/entity/"
UNKNOWN = {"type": "bnode", "value": "t1"}
ACTING = f"{ENTITY}Q4676846"
CHIEF = "Q90000002"

Cells = dict[str, Any]


def a_row(person: str = "Q90000003", name: str = "Ann Ames", **cells: Any) -> Cells:
    """Texts are literals, Q-numbers items; None = not bound. The statement is the person's first one."""
    row = {
        "item": person, "itemLabel": name, "position": CHIEF, "positionLabel": "Chief", "organization": "Q90000001",
        "organizationLabel": "The Staff", "statement": f"{ENTITY}statement/{person}-1", **cells,
    }  # fmt: skip
    return {name: _cell(value) for name, value in row.items() if value is not None}


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return value
    item = value.startswith("Q9000")
    return {"type": "uri" if item else "literal", "value": f"{ENTITY}{value}" if item else value}


def read(tmp_path: Path, *rows: Cells, reading: ReadingOptions | None = None) -> list[Statement]:
    path = tmp_path / "p39.json"
    names = list(dict.fromkeys(name for row in rows for name in row))
    path.write_text(json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}), "utf-8")
    return list(query_results.read(path, reading or ReadingOptions()))


def all_held(given: list[Statement]) -> list[TenureStatement]:
    return [each for each in given if isinstance(each, TenureStatement)]


def the(kind: type, given: list[Statement]) -> Any:
    (found,) = (each for each in given if isinstance(each, kind))
    return found


def held(tmp_path: Path, *rows: Cells, reading: ReadingOptions | None = None) -> TenureStatement:
    found = the(TenureStatement, read(tmp_path, *rows, reading=reading))
    assert isinstance(found, TenureStatement)
    return found


CELL = st.sampled_from(
    ["Q90000003", "Ann Ames", "2020-01-01T00:00:00Z", "11", "99", "-0043-01-01T00:00:00Z", "true", "", UNKNOWN, {}]
)


@for_all(
    st.lists(
        st.dictionaries(
            st.sampled_from([name.split()[0] for name in NAMES.values()] + ["itemLabel", "startPrecision"]), CELL
        ),
        max_size=4,
    )
)
def test_any_cells_are_read_or_left_out(tmp_path_factory: pytest.TempPathFactory, rows: list[Cells]):
    cells = [{name: _cell(value) for name, value in row.items()} for row in rows]
    with suppress(FormatError):  # none says to whom a position belongs
        read(tmp_path_factory.mktemp("any"), {"item": _cell("Q90000003"), "position": _cell(CHIEF)}, *cells)


# --- a whole result ---


def test_a_result_is_read():
    given = list(query_results.read(FIXTURE, ReadingOptions()))

    assert [(each.key, each.name) for each in given if isinstance(each, OrganizationStatement)] == [
        ("Q90000001", "Ministry of Weights")
    ]
    assert [(each.title, each.seats) for each in given if isinstance(each, RoleStatement)] == [
        ("Chief of the Weights Staff", 1)
    ]
    people = {each.name: (each.birth, each.death) for each in given if isinstance(each, PersonStatement)}
    assert people == {
        "Cem Cole": (None, "2030-02"),
        "Bob Bell": ("1969-10-01", None),
        "Ann Ames": ("1980", None),
        "Dee Dunn": (None, None),
    }
    told = [(each.person, each.start, each.end, each.kind, each.status) for each in all_held(given)]
    assert told == [
        ("Q90000005", "2021-07-28", "2024-02-09", "substantive", "accepted"),
        ("Q90000004", "2024-02", "2025-03-16", "substantive", "accepted"),
        ("Q90000003", "2025-03-16", None, "acting", "accepted"),
        ("Q90000006", "199X", "XXXX", "substantive", "rejected"),
        ("Q90000006", None, "1998", "substantive", "accepted"),
    ]
    assert not [each for each in given if isinstance(each, SkippedStatement)]


def test_a_result_says_who_followed_whom_why_and_from_where_it_knows():
    cole, bell, ames, dunn, _ = all_held(list(query_results.read(FIXTURE, ReadingOptions())))

    assert (bell.replaces, ames.replaces) == (cole.key, bell.key)
    assert dunn.note == "replaces: Eve East (Q90000007)"
    assert (cole.how, bell.end_reason) == ("elected", "died")
    assert cole.cited == (
        CitationStatement("https://www.example.org/2021", accessed="2023-01-01"),
        CitationStatement("https://www.example.org/2024", archive_url="https://archive.example.org/2024"),
    )


def test_the_shorter_form_of_the_query_service_reads_the_same(tmp_path: Path):
    bindings = json.loads(FIXTURE.read_text("utf-8"))["results"]["bindings"]
    rows = [{name: cell["value"] for name, cell in row.items()} for row in bindings]
    rows[4]["end"] = "http://www.wikidata.org/.well-known/genid/1234"  # how it writes a blank node
    path = tmp_path / FIXTURE.name
    path.write_text(json.dumps(rows), "utf-8")

    assert list(query_results.read(path, ReadingOptions())) == list(query_results.read(FIXTURE, ReadingOptions()))
    assert reader_of(path).NAME == "wikidata"


# --- dates ---


def test_the_precision_may_be_named_with_an_underscore_as_in_other_queries(tmp_path: Path):
    row = a_row(start_date="2020-01-01T00:00:00Z", start_precision="11", end_date="2021-01-01T00:00:00Z")

    assert (held(tmp_path, row).start, held(tmp_path, row).end) == ("2020-01-01", "2021")


@pytest.mark.parametrize("unknown", [UNKNOWN, {"type": "uri", "value": "http://www.wikidata.org/.well-known/genid/ab"}])
def test_some_value_is_an_unknown_start_or_an_end_of_unknown_date(tmp_path: Path, unknown: Cells):
    tenure = held(tmp_path, a_row(start=unknown, end=unknown))

    assert (tenure.start, tenure.end) == (None, "XXXX")


def test_no_value_and_no_statement_of_an_end_are_an_open_end(tmp_path: Path):
    no_value = {"type": "uri", "value": "http://www.wikidata.org/prop/novalue/P582"}

    assert held(tmp_path, a_row(end=no_value)).end is None
    assert held(tmp_path, a_row()).end is None


def test_several_starts_of_one_statement_are_alternatives(tmp_path: Path):
    first = a_row(start="2019-05-01T00:00:00Z", startPrecision="10")
    second = a_row(start="2020-01-01T00:00:00Z", startPrecision="9")

    assert held(tmp_path, first, second).start == "[2019-05,2020]"


@pytest.mark.parametrize(
    ("cells", "start", "end", "note"),
    [
        ({"earliest": "2010", "latest": "2012"}, "[2010..2012]", None, None),
        ({"earliest": "2010"}, "[2010-01-01..]", None, None),
        ({"latest": "2012-05", "end": "2014"}, "[..2012-05-31]", "2014", None),
        ({"earliest": "2010-02", "latest": "2012"}, "[2010-02-01..2012-12-31]", None, None),
        ({"start": "2009", "end": UNKNOWN, "earliest": "2010", "latest": "2012"}, "2009", "[2010..2012]", None),
        ({"start": "2009", "latest": "2012"}, "2009", None, "latest date: 2012"),
        ({"start": UNKNOWN, "end": UNKNOWN, "earliest": "2009"}, None, "XXXX", "earliest date: 2009"),
    ],
)
def test_earliest_and_latest_dates_are_of_the_one_that_is_not_known(
    tmp_path: Path, cells: Cells, start: str | None, end: str | None, note: str | None
):
    tenure = held(tmp_path, a_row(**cells))

    assert (tenure.start, tenure.end, tenure.note) == (start, end, note)


def test_an_end_that_is_still_to_come_is_a_remark(tmp_path: Path):
    tenure = held(tmp_path, a_row(end="2027-05-03T00:00:00Z"), reading=ReadingOptions(today="2026-12-31"))

    assert (tenure.end, tenure.note) == (None, None)
    assert tenure.dates == (FurtherDateStatement("end", "due", "2027-05-03"),)


def test_a_date_that_cannot_be_kept_leaves_out_its_statement_alone(tmp_path: Path):
    given = read(tmp_path, a_row(start="-0043-03-15T00:00:00Z"), a_row("Q90000004", "Bob Bell", start="2020"))

    left = the(SkippedStatement, given)
    assert (left.place, "before 0001" in left.reason) == ("p39.json, result 1", True)
    assert the(TenureStatement, given).person == "Q90000004"


def test_a_birth_that_cannot_be_kept_leaves_the_person(tmp_path: Path):
    given = read(tmp_path, a_row(birth="-0043-03-15T00:00:00Z", death="2020", start="2000"))

    assert "birth of Q90000003" in the(SkippedStatement, given).reason
    assert (the(PersonStatement, given).birth, the(PersonStatement, given).death, len(all_held(given))) == (
        None,
        "2020",
        1,
    )


# --- statements ---


def test_the_key_is_the_id_of_the_statement(tmp_path: Path):
    assert held(tmp_path, a_row()).key == "Q90000003-1"
    assert held(tmp_path, a_row(statement=None, start="2020")).key == "Q90000003/Q90000002/2020/unknown"


def test_two_statements_of_one_person_are_two_tenures(tmp_path: Path):
    again = a_row(start="2024", statement=f"{ENTITY}statement/Q90000003-2")

    assert [each.start for each in all_held(read(tmp_path, a_row(start="2020", end="2024"), again))] == ["2020", "2024"]


def test_two_statements_that_say_the_same_are_one_tenure_with_the_sources_of_both(tmp_path: Path):
    first = a_row(start="2020", refURL="https://a.example/1")
    second = a_row(start="2020", refURL="https://b.example/2", statement=f"{ENTITY}statement/Q90000003-2")

    tenure = held(tmp_path, first, second)

    assert (tenure.key, [cited.source for cited in tenure.cited]) == (
        "Q90000003-1", ["https://a.example/1", "https://b.example/2"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "cells",
    [{"nature": ACTING}, {"P5102": ACTING}, {"P1480": ACTING}, {"acting": "true"}, {"acting": ACTING}],
)
def test_an_acting_holder_is_known_by_the_nature_of_the_statement(tmp_path: Path, cells: Cells):
    tenure = held(tmp_path, a_row(**cells))

    assert (tenure.kind, tenure.note) == ("acting", None)


def test_an_acting_that_is_false_is_substantive(tmp_path: Path):
    assert held(tmp_path, a_row(acting="false")).kind == "substantive"


@pytest.mark.parametrize(
    ("rank", "status"), [("Deprecated", "rejected"), ("Normal", "accepted"), ("Preferred", "accepted")]
)
def test_a_deprecated_statement_is_a_rejected_claim(tmp_path: Path, rank: str, status: str):
    assert held(tmp_path, a_row(rank=f"http://wikiba.se/ontology#{rank}Rank")).status == status


@pytest.mark.parametrize(
    ("cause", "label", "reason", "note"),
    [
        (f"{ENTITY}Q5247364", "mort en fonction", "died", None),
        ("Q90000021", "resignation", "resigned", None),
        ("Q90000021", "Retired", "retired", None),
        ("Q90000021", "coup d'état", "coup d'état", None),
        ("Q90000021", "transfers", None, "end cause: transfers"),
        ("Q90000021", None, None, "end cause: Q90000021"),
    ],
)
def test_an_end_cause_is_a_reason_in_our_words_or_its_own(
    tmp_path: Path, cause: str, label: str | None, reason: str | None, note: str | None
):
    tenure = held(tmp_path, a_row(cause=cause, causeLabel=label, end="2020"))

    assert (tenure.end_reason, tenure.note) == (reason, note)


def test_other_qualifiers_are_details_or_remarks(tmp_path: Path):
    cells = {"ordinal": "5", "P2937": "Q90000011", "P2937Label": "Third Term", "cabinet": "Q90000012"}

    tenure = held(tmp_path, a_row(**cells), a_row(**{**cells, "cabinet": "Q90000013"}))

    assert tenure.note == "cabinet: Q90000012, Q90000013"
    assert tenure.details == (DetailStatement("ordinal", "5"), DetailStatement("term", "Third Term"))


def test_a_reference_says_what_it_can_and_one_without_a_source_is_none(tmp_path: Path):
    full = a_row(
        statedIn="Q90000014", statedInLabel="The Gazette", refURL="https://a.example/1",
        retrieved="2024-05-01T00:00:00Z", published="2024-04-30T00:00:00Z", page="7", quote="was appointed",
    )  # fmt: skip
    work = a_row(statedIn="Q90000014", statedInLabel="The Gazette")

    tenure = held(tmp_path, full, work, a_row(retrieved="2024-05-01T00:00:00Z"))

    assert tenure.cited == (
        CitationStatement(
            "https://a.example/1", "The Gazette", published="2024-04-30", accessed="2024-05-01",
            quote="was appointed", locator="page 7",
        ),
        CitationStatement("The Gazette"),
    )  # fmt: skip


# --- who followed whom ---


def bob(number: int, start: str | None, end: str | None, **cells: Any) -> Cells:
    statement = f"{ENTITY}statement/Q90000004-{number}"
    return a_row("Q90000004", "Bob Bell", start=start, end=end, statement=statement, **cells)


def test_replaces_means_the_tenure_that_ends_nearest_before(tmp_path: Path):
    ann = a_row(start="2020-05-03", replaces="Q90000004", replacesLabel="Bob Bell")
    given = read(tmp_path, ann, bob(1, "2000", "2004"), bob(2, "2016", "2020-05-03"), bob(3, "2022", None))

    assert all_held(given)[0].replaces == "Q90000004-2"


def test_replaced_by_means_the_tenure_that_starts_nearest_after(tmp_path: Path):
    ann = a_row(start="2004", end="2016-02", replacedBy="Q90000004")
    given = read(tmp_path, ann, bob(1, "2000", "2004"), bob(2, "2016", "2020"), bob(3, "2022", None))

    assert [each.replaces for each in all_held(given)] == [None, None, "Q90000003-1", None]


@pytest.mark.parametrize("start", ["1999", None])
def test_a_predecessor_without_a_fitting_tenure_is_a_remark(tmp_path: Path, start: str | None):
    ann = a_row(start=start, replaces="Q90000004", replacesLabel="Bob Bell")

    tenure = all_held(read(tmp_path, ann, bob(1, "2000", "2004")))[0]

    assert (tenure.replaces, tenure.note) == (None, "replaces: Bob Bell (Q90000004)")


def test_a_tenure_in_another_position_is_no_predecessor(tmp_path: Path):
    ann = a_row(start="2020", replaces="Q90000004")

    given = read(tmp_path, ann, bob(1, "2016", "2020", position="Q90000022", positionLabel="Deputy"))

    assert all_held(given)[0].note == "replaces: Q90000004"


# --- names, roles and organizations ---


def test_labels_in_other_languages_are_further_names_and_a_q_number_none(tmp_path: Path):
    uk = {"type": "literal", "value": "Анна Еймс", "xml:lang": "uk"}
    none = {"type": "literal", "value": "Q90000003"}  # what the label service has for want of a label
    rows = a_row(itemLabel=none), a_row(), a_row(itemLabel=uk)

    someone = the(PersonStatement, read(tmp_path, *rows))

    assert (someone.name, someone.also) == ("Ann Ames", (NameStatement("Анна Еймс", language="uk"),))


def test_a_position_belongs_to_the_nearest_that_it_names(tmp_path: Path):
    cells = {"organization": None, "jurisdiction": "Q90000015", "country": "Q90000016", "countryLabel": "Freedonia"}

    given = read(tmp_path, a_row(**cells), a_row(**{**cells, "position": "Q90000022", "jurisdiction": None}))

    names = {each.key: each.name for each in given if isinstance(each, OrganizationStatement)}
    assert [names[each.organization] for each in given if isinstance(each, RoleStatement)] == ["Q90000015", "Freedonia"]


def test_a_result_without_any_organization_is_refused_with_the_remedy(tmp_path: Path):
    with pytest.raises(FormatError, match=r"does not name the organization .* name one for the whole file"):
        read(tmp_path, a_row(organization=None))


def test_the_caller_may_name_the_organization_of_positions_that_name_none(tmp_path: Path):
    reading = ReadingOptions(columns=(("organization", "=Freedonia"),))

    given = read(tmp_path, a_row(organization=None), a_row(position="Q90000022"), reading=reading)

    bodies = {each.key: each.name for each in given if isinstance(each, OrganizationStatement)}
    assert [bodies[each.organization] for each in given if isinstance(each, RoleStatement)] == [
        "Freedonia",
        "The Staff",
    ]


def test_a_position_of_nobody_among_others_is_told(tmp_path: Path):
    given = read(tmp_path, a_row(), a_row(organization=None, position="Q90000022", statement=None))

    assert "the position 'Q90000022' names no organization" in the(SkippedStatement, given).reason
    assert [each.post for each in all_held(given)] == [CHIEF]


@pytest.mark.parametrize(("seats", "taken"), [(None, 1), (0, None), (5, 5)])
def test_the_caller_may_say_how_many_seats_there_are(tmp_path: Path, seats: int | None, taken: int | None):
    assert the(RoleStatement, read(tmp_path, a_row(), reading=ReadingOptions(seats=seats))).seats == taken


def test_a_holder_who_is_not_known_is_left_out(tmp_path: Path):
    given = read(tmp_path, a_row(item=UNKNOWN))

    assert the(SkippedStatement, given) == SkippedStatement(
        "p39.json, result 1", "the person is not known, or not given"
    )


def test_an_empty_label_is_none(tmp_path: Path):
    assert the(PersonStatement, read(tmp_path, a_row(name=""))).name == "Q90000003"


# --- variables ---


@pytest.mark.parametrize("name", ["person", "politician", "holder"])
def test_a_variable_may_have_one_of_the_usual_names(tmp_path: Path, name: str):
    row = a_row(start="2020")
    row = {name: row.pop("item"), f"{name}Label": row.pop("itemLabel"), **row}

    given = read(tmp_path, row)

    assert (the(PersonStatement, given).name, the(TenureStatement, given).person) == ("Ann Ames", "Q90000003")


def test_the_caller_may_say_what_a_variable_is_called(tmp_path: Path):
    row = a_row(incoming="2020", start="1999")

    assert held(tmp_path, row, reading=ReadingOptions(columns=(("start", "incoming"),))).start == "2020"


def test_a_field_that_nothing_is_called_is_refused(tmp_path: Path):
    with pytest.raises(FormatError, match="no 'colour' is known for Wikidata"):
        read(tmp_path, a_row(), reading=ReadingOptions(columns=(("colour", "c"),)))


def test_a_start_cannot_be_said_for_every_statement(tmp_path: Path):
    with pytest.raises(FormatError, match="the start cannot be a constant; name the variable"):
        read(tmp_path, a_row(), reading=ReadingOptions(columns=(("start", "=2020"),)))


def test_a_result_without_people_or_positions_is_refused(tmp_path: Path):
    with pytest.raises(FormatError, match=r"no variable for position \(\?position\), only item"):
        read(tmp_path, {"item": _cell("Q90000003")})


def test_the_query_in_the_docs_asks_for_what_is_read():
    page = (Path(__file__).parents[3] / "docs" / "formats" / "wikidata.md").read_text("utf-8")
    query = re.search("```sparql\n(.*?)```", page, re.DOTALL)[1]
    asked = re.findall(r"\?(\w+)", query.split("WHERE")[0])
    named = [name for name in asked if not name.endswith(("Label", "Precision"))]
    read_here = {name for names in NAMES.values() for name in names.split()}

    assert {name.lower() for name in named} <= read_here
    assert {names.split()[0] for names in NAMES.values()} - {name.lower() for name in named} == {"acting"}
    assert set(named) <= set(re.findall(r"\?(\w+)", query.split("WHERE", 1)[1]))
    assert {name.removesuffix("Label").removesuffix("Precision") for name in asked} == set(named)


@pytest.mark.parametrize(
    "text",
    [
        '{"persons": []}', "[1]", "7", '{"head": {}, "results": {"bindings": [1]}}', '{"head": [], "results": []}',
        '{"head": {"vars": [[1]]}, "results": {"bindings": []}}',
        '{"head": {"vars": "item"}, "results": {"bindings": []}}',
    ],
)  # fmt: skip
def test_what_is_no_result_is_refused(tmp_path: Path, text: str):
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")

    with pytest.raises(FormatError, match=r"x\.json is not a result of a SPARQL query"):
        list(query_results.read(path, ReadingOptions()))


def test_a_result_is_recognised():
    assert reader_of(FIXTURE).NAME == "wikidata"


@pytest.mark.parametrize("text", ['{"head": {"vars": ["s"]}, "results": {"bindings": []}}', '[{"item": 1}]', "item,x"])
def test_other_files_are_not(text: str):
    assert not query_results.recognises(Path("x"), text.encode())
