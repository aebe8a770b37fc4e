"""An import that meets conflicts: at a terminal it asks how to settle each kind, elsewhere it refuses with the plan."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from shlex import join
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Format
from registry.cli.output.exchange import import_report
from registry.cli.output.printing import print_json
from registry.domain.exchange.import_plan import Cause, ImportChoices
from registry.domain.exchange.import_report import OnConflict
from registry.domain.vocabulary import DateOrder
from registry.services.exchange.plan_import import ImportConflictError, group_lines

if TYPE_CHECKING:
    from registry.domain.exchange.import_plan import ImportPlan, PlanGroup
    from registry.domain.exchange.import_report import ImportReport, ReadingOptions

Attempt = Callable[["ReadingOptions", OnConflict], "ImportReport"]


def settled_in_steps(
    attempt: Attempt,
    reading: ReadingOptions,
    on_conflict: OnConflict,
    typed: Sequence[str],
    form: Format,
    *,
    dry_run: bool,
    plan: bool,
) -> Callable[[], None]:
    """Import, asking at a terminal how to settle what is in the way; returns what prints the outcome.

    `typed`: the command, to which the options of a plan are added. Raises ImportConflictError elsewhere, and where
    somebody chooses to import nothing.
    """
    while True:
        try:
            report = attempt(reading, on_conflict)
        except ImportConflictError as error:
            if plan:
                return partial(print_plan, error.plan, typed, form)
            can_be = error.plan.possible or error.plan.needs_order
            if not _is_terminal() or on_conflict is not OnConflict.REJECT or not can_be:
                raise ImportConflictError(error.report, error.plan, typed) from error
            reading, on_conflict = _asked(error, reading, typed)
        else:
            if plan:
                return partial(typer.echo, "Nothing prevents the import.")
            return partial(import_report.taken_in, report, form, dry_run=dry_run)


def print_plan(plan: ImportPlan, typed: Sequence[str], form: Format) -> None:
    """The groups, and the command that would succeed."""
    command = join([*typed, *plan.options]) if plan.possible else None
    if form == Format.json:
        groups = [
            {
                "cause": group.cause.value,
                "count": group.count,
                "examples": [note._asdict() for note in group.examples],
                "option": group.option,
            }
            for group in plan.groups
        ]
        print_json({"groups": groups, "command": command})
        return
    for group in plan.groups:
        typer.echo("\n".join(group_lines(group)))
    typer.echo(f"To import it: {command}" if command else plan.why_not)


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asked(
    error: ImportConflictError, reading: ReadingOptions, typed: Sequence[str]
) -> tuple[ReadingOptions, OnConflict]:
    """What somebody at the terminal chooses, group by group. Raises ImportConflictError if nothing is imported."""
    choices, on_conflict = reading.choices, OnConflict.REJECT
    for group in error.plan.groups:
        typer.echo("\n".join(group_lines(group)), err=True)
        answer = _answer(group)
        if answer == "yes" and group.choices:
            choices = group.choices.over(choices)
        elif answer in list(DateOrder):
            choices = ImportChoices(date_order=DateOrder(answer)).over(choices)
        elif answer in ("skip", "flag"):
            on_conflict = OnConflict(answer)
        else:
            raise ImportConflictError(error.report, error.plan, typed)
    return replace(reading, choices=choices), on_conflict


def _answer(group: PlanGroup) -> str:
    words = {"y": "yes", "yes": "yes", "s": "skip", "skip": "skip", "f": "flag", "flag": "flag", "n": "no", "no": "no"}
    asked = "Leave such rows out? skip or flag all that is left, or no"
    if group.choices:
        asked = f"Settle with {group.option}? yes, skip or flag all that is left, or no"
    elif group.cause is Cause.DATE_ORDER:
        words |= {order.value: order.value for order in DateOrder}
        asked = f"Which is first? {' or '.join(DateOrder)}, skip or flag all that is left, or no"
    usual = "yes" if group.choices else "flag" if group.flagged else "skip"
    while True:
        given = str(typer.prompt(asked, default=usual, err=True)).strip().lower()
        answer = words.get(given)
        if answer and (answer != "yes" or group.choices):
            return answer
        known = dict.fromkeys(word for word in words.values() if word != "yes" or group.choices)
        typer.echo(f"{given!r} is not an answer; type one of {', '.join(known)}", err=True)
