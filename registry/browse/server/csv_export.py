"""Datasette's own CSV and JSON of a table on its way out: harmless for spreadsheets, an open side of a date empty."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol

from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.exchange.csv_injection import harmless

_CELL = re.compile(r'"((?:[^"]|"")*)"|[^",\r\n]+')  # in quotation marks, or without
_OPEN = re.compile(rb'(?<!\\)"(?:%b|%b)"(?!\s*:)' % (FIRST_DAY.encode(), LAST_DAY.encode()))  # a value, no key


class Export(Protocol):
    """A file that comes in pieces."""

    def piece(self, more: bytes, last: bool) -> bytes:
        """What can be sent now."""


class CsvRows:
    """CSV. A row is rewritten when all of it is there."""

    def __init__(self) -> None:
        self._held = b""

    def piece(self, more: bytes, last: bool) -> bytes:
        """The rows that are whole."""
        self._held += more
        # A line break within quotation marks ends no row: up to it there is an odd number of marks.
        if not last and (not self._held.endswith(b"\n") or self._held.count(b'"') % 2):
            return b""
        text, self._held = self._held.decode(), b""
        return _CELL.sub(_harmless_cell, text).encode()


def _harmless_cell(cell: re.Match[str]) -> str:
    if cell[1] is not None:
        return f'"{harmless(cell[1])}"'
    return "" if cell[0] in (FIRST_DAY, LAST_DAY) else harmless(cell[0])


class Objects:
    """JSON; of at most so many rows, so it is held until it is whole."""

    def __init__(self) -> None:
        self._held = b""

    def piece(self, more: bytes, last: bool) -> bytes:
        """All of it at the end."""
        self._held += more
        return _OPEN.sub(b"null", self._held) if last else b""


def cleaned(app: Any, is_table: Callable[[Any], bool]) -> Callable[..., Any]:
    """The application with such files at the addresses of tables; `is_table` looks at the ASGI scope."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not is_table(scope):
            await app(scope, receive, send)
            return
        export: Export | None = None

        async def rewritten(event: Any) -> None:
            nonlocal export
            if event["type"] == "http.response.start":
                headers = [(name.lower(), value) for name, value in event["headers"]]
                export = _export_of(dict(headers).get(b"content-type", b""))
                if export:
                    headers = [header for header in headers if header[0] != b"content-length"]
                event = {**event, "headers": headers}
            elif export:
                more = event.get("more_body", False)
                event = {**event, "body": export.piece(event.get("body", b""), not more)}
            await send(event)

        await app(scope, receive, rewritten)

    return answer


def _export_of(content_type: bytes) -> Export | None:
    if content_type.startswith((b"text/csv", b"text/plain")):  # plain unless it is to be downloaded
        return CsvRows()
    return Objects() if content_type.startswith(b"application/json") else None
