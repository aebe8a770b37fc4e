"""What is written takes the place of what was there when it is whole, and not before: a file, a folder.

Whatever ends it earlier, an error, a full disk or Ctrl-C, leaves there what was there.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from registry.domain.errors import RegistryError
from registry.store.care.leftovers import unfinished_folder


@contextmanager
def folder_next_to(path: Path) -> Iterator[Path]:
    """A folder beside the path that nobody else can read, for as long as it is needed."""
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(unfinished_folder(path))
        except OSError as error:
            raise RegistryError(
                f"{str(path.parent)!r} cannot be written ({error.strerror}); name a folder where you may write"
            ) from error
        yield folder


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Where to write the file; what is not a file, as a pipe, is written to at the end."""
    if path.is_dir():
        raise RegistryError(f"{str(path)!r} is a folder; name a file in it")
    if path.exists() and not path.is_file():
        with tempfile.TemporaryDirectory() as folder:
            unfinished = Path(folder) / "new"
            yield unfinished
            with unfinished.open("rb") as source, path.open("wb") as sink:
                shutil.copyfileobj(source, sink)
        return
    target = path.resolve()  # of a link, not the link itself
    if not target.parent.is_dir():
        raise RegistryError(f"no folder {str(target.parent)!r} for {str(path)!r}; create it first")
    with folder_next_to(target) as work:
        unfinished = work / target.name
        yield unfinished
        if target.exists():
            unfinished.chmod(target.stat().st_mode & 0o777)
        unfinished.replace(target)


@contextmanager
def exchanged_folder(path: Path, refuse: Callable[[Path, Path], None]) -> Iterator[Path]:
    """An empty folder that takes the place of the one that is there.

    `refuse` raises where what is there (if anything is) must not give way to the new folder; it is asked twice, as
    somebody may put something there meanwhile.
    """
    target = path.resolve()
    refuse(target, target)
    if not target.parent.is_dir():
        raise RegistryError(f"no folder {str(target.parent)!r} for {str(path)!r}; create it first")
    with folder_next_to(target) as work:
        unfinished = work / "new"
        unfinished.mkdir()
        yield unfinished
        refuse(target, unfinished)
        if target.exists():
            target.rename(work / "old")
        try:
            unfinished.rename(target)
        except BaseException:
            with suppress(OSError):
                (work / "old").rename(target)
            raise


@contextmanager
def filled_folder(path: Path) -> Iterator[Path]:
    """An empty folder whose files go into the one that is there, each in the place of that of its name.

    What else is there stays: the folder may be one of a version control.
    """
    made = not path.exists()
    path.mkdir(parents=True, exist_ok=True)
    try:
        with folder_next_to(path / "new") as work:
            yield work
            for file in sorted(work.iterdir()):
                file.replace(path / file.name)
    except BaseException:
        if made:
            with suppress(OSError):
                path.rmdir()
        raise


def refuse_others(target: Path, unfinished: Path) -> None:
    """Raises RegistryError where something is in the folder that the new one does not have."""
    if target.exists() and not target.is_dir():
        raise RegistryError(f"{str(target)!r} is a file; name a new or an empty folder")
    others = _names(target) - _names(unfinished)
    if others:
        raise RegistryError(
            f"{str(target)!r} holds {min(others)!r}, which is not part of an export in this format; name a new or "
            "an empty folder, or move it away"
        )


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")} if folder.exists() else set()
