"""Connections of a served registry: one that asks nothing is closed, so that nobody is shut out by the idle.

A connection is no request: many may be open, and what is asked waits in the queue of waiting.py. A request must be
there whole within some seconds, however slowly its parts come.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

_SECONDS = 10.0  # for the line and the headers of a request; also between two requests
_MOST = 800  # open at a time; an operating system gives a process 1,024 files unless told otherwise


class PatientProtocol(H11Protocol):
    """HTTP/1.1 with an end to waiting. `seconds` and `most` are attributes of the class, so that tests may set them."""

    seconds = _SECONDS
    most = _MOST

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Where there are too many connections, the one that has asked nothing for longest makes room."""
        super().connection_made(transport)
        self._deadline: asyncio.TimerHandle | None = None
        self._waiting_since = self.loop.time()
        self._await_request()
        if len(self.connections) > self.most:
            idle: list[Any] = [each for each in self.connections if isinstance(each, PatientProtocol) and each.is_idle]
            min(idle, key=lambda each: each._waiting_since, default=self).transport.abort()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being answered: nothing was asked yet, or not all of it has come."""
        return self.cycle is None or bool(self.cycle.response_complete)

    def data_received(self, data: bytes) -> None:
        """A part of a request does not extend the time for the whole."""
        super().data_received(data)
        if not self.is_idle:
            self._cancel()

    def on_response_complete(self) -> None:
        """The time for the next request begins."""
        super().on_response_complete()
        if not self.transport.is_closing() and self.is_idle:
            self._waiting_since = self.loop.time()
            self._await_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._cancel()
        super().connection_lost(exc)

    def _await_request(self) -> None:
        self._cancel()
        self._deadline = self.loop.call_later(self.seconds, self._give_up)

    def _give_up(self) -> None:
        if self.is_idle:
            self.transport.abort()

    def _cancel(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
