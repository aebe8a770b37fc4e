"""YAML, JSON and JSON lines from files nobody here made: nothing in them is run, and nothing is expanded.

A file is refused before it can exhaust memory or the stack: what is too large for one document, a line that is too
long, what is nested too deep, YAML's aliases and tags (libyaml's own loader follows any depth until it crashes).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from registry.domain.errors import RegistryError
from registry.domain.names.text_hygiene import one_line

_LARGEST = 256 * 1024 * 1024  # bytes; a document takes several times as much memory
_LONGEST_LINE = 16 * 1024 * 1024
_DEEPEST = 60
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class FormatError(RegistryError):
    """A file that cannot be read in its format: where, and why."""


def read_text(path: Path) -> str:
    """The whole file, UTF-8 with or without a byte order mark."""
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise FormatError(
                f"{path.name} has {size // 1_000_000} MB, and one document can have {_LARGEST // 1_000_000}; "
                "split it, or use a format of lines (CSV, JSON lines)"
            )
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(f"{path.name} is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise FormatError(f"{path.name} cannot be read: {error.strerror}") from error


def read_json(path: Path) -> Any:
    """What the document holds. Raises FormatError."""
    return _parsed(read_text(path), path.name)


def json_lines(path: Path) -> Iterator[tuple[str, Any]]:
    """Where each line stands, and what it holds; empty lines are passed over. Raises FormatError."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(_LONGEST_LINE + 1):
            number += 1
            place = f"{path.name}, line {number}"
            if len(line) > _LONGEST_LINE:
                raise FormatError(
                    f"{place} is longer than {_LONGEST_LINE // 1_000_000} MB, so it is not a line of JSON"
                )
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
            except UnicodeDecodeError as error:
                raise FormatError(f"{place} is not UTF-8 (byte {error.start}); save it as UTF-8") from error
            if text:
                yield place, _parsed(text, place)


def _parsed(text: str, place: str) -> Any:
    try:
        found = json.loads(text)
        half = "\\u" in text and _LONE_SURROGATE.search(json.dumps(found, ensure_ascii=False))
    except json.JSONDecodeError as error:
        raise FormatError(f"{place} is not JSON that can be read: {error}") from error
    except RecursionError as error:
        raise _too_deep(place) from error
    except ValueError as error:  # Python reads no number of more than 4,300 digits
        raise FormatError(f"{place} contains a number with too many digits") from error
    if half:
        raise FormatError(f"{place} contains half a character (a lone surrogate such as \\ud800); correct it")
    return found


def _too_deep(place: str) -> FormatError:
    """The same words whoever notices the depth: this module, json or libyaml."""
    return FormatError(f"{place}: nested too deeply to be such a file")


def read_yaml(path: Path) -> Any:
    """What the document holds, in lists and mappings of texts; an empty scalar, ~ and null are None.

    Nothing is taken for a number, a day or a truth: `NO` is Norway and 1994-05-09 a text. Raises FormatError.
    """
    import yaml

    text = read_text(path)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C, where there is one, is 15 times faster
    try:
        return _built(yaml.parse(text, Loader=loader), path.name)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if mark and _open_brackets(text[: mark.index]) > _DEEPEST:  # libyaml reads ahead, so it may notice first
            raise _too_deep(f"{path.name}, line {mark.line + 1}") from error
        raise FormatError(
            f"{path.name} is not YAML that can be read: {one_line(' '.join(str(error).split()), 300)}"
        ) from error


def _built(events: Iterator[Any], name: str) -> Any:
    """The first document, from the parser's events: without recursion, whatever the depth."""
    whole: list[Any] = []
    open_: list[Any] = [whole]
    keys: list[str | None] = [None]  # of each open mapping, the key that waits for its value
    for event in events:
        kind = type(event).__name__
        if kind == "AliasEvent" or getattr(event, "tag", None) or getattr(event, "anchor", None):
            raise FormatError(f"{name}, line {event.start_mark.line + 1}: anchors, aliases and tags are not supported")
        if kind == "ScalarEvent":
            plain = not event.style  # None in Python's parser, '' in C's
            _put(open_, keys, None if plain and event.value in ("", "~", "null") else event.value)
        elif kind in ("SequenceStartEvent", "MappingStartEvent"):
            if len(open_) > _DEEPEST:
                raise _too_deep(f"{name}, line {event.start_mark.line + 1}")
            opened: list[Any] | dict[str, Any] = [] if kind == "SequenceStartEvent" else {}
            _put(open_, keys, opened)
            open_.append(opened)
            keys.append(None)
        elif kind in ("SequenceEndEvent", "MappingEndEvent"):
            open_.pop()
            keys.pop()
        elif kind == "DocumentEndEvent":
            break
    return whole[0] if whole else None


def _open_brackets(text: str) -> int:
    return text.count("[") + text.count("{") - text.count("]") - text.count("}")


def _put(open_: list[Any], keys: list[str | None], value: Any) -> None:
    inner = open_[-1]
    if isinstance(inner, list):
        inner.append(value)
    elif keys[-1] is None:
        keys[-1] = str(value)
    else:
        inner[keys[-1]] = value
        keys[-1] = None
