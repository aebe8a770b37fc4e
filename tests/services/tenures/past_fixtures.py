"""Registries of the fixtures of ../shared/model, and our answers to their questions in the words of those."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from registry import Registry
from registry.formats.own.datapackage import DESCRIPTOR
from registry.formats.own.package_tables import TABLES

_NEAR = Path(__file__).parents[4] / "shared" / "model" / "fixtures"
FOLDER = _NEAR if _NEAR.exists() else Path(__file__).parents[2] / "fixtures" / "past"  # there only what is invented
_DEFAULTS = {"status": "accepted", "kind": "alias", "seats": "unlimited"}


def questions() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each question with the folder of its data."""
    for path in sorted(FOLDER.glob("*/questions.json")):
        for question in json.loads(path.read_text("utf-8")):
            yield path.parent / "data", question


def registry_of(data: Path, folder: Path) -> Path:
    """A registry of the fixture's tables, at the path that is returned; `folder`: where there is nothing else."""
    package = folder / "package"
    package.mkdir(parents=True)
    cited: list[dict[str, str]] = []
    for path in data.glob("*.csv"):
        rows = list(csv.DictReader(path.open(encoding="utf-8")))
        if path.stem.endswith("_relations"):
            noun = path.stem.removesuffix("_relations")
            cited += [{"noun": noun, "subject": row[noun], **row} for row in rows if row.get("source")]
        _write(package, path.stem, rows)
    _write(package, "relation_citations", cited)
    (package / DESCRIPTOR).write_text("{}", "utf-8")
    Registry.from_package(folder / "registry.db", package, actor="a tester")
    return folder / "registry.db"


def _write(package: Path, table: str, rows: list[dict[str, str]]) -> None:
    columns = TABLES[table].columns
    with (package / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        titles: set[tuple[str, str]] = set()
        for row in rows:
            if table == "roles":  # the fixtures tell roles of one title apart by spaces, which no title ends with
                key = (row["organization"], row["title"].strip())
                row["title"] = f"{key[1]} ({row['slug']})" if key in titles else key[1]
                titles.add(key)
            tidied = {**_DEFAULTS, **{column: cell for column, cell in row.items() if cell}}
            tidied |= {"seats": row.get("seats") or "1"} if table == "roles" else {}
            writer.writerow([tidied.get(column, "").strip() for column in columns])


def asked(registry: Registry, question: dict[str, Any]) -> Any:
    """Our answer in the words of the fixtures."""
    kind, on = question["ask"], question.get("on")
    if kind == "who":
        found = registry.who(question["role"], on, lineage=question.get("lineage", False))
        if not question.get("lineage"):
            return [_post(found, "certain")]
        return [_post(each.answer, each.certainty) for each in found.lineage]
    if kind == "stood for":
        nouns = registry.roles if question["noun"] == "role" else registry.organizations
        return sorted(
            ({"slug": each.slug, "certainty": each.certainty} for each in nouns.then(question["slug"], on)),
            key=lambda each: each["slug"],
        )
    if kind == "holders":
        found = registry.holders(question["organization"], on)
        return sorted(
            (
                {"organization": each.body, "role": each.role, **_holder(holder)}
                for each in found.roles
                for holder in each.holders
            ),
            key=lambda each: (each["role"], each["person"]),
        )
    if kind in ("chain", "chain of person"):
        return _chain(registry, question, on)
    if kind == "history":
        spells = registry.history(question["role"], lineage=question.get("lineage", False)).holders
        return [_spell(each) for each in spells if question.get("person", each.person) == each.person]
    assert kind == "career", kind
    return [_term(each) for each in registry.career(question["person"], terms=True).appointments]


def _chain(registry: Registry, question: dict[str, Any], on: str) -> Any:
    found = registry.chain(question.get("role") or question["person"], on, down=not question.get("up", True))
    if question["ask"] == "chain":
        links = [
            {
                "role": each.role,
                "title": each.title,
                "certainty": each.certainty,
                "holders": [_holder(holder) for holder in each.answer.holders],
            }
            for each in found.links
        ]
        return sorted(links, key=lambda each: each["role"])
    order = ("certain", "presumed", "possible")
    best: dict[str, str] = {}
    for link in found.links:
        for holder in link.answer.holders:
            known = best.get(holder.person, "possible")
            best[holder.person] = min(known, holder.certainty, key=order.index)
    return [{"person": person, "certainty": certainty} for person, certainty in sorted(best.items())]


def _post(found: Any, certainty: str) -> dict[str, Any]:
    return {
        "role": found.role,
        "title": {"value": found.titled, "or": list(found.title_possible), "until": list(found.title_until)},
        "organization": {"value": found.body},
        "certainty": certainty,
        "holders": [_holder(each) for each in found.holders],
    }


def _holder(each: Any) -> dict[str, Any]:
    absent = {"certainty": each.absent.certainty, "why": each.absent.why} if each.absent else None
    return {
        "person": each.person, "name": each.named, "kind": each.kind, "certainty": each.certainty, "rank": each.rank,
        "absent": absent, "in_charge": each.in_charge, "stands_in_for": each.stands_in_for,
        "ex_officio": each.ex_officio,
    }  # fmt: skip


def _spell(each: Any) -> dict[str, Any]:
    terms = [term.appointment for term in each.terms] or [each.appointment]
    return {"person": each.person, "kind": each.kind, "start": each.start, "end": each.end, "terms": terms}


def _term(each: Any) -> dict[str, Any]:
    return {
        "appointment": each.appointment, "start": each.start, "end": each.end, "rank": each.rank,
        "details": [
            {"field": note.field, "value": note.value, "start_date": note.start, "end_date": note.end}
            for note in each.details
        ],
        "dates": [{"side": note.side, "act": note.act, "on_date": note.on} for note in each.dates],
    }  # fmt: skip


def agrees(expected: Any, got: Any) -> bool:
    """Whether the answer has what is expected: an object may have more keys, a list no more items."""
    if isinstance(expected, dict):
        return isinstance(got, dict) and all(agrees(value, got.get(key)) for key, value in expected.items())
    if isinstance(expected, list):
        return isinstance(got, list) and len(expected) == len(got) and all(map(agrees, expected, got))
    return bool(expected == got)
