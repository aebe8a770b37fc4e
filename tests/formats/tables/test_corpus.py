"""Tables as people bring them: what is recorded is what a careful person would record, and the rest is reported."""

from __future__ import annotations

import json
import re
import shlex
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "fixtures" / "tables"
EXPECTED = sorted(FOLDER.glob("*.expected.json"))
OPEN_PREDECESSOR = "06-"  # an open tenure before a successor is a conflict, and settled as one
Run = Callable[..., Any]
Tenure = tuple[str | None, ...]


def fold(text: str | None) -> str | None:
    if text is None:
        return None
    plain = unicodedata.normalize("NFKD", " ".join(text.replace("’", "'").split()).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(options: list[str], *, before: bool) -> list[str]:
    """The words of the options that stand before the command, or behind the file."""
    split = [shlex.split(option) for option in options]
    return [word for words in split if (words[0] == "--date-order") is before for word in words]


def recorded(run: Run, folder: Path) -> list[Tenure]:
    out = folder / "out.jsonl"
    assert run("export", str(out), "--format", "jsonl").exit_code == 0
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    by = {(row["table"], row.get("slug")): row for row in rows}
    found = []
    for row in rows:
        if row["table"] == "appointments":
            role = by["roles", row["role"]]
            body = by["organizations", role["organization"]]["name"]
            person = by["people", row["person"]]["name"] if row.get("person") else None
            found.append((person, role["title"], body, row.get("kind"), row.get("start"), row.get("end")))
    return found


def fits(want: Tenure, have: Tenure, also: dict[str, list[str]]) -> bool:
    return all(fold(w) == fold(h) or (w is not None and h in also.get(w, ())) for w, h in zip(want, have, strict=True))


def printed(run: Run, expected: dict[str, Any]) -> tuple[int, str]:
    """The plain command; then with the options that it led to; then without the rows that cannot be taken."""
    file, options = str(FOLDER / expected["file"]), expected["options_allowed"]
    after, order = words_of(options, before=False), words_of(options, before=True)
    tries: list[tuple[list[str], list[str]]] = [
        ([], []), ([], after), (order, after), (order, [*after, "--on-conflict", "skip"])
    ]  # fmt: skip
    said, code = "", 1
    for before, words in tries:
        result = run(*before, "import", file, *words)
        said += result.stdout + result.stderr
        code = result.exit_code
        if code == 0:
            break
    return code, said


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_a_table_of_the_corpus_is_read_as_a_careful_person_would(run: Run, tmp_path: Path, path: Path):
    expected = json.loads(path.read_text("utf-8"))
    if expected["file"].endswith(".xlsx"):
        pytest.importorskip("openpyxl")

    code, said = printed(run, expected)

    assert [pattern for pattern in expected["told"] if not re.search(pattern, said, re.IGNORECASE)] == []
    if expected["refuse"]:
        assert code == 1
        return
    assert code == 0, said
    if path.name.startswith(OPEN_PREDECESSOR):
        return
    have = recorded(run, tmp_path)
    missing = []
    for want in expected["tenures"]:
        found = next((each for each in have if fits(tuple(want[:6]), each, expected.get("also", {}))), None)
        if found is None:
            missing.append(want)
        else:
            have.remove(found)
    assert (missing, have) == ([], [])
