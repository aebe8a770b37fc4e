"""What one cell of a table says, in our words: dates, names, how and why. Pure.

`Cells` remembers what the same cells came to, since a table repeats most of what it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import TypeVar

from registry.domain.dates.phrases import PRESENT, read_date
from registry.domain.errors import DateError, RegistryError
from registry.domain.exchange.csv_injection import FORMULAS, unharmed
from registry.domain.exchange.statements import CitationStatement, NameStatement
from registry.domain.names.text_hygiene import shown
from registry.domain.vocabulary import END_REASONS, HOW, DateOrder, Kind, Status
from registry.formats.tables.headings import fold

_MOST = 100_000  # groups of cells that are remembered
_LONGEST = 4_000  # characters of one: a long text hardly comes again

NOTHING = frozenset({"", "NA", "N/A", "n/a", "#N/A", "NULL", "null", "NaN", "nan", "None", "-", "–", "—"})
ITEM = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")  # of Wikidata
BETWEEN = " ; "  # several values in one cell, which a text has less often than a semicolon alone

Meaning = TypeVar("Meaning")


class CellError(RegistryError):
    """Cells that cannot be taken: the value, and why."""


class MeaningCache(dict[str | tuple[str, ...], Meaning]):
    """What cells mean, found out once as long as not too many others came in between."""

    def __init__(self, meaning: Callable[[str | tuple[str, ...]], Meaning]) -> None:
        super().__init__()
        self._meaning = meaning

    def __missing__(self, cells: str | tuple[str, ...]) -> Meaning:
        meaning = self._meaning(cells)
        if len(self) >= _MOST:
            self.clear()
        if sum(map(len, cells)) <= _LONGEST:
            self[cells] = meaning
        return meaning


def text_of(cell: str) -> str | None:
    """What a cell says, without the sign that keeps a spreadsheet from taking it for a formula."""
    text = cell.strip()
    if text[:1] == "'":
        text = _undone(text)
    return None if text in NOTHING else text


def _undone(cell: str) -> str:
    """Only what `harmless` can have written: 'Abd is a name."""
    return unharmed(cell) if cell[:1] == "'" and cell[1:].startswith(FORMULAS) else cell


def one_line(cell: str) -> str:
    """The same in one line; empty if it says nothing."""
    line = " ".join(cell.split()) if cell else ""
    if line[:1] == "'":
        line = _undone(line)
    return "" if line in NOTHING else line


# --- dates ---

_OPEN = frozenset({
    "present", "now", "today", "current", "currently", "incumbent", "ongoing", "todate", "tillnow", "untilnow",
    "topresent", "inoffice", "stillinoffice", "heute", "bisheute", "jetzt", "aktuell", "gegenwart", "imamt", "laufend",
    "aujourdhui", "actuel", "actuelle", "actuellement", "encours", "enposte", "actualidad", "actual",
    "actualmente", "presente", "encargo", "hoy", *map(fold, ("нині", "дотепер", "тепер", "зараз", "по теперішній час")),
})  # fmt: skip
_PRECISIONS = {
    "": 10, "day": 10, "tag": 10, "jour": 10, "dia": 10, "exact": 10, "11": 10, "month": 7, "monat": 7, "mois": 7,
    "mes": 7, "10": 7, "year": 4, "jahr": 4, "annee": 4, "ano": 4, "9": 4, "other": 10, "open": 10, "unknown": 10,
}  # fmt: skip
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}")
_DAY_FIRST = re.compile(r"(\d\d|\?\?)([./-])(\d\d|\?\?)\2(\d{4})")
_YEAR_FIRST = re.compile(r"(\d\d(?:\d\d|\d\?|\?\?))(?:-(\d\d|\?\?))?(?:-(\d\d|\?\?))?")


def edtf_of(what: str, text: str, order: DateOrder | None, precision: str = "") -> str | None:
    """The date; None = nothing is said; PRESENT = still in office. Raises CellError.

    `precision`: day, month or year, to which a date that is written as a day is known.
    """
    words = text.strip()
    if words in NOTHING:
        return None
    if not words[0].isdigit() and fold(words) in _OPEN:
        return PRESENT
    length = _PRECISIONS.get(fold(precision) if precision.strip() not in NOTHING else "")
    if length is None:
        raise CellError(f"{what}: the precision {shown(precision)} is none; write day, month or year")
    if length == len("2025-03-16") and _DAY.fullmatch(words):  # most are, and need no more than to be real
        with suppress(ValueError):
            return date.fromisoformat(words).isoformat()
    try:
        edtf = read_date(_with_gaps(words) if "?" in words else words, order)
    except DateError as error:
        raise CellError(f"{what}: {error}") from error
    return edtf[:length] if _PLAIN.fullmatch(edtf) else edtf


def start_of(cells: tuple[str, ...], order: DateOrder | None) -> str | None:
    """Of a date and its precision; None = not known. Raises CellError."""
    edtf = edtf_of("start", cells[0], order, cells[1])
    if edtf == PRESENT:
        raise CellError(f"start: {shown(cells[0])} is no day on which anything began; write the day")
    return None if edtf == "XXXX" else edtf


def end_of(cells: tuple[str, ...], order: DateOrder | None) -> str | None:
    """Of a date and its precision; None = still open. Raises CellError."""
    edtf = edtf_of("end", cells[0], order, cells[1])
    return None if edtf == PRESENT else edtf


@lru_cache(maxsize=65_536)
def event_of(what: str, text: str, order: DateOrder | None) -> str | None:
    """The date of what cannot go on. Raises CellError."""
    edtf = edtf_of(what, text, order)
    if edtf == PRESENT:
        raise CellError(f"{what}: {shown(text)} is no date; leave the cell empty if it is not known")
    return edtf


def _with_gaps(words: str) -> str:
    """In EDTF, if `??` stands where digits are not known, as in 2003-05-?? and ??.05.2003."""
    if match := _DAY_FIRST.fullmatch(words):
        words = f"{match[4]}-{match[3]}-{match[1]}"
    if _YEAR_FIRST.fullmatch(words):
        return re.sub(r"(-\?\?)+$", "", words).replace("?", "X")
    return words


# --- words ---


def _words(*pairs: tuple[str, str]) -> dict[str, str]:
    return {fold(word): meaning for words, meaning in pairs for word in words.split(",")}


_KINDS = _words(
    ("substantive, permanent, regular, full, titular, titulaire, ordentlich, regulär", Kind.SUBSTANTIVE.value),
    (
        "acting, interim, ad interim, a.i., caretaker, provisional, pro tempore, kommissarisch, geschäftsführend,"
        "par intérim, intérimaire, interino, interina, en funciones, в.о., т.в.о., тимчасово, виконувач обов'язків",
        Kind.ACTING.value,
    ),
)
_ACTING = _words(
    ("yes, y, true, t, 1, x, ja, wahr, oui, vrai, sí, так", Kind.ACTING.value),
    ("no, n, false, f, 0, nein, falsch, non, faux, ні", Kind.SUBSTANTIVE.value),
) | {word: kind for word, kind in _KINDS.items() if kind == Kind.ACTING}
_HOW = _words(
    *((term, term) for term in HOW),
    (
        "election, by election, general election, by-election, gewählt, wahl, élu, élue, elegido, elegida, обраний",
        "elected",
    ),
    ("appointment, ernannt, ernennung, nommé, nommée, nombrado, nombrada, призначений", "appointed"),
    ("re-election, wiedergewählt, réélu, réélue, reelegido, reelegida", "re-elected"),
    ("succession by right, by virtue of office", "ex officio"),
)
_END_REASONS = _words(
    *((term, term) for term in END_REASONS),
    ("death, deceased, death in office, died in office, gestorben, tod, décès, décédé, fallecido, смерть", "died"),
    ("resignation, rücktritt, zurückgetreten, démission, démissionnaire, dimisión, renuncia, відставка", "resigned"),
    ("dismissal, fired, sacked, entlassen, entlassung, révoqué, destituido, cesado, звільнений", "dismissed"),
    ("retirement, ruhestand, pensioniert, retraite, jubilación", "retired"),
    ("end of term, term expired, expiry of term, ablauf der amtszeit, fin de mandat", "term ended"),
    ("transfer, versetzt, versetzung", "transferred"),
    ("promotion, befördert", "promoted"),
    ("abolition, post abolished, abgeschafft, supprimé", "abolished"),
    ("removal, removed from office, abgesetzt", "removed"),
    ("disqualification", "disqualified"),
)
VACANT_BEGINS = frozenset("vVnNuUpPвВ")  # and nothing else
_VACANT = re.compile(
    r"(?:vacan(?:cy|t|te)|vakan(?:z|t)|unbesetzt|poste vacant|n\. ?n\.|nomen nescio|вакантно|вакансія)"
    r"(?:[ _-]?\d+)?(?: vacancy[ _-]?\d+)?",
    re.IGNORECASE,
)


def is_vacant(name: str) -> bool:
    """Whether it is the name of nobody, such as VACANCY-1, N.N. and vakant."""
    return _VACANT.fullmatch(name) is not None


WORDS = ("kind", "acting", "status", "rank", "how", "end_reason")


def words_of(cells: tuple[str, ...]) -> tuple[str, str, str | None, str | None, str | None]:
    """Of the cells of WORDS: kind, status, rank, how it began and why it ended. Raises CellError.

    Known terms where they mean the same, else the words as they stand.
    """
    kind, acting, status, rank, how, reason = map(text_of, cells)
    known = _KINDS.get(fold(kind)) if kind else _ACTING.get(fold(acting)) if acting else Kind.SUBSTANTIVE.value
    if known is None:
        raise CellError(f"kind: {shown(kind or acting)} is neither substantive nor acting; write one of these")
    if status and status.lower() not in list(Status):
        raise CellError(
            f"status: {shown(status)} is none of {', '.join(Status)}; write one of these, or ignore the column"
        )
    return (
        known,
        status.lower() if status else Status.ACCEPTED.value,
        rank,
        _HOW.get(fold(how), how) if how else None,
        _END_REASONS.get(fold(reason), reason) if reason else None,
    )


# --- lists ---


def names_in(cell: str, but: str) -> tuple[NameStatement, ...]:
    """The other names, parted by ; or |."""
    names = dict.fromkeys(" ".join(name.split()) for name in re.split(r"[;|]", text_of(cell) or ""))
    return tuple(NameStatement(name) for name in names if name not in NOTHING and name != but)


_NEXT_ADDRESS = re.compile(r"\s*[;|,]?\s+(?=https?://)")
CITED = (
    "source",
    *(f"source_{field}" if field in ("title", "note") else field for field in CitationStatement._fields[1:]),
)


def sources_in(cells: tuple[str, ...], order: DateOrder | None) -> tuple[CitationStatement, ...]:
    """Of the cells of CITED. Several sources are parted by ` ; `, as is what is said of them. Raises CellError."""
    if not any(cells):
        return ()
    sources = _several(_undone(cells[0]))
    said = [sources, *(_parts(_undone(cell), len(sources)) for cell in cells[1:])]
    each = [["" if text.strip() in NOTHING else text.strip() for text in texts] for texts in zip(*said, strict=True)]
    return tuple(_cited(texts, order) for texts in each if any(texts))


def _several(source: str) -> list[str]:
    """Web addresses are parted by white space, whatever else stands between them."""
    if BETWEEN in source:
        return source.split(BETWEEN)
    found = _NEXT_ADDRESS.split(source.strip()) if source.count("://") > 1 else []
    return found if found and all(each.startswith("http") for each in found) else [source]


def _parts(cell: str, count: int) -> list[str]:
    """As many as there are sources; what is not said of each belongs to the first."""
    parts = cell.split(BETWEEN) if count > 1 else [cell]
    return parts if len(parts) == count else [cell, *[""] * (count - 1)]


def _cited(texts: Sequence[str], order: DateOrder | None) -> CitationStatement:
    source, title, publisher, published, accessed, archive, supports, *rest = texts
    quote, locator, observed, says, note = rest
    if not (source or title):
        raise CellError(f"source: there is none for {shown(next(filter(None, texts)))}; give its address or its title")
    return CitationStatement(
        source or title,
        title or None if source else None,
        publisher or None,
        event_of("published", published, order),
        event_of("accessed", accessed, order),
        archive or None,
        tuple(field.strip() for field in supports.split(",") if field.strip()),
        quote or None,
        locator or None,
        event_of("observed", observed, order),
        says or None,
        note or None,
    )
