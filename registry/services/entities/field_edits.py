"""The fields of a thing that is edited: which may be changed, to what, and whether anything changes. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from registry.domain.entities.validation import validated
from registry.domain.errors import RegistryError
from registry.domain.history.differences import Difference

Model = TypeVar("Model", bound=BaseModel)

_NEVER_EMPTY = ("name", "title", "organization", "person", "role", "kind", "status", "continuous")


class UnchangedError(RegistryError):
    """An edit that says what is already recorded."""


def with_changes(model: type[Model], recorded: Mapping[str, Any], changes: Mapping[str, Any]) -> Model:
    """The thing as recorded, with some fields changed; None clears one. Raises RegistryError."""
    if "slug" in changes:
        raise RegistryError(
            f"the slug {recorded['slug']} does not change, because others may refer to it; change the name"
        )
    for field, value in changes.items():
        if value is None and field in _NEVER_EMPTY:
            raise RegistryError(f"the {field} of {recorded['slug']} cannot be emptied; give another one")
    return validated(model, {**recorded, **changes})


def refuse_unchanged(
    label: str, found: Sequence[Difference], changes: Mapping[str, Any], more: Iterable[str] = ()
) -> None:
    """Raises UnchangedError if nothing differs; `more`: what else was asked for, as it is already recorded."""
    if not found:
        same = [
            f"no {field.replace('_', ' ')} is recorded"
            if value is None
            else f"the {field.replace('_', ' ')} is already {value}"
            for field, value in changes.items()
        ]
        raise UnchangedError(f"nothing to change in {label}: {', '.join([*same, *more]) or 'nothing was given'}")
