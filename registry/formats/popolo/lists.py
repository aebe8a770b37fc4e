"""The lists of a Popolo document: each entry with where it stands, and what is unfit to be one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from registry.domain.exchange.statements import SkippedStatement
from registry.domain.names.text_hygiene import shown
from registry.formats.popolo.embedded import in_one_language, inside, is_repeated
from registry.formats.popolo.parts import Entry, entries, text_of

_NOUNS = {"persons": "person", "organizations": "organization", "posts": "post", "memberships": "membership"}


class Placed(NamedTuple):
    place: str
    entry: Entry


class Lists(NamedTuple):
    """A document, and the name of its file."""

    name: str
    document: Mapping[str, Any]

    def by_id(self, part: str) -> dict[str, Placed]:
        """Each that can be referred to; of several with one id the first."""
        found: dict[str, Placed] = {}
        for place, each in self._listed(part):
            if _fault(part, each) is None:
                found.setdefault(str(text_of(each["id"])), Placed(place, each))
        return found

    def unfit(self) -> Iterator[SkippedStatement]:
        """What `by_id` leaves out, and what is not a membership."""
        for part in _NOUNS:
            met: set[str | None] = set()
            for place, each in self._listed(part):
                fault = _fault(part, each)
                if fault is None and part != "memberships":
                    key = text_of(each["id"])
                    fault = "repeats an earlier id" if key in met else None
                    met.add(key)
                if fault:
                    yield SkippedStatement(place, fault)

    def memberships(self) -> Iterator[Placed]:
        """Those of the document, and those that stand inside its persons, organizations and posts."""
        yield from (Placed(place, each) for place, each in self._listed("memberships") if isinstance(each, dict))

    def _listed(self, part: str) -> Iterator[tuple[str, Any]]:
        found = self.document.get(part)
        for number, each in enumerate(found if isinstance(found, list) else [], 1):
            key = text_of(each.get("id")) if isinstance(each, dict) else None
            yield f"{self.name}, {_NOUNS[part]} {number}" + (f" ({key})" if key else ""), in_one_language(each)
        own = entries(found)
        for place, each in inside(self.document, part, self.name):
            if not (own and is_repeated(each, own)):
                yield place, in_one_language(each)


def _fault(part: str, each: Any) -> str | None:
    """Why nothing can refer to it."""
    if not isinstance(each, dict):
        return f"{shown(each)} is not a valid {_NOUNS[part]}"
    if part != "memberships" and not text_of(each.get("id")):
        return "has no id"
    if part == "organizations" and not text_of(each.get("name")) and text_of(each.get("classification")) != "party":
        return "has no name"
    return None
