"""Tables of others: what a row says, and which is left out and why. Read as CSV; the others read alike."""

from collections.abc import Callable
from pathlib import Path

import pytest

from registry.domain.dates.phrases import read_date
from registry.domain.errors import RegistryError
from registry.domain.exchange.statements import (
    CitationStatement,
    NameStatement,
    OrganizationStatement,
    PersonStatement,
    RoleStatement,
    SkippedStatement,
    TenureStatement,
)
from registry.domain.vocabulary import DateOrder
from registry.formats.documents import FormatError
from registry.formats.tables.dates.cell_dates import edtf_of
from tests.formats.tables.tables import HEADINGS, a_table, one_row, only, read
from tests.published import if_there as there
from tests.published import published


def if_there(name: str) -> Path:
    return there(published(name))


def test_a_row_is_a_tenure_with_its_role_and_its_organization(tmp_path: Path):
    given = read(a_table(tmp_path, "Ann Ames,Chair,Board,2019-05-01,2020"))

    assert given == [
        OrganizationStatement("Board", "Board", "holders.csv, line 2"),
        RoleStatement("Board / Chair", "Chair", "Board", "holders.csv, line 2"),
        TenureStatement("Ann Ames", "Board / Chair", "holders.csv, line 2", start="2019-05-01", end="2020"),
    ]


def test_what_was_met_is_told_once(tmp_path: Path):
    given = read(a_table(tmp_path, "Ann Ames,Chair,Board,2019,2020", "Bea Boone,Chair,Board,2020,"))

    assert [type(each) for each in given] == [OrganizationStatement, RoleStatement, TenureStatement, TenureStatement]


def test_a_name_is_one_text_however_it_is_spaced(tmp_path: Path):
    assert one_row(tmp_path, "  Ann \t Ames ,Chair,Board,2019,").person == "Ann Ames"


@pytest.mark.parametrize(
    "name", ["VACANCY-1 VACANCY-1", "VACANCY", "vacant", "Vakanz", "N.N.", "N. N.", "unbesetzt", "Vacante", "вакантно"]
)
def test_a_row_without_a_holder_is_a_vacancy(tmp_path: Path, name: str):
    assert one_row(tmp_path, f"{name},Chair,Board,2019,2020").person is None


@pytest.mark.parametrize("name", ["Vacant Smith", "Nan Ames", "Val Vacek", "N. Ng"])
def test_a_name_that_begins_alike_is_somebody(tmp_path: Path, name: str):
    assert one_row(tmp_path, f"{name},Chair,Board,2019,2020").person == name


def test_a_vacancy_is_one_where_other_columns_tell_of_people(tmp_path: Path):
    given = read(a_table(tmp_path, "vacant,,Chair,Board,2019", headings="person,wikidata,role,organization,start"))

    assert only(given, TenureStatement)[0].person is None
    assert only(given, PersonStatement) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2003-05-??", "2003-05"),
        ("??.05.2003", "2003-05"),
        ("2003-??-??", "2003"),
        ("??.??.2003", "2003"),
        ("??/05/2003", "2003-05"),
        ("2003-??", "2003"),
        ("2003-??-12", "2003-XX-12"),
        ("199?-??-??", "199X"),
        ("2019~", "2019~"),
        ("2019?", "2019?"),
        ("16 March 2025", "2025-03-16"),
        ("1951-01-01", "1951-01-01"),
        ("", None),
        ("NA", None),
        ("?", None),
    ],
)
def test_a_start_is_as_exact_as_it_is_written(tmp_path: Path, text: str, edtf: str | None):
    assert one_row(tmp_path, f"Ann Ames,Chair,Board,{text},2026").start == edtf


@pytest.mark.parametrize(
    "text", ["", "-", "–", "NA", "present", "Present", "heute", "bis heute", "today", "..", "en cours"]
)
def test_an_end_may_be_open(tmp_path: Path, text: str):
    assert one_row(tmp_path, f"Ann Ames,Chair,Board,2019,{text}").end is None


@pytest.mark.parametrize("text", ["0001-01-01", "2024-02-29", "9999-12-31", "2023-02-29", "0000-01-01", "2024-13-01"])
def test_a_plain_day_is_read_as_every_date(text: str):
    def said(read: Callable[[], str | None]) -> tuple[bool, str | None]:
        try:
            return True, read()
        except RegistryError as error:
            return False, str(error).removeprefix("start: ")

    assert said(lambda: edtf_of("start", text, None)) == said(lambda: read_date(text))


def test_an_end_of_which_nobody_knows_the_day_is_one(tmp_path: Path):
    assert one_row(tmp_path, "Ann Ames,Chair,Board,2019,unknown").end == "XXXX"


@pytest.mark.parametrize(
    ("precision", "edtf"),
    [
        ("day", "1951-01-01"),
        ("", "1951-01-01"),
        ("month", "1951-01"),
        ("year", "1951"),
        ("Jahr", "1951"),
        ("9", "1951"),
    ],
)
def test_a_column_may_say_to_what_a_day_is_known(tmp_path: Path, precision: str, edtf: str):
    headings = f"{HEADINGS},start_precision,end_precision"
    held = one_row(tmp_path, f"Ann Ames,Chair,Board,1951-01-01,1951-01-01,{precision},{precision}", headings)

    assert (held.start, held.end) == (edtf, edtf)


def test_a_vague_date_is_not_made_sharper_by_its_precision(tmp_path: Path):
    held = one_row(tmp_path, "Ann Ames,Chair,Board,1951~,,year", f"{HEADINGS},start_precision")

    assert held.start == "1951~"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Ann Ames,Chair,Board,03/04/2025,", "start: '03/04/2025': could be 2025-04-03"),
        ("Ann Ames,Chair,Board,2023-02-30,", "February 2023 has 28 days"),
        ("Ann Ames,Chair,Board,2019,soon", "end: 'soon'"),
        ("Ann Ames,Chair,Board,present,", "not a day on which anything began"),
        (",Chair,Board,2019,", "names no person; write the name, or VACANT"),
        ("NA,Chair,Board,2019,", "names no person"),
        ("Ann Ames,,Board,2019,", "names no role"),
        ("Ann Ames,Chair,,2019,", "names no organization"),
        ("Ann Ames,Chair,Board,2019", "the row has 4 cells, but there are 5 headings"),
        ("Ann Ames,Chair,Board,2019,2020,more", "the row has 6 cells"),
    ],
)
def test_a_faulty_row_is_left_out_with_its_line_and_the_others_are_read(tmp_path: Path, row: str, reason: str):
    given = read(a_table(tmp_path, row, "Bea Boone,Chair,Board,2020,2021"))

    (left,) = only(given, SkippedStatement)
    assert left.place == "holders.csv, line 2"
    assert reason in left.reason
    assert [held.person for held in only(given, TenureStatement)] == ["Bea Boone"]


def test_a_row_of_empty_cells_is_no_row(tmp_path: Path):
    given = read(a_table(tmp_path, ",,,,", "", " , ,,,", "Ann Ames,Chair,Board,2019,"), columns=(("rank", "=General"),))

    assert [type(each) for each in given] == [OrganizationStatement, RoleStatement, TenureStatement]


def test_empty_cells_after_the_last_column_are_nothing(tmp_path: Path):
    assert one_row(tmp_path, "Ann Ames,Chair,Board,2019,2020,,").end == "2020"


def test_the_order_of_day_and_month_can_be_said(tmp_path: Path):
    assert one_row(tmp_path, "Ann Ames,Chair,Board,03/04/2025,", date_order=DateOrder.dmy).start == "2025-04-03"


@pytest.mark.parametrize(("said", "seats"), [(None, 1), (5, 5), (0, None)])
def test_the_seats_of_a_role_are_one_unless_said(tmp_path: Path, said: int | None, seats: int | None):
    (post,) = only(read(a_table(tmp_path, "Ann Ames,Chair,Board,2019,"), seats=said), RoleStatement)

    assert post.seats == seats


@pytest.mark.parametrize(("cell", "seats"), [("3", 3), ("unlimited", None), ("", 7)])
def test_a_column_may_say_the_seats(tmp_path: Path, cell: str, seats: int | None):
    path = a_table(tmp_path, f"Ann Ames,Chair,Board,2019,,{cell}", headings=f"{HEADINGS},seats")

    assert only(read(path, seats=7), RoleStatement)[0].seats == seats


def test_seats_that_are_no_number_are_told(tmp_path: Path):
    (left,) = only(
        read(a_table(tmp_path, "Ann Ames,Chair,Board,2019,,many", headings=f"{HEADINGS},seats")), SkippedStatement
    )

    assert "seats: 'many' is not a number" in left.reason


def test_a_numbered_seat_is_a_role_of_its_own(tmp_path: Path):
    path = a_table(
        tmp_path, "Ann Ames,Judge,Court,2019,,2", "Bea Boone,Judge,Court,2019,,", headings=f"{HEADINGS},seat"
    )

    assert [post.title for post in only(read(path), RoleStatement)] == ["Judge, seat 2", "Judge"]


@pytest.mark.parametrize(
    ("heading", "cell", "kind"),
    [
        ("kind", "acting", "acting"),
        ("kind", "Interim", "acting"),
        ("kind", "kommissarisch", "acting"),
        ("kind", "В.о.", "acting"),
        ("kind", "", "substantive"),
        ("acting", "yes", "acting"),
        ("acting", "ja", "acting"),
        ("acting", "FALSE", "substantive"),
        ("acting", "", "substantive"),
    ],
)
def test_the_kind_is_said_in_words_or_with_yes_and_no(tmp_path: Path, heading: str, cell: str, kind: str):
    assert one_row(tmp_path, f"Ann Ames,Chair,Board,2019,,{cell}", f"{HEADINGS},{heading}").kind == kind


@pytest.mark.parametrize(
    ("heading", "reason"), [("kind", "neither substantive nor acting"), ("status", "not one of accepted")]
)
def test_a_kind_or_status_that_is_not_known_is_told(tmp_path: Path, heading: str, reason: str):
    (left,) = only(
        read(a_table(tmp_path, "Ann Ames,Chair,Board,2019,,former", headings=f"{HEADINGS},{heading}")), SkippedStatement
    )

    assert reason in left.reason
    assert "'former'" in left.reason


@pytest.mark.parametrize(
    ("how", "reason", "found"),
    [
        ("Election", "Death", ("elected", "died")),
        ("Ernannt", "Rücktritt", ("appointed", "resigned")),
        ("ELECTED", "Term Ended", ("elected", "term ended")),
        ("by lot", "coup", ("by lot", "coup")),
        ("", "NA", (None, None)),
    ],
)
def test_how_and_why_are_known_terms_where_they_mean_the_same(tmp_path: Path, how: str, reason: str, found: tuple):
    held = one_row(tmp_path, f"Ann Ames,Chair,Board,2019,,{how},{reason}", f"{HEADINGS},how,end_reason")

    assert (held.how, held.end_reason) == found


def test_a_person_is_known_by_an_id_and_told_with_what_there_is(tmp_path: Path):
    headings = f"{HEADINGS},person_id,gnd,other names,born,died"
    path = a_table(
        tmp_path, "Ann Ames,Chair,Board,2019,,Q42,118,Анна Еймс; Anna A.|Ann Ames,1980,2030-02-??", headings=headings
    )
    given = read(path)

    assert only(given, PersonStatement) == [
        PersonStatement(
            "Q42",
            "Ann Ames",
            "holders.csv, line 2",
            (NameStatement("Анна Еймс"), NameStatement("Anna A.")),
            (("wikidata", "Q42"), ("gnd", "118")),
            "1980",
            "2030-02",
        )
    ]
    assert only(given, TenureStatement)[0].person == "Q42"


def test_an_id_that_is_no_item_is_of_the_file_itself(tmp_path: Path):
    path = a_table(tmp_path, "Ann Ames,Chair,Board,2019,,W000178", headings=f"{HEADINGS},person_id")

    assert only(read(path, dataset="My List"), PersonStatement)[0].identifiers == (("my-list", "W000178"),)


def test_the_address_of_an_item_is_the_item(tmp_path: Path):
    path = a_table(
        tmp_path, "Ann Ames,Chair,Board,2019,,http://www.wikidata.org/entity/Q42", headings=f"{HEADINGS},wikidata"
    )

    assert only(read(path), PersonStatement)[0].identifiers == (("wikidata", "Q42"),)


def test_a_person_of_whom_more_is_said_later_is_told_again(tmp_path: Path):
    headings = f"{HEADINGS},wikidata,birth"
    rows = ("Ann Ames,Chair,Board,2019,,Q42,", "Ann Ames,Chair,Board,2020,,Q42,", "Ann Ames,Chair,Board,2021,,Q42,1980")

    assert [each.birth for each in only(read(a_table(tmp_path, *rows, headings=headings)), PersonStatement)] == [
        None,
        "1980",
    ]


def test_a_birth_that_is_no_date_is_told(tmp_path: Path):
    (left,) = only(
        read(a_table(tmp_path, "Ann Ames,Chair,Board,2019,,long ago", headings=f"{HEADINGS},birth")), SkippedStatement
    )

    assert "birth: 'long ago'" in left.reason


def test_a_name_may_come_in_parts(tmp_path: Path):
    headings = "first_name,LAST NAME,role,organization,start"

    assert one_row(tmp_path, "Ann,Ames,Chair,Board,2019", headings).person == "Ann Ames"


def test_an_organization_may_stand_below_another(tmp_path: Path):
    headings = f"{HEADINGS},parent organization"
    rows = (
        "Ann Ames,Chair,Board,2019,,Ministry",
        "Bea Boone,Minister,Ministry,2019,,State",
        "Cy,Clerk,Board,2020,,Ministry",
    )
    bodies = only(read(a_table(tmp_path, *rows, headings=headings)), OrganizationStatement)

    assert [(body.key, body.parent) for body in bodies] == [
        ("Board", "Ministry"),
        ("Ministry", "State"),
        ("State", None),
    ]


def test_the_tenure_of_the_person_who_was_replaced_is_the_last_before(tmp_path: Path):
    rows = (
        "Cy Cole,Chair,Board,2012,2015,Ann Ames",
        "Ann Ames,Chair,Board,2000,2002,",
        "Bea Boone,Chair,Board,2002,2010,Ann Ames",
        "Ann Ames,Chair,Board,2010,2012,Bea Boone",
        "Ann Ames,Chair,Board,2015,2018,Cy Cole",
        "Ann Ames,Deputy,Board,2011,2012,",
    )
    held = only(read(a_table(tmp_path, *rows, headings=f"{HEADINGS},replaces")), TenureStatement)

    assert {each.key: each.replaces for each in held if each.replaces} == {
        "Bea Boone/Board / Chair/2002": "Ann Ames/Board / Chair/2000",
        "Ann Ames/Board / Chair/2010": "Bea Boone/Board / Chair/2002",
        "Cy Cole/Board / Chair/2012": "Ann Ames/Board / Chair/2010",
        "Ann Ames/Board / Chair/2015": "Cy Cole/Board / Chair/2012",
    }


def test_a_start_that_is_not_known_lies_before_the_end(tmp_path: Path):
    rows = (
        "Ann Ames,Chair,Board,2000,,",
        "Bea Boone,Chair,Board,,2005,Ann Ames",
        "Ann Ames,Chair,Board,2006,,Bea Boone",
    )
    held = only(read(a_table(tmp_path, *rows, headings=f"{HEADINGS},replaces")), TenureStatement)

    assert [each.replaces for each in held] == [None, "Ann Ames/Board / Chair/2000", "Bea Boone/Board / Chair/unknown"]


def test_whom_the_table_does_not_have_is_kept_in_the_note(tmp_path: Path):
    held = one_row(tmp_path, "Ann Ames,Chair,Board,2019,,Zoe Zorn,by decree", f"{HEADINGS},replaces,note")

    assert (held.replaces, held.note) == (None, "by decree; replaces: Zoe Zorn")


def test_predecessors_are_found_beyond_what_waits_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("registry.formats.tables.predecessors._MOST", 3)
    rows = [f"Holder {n},Chair,Board,{1900 + n},{1901 + n},{f'Holder {n - 1}' if n else ''}" for n in range(20)]
    held = only(read(a_table(tmp_path, *rows, headings=f"{HEADINGS},replaces")), TenureStatement)

    assert [bool(each.replaces) for each in held] == [False, *[True] * 19]


def test_a_source_is_an_address_with_what_is_said_of_it(tmp_path: Path):
    headings = f"{HEADINGS},source_url,source_title,publisher,published,quote,locator"
    cells = "Ann Ames,Chair,Board,2019,,https://a.example,A page,Press,1 May 2019,took office,p. 4"

    assert one_row(tmp_path, cells, headings).cited == (
        CitationStatement("https://a.example", "A page", "Press", "2019-05-01", quote="took office", locator="p. 4"),
    )


def test_a_source_may_be_a_title_alone(tmp_path: Path):
    held = one_row(tmp_path, "Ann Ames,Chair,Board,2019,,A ; B", f"{HEADINGS},source title")

    assert held.cited == (CitationStatement("A ; B"),)


@pytest.mark.parametrize("between", [" ; ", " ", "; ", " | "])
def test_several_addresses_are_several_sources(tmp_path: Path, between: str):
    held = one_row(
        tmp_path, f"Ann Ames,Chair,Board,2019,,https://a.example{between}http://b.example", f"{HEADINGS},source"
    )

    assert held.cited == (CitationStatement("https://a.example"), CitationStatement("http://b.example"))


def test_what_is_said_of_several_sources_belongs_to_each_or_to_the_first(tmp_path: Path):
    headings = f"{HEADINGS},source,source_title,quote"
    held = one_row(
        tmp_path, "Ann Ames,Chair,Board,2019,,http://a.example ; http://b.example,A ; -,both say so", headings
    )

    assert held.cited == (
        CitationStatement("http://a.example", "A", quote="both say so"),
        CitationStatement("http://b.example"),
    )


def test_a_quotation_of_no_source_is_told(tmp_path: Path):
    (left,) = only(
        read(a_table(tmp_path, "Ann Ames,Chair,Board,2019,,,said", headings=f"{HEADINGS},source,quote")),
        SkippedStatement,
    )

    assert "it is missing for 'said'" in left.reason


def test_the_statements_own_id_is_its_key(tmp_path: Path):
    assert one_row(tmp_path, "Ann Ames,Chair,Board,2019,,m-17", f"{HEADINGS},id").key == "m-17"
    assert one_row(tmp_path, "Ann Ames,Chair,Board,2019,").key is None


@pytest.mark.parametrize(
    ("cell", "name"), [("'=Ann", "=Ann"), ("''Abd", "'Abd"), ("'Abd", "'Abd"), ("'s-Heer", "'s-Heer")]
)
def test_what_was_made_harmless_for_spreadsheets_is_as_it_was(tmp_path: Path, cell: str, name: str):
    held = one_row(tmp_path, f"{cell},Chair,Board,2019,,{cell}", f"{HEADINGS},note")

    assert (held.person, held.note) == (name, name)


def test_no_more_is_remembered_than_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("registry.formats.tables.cell_texts._MOST", 2)
    monkeypatch.setattr("registry.formats.tables.entities._MOST", 2)
    rows = [f"Ann {n},Chair,Board {n % 5},2019,,Q{n},Ministry {n % 3}" for n in range(1, 31)]
    given = read(a_table(tmp_path, *rows, headings=f"{HEADINGS},wikidata,parent organization"))

    assert len(only(given, TenureStatement)) == 30
    assert {body.key for body in only(given, OrganizationStatement)} == {
        *(f"Board {n}" for n in range(5)),
        *(f"Ministry {n}" for n in range(3)),
    }


FLAT = {
    "facts.csv": 110,
    "pvp_fcg_german_court_presidents.csv": 119,
    "us_executive_1789.csv": 131,
    "wikidata_holders_ukraine.csv": 504,
}


@pytest.mark.parametrize("name", FLAT)
def test_the_flat_files_of_others_are_read_by_their_headings_alone(name: str):
    given = read(if_there(name))

    assert only(given, SkippedStatement) == []
    assert len(only(given, TenureStatement)) == FLAT[name]


def test_the_facts_say_who_replaced_whom():
    held = {each.key: each for each in only(read(if_there("facts.csv")), TenureStatement)}
    staff = "General Staff of the Armed Forces of Ukraine / Chief of the General Staff"

    assert held[f"Serhiy Kyrychenko/{staff}/unknown"].replaces == f"Oleksandr Zatynaiko/{staff}/2002-08"
    missing = [each.note or "" for each in held.values() if "replaces: " in (each.note or "")]
    assert [note.rpartition("replaces: ")[2] for note in missing] == ["John Turner", "William Crowe"]


def test_days_that_the_courts_do_not_know_are_left_open():
    held = only(read(if_there("pvp_fcg_german_court_presidents.csv")), TenureStatement)

    assert [each.start for each in held if each.start and len(each.start) == 7] == [
        "1969-08", "1975-01", "1978-05", "1987-05", "1991-06", "2010-07",
    ]  # fmt: skip
    assert sum(each.person is None for each in held) > 10


@pytest.mark.parametrize(("name", "count"), [("Presidents", 58), ("VicePresidents", 61)])
def test_the_courts_own_files_are_read_with_a_role_that_is_said(name: str, count: int):
    path = if_there(f"pvp_fcg/PVP-FCG_Source_Handcoded_{name}.csv")
    with pytest.raises(FormatError, match="no column holds the role"):
        read(path)
    given = read(path, columns=(("role", "=President"),))

    assert only(given, SkippedStatement) == []
    assert len(only(given, TenureStatement)) == count
    assert only(given, PersonStatement)[0].identifiers[0][0] == "wikidata"


def test_claims_about_single_fields_are_no_tenures():
    with pytest.raises(FormatError, match="each row holds one field of a tenure"):
        read(if_there("facts_alternatives.csv"))
