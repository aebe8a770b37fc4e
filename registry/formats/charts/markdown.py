"""Markdown: who held a role, as a table with links to the sources. Write only.

GitHub Flavored Markdown, https://github.github.com/gfm/#tables-extension-.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from registry.domain.dates.bounds import UNKNOWN
from registry.domain.dates.wording import date_in_words
from registry.domain.exchange.export_view import ExportView
from registry.domain.exchange.statements import CitationStatement, SkippedStatement, TenureStatement
from registry.domain.vocabulary import Status
from registry.formats.charts.chart import lines_of, roles

NAME = "markdown"
TITLE = "Markdown: who held a role, as a table"

SUFFIX = ".md"
SAYS = frozenset({
    "tenure.person", "tenure.post", "tenure.start", "tenure.end", "tenure.kind", "tenure.status", "tenure.rank",
    "tenure.how", "tenure.end_reason", "tenure.cited", "source.source", "source.title", "person.name", "role.title",
    "role.organization", "organization.name",
})  # fmt: skip
OF_ROLES = True

_COLUMNS = ("Person", "Rank", "Kind", "From", "To", "How and why", "Sources")
_SIGNS = re.compile(r"[\\|*_\[\]<>`#~&$]")
_UNSAFE = re.compile(r"[<>|\\`\s]")  # in an address between < and >, in a cell


def says_date(_: str) -> bool:
    """Any, in words."""
    return True


def write(picture: ExportView, path: Path) -> Sequence[SkippedStatement]:
    """Write a heading and a table for each role."""
    names = {person.key: person.name for person in picture.people}
    tables = []
    for _, title, tenures in roles(picture):
        rows = [_row(_cells(held, names)) for held in tenures]
        heading = [f"# {_text(title)}", "", _row(_COLUMNS), _row(["---"] * len(_COLUMNS))]
        tables.append(lines_of([*heading, *rows]))
    path.write_text("\n".join(tables), encoding="utf-8", newline="")
    return ()


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(held: TenureStatement, names: dict[str, str]) -> Sequence[str]:
    status = "" if held.status == Status.ACCEPTED else f", {held.status}"
    how = "; ".join(filter(None, (held.how, held.end_reason)))
    return (
        _text(names[held.person]) if held.person else "*vacant*",
        _text(held.rank or ""),
        f"{held.kind}{status}",
        _text(date_in_words(held.start)) if held.start else "not known",
        "" if held.end is None else "not known" if held.end == UNKNOWN else _text(date_in_words(held.end)),
        _text(how),
        ", ".join(dict.fromkeys(_link(each) for each in held.cited)),
    )


def _link(each: CitationStatement) -> str:
    text = _text(each.title or each.source)
    return (
        f"[{text}](<{_UNSAFE.sub(_in_percent, each.source)}>)"
        if each.source.startswith(("http://", "https://"))
        else text
    )


def _in_percent(sign: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in sign[0].encode())


def _text(text: str) -> str:
    """What would mean something to Markdown as it is written; a cell is one line."""
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", " ".join(text.split()))
