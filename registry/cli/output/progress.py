"""What is being done, on stderr, while it takes long; nothing where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def counting() -> Iterator[Callable[[str, int], None]]:
    """Call it with what is done and for how many rows."""
    if not sys.stderr.isatty():
        yield lambda done, rows: None
        return
    from rich.console import Console  # 40 ms, and nobody looks at most imports
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("starting")
        yield lambda done, rows: progress.update(task, description=f"{rows:,} rows {done}")
