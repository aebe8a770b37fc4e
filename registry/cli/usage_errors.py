"""What is said of a command line that cannot be read, in plain words: no word of the libraries reaches the user."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import typer

UsageError: type[Exception] = typer.BadParameter.__mro__[1]  # Typer exports only what it derives from it
COMMON = ("--db", "--by", "--date-order", "--json", "--csv", "--bom", "--help")

# What people type for an option of ours, in the order in which a command may have it.
_MEANINGS = {
    "--date": ("--on", "--from"), "--day": ("--on", "--from"), "--at": ("--on",), "--when": ("--on", "--from"),
    "--from": ("--on",), "--to": ("--on",), "--on": ("--from",),
    "--start": ("--from", "--since", "--on"), "--since": ("--from",),
    "--after": ("--from", "--since"), "--begin": ("--from",),
    "--end": ("--to", "--until"), "--until": ("--to",), "--before": ("--to", "--until"), "--ends": ("--to",),
    "--why": ("--because", "--reason"), "--message": ("--because",), "-m": ("--because",), "--comment": ("--note",),
    "--reason": ("--because",), "--author": ("--by",), "--user": ("--by",), "--actor": ("--by",),
    "--file": ("--db",), "--database": ("--db",), "--url": ("--source",), "--org": ("--organization",),
    "--organisation": ("--organization",), "--max": ("--limit",), "--number": ("--limit",), "--top": ("--limit",),
    "--dry": ("--dry-run",), "--no-act": ("--dry-run",), "--replaces": ("--replacing",),
    "--predecessor": ("--replacing",), "--output": ("--format",), "--as": ("--format",),
    "--type": ("--kind", "--format"), "--verbose": ("--wide", "--every"),
    "--dead": ("--died",), "--birth": ("--born",), "--death": ("--died",), "--alias": ("--also",), "--id": ("--id",),
    "--asof": ("--as-known-on",), "--as-of": ("--as-known-on", "--on"), "--known": ("--as-known-on",),
}  # fmt: skip
_PLAIN = (
    (r"Value error, (.*?)\.?$", r"\1"),
    (r"Input should be a valid integer.*", "{value} is not a whole number"),
    (r"Input should be a valid number.*", "{value} is not a number"),
    (r"Input should be greater than or equal to (\S+)", r"{value} is too small; give \1 or more"),
    (r"Input should be greater than (\S+)", r"{value} is too small; give more than \1"),
    (r"Input should be less than or equal to (\S+)", r"{value} is too large; give \1 or less"),
    (r"Input should be less than (\S+)", r"{value} is too large; give less than \1"),
    (r"Input should be a valid boolean.*", "{value} is neither true nor false"),
    (r"Input should be a finite number.*", "{value} is not a number"),
    (r"Input should be (.*)", r"{value} is not \1"),
)


def explain(error: Exception, command: Any, words: Sequence[str]) -> None:
    """Put the message of a usage error into plain words. `words`: those that were parsed for the command."""
    told: Any = error
    if getattr(told, "possibilities", None) is not None or hasattr(told, "option_name"):
        told.possibilities = _options_like(told.option_name, command)
        if not told.possibilities and (place := _argument_like(told.option_name, command)):
            told.message = f"No such option: {told.option_name}; write the {place} alone, without an option"
    elif getattr(told, "message", None) and (param := getattr(told, "param", None)) is not None:
        told.message = plain(told.message, _value_of(param, words))


def plain(message: str, value: str | None) -> str:
    """The library's message in our words; `value`: what was typed, if it is known."""
    shown = repr(value) if value is not None else "the value"
    for pattern, words in _PLAIN:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return found.expand(words).replace("{value}", shown)
    return message


def _value_of(param: Any, words: Sequence[str]) -> str | None:
    """What was typed for the option; of an argument it is not known."""
    for place, word in enumerate(words):
        option, equals, value = word.partition("=")
        if option in param.opts:
            return value if equals else next(iter(words[place + 1 : place + 2]), None)
        short = next((each for each in param.opts if len(each) == 2 and word.startswith(each)), None)
        if short and not word.startswith("--"):
            return word[2:]
    return None


def _options_like(typed: str, command: Any) -> list[str]:
    """The options that may have been meant: by their meaning, else by their letters."""
    from difflib import get_close_matches

    options = [*dict.fromkeys((*_options_of(command), *COMMON))]
    meant = [option for option in _MEANINGS.get(typed, ()) if option in options]
    return meant[:1] or get_close_matches(typed, options, n=3, cutoff=0.7)


def _argument_like(typed: str, command: Any) -> str | None:
    """The argument that is called as the option that was typed: `--organization` of `registry changes ORGANIZATION`."""
    word = typed.strip("-").upper()
    names = [(param.metavar or "").split("|") for param in command.params if param.param_type_name == "argument"]
    return next(("|".join(each) for each in names if word in each), None)


def _options_of(command: Any) -> Iterable[str]:
    return (option for param in command.params for option in param.opts if option.startswith("--"))
