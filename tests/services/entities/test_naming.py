"""Further names with kind, language, script and dates: of people, organizations and roles."""

from __future__ import annotations

import pytest

from registry import Registry, RegistryError
from registry.domain.tenures.records import NameNote


def test_a_name_is_added_with_its_details_and_the_script_is_told_from_its_letters(seed: Registry):
    edited = seed.people.name(
        "Andriy Hnatov", "Андрій Гнатов", kind="native", language="uk", start="1980", end="2020-05"
    )

    assert seed.people.show("andriy-hnatov").names == (
        NameNote("Андрій Гнатов", "native", "uk", "Cyrl", "1980", "2020-05"),
    )
    assert [each.after["name"] for each in edited.differences] == ["Андрій Гнатов"]
    assert seed.career("Андрій Гнатов").person == "andriy-hnatov"


@pytest.mark.parametrize("noun", ["person", "organization", "role"])
def test_people_organizations_and_roles_are_named_alike(staff: Registry, noun: str):
    staff.people.add("Ann Lee")
    owner, show = {
        "person": ("ann-lee", lambda: staff.people.show("ann-lee").names),
        "organization": ("general staff", lambda: staff.organizations.show("general staff").names),
        "role": ("inspector-general", lambda: staff.roles.show("inspector-general").names),
    }[noun]
    name = getattr(staff, {"person": "people"}.get(noun, f"{noun}s")).name

    name(owner, "Other", kind="former", end="1999")
    assert show() == (NameNote("Other", "former", None, "Latn", None, "1999"),)
    name(owner, "Other", remove=True)
    assert show() == ()


def test_a_name_that_is_there_is_edited_and_what_is_not_said_stays(seed: Registry):
    seed.people.name("andriy-hnatov", "A. Hnatov", kind="short", language="en", start="1999")

    seed.people.name("andriy-hnatov", "A. Hnatov", language=None, end="2001")

    assert seed.people.show("andriy-hnatov").names == (NameNote("A. Hnatov", "short", None, "Latn", "1999", "2001"),)


def test_a_name_of_several_scripts_has_none_unless_said(seed: Registry):
    seed.people.name("andriy-hnatov", "Andriy Гнатов")
    seed.people.name("andriy-hnatov", "Andriy II Гнатов", script="Cyrl")

    assert {each.name: each.script for each in seed.people.show("andriy-hnatov").names} == {
        "Andriy Гнатов": None,
        "Andriy II Гнатов": "Cyrl",
    }


def test_naming_can_be_undone(seed: Registry):
    seed.people.name("andriy-hnatov", "A. Hnatov", kind="short")
    seed.people.name("andriy-hnatov", "A. Hnatov", kind="former")

    seed.undo(seed.log()[0].number)

    assert [each.kind for each in seed.people.show("andriy-hnatov").names] == ["short"]


@pytest.mark.parametrize(
    ("details", "reason"),
    [
        ({"kind": "transliteratoin"}, "did you mean 'transliteration'"),
        ({"language": "ukrainian language"}, "is not a language code; give one such as uk"),
        ({"language": "u"}, "is not a language code"),
        ({"script": "cyrillic"}, "is not a script code"),
        ({"start": "2001", "end": "1999"}, "1999.*2001|2001.*1999"),
        ({"start": "03/04/2025"}, "03/04/2025"),
    ],
)
def test_details_that_cannot_be_are_refused(seed: Registry, details: dict[str, str], reason: str):
    with pytest.raises(RegistryError, match=reason):
        seed.people.name("andriy-hnatov", "A. Hnatov", **details)

    assert seed.people.show("andriy-hnatov").names == ()


@pytest.mark.parametrize("language", ["uk", "de-AT", "sr-Latn", "zh-Hans-CN", "es-419", "sl-rozaj", "uk-x-diaspora"])
def test_language_codes_of_the_regular_form_are_taken(seed: Registry, language: str):
    seed.people.name("andriy-hnatov", "A. Hnatov", language=language)

    assert seed.people.show("andriy-hnatov").names[0].language == language


def test_the_main_name_has_no_details_and_is_not_taken_back(seed: Registry):
    with pytest.raises(RegistryError, match=r"is the main name of andriy-hnatov; only further names"):
        seed.people.name("andriy-hnatov", "Andriy Hnatov", kind="native")
    with pytest.raises(RegistryError, match=r"is the main name"):
        seed.people.name("andriy-hnatov", "Andriy Hnatov", remove=True)


def test_a_name_that_is_not_recorded_is_not_taken_back(seed: Registry):
    with pytest.raises(RegistryError, match=r"'Nobody' is not a further name of 'Andriy Hnatov'; none is recorded"):
        seed.people.name("andriy-hnatov", "Nobody", remove=True)


def test_details_that_are_there_already_are_no_change(seed: Registry):
    seed.people.name("andriy-hnatov", "A. Hnatov", kind="short")

    with pytest.raises(RegistryError, match=r"nothing to change in Andriy Hnatov: 'A. Hnatov' is already a name"):
        seed.people.name("andriy-hnatov", "A. Hnatov", kind="short")


def test_the_package_carries_the_details(seed: Registry, tmp_path):
    seed.people.name("andriy-hnatov", "Андрій Гнатов", kind="native", language="uk", start="1980")
    seed.export_package(tmp_path / "package")

    Registry.from_package(tmp_path / "again.db", tmp_path / "package")

    with Registry(tmp_path / "again.db") as again:
        assert again.people.show("andriy-hnatov").names == seed.people.show("andriy-hnatov").names
