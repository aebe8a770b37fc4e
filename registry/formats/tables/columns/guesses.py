"""What each column holds, guessed from its heading; what stands in it can only speak against the guess. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from registry.formats.tables.cell_texts import fold
from registry.formats.tables.columns.profile import (
    Sample,
    looks_like_date,
    looks_like_item,
    looks_like_span,
)
from registry.formats.tables.columns.vocabulary import HEADINGS, OF_SCHEMES

_EITHER = {"name", "nom", "nombre", "nome", "імя"}  # as folded
_DATES = 0.3  # the least share of dates in a column that is read as one
_CLEARLY = 0.6
_MOST = 200  # columns of which the words are looked at

# Words of a longer heading by which it is known, where the column's cells are of that sort.
_START = re.compile(
    r"\b(?:start(?:ed|ing)?|began|beg[iu]n(?:ning)?|commenc\w+|appointed|appointment|assum\w+|took|sworn|entered|"
    r"inaugura\w+|install\w+|from|since|beginn\w*|antritt\w*|ernennung\w*|début|nomination|inicio|nombramiento|inizio|"
    r"nomina|início|posse|nomeação|początk\w*|powołani\w+|objęci\w+|почат\w+|призначен\w+|обран\w+)\b"
)
_END = re.compile(
    r"\b(?:end(?:ed|ing)?|left|leav\w+|depart\w+|ceas\w+|terminat\w+|until|till|to|resign\w+|relinquish\w+|retire\w+|"
    r"ende|ausscheid\w+|ausgeschieden|fin|cessation|cese|término|fine|cessazione|fim|exoneração|koniec|odwołani\w+|"
    r"zakończeni\w+|кін(?:ець|ця)|звільнен\w+|закінчен\w+)\b"
)
_NOT_THEIRS = re.compile(r"\b(?:birth|born|death|died|reason|cause|by|how|why|motif|motivo|grund|причина|updated)\b")


def guessed(headings: Sequence[str], sample: Sample | None = None) -> dict[str, int]:
    """Where each thing stands that a heading names; a heading names one."""
    rows = sample or Sample(())
    places = {fold(heading): place for place, heading in reversed(list(enumerate(headings))) if heading}
    found: dict[str, int] = {}
    for what, names in _names().items():
        place = next((places[name] for name in names if name in places and _may_hold(what, places[name], rows)), None)
        if place is not None:
            found[what] = place
            places = {name: other for name, other in places.items() if other != place}
    _add_by_words(found, headings, rows)
    _add_items(found, headings, rows)
    return _one_name(found, headings)


def _may_hold(what: str, place: int, sample: Sample) -> bool:
    """Whether nothing in the column speaks against it."""
    cells = sample.cells(place)
    if not cells:
        return True
    if what in ("start", "end"):
        return sample.share(place, _could_be_date) >= _DATES
    if what == "span":
        return sample.share(place, looks_like_date) >= _DATES
    if what == "person":
        return sample.share(place, looks_like_item) < _CLEARLY and sample.share(place, looks_like_date) < _CLEARLY
    if what in ("role", "organization"):
        return sample.share(place, looks_like_date) < _CLEARLY and sample.share(place, looks_like_item) < _CLEARLY
    return True


def _could_be_date(text: str) -> bool:
    """Dates, serial days and words such as present and unknown; anything that has a digit or is short."""
    return looks_like_date(text) or bool(re.search(r"\d", text)) or len(text.split()) < 3


def _add_by_words(found: dict[str, int], headings: Sequence[str], sample: Sample) -> None:
    """Longer headings, such as `Term of office Start`; where there are rows, they must be dates."""
    for what, pattern in (("start", _START), ("end", _END)):
        if what in found:
            continue
        for place, heading in enumerate(headings[:_MOST]):
            words = " ".join(re.findall(r"[^\W\d_]+", heading.casefold()))
            taken = place in found.values()
            if taken or not pattern.search(words) or _NOT_THEIRS.search(words):
                continue
            if not sample or sample.share(place, looks_like_date) >= _CLEARLY:
                found[what] = place
                break
    if not {"start", "end", "span"} & found.keys() and sample:
        spans = [
            place
            for place in range(min(len(headings), _MOST))
            if place not in found.values() and headings[place] and sample.share(place, looks_like_span) >= _CLEARLY
        ]
        if len(spans) == 1:
            found["span"] = spans[0]


def _add_items(found: dict[str, int], headings: Sequence[str], sample: Sample) -> None:
    """A column of items beside one of labels, as a query service has them: `?person` and `?personLabel`."""
    if "person_id" in found or "person" not in found or not sample:
        return
    label = fold(headings[found["person"]]).removesuffix("label")
    for place, heading in enumerate(headings):
        is_free = place not in found.values() and fold(heading) in (label, "item", "person", "holder")
        if is_free and sample.share(place, looks_like_item) >= _CLEARLY:
            found["person_id"] = place
            return


def _one_name(found: dict[str, int], headings: Sequence[str]) -> dict[str, int]:
    """A whole name, or its parts: beside a first name, what is headed "Name" is the last name."""
    parts = {"given_name", "family_name"} & found.keys()
    if "person" in found and len(parts) == 1 and fold(headings[found["person"]]) in _EITHER:
        other = "family_name" if "given_name" in parts else "given_name"
        return {(other if what == "person" else what): place for what, place in found.items()}
    return {what: place for what, place in found.items() if what not in parts or "person" not in found}


@cache
def _names() -> dict[str, tuple[str, ...]]:
    everything = {**HEADINGS, **{f"id:{scheme}": names for scheme, names in OF_SCHEMES.items()}}
    return {what: tuple(fold(name) for name in names.split(",")) for what, names in everything.items()}
