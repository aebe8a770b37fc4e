"""Which columns are derived from which texts: the days that a date can mean, and the key by which a name is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from registry.domain.dates.bounds import Bounds, bounds_of, open_bounds
from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.evidence.urls import address_key
from registry.domain.names.keys import name_key, title_key


class Derived(NamedTuple):
    """`columns` are `compute` of the `texts`, in this order."""

    columns: tuple[str, ...]
    texts: tuple[str, ...]
    compute: Callable[..., tuple[str | None, ...]]


def _key(name: str, fold: Callable[[str], str]) -> Derived:
    return Derived(("name_key",), (name,), lambda text: (fold(text),))


def _days(*events: str, compute: Callable[..., tuple[str | None, ...]]) -> Derived:
    days = tuple(f"{event}_{side}" for event in events for side in ("earliest", "latest"))
    return Derived(days, tuple(f"{event}_date" for event in events), compute)


def _span(start: str, end: str, read: Callable[..., Bounds] = bounds_of) -> Derived:
    def bounds(first: str | None, last: str | None) -> tuple[str, ...]:
        for text in (first, last):
            if text == "":  # unknown is null; an empty text is a slip of another program
                read_edtf(text)
        return read(first, last, (start, end))

    return _days(start, end, compute=bounds)


def _claimed(says: str | None, supports: str | None) -> tuple[str | None, str | None]:
    """The bounds of a claimed start or end."""
    return widened(read_edtf(says)) if says is not None and supports in ("start", "end") else (None, None)


def _published(text: str | None) -> tuple[str | None, str | None]:
    return (None, None) if text is None else widened(read_edtf(text))


DERIVED: Mapping[str, tuple[Derived, ...]] = {
    "people": (_key("name", name_key), _span("birth", "death")),
    "person_names": (_key("name", name_key),),
    "organizations": (_key("name", title_key), _span("inception", "dissolution")),
    "organization_names": (_key("name", title_key),),
    "organization_relations": (_span("start", "end", open_bounds),),
    "roles": (_key("title", title_key), _span("inception", "abolition")),
    "role_names": (_key("name", title_key),),
    "role_relations": (_span("start", "end", open_bounds),),
    "appointments": (_span("start", "end"),),
    "appointment_details": (_span("start", "end", open_bounds),),
    "appointment_dates": (_days("on", compute=_published),),
    "sources": (
        _days("published", compute=_published),
        Derived(("url_key",), ("url",), lambda url: (None if url is None else address_key(url),)),
    ),
    "citations": (Derived(("says_earliest", "says_latest"), ("says", "supports"), _claimed),),
}


def derived(table: str, row: Mapping[str, object]) -> dict[str, object]:
    """The value of each derived column of a row with these texts; none for a table that has no such column.

    Raises DateError for a text that is no date, TenureError for an end before its start.
    """
    values: dict[str, object] = {}
    for each in DERIVED.get(table, ()):
        values |= zip(each.columns, each.compute(*[row[text] for text in each.texts]), strict=True)
    return values
