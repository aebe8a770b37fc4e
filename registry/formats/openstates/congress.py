"""unitedstates/congress-legislators: YAML lists of people with their terms. Read only.

https://github.com/unitedstates/congress-legislators#data-dictionary. Full dates; an end may be the day on which the
successor starts; the end of a sitting member's term is the day on which it is due, so it is not taken for an end.
A House seat is state and district (0 = at large, -1 = not known), a Senate seat state and class.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import (
    DetailStatement,
    NameStatement,
    OrganizationStatement,
    PersonStatement,
    RoleStatement,
    SkippedStatement,
    Statement,
    TenureStatement,
)
from registry.formats.documents import FormatError, read_yaml
from registry.formats.not_kept import NotKeptCounter
from registry.formats.tenure_details import ended

NAME = "congress-legislators"
TITLE = "unitedstates/congress-legislators YAML"

GENERAL = False
EXCLUSIVE = False  # the day of a hand-over is both its last and the successor's first
ASKS: frozenset[str] = frozenset()  # says all of it

_BODIES = {"us": "United States", "house": "United States House of Representatives", "senate": "United States Senate"}
_EXECUTIVE = {"prez": "President", "viceprez": "Vice President"}
_HOW = {"election": "elected", "appointment": "appointed", "succession": "ex officio"}
_READ_OF_A_TERM = frozenset({"type", "start", "end", "state", "district", "class", "party", "how"})
_SCHEMES = ("bioguide", "govtrack", "wikidata", "icpsr", "icpsr_prez")


def recognises(path: Path, head: bytes) -> bool:
    """A list that begins with somebody's ids."""
    return head.startswith(b"- id:\n") and (b"\n    bioguide:" in head or b"\n    govtrack:" in head)


def read(path: Path, reading: ReadingOptions) -> Iterator[Statement]:
    """Every term as a tenure."""
    found = read_yaml(path)
    if not isinstance(found, list):
        raise FormatError(f"{path.name} holds no list of people")
    for key, name in _BODIES.items():
        yield OrganizationStatement(key, name, path.name)
    posts: set[str] = set()
    left = NotKeptCounter()
    for number, entry in enumerate(found, 1):
        place = f"{path.name}, person {number}"
        _count(entry, left)
        try:
            yield _someone(entry, place)
            for each in _terms(entry, place, reading.today):
                if isinstance(each, TenureStatement) or each.key not in posts:
                    posts.add(each.key or "")
                    yield each
        except (KeyError, TypeError, AttributeError) as error:
            yield SkippedStatement(place, f"does not follow the format: {error!r}")
    yield from left.statements()


def _count(entry: Any, left: NotKeptCounter) -> None:
    """What nothing reads: gender, other identifiers, addresses and telephones of a term, leadership roles."""
    if not isinstance(entry, dict):
        return
    left.add(entry, frozenset({"id", "name", "bio", "terms", "other_names"}))
    for part, read in (("id", _SCHEMES), ("bio", ("birthday",))):
        if isinstance(entry.get(part), dict):
            left.add(entry[part], frozenset(read), f"{part}: ")
    for term in entry.get("terms") or ():
        if isinstance(term, dict):
            left.add(term, _READ_OF_A_TERM, "term: ")


def _someone(entry: Mapping[str, Any], place: str) -> PersonStatement:
    name, ids = entry["name"], entry["id"]
    full = name.get("official_full") or " ".join(filter(None, (name["first"], name.get("middle"), name["last"])))
    short = f"{name['first']} {name['last']}"
    also = [NameStatement(short)] if short != full else []
    if name.get("nickname"):
        also.append(NameStatement(f"{name['nickname']} {name['last']}"))
    for other in entry.get("other_names", ()):
        first, last = other.get("first", name["first"]), other.get("last", name["last"])
        also.append(NameStatement(f"{first} {last}", "former", start=other.get("start"), end=other.get("end")))
    identifiers = tuple((scheme, ids[scheme]) for scheme in _SCHEMES if ids.get(scheme))
    return PersonStatement(
        _key(entry), full, place, tuple(also), identifiers, birth=entry.get("bio", {}).get("birthday")
    )


def _key(entry: Mapping[str, Any]) -> str:
    return str(entry["id"].get("bioguide") or entry["id"]["govtrack"])  # a bioguide only for who sat in Congress


def _terms(entry: Mapping[str, Any], place: str, today: str) -> Iterator[RoleStatement | TenureStatement]:
    person = _key(entry)
    for number, term in enumerate(entry["terms"], 1):
        post = _post(term, place)
        yield post
        end = term["end"]
        ends, due = ended(end, today)
        yield TenureStatement(
            person,
            post.key,
            f"{place}, term {number}",
            key=f"{person}/{post.key}/{term['start']}",
            start=term["start"],
            end=ends,
            how=_HOW.get(term.get("how")),
            details=(DetailStatement("party", term["party"]),) if term.get("party") else (),
            dates=due,
        )


def _post(term: Mapping[str, Any], place: str) -> RoleStatement:
    sort = term["type"]
    if sort in _EXECUTIVE:
        return RoleStatement(sort, _EXECUTIVE[sort], "us", place)
    if sort == "sen":
        return RoleStatement(
            f"sen-{term['state']}-{term['class']}", f"Senator, {term['state']}, class {term['class']}", "senate", place
        )
    seats = None if term["district"] == "-1" else 1
    title = f"Representative, {term['state']}, district {term['district']}"
    return RoleStatement(f"rep-{term['state']}-{term['district']}", title, "house", place, seats=seats)
