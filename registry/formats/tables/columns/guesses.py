"""What each column holds, guessed from its heading; what stands in it can only speak against the guess. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from registry.formats.tables.cell_texts import fold
from registry.formats.tables.columns.not_kept import field_not_kept, may_be_office
from registry.formats.tables.columns.profile import (
    Sample,
    looks_like_body,
    looks_like_date,
    looks_like_holder,
    looks_like_item,
    looks_like_people,
    looks_like_span,
)
from registry.formats.tables.columns.vocabulary import HEADINGS, OF_SCHEMES

_EITHER = {"name", "nom", "nombre", "nome", "імя"}  # as folded
_DATES = 0.3  # the least share of dates in a column that is read as one
_CLEARLY = 0.6
_FULL = 0.8
MOST_COLUMNS = 2_000  # more is not a table of tenures, and each is looked for among all
_MOST = 200  # columns of which the words are looked at

# Words of a longer heading by which it is known, where the column's cells are of that sort.
_START = re.compile(
    r"\b(?:start(?:ed|ing)?|began|beg[iu]n(?:ning)?|commenc\w+|appointed|appointment|assum\w+|took|sworn|entered|"
    r"inaugura\w+|install\w+|institut\w+|effective|from|since|beginn\w*|antritt\w*|ernennung\w*|début|nomination|inicio|nombramiento|inizio|"
    r"nomina|início|posse|nomeação|początk\w*|powołani\w+|objęci\w+|почат\w+|призначен\w+|обран\w+)\b"
)
_END = re.compile(
    r"\b(?:end(?:ed|ing)?|expir\w+|separat\w+|left|leav\w+|depart\w+|ceas\w+|terminat\w+|until|till|to|resign\w+|relinquish\w+|retire\w+|"
    r"ende|ausscheid\w+|ausgeschieden|fin|cessation|cese|término|fine|cessazione|fim|exoneração|koniec|odwołani\w+|"
    r"zakończeni\w+|кін(?:ець|ця)|звільнен\w+|закінчен\w+)\b"
)
_SOMEBODYS_NAME = re.compile(r"name of (?:the )?\w+|\w+ (?:full )?name")
_SOMEBODYS_TITLE = re.compile(
    r"(?:title of (?:the )?\w+|(?:officer|official|holder|member|employee|staff|person) (?:title|role|post))"
)
_ELECTED = frozenset({"elected", "dateelected", "electedon", "dateofelection", "electiondate", "firstelected"})
_NUMBERED = re.compile(r"\d{1,3}(?:st|nd|rd|th|º|ª|\.)\s")
_NOT_THEIRS = re.compile(r"\b(?:birth|born|reason|cause|by|how|why|motif|motivo|grund|причина|updated)\b")


def guessed(headings: Sequence[str], sample: Sample | None = None) -> dict[str, int]:
    """Where each thing stands that a heading names; a heading names one. Only the first MOST_COLUMNS are looked at."""
    headings = headings[:MOST_COLUMNS]
    rows = sample or Sample(())
    places = _by_fold(headings)
    found: dict[str, int] = {}
    for what, names in _names().items():
        place = next((places[name] for name in names if name in places and _may_hold(what, places[name], rows)), None)
        if place is not None:
            found[what] = place
            places = {name: other for name, other in places.items() if other != place}
    _add_by_words(found, headings, rows)
    _add_by_last_word(found, headings, rows)
    _add_items(found, headings, rows)
    return _one_name(found, headings)


def _by_fold(headings: Sequence[str]) -> dict[str, int]:
    """Where each heading stands, as folded; also without what stands in brackets: `Name (Born–Died)`, `Start (ISO)`."""
    backwards = list(reversed(list(enumerate(headings))))
    whole = {fold(heading): place for place, heading in backwards if heading}
    bare = {fold(_bare(heading)): place for place, heading in backwards if heading}
    return {name: place for name, place in {**bare, **whole}.items() if name}


def _bare(heading: str) -> str:
    """Without brackets, and without the word that marks a query's labels."""
    return re.sub(r"(?<=[^\W_])[_ ]?[Ll]abel$", "", re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*", " ", heading).strip())


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
    if what == "organization" and sample.share(place, _is_numbered) >= _DATES:  # 1st Robertswood: a cabinet
        return False
    if what in ("role", "organization"):
        return sample.share(place, looks_like_date) < _CLEARLY and sample.share(place, looks_like_item) < _CLEARLY
    return True


def _is_numbered(text: str) -> bool:
    return _NUMBERED.match(text) is not None and not looks_like_body(text)


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
    if "start" not in found and "span" not in found and sample:
        elected = next((place for place, heading in enumerate(headings) if fold(_bare(heading)) in _ELECTED), None)
        if elected is not None and elected not in found.values() and sample.share(elected, looks_like_date) >= _CLEARLY:
            found["start"] = elected
    if not {"start", "end", "span"} & found.keys() and sample:
        spans = [
            place
            for place in range(min(len(headings), _MOST))
            if place not in found.values() and headings[place] and sample.share(place, looks_like_span) >= _CLEARLY
        ]
        if len(spans) == 1:
            found["span"] = spans[0]


def _add_by_last_word(found: dict[str, int], headings: Sequence[str], sample: Sample) -> None:
    """`Officer name`, `Name of the minister`, `Officer title`."""
    if not sample:
        return
    for what, pattern, is_so in (("person", _SOMEBODYS_NAME, looks_like_holder), ("role", _SOMEBODYS_TITLE, None)):
        if what in found or (what == "person" and {"given_name", "family_name"} & found.keys()):
            continue
        places = [
            place
            for place, heading in enumerate(headings[:_MOST])
            if place not in found.values()
            and pattern.fullmatch(" ".join(re.findall(r"[^\W\d_]+", _bare(heading).casefold())))
            and (is_so is None or sample.share(place, is_so) >= _CLEARLY)
        ]
        if len(places) == 1:
            found[what] = places[0]


def person_by_content(headings: Sequence[str], taken: set[int], sample: Sample) -> int | None:
    """The one column that is full of people, of those that are not `taken`; None if there is none, or several.

    `Premier` and `President` head the holders where no other column does, else those who appointed them.
    """
    full = [
        place
        for place, heading in enumerate(headings)
        if place not in taken
        and heading
        and sample.share(place, looks_like_holder) >= _FULL
        and sample.share(place, looks_like_people) >= _DATES
    ]
    unknown = [place for place in full if not field_not_kept(headings[place])]
    offices = [place for place in full if may_be_office(headings[place])]
    found = unknown or offices
    return found[0] if len(found) == 1 else None


def person_by_role(headings: Sequence[str], taken: set[int], sample: Sample, role: str) -> int | None:
    """The one column that is headed as the role that every row has, such as `Prior`; None if there is none."""
    title = fold(_bare(role))
    found = []
    for place, heading in enumerate(headings[:_MOST]):
        name = fold(_bare(heading))
        is_title = len(name) > 3 and (title.startswith(name) or name.startswith(title))
        if place not in taken and is_title and sample.share(place, looks_like_date) < _DATES:
            found.append(place)
    return found[0] if len(found) == 1 else None


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
