"""What every command takes that prints a table: --wide and --slugs."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Annotated, Any

import typer


@dataclass(frozen=True, slots=True)
class Layout:
    """How tables are printed at a terminal. `wide`: whole lines; `slugs`: also where there is little room."""

    wide: bool = False
    slugs: bool = False


LAYOUT: ContextVar[Layout] = ContextVar("LAYOUT", default=Layout())  # noqa: B039  # frozen

BOM: ContextVar[bool] = ContextVar("BOM", default=False)  # whether CSV begins with a byte order mark

WideOption = Annotated[bool, typer.Option("--wide", help="Print whole lines, even where the terminal is narrower.")]
SlugsOption = Annotated[bool, typer.Option("--slugs", help="Print slugs, even where the terminal is narrow.")]


def tabled(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command that prints a table take `--wide` and `--slugs`."""
    signature = inspect.signature(command, eval_str=True)
    options = (("wide", WideOption), ("slugs", SlugsOption))
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=option)
        for name, option in options
    ]

    @wraps(command)
    def laid_out(*given: Any, wide: bool = False, slugs: bool = False, **values: Any) -> None:
        token = LAYOUT.set(Layout(wide, slugs))
        try:
            command(*given, **values)
        finally:
            LAYOUT.reset(token)

    vars(laid_out)["__signature__"] = signature.replace(parameters=[*signature.parameters.values(), *added])
    return laid_out
