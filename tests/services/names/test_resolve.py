"""Words -> the one thing meant, or a refusal that says what could be meant."""

from __future__ import annotations

import pytest

from registry import Registry, RegistryError
from registry.domain.errors import ChoiceError, NotFoundError, SimilarError


def role_of(registry: Registry, words: str) -> str:
    return registry.who(words, on="2020-01-01").role


def person_of(registry: Registry, words: str) -> str:
    return registry.career(words).person


@pytest.mark.parametrize(
    "words",
    [
        "minister-of-defence-of-ukraine",
        "Minister of Defence of Ukraine",
        "MINISTER OF DEFENSE OF UKRAINE",
        "the Minister of Defence, Ukraine",
        "minister of defence",
        "Defence Minister of Ukraine",
    ],
)
def test_a_role_is_found_by_slug_title_spelling_or_words(sample: Registry, words: str):
    assert role_of(sample, words) == "minister-of-defence-of-ukraine"


def test_the_organizations_words_tell_roles_apart(sample: Registry):
    assert role_of(sample, "Secretary, U.S. Department of State") == "secretary-of-state"


@pytest.mark.parametrize("words", ["foreign minister", "minister of foreign affairs"])
def test_a_minister_is_not_taken_for_a_deputy_minister(sample: Registry, words: str):
    sample.organizations.add("Ministry of Foreign Affairs of Russia")
    sample.roles.add("Deputy Foreign Minister of Russia", "Ministry of Foreign Affairs of Russia", seats=None)
    assert role_of(sample, "deputy foreign minister") == "deputy-foreign-minister-of-russia"
    with pytest.raises(NotFoundError, match=r"did you mean .*'Deputy Foreign Minister of Russia'"):
        sample.who(words, on="2025-03-17")


def test_a_title_as_a_whole_goes_before_a_longer_one_that_contains_it(sample: Registry):
    assert role_of(sample, "Chief of the General Staff") == "chief-of-the-general-staff"


@pytest.mark.parametrize(
    "words",
    ["andriy-hnatov", "Andriy Hnatov", "ANDRIY HNATOV", "Hnatov", "Hnatov Andriy", "Андрій Гнатов"],
)
def test_a_person_is_found_by_slug_any_name_or_a_surname(sample: Registry, words: str):
    assert person_of(sample, words) == "andriy-hnatov"


@pytest.mark.parametrize("words", ["wikidata=Q3874799", "Q3874799"])
def test_a_person_is_found_by_identifier(sample: Registry, words: str):
    assert person_of(sample, words) == "volodymyr-zelenskyy"


def test_accents_are_forgiven(sample: Registry):
    assert person_of(sample, "jean chretien") == "jean-chretien"


def test_several_are_listed_with_their_slugs(sample: Registry):
    with pytest.raises(ChoiceError, match=r"'president' could be .*\(president-of-france\).*use the slug"):
        sample.who("president", on="2020-01-01")


def test_a_slip_is_answered_with_the_nearest(sample: Registry):
    with pytest.raises(NotFoundError, match=r"no role 'Minster of Defence of Ukraine'; did you mean 'Minister of"):
        sample.who("Minster of Defence of Ukraine", on="2020-01-01")


def test_a_slip_is_never_taken_for_a_choice(sample: Registry):
    with pytest.raises(NotFoundError, match=r"did you mean 'Andriy Hnatov'"):
        sample.career("Andrij Hnatow")


def test_a_mixture_of_two_recorded_spellings_is_a_suggestion_too(sample: Registry):
    with pytest.raises(NotFoundError, match=r"did you mean 'Andriy Hnatov'"):
        sample.career("Andrii Gnatov")


def test_nothing_alike_says_how_to_list_and_add(registry: Registry):
    with pytest.raises(NotFoundError, match=r"`registry role list`.*`registry role add`"):
        registry.who("Lord High Admiral", on="2020-01-01")


@pytest.mark.parametrize("words", ["", "   ", "!!!", "'; drop table people;--", "\x00", "%", "_", "x" * 10_000])
def test_odd_words_are_no_match_and_no_traceback(sample: Registry, words: str):
    with pytest.raises(RegistryError):
        sample.career(words)


def test_an_unknown_person_whom_nobody_resembles_is_added_by_appoint(staff: Registry):
    written = staff.appoint("Jane Roe", "Inspector General", "2020")

    assert written.added == ("jane-roe",)
    assert person_of(staff, "roe") == "jane-roe"


def test_a_person_like_a_recorded_one_is_asked_about_not_added(seed: Registry):
    with pytest.raises(
        SimilarError, match=r"'Anatoliy Barhylevych' \(anatoliy-barhylevych\) may be the same.*--new"
    ) as it:
        seed.appoint("Anatoly Bargilevich", "Inspector General", "2020", "2021")

    assert it.value.candidates == (("anatoliy-barhylevych", "Anatoliy Barhylevych"),)
    assert len(seed.people.list()) == 3


@pytest.mark.parametrize(
    ("name", "recorded"),
    [
        ("Robert Featherstonehaugh", "Albert Featherstonehaugh"),
        ("John Quackenbush", "Joan Quackenbush"),
        ("Oleksandr Kryvonosivskyi", "Oleksiy Kryvonosivskyi"),
        ("Featherstonehaugh Marian", "Martin Featherstonehaugh"),
    ],
)
def test_a_given_name_that_differs_is_no_alarm_however_rare_the_surname(staff: Registry, name: str, recorded: str):
    staff.people.add(recorded)

    assert staff.appoint(name, "Inspector General", "2020").added


@pytest.mark.parametrize(
    ("name", "recorded"),
    [
        ("Serhii Shaptala", "Sergei Shaptala"),
        ("J. Featherstonehaugh", "John Featherstonehaugh"),
        ("Chris Featherstonehaugh", "Christopher Featherstonehaugh"),
        ("Featherstonehaugh, Robret", "Robert Featherstonehaugh"),
        ("General Mary Featherstonehaugh", "Mary Ann Featherstonehaugh"),
        ("Omar Alrashidi", "Omar Al-Rashidi"),
    ],
)
def test_a_spelling_a_short_form_or_a_slip_of_a_given_name_is_asked_about(staff: Registry, name: str, recorded: str):
    staff.people.add(recorded)

    with pytest.raises(SimilarError):
        staff.appoint(name, "Inspector General", "2020")


def test_new_adds_a_namesake_with_a_slug_of_their_own(seed: Registry):
    written = seed.appoint("Andriy Hnatov", "Inspector General", "2010", "2011", new=True)

    assert written.added == ("andriy-hnatov-2",)


def test_a_mistyped_slug_is_no_new_person(seed: Registry):
    with pytest.raises(NotFoundError, match=r"did you mean"):
        seed.appoint("andriy-hnatow", "Inspector General", "2010")


def test_a_name_written_by_another_program_is_found_all_the_same(seed: Registry, db):
    import sqlite3

    with sqlite3.connect(db) as outside:
        outside.execute("insert into people (slug, name) values ('ann-lee', 'Ann Lee')")

    assert person_of(seed, "ann lee") == "ann-lee"
    assert person_of(seed, "Lee") == "ann-lee"


def test_a_word_of_titles_in_a_persons_name_hides_nobody(registry: Registry):
    registry.people.add("Ann Ames (acting)")
    registry.people.add("Ben Ames", new=True)
    registry.people.add("Vice Adm. Cy Cole")

    with pytest.raises(ChoiceError):
        person_of(registry, "Ames")
    assert person_of(registry, "Cole") == person_of(registry, "Cy Cole") == "vice-adm-cy-cole"
