"""QuickStatements, version 1: a line a statement of P39, tabs between the cells. Write only.

https://www.wikidata.org/wiki/Help:QuickStatements. Only what Wikidata has items for can be said. QuickStatements adds
to a statement that is there already for the same person and position; `!P39` makes another one, which a second tenure
of the same role needs, as the dates of both would else stand at one statement.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from registry.domain.exchange.export_view import ExportView
from registry.domain.exchange.statements import (
    CitationStatement,
    PersonStatement,
    RoleStatement,
    SkippedStatement,
    TenureStatement,
)
from registry.formats.tenure_details import whole_details
from registry.formats.wikidata.rows import ACTING
from registry.formats.wikidata.statements import DIED
from registry.formats.wikidata.time import time_of

NAME = "quickstatements"
CIRCUMSTANCES, CIRCA = "P1480", "Q5727902"  # of the statement as a whole, as there is none for one of its dates
TITLE = "QuickStatements for Wikidata: positions held (P39)"
SUFFIX = ".txt"
SAYS = frozenset({
    "person.identifiers", "role.identifiers",
    "tenure.person", "tenure.post", "tenure.start", "tenure.end", "tenure.kind", "tenure.replaces", "tenure.cited",
    "detail.ordinal",
    "source.source", "source.published", "source.accessed", "source.archive_url",
})  # fmt: skip


def says_date(text: str) -> bool:
    """A day, a month, a year, a decade, a century, each also as about then; and one that is not known (somevalue)."""
    return time_of(text.removesuffix("~")) is not None


def write(picture: ExportView, path: Path) -> Sequence[SkippedStatement]:
    """Every accepted tenure whose person and role have a Q-number."""
    left: list[SkippedStatement] = []
    people = _items(picture.people)
    posts = _items(picture.posts)
    replaced = {held.replaces for held in picture.held if held.replaces}
    before: dict[str | None, str | None] = {held.key: held.person for held in picture.held if held.key in replaced}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for post, tenures in groupby(picture.held, key=lambda held: held.post):
            here = list(tenures)
            times = Counter(held.person for held in here if held.status == "accepted")
            for held in here:
                slug, person = str(held.key), people.get(held.person)
                why = _why_not(held, person, posts.get(post))
                if why:
                    left.append(SkippedStatement(slug, why))
                    continue
                previous = before.get(held.replaces)
                if held.replaces and not people.get(previous):
                    left.append(
                        SkippedStatement(slug, f"whom it replaces: {previous or 'a vacancy'} has no Wikidata item")
                    )
                again = times[held.person] > 1
                cells = [str(person), "!P39" if again else "P39", posts[post], *_qualifiers(held)]
                cells += _ordinal(held, left) if held.details else ()
                cells += ["P1365", people[previous]] if previous in people else []
                file.write("\t".join([*cells, *_sources(held.cited, slug, left)]) + "\n")
    return left


def _items(given: Iterable[PersonStatement | RoleStatement]) -> dict[str | None, str]:
    """By slug, the Q-number; of two the first."""
    found: dict[str | None, str] = {}
    for each in given:
        for scheme, value in each.identifiers:
            if scheme == "wikidata" and re.fullmatch("Q[1-9][0-9]*", value):
                found.setdefault(each.key, value)
    return found


def _why_not(held: TenureStatement, person: str | None, post: str | None) -> str | None:
    if held.person is None:
        return "a vacancy: a statement needs a holder"
    if held.status != "accepted":
        return f"it is {held.status}, and a statement would give it as a fact"
    if person is None:
        return f"the person {held.person} has no identifier wikidata"
    return f"the role {held.post} has no identifier wikidata" if post is None else None


def _qualifiers(held: TenureStatement) -> Iterator[str]:
    dates = (("P580", held.start), ("P582", held.end))
    for name, date in dates:
        value = time_of(date.removesuffix("~")) if date else None
        if value:
            yield from (name, value)
    if any(date and date.endswith("~") and time_of(date[:-1]) for _, date in dates):
        yield from (CIRCUMSTANCES, CIRCA)
    if held.kind == "acting":
        yield from ("P5102", ACTING)
    if held.end_reason == "died":
        yield from ("P1534", DIED)


def _ordinal(held: TenureStatement, left: list[SkippedStatement]) -> Iterator[str]:
    """Parties, groups, areas and terms are items of their own, of which the registry has the name alone."""
    ordinal = whole_details(held, ("ordinal",), left).get("ordinal")
    if ordinal:
        yield from ("P1545", '"' + re.sub(r'[\s"|“”]+', " ", ordinal) + '"')


def _sources(cited: Sequence[CitationStatement], slug: str, left: list[SkippedStatement]) -> Iterator[str]:
    """Each source is a group of its own: ! begins one."""
    begun: set[str] = set()
    for each in cited:
        if not each.source.startswith(("http://", "https://")):
            left.append(
                SkippedStatement(slug, f"its source {each.source!r}: the format has a place only for web addresses")
            )
        elif each.source not in begun:
            yield from (f"{'!' if begun else ''}S854", _address(each.source))
            begun.add(each.source)
            for name, date in (("S577", each.published), ("S813", each.accessed)):
                value = time_of(date) if date else None
                if value:
                    yield from (name, value)
            if each.archive_url:
                yield from ("S1065", _address(each.archive_url))


def _address(url: str) -> str:
    """In quotation marks, for which there is no escape; | parts cells and || lines, as does what is white."""
    return '"' + re.sub(r'[\s"|“”]', lambda found: quote(found[0]), url) + '"'
