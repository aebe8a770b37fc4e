"""Files as their publishers have them, by the command line: all rows are there, once, and answer questions."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from typer.testing import CliRunner, Result

from registry import Registry
from registry.cli.app import app
from tests.published import if_there as there
from tests.published import published
from tests.real_data import VACANCY, edtf

CABINET = ("-c", "organization==Cabinet of Ukraine", "--on-conflict", "flag")
ASKED = 25  # rows of a flat file that are asked about, the same ones in every run


class Published(NamedTuple):
    """A file, how it is taken in, and how many rows, roles, people and disputed rows that gives.

    `twice`: rows that say the same as another one. `unlinked`: rows of which whom they replace is left out, as their
    own dates contradict it.
    """

    path: str
    words: tuple[str, ...]
    rows: int
    roles: int
    people: int
    disputed: int = 0
    twice: int = 0
    unlinked: int = 0


PUBLISHED = (
    Published("facts.csv", ("--on-conflict", "flag"), 110, 9, 102, 1, unlinked=9),  # one has no dates
    Published("wikidata_holders_ukraine.csv", ("--on-conflict", "flag"), 504, 101, 360, 26, twice=1),
    Published("pvp_fcg_german_court_presidents.csv", (), 119, 8, 78),
    Published("us_executive_1789.csv", (), 131, 2, 80),
    Published("pvp_fcg/PVP-FCG_Source_Handcoded_Presidents.csv", ("-c", "role==President"), 58, 4, 39),
    Published("pvp_fcg/PVP-FCG_Source_Handcoded_VicePresidents.csv", ("-c", "role==Vice-President"), 61, 4, 52),
    Published("wikidata_holders_ukraine", CABINET, 504, 101, 360, 26, twice=1),
    Published("wikidata_holders_ukraine/holders21.csv", CABINET, 504, 101, 360, 26, twice=1),
    Published("wikidata_holders_ukraine/current.csv", CABINET, 37, 36, 33, 1),
    Published("congress-legislators/executive.yaml", (), 131, 2, 80),
    Published("congress-legislators/legislators-current.yaml", (), 2792, 546, 537),
)
FLAT = PUBLISHED[1:4]
NOT_TENURES = (
    "facts_alternatives.csv", "edtf_corpus.csv", "article-2025-03-17.txt", "pvp_fcg/LICENSE",
    "wikidata_holders_ukraine/positions.csv",
)  # fmt: skip


def if_there(name: str) -> Path:
    return there(published(name))


def run(db: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["--db", str(db), *words])


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda published: published.path)
def test_a_published_file_is_taken_in_whole_and_once(published: Published, tmp_path: Path):
    line = ("import", str(if_there(published.path)), *published.words, "--report", "json")
    done = run(tmp_path / "a.db", *line)

    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    counts = {"appointments": published.rows, "roles": published.roles, "people": published.people}
    assert {table: told["added"][table] for table in counts} == counts | {
        "appointments": published.rows - published.twice
    }
    assert (told["rows"], told["counts"]["flagged"]) == (published.rows, published.disputed)
    assert all(left["reason"].startswith("whom it replaces is left out: ") for left in told["refused"])
    assert (len(told["refused"]), told["vanished"]) == (published.unlinked, [])

    line = ("import", str(if_there(published.path)), "--on-conflict", "flag", "--report", "json")  # columns are known
    again = json.loads(run(tmp_path / "a.db", *line).stdout)
    assert (sum(again["added"].values()), sum(again["updated"].values()), again["details"]) == (0, 0, 0)
    assert {table: again["matched"][table] for table in counts} == counts
    assert len(json.loads(run(tmp_path / "a.db", "log", "--format", "json").stdout)) == 1

    assert run(tmp_path / "a.db", "doctor").stdout == "The registry is sound.\n"
    disputed = json.loads(run(tmp_path / "a.db", "check", "--rule", "disputed", "--format", "json").stdout)
    assert len(disputed) == published.disputed


@pytest.mark.parametrize("published", FLAT, ids=lambda published: published.path)
def test_who_held_what_is_as_the_rows_say(published: Published, tmp_path: Path):
    path = if_there(published.path)
    run(tmp_path / "a.db", "import", str(path), *published.words)
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if is_plain(row)]

    with Registry(tmp_path / "a.db") as registry:
        for row in Random(published.path).sample(rows, ASKED):
            body = registry.holders(row["organization"], row["start"])
            title = row["role"] + (f", seat {row['seat']}" if row["seat"] else "")
            (post,) = [each for each in body.roles if each.title == title]
            holders = registry.who(post.role, row["start"], everyone=True).holders
            assert " ".join(row["person_name"].split()) in [holder.name for holder in holders], row


def is_plain(row: dict[str, str]) -> bool:
    """Whether it names somebody from one day on."""
    whole = edtf(row["start"], row["start_precision"])
    return not row["person_name"].startswith(VACANCY) and whole is not None and len(whole) == 10 and "X" not in whole


@pytest.mark.parametrize("name", NOT_TENURES)
def test_a_file_of_something_else_is_refused_and_leaves_no_registry(name: str, tmp_path: Path):
    done = run(tmp_path / "a.db", "import", str(if_there(name)))

    assert done.exit_code == 1
    assert "--format" in done.stderr or "the headings are" in done.stderr
    assert list(tmp_path.iterdir()) == []
