"""A public copy of a registry, and the folder of what is made of one: there whole, or as it was before."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from registry.domain.audit.findings import Finding, Severity
from registry.domain.errors import RegistryError
from registry.services.audit.check import check
from registry.services.care.atomic_write import exchanged_folder, folder_next_to
from registry.store.database import registry_file
from registry.store.publishing import public_copy
from registry.store.publishing.marked_texts import marked_texts

MARKER = "published.json"  # lists what was written, so that only that is ever replaced
_MADE_BY = "registry publish"


@dataclass(frozen=True, slots=True)
class Published:
    """A copy: newest change of the registry and when it was made (UTC), how many private texts the copy is without
    (`left_out`: by TABLE.COLUMN), and what the rules find wrong with what it says.
    """

    file: str
    change: int | None
    recorded_at: str | None
    private: int
    errors: tuple[Finding, ...]
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PublishReport:
    """A published folder: what it is, how many files of how many bytes, and of which change of the registry."""

    folder: str
    kind: str
    files: int
    bytes: int
    change: int | None
    recorded_at: str | None


def publish(
    connection: sqlite3.Connection, file: Path, rules: public_copy.Rules, today: str, *, strict: bool = False
) -> Published:
    """Write a copy by the rules. Raises RegistryError if the registry is not sound; `strict`: or has errors."""
    if file.exists():
        raise RegistryError(f"{str(file)!r} already exists; name a new file")
    path = registry_file.path_of(connection)
    _refuse_unsound(connection, path)
    with folder_next_to(file) as work:
        held = public_copy.write_public_copy(connection, file, work / "copy.db", rules)
    try:
        with closing(registry_file.open_to_read(file)) as copy:
            _refuse_unsound(copy, path)
            errors = tuple(check(copy, None, today, severity=Severity.ERROR))
        if strict:
            _refuse(errors)
    except BaseException:
        file.unlink()
        raise
    return Published(str(file), held.change, held.recorded_at, sum(held.private.values()), errors, held.private)


def refuse_private(connection: sqlite3.Connection) -> None:
    """Raises RegistryError if a text of the registry is marked private: before others see it as it is."""
    found = marked_texts(connection)
    if found:
        count, places = sum(found.values()), ", ".join(sorted(found))
        texts = "1 text is" if count == 1 else f"{count:,} texts are"
        raise RegistryError(
            f"{texts} marked private ({places}), and others would see them here; serve what `registry publish DIR` "
            "writes, which is without them, or give --show-private"
        )


def _refuse(errors: Sequence[Finding]) -> None:
    if errors:
        raise RegistryError(
            f"`registry check` finds {len(errors)} error{'s' if len(errors) > 1 else ''}, the first: "
            f"{errors[0].title}: {errors[0].facts}; correct or waive them, or publish without --strict"
        )


def _refuse_unsound(connection: sqlite3.Connection, path: Path) -> None:
    found = public_copy.faults(connection)
    if found:
        raise RegistryError(
            f"{str(path)!r} is not sound ({found[0].what}), so it is not published; see `registry doctor`"
        )


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """An empty folder that takes the place of `folder` at the end, if all went well.

    Raises RegistryError where something is that no earlier publication has written.
    """
    with exchanged_folder(folder, lambda target, _: _refuse_foreign(folder, target)) as unfinished:
        yield unfinished


def finish(unfinished: Path, folder: Path, kind: str, copy: Published) -> PublishReport:
    """Write down what is in the folder, before it takes its place."""
    files = [path for path in sorted(unfinished.rglob("*")) if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    digests = {path.relative_to(unfinished).as_posix(): _digest(path) for path in files if path.suffix == ".db"}
    told = {"made_by": _MADE_BY, "kind": kind, "change": copy.change, "recorded_at": copy.recorded_at}
    names = [path.relative_to(unfinished).as_posix() for path in files]
    text = json.dumps({**told, "files": names, "sha256": digests}, ensure_ascii=False, indent=1) + "\n"
    (unfinished / MARKER).write_text(text, "utf-8")
    size += len(text.encode())
    return PublishReport(str(folder), kind, len(files) + 1, size, copy.change, copy.recorded_at)


def _refuse_foreign(folder: Path, target: Path) -> None:
    """Raises RegistryError if the folder holds what no earlier publication wrote."""
    if not target.exists():
        return
    if not target.is_dir():
        raise RegistryError(f"{str(folder)!r} is a file; name a folder that is to be written")
    ours = _listed(target)
    for name, digest in _digests(target).items():
        if (target / name).is_file() and _digest(target / name) != digest:
            raise RegistryError(
                f"{str(folder)!r}: {name!r} was changed after it was published, so it is not replaced; "
                "name a new folder, or move it away"
            )
    for path in target.rglob("*"):
        name = path.relative_to(target).as_posix()
        if not (path.is_dir() and not path.is_symlink()) and name not in ours:
            raise RegistryError(
                f"{str(folder)!r} holds {name!r}, which `registry publish` did not write; "
                "name a new or an empty folder, or move it away"
            )


def _digests(folder: Path) -> dict[str, str]:
    """The digests of the registries in an earlier publication, as it wrote them; none in an old one."""
    if not _listed(folder):
        return {}
    found = json.loads((folder / MARKER).read_text("utf-8")).get("sha256")
    return {str(name): str(digest) for name, digest in found.items()} if isinstance(found, dict) else {}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _listed(folder: Path) -> set[str]:
    """The files that an earlier publication wrote."""
    try:
        told = json.loads((folder / MARKER).read_text("utf-8"))
        return {*told["files"], MARKER} if told["made_by"] == _MADE_BY else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()
