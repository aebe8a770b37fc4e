"""A small file in each of several formats, so that one version of it can be followed by another."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

BODY = "Town Council"


class Line(NamedTuple):
    """Who held what; ISO days, no end = still open."""

    name: str
    post: str
    start: str
    end: str | None = None

    @property
    def id(self) -> str:
        return self.name.lower().replace(" ", "-")

    @property
    def qid(self) -> str:
        return f"Q{90_000_000 + ord(self.name[0])}"

    @property
    def dates(self) -> dict[str, str]:
        return {"start_date": self.start, **({"end_date": self.end} if self.end else {})}


ANN = Line("Ann Ames", "President", "2001-01-01", "2002-01-01")
BOB = Line("Bob Bell", "President", "2002-01-01")
CEM = Line("Cem Cole", "Vice President", "2001-01-01", "2002-01-01")
DAN = Line("Dan Dorn", "President", "2003-01-01")
OLDER = (ANN, BOB, CEM)
NEWER = (ANN, BOB._replace(end="2003-01-01"), DAN)  # one end filled in, one tenure added, one gone


def write_csv(path: Path, lines: Sequence[Line]) -> None:
    rows = [f"{line.name},{line.post},{BODY},{line.start},{line.end or ''}\n" for line in lines]
    path.write_text("person,role,organization,start,end\n" + "".join(rows), "utf-8")


def write_holders(path: Path, lines: Sequence[Line]) -> None:
    rows = [f"{line.post},{line.name},{line.qid},{line.start},{line.end or ''}\n" for line in lines]
    path.write_text("position,person,personID,start,end\n" + "".join(rows), "utf-8")


def write_popolo(path: Path, lines: Sequence[Line]) -> None:
    posts = sorted({line.post for line in lines})
    whole = {
        "persons": [{"id": line.id, "name": line.name} for line in lines],
        "organizations": [{"id": "council", "name": BODY}],
        "posts": [{"id": post, "label": post, "organization_id": "council"} for post in posts],
        "memberships": [
            {"id": f"of-{line.id}", "person_id": line.id, "post_id": line.post, **line.dates} for line in lines
        ],
    }
    path.write_text(json.dumps(whole), "utf-8")


def write_ftm(path: Path, lines: Sequence[Line]) -> None:
    entities: list[tuple[str, str, dict[str, str]]] = [("council", "PublicBody", {"name": BODY})]
    for post in sorted({line.post for line in lines}):
        entities.append((post, "Position", {"name": post, "organization": "council", "numberOfSeats": "1"}))
    for line in lines:
        dates = {"startDate": line.start, **({"endDate": line.end} if line.end else {})}
        entities.append((line.id, "Person", {"name": line.name}))
        entities.append((f"of-{line.id}", "Occupancy", {"holder": line.id, "post": line.post, **dates}))
    with path.open("w", encoding="utf-8") as file:
        for key, schema, said in entities:
            properties = {name: [value] for name, value in said.items()}
            file.write(json.dumps({"id": key, "schema": schema, "properties": properties}) + "\n")


def write_openstates(path: Path, lines: Sequence[Line]) -> None:
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    for line in lines:
        role = {"type": line.post.lower(), "jurisdiction": BODY, **line.dates}
        person = {"id": f"ocd-person/{line.id}", "name": line.name, "roles": [role]}
        (path / f"{line.id}.yml").write_text(yaml.safe_dump(person, sort_keys=False), "utf-8")


def write_congress(path: Path, lines: Sequence[Line]) -> None:
    """An end that is not known yet is the day on which it is due."""
    kinds = {"President": "prez", "Vice President": "viceprez"}
    people = []
    for line in lines:
        first, last = line.name.split()
        term = {"type": kinds[line.post], "start": line.start, "end": line.end or "2099-01-01"}
        people.append({"id": {"bioguide": line.id}, "name": {"first": first, "last": last}, "terms": [term]})
    path.write_text(yaml.safe_dump(people, sort_keys=False), "utf-8")


VERSIONED: dict[str, tuple[str, Callable[[Path, Sequence[Line]], None]]] = {
    "csv": ("holders.csv", write_csv),
    "popolo": ("people.json", write_popolo),
    "ftm": ("people.ftm.json", write_ftm),
    "openstates": ("people", write_openstates),
    "wikidata-holders": ("holders21.csv", write_holders),
    "congress-legislators": ("executive.yaml", write_congress),
}
