"""impact, and source retract, archive and verify, as typed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from registry import Registry
from tests.conftest import CHIEF

Run = Callable[..., Result]
REPORT = "rferl-2025-03-17"


@pytest.fixture
def typed(sample: Registry, run: Run) -> Run:
    return run


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_bytes(b"as it was")
    return file


def test_impact_is_told_in_sentences(typed: Run):
    lines = typed("impact", REPORT, "--on", "2025-03-17").stdout.splitlines()

    assert lines[0].startswith("Of 11 tenures for which it or a copy is cited, 4 rest on Trump, Putin Set")
    assert "  Anatoliy Barhylevych, Inspector General (anatoliy-barhylevych-inspector-general): everything" in lines
    changes = lines[lines.index("What would change in the answers for 17 March 2025:") :]
    at = changes.index("  Donald Trump, President of the United States (donald-trump-president-of-the-united-states-2)")
    assert changes[at + 1 : at + 3] == [
        "    certainty: certain -> presumed",
        "    last confirmed: 17 March 2025 -> never",
    ]


def test_impact_as_json_and_csv(typed: Run):
    found = json.loads(typed("impact", REPORT, "--on", "2025-03-17", "-f", "json").stdout)
    assert list(found) == [
        "source", "title", "retracted", "on", "cited", "alone", "changes", "copies", "changes_with_copies",
    ]  # fmt: skip
    assert list(found["alone"][0]) == [
        "appointment", "person", "name", "role", "title", "altogether", "fields", "beside",
    ]  # fmt: skip
    assert list(found["changes"][0]["differences"][0]) == ["field", "before", "after"]

    rows = list(csv.DictReader(io.StringIO(typed("impact", REPORT, "--on", "2025-03-17", "-f", "csv").stdout)))
    assert {row["part"] for row in rows} == {"alone", "change"}
    assert sum(row["part"] == "alone" for row in rows) == sum(len(each["fields"]) for each in found["alone"])


def test_a_retraction_prints_its_impact_and_shows_in_the_answer(typed: Run):
    done = typed("source", "retract", REPORT, "--because", "withdrawn")
    assert done.stdout.splitlines()[0].endswith(f"({REPORT}): withdrawn")
    assert "4 rested on" in done.stdout

    short = typed("who", CHIEF, "--on", "2025-03-17").stdout
    assert "(retracted)" not in short
    assert short.count("    Source") == 1
    assert short.splitlines()[-1] == "    2 sources, 1 independent; --sources shows all"
    said = typed("who", CHIEF, "--on", "2025-03-17", "--sources").stdout
    assert "    Source (retracted): Trump, Putin Set For March 18 Call" in said
    assert said.splitlines()[-1] == "    2 sources, 1 independent"
    row = next(csv.DictReader(io.StringIO(typed("who", CHIEF, "--on", "2025-03-17", "-f", "csv").stdout)))
    assert "Trump" not in row["source_titles"]

    again = typed("source", "retract", REPORT, "--because", "withdrawn")
    assert (again.exit_code, again.stdout) == (1, "")
    assert "already retracted" in again.stderr


def test_a_retraction_needs_a_reason(typed: Run):
    assert typed("source", "retract", REPORT).exit_code == 2


def test_copies_are_named_with_the_command_that_retracts_them(typed: Run, db: Path):
    with Registry(db) as registry:
        copy = registry.sources.list()[0].slug
        registry.sources.edit(copy, copy_of=REPORT)

    said = typed("impact", REPORT).stdout

    assert f"  registry source retract {copy} --because …" in said
    assert typed("source", "show", REPORT).stdout.count(copy) == 1


def test_a_copy_is_kept_shown_and_verified(typed: Run, page: Path, db: Path):
    done = typed("source", "archive", REPORT, str(page), "--by", "Ann", "--because", "it may vanish")
    assert done.stdout.splitlines()[0] == f"Kept page.html for {REPORT}: 9 bytes."
    path = done.stdout.splitlines()[1].strip()
    assert path.startswith(f"{db}.archive")
    assert f"page.html, 9 bytes: {path}" in typed("source", "show", REPORT).stdout

    verified = typed("source", "verify")
    assert (verified.exit_code, verified.stdout.splitlines()[-1]) == (0, "1 ok.")
    assert json.loads(typed("source", "verify", REPORT, "-f", "json").stdout)[0]["state"] == "ok"


def test_verify_exits_with_1_when_a_copy_is_changed_or_missing(typed: Run, page: Path):
    path = Path(typed("source", "archive", REPORT, str(page)).stdout.splitlines()[1].strip())
    path.write_bytes(b"as it never was")
    changed = typed("source", "verify", "-f", "csv")
    assert (changed.exit_code, changed.stdout.splitlines()[1].partition(",")[0]) == (1, "changed")
    assert "archive the same file again" in changed.stderr

    path.unlink()
    assert typed("source", "verify").exit_code == 1


def test_what_is_nobodys_is_no_failure(typed: Run, page: Path, db: Path):
    typed("source", "archive", REPORT, str(page))
    (db.parent / "registry.db.archive" / "stray").write_text("?")

    found = typed("source", "verify")

    assert found.exit_code == 0
    assert found.stdout.splitlines()[-1] == "1 ok, 1 nobody's."


def test_without_copies_verify_says_so(typed: Run):
    found = typed("source", "verify")
    assert (found.exit_code, found.stdout) == (0, "There are no archived copies.\n")


def test_a_backup_says_that_the_copies_are_not_in_it(typed: Run, page: Path, tmp_path: Path):
    assert "archive" not in typed("backup", str(tmp_path / "first.db")).stderr
    typed("source", "archive", REPORT, str(page))
    done = typed("backup", str(tmp_path / "second.db"))
    assert "copy the folder" in done.stderr
    assert "registry.db.archive" in done.stderr


def test_forgetting_tells_of_copies_that_stay(typed: Run, page: Path):
    typed("source", "archive", REPORT, str(page))
    done = typed("forget", "andriy-hnatov", "--because", "asked", "--yes")
    assert "Archived copies of other sources remain" in done.stderr
    assert "beside it: registry.db.archive" not in done.stderr


def test_what_a_source_said_is_kept_as_it_is_recorded(typed: Run, page: Path, db: Path):
    added = typed("source", "add", "https://example.org/new", "--title", "New", "--archive", str(page))
    cited = typed("cite", "Hnatov", "https://example.org/decree", "--title", "A decree", "--archive", str(page))

    assert (added.exit_code, cited.exit_code) == (0, 0), added.stderr + cited.stderr
    with Registry(db) as registry:
        kept = [registry.sources.show(f"https://example.org/{name}").archives for name in ("new", "decree")]
    assert [[(each.name, each.bytes) for each in copies] for copies in kept] == [[("page.html", 9)]] * 2
    assert Path(kept[0][0].path).read_bytes() == b"as it was"


def test_a_file_that_cannot_be_kept_records_nothing(typed: Run, db: Path, tmp_path: Path):
    refused = typed("source", "add", "https://example.org/new", "--archive", str(tmp_path))

    assert refused.exit_code == 1
    assert typed("source", "show", "https://example.org/new").exit_code == 1
