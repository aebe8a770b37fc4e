"""Arguments of the Python API: one of the wrong type is refused by its name, before anything is done.

What the type checker would say of a call, for those who use none.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar

Class = TypeVar("Class", bound=type)

# What an annotation lets in, and how that is said. Of any other annotation nothing is checked here.
_TYPES: dict[str, tuple[tuple[type, ...], str]] = {
    "str": ((str,), "a text"),
    "When": ((str, date), "a text such as '2025-03-16' or a datetime.date"),
    "datetime": ((date,), "a datetime"),
    "int": ((int,), "a number"),
    "float": ((int, float), "a number"),
    "bool": ((bool,), "True or False"),
    "Path": ((Path,), "a path"),
    "Sequence[str]": ((Sequence,), "a list of texts"),
    "Sequence[tuple[str, str]]": ((Sequence,), "a list of pairs of texts"),
    "Mapping[str, str]": ((Mapping,), "a mapping of texts"),
    "None": ((type(None),), "None"),
}
_NO_LISTS = ("Sequence[str]", "Sequence[tuple[str, str]]")  # for which a text is no list of its letters


def checked(owner: Class) -> Class:
    """Let every public method of the class look at its arguments first, and refuse to work on a closed file."""
    for name, method in list(vars(owner).items()):
        if inspect.isfunction(method) and not name.startswith("_") and name != "close":
            setattr(owner, name, _looking(method))
    return owner


def _looking(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def looked(self: Any, *given: Any, **named: Any) -> Any:
        self.file.refuse_closed()
        _refuse(method, given, named)
        return method(self, *given, **named)

    return looked


def _refuse(method: Callable[..., Any], given: tuple[Any, ...], named: Mapping[str, Any]) -> None:
    """Raises TypeError for an argument of another type than its annotation says."""
    wanted, order = _wanted(method)
    for name, value in (*zip(order, given, strict=False), *named.items()):
        kinds = wanted.get(name)
        if kinds is not None and not any(_is(value, kind) for kind in kinds):
            said = " or ".join(dict.fromkeys(_TYPES[kind][1] for kind in kinds))
            raise TypeError(f"{method.__name__}() takes {said} for {name}, not {value!r}")


def _is(value: object, kind: str) -> bool:
    if kind in _NO_LISTS and isinstance(value, str):
        return False
    if kind in ("int", "float") and isinstance(value, bool):
        return False
    return isinstance(value, _TYPES[kind][0])


@cache
def _wanted(method: Callable[..., Any]) -> tuple[dict[str, list[str]], list[str]]:
    """The kinds that each argument may be of, where all of them are known here; and the arguments in their order."""
    found: dict[str, list[str]] = {}
    parameters = list(inspect.signature(method).parameters.values())[1:]
    for parameter in parameters:
        kinds = [each.strip() for each in str(parameter.annotation).split("|")]
        if parameter.kind is not parameter.VAR_KEYWORD and all(kind in _TYPES for kind in kinds):
            found[parameter.name] = kinds
    return found, [each.name for each in parameters if each.kind is each.POSITIONAL_OR_KEYWORD]
