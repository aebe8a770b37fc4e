"""A record as YAML to be edited by hand, and back: every value is a text, a list or a mapping of texts. Pure.

Nothing is taken for a number, a day or a truth value: `2025-03-16`, `1944` and `no` stay what was typed. An empty
value is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from registry.domain.errors import RegistryError

if TYPE_CHECKING:
    from yaml import Node

_EMPTY = ("", "~", "null", "none")
_WIDTH = 100_000  # a long note stays on its line


class DocumentError(RegistryError):
    """A document that cannot be read; `line`: where, counted from 1; None = nowhere in particular."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def to_yaml(fields: Mapping[str, Any], comments: Mapping[str, str]) -> str:
    """One field after another; `comments`: what stands behind or, of lists, above a field."""
    lines: list[str] = []
    for field, value in fields.items():
        comment = comments.get(field)
        dumped = _dumped(field, [*value] if isinstance(value, (list, tuple)) else value)
        if comment and ("\n" in dumped or isinstance(value, (list, tuple))):
            lines += [f"# {comment}", dumped]
        else:
            lines.append(f"{dumped}{f'  # {comment}' if comment else ''}")
    return "\n".join([*lines, ""])


def from_yaml(text: str, known: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, int]]:
    """The values by field, and the line of each field. Raises DocumentError for what is no field that is `known`."""
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise DocumentError(f"this is no YAML: {error.problem or error.context}", line) from error
    except yaml.YAMLError as error:
        raise DocumentError(f"this is no YAML: {error}") from error
    if root is None:
        return {}, {}
    if not isinstance(root, yaml.MappingNode):
        raise DocumentError("write one field a line, such as `note: a remark`", root.start_mark.line + 1)
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, value in root.value:
        field, line = str(key.value), key.start_mark.line + 1
        if field not in known:
            raise DocumentError(f"no field is called {field!r}; there are {', '.join(known)}", line)
        if field in values:
            raise DocumentError(f"{field!r} is there twice; leave one out", line)
        values[field], lines[field] = _value(value), line
        if isinstance(known[field], (list, tuple)) != isinstance(values[field], list):
            values[field] = _as_list(field, values[field], line, wanted=isinstance(known[field], (list, tuple)))
    return values, lines


def _as_list(field: str, value: Any, line: int, *, wanted: bool) -> list[Any]:
    if wanted and value is None:
        return []
    told = "takes a list: one line each, that begins with `- `" if wanted else "takes one value, not several"
    raise DocumentError(f"{field!r} {told}", line)


def _value(node: Node) -> Any:
    import yaml

    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(each) for each in node.value]
    plain = node.style is None  # `"none"` in quotation marks is the word
    return None if (plain and node.value.lower() in _EMPTY) or node.value == "" else node.value


def _dumped(field: str, value: Any) -> str:
    import yaml

    if value is None or str(value).lower() in _EMPTY:
        return f"{field}:" if value is None else f'{field}: "{value}"'

    # Texts without quotation marks, even where they look like days or numbers: they are read back as texts.
    plain = type("Plain", (yaml.SafeDumper,), {"yaml_implicit_resolvers": {}})
    options = {"allow_unicode": True, "sort_keys": False, "width": _WIDTH, "default_flow_style": False}
    text: str = yaml.dump({field: _texts(value)}, Dumper=plain, **options)
    return text.rstrip("\n")


def _texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _texts(each) for key, each in value.items() if each is not None}
    if isinstance(value, (list, tuple)):
        return [_texts(each) for each in value]
    return str(value)
