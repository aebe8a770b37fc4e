"""The cell of a holder: somebody, several people, nobody, and what stands around a name. All names are invented."""

import pytest

from registry.formats.tables.cell_texts import CellError
from registry.formats.tables.people.holder import read_holder
from registry.formats.tables.people.nobody import is_nobody, is_vacant
from registry.formats.tables.people.order import forename_first, surname_and_forename, surnames_come_first
from registry.formats.tables.people.plain import is_plain


def kinds(cell: str) -> set[str]:
    return {kind for kind, _ in read_holder(cell).notes}


@pytest.mark.parametrize(
    "cell",
    [
        "Position vacant", "Seat vacant", "(vacant)", "[vacant]", "VACANT - recruitment under way", "vacancy (2010)",
        "Office vacant", "Sede vacante", "Poste vacant", "unbesetzt", "Vacante", "вакантна", "wakat", "Interregnum",
    ],
)  # fmt: skip
def test_words_for_a_vacancy_make_one_and_are_noted(cell: str):
    found = read_holder(cell)

    assert (found.names, found.left_out) == ((), None)
    assert kinds(cell) == {"vacancy"}


@pytest.mark.parametrize(
    "cell",
    [
        "TBC", "To be announced", "to be confirmed", "Unknown", "Name not recorded", "none", "Nobody", "#REF!", "#N/A",
        "12345", "—", "?", "Office abolished", "not yet appointed", "unbekannt", "inconnu", "desconocido", "невідомо",
        "brak danych", "Q990000204",
    ],
)  # fmt: skip
def test_placeholders_make_nobody_and_are_noted(cell: str):
    found = read_holder(cell)

    assert (found.names, found.left_out) == ((), "nobody")
    assert kinds(cell) == {"nobody"}


@pytest.mark.parametrize("name", ["Vacant Smith", "Nobody Ames", "Norma None", "Val Vacek", "Tess Tbilisi"])
def test_a_name_that_begins_alike_is_somebody(name: str):
    assert not is_vacant(name)
    assert not is_nobody(name)
    assert read_holder(name).names == (name,)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Di Fern (interim)", "Di Fern"),
        ("Acting: Ed Gorse", "Ed Gorse"),
        ("Corliss Abernatty (ad interim)", "Corliss Abernatty"),
        ("Orrin Sable (pro tempore)", "Orrin Sable"),
        ("Nadia Terwick, caretaker", "Nadia Terwick"),
        ("komm. Hans Malter", "Hans Malter"),
        ("Jeanne Dupré, par intérim", "Jeanne Dupré"),
        ("Tomás (interino) Olivarejo", "Tomás Olivarejo"),
        ("В.о. Іван Петренко", "Іван Петренко"),
        ("т.в.о. Ганна Кіт", "Ганна Кіт"),
        ("p.o. Jan Wilk", "Jan Wilk"),
    ],
)
def test_words_for_acting_make_the_kind_and_are_no_part_of_the_name(cell: str, name: str):
    found = read_holder(cell)

    assert found.names == (name,)
    assert found.acting
    assert "acting" in kinds(cell)


@pytest.mark.parametrize(
    ("cell", "name", "rank", "words"),
    [
        ("Lt Gen (ret.) Ewan Strakehill CB", "Ewan Strakehill", "Lt Gen", True),
        ("Maj Gen Odile Farrant CBE", "Odile Farrant", "Maj Gen", True),
        ("Air Chief Marshal Sir Peter Hardy", "Peter Hardy", "Air Chief Marshal Sir", False),
        ("Col. Rufus Nettleship (Ret.)", "Rufus Nettleship", "Col.", True),
        ("Nils Overby-Tate, OBE", "Nils Overby-Tate", "", True),
        ("Imogen Sallowes MP", "Imogen Sallowes", "", True),
        ("генерал-лейтенант Іван Петренко", "Іван Петренко", "генерал-лейтенант", False),
        ("Prof. Dr. Anke Sand", "Anke Sand", "Prof. Dr.", False),
        ("Mrs Ada Birch", "Ada Birch", "", True),
        ("Major Owens", "Major Owens", "", False),
        ("Col. de Vries", "de Vries", "Col.", False),
        ("Robert Brown Jr.", "Robert Brown Jr.", "", False),
        ("JACK MA", "JACK MA", "", False),
    ],
)
def test_ranks_go_before_a_name_and_honours_after_it(cell: str, name: str, rank: str, words: bool):
    found = read_holder(cell)

    assert (found.names, found.ranks) == ((name,), (rank,))
    assert bool(found.words) == words
    assert cell in (found.words or cell)


@pytest.mark.parametrize(
    ("cell", "name", "kind"),
    [
        ("Ada Birch[1]", "Ada Birch", "mark"),
        ("Bo Cedar*", "Bo Cedar", "mark"),
        ("†Cy Elm", "Cy Elm", "mark"),
        ("Ada Birch[a]‡", "Ada Birch", "mark"),
        ("Dunstan Ferrow (second term)", "Dunstan Ferrow", "ordinal"),
        ("Ann Ames (2nd time)", "Ann Ames", "ordinal"),
        ("12. Ann Ames", "Ann Ames", "ordinal"),
        ("KRNJAVEC, Bartol", "Bartol Krnjavec", "name-order"),
        ("O'BRIEN, Mary", "Mary O'Brien", "name-order"),
        ("Thorne Secretaries Limited", "", "company"),
    ],
)
def test_marks_ordinals_and_the_order_of_a_name_are_put_right_and_noted(cell: str, name: str, kind: str):
    assert read_holder(cell).names == ((name,) if name else ())
    assert kind in kinds(cell)


@pytest.mark.parametrize("cell", ["Ada Birch & Bo Cedar", "Ada Birch and Bo Cedar", "Ada Birch / Bo Cedar"])
def test_two_people_at_once_are_two(cell: str):
    assert read_holder(cell).names == ("Ada Birch", "Bo Cedar")
    assert kinds(cell) == {"several-people"}


@pytest.mark.parametrize(
    "cell",
    [
        "Otis Garland then Mabel Fry*", "Cosmo Trellis\nJuno Trellis", "Sandra Ives (died 1981); Noel Attwick",
        "Anne and Nancy Wilton", "Smith & Jones",
    ],
)  # fmt: skip
def test_people_of_whom_nobody_knows_who_was_when_are_asked_about(cell: str):
    with pytest.raises(CellError, match="write a row for each"):
        read_holder(cell)


@pytest.mark.parametrize(
    "name",
    ["Úrsula Castromonte y Vigil", "Karl-Theodor von und zu Gutental", "Ferdinand of Oldenau and Delmen", "Rand Ander"],
)
def test_a_name_with_and_in_it_is_one(name: str):
    assert read_holder(name).names == (name,)


def test_a_mention_is_no_part_of_the_name():
    found = read_holder("John Pyke (occurs 1371)")

    assert (found.names, found.is_mention) == (("John Pyke",), True)


def test_most_names_need_no_second_look():
    assert all(map(is_plain, ["Ann Ames", "Łukasz Gaj", "Jessamy Holloway-Kerr", "Serafino dell'Ombra", "J. K. Smith"]))
    assert not any(map(is_plain, ["Ann Ames*", "Gen. Ann Ames", "Ann Ames MP", "Unknown", "Ann and Bo", "Ames, Ann"]))


def test_a_column_of_surnames_and_forenames_is_turned_as_a_whole():
    assert surnames_come_first(["Ames, Ann", "Boone, Bea", "Cy Cole"])
    assert not surnames_come_first(["Ann Ames, OBE", "Bea Boone", "Cy Cole"])
    assert forename_first("Ames, Ann", every_name=True) == "Ann Ames"
    assert forename_first("Ames, Ann") == "Ann Ames"
    assert forename_first("Ann Ames, Chair") == "Ann Ames, Chair"


@pytest.mark.parametrize(
    ("given", "family", "name"),
    [
        ("Théodora", "LÉVÊQUARD", "Théodora Lévêquard"),
        ("Gaëtan", "d'ARBOUZON", "Gaëtan d'Arbouzon"),
        ("Jan", "VAN DER BERG", "Jan van der Berg"),
        ("Ann", "McNeil", "Ann McNeil"),
        ("ANN", "AMES", "ANN AMES"),
    ],
)
def test_a_surname_in_capitals_is_written_as_a_name(given: str, family: str, name: str):
    assert surname_and_forename(given, family) == name
