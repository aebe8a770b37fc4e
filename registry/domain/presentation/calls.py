"""A message for the command line as a message for Python: its commands become calls, its options arguments.

Services name remedies as commands, such as `registry undo 3`; the command line and the pages print them as they are.
Pure. A text without a command or an option stays as it is.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from registry.domain.errors import RegistryError

_COMMAND = re.compile(r"`registry ([a-z][^`]*)`")
_OPTION = re.compile(r"(?<![\w=-])--([a-z][a-z-]+)(?: (acting|none)\b)?")
_NOUNS = {"person": "people", "organization": "organizations", "role": "roles", "source": "sources"}
_VERBS = {
    "init": "Registry.create(path)",
    "restore": "Registry.restore(path, backup)",
    "import": "registry.import_file",
    "export": "registry.export_file",
}
# Commands that take something away are verbs of their own in Python.
_REMOVING = {"cite": "uncite", "distinct": "not_distinct", "link": "unlink", "succeeded": "unlink"}
_EVIDENCE = {"source": "source", "source-title": "title"} | {
    each: each for each in ("publisher", "published", "quote", "locator", "observed")
}
_WITH_EVIDENCE = {"appoint", "succeed", "end", "vacant", "cite", "confirm", "roster", "record"}
_ARGUMENTS = {"from": "start", "to": "end", "rule": "rules", "id": "identifiers", "no-id": "not_identifiers"} | {
    "no-parent": "not_parents", "db": "path", "format": "form", "all": "everyone", "acting": "kind"
}  # fmt: skip
_READING = {"column": "columns", "ends": "exclusive", "encoding": "encoding", "seats": "seats", "wide": "wide"}
_FLAGS = {"new", "force", "below", "dry-run", "with-later", "repair", "skip-unknown", "strict", "terms", "waived"}
_LISTS = {"rules", "also", "not_also", "incompatible", "compatible", "not_parents"}
_NUMBERED = {"undo", "show"}


@contextmanager
def calls_in_errors() -> Iterator[None]:
    """Let what is refused in the block name calls."""
    try:
        yield
    except RegistryError as error:
        if error.has_choices:
            raise
        first, *others = error.args or ("",)
        error.args = (in_python(str(first)), *others)
        raise


def in_python(message: str) -> str:
    """The message with calls in the place of commands."""
    parts = _COMMAND.split(message)
    plain = [_OPTION.sub(_argument_in_text, part) for part in parts[::2]]
    calls = [f"`{call_of(words)}`" for words in parts[1::2]]
    return "".join(part for pair in zip(plain, [*calls, ""], strict=True) for part in pair).replace(
        "type `r", "call `r"
    )


def call_of(command: str) -> str:
    """The call that does what the words after `registry` do; `…` and words in capitals stand for what is not known."""
    try:
        words = shlex.split(command)
    except ValueError:
        words = command.split()
    noun, verb, rest = ("", words[0], words[1:])
    if verb in _NOUNS:
        noun, verb, rest = f"{_NOUNS[verb]}.", (words[1:] or ["list"])[0], words[2:]
    if "--remove" in rest and verb in _REMOVING:
        verb, rest = _REMOVING[verb], [each for each in rest if each != "--remove"]
    target = f"registry.{noun}{verb.replace('-', '_')}" if noun or verb not in _VERBS else _VERBS[verb]
    if target.endswith(")"):
        return target
    return f"{target}({', '.join(_arguments(verb, rest))})"


def _arguments(verb: str, words: Sequence[str]) -> Iterator[str]:
    """The arguments of a call, by place and then by name; what describes a source is one Evidence."""
    placed, named = _parted(words)
    evidence = {_EVIDENCE[name]: value for name, value in named if name in _EVIDENCE and verb in _WITH_EVIDENCE}
    if verb == "cite" and len(placed) > 1:
        evidence = {"source": placed.pop(), **evidence}
    for each in placed:
        yield str(int(each)) if verb in _NUMBERED and each.isdecimal() else _value(each)
    if evidence:
        source = _value(evidence.pop("source", "…"))
        others = "".join(f", {name}={_value(value)}" for name, value in evidence.items())
        yield f"{'' if verb == 'cite' else 'evidence='}Evidence({source}{others})"
    for name, value in named:
        if name not in _EVIDENCE or verb not in _WITH_EVIDENCE:
            yield _named(name, value)


def _parted(words: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """What is given by place, and the options with their values."""
    placed: list[str] = []
    named: list[tuple[str, str]] = []
    left = list(words)
    while left:
        word = left.pop(0)
        if not word.startswith("--"):
            placed.append(word)
            continue
        has_value = left and not left[0].startswith("--") and word[2:] not in _FLAGS | {"acting"}
        named.append((word[2:], left.pop(0) if has_value else ""))
    return [each for each in placed if each != "…"], named


def _named(option: str, value: str) -> str:
    name = _ARGUMENTS.get(option, option.replace("-", "_"))
    if option in _FLAGS:
        return f"{name}=True"
    if option == "acting":
        return "kind='acting'"
    return f"{name}=[{_value(value)}]" if name in _LISTS else f"{name}={_value(value)}"


def _value(word: str) -> str:
    if word in ("", "…"):
        return "..."
    if word == "none":
        return "None"
    if word.isdecimal():
        return word
    return word.lower() if word.isupper() and word.isalpha() else repr(word)


def _argument_in_text(match: re.Match[str]) -> str:
    """An option that a text mentions, by the name of the argument."""
    option, value = match[1], match[2]
    if option in _READING:
        return f"`ReadingOptions({_READING[option]}=...)`"
    return f"`{_named(option, value or '').removesuffix('...')}`"
