"""What is asked waits for its turn: so many requests are answered at a time, the rest in the order in which they came.

Each has a time limit, as a query has one: what takes longer is given up, so that the next is answered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from registry.browse.server.headers import HEADERS


@dataclass(frozen=True, slots=True)
class Turns:
    """`at_once`: requests that are answered at a time; `queue`: that may wait; seconds that one may wait, and take."""

    at_once: int = 8
    queue: int = 1_000
    wait: float = 30.0
    take: float = 60.0


def in_turns(app: Any, turns: Turns | None = None) -> Callable[..., Any]:
    """The application for many visitors at once. What cannot be answered in time is 503, with when to try again."""
    limits = turns or Turns()
    free = asyncio.Semaphore(limits.at_once)
    waiting = 0

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        nonlocal waiting
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        if waiting >= limits.queue:
            await _busy(send)
            return
        waiting += 1
        try:
            await asyncio.wait_for(free.acquire(), limits.wait)
        except TimeoutError:
            await _busy(send)
            return
        finally:
            waiting -= 1
        begun = False

        async def noted(event: Any) -> None:
            nonlocal begun
            begun = True
            await send(event)

        try:
            async with asyncio.timeout(limits.take):
                await app(scope, receive, noted)
        except TimeoutError:
            if begun:  # the connection ends without the rest, so that nobody takes a part for the whole
                raise
            await _busy(send)
        finally:
            free.release()

    return answer


async def _busy(send: Any) -> None:
    body = b"Too much is asked at the moment; try again in a little while.\n"
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"retry-after", b"10"),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": 503, "headers": [*headers, *HEADERS]})
    await send({"type": "http.response.body", "body": body})
