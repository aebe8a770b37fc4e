"""A lake answers as the registry does: the sample, what changes from export to export, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from registry import ChoiceError, DateError, LakeError, NotFoundError, Registry
from tests.conftest import CHIEF

duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed: nothing asks a lake")
pytest.importorskip("pyarrow", reason="pyarrow is not installed: nothing writes a lake")

from registry.lake import Lake  # noqa: E402

Run = Callable[..., Result]
DAYS = ("2021-08-01", "2024-02-05", "2024-06-01", "2025-03-16", "2025-03-17", "1990-01-01")


@pytest.fixture
def folder(sample: Registry, tmp_path: Path) -> Path:
    sample.export_file(tmp_path / "lake", "lake")
    return tmp_path / "lake"


def files_of(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*.parquet")}


def test_a_lake_of_the_sample_answers_as_the_registry_does(sample: Registry, folder: Path):
    with Lake(folder) as lake:
        for day in DAYS:
            expected = {
                answer.role: answer
                for organization in sample.organizations.list()
                for answer in sample.holders(organization.slug, day).roles
            }
            found = {answer.role: answer for answer in lake.holders(day)}
            for role, answer in expected.items():
                held = [(holder.person, str(holder.certainty), holder.handover) for holder in answer.holders]
                there = found[role].holders if role in found else ()
                assert held == [(each.person, each.certainty, each.handover) for each in there]
            assert lake.who(CHIEF, day).answer == sample.who(CHIEF, day).answer
        career = [(each.appointment, each.start, each.end) for each in lake.career("Andriy Hnatov")]
        assert career == [(each.appointment, each.start, each.end) for each in sample.career("Hnatov").appointments]
        moved = [(each.appointment, each.movement) for each in lake.changes("2024-01-01", "2025-12-31")]
        asked = sample.changes("2024-01-01", "2025-12-31").movements
        assert moved == [(each.appointment, str(each.movement)) for each in asked]
        assert lake.check("2025-12-31") == []


def test_a_lake_answers_with_names_of_the_time_absences_covers_and_offices_by_right(
    registry: Registry, tmp_path: Path, run: Run
):
    registry.organizations.add("Ministry")
    registry.roles.add("Commissioner", "ministry")
    registry.roles.add("Chair", "ministry")
    registry.appoint("Bea Boone", "commissioner", "2012-01-01", "2019-12-31", rank="Colonel")
    registry.roles.rename("commissioner", "Minister", "2015-01-01")
    registry.absent("Bea Boone, Minister", "2016-03-02", "2016-09-10", why="leave", covered_by="Cy Cole")
    registry.detail("Bea Boone, Minister", "rank", "General", start="2017-01-01")
    registry.roles.link("commissioner", "ex officio", "chair", start="2013-01-01", end="2018-12-31")
    registry.export_file(tmp_path / "lake", "lake")

    with Lake(tmp_path / "lake") as lake:
        assert lake.who("commissioner", "2014-06-01").title_then == "Commissioner"
        held = lake.who("commissioner", "2016-06-01").holders
        assert [(each.name, each.in_charge, each.absent_why) for each in held] == [
            ("Bea Boone", "no", "leave"), ("Cy Cole", "certain", None)
        ]  # fmt: skip
        assert held[1].stands_in_for == "bea-boone"
        (general,) = lake.who("commissioner", "2018-06-01").holders
        (by_right,) = lake.who("chair", "2018-06-01").holders
        assert (general.rank, by_right.rank, by_right.ex_officio) == ("General", "General", "commissioner")
        assert "chair" in [each.role for each in lake.holders("2018-06-01")]
        assert lake.who("chair", "2012-06-01").answer == "nobody recorded"
    text = run("lake", "holders", str(tmp_path / "lake"), "--on", "2016-06-01").stdout
    assert "Bea Boone (absent: leave, in charge: no)" in text
    assert "Cy Cole (acting, for Bea Boone)" in text
    assert "Bea Boone (ex officio as commissioner, absent: leave, in charge: no)" in text


def test_a_newer_export_replaces_only_what_has_changed(sample: Registry, folder: Path):
    before = files_of(folder)
    sample.export_file(folder)
    assert files_of(folder) == before

    sample.succeed(CHIEF, "Ann Lee", "2026-01-01")
    sample.export_file(folder)

    after = files_of(folder)
    gone = {path.split("/")[0] for path in before.keys() - after.keys()}
    assert gone == {"tenures", "people", "names", "identifiers", "changes"}
    assert all(after[path] == before[path] for path in before.keys() & after.keys())
    with Lake(folder) as lake:
        assert [each.person for each in lake.who(CHIEF, "2026-01-02").holders] == ["ann-lee"]


def test_who_was_forgotten_is_in_no_file_of_the_next_export(sample: Registry, folder: Path):
    sample.forget("andriy-hnatov", because="asked to be removed")
    sample.export_file(folder)

    with Lake(folder) as lake, pytest.raises(NotFoundError):
        lake.career("andriy-hnatov")
    assert not [path for path in folder.rglob("*.parquet") if b"Hnatov" in path.read_bytes()]


def test_every_file_that_counts_is_named_and_no_other_is_there(folder: Path):
    (folder / "tenures" / "part=0" / "unfinished").write_bytes(b"of an export that was broken off")
    manifest = json.loads((folder / "lake.json").read_text("utf-8"))
    named = {file["path"] for parts in manifest["files"].values() for file in parts.values()}

    assert named == set(files_of(folder))


def test_a_lake_is_asked_at_the_command_line(sample: Registry, folder: Path, run: Run):
    text = run("lake", "who", str(folder), "Chief of the General Staff", "--on", "17 March 2025").stdout
    assert "Andriy Hnatov" in text
    told = json.loads(run("lake", "holders", str(folder), "--on", "2025-03-16", "--json").stdout)
    (chief,) = [each for each in told if each["role"] == CHIEF]
    assert [holder["handover"] for holder in chief["holders"]] == ["outgoing", "incoming"]
    assert "appointed" in run("lake", "career", str(folder), "andriy-hnatov", "--csv").stdout
    moved = run("lake", "changes", str(folder), "--from", "2025-03-01", "--to", "2025-03-31").stdout
    assert "entered" in moved
    checked = run("lake", "check", str(folder), "--on", "2025-12-31")
    assert (checked.exit_code, checked.stdout) == (0, "Nothing found.\n")


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("lake", "who", "nowhere", "x"), "'nowhere' is not a lake", 1),
        (("lake", "who", "{}", "Chef"), "no role 'Chef'", 1),
        (("lake", "who", "{}", CHIEF, "--on", "2024"), "'2024' is not one day", 1),
        (("lake", "changes", "{}", "--from", "2025-01-02", "--to", "2025-01-01"), "swap the two", 1),
        (("lake", "who", "{}", CHIEF, "--master", "local[2]"), "leave out --master", 1),
        (("lake", "who", "{}", CHIEF, "--engine", "polars"), "polars", 2),
        (("export", "{}", "--on", "2025-01-01"), "a lake holds the whole registry", 1),
        (("export", "{}", "--strict"), "nothing was written", 1),
    ],
)
def test_a_mistake_is_one_line(sample: Registry, folder: Path, run: Run, words: tuple[str, ...], said: str, code: int):
    done = run(*(word.format(folder) for word in words))

    assert done.exit_code == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_lake_is_not_written_to(sample: Registry, tmp_path: Path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear")

    with pytest.raises(LakeError, match=r"holds 'letter\.txt'"):
        sample.export_file(tmp_path / "mine", "lake")
    with pytest.raises(LakeError, match="is a file"):
        sample.export_file(tmp_path / "mine" / "letter.txt", "lake")
    with pytest.raises(LakeError, match="create it first"):
        sample.export_file(tmp_path / "none" / "lake", "lake")


@pytest.mark.parametrize(
    "text", ["{}", "no JSON", '{"lake": 99, "files": {}}', '{"lake": 1, "change": 1, "files": {}}']
)
def test_a_manifest_that_cannot_be_read_says_so(folder: Path, text: str):
    (folder / "lake.json").write_text(text, "utf-8")

    with pytest.raises(LakeError, match="export it anew"):
        Lake(folder)


def test_a_name_that_several_have_is_asked_about(registry: Registry, tmp_path: Path):
    for organization in ("Northern Council", "Southern Council"):
        registry.organizations.add(organization)
        registry.roles.add("Treasurer", organization)
    registry.export_file(tmp_path / "lake", "lake")

    with Lake(tmp_path / "lake") as lake:
        with pytest.raises(ChoiceError, match="use the slug"):
            lake.who("the Treasurer", "2025-01-01")
        with pytest.raises(NotFoundError, match="did you mean 'Treasurer'"):
            lake.who("Treasure", "2025-01-01")
        with pytest.raises(DateError):
            lake.who("treasurer", "2025-01-01'; drop table tenures")


def test_an_engine_that_is_missing_is_named_with_its_extra(folder: Path, monkeypatch: pytest.MonkeyPatch):
    import sys

    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(LakeError, match=r"officeholders\[lake\]"):
        Lake(folder)
