"""The command line: what is printed where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from registry.cli.app import COMMANDS
from registry.cli.help import RENAMED
from tests.conftest import CHIEF, DATA, rows_of_the_sample, shown_on

Run = Callable[..., Result]


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_who_prints_one_object_with_the_documented_names(run_seed: Run):
    found = json.loads(run_seed("who", CHIEF, "--on", "2025-03-17", "--format", "json").stdout)

    asked = ["first", "last", "seats", "future", "title_then", "organization_then"]
    assert list(found) == ["role", "title", "organization", "on", "answer", "holders", *asked]
    assert found["answer"] == "held"
    assert found["holders"] == [
        {
            "appointment": "andriy-hnatov-chief-of-the-general-staff",
            "person": "andriy-hnatov",
            "name": "Andriy Hnatov",
            "kind": "substantive",
            "certainty": "certain",
            "handover": None,
            "start": "2025-03-16",
            "end": None,
            "rank": None,
            "last_confirmed": "2025-03-17",
            "last_confirmed_age_days": 0,
            "sources": [
                {
                    "title": "Trump, Putin Set For March 18 Call",
                    "url": None,
                    "published": "2025-03-17",
                    "quote": "appointing Hnatov",
                    "retracted": False,
                    "voice": 1,
                }
            ],
            "independent_sources": 1,
            "why": "In office since 16 March 2025; last confirmed on 17 March 2025.",
            "throughout": None,
            "change": None,
            "since_unknown": False,
            "terms": [],
            "name_then": None,
            "absent": None,
            "in_charge": "certain",
            "stands_in_for": None,
            "stands_in_for_name": None,
            "ex_officio": None,
        }
    ]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2025-03-17", "On 17 March 2025 the {} was Andriy Hnatov."),
        ("2025-03-16", "On 16 March 2025 Anatoliy Barhylevych handed over to Andriy Hnatov as {}."),
        ("2024-02-05", "On 5 February 2024 the {} was either Serhiy Shaptala or Anatoliy Barhylevych."),
        ("1990-01-01", "Nobody is recorded as {} on 1 January 1990."),
        ("2025-04-01", "On 1 April 2025 the {} was presumably Andriy Hnatov."),
        ("9000-01-01", "On 1 January 9000 the {} will be Andriy Hnatov, as recorded today."),
    ],
)  # fmt: skip
def test_who_answers_in_a_sentence(run_seed: Run, on: str, said: str):
    first = run_seed("who", CHIEF, "--on", on).stdout.splitlines()[0]

    assert first == said.format("Chief of the General Staff (General Staff of the Armed Forces of Ukraine)")


def test_a_doubtful_hand_over_is_not_told_as_a_fact(run: Run):
    run("organization", "add", "Council")
    run("role", "add", "Mayor", "--organization", "Council")
    run("appoint", "Ann Ames", "mayor", "--from", "2020?", "--to", "2021-05-01")
    run("appoint", "Bea Boone", "mayor", "--from", "2021-05-01", "--to", "2022?")

    said = run("who", "mayor", "--on", "2021-05-01").stdout.splitlines()[0]
    assert said == "On 1 May 2021 the Mayor (Council) was either Ann Ames or Bea Boone."


def test_who_shows_the_best_source_of_a_holder_and_every_one_with_sources(run_seed: Run):
    run_seed(
        "confirm", "Hnatov", "Chief", "--on", "2025-09-01", "--source-title", "A list", "--published", "2025-09-02"
    )
    short, every = (run_seed("who", "chief", "--on", "2025-12-01", *words).stdout for words in ((), ("--sources",)))

    assert short.count("    Source: ") == 1
    assert "“appointing Hnatov”" in short
    assert short.splitlines()[-1] == "    2 sources; --sources shows all"
    assert every.count("    Source: ") == 2


def test_who_without_a_day_asks_about_today(run_seed: Run):
    assert "is presumably Andriy Hnatov" in run_seed("who", CHIEF).stdout


def test_a_role_that_did_not_exist_says_so(run: Run):
    run("organization", "add", "Armed Forces")
    run("role", "add", "Commander-in-Chief", "--organization", "Armed Forces", "--since", "27 March 2020")

    result = run("who", "commander in chief", "--on", "2019-01-01", "--format", "json")
    assert json.loads(result.stdout)["answer"] == "role did not exist"


def test_all_shows_the_merely_possible_too(run: Run):
    run("import", str(DATA))
    role = "chief-of-the-defence-staff"  # one left and one began in 1991; on which day is not recorded

    assert len(rows(run("who", role, "--on", "1991-12-31", "--format", "csv"))) == 1
    assert len(rows(run("who", role, "--on", "1991-12-31", "--all", "--format", "csv"))) > 1


def test_who_as_csv_has_a_row_a_holder_and_one_where_there_is_none(run_seed: Run):
    assert [row["person"] for row in rows(run_seed("who", CHIEF, "--on", "2025-03-16", "-f", "csv"))] == [
        "anatoliy-barhylevych",
        "andriy-hnatov",
    ]
    assert rows(run_seed("who", CHIEF, "--on", "1990-01-01", "-f", "csv"))[0]["answer"] == "nobody recorded"


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize(
    "words",
    [
        ("who", CHIEF), ("history", CHIEF), ("career", "hnatov"), ("holders", "general staff"),
        ("changes", "--from", "2024"),
        ("role", "list"), ("person", "list"), ("organization", "list"), ("date", "2024"),
    ],
)  # fmt: skip
def test_every_answer_comes_in_every_form(run_seed: Run, words: tuple[str, ...], form: str):
    result = run_seed(*words, "--format", form)

    assert result.exit_code == 0
    assert result.stdout.strip()
    if form == "json":
        json.loads(result.stdout)


def test_the_json_of_all_questions_uses_the_same_names(run_seed: Run):
    who = json.loads(run_seed("who", CHIEF, "--format", "json").stdout)["holders"][0]
    history = json.loads(run_seed("history", CHIEF, "--format", "json").stdout)
    career = json.loads(run_seed("career", "hnatov", "--format", "json").stdout)
    holders = json.loads(run_seed("holders", "general staff", "--format", "json").stdout)

    of_the_day = {"certainty", "handover", "why", "last_confirmed_age_days", "change", "since_unknown"}
    of_the_day |= {"absent", "in_charge", "stands_in_for_name", "ex_officio"}
    shared = set(who) - of_the_day
    assert shared <= set(history["holders"][0])
    assert shared <= set(career["appointments"][0])
    assert holders["roles"][0]["holders"][0] == who


def test_history_shows_gaps_between_the_holders(run: Run):
    run("import", str(DATA))

    text = run("history", "Minister of Defence of Ukraine").stdout
    assert "— nobody recorded for 18 days —" in text


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("who", "Chef of the General Staff"), 1, "did you mean 'Chief of the General Staff'"),
        (("who", CHIEF, "--on", "2024", "--from", "2023"), 2, "not both"),
        (("who", CHIEF, "--from", "2024", "--to", "2023"), 1, "swap the two"),
        (("who", CHIEF, "--on", "03/04/2025"), 1, "--date-order"),
        (("who", CHIEF, "--on", "2023-02-30"), 1, "28 days"),
        (("appoint", "Jane Roe", CHIEF, "--from", "2024-06-01"), 1, "Anatoliy Barhylevych holds it"),
        (("appoint", "Jane Roe", CHIEF, "--from", "2020", "--to", "2019"), 1, "before the start"),
        (("appoint", "Jane Roe", CHIEF, "--from", "present"), 1, "'present' is not a date on which"),
        (("appoint", "Jane Roe", CHIEF), 2, "--from"),
        (("appoint", "Jane Roe", CHIEF, "--from", "2010", "--to", "2011", "--quote", "x"), 2, "--source"),
        (
            ("appoint", "Jane Roe", CHIEF, "--from", "2010", "--to", "2011", "--how", "electd"),
            1,
            "did you mean 'elected'",
        ),
        (("role", "add", "Deputy", "--organization", "Navy"), 1, "no organization 'Navy'"),
        (("role", "add", "Deputy", "--organization", "general staff", "--seats", "many"), 2, "unlimited"),
        (("role", "add", "Deputy", "--organization", "general staff", "--seats", "0"), 2, "unlimited"),
        (("person", "add", "Jane Roe", "--id", "Q42"), 2, "SCHEME=VALUE"),
        (("person", "add", "   "), 1, "empty"),
        (("import", "nowhere"), 1, "no file or folder 'nowhere'"),
        (("export", "/dev/null/here"), 1, "'/dev/null/here': Not a directory"),
        (("whom", CHIEF), 2, "Did you mean 'who'"),
        (("who", CHIEF, "--format", "xml"), 2, "xml"),
    ],
)
def test_a_mistake_gets_a_clear_line_an_exit_code_and_changes_nothing(
    run_seed: Run, db: Path, words: tuple[str, ...], code: int, said: str
):
    with sqlite3.connect(db) as connection:
        before = list(connection.iterdump())

    result = run_seed(*words)

    assert result.exit_code == code
    assert said in " ".join(result.stderr.replace("│", " ").split())
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    with sqlite3.connect(db) as connection:
        assert list(connection.iterdump()) == before


def test_data_goes_to_stdout_and_talk_to_stderr(run_seed: Run):
    result = run_seed("appoint", "Jane Roe", "Inspector General", "--from", "2010", "--to", "2011", "-f", "json")

    assert json.loads(result.stdout)["people_added"] == ["jane-roe"]
    result = run_seed("appoint", "John Doe", "Inspector General", "--from", "2012", "--to", "2013")
    assert result.stderr.splitlines()[0] == "New person: john-doe"
    assert result.stderr.splitlines()[1].startswith("warning: nothing is cited for John Doe")


def test_the_date_that_was_understood_is_echoed(run_seed: Run):
    result = run_seed("appoint", "Jane Roe", "Inspector General", "--from", "c. 1946", "--to", "before 1950")

    assert "from about 1946 [1946~] to on or before 31 December 1949 [[..1949-12-31]]" in result.stdout


def test_date_order_reads_an_ambiguous_date(run_seed: Run, db: Path):
    words = ("appoint", "Jane Roe", "Inspector General", "--from", "03/04/2020", "--to", "05/04/2020", "-f", "json")

    assert run_seed(*words).exit_code == 1
    result = run_seed("--date-order", "mdy", *words)
    assert json.loads(result.stdout)["appointments"][0]["start"] == "2020-03-04"


def test_the_database_may_come_from_the_environment(tmp_path: Path):
    environment = {**os.environ, "REGISTRY_DB": str(tmp_path / "here.db")}

    done = subprocess.run([sys.executable, "-m", "registry", "init"], env=environment, capture_output=True, text=True)

    assert done.returncode == 0
    assert (tmp_path / "here.db").exists()


def test_init_twice_changes_nothing(run: Run, db: Path):
    before = db.read_bytes()

    result = run("init")

    assert result.exit_code == 0
    assert "already" in result.stdout
    assert db.read_bytes() == before


def test_the_author_of_a_change_is_recorded(run: Run, db: Path):
    run("--by", "Ann Ames", "organization", "add", "Navy")

    with sqlite3.connect(db) as connection:
        assert connection.execute("select actor, command from changes").fetchall() == [
            ("Ann Ames", "organization add Navy")
        ]


def test_import_makes_a_registry_where_there_is_none(tmp_path: Path):
    words = [sys.executable, "-m", "registry", "--db", str(tmp_path / "new.db")]
    done = subprocess.run([*words, "import", str(DATA)], capture_output=True, text=True)

    assert done.returncode == 0
    assert f"{rows_of_the_sample('appointments')} appointments" in done.stdout
    assert "Created" in done.stderr


def test_a_reader_that_closes_the_pipe_is_no_traceback(run_seed: Run, db: Path):
    line = f"{sys.executable} -m registry --db {db} history {CHIEF} | head -c 1"
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True)

    assert "Traceback" not in done.stderr


def test_words_that_are_no_text_are_refused(run_seed: Run, db: Path):
    words = [sys.executable, "-m", "registry", "--db", str(db), "who", b"\xff"]
    done = subprocess.run(words, capture_output=True, text=True)

    assert done.returncode == 1
    assert "is not valid UTF-8" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_terminal_that_cannot_show_a_name_still_gets_the_answer(run_seed: Run, db: Path):
    run_seed("appoint", "Зоя Коваль", "Inspector General", "--from", "2010", "--to", "2011")
    words = [sys.executable, "-m", "registry", "--db", str(db), "who", "Inspector General", "--on", "2010-12-31"]
    done = subprocess.run(
        words, capture_output=True, encoding="latin-1", env={**os.environ, "PYTHONIOENCODING": "latin-1"}
    )

    assert done.returncode == 0
    assert "\\u0417" in done.stdout


def test_output_into_a_pipe_has_no_colour_and_a_line_a_row(run_seed: Run, db: Path):
    words = [sys.executable, "-m", "registry", "--db", str(db), "history", CHIEF]
    done = subprocess.run(words, capture_output=True, text=True)

    assert "\x1b[" not in done.stdout
    assert len(done.stdout.splitlines()) == 2 + 3


def at_a_terminal(words: list[str], typed: str, **environment: str) -> tuple[int, str]:
    """The exit code and what a person at a terminal sees, having typed `typed`."""
    screen, terminal = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "registry", *words],
        stdin=terminal, stdout=terminal, stderr=terminal, env={**os.environ, "TERM": "xterm", **environment},
    )  # fmt: skip
    os.close(terminal)
    os.write(screen, typed.encode())
    seen = shown_on(screen)
    return child.wait(), seen.decode()


def test_at_a_terminal_somebody_similar_is_asked_about(run_seed: Run, db: Path):
    words = ["--db", str(db), "appoint", "Anatoly Bargilevich", "Inspector General", "--from", "2010", "--to", "2011"]

    code, seen = at_a_terminal(words, "7\n1\n")

    assert code == 0
    assert "1  Anatoliy Barhylevych (anatoliy-barhylevych)" in seen
    assert "Recorded: Anatoliy Barhylevych, Inspector General" in seen


def test_at_a_terminal_n_adds_somebody_new(run_seed: Run, db: Path):
    words = ["--db", str(db), "appoint", "Anatoly Bargilevich", "Inspector General", "--from", "2010", "--to", "2011"]

    code, seen = at_a_terminal(words, "n\n")

    assert code == 0
    assert "New person: anatoly-bargilevich" in seen


def test_no_color_is_respected_at_a_terminal(run_seed: Run, db: Path):
    words = ["--db", str(db), "history", CHIEF]

    _, styled = at_a_terminal(words, "")
    _, plain = at_a_terminal(words, "", NO_COLOR="1")

    assert "\x1b[1m" in styled  # the headings
    assert not re.search(r"\x1b\[[\d;]*[349]\d[;m]", plain)


def test_every_command_says_what_it_does(run: Run):
    listing = run("--help").stdout
    for command in COMMANDS:
        assert (f"\n  {command} " in listing) is (command not in RENAMED), command
        assert run(command, "--help").exit_code == 0


def test_the_version_is_printed(run: Run):
    assert run("--version").stdout.startswith("registry 0.")


def test_a_question_about_a_plain_day_loads_neither_phrases_nor_models(run_seed: Run, db: Path):
    program = (
        "import sys\n"
        f"sys.argv = ['registry', '--db', {str(db)!r}, 'who', {CHIEF!r}, '--on', '2025-03-17']\n"
        "from registry.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'registry.domain.dates.phrases', 'registry.domain.entities.models', 'sqlite_utils'}\n"
        "print(*sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "Andriy Hnatov" in done.stdout
    assert done.stderr.strip() == ""
