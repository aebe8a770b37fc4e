"""unitedstates/congress-legislators: YAML lists of people with their terms. Read only.

https://github.com/unitedstates/congress-legislators#data-dictionary. Full dates; an end may be the day on which the
successor starts; the end of a sitting member's term is the day on which it is due, so it is not taken for an end.
A House seat is state and district (0 = at large, -1 = not known), a Senate seat state and class.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from registry.domain.upstream import Body, Called, Held, Left, Post, Someone, Upstream
from registry.formats.protocol import FormatError, Reading, dataset_of

NAME = "congress-legislators"
TITLE = "unitedstates/congress-legislators YAML"

_BODIES = {"us": "United States", "house": "United States House of Representatives", "senate": "United States Senate"}
_EXECUTIVE = {"prez": "President", "viceprez": "Vice President"}
_HOW = {"election": "elected", "appointment": "appointed", "succession": "ex officio"}
_SCHEMES = ("bioguide", "govtrack", "wikidata", "icpsr", "icpsr_prez")


def recognises(path: Path, head: bytes) -> bool:
    """A list that begins with somebody's ids."""
    return head.startswith(b"- id:\n") and (b"\n    bioguide:" in head or b"\n    govtrack:" in head)


def read(path: Path, reading: Reading) -> Upstream:
    """Every term as a tenure."""
    upstream = Upstream(dataset_of(path, reading))
    upstream.bodies = [Body(key, name, path.name) for key, name in _BODIES.items()]
    posts: dict[str, Post] = {}
    for number, entry in enumerate(_entries(path), 1):
        place = f"{path.name}, person {number}"
        try:
            upstream.people.append(_someone(entry, place))
            terms = list(_terms(entry, place, posts, reading.today))
        except (KeyError, TypeError, AttributeError) as error:
            upstream.left.append(Left(place, f"is not as the format has it: {error!r}"))
            continue
        upstream.rows += len(terms)
        upstream.held += terms
    upstream.posts = list(posts.values())
    return upstream


def _entries(path: Path) -> list[Mapping[str, Any]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C, where there is one, is 15 times faster
    try:
        found = yaml.load(path.read_text("utf-8"), Loader=loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise FormatError(f"{path.name} is no YAML that can be read: {error}") from error
    if not isinstance(found, list):
        raise FormatError(f"{path.name} holds no list of people")
    return found


def _someone(entry: Mapping[str, Any], place: str) -> Someone:
    name, ids = entry["name"], entry["id"]
    full = name.get("official_full") or " ".join(filter(None, (name["first"], name.get("middle"), name["last"])))
    short = f"{name['first']} {name['last']}"
    also = [Called(short)] if short != full else []
    if name.get("nickname"):
        also.append(Called(f"{name['nickname']} {name['last']}"))
    for other in entry.get("other_names", ()):
        first, last = other.get("first", name["first"]), other.get("last", name["last"])
        also.append(Called(f"{first} {last}", "former", start=_day(other.get("start")), end=_day(other.get("end"))))
    identifiers = tuple((scheme, str(ids[scheme])) for scheme in _SCHEMES if ids.get(scheme))
    return Someone(_key(entry), full, place, tuple(also), identifiers, birth=_day(entry.get("bio", {}).get("birthday")))


def _key(entry: Mapping[str, Any]) -> str:
    return str(entry["id"].get("bioguide") or entry["id"]["govtrack"])  # a bioguide only for who sat in Congress


def _day(value: object) -> str | None:
    return None if value is None else str(value)


def _terms(entry: Mapping[str, Any], place: str, posts: dict[str, Post], today: str) -> Iterator[Held]:
    person = _key(entry)
    for number, term in enumerate(entry["terms"], 1):
        post = _post(term, place)
        posts.setdefault(post.key, post)
        end = str(term["end"])
        notes = [f"party: {term['party']}"] if term.get("party") else []
        notes += [f"due to end on {end}"] if end > today else []
        yield Held(
            person,
            post.key,
            f"{place}, term {number}",
            key=f"{person}/{post.key}/{term['start']}",
            start=_day(term["start"]),
            end=None if end > today else end,
            how=_HOW.get(str(term.get("how"))),
            note="; ".join(notes) or None,
        )


def _post(term: Mapping[str, Any], place: str) -> Post:
    sort = term["type"]
    if sort in _EXECUTIVE:
        return Post(sort, _EXECUTIVE[sort], "us", place)
    if sort == "sen":
        return Post(
            f"sen-{term['state']}-{term['class']}", f"Senator, {term['state']}, class {term['class']}", "senate", place
        )
    seats = None if term["district"] == -1 else 1
    title = f"Representative, {term['state']}, district {term['district']}"
    return Post(f"rep-{term['state']}-{term['district']}", title, "house", place, seats=seats)
