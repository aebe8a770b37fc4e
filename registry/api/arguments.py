"""Arguments of the Python API: one of the wrong type is refused by its name, before anything is done.

What the type checker would say of a call, for those who use none.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from registry.domain.errors import RegistryError

Class = TypeVar("Class", bound=type)
Word = TypeVar("Word", bound=StrEnum)

DAY = "a text such as '2025-03-16' or a datetime.date"


def _is_evidence(value: object) -> bool:
    return type(value).__name__ == "Evidence"  # by its name: to import it takes pydantic's models


def _are_texts(value: object) -> bool:
    return _is_list(value) and all(isinstance(each, str) for each in value)  # type: ignore[attr-defined]


def _is_list(value: object) -> bool:
    """A text is not a list of its letters."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def _of(*kinds: type, but: type | None = None) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kinds) and not (but and isinstance(value, but))


# What an annotation lets in, and how that is said. Of any other annotation nothing is checked here.
_KINDS: dict[str, tuple[Callable[[object], bool], str]] = {
    "str": (_of(str), "a text"),
    "When": (_of(str, date), DAY),
    "datetime": (_of(date), "a datetime"),
    "int": (_of(int, but=bool), "a number"),
    "float": (_of(int, float, but=bool), "a number"),
    "bool": (_of(bool), "True or False"),
    "Path": (_of(Path), "a path"),
    "BinaryIO": (lambda value: hasattr(value, "read"), "an open file"),
    "Sequence[str]": (_are_texts, "a list of texts"),
    "Sequence[tuple[str, str]]": (_is_list, "a list of pairs of texts"),
    "Mapping[str, str]": (_of(Mapping), "a mapping of texts"),
    "Evidence": (_is_evidence, "an Evidence"),
    "None": (_of(type(None)), "None"),
}


def checked(owner: Class) -> Class:
    """Let every public method of the class look at its arguments first, and refuse to work on a closed file."""
    for name, method in list(vars(owner).items()):
        if inspect.isfunction(method) and not name.startswith("_") and name != "close":
            setattr(owner, name, _looking(method))
    return owner


def texts(given: str | Sequence[str]) -> list[str]:
    """One text or several, as a list. Raises RegistryError for an empty one."""
    found = [given] if isinstance(given, str) else list(given)
    if not found:
        raise RegistryError("an empty list names nothing; give at least one name")
    return found


def choice(kind: type[Word], value: str, argument: str) -> Word:
    """The word of a closed list. Raises RegistryError for another one."""
    try:
        return kind(value)
    except ValueError:
        *first, last = [str(each) for each in kind]
        raise RegistryError(f"{argument} is {', '.join(first)} or {last}, not {value!r}") from None


def _looking(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def looked(self: Any, *given: Any, **named: Any) -> Any:
        with self.file.wording():
            self.file.refuse_closed()
            _refuse(method, given, named)
            return method(self, *given, **named)

    return looked


def _refuse(method: Callable[..., Any], given: tuple[Any, ...], named: Mapping[str, Any]) -> None:
    """Raises TypeError for an argument of another type than its annotation says."""
    wanted, order = _wanted(method)
    for name, value in (*zip(order, given, strict=False), *named.items()):
        kinds = wanted.get(name)
        if kinds is not None and not any(_KINDS[kind][0](value) for kind in kinds):
            told = " or ".join(dict.fromkeys(_KINDS[kind][1] for kind in kinds))
            raise TypeError(f"{method.__name__}() takes {told} for {name}, not {value!r}")


@cache
def _wanted(method: Callable[..., Any]) -> tuple[dict[str, list[str]], list[str]]:
    """The kinds that each argument may be of, where all of them are known here; and the arguments in their order."""
    found: dict[str, list[str]] = {}
    parameters = list(inspect.signature(method).parameters.values())[1:]
    for parameter in parameters:
        kinds = [each.strip() for each in str(parameter.annotation).split("|")]
        if parameter.kind is not parameter.VAR_KEYWORD and all(kind in _KINDS for kind in kinds):
            found[parameter.name] = kinds
    return found, [each.name for each in parameters if each.kind is each.POSITIONAL_OR_KEYWORD]
