"""The base of the models, and how values become one: a message that names the field, the value and what it may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from registry.domain.entities.field_types import LOWER_CASE_WORDS
from registry.domain.errors import RegistryError
from registry.domain.names.text_hygiene import shown


class InvalidValueError(RegistryError):
    """A value that its field cannot hold."""


class Row(BaseModel):
    """A frozen model without further fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Model = TypeVar("Model", bound=BaseModel)


def validated(model: type[Model], values: Mapping[str, Any]) -> Model:
    """The model of `values`. Raises RegistryError that names the field, the value and what it may be."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise InvalidValueError(f"{field} {shown(first['input'])} {_reason(first)}") from error


def _reason(problem: Any) -> str:
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_unicode":
        return "contains half a character; remove it"
    if kind == "string_too_long":
        return f"is longer than the {context['max_length']} characters that fit"
    if kind == "string_pattern_mismatch" and context["pattern"] == LOWER_CASE_WORDS:
        return "must be words in lower case, such as party or sworn in"
    if kind == "string_pattern_mismatch":
        return "must be lower-case letters, digits and hyphens, such as andriy-hnatov or wikidata"
    if kind == "extra_forbidden":
        return "is not a known field"
    if kind in ("enum", "literal_error"):
        return f"must be {context['expected']}"
    if kind.startswith("int_"):
        return "must be a whole number"
    if kind in _LIMITS:
        return _LIMITS[kind].format(*context.values())
    return _PLAIN.get(kind, "cannot be used here")


_LIMITS = {
    "greater_than_equal": "must be {} or more",
    "greater_than": "must be more than {}",
    "less_than_equal": "must be {} or less",
    "less_than": "must be less than {}",
}
_PLAIN = {
    "string_type": "must be a text",
    "string_too_short": "must not be empty",
    "missing": "is missing",
    "bool_type": "must be yes or no",
    "bool_parsing": "must be yes or no",
}
