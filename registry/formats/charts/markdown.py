"""Markdown: who held a role, as a table with links to the sources. Write only.

GitHub Flavored Markdown, https://github.github.com/gfm/#tables-extension-.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from registry.domain.exchange.export_view import ExportView
from registry.domain.exchange.statements import CitationStatement, SkippedStatement
from registry.domain.presentation.sentences import dates as dates_in_words
from registry.domain.vocabulary import Status
from registry.formats.charts.chart import lines_of, terms_in_words
from registry.formats.charts.spells import Spell, roles

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
    tables = []
    for _, title, spells in roles(picture):
        rows = [_row(_cells(spell)) for spell in spells]
        heading = [f"# {_text(title)}", "", _row(_COLUMNS), _row(["---"] * len(_COLUMNS))]
        tables.append(lines_of([*heading, *rows]))
    path.write_text("\n".join(tables), encoding="utf-8", newline="")
    return ()


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(spell: Spell) -> Sequence[str]:
    told = spell.told
    status = "" if told.status == Status.ACCEPTED else f", {told.status}"
    how = "; ".join(filter(None, (told.how, told.end_reason, terms_in_words(spell))))
    start, end = dates_in_words(told)
    return (
        _text(told.name) if told.name else "*vacant*",
        _text(told.rank or ""),
        f"{told.kind}{status}",
        _text(start),
        "" if told.end is None and not told.ended_by else _text(end),
        _text(how),
        ", ".join(dict.fromkeys(_link(each) for term in spell.terms for each in term.cited)),
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
