"""`registry record`: a sentence is an entry."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from registry.cli.commands.drafting import record as command
from tests.conftest import CHIEF

Run = Callable[..., Result]
SEED = (
    "On 16 March 2025 Major General Andriy Hnatov became Chief of the General Staff of Ukraine, replacing Anatoliy "
    "Barhylevych (appointed February 2024), who became Inspector General of the Defence Ministry"
)


def holders(run: Run, role: str, day: str) -> list[str]:
    found = json.loads(run("who", role, "--on", day, "--format", "json").stdout)
    return [holder["name"] for holder in found["holders"]]


def test_a_succession_on_an_empty_file_is_one_sentence_and_one_change(run: Run):
    done = run("record", SEED, "--yes")

    assert done.exit_code == 0, done.stderr
    assert holders(run, "chief of the general staff of ukraine", "2024-06-01") == ["Anatoliy Barhylevych"]
    assert holders(run, "chief of the general staff of ukraine", "2025-03-17") == ["Andriy Hnatov"]
    assert holders(run, "inspector general of the defence ministry", "2025-03-18") == ["Anatoliy Barhylevych"]
    assert len(json.loads(run("log", "--format", "json").stdout)) == 1


def test_what_was_understood_is_shown_line_by_line_before_it_is_recorded(run: Run):
    told = run("record", SEED, "--yes").stderr

    assert "  new organization: General Staff of Ukraine" in told
    assert "  Anatoliy Barhylevych, Chief of the General Staff of Ukraine: from February 2024 [2024-02]" in told
    assert (
        "  Andriy Hnatov, Chief of the General Staff of Ukraine: from 16 March 2025 [2025-03-16], "
        "replacing Anatoliy Barhylevych, rank Major General" in told
    )


@pytest.mark.usefixtures("untouched")
def test_without_a_yes_or_as_a_trial_nothing_is_recorded(run: Run):
    refused = run("record", SEED)
    tried = run("record", SEED, "--dry-run")

    assert (refused.exit_code, tried.exit_code) == (1, 0)
    assert "add --yes to record it" in refused.stderr
    assert "Andriy Hnatov" in tried.stderr
    assert tried.stdout == ""


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Ann Lee became mayor of Leeds.", "a sentence gives no date; give it with --on"),
        ("Ann Lee became prime minister on 6 June 2021.", "name it with --organization"),
        ("Ann Lee will become mayor of Leeds on 6 June 2031.", "nothing to record; 'become' is not a fact yet"),
        ("It rained a lot in Leeds.", "nothing to record; the text mentions no office"),
        ("hello there", "there is no file 'hello there', and this is not a sentence"),
        ("", "the text is empty"),
    ],
)
@pytest.mark.parametrize("way", ["--yes", "--dry-run"])
def test_a_sentence_that_leaves_something_open_is_refused_with_what_to_say(
    run: Run, sentence: str, said: str, way: str
):
    done = run("record", sentence, way)

    assert done.exit_code == 1
    assert said in done.stderr


def test_what_the_sentence_does_not_say_can_be_said_with_options(run: Run):
    done = run("record", "Ann Lee became prime minister.", "--on", "2021-06-06", "--organization", "Ruritania", "--yes")

    assert done.exit_code == 0, done.stderr
    assert holders(run, "prime minister", "2021-06-07") == ["Ann Lee"]


def test_at_a_terminal_the_day_and_the_organization_are_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(command, "_at_terminal", lambda: True)
    done = run("record", "Ann Lee became prime minister.", input="2021-06-06\nRuritania\ny\n")

    assert done.exit_code == 0, done.stderr
    assert holders(run, "prime minister", "2021-06-07") == ["Ann Lee"]


def test_a_no_at_the_terminal_records_nothing(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(command, "_at_terminal", lambda: True)
    done = run("record", "Ann Lee became mayor of Leeds on 6 June 2021.", input="n\n")

    assert done.exit_code == 1
    assert json.loads(run("log", "--format", "json").stdout) == []


def test_a_role_that_could_be_several_is_asked_about_with_its_holder(staff, run: Run, monkeypatch: pytest.MonkeyPatch):
    staff.organizations.add("Navy")
    staff.roles.add("Inspector General", "navy")
    staff.appoint("Bob Ray", "inspector-general", "2020-05-05")
    sentence = "Ann Lee became inspector general on 6 June 2021."
    refused = run("record", sentence, "--yes")
    assert refused.exit_code == 1
    assert "could be several roles; choose one with --role" in refused.stderr
    assert "now held by Bob Ray" in refused.stderr

    monkeypatch.setattr(command, "_at_terminal", lambda: True)
    done = run("record", sentence, input="inspector-general\ny\n")

    assert done.exit_code == 0, done.stderr
    assert holders(run, "inspector-general", "2021-06-07") == ["Ann Lee"]


def test_the_source_is_cited_with_the_words(run: Run):
    done = run("record", "Ann Lee became mayor of Leeds on 6 June 2021.", "--source-title", "A paper", "--yes")
    found = json.loads(run("who", "mayor of leeds", "--on", "2021-06-07", "--format", "json").stdout)

    assert done.exit_code == 0, done.stderr
    assert found["holders"][0]["sources"][0]["quote"] == "Ann Lee became mayor of Leeds on 6 June 2021"


def test_a_file_and_standard_input_are_read_like_a_sentence(run: Run, tmp_path: Path):
    (tmp_path / "note.txt").write_text("Ann Lee became mayor of Leeds on 6 June 2021.", "utf-8")
    done = run("record", str(tmp_path / "note.txt"), "--yes", "--format", "json")
    again = run("record", "-", "--yes", input="Ann Lee resigned as mayor of Leeds on 7 June 2022.")

    assert json.loads(done.stdout)["appointments"] == ["ann-lee-mayor-of-leeds"]
    assert again.exit_code == 0, again.stderr
    assert holders(run, "mayor of leeds", "2023-01-01") == []


def test_what_is_recorded_already_is_not_recorded_again(staff, run: Run):
    staff.appoint("Ann Lee", CHIEF, "2021-06-06")
    done = run("record", "Ann Lee became Chief of the General Staff on 6 June 2021.", "--yes")

    assert done.exit_code == 1
    assert "already recorded" in done.stderr


def test_a_sentence_is_recorded_from_python(staff):
    done = staff.record("Ann Lee became mayor of Leeds on 6 June 2021, replacing Bob Ray.")

    assert [each.slug for each in done.added] == ["leeds", "mayor-of-leeds"]
    assert sorted(tenure.name for tenure in done.entered.tenures) == ["Ann Lee", "Bob Ray"]


def test_people_who_begin_together_hold_a_new_role_of_so_many_seats(run: Run):
    done = run("record", "Ann Lee, Bob Ray and Sue Orr became judges of the Tax Court on 6 June 2021.", "--yes")

    assert done.exit_code == 0, done.stderr
    assert sorted(holders(run, "judge of the tax court", "2021-06-07")) == ["Ann Lee", "Bob Ray", "Sue Orr"]


def test_a_note_without_capitals_is_read_and_its_names_are_to_be_checked(run: Run):
    done = run("record", "ann lee became mayor of leeds on 6 june 2021", "--yes")

    assert done.exit_code == 0, done.stderr
    assert "check: the sentence is all in capitals or small letters: check the names" in done.stderr
    assert holders(run, "mayor of leeds", "2021-06-07") == ["Ann Lee"]


def test_what_is_wrong_with_the_office_is_not_said_of_the_verb(run: Run):
    done = run("record", "On 3 March 2025 Ann Lee became minister.", "--yes")

    assert done.exit_code == 1
    assert "'became': 'minister' does not name the organization: On 3 March" in done.stderr


STORY = (
    "Andriy Hnatov was on leave from 1 June 2025 to 14 June 2025.",
    "General Andriy Hnatov, Chief of the General Staff, is absent since 1 August 2025, covered by Serhiy Shaptala.",
    "Andriy Hnatov was promoted to lieutenant general on 24 August 2025.",
    "The Chief of the General Staff reports to the Inspector General since 1 May 2025.",
    "The Ministry of Defence of Ukraine was renamed the Ministry of War on 1 July 2025.",
    "On 1 July 2026 the Ministry of War was split into the Ministry of Arms and the Ministry of Peace.",
    "The Ministry of Arms and the Ministry of Peace were merged into the Ministry of Things on 3 August 2026.",
)


def test_absences_ranks_superiors_and_successions_are_recorded_from_sentences_and_known_again(run_seed: Run):
    for sentence in STORY:
        assert run_seed("record", sentence, "--dry-run").exit_code == 0
        done = run_seed("record", sentence, "--yes", "--source", "https://example.org/a")
        again = run_seed("record", sentence, "--yes")

        assert (done.exit_code, again.exit_code) == (0, 1), done.stderr
        assert "Recorded: " in done.stdout
        assert "already recorded" in again.stderr, again.stderr
    assert "rank: Lieutenant General" in run_seed("career", "hnatov").stdout
    assert "absent" in run_seed("who", CHIEF, "--on", "2025-06-03").stdout
    assert "Inspector General" in run_seed("chain", CHIEF, "--on", "2025-06-03").stdout


def test_the_commands_that_a_draft_proposes_for_them_do_the_same(run_seed: Run):
    for sentence in STORY:
        proposals = json.loads(run_seed("draft", sentence, "--format", "json").stdout)["proposals"]

        assert proposals
        for each in proposals:
            words = shlex.split(each["command"])
            assert run_seed(*words[words.index("--db") + 2 :]).exit_code == 0, each["command"]


@pytest.mark.usefixtures("untouched")
def test_a_sentence_about_what_is_not_recorded_says_so(run: Run):
    for sentence, said in (
        (
            "The Ministry of Foo was renamed Ministry of Bar on 2 June 2025.",
            "no organization or role 'Ministry of Foo'",
        ),
        ("Ann Lee was on leave from 2 June 2025.", "no appointment 'Ann Lee'"),
        ("Ann Lee will be on leave.", "'on leave' is not said in a way that is understood"),
        ("Bob became Mayor of Leeds.", "'Bob' has no full name earlier in the text"),
    ):
        assert said in run("record", sentence, "--yes").stderr


def test_a_minister_is_of_the_recorded_ministry(run: Run):
    run("organization", "add", "Ministry of Health of Belgium")

    done = run("record", "Ann Lee became Minister of Health of Belgium on 6 June 2021.", "--yes")

    assert done.exit_code == 0, done.stderr
    assert [line for line in run("organization", "list", "--csv").stdout.splitlines() if "elgium" in line] == [
        "ministry-of-health-of-belgium,Ministry of Health of Belgium"
    ]
