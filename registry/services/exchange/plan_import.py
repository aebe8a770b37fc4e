"""A refused import as a plan: what is in its way by cause, and with which options it was tried and would succeed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from shlex import join

from registry.domain.exchange.import_plan import Cause, ImportChoices, ImportPlan, PlanGroup, planned
from registry.domain.exchange.import_report import ImportReport, OnConflict, in_file_order
from registry.domain.exchange.statements import SkippedStatement
from registry.domain.vocabulary import DateOrder
from registry.services.exchange.package import ImportRefusedError

_MOST_TRIES = 5
_WRONG_ORDER = "not a date in the order"

Attempt = Callable[[ImportChoices, OnConflict], object]


class ImportConflictError(ImportRefusedError):
    """Rows that cannot be recorded as they stand. `report`: what was found; `plan`: what would settle it, once made."""

    has_choices = True

    def __init__(self, report: ImportReport, plan: ImportPlan | None = None, typed: Sequence[str] = ()) -> None:
        """`typed`: the command, to which the options of the plan are added."""
        self.report = report
        self.plan = plan or ImportPlan(tuple(groups_of(report, ImportChoices())))
        super().__init__(_message(report, self.plan, typed, tried=plan is not None))


def groups_of(report: ImportReport, chosen: ImportChoices, order: DateOrder | None = None) -> list[PlanGroup]:
    """What was refused, by cause; `chosen`: what is chosen already; `order`: of day and month, where it is known."""
    known = {note for notes in report.conflicts.values() for note in notes}
    rest = report.refused.total - sum(notes.total for notes in report.conflicts.values())
    groups = [(cause, notes.total, list(notes)) for cause, notes in report.conflicts.items()]
    if rest > 0:
        others = [note for note in report.refused if note not in known]
        groups.append((Cause.OTHER, rest, others))
    groups = [(cause, count, sorted(notes, key=_place)) for cause, count, notes in groups]
    return planned(groups, chosen, order)


def _place(note: SkippedStatement) -> list[tuple[int, str]]:
    return in_file_order(note.place)


def make_plan(report: ImportReport, chosen: ImportChoices, attempt: Attempt) -> ImportPlan:
    """The groups of `report`, and with which options the import succeeds; `attempt` tries it and records nothing.

    Raises what an attempt raises for other reasons than conflicts.
    """
    groups: dict[Cause, PlanGroup] = {}
    choices, skip = chosen, False
    order = _order_of(report, chosen, attempt)
    for _ in range(_MOST_TRIES):
        found = groups_of(report, choices, order)
        groups = {**{group.cause: group for group in found}, **groups}
        news = choices
        for group in found:
            news = group.choices.over(news) if group.choices else news
        skip = skip or news == choices
        choices = news
        try:
            attempt(choices, OnConflict.SKIP if skip else OnConflict.REJECT)
        except ImportConflictError as error:
            if skip:  # nothing of the file would be left
                return _flagged(tuple(groups.values()), choices, attempt)
            report = error.report
        except ImportRefusedError:
            break
        else:
            return ImportPlan(tuple(groups.values()), choices, skip)
    return ImportPlan(tuple(groups.values()), possible=False)


def _flagged(groups: tuple[PlanGroup, ...], choices: ImportChoices, attempt: Attempt) -> ImportPlan:
    """What no option settles is recorded as disputed, if that can be."""
    try:
        attempt(choices, OnConflict.FLAG)
    except ImportRefusedError:
        return ImportPlan(groups, possible=False)
    return ImportPlan(tuple(replace(group, flagged=True) for group in groups), choices, flag=True)


def _order_of(report: ImportReport, chosen: ImportChoices, attempt: Attempt) -> DateOrder | None:
    """The order of day and month that no date of the file speaks against, where one speaks against the other."""
    if Cause.DATE_ORDER not in report.conflicts:
        return None
    fit = [order for order in DateOrder if not _contradicted(replace(chosen, date_order=order), attempt)]
    return fit[0] if len(fit) == 1 else None


def _contradicted(choices: ImportChoices, attempt: Attempt) -> bool:
    try:
        attempt(choices, OnConflict.REJECT)
    except ImportConflictError as error:
        return any(_WRONG_ORDER in note.reason for note in error.report.conflicts.get(Cause.UNREADABLE, ()))
    except ImportRefusedError:
        return False
    return False


def plan_lines(plan: ImportPlan) -> list[str]:
    """The groups with three examples and the option of each."""
    return [line for group in plan.groups for line in group_lines(group)]


def group_lines(group: PlanGroup) -> list[str]:
    """The cause and the count, three examples, and the option that settles it."""
    rows = "1 row" if group.count == 1 else f"{group.count} rows"
    lines = [f"{rows}: {group.words}", *(f"  {_example(note)}" for note in group.examples)]
    if group.count > len(group.examples):
        lines.append(f"  and {group.count - len(group.examples)} more")
    return [*lines, f"  settled by {group.option}: {group.becomes}"]


def _example(note: SkippedStatement) -> str:
    return f"{note.place}: {note.reason}" if note.place else note.reason


def _with_options(plan: ImportPlan) -> str:
    return f"It can be imported with {join(plan.options)}"


def _message(report: ImportReport, plan: ImportPlan, typed: Sequence[str], *, tried: bool) -> str:
    total = report.refused.total
    count = "1 row" if total == 1 else f"{total} rows"
    lines = [f"{count} cannot be recorded, so nothing was imported:", *plan_lines(plan)]
    if tried and plan.possible:
        lines.append(f"To import it, type {join([*typed, *plan.options])}" if typed else _with_options(plan))
    elif tried:
        lines.append(plan.why_not)
    return "\n".join(lines)
