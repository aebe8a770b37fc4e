"""What the cells of a table say beside people and dates: how and why, other names, sources. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from registry.domain.exchange.statements import CitationStatement, NameStatement
from registry.domain.names.text_hygiene import shown
from registry.domain.vocabulary import END_REASONS, HOW, DateOrder, Kind, Status
from registry.formats.tables.cell_texts import NOTHING, CellError, fold, text_of, without_apostrophe
from registry.formats.tables.dates.cell_dates import event_of

BETWEEN = " ; "  # several values in one cell, which a text has less often than a semicolon alone

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
            f"status: {shown(status)} is not one of {', '.join(Status)}; write one of these, or ignore the column"
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
    sources = _several(without_apostrophe(cells[0]))
    said = [sources, *(_parts(without_apostrophe(cell), len(sources)) for cell in cells[1:])]
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
        raise CellError(f"source: it is missing for {shown(next(filter(None, texts)))}; give its address or its title")
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
