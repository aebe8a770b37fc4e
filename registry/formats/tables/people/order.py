"""Names with the surname first, or with the surname in capitals: `KRNJAVEC, Bartol` -> Bartol Krnjavec. Pure.

How the names of a table are written is seen from its heading (`Nazwisko i imię`) and from all of them together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from registry.domain.names.text_hygiene import word_set
from registry.formats.tables.cell_texts import fold
from registry.formats.tables.people.nobody import OF_NO_PERSON

_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})
_SMALL = word_set("van von der den de del della di da do dos du la le les of zu zur ter ten af av el al ibn bin")
_FORENAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-])*\.?")
_PART = re.compile(r"([^\W\d_]+)")


_SURNAME_FIRST_HEADINGS = """прізвище та ім'я; прізвище, ім'я; прізвище, ім'я, по батькові; прізвище ім'я;
    прізвище ім'я по батькові; піб; п.і.б.; nazwisko i imię; nazwisko imię; cognome e nome; cognome nome;
    apellidos y nombre; apellidos y nombres; apellido y nombre; nom et prénom; nom et prénoms; nom prénom; nom prénoms;
    name vorname; name und vorname; nachname vorname; familienname vorname; surname and forename; surname and name;
    surname name; surname forename; last name first name; last first; last, first; surname, forename"""
_SURNAME_FIRST = frozenset(map(fold, _SURNAME_FIRST_HEADINGS.split(";")))
_PATRONYMIC = re.compile(r"[^\W\d_]+(?:ович|евич|євич|йович|ич|івна|ївна|овна|евна)", re.IGNORECASE)
_CAPITALS_FIRST = re.compile(
    r"((?:(?:d'|de |van |von )?[^\W\d_a-z](?:[^\W\d_a-z]|['’-])+)(?: [^\W\d_a-z](?:[^\W\d_a-z]|['’-])+)*) "
    r"([^\W\d_][a-zà-ÿ].*)"
)


_NO_ABBREVIATION = 5  # letters of a word in capitals that is a surname, and hardly a rank that is not known here


class NameOrder(NamedTuple):
    """How the names of a table are written. `comma`: all as `Ames, Ann`; `spaced`: all as `Ames Ann`; `capitals`: as
    `AMES Ann`; `titles`: the letters that are a title in it: M. beside Mme, D. beside Dña.
    """

    comma: bool = False
    spaced: bool = False
    capitals: bool = False
    titles: frozenset[str] = frozenset()


PLAIN_ORDER = NameOrder()


def name_order(heading: str, names: Sequence[str]) -> NameOrder:
    """How they are written, by the heading and by some of the names."""
    first = fold(heading) in _SURNAME_FIRST
    capitals = sum(_surname_in_capitals(name) is not None for name in names)
    starts = {word.casefold().rstrip(".") for name in names for word in name.split()[:3]}
    titles = {letter for letter, others in _TITLES.items() if starts & others}
    return NameOrder(
        surnames_come_first(names),
        first and not surnames_come_first(names),
        bool(names) and capitals * 2 > len(names),
        frozenset(titles),
    )


_TITLES = {"m.": {"mme", "mlle", "mm"}, "d.": {"dña", "doña", "dª", "da"}}


def _surname_in_capitals(name: str) -> tuple[str, str] | None:
    """Surname and forename of `DUPONT Jean`; not of a name all in capitals, nor of initials."""
    match = _CAPITALS_FIRST.fullmatch(name)
    if not match or not match[1].split()[-1].isupper() or len(match[1].split()[-1]) < 2:
        return None
    return match[1], match[2]


def without_title(name: str, order: NameOrder) -> tuple[str, str | None]:
    """The name without a title of one letter, and the title; None if there is none."""
    first, _, rest = name.partition(" ")
    return (rest, first) if rest and first.casefold() in order.titles else (name, None)


def in_order(name: str, order: NameOrder) -> str:
    """The forename first, where the names of the table are written otherwise."""
    found = _surname_in_capitals(name)
    if found and (order.capitals or len(name.split()[0]) >= _NO_ABBREVIATION):
        return f"{found[1]} {recased(found[0])}"
    words = name.split()
    if order.spaced and "," not in name:
        if len(words) == 2:
            return f"{words[1]} {words[0]}"
        if len(words) == 3 and _PATRONYMIC.fullmatch(words[2]):
            return f"{words[1]} {words[2]} {words[0]}"
    return forename_first(name, every_name=order.comma or order.spaced)


def forename_first(name: str, *, every_name: bool = False) -> str:
    """`Ames, Ann` as Ann Ames where the surname is in capitals, or where `every_name` of the table is so written."""
    surname, comma, rest = (part.strip() for part in name.partition(","))
    if not comma or not rest or "," in rest or rest[0].islower() or rest.rstrip(".").casefold() in _GENERATIONS:
        return name
    in_capitals = surname.isupper() and not rest.isupper() and len(surname) > 1
    if not (in_capitals or every_name or _is_surname_alone(surname, rest)):
        return name
    return f"{rest} {recased(surname) if in_capitals else surname}"


def _is_surname_alone(surname: str, rest: str) -> bool:
    """`Ostrander, Phyllis`: one word before the comma is no name by itself, and one or two stand behind it."""
    words = [word for word in surname.split() if word.casefold() not in _SMALL]
    forenames = rest.split()
    return (
        len(words) == 1
        and surname[:1].isalpha()
        and 1 <= len(forenames) <= 3
        and all(_FORENAME.fullmatch(word) and word.casefold().strip(".") not in OF_NO_PERSON for word in forenames)
    )


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
