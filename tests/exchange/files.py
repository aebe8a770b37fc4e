"""Files and registries of these trials: every format that is read and written, and what stands in a file or folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from registry import Registry
from registry.formats.protocol import Writer, readers, writers

OURS = ("package", "jsonl")  # read by `registry import` itself, without a reader


def both_ways() -> list[Writer]:
    """Every format of others that is read and written: a new one is tried as soon as it is there."""
    read = {each.NAME for each in readers()}
    return [each for each in writers() if each.NAME in read]


def later() -> datetime:
    """After the last end of the sample registry: an end that is only due is not taken for one by every format."""
    return datetime(2026, 2, 1, 12, tzinfo=UTC)


def new_registry(path: Path, clock: Callable[[], datetime] = later) -> Registry:
    """An empty one, open."""
    Registry.create(path)
    return Registry(path, actor="a tester", clock=clock)


def rows_of(path: Path) -> bytes:
    """JSON lines of ours without the history, of which each registry has its own."""
    return b"".join(line for line in path.read_bytes().splitlines(keepends=True) if b'"table": "seals"' not in line)


def rows_in(path: Path) -> dict[str, bytes]:
    """What a package of either form holds but for the history, of which each registry has its own."""
    if path.is_file():
        return {"": rows_of(path)}
    return {name: file for name, file in content(path).items() if name != "seals.csv"}


def content(path: Path) -> dict[str, bytes]:
    """Of each file in it, by its place; of a file under the empty name."""
    if path.is_file():
        return {"": path.read_bytes()}
    return {each.relative_to(path).as_posix(): each.read_bytes() for each in path.rglob("*") if each.is_file()}
