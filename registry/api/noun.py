"""What the four nouns have in common."""

from __future__ import annotations

import builtins
import warnings
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from registry.api.file import OpenFile

if TYPE_CHECKING:
    from registry.domain.history.differences import Edited
    from registry.store.entities.named import Noun as StoredNoun

Listed = TypeVar("Listed")


class Noun(Generic[Listed]):
    """What the command line has under a noun."""

    def __init__(self, file: OpenFile) -> None:
        self.file = file

    def list(self) -> builtins.list[Listed]:
        """Everything of this sort."""
        raise NotImplementedError

    def __call__(self) -> builtins.list[Listed]:
        """The same, as it was called until 0.1."""
        noun = type(self).__name__.lower()
        warnings.warn(f"registry.{noun}() is deprecated; use registry.{noun}.list()", DeprecationWarning, stacklevel=2)
        return self.list()


def further_name(
    file: OpenFile, noun: StoredNoun, owner: str, name: str, remove: bool, details: dict[str, Any]
) -> Edited:
    """Add a further name, edit the one that is there, or take it back."""
    from registry.services.entities.further_names import name_it, take_name_back

    if remove:
        return take_name_back(file.session, noun, owner, name)
    return name_it(file.session, noun, owner, name, file.dated(details))
