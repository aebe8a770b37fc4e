"""Which column of a table holds what: by its heading, or as somebody says. Pure.

What a column can hold has a name of ours; `id:SCHEME` is an identifier of the person in that scheme, `ignored` a column
that is left out. A value that begins with = holds for every row, so that ("role", "=President") needs no column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from registry.domain.names.text_hygiene import one_line, quoted, shown
from registry.formats.documents import FormatError
from registry.formats.tables.cell_texts import fold
from registry.formats.tables.columns.details import DETAIL_COLUMNS, detail_of, heading_of
from registry.formats.tables.columns.guesses import MOST_COLUMNS, guessed, person_by_content, person_by_role
from registry.formats.tables.columns.profile import Sample, looks_like_body, looks_like_holder
from registry.formats.tables.columns.unread import refuse_full_columns
from registry.formats.tables.columns.vocabulary import HEADINGS, OF_A_SOURCE

__all__ = ["IGNORED", "Columns", "columns_among", "fold", "guessed", "looks_like_headings"]

IGNORED = "ignored"
_SCHEME = re.compile(r"id:[a-z][a-z0-9_.-]{0,49}")
_NEEDED = (
    ("person", ("person", "given_name", "family_name")),
    ("role", ("role",)),
    ("organization", ("organization",)),
    ("start or the end", ("start", "end", "span")),
)
_FEW = 2  # headings by which a line is known for the heading of a table


@dataclass(frozen=True, slots=True)
class Columns:
    """`at`: where in a row each thing stands; `constants`: what every row has; `told`: both, and what is not read.

    `grouped`: what the heading rows of groups say of the rows below them (the organization or the role).
    `by_content`: the heading of the column that was taken for the people by what stands in it, None if it was another.
    """

    at: Mapping[str, int]
    constants: Mapping[str, str]
    told: tuple[tuple[str, str], ...]
    grouped: str | None = None
    by_content: str | None = None

    def has(self, what: str) -> bool:
        """Whether anything is said of it."""
        return what in self.at or what in self.constants or what == self.grouped

    def schemes(self) -> list[str]:
        """Those in which the people have identifiers in columns of their own."""
        return [what.removeprefix("id:") for what in (*self.at, *self.constants) if what.startswith("id:")]


def looks_like_headings(cells: Sequence[str]) -> bool:
    """Whether enough of them are headings that are known."""
    return len(guessed([cell.strip() for cell in cells])) >= _FEW


def columns_among(
    headings: Sequence[str],
    overrides: Sequence[tuple[str, str]],
    file: str,
    rows: Sequence[Sequence[str]] = (),
    *,
    has_groups: bool = False,
) -> Columns:
    """Which column holds what; `overrides`, pairs of what and heading, win over the guess; `rows`: some below.

    Raises FormatError for an override that cannot be, where not enough is known for a row to be a tenure, and for a
    column full of dates or names that is not read and not dismissed.
    """
    if len(headings) > MOST_COLUMNS:
        raise FormatError(f"{file} has {len(headings)} columns, and a table can have {MOST_COLUMNS}; leave some out")
    _refuse_twins(headings, file)
    sample = Sample(rows)
    said: dict[str, int] = {}
    constants: dict[str, str] = {}
    left_out: set[int] = set()
    for what, heading in overrides:
        _refuse_unknown(what)
        place = None if heading.startswith("=") else _place(headings, what, heading, file)
        if what == IGNORED:
            left_out |= set() if place is None else {place}
        elif place is None:
            constants[what] = heading[1:]
        else:
            said[what] = place
    taken = {*said.values(), *left_out}
    guess = guessed(["" if place in taken else heading for place, heading in enumerate(headings)], sample)
    settled = {*constants, *_instead({*said, *constants})}
    at = {**{what: place for what, place in guess.items() if what not in settled}, **said}
    constants = {what: value for what, value in constants.items() if what not in said}
    if not {"source", "source_title"} & {*at, *constants}:
        at = {what: place for what, place in at.items() if what in said or what not in OF_A_SOURCE}
    if {"start", "end"} & {*at, *constants} and "span" not in said:
        at.pop("span", None)
    by_content = None
    if not {"person", "given_name", "family_name"} & {*at, *constants}:
        taken = {*at.values(), *left_out}
        who = person_by_content(headings, taken, sample)
        if who is None and "role" in constants:
            who = person_by_role(headings, taken, sample, constants["role"])
        if who is not None:
            at["person"], by_content = who, headings[who]
    at = {**_of_details(headings, {*at.values(), *left_out}), **at}
    told = tuple(_told(headings, at, constants))
    found = Columns(at, constants, told, _grouped(at, constants, has_groups), by_content)
    _refuse_too_few(found, headings, file, sample)
    refuse_full_columns(headings, {*at.values(), *left_out}, sample, file, {*at, *constants})
    return found


def _of_details(headings: Sequence[str], taken: set[int]) -> dict[str, int]:
    """The columns of details of a tenure, such as its party, among those that hold nothing else."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        field = detail_of(heading) if place not in taken else None
        if field:
            found.setdefault(heading_of(field), place)
    return found


def _grouped(at: Mapping[str, int], constants: Mapping[str, str], has_groups: bool) -> str | None:
    """What is missing in the columns, and so is said by the heading rows of groups."""
    missing = [what for what in ("organization", "role") if what not in at and what not in constants]
    return missing[0] if has_groups and len(missing) == 1 else None


def _instead(said: set[str]) -> set[str]:
    """What is not to be guessed where this is said: a whole name or its parts."""
    parts = {"given_name", "family_name"}
    return parts if "person" in said else {"person"} if parts & said else set()


def _told(headings: Sequence[str], at: Mapping[str, int], constants: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for what in (*HEADINGS, *DETAIL_COLUMNS, *sorted(what for what in (*at, *constants) if what.startswith("id:"))):
        if what in at:
            yield what, headings[at[what]]
        elif what in constants:
            yield what, f"={constants[what]}"
    read = set(at.values())
    yield from ((IGNORED, heading) for place, heading in enumerate(headings) if place not in read)


def _refuse_twins(headings: Sequence[str], file: str) -> None:
    twins = sorted(heading for heading, times in Counter(headings).items() if times > 1)
    if twins:
        raise FormatError(f"{file} has the heading {shown(twins[0])} more than once; give each column its own")


def _refuse_unknown(what: str) -> None:
    if what in HEADINGS or what in DETAIL_COLUMNS or what == IGNORED or _SCHEME.fullmatch(what):
        return
    near = list(guessed([what])) or get_close_matches(what, [*HEADINGS, *DETAIL_COLUMNS, IGNORED], 3, 0.5)
    meant = f"did you mean {' or '.join(near)}? It" if near else "it"
    raise FormatError(
        f"{shown(what)} is not known as the content of a column; {meant} can be {', '.join(HEADINGS)}, "
        f"a detail of the tenure ({', '.join(DETAIL_COLUMNS)}), id:SCHEME for an "
        f"identifier, or {IGNORED}"
    )


def _place(headings: Sequence[str], what: str, heading: str, file: str) -> int | None:
    """None: a column that is to be ignored is not there any more."""
    if heading in headings:
        return headings.index(heading)
    alike = [place for place, other in enumerate(headings) if fold(other) == fold(heading)]
    if len(alike) == 1:
        return alike[0]
    if what == IGNORED:
        return None
    near = get_close_matches(heading, headings, 3, 0.5)
    meant = f"did you mean {' or '.join(map(shown, near))}?" if near else f"there are {_listed(headings)}."
    raise FormatError(
        f"{file} has no column {shown(heading)} for the {what}; {meant} Say which it is with --column {what}=HEADING, "
        f"or with --column {what}== that there is none"
    )


def _refuse_too_few(found: Columns, headings: Sequence[str], file: str, sample: Sample) -> None:
    missing = [name for name, whats in _NEEDED if not any(found.has(what) for what in whats)]
    if not missing:
        return
    if {"field", "value"} <= {fold(heading) for heading in headings}:
        hint = "each row holds one field of a tenure; a table needs one row per tenure, with its start and end"
    else:
        hint = f"name it with {', '.join(_how_to_say(name, found, headings, sample) for name in missing)}"
    ids = _of_ids(found, headings, sample)
    raise FormatError(
        f"{file}: no column holds the {', the '.join(missing)}; {hint}{ids}; the headings are {_listed(headings)}"
    )


def _how_to_say(name: str, found: Columns, headings: Sequence[str], sample: Sample) -> str:
    """The option that says it, with the heading where one is likely."""
    what = name.split()[0]
    free = [place for place in range(len(headings)) if place not in found.at.values()]
    if what == "person":
        likely = [place for place in free if sample.share(place, looks_like_holder) > 0.5]
        return f"--column {quoted(f'person={headings[likely[0]]}') if likely else 'person=HEADING'}"
    if what == "start":
        return "--column start=HEADING and --column end=HEADING"
    option = f"{what}==VALUE"
    if what == "organization":
        likely = [place for place in free if sample.share(place, looks_like_body) > 0.5]
        return (
            f"--column {quoted(f'organization={headings[likely[0]]}') if likely else 'organization=HEADING'} "
            "(or one value for every row with --column organization==VALUE)"
        )
    if what == "role" and found.by_content:  # the heading of the names is the title they had
        title = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", found.by_content).strip()
        option = quoted(f"role=={title}") if title else option
    return f"--column {what}=HEADING (or one value for every row with --column {option})"


def _of_ids(found: Columns, headings: Sequence[str], sample: Sample) -> str:
    """A table of ids is one of several that belong together."""
    ids = [heading for heading in headings if re.search(r"(?i)(?:.[_ ]|[a-z])id$", heading) and fold(heading) != "id"]
    if len(ids) < 2 or (found.has("person") and found.has("role")):
        return ""
    return (
        f"; {' and '.join(ids[:3])} are ids without names: import the folder in which this table stands with those "
        "that have the names"
    )


def _listed(headings: Sequence[str]) -> str:
    return one_line(", ".join(headings), 500)
