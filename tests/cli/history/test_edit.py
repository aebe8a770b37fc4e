"""A record in an editor: what is saved is checked, shown and recorded; a mistake comes back at its line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import Result

from registry import Registry
from registry.cli.commands.history import edit
from tests.conftest import CHIEF

Run = Callable[..., Result]
HNATOV = "andriy-hnatov-chief-of-the-general-staff"
# Each time it is opened it makes the next replacements, and keeps what it was shown.
_EDITOR = """
import json, pathlib, sys
folder = pathlib.Path({folder!r})
rounds = json.loads((folder / "rounds.json").read_text("utf-8"))
file = pathlib.Path(sys.argv[1])
shown = file.read_text("utf-8")
number = len(list(folder.glob("shown*")))
(folder / f"shown{{number}}").write_text(shown, "utf-8")
for old, new in rounds[number]:
    assert old in shown, (old, shown)
    shown = shown.replace(old, new)
file.write_text(shown, "utf-8")
"""


@pytest.fixture
def editing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Sets an editor that makes the replacements of each round; returns the folder with what it was shown."""

    def prepare(*rounds: list[tuple[str, str]]) -> Path:
        folder = tmp_path / "editor"
        folder.mkdir()
        (folder / "rounds.json").write_text(json.dumps(rounds), "utf-8")
        (folder / "editor.py").write_text(_EDITOR.format(folder=str(folder)), "utf-8")
        monkeypatch.setattr(edit, "at_terminal", lambda: True)
        monkeypatch.setenv("EDITOR", "a program that is not asked")
        monkeypatch.setenv("VISUAL", f"{sys.executable} {folder / 'editor.py'}")
        return folder

    return prepare


def test_a_tenure_is_edited_and_recorded_with_the_reason_that_is_asked_for(seed: Registry, run: Run, editing):
    folder = editing([("start: 2025-03-16", "start: 17 March 2025"), ("rank:", "rank: Major General")])

    result = run("edit", "Hnatov, chief", input="the gazette has it\n")

    assert result.exit_code == 0, result.output
    assert "start: was 16 March 2025 [2025-03-16], is now 17 March 2025 [2025-03-17]" in result.stderr
    assert "# empty: still in office" in (folder / "shown0").read_text("utf-8")
    assert seed.record_fields(HNATOV).fields["rank"] == "Major General"
    assert seed.log(limit=1)[0].because == "the gazette has it"


def test_a_mistake_opens_it_again_with_the_message_at_its_line(seed: Registry, run: Run, editing):
    folder = editing(
        [("kind: substantive", "knid: acting")],
        [("knid: acting", "kind: substantive"), ("note:", "note: seen"), ("start: 2025-03-16", "start: 30 Febr")],
        [("start: 30 Febr", "start: 2025-03-16")],
    )

    result = run("edit", HNATOV, "--because", "a note")

    second, third = (Path(folder / name).read_text("utf-8").splitlines() for name in ("shown1", "shown2"))
    assert result.exit_code == 0, result.output
    assert "no field is called 'knid'" in second[second.index("knid: acting  # substantive or acting") - 1]
    marked = next(line for line, after in pairwise(third) if after.startswith("start: 30 Febr"))
    assert marked.startswith("#! ")
    assert seed.record_fields(HNATOV).fields["note"] == "seen"
    assert len(seed.record_fields(HNATOV).fields) == 11


@pytest.mark.usefixtures("seed", "untouched")
def test_what_is_saved_as_it_was_writes_nothing(run: Run, editing):
    editing([])

    result = run("edit", "Hnatov", "--kind", "person", "--because", "x")

    assert result.exit_code == 0
    assert "Nothing was changed." in result.stderr


@pytest.mark.usefixtures("seed", "untouched")
def test_a_mistake_that_is_left_as_it_is_ends_the_edit(run: Run, editing):
    editing([("kind: substantive", "kind: chief")], [])

    result = run("edit", HNATOV, "--because", "x")

    assert result.exit_code == 1
    assert "nothing was recorded" in result.stderr


def test_names_identifiers_and_lists_are_edited_whole(seed: Registry, run: Run, editing):
    seed.people.edit("Hnatov", also=["A. Hnatov"], identifiers={"wikidata": "Q1"})
    editing(
        [
            ("- name: A. Hnatov\n  kind: alias", "- Гнатов\n- name: Andrii Hnatov\n  kind: transliteration"),
            ("- wikidata=Q1", "- wikidata=Q2\n- viaf=7"),
        ]
    )

    result = run("edit", "andriy-hnatov", "--because", "names")

    fields = seed.record_fields("andriy-hnatov").fields
    assert result.exit_code == 0, result.output
    assert sorted(each["name"] for each in fields["names"]) == ["Andrii Hnatov", "Гнатов"]
    assert sorted(fields["identifiers"]) == ["viaf=7", "wikidata=Q2"]


@pytest.mark.parametrize(
    ("words", "changes", "field", "after"),
    [
        ("inspector-general", {"seats": "unlimited", "incompatible": [CHIEF]}, "seats", "unlimited"),
        ("inspector-general", {"continuous": "yes", "term_months": "48"}, "term_months", "48"),
        ("Ministry of Defence", {"parents": [{"organization": "general-staff-of-the-armed-forces-of-ukraine"}]},
         "parents", [{"organization": "general-staff-of-the-armed-forces-of-ukraine"}]),
        (HNATOV, {"end": "1 May 2025", "end_reason": "resigned"}, "end", "2025-05-01"),
    ],
)  # fmt: skip
def test_every_kind_of_record_is_edited_from_python(seed: Registry, words: str, changes, field: str, after):
    done = seed.edit(words, "a reason", changes)

    assert seed.record_fields(words).fields[field] == after
    assert seed.log(limit=1)[0].because == "a reason"
    assert done.differences


def test_a_source_is_edited_by_its_title(seed: Registry):
    assert seed.edit("Trump, Putin Set For March 18 Call", "told", {"publisher": "RFE"}).differences[0].after == "RFE"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"seats": "many"}, "is not a whole number"),
        ({"continuous": "perhaps"}, "neither yes nor no"),
        ({"identifiers": ["Q1"]}, "SCHEME=VALUE"),
        ({"names": [{"kind": "alias"}]}, "a name has a name"),
        ({"colour": "red"}, "role has no field 'colour'"),
    ],
)
@pytest.mark.usefixtures("seed", "untouched")
def test_a_value_that_a_field_cannot_hold_is_refused(seed: Registry, changes, said: str):
    with pytest.raises(Exception, match=said):
        seed.edit("inspector-general", "x", changes)


def test_a_word_for_several_records_asks_which(seed: Registry, run: Run):
    seed.organizations.add("Hnatov Fund")

    assert "choose one with --kind" in run("edit", "Hnatov").stderr


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({}, "no editor is named; set VISUAL or EDITOR"),
        ({"EDITOR": "/nowhere/editor"}, "cannot be started"),
        ({"EDITOR": "false"}, "the editor ended with code 1"),
    ],
)
@pytest.mark.usefixtures("seed", "untouched")
def test_an_editor_that_fails_writes_nothing(run: Run, monkeypatch, variables: dict[str, str], said: str):
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(edit, "at_terminal", lambda: True)

    result = run("edit", HNATOV)

    assert result.exit_code == 1
    assert said in result.stderr


@pytest.mark.usefixtures("seed", "untouched")
def test_without_a_terminal_nothing_is_opened(run: Run):
    assert "an editor needs a terminal" in run("edit", HNATOV).stderr
