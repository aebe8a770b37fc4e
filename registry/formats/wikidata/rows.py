"""The rows of a SPARQL result about P39 statements: which variable holds what, and what a cell says. Pure.

Names of variables are compared without regard to case and underscores. The label of ?item is ?itemLabel, the precision
of ?start ?startPrecision or ?start_precision.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from registry.domain.dates.bounds import UNKNOWN
from registry.formats.documents import FormatError
from registry.formats.wikidata.time import edtf_of

ACTING = "Q4676846"
# What a variable may be called, first the name in the query of docs/formats/wikidata.md.
NAMES = {
    "person": "item person holder politician officeholder",
    "birth": "birth birthdate dateofbirth dob p569",
    "death": "death deathdate dateofdeath dod p570",
    "position": "position role office post",
    "inception": "inception p571",
    "abolition": "abolition abolished dissolved p576",
    "statement": "statement posn positionstatement held",
    "rank": "rank",
    "start": "start startdate starttime p580",
    "end": "end enddate endtime p582",
    "earliest": "earliest earliestdate p1319",
    "latest": "latest latestdate p1326",
    "replaces": "replaces p1365 p155 prev previous predecessor",
    "replacedBy": "replacedby p1366 p156 next successor",
    "acting": "acting isacting",
    "nature": "nature natureofstatement p5102 p2868",
    "circumstances": "circumstances sourcingcircumstances p1480",
    "cause": "cause endcause p1534",
    "electedIn": "electedin election p2715",
    "ordinal": "ordinal seriesordinal p1545",
    "term": "term parliamentaryterm p2937",
    "cabinet": "cabinet p5054",
    "district": "district electoraldistrict constituency p768",
    "group": "group parliamentarygroup p4100",
    "organization": "organization organisation body p2389",
    "partOf": "partof p361",
    "jurisdiction": "jurisdiction p1001",
    "country": "country p17",
    "url": "refurl referenceurl url p854",
    "statedIn": "statedin p248",
    "title": "reftitle p1476",
    "publisher": "publisher p123",
    "published": "published publicationdate p577",
    "retrieved": "retrieved accessed p813",
    "archive": "archive archiveurl p1065",
    "page": "page pages p304",
    "quote": "quote quotation p1683",
}
_ENDINGS = ("label", "precision", "calendar", "description", "altlabel")  # of a variable beside another
_ENTITY = re.compile(r"(?:.*/)?(Q[1-9][0-9]*)")


class Item(NamedTuple):
    """`id`: the Q-number; None = a plain text. `label`: the text, or what the item is called."""

    id: str | None
    label: str
    language: str | None = None


class Variables:
    """Which of the variables hold what; `columns`: what the caller says of it, before the names above."""

    def __init__(self, names: Sequence[str], columns: Mapping[str, str], file: str) -> None:
        known = {_plain(name): name for name in names}
        self._of = {
            what: [known[each] for each in f"{_plain(columns.get(what, ''))} {synonyms}".split() if each in known]
            for what, synonyms in NAMES.items()
        }
        self._known = known
        missing = [what for what in ("person", "position") if not self._of[what]]
        if missing:
            wanted = " and ".join(f"{what} (?{NAMES[what].split()[0]})" for what in missing)
            raise FormatError(f"{file} has no variable for {wanted}, only {', '.join(names) or 'none'}; rename them")

    def of(self, what: str) -> list[str]:
        return self._of[what]

    def are_read(self, name: str) -> bool:
        """Whether the variable holds something that is read, or says more of one that does."""
        plain = _plain(name)
        for ending in ("", *_ENDINGS):
            bare = plain.removesuffix(ending) if ending else plain
            if any(_plain(each) == bare for each in chain.from_iterable(self._of.values())) or bare in self._of:
                return True
        return False

    def beside(self, variable: str, what: str, ending: str) -> str | None:
        """The variable that says more of this one: its label, its precision."""
        return self._known.get(f"{_plain(variable)}{ending}") or self._known.get(f"{_plain(what)}{ending}")


def _plain(name: str) -> str:
    return name.replace("_", "").lstrip("?").lower()


class Row:
    """One solution. `number`: from 1."""

    def __init__(self, binding: Mapping[str, Any], variables: Variables, number: int) -> None:
        self._cells = {name: _cell(value) for name, value in binding.items()}
        self._variables = variables
        self.number = number

    def unread(self) -> dict[str, str]:
        """What is bound and nothing reads."""
        found = {name: cell["value"] for name, cell in self._cells.items() if cell}
        return {name: value for name, value in found.items() if not self._variables.are_read(name)}

    def _bound(self, what: str) -> Iterable[tuple[str, Mapping[str, str]]]:
        for variable in self._variables.of(what):
            if self._cells.get(variable):
                yield variable, self._cells[variable]

    def text(self, what: str) -> str | None:
        return next((cell["value"] for _, cell in self._bound(what)), None)

    def items(self, what: str) -> list[Item]:
        """What each variable for it holds, but not what is only said to exist."""
        found = []
        for variable, cell in self._bound(what):
            if _unknown(cell):
                continue
            match = _ENTITY.fullmatch(cell["value"])
            label = self._cells.get(self._variables.beside(variable, what, "label") or "") or cell
            name = match[1] if match and label is cell else label["value"]
            found.append(Item(match[1] if match else None, name, label.get("xml:lang")))
        return found

    def item(self, what: str) -> Item | None:
        return next(iter(self.items(what)), None)

    def date(self, what: str) -> str | None:
        """As EDTF; XXXX = there is one, and it is not known. Raises DateError."""
        for variable, cell in self._bound(what):
            if _unknown(cell):
                return UNKNOWN
            precision = self._cells.get(self._variables.beside(variable, what, "precision") or "")
            return edtf_of(cell["value"], precision["value"] if precision else None)
        return None

    @property
    def acting(self) -> bool:
        said = {cell["value"].rsplit("/", 1)[-1].lower() for _, cell in self._bound("acting")}
        items = {item.id for what in ("nature", "circumstances") for item in self.items(what)}
        return bool(said & {"true", "1", "yes", ACTING.lower()}) or ACTING in items


def _cell(value: Any) -> dict[str, str]:
    """A cell of the standard, or the bare text that the query service's own download has; empty = not bound."""
    given = value if isinstance(value, dict) else {"value": value}
    if given.get("value") in (None, "") or isinstance(given["value"], dict | list):
        return {}
    cell = {name: str(each) for name, each in given.items()}
    return {} if "/prop/novalue/" in cell["value"] else cell  # stated to have none: as good as not stated


def _unknown(cell: Mapping[str, str]) -> bool:
    """A blank node, or what the query service makes of one."""
    return cell.get("type") == "bnode" or "/.well-known/genid/" in cell["value"] or cell["value"].startswith("_:")
