"""Names with the surname first, or with the surname in capitals: `KRNJAVEC, Bartol` -> Bartol Krnjavec. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from registry.domain.names.text_hygiene import word_set

_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})
_SMALL = word_set("van von der den de del della di da do dos du la le les of zu zur ter ten af av el al ibn bin")
_PART = re.compile(r"([^\W\d_]+)")


def forename_first(name: str, *, every_name: bool = False) -> str:
    """`Ames, Ann` as Ann Ames where the surname is in capitals, or where `every_name` of the table is so written."""
    surname, comma, rest = (part.strip() for part in name.partition(","))
    if not comma or not rest or "," in rest or rest.rstrip(".").casefold() in _GENERATIONS:
        return name
    in_capitals = surname.isupper() and not rest.isupper() and len(surname) > 1
    if not (in_capitals or every_name):
        return name
    return f"{rest} {recased(surname) if in_capitals else surname}"


def surname_and_forename(given: str, family: str) -> str:
    """Of two columns; a surname in capitals is written as a name if the forename is."""
    if family.isupper() and len(family) > 1 and given and not given.isupper():
        family = recased(family)
    elif any(map(str.isupper, family[1:])) and not given.isupper():
        family = " ".join(recased(word) if _is_shouted(word) else word for word in family.split())
    return f"{given} {family}".strip()


def surnames_come_first(names: Sequence[str]) -> bool:
    """Whether most of a column's names are two parts with a comma between them."""
    commas = [name for name in names if re.fullmatch(r"[^,;]+, ?[^,;]+", name)]
    return len(names) > 1 and len(commas) * 2 > len(names)


def recased(surname: str) -> str:
    """As a name is written: O'BRIEN as O'Brien, VAN DER BERG as van der Berg."""
    words = []
    for word in surname.split():
        small = word.casefold()
        words.append(small if small in _SMALL and len(surname.split()) > 1 else _PART.sub(_capital, word))
    return " ".join(words)


def _capital(match: re.Match[str]) -> str:
    word, place, text = match[0], match.start(), match.string
    if word.islower():
        return word
    after = text[match.end() : match.end() + 1]
    if len(word) == 1 and word != "O" and after in ("'", "’") and place == 0:  # d'Arbouzon, l'Estrange
        return word.lower()
    return word[0].upper() + word[1:].lower()


def _is_shouted(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return sum(map(str.isupper, letters)) > max(1, len(letters) // 2)
