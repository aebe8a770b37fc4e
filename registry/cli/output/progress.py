"""What is being done, and how much is left, on stderr, while it takes long; nothing where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_BLOCK = 1 << 20


def _somebody_looks() -> bool:
    return sys.stderr.isatty()


@contextmanager
def progress() -> Iterator[Callable[[str, int, int | None], None]]:
    """Call it with what is done, how many of it, and of how many; None = that is not known."""
    if not _somebody_looks():
        yield lambda step, done, total: None
        return
    from rich.console import Console  # 40 ms, and nobody looks at most of what is done
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(),
               TextColumn("left:"), TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def tell(step: str, done: int, total: int | None) -> None:
            known = max(total, done) if total else None
            of = f" of {known:,}" if known else ""
            bar.update(task, description=f"{done:,}{of} {step}", completed=done, total=known)

        yield tell


@contextmanager
def counting(rows: Callable[[], int | None] | Callable[[], Mapping[str, int]]) -> Iterator[Callable[[str, int], None]]:
    """Call it with what is done and for how many rows. `rows`: asked at a terminal alone, how many there will be."""
    if not _somebody_looks():
        yield lambda done, number: None
        return
    found = rows()
    total = sum(found.values()) if isinstance(found, Mapping) else found
    with progress() as tell:
        yield lambda done, number: tell(f"rows {done}", number, total)


def lines_of(file: Path) -> int | None:
    """How many lines a text file has; None for a folder, a packed file or what is no file."""
    if not file.is_file() or file.suffix.lower() in (".xlsx", ".parquet", ".json", ".db"):
        return None
    with file.open("rb") as source:
        return sum(block.count(b"\n") for block in iter(lambda: source.read(_BLOCK), b""))
