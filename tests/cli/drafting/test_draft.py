"""`registry draft`: from an article to commands that run."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from registry.cli.app import app
from tests.conftest import CHIEF, DATA

ARTICLE = Path(__file__).parents[4] / "shared" / "data" / "article-2025-03-17.txt"
SOURCE = ("--source-title", "Trump, Putin Set For March 18 Call", "--publisher", "RFE/RL")
DAY = ("--published", "2025-03-17")
HEALTH = "The king on March 3 appointed Ann Lee as head of the Border Guard, replacing Bob Ray."


@pytest.fixture
def article() -> str:
    if not ARTICLE.exists():
        pytest.skip("the article is not kept with the program")
    return str(ARTICLE)


@pytest.fixture
def text(tmp_path: Path) -> Callable[[str], str]:
    def write(words: str) -> str:
        path = tmp_path / "article.txt"
        path.write_text(words, "utf-8")
        return str(path)

    return write


@pytest.fixture
def sample_run(sample, run: Callable[..., Result]) -> Callable[..., Result]:
    return run


def commands(script: str) -> list[list[str]]:
    """Each command of a script, without the program and the file."""
    lines = [shlex.split(line) for line in script.splitlines() if not line.startswith("#")]
    assert all(words[0] == "registry" for words in lines)
    return [words[3:] if words[1] == "--db" else words[1:] for words in lines]


def short(script: str) -> list[list[str]]:
    """The commands without what tells the source."""
    return [
        words[: words.index("--source-title")] if "--source-title" in words else words for words in commands(script)
    ]


def proposed(run: Callable[..., Result], path: str, *more: str) -> dict[str, list[dict[str, object]]]:
    return json.loads(run("draft", path, *DAY, "--format", "json", *more).stdout)


@pytest.mark.usefixtures("untouched")
def test_the_article_gives_these_entries_and_no_others(run, article):
    done = run("draft", article, *DAY, *SOURCE)

    assert done.exit_code == 0
    assert done.stderr == ""
    assert short(done.stdout) == [
        ["organization", "add", "General Staff of Ukraine"],
        ["role", "add", "Chief of the General Staff", "--organization", "General Staff of Ukraine"],
        ["appoint", "Serhiy Shaptala", "Chief of the General Staff", "--from", "XXXX",
         "--rank", "Lieutenant General (in 2024)"],
        ["succeed", "Chief of the General Staff", "Anatoliy Barhilevych", "--on", "2024-02",
         "--replacing", "Serhiy Shaptala", "--rank", "Lieutenant-General (in 2025)", "--how", "appointed"],
        ["succeed", "Chief of the General Staff", "Andriy Hnatov", "--on", "2025-03-16",
         "--replacing", "Anatoliy Barhilevych", "--rank", "Major General", "--how", "appointed"],
        ["organization", "add", "Defense Ministry"],
        ["role", "add", "Inspector general of the Defense Ministry", "--organization", "Defense Ministry"],
        ["appoint", "Anatoliy Barhilevych", "Inspector general of the Defense Ministry", "--from", "2025-03-16~",
         "--rank", "Lieutenant-General"],
    ]  # fmt: skip


def test_the_commands_of_the_article_run_and_give_the_right_answers(run, article):
    for words in commands(run("draft", article, *DAY, *SOURCE).stdout):
        done = run(*words)
        assert done.exit_code == 0, (words, done.stderr)

    def who(role: str, day: str) -> list[tuple[str, str]]:
        found = json.loads(run("who", role, "--on", day, "--format", "json").stdout)
        return sorted((holder["name"], holder["certainty"]) for holder in found["holders"])

    chief = "chief of the general staff"
    assert who(chief, "2024-02-05") == [("Anatoliy Barhilevych", "possible"), ("Serhiy Shaptala", "possible")]
    assert who(chief, "2024-06-01") == [("Anatoliy Barhilevych", "certain")]
    assert who(chief, "2025-03-16") == [("Anatoliy Barhilevych", "certain"), ("Andriy Hnatov", "certain")]
    assert who(chief, "2025-03-17") == [("Andriy Hnatov", "certain")]
    assert who("inspector general", "2025-03-17") == [("Anatoliy Barhilevych", "certain")]
    assert proposed(run, article)["proposals"] == []


def test_each_quote_of_the_article_stands_in_it_and_is_short(run, article):
    words = " ".join(Path(article).read_text("utf-8").split())
    quotes = [entry["quote"] for entry in proposed(run, article)["proposals"]]

    assert all(quote in words and len(quote) <= 300 for quote in quotes)


def test_what_the_sample_registry_holds_is_said_to_be_recorded_already(sample_run, article):
    found = proposed(sample_run, article)

    assert found["proposals"] == found["contradictions"] == found["skipped"] == []
    assert [told["appointment"] for told in found["recorded"]] == [
        "anatoliy-barhylevych-chief-of-the-general-staff",
        "andriy-hnatov-chief-of-the-general-staff",
        "anatoliy-barhylevych-inspector-general",
    ]


def test_a_recorded_predecessor_is_succeeded_and_recorded_names_are_used(staff, run, article):
    staff.appoint("Serhiy Shaptala", CHIEF, "2021-07-28")
    found = short(run("draft", article, *DAY, *SOURCE).stdout)

    assert [words[:5] for words in found] == [
        ["succeed", CHIEF, "Anatoliy Barhilevych", "--on", "2024-02"],
        ["succeed", CHIEF, "Andriy Hnatov", "--on", "2025-03-16"],
        ["appoint", "Anatoliy Barhilevych", "inspector-general", "--from", "2025-03-16~"],
    ]
    for words in commands(run("draft", article, *DAY, *SOURCE).stdout):
        assert run(*words).exit_code == 0


def test_a_name_that_is_only_similar_is_proposed_with_a_remark(staff, run, article):
    staff.appoint("Anatoly Barhylevych", CHIEF, "2024-02")
    done = run("draft", article, *DAY, *SOURCE)

    assert (
        "succeed chief-of-the-general-staff 'Andriy Hnatov' --on 2025-03-16 --replacing anatoly-barhylevych"
        in done.stdout
    )
    assert (
        "# check: 'Anatoliy Barhilevych' is similar to 'Anatoly Barhylevych' (anatoly-barhylevych) (check)"
        in done.stdout
    )
    assert "is similar to" in done.stderr


def test_another_start_than_the_recorded_one_is_a_contradiction_and_not_proposed(staff, run, text):
    staff.appoint("Ann Lee", "inspector general", "2020-05-05")
    found = proposed(run, text("Ann Lee was appointed inspector general on 6 June 2021."))

    assert found["proposals"] == []
    assert [told["why"] for told in found["contradictions"]] == [
        "recorded from 5 May 2020 on, the text says since 6 June 2021"
    ]


def test_an_end_is_proposed_where_none_is_recorded_and_contradicted_where_another_is(staff, run, text):
    path = text("Ann Lee resigned as inspector general on 6 June 2021.")
    staff.appoint("Ann Lee", "inspector general", "2020-05-05")
    script = run("draft", path, *DAY).stdout

    assert commands(script) == [["end", "ann-lee", "inspector-general", "--on", "2021-06-06", "--reason", "resigned"]]
    assert run(*commands(script)[0]).exit_code == 0
    assert proposed(run, path)["recorded"][0]["why"] == "already recorded"
    other = proposed(run, text("Ann Lee resigned as inspector general on 7 July 2021."))
    assert (
        other["contradictions"][0]["why"] == "recorded from 5 May 2020 to 6 June 2021, the text says up to 7 July 2021"
    )


def test_an_incumbent_of_whom_the_text_says_nothing_is_succeeded_with_a_remark(staff, run, text):
    staff.appoint("Bob Ray", "inspector general", "2020-05-05")
    found = proposed(run, text("Ann Lee was appointed inspector general on 6 June 2021."))["proposals"]

    assert [(entry["act"], entry["replacing"]) for entry in found] == [("succeed", "bob-ray")]
    assert found[0]["notes"] == ["ends the tenure of Bob Ray, which the text does not say: check"]


def test_two_holders_of_one_new_role_are_entries_that_run(run, text):
    path = text(
        "Bob Ray was appointed head of the Border Guard in 2020. "
        "Ann Lee was appointed head of the Border Guard in 2021."
    )
    for words in commands(run("draft", path, *DAY).stdout):
        assert run(*words).exit_code == 0


def test_a_holder_before_the_recorded_one_is_entered_as_ended(staff, run, text):
    staff.appoint("Bob Ray", "inspector general", "2022-05-05")
    script = run("draft", text("Ann Lee was appointed inspector general on 6 June 2021."), *DAY).stdout

    assert commands(script)[0][:7] == [
        "appoint", "Ann Lee", "inspector-general", "--from", "2021-06-06", "--to", "XXXX"
    ]  # fmt: skip
    assert run(*commands(script)[0]).exit_code == 0


def test_another_predecessor_than_the_recorded_incumbent_is_a_contradiction(staff, run, text):
    staff.appoint("Tom Orr", "inspector general", "2020-05-05")
    found = proposed(run, text("Ann Lee replaced Bob Ray as inspector general on 6 June 2021."))

    assert found["proposals"] == []
    assert "Tom Orr is recorded from 5 May 2020 on" in found["contradictions"][0]["why"]


def test_another_country_s_role_of_the_same_title_is_not_taken(sample_run, text):
    found = proposed(
        sample_run, text("Ann Lee was appointed as Ruritania's chief of the General Staff on 6 June 2021.")
    )

    assert [entry["role"] for entry in found["proposals"] if entry["act"] == "role add"] == [
        "Chief of the General Staff"
    ]
    assert found["proposals"][0]["organization"] == "General Staff of Ruritania"


def test_commands_that_need_an_organization_are_not_run_until_it_is_said(run, text):
    path = text("Ann Lee was appointed prime minister on 6 June 2021.")
    done = run("draft", path, *DAY)

    assert commands(done.stdout) == []
    assert "# needs its organization: --organization: registry" in done.stdout
    assert "The text does not name the organization of 'Prime minister'; name it with --organization." in done.stderr
    for words in commands(run("draft", path, *DAY, "--organization", "Ruritania").stdout):
        assert run(*words).exit_code == 0, words


def test_what_is_skipped_is_told_with_the_reason(run, text):
    path = text("Ann Lee may be appointed prime minister on 6 June 2021. Nobody else spoke.")
    done = run("draft", path, *DAY)

    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "Skipped, 'appointed' is not said as a fact: 'may': Ann Lee may be appointed prime minister on 6 June 2021.",
        "Nothing to propose.",
    ]
    assert proposed(run, path)["skipped"][0]["why"] == "is not said as a fact: 'may'"


def test_the_day_of_publication_is_today_and_said(run):
    done = run("draft", "Ann Lee became mayor of Leeds on 3 March 2025.")

    assert "--from 2025-03-03" in done.stdout
    assert "Days without a year are read relative to today" in done.stderr


def test_text_comes_from_standard_input(run):
    done = run("draft", "-", *DAY, "--format", "csv", input=HEALTH)

    assert done.stdout.splitlines()[0].startswith("act,person,role,organization,start,end,kind,rank")
    assert "succeed,Ann Lee,Head of the Border Guard" in done.stdout


def test_a_file_that_is_no_utf_8_is_refused_in_words(run, tmp_path):
    (tmp_path / "latin.txt").write_bytes("Ann Lée".encode("latin-1"))
    done = run("draft", str(tmp_path / "latin.txt"), *DAY)

    assert done.exit_code == 1
    assert "is not valid UTF-8 (byte 6 is 0xe9); save it as plain text in UTF-8" in done.stderr
    assert run("draft", str(tmp_path / "none.txt"), *DAY).exit_code == 1


def test_no_text_breaks_out_of_a_comment_or_a_quotation(run, text):
    nasty = (
        "Ann Lee was appointed head of the Border Guard on 3 March 2025, replacing Bob O'Ray; `id` $(id)\u2028\x0b# x."
    )
    for line in run("draft", text(nasty), *DAY, *SOURCE).stdout.splitlines():
        assert line.startswith(("# ", "registry "))


def test_interactive_makes_what_is_accepted_and_goes_on_after_a_refusal(run, text):
    done = run("draft", text(HEALTH), *DAY, *SOURCE, "--interactive", "--because", "an article", input="y\ny\nn\ny\n")

    assert done.exit_code == 0, done.stderr
    told = [line for line in done.stdout.splitlines() if line.startswith(("Added", "Recorded"))]
    assert told == [
        "Added organization Border Guard (border-guard).",
        "Added role Head of the Border Guard (head-of-the-border-guard).",
    ]
    assert "2 recorded, 1 refused, 1 left out." in done.stderr
    assert json.loads(run("log", "--format", "json").stdout)[0]["because"] == "an article"


def test_interactive_edits_and_stops(run, text):
    answers = "y\ny\ne\n\n\n2019\n\n\n\n\n\n\nq\n"
    done = run("draft", text(HEALTH), *DAY, *SOURCE, "--interactive", input=answers)

    assert done.exit_code == 0, done.stderr
    assert "Recorded: Bob Ray, Head of the Border Guard (Border Guard), from 2019 [2019]." in done.stdout
    assert "3 recorded, 0 refused, 1 left out." in done.stderr


def test_interactive_cites_the_source_with_the_words(run, text):
    run("draft", text(HEALTH), *DAY, *SOURCE, "--interactive", input="y\n" * 4)
    found = json.loads(run("who", "head of the border guard", "--on", "2025-03-10", "--format", "json").stdout)

    assert found["holders"][0]["sources"][0]["quote"] == HEALTH.rstrip(".")


@pytest.mark.usefixtures("untouched")
def test_interactive_and_json_or_standard_input_do_not_go_together(run, text):
    assert run("draft", text(HEALTH), *DAY, "--interactive", "--format", "json").exit_code == 2
    assert run("draft", "-", *DAY, "--interactive", input=HEALTH).exit_code == 2
    assert run("draft", text(HEALTH), *DAY, "--publisher", "RFE/RL").exit_code == 2


def test_the_sample_registry_and_a_database_elsewhere_are_named_in_the_commands(tmp_path, text):
    path = tmp_path / "it's here.db"
    CliRunner().invoke(app, ["--db", str(path), "import", str(DATA)])
    done = CliRunner().invoke(app, ["--db", str(path), "draft", text(HEALTH), *DAY])

    assert shlex.split(done.stdout.splitlines()[2])[:3] == ["registry", "--db", str(path)]


def test_the_page_about_drafts_shows_what_is_printed(run, text):
    page = (Path(__file__).parents[3] / "docs" / "draft.md").read_text("utf-8")
    blocks = re.findall(r"```(text|sh)\n(.*?)```", page, re.DOTALL)
    article, command, *shown = (block for _, block in blocks)
    words = shlex.split(command)
    printed = run("draft", text(article), *words[3:]).stdout
    plain = re.sub(r"registry --db \S+", "registry", printed)

    for block in shown:
        for line in block.splitlines():
            assert line in plain.splitlines()
