"""Writers take turns: in the order in which they come, where SQLite lets whoever happens to try next go first.

The place to queue at is a lock on the folder of the file, so nothing is left beside it. Who waits too long, or where
there is no such lock, goes on and leaves it to SQLite: the queue is fair, not what keeps writers apart.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # on Windows
    flock = None  # type: ignore[assignment]


@contextmanager
def turn(path: Path, seconds: float) -> Iterator[None]:
    """Wait for one's turn to write to the file, for so many seconds at most, and have it in the block."""
    handle = _place(path)
    if handle is None:
        yield
        return
    try:
        flock(handle, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        waiting = _Waiting(handle)
        try:
            waiting.wait(seconds)
            yield
        finally:
            waiting.leave()
    except OSError:  # a file system without such locks
        os.close(handle)
        yield
    else:
        try:
            yield
        finally:
            os.close(handle)


def _place(path: Path) -> int | None:
    if flock is None or not path.name:  # in memory
        return None
    try:
        return os.open(path.parent, os.O_RDONLY)
    except OSError:
        return None


class _Waiting:
    """Somebody in the queue. The lock has no time limit, so a thread waits for it, and can be left behind."""

    def __init__(self, handle: int) -> None:
        from threading import Event, Lock, Thread  # only who has to wait needs them

        self._handle = handle
        self._has_it = Event()
        self._ended = False
        self._lock = Lock()
        Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        with suppress(OSError):
            flock(self._handle, LOCK_EX)
        with self._lock:
            if self._ended:
                os.close(self._handle)
            else:
                self._has_it.set()

    def wait(self, seconds: float) -> None:
        self._has_it.wait(seconds)

    def leave(self) -> None:
        """Let the next one go; if the turn never came, as soon as it does."""
        with self._lock:
            self._ended = True
            if self._has_it.is_set():
                os.close(self._handle)
