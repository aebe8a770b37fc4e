"""The pages with the newest alpha of Datasette 1.0, in an environment of its own under build/, made once.

What differs is in docs/sharing.md.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.browse.alpha_pages import CHIEF, told

ROOT = Path(__file__).parents[3]
HOME = ROOT / "build" / "datasette-alpha"
_ALPHA = "datasette>=1.0a0"
_BESIDE = (
    "typer>=0.29,<1", "sqlite-utils>=4.1,<5", "pydantic>=2.10,<3", "rapidfuzz>=3.9,<4", "anyascii>=0.3.2,<1",
)  # fmt: skip
# The statuses that the two Datasettes give differently for the same.
DIFFERENT = {"/_internal": (403, 404)}


@pytest.fixture(scope="module")
def alpha() -> Path:
    """Its Python. Several workers may want it at once: each makes one, and the first that is whole stays."""
    python = HOME / "bin" / "python"
    if not python.exists():
        making = HOME.with_name(f"{HOME.name}-{os.getpid()}")
        try:
            _make(making)
        except (subprocess.SubprocessError, OSError) as error:
            shutil.rmtree(making, ignore_errors=True)
            pytest.skip(f"no alpha of Datasette can be installed here: {error}")
        try:
            making.rename(HOME)
        except OSError:
            shutil.rmtree(making)
    return python


def _make(folder: Path) -> None:
    run = {"check": True, "capture_output": True, "timeout": 180}
    subprocess.run([sys.executable, "-m", "venv", str(folder)], **run)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # Only Datasette may be unfinished, so the rest comes first.
    subprocess.run([*pip, *_BESIDE], **run)
    subprocess.run([*pip, "--pre", _ALPHA], **run)
    (site,) = folder.glob("lib/python*/site-packages")
    # As an installed registry would be found, without building one: this checkout, with its entry point.
    (site / "registry.pth").write_text(f"{ROOT}\n")
    info = site / "registry-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: officeholders\nVersion: 0\n")
    (info / "entry_points.txt").write_text("[datasette]\nregistry = registry.browse\n")


@pytest.fixture(scope="module")
def pages(alpha: Path, served: Path) -> dict[str, Any]:
    command = [str(alpha), "-m", "tests.browse.alpha_pages", str(served)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def ours(served: Path) -> dict[str, Any]:
    return json.loads(json.dumps(told(str(served))))


def test_it_is_an_alpha(pages: dict[str, Any]):
    assert pages["version"].startswith("1.0")


def test_every_page_is_answered_alike_but_for_what_is_told(pages: dict[str, Any], ours: dict[str, Any]):
    for address, page in pages["pages"].items():
        mine = ours["pages"][address]
        assert DIFFERENT.get(address, (mine["status"],) * 2) == (mine["status"], page["status"]), address
        assert page["policy"] == mine["policy"], address
    assert ours["pages"]["/-/static-plugins/officeholders/registry.css"]["status"] == 200
    assert pages["post"] == 405


@pytest.mark.parametrize(
    "address",
    [
        "/registry/people.csv",
        f"/registry/who_held.csv?role={CHIEF}&on=2024-06-01",
        f"/registry/who_held.json?role={CHIEF}&on=2024-06-01&_shape=array",
        "/registry/findings.json?_shape=array",
        f"/role/{CHIEF}.json?on=2025-03-16",
        f"/role/{CHIEF}?on=2025-03-16",
    ],
)
def test_answers_and_sheets_are_the_same(pages: dict[str, Any], ours: dict[str, Any], address: str):
    assert pages["pages"][address]["text"] == ours["pages"][address]["text"]


def test_open_sides_and_internal_tables_are_not_in_sight(pages: dict[str, Any]):
    for address in ("/registry/appointments", "/registry/tenures", "/registry/people/1"):
        assert "9999-12-31" not in pages["pages"][address]["text"]
    assert "_history" not in pages["pages"]["/registry"]["text"]
    assert '<a href="/role/' in pages["pages"]["/registry/tenures"]["text"]


def test_tables_and_columns_are_described(pages: dict[str, Any]):
    assert "The main name; further ones are in person_names" in pages["pages"]["/registry/people"]["text"]
    assert '<td class="col-name_key' not in pages["pages"]["/registry/people"]["text"]
    assert "<details><summary>What the columns mean</summary>" in pages["pages"]["/registry/people"]["text"]


def test_rows_have_labels_and_queries_titles(pages: dict[str, Any]):
    assert "<h1>People: " in pages["pages"]["/registry/people/1"]["text"]
    assert '<dt><strong>change</strong></dt><dd><a href="/change/1">' in pages["pages"]["/registry/people/1"]["text"]
    assert "<title>Who held a role on a day</title>" in pages["pages"]["/registry/who_held"]["text"]
