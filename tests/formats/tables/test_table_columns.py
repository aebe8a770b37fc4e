"""Which column holds what: guessed from headings in several languages, or said."""

from pathlib import Path

import pytest

from registry.domain.exchange.import_report import ReadingOptions
from registry.formats.documents import FormatError
from registry.formats.tables import csv
from registry.formats.tables.headings import columns_among, fold, guessed
from registry.formats.tables.writer import COLUMNS
from tests.formats.tables.tables import a_table, one_row, read


def told(headings: str, *overrides: tuple[str, str]) -> dict[str, str]:
    return dict(columns_among(headings.split(","), overrides, "holders.csv").told)


@pytest.mark.parametrize(
    "headings",
    [
        "person,role,organization,start,end",
        "Person Name,ROLE,Organisation,Start date,End-Date",
        "name,position,institution,from,to",
        "Amtsinhaber,Amt,Behörde,von,bis",
        "Name,Funktion,Einrichtung,seit,bis",
        "nom,poste,organisme,début,fin",
        "nombre,cargo,institución,desde,hasta",
        "Особа,Посада,Орган,Дата початку,Дата закінчення",
        "personName,position_held,court,term_begin_date,term_end_date",
    ],
)
def test_headings_of_several_languages_are_known(headings: str):
    assert list(told(headings)) == ["person", "role", "organization", "start", "end"]


def test_case_accents_and_signs_do_not_matter():
    assert fold("Début_du MANDAT (1)") == fold("debut du mandat1") == "debutdumandat1"


def test_every_column_that_is_written_is_guessed_for_what_it_is():
    assert guessed(COLUMNS) == {column: place for place, column in enumerate(COLUMNS)}


def test_a_column_that_nobody_knows_is_told():
    columns = columns_among(["person", "role", "court", "start", "gender", "(column 6)"], (), "holders.csv")

    assert columns.told == (
        ("person", "person"),
        ("role", "role"),
        ("organization", "court"),
        ("start", "start"),
        ("ignored", "gender"),
        ("ignored", "(column 6)"),
    )


def test_of_two_columns_that_could_be_meant_the_more_exact_one_is_taken():
    assert told("name,person name,role,organization,start")["person"] == "person name"


def test_a_source_is_its_address_and_the_other_column_its_title():
    found = told("person,role,organization,start,source,source_url")

    assert (found["source"], found["source_title"]) == ("source_url", "source")


@pytest.mark.parametrize("heading", ["page", "published", "archive"])
def test_what_is_of_a_source_is_nothing_without_one(heading: str):
    assert told(f"person,role,organization,start,{heading}")["ignored"] == heading
    assert heading not in told(f"person,role,organization,start,{heading},source").get("ignored", "")


@pytest.mark.parametrize(
    ("headings", "given", "family"),
    [
        ("Name,Vorname", "Vorname", "Name"),
        ("Nom,Prénom", "Prénom", "Nom"),
        ("nombre,apellidos", "nombre", "apellidos"),
        ("ім'я,прізвище", "ім'я", "прізвище"),
    ],
)
def test_beside_one_part_of_a_name_the_name_is_the_other(headings: str, given: str, family: str):
    found = told(f"{headings},role,organization,start")

    assert (found["given_name"], found["family_name"]) == (given, family)


def test_a_whole_name_wins_over_its_parts():
    assert "given_name" not in told("name,first name,last name,role,organization,start")


def test_what_is_said_wins_over_the_guess():
    found = told("person,role,organization,start,begin", ("start", "begin"))

    assert (found["start"], found["ignored"]) == ("begin", "start")


def test_a_heading_may_be_said_in_other_letters():
    assert told("person,role,organization,Dienst Antritt", ("start", "dienst_antritt"))["start"] == "Dienst Antritt"


def test_the_whole_name_that_is_said_wins_over_parts_that_are_guessed():
    found = told("first name,last name,label,role,organization,start", ("person", "label"))

    assert found["person"] == "label"
    assert "given_name" not in found


def test_an_identifier_may_be_of_any_scheme(tmp_path: Path):
    path = a_table(tmp_path, "Ann Ames,Chair,Board,2019,x1", headings="person,role,organization,start,parliament no")

    assert read(path, columns=(("id:parlament.no", "parliament no"),))[0].identifiers == (("parlament.no", "x1"),)


def test_one_value_may_hold_for_every_row(tmp_path: Path):
    constants = (("role", "=President"), ("organization", "=United States"), ("kind", "=acting"))
    held = one_row(tmp_path, "Ann Ames,2019", "person,start", columns=constants)

    assert (held.post, held.kind) == ("United States / President", "acting")


def test_a_constant_is_told_as_it_was_said():
    assert told("person,organization,start", ("role", "=President"))["role"] == "=President"


def test_a_column_may_be_ignored():
    found = told("person,role,organization,start,end", ("ignored", "end"))

    assert "end" not in found
    assert found["ignored"] == "end"


def test_a_column_that_is_ignored_need_not_be_there():
    assert told("person,role,organization,start", ("ignored", "gender"))["person"] == "person"


def test_what_was_told_may_be_said_again():
    headings = "name,role,court,from,gender"
    first = columns_among(headings.split(","), (("note", "=seen"),), "holders.csv")

    assert columns_among(headings.split(","), first.told, "holders.csv") == first


@pytest.mark.parametrize(
    ("override", "message"),
    [
        (("start", "beginn"), "no column 'beginn' for the start; did you mean 'begin'?"),
        (("start", "xyz"), "there are person, role, organization, begin"),
        (("strat", "begin"), "'strat' is not known as the content of a column; did you mean start"),
        (("id:Ü", "begin"), "It can be person, "),
    ],
)
def test_an_override_that_cannot_be_is_refused_with_what_is_near(override: tuple[str, str], message: str):
    with pytest.raises(FormatError) as refused:
        told("person,role,organization,begin", override)

    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("headings", "missing"),
    [
        ("role,organization,start", "no column holds the person;"),
        ("person,organization,start", "no column holds the role;"),
        ("person,role,start", "no column holds the organization;"),
        ("person,role,organization", "no column holds the start or the end;"),
        ("alpha,beta", "the person, the role, the organization, the start or the end; name it with"),
    ],
)
def test_a_table_of_something_else_is_refused_with_its_headings(headings: str, missing: str):
    with pytest.raises(FormatError) as refused:
        told(headings)

    assert missing in str(refused.value)


def test_the_refusal_shows_how_to_say_it():
    with pytest.raises(FormatError, match=r"--column role=HEADING \(or one value .* --column role==VALUE\)"):
        told("person,organization,start")


def test_a_heading_that_comes_twice_is_refused():
    with pytest.raises(FormatError, match="the heading 'start' more than once"):
        told("person,role,organization,start,start")


def test_the_columns_of_a_file_are_told_without_reading_it(tmp_path: Path):
    path = a_table(tmp_path, "faulty")

    assert csv.columns_of(path, ReadingOptions()) == tuple(
        (each, each) for each in ("person", "role", "organization", "start", "end")
    )
