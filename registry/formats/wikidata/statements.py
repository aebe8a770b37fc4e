"""The rows of one P39 statement -> a tenure. Pure.

A statement has as many rows as there are combinations of its values: what differs between them is put together here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from registry.domain.dates.bounds import UNKNOWN
from registry.domain.dates.edtf import read_edtf
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import CitationStatement, DetailStatement, TenureStatement
from registry.domain.vocabulary import END_REASONS
from registry.formats.plain_dates import one_of
from registry.formats.tenure_details import ended
from registry.formats.wikidata.rows import ACTING, Item, Row

DIED = "Q5247364"  # death in office
_CAUSES = {  # English labels of end causes -> our words
    "death in office": "died", "death": "died", "resignation": "resigned", "dismissal": "dismissed",
    "retirement": "retired", "end of term": "term ended", "promotion": "promoted", "transfer": "transferred",
    "removal from office": "removed", "abolition": "abolished", "disqualification": "disqualified",
}  # fmt: skip
_REMARKS = (
    ("nature", "nature of statement"), ("circumstances", "sourcing circumstances"), ("electedIn", "elected in"),
    ("cabinet", "cabinet"),
)  # fmt: skip
_DETAILS = {"ordinal": "ordinal", "term": "term", "area": "district", "group": "group"}


class PositionStatement(NamedTuple):
    """A tenure, and whom it says to have come before and after: people."""

    held: TenureStatement
    replaces: Sequence[Item]
    replaced_by: Sequence[Item]


def statement_of(rows: Sequence[Row], held: TenureStatement, reading: ReadingOptions) -> PositionStatement:
    """`held`: who, what and where it stands. Raises DateError for a date that cannot be kept."""
    start, end, notes = _dates(rows)
    end, due = ended(end, reading.today)
    reason, cause = _end_reason(rows)
    notes += cause
    for what, said in _REMARKS:
        texts = _labels(rows, what)
        notes += [f"{said}: {', '.join(texts)}"] if texts else []
    details = {field: _labels(rows, what) for field, what in _DETAILS.items()}
    held = held._replace(
        start=start,
        end=end,
        kind="acting" if any(row.acting for row in rows) else "substantive",
        status="rejected" if any((row.text("rank") or "").endswith("DeprecatedRank") for row in rows) else "accepted",
        how="elected" if any(row.items("electedIn") for row in rows) else None,
        end_reason=reason,
        note="; ".join(notes) or None,
        cited=tuple(dict.fromkeys(cited for row in rows for cited in _cited(row))),
        details=tuple(DetailStatement(field, ", ".join(texts)) for field, texts in details.items() if texts),
        dates=due,
    )
    return PositionStatement(held, _items(rows, "replaces"), _items(rows, "replacedBy"))


def _labels(rows: Sequence[Row], what: str) -> list[str]:
    return list(dict.fromkeys(item.label for row in rows for item in row.items(what) if item.id != ACTING))


def _items(rows: Iterable[Row], what: str) -> list[Item]:
    return list({item.id or item.label: item for row in rows for item in row.items(what)}.values())


def date_of(rows: Iterable[Row], what: str) -> str | None:
    """One date, alternatives, or XXXX if it is only said that there is one. Raises DateError."""
    found = {date for row in rows if (date := row.date(what))}
    return one_of(found - {UNKNOWN}) or (UNKNOWN if found else None)


def _dates(rows: Sequence[Row]) -> tuple[str | None, str | None, list[str]]:
    """The start and the end, and what cannot be put to either.

    P1319 and P1326 (earliest, latest date) do not say of which of the two they speak: they are taken for the one that
    is not known, if the other one is.
    """
    start, end = date_of(rows, "start"), date_of(rows, "end")
    earliest, latest = (known_date(rows, what) for what in ("earliest", "latest"))
    start = None if start == UNKNOWN else start
    if not (earliest or latest):
        return start, end, []
    if not start and end != UNKNOWN:
        return _between(earliest, latest), end, []
    if start and end == UNKNOWN:
        return start, _between(earliest, latest), []
    said = (("earliest date", earliest), ("latest date", latest))
    return start, end, [f"{name}: {date}" for name, date in said if date]


def known_date(rows: Iterable[Row], what: str) -> str | None:
    """As date_of, None if it is only said that there is one."""
    found = date_of(rows, what)
    return None if found == UNKNOWN else found


def _between(earliest: str | None, latest: str | None) -> str:
    first = read_edtf(earliest).earliest if earliest else None
    last = read_edtf(latest).latest if latest else None
    if earliest and latest and re.fullmatch("[0-9-]+", earliest + latest) and len(earliest) == len(latest):
        return read_edtf(f"[{earliest}..{latest}]").text
    return read_edtf(f"[{first or ''}..{last or ''}]").text


def _end_reason(rows: Sequence[Row]) -> tuple[str | None, list[str]]:
    """Our word for the end cause, or the source's own; as a remark if there are several or it could be a slip."""
    causes = _items(rows, "cause")
    words = list(dict.fromkeys(_cause(item) for item in causes))
    if len(words) == 1 and _takes(words[0]):
        return words[0], []
    return None, [f"end cause: {', '.join(words)}"] if words else []


def _cause(item: Item) -> str:
    label = item.label.lower()
    if item.id == DIED:
        return "died"
    return _CAUSES.get(label) or (label if label in END_REASONS else item.label)


def _takes(word: str) -> bool:
    """Whether it is a word, not a Q-number, and does not look like a slip of a known word (entities/field_types.py)."""
    from difflib import get_close_matches  # 4 ms, and only an end with a cause needs it

    return word in END_REASONS or not (
        re.fullmatch("Q[0-9]+", word) or len(word) > 100 or get_close_matches(word.lower(), END_REASONS, 1, 0.8)
    )


def _cited(row: Row) -> Iterator[CitationStatement]:
    """The reference of this row; one without an address and without a work that it is stated in names no source."""
    work = row.item("statedIn")
    url, title, publisher = row.text("url"), row.text("title"), row.item("publisher")
    source = url or (work.label if work else None)
    if source is None:
        return
    yield CitationStatement(
        source,
        title or (work.label if work and url else None),
        publisher.label if publisher else None,
        published=known_date([row], "published"),
        accessed=_looked_at(row.text("retrieved")),
        archive_url=row.text("archive"),
        quote=row.text("quote"),
        locator=f"page {page}" if (page := row.text("page")) else None,
    )


def _looked_at(text: str | None) -> str | None:
    """P813 is a day even where no precision says so, also on the first of a month."""
    match = re.match(r"\+?([0-9]{4}-[0-9]{2}-[0-9]{2})(?!\d)", text or "")
    return read_edtf(match[1]).text if match else None
