"""`registry import` at the terminal: what goes to stdout, what to stderr, and what is a mistake."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from registry import Registry

Run = Callable[..., Result]

MINISTERS = """Name,Office,Ministry,Took office,Left office
Ann Ames,Minister of Weights,Ministry of Weights,2019-05-20,2021-11-03
Bob Bell,Minister of Weights,Ministry of Weights,2021-11-03,
"""


@pytest.fixture
def ministers(tmp_path: Path) -> Path:
    path = tmp_path / "ministers.csv"
    path.write_text(MINISTERS, "utf-8")
    return path


def test_counts_go_to_stdout_and_how_it_was_read_to_stderr(run: Run, ministers: Path):
    result = run("import", str(ministers))

    assert result.stdout == (
        "Imported ministers (csv), 2 rows: 1 organization, 1 role, 2 people, 2 appointments added; "
        "1 further detail added.\n"
    )
    assert result.stderr == (
        'read as: "person=Name", "role=Office", "organization=Ministry", "start=Took office", "end=Left office" '
        "(--column says otherwise)\n"
        "2 warnings (2 no-source); see `registry check`\n"
    )


def test_what_is_cited_and_said_besides_is_counted(run: Run, ministers: Path):
    run("import", str(ministers))

    result = run("import", str(ministers), "--source-title", "A list", "--published", "2024")

    assert result.stdout == (
        "Imported ministers (csv), 2 rows: 1 source added; 1 organization, 1 role, 2 people, 2 appointments already "
        "recorded; 2 further details added.\n"
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Note: all of it is invented,,,,", "rows that are not tenures (sums, notes, sources), not read: 1"),
        ("Ann,Chief,Office,,", "rows with neither a start nor an end, left out: 1"),
        ("TBC,Chief,Office,2020,", "rows that name nobody, left out: 1"),
    ],
)
def test_a_file_of_rows_that_are_no_tenures_is_refused(run: Callable[..., Result], tmp_path: Path, row: str, said: str):
    path = tmp_path / "a.csv"
    path.write_text(f"person,role,organization,start,end\n{row}\n", "utf-8")

    refused = run("import", str(path))

    assert refused.exit_code == 1
    assert f"no row is a tenure; {said}, such as a.csv, line 2" in refused.stderr
    assert "--column" in refused.stderr
    assert run("organization", "list", "--csv").stdout.count("Office") == 0


def test_more_cells_than_headings_are_refused_though_all_are_alike(run: Callable[..., Result], tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("person,role,organization,start,end\nx,x,x,x,x,x,x,x\n", "utf-8")

    assert "the row has 8 cells, but there are 5 headings" in run("import", str(path)).stderr


def test_a_table_of_headings_alone_has_nothing(run: Callable[..., Result], tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("person,role,organization,start,end\n", "utf-8")

    done = run("import", str(path))

    assert (done.exit_code, done.stdout) == (0, "Imported a (csv), 0 rows: nothing.\n")
    assert "Because of their number" not in done.stderr


def test_columns_that_are_called_what_they_hold_need_no_word(run: Run, ministers: Path, tmp_path: Path):
    run("import", str(ministers))
    run("export", str(tmp_path / "ours.csv"))

    assert run("import", str(tmp_path / "ours.csv")).stderr == ""


def test_a_column_that_is_not_read_is_told(run: Run, tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("person,role,organization,start,shoe size\nAnn,Chief,Staff,2020,38\n", "utf-8")

    assert run("import", str(path)).stderr.splitlines()[:2] == [
        "not read: shoe size (--column says otherwise)",
        "the file has details that the registry does not keep: column 'shoe size' (1)",
    ]


def test_the_report_as_json_has_every_note_and_how_many_there_are(run: Run, ministers: Path):
    ministers.write_text(MINISTERS.replace("2021-11-03,\n", "2020-11-03,\n"), "utf-8")

    result = run("import", str(ministers), "--on-conflict", "skip", "--dry-run", "--report", "json")

    told = json.loads(result.stdout)
    assert (told["dataset"], told["format"], told["rows"], told["dry_run"]) == ("ministers", "csv", 2, True)
    assert told["columns"][0] == {"holds": "person", "heading": "Name"}
    assert told["added"]["appointments"] == 1
    assert told["counts"] == {
        "refused": 1,
        "flagged": 0,
        "kept": 0,
        "aside": 0,
        "by_name": 0,
        "namesakes": 0,
        "settled": 0,
    }
    assert told["refused"][0]["place"] == "ministers.csv, line 2"
    assert "together with" in told["refused"][0]["reason"]


def test_a_dry_run_creates_no_registry(run: Run, db: Path, ministers: Path):
    new = db.with_name("new.db")

    assert run("--db", str(new), "import", str(ministers), "--dry-run").stdout.startswith("Would import ministers")
    assert not new.exists()


def test_the_same_file_by_stdin_is_the_dataset_that_is_named(run: Run, registry: Registry, ministers: Path):
    run("import", str(ministers))

    result = run("import", "-", "--dataset", "ministers", input=MINISTERS)

    assert result.stdout.startswith(
        "Imported ministers (csv), 2 rows: 1 organization, 1 role, 2 people, 2 appointments"
    )
    assert len(registry.log()) == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "Missing argument"),
        (("nowhere.csv",), 1, "no file or folder 'nowhere.csv'; check the path"),
        (("x.pdf",), 1, "'x.pdf' is not in a known format; choose one with --format (congress-legislators, "),
        (("empty.csv",), 1, "empty.csv is empty"),
        (("ministers.csv", "--format", "cvs"), 1, "no format 'cvs'; did you mean 'csv'? There are package, jsonl, "),
        (("ministers.csv", "--format", "packge"), 1, "did you mean 'package'?"),
        (("ministers.csv", "--format", "parquet"), 1, ("parquet can only be written; formats that can be read: "
        "package, ")),
        (("ministers.csv", "--column", "Name"), 2, "'Name' is not WHAT=HEADING; write person=Name, or"),
        (("ministers.csv", "--column", "person=Nmae"), 1, "no column 'Nmae' for the person; did you mean 'Name'?"),
        (("ministers.csv", "--column", "holder=Name"), 1, "'holder' is not known as the content of a column; did "
        "you mean "
            "person?"),
        (("x.pdf", "--format", "popolo", "--column", "person=Name"), 1, "popolo has no columns, so --column cannot "
            "name one for the person"),
        (("x.pdf", "--format", "popolo", "--column", "organization==X"), 1, "popolo gives the organization of each "
            "role itself; leave out --column"),
        (("x.pdf", "--format", "ftm", "--column", "person=Name"), 1, "use only --column organization==NAME, for roles"),
        (("x.pdf", "--format", "congress-legislators", "--seats", "2"), 1, "congress-legislators gives the number of "
            "seats itself; leave out --seats"),
        (("x.jsonl", "--format", "jsonl", "--source", "https://example.org"), 2,
            "--source does not apply to registry packages; remove it"),
        (("x.jsonl", "--format", "jsonl", "--on-conflict", "skip"), 2,
            "--on-conflict does not apply to registry packages; remove it"),
        (("ministers.csv", "--seats", "many"), 2, "'many' is not a number of seats; write 1, 2, …, unlimited"),
        (("ministers.csv", "--ends", "maybe"), 2, "'maybe' is not one of 'inclusive', 'exclusive'"),
        (("ministers.csv", "--publisher", "X"), 2, "--source"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("untouched")
def test_a_mistake_is_told_and_nothing_is_recorded(
    run: Run, ministers: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, said: str
):
    monkeypatch.chdir(ministers.parent)
    Path("x.pdf").write_bytes(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    Path("empty.csv").touch()

    result = run("import", *words)

    assert result.exit_code == code
    assert said in " ".join(result.stderr.replace("│", " ").split())


def test_nothing_that_comes_by_stdin_is_told_without_the_name_of_a_temporary_file(run: Run):
    assert run("import", "-", input="").stderr == "registry: stdin is empty\n"


@pytest.mark.parametrize(
    ("name", "dataset"), [("міністри.csv", "ministri"), ("судді.csv", "suddi"), ("2024.csv", "file-2024")]
)
def test_files_are_told_apart_by_their_names_in_any_script(run: Run, ministers: Path, name: str, dataset: str):
    renamed = ministers.rename(ministers.with_name(name))

    assert run("import", str(renamed)).stdout.startswith(f"Imported {dataset} (csv)")


@pytest.mark.parametrize(
    ("seats", "written"), [((), ""), (("--seats", "unlimited"), "unlimited"), (("--seats", "3"), "3")]
)
def test_how_a_file_is_read_goes_through_our_own_formats(
    run: Run, ministers: Path, tmp_path: Path, seats: tuple[str, ...], written: str
):
    run("import", str(ministers), *seats)
    run("export", str(tmp_path / "package"))
    run("export", str(tmp_path / "ours.jsonl"))

    assert (tmp_path / "package" / "datasets.csv").read_text("utf-8").splitlines()[1].endswith(f",,{written},")
    assert run("import", str(tmp_path / "package")).stdout.startswith("Imported nothing new; ")
    assert run("import", str(tmp_path / "ours.jsonl")).stdout.startswith("Imported nothing new; ")
    run("--db", str(tmp_path / "new.db"), "import", str(tmp_path / "package"))
    run("--db", str(tmp_path / "new.db"), "export", str(tmp_path / "again"))
    for path in (tmp_path / "package").iterdir():
        assert path.name == "seals.csv" or path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()
