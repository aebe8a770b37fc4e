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
from functools import cache
from unicodedata import normalize

from registry.domain.names.text_hygiene import one_line, shown
from registry.formats.documents import FormatError

IGNORED = "ignored"
_SCHEME = re.compile(r"id:[a-z][a-z0-9_.-]{0,49}")

# By what a column holds, in the order in which headings are given out; of several headings the first is taken.
_HEADINGS = {
    "person": """person, person name, full name, name, holder, office holder, holder name, incumbent, member,
        politician, minister, leader, namens, vollständiger name, amtsinhaber, amtsträger, inhaber, titulaire, nom,
        nom complet, personne, nombre, nombre completo, persona, titular, особа, ім'я, прізвище та ім'я, піб,
        посадовець, посадова особа""",
    "given_name": "given name, first name, name first, forename, vorname, prénom, nombre de pila, ім'я",
    "family_name": """family name, last name, name last, surname, nachname, familienname, nom de famille, apellido,
        apellidos, прізвище""",
    "person_key": "person key, person slug",
    "person_id": "person id, person identifier, id person, holder id, member id, politician id, personen id",
    "other_ids": "other ids, other identifiers",
    "other_names": """other names, name variants, aliases, alias, also known as, aka, alternative names, variants,
        weitere namen, andere namen, namensvarianten, autres noms, otros nombres, інші імена""",
    "birth": """birth, birth date, date of birth, born, dob, geburt, geburtsdatum, geboren, naissance,
        date de naissance, nacimiento, fecha de nacimiento, дата народження, народження""",
    "death": """death, death date, date of death, died, dod, tod, todesdatum, sterbedatum, gestorben, décès,
        date de décès, muerte, fecha de muerte, fallecimiento, дата смерті, смерть""",
    "role": """role, role title, position, position held, office, office held, post, job title, amt, funktion, rolle,
        position name, amtsbezeichnung, poste, fonction, charge, cargo, puesto, función, посада, title, titel""",
    "role_key": "role key, role slug",
    "seat": "seat, seat number, sitz, siège, escaño",
    "seats": "seats, number of seats, sitze, sièges, escaños",
    "organization": """organization, organisation, organization name, organisation name, org, body, institution, agency,
        ministry, department, court, company, behörde, einrichtung, ministerium, gericht, körperschaft, organisme,
        ministère, institución, organización, organismo, ministerio, організація, орган, установа, відомство,
        міністерство""",
    "organization_key": "organization key, organization slug, organisation key",
    "parent_organization": """parent organization, parent organisation, parent, parent body, übergeordnete organisation,
        organisation mère, organización matriz""",
    "parent_key": "parent key, parent slug",
    "start": """start, start date, date start, started, begin, begin date, term begin date, term begin, beginning,
        term start, term start date, from, date from, since, in office from, took office, assumed office, von, seit, ab,
        beginn, anfang, amtsantritt, amtsbeginn, début, date de début, depuis, entrée en fonction, inicio,
        fecha de inicio, desde, toma de posesión, початок, дата початку, від""",
    "start_precision": "start precision, start date precision, precision start, begin precision",
    "end": """end, end date, date end, ended, term end date, term end, to, date to, until, till, through,
        in office until, left office, bis, ende, amtsende, enddatum, fin, date de fin, jusqu'à, jusque,
        sortie de fonction, fecha de fin, fecha de término, hasta, кінець, дата закінчення, закінчення, до, по""",
    "end_precision": "end precision, end date precision, precision end",
    "kind": "kind, capacity, tenure type, appointment type",
    "acting": "acting, is acting, interim, kommissarisch, intérimaire, interino, в.о.",
    "status": "status, claim status",
    "rank": "rank, military rank, dienstgrad, rang, grade, rango, звання",
    "how": "how, start reason, how appointed, manner of appointment, mode of appointment",
    "end_reason": """end reason, reason for leaving, reason for end, end cause, cause of end, reason left,
        grund des endes, motif de fin, motivo de fin""",
    "replaces": """replaces, replaced, predecessor, preceded by, vorgänger, prédécesseur, predecesor, попередник""",
    "replaces_key": "replaces key, replaces slug, replaces id",
    "note": """note, notes, comment, comments, remark, remarks, bemerkung, bemerkungen, anmerkung, anmerkungen,
        kommentar, remarque, remarques, commentaire, nota, notas, observaciones, comentario, примітка, примітки,
        коментар""",
    "key": "key, id, row id, record id, statement, statement id, tenure id, appointment id, membership id, slug, uuid",
    "source": """source url, source, sources, source link, source address, url, link, reference, references, citation,
        quelle, quellen, références, référence, fuente, fuentes, джерело, джерела""",
    "source_title": "source title, source name, title of source, source, quelle, titre de la source, fuente, джерело",
    "publisher": "publisher, source publisher, herausgeber, éditeur, editorial, видавець",
    "published": "published, source published, publication date, date published, source date, veröffentlicht",
    "accessed": "accessed, retrieved, access date, date accessed, abgerufen, consulté",
    "archive_url": "archive url, archived url, archive",
    "supports": "supports",
    "quote": "quote, quotation, source quote, zitat, citat",
    "locator": "locator, page, pages, seite, fundstelle, página",
    "observed": "observed",
    "says": "says",
    "source_note": "source note",
}  # fmt: skip
_OF_SCHEMES = {
    "wikidata": "wikidata, wikidata id, wikidata qid, qid, q id, wikidata item, person wikidata",
    **{
        scheme: f"{scheme}, {scheme} id"
        for scheme in ("bioguide", "gnd", "viaf", "isni", "imdb", "lcnaf", "govtrack", "icpsr", "opensecrets", "fec")
    },
}
# What without a source says nothing, so that a column headed "page" or "published" is not one of these.
_OF_A_SOURCE = {
    "publisher", "published", "accessed", "archive_url", "supports", "quote", "locator", "observed", "says",
    "source_note",
}  # fmt: skip
_NEEDED = (
    ("person", ("person", "given_name", "family_name")),
    ("role", ("role",)),
    ("organization", ("organization",)),
    ("start or the end", ("start", "end")),
)
_EITHER = {"name", "nom", "nombre", "імя"}  # as folded
_MOST_COLUMNS = 2_000  # more is no table of tenures, and each is looked for among all
_FEW = 2  # headings by which a line is known for the heading of a table


@dataclass(frozen=True, slots=True)
class Columns:
    """`at`: where in a row each thing stands; `constants`: what every row has; `told`: both, and what is not read."""

    at: Mapping[str, int]
    constants: Mapping[str, str]
    told: tuple[tuple[str, str], ...]

    def has(self, what: str) -> bool:
        """Whether anything is said of it."""
        return what in self.at or what in self.constants

    def schemes(self) -> list[str]:
        """Those in which the people have identifiers in columns of their own."""
        return [what.removeprefix("id:") for what in (*self.at, *self.constants) if what.startswith("id:")]


def fold(text: str) -> str:
    """Letters and digits alone: case, accents, spaces, underscores and points do not matter."""
    return "".join(letter for letter in normalize("NFKD", text.casefold()) if letter.isalnum())


def guessed(headings: Sequence[str]) -> dict[str, int]:
    """Where each thing stands that a heading names; a heading names one."""
    places = {fold(heading): place for place, heading in reversed(list(enumerate(headings))) if heading}
    found: dict[str, int] = {}
    for what, names in _names().items():
        place = next((places[name] for name in names if name in places), None)
        if place is not None:
            found[what] = place
            places = {name: other for name, other in places.items() if other != place}
    return _one_name(found, headings)


def _one_name(found: dict[str, int], headings: Sequence[str]) -> dict[str, int]:
    """A whole name, or its parts: beside a first name, what is headed "Name" is the last name."""
    parts = {"given_name", "family_name"} & found.keys()
    if "person" in found and len(parts) == 1 and fold(headings[found["person"]]) in _EITHER:
        other = "family_name" if "given_name" in parts else "given_name"
        return {(other if what == "person" else what): place for what, place in found.items()}
    return {what: place for what, place in found.items() if what not in parts or "person" not in found}


def looks_like_headings(cells: Sequence[str]) -> bool:
    """Whether enough of them are headings that are known."""
    return len(guessed([cell.strip() for cell in cells])) >= _FEW


@cache
def _names() -> dict[str, tuple[str, ...]]:
    everything = {**_HEADINGS, **{f"id:{scheme}": names for scheme, names in _OF_SCHEMES.items()}}
    return {what: tuple(fold(name) for name in names.split(",")) for what, names in everything.items()}


def columns_among(headings: Sequence[str], overrides: Sequence[tuple[str, str]], file: str) -> Columns:
    """Which column holds what; `overrides`, pairs of what and heading, win over the guess.

    Raises FormatError for an override that cannot be, and where not enough is known for a row to be a tenure.
    """
    if len(headings) > _MOST_COLUMNS:
        raise FormatError(f"{file} has {len(headings)} columns, and a table can have {_MOST_COLUMNS}; leave some out")
    _refuse_twins(headings, file)
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
    guess = guessed(["" if place in taken else heading for place, heading in enumerate(headings)])
    settled = {*constants, *_instead({*said, *constants})}
    at = {**{what: place for what, place in guess.items() if what not in settled}, **said}
    constants = {what: value for what, value in constants.items() if what not in said}
    if not {"source", "source_title"} & {*at, *constants}:
        at = {what: place for what, place in at.items() if what in said or what not in _OF_A_SOURCE}
    found = Columns(at, constants, tuple(_told(headings, at, constants)))
    _refuse_too_few(found, headings, file)
    return found


def _instead(said: set[str]) -> set[str]:
    """What is not to be guessed where this is said: a whole name or its parts."""
    parts = {"given_name", "family_name"}
    return parts if "person" in said else {"person"} if parts & said else set()


def _told(headings: Sequence[str], at: Mapping[str, int], constants: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for what in (*_HEADINGS, *sorted(what for what in (*at, *constants) if what.startswith("id:"))):
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
    if what in _HEADINGS or what == IGNORED or _SCHEME.fullmatch(what):
        return
    near = list(guessed([what])) or get_close_matches(what, [*_HEADINGS, IGNORED], 3, 0.5)
    meant = f"did you mean {' or '.join(near)}? It" if near else "it"
    raise FormatError(
        f"{shown(what)} is nothing that a column can hold; {meant} can hold {', '.join(_HEADINGS)}, id:SCHEME for an "
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


def _refuse_too_few(found: Columns, headings: Sequence[str], file: str) -> None:
    missing = [name for name, whats in _NEEDED if not any(found.has(what) for what in whats)]
    if not missing:
        return
    what = missing[0].split()[0]
    hint = f"say which does with --column {what}=HEADING, or one value for every row with --column {what}==VALUE"
    if {"field", "value"} <= {fold(heading) for heading in headings}:
        hint = "each row says one field of a tenure; a table has a row for each tenure, with its start and its end"
    raise FormatError(
        f"{file}: no column says the {', the '.join(missing)}; the headings are {_listed(headings)}; {hint}"
    )


def _listed(headings: Sequence[str]) -> str:
    return one_line(", ".join(headings), 500)
