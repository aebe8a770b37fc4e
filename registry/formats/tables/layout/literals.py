"""Cells of a query service (SPARQL 1.1 Query Results, TSV): typed literals, language tags, addresses. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from registry.formats.tables.layout.heading_rows import Row

_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z-]+)|\^\^(<[^>]*>|\w+:\w+))?', re.DOTALL)
_IN_QUOTES = re.compile(r'"\^\^(?:<https?:|[a-z]+:\w)|"@[a-z]{2,3}(?:-[A-Za-z]+)?"')
_ADDRESS = re.compile(r"<([^<>\s]*)>")
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", '"': '"', "'": "'", "\\": "\\"}


def is_of_a_query(line: str) -> bool:
    """Whether the first line names variables: ?person, ?start."""
    cells = line.strip().split("\t")
    return len(cells) > 1 and all(cell.startswith(("?", "$")) for cell in cells)


def has_literals(text: str) -> bool:
    """Whether literals with a type (xsd:gYear) or a language stand in the cells of a CSV, as copied from a TSV."""
    return _IN_QUOTES.search(text) is not None


def plain(cell: str) -> tuple[str, str | None]:
    """The text of the cell, and its language or type; None if it is a plain text."""
    if cell[:1] == "<":
        match = _ADDRESS.fullmatch(cell)
        return (match[1], None) if match else (cell, None)
    match = _LITERAL.fullmatch(cell) if cell[:1] == '"' else None
    if not match:
        return cell, None
    text = re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), match[1], flags=re.DOTALL)
    sort = f"@{match[2]}" if match[2] else match[3]
    return text, sort.strip("<>").rpartition("#")[2] if sort else None


def plain_rows(rows: Iterator[Row], sorts: dict[str, int]) -> Iterator[Row]:
    """The rows with the texts of their cells; `sorts` counts the languages and types."""
    for number, cells in rows:
        if isinstance(cells, str):
            yield number, cells
            continue
        found = [plain(cell) for cell in cells]
        for _, sort in found:
            if sort:
                sorts[sort] = sorts.get(sort, 0) + 1
        yield number, [text for text, _ in found]
