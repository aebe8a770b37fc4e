"""The reference of the command line, from the commands themselves: as a page of the site and as a manual page.

    python docs/reference.py        writes man/registry.1

The page is made whenever the site is built (docs/site_hooks.py), so it is never out of date and never committed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from typer.main import get_group

from registry.cli.app import app

MAN = Path(__file__).parents[1] / "man" / "registry.1"
_PLACEHOLDERS = {"<str>": "TEXT", "<path>": "FILE", "<file>": "FILE", "<int>": "NUMBER", "<float>": "NUMBER"}
_OUTSIDE = """The environment variable REGISTRY_DB names the registry's file, REGISTRY_ACTOR the person who makes \
changes, REGISTRY_DATE_ORDER (dmy or mdy) how 03/04/2025 is read."""
_EXIT = {
    "0": "The command did what was asked. A question without a holder is answered, too.",
    "1": "The command was refused or found errors. The registry is unchanged by what was refused.",
    "2": "The command line could not be read, such as an option that does not exist.",
    "130": "The command was broken off with Ctrl-C. The registry is unchanged.",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument or an option: how it is typed, and what it is for."""

    spec: str
    text: str
    is_option: bool
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A command with its full name, such as `role add`; a command with commands under it has `is_group`."""

    name: str
    text: str
    parameters: tuple[Parameter, ...]
    is_group: bool

    @property
    def usage(self) -> str:
        arguments = [part.spec for part in self.parameters if not part.is_option]
        options = ["[OPTIONS]"] if any(part.is_option for part in self.parameters) else []
        return " ".join(["registry", *self.name.split(), *options, *arguments, *(["COMMAND"] if self.is_group else [])])


def commands() -> Iterator[Command]:
    """Every visible command in the order of the help, the program itself first, under the name ''."""
    program = get_group(app)
    context = program.make_context("registry", [], resilient_parsing=True)
    yield _command("", program, context)
    for name in program.list_commands(context):
        yield from _commands(name, program.get_command(context, name))


def _commands(name: str, found: Any) -> Iterator[Command]:
    if found.hidden:
        return
    context = found.make_context(name, [], resilient_parsing=True)
    yield _command(name, found, context)
    for below in getattr(found, "commands", {}):
        yield from _commands(f"{name} {below}", found.get_command(context, below))


def _command(name: str, found: Any, context: Any) -> Command:
    shown = [part for part in found.params if not getattr(part, "hidden", False)]
    parameters = tuple(_parameter(part, context) for part in shown)
    text = re.sub(r"(?<!\n)\n(?!\n)", " ", (found.help or "").strip())
    return Command(name, text, parameters, hasattr(found, "commands"))


def _parameter(part: Any, context: Any) -> Parameter:
    spec, text = part.get_help_record(context)
    is_option = part.param_type_name == "option"
    for placeholder, word in _PLACEHOLDERS.items():
        spec = spec.replace(placeholder, word if is_option else "")
    spec = spec.strip()
    if not is_option:
        spec = re.sub(r"[\[\]]", "", spec.split()[0]).upper()
        spec = spec if part.required else f"[{spec}]"
        spec += " …" if part.nargs == -1 and "…" not in spec else ""
    return Parameter(spec, " ".join((text or "").split()), is_option, (*part.opts, *part.secondary_opts))


def page() -> str:
    """The reference as a page in Markdown."""
    parts = ["# The command line\n", "This page is made from the commands; `registry COMMAND --help` shows the same.\n"]
    for command in commands():
        title = f"registry {command.name}".strip()
        level = "##" if " " not in command.name else "###"
        parts.append(f"{level} `{title}`\n\n{_escaped(command.text)}\n\n```\n{command.usage}\n```\n")
        if command.parameters:
            rows = [f"| {_code(part.spec)} | {_escaped(part.text)} |" for part in command.parameters]
            parts.append("\n".join(["| argument or option | meaning |", "|---|---|", *rows]) + "\n")
        if not command.name:
            parts.append(f"{_OUTSIDE}\n")
            parts.append(
                "\n".join(["| exit code | meaning |", "|---|---|", *(f"| {c} | {t} |" for c, t in _EXIT.items())])
                + "\n"
            )
    return "\n".join(parts)


def _escaped(text: str) -> str:
    """Text of a page or of a cell; what stands in backquotes stays as it is."""
    signs = {"*": r"\*", "_": r"\_", "|": "&#124;", "<": "&lt;", "&": "&amp;"}
    parts = text.split("`")
    parts[::2] = ["".join(signs.get(sign, sign) for sign in part) for part in parts[::2]]
    return "`".join(parts)


def _code(text: str) -> str:
    return f"<code>{escape(text, quote=False).replace('|', '&#124;')}</code>"


def manual() -> str:
    """The reference as a manual page in roff (man(7))."""
    every = list(commands())
    lines = [
        '.\\" Made by `make man` from the commands.',
        '.TH REGISTRY 1 "" "officeholders" "User Commands"',
        ".SH NAME",
        r"registry, officeholders \- who held which office, when, and how we know",
        ".SH SYNOPSIS",
        r".B registry",
        "[OPTIONS] COMMAND [ARGUMENTS]",
        ".SH DESCRIPTION",
        "The program keeps appointments in one SQLite file and answers who held a role on a day:",
        "certainly, presumably or possibly, and how that is known.",
        "A name may be a slug, a recorded name in any script, words that match only one record, or an identifier",
        "such as wikidata=Q42. A date may be as exact as it is known: 2025\\-03\\-16, February 2024, c. 1946, unknown.",
        ".SH OPTIONS",
        *(line for part in every[0].parameters for line in _roff_parameter(part)),
        ".SH COMMANDS",
    ]
    for command in every[1:]:
        lines += [f".SS {_roff(command.usage)}", _roff(command.text)]
        lines += [line for part in command.parameters for line in _roff_parameter(part)]
    lines += [".SH ENVIRONMENT", _roff(_OUTSIDE), ".SH EXIT STATUS"]
    for code, text in _EXIT.items():
        lines += [".TP", f".B {code}", _roff(text)]
    lines += [".SH EXAMPLES", ".nf", "registry init \\-\\-sample"]
    lines += [
        'registry who "minister of defense" \\-\\-on "24 February 2014"',
        "registry history chief\\-of\\-the\\-general\\-staff",
    ]
    lines += [".fi", ".SH SEE ALSO", ".BR sqlite3 (1), \\ datasette (1)"]
    return "\n".join(line for line in lines if line) + "\n"


def _roff_parameter(part: Parameter) -> list[str]:
    return [".TP", f".B {_roff(part.spec)}", _roff(part.text) or r"\&"]


def _roff(text: str) -> str:
    """One line of text; a point or an apostrophe at its beginning would be an order to roff."""
    text = " ".join(text.split()).replace("\\", r"\e").replace("-", r"\-").replace("`", "")
    return rf"\&{text}" if text.startswith((".", "'")) else text


if __name__ == "__main__":
    MAN.write_text(manual(), "utf-8")
