"""Acts that a killed program may have been in the middle of, and the rows that each of them writes."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from registry import Evidence, Registry
from registry.formats.own.package_tables import TABLES

ROLES = 6
PACKED = 12  # people and appointments of a package
_FIRST = date(1900, 1, 1)


@dataclass
class Post:
    """A role of one seat: who is in it, and the last day of which anything is recorded."""

    slug: str
    holder: str | None
    newest: date


@dataclass
class World:
    """One program at work on the registry."""

    path: Path
    registry: Registry
    random: Random
    folder: Path
    posts: list[Post] = field(default_factory=list)

    def token(self) -> str:
        """Letters that no other act has."""
        return "".join(self.random.choices("abcdefghijklmnopqrstuvwxyz", k=12))

    def evidence(self) -> Evidence:
        return Evidence(f"https://x.org/{self.token()}", quote="has been appointed", published="2001")

    def later(self, post: Post) -> str:
        post.newest += timedelta(days=self.random.randint(2, 20))
        return post.newest.isoformat()

    def post(self, *, held: bool) -> Post | None:
        fitting = [post for post in self.posts if (post.holder is not None) == held]
        return self.random.choice(fitting) if fitting else None


def founded(path: Path, folder: Path) -> None:
    """A registry with the roles of all that follows, and each act done once, so that a child need import nothing."""
    Registry.create(path)
    with Registry(path, actor="founder") as registry:
        registry.organizations.add("Staff")
        for number in range(ROLES):
            registry.roles.add(f"Post {number}", "staff")
    world = world_of(path, Random("founded"), folder)
    for act in ACTS.values():
        assert act.do(world)
    world.registry.close()


def world_of(path: Path, random: Random, folder: Path) -> World:
    """What is recorded, as a program that starts finds it."""
    return World(path, Registry(path, actor="a program"), random, folder, posts_of(path))


def posts_of(path: Path) -> list[Post]:
    """The roles of one seat as they are recorded."""
    with closing(sqlite3.connect(path)) as connection:
        return [
            Post(slug, holder, date.fromisoformat(newest))
            for slug, holder, newest in connection.execute(
                """
                select r.slug,
                  (select p.slug from appointments a join people p on p.id = a.person_id
                    where a.role_id = r.id and a.end_date is null),
                  coalesce((select max(max(a.start_date, coalesce(a.end_date, ''))) from appointments a
                    where a.role_id = r.id), :first)
                from roles r where r.slug like 'post-%'
                """,
                {"first": _FIRST.isoformat()},
            )
        ]


def appoint(world: World) -> bool:
    post = world.post(held=False)
    if post:
        person = f"Ann {world.token()}"
        written = world.registry.appoint(person, post.slug, world.later(post), evidence=world.evidence(), new=True)
        post.holder = written.tenures[0].person
    return post is not None


def succeed(world: World) -> bool:
    post = world.post(held=True)
    if post:
        person = f"Ben {world.token()}"
        written = world.registry.succeed(post.slug, person, world.later(post), evidence=world.evidence(), new=True)
        post.holder = written.tenures[-1].person
    return post is not None


def end(world: World) -> bool:
    post = world.post(held=True)
    if post and post.holder:
        world.registry.end(post.holder, post.slug, world.later(post), reason="resigned")
        post.holder = None
    return post is not None


def load(world: World) -> bool:
    """Import a package of new people in a new role."""
    folder = packed(world.folder / world.token(), world.token())
    world.registry.import_package(folder)
    return True


def undo(world: World) -> bool:
    """Undo the newest change, which may be an undo."""
    newest = world.registry.log(limit=1)[0].number
    assert newest is not None
    world.registry.undo(newest)
    world.posts = posts_of(world.path)
    return True


def packed(folder: Path, token: str, people: int = PACKED, also: Sequence[dict[str, str]] = ()) -> Path:
    """A package of one organization and one role without limit, its people and their tenures.

    `also`: further appointments, alternately before and after these.
    """
    rows: dict[str, list[dict[str, str]]] = {
        "organizations": [{"slug": token, "name": f"Body {token}"}],
        "roles": [{"slug": f"r-{token}", "title": "Member", "organization": token, "seats": "unlimited"}],
        "people": [{"slug": f"{token}-{number}", "name": f"Member {number} {token}"} for number in range(people)],
        "person_names": [
            {"person": f"{token}-{number}", "name": f"Other {number} {token}", "kind": "alias"}
            for number in range(people)
        ],
        "appointments": [
            *also[::2],
            *(
                {
                    "slug": f"a-{token}-{number}", "person": f"{token}-{number}", "role": f"r-{token}",
                    "kind": "substantive", "status": "accepted", "start": "1950", "end": "1960",
                }
                for number in range(people)
            ),
            *also[1::2],
        ],
    }  # fmt: skip
    folder.mkdir(parents=True)
    (folder / "datapackage.json").write_text(json.dumps({"name": "registry"}))
    for table, written in rows.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, TABLES[table].columns)
            writer.writeheader()
            writer.writerows(written)
    return folder


class Act(NamedTuple):
    """What is done, if there is anything to do it to, and how many rows one change of it writes and supersedes."""

    do: Callable[[World], bool]
    writes: int
    supersedes: int


ACTS = {  # by the first word of the change's command
    "appoint": Act(appoint, writes=4, supersedes=0),  # person, appointment, source, citation
    "succeed": Act(succeed, writes=6, supersedes=1),  # person, two appointments, source, two citations
    "end": Act(end, writes=1, supersedes=1),
    "import": Act(load, writes=2 + 3 * PACKED, supersedes=0),
    "undo": Act(undo, writes=-1, supersedes=-1),  # what the change that it undoes superseded and wrote
}


def rows_of(change: int, commands: Mapping[int, str]) -> tuple[int, int]:
    """How many rows a change must have written and superseded, by the commands of all changes."""
    word, *rest = commands[change].split()
    if word == "undo":
        written, superseded = rows_of(int(rest[0]), commands)
        return superseded, written
    return ACTS[word].writes, ACTS[word].supersedes
