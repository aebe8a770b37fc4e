"""Several people in one cell: who holds an office at once, and what only looks so. Pure.

Names with `and`, `y`, `und` in them stay whole: Úrsula Castromonte y Vigil is one person.
"""

from __future__ import annotations

import re

from registry.domain.names.text_hygiene import word_set
from registry.formats.tables.people.ranks import without_rank

_AND = re.compile(r"\s+(?:and|&|und|et|y|e|i|oraz|та|і|й)\s+|\s*/\s*|\s+\+\s+", re.IGNORECASE)
_IBERIAN = re.compile(r"\s(?:y|e|i)\s")
_IN_TURN = re.compile(
    r"\s*(?:,?\s*\b(?:then|later|followed by|succeeded by|dann|puis|luego|poi|потім)\b|→|->|>)\s*", re.I
)
_APART = re.compile(r"\s*[;|]\s*")
_ROLES = re.compile(r"\s*[;/|\n]\s*|,?\s+(?:and|&|und|et|y|e|i|oraz|та|і|й)\s+", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:(?:first|deputy|vice|prime|acting|assistant|associate|stellv\.|vize|premier|vice-?)[\s-]+)?"
    r"(?:minist(?:er|re|ro|ra)\b|secretary|sekretär|secrétaire|secretari[oa]|segretari[oa]|president|präsident|président|"
    r"presidente|chair|vorsitzend|treasurer|schatzmeister|trésori|tesorer[oa]|director|direktor|directeur|governor|"
    r"mayor|commissioner|chancellor|kanzler|attorney|міністр|голова|секретар|minister\b|prezes|skarbnik|dyrektor)",
    re.IGNORECASE,
)
_LINES = re.compile(r"\s*[\r\n]+\s*")  # within a name, too, where the cell was narrow
_PARTICLES = word_set("of de del della di da do dos von van zu zur the la le du der den ten ter af av y e und and")
_OF_A_TITLE = re.compile(
    r"\b(?:of|earl|duke|count|baron|bishop|lord|lady|freiherr|graf|marquess|viscount)\b", re.IGNORECASE
)


def people_at_once(cell: str) -> list[str]:
    """The names of people who are named together, by `and`, `&` or `/`; one name if the cell names one person."""
    parts = [part.strip(" ,") for part in _AND.split(cell)]
    if len(parts) > 1 and ", " in parts[0]:  # A, B and C
        first = [part.strip() for part in parts[0].split(", ")]
        parts = [*first, *parts[1:]] if all(map(_is_full_name, first)) else parts
    if len(parts) < 2 or not all(map(_is_full_name, parts)) or _OF_A_TITLE.search(cell):
        return [cell]
    return [cell] if _joins_surnames(cell, parts) else parts


def _joins_surnames(cell: str, parts: list[str]) -> bool:
    """`Dr. Leandro Picaza y Ruiz de Alda`: of two people, the second would have a title, too."""
    first, second = (without_rank(part)[1] for part in (parts[0], parts[-1]))
    return len(parts) == 2 and bool(first) and not second and _IBERIAN.search(cell) is not None


def names_several_in_turn(cell: str) -> bool:
    """Whether it names several people, one after the other or nobody can say how: `A then B`, `A; B`, two lines."""
    lines = [line for line in _LINES.split(cell.strip()) if line]
    if len(lines) > 1 and all(_is_full_name(line.rstrip("*†‡ ")) for line in lines):
        return True
    for pattern in (_IN_TURN, _APART):
        parts = [part for part in pattern.split(cell.strip()) if part.strip()]
        if len(parts) > 1 and sum(map(_could_be_a_name, parts)) > 1:
            return True
    return False


def names_several_roles(title: str) -> bool:
    """Whether it may be several offices: `Prime Minister and Minister of Finance`, `Minister A; Minister B`."""
    parts = [part for part in _ROLES.split(title) if part.strip()]
    return len(parts) > 1 and all(_OFFICE.match(part.strip()) for part in parts)


def shares_a_surname(cell: str) -> bool:
    """`Anne and Nancy Wilson`, `Smith & Jones`: two people, of whom one at least is named in part."""
    parts = [part.strip() for part in _AND.split(cell)]
    if len(parts) != 2 or _OF_A_TITLE.search(cell) or not all(part[:1].isupper() for part in parts):
        return False
    words = [len(part.split()) for part in parts]
    return words == [1, 2] or (words == [1, 1] and re.search(r"\s(?:and|&|und|et)\s|/", cell) is not None)


def may_be_two(cell: str) -> bool:
    """`Ellen Vogt, Lutz Hollander`: two people, or two surnames and two forenames."""
    parts = [part.strip() for part in cell.split(",")]
    return len(parts) == 2 and all(map(_is_full_name, parts)) and not _OF_A_TITLE.search(cell)


def _is_full_name(text: str) -> bool:
    """Two words or more, in capitals, that begin and end as a name does."""
    words = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", text).split()
    if len(words) < 2 or words[-1].casefold() in _PARTICLES or words[0].casefold() in _PARTICLES - {"da", "do"}:
        return False
    return words[0][:1].isupper() and words[-1][:1].isupper() and not any(map(str.isdigit, "".join(words)))


def _could_be_a_name(text: str) -> bool:
    return _is_full_name(text.rstrip("*†‡ ")) or bool(re.fullmatch(r"[^\W\d_][\w'’.-]+", text.strip()))
