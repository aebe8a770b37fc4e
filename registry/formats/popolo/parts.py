"""What Popolo and the formats made after it have in common: dates, names, identifiers, links, reasons, both ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from registry.domain.dates.edtf import read_edtf, refused
from registry.domain.dates.phrases import PRESENT, read_date
from registry.domain.exchange.statements import CitationStatement, NameStatement, SkippedStatement, TenureStatement
from registry.domain.names.text_hygiene import shown
from registry.domain.vocabulary import END_REASONS, HOW, NAME_KINDS, DateOrder, Status

Entry = Mapping[str, Any]

# --- read ---

_NOT_SAID = ("0001-01-01", "9999-12-31")  # the two ends of time, as programs write a date that is left out
_DATETIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d.*")


def entries(value: object) -> list[Entry]:
    """The mappings of a list; whatever else is in it says nothing."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def text_of(value: object) -> str | None:
    """A text or a number, without the white space around it; None if there is none."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None


def read_start(value: object, order: DateOrder | None) -> str | None:
    """EDTF; of a date and time the day. Raises DateError."""
    edtf = read_end(value, order)
    if edtf is None and text_of(value) not in (None, *_NOT_SAID):
        raise refused(str(value), "is not a day on which something began; write one such as 2025-03-16")
    return edtf


def read_end(value: object, order: DateOrder | None) -> str | None:
    """EDTF; of a date and time the day, of what is said to go on None. Raises DateError."""
    if value is not None and not isinstance(value, str | int):
        raise refused(shown(value), "is neither text nor a number, so it is not a date; write one such as 2025-03-16")
    text = text_of(value)
    if text is None or text in _NOT_SAID:
        return None
    match = _DATETIME.fullmatch(text)
    edtf = read_date(match[1] if match else text, order)
    return None if edtf == PRESENT else edtf


_HOW = {
    "appointment": "appointed",
    "by election": "elected",
    "election": "elected",
    "general election": "elected",
    "regional election": "elected",
    "special election": "elected",
    "unknown": None,
}
_END_REASON = {
    "deceased": "died",
    "death": "died",
    "death in office": "died",
    "defeated": "not re-elected",
    "dissolution": "term ended",
    "general election": "term ended",
    "general election not standing": "term ended",
    "general election standing": "term ended",
    "lost election": "not re-elected",
    "regional election": "term ended",
    "resignation": "resigned",
    "retirement": "retired",
    "still in office": None,
    "term expired": "term ended",
    "unknown": None,
}


def how_of(value: object) -> str | None:
    """A known word where the source's means the same, else the source's."""
    return _word(value, _HOW, HOW)


def end_reason_of(value: object) -> str | None:
    """A known word where the source's means the same, else the source's."""
    return _word(value, _END_REASON, END_REASONS)


def _word(value: object, meant: Mapping[str, str | None], known: tuple[str, ...]) -> str | None:
    """Sources write `general_election`, `General election` and `by-election`."""
    text = " ".join((text_of(value) or "").replace("_", " ").split())
    plain = text.lower()
    spaced = plain.replace("-", " ")
    if spaced in meant:
        return meant[spaced]
    return plain if plain in known else text or None


_SCHEME_LENGTH = 50


def identifiers_of(value: object) -> tuple[tuple[str, str], ...]:
    """Of a list of {scheme, identifier}, each once, its scheme in the letters that one may have."""
    pairs = ((text_of(each.get("scheme")), text_of(each.get("identifier"))) for each in entries(value))
    return tuple(dict.fromkeys((scheme_of(scheme), value) for scheme, value in pairs if scheme and value))


def scheme_of(name: str) -> str:
    """Lower-case letters, digits, _ . and -, a letter first."""
    tidy = re.sub(r"[^a-z0-9_.-]+", "-", name.lower()).strip("-._")
    return (tidy if tidy[:1].isalpha() else f"scheme-{tidy}")[:_SCHEME_LENGTH].rstrip("-._")


# The part of BCP 47 that names need: Wikipedia's own codes, such as simple or zh-min-nan, are none.
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})*", re.IGNORECASE)


def further_name(each: Entry, name: str, kind: str, order: DateOrder | None) -> NameStatement:
    """The further name; its `note` says what sort it is where it is one of our words. Raises DateError."""
    note = (text_of(each.get("note")) or "").lower()
    language = text_of(each.get("lang"))
    return NameStatement(
        name,
        note if note in NAME_KINDS else kind,
        language if language and _LANGUAGE.fullmatch(language) else None,
        start=read_start(each.get("start_date"), order),
        end=read_end(each.get("end_date"), order),
    )


def cited_of(sources: Iterable[Entry]) -> tuple[CitationStatement, ...]:
    """Of {url, note}, each once: what is a web address, or the title of something printed."""
    return tuple(CitationStatement(source, title) for source, title in _sources(sources) if _can_be_cited(source))


def not_cited(sources: Iterable[Entry]) -> Iterator[str]:
    """The rest, such as parlparse's `datadotparl/committee`, for the note."""
    return (f"source: {source}" for source, _ in _sources(sources) if not _can_be_cited(source))


def _sources(sources: Iterable[Entry]) -> Iterable[tuple[str, str | None]]:
    pairs = ((text_of(each.get("url")), text_of(each.get("note"))) for each in sources)
    found: dict[str, str | None] = {}
    for url, note in pairs:
        if url or note:
            found.setdefault(url or note or "", note if url else None)
    return found.items()


def _can_be_cited(source: str) -> bool:
    """One word that is not an address is the name of something in somebody's database."""
    several_words = len(source.split()) > 1
    return is_address(source) if "://" in source else several_words and not source.startswith("www.")


def is_address(source: str) -> bool:
    """Whether it is a web address."""
    return source.startswith(("http://", "https://")) and len(source.split()) == 1


# --- write ---

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")


def says_date(text: str) -> bool:
    """A year, a month or a day; nothing else can be said."""
    return _DATE.fullmatch(text) is not None


def sayable(text: str | None) -> str | None:
    """The narrowest year, month or day in which every reading of the date lies; None if there is none.

    2020-35 (a quarter) is 2020. A date that may be wrong (?) would look sure, so it is not said.
    """
    if text is None or says_date(text):
        return text
    date = read_edtf(text)
    (first, last) = date.widest
    if date.uncertain or date.earliest is None or date.latest is None or first[:4] != last[:4]:
        return None
    return first[:7] if first[:7] == last[:7] else first[:4]


def span(start: str | None, end: str | None) -> Iterator[tuple[str, str]]:
    """The two dates, as far as they can be said."""
    for key, text in (("start_date", start), ("end_date", end)):
        said = sayable(text)
        if said:
            yield key, said


def why_not(held: TenureStatement) -> str | None:
    """Why a tenure cannot be written without saying what is not so; None if it can."""
    if held.person is None:
        return "a vacancy, and the format knows only people in office"
    if held.status != Status.ACCEPTED:
        return f"is {held.status}, and the format would state it as a fact"
    if held.end is not None and sayable(held.end) is None:
        return f"ended, but the format cannot hold {held.end!r}: without an end it would look open"
    return None


def identifiers_out(identifiers: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"scheme": scheme, "identifier": value} for scheme, value in identifiers]


def sources_out(cited: Iterable[CitationStatement]) -> list[dict[str, str]]:
    """Each address once; what has none is told by `without_address`."""
    titles: dict[str, str | None] = {}
    for each in cited:
        if is_address(each.source):
            titles[each.source] = titles.get(each.source) or each.title
    return [{"url": url, **({"note": title} if title else {})} for url, title in titles.items()]


def without_address(held: TenureStatement) -> Iterator[SkippedStatement]:
    """The sources that cannot be said: one is known by its web address."""
    for source in dict.fromkeys(each.source for each in held.cited if not is_address(each.source)):
        yield SkippedStatement(
            held.key or held.place, f"its source {shown(source)} has no web address, and the format needs one"
        )


def without_empty(item: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is None or empty."""
    return {key: value for key, value in item.items() if value not in (None, [], {})}
