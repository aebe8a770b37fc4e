"""What a format cannot say of what is to be written in it, in words. Pure: it is given the counts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from registry.domain.exchange.export_view import OURS, SETTINGS

# As a report calls them: one, several. A field of a further name, or of a source, is lost only where the further
# names, or the sources, are not lost as a whole.
_NOUNS = {
    "tenure": ("tenure", "tenures"),
    "person": ("person", "people"),
    "organization": ("organization", "organizations"),
    "role": ("role", "roles"),
    "name of person": ("further name of people", "further names of people"),
    "name of organization": ("further name of organizations", "further names of organizations"),
    "name of role": ("further title of roles", "further titles of roles"),
    "detail": ("tenure", "tenures"),
    "date": ("tenure", "tenures"),
    "source": ("source", "sources"),
    "citation": ("citation", "citations"),
}
_FIELDS = {
    "also": "further names", "cited": "sources", "post": "role", "how": "way in", "published": "date of publication",
    "accessed": "date of access", "supports": "supported fields", "observed": "day observed", "says": "other claim",
}  # fmt: skip
_SHOWN = 3


class FieldCoverage(NamedTuple):
    """`fields`: NOUN.FIELD -> of how many things it says something; `ours`: how many rows of what is in OURS."""

    fields: Mapping[str, int]
    ours: Mapping[str, int]


def can_say(said: FieldCoverage, says: Collection[str]) -> list[str]:
    """The fields of `said` for which a format has a place."""
    return [name for name in said.fields if _has_place(name, says)]


def losses(
    said: FieldCoverage, dates: Mapping[str, int], says: Collection[str], says_date: Callable[[str], bool]
) -> tuple[str, ...]:
    """What is lost. `dates`: the texts of the fields that the format can say, and how often each is there; not days."""
    return (*_fields(said, says), *_dates(dates, says_date), *_ours(said, says))


def counted(count: int, one: str, several: str) -> str:
    """A number of things."""
    return f"{count:,} {one if count == 1 else several}"


def _fields(said: FieldCoverage, says: Collection[str]) -> Iterator[str]:
    for name in sorted(said.fields, key=lambda name: (list(_NOUNS).index(name.rpartition(".")[0]), name)):
        noun, _, field = name.rpartition(".")
        if said.fields[name] and not _has_place(name, says) and _is_there(noun, says):
            what = f"date {field}" if noun == "date" else _FIELDS.get(field, field.replace("_", " "))
            yield f"{what} of {counted(said.fields[name], *_NOUNS[noun])}"


def _has_place(name: str, says: Collection[str]) -> bool:
    noun, _, field = name.rpartition(".")
    kind = "name" if noun.startswith("name of ") else "source" if noun == "citation" else noun
    return f"{kind}.{field}" in says and _is_there(noun, says)


def _is_there(noun: str, says: Collection[str]) -> bool:
    """Whether the format has a place for such things at all."""
    if noun.startswith("name of "):
        return f"{noun.removeprefix('name of ')}.also" in says
    return noun not in ("source", "citation") or "tenure.cited" in says


def _dates(dates: Mapping[str, int], says_date: Callable[[str], bool]) -> Iterator[str]:
    unsaid = {text: count for text, count in dates.items() if not says_date(text)}
    if unsaid:
        often = sorted(unsaid, key=lambda text: (-unsaid[text], text))
        total = counted(sum(unsaid.values()), "date that is", "dates that are")
        yield f"{total} more precise or more doubtful than the format can hold, such as {', '.join(often[:_SHOWN])}"


def _ours(said: FieldCoverage, says: Collection[str]) -> Iterator[str]:
    return _counted(said, OURS.keys() - SETTINGS - set(says))


def settings(said: FieldCoverage, says: Collection[str]) -> tuple[str, ...]:
    """What the format has no place for and nobody will miss in it."""
    return tuple(_counted(said, SETTINGS - set(says)))


def _counted(said: FieldCoverage, names: Collection[str]) -> Iterator[str]:
    return (counted(said.ours[name], *words) for name, words in OURS.items() if name in names and said.ours[name])
